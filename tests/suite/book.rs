//! The memory of a body: earlier meetings looked back at from the desk and from the command line,
//! what was asked to be done ticked off, minutes approved.

use std::path::Path;
use std::process::{Command as Process, Output};

use klubba::book::Book;
use klubba::book::agenda_file;
use klubba::book::recorder::{Ask, News, Recorder, fresh_id};
use klubba::meeting::assignment::{AssignmentId, Became, FollowUp};
use klubba::meeting::command::{AssignmentWords, Command};
use klubba::meeting::item::ItemId;
use klubba::meeting::outcome::{Outcome, OutcomeKind};
use klubba::meeting::time::Timestamp;

use crate::sitting::Sitting;

/// A meeting of the water group that has been held, on another day.
pub struct Held {
    recorder: Recorder,
    now: Timestamp,
}

impl Held {
    /// Begins it in a book.
    pub fn begin(book: &Path, stem: &str, day: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings/vatten.ron");
        let file = agenda_file::read(&path).expect("a good agenda");
        let mut agenda = file.agenda;
        agenda.date = day.parse().expect("a day");
        let now: Timestamp = format!("{day}T08:30:00+01:00").parse().expect("a moment");
        let files = Book::at(book).files(stem);
        let command = Command::TakeAgenda { agenda: Box::new(agenda), digest: String::new() };
        Recorder::begin(&files, "s", &Ask { id: fresh_id(now), command, at: now, seen: None })
            .expect("a journal");
        Self { recorder: Recorder::open(files, "s", None).expect("a recorder"), now }
    }

    /// Records something a minute later.
    pub fn records(&mut self, command: Command) -> &mut Self {
        self.now += chrono::TimeDelta::minutes(1);
        let news = self.recorder.record(Ask { id: fresh_id(self.now), command, at: self.now, seen: None });
        assert!(matches!(news.last(), Some(News::Saved { .. })), "{news:?}");
        self
    }

    /// An item by its title.
    pub fn item(&self, title: &str) -> ItemId {
        let found = self.recorder.meeting().items().find(|item| item.title == title);
        found.expect("an item").id
    }

    /// Steps to an item.
    pub fn opens(&mut self, title: &str) -> &mut Self {
        let item = self.item(title);
        self.records(Command::OpenItem { item })
    }

    /// Gives an assignment in an item.
    pub fn asks(&mut self, title: &str, who: &str, what: &str, due: &str) -> &mut Self {
        let item = self.item(title);
        let words = AssignmentWords {
            who: who.to_owned(),
            what: what.to_owned(),
            due: due.to_owned(),
            to: String::new(),
        };
        self.records(Command::GiveAssignment { item, words })
    }

    /// Closes it, with its record.
    pub fn closes(&mut self) {
        self.records(Command::CloseMeeting);
        self.recorder.write_record().expect("a folder");
    }
}

/// The meeting of January: a decision, two assignments, an item put off, one never reached.
fn january(book: &Path) {
    let mut held = Held::begin(book, "2026-01-30-vatten", "2026-01-30");
    held.records(Command::MarkAllPresent).opens("Öppnande").opens("Reservvatten");
    let item = held.item("Reservvatten");
    held.records(Command::RecordProposal { item });
    held.asks("Reservvatten", "varje kommun", "utse en kontaktperson", "27 februari");
    held.asks("Reservvatten", "Ada Ek", "skriva avtalet", "1 februari");
    let outcome = Outcome { kind: OutcomeKind::Postponed, to: Some("nästa möte".into()), purpose: None };
    let item = held.item("Laget runt");
    held.records(Command::SetOutcome { item, outcome: Some(outcome) });
    held.closes();
}

/// Today's meeting, with January's in its book.
fn today() -> Sitting {
    let mut desk = Sitting::with("vatten");
    january(desk.book());
    desk.press("d*<esc>nn");
    desk
}

