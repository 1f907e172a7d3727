//! A book in a folder: files, locks of the system, and renames.

pub(super) mod atomic_write;
pub mod lock;
pub(super) mod regular;

use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use self::atomic_write::{atomic_write, restrict, sync_folder};
use self::lock::{DeskLock, HeldLock, LockFile};
use self::regular::{Links, open, open_with};
use super::{
    AppendLock, Claim, Durability, FileState, Hold, LockError, OpenJournal, PrivateJournal,
    Readers, Storage, TakenOver,
};
use crate::book::store_error::{At, Cause, StoreError};

/// Keeps a book in a folder of this computer, or of one whose disk it has mounted.
#[derive(Debug, Clone, Copy, Default)]
pub struct FolderStorage;

/// Tells a file from another that takes its name; zeros where the system does not say.
#[cfg(unix)]
fn identity(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

/// Tells a file from another that takes its name; zeros where the system does not say.
#[cfg(not(unix))]
fn identity(_file: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// Lets nobody else look into a folder.
#[cfg(unix)]
fn close_to_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Lets nobody else look into a folder: on this system the user's own folder is closed already.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn close_to_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn state_of(file: &Metadata) -> FileState {
    FileState {
        length: file.len(),
        modified: file.modified().ok(),
        identity: identity(file),
        is_file: file.is_file(),
    }
}

impl Storage for FolderStorage {
    fn read_into(&self, name: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.clear();
        open(name)?.read_to_end(bytes).map(|_| ())
    }

    fn read_from(&self, name: &Path, offset: u64) -> io::Result<Vec<u8>> {
        let mut file = open(name)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn read_at_most(&self, name: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        open(name)?.take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn state(&self, name: &Path) -> io::Result<FileState> {
        fs::metadata(name).map(|file| state_of(&file))
    }

    fn own_state(&self, name: &Path) -> io::Result<FileState> {
        fs::symlink_metadata(name).map(|file| state_of(&file))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect()
    }

    fn make_folder(
        &self,
        folder: &Path,
        durability: Durability,
        readers: Readers,
    ) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        if readers == Readers::Oneself {
            close_to_others(folder)?;
        }
        match durability {
            Durability::Synced => sync_folder(folder),
            Durability::Unsynced => Ok(()),
        }
    }

    fn create_new(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = name.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(name)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if written.is_err() {
            drop(file);
            // Half a file is worse than none, and it is ours.
            let _ = fs::remove_file(name);
            return written;
        }
        sync_folder(name)
    }

    fn replace(
        &self,
        name: &Path,
        bytes: &[u8],
        durability: Durability,
        readers: Readers,
    ) -> io::Result<()> {
        atomic_write(name, bytes, durability, readers)
    }

    fn remove(&self, name: &Path, durability: Durability) -> io::Result<()> {
        let unless_missing = |done: io::Result<()>| match done {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        };
        unless_missing(fs::remove_file(name))?;
        match durability {
            // Also where an earlier call got as far as this, and no further.
            Durability::Synced => unless_missing(sync_folder(name)),
            Durability::Unsynced => Ok(()),
        }
    }

    fn open_journal(&self, name: &Path) -> Result<(Box<dyn OpenJournal>, Vec<u8>), StoreError> {
        let mut options = OpenOptions::new();
        options.read(true).append(true);
        let mut file = open_with(&mut options, name, Links::Refused).at(Cause::Read, name)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).at(Cause::Read, name)?;
        file.sync_data().at(Cause::Sync, name)?;
        let path = name.to_owned();
        Ok((Box::new(JournalFile { file, path }), bytes))
    }

    fn append_lock(&self, name: &Path) -> io::Result<Box<dyn AppendLock>> {
        Ok(Box::new(LockFile::open(name)?))
    }

    fn claim_desk(&self, name: &Path, owner: &str) -> io::Result<Claim<Box<dyn Hold + Send>>> {
        Ok(match DeskLock::claim(name, owner)? {
            Claim::Ours(lock) => Claim::Ours(Box::new(lock)),
            Claim::Held(owner) => Claim::Held(owner),
        })
    }

    fn desk_owner(&self, name: &Path) -> io::Result<Option<String>> {
        DeskLock::holder(name)
    }

    fn publish(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let mut file = open_with(&mut options, name, Links::Refused)?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)
    }

    fn start_private(&self, name: &Path) -> io::Result<Box<dyn PrivateJournal>> {
        if let Some(folder) = name.parent() {
            self.make_folder(folder, Durability::Synced, Readers::Oneself)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true).create_new(true);
        restrict(&mut options, Readers::Oneself);
        let file = options.open(name)?;
        // Without locks another process takes it for a dead one's and merges it; by name, so once.
        let _ = file.try_lock();
        sync_folder(name)?;
        let path = name.to_owned();
        Ok(Box::new(PrivateFile { file, path }))
    }

    fn take_over(&self, name: &Path) -> io::Result<Option<TakenOver>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        let mut file = open_with(&mut options, name, Links::Followed)?;
        // Where there are no locks nobody is known to live.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let hold = Box::new(LockedFile(file));
        Ok(Some(TakenOver { bytes, hold }))
    }
}

/// A file whose open handle holds its lock.
#[derive(Debug)]
struct LockedFile(#[expect(dead_code, reason = "held, not read")] File);

impl Hold for LockedFile {}
impl Hold for DeskLock {}
impl Hold for HeldLock<'_> {}

impl AppendLock for LockFile {
    fn take(&self, patience: Duration) -> Result<Box<dyn Hold + '_>, LockError> {
        Ok(Box::new(self.hold(patience)?))
    }
}

#[derive(Debug)]
struct JournalFile {
    file: File,
    path: PathBuf,
}

impl OpenJournal for JournalFile {
    fn is_current(&self, known_bytes: u64) -> io::Result<bool> {
        let named = fs::metadata(&self.path)?;
        let open = self.file.metadata()?;
        Ok(identity(&named) == identity(&open) && named.len() >= known_bytes)
    }

    fn length(&self) -> Option<u64> {
        self.file.metadata().ok().map(|file| file.len())
    }

    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(offset))?;
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn append(&mut self, bytes: &[u8], offset: u64) -> Result<(), StoreError> {
        let path = &self.path;
        self.file.write_all(bytes).at(Cause::Write, path)?;
        self.file.sync_data().at(Cause::Sync, path)?;
        let mut back = vec![0; bytes.len()];
        self.file
            .seek(SeekFrom::Start(offset))
            .at(Cause::ReadBack, path)?;
        self.file.read_exact(&mut back).at(Cause::ReadBack, path)?;
        if back == bytes {
            Ok(())
        } else {
            Err(StoreError::new(Cause::ReadBack, path))
        }
    }
}

#[derive(Debug)]
struct PrivateFile {
    file: File,
    path: PathBuf,
}

impl PrivateJournal for PrivateFile {
    fn name(&self) -> &Path {
        &self.path
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.file.sync_data()?;
        let length = i64::try_from(bytes.len()).map_err(io::Error::other)?;
        self.file.seek(SeekFrom::End(-length))?;
        let mut back = Vec::new();
        self.file.read_to_end(&mut back)?;
        if back == bytes {
            Ok(())
        } else {
            Err(io::Error::other("what was written does not stand there"))
        }
    }
}
