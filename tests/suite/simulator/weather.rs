//! What may befall a process in the middle of a call, and how often: each schedule has a weather of
//! its own, so that some are full of kills and some of failing syncs, and some are calm.

use std::io;

use super::random::Random;

/// The kind of a step of the storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Something is read or asked for.
    Read,
    /// Something is written, made, moved or removed.
    Write,
    /// Something is made to stay.
    Sync,
    /// A lock is opened or taken.
    Lock,
    /// Time passes in the middle of a step; nothing fails there.
    Pause,
}

/// What befalls a process at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Nothing,
    /// Another process acts first.
    Overtaken,
    /// It is killed.
    Killed,
    /// The power goes.
    PowerLost,
    /// The step fails with this error.
    Failed(io::ErrorKind),
}

/// What befalls the bytes of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteFate {
    /// They are written.
    Whole,
    /// So many are written, and then there is no room.
    Part(usize),
    /// So many are written, and then the process is killed.
    KilledAfter(usize),
    /// They are written, and this one is another.
    Garbled(usize),
}

/// How often each thing happens, in a thousand steps.
#[derive(Debug, Clone, Default)]
pub struct Weather {
    read_fails: usize,
    write_fails: usize,
    sync_fails: usize,
    lock_fails: usize,
    write_torn: usize,
    write_garbled: usize,
    killed: usize,
    power: usize,
    overtaken: usize,
    /// Of a sync that fails: the system goes on showing what it did not write.
    shown_after_failure: usize,
    /// A new name is seen late by others.
    pub seen_late: usize,
    /// Between two actions: a folder takes nothing for a while.
    pub outage: usize,
    /// Between two actions: the synchroniser acts.
    pub synchroniser: usize,
    /// Between two actions: a byte is changed on the disk.
    pub rot: usize,
    /// The folder takes nothing while this is so.
    pub book_is_out: bool,
    /// The users' own folders take nothing while this is so.
    pub state_is_out: bool,
}

impl Weather {
    /// Nothing befalls anybody.
    pub fn calm() -> Self {
        Self::default()
    }

    /// A weather of chance: each fault is there or not, and seldom or often.
    pub fn of(random: &mut Random) -> Self {
        let mut sometimes = |rates: &[usize]| {
            let is_there = random.happens(400);
            let rate = random.one_of(rates).copied().unwrap_or(0);
            if is_there { rate } else { 0 }
        };
        Self {
            read_fails: sometimes(&[2, 10, 40]),
            write_fails: sometimes(&[5, 30, 150]),
            sync_fails: sometimes(&[5, 50, 200]),
            lock_fails: sometimes(&[5, 30, 150]),
            write_torn: sometimes(&[10, 50, 200]),
            write_garbled: sometimes(&[10, 50]),
            killed: sometimes(&[2, 5, 15]),
            power: sometimes(&[1, 3, 8]),
            overtaken: sometimes(&[20, 80, 250]),
            shown_after_failure: sometimes(&[500, 1000]),
            seen_late: sometimes(&[100, 500]),
            outage: sometimes(&[30, 100]),
            synchroniser: sometimes(&[20, 80]) / 2 * usize::from(random.happens(500)),
            rot: if random.happens(150) { 60 } else { 0 },
            book_is_out: false,
            state_is_out: false,
        }
    }

    /// What befalls a process at a step.
    pub fn befalls(&self, step: Step, is_private: bool, random: &mut Random) -> Fate {
        let is_out = if is_private {
            self.state_is_out
        } else {
            self.book_is_out
        };
        let fails = match step {
            Step::Read => self.read_fails,
            Step::Write if is_out => return Fate::Failed(io::ErrorKind::StorageFull),
            Step::Write => self.write_fails,
            Step::Sync | Step::Pause => 0,
            Step::Lock => self.lock_fails,
        };
        if random.happens(self.killed) {
            Fate::Killed
        } else if random.happens(self.power) {
            Fate::PowerLost
        } else if random.happens(fails) {
            Fate::Failed(error(step, random))
        } else if random.happens(self.overtaken) {
            Fate::Overtaken
        } else {
            Fate::Nothing
        }
    }

    /// What befalls so many bytes that are written.
    pub fn befalls_write(&self, length: usize, random: &mut Random) -> WriteFate {
        if random.happens(self.write_torn) {
            WriteFate::Part(random.below(length))
        } else if random.happens(self.killed * 3) {
            WriteFate::KilledAfter(random.below(length))
        } else if random.happens(self.write_garbled) {
            WriteFate::Garbled(random.below(length))
        } else {
            WriteFate::Whole
        }
    }

    /// Tells whether a sync fails, and then whether the system goes on showing what was not written.
    pub fn fails_sync(&self, random: &mut Random) -> Option<bool> {
        let fails = random.happens(self.sync_fails);
        fails.then(|| random.happens(self.shown_after_failure))
    }
}

fn error(step: Step, random: &mut Random) -> io::ErrorKind {
    let kinds: &[io::ErrorKind] = match step {
        Step::Read => &[io::ErrorKind::Other, io::ErrorKind::PermissionDenied],
        Step::Write => &[
            io::ErrorKind::StorageFull,
            io::ErrorKind::Other,
            io::ErrorKind::ReadOnlyFilesystem,
        ],
        Step::Sync | Step::Lock | Step::Pause => &[io::ErrorKind::Other],
    };
    random
        .one_of(kinds)
        .copied()
        .unwrap_or(io::ErrorKind::Other)
}
