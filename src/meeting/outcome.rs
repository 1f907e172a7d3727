//! What became of an item that was not simply dealt with.

use serde::{Deserialize, Serialize};

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OutcomeKind {
    /// Put off as it is (bordlagt).
    Postponed,
    /// Sent back for more preparation (återremitterat).
    ReferredBack,
    /// Sent to another body or meeting (hänskjutet).
    ReferredTo,
    /// Taken off the agenda (utgår).
    Withdrawn,
}

/// What became of an item, where it went, and for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What became of it.
    pub kind: OutcomeKind,
    /// The body, meeting or day it went to: "skolchefsgruppen", "nästkommande möte".
    pub to: Option<String>,
    /// For what: "beslut", "kännedom".
    pub purpose: Option<String>,
}
