//! Keys named in a line: as many as there is room for, and none of them cut.

use ratatui::text::{Line, Span};

use super::colours::Look;
use super::keymap::{self, Binding, Mode};
use crate::words::Words;

/// A key, and what it does.
pub(super) fn hint(row: &Binding, label: &str, look: Look) -> Vec<Span<'static>> {
    vec![
        Span::raw(" "),
        Span::styled(row.shown(), look.heading()),
        Span::raw(format!(" {label} ")),
    ]
}

/// As many of these as there is room for.
pub(super) fn fitting(
    hints: impl Iterator<Item = Vec<Span<'static>>>,
    room: usize,
) -> Vec<Span<'static>> {
    let mut used = 0;
    let fits = |spans: &Vec<Span<'static>>| {
        used += spans.iter().map(Span::width).sum::<usize>();
        used <= room
    };
    hints.take_while(fits).flatten().collect()
}

/// The keys of a mode, in the order of the table.
pub(super) fn hints(mode: Mode, room: usize, words: &Words, look: Look) -> Line<'static> {
    let rows = keymap::of(mode).filter(|row| row.rank > 0);
    Line::from(fitting(
        rows.map(|row| hint(row, &words.say(row.label), look)),
        room,
    ))
}
