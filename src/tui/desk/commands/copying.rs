//! Copies what is chosen, an item, or the decisions of the meeting, as text for an e-mail.

use crate::export::document::{Document, ExportSource, lay_out};
use crate::export::plain_text;
use crate::meeting::item::RowId;
use crate::meeting::minutes::Minutes;
use crate::meeting::rules::words_of;
use crate::tui::desk::Desk;

use super::rearrange;

/// Copies what is chosen in the item; the whole item where nothing is.
pub(super) fn copy_chosen(desk: &mut Desk) {
    let meeting = desk.session.meeting();
    let passages = rearrange::chosen_passages(desk);
    let text = words_of(meeting, &passages).join("\n");
    if text.is_empty() {
        copy_item(desk);
    } else {
        desk.session.copy(text);
    }
}

/// Copies the item that is looked at.
pub(super) fn copy_item(desk: &mut Desk) {
    let meeting = desk.session.meeting();
    let Some(item) = desk.panes.looked_at(meeting) else {
        return desk.session.say("notice-choose-an-item");
    };
    let mut minutes = Minutes::clone(meeting);
    minutes.rows.retain(|row| row.id() == RowId::Item(item));
    let text = plain_text::write(&laid_out(desk, &minutes));
    desk.session.copy(text);
}

/// Copies the decisions and assignments of the meeting.
pub(super) fn copy_decisions(desk: &mut Desk) {
    let text = plain_text::write(&laid_out(desk, desk.session.meeting()).decisions());
    if text.is_empty() {
        desk.session.say("notice-nothing-to-copy");
    } else {
        desk.session.copy(text);
    }
}

fn laid_out(desk: &Desk, minutes: &Minutes) -> Document {
    let source = ExportSource {
        minutes,
        head: "",
        integrity: &desk.session.integrity,
        now: desk.session.now,
    };
    lay_out(&source, &desk.session.words)
}
