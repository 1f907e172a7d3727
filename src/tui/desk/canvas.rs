//! The means to draw everything on the desk, and the pieces that several parts share: boxes over
//! the panes, the chosen row, the mark of what is not seen.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph, Widget};

use crate::meeting::time::Timestamp;
use crate::tui::border::Border;
use crate::tui::keymap::KeyHint;
use crate::tui::theme::Theme;
use crate::tui::wrap::shown;
use crate::words::Words;

/// The language, the colours and the moment of a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Canvas<'a> {
    pub(super) words: &'a Words,
    pub(super) theme: Theme,
    pub(super) now: Timestamp,
}

impl Canvas<'_> {
    /// A row that names a key: the key in a column of this width, then its action.
    pub(super) fn key_row(&self, hint: &KeyHint, indent: usize, column: usize) -> Line<'static> {
        let key = format!("{}{:<column$}", " ".repeat(indent), hint.key);
        Line::from(vec![
            Span::styled(key, self.theme.heading()),
            Span::raw(self.words.say(hint.label).into_owned()),
        ])
    }

    /// Lays a framed box of at most this size (width, height) over the lower left of an area; the
    /// inside of the box.
    pub(super) fn box_over(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        size: (usize, usize),
        title: &str,
    ) -> Rect {
        let fit = |wanted: usize, columns: u16| {
            u16::try_from(wanted + 2).unwrap_or(u16::MAX).min(columns)
        };
        let (width, height) = (fit(size.0, area.width), fit(size.1, area.height));
        let place = Rect {
            x: area.x,
            y: area.bottom() - height,
            width,
            height,
        };
        let title = Line::from(Span::styled(
            format!(" {} ", shown(title)),
            self.theme.heading(),
        ));
        Clear.render(place, frame.buffer_mut());
        let border = Border::thick(self.theme.active()).title(title);
        border.put(place, frame.buffer_mut())
    }

    /// Says on the border below a list how many of its rows are above and below what is seen.
    pub(super) fn more_rows(
        &self,
        frame: &mut Frame<'_>,
        inside: Rect,
        (first, count): (usize, usize),
    ) {
        let above = match first {
            0 => String::new(),
            first => format!(" ↑ {first}"),
        };
        let below = match count.saturating_sub(first + usize::from(inside.height)) {
            0 => String::new(),
            below => format!(" ↓ {below}"),
        };
        let text = format!("{above}{below} ");
        if text.trim().is_empty() {
            return;
        }
        let width = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
        let place = Rect {
            x: inside.x + 1,
            y: inside.bottom(),
            width: width.min(inside.width),
            height: 1,
        };
        let place = place.intersection(frame.area());
        let text = Paragraph::new(text).style(self.theme.heading());
        text.render(place, frame.buffer_mut());
    }
}

/// Puts the terminal's cursor on a row and column of an area, if it is there.
pub(super) fn put_cursor(frame: &mut Frame<'_>, area: Rect, row: usize, column: usize) {
    let (Ok(row), Ok(column)) = (u16::try_from(row), u16::try_from(column)) else {
        return;
    };
    if row < area.height && area.width > 0 {
        frame.set_cursor_position((area.x + column.min(area.width - 1), area.y + row));
    }
}
