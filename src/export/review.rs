//! A meeting at a glance, for whoever looks back: open assignments and postponed items first, then
//! decisions, attendance and time. Rows of text, without a format or a width.

use chrono::NaiveDate;

use crate::meeting::assignment::AssignmentState;
use crate::meeting::assignment_report::AssignmentReport;
use crate::meeting::attendance::Status;
use crate::meeting::integrity::Integrity;
use crate::meeting::item::{Item, ItemId};
use crate::meeting::matter::{came_from, taken_up_again};
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::time::{ClockTime, Timestamp};
use crate::words::Words;
use crate::words::phrasing::{assignment_sentence, day, outcome_sentence};

/// The source of a review.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The stem of the meeting's files.
    pub stem: &'a str,
    /// The meeting, at its last entry.
    pub minutes: &'a Minutes,
    /// How whole the lines are that it was read from.
    pub integrity: &'a Integrity,
    /// All meetings of the book by stem, for what became of things later.
    pub meetings: &'a [(&'a str, &'a Minutes)],
    /// The assignments that were open, or given at this meeting.
    pub assigned: &'a [AssignmentReport<'a>],
    /// The moment that ends clocks that still run, and that decides what is overdue.
    pub now: Timestamp,
}

/// A row of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewRow {
    /// A heading over the rows that follow.
    Heading(String),
    /// An assignment.
    Assignment {
        /// Its place in [`Reviewed::assigned`].
        place: usize,
        /// True once it is done.
        is_done: bool,
        /// The assignment and its state in words.
        text: String,
    },
    /// The part of one person, where each of several does their own.
    Part {
        /// The place of the assignment in [`Reviewed::assigned`].
        place: usize,
        /// The person.
        of: String,
        /// True once it is done.
        is_done: bool,
    },
    /// A link to another meeting, where the matter was before or was taken up again.
    Link {
        /// The stem of that meeting.
        meeting: String,
        /// The link in words.
        text: String,
    },
    /// An item, by its label and title.
    Item {
        /// The item.
        item: ItemId,
        /// Its label and title.
        text: String,
    },
    /// A clause of a decision, an outcome, or the origin of an assignment.
    Clause(String),
    /// Running text.
    Text(String),
    /// The time of an item.
    Time {
        /// Its label and title.
        item: String,
        /// Minutes spent.
        spent: u32,
        /// Minutes planned. None where the agenda has none.
        planned: Option<u32>,
    },
    /// An empty row.
    Gap,
}

/// Reviews a meeting.
#[must_use]
pub fn review(reviewed: &Reviewed<'_>, words: &Words) -> Vec<ReviewRow> {
    let mut rows = vec![ReviewRow::Text(heading(reviewed.minutes, words))];
    if let Some(origin) = &reviewed.minutes.imported {
        rows.push(ReviewRow::Text(words.say_with(
            "review-imported",
            &[("file", origin.file.as_str().into())],
        )));
    }
    let missing = words.missing(reviewed.integrity);
    rows.extend(missing.into_iter().map(ReviewRow::Text));
    let minutes = reviewed.minutes;
    for (heading, rows_under) in [
        ("review-assignments", assignments(reviewed, words)),
        ("review-left-over", left_over(reviewed, words)),
        ("review-history", history(reviewed, words)),
        ("review-decisions", decisions(minutes)),
        ("review-attendance", attendance(minutes, words)),
        ("review-time", times(reviewed)),
    ] {
        section(&mut rows, words.say(heading), rows_under);
    }
    if let Some(next) = &reviewed.minutes.next_meeting {
        section(
            &mut rows,
            words.say("wall-next-meeting"),
            vec![ReviewRow::Text(next.text.clone())],
        );
    }
    rows
}

