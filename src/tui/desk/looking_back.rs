//! Looking back from the desk: the previous meeting of the body lies over the whole screen. What is
//! ticked there is an entry of today's meeting; what is approved is one of the other's own.

use std::sync::Arc;

use super::{Desk, Effect, Overlay};
use crate::book::catalog::Catalog;
use crate::meeting::command::Command;
use crate::meeting::item::{Item, ItemId};
use crate::meeting::time::Timestamp;
use crate::tui::errands::{Brought, Errand};
use crate::tui::keys::Key;
use crate::tui::reading::{Reading, Wish};
use crate::tui::review::Review;

/// What the meetings of the book are fetched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seeks {
    ThePreviousMeeting,
    Words,
    /// What an item was at one of the meetings that it came from.
    Origin(ItemId, usize),
}

impl Desk {
    /// The meetings of the book are fetched each time: others may have written there.
    pub(super) fn look_back(&mut self) {
        self.fetch(Seeks::ThePreviousMeeting);
    }

    pub(super) fn look_for_words(&mut self) {
        self.fetch(Seeks::Words);
    }

    pub(super) fn look_at_origin(&mut self, item: ItemId, place: usize) {
        self.fetch(Seeks::Origin(item, place));
    }

    fn fetch(&mut self, seeks: Seeks) {
        self.seeks = Some(seeks);
        self.say("notice-looking-back");
        self.effects.push(Effect::Errand(Errand::Catalog));
    }

    /// Takes in what an errand brought.
    pub fn bring(&mut self, brought: Brought) {
        match (brought, &mut self.overlay) {
            (Brought::Catalog(meetings), _) => self.shelve(&meetings),
            (brought, Overlay::Reading(reading)) => reading.bring(brought),
            (Brought::Progress { read, of }, _) if self.seeks.is_some() => {
                let with = [("read", read.into()), ("of", of.into())];
                self.notice = Some(self.words.say_with("notice-reading", &with));
            }
            (Brought::NotDone(why), _) => {
                self.seeks = None;
                self.notice = Some(why);
            }
            (
                Brought::Progress { .. }
                | Brought::Index(_)
                | Brought::Entries(_)
                | Brought::Done(_),
                _,
            ) => {}
        }
        self.make_searchable();
    }

    fn make_searchable(&mut self) {
        if let Overlay::Reading(reading) = &mut self.overlay {
            let wanted = reading.wants_index();
            self.effects
                .extend(wanted.map(|meetings| Effect::Errand(Errand::Index(meetings))));
        }
    }

    fn shelve(&mut self, meetings: &Arc<Catalog>) {
        let meetings = self.with_today(meetings);
        self.shelf = Some(Arc::clone(&meetings));
        if let Overlay::Reading(reading) = &mut self.overlay {
            reading.see(&meetings);
        }
        let Some(seeks) = self.seeks.take() else {
            return;
        };
        self.notice = None;
        let reading = match seeks {
            Seeks::Words => Some(Reading::for_words(meetings)),
            Seeks::ThePreviousMeeting => Review::before(Arc::clone(&meetings), &self.stem)
                .map(|review| Reading::back_at(meetings, review)),
            Seeks::Origin(item, place) => {
                let review = self.review_of_origin(&meetings, item, place);
                review.map(|review| Reading::back_at(meetings, review))
            }
        };
        match reading {
            Some(reading) => self.overlay = Overlay::Reading(Box::new(reading)),
            None => self.say("notice-nothing-before"),
        }
    }

    /// The item as it was; its whole meeting where it is not found there.
    fn review_of_origin(
        &self,
        meetings: &Arc<Catalog>,
        item: ItemId,
        place: usize,
    ) -> Option<Review> {
        let origin = self.shown.item(item)?.from.get(place)?;
        let earlier = meetings.meeting(&origin.meeting)?;
        let name = origin
            .item
            .as_deref()
            .unwrap_or_else(|| self.shown.item(item).map_or("", Item::name));
        let there = earlier
            .minutes
            .items()
            .find(|there| there.name() == name || there.title == name);
        Some(match there {
            Some(there) => Review::of_item(Arc::clone(meetings), &origin.meeting, there.id),
            None => Review::of(Arc::clone(meetings), &origin.meeting),
        })
    }

    /// The shelf with today's meeting as it is on the screen.
    fn with_today(&self, meetings: &Arc<Catalog>) -> Arc<Catalog> {
        let mut meetings = Catalog::clone(meetings);
        meetings.stand_in(&self.stem, &self.shown);
        Arc::new(meetings)
    }

    pub(super) fn press_in_reading(&mut self, key: Key, now: Timestamp) {
        let Overlay::Reading(reading) = &mut self.overlay else {
            return;
        };
        match reading.press(key, &self.words, now) {
            Some(Wish::Close) => self.overlay = Overlay::None,
            Some(Wish::FollowUp(follow_up)) => {
                self.record(Command::FollowUp { follow_up }, now);
                let notice = self.notice.take();
                let today = self
                    .shelf
                    .as_ref()
                    .map(|meetings| self.with_today(meetings));
                if let Overlay::Reading(reading) = &mut self.overlay {
                    if let Some(meetings) = today {
                        reading.see(&meetings);
                    }
                    if let Some(notice) = notice {
                        reading.tell(notice);
                    }
                }
            }
            Some(Wish::Approve { stem, by }) => {
                self.effects
                    .push(Effect::Errand(Errand::Approve { stem, by, at: now }));
            }
            Some(Wish::Mend { stem, paper }) => {
                self.effects.push(Effect::Errand(Errand::Mend {
                    stem,
                    paper,
                    at: now,
                }));
            }
            Some(Wish::Entries(stem)) => self.effects.push(Effect::Errand(Errand::Entries(stem))),
            None => self.make_searchable(),
        }
    }
}
