//! Earlier minutes as they were understood from a paper that somebody else wrote, to become a meeting
//! of the book. Each line of the paper is kept, with what it was taken for: nothing of it is lost, and
//! what was taken wrongly can be put right.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::agenda::Agenda;
use super::assignment::AssignmentWords;
use super::attendance::RollCallMark;
use super::person::Capacity;
use super::time::ClockTime;

/// What a line of a paper was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LineRole {
    /// The head or foot of a page, or the page's number: it belongs to no text.
    Aside,
    /// Who met, and what the paper is called.
    Head,
    /// When and where.
    When,
    /// Who was there, or was not.
    People,
    /// A heading over items.
    Section,
    /// An item: its number and title.
    Item,
    /// Who presented an item.
    Presenters,
    /// References to papers.
    Attachments,
    /// A decision: the words that introduce it, and its clauses.
    Decision,
    /// Running text.
    Text,
    /// It announces the next meeting.
    Next,
    /// Somebody signs.
    Signature,
}

/// A line of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Line", deny_unknown_fields)]
pub struct SourceLine {
    /// As it stands there; empty for a blank one.
    pub text: String,
    /// What it was taken for.
    pub role: LineRole,
    /// How deep a heading it was marked as there, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

/// Where an imported meeting came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Origin", deny_unknown_fields)]
pub struct ImportSource {
    /// The name of the file.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub digest: String,
    /// Its lines, each with what it was taken for.
    pub lines: Vec<SourceLine>,
}

/// Somebody on the attendance list of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPerson {
    /// As printed.
    pub name: String,
    /// In what capacity.
    pub capacity: Capacity,
    /// What the list says of them.
    pub mark: RollCallMark,
    /// When they came, if late.
    pub from: Option<ClockTime>,
    /// When they left, if early.
    pub until: Option<ClockTime>,
}

/// A decision as a paper has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedDecision {
    /// The words that introduce it.
    pub intro: String,
    /// In order, verbatim.
    pub clauses: Vec<String>,
}

/// What stands under an item of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedItem {
    /// Running text.
    pub notes: String,
    /// In order.
    pub decisions: Vec<ImportedDecision>,
    /// Who is to do what.
    pub assignments: Vec<AssignmentWords>,
}

/// Earlier minutes as they were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedMinutes {
    /// Where they came from.
    pub origin: ImportSource,
    /// Head, style, items; nobody is on its roster.
    pub agenda: Agenda,
    /// Who was there, in printed order, once in each capacity.
    pub people: Vec<ImportedPerson>,
    /// What stands under each item of the agenda, headings left out.
    pub written: Vec<ImportedItem>,
    /// The line that announces the next meeting.
    pub next_meeting: Option<String>,
}

/// The name of the copy of the original that is kept beside the record.
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
