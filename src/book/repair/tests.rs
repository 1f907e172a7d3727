use std::fs;

use super::*;
use crate::book::agenda_file;
use crate::book::recorder::{Recorder, fresh_id};
use crate::book::snapshot::{fold_journal, scan};
use crate::meeting::command::Command;
use crate::meeting::item::ItemId;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::Timestamp;

/// A meeting in a folder of its own, with two decisions and notes.
struct Scene {
    folder: tempfile::TempDir,
    files: MeetingFiles,
}

fn now() -> Timestamp {
    "2026-02-27T09:00:00+01:00".parse().expect("a moment")
}

fn recorder(files: &MeetingFiles) -> Recorder {
    Recorder::open(files.clone(), "s".into(), None).expect("a journal")
}

fn record(files: &MeetingFiles, command: &Command) {
    let mut recorder = recorder(files);
    recorder
        .attempt(fresh_id(now()), command, now())
        .expect("recorded");
}

fn item(files: &MeetingFiles, place: usize) -> ItemId {
    recorder(files)
        .meeting()
        .items()
        .nth(place)
        .expect("an item")
        .id
}

fn decide(files: &MeetingFiles, place: usize, clause: &str) {
    let item = item(files, place);
    let clauses = vec![clause.to_owned()];
    record(files, &Command::RecordDecision { item, clauses });
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let files = MeetingFiles::within(folder.path(), "m");
        let agenda = folder.path().join("kd.ron");
        let text = r#"Agenda(body: (id: "kd", name: "KD"), date: "2026-02-27",
            items: [(title: "Ett"), (title: "Två")])"#;
        fs::write(&agenda, text).expect("a folder");
        let agenda = agenda_file::read(&agenda).expect("an agenda").agenda;
        let command = Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        };
        let by = "s".into();
        Recorder::begin(&files, &by, fresh_id(now()), &command, now()).expect("a journal");
        record(&files, &Command::OpenNext { seen: None });
        decide(&files, 0, "att ett");
        decide(&files, 1, "att två");
        Self { folder, files }
    }

    fn journal(&self) -> Vec<u8> {
        fs::read(&self.files.journal).expect("a journal")
    }

    /// Changes the journal: `from` by `to`, of one length.
    fn damage(&self, from: &str, to: &str) {
        let text = String::from_utf8(self.journal()).expect("UTF-8");
        assert!(text.contains(from), "{text}");
        fs::write(&self.files.journal, text.replace(from, to)).expect("a journal");
    }

    fn copy(&self, name: &str, journal: &[u8]) -> PathBuf {
        let path = self.folder.path().join(format!("{name}.journal"));
        fs::write(&path, journal).expect("a folder");
        path
    }

    fn repair(&self) -> Vec<Finding> {
        let plan = RepairPlan::read(&self.files).expect("a journal");
        plan.carry_out().expect("a folder");
        plan.findings
    }

    fn clauses(&self) -> Vec<String> {
        let snapshot = fold_journal(&self.files).expect("a meeting");
        let decisions = snapshot.minutes.items().flat_map(|item| &item.decisions);
        let clauses = decisions.flat_map(|decision| &decision.clauses);
        clauses.map(|clause| clause.text.clone()).collect()
    }

    fn is_whole(&self) -> bool {
        fold_journal(&self.files)
            .expect("a meeting")
            .integrity
            .is_whole()
            && scan(&self.files).expect("a journal").findings.is_empty()
    }
}

#[test]
fn a_line_with_one_changed_byte_is_mended_whichever_byte_it_is() {
    let scene = Scene::new();
    let whole = scene.journal();
    let line = whole.split(|byte| *byte == b'\n').nth(2).expect("a line");
    for place in [0, 1, line.len() / 2, line.len() - 67, line.len() - 1] {
        let mut damaged = line.to_vec();
        damaged[place] ^= 3;
        let entry = lines::with_one_byte_repaired(&damaged).expect("one byte");
        assert_eq!(Some(entry), lines::entries(line).pop(), "byte {place}");
    }
    let mut damaged = line.to_vec();
    (damaged[20], damaged[90]) = (b'#', b'#');
    assert_eq!(lines::with_one_byte_repaired(&damaged), None);
}

