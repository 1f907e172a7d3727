//! The memory of a body: earlier meetings looked back at from the desk and from the command line,
//! what was asked to be done ticked off, minutes approved.

use std::path::Path;
use std::process::{Command as Process, Output};

use klubba::book::Book;
use klubba::book::agenda_writer::{Comments, written as written_agenda};
use klubba::book::catalog::Catalog;
use klubba::book::recorder::Recorder;
use klubba::meeting::agenda::Origin;
use klubba::meeting::assignment::{AssignmentId, AssignmentState, FollowUp};
use klubba::meeting::command::Command;
use klubba::meeting::outcome::{Outcome, OutcomeKind};

use klubba::tui::keys::written;
use klubba::tui::library::start::{Coming, Names, Start};
use klubba::tui::theme::Theme;
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::held::{Held, water};
use crate::painted::styles;
use crate::sitting::Sitting;

/// The meeting of January: a decision, two assignments, an item put off, one never reached.
fn january(book: &Path) {
    let mut held = Held::begin(book, "2026-01-30-vatten", "2026-01-30");
    held.records(Command::MarkAllPresent)
        .opens("Öppnande")
        .opens("Reservvatten");
    let item = held.item("Reservvatten");
    held.records(Command::RecordProposal { item });
    held.asks(
        "Reservvatten",
        "varje kommun",
        "utse en kontaktperson",
        "27 februari",
    );
    held.asks("Reservvatten", "Ada Ek", "skriva avtalet", "1 februari");
    let outcome = Outcome {
        kind: OutcomeKind::Postponed,
        to: Some("nästa möte".into()),
        purpose: None,
    };
    let item = held.item("Laget runt");
    held.records(Command::SetOutcome {
        item,
        outcome: Some(outcome),
    });
    held.closes();
}

/// Today's meeting, with January's in its book.
pub fn today() -> Sitting {
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
    insta::assert_snapshot!(desk.painted());
    desk.press("<left>");
    assert!(
        desk.screen().contains("inget fler möte"),
        "{}",
        desk.screen()
    );
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
        became: AssignmentState::Done,
    };
    assert_eq!(ticks, [tick]);
    desk.press("<up><space><up>k");
    assert!(
        desk.screen().contains("kvarstod 2026-02-27"),
        "{}",
        desk.screen()
    );
    desk.press("<space>");
    assert!(desk.screen().contains("✓ Ada Ek"), "{}", desk.screen());
    desk.press("<space>");
    assert!(
        desk.screen().contains("· Ada Ek"),
        "and taken back: {}",
        desk.screen()
    );
    desk.press("<esc>");
    let listed = said(&klubba(desk.book(), &["assignments", "--json"]));
    assert!(
        listed.contains("\"left\": [\n      \"Almby\",\n      \"Lönnköping\""),
        "{listed}"
    );
}

#[test]
fn an_earlier_meeting_is_stepped_through_as_it_happened() {
    let mut desk = today();
    desk.press("fs");
    assert!(desk.screen().contains("9 av 9"), "{}", desk.screen());
    desk.press("<left><left><left><left><left>");
    insta::assert_snapshot!(desk.painted());
    desk.press("<esc><esc>");
    assert!(desk.screen().contains("Dagordning"));
}

#[test]
fn the_previous_minutes_are_approved_from_the_desk_in_their_own_journal() {
    let mut desk = today();
    desk.press("fjAda Ek, Bo Alm<enter>");
    assert!(
        desk.screen().contains("är justerat av Ada Ek, Bo Alm"),
        "{}",
        desk.screen()
    );
    let listed = said(&klubba(desk.book(), &["list", "--json"]));
    assert!(listed.contains("\"status\": \"approved\""), "{listed}");
    assert_eq!(
        klubba(desk.book(), &["verify", "2026-01-30"]).status.code(),
        Some(0)
    );
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
    let recorder = Recorder::open(january, "s".into(), None).expect("a recorder");
    let of_ada = recorder
        .meeting()
        .items()
        .flat_map(|item| &item.assignments)
        .find(|one| one.who == "Ada Ek");
    let assignment: AssignmentId = of_ada.expect("an assignment").id;
    let follow_up = FollowUp {
        meeting: "2026-01-30-vatten".into(),
        assignment,
        of: None,
        became: AssignmentState::Done,
    };
    february.records(Command::FollowUp { follow_up });
    let after = said(&klubba(folder.path(), &["assignments"]));
    assert!(
        !after.contains("Ada Ek") && after.contains("Bo Alm"),
        "{after}"
    );
    assert!(said(&klubba(folder.path(), &["assignments", "--all"])).contains("[klart]"));
}

