//! Lines that have been laid out, on their way to the screen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

/// Puts lines into an area, one a row. They have been laid out by now, so nothing is wrapped or
/// measured again.
pub fn put_lines(frame: &mut Frame<'_>, area: Rect, lines: &[Line<'_>]) {
    let area = area.intersection(frame.area());
    for (line, row) in lines.iter().zip(area.rows()) {
        frame.buffer_mut().set_line(row.x, row.y, line, row.width);
    }
}

/// A line of which the left part gives way to the right.
pub fn spread(left: Vec<Span<'static>>, right: Vec<Span<'static>>, room: usize) -> Line<'static> {
    let used: usize = left.iter().chain(&right).map(Span::width).sum();
    let gap = room.saturating_sub(used);
    let mut spans = left;
    spans.push(Span::styled(" ".repeat(gap), Style::new()));
    spans.extend(right);
    Line::from(spans)
}
