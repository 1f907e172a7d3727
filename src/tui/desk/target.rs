//! The parts of an item that can be chosen, edited and written, as values that outlive the screen.

use serde::{Deserialize, Serialize};

use crate::meeting::assignment::AssignmentId;
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::item::ItemId;
use crate::meeting::running_text::TextPlace;
use crate::tui::editor::Lines;

/// A text that can be written. Private drafts on disk name these variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum TextTarget {
    /// Notes, or the text before or after the items.
    Text(TextPlace),
    /// A new clause; `decision` is `None` for the first clause of a new decision.
    NewClause {
        item: ItemId,
        decision: Option<DecisionId>,
    },
    /// A clause that is being reworded.
    Clause(ClauseId),
    /// The words before a decision.
    Intro(DecisionId),
}

impl TextTarget {
    /// One line or several in the text.
    pub(super) fn lines(self) -> Lines {
        match self {
            Self::Text(_) => Lines::Many,
            Self::NewClause { .. } | Self::Clause(_) | Self::Intro(_) => Lines::One,
        }
    }
}

/// A part of the item that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// A text; a new clause stands here while it is parked.
    Text(TextTarget),
    /// An assignment.
    Assignment(AssignmentId),
    /// A text that came back because its entry was refused, by its index.
    Returned(usize),
    /// An earlier meeting that had the matter: the item and the index among its origins.
    Origin(ItemId, usize),
}

impl Target {
    /// Tells whether two targets are of one kind.
    pub(super) fn is_like(self, other: Self) -> bool {
        let kind = |target| match target {
            Self::Text(text) => Some(std::mem::discriminant(&text)),
            Self::Assignment(_) | Self::Returned(_) | Self::Origin(..) => None,
        };
        std::mem::discriminant(&self) == std::mem::discriminant(&other) && kind(self) == kind(other)
    }
}

/// A text and where it was written, to give it back should its entry be refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WrittenText {
    #[serde(rename = "subject")]
    pub(super) target: TextTarget,
    pub(super) text: String,
}
