//! The open assignments of a body, a line each.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{AgendaWording, EarlierMeeting};
use crate::meeting::assignment::{Assignee, Assignment, AssignmentId, AssignmentState};
use crate::meeting::item::Item;

/// An assignment that is open.
struct OpenAssignment<'a> {
    meeting: EarlierMeeting<'a>,
    item: &'a Item,
    assignment: &'a Assignment,
    /// Those who have not done their part, where each of several does their own.
    left: Vec<&'a str>,
}

/// The newest follow-up of each assignment, and of each part of it.
struct LatestFollowUps<'a>(BTreeMap<(&'a str, AssignmentId, Option<&'a str>), AssignmentState>);

impl<'a> LatestFollowUps<'a> {
    fn from_history(history: &[EarlierMeeting<'a>]) -> Self {
        let oldest_first = history
            .iter()
            .rev()
            .flat_map(|meeting| &meeting.minutes.follow_ups);
        let words = oldest_first.map(|word| {
            (
                (word.meeting.as_str(), word.assignment, word.of.as_deref()),
                word.became,
            )
        });
        Self(words.collect())
    }

    fn newest(
        &self,
        stem: &'a str,
        assignment: AssignmentId,
        of: Option<&'a str>,
    ) -> Option<AssignmentState> {
        self.0.get(&(stem, assignment, of)).copied()
    }

    /// Those who have not done their part; empty where nobody has, or where it is one assignee's.
    /// `None` where it is done.
    fn left_of(
        &self,
        meeting: EarlierMeeting<'a>,
        assignment: &Assignment,
    ) -> Option<Vec<&'a str>> {
        let newest = |of: Option<&'a str>| self.newest(meeting.stem, assignment.id, of);
        let is_done = match newest(None) {
            Some(AssignmentState::Done) => true,
            Some(AssignmentState::Open) => false,
            Some(AssignmentState::CarriedOn) | None => assignment.done,
        };
        if is_done {
            return None;
        }
        if meeting.minutes.assignee(&assignment.who) != Assignee::Everyone {
            return Some(Vec::new());
        }
        let all = meeting.minutes.represented();
        let left: Vec<&str> = all
            .iter()
            .copied()
            .filter(|represented| newest(Some(represented)) != Some(AssignmentState::Done))
            .collect();
        match (left.len(), all.len()) {
            (0, 1..) => None,
            // Where nobody has done anything yet, "varje kommun" says it all.
            (some, all) if some == all => Some(Vec::new()),
            _ => Some(left),
        }
    }
}

/// The open assignments: those with a day, the earliest first, and then the others, the oldest
/// first.
pub(super) fn lines(history: &[EarlierMeeting<'_>], wording: &AgendaWording) -> Vec<String> {
    let words = LatestFollowUps::from_history(history);
    let mut open: Vec<OpenAssignment<'_>> = history
        .iter()
        .rev()
        .flat_map(|meeting| open_of(&words, *meeting))
        .collect();
    open.sort_by_key(|assignment| Reverse(assignment.due_date().map(Reverse)));
    open.iter()
        .map(|assignment| assignment.line(wording))
        .collect()
}

fn open_of<'a>(
    words: &LatestFollowUps<'a>,
    meeting: EarlierMeeting<'a>,
) -> impl Iterator<Item = OpenAssignment<'a>> {
    meeting.minutes.items().flat_map(move |item| {
        item.assignments.iter().filter_map(move |assignment| {
            let left = words.left_of(meeting, assignment)?;
            Some(OpenAssignment {
                meeting,
                item,
                assignment,
                left,
            })
        })
    })
}

impl OpenAssignment<'_> {
    fn due_date(&self) -> Option<NaiveDate> {
        self.assignment.due.as_ref().and_then(|due| due.date)
    }

    /// The line: "- Bo Alm: se över avtalet, före 2 mars (2026-02-27, punkt 5)".
    fn line(&self, wording: &AgendaWording) -> String {
        let Assignment { who, what, due, .. } = self.assignment;
        let left = if self.left.is_empty() {
            String::new()
        } else {
            format!(" ({}: {})", wording.left, self.left.join(", "))
        };
        let who = if who.is_empty() {
            String::new()
        } else {
            format!("{who}{left}: ")
        };
        let due = due
            .as_ref()
            .map(|due| format!(", {}", due.text))
            .unwrap_or_default();
        let item = match &self.item.label {
            Some(label) => format!("{} {label}", wording.item),
            None => self.item.title.clone(),
        };
        format!(
            "- {who}{what}{due} ({}, {item})",
            self.meeting.minutes.heading.date
        )
    }
}
