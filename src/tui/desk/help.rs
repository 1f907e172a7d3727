//! All keys, from the table that the keys themselves are read from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::frame::{lay_over, more_below};
use super::{Desk, Overlay};
use crate::tui::colours::Look;
use crate::tui::keymap::{self, Mode};

const CHAPTERS: [(Mode, &str); 9] = [
    (Mode::Browsing, "help-browsing"),
    (Mode::Attendance, "help-attendance"),
    (Mode::WritingLine, "help-writing-line"),
    (Mode::WritingNotes, "help-writing-notes"),
    (Mode::Form, "help-form"),
    (Mode::OutcomeMenu, "menu-outcome"),
    (Mode::ItemMenu, "menu-item"),
    (Mode::MeetingMenu, "menu-meeting"),
    (Mode::Checklist, "menu-close"),
];

impl Desk {
    pub(super) fn draw_help(&mut self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let lines = self.help_lines(look);
        let height = usize::from(area.height).saturating_sub(2);
        let title = self.words.say("help-title").into_owned();
        let inside = lay_over(frame, area, (usize::from(area.width), height), &title, look);
        if let Overlay::Help { scroll } = &mut self.overlay {
            *scroll = (*scroll).min(lines.len().saturating_sub(height));
            let (scroll, count) = (*scroll, lines.len());
            let shown: Vec<Line<'_>> = lines.into_iter().skip(scroll).collect();
            Paragraph::new(shown).render(inside, frame.buffer_mut());
            more_below(frame, inside, (scroll, count), look);
        }
    }

    fn help_lines(&self, look: Look) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for (mode, title) in CHAPTERS {
            lines.push(Line::from(Span::styled(format!(" {}", self.words.say(title)), look.heading())));
            for row in keymap::of(mode) {
                let key = Span::styled(format!("   {:<8}", row.shown()), look.active());
                lines.push(Line::from(vec![key, Span::raw(self.words.say(row.label).into_owned())]));
            }
            lines.push(Line::raw(""));
        }
        for line in self.words.say("help-more").lines() {
            lines.push(Line::raw(format!(" {line}")));
        }
        lines
    }
}
