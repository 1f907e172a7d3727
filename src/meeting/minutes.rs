//! The state of a meeting, and the questions it answers. Anyone can read it;
//! [`super::Meeting::apply`] alone changes it. The record on disk is this, written out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agenda::{Body, DocumentKind, Procedure};
use super::assignment::{Assignee, Assignment, AssignmentId, FollowUp};
use super::decision::{Clause, ClauseId, Decision, DecisionId};
use super::due_date::DueDate;
use super::imported_minutes::ImportSource;
use super::item::{Item, ItemId, MinutesRow, RowId, Section};
use super::person::{Person, PersonId};
use super::running_text::TextPlace;
use super::style::HouseStyle;
use super::time::{ClockTime, Timestamp};

/// The stage of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stage {
    /// Before the first item. The roll call and changes to the agenda are entries already.
    #[default]
    Prepared,
    /// From the first item on.
    UnderWay,
    /// In recess: no time is spent.
    Recess {
        /// The moment when it is to go on; `None` where nobody said.
        until: Option<Timestamp>,
    },
    /// Over. A change is marked as a correction.
    Closed,
    /// Approved. The minutes can only be read.
    Approved,
}

impl Stage {
    /// The word for the stage that other programs read.
    #[must_use]
    pub fn status(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::UnderWay | Self::Recess { .. } => "open",
            Self::Closed => "closed",
            Self::Approved => "approved",
        }
    }
}

/// The heading of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// The body that meets.
    pub body: Body,
    /// The title.
    pub title: String,
    /// The kind of document that the minutes are.
    pub kind: DocumentKind,
    /// The running number as printed.
    pub number: Option<String>,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// Announced beginning.
    pub starts: Option<ClockTime>,
    /// Announced end.
    pub ends: Option<ClockTime>,
    /// The place.
    pub place: Option<String>,
    /// The rules by which the body meets.
    pub mode: Procedure,
}

/// An announcement of the next meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextMeeting {
    /// Its words, as written.
    pub text: String,
    /// The day that the words mean; `None` where none was understood.
    pub date: Option<NaiveDate>,
}

/// Approval of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The moment of it.
    pub at: Timestamp,
    /// The names of those who approved.
    pub by: Vec<String>,
}

/// A change after the meeting had closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The moment of it.
    pub at: Timestamp,
    /// The item that was changed; `None` for the meeting as a whole.
    pub item: Option<ItemId>,
}

/// The state of a meeting.
///
/// The record on disk has these fields at its top level, so they are not gathered into parts; the
/// behaviour is: `apply/` changes it, and here are its queries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// The heading of the minutes.
    pub heading: Heading,
    /// The house style of the body.
    pub style: HouseStyle,
    /// The stage of the meeting.
    pub stage: Stage,
    /// The moment when the first item was opened.
    pub opened: Option<Timestamp>,
    /// The moment when the meeting was closed.
    pub closed: Option<Timestamp>,
    /// Everybody on the attendance list.
    pub people: Vec<Person>,
    /// Text before the first item.
    pub opening: String,
    /// Items and headings in their order.
    pub rows: Vec<MinutesRow>,
    /// Text after the last item.
    pub closing: String,
    /// The next meeting.
    pub next_meeting: Option<NextMeeting>,
    /// The names of those who verify the minutes.
    pub verifiers: Vec<String>,
    /// The item that is open.
    pub open: Option<ItemId>,
    /// The fate of assignments that earlier meetings gave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// The changes after closing.
    pub corrections: Vec<Correction>,
    /// Approval of the minutes.
    pub approval: Option<Approval>,
    /// The document that the meeting was imported from; `None` where it was held with this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Box<ImportSource>>,
    /// The moment of the newest entry; `None` before the first.
    pub newest: Option<Timestamp>,
    /// SHA-256 of the agenda file that was taken in, in hexadecimal.
    pub agenda_digest: String,
    /// The highest number given to anything in this meeting; none is given twice.
    pub numbers_used: u32,
}

