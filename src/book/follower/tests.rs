use std::path::PathBuf;

use tempfile::TempDir;

use std::fs;

use super::*;
use crate::book::Book;
use crate::book::recorder::{Recorder, RecorderEvent, fresh_id};
use crate::meeting::command::Command;
use crate::meeting::item::ItemId;
use crate::meeting::running_text::TextPlace;

/// A desk that writes and a wall that follows.
struct Scene {
    _folder: TempDir,
    files: MeetingFiles,
    desk: Recorder,
    wall: Follower,
    now: Timestamp,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let files = Book::at(folder.path()).files("kd");
        let now = "2026-02-27T08:30:00+01:00".parse().expect("a moment");
        let agenda = r#"Agenda(body: (id: "kd", name: "Gruppen"), date: "2026-02-27",
            items: [(title: "Ett"), (title: "Två"), (title: "Tre")])"#;
        let path = folder.path().join("kd.ron");
        fs::write(&path, agenda).expect("a folder");
        let agenda = crate::book::agenda_file::read(&path)
            .expect("a good agenda")
            .agenda;
        let command = Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        };
        Recorder::begin(&files, &"s".into(), fresh_id(now), &command, now).expect("a journal");
        let desk = Recorder::open(files.clone(), "s".into(), None).expect("a recorder");
        let wall = Follower::of(files.clone());
        let mut scene = Self {
            _folder: folder,
            files,
            desk,
            wall,
            now,
        };
        scene.record(Command::OpenNext { seen: None });
        assert!(scene.looks());
        scene
    }

    fn record(&mut self, command: Command) {
        let news = self
            .desk
            .record_unseen(&fresh_id(self.now), command, self.now);
        assert!(
            matches!(news.last(), Some(RecorderEvent::Saved { .. })),
            "{news:?}"
        );
    }

    fn decide(&mut self, clause: &str) {
        let item = self.desk.meeting().open.expect("an open item");
        self.record(Command::RecordDecision {
            item,
            clauses: vec![clause.to_owned()],
        });
    }

    /// Looks half a second later.
    fn looks(&mut self) -> bool {
        self.now += TimeDelta::milliseconds(500);
        self.wall.look(self.now)
    }

    fn is_live(&self) -> bool {
        self.wall.not_live_since().is_none()
    }

    fn clauses(&self) -> Vec<String> {
        let open = self
            .wall
            .public()
            .expect("a meeting")
            .open
            .expect("an open item");
        let clauses = open
            .decisions
            .into_iter()
            .flat_map(|decision| decision.clauses);
        clauses.map(|clause| clause.text).collect()
    }

    fn journal(&self) -> Vec<u8> {
        fs::read(&self.files.journal).expect("a journal")
    }

    fn put(&self, bytes: &[u8]) {
        fs::write(&self.files.journal, bytes).expect("a folder that can be written to");
    }

    fn aside(&self) -> PathBuf {
        self.files.journal.with_extension("aside")
    }
}

#[test]
fn what_the_desk_records_is_seen_and_silence_is_nothing_new() {
    let mut scene = Scene::new();
    assert!(!scene.looks());
    scene.decide("att ett");
    assert!(scene.looks());
    assert_eq!(scene.clauses(), ["att ett"]);
    scene.record(Command::OpenNext {
        seen: Some(scene.desk.meeting().open.expect("open")),
    });
    assert!(scene.looks());
    assert_eq!(
        scene
            .wall
            .public()
            .and_then(|public| public.open)
            .expect("open")
            .row
            .title,
        "Två"
    );
    assert!(scene.is_live());
}

