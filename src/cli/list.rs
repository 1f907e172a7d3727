//! `klubba list`: the meetings of the book.

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::output::{Exit, Failure, Output};
use crate::book::snapshot::load_among;
use crate::export::json::json_of;
use crate::meeting::minutes::Minutes;
use crate::tui::wrap::{fitted, shown, width};

#[derive(Debug, Args)]
pub(super) struct ListArguments {
    #[arg(long, help = "cli-json")]
    json: bool,
}

/// A meeting in JSON. The names of the fields are relied on by other programs.
#[derive(Serialize)]
struct MeetingSummary {
    meeting: String,
    body: String,
    title: String,
    date: String,
    status: &'static str,
    items: usize,
    decisions: usize,
}

impl MeetingSummary {
    fn new(meeting: &str, minutes: &Minutes) -> Self {
        Self {
            meeting: meeting.to_owned(),
            body: minutes.heading.body.name.clone(),
            title: minutes.heading.title.clone(),
            date: minutes.heading.date.to_string(),
            status: minutes.status(),
            items: minutes.items().count(),
            decisions: minutes.items().map(|item| item.decisions.len()).sum(),
        }
    }
}

/// Lists all meetings, newest first.
pub(super) fn list(context: &Context<'_>, arguments: &ListArguments) -> Result<Output, Failure> {
    let (meetings, mut output) = read_meetings(context)?;
    let text = if arguments.json {
        json_of(&meetings)
    } else {
        table(context, &meetings)
    };
    output.stdout = text.into_bytes();
    Ok(output)
}

/// Reads the meetings of the book. One that cannot be read is named in the output and does not
/// spoil the rest.
fn read_meetings(context: &Context<'_>) -> Result<(Vec<MeetingSummary>, Output), Failure> {
    let unreadable = |error| context.not_read(&context.book.meetings(), &error);
    let separated = context.book.separated().map_err(unreadable)?;
    let mut output = Output::default();
    let mut meetings = Vec::new();
    for stem in &separated.meetings {
        let files = context.book.files(stem);
        match load_among(&separated, &files) {
            Ok(snapshot) => {
                output.stderr += &context.missing(stem, &snapshot.integrity);
                meetings.push(MeetingSummary::new(stem, &snapshot.minutes));
            }
            Err(error) => {
                let failure = context.not_read(&files.journal, &error);
                output.stderr.push_str(&failure.message);
                output.exit = Exit::Failed;
            }
        }
    }
    meetings.sort_by(|one, other| (&other.date, &other.meeting).cmp(&(&one.date, &one.meeting)));
    Ok((meetings, output))
}

fn table(context: &Context<'_>, meetings: &[MeetingSummary]) -> String {
    if meetings.is_empty() {
        return format!("{}\n", context.words.say("list-empty"));
    }
    let name_width = meetings
        .iter()
        .map(|meeting| width(&meeting.meeting))
        .max()
        .unwrap_or(0);
    let line = |row: &MeetingSummary| {
        let status = match row.status {
            "imported" => "review-read-in",
            "prepared" => "list-prepared",
            "open" => "list-open",
            "approved" => "list-approved",
            _ => "list-closed",
        };
        let counts = context.words.say_with(
            "list-counts",
            &[
                ("items", row.items.into()),
                ("decisions", row.decisions.into()),
            ],
        );
        let name = format!(
            "{}{}",
            shown(&row.meeting),
            " ".repeat(name_width - width(&row.meeting))
        );
        let body = fitted(&row.body, 44).into_owned();
        format!(
            "{name}  {:<12}{counts:<24}{}\n",
            context.words.say(status),
            shown(&body)
        )
    };
    meetings.iter().map(line).collect()
}

/// Answers `klubba` alone in a pipe: what is in the book, and what one may do.
pub(super) fn welcome(context: &Context<'_>) -> Result<Output, Failure> {
    let (meetings, mut output) = read_meetings(context)?;
    let next = context.words.say("list-next");
    output.stdout = format!("{}\n{next}\n", table(context, &meetings)).into_bytes();
    Ok(output)
}
