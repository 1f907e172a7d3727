//! The desk's screen, divided:
//!
//! ```text
//! top_bar          who meets · clock · save mark        (below it a red band while not saved)
//! agenda_pane      │ item_pane
//! ─────────────────│
//! attendance_pane  │
//! footer           keys, or what was refused
//! ```

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Paragraph, Widget};

use super::field::field;
use super::{Desk, Overlay, Pane};
use crate::meeting::time::Timestamp;
use crate::tui::colours::Look;
use crate::tui::edge::Edge;
use crate::tui::wrap::{shown, wrap};

/// The smallest window that the panes fit in.
const SMALLEST: (u16, u16) = (80, 24);

impl Desk {
    /// Draws the desk. Nothing changes by it but how far the panes are scrolled.
    pub fn draw(&mut self, frame: &mut Frame<'_>, look: Look, now: Timestamp) {
        let area = frame.area();
        if matches!(self.overlay, Overlay::Wall) {
            self.draw_wall(frame, look, now);
            return;
        }
        if let Overlay::Reading(reading) = &mut self.overlay {
            reading.draw(frame, area, &self.words, look, now);
            return;
        }
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            self.draw_small(frame, look);
            return;
        }
        let band = u16::from(self.not_saved.is_some());
        let rows = [
            Constraint::Length(1),
            Constraint::Length(band),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [top, band, body, bottom] = area.layout(&Layout::vertical(rows));
        let left = (area.width * 2 / 5).clamp(32, 72);
        let [side, item] = body.layout(&Layout::horizontal([
            Constraint::Length(left),
            Constraint::Fill(1),
        ]));
        let people = u16::try_from(self.shown.people.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let attendance = people.min(body.height * 2 / 5).max(4);
        let [agenda, people] = side.layout(&Layout::vertical([
            Constraint::Fill(1),
            Constraint::Length(attendance),
        ]));
        self.draw_top_bar(frame, top, look, now);
        self.draw_band(frame, band, look);
        self.draw_agenda(frame, agenda, look, now);
        self.draw_attendance(frame, people, look, now);
        self.draw_item(frame, item, look, now);
        self.draw_footer(frame, bottom, look);
        self.draw_overlay(frame, item, look);
    }

    /// Boxes lie over the item alone: who is there, the agenda and the save mark stay in sight.
    fn draw_overlay(&mut self, frame: &mut Frame<'_>, item: Rect, look: Look) {
        match &self.overlay {
            Overlay::None | Overlay::Wall | Overlay::Reading(_) => {}
            Overlay::Menu(mode) => self.draw_menu(frame, item, *mode, look),
            Overlay::Form(form) => self.draw_form(frame, item, form, look),
            Overlay::Checklist(reminders) => self.draw_checklist(frame, item, reminders, look),
            Overlay::Palette(palette) => self.draw_palette(frame, item, palette, look),
            Overlay::AgendaChanged(_) => self.draw_agenda_changed(frame, item, look),
            Overlay::Help { .. } => self.draw_help(frame, item, look),
        }
    }

    /// A window too small for the panes: it says so, and what is being written is still there.
    fn draw_small(&self, frame: &mut Frame<'_>, look: Look) {
        let area = frame.area();
        let text = self.words.say("window-too-small");
        let rows = wrap(&text, usize::from(area.width));
        let height = u16::try_from(rows.len())
            .unwrap_or(1)
            .min(area.height.saturating_sub(1).max(1));
        let [line, rest] = area.layout(&Layout::vertical([
            Constraint::Length(height),
            Constraint::Fill(1),
        ]));
        let said: Vec<Line<'_>> = rows
            .iter()
            .map(|row| Line::raw(row.of(&text).to_owned()))
            .collect();
        Paragraph::new(said)
            .style(look.warning())
            .render(line, frame.buffer_mut());
        let editor = match (&self.writing, &self.overlay) {
            (_, Overlay::Form(form)) => Some(form.editor()),
            (Some(writing), _) => Some(&writing.editor),
            (None, _) => None,
        };
        if let Some(editor) = editor {
            let laid = field(editor, None, usize::from(rest.width), look);
            let scroll = (laid.cursor.0 + 1).saturating_sub(usize::from(rest.height));
            let rows: Vec<Line<'_>> = laid.rows.into_iter().skip(scroll).collect();
            Paragraph::new(rows).render(rest, frame.buffer_mut());
            put_cursor(
                frame,
                rest,
                laid.cursor.0.saturating_sub(scroll),
                laid.cursor.1,
            );
        } else if let Some(notice) = &self.notice {
            Paragraph::new(shown(notice)).render(rest, frame.buffer_mut());
        }
    }

    /// The frame of a pane; that of the one we are in stands out.
    pub(super) fn pane<'a>(&self, pane: Pane, look: Look) -> Edge<'a> {
        let is_here = self.pane == pane && matches!(self.overlay, Overlay::None);
        if is_here {
            Edge::thick(look.active())
        } else {
            Edge::thin(look.quiet())
        }
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

/// A framed box over the panes, of this size at the most, at the lower left of an area.
pub(super) fn lay_over(
    frame: &mut Frame<'_>,
    area: Rect,
    size: (usize, usize),
    title: &str,
    look: Look,
) -> Rect {
    let fit = |wanted: usize, room: u16| u16::try_from(wanted + 2).unwrap_or(u16::MAX).min(room);
    let (width, height) = (fit(size.0, area.width), fit(size.1, area.height));
    let place = Rect {
        x: area.x,
        y: area.bottom() - height,
        width,
        height,
    };
    let title = Line::from(Span::styled(format!(" {} ", shown(title)), look.heading()));
    Clear.render(place, frame.buffer_mut());
    Edge::thick(look.active())
        .title(title)
        .put(place, frame.buffer_mut())
}

/// A chosen line: one look from end to end.
pub(in crate::tui) fn marked(line: &Line<'_>, look: Look) -> Line<'static> {
    let text: String = line
        .spans
        .iter()
        .map(|span| span.content.as_ref())
        .collect();
    Line::from(Span::styled(text, look.chosen()))
}

/// Says on the frame below a list how many of its rows are not seen.
pub(super) fn more_below(
    frame: &mut Frame<'_>,
    inside: Rect,
    (first, count): (usize, usize),
    look: Look,
) {
    let above = if first > 0 {
        format!(" ↑ {first}")
    } else {
        String::new()
    };
    let below = count.saturating_sub(first + usize::from(inside.height));
    let below = if below > 0 {
        format!(" ↓ {below}")
    } else {
        String::new()
    };
    let text = format!("{above}{below} ");
    if text.trim().is_empty() {
        return;
    }
    let width = u16::try_from(text.chars().count())
        .unwrap_or(u16::MAX)
        .min(inside.width);
    let place = Rect {
        x: inside.x + 1,
        y: inside.bottom(),
        width,
        height: 1,
    };
    let place = place.intersection(frame.area());
    Paragraph::new(text)
        .style(look.heading())
        .render(place, frame.buffer_mut());
}
