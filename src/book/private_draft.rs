//! The text being written and not yet recorded: the user's own, readable by nobody else, never
//! synced, and gone when nothing is being written. A comment behind it checks it, as in a journal:
//! what is not as it was written is put aside and told, never taken for what was meant.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journal::{checked, stated_hash, with_check};
use super::storage::{Durability, Readers, Storage};

/// The draft of one meeting.
#[derive(Debug, Clone)]
pub struct PrivateDraft {
    storage: Arc<dyn Storage>,
    path: PathBuf,
}

/// The text that was being written when the program last ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LeftDraft {
    /// Nothing was being written.
    #[default]
    Nothing,
    /// This was.
    Text(String),
    /// Something was, and its file is damaged; it lies beside, with the ending `damaged`.
    Damaged,
}

impl LeftDraft {
    /// The text; `None` where there is none that can be trusted.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing | Self::Damaged => None,
        }
    }
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

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// True where something was being written.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.storage.state(&self.path).is_ok()
    }

    /// The text being written when the program last ended, if it ended in the middle of it.
    #[must_use]
    pub fn load(&self) -> LeftDraft {
        let Ok(bytes) = self.storage.read(&self.path) else {
            return LeftDraft::Nothing;
        };
        let body = match checked(&bytes) {
            Some((body, _)) => body,
            // Early drafts had no check.
            None if stated_hash(&bytes).is_none()
                && bytes.starts_with(b"(")
                && bytes.ends_with(b")") =>
            {
                bytes.as_slice()
            }
            None => return self.put_aside(&bytes),
        };
        match std::str::from_utf8(body) {
            Ok(text) => LeftDraft::Text(text.to_owned()),
            Err(_) => self.put_aside(&bytes),
        }
    }

    /// Keeps a damaged draft beside, where the next text does not replace it.
    fn put_aside(&self, bytes: &[u8]) -> LeftDraft {
        let beside = self.path.with_extension("damaged");
        // Where this fails, the draft itself stays until something else is written.
        let _ = self
            .storage
            .replace(&beside, bytes, Durability::Synced, Readers::Oneself);
        LeftDraft::Damaged
    }

    /// Keeps a text that was copied, beside the drafts; its file.
    ///
    /// # Errors
    /// When the user's folder cannot be written to.
    pub fn keep_copied(&self, text: &str) -> io::Result<PathBuf> {
        let folder = self.path.parent().and_then(Path::parent);
        let folder = folder.unwrap_or(Path::new("."));
        let (durability, readers) = (Durability::Unsynced, Readers::Oneself);
        self.storage.make_folder(folder, durability, readers)?;
        let file = folder.join("copied.txt");
        let text = format!("{text}\n");
        self.storage
            .replace(&file, text.as_bytes(), durability, readers)?;
        Ok(file)
    }

    /// Keeps what is being written; nothing takes the draft away.
    ///
    /// # Errors
    /// When the user's folder cannot be written to.
    pub fn keep(&self, text: Option<&str>) -> io::Result<()> {
        match text {
            Some(text) => {
                if let Some(folder) = self.path.parent() {
                    let (durability, readers) = (Durability::Unsynced, Readers::Oneself);
                    self.storage.make_folder(folder, durability, readers)?;
                }
                self.storage.replace(
                    &self.path,
                    with_check(text).as_bytes(),
                    Durability::Unsynced,
                    Readers::Oneself,
                )
            }
            None => self.storage.remove(&self.path, Durability::Unsynced),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::book::storage::folder::FolderStorage;

    fn draft(folder: &Path) -> PrivateDraft {
        PrivateDraft::of(Arc::new(FolderStorage), folder, "m", "0123456789abcdef")
    }

    #[test]
    fn every_flip_in_a_draft_is_noticed_and_what_is_left_of_it_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = draft(folder.path());
        assert_eq!(draft.load(), LeftDraft::Nothing);
        draft.keep(Some("(writing: \"åska\")")).expect("a folder");
        assert_eq!(draft.load().text(), Some("(writing: \"åska\")"));
        let whole = fs::read(draft.path()).expect("a draft");
        for byte in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[byte] ^= 4;
            fs::write(draft.path(), &flipped).expect("a draft");
            assert_eq!(draft.load(), LeftDraft::Damaged, "byte {byte}");
            let aside = fs::read(draft.path().with_extension("damaged"));
            assert_eq!(aside.expect("a copy"), flipped);
        }
        draft.keep(None).expect("a folder");
        assert!(!draft.is_there());
    }

    #[test]
    fn a_draft_of_an_early_klubba_is_taken_up() {
        let folder = tempfile::tempdir().expect("a folder");
        let draft = draft(folder.path());
        draft.keep(Some("(parked: [])")).expect("a folder");
        fs::write(draft.path(), "(parked: [])").expect("a draft");
        assert_eq!(draft.load().text(), Some("(parked: [])"));
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_the_users_alone_even_where_it_was_not() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let draft = draft(folder.path());
        let drafts = folder.path().join("drafts");
        fs::create_dir(&drafts).expect("a folder");
        fs::set_permissions(&drafts, fs::Permissions::from_mode(0o777)).expect("a folder");
        draft.keep(Some("(x)")).expect("a folder");
        let mode = fs::metadata(&drafts)
            .expect("a folder")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
