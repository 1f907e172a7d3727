//! The outcome of an item that was not dealt with as usual.

use serde::{Deserialize, Serialize};

/// The kind of an outcome.
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

/// The outcome of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Its kind.
    pub kind: OutcomeKind,
    /// The body, meeting or day it went to: "skolchefsgruppen", "nästkommande möte".
    pub to: Option<String>,
    /// The purpose: "beslut", "kännedom".
    pub purpose: Option<String>,
}
