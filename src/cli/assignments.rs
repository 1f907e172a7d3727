//! `klubba assignments`: all assignments of the book.

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::output::{Exit, Failure, Output};
use crate::book::catalog::Catalog;
use crate::export::json::json_of;
use crate::meeting::assignment::AssignmentState;
use crate::meeting::assignment_report::{AssignmentReport, assignment_reports};
use crate::tui::wrap::{fitted, shown, width};
use crate::words::phrasing::assignment_sentence;

#[derive(Debug, Args)]
pub(super) struct AssignmentsArguments {
    #[arg(long, help = "cli-assignments-all")]
    all: bool,
    #[arg(long, help = "cli-json")]
    json: bool,
}

/// An assignment in JSON. The names of the fields are relied on by other programs.
#[derive(Serialize)]
struct AssignmentSummary<'a> {
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

impl<'a> AssignmentSummary<'a> {
    fn new(one: &AssignmentReport<'a>) -> Self {
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

/// Lists open assignments, overdue first; with `--all`, the done ones too.
pub(super) fn assignments(
    context: &Context<'_>,
    arguments: &AssignmentsArguments,
) -> Result<Output, Failure> {
    let shelf = context.shelf()?;
    let meetings: Vec<_> = shelf.as_pairs();
    let found: Vec<AssignmentReport<'_>> = assignment_reports(&meetings)
        .into_iter()
        .filter(|one| arguments.all || !one.is_done())
        .collect();
    let text = if arguments.json {
        json(&found)
    } else {
        table(context, &found, context.today())
    };
    let mut output = context.naming_unreadable(&shelf);
    output.stdout = text.into_bytes();
    Ok(output)
}

fn json(found: &[AssignmentReport<'_>]) -> String {
    let summaries: Vec<_> = found.iter().map(AssignmentSummary::new).collect();
    json_of(&summaries)
}

fn table(context: &Context<'_>, found: &[AssignmentReport<'_>], today: NaiveDate) -> String {
    if found.is_empty() {
        return format!("{}\n", context.words.say("assignments-none"));
    }
    found.iter().map(|one| lines(context, one, today)).collect()
}

/// Writes an assignment on two lines: what is to be done, and where it comes from.
fn lines(context: &Context<'_>, one: &AssignmentReport<'_>, today: NaiveDate) -> String {
    let due = one
        .due()
        .map_or_else(|| " ".repeat(10), |day| day.to_string());
    let sentence = sentence(context, one);
    let state = state(context, one, today);
    let label = one.item.label.as_deref();
    let label = label.map(|label| format!("{label} ")).unwrap_or_default();
    let origin = format!("{label}{}, {}", one.item.title, one.meeting);
    let origin = fitted(&origin, 100);
    let gap = " ".repeat(width(&due) + 2);
    format!("{due}  {}{state}\n{gap}{origin}\n", shown(&sentence))
}

/// Words the assignment; where some of several persons have done their part, with those who have not.
fn sentence(context: &Context<'_>, one: &AssignmentReport<'_>) -> String {
    let mut sentence = assignment_sentence(one.assignment, &context.words);
    let left: Vec<&str> = one
        .parts
        .iter()
        .filter(|(_, is_done)| !is_done)
        .map(|(part, _)| *part)
        .collect();
    if !left.is_empty() && left.len() < one.parts.len() {
        let with = [("who", left.join(", ").into())];
        sentence.push_str(&context.words.say_with("assignments-left", &with));
    }
    sentence
}

/// Words the state in brackets: done, overdue, carried on. Empty for none of them.
fn state(context: &Context<'_>, one: &AssignmentReport<'_>, today: NaiveDate) -> String {
    let words = &context.words;
    let mut states = Vec::new();
    if one.is_done() {
        states.push(words.say("assignments-done").into_owned());
    }
    if one.is_overdue(today) {
        states.push(words.say("assignments-overdue").into_owned());
    }
    if let Some((AssignmentState::CarriedOn, day)) = one.newest
        && !one.is_done()
    {
        states.push(words.say_with("assignments-carried", &[("day", day.to_string().into())]));
    }
    if states.is_empty() {
        String::new()
    } else {
        format!("  [{}]", states.join(", "))
    }
}

impl Context<'_> {
    /// Reads the meetings of the book.
    pub(super) fn shelf(&self) -> Result<Catalog, Failure> {
        Catalog::read(&self.book).map_err(|error| self.not_read(&self.book.meetings(), &error))
    }

    /// Begins an output that names what could not be read, and what may be missing, so that neither
    /// spoils the rest.
    pub(super) fn naming_unreadable(&self, catalog: &Catalog) -> Output {
        let mut output = Output::default();
        for unreadable in catalog.unreadable() {
            let failure = self.unreadable(&unreadable.path, &unreadable.trouble);
            output.stderr.push_str(&failure.message);
            output.exit = Exit::Failed;
        }
        for meeting in catalog.meetings() {
            output.stderr += &self.missing(&meeting.files.stem, &meeting.integrity);
        }
        output
    }
}
