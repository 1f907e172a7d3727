//! Entries that the journal would not take: each waits, in order, is kept in the rescue journal
//! meanwhile, and is brought in when the journal can be written again.

use std::sync::Arc;

use super::super::rescue::Leftover;
use super::super::storage::PATIENCE;
use super::{Recorder, RecorderEvent, StoreError};
use crate::meeting::Meeting;
use crate::meeting::command::Command;
use crate::meeting::event::Entry;
use crate::meeting::minutes::Stage;
use crate::meeting::refusal::Refusal;
use crate::meeting::rules::decide;

#[derive(Debug)]
pub(super) struct Unsaved {
    pub(super) entry: Arc<Entry>,
    /// None for what an earlier session left: it is appended as it is.
    command: Option<Command>,
    /// It is in the rescue journal.
    is_kept: bool,
    /// Its line stands in the journal, though no sync has confirmed it: it has happened, and is
    /// appended once more so that it stays.
    pub(super) stands: bool,
}

impl Recorder {
    /// Tries to bring what waits into the journal, in order.
    pub fn flush(&mut self) -> Vec<RecorderEvent> {
        let mut news = Vec::new();
        if let Some(Err(trouble)) = self.has_unsaved().then(|| self.append_unsaved(&mut news)) {
            let id = self.unsaved.first().map(|unsaved| unsaved.entry.id.clone());
            let is_kept = self.keep_unsaved();
            news.extend(id.map(|id| RecorderEvent::NotSaved {
                id,
                trouble,
                is_kept,
            }));
        }
        news
    }

    /// Tells whether all that waits is at least in the rescue journal.
    fn keep_unsaved(&mut self) -> bool {
        let Some(rescue) = &mut self.rescue else {
            return false;
        };
        for unsaved in &mut self.unsaved {
            unsaved.is_kept = unsaved.is_kept || rescue.keep(&unsaved.entry).is_ok();
        }
        self.unsaved.iter().all(|unsaved| unsaved.is_kept)
    }

    fn append_unsaved(&mut self, news: &mut Vec<RecorderEvent>) -> Result<(), StoreError> {
        let lock = Arc::clone(&self.lock);
        let _held = lock
            .take(PATIENCE)
            .map_err(|error| StoreError::from_lock(&self.files.lock, error))?;
        self.catch_up_locked(news)?;
        self.decide_again(news);
        let entries: Vec<Arc<Entry>> = self
            .unsaved
            .iter()
            .map(|unsaved| Arc::clone(&unsaved.entry))
            .collect();
        if !entries.is_empty() {
            self.write(&entries)?;
        }
        let first = self.head().seq + 1 - entries.len() as u64;
        for (entry, seq) in entries.into_iter().zip(first..) {
            self.meeting.apply(Arc::clone(&entry));
            news.push(RecorderEvent::Saved { entry, seq });
        }
        self.unsaved.clear();
        if let Some(rescue) = &mut self.rescue {
            // Left behind, it does no harm: what it holds is known by name.
            let _ = rescue.clear();
        }
        Ok(())
    }

    /// Somebody else may have been there since: what waits must still mean what it meant.
    fn decide_again(&mut self, news: &mut Vec<RecorderEvent>) {
        let mut ahead = self.meeting.clone();
        let (waited, mut is_withheld) = (self.unsaved.len(), false);
        self.unsaved.retain_mut(|unsaved| {
            if unsaved.stands {
                return true;
            }
            if let Some(newest) = ahead.newest.filter(|newest| *newest > unsaved.entry.at) {
                // Time does not run backwards in a journal.
                unsaved.entry = Arc::new(Entry {
                    at: newest,
                    ..(*unsaved.entry).clone()
                });
            }
            if unsaved.command.is_none() && ahead.stage == Stage::Approved {
                // Somebody approved since it was taken up: it goes on waiting in its file.
                is_withheld = true;
                news.push(RecorderEvent::Refused {
                    id: unsaved.entry.id.clone(),
                    refusal: Refusal::Approved,
                });
                return false;
            }
            let still = |command: &Command| decide(&ahead, command, unsaved.entry.at);
            match unsaved.command.as_ref().map(still) {
                Some(Err(refusal)) => {
                    news.push(RecorderEvent::Refused {
                        id: unsaved.entry.id.clone(),
                        refusal,
                    });
                    return false;
                }
                Some(Ok(events)) if events != unsaved.entry.events => {
                    let refusal = Refusal::ChangedMeanwhile;
                    news.push(RecorderEvent::Refused {
                        id: unsaved.entry.id.clone(),
                        refusal,
                    });
                    return false;
                }
                Some(Ok(_)) | None => ahead.apply(Arc::clone(&unsaved.entry)),
            }
            true
        });
        self.is_rescue_withheld |= is_withheld;
        if let Some(rescue) = self.rescue.as_mut().filter(|_| is_withheld) {
            rescue.release();
        }
        if let Some(rescue) = self.rescue.as_mut().filter(|_| self.unsaved.len() < waited) {
            // If this fails, what was refused is kept beside the rest a little longer.
            let _ = rescue.keep_only(self.unsaved.iter().map(|unsaved| &unsaved.entry));
        }
    }

    /// The meeting with everything on top that waits.
    pub(super) fn with_unsaved(&self) -> Meeting {
        let mut ahead = self.meeting.clone();
        for unsaved in &self.unsaved {
            ahead.apply(Arc::clone(&unsaved.entry));
        }
        ahead
    }

    /// Keeps an entry that the journal would not take, behind what waits before it.
    pub(super) fn set_aside(
        &mut self,
        entry: Entry,
        command: Command,
        trouble: StoreError,
    ) -> RecorderEvent {
        let rescue = self.rescue.as_mut();
        let is_kept = rescue.is_some_and(|rescue| rescue.keep(&entry).is_ok());
        let id = entry.id.clone();
        self.unsaved.push(Unsaved {
            entry: Arc::new(entry),
            command: Some(command),
            is_kept,
            stands: false,
        });
        RecorderEvent::NotSaved {
            id,
            trouble,
            is_kept,
        }
    }
}

/// Entries an earlier session left wait to be brought in; what stands in the journal already is
/// appended once more, since no sync confirmed it, unless its own process lives and will see to it.
pub(super) fn waiting(left: Leftover, meeting: &Meeting) -> Option<Unsaved> {
    let Leftover { entry, is_ours_now } = left;
    let stands = meeting.knows(&entry.id);
    let entry = Arc::new(entry);
    (is_ours_now || !stands).then_some(Unsaved {
        entry,
        command: None,
        is_kept: true,
        stands,
    })
}
