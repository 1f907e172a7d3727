//! The wall with the whole agenda: what is done, where the meeting is, and when each item is due.

use super::scene::{Scene, Text};
use crate::meeting::public::{Public, PublicRow};
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::wrap::width;
use crate::words::Words;

pub(super) fn scene(public: &Public, words: &Words, now: Timestamp) -> Scene {
    let labels = public.agenda.iter().map(label);
    let widest = labels.map(width).max().unwrap_or(0);
    let open = public.open.as_ref().map(|open| open.row.id);
    let rows = public.agenda.iter().zip(public.due(now)).map(|(row, due)| {
        let is_open = open == Some(row.id);
        let mark = match (is_open, row.is_begun) {
            (true, _) => "▶",
            (false, true) => "✓",
            (false, false) => " ",
        };
        let due = due.map(|due| ClockTime::at(due).with_stop());
        let due = due.unwrap_or_default();
        let label = format!("{}{}", " ".repeat(widest - width(label(row))), label(row));
        let line = format!("{mark} {due:>5}  {label}  {}", row.title);
        if is_open {
            Text::Tag(line)
        } else {
            // A tag has a cell before it.
            Text::Line(format!(" {line}"))
        }
    });
    Scene {
        head: words.say("wall-agenda").into_owned(),
        texts: rows.collect(),
        ..Scene::default()
    }
}

fn label(row: &PublicRow) -> &str {
    row.label.as_deref().unwrap_or_default()
}
