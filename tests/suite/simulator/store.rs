//! The storage of one process: the disk of the simulated computer, with something that may befall
//! the process at every step. The steps are those that a book in a folder takes, in their order.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};

use klubba::book::recorder::{Cause, StoreError};
use klubba::book::storage::{
    AppendLock, Claim, Durability, FileState, Hold, LockError, OpenJournal, PrivateJournal,
    Readers, Storage, TakenOver,
};

use super::disk::{JUDGE, ProcessId};
use super::weather::{Fate, Step, WriteFate};
use super::world::World;

/// The storage as one process has it.
#[derive(Clone)]
pub struct Store {
    world: Weak<World>,
    process: ProcessId,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the storage of process {}", self.process)
    }
}

/// A lock that is held, or the lock of a file that is open.
#[derive(Debug)]
struct Held {
    store: Store,
    handle: u64,
}

impl Hold for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(world) = self.store.world.upgrade() {
            world.core().disk.unlock(self.handle);
        }
    }
}

impl Store {
    /// The storage of a process.
    pub fn of(world: &Arc<World>, process: ProcessId) -> Self {
        Self {
            world: Arc::downgrade(world),
            process,
        }
    }

    /// A step on a file, and whatever befalls the process there.
    fn step(&self, step: Step, what: &str, name: &Path) -> io::Result<Arc<World>> {
        let world = self.world.upgrade().ok_or(io::ErrorKind::BrokenPipe)?;
        if self.process == JUDGE {
            return Ok(world);
        }
        world.end_if_dead(self.process);
        let fate = {
            let mut core = world.core();
            let core = &mut *core;
            let is_private = !name.starts_with("/book");
            core.weather.befalls(step, is_private, &mut core.random)
        };
        if fate != Fate::Nothing {
            world.tell(|| format!("    {what} {}: {fate:?}", short(name)));
        }
        match fate {
            Fate::Nothing => {}
            Fate::Overtaken => world.let_another_act(),
            Fate::Killed => world.kill(self.process),
            Fate::PowerLost => world.lose_power(),
            Fate::Failed(kind) => {
                world.core().errors += 1;
                return Err(kind.into());
            }
        }
        world.end_if_dead(self.process);
        Ok(world)
    }

    fn find(&self, world: &World, name: &Path) -> io::Result<usize> {
        world.core().disk.find(name, self.process)
    }

