//! Sentences that the desk, the wall and the documents share, worded once. Days and hours are
//! written as Swedish documents print them, with spaces that do not break.

use chrono::{Datelike, NaiveDate};

use super::{Language, Words};
use crate::meeting::assignment::Assignment;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::text::clean_line;
use crate::meeting::time::ClockTime;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

/// Writes a day in words: "den 27 februari 2026".
#[must_use]
pub fn day(date: NaiveDate, words: &Words) -> String {
    let month = usize::try_from(date.month0())
        .ok()
        .and_then(|month| MONTHS.get(month));
    let month = month.map_or_else(String::new, |month| words.say(month).into_owned());
    let (day, year) = (date.day().to_string(), date.year().to_string());
    words.say_with(
        "paper-date",
        &[
            ("day", day.into()),
            ("month", month.into()),
            ("year", year.into()),
        ],
    )
}

/// Writes an hour as the language does: "08.30" in Swedish, "08:30" in English.
#[must_use]
pub fn hour(time: ClockTime, words: &Words) -> String {
    match words.language() {
        Language::Swedish => time.with_stop(),
        Language::English => time.to_string(),
    }
}

/// Writes an assignment as it is printed: "varje kommun: utse en kontaktperson, före 27 april". A
/// final stop gives way to what follows.
#[must_use]
pub fn assignment_sentence(assignment: &Assignment, words: &Words) -> String {
    let say = |message, name, text: &str| words.say_with(message, &[(name, text.into())]);
    let due = assignment
        .due
        .as_ref()
        .map(|due| say("paper-due", "due", &due.text));
    let to = assignment.to.as_deref().map(|to| say("paper-to", "to", to));
    let rest: String = due.into_iter().chain(to).collect();
    let what = assignment.what.trim_end();
    let what = if rest.is_empty() {
        what
    } else {
        what.strip_suffix('.').unwrap_or(what)
    };
    let who = assignment.who.trim();
    let who = if who.is_empty() {
        String::new()
    } else {
        format!("{who}: ")
    };
    let done = if assignment.done {
        words.say("paper-done")
    } else {
        "".into()
    };
    format!("{who}{what}{rest}{done}")
}

/// Writes the outcome of an item as it is printed.
#[must_use]
pub fn outcome_sentence(outcome: &Outcome, words: &Words) -> String {
    let message = match outcome.kind {
        OutcomeKind::Postponed => "paper-postponed",
        OutcomeKind::ReferredBack => "paper-referred-back",
        OutcomeKind::ReferredTo => "paper-referred-to",
        OutcomeKind::Withdrawn => "paper-withdrawn",
    };
    let phrase = |message, name, text: &Option<String>| {
        let line = text.as_deref().map(clean_line);
        line.filter(|line| !line.is_empty())
            .map_or_else(String::new, |line| {
                words.say_with(message, &[(name, line.into())])
            })
    };
    let to = phrase("paper-outcome-to", "to", &outcome.to);
    let purpose = phrase("paper-outcome-for", "for", &outcome.purpose);
    words.say_with(message, &[("to", to.into()), ("for", purpose.into())])
}
