//! Finding words in the meetings of a book. A cold [`search`] goes through the files once; an
//! [`Index`] keeps the lines in memory and answers while somebody types.
//!
//! ```text
//! what is typed ─▶ Query ─┬─▶ scan: bytes of records ─▶ meetings that may hit ─▶ Index ─▶ hits
//!                         └─▶ Index, filled meeting by meeting ──────────────────────────▶ hits
//! ```
//!
//! All words must stand on one line (a clause, a paragraph, a title, a person, an assignment), or,
//! where no line has them all, under one item. A word may stand within a longer one. Of longer words
//! the ending may differ; such hits come last. If nothing is found so, å and ä pass for a, ö for o
//! and é for e, and the other way round.

mod char_folding;
mod index;
mod line_store;
mod lines;
mod query;
mod record_scanner;
mod term_matcher;

use std::ops::Range;

use chrono::NaiveDate;

use super::catalog::Unreadable;
use crate::meeting::integrity::Integrity;
use crate::meeting::item::ItemId;

pub use index::{Index, Marked};
pub use query::Query;
pub use record_scanner::search;

/// The kind of a line of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// Body, title, number, place and day; or a heading over items.
    Heading,
    /// Before the first item.
    Opening,
    /// After the last item, and the line that announces the next meeting.
    Closing,
    /// Somebody on the list, who presents, verifies or approves.
    Person,
    /// Label and title of an item.
    Title,
    /// Background, known beforehand.
    Background,
    /// A clause prepared for a decision.
    Proposal,
    /// A paragraph of the notes.
    Notes,
    /// A clause, or the words before clauses.
    Decision,
    /// An assignment: who, what and when.
    Assignment,
    /// The outcome of an item, or its origin.
    Outcome,
    /// A paper that is referred to.
    Attachment,
}

impl LineKind {
    /// The kind as others' programs are told it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Opening => "opening",
            Self::Closing => "closing",
            Self::Person => "person",
            Self::Title => "title",
            Self::Background => "background",
            Self::Proposal => "proposal",
            Self::Notes => "notes",
            Self::Decision => "decision",
            Self::Assignment => "assignment",
            Self::Outcome => "outcome",
            Self::Attachment => "attachment",
        }
    }
}

/// A line that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The meeting: its files' stem.
    pub stem: String,
    /// The meeting's day.
    pub date: NaiveDate,
    /// The name of the body.
    pub body: String,
    /// Under which item; none for what belongs to the whole meeting.
    pub item: Option<ItemId>,
    /// The item's number as printed.
    pub label: Option<String>,
    /// The title of the item.
    pub title: Option<String>,
    /// The kind of the line.
    pub kind: LineKind,
    /// The whole line.
    pub text: String,
    /// The bytes of `text` where the best of the words stands.
    pub around: Range<usize>,
}

/// The result of a search in memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Newest first, as many as were asked for.
    pub hits: Vec<Hit>,
    /// The number of hits in all.
    pub total: usize,
    /// True when å had to pass for a.
    pub is_folded: bool,
}

/// The result of a search through a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundInBook {
    /// Newest first.
    pub hits: Vec<Hit>,
    /// True when å had to pass for a.
    pub is_folded: bool,
    /// Meetings that could not be read.
    pub unreadable: Vec<Unreadable>,
    /// Meetings that something may be missing from, by stem, whether or not they have a hit.
    pub incomplete: Vec<(String, Integrity)>,
}

#[cfg(test)]
mod tests;
