//! Assignments: a task, the people who are to do it, and by when.

use serde::{Deserialize, Serialize};

use super::due_date::DueDate;
use super::person::{Person, PersonId};

/// The id of an assignment within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AssignmentId(pub u32);

/// A task that a meeting gives somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The assignee as written: a person, a role, a group, "varje kommun". [`Assignee`] is the
    /// meaning.
    pub who: String,
    /// The task.
    pub what: String,
    /// The day by which it is to be done.
    pub due: Option<DueDate>,
    /// The recipient of the answer.
    pub to: Option<String>,
    /// `true` if it has been done, as far as this meeting knows.
    pub done: bool,
}

impl Assignment {
    /// The assignee and the task, as one reads them: "Bo Alm: skriva".
    #[must_use]
    pub fn with_assignee(&self) -> String {
        match self.who.as_str() {
            "" => self.what.clone(),
            who => format!("{who}: {}", self.what),
        }
    }
}

/// The words of an assignment, as they are typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssignmentWords {
    /// The assignee: a person, a role, a group, "varje kommun". Where it is empty, the checklist
    /// says so.
    pub who: String,
    /// The task.
    pub what: String,
    /// The day by which it is to be done, in any words.
    pub due: String,
    /// The recipient of the answer.
    pub to: String,
}

/// The fate of an assignment that an earlier meeting gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// The meeting that gave it, by the stem of its files.
    pub meeting: String,
    /// The assignment within that meeting.
    pub assignment: AssignmentId,
    /// The one whose part this is about, where each of several does their own: "Sjöbacka".
    pub of: Option<String>,
    /// The state it is in now.
    pub became: AssignmentState,
}

/// The state of an assignment after a follow-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Became")]
pub enum AssignmentState {
    /// It is done.
    Done,
    /// It was looked at and goes on.
    CarriedOn,
    /// It is open after all.
    Open,
}

/// The meaning of the words that name an assignee.
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
    /// Finds the assignee that these words mean among the people of a meeting.
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
