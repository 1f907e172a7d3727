//! What of a meeting can be found: its texts, line by line, each with what it is and under which
//! item it stands. A line is a clause, a paragraph of notes, a title, a person, an assignment.

use super::Kind;
use crate::meeting::assignment::Assignment;
use crate::meeting::calendar;
use crate::meeting::item::{Item, MinutesRow};
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::Person;

/// What became of an item, in the words of the minutes.
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
    mut tell: impl FnMut(Option<&'a Item>, Kind, &str),
) {
    let mut tell = |item: Option<&'a Item>, kind: Kind, text: &str| {
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .for_each(|line| tell(item, kind, line));
    };
    of_the_meeting(minutes, &mut |kind, text| tell(None, kind, text));
    for item in minutes.items() {
        of_item(item, &mut |kind, text| tell(Some(item), kind, text));
    }
}

fn of_the_meeting(minutes: &Minutes, tell: &mut impl FnMut(Kind, &str)) {
    tell(Kind::Heading, &heading(minutes));
    tell(Kind::Opening, &minutes.opening);
    minutes
        .people
        .iter()
        .for_each(|person| tell(Kind::Person, &of_person(person)));
    for row in &minutes.rows {
        if let MinutesRow::Section(section) = row {
            tell(Kind::Heading, &section.title);
        }
    }
    tell(Kind::Closing, &minutes.closing);
    if let Some(next) = &minutes.next_meeting {
        tell(Kind::Closing, &next.text);
    }
    let signing = minutes.approval.iter().flat_map(|approval| &approval.by);
    minutes
        .verifiers
        .iter()
        .chain(signing)
        .for_each(|name| tell(Kind::Person, name));
}

/// Body, title, number, place and day on one line, the day in both spellings.
fn heading(minutes: &Minutes) -> String {
    let heading = &minutes.heading;
    let date = heading.date;
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
    // With the month in words too, so that a day is found in either spelling.
    let day = format!("{date}, {}", calendar::in_words(date));
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

fn of_item(item: &Item, tell: &mut impl FnMut(Kind, &str)) {
    tell(Kind::Title, &title_line(item));
    item.presenters
        .iter()
        .for_each(|presenter| tell(Kind::Person, presenter));
    tell(Kind::Background, &item.background);
    item.proposal
        .iter()
        .for_each(|clause| tell(Kind::Proposal, clause));
    item.from.iter().for_each(|origin| {
        tell(
            Kind::Outcome,
            &format!("{} {}", origin.what, origin.meeting),
        )
    });
    tell(Kind::Notes, &item.notes);
    for decision in &item.decisions {
        tell(Kind::Decision, &decision.intro);
        decision
            .clauses
            .iter()
            .for_each(|clause| tell(Kind::Decision, &clause.text));
    }
    item.assignments
        .iter()
        .for_each(|assignment| tell(Kind::Assignment, &of_assignment(assignment)));
    if let Some(outcome) = &item.outcome {
        tell(Kind::Outcome, &of_outcome(outcome));
    }
    item.attachments
        .iter()
        .for_each(|attachment| tell(Kind::Attachment, attachment));
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
