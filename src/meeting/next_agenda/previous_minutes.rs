//! The item in which a body goes through the minutes of its last meeting.

use super::titles::without_parentheses;
use super::{AgendaWording, MinutesWording};
use crate::meeting::agenda::{AgendaRow, DocumentKind};
use crate::meeting::minutes::{Heading, Minutes};

/// Planned minutes for the minutes of the last meeting, where nothing else is known.
const MINUTES_FOR_THE_MINUTES: u32 = 5;

/// The row for the minutes of the last meeting: "Föregående protokoll (den 27 februari 2026)", with
/// the phrase that approves them as proposal. `usual` is the row in which the body usually goes
/// through them.
pub(super) fn minutes_row(
    last: &Minutes,
    usual: Option<&AgendaRow>,
    wording: &AgendaWording,
) -> AgendaRow {
    let words = match last.heading.kind {
        DocumentKind::Minnesanteckningar => &wording.notes,
        DocumentKind::Protokoll | DocumentKind::Unnamed => &wording.minutes,
    };
    let title = usual.and_then(undated_title);
    let title = title.unwrap_or_else(|| words.title.clone());
    AgendaRow {
        title: format!("{title} ({})", wording.last_day),
        minutes: usual.map_or(Some(MINUTES_FOR_THE_MINUTES), |row| row.minutes),
        presenters: usual.map(|row| row.presenters.clone()).unwrap_or_default(),
        attachments: attachment(&last.heading).into_iter().collect(),
        proposal: vec![proposal(last, words)],
        ..AgendaRow::default()
    }
}

/// The title that the body itself gives the row; `None` where a day or number stands in it.
fn undated_title(row: &AgendaRow) -> Option<String> {
    let title = without_parentheses(&row.title);
    (!title.contains(char::is_numeric)).then_some(title)
}

/// The reference to the minutes; `None` for documents without a name of their kind.
fn attachment(heading: &Heading) -> Option<String> {
    match (&heading.number, heading.kind) {
        (_, DocumentKind::Unnamed) => None,
        (Some(number), _) if heading.title.contains(number) => Some(heading.title.clone()),
        (_, DocumentKind::Protokoll | DocumentKind::Minnesanteckningar) => {
            Some(format!("{} {}", heading.title, heading.date))
        }
    }
}

/// The body's own phrase that approves the minutes, or the program's.
fn proposal(last: &Minutes, words: &MinutesWording) -> String {
    let style = &last.style;
    let mut phrases = style.phrases.iter();
    let own = phrases.find(|phrase| approves(phrase, last.heading.kind));
    let default = if style.clause_start.is_empty() {
        &words.sentence
    } else {
        &words.clause
    };
    own.unwrap_or(default).clone()
}

/// Tells whether a phrase approves the minutes of a meeting, or files them.
fn approves(phrase: &str, kind: DocumentKind) -> bool {
    let folded = phrase.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    let speaks_of_it = match kind {
        DocumentKind::Protokoll => has(&["protokoll", "minutes"]),
        DocumentKind::Minnesanteckningar => has(&["anteckning", "notes"]),
        DocumentKind::Unnamed => has(&["protokoll", "anteckning", "minutes"]),
    };
    speaks_of_it && has(&["godkän", "handlingarna", "fastställ", "approve"])
}
