//! Looking back from the desk: the previous meeting of the body lies over the whole screen. What is
//! ticked there is an entry of today's meeting; what is approved is one of the other's own.

use std::sync::Arc;

use super::overlays::Overlay;
use super::session::Session;
use crate::book::catalog::Catalog;
use crate::meeting::command::Command;
use crate::meeting::item::{Item, ItemId};
use crate::tui::effect::Effect;
use crate::tui::jobs::{Job, JobResult};
use crate::tui::keys::Key;
use crate::tui::library::review::Review;
use crate::tui::library::{Library, LibraryOutcome};

/// The thing to look for in the book.
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
    catalog: Option<Arc<Catalog>>,
    /// The purpose of reading the meetings; `None` while nobody waits for them.
    look_for: Option<LookFor>,
}

impl Lookback {
    /// Looks for something in the book, which is read anew each time: others may have written
    /// there.
    pub(super) fn begin(&mut self, look_for: LookFor, session: &mut Session) {
        self.look_for = Some(look_for);
        session.say("notice-looking-back");
        session.perform(Effect::Job(Job::ReadCatalog));
    }

    /// Takes the result of a job.
    pub(super) fn hear(&mut self, result: JobResult, session: &mut Session, overlay: &mut Overlay) {
        match (result, &mut *overlay) {
            (JobResult::Catalog { catalog, .. }, _) => self.open(&catalog, session, overlay),
            (result, Overlay::Library(library)) => library.hear(result),
            (JobResult::Progress { read, of }, _) if self.look_for.is_some() => {
                let values = [("read", read.into()), ("of", of.into())];
                session.say_with("notice-reading", &values);
            }
            (JobResult::Failed(reason), _) => {
                self.look_for = None;
                session.set_notice(Some(reason));
            }
            (
                JobResult::Progress { .. }
                | JobResult::Index(_)
                | JobResult::Entries(_)
                | JobResult::Done(_),
                _,
            ) => {}
        }
        index_if_wanted(session, overlay);
    }

    /// Shows what the book was read for.
    fn open(&mut self, catalog: &Arc<Catalog>, session: &mut Session, overlay: &mut Overlay) {
        let catalog = with_today(catalog, session);
        self.catalog = Some(Arc::clone(&catalog));
        if let Overlay::Library(library) = overlay {
            library.renew(&catalog);
        }
        let Some(look_for) = self.look_for.take() else {
            return;
        };
        session.set_notice(None);
        let review = match look_for {
            LookFor::Words => {
                let library = Library::searching(catalog);
                *overlay = Overlay::Library(Box::new(library));
                return;
            }
            LookFor::PreviousMeeting => Review::before(Arc::clone(&catalog), &session.stem),
            LookFor::Origin(item, index) => review_of_origin(&catalog, item, index, session),
        };
        match review {
            Some(review) => {
                let library = Library::reviewing(catalog, review);
                *overlay = Overlay::Library(Box::new(library));
            }
            None => session.say("notice-nothing-before"),
        }
    }

    /// Takes a key while the book is read.
    pub(super) fn press(&mut self, key: Key, session: &mut Session, overlay: &mut Overlay) {
        let Overlay::Library(library) = overlay else {
            return;
        };
        match library.press(key, &session.words, session.now) {
            LibraryOutcome::Stays => index_if_wanted(session, overlay),
            LibraryOutcome::Closed => *overlay = Overlay::None,
            LibraryOutcome::Job(job) => session.perform(Effect::Job(job)),
            LibraryOutcome::FollowUp(follow_up) => {
                session.record(Command::FollowUp { follow_up });
                let notice = session.take_notice();
                if let Some(catalog) = &self.catalog {
                    library.renew(&with_today(catalog, session));
                }
                if let Some(notice) = notice {
                    library.tell(notice);
                }
            }
        }
    }
}

fn index_if_wanted(session: &mut Session, overlay: &mut Overlay) {
    if let Overlay::Library(library) = overlay
        && let Some(catalog) = library.wants_index()
    {
        session.perform(Effect::Job(Job::Index(catalog)));
    }
}

/// The item as it was; its whole meeting where it is not found there.
fn review_of_origin(
    catalog: &Arc<Catalog>,
    item: ItemId,
    index: usize,
    session: &Session,
) -> Option<Review> {
    let item = session.meeting().item(item)?;
    let origin = item.from.get(index)?;
    let earlier = catalog.meeting(&origin.meeting)?;
    let name = origin.item.as_deref().unwrap_or_else(|| item.name());
    let is_it = |there: &&Item| there.name() == name || there.title == name;
    let catalog = Arc::clone(catalog);
    Some(match earlier.minutes.items().find(is_it) {
        Some(there) => Review::open_item(catalog, &origin.meeting, there.id),
        None => Review::open_meeting(catalog, &origin.meeting),
    })
}

/// The catalog with today's meeting as it is on the screen.
fn with_today(catalog: &Arc<Catalog>, session: &Session) -> Arc<Catalog> {
    let mut catalog = Catalog::clone(catalog);
    catalog.stand_in(&session.stem, session.meeting());
    Arc::new(catalog)
}
