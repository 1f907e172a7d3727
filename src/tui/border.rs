//! The edge of a pane and what is written on it. Nothing inside is touched: ratatui's block styles
//! every cell that it surrounds, which would be a sixth of what a letter costs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::symbols::border::{self, Set};
use ratatui::text::Line;

/// An edge, with up to three things written on it.
#[derive(Debug)]
pub struct Border<'a> {
    set: Set<'static>,
    style: Style,
    title: Line<'a>,
    at_right: Line<'a>,
    below: Line<'a>,
}

impl<'a> Border<'a> {
    /// Of a pane among others.
    #[must_use]
    pub fn thin(style: Style) -> Self {
        Self::with_symbols(border::PLAIN, style)
    }

    /// Of the pane that one is in.
    #[must_use]
    pub fn thick(style: Style) -> Self {
        Self::with_symbols(border::THICK, style)
    }

    fn with_symbols(set: Set<'static>, style: Style) -> Self {
        Self {
            set,
            style,
            title: Line::default(),
            at_right: Line::default(),
            below: Line::default(),
        }
    }

    /// Writes at the upper left.
    #[must_use]
    pub fn title(self, title: impl Into<Line<'a>>) -> Self {
        Self {
            title: title.into(),
            ..self
        }
    }

    /// Writes at the upper right, as far as the title leaves it in sight.
    #[must_use]
    pub fn at_right(self, text: impl Into<Line<'a>>) -> Self {
        Self {
            at_right: text.into(),
            ..self
        }
    }

    /// Writes at the lower right.
    #[must_use]
    pub fn below(self, text: impl Into<Line<'a>>) -> Self {
        Self {
            below: text.into(),
            ..self
        }
    }

    /// Draws it around an area; what is inside.
    pub fn put(&self, area: Rect, buffer: &mut Buffer) -> Rect {
        let inside = area.inner(Margin::new(1, 1));
        let area = area.intersection(buffer.area);
        if area.is_empty() {
            return inside;
        }
        self.line(area, buffer);
        let (first, last) = (area.top(), area.bottom() - 1);
        let columns = area.width.saturating_sub(2);
        for (text, y) in [(&self.at_right, first), (&self.below, last)] {
            let width = u16::try_from(text.width()).unwrap_or(u16::MAX).min(columns);
            buffer.set_line(area.right().saturating_sub(width + 1), y, text, width);
        }
        buffer.set_line(area.left() + 1, first, &self.title, columns);
        inside
    }

    fn line(&self, area: Rect, buffer: &mut Buffer) {
        let mut put = |x, y, symbol| {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.set_symbol(symbol).set_style(self.style);
            }
        };
        let (left, right) = (area.left(), area.right() - 1);
        let (top, bottom) = (area.top(), area.bottom() - 1);
        for x in left..=right {
            put(x, top, self.set.horizontal_top);
            put(x, bottom, self.set.horizontal_bottom);
        }
        for y in top..=bottom {
            put(left, y, self.set.vertical_left);
            put(right, y, self.set.vertical_right);
        }
        put(left, top, self.set.top_left);
        put(right, top, self.set.top_right);
        put(left, bottom, self.set.bottom_left);
        put(right, bottom, self.set.bottom_right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(border: &Border<'_>, area: Rect) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 4));
        border.put(area, &mut buffer);
        let row = |y| (0..12).map(|x| buffer[(x, y)].symbol()).collect();
        (0..4).map(row).collect()
    }

    #[test]
    fn what_is_written_on_it_gives_way_to_the_title_and_nothing_leaves_it() {
        let border = Border::thin(Style::new())
            .title(" åtta ")
            .at_right(" 3 min ")
            .below(" slut ");
        assert_eq!(
            drawn(&border, Rect::new(0, 0, 12, 3)),
            [
                "┌ åtta min ┐",
                "│          │",
                "└──── slut ┘",
                "            "
            ]
        );
        let narrow = Border::thick(Style::new()).title("för lång rubrik");
        assert_eq!(
            drawn(&narrow, Rect::new(1, 1, 6, 2)),
            [
                "            ",
                " ┏för ┓     ",
                " ┗━━━━┛     ",
                "            "
            ]
        );
    }

    #[test]
    fn no_size_is_too_small() {
        let border = Border::thick(Style::new())
            .title("rubrik")
            .at_right("1")
            .below("2");
        for (width, height) in [
            (0, 0),
            (1, 0),
            (0, 1),
            (1, 1),
            (2, 1),
            (1, 2),
            (2, 2),
            (40, 40),
        ] {
            let area = Rect::new(3, 1, width, height);
            assert_eq!(
                border.put(area, &mut Buffer::empty(Rect::new(0, 0, 12, 4))),
                area.inner(Margin::new(1, 1))
            );
        }
    }
}
