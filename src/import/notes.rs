//! Running text of a paper, as the small Markdown of notes: paragraphs made whole again, lists, and
//! headings within.

use super::labels::{Label, label};
use super::rows::{Row, joined};

/// Spells rows as notes. A label that the body puts before all its notes is left out.
#[must_use]
pub fn notes(rows: &[&Row], usual_label: &str) -> String {
    let mut text = String::new();
    let mut last: Option<NoteLine> = None;
    for row in rows {
        let (kind, said) = spelled(row, usual_label, last);
        if said.is_empty() {
            continue;
        }
        match (last, kind) {
            (None, _) => {}
            (Some(NoteLine::Paragraph | NoteLine::Entry), NoteLine::Paragraph) if !row.has_gap => {
                text.push(' ');
            }
            (Some(NoteLine::Entry), NoteLine::Entry) => text.push('\n'),
            _ => text.push_str("\n\n"),
        }
        text.push_str(&said);
        last = Some(match (last, kind) {
            // What goes on with an entry is of the entry.
            (Some(NoteLine::Entry), NoteLine::Paragraph) if !row.has_gap => NoteLine::Entry,
            (_, kind) => kind,
        });
    }
    text
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoteLine {
    Paragraph,
    Entry,
    Heading,
}

fn spelled(row: &Row, usual_label: &str, last: Option<NoteLine>) -> (NoteLine, String) {
    let text = joined(&row.text);
    if let Some(bullet) = row.bullet {
        let is_nested = bullet == 'o' || bullet == '○' || bullet == '\u{f02d}';
        let inset = if is_nested && last == Some(NoteLine::Entry) {
            "  "
        } else {
            ""
        };
        return (NoteLine::Entry, format!("{inset}- {text}"));
    }
    if let Some(found) =
        label(&row.text).filter(|found| found.is_set_off && found.label == Label::Notes)
    {
        if !usual_label.is_empty() && joined(found.printed) == usual_label {
            return (NoteLine::Paragraph, joined(found.rest));
        }
        if found.rest.is_empty() {
            return (
                NoteLine::Heading,
                format!("## {}", joined(found.printed).trim_end_matches(':')),
            );
        }
    }
    if row.level.is_some() {
        return (NoteLine::Heading, format!("## {text}"));
    }
    let is_numbered = text.split_once([' ']).is_some_and(|(mark, _)| {
        let digits = mark.trim_end_matches(['.', ')']);
        digits.len() < mark.len()
            && digits.len() <= 2
            && !digits.is_empty()
            && digits.bytes().all(|sign| sign.is_ascii_digit())
    });
    (
        if is_numbered {
            NoteLine::Entry
        } else {
            NoteLine::Paragraph
        },
        text,
    )
}
