//! Passages: the parts of what is recorded under an item that can be moved and made into something
//! else, and what they can be made into.

use super::assignment::{AssignmentId, AssignmentWords};
use super::decision::{ClauseId, DecisionId};
use super::item::ItemId;
use super::running_text::TextPlace;

/// A part of what is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// Some of a running text.
    Text(TextPassage),
    /// A clause.
    Clause(ClauseId),
    /// A decision, all its clauses.
    Decision(DecisionId),
    /// An assignment.
    Assignment(AssignmentId),
}

/// Some lines of a running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPassage {
    /// The text that they stand in.
    pub place: TextPlace,
    /// The byte at which they begin.
    pub at: usize,
    /// Their words; the command is refused where they no longer stand there.
    pub words: String,
}

/// A direction within an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Before what stands before.
    Up,
    /// Behind what stands behind.
    Down,
}

/// What a passage can be made into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conversion {
    /// Lines at the end of an item's notes.
    Notes,
    /// Clauses of a new decision.
    Decision,
    /// An assignment of these words.
    Assignment(AssignmentWords),
}

/// A place for passages: the item that they come under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// One place up or down, in the same item.
    Beside(Direction),
    /// The end of its kind in another item.
    Item(ItemId),
}
