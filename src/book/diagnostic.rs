//! A mistake in a file that a person wrote: where it is, and what was expected there.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::io_trouble::IoTrouble;
use crate::meeting::agenda::AgendaFlaw;

/// Something is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file.
    pub path: PathBuf,
    /// Its text, to show the line; empty where it could not be read as text.
    pub source: String,
    /// The place in the text, in bytes.
    pub span: Range<usize>,
    /// The mistake.
    pub mistake: Mistake,
}

/// The mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// The file cannot be read.
    Unreadable(IoTrouble),
    /// It is not text in UTF-8.
    NotText,
    /// It is larger than a file that a person wrote.
    TooLarge,
    /// There is no such field or word here.
    Unknown {
        /// The word that stands there.
        found: String,
        /// The words that can stand there.
        known: Vec<String>,
        /// The one of these that comes near; None where none does.
        nearest: Option<String>,
    },
    /// Something is missing.
    Missing(String),
    /// The same field stands twice.
    Twice(String),
    /// This was expected: a sign, or a kind of value.
    Expected(String),
    /// A whole number was expected.
    NotANumber,
    /// The number is larger than any of its kind.
    NumberTooLarge,
    /// The text ends before the file is whole: a bracket or a quotation mark is not closed.
    EndsEarly,
    /// Something else, in the parser's own words.
    Other(String),
    /// It parses, and makes no sense.
    Flaw(AgendaFlaw),
    /// The record's own check does not fit: it was changed or damaged.
    CheckFails,
}

impl Diagnostic {
    /// About a whole file.
    #[must_use]
    pub fn about(path: &Path, mistake: Mistake) -> Self {
        Self {
            path: path.to_owned(),
            source: String::new(),
            span: 0..0,
            mistake,
        }
    }

    /// Line and column, counted from 1, columns in characters.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        let before = self.source.get(..self.span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        (line, column)
    }

    /// Tells whether the file can be used all the same.
    #[must_use]
    pub fn is_doubt(&self) -> bool {
        match &self.mistake {
            Mistake::Flaw(flaw) => flaw.is_doubt(),
            Mistake::Unreadable(_)
            | Mistake::NotText
            | Mistake::TooLarge
            | Mistake::Unknown { .. }
            | Mistake::Missing(_)
            | Mistake::Twice(_)
            | Mistake::Expected(_)
            | Mistake::NotANumber
            | Mistake::NumberTooLarge
            | Mistake::EndsEarly
            | Mistake::Other(_)
            | Mistake::CheckFails => false,
        }
    }
}
