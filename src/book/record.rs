//! The record: the meeting as it stands, as RON for people and for documents. A pure function of
//! the journal; it says from which head of the chain it was made, and its last line checks it.

use std::fs;
use std::io;
use std::path::Path;

use ron::extensions::Extensions;
use ron::options::Options;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::journal::{Head, hash};
use super::replace::{Durability, Readers, replace};
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

/// Why a record cannot be used. The journal is the truth, so this never stops a meeting.
#[derive(Debug)]
pub enum NoRecord {
    /// There is none.
    Missing,
    /// It cannot be read.
    Unreadable(io::Error),
    /// It is not what was written.
    Damaged,
    /// It is not of this format.
    NotUnderstood(Box<ron::error::SpannedError>),
}

impl Record {
    /// The record of a meeting as these minutes have it.
    #[must_use]
    pub fn of(meeting: &str, minutes: &Minutes, head: &Head, bytes: u64) -> Self {
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
        let pretty = PrettyConfig::new().new_line("\n").indentor("  ").struct_names(true);
        let body = ron::ser::to_string_pretty(self, pretty)? + "\n";
        let check = hash(body.as_bytes());
        Ok(format!("{body}//{check}\n"))
    }

    /// Replaces the record on the disk.
    ///
    /// # Errors
    /// When the folder cannot be written to; the old record is untouched then.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let text = self.text().map_err(io::Error::other)?;
        replace(path, text.as_bytes(), Durability::Synced, Readers::AsTheFolder)
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`NoRecord`], where there is none that can be trusted.
    pub fn read(path: &Path) -> Result<Self, NoRecord> {
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => NoRecord::Missing,
            _ => NoRecord::Unreadable(error),
        })?;
        Self::of_bytes(&bytes)
    }

    /// Understands what was read of a record's file.
    ///
    /// # Errors
    /// [`NoRecord`], where it cannot be trusted.
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, NoRecord> {
        let text = std::str::from_utf8(bytes).map_err(|_| NoRecord::Damaged)?;
        let whole =
            text.rsplit_once("//").is_some_and(|(body, check)| hash(body.as_bytes()) == check.trim_end());
        if !whole {
            return Err(NoRecord::Damaged);
        }
        Self::parse(text).map_err(|error| NoRecord::NotUnderstood(Box::new(error)))
    }

    /// Understands a record's text, checked or not.
    ///
    /// # Errors
    /// With the place in the text where it stops making sense.
    pub fn parse(text: &str) -> Result<Self, ron::error::SpannedError> {
        Options::default().with_default_extension(Extensions::IMPLICIT_SOME).from_str(text)
    }
}
