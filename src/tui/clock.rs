//! The one place that asks what time it is.

use std::time::{Duration, Instant};

use chrono::{DateTime, Local, SubsecRound, TimeDelta};

use crate::meeting::time::Timestamp;

/// The clock on the wall, or one that was started at a given moment.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    set_to: Option<(Timestamp, Instant)>,
}

impl Clock {
    /// The computer's clock; or, where a moment is given (`KLUBBA_NOW`), one that starts there.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn started_at(moment: Option<&str>) -> Self {
        let moment = moment.and_then(|moment| DateTime::parse_from_rfc3339(moment).ok());
        Self {
            set_to: moment.map(|moment| (moment, Instant::now())),
        }
    }

    /// Now, to the millisecond.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> Timestamp {
        let now = match self.set_to {
            Some((moment, started)) => {
                moment + TimeDelta::from_std(started.elapsed()).unwrap_or(TimeDelta::zero())
            }
            None => Local::now().fixed_offset(),
        };
        now.trunc_subsecs(3)
    }

    /// How long it is to the next full second.
    #[must_use]
    pub fn to_next_second(&self) -> Duration {
        let gone = self.now().timestamp_subsec_millis();
        Duration::from_millis(u64::from(1000 - gone.min(999)))
    }

    /// How long it is to a moment; nothing where that is past.
    #[must_use]
    pub fn until(&self, moment: Timestamp) -> Duration {
        (moment - self.now()).to_std().unwrap_or_default()
    }

    /// How long it is to the next full minute.
    #[must_use]
    pub fn to_next_minute(&self) -> Duration {
        let gone = self.now().timestamp().rem_euclid(60);
        self.to_next_second() + Duration::from_secs(u64::try_from(59 - gone).unwrap_or(0))
    }
}
