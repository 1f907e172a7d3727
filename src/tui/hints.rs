//! Keys named in a line: as many as fit, and none of them cut.

use ratatui::text::{Line, Span};

use super::keymap::{Binding, hints};
use super::theme::Theme;
use crate::words::Words;

/// A key, and its action.
pub(super) fn hint(key: &str, label: &str, theme: Theme) -> Vec<Span<'static>> {
    vec![
        Span::raw(" "),
        Span::styled(key.to_owned(), theme.heading()),
        Span::raw(format!(" {label} ")),
    ]
}

/// As many of these as fit.
pub(super) fn fitting(
    hints: impl Iterator<Item = Vec<Span<'static>>>,
    columns: usize,
) -> Vec<Span<'static>> {
    let mut used = 0;
    let fits = |spans: &Vec<Span<'static>>| {
        used += spans.iter().map(Span::width).sum::<usize>();
        used <= columns
    };
    hints.take_while(fits).flatten().collect()
}

/// The keys of a table, in its order.
pub(super) fn key_line<A>(
    table: &'static [Binding<A>],
    columns: usize,
    words: &Words,
    theme: Theme,
) -> Line<'static> {
    let ranked = hints(table).into_iter().filter(|hint| hint.rank > 0);
    let named = ranked.map(|row| hint(&row.key, &words.say(row.label), theme));
    Line::from(fitting(named, columns))
}
