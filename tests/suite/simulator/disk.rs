//! A disk of files in memory. Each file has two contents: what the system shows of it, and what
//! would be left of it if the power went now. The same with names: a file that was made or moved is
//! found after a loss of power only when its folder was synced.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::random::Random;

/// A process, by the order in which it was started; one that is started anew is another.
pub type ProcessId = u32;

/// The judge, who stands outside: nothing befalls it, and it sees every name as it is.
pub const JUDGE: ProcessId = 0;

/// A file, whatever its name.
#[derive(Debug, Default, Clone)]
pub struct File {
    /// As the system shows it.
    pub shown: Vec<u8>,
    /// As it would be after a loss of power.
    pub kept: Vec<u8>,
    /// What the next sync writes out.
    dirty: Vec<Range<usize>>,
    /// Syncs that failed. Whoever has had it open since before is told at its own next sync.
    pub failed_syncs: u32,
    /// Counts up with each change.
    pub changed: u64,
}

/// A change of a name that no sync of its folder has made to stay.
#[derive(Debug, Clone)]
struct Renaming {
    name: PathBuf,
    to: Option<usize>,
}

/// A lock, by the name of its file.
#[derive(Debug)]
struct Lock {
    name: PathBuf,
    process: ProcessId,
    handle: u64,
}

/// A name that others than the one who moved it see with the old file still, for a while.
#[derive(Debug)]
struct SeenLate {
    name: PathBuf,
    old: usize,
    mover: ProcessId,
}

/// The disk.
#[derive(Debug, Default)]
pub struct Disk {
    files: Vec<File>,
    /// In the order in which they were made, so that no name of chance decides any order.
    names: Vec<(PathBuf, usize)>,
    kept_names: Vec<(PathBuf, usize)>,
    unsynced: Vec<Renaming>,
    folders: BTreeSet<PathBuf>,
    locks: Vec<Lock>,
    seen_late: Vec<SeenLate>,
    handles: u64,
    changes: u64,
    has_lost_power: bool,
    /// True once bytes that were shown were taken back by a sync that failed.
    pub has_dropped: bool,
}

fn missing() -> io::Error {
    io::ErrorKind::NotFound.into()
}

fn point(names: &mut Vec<(PathBuf, usize)>, name: &Path, to: Option<usize>) {
    match (names.iter().position(|(known, _)| known == name), to) {
        (Some(at), Some(file)) => names[at].1 = file,
        (Some(at), None) => {
            names.remove(at);
        }
        (None, Some(file)) => names.push((name.to_owned(), file)),
        (None, None) => {}
    }
}

/// Names.
impl Disk {
    /// The file that has this name, as this process sees it.
    pub fn find(&self, name: &Path, viewer: ProcessId) -> io::Result<usize> {
        let late = self
            .seen_late
            .iter()
            .find(|late| late.name == name && late.mover != viewer && viewer != JUDGE);
        let named = || self.names.iter().find(|(known, _)| known == name);
        late.map(|late| late.old)
            .or_else(|| named().map(|(_, file)| *file))
            .ok_or_else(missing)
    }

    /// The file that would have this name after a loss of power.
    pub fn find_kept(&self, name: &Path) -> Option<&File> {
        let (_, file) = self.kept_names.iter().find(|(known, _)| known == name)?;
        self.files.get(*file)
    }

    /// Gives a name to a file or takes it away; until its folder is synced nothing keeps that.
    pub fn name(&mut self, name: &Path, to: Option<usize>) {
        point(&mut self.names, name, to);
        self.unsynced.push(Renaming {
            name: name.to_owned(),
            to,
        });
        self.seen_late.retain(|late| late.name != name);
    }

    /// Lets all but one process go on seeing the file that has this name now.
    pub fn show_late(&mut self, name: &Path, old: usize, mover: ProcessId) {
        self.seen_late.push(SeenLate {
            name: name.to_owned(),
            old,
            mover,
        });
    }

    /// Tells whether anybody sees an old file still.
    pub fn is_seen_late(&self) -> bool {
        !self.seen_late.is_empty()
    }

    /// Everybody sees every name as it is.
    pub fn show_all(&mut self) {
        self.seen_late.clear();
    }

    /// Makes the names of a folder stay.
    pub fn sync_folder(&mut self, folder: &Path) {
        let (here, elsewhere) = std::mem::take(&mut self.unsynced)
            .into_iter()
            .partition(|change| change.name.parent() == Some(folder));
        self.unsynced = elsewhere;
        for Renaming { name, to } in here {
            point(&mut self.kept_names, &name, to);
        }
    }

    /// Makes a folder; it stays.
    pub fn make_folder(&mut self, folder: &Path) {
        self.folders.insert(folder.to_owned());
    }

    /// The names in a folder.
    pub fn names_in(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        if !self.folders.contains(folder) {
            return Err(missing());
        }
        let names = self.names.iter().map(|(name, _)| name);
        let here = names.filter(|name| name.parent() == Some(folder));
        Ok(here.cloned().collect())
    }
}

