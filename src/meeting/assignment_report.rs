//! The assignments of all meetings of a body: given in one, ticked off in another.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::assignment::{Assignee, Assignment, AssignmentId, AssignmentState};
use super::item::Item;
use super::minutes::Minutes;

/// An assignment as it stands today.
#[derive(Debug, Clone)]
pub struct AssignmentReport<'a> {
    /// The meeting that gave it, by the stem of its files.
    pub meeting: &'a str,
    /// The minutes of that meeting.
    pub minutes: &'a Minutes,
    /// The item it was given in.
    pub item: &'a Item,
    /// The task.
    pub assignment: &'a Assignment,
    /// The newest follow-up, and the day of the meeting where it was made.
    pub newest: Option<(AssignmentState, NaiveDate)>,
    /// The parts, where each of several does their own: the name, and `true` if it is done.
    pub parts: Vec<(&'a str, bool)>,
}

impl AssignmentReport<'_> {
    /// Tells whether nothing is left to do.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let all_parts = !self.parts.is_empty() && self.parts.iter().all(|(_, is_done)| *is_done);
        all_parts
            || match self.newest {
                Some((AssignmentState::Done, _)) => true,
                Some((AssignmentState::Open, _)) => false,
                Some((AssignmentState::CarriedOn, _)) | None => self.assignment.done,
            }
    }

    /// The day by which it is to be done.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        self.assignment.due.as_ref().and_then(|due| due.date)
    }

    /// Tells whether it should have been done by now.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.is_done() && self.due().is_some_and(|due| due < today)
    }
}

/// The key of a follow-up: the meeting and its assignment, and the name of the part.
type FollowedUp<'a> = (&'a str, AssignmentId, Option<&'a str>);

/// All assignments of these meetings, as the meetings' follow-ups leave them. Open ones come first,
/// by the day they are due; then open ones without a day, the newest first; then those that are
/// done.
#[must_use]
pub fn assignment_reports<'a>(meetings: &[(&'a str, &'a Minutes)]) -> Vec<AssignmentReport<'a>> {
    let mut in_order: Vec<_> = meetings.to_vec();
    in_order.sort_by_key(|(stem, minutes)| (minutes.heading.date, *stem));
    let follow_ups = FollowUps::from_meetings(&in_order);
    let mut reports = Vec::new();
    for (meeting, minutes) in in_order {
        for item in minutes.items() {
            for assignment in &item.assignments {
                reports.push(AssignmentReport {
                    meeting,
                    minutes,
                    item,
                    assignment,
                    newest: follow_ups.newest(meeting, assignment.id, None),
                    parts: follow_ups.parts(meeting, minutes, assignment),
                });
            }
        }
    }
    reports.sort_by_key(|report| {
        let due = report.due();
        let given = report.minutes.heading.date;
        (report.is_done(), due.is_none(), due, Reverse(given))
    });
    reports
}

/// The newest follow-up of each assignment and part, and the day of the meeting where it was made.
struct FollowUps<'a>(HashMap<FollowedUp<'a>, (AssignmentState, NaiveDate)>);

impl<'a> FollowUps<'a> {
    /// Collects the follow-ups of meetings, which come oldest first.
    fn from_meetings(meetings: &[(&'a str, &'a Minutes)]) -> Self {
        let mut newest = HashMap::new();
        for (_, minutes) in meetings {
            for follow_up in &minutes.follow_ups {
                let part = follow_up.of.as_deref();
                let key = (follow_up.meeting.as_str(), follow_up.assignment, part);
                newest.insert(key, (follow_up.became, minutes.heading.date));
            }
        }
        Self(newest)
    }

    fn newest(
        &self,
        meeting: &'a str,
        id: AssignmentId,
        part: Option<&'a str>,
    ) -> Option<(AssignmentState, NaiveDate)> {
        self.0.get(&(meeting, id, part)).copied()
    }

    /// The parts of an assignment, and `true` for those that are done.
    fn parts(
        &self,
        meeting: &'a str,
        minutes: &'a Minutes,
        assignment: &Assignment,
    ) -> Vec<(&'a str, bool)> {
        let is_done = |part: &'a str| {
            let newest = self.newest(meeting, assignment.id, Some(part));
            matches!(newest, Some((AssignmentState::Done, _)))
        };
        parts(minutes, assignment)
            .into_iter()
            .map(|part| (part, is_done(part)))
            .collect()
    }
}

/// The municipalities that each do their own part of an assignment; none unless it is given to all
/// of them.
fn parts<'a>(minutes: &'a Minutes, assignment: &Assignment) -> Vec<&'a str> {
    if minutes.assignee(&assignment.who) != Assignee::Everyone {
        return Vec::new();
    }
    minutes.represented()
}
