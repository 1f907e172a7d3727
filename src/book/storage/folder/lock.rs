//! Locks on files beside the journal, never on the journal itself. The system frees them when
//! their holder dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::regular::{self, Links};
use crate::book::storage::{Claim, LockError};

/// A lock file. Opened once and never cloned: closing a second handle would free the lock.
#[derive(Debug)]
pub struct LockFile(File);

/// While this lives, the lock is held.
#[derive(Debug)]
pub struct HeldLock<'a>(&'a File);

impl Drop for HeldLock<'_> {
    fn drop(&mut self) {
        // The system frees the lock with the file, should this fail.
        let _ = self.0.unlock();
    }
}

impl LockFile {
    /// Opens a lock file, and makes it where it is missing.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        regular::open_with(&mut options, path, Links::Refused).map(Self)
    }

    /// Takes the lock, or says after `patience` who holds it.
    ///
    /// # Errors
    /// [`LockError`], when the patience is at an end or the folder does not do locks.
    #[expect(
        clippy::disallowed_methods,
        reason = "patience is counted here and nowhere stored"
    )]
    pub fn hold(&self, patience: Duration) -> Result<HeldLock<'_>, LockError> {
        let deadline = Instant::now() + patience;
        let mut pause = Duration::from_millis(1);
        loop {
            match self.0.try_lock() {
                Ok(()) => return Ok(HeldLock(&self.0)),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) => return Err(LockError::Failed(error)),
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                    return Err(LockError::Held(holder(&self.0)));
                }
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_millis(50));
                }
            }
        }
    }
}

/// The lock of the desk: who holds it owns the text of the meeting, for as long as it lives.
#[derive(Debug)]
pub struct DeskLock {
    _file: File,
}

impl DeskLock {
    /// The name of whoever holds the lock; None while it is free. Asking makes no file, and takes
    /// the lock from nobody who only asks at the same moment.
    ///
    /// # Errors
    /// When the lock file cannot be opened or the folder does not do locks.
    pub fn holder(path: &Path) -> io::Result<Option<String>> {
        let file = match regular::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(Some(owner(file))),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Takes the lock, where it is free, and writes into it whose it is.
    ///
    /// # Errors
    /// When the lock file cannot be opened or the folder does not do locks.
    pub fn claim(path: &Path, name: &str) -> io::Result<Claim<Self>> {
        let LockFile(mut file) = LockFile::open(path)?;
        match file.try_lock() {
            Ok(()) => {
                // The new name stands there before the rest of the old one is gone.
                file.write_all(name.as_bytes())?;
                file.set_len(name.len() as u64)?;
                Ok(Claim::Ours(Self { _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(Claim::Held(owner(file))),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// The name that the holder of a desk wrote.
fn owner(mut file: File) -> String {
    let mut name = String::new();
    // Where the lock is mandatory its holder cannot be read, only that there is one.
    let _ = file
        .rewind()
        .and_then(|()| file.take(200).read_to_string(&mut name));
    crate::meeting::text::clean_line(&name)
}

/// The process that holds a lock on this file, where the system tells.
#[cfg(target_os = "linux")]
fn holder(file: &File) -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let inode = file.metadata().ok()?.ino().to_string();
    // In one reading: in two, locks that come and go between them would hide the one in question.
    let mut table = vec![0; 1 << 18];
    let length = File::open("/proc/locks")
        .and_then(|mut file| file.read(&mut table))
        .ok()?;
    let locks = String::from_utf8_lossy(table.get(..length)?).into_owned();
    let line = locks.lines().find(|line| {
        let file = line
            .split_whitespace()
            .find(|word| word.matches(':').count() == 2);
        !line.contains("->")
            && file.and_then(|file| file.rsplit(':').next()) == Some(inode.as_str())
    })?;
    let process: u32 = line.split_whitespace().nth(4)?.parse().ok()?;
    let name = std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    Some(format!("{} (pid {process})", name.trim()))
}

#[cfg(not(target_os = "linux"))]
fn holder(_file: &File) -> Option<String> {
    None
}
