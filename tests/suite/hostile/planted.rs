//! Meetings in whose every field stands a hostile string, as in a book that somebody else wrote:
//! the journals are whole and chained, but no rule has cleaned what they say.

use std::fs;
use std::path::Path;

use klubba::book::Book;
use klubba::book::journal::{ChainHead, line};
use klubba::book::recorder::Recorder;
use klubba::meeting::agenda::{Agenda, AgendaRow, Attendee, Body, Origin};
use klubba::meeting::assignment::{AssignmentState, FollowUp};
use klubba::meeting::command::Command;
use klubba::meeting::event::{Entry, Event};
use klubba::meeting::item::Plan;
use klubba::meeting::outcome::{Outcome, OutcomeKind};
use klubba::meeting::person::{Capacity, Role};
use klubba::meeting::running_text::TextPlace;
use klubba::meeting::style::{HouseStyle, Labels, Signature};
use serde_json::Value;

use super::strings::Strings;
use crate::held::{Held, water};

/// What stands in the field that a hostile string is to stand in.
const HERE: &str = "%HÄR%";

fn here() -> String {
    HERE.to_owned()
}

/// So many, with a space between.
fn many(count: usize) -> String {
    vec![HERE; count].join(" ")
}

/// A style with a place for a string in every field.
fn style() -> HouseStyle {
    let labels = Labels {
        present: Some(here()),
        apologies: Some(here()),
        absent: Some(here()),
        guests: Some(here()),
        others: Some(here()),
        clerk: Some(here()),
        when_and_where: Some(here()),
        presenters: Some(here()),
        attachments: Some(here()),
        assignments: Some(here()),
    };
    HouseStyle {
        intros: vec![here(), here()],
        joiner: here(),
        clause_start: here(),
        notes_label: here(),
        phrases: vec![here(); 9],
        signs: vec![
            Signature::Chair,
            Signature::Verifiers,
            Signature::Line(here()),
        ],
        labels,
        letterhead: vec![here(); 3],
        ..HouseStyle::default()
    }
}

fn person((place, role): (usize, &Role)) -> Attendee {
    Attendee {
        name: format!("{place} {HERE}"),
        represents: Some(here()),
        title: Some(here()),
        role: *role,
    }
}

fn row(place: usize) -> AgendaRow {
    AgendaRow {
        label: Some(format!("{place}{HERE}")),
        title: format!("sök {place} {HERE}"),
        minutes: Some(5),
        presenters: vec![here(); 2],
        attachments: vec![here(); 2],
        background: many(3),
        proposal: vec![here(); 3],
        from: vec![Origin {
            meeting: here(),
            what: here(),
            item: Some(here()),
        }],
        ..AgendaRow::default()
    }
}

/// An agenda with a place for a string in every field.
fn agenda() -> Agenda {
    let section = AgendaRow {
        section: Some(here()),
        ..AgendaRow::default()
    };
    Agenda {
        body: Body {
            name: here(),
            ..water().body
        },
        title: many(2),
        number: Some(here()),
        place: Some(here()),
        style: style(),
        people: Role::ALL.iter().enumerate().map(person).collect(),
        opening: many(20),
        closing: many(20),
        items: [section].into_iter().chain((1..24).map(row)).collect(),
        ..water()
    }
}

fn with_assignment(held: &mut Held, place: usize) {
    let item = held.item_at(place);
    let words = klubba::meeting::assignment::AssignmentWords {
        who: here(),
        what: format!("sök {}", many(2)),
        due: here(),
        to: here(),
    };
    held.records(Command::GiveAssignment { item, words });
}

