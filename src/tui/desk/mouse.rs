//! The mouse: a click chooses, the wheel scrolls. Everything it does can be done by keys.

use ratatui::layout::{Position, Rect};

use super::{Desk, Overlay, Pane};
use crate::meeting::item::MinutesRow;

/// Where the panes were last drawn, and what their first row was.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Places {
    pub(super) agenda: (Rect, usize),
    pub(super) item: (Rect, usize),
    pub(super) people: (Rect, usize),
}

/// Which row of a pane is under the mouse.
fn row_under((area, first): (Rect, usize), mouse: Position) -> Option<usize> {
    area.contains(mouse)
        .then(|| first + usize::from(mouse.y - area.y))
}

impl Desk {
    pub(super) fn click(&mut self, column: u16, row: u16) {
        if !matches!(self.overlay, Overlay::None) || self.writing.is_some() {
            return;
        }
        let mouse = Position::new(column, row);
        if let Some(row) = row_under(self.places.agenda, mouse) {
            self.pane = Pane::Agenda;
            if let Some(chosen) = self.shown.rows.get(row).map(MinutesRow::id) {
                self.chosen = Some(chosen);
                self.spot = 0;
                self.item_scroll = 0;
            }
        } else if let Some(row) = row_under(self.places.people, mouse) {
            self.pane = Pane::Attendance;
            if let Some(person) = self.shown.people.get(row) {
                self.person = Some(person.id);
            }
        } else if let Some(row) = row_under(self.places.item, mouse) {
            self.pane = Pane::Item;
            self.scrolls_to_spot = false;
            if let Some(spot) = self.spot_at(row) {
                self.spot = spot;
            }
        }
    }

    pub(super) fn wheel(&mut self, column: u16, row: u16, down: bool) {
        let mouse = Position::new(column, row);
        let by = if down { 3 } else { -3 };
        if let Overlay::Help { scroll } = &mut self.overlay {
            *scroll = scroll.saturating_add_signed(by);
        } else if self.places.item.0.contains(mouse) {
            self.scrolls_to_spot = false;
            self.item_scroll = self.item_scroll.saturating_add_signed(by);
        } else if self.places.agenda.0.contains(mouse) {
            self.walk_in(Pane::Agenda, by.signum());
        } else if self.places.people.0.contains(mouse) {
            self.walk_in(Pane::Attendance, by.signum());
        }
    }
}