fn klubba(book: &Path, arguments: &[&str]) -> Output {
    Process::new(env!("CARGO_BIN_EXE_klubba"))
        .args(["--book", &book.to_string_lossy()])
        .args(arguments)
        .env("KLUBBA_LANG", "sv")
        .env("KLUBBA_NOW", "2026-02-27T09:00:00+01:00")
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_previous_meeting_is_on_the_screen_in_one_key_what_is_left_to_do_first() {
    let mut desk = today();
    desk.press("f");
    insta::assert_snapshot!(desk.screen());
    desk.press("<left>");
    assert!(desk.screen().contains("inget fler möte"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.screen().contains("Dagordning"));
}

#[test]
fn an_assignment_is_ticked_from_the_desk_part_by_part_as_entries_of_today() {
    let mut desk = today();
    desk.press("f<down><space><down><space>");
    assert!(desk.screen().contains("✓ Ekö"), "{}", desk.screen());
    assert!(desk.screen().contains("1/3"), "{}", desk.screen());
    let ticks = desk.meeting().follow_ups.clone();
    let tick = FollowUp {
        meeting: "2026-01-30-vatten".into(),
        assignment: ticks[0].assignment,
        of: Some("Ekö".into()),
        became: Became::Done,
    };
    assert_eq!(ticks, [tick]);
    desk.press("<up><space><up>k");
    assert!(desk.screen().contains("kvarstod 2026-02-27"), "{}", desk.screen());
    desk.press("<space>");
    assert!(desk.screen().contains("✓ Ada Ek"), "{}", desk.screen());
    desk.press("<space>");
    assert!(desk.screen().contains("· Ada Ek"), "and taken back: {}", desk.screen());
    desk.press("<esc>");
    let listed = said(&klubba(desk.book(), &["assignments", "--json"]));
    assert!(listed.contains("\"left\": [\n      \"Almby\",\n      \"Lönnköping\""), "{listed}");
}

#[test]
fn an_earlier_meeting_is_stepped_through_as_it_happened() {
    let mut desk = today();
    desk.press("fs");
    assert!(desk.screen().contains("9 av 9"), "{}", desk.screen());
    desk.press("<left><left><left><left><left>");
    insta::assert_snapshot!(desk.screen());
    desk.press("<esc><esc>");
    assert!(desk.screen().contains("Dagordning"));
}

#[test]
fn the_previous_minutes_are_approved_from_the_desk_in_their_own_journal() {
    let mut desk = today();
    desk.press("fjAda Ek, Bo Alm<enter>");
    assert!(desk.screen().contains("är justerat av Ada Ek, Bo Alm"), "{}", desk.screen());
    let listed = said(&klubba(desk.book(), &["list", "--json"]));
    assert!(listed.contains("\"status\": \"approved\""), "{listed}");
    assert_eq!(klubba(desk.book(), &["verify", "2026-01-30"]).status.code(), Some(0));
}

#[test]
fn a_review_in_a_pipe_is_plain_text_and_says_of_which_meeting() {
    let folder = tempfile::tempdir().expect("a folder");
    january(folder.path());
    let output = klubba(folder.path(), &["review"]);
    insta::assert_snapshot!(said(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("2026-01-30-vatten"));
    assert_eq!(output.status.code(), Some(0));
    let empty = tempfile::tempdir().expect("a folder");
    assert_eq!(klubba(empty.path(), &["review"]).status.code(), Some(1));
}

#[test]
fn assignments_are_resolved_over_the_whole_book_overdue_first() {
    let folder = tempfile::tempdir().expect("a folder");
    january(folder.path());
    let mut february = Held::begin(folder.path(), "2026-02-20-vatten", "2026-02-20");
    february.opens("Öppnande");
    february.asks("Öppnande", "Bo Alm", "boka lokal", "1 mars");
    insta::assert_snapshot!(said(&klubba(folder.path(), &["uppdrag"])));
    let ada = said(&klubba(folder.path(), &["assignments", "--json"]));
    let listed: serde_json::Value = serde_json::from_str(&ada).expect("JSON");
    assert_eq!(listed[0]["who"], "Ada Ek", "overdue first");
    assert_eq!(listed[0]["due_date"], "2026-02-01");
    let january = Book::at(folder.path()).files("2026-01-30-vatten");
    let recorder = Recorder::open(january, "s", None).expect("a recorder");
    let of_ada =
        recorder.meeting().items().flat_map(|item| &item.assignments).find(|one| one.who == "Ada Ek");
    let assignment: AssignmentId = of_ada.expect("an assignment").id;
    let follow_up =
        FollowUp { meeting: "2026-01-30-vatten".into(), assignment, of: None, became: Became::Done };
    february.records(Command::FollowUp { follow_up });
    let after = said(&klubba(folder.path(), &["assignments"]));
    assert!(!after.contains("Ada Ek") && after.contains("Bo Alm"), "{after}");
    assert!(said(&klubba(folder.path(), &["assignments", "--all"])).contains("[klart]"));
}

#[test]
fn approved_minutes_are_read_only_until_they_are_opened_again_which_is_an_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    january(folder.path());
    assert!(said(&klubba(folder.path(), &["export", "2026-01-30", "--to", "md"])).contains("Utkast"));
    let approved = klubba(folder.path(), &["justera", "2026-01-30", "--by", "Ada Ek"]);
    let fingerprint = said(&approved);
    assert!(fingerprint.contains("justerat av Ada Ek"), "{fingerprint}");
    assert!(fingerprint.split_whitespace().any(|word| word.len() == 64), "{fingerprint}");
    assert!(!said(&klubba(folder.path(), &["export", "2026-01-30", "--to", "md"])).contains("Utkast"));
    let again = klubba(folder.path(), &["approve", "2026-01-30", "--by", "Bo Alm"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("justerat och kan bara läsas"));
    assert_eq!(klubba(folder.path(), &["approve", "2026-01-30", "--reopen"]).status.code(), Some(0));
    assert!(said(&klubba(folder.path(), &["list"])).contains("avslutat"));
    assert_eq!(klubba(folder.path(), &["verify", "2026-01-30"]).status.code(), Some(0));
    assert_eq!(klubba(folder.path(), &["approve", "2026-01-30"]).status.code(), Some(2), "by whom?");
}

#[test]
fn what_cannot_be_read_is_named_and_does_not_spoil_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    january(folder.path());
    let broken = Book::at(folder.path()).files("2026-01-31-trasig").journal;
    std::fs::write(&broken, "ingen journal\n").expect("a folder");
    let output = klubba(folder.path(), &["assignments"]);
    assert!(said(&output).contains("skriva avtalet"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("2026-01-31-trasig"), "{output:?}");
}
