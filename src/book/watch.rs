//! Waits until a file may have changed. The system tells (inotify, `ReadDirectoryChangesW`); on
//! folders that lie on another computer it cannot, and there one looks again and again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// The pause between looks where nothing tells.
const POLL: Duration = Duration::from_millis(300);
/// The longest pause of a wall between looks, where the system tells.
const LOOK_AGAIN: Duration = Duration::from_secs(3);
/// The longest pause of a desk between looks. Each look wakes a machine that is otherwise at rest.
const LOOK_AGAIN_AT_OUR_OWN: Duration = Duration::from_secs(30);

/// The end of a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Woken {
    /// The system told of a change.
    Told,
    /// Time passed.
    TimePassed,
}

/// Waits for changes.
#[derive(Debug)]
pub struct Watch {
    /// None where the system does not tell.
    watcher: Option<RecommendedWatcher>,
    changes: Receiver<()>,
    is_trusted: bool,
    /// The longest pause between looks.
    look_again: Duration,
    /// There was nothing to watch.
    was_missing: bool,
}

impl Watch {
    /// Waits for changes of any of these files of a folder, also of those that do not exist yet.
    #[must_use]
    pub fn of_folder(folder: &Path, names: &[PathBuf]) -> Self {
        let names: Vec<_> = names
            .iter()
            .filter_map(|name| name.file_name().map(ToOwned::to_owned))
            .collect();
        Self::start(folder, move |changed| {
            let name = changed.file_name();
            names.is_empty() || name.is_some_and(|name| names.iter().any(|known| known == name))
        })
    }

    /// Waits for changes of this one file, which is written from here and seldom by others.
    #[must_use]
    pub fn of_our_own(file: &Path) -> Self {
        Self {
            look_again: LOOK_AGAIN_AT_OUR_OWN,
            ..Self::start(file, |_| true)
        }
    }

    fn start(path: &Path, concerns_us: impl Fn(&Path) -> bool + Send + 'static) -> Self {
        let (tell, changes) = channel();
        if is_elsewhere(path) {
            let look_again = LOOK_AGAIN;
            return Self {
                watcher: None,
                changes,
                is_trusted: false,
                look_again,
                was_missing: false,
            };
        }
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            // To look at a file is no change; else we would wake ourselves.
            if !matches!(event.kind, EventKind::Access(_))
                && event.paths.iter().any(|path| concerns_us(path))
            {
                // Whoever waits no longer needs not be told.
                let _ = tell.send(());
            }
        });
        let watcher = watcher.and_then(|mut watcher| {
            watcher.watch(path, RecursiveMode::NonRecursive)?;
            Ok(watcher)
        });
        let watcher = watcher.ok();
        let (is_trusted, was_missing) = (watcher.is_some(), !path.exists());
        Self {
            watcher,
            changes,
            is_trusted,
            look_again: LOOK_AGAIN,
            was_missing,
        }
    }

    /// Waits until something may have changed.
    pub fn wait(&mut self) -> Woken {
        let patience = if self.is_trusted {
            self.look_again
        } else {
            POLL
        };
        match self.changes.recv_timeout(patience) {
            Ok(()) => {
                while self.changes.try_recv().is_ok() {}
                Woken::Told
            }
            Err(RecvTimeoutError::Timeout) => Woken::TimePassed,
            Err(RecvTimeoutError::Disconnected) => {
                std::thread::sleep(patience);
                Woken::TimePassed
            }
        }
    }

    /// Hears whether there was something new to see. A system that has let a change pass in silence
    /// is not waited for again: it may still tell of what this computer writes.
    pub fn learn(&mut self, woken: Woken, was_new: bool) {
        if woken == Woken::TimePassed && was_new && self.changes.try_recv().is_err() {
            self.is_trusted = false;
        }
    }

    /// Tells whether the system could tell of this folder, if it did not: it may not have been
    /// there.
    #[must_use]
    pub fn may_be_told(&self, folder: &Path) -> bool {
        self.was_missing && folder.is_dir()
    }

    /// Tells whether the system tells at all.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.watcher.is_some()
    }
}

/// Tells whether a path lies on another computer, so that its changes are not told here.
#[cfg(target_os = "linux")]
fn is_elsewhere(path: &Path) -> bool {
    // NFS, SMB in three forms, 9P, AFS, Ceph, FUSE (as sshfs).
    const ELSEWHERE: [i64; 8] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x0102_1997,
        0x5346_414f,
        0x00c3_6400,
        0x6573_5546,
    ];
    rustix::fs::statfs(path).is_ok_and(|system| ELSEWHERE.contains(&system.f_type))
}

/// Tells whether a path lies on another computer, so that its changes are not told here.
#[cfg(not(target_os = "linux"))]
fn is_elsewhere(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_a_file_is_told_and_that_of_its_neighbour_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let (ours, neighbour) = (
            folder.path().join("kd.journal"),
            folder.path().join("annan.journal"),
        );
        let mut watch = Watch::of_folder(folder.path(), std::slice::from_ref(&ours));
        if !watch.is_told() {
            return;
        }
        std::fs::write(&neighbour, "x").expect("a folder");
        std::fs::write(&ours, "x").expect("a folder");
        assert_eq!(watch.wait(), Woken::Told);
    }

    #[test]
    fn a_system_that_lets_a_change_pass_in_silence_is_not_waited_for() {
        let (_tell, changes) = channel();
        let look_again = LOOK_AGAIN;
        let mut watch = Watch {
            watcher: None,
            changes,
            is_trusted: true,
            look_again,
            was_missing: false,
        };
        watch.learn(Woken::TimePassed, false);
        assert!(watch.is_trusted);
        watch.learn(Woken::TimePassed, true);
        assert!(!watch.is_trusted);
        assert_eq!(watch.wait(), Woken::TimePassed);
    }
}
