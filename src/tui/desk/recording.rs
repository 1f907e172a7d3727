//! From a command to the disk and back: what is asked for stands on the screen at once, marked,
//! and the recorder's news confirm it or take it back.

use std::sync::Arc;

use super::writing::Subject;
use super::{BY, Desk, Effect, NotSaved, Overlay, Pending, Returned, Saved};
use crate::book::recorder::{Cause, RecorderEvent, Request, StoreError, fresh_id};
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, EntryId, Event};
use crate::meeting::rules::decide;
use crate::meeting::time::Timestamp;

impl Desk {
    /// Asks for a command. What comes of it is shown at once; `None` when the rules say no, and
    /// the footer then says why.
    pub(super) fn record(&mut self, command: Command, now: Timestamp) -> Option<Vec<Event>> {
        self.record_words(command, None, now)
    }

    /// [`Desk::record`], with the words it came from, to give back should it be refused later.
    pub(super) fn record_words(
        &mut self,
        command: Command,
        words: Option<(Subject, String)>,
        now: Timestamp,
    ) -> Option<Vec<Event>> {
        if self.is_a_follower() {
            return None;
        }
        let at = self.shown.newest.map_or(now, |newest| newest.max(now));
        match decide(&self.shown, &command, at) {
            Err(refusal) => {
                self.notice = Some(self.words.refusal(&refusal));
                None
            }
            Ok(events) => {
                let id = fresh_id(at);
                let entry = Arc::new(Entry {
                    id: id.clone(),
                    at,
                    by: BY.to_owned(),
                    events: events.clone(),
                });
                self.shown.apply(Arc::clone(&entry));
                self.pending.push(Pending { entry, words });
                let ask = Request {
                    id,
                    command,
                    at,
                    seen: Some(events.clone()),
                };
                self.effects.push(Effect::Record(Box::new(ask)));
                Some(events)
            }
        }
    }

    /// Takes in what the recorder tells.
    pub fn hear(&mut self, news: RecorderEvent, now: Timestamp) {
        self.now = now;
        match news {
            RecorderEvent::Saved { entry, seq } => self.saved(entry, seq),
            RecorderEvent::Foreign { entry } => {
                let stepped = entry
                    .events
                    .iter()
                    .any(|event| matches!(event, Event::ItemOpened { .. }));
                let by = entry.by.clone();
                self.confirmed.apply(entry);
                self.show_confirmed();
                if stepped {
                    self.led_on(&by);
                }
            }
            RecorderEvent::Refused { id, refusal } => {
                self.notice = Some(self.words.refusal(&refusal));
                self.take_back(&id);
            }
            RecorderEvent::NotSaved {
                trouble, is_kept, ..
            } => self.not_saved(trouble, is_kept),
        }
    }

    /// Somebody else opened another item. What is being written stays with its own, in sight, until
    /// it is recorded or put aside.
    fn led_on(&mut self, by: &str) {
        let item = self.shown.open_item().map(|item| match &item.label {
            Some(label) => format!("{label}  {}", item.title),
            None => item.title.clone(),
        });
        let with = [("item", item.unwrap_or_default().into()), ("by", by.into())];
        self.notice = Some(self.words.say_with("notice-stepped", &with));
        let writes = self.writing.is_some() || matches!(self.overlay, Overlay::Form(_));
        if writes {
            self.is_left_behind = true;
        } else {
            self.catch_up_with_the_room();
        }
    }

    /// Goes to the item that somebody else opened.
    pub(super) fn catch_up_with_the_room(&mut self) {
        self.is_left_behind = false;
        self.led_at = Some(self.now);
        self.follow_the_open_item();
    }

    /// What waits behind something else says nothing new of why.
    fn not_saved(&mut self, trouble: StoreError, is_kept: bool) {
        let before = self
            .not_saved
            .take()
            .filter(|_| trouble.cause == Cause::Waiting);
        self.not_saved = Some(match before {
            Some(before) => NotSaved {
                is_kept: before.is_kept && is_kept,
                ..before
            },
            None => NotSaved { trouble, is_kept },
        });
    }

    fn saved(&mut self, entry: Arc<Entry>, seq: u64) {
        self.saved = Some(Saved { at: entry.at, seq });
        let is_as_shown = self
            .pending
            .first()
            .is_some_and(|pending| pending.entry == entry);
        self.pending.retain(|pending| pending.entry.id != entry.id);
        self.confirmed.apply(entry);
        if !is_as_shown {
            self.show_confirmed();
        }
        if self.pending.is_empty() {
            self.not_saved = None;
        }
    }

    /// The refused entry goes from the screen, and its words come back.
    fn take_back(&mut self, id: &EntryId) {
        let refused = self
            .pending
            .iter()
            .position(|pending| pending.entry.id == *id);
        if let Some((subject, text)) = refused.and_then(|place| self.pending.remove(place).words) {
            self.returned.push(Returned { subject, text });
        }
        self.show_confirmed();
        if self.pending.is_empty() {
            self.not_saved = None;
        }
    }

    /// What is on the disk, and on top of it what waits.
    fn show_confirmed(&mut self) {
        self.shown = self.confirmed.clone();
        for pending in &self.pending {
            self.shown.apply(Arc::clone(&pending.entry));
        }
    }

    /// Whether an event that waits to be saved is of this kind.
    pub(super) fn is_pending(&self, is_of_it: impl Fn(&Event) -> bool) -> bool {
        self.pending
            .iter()
            .flat_map(|pending| &pending.entry.events)
            .any(is_of_it)
    }
}
