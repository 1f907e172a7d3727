//! The decision that is being worded, beside the journal, so that the wall can show it: one RON
//! struct and the comment that checks it. It is written over with each key and never synced; a
//! reader that meets half of it keeps what it had and is woken again. It is gone when nothing is
//! being worded.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::files::MeetingFiles;
use super::journal::{checked, with_check};
use super::storage::{Durability, Storage};
use crate::meeting::public::Wording;
use crate::meeting::text::LONGEST;

/// A wording in progress, and its meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The hash of the first line of the meeting's journal.
    pub meeting: String,
    /// The wording.
    pub wording: Wording,
}

/// The state of the draft as a reader finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveDraftState {
    /// Nothing is being worded.
    Nothing,
    /// This is.
    Wording(Box<Published>),
    /// It was read while it was being written.
    Torn,
}

/// The draft of one meeting that the wall shows.
#[derive(Debug, Clone)]
pub struct LiveDraft {
    storage: Arc<dyn Storage>,
    name: PathBuf,
}

impl LiveDraft {
    /// The live draft of this meeting.
    #[must_use]
    pub fn of(files: &MeetingFiles) -> Self {
        Self {
            storage: Arc::clone(files.storage()),
            name: files.draft.clone(),
        }
    }

    /// Lets the wall see what is being worded; None takes the draft away.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn keep(&self, published: Option<&Published>) -> io::Result<()> {
        let Some(published) = published else {
            return self.storage.remove(&self.name, Durability::Unsynced);
        };
        let line = with_check(&ron::to_string(published).map_err(io::Error::other)?) + "\n";
        self.storage.publish(&self.name, line.as_bytes())
    }

    /// Reads what is being worded.
    #[must_use]
    pub fn read(&self) -> LiveDraftState {
        // What is no file may keep its reader waiting.
        if !self
            .storage
            .own_state(&self.name)
            .is_ok_and(|found| found.is_file)
        {
            return LiveDraftState::Nothing;
        }
        let bytes = match self.storage.read_at_most(&self.name, 4 * LONGEST as u64) {
            Ok(bytes) => bytes,
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => {
                    return LiveDraftState::Nothing;
                }
                _ => return LiveDraftState::Torn,
            },
        };
        let line = bytes
            .split(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let body = checked(line).and_then(|(body, _)| std::str::from_utf8(body).ok());
        let published = body.and_then(|body| ron::from_str(body).ok());
        published.map_or(LiveDraftState::Torn, |published| {
            LiveDraftState::Wording(Box::new(published))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::meeting::item::ItemId;
    use crate::meeting::public::WordedPart;

    fn wording(text: &str) -> Published {
        let part = WordedPart::NewClause(None);
        let wording = Wording {
            item: ItemId(3),
            part,
            text: text.to_owned(),
            numbers: 9,
        };
        Published {
            meeting: "0f".to_owned(),
            wording,
        }
    }

    #[test]
    fn what_is_worded_is_read_back_longer_or_shorter_until_nothing_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = MeetingFiles::within(folder.path(), "kd");
        let draft = files.live_draft();
        assert_eq!(draft.read(), LiveDraftState::Nothing);
        for text in ["att ge stöd", "att ge stöd till \"två\"\nprojekt", "att"] {
            draft
                .keep(Some(&wording(text)))
                .expect("a folder that can be written to");
            assert_eq!(
                draft.read(),
                LiveDraftState::Wording(Box::new(wording(text)))
            );
            assert!(
                fs::read(&files.draft).is_ok_and(|bytes| bytes.ends_with(b"\n")),
                "and nothing stands behind it"
            );
        }
        draft.keep(None).expect("a folder that can be written to");
        draft.keep(None).expect("what is gone is gone");
        assert_eq!(draft.read(), LiveDraftState::Nothing);
    }

    #[test]
    fn half_of_it_is_not_taken_for_the_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = MeetingFiles::within(folder.path(), "kd");
        let draft = files.live_draft();
        draft
            .keep(Some(&wording("att ge stöd")))
            .expect("a folder that can be written to");
        let whole = fs::read(&files.draft).expect("a draft");
        for length in 0..whole.len() - 1 {
            fs::write(&files.draft, whole.get(..length).expect("shorter")).expect("a folder");
            assert_eq!(draft.read(), LiveDraftState::Torn, "{length} bytes");
        }
    }
}