/// Lists the assignments of the whole book, each with the item that it comes from.
#[must_use]
pub fn to_be_done(
    assigned: &[AssignmentReport<'_>],
    now: Timestamp,
    words: &Words,
) -> Vec<ReviewRow> {
    let mut rows = vec![ReviewRow::Heading(
        words.say("review-assignments").into_owned(),
    )];
    if assigned.is_empty() {
        rows.push(ReviewRow::Text(words.say("assignments-none").into_owned()));
    }
    for (place, one) in assigned.iter().enumerate() {
        rows.push(assignment(place, one, "", now, words));
        rows.extend(parts(place, one));
        let heading = &one.minutes.heading;
        rows.push(ReviewRow::Clause(format!(
            "{} · {} · {}",
            label_and_title(one.item),
            heading.body.name,
            heading.date
        )));
    }
    rows
}

fn parts<'a>(place: usize, one: &'a AssignmentReport<'_>) -> impl Iterator<Item = ReviewRow> + 'a {
    one.parts.iter().map(move |(of, is_done)| ReviewRow::Part {
        place,
        of: (*of).to_owned(),
        is_done: *is_done,
    })
}

fn assignment(
    place: usize,
    one: &AssignmentReport<'_>,
    here: &str,
    now: Timestamp,
    words: &Words,
) -> ReviewRow {
    let standing = standing(one, here, now.date_naive(), words);
    let text = format!("{}{standing}", assignment_sentence(one.assignment, words));
    ReviewRow::Assignment {
        place,
        is_done: one.is_done(),
        text,
    }
}

fn section(rows: &mut Vec<ReviewRow>, heading: impl Into<String>, section: Vec<ReviewRow>) {
    if !section.is_empty() {
        rows.extend([ReviewRow::Gap, ReviewRow::Heading(heading.into())]);
        rows.extend(section);
    }
}

/// Writes the body, the day, the place, and the state of the minutes.
fn heading(minutes: &Minutes, words: &Words) -> String {
    let heading = &minutes.heading;
    let status = match minutes.stage {
        Stage::Prepared => "list-prepared",
        Stage::UnderWay | Stage::Recess { .. } => "list-open",
        Stage::Closed if minutes.imported.is_some() => "review-read-in",
        Stage::Closed => "review-draft",
        Stage::Approved => "list-approved",
    };
    let number = heading.number.clone();
    let parts = [
        Some(heading.body.name.clone()),
        number,
        Some(day(heading.date, words)),
        heading.place.clone(),
    ];
    let named: Vec<String> = parts.into_iter().flatten().collect();
    format!("{} ({})", named.join(" · "), words.say(status))
}

fn assignments(reviewed: &Reviewed<'_>, words: &Words) -> Vec<ReviewRow> {
    let mut rows = Vec::new();
    for (place, one) in reviewed.assigned.iter().enumerate() {
        rows.push(assignment(place, one, reviewed.stem, reviewed.now, words));
        rows.extend(parts(place, one));
    }
    rows
}

/// Words the state of an assignment, with the day of its meeting if that is another one.
fn standing(one: &AssignmentReport<'_>, here: &str, today: NaiveDate, words: &Words) -> String {
    let mut said = Vec::new();
    if !here.is_empty() && one.meeting != here {
        said.push(one.minutes.heading.date.to_string());
    }
    if one.is_overdue(today) {
        said.push(words.say("assignments-overdue").into_owned());
    }
    if let Some((AssignmentState::CarriedOn, day)) = one.newest.filter(|_| !one.is_done()) {
        said.push(words.say_with("assignments-carried", &[("day", day.to_string().into())]));
    }
    let done = one.parts.iter().filter(|(_, is_done)| *is_done).count();
    if !one.is_done() && !one.parts.is_empty() {
        said.push(format!("{done}/{}", one.parts.len()));
    }
    if said.is_empty() {
        String::new()
    } else {
        format!("  [{}]", said.join(", "))
    }
}

fn item_row(item: &Item) -> ReviewRow {
    ReviewRow::Item {
        item: item.id,
        text: label_and_title(item),
    }
}

/// Writes everything under an item.
#[must_use]
pub fn item_at_length(reviewed: &Reviewed<'_>, item: &Item, words: &Words) -> Vec<ReviewRow> {
    let minutes = reviewed.minutes;
    let mut rows = vec![
        ReviewRow::Text(heading(minutes, words)),
        ReviewRow::Gap,
        ReviewRow::Heading(label_and_title(item)),
    ];
    let label =
        |message: &str, text: &str| ReviewRow::Text(format!("{} {text}", words.say(message)));
    if !item.presenters.is_empty() {
        rows.push(label("paper-presenters", &item.presenters.join("; ")));
    }
    if !item.attachments.is_empty() {
        rows.push(label("paper-attachments", &item.attachments.join("; ")));
    }
    for text in [&item.background, &item.notes]
        .into_iter()
        .filter(|text| !text.is_empty())
    {
        rows.extend([ReviewRow::Gap, ReviewRow::Text(text.clone())]);
    }
    decisions_at_length(&mut rows, minutes, item, words);
    let assignments = item.assignments.iter();
    let assignments = assignments
        .map(|one| ReviewRow::Clause(assignment_sentence(one, words)))
        .collect();
    section(&mut rows, words.say("review-assignments"), assignments);
    if let Some(outcome) = &item.outcome {
        let sentence = outcome_sentence(outcome, words);
        rows.extend([ReviewRow::Gap, ReviewRow::Text(sentence)]);
    }
    let mut links = came_from_links(reviewed, item, words);
    links.extend(taken_up_link(reviewed, item, words));
    section(&mut rows, words.say("item-before"), links);
    rows
}

/// Writes each decision under its introduction; the proposal, where nothing was decided.
fn decisions_at_length(rows: &mut Vec<ReviewRow>, minutes: &Minutes, item: &Item, words: &Words) {
    if item.decisions.is_empty() {
        let proposal = item.proposal.iter().cloned();
        let proposal = proposal.map(ReviewRow::Clause).collect();
        section(rows, words.say("wall-proposal"), proposal);
    }
    for decision in &item.decisions {
        let clauses = decision.printed(&minutes.style.clause_start, &minutes.style.joiner);
        let clauses = clauses
            .into_iter()
            .map(|clause| ReviewRow::Clause(clause.into_owned()))
            .collect();
        section(rows, decision.intro.clone(), clauses);
    }
}

/// Links to the meeting where an item was taken up again. None where it was not.
fn taken_up_link(reviewed: &Reviewed<'_>, item: &Item, words: &Words) -> Option<ReviewRow> {
    let later = taken_up_again(reviewed.meetings, reviewed.stem, item)?;
    let with = [
        ("day", later.date.to_string().into()),
        ("item", label_and_title(later.item).into()),
    ];
    let text = words.say_with("review-taken-up", &with);
    Some(ReviewRow::Link {
        meeting: later.meeting.to_owned(),
        text,
    })
}

/// Links to the meetings where an item was before.
fn came_from_links(reviewed: &Reviewed<'_>, item: &Item, words: &Words) -> Vec<ReviewRow> {
    let links = came_from(reviewed.meetings, item)
        .into_iter()
        .map(|earlier| {
            let with = [
                ("day", earlier.date.to_string().into()),
                ("item", label_and_title(earlier.item).into()),
            ];
            let text = words.say_with("review-came-from", &with);
            ReviewRow::Link {
                meeting: earlier.meeting.to_owned(),
                text,
            }
        });
    links.collect()
}

fn label_and_title(item: &Item) -> String {
    match &item.label {
        Some(label) => format!("{label}  {}", item.title),
        None => item.title.clone(),
    }
}

/// Lists items that were not finished, and where they were taken up again.
fn left_over(reviewed: &Reviewed<'_>, words: &Words) -> Vec<ReviewRow> {
    let mut rows = Vec::new();
    for item in reviewed.minutes.left_over() {
        rows.push(item_row(item));
        rows.push(ReviewRow::Clause(match &item.outcome {
            Some(outcome) => outcome_sentence(outcome, words),
            None => words.say("review-untouched").into_owned(),
        }));
        rows.extend(taken_up_link(reviewed, item, words));
    }
    rows
}

/// Lists items that came from earlier meetings.
fn history(reviewed: &Reviewed<'_>, words: &Words) -> Vec<ReviewRow> {
    let mut rows = Vec::new();
    for item in reviewed
        .minutes
        .items()
        .filter(|item| !item.from.is_empty())
    {
        rows.push(item_row(item));
        let line: Vec<String> = item
            .from
            .iter()
            .map(|origin| format!("{} {}", origin.what, origin.meeting))
            .collect();
        rows.push(ReviewRow::Clause(line.join(", ")));
        rows.extend(came_from_links(reviewed, item, words));
    }
    rows
}

fn decisions(minutes: &Minutes) -> Vec<ReviewRow> {
    let style = &minutes.style;
    let mut rows = Vec::new();
    for item in minutes.items().filter(|item| !item.decisions.is_empty()) {
        rows.push(item_row(item));
        for decision in &item.decisions {
            let printed = decision.printed(&style.clause_start, &style.joiner);
            rows.extend(
                printed
                    .into_iter()
                    .map(|clause| ReviewRow::Clause(clause.into_owned())),
            );
        }
    }
    rows
}

fn attendance(minutes: &Minutes, words: &Words) -> Vec<ReviewRow> {
    let with_status = |status: Status| {
        let found = minutes
            .people
            .iter()
            .filter(move |person| person.attendance.status == Some(status));
        found.map(|person| person.name.as_str()).collect::<Vec<_>>()
    };
    let classes = [
        ("paper-present", Status::Present),
        ("paper-apologies", Status::Apologies),
        ("paper-absent", Status::Absent),
    ];
    let row = |(message, status): (&str, Status)| {
        let names = with_status(status);
        (!names.is_empty()).then(|| {
            ReviewRow::Text(format!(
                "{} ({}): {}",
                words.say(message),
                names.len(),
                names.join(", ")
            ))
        })
    };
    classes.into_iter().filter_map(row).collect()
}

/// Lists time spent and planned on each item. Empty where no clock ran.
fn times(reviewed: &Reviewed<'_>) -> Vec<ReviewRow> {
    let minutes = reviewed.minutes;
    let spent = |item: &Item| item.stopwatch.minutes(reviewed.now);
    let any_spent = minutes.items().any(|item| item.stopwatch.has_run());
    let row = |item: &Item| ReviewRow::Time {
        item: label_and_title(item),
        spent: spent(item),
        planned: item.planned_minutes,
    };
    let mut rows: Vec<ReviewRow> = minutes.items().filter(|_| any_spent).map(row).collect();
    if let (false, Some(opened), Some(closed)) = (rows.is_empty(), minutes.opened, minutes.closed) {
        let hour = |moment: Timestamp| ClockTime::at(moment).with_stop();
        rows.insert(
            0,
            ReviewRow::Text(format!("{}–{}", hour(opened), hour(closed))),
        );
    }
    rows
}
