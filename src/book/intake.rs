//! Papers from outside: read whole, if they are files and no larger than a paper is. The original is
//! kept beside the record of the meeting that was read from it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::files::MeetingFiles;
use super::journal::hash;
use super::replace::{Durability, Readers, replace};
use crate::meeting::imported_minutes::original_path;

/// The largest paper: what is larger is none.
pub const LARGEST: u64 = 32 << 20;

/// A paper as it lies on the disk.
#[derive(Debug)]
pub struct Taken {
    /// The name of its file.
    pub name: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// SHA-256, in hexadecimal.
    pub digest: String,
}

/// Why a paper could not be read.
#[derive(Debug)]
pub enum NotTaken {
    /// It is a folder, a device, a pipe.
    NotAFile,
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// The system says no.
    Unreadable(io::Error),
}

/// Reads a paper.
///
/// # Errors
/// [`NotTaken`]. A device or a pipe is not even opened.
pub fn take(path: &Path) -> Result<Taken, NotTaken> {
    let is_file = |metadata: fs::Metadata| {
        if metadata.is_file() {
            Ok(metadata.len())
        } else {
            Err(NotTaken::NotAFile)
        }
    };
    is_file(fs::metadata(path).map_err(NotTaken::Unreadable)?)?;
    let file = File::open(path).map_err(NotTaken::Unreadable)?;
    if is_file(file.metadata().map_err(NotTaken::Unreadable)?)? > LARGEST {
        return Err(NotTaken::TooLarge);
    }
    let mut bytes = Vec::new();
    // It may have grown since.
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(NotTaken::Unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(NotTaken::TooLarge);
    }
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(Taken {
        name,
        digest: hash(&bytes),
        bytes,
    })
}

/// Keeps the original beside the record, and gives its place.
///
/// # Errors
/// When the folder cannot be written to.
pub fn keep_original(files: &MeetingFiles, taken: &Taken) -> io::Result<PathBuf> {
    if let Some(folder) = files.record.parent() {
        fs::create_dir_all(folder)?;
    }
    let path = original_path(&files.record, &taken.name);
    replace(
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
pub fn forget(original: &Path) -> io::Result<()> {
    fs::remove_file(original)
}
