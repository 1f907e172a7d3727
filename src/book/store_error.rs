//! Errors of the store of a meeting: what could not be done, with which file, and why.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::io_trouble::IoTrouble;
use super::storage::LockError;

/// The step that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Cause {
    /// Somebody holds the lock.
    #[error("somebody else holds the lock")]
    Locked,
    /// The folder does not do locks.
    #[error("the folder does not support locks")]
    NoLocks,
    /// It could not be read, or is gone.
    #[error("the file cannot be read")]
    Read,
    /// It could not be written.
    #[error("the file cannot be written")]
    Write,
    /// It could not be made to stay on the disk.
    #[error("the file cannot be synced to the disk")]
    Sync,
    /// The bytes read back differ from the bytes written.
    #[error("the bytes on the disk are not those that were written")]
    ReadBack,
    /// Another file stands in its place, or it has lost entries.
    #[error("the file was replaced, or has lost entries")]
    Replaced,
    /// A newer program has written there.
    #[error("a newer program has written to the file")]
    Newer,
    /// The disk or the share has not answered.
    #[error("the disk does not answer")]
    NoAnswer,
    /// Something before it waits.
    #[error("an earlier entry is still waiting to be saved")]
    Waiting,
}

/// A step that failed on a file of a meeting.
#[derive(Debug, Clone, Error)]
#[error("{}: {cause}", path.display())]
pub struct StoreError {
    /// The step that failed.
    pub cause: Cause,
    /// The file it failed on.
    pub path: PathBuf,
    /// The process that holds the lock, where the system names it.
    holder: Option<String>,
    /// Shared, for io errors cannot be cloned and this one is shown while it is retried.
    #[source]
    source: Option<Arc<io::Error>>,
}

impl StoreError {
    /// A step that failed without an error of the system.
    #[must_use]
    pub fn new(cause: Cause, path: &Path) -> Self {
        Self {
            cause,
            path: path.to_owned(),
            holder: None,
            source: None,
        }
    }

    /// A step that the system stopped.
    #[must_use]
    pub fn from_io(cause: Cause, path: &Path, error: io::Error) -> Self {
        error.at(cause, path)
    }

    /// A lock that could not be taken.
    #[must_use]
    pub fn from_lock(path: &Path, error: LockError) -> Self {
        match error {
            LockError::Held(holder) => Self {
                holder,
                ..Self::new(Cause::Locked, path)
            },
            LockError::Failed(error) => error.at(Cause::NoLocks, path),
        }
    }

    /// The process that holds the lock; None where the system does not name it.
    #[must_use]
    pub fn holder(&self) -> Option<&str> {
        self.holder.as_deref()
    }

    /// Why the system, or the book, stopped the step; None where nothing of the kind did.
    #[must_use]
    pub fn io_trouble(&self) -> Option<IoTrouble> {
        self.source.as_deref().map(IoTrouble::from)
    }

    /// The holder of the lock, or the system's own words; None where there are neither.
    #[must_use]
    pub fn detail(&self) -> Option<String> {
        let error = self.source.as_ref().map(ToString::to_string);
        self.holder
            .clone()
            .or(error)
            .filter(|detail| !detail.is_empty())
    }
}

/// Adds to an io error the step it stopped and the file it happened to.
pub(super) trait At {
    /// The same with its step and its file.
    type Located;

    /// Says at which step and with which file it happened.
    fn at(self, cause: Cause, path: &Path) -> Self::Located;
}

impl At for io::Error {
    type Located = StoreError;

    fn at(self, cause: Cause, path: &Path) -> StoreError {
        StoreError {
            source: Some(Arc::new(self)),
            ..StoreError::new(cause, path)
        }
    }
}

impl<T> At for io::Result<T> {
    type Located = Result<T, StoreError>;

    fn at(self, cause: Cause, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| error.at(cause, path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_step_and_file_and_keeps_its_source() {
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = denied.at(Cause::Sync, Path::new("kd.journal"));
        assert_eq!(
            error.to_string(),
            "kd.journal: the file cannot be synced to the disk"
        );
        let source = std::error::Error::source(&error).map(ToString::to_string);
        assert_eq!(source.as_deref(), Some("permission denied"));
        assert_eq!(error.detail(), source);
    }
}
