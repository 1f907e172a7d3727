//! The facts of a meeting for other programs, by the contract in `docs/format.md`. The fields and
//! their names are relied on outside: change none without a reason that is written down.
//! An absent fact is null or an empty list, and clauses stand as they are stored.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::{ExportSource, signatures};
use crate::meeting::agenda::DocumentKind;
use crate::meeting::assignment::Assignment;
use crate::meeting::control_chars::is_invisible;
use crate::meeting::decision::Decision;
use crate::meeting::integrity::Shortfall;
use crate::meeting::item::Item;
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::{Capacity, Person, Role};
use crate::meeting::style::Class;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::words::Words;

/// Writes a meeting as JSON. The words serve the signatures and the sentences of `integrity` alone.
#[must_use]
pub fn json(source: &ExportSource<'_>, words: &Words) -> String {
    let facts = MeetingFacts::new(source, words);
    json_of(&facts)
}

/// Writes facts as JSON in which every character can be seen: others are escaped by number, so that
/// no word is lost and no terminal obeys one.
#[must_use]
pub fn json_of(facts: &impl Serialize) -> String {
    // Only a map with odd keys can fail, and the facts hold none.
    let written = serde_json::to_string_pretty(facts).unwrap_or_default();
    let mut text = String::with_capacity(written.len() + 1);
    for letter in written.chars() {
        // Outside of strings, where no escape may stand, the only invisible character is the line feed.
        if letter == '\n' || !is_invisible(letter) {
            text.push(letter);
        } else {
            text.extend(
                letter
                    .encode_utf16(&mut [0; 2])
                    .iter()
                    .map(|unit| format!("\\u{unit:04x}")),
            );
        }
    }
    text + "\n"
}

fn shortfalls(source: &ExportSource<'_>, words: &Words) -> Vec<ShortfallFacts> {
    let facts = |shortfall: &Shortfall| ShortfallFacts {
        kind: match shortfall {
            Shortfall::Torn(_) => "torn",
            Shortfall::Damaged(_) => "damaged",
            Shortfall::Broken(_) => "broken",
            Shortfall::Newer(_) => "newer",
            Shortfall::BehindRecord => "behind_record",
            Shortfall::CopyHasMore => "copy_has_more",
            Shortfall::RecordChanged => "record_changed",
            Shortfall::Unsaved => "unsaved",
            Shortfall::Waiting => "waiting",
            Shortfall::RescueDamaged => "rescue_damaged",
            Shortfall::RescueRefused => "rescue_refused",
        },
        line: shortfall.line(),
        text: words.shortfall(*shortfall),
    };
    source.integrity.shortfalls().iter().map(facts).collect()
}

/// The facts of a meeting, field by field as `docs/format.md` promises them.
#[derive(Serialize)]
struct MeetingFacts<'a> {
    body: &'a str,
    body_id: &'a str,
    title: &'a str,
    kind: &'static str,
    number: Option<&'a str>,
    date: NaiveDate,
    starts: Option<ClockTime>,
    ends: Option<ClockTime>,
    opened: Option<String>,
    closed: Option<String>,
    place: Option<&'a str>,
    opening: Option<&'a str>,
    closing: Option<&'a str>,
    next_meeting: Option<&'a str>,
    signatures: Vec<String>,
    status: &'static str,
    head: Option<&'a str>,
    approved_head: Option<&'a str>,
    integrity: Vec<ShortfallFacts>,
    people: Vec<PersonFacts<'a>>,
    items: Vec<ItemFacts<'a>>,
}

#[derive(Serialize)]
struct ShortfallFacts {
    kind: &'static str,
    line: Option<u64>,
    text: String,
}

/// One for each person and capacity.
#[derive(Serialize)]
struct PersonFacts<'a> {
    name: &'a str,
    represents: Option<&'a str>,
    title: Option<&'a str>,
    role: &'static str,
    class: &'static str,
    mode: Option<&'static str>,
    from: Option<ClockTime>,
    until: Option<ClockTime>,
}

#[derive(Serialize)]
struct ItemFacts<'a> {
    label: Option<&'a str>,
    title: &'a str,
    section: Option<&'a str>,
    presenters: Vec<&'a str>,
    attachments: &'a [String],
    notes: Option<&'a str>,
    planned_minutes: Option<u32>,
    spent_seconds: i64,
    outcome: Option<OutcomeFacts<'a>>,
    proposal: &'a [String],
    decisions: Vec<DecisionFacts<'a>>,
    assignments: Vec<AssignmentFacts<'a>>,
}

#[derive(Serialize)]
struct OutcomeFacts<'a> {
    kind: &'static str,
    to: Option<&'a str>,
    #[serde(rename = "for")]
    purpose: Option<&'a str>,
}

#[derive(Serialize)]
struct DecisionFacts<'a> {
    intro: &'a str,
    clauses: Vec<&'a str>,
}

#[derive(Serialize)]
struct AssignmentFacts<'a> {
    who: Option<&'a str>,
    what: &'a str,
    due: Option<&'a str>,
    due_date: Option<NaiveDate>,
    done: bool,
}

