//! Why the disk says no, for a person to read and act on.

use std::io;
use std::path::{Path, PathBuf};

use crate::book::lock::NoLock;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Somebody holds the lock.
    Locked,
    /// The folder does not do locks.
    NoLocks,
    /// It could not be read, or is gone.
    Read,
    /// It could not be written.
    Write,
    /// It could not be made to stay on the disk.
    Sync,
    /// What was written is not what stands there.
    ReadBack,
    /// Another file stands in its place, or it has lost entries.
    Replaced,
    /// A newer program has written there.
    Newer,
    /// Something before it waits.
    Waiting,
}

/// What went wrong, with which file, and in the system's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What went wrong.
    pub cause: Cause,
    /// With which file.
    pub path: PathBuf,
    /// The system's words, or who holds the lock; may be empty.
    pub detail: String,
}

impl Trouble {
    pub(super) fn new(cause: Cause, path: &Path, error: &io::Error) -> Self {
        Self {
            cause,
            path: path.to_owned(),
            detail: error.to_string(),
        }
    }

    pub(super) fn of(cause: Cause, path: &Path) -> Self {
        Self {
            cause,
            path: path.to_owned(),
            detail: String::new(),
        }
    }

    pub(super) fn no_lock(path: &Path, no_lock: NoLock) -> Self {
        match no_lock {
            NoLock::Held(holder) => Self {
                cause: Cause::Locked,
                path: path.to_owned(),
                detail: holder.unwrap_or_default(),
            },
            NoLock::Failed(error) => Self::new(Cause::NoLocks, path, &error),
        }
    }

    pub(super) fn waiting(path: &Path) -> Self {
        Self::of(Cause::Waiting, path)
    }
}
