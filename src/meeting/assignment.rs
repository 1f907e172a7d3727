//! Assignments: who is to do what, by when, and to whom it is reported.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::item::ItemId;
use super::minutes::Minutes;
use super::person::PersonId;

/// Names an assignment within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AssignmentId(pub u32);

/// By when: the words used, and the day that was understood by them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// As written: "före styrelsemötet 2 mars".
    pub text: String,
    /// The day meant, where it could be understood.
    pub date: Option<NaiveDate>,
}

/// Somebody is to do something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Stable within the meeting.
    pub id: AssignmentId,
    /// As written: a person, a role, a group, "varje kommun". [`Minutes::assignee`] says which.
    pub who: String,
    /// What is to be done.
    pub what: String,
    /// By when.
    pub due: Option<Due>,
    /// To whom the answer goes.
    pub to: Option<String>,
    /// Whether it has been done, as far as this meeting knows.
    pub done: bool,
}

/// What became of an assignment that was given earlier, in whichever meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The meeting that gave it: its files' stem.
    pub meeting: String,
    /// Which of its assignments.
    pub assignment: AssignmentId,
    /// Of whom this is told, where each of several does their own part: "Sjöbacka".
    pub of: Option<String>,
    /// What became of it.
    pub became: Became,
}

/// What becomes of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Became {
    /// It is done.
    Done,
    /// It was looked at, and goes on.
    CarriedOn,
    /// It is open after all.
    Open,
}

/// Whom the words of an assignment mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignee {
    /// Somebody on the attendance list.
    Person(PersonId),
    /// One of the municipalities or organisations at the table.
    Represented(String),
    /// Every municipality at the table, one by one.
    Everyone,
    /// A role, a group or a person who is not on the list.
    Named(String),
    /// Nobody is named.
    Nobody,
}

const EVERYONE: [&str; 9] = [
    "varje kommun",
    "alla kommuner",
    "samtliga kommuner",
    "respektive kommun",
    "respektive kommundirektör",
    "alla",
    "samtliga",
    "every municipality",
    "everyone",
];

impl Minutes {
    /// Whom an assignment's words mean at this meeting.
    #[must_use]
    pub fn assignee(&self, who: &str) -> Assignee {
        let who = who.trim();
        let folded = who.to_lowercase();
        if who.is_empty() {
            return Assignee::Nobody;
        }
        if EVERYONE.contains(&folded.as_str()) {
            return Assignee::Everyone;
        }
        if let Some(person) = self
            .people
            .iter()
            .find(|person| person.name.to_lowercase() == folded)
        {
            return Assignee::Person(person.id);
        }
        let represented = self.people.iter().filter_map(|person| person.represents());
        match represented
            .into_iter()
            .find(|place| place.to_lowercase() == folded)
        {
            Some(place) => Assignee::Represented(place.to_owned()),
            None => Assignee::Named(who.to_owned()),
        }
    }

    /// An assignment, and the item it was given in.
    #[must_use]
    pub fn assignment(&self, id: AssignmentId) -> Option<(ItemId, &Assignment)> {
        self.items().find_map(|item| {
            let found = item
                .assignments
                .iter()
                .find(|assignment| assignment.id == id);
            found.map(|assignment| (item.id, assignment))
        })
    }

    pub(super) fn assignment_given(&mut self, item: ItemId, assignment: &Assignment) -> bool {
        self.use_number(assignment.id.0);
        self.on_item(item, |item| item.assignments.push(assignment.clone()))
    }

    pub(super) fn assignment_corrected(&mut self, corrected: &Assignment) -> bool {
        self.on_assignment(corrected.id, |assignment| assignment.clone_from(corrected))
    }

    /// The newest word on an assignment, and on each part of it, stands.
    pub(super) fn assignment_followed_up(&mut self, follow_up: &FollowUp) -> bool {
        let is_same = |known: &FollowUp| {
            (&known.meeting, known.assignment, &known.of)
                == (&follow_up.meeting, follow_up.assignment, &follow_up.of)
        };
        self.follow_ups.retain(|known| !is_same(known));
        self.follow_ups.push(follow_up.clone());
        true
    }

    pub(super) fn assignment_ticked(&mut self, id: AssignmentId, done: bool) -> bool {
        self.on_assignment(id, |assignment| assignment.done = done)
    }

    pub(super) fn assignment_withdrawn(&mut self, id: AssignmentId) -> bool {
        let mut found = false;
        for item in self.items_mut() {
            let before = item.assignments.len();
            item.assignments.retain(|assignment| assignment.id != id);
            found |= item.assignments.len() < before;
        }
        found
    }

    fn on_assignment(&mut self, id: AssignmentId, change: impl FnOnce(&mut Assignment)) -> bool {
        let mut assignments = self.items_mut().flat_map(|item| &mut item.assignments);
        assignments
            .find(|assignment| assignment.id == id)
            .map(change)
            .is_some()
    }
}
