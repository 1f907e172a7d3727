//! The answers of events: `true` where they found what they act on, so that an undo that others
//! have built upon is known.

use super::*;
use crate::meeting::assignment::{Assignment, AssignmentState, FollowUp};
use crate::meeting::imported_minutes::ImportSource;
use crate::meeting::item::Plan;
use crate::meeting::person::Capacity;

const ITEM: ItemId = ItemId(1);
const DECISION: DecisionId = DecisionId(2);
const CLAUSE: ClauseId = ClauseId(3);
const ASSIGNMENT: AssignmentId = AssignmentId(4);
const SECTION: SectionId = SectionId(5);
const PERSON: PersonId = PersonId(6);

fn assignment() -> Assignment {
    Assignment {
        id: ASSIGNMENT,
        who: String::new(),
        what: "ringa".to_owned(),
        due: None,
        to: None,
        done: false,
    }
}

fn splice() -> Splice {
    Splice {
        at: 0,
        cut: String::new(),
        put: "x".to_owned(),
    }
}

/// One of each, under a meeting that runs.
fn stocked() -> Minutes {
    let mut minutes = Minutes::default();
    let text = String::new;
    for event in [
        Event::MeetingOpened,
        added(ITEM.0, "a", None),
        Event::ItemOpened { item: ITEM },
        Event::DecisionBegun {
            item: ITEM,
            decision: DECISION,
            intro: text(),
        },
        Event::ClauseRecorded {
            decision: DECISION,
            clause: CLAUSE,
            text: text(),
        },
        Event::AssignmentGiven {
            item: ITEM,
            assignment: assignment(),
        },
        Event::SectionAdded {
            section: SECTION,
            title: text(),
            after: None,
        },
        Event::PersonAdded {
            person: PERSON,
            name: text(),
            capacity: Capacity::default(),
        },
    ] {
        assert!(apply(&mut minutes, &event), "{event:?}");
    }
    minutes
}

/// The events about people and the agenda that rest on something being there.
fn about_people_and_rows() -> Vec<Event> {
    let (item, section, person) = (ITEM, SECTION, PERSON);
    let (at, text) = (Timestamp::default(), String::new);
    let row = RowId::Item(item);
    vec![
        Event::AttendanceMarked {
            person,
            mark: RollCallMark::Present,
        },
        Event::PersonCame { person, at },
        Event::PersonLeft { person, at },
        Event::PersonCorrected {
            person,
            name: text(),
            capacities: Vec::new(),
        },
        Event::PersonRemoved { person },
        added(8, "b", Some(row)),
        Event::ItemRenamed {
            item,
            was: text(),
            title: text(),
        },
        Event::ItemRelabelled {
            item,
            was: None,
            label: None,
        },
        Event::ItemPlanned {
            item,
            plan: Plan::default(),
        },
        Event::ItemRemoved { item },
        Event::SectionAdded {
            section: SectionId(9),
            title: text(),
            after: Some(row),
        },
        Event::SectionRenamed {
            section,
            title: text(),
        },
        Event::SectionRemoved { section },
        Event::RowMoved { row, after: None },
        Event::OutcomeSet {
            item,
            outcome: None,
        },
        Event::TextChanged {
            place: TextPlace::Notes(item),
            splice: splice(),
        },
    ]
}

/// The events about decisions and assignments that rest on something being there.
fn about_the_record() -> Vec<Event> {
    let (item, decision, clause) = (ITEM, DECISION, CLAUSE);
    let text = String::new;
    vec![
        Event::DecisionBegun {
            item,
            decision: DecisionId(8),
            intro: text(),
        },
        Event::ClauseRecorded {
            decision,
            clause: ClauseId(8),
            text: text(),
        },
        Event::ClauseCorrected {
            clause,
            was: text(),
            text: text(),
        },
        Event::ClauseWithdrawn {
            clause,
            was: text(),
        },
        Event::IntroCorrected {
            decision,
            was: text(),
            intro: text(),
        },
        Event::AssignmentGiven {
            item,
            assignment: assignment(),
        },
        Event::AssignmentCorrected {
            assignment: assignment(),
        },
        Event::AssignmentTicked {
            assignment: ASSIGNMENT,
            done: true,
        },
        Event::AssignmentWithdrawn {
            assignment: ASSIGNMENT,
        },
    ]
}

#[test]
fn an_event_answers_whether_what_it_acts_on_is_there() {
    let events = about_people_and_rows().into_iter();
    for event in events.chain(about_the_record()) {
        assert!(apply(&mut stocked(), &event), "{event:?}");
        assert!(!apply(&mut Minutes::default(), &event), "{event:?}");
        let mut others = stocked();
        for row in &mut others.rows {
            *row = match row.clone() {
                crate::meeting::item::MinutesRow::Item(mut item) => {
                    item.id.0 += 100;
                    for decision in &mut item.decisions {
                        decision.id.0 += 100;
                        for clause in &mut decision.clauses {
                            clause.id.0 += 100;
                        }
                    }
                    for assignment in &mut item.assignments {
                        assignment.id.0 += 100;
                    }
                    crate::meeting::item::MinutesRow::Item(item)
                }
                crate::meeting::item::MinutesRow::Section(mut section) => {
                    section.id.0 += 100;
                    crate::meeting::item::MinutesRow::Section(section)
                }
            };
        }
        others.people[0].id.0 += 100;
        assert!(!apply(&mut others, &event), "another's: {event:?}");
    }
}

#[test]
fn an_event_of_the_whole_meeting_always_finds_it() {
    let origin = Box::new(ImportSource {
        file: String::new(),
        digest: String::new(),
        lines: Vec::new(),
    });
    let follow_up = FollowUp {
        meeting: String::new(),
        assignment: ASSIGNMENT,
        of: None,
        became: AssignmentState::Done,
    };
    let text = |place| Event::TextChanged {
        place,
        splice: splice(),
    };
    let entry = crate::meeting::event::EntryId("x".to_owned());
    for event in [
        Event::PaperImported { origin },
        Event::MeetingOpened,
        Event::MeetingResumed,
        Event::MeetingApproved { by: Vec::new() },
        Event::MeetingReopened,
        Event::AssignmentFollowedUp { follow_up },
        Event::PlaceChanged { place: None },
        Event::NextMeetingSet { next: None },
        Event::VerifiersNamed { names: Vec::new() },
        Event::Undone {
            entry: entry.clone(),
        },
        Event::Redone { entry },
        text(TextPlace::Opening),
        text(TextPlace::Closing),
    ] {
        assert!(apply(&mut Minutes::default(), &event), "{event:?}");
    }
}

#[test]
fn an_event_of_the_course_rests_on_the_stage_that_it_ends() {
    let recess = Stage::Recess { until: None };
    for (event, stages) in [
        (Event::ItemOpened { item: ITEM }, vec![Stage::UnderWay]),
        (Event::RecessBegan { until: None }, vec![Stage::UnderWay]),
        (Event::RecessEnded, vec![recess]),
        (Event::MeetingClosed, vec![Stage::UnderWay, recess]),
    ] {
        for stage in [
            Stage::Prepared,
            Stage::UnderWay,
            recess,
            Stage::Closed,
            Stage::Approved,
        ] {
            let mut minutes = stocked();
            minutes.stage = stage;
            let found = apply(&mut minutes, &event);
            assert_eq!(found, stages.contains(&stage), "{event:?} in {stage:?}");
        }
    }
    let gone = Event::ItemOpened { item: ItemId(99) };
    let mut minutes = stocked();
    assert!(!apply(&mut minutes, &gone));
    assert_eq!(minutes.open, Some(ITEM), "what was open stays open");
}
