//! Assignments: who is to do what, by when, and to whom it is reported.

use serde::{Deserialize, Serialize};

use super::due_date::DueDate;
use super::person::{Person, PersonId};

/// Names an assignment within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AssignmentId(pub u32);

/// Somebody is to do something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Stable within the meeting.
    pub id: AssignmentId,
    /// As written: a person, a role, a group, "varje kommun". [`Assignee`] says which.
    pub who: String,
    /// What is to be done.
    pub what: String,
    /// By when.
    pub due: Option<DueDate>,
    /// To whom the answer goes.
    pub to: Option<String>,
    /// Whether it has been done, as far as this meeting knows.
    pub done: bool,
}

/// The words of an assignment, as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssignmentWords {
    /// Who: a person, a role, a group, "varje kommun"; may be empty, and the checklist then says so.
    pub who: String,
    /// What.
    pub what: String,
    /// By when, in any words.
    pub due: String,
    /// To whom the answer goes.
    pub to: String,
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

impl Assignee {
    /// Finds whom an assignment's words mean among the people of a meeting.
    #[must_use]
    pub fn among(people: &[Person], who: &str) -> Self {
        let who = who.trim();
        let folded = who.to_lowercase();
        if who.is_empty() {
            return Self::Nobody;
        }
        if EVERYONE.contains(&folded.as_str()) {
            return Self::Everyone;
        }
        if let Some(person) = people
            .iter()
            .find(|person| person.name.to_lowercase() == folded)
        {
            return Self::Person(person.id);
        }
        let mut represented = people.iter().filter_map(Person::represents);
        match represented.find(|name| name.to_lowercase() == folded) {
            Some(name) => Self::Represented(name.to_owned()),
            None => Self::Named(who.to_owned()),
        }
    }
}
