//! The entries of a meeting, and which of them are undone. Undo is an entry too: the meeting is
//! replayed without the undone ones, so no event has to be reversible.

use std::collections::HashSet;
use std::sync::Arc;

use super::author::Author;
use super::event::{Entry, EntryId, Event};

/// All entries of a meeting, and the ids of those that are undone.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    entries: Vec<Arc<Entry>>,
    known: HashSet<EntryId>,
    undone: HashSet<EntryId>,
}

/// The kind of an entry that was added to the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// It is known already.
    Known,
    /// It adds to the meeting.
    New,
    /// It undoes or redoes another, so that the meeting has to be replayed.
    Reversal,
}

impl History {
    /// Adds an entry, and undoes or redoes what it says.
    pub(super) fn add(&mut self, entry: Arc<Entry>) -> Added {
        if !self.known.insert(entry.id.clone()) {
            return Added::Known;
        }
        let mut added = Added::New;
        for event in &entry.events {
            if let Event::Undone { entry } = event {
                self.undo(entry);
                added = Added::Reversal;
            } else if let Event::Redone { entry } = event {
                self.redo(entry);
                added = Added::Reversal;
            }
        }
        // What undoes it may have been appended first: its own line was damaged, and came again.
        if self.is_undone(&entry.id) {
            added = Added::Reversal;
        }
        self.entries.push(entry);
        added
    }

    /// Counts an entry as undone.
    pub(super) fn undo(&mut self, entry: &EntryId) {
        self.undone.insert(entry.clone());
    }

    /// Counts an entry as not undone.
    pub(super) fn redo(&mut self, entry: &EntryId) {
        self.undone.remove(entry);
    }

    pub(super) fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    pub(super) fn is_undone(&self, entry: &EntryId) -> bool {
        self.undone.contains(entry)
    }

    pub(super) fn knows(&self, id: &EntryId) -> bool {
        self.known.contains(id)
    }

    pub(super) fn find(&self, id: &EntryId) -> Option<&Arc<Entry>> {
        self.entries.iter().rfind(|entry| entry.id == *id)
    }

    /// The last entry of this author that can be undone.
    pub(super) fn undoable(&self, by: &Author) -> Option<&EntryId> {
        self.own(by)
            .rfind(|entry| is_reversible(entry) && !self.is_undone(&entry.id))
            .map(|entry| &entry.id)
    }

    /// The entry that this author undid last, unless the author has done something new since.
    pub(super) fn redoable(&self, by: &Author) -> Option<&EntryId> {
        let mut stack = Vec::new();
        for entry in self.own(by) {
            match entry.events.first() {
                Some(Event::Undone { entry }) => stack.push(entry),
                Some(Event::Redone { .. }) => {
                    stack.pop();
                }
                _ if is_reversible(entry) => stack.clear(),
                _ => {}
            }
        }
        stack.pop()
    }

    /// The entries that an author made.
    fn own(&self, by: &Author) -> impl DoubleEndedIterator<Item = &Arc<Entry>> {
        self.entries.iter().filter(move |entry| entry.by == *by)
    }
}

/// Tells whether an entry can be undone. Undo and redo are reversed by each other, and the
/// beginning and an approval not at all.
pub(super) fn is_reversible(entry: &Entry) -> bool {
    !entry.events.iter().any(|event| {
        matches!(
            event,
            Event::Undone { .. }
                | Event::Redone { .. }
                | Event::AgendaTaken { .. }
                | Event::MeetingResumed
                | Event::MeetingApproved { .. }
                | Event::MeetingReopened
        )
    })
}