#[test]
fn a_journal_that_has_gone_shrunk_or_been_replaced_takes_nothing_away_and_is_followed_when_it_is_back()
 {
    for spoil in [
        "gone",
        "shrunk",
        "emptied",
        "replaced",
        "garbage of the same length",
    ] {
        let mut scene = Scene::new();
        scene.decide("att ett");
        assert!(scene.looks());
        let live_until = scene.now;
        let whole = scene.journal();
        match spoil {
            "gone" => fs::rename(&scene.files.journal, scene.aside()).expect("a folder"),
            "shrunk" => scene.put(whole.get(..whole.len() / 2).expect("half")),
            "emptied" => scene.put(b""),
            "replaced" => {
                let other = Scene::new();
                fs::rename(&scene.files.journal, scene.aside()).expect("a folder");
                scene.put(&other.journal());
            }
            _ => scene.put(&vec![b'x'; whole.len()]),
        }
        for _ in 0..10 {
            scene.looks();
            assert_eq!(scene.wall.not_live_since(), Some(live_until), "{spoil}");
            assert_eq!(scene.clauses(), ["att ett"], "{spoil}");
        }
        scene.put(&whole);
        assert!(scene.looks(), "{spoil}");
        assert!(scene.is_live(), "{spoil}");
        assert_eq!(scene.clauses(), ["att ett"], "{spoil}");
    }
}

#[test]
fn a_line_that_is_damaged_on_its_way_is_not_shown_before_it_is_right() {
    let mut scene = Scene::new();
    let before = scene.journal().len();
    scene.decide("att ett");
    let whole = scene.journal();
    for byte in (before..whole.len() - 1).step_by(37) {
        let mut flipped = whole.clone();
        flipped[byte] ^= 4;
        scene.put(&flipped);
        scene.looks();
        assert!(!scene.is_live(), "byte {byte}");
        assert_eq!(scene.clauses(), [""; 0], "byte {byte}");
    }
    scene.put(&whole);
    assert!(scene.looks());
    assert!(scene.is_live());
    assert_eq!(scene.clauses(), ["att ett"]);
}

#[test]
fn damage_that_stands_and_that_the_desk_has_gone_on_past_costs_its_own_line_alone() {
    let mut scene = Scene::new();
    let before = scene.journal().len();
    scene.decide("att ett");
    let mut flipped = scene.journal();
    flipped[before + 60] ^= 4;
    scene.put(&flipped);
    scene.looks();
    scene.decide("att två");
    for _ in 0..5 {
        scene.looks();
        assert!(!scene.is_live());
        assert_eq!(scene.clauses(), [""; 0], "the room sees what it saw");
    }
    scene.looks();
    assert!(scene.is_live());
    assert_eq!(scene.clauses(), ["att två"]);
    scene.decide("att tre");
    assert!(scene.looks());
    assert_eq!(scene.clauses(), ["att två", "att tre"]);
}

#[test]
fn an_entry_of_a_mebibyte_that_comes_in_pieces_is_seen_whole_or_not_at_all() {
    let mut scene = Scene::new();
    let text = "så ".repeat(260_000);
    let place = TextPlace::Notes(ItemId(1));
    scene.record(Command::WriteText {
        place,
        before: String::new(),
        text,
    });
    scene.decide("att ett");
    let whole = scene.journal();
    scene.put(b"");
    let mut wall = Follower::of(scene.files.clone());
    for length in (0..whole.len()).step_by(65_000).chain([whole.len()]) {
        scene.put(whole.get(..length).expect("less"));
        scene.now += TimeDelta::milliseconds(5);
        wall.look(scene.now);
        let notes = wall
            .meeting()
            .items()
            .next()
            .map_or(0, |item| item.notes.len());
        assert!(notes == 0 || notes == "så ".len() * 260_000 - 1, "{notes}");
    }
    assert!(wall.not_live_since().is_none());
    assert_eq!(
        wall.meeting().entries().len(),
        scene.desk.meeting().entries().len()
    );
}

#[test]
fn what_is_being_worded_is_seen_until_it_stands_in_the_journal_and_never_twice() {
    use crate::meeting::public::WordedPart;
    let mut scene = Scene::new();
    let item = scene.desk.meeting().open.expect("an open item");
    let numbers = scene.desk.meeting().numbers_used;
    let wording = Wording {
        item,
        part: WordedPart::NewClause(None),
        text: "att ett".into(),
        numbers,
    };
    let meeting = scene.desk.first_line().expect("a first line").to_owned();
    let published = Published { meeting, wording };
    scene
        .files
        .live_draft()
        .keep(Some(&published))
        .expect("a folder");
    assert!(scene.looks());
    let unfinished = |scene: &Scene| {
        let open = scene
            .wall
            .public()
            .expect("a meeting")
            .open
            .expect("an open item");
        open.decisions
            .iter()
            .any(crate::meeting::public::PublicDecision::is_unfinished)
    };
    assert!(unfinished(&scene));
    scene.decide("att ett");
    assert!(scene.looks());
    assert_eq!(scene.clauses(), ["att ett"]);
    assert!(
        !unfinished(&scene),
        "it is recorded, though the draft is still there"
    );
    scene.files.live_draft().keep(None).expect("a folder");
    scene.looks();
    assert_eq!(scene.clauses(), ["att ett"]);
}

