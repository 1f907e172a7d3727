//! The right to edit the text of a meeting. It is free again when its holder leaves or dies, and
//! then whoever followed can take it.

use super::files::MeetingFiles;
use super::storage::{Claim, Hold};
use std::io;

/// Attempts before a lock is believed to be held: somebody else may be asking for its holder at
/// the same instant.
const ATTEMPTS: u32 = 5;

/// The lock of a desk, held or not.
#[derive(Debug)]
pub struct EditLock {
    files: MeetingFiles,
    name: String,
    held: Option<Box<dyn Hold + Send>>,
}

impl EditLock {
    /// The lock of this meeting's desk, not yet held, for somebody of this name.
    #[must_use]
    pub fn of(files: MeetingFiles, name: String) -> Self {
        Self {
            files,
            name,
            held: None,
        }
    }

    /// Takes the lock, where it is free. It may be ours already.
    ///
    /// # Errors
    /// When the lock file cannot be opened or the folder does not do locks.
    pub fn claim(&mut self) -> io::Result<Claim<()>> {
        let mut owner = String::new();
        for attempt in 0..ATTEMPTS {
            if self.held.is_some() {
                break;
            }
            if attempt > 0 {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            let storage = self.files.storage();
            match storage.claim_desk(&self.files.desk_lock, &self.name)? {
                Claim::Ours(lock) => self.held = Some(lock),
                Claim::Held(somebody) => owner = somebody,
            }
        }
        Ok(match self.held {
            Some(_) => Claim::Ours(()),
            None => Claim::Held(owner),
        })
    }

    /// Tells whether this process holds it.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.held.is_some()
    }

    /// Tells whether nobody holds it now. A folder that does not tell counts as held.
    #[must_use]
    pub fn is_free(&self) -> bool {
        let owner = || self.files.storage().desk_owner(&self.files.desk_lock);
        self.held.is_none() && matches!(owner(), Ok(None))
    }
}
