//! Moments and clock times. Nothing here asks what time it is: time comes in from outside.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// A moment, with the offset that the clock on the wall had then.
pub type Timestamp = DateTime<FixedOffset>;

/// A clock time as people announce it, to the minute: `08:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(NaiveTime);

impl ClockTime {
    /// The clock time at a moment.
    #[must_use]
    pub fn at(moment: Timestamp) -> Self {
        let time = moment.time();
        Self(NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(NaiveTime::MIN))
    }

    /// The moment with this clock time on the day of `day`, or `day` itself where a change to
    /// summer time skips the hour.
    #[must_use]
    pub fn on_the_day_of(self, day: Timestamp) -> Timestamp {
        day.date_naive()
            .and_time(self.0)
            .and_local_timezone(*day.offset())
            .single()
            .unwrap_or(day)
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minute_of_day(self) -> u32 {
        self.0.hour() * 60 + self.0.minute()
    }

    /// The clock time with a full stop, as Swedish documents print it: `08.30`.
    #[must_use]
    pub fn with_stop(self) -> String {
        self.0.format("%H.%M").to_string()
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.format("%H:%M"))
    }
}

/// The error of a text that is no clock time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not an hour of the day")]
pub struct InvalidClockTime;

impl FromStr for ClockTime {
    type Err = InvalidClockTime;

    /// Parses a clock time as people type it: `8:30`, `08.30`, `0830`, `8`.
    fn from_str(written: &str) -> Result<Self, InvalidClockTime> {
        let written = written.trim();
        let (hour, minute) = match written.split_once([':', '.']) {
            Some(parts) => parts,
            None if written.len() > 2 => written
                .split_at_checked(written.len() - 2)
                .ok_or(InvalidClockTime)?,
            None => (written, "0"),
        };
        let number = |digits: &str| -> Result<u32, InvalidClockTime> {
            if digits.is_empty() || digits.len() > 2 || !digits.bytes().all(|b| b.is_ascii_digit())
            {
                return Err(InvalidClockTime);
            }
            digits.parse().map_err(|_| InvalidClockTime)
        };
        NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0)
            .map(Self)
            .ok_or(InvalidClockTime)
    }
}

impl Serialize for ClockTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        written.parse().map_err(|InvalidClockTime| {
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&written), &"HH:MM")
        })
    }
}

/// The moment that is written: an hour of today, or minutes from now (`10.15`, `+15`).
#[must_use]
pub fn moment_written(written: &str, now: Timestamp) -> Option<Timestamp> {
    let written = written.trim();
    if let Some(minutes) = written.strip_prefix('+') {
        let minutes: u16 = minutes.trim().parse().ok()?;
        return Some(now + TimeDelta::minutes(i64::from(minutes)));
    }
    let hour: ClockTime = written.parse().ok()?;
    let moment = hour.on_the_day_of(now);
    // The running minute counts from now, not from its beginning, which may lie before an arrival.
    Some(if ClockTime::at(now) == hour {
        now
    } else {
        moment
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_read_in_all_the_ways_people_type_it() {
        for (typed, meant) in [
            ("8:30", "08:30"),
            ("08.30", "08:30"),
            ("0845", "08:45"),
            ("9", "09:00"),
        ] {
            assert_eq!(
                typed.parse::<ClockTime>().map(|hour| hour.to_string()),
                Ok(meant.into())
            );
        }
        for nonsense in ["", "25", "8:61", "kl 8", "8:3x", "123456", "åå"] {
            assert_eq!(
                nonsense.parse::<ClockTime>(),
                Err(InvalidClockTime),
                "{nonsense}"
            );
        }
    }
}