impl<'a> MeetingFacts<'a> {
    fn new(source: &ExportSource<'a>, words: &Words) -> Self {
        let minutes = source.minutes;
        let heading = &minutes.heading;
        Self {
            body: &heading.body.name,
            body_id: &heading.body.id,
            title: &heading.title,
            kind: kind_name(heading.kind),
            number: heading.number.as_deref(),
            date: heading.date,
            starts: heading.starts,
            ends: heading.ends,
            opened: minutes.opened.map(|at| at.to_rfc3339()),
            closed: minutes.closed.map(|at| at.to_rfc3339()),
            place: heading.place.as_deref(),
            opening: non_empty(&minutes.opening),
            closing: non_empty(&minutes.closing),
            next_meeting: minutes.next_meeting.as_ref().map(|next| next.text.as_str()),
            signatures: signatures(minutes, words),
            status: minutes.status(),
            head: non_empty(source.head),
            approved_head: source.approved_head(),
            integrity: shortfalls(source, words),
            people: people(minutes),
            items: minutes
                .items()
                .map(|item| ItemFacts::new(item, minutes, source.now))
                .collect(),
        }
    }
}

/// Lists people by class, and within each in the order of the roster; unmarked ones are left out.
fn people(minutes: &Minutes) -> Vec<PersonFacts<'_>> {
    let capacities = minutes.people.iter().flat_map(|person| {
        person
            .capacities
            .iter()
            .map(move |capacity| (person, capacity))
    });
    let mut classed: Vec<(Class, &Person, &Capacity)> = capacities
        .filter_map(|(person, capacity)| {
            person
                .class(capacity)
                .map(|class| (class, person, capacity))
        })
        .collect();
    classed.sort_by_key(|(class, ..)| *class);
    classed
        .into_iter()
        .map(|(class, person, capacity)| PersonFacts::new(class, person, capacity))
        .collect()
}

impl<'a> PersonFacts<'a> {
    fn new(class: Class, person: &'a Person, capacity: &'a Capacity) -> Self {
        Self {
            name: &person.name,
            represents: capacity.represents.as_deref(),
            title: capacity.title.as_deref(),
            role: role_name(capacity.role),
            class: class_name(class),
            mode: person.attendance.remote.then_some("remote"),
            from: person.attendance.from().map(ClockTime::at),
            until: person.attendance.until().map(ClockTime::at),
        }
    }
}

impl<'a> ItemFacts<'a> {
    fn new(item: &'a Item, minutes: &'a Minutes, now: Timestamp) -> Self {
        Self {
            label: item.label.as_deref(),
            title: &item.title,
            section: minutes
                .section_of(item.id)
                .map(|section| section.title.as_str()),
            presenters: item.presenter_names().collect(),
            attachments: &item.attachments,
            notes: non_empty(&item.notes),
            planned_minutes: item.planned_minutes,
            spent_seconds: item.stopwatch.elapsed(now).num_seconds(),
            outcome: item.outcome.as_ref().map(OutcomeFacts::new),
            proposal: &item.proposal,
            decisions: item.decisions.iter().map(DecisionFacts::new).collect(),
            assignments: item.assignments.iter().map(AssignmentFacts::new).collect(),
        }
    }
}

impl<'a> OutcomeFacts<'a> {
    fn new(outcome: &'a Outcome) -> Self {
        let kind = outcome_name(outcome.kind);
        Self {
            kind,
            to: outcome.to.as_deref(),
            purpose: outcome.purpose.as_deref(),
        }
    }
}

impl<'a> DecisionFacts<'a> {
    fn new(decision: &'a Decision) -> Self {
        let clauses = decision
            .clauses
            .iter()
            .map(|clause| clause.text.as_str())
            .collect();
        Self {
            intro: &decision.intro,
            clauses,
        }
    }
}

impl<'a> AssignmentFacts<'a> {
    fn new(assignment: &'a Assignment) -> Self {
        Self {
            who: non_empty(&assignment.who),
            what: &assignment.what,
            due: assignment.due.as_ref().map(|due| due.text.as_str()),
            due_date: assignment.due.as_ref().and_then(|due| due.date),
            done: assignment.done,
        }
    }
}

fn non_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn kind_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Protokoll => "protokoll",
        DocumentKind::Minnesanteckningar => "minnesanteckningar",
        DocumentKind::Unnamed => "unknown",
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Chair => "chair",
        Role::ViceChair => "vice_chair",
        Role::Member => "member",
        Role::Substitute => "substitute",
        Role::Secretary => "secretary",
        Role::Guest => "guest",
        Role::Other => "other",
    }
}

fn class_name(class: Class) -> &'static str {
    match class {
        Class::Present => "present",
        Class::Apologies => "apologies",
        Class::Absent => "absent",
        Class::Guest => "guest",
        Class::Other => "other",
        Class::Clerk => "clerk",
    }
}

fn outcome_name(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Postponed => "postponed",
        OutcomeKind::ReferredBack => "referred_back",
        OutcomeKind::ReferredTo => "referred_to",
        OutcomeKind::Withdrawn => "withdrawn",
    }
}

#[cfg(test)]
mod tests;