    /// Writes these at the end of a file, in two halves: others may see the first alone.
    fn append_to(&self, file: usize, bytes: &[u8], name: &Path) -> io::Result<()> {
        let world = self.step(Step::Write, "write", name)?;
        let fate = {
            let mut core = world.core();
            let core = &mut *core;
            let weather = core.weather_of(self.process);
            weather.befalls_write(bytes.len(), &mut core.random)
        };
        if fate != WriteFate::Whole {
            world.tell(|| format!("    write {} bytes: {fate:?}", bytes.len()));
        }
        let mut bytes = bytes.to_vec();
        let (length, is_killed) = match fate {
            WriteFate::Whole => (bytes.len(), false),
            WriteFate::Garbled(at) => {
                bytes[at] ^= 1;
                // What is kept here is not read back: it is as if its bytes had changed later.
                let mut core = world.core();
                core.ledger.has_rotted_rescue |= name.starts_with("/home");
                core.has_garbled = true;
                drop(core);
                (bytes.len(), false)
            }
            WriteFate::Part(length) => (length, false),
            WriteFate::KilledAfter(length) => (length, true),
        };
        let half = length / 2;
        world.core().disk.append(file, &bytes[..half]);
        self.step(Step::Pause, "half written", name)?;
        world.core().disk.append(file, &bytes[half..length]);
        if is_killed {
            world.kill(self.process);
        }
        world.end_if_dead(self.process);
        if length < bytes.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    /// Syncs a file that has been open since `failed_syncs` of its syncs had failed.
    fn sync(&self, file: usize, failed_syncs: &mut u32, name: &Path) -> io::Result<()> {
        let world = self.step(Step::Sync, "sync", name)?;
        let mut core = world.core();
        let core = &mut *core;
        let weather = core.weather_of(self.process);
        let fails = weather.fails_sync(&mut core.random);
        if let Some(is_shown) = fails {
            core.disk.fail_sync(file, is_shown);
            core.errors += 1;
            core.trace(|| format!("    sync fails, shown still: {is_shown}"));
        } else {
            core.disk.sync(file);
        }
        let failed = core.disk.file(file).failed_syncs;
        if std::mem::replace(failed_syncs, failed) == failed {
            Ok(())
        } else {
            Err(io::Error::other("the sync failed"))
        }
    }

    fn sync_folder(&self, name: &Path) -> io::Result<()> {
        let folder = name.parent().unwrap_or(Path::new("/")).to_owned();
        let world = self.step(Step::Sync, "sync folder of", name)?;
        let mut core = world.core();
        let core = &mut *core;
        let weather = core.weather_of(self.process);
        if weather.fails_sync(&mut core.random).is_some() {
            core.errors += 1;
            core.trace(|| "    sync of the folder fails".to_owned());
            return Err(io::Error::other("the folder's sync failed"));
        }
        core.disk.sync_folder(&folder);
        Ok(())
    }

    /// A new file of this name; what had it before has it no longer.
    fn make_named(world: &World, name: &Path) -> usize {
        let mut core = world.core();
        let file = core.disk.make();
        core.disk.name(name, Some(file));
        file
    }
}

/// The name of a file as the trace tells it: that of a rescue journal comes from the real clock.
pub fn short(name: &Path) -> String {
    let file = name.file_name().unwrap_or_default().to_string_lossy();
    match file.split_once('-') {
        Some((_, _)) if name.starts_with("/home") => "a rescue journal".to_owned(),
        _ => file.into_owned(),
    }
}

fn from_byte(bytes: &[u8], offset: u64) -> Vec<u8> {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    bytes.get(offset..).unwrap_or_default().to_vec()
}

impl Storage for Store {
    fn read_into(&self, name: &Path, bytes: &mut Vec<u8>) -> io::Result<()> {
        *bytes = self.read_from(name, 0)?;
        Ok(())
    }

    fn read_from(&self, name: &Path, offset: u64) -> io::Result<Vec<u8>> {
        let world = self.step(Step::Read, "open and read", name)?;
        let file = self.find(&world, name)?;
        self.step(Step::Read, "read", name)?;
        Ok(from_byte(&world.core().disk.file(file).shown, offset))
    }

    fn read_at_most(&self, name: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = self.read_from(name, 0)?;
        bytes.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    fn state(&self, name: &Path) -> io::Result<FileState> {
        let world = self.step(Step::Read, "ask for", name)?;
        let file = self.find(&world, name)?;
        let core = world.core();
        let found = core.disk.file(file);
        Ok(FileState {
            length: found.shown.len() as u64,
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_millis(found.changed)),
            identity: (1, file as u64),
            is_file: true,
        })
    }

    fn own_state(&self, name: &Path) -> io::Result<FileState> {
        self.state(name)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let world = self.step(Step::Read, "list", &folder.join("x"))?;
        world.core().disk.names_in(folder)
    }

    fn make_folder(
        &self,
        folder: &Path,
        durability: Durability,
        _readers: Readers,
    ) -> io::Result<()> {
        let world = self.step(Step::Write, "make", &folder.join("x"))?;
        world.core().disk.make_folder(folder);
        match durability {
            Durability::Synced => self.sync_folder(folder),
            Durability::Unsynced => Ok(()),
        }
    }

    fn create_new(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let world = self.step(Step::Write, "make", name)?;
        if self.find(&world, name).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = Self::make_named(&world, name);
        let written = self
            .append_to(file, bytes, name)
            .and_then(|()| self.sync(file, &mut 0, name));
        if written.is_err() {
            world.core().disk.name(name, None);
            return written;
        }
        self.sync_folder(name)
    }

