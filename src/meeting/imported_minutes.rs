//! Earlier minutes that somebody else wrote, as they were understood, to become a meeting of the
//! book. Every line of the document is kept with its role: nothing is lost, and a line that was
//! misunderstood can be put right.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use super::assignment::AssignmentWords;
use super::attendance::RollCallMark;
use super::person::Capacity;
use super::time::ClockTime;

/// The role that a line of imported minutes was understood to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LineRole {
    /// The head or foot of a page, or its number: it belongs to no text.
    Aside,
    /// The body, and the title of the document.
    Head,
    /// The day, the hours and the place.
    When,
    /// People who were there or were not.
    People,
    /// A heading over items.
    Section,
    /// An item: its number and title.
    Item,
    /// The presenters of an item.
    Presenters,
    /// References to documents.
    Attachments,
    /// A decision: the words that introduce it, and its clauses.
    Decision,
    /// Running text.
    Text,
    /// The announcement of the next meeting.
    Next,
    /// A signature.
    Signature,
}

/// A line of the imported document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Line", deny_unknown_fields)]
pub struct SourceLine {
    /// Its text; empty for a blank line.
    pub text: String,
    /// The role that it was understood to have.
    pub role: LineRole,
    /// The level of heading that the document marks it as, from 1; `None` for no heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

/// The document that a meeting was imported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Origin", deny_unknown_fields)]
pub struct ImportSource {
    /// The name of the file.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub digest: String,
    /// Its lines, each with its role.
    pub lines: Vec<SourceLine>,
}

/// A person on the attendance list of imported minutes, in one capacity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPerson {
    /// The name, as printed.
    pub name: String,
    /// The capacity in which they took part.
    pub capacity: Capacity,
    /// The mark that the list amounts to.
    pub mark: RollCallMark,
    /// The hour when they came, if late.
    pub from: Option<ClockTime>,
    /// The hour when they left, if early.
    pub until: Option<ClockTime>,
}

/// A decision of imported minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedDecision {
    /// The words that introduce it.
    pub intro: String,
    /// The clauses in their order, verbatim.
    pub clauses: Vec<String>,
}

/// The contents of an item of imported minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedItem {
    /// Running text.
    pub notes: String,
    /// The decisions in their order.
    pub decisions: Vec<ImportedDecision>,
    /// The assignments in their order.
    pub assignments: Vec<AssignmentWords>,
}

/// Earlier minutes as they were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedMinutes {
    /// The document that they came from.
    pub origin: ImportSource,
    /// Heading, style and items; nobody is on its roster.
    pub agenda: Agenda,
    /// The people on the attendance list in printed order, once in each capacity.
    pub people: Vec<ImportedPerson>,
    /// The contents of each item of the agenda, headings left out.
    pub written: Vec<ImportedItem>,
    /// The line that announces the next meeting.
    pub next_meeting: Option<String>,
}

/// The path of the copy of the original that is kept beside the record.
#[must_use]
pub fn original_path(record: &std::path::Path, file: &str) -> PathBuf {
    let extension = std::path::Path::new(file)
        .extension()
        .and_then(|extension| extension.to_str());
    record.with_extension(format!(
        "original.{}",
        extension.unwrap_or("txt").to_lowercase()
    ))
}
