//! Time spent, computed from recorded moments. Nothing here counts ticks.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::time::Timestamp;

/// The longest silence that counts as time spent. After a longer one, the desk is taken to have
/// been left.
pub const LONGEST_SILENCE: TimeDelta = TimeDelta::minutes(10);

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end; `None` while it runs.
    pub to: Option<Timestamp>,
}

/// The stretches of time spent on something.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stopwatch(Vec<Span>);

impl Stopwatch {
    /// Starts, unless it runs already.
    pub(super) fn start(&mut self, at: Timestamp) {
        if !self.is_running() {
            self.0.push(Span { from: at, to: None });
        }
    }

    /// Stops; nothing happens unless it runs.
    pub(super) fn stop(&mut self, at: Timestamp) {
        if let Some(Span {
            from,
            to: to @ None,
        }) = self.0.last_mut()
        {
            *to = Some(at.max(*from));
        }
    }

    /// Tells whether it runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.last().is_some_and(|span| span.to.is_none())
    }

    /// Tells whether it has ever run.
    #[must_use]
    pub fn has_run(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whole minutes spent until `now`.
    #[must_use]
    pub fn minutes(&self, now: Timestamp) -> u32 {
        u32::try_from(self.elapsed(now).num_minutes()).unwrap_or(0)
    }

    /// The time spent until `now`.
    #[must_use]
    pub fn elapsed(&self, now: Timestamp) -> TimeDelta {
        self.0
            .iter()
            .map(|span| (span.to.unwrap_or(now) - span.from).max(TimeDelta::zero()))
            .sum()
    }
}
