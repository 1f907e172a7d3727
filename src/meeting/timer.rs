//! Time spent, as questions asked of recorded moments. Nothing here counts ticks.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::item::Item;
use super::minutes::{Minutes, Stage};
use super::time::Timestamp;

/// Between the last entry and a resumption later than this, nobody is taken to have sat there.
pub const LONGEST_SILENCE: TimeDelta = TimeDelta::minutes(10);

/// A stretch of time; without an end it is still running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// When it began.
    pub from: Timestamp,
    /// When it ended.
    pub to: Option<Timestamp>,
}

/// The stretches of time spent on something.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stopwatch(Vec<Span>);

impl Stopwatch {
    /// Begins to run, unless it runs already.
    pub(super) fn start(&mut self, at: Timestamp) {
        if !self.is_running() {
            self.0.push(Span { from: at, to: None });
        }
    }

    /// Stops; one that stands still stays as it is.
    pub(super) fn stop(&mut self, at: Timestamp) {
        if let Some(Span {
            from,
            to: to @ None,
        }) = self.0.last_mut()
        {
            *to = Some(at.max(*from));
        }
    }

    /// Whether it runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.last().is_some_and(|span| span.to.is_none())
    }

    /// Whether it has ever run.
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

impl Minutes {
    /// Planned minutes of all items on the agenda, withdrawn ones left out.
    #[must_use]
    pub fn planned_minutes(&self) -> u32 {
        self.items()
            .filter(|item| !item.is_withdrawn())
            .filter_map(|item| item.planned_minutes)
            .sum()
    }

    /// The announced length of the meeting, where both its ends are.
    #[must_use]
    pub fn announced(&self) -> Option<TimeDelta> {
        let (starts, ends) = self.heading.starts.zip(self.heading.ends)?;
        let minutes = i64::from(ends.minute_of_day()) - i64::from(starts.minute_of_day());
        (minutes > 0).then(|| TimeDelta::minutes(minutes))
    }

    /// Time spent on all items until `now`.
    #[must_use]
    pub fn elapsed(&self, now: Timestamp) -> TimeDelta {
        self.items().map(|item| item.stopwatch.elapsed(now)).sum()
    }

    /// When the meeting will end if what is left takes the time planned for it; `None` where
    /// nothing is planned or the meeting is over.
    #[must_use]
    pub fn forecast(&self, now: Timestamp) -> Option<Timestamp> {
        let left = |item: &Item| {
            let planned = TimeDelta::minutes(i64::from(item.planned_minutes.unwrap_or(0)));
            match (
                item.id == self.open.unwrap_or(item.id),
                item.stopwatch.has_run(),
            ) {
                (true, _) if self.open.is_some() => planned - item.stopwatch.elapsed(now),
                (_, true) => TimeDelta::zero(),
                (_, false) => planned,
            }
            .max(TimeDelta::zero())
        };
        let under_way = matches!(
            self.stage,
            Stage::Prepared | Stage::UnderWay | Stage::Recess { .. }
        );
        (under_way && self.planned_minutes() > 0).then(|| {
            let rest: TimeDelta = self
                .items()
                .filter(|item| !item.is_withdrawn())
                .map(left)
                .sum();
            let begins = match (self.stage, self.agenda_start(now)) {
                (Stage::Prepared, Some(start)) => start.max(now),
                (Stage::Recess { until: Some(until) }, _) => until.max(now),
                _ => now,
            };
            begins + rest
        })
    }

    /// The announced beginning, on the day of `now`.
    fn agenda_start(&self, now: Timestamp) -> Option<Timestamp> {
        self.heading.starts.map(|hour| hour.on_the_day_of(now))
    }
}
