//! Items of the agenda, and the headings between them. The label is text and never follows from
//! the order.

use serde::{Deserialize, Serialize};

use super::agenda::{AgendaRow, Origin, presenter_name};
use super::assignment::Assignment;
use super::decision::Decision;
use super::outcome::{Outcome, OutcomeKind};
use super::timer::Stopwatch;

/// The id of an item within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub u32);

/// The id of a heading within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionId(pub u32);

/// The id of a row of the running order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowId {
    /// An item.
    Item(ItemId),
    /// A heading.
    Section(SectionId),
}

/// A row of the running order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Row")]
pub enum MinutesRow {
    /// A heading over what follows; an empty one ends the section before it.
    Section(Section),
    /// An item.
    Item(Box<Item>),
}

/// A heading over items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Its words.
    pub title: String,
}

/// The plan for an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Planned time, in minutes.
    pub minutes: Option<u32>,
    /// Presenters: a name each, and after a comma the words printed with it.
    pub presenters: Vec<String>,
    /// References to documents.
    pub attachments: Vec<String>,
    /// Clauses prepared for a decision.
    pub proposal: Vec<String>,
}

/// An item of the agenda, with everything that was written and decided under it.
///
/// The record on disk has these fields side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// The number as printed; `None` for an unnumbered item.
    pub label: Option<String>,
    /// The title.
    pub title: String,
    /// Planned time, in minutes.
    pub planned_minutes: Option<u32>,
    /// Presenters: a name each, and after a comma the words printed with it.
    pub presenters: Vec<String>,
    /// References to documents.
    pub attachments: Vec<String>,
    /// The background of the matter.
    pub background: String,
    /// Clauses prepared for a decision.
    pub proposal: Vec<String>,
    /// The meetings where the matter was before.
    pub from: Vec<Origin>,
    /// The notes, in a small Markdown.
    pub notes: String,
    /// The decisions in their order.
    pub decisions: Vec<Decision>,
    /// The assignments in their order.
    pub assignments: Vec<Assignment>,
    /// The outcome; `None` where it was dealt with as usual, or not yet.
    pub outcome: Option<Outcome>,
    /// The stretches of time when it was open.
    pub stopwatch: Stopwatch,
}

impl Item {
    /// A new item without anything under it.
    #[must_use]
    pub fn planned(id: ItemId, row: &AgendaRow) -> Self {
        Self {
            id,
            label: row.label.clone(),
            title: row.title.clone(),
            planned_minutes: row.minutes,
            presenters: row.presenters.clone(),
            attachments: row.attachments.clone(),
            background: row.background.clone(),
            proposal: row.proposal.clone(),
            from: row.from.clone(),
            notes: String::new(),
            decisions: Vec::new(),
            assignments: Vec::new(),
            outcome: None,
            stopwatch: Stopwatch::default(),
        }
    }

    /// The names of those who present.
    pub fn presenter_names(&self) -> impl Iterator<Item = &str> {
        self.presenters
            .iter()
            .map(|presenter| presenter_name(presenter))
    }

    /// Tells whether it was withdrawn.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.kind == OutcomeKind::Withdrawn)
    }

    /// Tells whether anything has been written or decided under it, or time spent on it.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.stopwatch.has_run()
            || self.outcome.is_some()
            || !self.notes.is_empty()
            || !self.decisions.is_empty()
            || !self.assignments.is_empty()
    }

    /// The label and the title, as a heading says them.
    #[must_use]
    pub fn heading(&self) -> String {
        match &self.label {
            Some(label) => format!("{label}  {}", self.title),
            None => self.title.clone(),
        }
    }

    /// Its name in a sentence: the label, or the title where it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.title)
    }
}

impl MinutesRow {
    /// The id of the row.
    #[must_use]
    pub fn id(&self) -> RowId {
        match self {
            Self::Section(section) => RowId::Section(section.id),
            Self::Item(item) => RowId::Item(item.id),
        }
    }

    /// The item; `None` for a heading.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        match self {
            Self::Item(item) => Some(item),
            Self::Section(_) => None,
        }
    }
}
