//! The assignments of all meetings of a body: given in one, ticked off in another.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::assignment::{Assignee, Assignment, AssignmentId, Became};
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
    pub newest: Option<(Became, NaiveDate)>,
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
                Some((Became::Done, _)) => true,
                Some((Became::Open, _)) => false,
                Some((Became::CarriedOn, _)) | None => self.assignment.done,
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
type Ticked<'a> = (&'a str, AssignmentId, Option<&'a str>);

/// All assignments of these meetings, as the meetings' follow-ups leave them. Open ones come first,
/// by the day they are due; then open ones without a day, the newest first; then those that are
/// done.
#[must_use]
pub fn assignment_reports<'a>(meetings: &[(&'a str, &'a Minutes)]) -> Vec<AssignmentReport<'a>> {
    let mut in_order: Vec<_> = meetings.to_vec();
    in_order.sort_by_key(|(stem, minutes)| (minutes.heading.date, *stem));
    let mut ticked: HashMap<Ticked<'a>, (Became, NaiveDate)> = HashMap::new();
    for (_, minutes) in &in_order {
        for one in &minutes.follow_ups {
            let key = (one.meeting.as_str(), one.assignment, one.of.as_deref());
            ticked.insert(key, (one.became, minutes.heading.date));
        }
    }
    let mut found: Vec<AssignmentReport<'a>> = in_order
        .into_iter()
        .flat_map(|(stem, minutes)| {
            let of_item = |item: &'a Item| {
                item.assignments
                    .iter()
                    .map(move |assignment| (item, assignment))
            };
            minutes
                .items()
                .flat_map(of_item)
                .map(move |(item, assignment)| (stem, minutes, item, assignment))
        })
        .map(|(meeting, minutes, item, assignment)| {
            let said = |of: Option<&'a str>| ticked.get(&(meeting, assignment.id, of)).copied();
            let is_done =
                |part: &'a str| (part, matches!(said(Some(part)), Some((Became::Done, _))));
            let parts = parts(minutes, assignment)
                .into_iter()
                .map(is_done)
                .collect();
            AssignmentReport {
                meeting,
                minutes,
                item,
                assignment,
                newest: said(None),
                parts,
            }
        })
        .collect();
    found.sort_by_key(|one| {
        let due = one.due();
        (
            one.is_done(),
            due.is_none(),
            due,
            std::cmp::Reverse(one.minutes.heading.date),
        )
    });
    found
}

/// The municipalities that each do their own part of an assignment; none unless it is given to all
/// of them.
fn parts<'a>(minutes: &'a Minutes, assignment: &Assignment) -> Vec<&'a str> {
    if minutes.assignee(&assignment.who) != Assignee::Everyone {
        return Vec::new();
    }
    minutes.represented()
}