/// What happens at a meeting, with a place for a string wherever there are words.
#[expect(clippy::too_many_lines, reason = "a story told in one piece")]
fn held(held: &mut Held, notes: usize) {
    let (first, second, third) = (held.item_at(0), held.item_at(1), held.item_at(2));
    held.records(Command::MarkAllPresent)
        .records(Command::OpenItem { item: first });
    let list = format!("- {}\n1. {}\n# {}", many(2), many(2), many(2));
    for (item, text) in [(first, many(notes)), (second, list)] {
        held.records(Command::WriteText {
            place: TextPlace::Notes(item),
            before: String::new(),
            text,
        });
    }
    for item in [first, second, third] {
        held.records(Command::RecordDecision {
            item,
            clauses: vec![many(2), many(2), format!("sök {HERE}")],
        });
        held.records(Command::RecordProposal { item });
    }
    (0..6).for_each(|place| with_assignment(held, place));
    let outcome = |kind| {
        Some(Outcome {
            kind,
            to: Some(here()),
            purpose: Some(here()),
        })
    };
    held.records(Command::SetOutcome {
        item: second,
        outcome: outcome(OutcomeKind::ReferredTo),
    });
    held.records(Command::SetOutcome {
        item: third,
        outcome: outcome(OutcomeKind::Postponed),
    });
    let capacity = Capacity {
        role: Role::Guest,
        represents: Some(here()),
        title: Some(here()),
    };
    held.records(Command::AddPerson {
        name: format!("ny {HERE}"),
        capacity,
    });
    held.records(Command::RenameItem {
        item: second,
        title: many(3),
    });
    held.records(Command::RelabelItem {
        item: second,
        label: Some(here()),
    });
    let plan = Plan {
        minutes: Some(9),
        presenters: vec![here()],
        attachments: vec![here()],
        proposal: vec![here()],
    };
    held.records(Command::PlanItem { item: third, plan });
    held.records(Command::ChangePlace { place: many(2) })
        .records(Command::SetNextMeeting { text: many(2) });
    held.records(Command::NameVerifiers {
        names: vec![here(), format!("två {HERE}")],
    });
    let assignment = held.assignment();
    let follow_up = FollowUp {
        meeting: "2026-01-30".into(),
        assignment,
        of: Some(here()),
        became: AssignmentState::CarriedOn,
    };
    held.records(Command::FollowUp { follow_up });
}

/// The entries of a meeting with places for strings.
pub struct Mould {
    entries: Vec<Entry>,
}

impl Mould {
    /// So many strings in the notes of the first item; closed or under way.
    pub fn with(notes: usize, is_closed: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut meeting = Held::begin_with(folder.path(), "x", agenda());
        held(&mut meeting, notes);
        if is_closed {
            meeting.closes();
        }
        let recorder = Recorder::open(Book::at(folder.path()).files("x"), "s".into(), None)
            .expect("a recorder");
        Self {
            entries: recorder
                .meeting()
                .entries()
                .iter()
                .map(|entry| Entry::clone(entry))
                .collect(),
        }
    }

    /// Writes the journal of a meeting with strings in all places.
    pub fn cast(&self, book: &Path, stem: &str, strings: &mut Strings) {
        let files = Book::at(book).files(stem);
        fs::create_dir_all(files.journal.parent().expect("a folder")).expect("a folder");
        let (mut text, mut head) = (String::new(), ChainHead::default());
        for entry in &self.entries {
            let mut events = serde_json::to_value(&entry.events).expect("events");
            fill(&mut events, strings);
            let events: Vec<Event> = serde_json::from_value(events).expect("events");
            let (written, next) = line(
                &Entry {
                    events,
                    ..entry.clone()
                },
                &head,
                0,
            )
            .expect("a line");
            text = text + &written + "\n";
            head = next;
        }
        fs::write(files.journal, text).expect("a journal");
    }
}

fn fill(value: &mut Value, strings: &mut Strings) {
    match value {
        Value::String(text) => {
            let mut parts = text.split(HERE);
            let first = parts.next().unwrap_or_default().to_owned();
            *text = parts.fold(first, |text, part| text + &strings.next() + part);
        }
        Value::Array(values) => values.iter_mut().for_each(|value| fill(value, strings)),
        Value::Object(values) => values.values_mut().for_each(|value| fill(value, strings)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// An agenda's file with strings in all fields, as somebody wrote it.
pub fn agenda_file(strings: &mut Strings) -> String {
    let mut value = serde_json::to_value(agenda()).expect("an agenda");
    fill(&mut value, strings);
    let agenda: Agenda = serde_json::from_value(value).expect("an agenda");
    ron::to_string(&agenda).expect("an agenda")
}
