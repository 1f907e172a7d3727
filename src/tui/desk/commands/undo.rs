//! Undo and redo: one's own latest entry, and what it was.

use crate::meeting::Meeting;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::event::{EntryId, Event};
use crate::meeting::item::Item;
use crate::meeting::refusal::Refusal;
use crate::tui::desk::Desk;
use crate::tui::event_names::name_of;
use crate::tui::wrap::fitted;
use crate::words::Words;

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

/// The effect of an entry in a word or two, and its own words where it has some.
fn summary(entry: &EntryId, meeting: &Meeting, words: &Words) -> String {
    let entry = meeting.entries().iter().find(|known| known.id == *entry);
    let Some(event) = entry.and_then(|entry| entry.events.last()) else {
        return String::new();
    };
    let name = words.say(name_of(event)).into_owned();
    let own = match event {
        Event::ClauseRecorded { text, .. } | Event::ClauseCorrected { text, .. } => text.as_str(),
        Event::ClauseWithdrawn { was, .. } => was.as_str(),
        Event::AssignmentGiven { assignment, .. } => assignment.what.as_str(),
        Event::ItemOpened { item } => meeting.item(*item).map_or("", Item::name),
        Event::AttendanceMarked { person, .. }
        | Event::PersonCame { person, .. }
        | Event::PersonLeft { person, .. } => meeting
            .person(*person)
            .map_or("", |person| person.name.as_str()),
        _ => "",
    };
    if own.is_empty() {
        name
    } else {
        format!("{name}: {}", fitted(own, 40))
    }
}
