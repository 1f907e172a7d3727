//! Looking through a paper at the terminal, and putting right what was taken wrongly.

use klubba::import::text::lines;
use klubba::import::understood::read;
use klubba::meeting::command::Command;
use klubba::meeting::event::{Entry, EntryId};
use klubba::meeting::refusal::Refusal;
use klubba::meeting::rules::decide;
use klubba::meeting::time::Timestamp;
use klubba::tui::keys::{Code, Key};
use klubba::tui::library::import_review::{ImportReview, LinesOutcome};
use klubba::tui::theme::Theme;
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::papers::meeting;

fn now() -> Timestamp {
    Timestamp::parse_from_rfc3339("2035-01-01T00:00:00+01:00").expect("a moment")
}

#[test]
fn a_line_is_put_right_by_a_key_and_what_comes_of_it_is_seen_at_once() {
    let text = super::PAPER.replace(
        "Bo Alm redovisar.",
        "Bo Alm redovisar.\n\nGruppen är överens om att spara.",
    );
    let mut meeting = meeting(&read(lines(&text), "Protokoll 3.txt", "d"));
    let mut mending = ImportReview::open("m", &meeting).expect("a paper");
    for _ in 0..5 {
        assert_eq!(mending.press(Key::plain(Code::Down)), LinesOutcome::Stays);
    }
    assert_eq!(mending.press(Key::letter('b')), LinesOutcome::Stays);
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a terminal");
    let words = Words::new(Language::Swedish);
    terminal
        .draw(|frame| mending.draw(frame, frame.area(), &words, Theme::Plain))
        .expect("a frame");
    insta::assert_snapshot!(terminal.backend());
    let LinesOutcome::Left(Some(paper)) = mending.press(Key::plain(Code::Escape)) else {
        panic!("a paper to record")
    };
    let command = Command::ImportMinutes { imported: paper };
    let events = decide(&meeting, &command, now()).expect("nothing was corrected meanwhile");
    meeting.apply(Entry {
        id: EntryId("2".to_owned()),
        at: now(),
        by: "desk".into(),
        events,
    });
    let item = meeting.items().next().expect("an item");
    let clauses: Vec<&str> = item
        .decisions
        .iter()
        .flat_map(|one| &one.clauses)
        .map(|clause| clause.text.as_str())
        .collect();
    assert_eq!(clauses.first(), Some(&"Gruppen är överens om att spara."));
    assert_eq!(meeting.people.len(), 2, "nobody is there twice");
    // What is corrected at the desk is not read over.
    let item = item.id;
    let correction = Command::RenameItem {
        item,
        title: "Budget 2032".to_owned(),
    };
    let events = decide(&meeting, &correction, now()).expect("a correction");
    meeting.apply(Entry {
        id: EntryId("3".to_owned()),
        at: now(),
        by: "desk".into(),
        events,
    });
    assert_eq!(decide(&meeting, &command, now()), Err(Refusal::NotImported));
}

#[test]
fn what_was_put_right_is_taken_back_and_nothing_is_recorded_then() {
    let meeting = meeting(&read(lines(super::PAPER), "p.txt", "d"));
    let mut mending = ImportReview::open("m", &meeting).expect("a paper");
    for key in ['t', 'p', 'x', 'z', 'z', 'z', 'z'] {
        assert_eq!(mending.press(Key::letter(key)), LinesOutcome::Stays);
    }
    assert_eq!(
        mending.press(Key::plain(Code::Escape)),
        LinesOutcome::Left(None)
    );
    assert!(ImportReview::open("m", &klubba::meeting::Meeting::default()).is_none());
}
