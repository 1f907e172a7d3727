//! The text being written and not yet recorded: the user's own, readable by nobody else, never
//! synced, and gone when nothing is being written.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::storage::{Durability, Readers, Storage};

/// The draft of one meeting.
#[derive(Debug, Clone)]
pub struct PrivateDraft {
    storage: Arc<dyn Storage>,
    path: PathBuf,
}

impl PrivateDraft {
    /// The draft of the meeting whose journal begins with this line.
    #[must_use]
    pub fn of(
        storage: Arc<dyn Storage>,
        state_folder: &Path,
        stem: &str,
        first_line: &str,
    ) -> Self {
        let short: String = first_line.chars().take(16).collect();
        Self {
            storage,
            path: state_folder
                .join("drafts")
                .join(format!("{stem}-{short}.ron")),
        }
    }

    /// The text being written when the program last ended, if it ended in the middle of it.
    #[must_use]
    pub fn load(&self) -> Option<String> {
        let bytes = self.storage.read(&self.path).ok()?;
        String::from_utf8(bytes).ok()
    }

    /// Keeps what is being written; nothing takes the draft away.
    ///
    /// # Errors
    /// When the user's folder cannot be written to.
    pub fn keep(&self, text: Option<&str>) -> io::Result<()> {
        match text {
            Some(text) => {
                if let Some(folder) = self.path.parent() {
                    self.storage.make_folder(folder, Durability::Unsynced)?;
                }
                self.storage.replace(
                    &self.path,
                    text.as_bytes(),
                    Durability::Unsynced,
                    Readers::Oneself,
                )
            }
            None => match self.storage.remove(&self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        }
    }
}