#[test]
fn a_wording_that_its_desk_left_behind_leaves_the_wall_with_the_desk() {
    use crate::book::storage::Claim;
    use crate::meeting::public::WordedPart;
    let mut scene = Scene::new();
    let wording = Wording {
        item: scene.desk.meeting().open.expect("an open item"),
        part: WordedPart::NewClause(None),
        text: "att halv".into(),
        numbers: scene.desk.meeting().numbers_used,
    };
    let meeting = scene.desk.first_line().expect("a first line").to_owned();
    let published = Published { meeting, wording };
    let draft = scene.files.live_draft();
    let (storage, lock) = (scene.files.storage().clone(), scene.files.desk_lock.clone());
    draft.keep(Some(&published)).expect("a folder");
    let state = storage.own_state(&scene.files.draft).expect("a draft");
    scene.now =
        chrono::DateTime::<chrono::Utc>::from(state.modified.expect("a time")).fixed_offset();
    scene.looks();
    assert!(scene.wall.wording.is_some(), "fresh, and no lock is seen");
    let Claim::Ours(desk) = storage.claim_desk(&lock, "s").expect("a folder") else {
        panic!("nobody else has it");
    };
    scene.looks();
    assert!(scene.wall.wording.is_some());
    drop(desk);
    assert!(scene.looks());
    assert_eq!(scene.wall.wording, None, "whoever worded it is gone");
    let mut late = Follower::of(scene.files.clone());
    assert!(late.look(scene.now) && late.wording.is_some());
    late.look(scene.now + TimeDelta::minutes(2));
    assert_eq!(late.wording, None, "nobody has touched it for a minute");
}

#[test]
fn an_entry_that_heals_late_takes_its_own_place_and_not_the_last() {
    let mut scene = Scene::new();
    let before = scene.journal().len();
    scene.record(Command::OpenNext {
        seen: scene.desk.meeting().open,
    });
    let damaged_until = scene.journal().len();
    scene.record(Command::OpenNext {
        seen: scene.desk.meeting().open,
    });
    let whole = scene.journal();
    let mut flipped = whole.clone();
    flipped[before + 60] ^= 4;
    scene.put(&flipped);
    for _ in 0..8 {
        scene.looks();
    }
    let open = |scene: &Scene| {
        scene
            .wall
            .public()
            .and_then(|public| public.open)
            .expect("open")
            .row
            .title
    };
    assert_eq!(open(&scene), "Tre", "{before} {damaged_until}");
    scene.put(&whole);
    for _ in 0..8 {
        scene.looks();
    }
    assert_eq!(open(&scene), "Tre");
    assert_eq!(
        scene.wall.meeting().entries(),
        scene.desk.meeting().entries()
    );
}

#[test]
fn the_desks_clock_counts_once_two_entries_have_agreed_on_it() {
    let mut scene = Scene::new();
    let ahead = TimeDelta::minutes(5);
    for clause in ["att ett", "att två"] {
        scene.now += ahead;
        scene.decide(clause);
        scene.now -= ahead;
        scene.looks();
    }
    assert!(
        (scene.wall.desk_ahead() - ahead).abs() < SAME_TIME,
        "{}",
        scene.wall.desk_ahead()
    );
}

#[test]
fn many_entries_at_a_time_are_all_seen_in_their_order() {
    let mut scene = Scene::new();
    for number in 0..300 {
        scene.decide(&format!("att {number}"));
        if number % 7 == 0 {
            scene.looks();
            let seen = scene.clauses();
            assert_eq!(seen.last(), Some(&format!("att {number}")));
        }
    }
    scene.looks();
    assert_eq!(
        scene.wall.meeting().entries(),
        scene.desk.meeting().entries()
    );
    assert!(scene.is_live());
}
