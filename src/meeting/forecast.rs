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
        if self.is_over() || self.planned_minutes() == 0 {
            return None;
        }
        let rest: TimeDelta = self
            .items()
            .filter(|item| !item.is_withdrawn())
            .map(|item| self.time_left(item, now))
            .sum();
        let begins = match self.stage {
            Stage::Prepared => self.agenda_start(now).unwrap_or(now).max(now),
            Stage::Recess { until } => until.unwrap_or(now).max(now),
            Stage::UnderWay | Stage::Closed | Stage::Approved => now,
        };
        Some(begins + rest)
    }

    /// The planned time that an item has left: all of it where it was never opened, none where it
    /// was opened and left.
    fn time_left(&self, item: &Item, now: Timestamp) -> TimeDelta {
        let planned = TimeDelta::minutes(i64::from(item.planned_minutes.unwrap_or(0)));
        if self.open == Some(item.id) {
            (planned - item.stopwatch.elapsed(now)).max(TimeDelta::zero())
        } else if item.stopwatch.has_run() {
            TimeDelta::zero()
        } else {
            planned
        }
    }

    /// The announced beginning, on the day of `now`.
    fn agenda_start(&self, now: Timestamp) -> Option<Timestamp> {
        self.heading.starts.map(|hour| hour.on_the_day_of(now))
    }
}