impl Minutes {
    /// Tells whether an agenda has been taken in.
    #[must_use]
    pub fn is_convened(&self) -> bool {
        self.newest.is_some()
    }

    /// Tells whether the agenda is known. It is not where the journal has lost its first line.
    #[must_use]
    pub fn has_agenda(&self) -> bool {
        !self.heading.body.id.is_empty()
    }

    /// Tells whether the meeting is over, approved or not.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Closed | Stage::Approved)
    }

    /// The word for the meeting's state that other programs read.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self.stage {
            Stage::Closed if self.imported.is_some() => "imported",
            stage => stage.status(),
        }
    }

    /// A number that nothing has yet, `more` steps on.
    pub(super) fn free_number(&self, more: u32) -> u32 {
        self.numbers_used.saturating_add(1).saturating_add(more)
    }

    /// Marks a number as given, so that nothing else gets it.
    pub(super) fn use_number(&mut self, number: u32) {
        self.numbers_used = self.numbers_used.max(number);
    }
}

/// The agenda: items and the headings between them.
impl Minutes {
    /// The items in their order.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &Item> {
        self.rows.iter().filter_map(MinutesRow::item)
    }

    /// An item by its id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }

    /// The open item.
    #[must_use]
    pub fn open_item(&self) -> Option<&Item> {
        self.open.and_then(|id| self.item(id))
    }

    /// The item that follows another in order, withdrawn ones passed over; the first, after none.
    #[must_use]
    pub fn item_after(&self, open: Option<ItemId>) -> Option<&Item> {
        next_in(self.items(), open)
    }

    /// The item before another, withdrawn ones passed over.
    #[must_use]
    pub fn item_before(&self, open: ItemId) -> Option<&Item> {
        next_in(self.items().rev(), Some(open))
    }

    /// Items that this meeting did not finish: put off, sent on, or never opened when it closed.
    pub fn left_over(&self) -> impl Iterator<Item = &Item> {
        let is_over = self.is_over();
        self.items().filter(move |item| match &item.outcome {
            Some(_) => !item.is_withdrawn(),
            None => is_over && !item.is_touched(),
        })
    }

    /// The heading over an item; `None` where there is none or an empty one ended it.
    #[must_use]
    pub fn section_of(&self, id: ItemId) -> Option<&Section> {
        let mut section = None;
        for row in &self.rows {
            match row {
                MinutesRow::Section(heading) => section = Some(heading),
                MinutesRow::Item(item) if item.id == id => break,
                MinutesRow::Item(_) => {}
            }
        }
        section.filter(|heading| !heading.title.is_empty())
    }

    /// The index of a row in the running order.
    #[must_use]
    pub fn row_index(&self, id: RowId) -> Option<usize> {
        self.rows.iter().position(|row| row.id() == id)
    }

    /// All items, to be changed.
    pub(super) fn items_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Item> {
        self.rows.iter_mut().filter_map(|row| match row {
            MinutesRow::Item(item) => Some(item.as_mut()),
            MinutesRow::Section(_) => None,
        })
    }

    /// Changes an item; `false` where there is none with that id.
    pub(super) fn on_item(&mut self, id: ItemId, change: impl FnOnce(&mut Item)) -> bool {
        self.items_mut()
            .find(|item| item.id == id)
            .map(change)
            .is_some()
    }
}

/// Everything that was written and decided.
impl Minutes {
    /// A running text; `None` where its item is gone.
    #[must_use]
    pub fn text(&self, place: TextPlace) -> Option<&str> {
        match place {
            TextPlace::Notes(item) => self.item(item).map(|item| item.notes.as_str()),
            TextPlace::Opening => Some(&self.opening),
            TextPlace::Closing => Some(&self.closing),
        }
    }

    /// A decision, and the item it stands in.
    #[must_use]
    pub fn decision(&self, id: DecisionId) -> Option<(ItemId, &Decision)> {
        self.items().find_map(|item| {
            let found = item.decisions.iter().find(|decision| decision.id == id);
            found.map(|decision| (item.id, decision))
        })
    }

