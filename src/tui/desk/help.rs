//! All keys, from the table that the keys themselves are read from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::frame::{lay_over, more_below};
use super::{Desk, Overlay};
use crate::tui::colours::Look;
use crate::tui::keymap::{self, Mode};
use crate::tui::lines::put_lines;
use crate::tui::wrap::wrap;

/// Cells that a key takes.
const KEY: usize = 11;

const CHAPTERS: [(Mode, &str); 10] = [
    (Mode::Browsing, "help-browsing"),
    (Mode::Attendance, "help-attendance"),
    (Mode::WritingLine, "help-writing-line"),
    (Mode::WritingNotes, "help-writing-notes"),
    (Mode::Form, "help-form"),
    (Mode::OutcomeMenu, "menu-outcome"),
    (Mode::ItemMenu, "menu-item"),
    (Mode::MeetingMenu, "menu-meeting"),
    (Mode::Checklist, "menu-close"),
    (Mode::Wall, "help-wall"),
];

impl Desk {
    pub(super) fn draw_help(&mut self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let lines = self.help_lines(usize::from(area.width).saturating_sub(3), look);
        let height = usize::from(area.height).saturating_sub(2);
        let title = self.words.say("help-title").into_owned();
        let inside = lay_over(frame, area, (usize::from(area.width), height), &title, look);
        if let Overlay::Help { scroll } = &mut self.overlay {
            *scroll = (*scroll).min(lines.len().saturating_sub(height));
            let (scroll, count) = (*scroll, lines.len());
            let shown: Vec<Line<'_>> = lines.into_iter().skip(scroll).collect();
            put_lines(frame, inside, &shown);
            more_below(frame, inside, (scroll, count), look);
        }
    }

    fn help_lines(&self, room: usize, look: Look) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for (mode, title) in CHAPTERS {
            let title = self.words.say(title);
            lines.extend(rows(&title, " ", room, look.heading()));
            for row in keymap::of(mode) {
                let label = self.words.say(row.label);
                for (place, text) in rows(&label, "", room.saturating_sub(KEY), Style::new())
                    .into_iter()
                    .enumerate()
                {
                    let key = if place == 0 {
                        row.shown()
                    } else {
                        String::new()
                    };
                    let mut spans = vec![Span::styled(format!("   {key:<8}"), look.active())];
                    spans.extend(text.spans);
                    lines.push(Line::from(spans));
                }
            }
            lines.push(Line::raw(""));
        }
        for text in self.words.say("help-more").lines() {
            lines.extend(rows(text, " ", room, Style::new()));
        }
        lines
    }
}

/// A text in rows of this width.
fn rows(text: &str, indent: &str, room: usize, style: Style) -> Vec<Line<'static>> {
    let laid = wrap(text, room.saturating_sub(indent.len()));
    laid.iter()
        .map(|row| Line::from(Span::styled(format!("{indent}{}", row.of(text)), style)))
        .collect()
}
