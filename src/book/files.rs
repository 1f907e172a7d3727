//! The files of a meeting, and the folder of the user's private state.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy;

use super::live_draft::LiveDraft;
use super::storage::Storage;
use super::storage::folder::FolderStorage;

/// The files of one meeting, all named by its stem, and the storage that keeps them.
#[derive(Debug, Clone)]
pub struct MeetingFiles {
    /// `2026-02-27-kommundirektorer`.
    pub stem: String,
    /// Everything that happened: the truth.
    pub journal: PathBuf,
    /// The meeting as it stands.
    pub record: PathBuf,
    /// The decision being worded, for the wall.
    pub draft: PathBuf,
    /// Held for an append.
    pub lock: PathBuf,
    /// Held by the desk that owns the text.
    pub desk_lock: PathBuf,
    storage: Arc<dyn Storage>,
}

impl PartialEq for MeetingFiles {
    /// The journal's name tells a meeting from all others.
    fn eq(&self, other: &Self) -> bool {
        self.journal == other.journal
    }
}

impl Eq for MeetingFiles {}

impl MeetingFiles {
    /// The files of the meeting with this stem in a folder.
    #[must_use]
    pub fn within(folder: &Path, stem: &str) -> Self {
        Self::stored(Arc::new(FolderStorage), folder, stem)
    }

    /// The files of the meeting with this stem in a folder of a storage.
    #[must_use]
    pub fn stored(storage: Arc<dyn Storage>, folder: &Path, stem: &str) -> Self {
        let named = |ending: &str| folder.join(format!("{stem}.{ending}"));
        Self {
            stem: stem.to_owned(),
            journal: named("journal"),
            record: named("ron"),
            draft: named("draft"),
            lock: named("lock"),
            desk_lock: named("desk.lock"),
            storage,
        }
    }

    /// The storage that keeps them.
    #[must_use]
    pub fn storage(&self) -> &Arc<dyn Storage> {
        &self.storage
    }

    /// The draft that the wall shows.
    #[must_use]
    pub fn live_draft(&self) -> LiveDraft {
        LiveDraft::of(self)
    }
}

/// The path by which the system knows a file, whatever links lead to it; as it is written where there
/// is none of that name.
pub(super) fn real_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Names of devices, on Windows and in any folder, whatever ending they get.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

fn is_device(name: &str) -> bool {
    let port = name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"));
    let is_port =
        port.is_some_and(|port| port.len() == 1 && port.bytes().all(|sign| sign.is_ascii_digit()));
    is_port || DEVICES.contains(&name)
}

/// Tells whether this may name a meeting on every system: `[a-z0-9-]`, at most 100 signs, and no
/// device.
#[must_use]
pub fn is_stem(name: &str) -> bool {
    let is_plain = |sign: u8| matches!(sign, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !name.is_empty() && name.len() <= 100 && name.bytes().all(is_plain) && !is_device(name)
}

/// The user's private state: drafts, rescue journals. None where the system names no such folder.
#[must_use]
pub fn state_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(state.join("klubba"))
}