/// Contents.
impl Disk {
    /// A file without a name.
    pub fn make(&mut self) -> usize {
        self.changes += 1;
        self.files.push(File {
            changed: self.changes,
            ..File::default()
        });
        self.files.len() - 1
    }

    /// A file.
    pub fn file(&self, file: usize) -> &File {
        &self.files[file]
    }

    /// A file, to be changed in a way that no writer has.
    pub fn file_mut(&mut self, file: usize) -> &mut File {
        self.changes += 1;
        let changed = self.changes;
        let file = &mut self.files[file];
        file.changed = changed;
        file
    }

    /// Writes over a file, from this byte.
    pub fn write(&mut self, file: usize, offset: usize, bytes: &[u8]) {
        let file = self.file_mut(file);
        let end = offset + bytes.len();
        if file.shown.len() < end {
            file.shown.resize(end, 0);
        }
        file.shown[offset..end].copy_from_slice(bytes);
        file.dirty.push(offset..end);
    }

    /// Appends to a file.
    pub fn append(&mut self, file: usize, bytes: &[u8]) {
        self.write(file, self.files[file].shown.len(), bytes);
    }

    /// Cuts a file off.
    pub fn cut(&mut self, file: usize, length: usize) {
        let file = self.file_mut(file);
        file.shown.truncate(length);
        file.kept.truncate(length);
    }

    /// Makes a file's contents stay.
    pub fn sync(&mut self, file: usize) {
        let file = &mut self.files[file];
        file.kept.resize(file.shown.len(), 0);
        for range in std::mem::take(&mut file.dirty) {
            let range = range.start..range.end.min(file.shown.len());
            if !range.is_empty() {
                file.kept[range.clone()].copy_from_slice(&file.shown[range]);
            }
        }
    }

    /// A sync that fails: what it should have written counts as written, and is not. The system may
    /// go on showing it, or show at once what is on the disk.
    pub fn fail_sync(&mut self, file: usize, is_shown: bool) {
        let file = &mut self.files[file];
        file.failed_syncs += 1;
        for range in std::mem::take(&mut file.dirty) {
            if !is_shown {
                for at in range.start..range.end.min(file.shown.len()) {
                    file.shown[at] = file.kept.get(at).copied().unwrap_or(0);
                }
            }
        }
        self.has_dropped |= !is_shown;
    }

    /// Tells whether there may be holes: between what was synced, or in a line that never was.
    pub fn may_have_holes(&self) -> bool {
        self.has_dropped || self.has_lost_power
    }

    /// The power goes: of what was not synced any part may be left, of names and of contents. Every
    /// lock is free.
    pub fn lose_power(&mut self, random: &mut Random) {
        let unsynced = std::mem::take(&mut self.unsynced);
        let orderly = random
            .happens(500)
            .then(|| random.below(unsynced.len() + 1));
        for (place, Renaming { name, to }) in unsynced.into_iter().enumerate() {
            if orderly.map_or_else(|| random.happens(500), |kept| place < kept) {
                point(&mut self.kept_names, &name, to);
            }
        }
        self.names.clone_from(&self.kept_names);
        self.seen_late.clear();
        self.locks.clear();
        self.has_lost_power = true;
        for file in &mut self.files {
            file.lose_power(random);
        }
    }
}

impl File {
    fn lose_power(&mut self, random: &mut Random) {
        let mut left = std::mem::take(&mut self.kept);
        for range in std::mem::take(&mut self.dirty) {
            let range = range.start..range.end.min(self.shown.len());
            let length = match random.below(3) {
                0 => 0,
                1 => range.len(),
                _ => random.below(range.len() + 1),
            };
            let end = range.start + length;
            if length > 0 {
                if left.len() < end {
                    left.resize(end, 0);
                }
                left[range.start..end].copy_from_slice(&self.shown[range.start..end]);
            }
        }
        self.shown.clone_from(&left);
        self.kept = left;
        self.failed_syncs = 0;
    }
}

/// Locks.
impl Disk {
    /// Takes a lock where it is free, and gives the handle that frees it, or the holder.
    pub fn lock(&mut self, name: &Path, process: ProcessId) -> Result<u64, ProcessId> {
        if let Some(lock) = self.locks.iter().find(|lock| lock.name == name) {
            return Err(lock.process);
        }
        self.handles += 1;
        self.locks.push(Lock {
            name: name.to_owned(),
            process,
            handle: self.handles,
        });
        Ok(self.handles)
    }

    /// The process that holds a lock.
    pub fn holder(&self, name: &Path) -> Option<ProcessId> {
        let mut locks = self.locks.iter();
        locks
            .find(|lock| lock.name == name)
            .map(|lock| lock.process)
    }

    /// Frees a lock.
    pub fn unlock(&mut self, handle: u64) {
        self.locks.retain(|lock| lock.handle != handle);
    }

    /// Frees all that a process held.
    pub fn bury(&mut self, process: ProcessId) {
        self.locks.retain(|lock| lock.process != process);
    }
}
