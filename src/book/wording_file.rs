//! The decision that is being worded, beside the journal, so that the wall can show it: one RON
//! struct and the comment that checks it. It is written over with each key and never synced; a
//! reader that meets half of it keeps what it had and is woken again. It is gone when nothing is
//! being worded.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::journal::{checked, with_check};
use super::replace::follow_no_link;
use crate::meeting::public::Wording;
use crate::meeting::text::LONGEST;

/// What is being worded, and at which meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The hash of the first line of the meeting's journal.
    pub meeting: String,
    /// What is being worded.
    pub wording: Wording,
}

/// What a reader finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing is being worded.
    Nothing,
    /// This is.
    Wording(Box<Published>),
    /// It was read while it was being written.
    Torn,
}

/// Lets the wall see what is being worded; nothing takes it away.
///
/// # Errors
/// When the folder cannot be written to.
pub fn keep(path: &Path, published: Option<&Published>) -> io::Result<()> {
    let Some(published) = published else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    };
    let line = with_check(&ron::to_string(published).map_err(io::Error::other)?) + "\n";
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let mut file = follow_no_link(&mut options).open(path)?;
    file.write_all(line.as_bytes())?;
    file.set_len(line.len() as u64)
}

/// What is being worded.
#[must_use]
pub fn read(path: &Path) -> Found {
    // What is no file may keep its reader waiting.
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
        return Found::Nothing;
    }
    let Ok(file) = File::open(path) else {
        return Found::Nothing;
    };
    let mut bytes = Vec::new();
    if file
        .take(4 * LONGEST as u64)
        .read_to_end(&mut bytes)
        .is_err()
    {
        return Found::Torn;
    }
    let line = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let body = checked(line).and_then(|(body, _)| std::str::from_utf8(body).ok());
    let published = body.and_then(|body| ron::from_str(body).ok());
    published.map_or(Found::Torn, |published| Found::Wording(Box::new(published)))
}

#[cfg(test)]
mod tests {
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
        let path = folder.path().join("kd.draft");
        assert_eq!(read(&path), Found::Nothing);
        for text in ["att ge stöd", "att ge stöd till \"två\"\nprojekt", "att"] {
            keep(&path, Some(&wording(text))).expect("a folder that can be written to");
            assert_eq!(read(&path), Found::Wording(Box::new(wording(text))));
            assert!(
                fs::read(&path).is_ok_and(|bytes| bytes.ends_with(b"\n")),
                "and nothing stands behind it"
            );
        }
        keep(&path, None).expect("a folder that can be written to");
        keep(&path, None).expect("what is gone is gone");
        assert_eq!(read(&path), Found::Nothing);
    }

    #[test]
    fn half_of_it_is_not_taken_for_the_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kd.draft");
        keep(&path, Some(&wording("att ge stöd"))).expect("a folder that can be written to");
        let whole = fs::read(&path).expect("a draft");
        for length in 0..whole.len() - 1 {
            fs::write(&path, whole.get(..length).expect("shorter")).expect("a folder");
            assert_eq!(read(&path), Found::Torn, "{length} bytes");
        }
    }
}
