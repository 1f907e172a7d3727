//! The seam between the book and the place that keeps it. The book knows its rules; a [`Storage`]
//! knows how bytes are kept, locked and replaced. Names are paths: of files in a folder, of rows in
//! a store of another kind.

pub mod folder;

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use thiserror::Error;

use super::store_error::StoreError;

/// The time an append waits for the lock before it says who holds it.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Says whether the bytes must be on the disk before the call returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Synced, with the folder.
    Synced,
    /// Left to the system: it may be lost in a power cut, and nothing rests on it.
    Unsynced,
}

/// The people who may read a file that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// As the folder has it.
    AsTheFolder,
    /// The user alone.
    Oneself,
}

/// Tells one state of a file from another without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// Bytes.
    pub length: u64,
    /// The time of the last change; None where the system does not say.
    pub modified: Option<SystemTime>,
    /// Tells the file from another that takes its name; zeros where the system does not say.
    pub identity: (u64, u64),
    /// True when it is a regular file: no folder, device, pipe or link.
    pub is_file: bool,
}

/// Why a lock could not be taken.
#[derive(Debug, Error)]
pub enum LockError {
    /// Somebody holds it; None where the system does not name the process.
    #[error("the lock is held by {}", .0.as_deref().unwrap_or("an unknown process"))]
    Held(Option<String>),
    /// The folder does not do locks, or its disk fails.
    #[error("the lock cannot be taken")]
    Failed(#[source] io::Error),
}

/// A claim on the text of a meeting, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim<L> {
    /// The claimant has it, for as long as this lock lives.
    Ours(L),
    /// Somebody of this name has it.
    Held(String),
}

/// Something that is held for as long as this lives.
pub trait Hold: Debug {}

/// The lock of a journal, opened once for all appends of a process.
pub trait AppendLock: Debug + Send + Sync {
    /// Takes the lock, or says after `patience` who holds it.
    ///
    /// # Errors
    /// [`LockError`], when the patience is at an end or the folder does not do locks.
    fn take(&self, patience: Duration) -> Result<Box<dyn Hold + '_>, LockError>;
}

/// A journal open for appends.
pub trait OpenJournal: Debug + Send {
    /// Tells whether the journal of this name is this one still, with at least so many bytes.
    ///
    /// # Errors
    /// When it is gone or cannot be asked.
    fn is_current(&self, known_bytes: u64) -> io::Result<bool>;

    /// Bytes that stand in it; None where it cannot be asked.
    fn length(&self) -> Option<u64>;

    /// Reads all from this byte to the end.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>>;

    /// Appends by one write, syncs once, and reads back what now stands from this byte on.
    ///
    /// # Errors
    /// [`StoreError`] with the step that failed. The journal must then be opened anew.
    fn append(&mut self, bytes: &[u8], offset: u64) -> Result<(), StoreError>;
}

/// A private journal of this process, locked while it lives.
pub trait PrivateJournal: Debug + Send {
    /// Its name.
    fn name(&self) -> &Path;

    /// Appends and syncs.
    ///
    /// # Errors
    /// When it cannot be written; it must not be appended to again.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;
}

/// A private journal that another process made.
#[derive(Debug)]
pub struct TakenOver {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Keeps others from taking it over.
    pub hold: Box<dyn Hold + Send>,
}

/// A place that keeps a book.
pub trait Storage: Debug + Send + Sync {
    /// Reads a whole file.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    fn read(&self, name: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read_into(name, &mut bytes)?;
        Ok(bytes)
    }

    /// Reads a whole file into memory that was used before.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    fn read_into(&self, name: &Path, bytes: &mut Vec<u8>) -> io::Result<()>;

    /// Reads a file from this byte to its end.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    fn read_from(&self, name: &Path, offset: u64) -> io::Result<Vec<u8>>;

    /// Reads at most so many bytes of a regular file. Anything else is not waited for.
    ///
    /// # Errors
    /// When it is missing, is no regular file, or cannot be read.
    fn read_at_most(&self, name: &Path, limit: u64) -> io::Result<Vec<u8>>;

    /// The state of a file; of a link, that of the file it points to.
    ///
    /// # Errors
    /// When it is missing or cannot be asked.
    fn state(&self, name: &Path) -> io::Result<FileState>;

    /// The state of what has this name itself: a link is not followed.
    ///
    /// # Errors
    /// When it is missing or cannot be asked.
    fn own_state(&self, name: &Path) -> io::Result<FileState>;

    /// The names in a folder, in no order.
    ///
    /// # Errors
    /// When the folder is missing or cannot be read.
    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes a folder where there is none; synced, its own name is on the disk too. A folder for
    /// oneself alone is closed to others, though it may have been open before.
    ///
    /// # Errors
    /// When it cannot be made.
    fn make_folder(
        &self,
        folder: &Path,
        durability: Durability,
        readers: Readers,
    ) -> io::Result<()>;

    /// Makes a file, synced, where there is none of this name, and its folder.
    ///
    /// # Errors
    /// When there is one, or the folder cannot be written to; nothing is left of it then.
    fn create_new(&self, name: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Replaces a file so that a reader finds the old one or the new one.
    ///
    /// # Errors
    /// When the folder cannot be written to; the old file is untouched then.
    fn replace(
        &self,
        name: &Path,
        bytes: &[u8],
        durability: Durability,
        readers: Readers,
    ) -> io::Result<()>;

    /// Removes a file; one that is missing is removed already.
    ///
    /// # Errors
    /// When it cannot be removed, or its folder cannot be synced.
    fn remove(&self, name: &Path, durability: Durability) -> io::Result<()>;

    /// Opens a journal for appends, syncs once what may be in memory only, and reads it whole.
    ///
    /// # Errors
    /// [`StoreError`] with the step that failed.
    fn open_journal(&self, name: &Path) -> Result<(Box<dyn OpenJournal>, Vec<u8>), StoreError>;

    /// Opens the lock of a journal, and makes it where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    fn append_lock(&self, name: &Path) -> io::Result<Box<dyn AppendLock>>;

    /// Takes the lock of a desk, where it is free, and writes into it whose it is.
    ///
    /// # Errors
    /// When the lock cannot be opened or the folder does not do locks.
    fn claim_desk(&self, name: &Path, owner: &str) -> io::Result<Claim<Box<dyn Hold + Send>>>;

    /// The name of whoever holds the lock of a desk; None while it is free. Asking changes nothing.
    ///
    /// # Errors
    /// When the lock cannot be opened or the folder does not do locks.
    fn desk_owner(&self, name: &Path) -> io::Result<Option<String>>;

    /// Writes over the draft that the wall shows, never synced.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    fn publish(&self, name: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Starts a private journal of this process, locked for as long as it lives.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    fn start_private(&self, name: &Path) -> io::Result<Box<dyn PrivateJournal>>;

    /// Takes a private journal over from a process that is gone; `None` where that lives.
    ///
    /// # Errors
    /// When it cannot be opened or read.
    fn take_over(&self, name: &Path) -> io::Result<Option<TakenOver>>;
}
