//! The changes that single events make, and those that they do not make where nothing is there to
//! act on.

mod answers;

use super::*;
use crate::meeting::agenda::AgendaRow;
use crate::meeting::assignment::AssignmentId;
use crate::meeting::attendance::RollCallMark;
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::item::SectionId;
use crate::meeting::person::PersonId;
use crate::meeting::running_text::Splice;

fn apply(minutes: &mut Minutes, event: &Event) -> bool {
    apply_event(minutes, event, Timestamp::default())
}

fn added(item: u32, title: &str, after: Option<RowId>) -> Event {
    let row = AgendaRow {
        title: title.to_owned(),
        ..AgendaRow::default()
    };
    Event::ItemAdded {
        item: ItemId(item),
        row: Box::new(row),
        after,
    }
}

fn titles(minutes: &Minutes) -> Vec<&str> {
    minutes.items().map(|item| item.title.as_str()).collect()
}

#[test]
fn an_event_about_what_is_not_there_changes_nothing_and_says_so() {
    let (item, clause, person) = (ItemId(1), ClauseId(2), PersonId(3));
    let assignment = AssignmentId(4);
    let row = RowId::Section(SectionId(5));
    let splice = Splice {
        at: 0,
        cut: String::new(),
        put: "x".to_owned(),
    };
    for event in [
        Event::ItemOpened { item },
        Event::RecessEnded,
        Event::MeetingClosed,
        Event::AttendanceMarked {
            person,
            mark: RollCallMark::Present,
        },
        Event::PersonRemoved { person },
        Event::TextChanged {
            place: TextPlace::Notes(item),
            splice,
        },
        Event::ClauseWithdrawn {
            clause,
            was: String::new(),
        },
        Event::AssignmentWithdrawn { assignment },
        Event::OutcomeSet {
            item,
            outcome: None,
        },
        Event::ItemRemoved { item },
        Event::RowMoved { row, after: None },
    ] {
        let mut minutes = Minutes::default();
        assert!(!apply(&mut minutes, &event), "{event:?}");
        assert!(minutes.rows.is_empty() && minutes.people.is_empty());
    }
}

#[test]
fn a_row_stands_after_the_one_it_names_and_is_never_lost() {
    let mut minutes = Minutes::default();
    assert!(apply(&mut minutes, &added(1, "a", None)));
    assert!(apply(
        &mut minutes,
        &added(2, "b", Some(RowId::Item(ItemId(1))))
    ));
    assert!(apply(&mut minutes, &added(3, "c", None)));
    assert_eq!(titles(&minutes), ["c", "a", "b"]);
    let gone = Some(RowId::Item(ItemId(9)));
    let moved = Event::RowMoved {
        row: RowId::Item(ItemId(3)),
        after: gone,
    };
    assert!(!apply(&mut minutes, &moved), "its neighbour is gone");
    assert_eq!(titles(&minutes), ["a", "b", "c"]);
}

#[test]
fn a_change_after_closing_is_a_correction_of_the_item_it_belongs_to() {
    let mut minutes = Minutes::default();
    apply(&mut minutes, &added(1, "a", None));
    apply(
        &mut minutes,
        &Event::DecisionBegun {
            item: ItemId(1),
            decision: DecisionId(2),
            intro: String::new(),
        },
    );
    minutes.stage = Stage::Closed;
    let recorded = Event::ClauseRecorded {
        decision: DecisionId(2),
        clause: ClauseId(3),
        text: "att x".to_owned(),
    };
    apply(&mut minutes, &recorded);
    apply(&mut minutes, &Event::PlaceChanged { place: None });
    let items: Vec<_> = minutes.corrections.iter().map(|found| found.item).collect();
    assert_eq!(items, [Some(ItemId(1)), None]);
}

#[test]
fn the_number_that_an_event_gives_is_used_up_when_it_is_applied() {
    let mut minutes = Minutes::default();
    let event = added(7, "a", None);
    assert_eq!(event.number_given(), Some(7));
    apply(&mut minutes, &event);
    assert_eq!(minutes.free_number(0), 8);
    assert_eq!(Event::MeetingOpened.number_given(), None);
}