#[test]
fn previous_minutes_that_something_may_be_missing_from_are_not_approved_from_the_desk() {
    let mut desk = today();
    let journal = desk.book().join("meetings/2026-01-30-vatten.journal");
    let mut bytes = std::fs::read(&journal).expect("a journal");
    let third = bytes.split_inclusive(|byte| *byte == b'\n').take(2);
    let third: usize = third.map(<[u8]>::len).sum();
    bytes[third + 40] ^= 1;
    std::fs::write(&journal, bytes).expect("a journal");
    desk.press("fjAda Ek<enter>");
    let screen = desk.screen();
    assert!(screen.contains("Rad 3 i journalen är skadad"), "{screen}");
    let listed = said(&klubba(desk.book(), &["list", "--json"]));
    assert!(!listed.contains("\"status\": \"approved\""), "{listed}");
}

#[test]
fn approved_minutes_are_read_only_until_they_are_opened_again_which_is_an_entry() {
    let folder = tempfile::tempdir().expect("a folder");
    january(folder.path());
    assert!(
        said(&klubba(
            folder.path(),
            &["export", "2026-01-30", "--to", "md"]
        ))
        .contains("Utkast")
    );
    let approved = klubba(folder.path(), &["justera", "2026-01-30", "--by", "Ada Ek"]);
    let fingerprint = said(&approved);
    assert!(fingerprint.contains("justerat av Ada Ek"), "{fingerprint}");
    assert!(
        fingerprint.split_whitespace().any(|word| word.len() == 64),
        "{fingerprint}"
    );
    assert!(
        !said(&klubba(
            folder.path(),
            &["export", "2026-01-30", "--to", "md"]
        ))
        .contains("Utkast")
    );
    let again = klubba(folder.path(), &["approve", "2026-01-30", "--by", "Bo Alm"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("justerat och kan bara läsas"));
    assert_eq!(
        klubba(folder.path(), &["approve", "2026-01-30", "--reopen"])
            .status
            .code(),
        Some(0)
    );
    assert!(said(&klubba(folder.path(), &["list"])).contains("avslutat"));
    assert_eq!(
        klubba(folder.path(), &["verify", "2026-01-30"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(
        klubba(folder.path(), &["approve", "2026-01-30"])
            .status
            .code(),
        Some(2),
        "by whom?"
    );
}

#[test]
fn what_cannot_be_read_is_named_and_does_not_spoil_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    january(folder.path());
    let broken = Book::at(folder.path()).files("2026-01-31-trasig").journal;
    std::fs::write(&broken, "ingen journal\n").expect("a folder");
    let output = klubba(folder.path(), &["assignments"]);
    assert!(said(&output).contains("skriva avtalet"));
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("2026-01-31-trasig"),
        "{output:?}"
    );
}

#[test]
fn an_item_is_put_in_order_at_the_desk_as_entries() {
    let mut desk = Sitting::with("vatten");
    let agenda = std::fs::read_to_string(crate::held::water_path()).expect("the agenda");
    desk.press("ep")
        .press("<c-u>25<enter><c-u>Ada Ek; Bo Alm, ingenjör<enter>Karta; Kalkyl<enter>");
    desk.press("eb")
        .press("att bygga<enter>att betala var sin del<enter><enter>");
    let item = desk.meeting().items().next().expect("an item").clone();
    assert_eq!(item.planned_minutes, Some(25));
    assert_eq!(item.presenters, ["Ada Ek", "Bo Alm, ingenjör"]);
    assert_eq!(item.attachments, ["Karta", "Kalkyl"]);
    assert_eq!(item.proposal, ["att bygga", "att betala var sin del"]);
    desk.press("er").press("Först<enter>");
    insta::assert_snapshot!(desk.painted());
    desk.press("ep").press("<c-u>snart<enter><enter><enter>");
    assert!(desk.screen().contains("hela minuter"), "{}", desk.screen());
    desk.press("<esc>zzz");
    assert_eq!(
        desk.meeting()
            .items()
            .next()
            .expect("an item")
            .planned_minutes,
        Some(5),
        "undone"
    );
    assert_eq!(
        std::fs::read_to_string(crate::held::water_path()).expect("the agenda"),
        agenda
    );
}

#[test]
fn a_matter_that_was_put_off_leads_back_and_forth() {
    let mut agenda = water();
    let round = agenda
        .items
        .iter_mut()
        .find(|row| row.title == "Laget runt")
        .expect("a row");
    let (meeting, what) = ("2026-01-30-vatten".to_owned(), "bordlagt".to_owned());
    round.from = vec![Origin {
        meeting,
        what,
        item: Some("Laget runt".to_owned()),
    }];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("2026-02-27-vatten.ron");
    std::fs::write(&path, written_agenda(&agenda, &Comments::default())).expect("a file");
    let mut desk = Sitting::at(&path, 100, 30);
    january(desk.book());
    desk.press("d*<esc>")
        .press("n")
        .press("n")
        .press("n")
        .press("n")
        .press("<tab><down><down>");
    insta::assert_snapshot!("the_item_names_where_it_was", desk.painted());
    desk.press("<enter>");
    insta::assert_snapshot!(
        "the_item_as_it_was_and_where_it_was_taken_up",
        desk.painted()
    );
    desk.press("<esc>");
    assert!(
        desk.screen().contains("Ärendets väg"),
        "back at the desk: {}",
        desk.screen()
    );
}

#[test]
fn words_are_looked_for_from_the_desk_as_they_are_typed() {
    let mut desk = today();
    desk.press("/kontaktperson");
    insta::assert_snapshot!(desk.painted());
    desk.press("<enter>");
    assert!(
        desk.screen().contains("utse en kontaktperson"),
        "{}",
        desk.screen()
    );
    desk.press("<esc><c-u>finnsinte");
    assert!(desk.screen().contains("0 träffar"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.screen().contains("Dagordning"));
}

fn start_screen(book: &Path, keys: &str) -> String {
    let stems = Book::at(book).meeting_stems().expect("a book");
    let coming = Coming {
        stem: "2026-03-27-vatten".into(),
        heading: Some(("Vattengruppen".into(), "2026-03-27".parse().expect("a day"))),
    };
    let agendas = if stems.is_empty() {
        Vec::new()
    } else {
        vec![coming]
    };
    let mut start = Start::from_names(Names {
        meetings: stems,
        agendas,
    });
    start.see(&Catalog::read(&Book::at(book)).expect("a book"));
    let words = Words::new(Language::Swedish);
    for key in written(keys) {
        start.press(key, &words);
    }
    let mut terminal = Terminal::new(TestBackend::new(100, 24)).expect("a terminal");
    terminal
        .draw(|frame| start.draw(frame, &words, Theme::Coloured))
        .expect("a screen");
    terminal.backend().to_string() + &styles(terminal.backend().buffer())
}

#[test]
fn the_book_shows_what_is_under_way_first_then_what_comes_then_what_was() {
    let folder = tempfile::tempdir().expect("a folder");
    insta::assert_snapshot!(
        "the_start_screen_of_an_empty_book",
        start_screen(folder.path(), "")
    );
    january(folder.path());
    Held::begin(folder.path(), "2026-02-27-vatten", "2026-02-27").opens("Öppnande");
    std::fs::write(
        folder.path().join("meetings/2026-01-02-trasig.journal"),
        "skräp\n",
    )
    .expect("a file");
    insta::assert_snapshot!("the_start_screen", start_screen(folder.path(), ""));
    let filtered = start_screen(folder.path(), "jan");
    assert!(!filtered.contains("2026-02-27"), "{filtered}");
}
