//! Looking back from the desk: the previous meeting of the body lies over the whole screen. What is
//! ticked there is an entry of today's meeting; what is approved is one of the other's own.

use std::sync::Arc;

use super::{Desk, Effect, Overlay};
use crate::book::shelf::Shelf;
use crate::meeting::command::Command;
use crate::meeting::time::Timestamp;
use crate::tui::errands::{Brought, Errand};
use crate::tui::keys::Key;
use crate::tui::review::{Review, Wish};

impl Desk {
    /// The meetings of the book are fetched each time: others may have written there.
    pub(super) fn look_back(&mut self) {
        self.say("notice-looking-back");
        self.effects.push(Effect::Errand(Errand::Shelf));
    }

    pub(super) fn look_for_words(&mut self) {
        self.say("notice-looking-back");
        self.effects.push(Effect::Errand(Errand::Shelf));
    }

    /// Takes in what an errand brought.
    pub fn bring(&mut self, brought: Brought) {
        match brought {
            Brought::Shelf(meetings) => self.shelve(&meetings),
            Brought::Entries(entries) => {
                if let Overlay::Review(review) = &mut self.overlay {
                    review.replay(entries);
                }
            }
            Brought::Done(message) | Brought::NotDone(message) => {
                if let Overlay::Review(review) = &mut self.overlay {
                    review.tell(message);
                }
            }
        }
    }

    fn shelve(&mut self, meetings: &Arc<Shelf>) {
        let meetings = self.with_today(meetings);
        self.shelf = Some(Arc::clone(&meetings));
        if let Overlay::Review(review) = &mut self.overlay {
            review.see(meetings);
            return;
        }
        self.notice = None;
        match Review::before(meetings, &self.stem) {
            Some(review) => self.overlay = Overlay::Review(Box::new(review)),
            None => self.say("notice-nothing-before"),
        }
    }

    /// The shelf with today's meeting as it is on the screen.
    fn with_today(&self, meetings: &Arc<Shelf>) -> Arc<Shelf> {
        let mut meetings = Shelf::clone(meetings);
        meetings.stand_in(&self.stem, &self.shown);
        Arc::new(meetings)
    }

    pub(super) fn press_in_review(&mut self, key: Key, now: Timestamp) {
        let Overlay::Review(review) = &mut self.overlay else { return };
        match review.press(key, &self.words, now) {
            Some(Wish::Back) => self.overlay = Overlay::None,
            Some(Wish::FollowUp(follow_up)) => {
                self.record(Command::FollowUp { follow_up }, now);
                let notice = self.notice.take();
                let today = self.shelf.as_ref().map(|shelf| self.with_today(shelf));
                if let Overlay::Review(review) = &mut self.overlay {
                    if let Some(meetings) = today {
                        review.see(meetings);
                    }
                    if let Some(notice) = notice {
                        review.tell(notice);
                    }
                }
            }
            Some(Wish::Approve { stem, by }) => {
                self.effects.push(Effect::Errand(Errand::Approve { stem, by, at: now }));
            }
            Some(Wish::Entries(stem)) => self.effects.push(Effect::Errand(Errand::Entries(stem))),
            Some(Wish::Search) | None => {}
        }
    }
}
