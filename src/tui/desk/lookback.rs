//! Looking back from the desk: the previous meeting of the body lies over the whole screen. What is
//! ticked there is an entry of today's meeting; what is approved is one of the other's own.

use std::sync::Arc;

use super::{Desk, Overlay};
use crate::book::shelf::Shelf;
use crate::meeting::command::Command;
use crate::meeting::item::{Item, ItemId};
use crate::tui::effect::Effect;
use crate::tui::jobs::{Job, JobResult};
use crate::tui::keys::Key;
use crate::tui::library::review::Review;
use crate::tui::library::{Library, LibraryOutcome};

/// What is looked for in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LookFor {
    /// The previous meeting of the body.
    PreviousMeeting,
    /// Words, anywhere in the book.
    Words,
    /// The item at one of the meetings that it came from, by the index among its origins.
    Origin(ItemId, usize),
}

/// The meetings of the book, as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Lookback {
    catalog: Option<Arc<Shelf>>,
    /// What they are being read for; `None` while nobody waits for them.
    look_for: Option<LookFor>,
}

impl Desk {
    /// Looks for something in the book, which is read anew each time: others may have written there.
    pub(super) fn look_back(&mut self, look_for: LookFor) {
        self.lookback.look_for = Some(look_for);
        self.session.say("notice-looking-back");
        self.session.perform(Effect::Job(Job::ReadCatalog));
    }

    /// Takes in the result of a job.
    pub(super) fn hear_job(&mut self, result: JobResult) {
        match (result, &mut self.overlay) {
            (JobResult::Catalog { catalog, .. }, _) => self.open_library(&catalog),
            (result, Overlay::Library(library)) => library.hear(result),
            (JobResult::Progress { read, of }, _) if self.lookback.look_for.is_some() => {
                let values = [("read", read.into()), ("of", of.into())];
                self.session.say_with("notice-reading", &values);
            }
            (JobResult::Failed(reason), _) => {
                self.lookback.look_for = None;
                self.session.set_notice(Some(reason));
            }
            (
                JobResult::Progress { .. }
                | JobResult::Index(_)
                | JobResult::Entries(_)
                | JobResult::Done(_),
                _,
            ) => {}
        }
        self.index_if_wanted();
    }

    fn index_if_wanted(&mut self) {
        if let Overlay::Library(library) = &mut self.overlay
            && let Some(catalog) = library.wants_index()
        {
            self.session.perform(Effect::Job(Job::Index(catalog)));
        }
    }

    /// Shows what the book was read for.
    fn open_library(&mut self, catalog: &Arc<Shelf>) {
        let catalog = self.with_today(catalog);
        self.lookback.catalog = Some(Arc::clone(&catalog));
        if let Overlay::Library(library) = &mut self.overlay {
            library.renew(&catalog);
        }
        let Some(look_for) = self.lookback.look_for.take() else {
            return;
        };
        self.session.set_notice(None);
        let review = match look_for {
            LookFor::Words => {
                let library = Library::searching(catalog);
                self.overlay = Overlay::Library(Box::new(library));
                return;
            }
            LookFor::PreviousMeeting => Review::before(Arc::clone(&catalog), &self.session.stem),
            LookFor::Origin(item, index) => self.review_of_origin(&catalog, item, index),
        };
        match review {
            Some(review) => {
                let library = Library::reviewing(catalog, review);
                self.overlay = Overlay::Library(Box::new(library));
            }
            None => self.session.say("notice-nothing-before"),
        }
    }

    /// The item as it was; its whole meeting where it is not found there.
    fn review_of_origin(&self, catalog: &Arc<Shelf>, item: ItemId, index: usize) -> Option<Review> {
        let item = self.session.meeting().item(item)?;
        let origin = item.from.get(index)?;
        let earlier = catalog.meeting(&origin.meeting)?;
        let name = origin.item.as_deref().unwrap_or_else(|| item.name());
        let is_it = |there: &&Item| there.name() == name || there.title == name;
        let catalog = Arc::clone(catalog);
        Some(match earlier.minutes.items().find(is_it) {
            Some(there) => Review::of_item(catalog, &origin.meeting, there.id),
            None => Review::of(catalog, &origin.meeting),
        })
    }

    /// The catalog with today's meeting as it is on the screen.
    fn with_today(&self, catalog: &Arc<Shelf>) -> Arc<Shelf> {
        let mut catalog = Shelf::clone(catalog);
        catalog.stand_in(&self.session.stem, self.session.meeting());
        Arc::new(catalog)
    }

    pub(super) fn press_in_library(&mut self, key: Key) {
        let Overlay::Library(library) = &mut self.overlay else {
            return;
        };
        let now = self.session.now;
        match library.press(key, &self.session.words, now) {
            LibraryOutcome::Stays => self.index_if_wanted(),
            LibraryOutcome::Closed => self.overlay = Overlay::None,
            LibraryOutcome::Job(job) => self.session.perform(Effect::Job(job)),
            LibraryOutcome::FollowUp(follow_up) => {
                self.session.record(Command::FollowUp { follow_up });
                let notice = self.session.take_notice();
                let catalog = self.lookback.catalog.as_ref();
                let catalog = catalog.map(|catalog| self.with_today(catalog));
                if let Overlay::Library(library) = &mut self.overlay {
                    if let Some(catalog) = catalog {
                        library.renew(&catalog);
                    }
                    if let Some(notice) = notice {
                        library.tell(notice);
                    }
                }
            }
        }
    }
}
