//! Papers from outside: read whole, if they are files and no larger than a paper is. The original is
//! kept beside the record of the meeting that was read from it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::files::MeetingFiles;
use super::journal::hash;
use super::storage::folder::FolderStorage;
use super::storage::{Durability, Readers, Storage};
use crate::meeting::imported_minutes::original_path;

/// The largest paper: what is larger is none.
pub const LARGEST: u64 = 32 << 20;

/// A paper as it lies on the disk.
#[derive(Debug)]
pub struct SourceFile {
    /// The name of its file.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// SHA-256, in hexadecimal.
    pub digest: String,
}

/// Why a paper could not be read.
#[derive(Debug, Error)]
pub enum SourceFileError {
    /// It is a folder, a device, a pipe.
    #[error("not a regular file")]
    NotAFile,
    /// It is larger than [`LARGEST`].
    #[error("larger than {LARGEST} bytes")]
    TooLarge,
    /// The system says no.
    #[error("the file cannot be read")]
    Unreadable(#[source] io::Error),
}

/// Reads a paper.
///
/// # Errors
/// [`SourceFileError`]. A device or a pipe is not even opened.
pub fn read_source_file(path: &Path) -> Result<SourceFile, SourceFileError> {
    let state = FolderStorage
        .state(path)
        .map_err(SourceFileError::Unreadable)?;
    if !state.is_file {
        return Err(SourceFileError::NotAFile);
    }
    if state.length > LARGEST {
        return Err(SourceFileError::TooLarge);
    }
    // It may have grown since.
    let bytes = FolderStorage
        .read_at_most(path, LARGEST + 1)
        .map_err(SourceFileError::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(SourceFileError::TooLarge);
    }
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(SourceFile {
        name,
        digest: hash(&bytes),
        bytes,
    })
}

/// Keeps the original beside the record, and gives its place.
///
/// # Errors
/// When the folder cannot be written to.
pub fn keep_original(files: &MeetingFiles, taken: &SourceFile) -> io::Result<PathBuf> {
    if let Some(folder) = files.record.parent() {
        files
            .storage()
            .make_folder(folder, Durability::Unsynced, Readers::AsTheFolder)?;
    }
    let path = original_path(&files.record, &taken.name);
    files.storage().replace(
        &path,
        &taken.bytes,
        Durability::Synced,
        Readers::AsTheFolder,
    )?;
    Ok(path)
}

/// Takes away an original that no meeting came of.
///
/// # Errors
/// When it cannot be taken away.
pub fn forget(files: &MeetingFiles, original: &Path) -> io::Result<()> {
    files.storage().remove(original, Durability::Synced)
}
