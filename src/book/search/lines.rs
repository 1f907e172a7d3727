//! The lines of a meeting that can be found: its texts, line by line, each with what it is and
//! under which item it stands. A line is a clause, a paragraph of notes, a title, a person, an
//! assignment.

use chrono::Datelike;

use super::LineKind;
use crate::meeting::assignment::Assignment;
use crate::meeting::calendar::MONTHS;
use crate::meeting::item::{Item, MinutesRow};
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::Person;

/// Names an outcome in the words of the minutes.
pub(super) fn outcome_word(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Postponed => "bordlagt",
        OutcomeKind::ReferredBack => "återremitterat",
        OutcomeKind::ReferredTo => "hänskjutet",
        OutcomeKind::Withdrawn => "utgår",
    }
}

/// Tells every line of a meeting: first those that belong to the whole meeting, the heading before
/// all, then item by item, the title before all. Empty ones are passed over.
pub(super) fn each_line<'a>(
    minutes: &'a Minutes,
    mut tell: impl FnMut(Option<&'a Item>, LineKind, &str),
) {
    let mut tell = |item: Option<&'a Item>, kind: LineKind, text: &str| {
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .for_each(|line| tell(item, kind, line));
    };
    of_the_meeting(minutes, &mut |kind, text| tell(None, kind, text));
    for item in minutes.items() {
        of_item(item, &mut |kind, text| tell(Some(item), kind, text));
    }
}

fn of_the_meeting(minutes: &Minutes, tell: &mut impl FnMut(LineKind, &str)) {
    tell(LineKind::Heading, &heading(minutes));
    tell(LineKind::Opening, &minutes.opening);
    minutes
        .people
        .iter()
        .for_each(|person| tell(LineKind::Person, &of_person(person)));
    for row in &minutes.rows {
        if let MinutesRow::Section(section) = row {
            tell(LineKind::Heading, &section.title);
        }
    }
    tell(LineKind::Closing, &minutes.closing);
    if let Some(next) = &minutes.next_meeting {
        tell(LineKind::Closing, &next.text);
    }
    let signing = minutes.approval.iter().flat_map(|approval| &approval.by);
    minutes
        .verifiers
        .iter()
        .chain(signing)
        .for_each(|name| tell(LineKind::Person, name));
}

/// Body, title, number, place and day on one line, the day in both spellings.
fn heading(minutes: &Minutes) -> String {
    let heading = &minutes.heading;
    let date = heading.date;
    // With the month in words, so that a day is found in either spelling.
    let month = MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default();
    let mut parts = vec![heading.body.name.as_str()];
    if heading.title != heading.body.name {
        parts.push(&heading.title);
    }
    parts.extend(
        heading
            .number
            .as_deref()
            .into_iter()
            .chain(heading.place.as_deref()),
    );
    let day = format!("{date}, {} {month} {}", date.day(), date.year());
    parts.push(&day);
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn of_person(person: &Person) -> String {
    let mut parts = vec![person.name.as_str()];
    for capacity in &person.capacities {
        for part in capacity.title.iter().chain(&capacity.represents) {
            if !parts.contains(&part.as_str()) {
                parts.push(part);
            }
        }
    }
    parts.join(", ")
}

fn of_item(item: &Item, tell: &mut impl FnMut(LineKind, &str)) {
    tell(LineKind::Title, &title_line(item));
    item.presenters
        .iter()
        .for_each(|presenter| tell(LineKind::Person, presenter));
    tell(LineKind::Background, &item.background);
    item.proposal
        .iter()
        .for_each(|clause| tell(LineKind::Proposal, clause));
    item.from.iter().for_each(|origin| {
        tell(
            LineKind::Outcome,
            &format!("{} {}", origin.what, origin.meeting),
        );
    });
    tell(LineKind::Notes, &item.notes);
    for decision in &item.decisions {
        tell(LineKind::Decision, &decision.intro);
        decision
            .clauses
            .iter()
            .for_each(|clause| tell(LineKind::Decision, &clause.text));
    }
    item.assignments
        .iter()
        .for_each(|assignment| tell(LineKind::Assignment, &of_assignment(assignment)));
    if let Some(outcome) = &item.outcome {
        tell(LineKind::Outcome, &of_outcome(outcome));
    }
    item.attachments
        .iter()
        .for_each(|attachment| tell(LineKind::Attachment, attachment));
}

/// The label stands before the title, so that either is found and both together.
pub(super) fn title_line(item: &Item) -> String {
    match &item.label {
        Some(label) => format!("{label} {}", item.title),
        None => item.title.clone(),
    }
}

fn of_assignment(assignment: &Assignment) -> String {
    let due = assignment.due.as_ref().map(|due| due.text.as_str());
    let rest = [
        Some(assignment.what.as_str()),
        due,
        assignment.to.as_deref(),
    ];
    let rest: Vec<&str> = rest
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    match assignment.who.as_str() {
        "" => rest.join(", "),
        who => format!("{who}: {}", rest.join(", ")),
    }
}

fn of_outcome(outcome: &Outcome) -> String {
    let parts = [
        Some(outcome_word(outcome.kind)),
        outcome.to.as_deref(),
        outcome.purpose.as_deref(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
