//! The approval of a meeting's minutes: a wall that only a whole meeting gets behind, unless
//! somebody who has been told what is missing says so.

use std::sync::Arc;

use thiserror::Error;

use super::super::rescue::Rescue;
use super::super::storage::PATIENCE;
use super::{NotRecorded, Recorder, StoreError, decided};
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, EntryId};
use crate::meeting::integrity::{Integrity, Shortfall};
use crate::meeting::time::Timestamp;

/// Why minutes were not approved.
#[derive(Debug, Error)]
pub enum NotApproved {
    /// The meeting is not whole.
    #[error("the meeting is not whole")]
    Incomplete(Integrity),
    /// The approval stands in the journal, but the disk has not confirmed it.
    #[error("the approval stands in the journal, and the disk has not confirmed it")]
    Unconfirmed(#[source] StoreError),
    /// The rules or the disk say no, and nothing of it stands in the journal.
    #[error(transparent)]
    NotRecorded(NotRecorded),
}

impl From<StoreError> for NotApproved {
    fn from(trouble: StoreError) -> Self {
        Self::NotRecorded(NotRecorded::Store(trouble))
    }
}

/// Whether a meeting must be whole to be approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// It must be whole.
    Required,
    /// It may lack what has been told.
    Waived,
}

impl Recorder {
    /// Approves the minutes, at once or not at all. Whether the meeting is whole is asked under the
    /// lock, when everything that others wrote has been read.
    ///
    /// # Errors
    /// [`NotApproved`], with what is missing or who says no.
    pub fn approve(
        &mut self,
        id: EntryId,
        by: Vec<String>,
        at: Timestamp,
        completeness: Completeness,
    ) -> Result<(), NotApproved> {
        let lock = Arc::clone(&self.lock);
        let _held = lock
            .take(PATIENCE)
            .map_err(|error| StoreError::from_lock(&self.files.lock, error))?;
        self.catch_up_locked(&mut Vec::new())?;
        // What has been read may have been damaged since.
        self.read_for_damage()?;
        let mut integrity = self.integrity();
        let others_wait = self.rescue.as_ref().is_some_and(Rescue::has_others);
        if self.has_unsaved() || others_wait {
            integrity.add(Shortfall::Unsaved);
        }
        if completeness == Completeness::Required && !integrity.is_whole() {
            return Err(NotApproved::Incomplete(integrity));
        }
        let command = Command::Approve { by };
        let entry = decided(&self.meeting, &command, id, at, &self.by)
            .map_err(|refusal| NotApproved::NotRecorded(NotRecorded::Refused(refusal)))?;
        let entry = Arc::new(entry);
        match self.write(std::slice::from_ref(&entry)) {
            Ok(()) => {
                self.meeting.apply(entry);
                Ok(())
            }
            Err(trouble) => self.settle(&entry, trouble),
        }
    }

    /// After an error nobody knows whether the approval stands: the journal is read anew, and if it
    /// does, it is written once more, so that a sync confirms it.
    fn settle(&mut self, entry: &Arc<Entry>, trouble: StoreError) -> Result<(), NotApproved> {
        self.open_anew(&mut Vec::new())?;
        if !self.meeting.knows(&entry.id) {
            return Err(trouble.into());
        }
        self.write(std::slice::from_ref(entry))
            .map_err(NotApproved::Unconfirmed)
    }
}
