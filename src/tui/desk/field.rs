//! A text being written, laid out in rows: the letters, what is selected, and what is offered in
//! grey behind the cursor.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::editor::Editor;
use crate::tui::theme::Theme;
use crate::tui::wrap::{WrappedRow, place_of, shown, wrap};

/// The rows of a text being written, and where the cursor stands in them.
#[derive(Debug)]
pub(super) struct LaidOutField {
    pub(super) rows: Vec<Line<'static>>,
    /// The row and the column, both counted from zero.
    pub(super) cursor: (usize, usize),
}

/// Lays a text out in a width of so many cells.
pub(super) fn field(
    editor: &Editor,
    suggestion: Option<&str>,
    columns: usize,
    theme: Theme,
) -> LaidOutField {
    let text = editor.text();
    let rest = suggestion.unwrap_or_default();
    let whole = format!("{text}{rest}");
    let rows = wrap(&whole, columns);
    let cursor = place_of(&whole, &rows, editor.cursor());
    let styled = |row: &WrappedRow| {
        let selection = editor.selection().unwrap_or((0, 0));
        let marks = [
            (selection.0, Style::new()),
            (selection.1, theme.chosen()),
            (text.len(), Style::new()),
            (usize::MAX, theme.quiet()),
        ];
        Line::from(pieces(&whole, *row, &marks))
    };
    LaidOutField {
        rows: rows.iter().map(styled).collect(),
        cursor,
    }
}

/// A row in pieces: each mark says up to which byte its style goes.
fn pieces(text: &str, row: WrappedRow, marks: &[(usize, Style)]) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    let mut from = row.start;
    for (to, style) in marks {
        let to = (*to).min(row.end);
        if to > from {
            spans.push(Span::styled(
                shown(text.get(from..to).unwrap_or_default()).into_owned(),
                *style,
            ));
            from = to;
        }
    }
    spans
}
