//! Time planned, time spent, and when the meeting will end.

use chrono::TimeDelta;

use super::item::Item;
use super::minutes::{Minutes, Stage};
use super::time::Timestamp;

impl Minutes {
    /// Planned minutes of all items, withdrawn ones left out.
    #[must_use]
    pub fn planned_minutes(&self) -> u32 {
        self.items()
            .filter(|item| !item.is_withdrawn())
            .filter_map(|item| item.planned_minutes)
            .sum()
    }

    /// The announced length of the meeting; `None` unless both its ends are announced.
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

    /// The end of the meeting, if the rest takes the time planned for it; `None` where nothing is
    /// planned or the meeting is over.
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