#[test]
fn a_mended_line_takes_its_old_place_and_the_damaged_journal_stays_beside() {
    let scene = Scene::new();
    scene.damage("att ett", "att e#t");
    let damaged = scene.journal();
    assert!(!scene.is_whole());
    assert_eq!(scene.clauses(), ["att två"]);
    assert_eq!(scene.repair(), [Finding::ByteRepaired { line: 3 }]);
    assert!(scene.is_whole());
    assert_eq!(scene.clauses(), ["att ett", "att två"]);
    let old = fs::read(scene.files.journal.with_extension("journal.old-1"));
    assert_eq!(old.expect("the damaged journal"), damaged);
}

#[test]
fn a_line_that_no_byte_explains_comes_from_a_copy_or_is_told_as_lost() {
    let scene = Scene::new();
    let copy = scene.copy("m (1)", &scene.journal());
    scene.damage("att ett", "A## E##");
    let taken = Finding::TakenFromCopy { line: 3, copy };
    assert_eq!(scene.repair(), [taken]);
    assert!(scene.is_whole());
    assert_eq!(scene.clauses(), ["att ett", "att två"]);
    scene.damage("att ett", "A## E##");
    fs::remove_file(&scene.files.record).expect("a record");
    assert_eq!(scene.repair(), [Finding::Lost { line: 3 }]);
    assert_eq!(scene.clauses(), ["att två"]);
    assert!(!scene.is_whole(), "what is lost goes on being told");
}

#[test]
fn what_only_the_record_still_has_is_recorded_anew() {
    let scene = Scene::new();
    recorder(&scene.files).write_record().expect("a record");
    decide(&scene.files, 0, "att tre");
    scene.damage("att ett", "A## E##");
    let words = "att ett".to_owned();
    let found = [
        Finding::Lost { line: 3 },
        Finding::TakenFromRecord { words },
    ];
    assert_eq!(scene.repair(), found);
    assert_eq!(scene.clauses(), ["att tre", "att ett", "att två"]);
}

#[test]
fn what_two_wrote_apart_is_put_together_under_numbers_of_its_own() {
    let scene = Scene::new();
    let before = scene.journal();
    decide(&scene.files, 1, "att de");
    let place = TextPlace::Notes(item(&scene.files, 0));
    let notes = |text: &str| Command::WriteText {
        place,
        before: String::new(),
        text: text.to_owned(),
    };
    record(&scene.files, &notes("De."));
    let theirs = scene.journal();
    fs::write(&scene.files.journal, before).expect("a journal");
    decide(&scene.files, 0, "att vi");
    record(&scene.files, &notes("Vi."));
    let copy = scene.copy("m-LAPTOP", &theirs);
    assert!(
        !fold_journal(&scene.files)
            .expect("a meeting")
            .integrity
            .is_whole()
    );
    let found = scene.repair();
    let added = Finding::Added {
        words: vec!["att de".to_owned()],
        copy: copy.clone(),
    };
    let not_added = Finding::NotAdded {
        words: vec!["De.".to_owned()],
        copy: copy.clone(),
        refusal: Refusal::TextChangedMeanwhile,
    };
    assert_eq!(found, [added, not_added]);
    assert_eq!(scene.clauses(), ["att ett", "att vi", "att två", "att de"]);
    assert!(scene.is_whole() && !copy.exists());
    assert!(
        copy.with_extension("journal.old-1").exists(),
        "the copy stays"
    );
    let plan = RepairPlan::read(&scene.files).expect("a journal");
    assert!(plan.is_empty(), "{:?}", plan.findings);
}

#[test]
fn an_appended_repair_leaves_every_line_as_it_was() {
    let scene = Scene::new();
    let before = scene.journal();
    decide(&scene.files, 1, "att de");
    scene.copy("m (1)", &scene.journal());
    fs::write(&scene.files.journal, &before).expect("a journal");
    scene.repair();
    assert!(
        scene.journal().starts_with(&before),
        "a fingerprint stays one"
    );
    assert_eq!(scene.clauses(), ["att ett", "att två", "att de"]);
}
