//! Somebody begins a note and has forgotten to open it: nothing is decided, stepped or marked by
//! that, whatever the sentence begins with and however fast it is typed.

use chrono::TimeDelta;
use insta::assert_snapshot;
use klubba::meeting::Meeting;
use klubba::meeting::item::ItemId;

use crate::sitting::Sitting;

/// Openings of sentences: those of the five meetings' minutes, and others in two languages that begin
/// with what is a command.
const OPENINGS: &str = include_str!("openings.txt");

/// Those that are two commands as they are given every day, a step and what opens a form: they step,
/// and record nothing else.
const STEPS: [&str; 4] = [
    "per säger nej",
    "nu är läget",
    "pengarna räcker",
    "per head cost",
];

/// Everything that a letter could have recorded.
fn recorded(meeting: &Meeting) -> String {
    format!("{:?} {}", meeting.open, decided(meeting))
}

/// The same but for the item that is open.
fn decided(meeting: &Meeting) -> String {
    let items = meeting.items().map(|item| {
        let (decisions, assignments) = (&item.decisions, &item.assignments);
        format!(
            "{decisions:?} {assignments:?} {:?} {:?}",
            item.outcome, item.notes
        )
    });
    let (people, stage) = (&meeting.people, &meeting.stage);
    let items: Vec<String> = items.collect();
    format!("{stage:?} {people:?} {items:?}")
}

/// A desk at the second item, which has a proposal.
fn at_the_second_item() -> Sitting {
    let mut sitting = Sitting::with("vatten");
    sitting.press("nn").wait(TimeDelta::seconds(10));
    sitting
}

#[test]
fn the_beginning_of_a_sentence_records_nothing() {
    let mut wrong = Vec::new();
    let mut sitting = at_the_second_item();
    let before = recorded(sitting.meeting());
    for (index, opening) in OPENINGS.lines().enumerate() {
        let gap = [0, 60, 120, 200, 290][index % 5];
        if sitting.has_left {
            sitting = at_the_second_item();
        }
        sitting.types(opening, TimeDelta::milliseconds(gap));
        sitting.wait(TimeDelta::seconds(5));
        let now = recorded(sitting.meeting());
        if STEPS.contains(&opening) {
            assert!(before.ends_with(&decided(sitting.meeting())), "{opening}");
            sitting = at_the_second_item();
        } else if now != before {
            wrong.push(format!("{opening} at {gap}: {now}"));
            sitting = at_the_second_item();
            continue;
        }
        // Whatever it opened is left, and a note that was begun is empty again.
        sitting.press("<esc><esc><esc>");
        if recorded(sitting.meeting()) != before {
            sitting = at_the_second_item();
        }
    }
    assert!(OPENINGS.lines().count() >= 200);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_typed_is_offered_and_one_key_makes_a_note_of_it() {
    let mut sitting = at_the_second_item();
    sitting.types("2027 års budget", TimeDelta::milliseconds(150));
    assert_snapshot!(sitting.picture());
    sitting.press("a");
    assert_snapshot!("a_note_of_what_was_typed", sitting.picture());
}

#[test]
fn one_key_makes_commands_of_what_was_typed_and_one_drops_it() {
    let mut sitting = at_the_second_item();
    sitting.types("Ba", TimeDelta::milliseconds(150));
    assert!(sitting.screen().contains("menade du att skriva?"));
    sitting.press("<enter>som sagt<esc>");
    assert_snapshot!(sitting.picture());
    sitting.types("12", TimeDelta::milliseconds(150));
    let before = recorded(sitting.meeting());
    sitting.press("<esc>");
    assert_eq!(recorded(sitting.meeting()), before);
    assert!(!sitting.screen().contains("menade du"));
}

#[test]
fn what_the_first_letters_did_is_taken_back_with_them() {
    let mut sitting = at_the_second_item();
    let open = sitting.meeting().open;
    sitting.types("B", TimeDelta::milliseconds(150));
    sitting.types("r", TimeDelta::milliseconds(900));
    assert_eq!(
        sitting
            .meeting()
            .items()
            .map(|item| item.decisions.len())
            .sum::<usize>(),
        0
    );
    sitting.press("<esc>").wait(TimeDelta::seconds(3));
    sitting.types("nä", TimeDelta::milliseconds(150));
    assert_eq!(sitting.meeting().open, open);
    sitting.press("<esc>").wait(TimeDelta::seconds(3));
    sitting.types("sty", TimeDelta::milliseconds(150));
    assert_snapshot!(sitting.screen());
}

#[test]
fn a_decision_of_one_key_waits_a_moment_and_is_then_recorded() {
    let mut sitting = at_the_second_item();
    let lines = sitting.journal_lines();
    sitting.types("B", TimeDelta::milliseconds(150));
    assert_eq!(sitting.journal_lines(), lines);
    assert!(
        sitting.screen().contains("⋯"),
        "it is seen as not saved yet"
    );
    sitting.types("n", TimeDelta::milliseconds(150));
    assert_eq!(
        sitting.journal_lines(),
        lines + 2,
        "another command lets it go"
    );
    sitting.types("1", TimeDelta::milliseconds(150));
    sitting.happens(klubba::tui::effect::AppEvent::PastDecisions(Vec::new()));
    assert_eq!(sitting.journal_lines(), lines + 2);
    sitting.wait(TimeDelta::milliseconds(300));
    sitting.happens(klubba::tui::effect::AppEvent::PastDecisions(Vec::new()));
    assert_eq!(sitting.journal_lines(), lines + 3);
}

#[test]
fn a_second_decision_of_one_key_is_made_only_when_asked_twice() {
    let mut sitting = at_the_second_item();
    let decisions = |sitting: &Sitting| {
        let open = sitting.meeting().open.unwrap_or(ItemId(0));
        sitting
            .meeting()
            .item(open)
            .map_or(0, |item| item.decisions.len())
    };
    sitting.press("B");
    assert_eq!(decisions(&sitting), 1);
    sitting.press("B");
    assert_eq!(decisions(&sitting), 1);
    assert_snapshot!(sitting.picture());
    sitting.press("1");
    assert_eq!(decisions(&sitting), 1, "another key asks anew");
    sitting.press("1");
    assert_eq!(decisions(&sitting), 2);
}

#[test]
fn what_is_pasted_without_a_field_is_offered_as_a_note() {
    let mut sitting = at_the_second_item();
    sitting.paste("Första raden\nandra raden");
    assert_snapshot!(sitting.picture());
    sitting.press("<enter>");
    sitting.press("a<esc>");
    assert_snapshot!("a_note_of_what_was_pasted", sitting.picture());
}

#[test]
fn what_was_typed_without_a_field_is_there_after_a_kill() {
    let mut sitting = at_the_second_item();
    sitting.types("Vi pratade om budget", TimeDelta::milliseconds(150));
    sitting.sit_down_again();
    assert!(sitting.screen().contains("Vi pratade om budget"));
}
