//! The meeting in two states: what the disk has confirmed, and what is shown, which is the same
//! with everything on top that waits to be saved. Pure: no screen, no disk, no clock, no chance.

use std::sync::Arc;

use crate::book::recorder::{Cause, StoreError, fresh_id};
use crate::meeting::Meeting;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, EntryId, Event};
use crate::meeting::refusal::Refusal;
use crate::meeting::rules::decide;
use crate::meeting::time::Timestamp;

use super::target::WrittenText;

/// A source of names for new entries. It comes in from outside, as time does, so that a test gets
/// the same names in every run.
pub struct EntryIds(Box<dyn FnMut(Timestamp) -> EntryId + Send>);

impl EntryIds {
    /// Names that no other computer gives.
    #[must_use]
    pub fn unique() -> Self {
        Self::from_fn(fresh_id)
    }

    /// Names from a function of the moment.
    pub fn from_fn(next: impl FnMut(Timestamp) -> EntryId + Send + 'static) -> Self {
        Self(Box::new(next))
    }
}

impl std::fmt::Debug for EntryIds {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("EntryIds")
    }
}

/// The newest entry that is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Saved {
    pub(super) at: Timestamp,
    pub(super) seq: u64,
}

/// The reason why something is not saved, and whether all of it is at least on this computer.
#[derive(Debug, Clone)]
pub(super) struct NotSaved {
    pub(super) trouble: StoreError,
    pub(super) is_kept: bool,
}

/// The confirmed and the shown meeting.
#[derive(Debug)]
pub(super) struct Ledger {
    confirmed: Meeting,
    shown: Meeting,
    /// The entries that are shown and not yet saved, the oldest first.
    pending: Vec<Arc<Entry>>,
    /// The texts that pending entries came from, in the same order.
    texts: Vec<(EntryId, WrittenText)>,
    saved: Option<Saved>,
    not_saved: Option<NotSaved>,
    ids: EntryIds,
}

impl Ledger {
    /// A ledger of a meeting as its journal has it; `seq` is the number of its newest entry.
    pub(super) fn new(meeting: Meeting, seq: u64, ids: EntryIds) -> Self {
        Self {
            saved: meeting.newest.map(|at| Saved { at, seq }),
            confirmed: meeting.clone(),
            shown: meeting,
            pending: Vec::new(),
            texts: Vec::new(),
            not_saved: None,
            ids,
        }
    }

    /// The meeting as it stands on the screen.
    pub(super) fn shown(&self) -> &Meeting {
        &self.shown
    }

    /// The meeting as it stands on the disk.
    pub(super) fn confirmed(&self) -> &Meeting {
        &self.confirmed
    }

    /// The newest entry that is on the disk; `None` before the first.
    pub(super) fn saved(&self) -> Option<Saved> {
        self.saved
    }

    /// The reason why something is not saved; `None` while the disk answers.
    pub(super) fn not_saved(&self) -> Option<&NotSaved> {
        self.not_saved.as_ref()
    }

    /// True when anything is shown that is not on the disk yet.
    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// True when an event that waits to be saved is of this kind.
    pub(super) fn is_pending(&self, is_of_kind: impl Fn(&Event) -> bool) -> bool {
        let mut events = self.pending.iter().flat_map(|entry| &entry.events);
        events.any(is_of_kind)
    }

    /// The texts that wait to be saved, the newest first.
    pub(super) fn pending_texts(&self) -> impl Iterator<Item = &WrittenText> {
        self.texts.iter().rev().map(|(_, text)| text)
    }

    /// Decides a command on what is shown, shows its entry at once, and gives it for the recorder,
    /// which refuses to record any other.
    pub(super) fn record(
        &mut self,
        command: &Command,
        text: Option<WrittenText>,
        now: Timestamp,
    ) -> Result<Arc<Entry>, Refusal> {
        let at = self.shown.newest.map_or(now, |newest| newest.max(now));
        let events = decide(&self.shown, command, at)?;
        let id = (self.ids.0)(at);
        self.texts.extend(text.map(|text| (id.clone(), text)));
        let entry = Arc::new(Entry {
            id,
            at,
            by: Author::Secretary,
            events,
        });
        self.shown.apply(Arc::clone(&entry));
        self.pending.push(Arc::clone(&entry));
        Ok(entry)
    }

    /// Takes an entry of ours as saved.
    pub(super) fn confirm(&mut self, entry: Arc<Entry>, seq: u64) {
        self.saved = Some(Saved { at: entry.at, seq });
        let is_as_shown = self.pending.first() == Some(&entry);
        self.remove(&entry.id);
        self.confirmed.apply(entry);
        if !is_as_shown {
            self.show_confirmed();
        }
        self.forget_trouble_with_the_last();
    }

    /// Takes an entry that somebody else wrote; it comes before all that waits.
    pub(super) fn apply_foreign(&mut self, entry: Arc<Entry>) {
        self.confirmed.apply(entry);
        self.show_confirmed();
    }

    /// Takes a refused entry from the screen and gives back the text that it came from.
    pub(super) fn reject(&mut self, id: &EntryId) -> Option<WrittenText> {
        let text = self.remove(id);
        self.show_confirmed();
        self.forget_trouble_with_the_last();
        text
    }

    /// Notes that an entry could not be saved. An entry that only waits behind another says nothing
    /// new about the reason.
    pub(super) fn fail(&mut self, trouble: StoreError, is_kept: bool) {
        let before = self.not_saved.take();
        let before = before.filter(|_| trouble.cause == Cause::Waiting);
        self.not_saved = Some(match before {
            Some(before) => NotSaved {
                is_kept: before.is_kept && is_kept,
                ..before
            },
            None => NotSaved { trouble, is_kept },
        });
    }

    /// Removes a pending entry; the text that it came from.
    fn remove(&mut self, id: &EntryId) -> Option<WrittenText> {
        self.pending.retain(|entry| entry.id != *id);
        let index = self.texts.iter().position(|(of, _)| of == id)?;
        Some(self.texts.remove(index).1)
    }

    fn forget_trouble_with_the_last(&mut self) {
        if self.pending.is_empty() {
            self.not_saved = None;
        }
    }

    fn show_confirmed(&mut self) {
        self.shown = self.confirmed.clone();
        for entry in &self.pending {
            self.shown.apply(Arc::clone(entry));
        }
    }
}

#[cfg(test)]
mod tests;
