//! The item in which a body goes through the minutes of its last meeting.

use super::AgendaWording;
use super::titles::without_parentheses;
use crate::meeting::agenda::{AgendaRow, DocumentKind};
use crate::meeting::minutes::Minutes;

/// Planned minutes for the minutes of the last meeting, where nothing else is known.
const MINUTES_FOR_THE_MINUTES: u32 = 5;

/// The row for the minutes of the last meeting: "Föregående protokoll (den 27 februari 2026)", with
/// the phrase that approves them as proposal.
pub(super) fn minutes_row(
    last: &Minutes,
    usual: Option<&AgendaRow>,
    wording: &AgendaWording,
) -> AgendaRow {
    let heading = &last.heading;
    let paper = match heading.kind {
        DocumentKind::Minnesanteckningar => &wording.notes,
        DocumentKind::Protokoll | DocumentKind::Unnamed => &wording.minutes,
    };
    let own = usual.map(|row| without_parentheses(&row.title));
    let is_undated = |title: &String| !title.contains(|character: char| character.is_numeric());
    let title = own
        .filter(is_undated)
        .unwrap_or_else(|| paper.title.clone());
    let style = &last.style;
    let own = style
        .phrases
        .iter()
        .find(|phrase| approves(phrase, heading.kind))
        .cloned();
    let default = if style.clause_start.is_empty() {
        &paper.sentence
    } else {
        &paper.clause
    };
    let attachment = match (&heading.number, heading.kind) {
        (_, DocumentKind::Unnamed) => None,
        (Some(number), _) if heading.title.contains(number) => Some(heading.title.clone()),
        (_, DocumentKind::Protokoll | DocumentKind::Minnesanteckningar) => {
            Some(format!("{} {}", heading.title, heading.date))
        }
    };
    AgendaRow {
        title: format!("{title} ({})", wording.last_day),
        minutes: usual.map_or(Some(MINUTES_FOR_THE_MINUTES), |row| row.minutes),
        presenters: usual.map(|row| row.presenters.clone()).unwrap_or_default(),
        attachments: attachment.into_iter().collect(),
        proposal: vec![own.unwrap_or_else(|| default.clone())],
        ..AgendaRow::default()
    }
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
