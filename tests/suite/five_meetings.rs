//! The five published meetings of `tests/papers/published`, each logged whole by keys in the real
//! program at a real terminal, exported, and held against the facts that were read out of the
//! minutes by hand.
#![cfg(unix)]

mod minutes;
mod secretary;

use std::path::Path;

use klubba::book::agenda_file;
use minutes::{Facts, Tally, list};
use secretary::Secretary;

use crate::terminal::Room;

/// Logs a meeting from its agenda, and says in one line what came of it.
fn logged(stem: &str) -> String {
    let agenda = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("agendas")
        .join(format!("{stem}.ron"));
    logged_with(stem, &agenda, false)
}

/// The same, where what was decided had been proposed in the agenda: one key decides it.
fn logged_as_proposed(stem: &str) -> String {
    let facts = Facts::of(stem);
    let agenda = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("agendas")
        .join(format!("{stem}.ron"));
    let mut proposed = agenda_file::read(&agenda).expect("a good agenda").agenda;
    let rows = proposed
        .items
        .iter_mut()
        .filter(|row| row.section.is_none());
    for (row, item) in rows.zip(facts.items()) {
        if let [decision] = list(item, "decisions") {
            let clauses = list(decision, "clauses")
                .iter()
                .filter_map(|clause| clause.as_str());
            row.proposal = clauses.map(str::to_owned).collect();
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(format!("{stem}.ron"));
    let text = ron::ser::to_string_pretty(&proposed, ron::ser::PrettyConfig::new()).expect("RON");
    std::fs::write(&path, text).expect("an agenda");
    logged_with(stem, &path, true)
}

fn logged_with(stem: &str, agenda: &Path, is_proposed: bool) -> String {
    let facts = Facts::of(stem);
    let room = Room::at(&facts.a_while_after_its_end(), agenda);
    let mut secretary = Secretary::sits_down(&room, agenda, stem);
    secretary.decides_as_proposed = is_proposed;
    secretary.calls_the_roll(&facts);
    for (item, notes) in facts.items().iter().zip(&facts.notes) {
        secretary.logs(item, notes);
    }
    secretary.ends(facts.next_meeting());

    let head = head_of_journal(&room, stem);
    let record =
        std::fs::read_to_string(room.meeting_file(&format!("{stem}.ron"))).expect("a record");
    assert!(
        record.contains(&head),
        "{stem}: the record carries the head of its chain"
    );
    let verified = room.asks(&["verify", stem]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&verified.stderr)
    );
    let exported = room.asks(&["export", stem, "--to", "json"]);
    assert_eq!(
        exported.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&exported.stderr)
    );
    let found = serde_json::from_slice(&exported.stdout).expect("JSON");
    let tally = Tally::of(&facts, &found, &head);
    let effort = secretary.effort;
    assert!(
        tally.differences.is_empty(),
        "{stem}: {tally} {effort}\n{}",
        tally.differences.join("\n")
    );
    format!("{stem}: {tally}, {effort}")
}

/// The check of the newest line.
fn head_of_journal(room: &Room, stem: &str) -> String {
    let journal = room.journal(stem);
    let (_, head) = journal
        .last()
        .and_then(|line| line.rsplit_once("//"))
        .expect("a line and its check");
    head.to_owned()
}

#[test]
fn the_meeting_in_helsingborg_of_2016_is_logged_whole() {
    eprintln!("{}", logged("familjen-helsingborg-2016-09-23"));
}

#[test]
fn the_meeting_in_helsingborg_of_2026_is_logged_whole() {
    eprintln!("{}", logged("familjen-helsingborg-2026-02-27"));
}

#[test]
fn the_meeting_in_lund_of_2017_is_logged_whole() {
    eprintln!("{}", logged("malmolundregionen-2017-01-24"));
}

#[test]
fn the_meeting_in_lund_of_2019_is_logged_whole() {
    eprintln!("{}", logged("malmolundregionen-2019-01-29"));
}

#[test]
fn the_meeting_in_umea_of_2013_is_logged_whole() {
    eprintln!("{}", logged("umearegionen-2013-05-15"));
}

#[test]
fn what_was_proposed_in_the_agenda_is_decided_by_one_key() {
    for stem in ["familjen-helsingborg-2016-09-23", "umearegionen-2013-05-15"] {
        eprintln!("as proposed: {}", logged_as_proposed(stem));
    }
}
