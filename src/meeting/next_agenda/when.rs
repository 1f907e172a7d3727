//! The time and place of the next meeting: as asked for, as the last meeting announced it, or as
//! usual.

use chrono::{NaiveDate, TimeDelta};

use super::announced::Announced;
use super::{EarlierMeeting, Ground};
use crate::meeting::minutes::Heading;
use crate::meeting::time::ClockTime;

/// The weeks between two meetings of a body of which nothing else is known.
const USUAL_WEEKS: i64 = 4;

/// The longest interval between two meetings that tells how often the body meets.
const LONGEST_INTERVAL: TimeDelta = TimeDelta::days(400);

/// The time and place, and the ground of each.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TimeAndPlace {
    pub(super) date: NaiveDate,
    pub(super) date_ground: Ground,
    pub(super) starts: Option<ClockTime>,
    pub(super) ends: Option<ClockTime>,
    pub(super) hours_ground: Ground,
    pub(super) place: Option<String>,
    pub(super) place_ground: Ground,
}

impl TimeAndPlace {
    /// The time and place after these meetings, newest first; on the day that is asked for, if one
    /// is.
    pub(super) fn after(history: &[EarlierMeeting<'_>], asked: Option<NaiveDate>) -> Option<Self> {
        let last = history.first()?.minutes;
        let heading = &last.heading;
        let announced = last
            .next_meeting
            .as_ref()
            .map(|next| Announced::parse(next, heading.date));
        let announced = announced.unwrap_or_default();
        let announced_day = announced.date.filter(|day| *day > heading.date);
        let (date, date_ground) = match (asked, announced_day) {
            (Some(asked), _) => (asked, Ground::Asked),
            (None, Some(day)) => (day, Ground::Announced),
            (None, None) => (guessed(history)?, Ground::Guessed),
        };
        // Hours and place were announced for their day, and not for another.
        let is_that_day = announced_day.is_none_or(|day| day == date);
        let announced = if is_that_day {
            announced
        } else {
            Announced::default()
        };
        let (starts, ends) = hours(heading, &announced);
        let ground = |is_said: bool| {
            if is_said {
                Ground::Announced
            } else {
                Ground::AsBefore
            }
        };
        Some(Self {
            date,
            date_ground,
            starts,
            ends,
            hours_ground: ground(announced.starts.is_some()),
            place_ground: ground(announced.place.is_some()),
            place: announced.place.or_else(|| heading.place.clone()),
        })
    }
}

/// The hours; where only the beginning is announced, the meeting is as long as the last.
fn hours(heading: &Heading, announced: &Announced) -> (Option<ClockTime>, Option<ClockTime>) {
    let Some(starts) = announced.starts else {
        return (heading.starts, heading.ends);
    };
    let as_long_as_last = || {
        let (began, ended) = heading.starts.zip(heading.ends)?;
        let length = ended.minute_of_day().checked_sub(began.minute_of_day())?;
        let minute = starts.minute_of_day() + length;
        format!("{}:{:02}", minute / 60, minute % 60).parse().ok()
    };
    (Some(starts), announced.ends.or_else(as_long_as_last))
}

/// A guess of the day: the same weekday, as many weeks on as usually lie between two meetings.
fn guessed(history: &[EarlierMeeting<'_>]) -> Option<NaiveDate> {
    let days: Vec<NaiveDate> = history
        .iter()
        .take(6)
        .map(|meeting| meeting.minutes.heading.date)
        .collect();
    let mut intervals: Vec<i64> = days
        .windows(2)
        .filter_map(|pair| Some(*pair.first()? - *pair.last()?))
        .filter(|interval| *interval > TimeDelta::zero() && *interval <= LONGEST_INTERVAL)
        .map(|interval| interval.num_days())
        .collect();
    intervals.sort_unstable();
    let usual = intervals.get(intervals.len() / 2);
    let weeks = usual.map_or(USUAL_WEEKS, |days| ((days + 3) / 7).max(1));
    days.first()?.checked_add_signed(TimeDelta::weeks(weeks))
}