    /// The day that words mean when they are said at this meeting.
    #[must_use]
    pub fn due(&self, words: &str) -> DueDate {
        let next_meeting = self.next_meeting.as_ref().and_then(|next| next.date);
        let heading = &self.heading;
        DueDate::from_words(words, heading.date, &heading.body.name, next_meeting)
    }

    /// The only person on the list who has this first name.
    #[must_use]
    pub fn only_person_called(&self, first_name: &str) -> Option<&Person> {
        let wanted = first_name.trim().to_lowercase();
        let first = |person: &Person| person.name.split(' ').next().map(str::to_lowercase);
        let mut called = self
            .people
            .iter()
            .filter(|person| first(person).is_some_and(|first| first == wanted));
        let only = called.next();
        only.filter(|_| called.next().is_none())
    }

    /// The item of this number, or else whose title begins with these words, or else has them in it.
    #[must_use]
    pub fn item_named(&self, name: &str) -> Option<&Item> {
        let folded = name.trim().to_lowercase();
        if folded.is_empty() {
            return None;
        }
        let label = |item: &&Item| {
            let label = item.label.as_deref().unwrap_or_default().to_lowercase();
            label == folded || label.trim_start_matches(['§', ' ']) == folded
        };
        let begins = |item: &&Item| item.title.to_lowercase().starts_with(&folded);
        let holds = |item: &&Item| item.title.to_lowercase().contains(&folded);
        let by_title = || {
            self.items()
                .find(begins)
                .or_else(|| self.items().find(holds))
        };
        self.items().find(label).or_else(by_title)
    }

    /// The item and the decision that hold a clause.
    #[must_use]
    pub fn decision_of(&self, clause: ClauseId) -> Option<(ItemId, &Decision)> {
        self.items().find_map(|item| {
            item.decisions
                .iter()
                .find(|decision| decision.clause(clause).is_some())
                .map(|decision| (item.id, decision))
        })
    }

    /// A clause, wherever it stands.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        let (_, decision) = self.decision_of(id)?;
        decision.clause(id)
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
}

/// The attendance list.
impl Minutes {
    /// A person by id.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The assignee that these words mean at this meeting.
    #[must_use]
    pub fn assignee(&self, who: &str) -> Assignee {
        Assignee::among(&self.people, who)
    }

    /// The municipalities and organisations of the body's members, each once, in printed order.
    #[must_use]
    pub fn represented(&self) -> Vec<&str> {
        let mut represented = Vec::new();
        let members = self.people.iter().filter(|person| person.is_of_the_body());
        for name in members.filter_map(Person::represents) {
            if !represented.contains(&name) {
                represented.push(name);
            }
        }
        represented
    }

    /// The number of members who are there at a moment, and of all members.
    #[must_use]
    pub fn members_there(&self, at: Timestamp) -> (usize, usize) {
        let members = || self.people.iter().filter(|person| person.is_of_the_body());
        let there = members().filter(|person| person.attendance.is_there(at));
        (there.count(), members().count())
    }

    /// The number of others than members who are there at a moment.
    #[must_use]
    pub fn others_there(&self, at: Timestamp) -> usize {
        self.people
            .iter()
            .filter(|person| !person.is_of_the_body() && person.attendance.is_there(at))
            .count()
    }

    /// Changes a person; `false` where there is none with that id.
    pub(super) fn on_person(&mut self, id: PersonId, change: impl FnOnce(&mut Person)) -> bool {
        self.people
            .iter_mut()
            .find(|person| person.id == id)
            .map(change)
            .is_some()
    }
}

/// The first item after `open` that is not withdrawn; the first of all, after none.
fn next_in<'a>(items: impl Iterator<Item = &'a Item>, open: Option<ItemId>) -> Option<&'a Item> {
    items
        .skip_while(|item| open.is_some_and(|id| id != item.id))
        .skip(usize::from(open.is_some()))
        .find(|item| !item.is_withdrawn())
}
