//! Undo and redo: one's own latest entry, and what it was.

use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::refusal::Refusal;
use crate::tui::desk::Desk;

use super::feedback::summary;

/// Takes back the desk's latest entry.
pub(super) fn undo(desk: &mut Desk) {
    match desk.session.meeting().undoable(&Author::Secretary).cloned() {
        Some(entry) => {
            let what = summary(&entry, desk.session.meeting(), &desk.session.words);
            if desk.session.record(Command::Undo { entry }).is_some() {
                tell(desk, "notice-undone", what);
            }
        }
        None => desk.session.refuse(&Refusal::NothingToUndo),
    }
}

/// Brings back what was last taken back.
pub(super) fn redo(desk: &mut Desk) {
    match desk.session.meeting().redoable(&Author::Secretary).cloned() {
        Some(entry) => {
            let what = summary(&entry, desk.session.meeting(), &desk.session.words);
            if desk.session.record(Command::Redo { entry }).is_some() {
                tell(desk, "notice-redone", what);
            }
        }
        None => desk.session.refuse(&Refusal::NothingToRedo),
    }
}

fn tell(desk: &mut Desk, message: &str, what: String) {
    desk.session.say_with(message, &[("what", what.into())]);
    let meeting = desk.session.meeting();
    let chosen = desk.panes.agenda.chosen;
    let is_gone = chosen.is_none_or(|row| meeting.row_index(row).is_none());
    if is_gone || meeting.open.is_some() {
        desk.follow_the_open_item();
    }
}
