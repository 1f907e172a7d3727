//! The state and the rules of a meeting. No file, clock, key, colour or random number is known
//! here: a moment comes in as an argument, and events come out.
//!
//! ```text
//! command ─▶ rules::decide(&meeting, command, now) ─▶ events ─▶ Entry ─▶ Meeting::apply ─▶ apply/
//! ```

pub mod agenda;
mod apply;
pub mod assignment;
pub mod assignment_report;
pub mod attendance;
pub mod author;
pub mod calendar;
pub mod checklist;
pub mod command;
pub mod control_chars;
pub mod decision;
pub mod due_date;
pub mod event;
pub mod find_words;
mod forecast;
mod history;
pub mod imported_minutes;
pub mod integrity;
pub mod item;
pub mod matter;
pub mod merge;
pub mod minutes;
pub mod next_agenda;
pub mod outcome;
pub mod passage;
pub mod person;
pub mod public;
pub mod refusal;
pub mod rules;
pub mod running_text;
pub mod spoken_day;
pub mod style;
pub mod text;
pub mod time;
pub mod timer;

use std::ops::Deref;
use std::sync::Arc;

use apply::apply_event;
use author::Author;
use event::{Entry, EntryId, Event};
use history::{Added, History};
use minutes::Minutes;

/// A meeting, replayed from its entries. Its [`Minutes`] can be read by anyone and are changed by
/// [`Meeting::apply`] alone.
#[derive(Debug, Clone, Default)]
pub struct Meeting {
    minutes: Minutes,
    history: History,
    orphans: usize,
}

impl Deref for Meeting {
    type Target = Minutes;

    fn deref(&self) -> &Minutes {
        &self.minutes
    }
}

impl Meeting {
    /// Makes a meeting from its entries.
    #[must_use]
    pub fn replay(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut meeting = Self::default();
        for entry in entries {
            meeting.history.add(Arc::new(entry));
        }
        (meeting.minutes, meeting.orphans) = meeting.replayed();
        meeting
    }

    /// Applies an entry. It cannot fail, for what is in the journal has happened. An entry that is
    /// known already changes nothing.
    pub fn apply(&mut self, entry: impl Into<Arc<Entry>>) {
        let entry = entry.into();
        match self.history.add(Arc::clone(&entry)) {
            Added::Known => {}
            Added::New => self.orphans += apply_entry(&mut self.minutes, &entry),
            Added::Reversal => (self.minutes, self.orphans) = self.replayed(),
        }
    }

    /// Replays the entries that are not undone. The number counts events that found nothing to act
    /// on.
    fn replayed(&self) -> (Minutes, usize) {
        let mut minutes = Minutes::default();
        let mut orphans = 0;
        for entry in self.history.entries() {
            if self.history.is_undone(&entry.id) {
                reserve_numbers(&mut minutes, entry);
            } else {
                orphans += apply_entry(&mut minutes, entry);
            }
        }
        (minutes, orphans)
    }

    /// All entries, undone ones too.
    #[must_use]
    pub fn entries(&self) -> &[Arc<Entry>] {
        self.history.entries()
    }

    /// The entry with this id; `None` where there is none.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&Arc<Entry>> {
        self.history.find(id)
    }

    /// Tells whether an entry with this id has been applied.
    #[must_use]
    pub fn knows(&self, id: &EntryId) -> bool {
        self.history.knows(id)
    }

    /// The entry that an undo by this author would take back.
    #[must_use]
    pub fn undoable(&self, by: &Author) -> Option<&EntryId> {
        self.history.undoable(by)
    }

    /// The entry that a redo by this author would bring back.
    #[must_use]
    pub fn redoable(&self, by: &Author) -> Option<&EntryId> {
        self.history.redoable(by)
    }

    /// Tells whether this undo or redo would leave later events with nothing to act on.
    fn would_orphan(&self, change: impl FnOnce(&mut History)) -> bool {
        let mut without = Self {
            history: self.history.clone(),
            ..Self::default()
        };
        change(&mut without.history);
        without.replayed().1 > self.orphans
    }
}

/// Applies the events of an entry, and counts those that found nothing to act on.
fn apply_entry(minutes: &mut Minutes, entry: &Entry) -> usize {
    let mut orphans = 0;
    for event in &entry.events {
        if !apply_event(minutes, event, entry.at) {
            orphans += 1;
        }
    }
    minutes.newest = minutes.newest.max(Some(entry.at));
    orphans
}

/// Uses up the numbers that an undone entry gave: it may be redone, so none is given again.
fn reserve_numbers(minutes: &mut Minutes, entry: &Entry) {
    let given = entry.events.iter().filter_map(Event::number_given);
    given.for_each(|number| minutes.use_number(number));
    minutes.newest = minutes.newest.max(Some(entry.at));
}
