//! `klubba list`: the meetings of the book.

use serde::Serialize;

use super::{Answer, Task};
use crate::book::snapshot::load_snapshot;
use crate::export::json::json_of;
use crate::meeting::minutes::Minutes;
use crate::tui::wrap::{fitted, shown, width};

/// A meeting, as others' programs are told it.
#[derive(Serialize)]
struct Listed {
    meeting: String,
    body: String,
    title: String,
    date: String,
    status: &'static str,
    items: usize,
    decisions: usize,
}

impl Listed {
    fn of(meeting: &str, minutes: &Minutes) -> Self {
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

/// All meetings, newest first. One that cannot be read is named and does not spoil the rest.
pub(super) fn list(task: &Task<'_>, as_json: bool) -> Answer {
    let stems = match task.book.meeting_stems() {
        Ok(stems) => stems,
        Err(error) => return task.unreadable(&task.book.meetings(), error),
    };
    let mut answer = Answer::default();
    let mut listed = Vec::new();
    for stem in stems {
        let files = task.book.files(&stem);
        match load_snapshot(&files) {
            Ok(standing) => listed.push(Listed::of(&stem, &standing.minutes)),
            Err(error) => {
                answer
                    .stderr
                    .push_str(&task.unreadable(&files.journal, error).stderr);
                answer.code = 1;
            }
        }
    }
    listed.sort_by(|one, other| (&other.date, &other.meeting).cmp(&(&one.date, &one.meeting)));
    answer.stdout = if as_json {
        json_of(&listed)
    } else {
        table(task, &listed)
    }
    .into_bytes();
    answer
}

fn table(task: &Task<'_>, listed: &[Listed]) -> String {
    if listed.is_empty() {
        return format!("{}\n", task.words.say("list-empty"));
    }
    let room = listed
        .iter()
        .map(|row| width(&row.meeting))
        .max()
        .unwrap_or(0);
    let line = |row: &Listed| {
        let status = match row.status {
            "imported" => "review-read-in",
            "prepared" => "list-prepared",
            "open" => "list-open",
            "approved" => "list-approved",
            _ => "list-closed",
        };
        let counts = task.words.say_with(
            "list-counts",
            &[
                ("items", row.items.into()),
                ("decisions", row.decisions.into()),
            ],
        );
        let name = format!(
            "{}{}",
            shown(&row.meeting),
            " ".repeat(room - width(&row.meeting))
        );
        let body = fitted(&row.body, 44).into_owned();
        format!(
            "{name}  {:<12}{counts:<24}{}\n",
            task.words.say(status),
            shown(&body)
        )
    };
    listed.iter().map(line).collect()
}

/// `klubba` alone: what is in the book, and what one may do.
pub(super) fn welcome(task: &Task<'_>) -> Answer {
    let mut answer = list(task, false);
    answer
        .stdout
        .extend(format!("\n{}\n", task.words.say("list-next")).into_bytes());
    answer
}
