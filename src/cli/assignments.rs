//! `klubba assignments`: what is to be done, over the whole book.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Answer, Task};
use crate::book::catalog::Catalog;
use crate::export::json::json_of;
use crate::export::outline::assignment_sentence;
use crate::meeting::assigned::{Assigned, assigned};
use crate::meeting::assignment::Became;
use crate::tui::clock::Clock;
use crate::tui::wrap::{fitted, shown, width};

/// An assignment, as others' programs are told it.
#[derive(Serialize)]
struct Listed<'a> {
    meeting: &'a str,
    date: String,
    label: Option<&'a str>,
    item: &'a str,
    who: &'a str,
    what: &'a str,
    due: Option<&'a str>,
    due_date: Option<String>,
    done: bool,
    left: Vec<&'a str>,
}

impl<'a> Listed<'a> {
    fn of(one: &Assigned<'a>) -> Self {
        let left = one
            .parts
            .iter()
            .filter(|(_, is_done)| !is_done)
            .map(|(part, _)| *part);
        Self {
            meeting: one.meeting,
            date: one.minutes.heading.date.to_string(),
            label: one.item.label.as_deref(),
            item: &one.item.title,
            who: &one.assignment.who,
            what: &one.assignment.what,
            due: one.assignment.due.as_ref().map(|due| due.text.as_str()),
            due_date: one.due().map(|day| day.to_string()),
            done: one.is_done(),
            left: left.collect(),
        }
    }
}

/// Open assignments, overdue first; with `all`, the done ones too.
pub(super) fn assignments(task: &Task<'_>, all: bool, as_json: bool) -> Answer {
    let shelf = match task.shelf() {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let today = Clock::started_at(task.surroundings.now.as_deref())
        .now()
        .date_naive();
    let meetings: Vec<_> = shelf.as_pairs();
    let found: Vec<Assigned<'_>> = assigned(&meetings)
        .into_iter()
        .filter(|one| all || !one.is_done())
        .collect();
    let stdout = if as_json {
        json(&found)
    } else {
        table(task, &found, today)
    };
    let mut answer = task.naming_unreadable(&shelf);
    answer.stdout = stdout.into_bytes();
    answer
}

fn json(found: &[Assigned<'_>]) -> String {
    let listed: Vec<Listed<'_>> = found.iter().map(Listed::of).collect();
    json_of(&listed)
}

fn table(task: &Task<'_>, found: &[Assigned<'_>], today: NaiveDate) -> String {
    if found.is_empty() {
        return format!("{}\n", task.words.say("assignments-none"));
    }
    found.iter().map(|one| lines(task, one, today)).collect()
}

/// An assignment on two lines: what is to be done, and where it comes from.
fn lines(task: &Task<'_>, one: &Assigned<'_>, today: NaiveDate) -> String {
    let words = &task.words;
    let day = one
        .due()
        .map_or_else(|| " ".repeat(10), |day| day.to_string());
    let done = one
        .is_done()
        .then(|| words.say("assignments-done").into_owned());
    let overdue = one
        .is_overdue(today)
        .then(|| words.say("assignments-overdue").into_owned());
    let carried = match one.newest {
        Some((Became::CarriedOn, day)) if !one.is_done() => {
            Some(words.say_with("assignments-carried", &[("day", day.to_string().into())]))
        }
        _ => None,
    };
    let state = [done, overdue, carried]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let mut sentence = assignment_sentence(one.assignment, words);
    let left: Vec<&str> = one
        .parts
        .iter()
        .filter(|(_, is_done)| !is_done)
        .map(|(part, _)| *part)
        .collect();
    if !left.is_empty() && left.len() < one.parts.len() {
        sentence.push_str(&words.say_with("assignments-left", &[("who", left.join(", ").into())]));
    }
    let label = one
        .item
        .label
        .as_deref()
        .map(|label| format!("{label} "))
        .unwrap_or_default();
    let from = format!("{label}{}, {}", one.item.title, one.meeting);
    let state = if state.is_empty() {
        state
    } else {
        format!("  [{state}]")
    };
    let from = fitted(&from, 100);
    let gap = " ".repeat(width(&day) + 2);
    format!("{day}  {}{state}\n{gap}{from}\n", shown(&sentence))
}

impl Task<'_> {
    /// The meetings of the book, or the answer that says why they cannot be read.
    pub(super) fn shelf(&self) -> Result<Catalog, Answer> {
        Catalog::read(&self.book).map_err(|error| self.unreadable(&self.book.meetings(), error))
    }

    /// An answer that names what could not be read, and does not let it spoil the rest.
    pub(super) fn naming_unreadable(&self, read: &Catalog) -> Answer {
        let mut answer = Answer::default();
        for unreadable in read.unreadable() {
            answer
                .stderr
                .push_str(&self.unreadable(&unreadable.path, &unreadable.detail).stderr);
            answer.code = 1;
        }
        answer
    }
}
