//! The keys that matter now, or what was refused.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::Desk;
use crate::tui::colours::Look;
use crate::tui::keymap;
use crate::tui::wrap::fitted;

impl Desk {
    pub(super) fn draw_footer(&self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let room = usize::from(area.width);
        let line = match &self.notice {
            Some(notice) => Line::from(Span::styled(
                format!(" {}", fitted(notice, room.saturating_sub(2))),
                look.warning(),
            )),
            None => self.hints(room, look),
        };
        Paragraph::new(line).render(area, frame.buffer_mut());
    }

    /// As many of the mode's keys as there is room for, in the order of the table.
    fn hints(&self, room: usize, look: Look) -> Line<'static> {
        let mut spans = Vec::new();
        let mut used = 1;
        for row in keymap::of(self.mode()).filter(|row| row.rank > 0) {
            let key = row.key.shown();
            let label = self.words.say(row.label).into_owned();
            let hint = [Span::raw(" "), Span::styled(key, look.heading()), Span::raw(format!(" {label} "))];
            used += hint.iter().map(Span::width).sum::<usize>();
            if used > room {
                break;
            }
            spans.extend(hint);
        }
        Line::from(spans)
    }
}
