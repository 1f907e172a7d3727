//! What a body has asked to be done, over all its meetings: given in one, ticked off in another.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::assignment::{Assignee, Assignment, AssignmentId, Became};
use super::item::Item;
use super::minutes::Minutes;

/// An assignment as it stands today.
#[derive(Debug, Clone)]
pub struct AssignmentReport<'a> {
    /// The meeting that gave it: its files' stem.
    pub meeting: &'a str,
    /// That meeting.
    pub minutes: &'a Minutes,
    /// The item it was given in.
    pub item: &'a Item,
    /// What is to be done.
    pub assignment: &'a Assignment,
    /// The newest word on it, and the day of the meeting where it was said.
    pub newest: Option<(Became, NaiveDate)>,
    /// Where each of several does their own part: who, and whether it is done.
    pub parts: Vec<(&'a str, bool)>,
}

impl AssignmentReport<'_> {
    /// Whether nothing is left to do.
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

    /// Whether it should have been done.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.is_done() && self.due().is_some_and(|due| due < today)
    }
}

/// A tick: which assignment of which meeting, and of whom it speaks.
type Ticked<'a> = (&'a str, AssignmentId, Option<&'a str>);

/// All assignments of these meetings, and what became of them in whichever. What is open comes
/// first, by the day it is due; what has no day comes after, the newest first; and then what is
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

/// Those who each do their own part of an assignment: the municipalities at the table, where it is
/// every municipality's.
fn parts<'a>(minutes: &'a Minutes, assignment: &Assignment) -> Vec<&'a str> {
    if minutes.assignee(&assignment.who) != Assignee::Everyone {
        return Vec::new();
    }
    minutes.represented()
}
