//! The question whether a changed agenda is to be read again.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::keymap::AGENDA_CHANGED;
use crate::tui::keymap;
use crate::tui::paint::put_lines;

/// Draws the question with its two answers.
pub(in crate::tui::desk) fn draw(frame: &mut Frame<'_>, area: Rect, canvas: &Canvas<'_>) {
    let question = canvas.words.say("agenda-changed");
    let mut lines = vec![Line::raw(format!(" {question}")), Line::raw("")];
    let hints = keymap::hints(AGENDA_CHANGED);
    lines.extend(hints.iter().map(|hint| canvas.key_row(hint, 1, 6)));
    let widest = lines.iter().map(Line::width).max().unwrap_or(0) + 1;
    let title = canvas.words.say("pane-agenda");
    let inside = canvas.box_over(frame, area, (widest, lines.len()), &title);
    put_lines(frame, inside, &lines);
}
