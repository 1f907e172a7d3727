//! The record: the meeting as it stands, as RON for people and for documents. A pure function of
//! the journal; it says from which head of the chain it was made, and its last line checks it.

use std::io;
use std::path::PathBuf;

use ron::extensions::Extensions;
use ron::options::Options;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::files::MeetingFiles;
use super::journal::{ChainHead, hash};
use super::storage::{Durability, Readers};
use crate::meeting::minutes::Minutes;

/// A meeting as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The format.
    pub v: u32,
    /// The meeting: its files' stem.
    pub meeting: String,
    /// Number of the newest entry.
    pub seq: u64,
    /// Hash of the line of the newest entry.
    pub head: String,
    /// Bytes of the journal it was made from.
    pub bytes: u64,
    /// All that is true.
    pub minutes: Minutes,
}

/// From where in the journal a record was made: all that one who has the journal asks of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename = "Record")]
pub struct MadeFrom {
    /// Hash of the line of the newest entry.
    pub head: String,
    /// Bytes of the journal.
    pub bytes: u64,
}

/// So many changed records are kept beside one meeting; then none is replaced any more.
const MOST_KEPT: u32 = 99;

/// The words in a record before its minutes.
const MINUTES: &str = "\n  minutes: ";

/// Why a record cannot be used. The journal is the truth, so this never stops a meeting.
#[derive(Debug, Error)]
pub enum NoRecord {
    /// There is none.
    #[error("there is no record")]
    Missing,
    /// It cannot be read.
    #[error("the record cannot be read")]
    Unreadable(#[source] io::Error),
    /// It is not what was written.
    #[error("the record is not what was written")]
    Damaged,
    /// It is not of this format.
    #[error("the record is not of this format")]
    NotUnderstood(#[source] Box<ron::error::SpannedError>),
}

impl NoRecord {
    /// True where a record stands there that is not as it was written.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        matches!(self, Self::Damaged | Self::NotUnderstood(_))
    }
}

impl Record {
    /// The record of a meeting as these minutes have it.
    #[must_use]
    pub fn of(meeting: &str, minutes: &Minutes, head: &ChainHead, bytes: u64) -> Self {
        Self {
            v: 1,
            meeting: meeting.to_owned(),
            seq: head.seq,
            head: head.hash.clone(),
            bytes,
            minutes: minutes.clone(),
        }
    }

    /// As it is written: RON, and a last line that checks it.
    ///
    /// # Errors
    /// When it cannot be written as RON, which none of our types should bring about.
    pub fn text(&self) -> Result<String, ron::Error> {
        // On every system the same, as its check is: left to itself, ron ends lines as Windows does there.
        let pretty = PrettyConfig::new()
            .new_line("\n")
            .indentor("  ")
            .struct_names(true);
        let body = ron::ser::to_string_pretty(self, pretty)? + "\n";
        let check = hash(body.as_bytes());
        Ok(format!("{body}//{check}\n"))
    }

    /// Replaces the record on the disk, unless it stands there already. One that somebody has
    /// changed is kept beside, and its new name is given.
    ///
    /// # Errors
    /// When the folder cannot be written to; the old record is untouched then.
    pub fn write(&self, files: &MeetingFiles) -> io::Result<Option<PathBuf>> {
        let text = self.text().map_err(io::Error::other)?;
        let storage = files.storage();
        let there = match storage.read(&files.record) {
            Ok(there) if there == text.as_bytes() => return Ok(None),
            there => there.ok(),
        };
        let is_changed = |there: &Vec<u8>| !there.is_empty() && !self.may_replace(there);
        let kept = there.filter(is_changed);
        let kept = kept.map(|there| keep_changed(files, &there)).transpose()?;
        let (name, bytes) = (&files.record, text.as_bytes());
        storage.replace(name, bytes, Durability::Synced, Readers::AsTheFolder)?;
        Ok(kept)
    }

    /// Tells whether this record may take the place of what stands there: an older one, as it was
    /// written. What is of the same entries and says something else is not.
    fn may_replace(&self, there: &[u8]) -> bool {
        Self::of_bytes(there)
            .is_ok_and(|record| record.head != self.head || record.minutes == self.minutes)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`NoRecord`], where there is none that can be trusted.
    pub fn read(files: &MeetingFiles) -> Result<Self, NoRecord> {
        Self::of_bytes(&bytes(files)?)
    }

    /// Understands what was read of a record's file.
    ///
    /// # Errors
    /// [`NoRecord`], where it cannot be trusted.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, NoRecord> {
        Self::parse(checked(bytes)?).map_err(|error| NoRecord::NotUnderstood(Box::new(error)))
    }

    /// Understands a record's text, checked or not.
    ///
    /// # Errors
    /// With the place in the text where it stops making sense.
    pub fn parse(text: &str) -> Result<Self, ron::error::SpannedError> {
        Options::default()
            .with_default_extension(Extensions::IMPLICIT_SOME)
            .from_str(text)
    }
}

/// Keeps a record that somebody changed under a name of its own, and gives that.
fn keep_changed(files: &MeetingFiles, bytes: &[u8]) -> io::Result<PathBuf> {
    let storage = files.storage();
    let named = |number: u32| files.record.with_extension(format!("ron.changed-{number}"));
    for name in (1..=MOST_KEPT).map(named) {
        match storage.read(&name) {
            Ok(kept) if kept == bytes => return Ok(name),
            Ok(_) => {}
            Err(_) => {
                storage.create_new(&name, bytes)?;
                return Ok(name);
            }
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

impl MadeFrom {
    /// Reads from where a record was made, and leaves unread what was made of it: that would take as
    /// long as to read the journal.
    ///
    /// # Errors
    /// [`NoRecord`], where there is none that can be trusted.
    pub fn read(files: &MeetingFiles) -> Result<Self, NoRecord> {
        let bytes = bytes(files)?;
        let text = checked(&bytes)?;
        let (head, _) = text.split_once(MINUTES).ok_or(NoRecord::Damaged)?;
        ron::from_str(&format!("{head})")).map_err(|error| NoRecord::NotUnderstood(Box::new(error)))
    }
}

fn bytes(files: &MeetingFiles) -> Result<Vec<u8>, NoRecord> {
    files
        .storage()
        .read(&files.record)
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => NoRecord::Missing,
            _ => NoRecord::Unreadable(error),
        })
}

/// The text, if it is what was written.
fn checked(bytes: &[u8]) -> Result<&str, NoRecord> {
    let text = std::str::from_utf8(bytes).map_err(|_| NoRecord::Damaged)?;
    let is_whole = text
        .rsplit_once("//")
        .is_some_and(|(body, check)| hash(body.as_bytes()) == check.trim_end());
    if is_whole {
        Ok(text)
    } else {
        Err(NoRecord::Damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_where_a_record_was_made_is_what_the_whole_of_it_says() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = MeetingFiles::within(folder.path(), "vatten");
        let head = ChainHead {
            seq: 7,
            hash: "abc".to_owned(),
        };
        let record = Record::of("vatten", &Minutes::default(), &head, 1200);
        record.write(&files).expect("a folder");
        let made_from = MadeFrom::read(&files).expect("what was written");
        assert_eq!(
            made_from,
            MadeFrom {
                head: record.head.clone(),
                bytes: record.bytes
            }
        );
        std::fs::write(
            &files.record,
            record.text().expect("a record").replace("1200", "1201"),
        )
        .expect("a folder");
        assert!(matches!(MadeFrom::read(&files), Err(NoRecord::Damaged)));
    }
}