    fn replace(
        &self,
        name: &Path,
        bytes: &[u8],
        durability: Durability,
        _readers: Readers,
    ) -> io::Result<()> {
        let world = self.step(Step::Write, "make the new", name)?;
        let file = world.core().disk.make();
        self.append_to(file, bytes, name)?;
        if durability == Durability::Synced {
            self.sync(file, &mut 0, name)?;
        }
        self.step(Step::Write, "rename", name)?;
        {
            let mut core = world.core();
            let core = &mut *core;
            let old = core.disk.find(name, JUDGE);
            core.disk.name(name, Some(file));
            if let (Ok(old), true) = (
                old,
                core.random.happens(core.weather_of(self.process).seen_late),
            ) {
                core.disk.show_late(name, old, self.process);
                core.trace(|| "    the new one is seen late".to_owned());
            }
        }
        match durability {
            Durability::Synced => self.sync_folder(name),
            Durability::Unsynced => Ok(()),
        }
    }

    fn remove(&self, name: &Path, durability: Durability) -> io::Result<()> {
        let world = self.step(Step::Write, "remove", name)?;
        if self.find(&world, name).is_ok() {
            world.core().disk.name(name, None);
        }
        match durability {
            Durability::Synced => self.sync_folder(name),
            Durability::Unsynced => Ok(()),
        }
    }

    fn open_journal(&self, name: &Path) -> Result<(Box<dyn OpenJournal>, Vec<u8>), StoreError> {
        let at = |error| StoreError::from_io(Cause::Read, name, error);
        let world = self.step(Step::Read, "open", name).map_err(at)?;
        let file = self.find(&world, name).map_err(at)?;
        let mut failed_syncs = world.core().disk.file(file).failed_syncs;
        self.step(Step::Read, "read", name).map_err(at)?;
        let bytes = world.core().disk.file(file).shown.clone();
        self.sync(file, &mut failed_syncs, name)
            .map_err(|error| StoreError::from_io(Cause::Sync, name, error))?;
        let journal = Journal {
            store: self.clone(),
            file,
            name: name.to_owned(),
            failed_syncs,
        };
        Ok((Box::new(journal), bytes))
    }

    fn append_lock(&self, name: &Path) -> io::Result<Box<dyn AppendLock>> {
        let world = self.step(Step::Lock, "open lock", name)?;
        if self.find(&world, name).is_err() {
            Self::make_named(&world, name);
        }
        Ok(Box::new(LockFile {
            store: self.clone(),
            name: name.to_owned(),
        }))
    }

    fn claim_desk(&self, name: &Path, _owner: &str) -> io::Result<Claim<Box<dyn Hold + Send>>> {
        let world = self.step(Step::Lock, "claim", name)?;
        let locked = world.core().disk.lock(name, self.process);
        Ok(match locked {
            Ok(handle) => Claim::Ours(Box::new(self.held(handle))),
            Err(process) => Claim::Held(process.to_string()),
        })
    }

    fn desk_owner(&self, name: &Path) -> io::Result<Option<String>> {
        let world = self.step(Step::Lock, "ask for owner of", name)?;
        let holder = world.core().disk.holder(name);
        Ok(holder.map(|process| process.to_string()))
    }

    fn publish(&self, name: &Path, bytes: &[u8]) -> io::Result<()> {
        let world = self.step(Step::Write, "publish", name)?;
        let file = match self.find(&world, name) {
            Ok(file) => file,
            Err(_) => Self::make_named(&world, name),
        };
        let half = bytes.len() / 2;
        world.core().disk.write(file, 0, &bytes[..half]);
        self.step(Step::Pause, "half published", name)?;
        let mut core = world.core();
        core.disk.write(file, half, &bytes[half..]);
        core.disk.cut(file, bytes.len());
        Ok(())
    }

