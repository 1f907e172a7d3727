//! Lines that have been laid out, on their way to the screen.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::theme::Theme;
use super::wrap::{is_simple, shown};

/// Puts lines into an area, one a row. They have been laid out by now, so nothing is wrapped, and
/// simple letters are not measured again.
pub fn put_lines(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'_>]) {
    let area = area.intersection(frame.area());
    for (line, row) in lines.iter().zip(area.rows()) {
        let mut x = row.x;
        for span in &line.spans {
            let style = line.style.patch(span.style);
            x = put_span(
                frame.buffer_mut(),
                (x, row.y),
                row.right(),
                &span.content,
                style,
            );
        }
    }
}

/// Puts a span into a row, up to where it ends. Where the next one begins.
fn put_span(buffer: &mut Buffer, (x, y): (u16, u16), end: u16, text: &str, style: Style) -> u16 {
    if !is_simple(text) {
        // Whoever laid it out may have forgotten: here is the only way to the screen.
        return buffer
            .set_stringn(x, y, shown(text), usize::from(end.saturating_sub(x)), style)
            .0;
    }
    let mut at = x;
    for (x, letter) in (x..end).zip(text.chars()) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_char(letter).set_style(style);
        }
        at = x + 1;
    }
    at
}

/// A line of which the left part gives way to the right.
pub fn spread(
    left: Vec<Span<'static>>,
    right: Vec<Span<'static>>,
    columns: usize,
) -> Line<'static> {
    let used: usize = left.iter().chain(&right).map(Span::width).sum();
    let gap = columns.saturating_sub(used);
    let mut spans = left;
    spans.push(Span::styled(" ".repeat(gap), Style::new()));
    spans.extend(right);
    Line::from(spans)
}

/// A chosen line: one look from end to end.
#[must_use]
pub fn highlighted(line: &Line<'_>, theme: Theme) -> Line<'static> {
    let spans = line.spans.iter().map(|span| span.content.as_ref());
    let text: String = spans.collect();
    Line::from(Span::styled(text, theme.chosen()))
}
