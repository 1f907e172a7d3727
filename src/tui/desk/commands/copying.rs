//! Copies what is chosen, an item, or the decisions of the meeting, as text for an e-mail.

use crate::export::document::{Document, ExportSource, lay_out};
use crate::export::plain_text;
use crate::meeting::item::RowId;
use crate::meeting::minutes::Minutes;
use crate::meeting::rules::words_of;
use crate::tui::desk::Desk;

impl Desk {
    /// Copies what is chosen in the item; the whole item where nothing is.
    pub(super) fn copy_chosen(&mut self) {
        let meeting = self.session.meeting();
        let passages = self.chosen_passages();
        let lines = passages.iter();
        let lines = lines.flat_map(|passage| words_of(meeting, passage).unwrap_or_default());
        let text = lines.collect::<Vec<String>>().join("\n");
        if text.is_empty() {
            self.copy_item();
        } else {
            self.session.copy(text);
        }
    }

    /// Copies the item that is looked at.
    pub(super) fn copy_item(&mut self) {
        let meeting = self.session.meeting();
        let Some(item) = self.panes.looked_at(meeting) else {
            return self.session.say("notice-choose-an-item");
        };
        let mut minutes = Minutes::clone(meeting);
        minutes.rows.retain(|row| row.id() == RowId::Item(item));
        let text = plain_text::write(&self.laid_out(&minutes));
        self.session.copy(text);
    }

    /// Copies the decisions and assignments of the meeting.
    pub(super) fn copy_decisions(&mut self) {
        let text = plain_text::write(&self.laid_out(self.session.meeting()).decisions());
        if text.is_empty() {
            self.session.say("notice-nothing-to-copy");
        } else {
            self.session.copy(text);
        }
    }

    fn laid_out(&self, minutes: &Minutes) -> Document {
        let source = ExportSource {
            minutes,
            head: "",
            integrity: &self.session.integrity,
            now: self.session.now,
        };
        lay_out(&source, &self.session.words)
    }
}
