//! Entries that the journal would not take: each waits, in order, is kept in the rescue journal
//! meanwhile, and is brought in when the journal can be written again.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::super::journal::{ChainHead, JournalReader};
use super::super::rescue::Leftover;
use super::super::storage::PATIENCE;
use super::{Cause, Recorder, RecorderEvent, StoreError, decided_as_shown};
use crate::meeting::Meeting;
use crate::meeting::command::Command;
use crate::meeting::event::Entry;
use crate::meeting::merge::{ForkPoint, Merge, is_only_a_step};
use crate::meeting::minutes::Stage;
use crate::meeting::refusal::Refusal;

#[derive(Debug)]
pub(super) struct Unsaved {
    pub(super) entry: Arc<Entry>,
    origin: Origin,
    /// It is in the rescue journal.
    is_kept: bool,
}

/// Where an entry that waits comes from.
#[derive(Debug)]
enum Origin {
    /// This session decided it, by this command.
    Command(Box<Command>),
    /// An earlier session left it in a file.
    Left(Arc<LeftFile>),
}

/// A file that an earlier session left.
#[derive(Debug)]
struct LeftFile {
    path: PathBuf,
    /// The line of the journal after which it was written; `None` where that is not known.
    forked_after: Option<ChainHead>,
}

impl Recorder {
    /// Tries to bring what waits into the journal, in order.
    pub fn flush(&mut self) -> Vec<RecorderEvent> {
        self.remove_reported_refusals();
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

    /// Keeps in the rescue journal all that waits, in its order; whether that is so.
    fn keep_unsaved(&mut self) -> bool {
        let Some(rescue) = &mut self.rescue else {
            return false;
        };
        let head = self.reader.head();
        let kept = self.unsaved.iter().take_while(|unsaved| unsaved.is_kept);
        let (first, mut all) = (kept.count(), self.unsaved.iter());
        let last = all.rposition(|unsaved| unsaved.is_kept);
        if last.is_some_and(|last| last >= first) {
            // An undo must not come before what it undoes.
            let entries = self.unsaved.iter().map(|unsaved| &unsaved.entry);
            let is_kept = rescue.keep_only(entries, head).is_ok();
            for unsaved in &mut self.unsaved {
                unsaved.is_kept |= is_kept;
            }
            return is_kept;
        }
        for unsaved in self.unsaved.iter_mut().skip(first) {
            if rescue.keep(&unsaved.entry, head).is_err() {
                return false;
            }
            unsaved.is_kept = true;
        }
        true
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
        if let Some(rescue) = self
            .rescue
            .as_mut()
            .filter(|_| !self.has_refusals_to_remove)
        {
            // Left behind, it does no harm: what it holds is known by name.
            let _ = rescue.clear();
        }
        Ok(())
    }

    /// Somebody else may have been there since: what waits must still mean what it meant.
    fn decide_again(&mut self, news: &mut Vec<RecorderEvent>) {
        let (mut ahead, mut merges) = (self.meeting.clone(), HashMap::new());
        let (mut still, mut withheld, mut has_refused) = (Vec::new(), Vec::new(), false);
        let mut moved = Vec::new();
        for mut unsaved in std::mem::take(&mut self.unsaved) {
            match self.decided_again(&unsaved, &ahead, &mut merges) {
                Ok(entry) if ahead.stage == Stage::Approved && ahead.knows(&entry.id) => {
                    unsaved.entry = entry;
                    withheld.push(unsaved);
                }
                Ok(entry) => {
                    unsaved.entry = entry;
                    ahead.apply(Arc::clone(&unsaved.entry));
                    still.push(unsaved);
                }
                Err(refusal) => {
                    has_refused = true;
                    self.give_up(&unsaved, &refusal);
                    if refusal == Refusal::Approved && self.is_in_our_own_file(&unsaved) {
                        moved.push(Arc::clone(&unsaved.entry));
                    }
                    let id = unsaved.entry.id.clone();
                    news.push(RecorderEvent::Refused { id, refusal });
                }
            }
        }
        self.unsaved = still;
        self.has_refusals_to_remove |= has_refused;
        if let Some(rescue) = self.rescue.as_mut().filter(|_| self.is_rescue_withheld) {
            rescue.release();
            if !moved.is_empty() {
                // If this fails, what was refused for good is kept beside the rest.
                let _ = rescue.keep_only(&moved, self.reader.head());
                rescue.leave_own();
            }
        }
        self.withhold(withheld, news);
    }

    /// Tells whether an entry that an earlier session left is kept in our own file by now.
    fn is_in_our_own_file(&self, unsaved: &Unsaved) -> bool {
        match &unsaved.origin {
            Origin::Command(_) => false,
            Origin::Left(file) => {
                let rescue = self.rescue.as_ref();
                rescue.is_some_and(|rescue| !rescue.holds(&file.path))
            }
        }
    }

    /// Leaves in the rescue folder what stands before an approval without a sync that confirms it:
    /// nothing is appended behind an approval, and nobody knows whether it is on the disk. It is
    /// brought in when the minutes are open again.
    fn withhold(&mut self, withheld: Vec<Unsaved>, news: &mut Vec<RecorderEvent>) {
        let Some(rescue) = self.rescue.as_mut().filter(|_| !withheld.is_empty()) else {
            return;
        };
        for unsaved in withheld {
            let head = self.reader.head();
            let is_kept = unsaved.is_kept || rescue.keep(&unsaved.entry, head).is_ok();
            news.push(RecorderEvent::NotSaved {
                id: unsaved.entry.id.clone(),
                trouble: StoreError::new(Cause::Sync, &self.files.journal),
                is_kept,
            });
        }
        rescue.release();
        rescue.leave_own();
        self.is_rescue_withheld = true;
    }

    /// Removes from the rescue journal what was refused, now that it has been told: a process that is
    /// killed before has told nobody, and the next asks again.
    pub fn remove_reported_refusals(&mut self) {
        let Some(rescue) = &mut self.rescue else {
            return;
        };
        if !self.has_refusals_to_remove {
            return;
        }
        let removed = if self.unsaved.is_empty() {
            rescue.clear()
        } else {
            let entries = self.unsaved.iter().map(|unsaved| &unsaved.entry);
            rescue.keep_only(entries, self.reader.head())
        };
        // If this fails, what was refused is kept beside the rest a little longer.
        self.has_refusals_to_remove = removed.is_err();
    }

    /// What waits, as it may be appended to this meeting.
    fn decided_again(
        &self,
        unsaved: &Unsaved,
        ahead: &Meeting,
        merges: &mut HashMap<PathBuf, Merge>,
    ) -> Result<Arc<Entry>, Refusal> {
        let entry = &unsaved.entry;
        // It has happened: no sync has confirmed it, so it is appended once more as it stands.
        let stands = ahead.entry(&entry.id);
        match &unsaved.origin {
            Origin::Command(command) => stands
                .cloned()
                .map_or_else(|| decided_as_shown(ahead, command, entry).map(Arc::new), Ok),
            Origin::Left(file) => {
                let merge = merges
                    .entry(file.path.clone())
                    .or_insert_with(|| Merge::into(&self.meeting, &self.fork_point(file)));
                match stands {
                    Some(stands) => {
                        merge.note_known(ahead, entry);
                        Ok(Arc::clone(stands))
                    }
                    None => merge.entry(ahead, entry).map(Arc::new),
                }
            }
        }
    }

    /// The place in the journal after which a file was written.
    fn fork_point(&self, file: &LeftFile) -> ForkPoint {
        let Some(forked_after) = &file.forked_after else {
            return ForkPoint::Unknown;
        };
        let Ok(bytes) = self.files.storage().read(&self.files.journal) else {
            return ForkPoint::Unknown;
        };
        let mut reader = JournalReader::watching(Some(&forked_after.hash));
        reader.read_to_end(&bytes);
        let last = reader.entry_at_watched().cloned();
        last.map_or(ForkPoint::Unknown, ForkPoint::After)
    }

    /// What an earlier session left and the rules refuse is kept: in its file where somebody has
    /// approved the minutes, so that it is taken in once they are open again, or else beside.
    fn give_up(&mut self, unsaved: &Unsaved, refusal: &Refusal) {
        let Origin::Left(file) = &unsaved.origin else {
            return;
        };
        if *refusal == Refusal::Approved {
            self.is_rescue_withheld = true;
        } else if !is_only_a_step(&unsaved.entry)
            && let Some(rescue) = &mut self.rescue
            && rescue.keep_refused(&file.path).is_err()
        {
            // What cannot be copied stays in its file, for the next session.
            rescue.leave(&file.path);
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
        let id = entry.id.clone();
        self.unsaved.push(Unsaved {
            entry: Arc::new(entry),
            origin: Origin::Command(Box::new(command)),
            is_kept: false,
        });
        let is_kept = self.keep_unsaved();
        RecorderEvent::NotSaved {
            id,
            trouble,
            is_kept,
        }
    }
}

/// Entries an earlier session left wait to be brought in; what stands in the journal already is
/// appended once more, since no sync confirmed it.
pub(super) fn waiting(left: Leftover) -> impl Iterator<Item = Unsaved> {
    let Leftover {
        path,
        entries,
        forked_after,
    } = left;
    let file = Arc::new(LeftFile { path, forked_after });
    entries.into_iter().map(move |entry| Unsaved {
        entry: Arc::new(entry),
        origin: Origin::Left(Arc::clone(&file)),
        is_kept: true,
    })
}