    fn start_private(&self, name: &Path) -> io::Result<Box<dyn PrivateJournal>> {
        if let Some(folder) = name.parent() {
            self.make_folder(folder, Durability::Synced, Readers::Oneself)?;
        }
        let world = self.step(Step::Write, "start", name)?;
        if self.find(&world, name).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = Self::make_named(&world, name);
        let locked = world.core().disk.lock(name, self.process);
        let hold = locked.ok().map(|handle| self.held(handle));
        self.sync_folder(name)?;
        Ok(Box::new(Private {
            store: self.clone(),
            file,
            name: name.to_owned(),
            failed_syncs: 0,
            _hold: hold,
        }))
    }

    fn take_over(&self, name: &Path) -> io::Result<Option<TakenOver>> {
        let world = self.step(Step::Read, "take over", name)?;
        let file = self.find(&world, name)?;
        let locked = world.core().disk.lock(name, self.process);
        let Some(hold) = locked.ok().map(|handle| self.held(handle)) else {
            return Ok(None);
        };
        self.step(Step::Read, "read", name)?;
        let bytes = world.core().disk.file(file).shown.clone();
        let hold = Box::new(hold);
        Ok(Some(TakenOver { bytes, hold }))
    }
}

impl Store {
    fn held(&self, handle: u64) -> Held {
        Held {
            store: self.clone(),
            handle,
        }
    }
}

#[derive(Debug)]
struct LockFile {
    store: Store,
    name: PathBuf,
}

impl AppendLock for LockFile {
    /// No time passes here: who finds the lock held has waited in vain.
    fn take(&self, _patience: Duration) -> Result<Box<dyn Hold + '_>, LockError> {
        let world = self
            .store
            .step(Step::Lock, "take lock", &self.name)
            .map_err(LockError::Failed)?;
        let locked = world.core().disk.lock(&self.name, self.store.process);
        match locked {
            Ok(handle) => Ok(Box::new(self.store.held(handle))),
            Err(process) => Err(LockError::Held(Some(format!("process {process}")))),
        }
    }
}

#[derive(Debug)]
struct Journal {
    store: Store,
    file: usize,
    name: PathBuf,
    failed_syncs: u32,
}

impl OpenJournal for Journal {
    fn is_current(&self, known_bytes: u64) -> io::Result<bool> {
        let world = self.store.step(Step::Read, "ask for", &self.name)?;
        let named = self.store.find(&world, &self.name)?;
        let length = world.core().disk.file(named).shown.len() as u64;
        Ok(named == self.file && length >= known_bytes)
    }

    fn length(&self) -> Option<u64> {
        let world = self.store.step(Step::Read, "ask for", &self.name).ok()?;
        let length = world.core().disk.file(self.file).shown.len();
        Some(length as u64)
    }

    fn read_from(&mut self, offset: u64) -> io::Result<Vec<u8>> {
        let world = self.store.step(Step::Read, "read", &self.name)?;
        let core = world.core();
        Ok(from_byte(&core.disk.file(self.file).shown, offset))
    }

    fn append(&mut self, bytes: &[u8], offset: u64) -> Result<(), StoreError> {
        let Self {
            store, file, name, ..
        } = self;
        let (file, name): (usize, &Path) = (*file, name);
        let at = |cause| move |error| StoreError::from_io(cause, name, error);
        store
            .append_to(file, bytes, name)
            .map_err(at(Cause::Write))?;
        store
            .sync(file, &mut self.failed_syncs, name)
            .map_err(at(Cause::Sync))?;
        let world = store
            .step(Step::Read, "read back", name)
            .map_err(at(Cause::ReadBack))?;
        let back = from_byte(&world.core().disk.file(file).shown, offset);
        if back.get(..bytes.len()) == Some(bytes) {
            Ok(())
        } else {
            Err(StoreError::new(Cause::ReadBack, name))
        }
    }
}

#[derive(Debug)]
struct Private {
    store: Store,
    file: usize,
    name: PathBuf,
    failed_syncs: u32,
    _hold: Option<Held>,
}

impl PrivateJournal for Private {
    fn name(&self) -> &Path {
        &self.name
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.store.append_to(self.file, bytes, &self.name)?;
        self.store
            .sync(self.file, &mut self.failed_syncs, &self.name)
    }
}
