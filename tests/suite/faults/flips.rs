//! Every byte of a journal and of its record, changed one at a time: whoever shows the meeting shows
//! all of it, or says that something may be missing. The suite takes some of the bytes;
//! `KLUBBA_FLIP_STEP=1` takes all.

use std::fs;

use klubba::book::files::MeetingFiles;
use klubba::book::follower::Follower;
use klubba::book::recorder::{Completeness, NotApproved, Recorder, fresh_id};
use klubba::book::snapshot::{Snapshot, fold_journal, load_snapshot};
use klubba::export::document::{ExportSource, lay_out};
use klubba::export::json::json;
use klubba::meeting::command::Command;
use klubba::meeting::minutes::Minutes;
use klubba::words::{Language, Words};

use super::scene::{Scene, ask, now, opened_and, times};

/// A closed meeting of sixty entries, and its record.
struct Whole {
    scene: Scene,
    journal: Vec<u8>,
    record: Vec<u8>,
    minutes: Minutes,
}

impl Whole {
    fn new() -> Self {
        let scene = Scene::with(&opened_and(57));
        let mut recorder = scene.recorder();
        ask(Command::CloseMeeting).put_to(&mut recorder);
        recorder.write_record().expect("a record");
        let read = |path| fs::read(path).expect("a file");
        Self {
            journal: read(&scene.files.journal),
            record: read(&scene.files.record),
            minutes: (**recorder.meeting()).clone(),
            scene,
        }
    }

    fn files(&self) -> &MeetingFiles {
        &self.scene.files
    }

    /// The consumers that show less than the whole and do not say so.
    fn silent(&self) -> Vec<&'static str> {
        let mut silent = Vec::new();
        let mut judge = |who, loaded: &Snapshot| {
            if loaded.minutes != self.minutes && loaded.integrity.is_whole() {
                silent.push(who);
            }
        };
        if let Ok(loaded) = load_snapshot(self.files()) {
            judge("review, list, search", &loaded);
        }
        if let Ok(loaded) = fold_journal(self.files()) {
            judge("md, html, docx, pdf, json", &loaded);
            silent.extend(self.silent_documents(&loaded));
        }
        silent.extend(self.silent_at_the_desk());
        silent.extend(self.silent_on_the_wall());
        silent
    }

    /// A document of a part without a sentence that says so.
    fn silent_documents(&self, loaded: &Snapshot) -> Option<&'static str> {
        let words = Words::new(Language::Swedish);
        let source = ExportSource {
            minutes: &loaded.minutes,
            head: &loaded.head.hash,
            integrity: &loaded.integrity,
            now: now(),
        };
        let is_part = loaded.minutes != self.minutes;
        let says_so = !lay_out(&source, &words).missing.is_empty()
            && !json(&source, &words).contains("\"integrity\": []");
        (is_part && !says_so).then_some("a document")
    }

    fn silent_at_the_desk(&self) -> Option<&'static str> {
        let by = "domare".into();
        let mut recorder = Recorder::open(self.files().clone(), by, None).ok()?;
        let is_part = **recorder.meeting() != self.minutes;
        if is_part && recorder.integrity().is_whole() {
            return Some("desk");
        }
        let by = vec!["Ada Ek".to_owned()];
        let approved = recorder.approve(fresh_id(now()), by, now(), Completeness::Required);
        let is_refused = matches!(approved, Err(NotApproved::Incomplete(_)));
        (is_part && !is_refused).then_some("approve")
    }

    fn silent_on_the_wall(&self) -> Option<&'static str> {
        let mut wall = Follower::of(self.files().clone());
        wall.look(now());
        let is_part = wall.public().is_some() && **wall.meeting() != self.minutes;
        let says_so = !wall.integrity().is_whole() || wall.not_live_since().is_some();
        (is_part && !says_so).then_some("wall")
    }
}

fn flipped(bytes: &[u8], place: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[place] ^= 1 << (place % 7);
    flipped
}

#[test]
fn a_changed_byte_of_the_journal_is_never_silent_with_a_record_or_without() {
    let whole = Whole::new();
    let step = times("KLUBBA_FLIP_STEP", 307);
    let (mut flips, mut part) = (0, 0);
    for place in (0..whole.journal.len()).step_by(step) {
        for has_record in [true, false] {
            let journal = flipped(&whole.journal, place);
            fs::write(&whole.files().journal, journal).expect("a journal");
            if has_record {
                fs::write(&whole.files().record, &whole.record).expect("a record");
            } else {
                fs::remove_file(&whole.files().record).expect("a record");
            }
            let silent = whole.silent();
            assert!(silent.is_empty(), "byte {place}, {has_record}: {silent:?}");
            flips += 1;
            let folded = fold_journal(whole.files());
            part += usize::from(folded.is_ok_and(|one| one.minutes != whole.minutes));
            // What was approved all the same is no part of the next.
            let _ = fs::remove_file(&whole.files().record);
            fs::write(&whole.files().record, &whole.record).expect("a record");
        }
    }
    assert!(
        part * 2 > flips,
        "of {flips} flips {part} took something away"
    );
}

#[test]
fn a_changed_byte_of_the_record_takes_nothing_from_anybody() {
    let whole = Whole::new();
    fs::write(&whole.files().journal, &whole.journal).expect("a journal");
    let step = times("KLUBBA_FLIP_STEP", 307);
    for place in (0..whole.record.len()).step_by(step) {
        fs::write(&whole.files().record, flipped(&whole.record, place)).expect("a record");
        let loaded = load_snapshot(whole.files()).expect("a meeting");
        assert_eq!(loaded.minutes, whole.minutes, "byte {place}");
        let folded = fold_journal(whole.files()).expect("a meeting");
        assert_eq!(folded.minutes, whole.minutes, "byte {place}");
    }
}
