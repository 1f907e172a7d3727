//! What is being written and not yet said: the user's own, readable by nobody else, never synced,
//! and gone when nothing is being written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::replace::{Durability, Readers, replace};

/// The draft of one meeting.
#[derive(Debug, Clone)]
pub struct DraftFile {
    path: PathBuf,
}

impl DraftFile {
    /// The draft of the meeting whose journal begins with this line.
    #[must_use]
    pub fn of(state_folder: &Path, stem: &str, first_line: &str) -> Self {
        let short: String = first_line.chars().take(16).collect();
        Self {
            path: state_folder
                .join("drafts")
                .join(format!("{stem}-{short}.ron")),
        }
    }

    /// What was being written when the program last ended, if it ended in the middle of it.
    #[must_use]
    pub fn load(&self) -> Option<String> {
        fs::read_to_string(&self.path).ok()
    }

    /// Keeps what is being written; nothing takes the draft away.
    ///
    /// # Errors
    /// When the user's folder cannot be written to.
    pub fn keep(&self, text: Option<&str>) -> io::Result<()> {
        match text {
            Some(text) => {
                if let Some(folder) = self.path.parent() {
                    fs::create_dir_all(folder)?;
                }
                replace(
                    &self.path,
                    text.as_bytes(),
                    Durability::Unsynced,
                    Readers::Oneself,
                )
            }
            None => match fs::remove_file(&self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        }
    }
}
