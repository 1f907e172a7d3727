//! Events: everything that can happen at a meeting, in the past tense. This is also the format of
//! the journal, so a variant or field, once written, is kept for ever.

use serde::{Deserialize, Serialize};

use super::agenda::{Agenda, AgendaRow};
use super::assignment::{Assignment, AssignmentId, FollowUp};
use super::attendance::RollCallMark;
use super::author::Author;
use super::decision::{ClauseId, DecisionId};
use super::imported_minutes::ImportSource;
use super::item::{ItemId, Plan, RowId, SectionId};
use super::minutes::NextMeeting;
use super::outcome::Outcome;
use super::person::{Capacity, PersonId};
use super::running_text::{Splice, TextPlace};
use super::time::Timestamp;

/// The id of an entry: a ULID, so that an entry written twice counts once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub String);

/// One accepted command, as the events that it made happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The moment when it was accepted; never earlier than the entry before it.
    pub at: Timestamp,
    /// Its author.
    pub by: Author,
    /// The events in their order.
    pub events: Vec<Event>,
}

/// Something that has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Event {
    /// The agenda and the roster were copied into the meeting. It happens again only while nothing
    /// else has.
    AgendaTaken {
        /// The agenda, as it was in the file.
        agenda: Box<Agenda>,
        /// SHA-256 of the file in hexadecimal, to notice when it changes.
        digest: String,
    },
    /// The meeting was imported from earlier minutes. The events before this one in the entry are
    /// what the minutes say. It happens again when they are understood anew.
    PaperImported {
        /// The document that they came from.
        origin: Box<ImportSource>,
    },
    /// The meeting was opened, by opening its first item.
    MeetingOpened,
    /// An item was opened; the one before it is no longer open.
    ItemOpened {
        /// The item.
        item: ItemId,
    },
    /// The meeting paused; the clock of the item stopped.
    RecessBegan {
        /// The moment when it is to go on; `None` where nobody said.
        until: Option<Timestamp>,
    },
    /// The meeting went on.
    RecessEnded,
    /// The desk was opened again after a long silence, which is not counted as time spent.
    MeetingResumed,
    /// The meeting is over. What follows are corrections.
    MeetingClosed,
    /// The minutes were approved and can be read only.
    MeetingApproved {
        /// Names of those who approved them.
        by: Vec<String>,
    },
    /// Approved minutes were opened again for correction.
    MeetingReopened,
    /// A person was marked in the roll call.
    AttendanceMarked {
        /// The person.
        person: PersonId,
        /// The mark.
        mark: RollCallMark,
    },
    /// A person came late, or came back. A second time corrects the first.
    PersonCame {
        /// The person.
        person: PersonId,
        /// The moment, which may be earlier than the entry.
        at: Timestamp,
    },
    /// A person left. A second time corrects the first.
    PersonLeft {
        /// The person.
        person: PersonId,
        /// The moment, which may be earlier than the entry.
        at: Timestamp,
    },
    /// Somebody who was not on the roster was put on the attendance list.
    PersonAdded {
        /// The person.
        person: PersonId,
        /// The name, as printed.
        name: String,
        /// The capacity in which they take part.
        #[serde(rename = "seat")]
        capacity: Capacity,
    },
    /// A person's name or capacities were put right.
    PersonCorrected {
        /// The person.
        person: PersonId,
        /// The name, as printed.
        name: String,
        /// All capacities, as they are now.
        #[serde(rename = "seats")]
        capacities: Vec<Capacity>,
    },
    /// Somebody put on the list by mistake was taken off it.
    PersonRemoved {
        /// The person.
        person: PersonId,
    },
    /// Notes, or the text before or after the items, were changed.
    TextChanged {
        /// The text.
        place: TextPlace,
        /// The change.
        splice: Splice,
    },
    /// A decision was begun; its clauses follow.
    DecisionBegun {
        /// The item it belongs to.
        item: ItemId,
        /// The new decision.
        decision: DecisionId,
        /// The words that introduce it.
        intro: String,
    },
    /// A clause was decided.
    ClauseRecorded {
        /// The decision it belongs to.
        decision: DecisionId,
        /// The new clause.
        clause: ClauseId,
        /// Its words, exactly as written.
        text: String,
    },
    /// A clause was reworded.
    ClauseCorrected {
        /// The clause.
        clause: ClauseId,
        /// The words before.
        was: String,
        /// The words now.
        text: String,
    },
    /// A clause was withdrawn, and its decision with the last one.
    ClauseWithdrawn {
        /// The clause.
        clause: ClauseId,
        /// The words that it had.
        was: String,
    },
    /// A clause was moved, within its decision or to another. A decision whose last clause is moved
    /// away goes.
    ClauseMoved {
        /// The clause.
        clause: ClauseId,
        /// The decision that it belongs to now.
        decision: DecisionId,
        /// The clause that it stands before; `None` at the end.
        before: Option<ClauseId>,
    },
    /// A decision was moved, within its item or to another.
    DecisionMoved {
        /// The decision.
        decision: DecisionId,
        /// The item that it belongs to now.
        item: ItemId,
        /// The decision that it stands before; `None` at the end.
        before: Option<DecisionId>,
    },
    /// The words that introduce a decision were changed.
    IntroCorrected {
        /// The decision.
        decision: DecisionId,
        /// The words before.
        was: String,
        /// The words now.
        intro: String,
    },
    /// An assignment was given.
    AssignmentGiven {
        /// The item it belongs to.
        item: ItemId,
        /// The assignment.
        assignment: Assignment,
    },
    /// An assignment was moved, within its item or to another.
    AssignmentMoved {
        /// The assignment.
        assignment: AssignmentId,
        /// The item that it belongs to now.
        item: ItemId,
        /// The assignment that it stands before; `None` at the end.
        before: Option<AssignmentId>,
    },
    /// An assignment was put right.
    AssignmentCorrected {
        /// The assignment as it is now, under its id.
        assignment: Assignment,
    },
    /// An assignment was ticked as done, or as not done after all.
    AssignmentTicked {
        /// The assignment.
        assignment: AssignmentId,
        /// `true` if it is done.
        done: bool,
    },
    /// An earlier meeting's assignment was followed up.
    AssignmentFollowedUp {
        /// The assignment, and what became of it.
        follow_up: FollowUp,
    },
    /// An assignment was withdrawn.
    AssignmentWithdrawn {
        /// The assignment.
        assignment: AssignmentId,
    },
    /// An item was postponed, referred or withdrawn; or that was taken back.
    OutcomeSet {
        /// The item.
        item: ItemId,
        /// The outcome; `None` takes it back.
        outcome: Option<Outcome>,
    },
    /// An item was put on the agenda.
    ItemAdded {
        /// The new item.
        item: ItemId,
        /// The plan for it.
        row: Box<AgendaRow>,
        /// The row before it; `None` at the beginning.
        after: Option<RowId>,
    },
    /// An item got another title.
    ItemRenamed {
        /// The item.
        item: ItemId,
        /// The title before.
        was: String,
        /// The title now.
        title: String,
    },
    /// An item got another number, or none.
    ItemRelabelled {
        /// The item.
        item: ItemId,
        /// The number before.
        was: Option<String>,
        /// The number now; `None` where none is printed.
        label: Option<String>,
    },
    /// The plan for an item was changed.
    ItemPlanned {
        /// The item.
        item: ItemId,
        /// The plan now.
        plan: Plan,
    },
    /// An untouched item was taken off the agenda as if it had never been there.
    ItemRemoved {
        /// The item.
        item: ItemId,
    },
    /// A heading was put between the items.
    SectionAdded {
        /// The new heading.
        section: SectionId,
        /// The words of the heading; an empty one ends the section before.
        title: String,
        /// The row before it; `None` at the beginning.
        after: Option<RowId>,
    },
    /// A heading got other words.
    SectionRenamed {
        /// The heading.
        section: SectionId,
        /// The words of the heading.
        title: String,
    },
    /// A heading was taken away; its items stay.
    SectionRemoved {
        /// The heading.
        section: SectionId,
    },
    /// An item or a heading got another place in the order.
    RowMoved {
        /// The item or heading.
        row: RowId,
        /// The row before it; `None` at the beginning.
        after: Option<RowId>,
    },
    /// The meeting moved, or its place was put right.
    PlaceChanged {
        /// The place; `None` where none is known.
        place: Option<String>,
    },
    /// The next meeting was announced.
    NextMeetingSet {
        /// The next meeting; `None` takes it back.
        next: Option<NextMeeting>,
    },
    /// The people who verify the minutes were named.
    VerifiersNamed {
        /// Their names.
        names: Vec<String>,
    },
    /// An entry was undone: it counts no longer.
    Undone {
        /// The entry.
        entry: EntryId,
    },
    /// An undone entry was redone: it counts again.
    Redone {
        /// The entry.
        entry: EntryId,
    },
}

/// The number of a row, and that of the row before it.
fn row_and_previous<'a>(number: &'a mut u32, after: &'a mut Option<RowId>) -> Vec<&'a mut u32> {
    let after = after.as_mut().map(RowId::number_mut);
    [number].into_iter().chain(after).collect()
}

/// Two numbers, and that of what comes behind.
fn two_and_next<'a>(two: [&'a mut u32; 2], next: Option<&'a mut u32>) -> Vec<&'a mut u32> {
    two.into_iter().chain(next).collect()
}

impl RowId {
    fn number_mut(&mut self) -> &mut u32 {
        match self {
            Self::Item(item) => &mut item.0,
            Self::Section(section) => &mut section.0,
        }
    }
}

impl Event {
    /// The number that the event gives to something new; `None` where it makes nothing that has
    /// one. The rows and people of an agenda are numbered when it is applied.
    pub(super) fn number_given(&self) -> Option<u32> {
        match self {
            Self::PersonAdded { person, .. } => Some(person.0),
            Self::DecisionBegun { decision, .. } => Some(decision.0),
            Self::ClauseRecorded { clause, .. } => Some(clause.0),
            Self::AssignmentGiven { assignment, .. } => Some(assignment.id.0),
            Self::ItemAdded { item, .. } => Some(item.0),
            Self::SectionAdded { section, .. } => Some(section.0),
            Self::AgendaTaken { .. }
            | Self::PaperImported { .. }
            | Self::MeetingOpened
            | Self::ItemOpened { .. }
            | Self::RecessBegan { .. }
            | Self::RecessEnded
            | Self::MeetingResumed
            | Self::MeetingClosed
            | Self::MeetingApproved { .. }
            | Self::MeetingReopened
            | Self::AttendanceMarked { .. }
            | Self::PersonCame { .. }
            | Self::PersonLeft { .. }
            | Self::PersonCorrected { .. }
            | Self::PersonRemoved { .. }
            | Self::TextChanged { .. }
            | Self::ClauseCorrected { .. }
            | Self::ClauseWithdrawn { .. }
            | Self::ClauseMoved { .. }
            | Self::DecisionMoved { .. }
            | Self::IntroCorrected { .. }
            | Self::AssignmentMoved { .. }
            | Self::AssignmentCorrected { .. }
            | Self::AssignmentTicked { .. }
            | Self::AssignmentFollowedUp { .. }
            | Self::AssignmentWithdrawn { .. }
            | Self::OutcomeSet { .. }
            | Self::ItemRenamed { .. }
            | Self::ItemRelabelled { .. }
            | Self::ItemPlanned { .. }
            | Self::ItemRemoved { .. }
            | Self::SectionRenamed { .. }
            | Self::SectionRemoved { .. }
            | Self::RowMoved { .. }
            | Self::PlaceChanged { .. }
            | Self::NextMeetingSet { .. }
            | Self::VerifiersNamed { .. }
            | Self::Undone { .. }
            | Self::Redone { .. } => None,
        }
    }

    /// The numbers of this meeting that the event names: those of what it acts on, and the one it
    /// gives. An assignment that is followed up has its number in another meeting.
    #[expect(clippy::too_many_lines, reason = "an index: one arm an event")]
    pub(super) fn numbers_mut(&mut self) -> Vec<&mut u32> {
        match self {
            Self::ItemOpened { item }
            | Self::OutcomeSet { item, .. }
            | Self::ItemRenamed { item, .. }
            | Self::ItemRelabelled { item, .. }
            | Self::ItemPlanned { item, .. }
            | Self::ItemRemoved { item } => vec![&mut item.0],
            Self::ItemAdded { item, after, .. } => row_and_previous(&mut item.0, after),
            Self::SectionAdded { section, after, .. } => row_and_previous(&mut section.0, after),
            Self::SectionRenamed { section, .. } | Self::SectionRemoved { section } => {
                vec![&mut section.0]
            }
            Self::RowMoved { row, after } => row_and_previous(row.number_mut(), after),
            Self::AttendanceMarked { person, .. }
            | Self::PersonCame { person, .. }
            | Self::PersonLeft { person, .. }
            | Self::PersonAdded { person, .. }
            | Self::PersonCorrected { person, .. }
            | Self::PersonRemoved { person } => vec![&mut person.0],
            Self::TextChanged { place, .. } => match place {
                TextPlace::Notes(item) => vec![&mut item.0],
                TextPlace::Opening | TextPlace::Closing => Vec::new(),
            },
            Self::DecisionBegun { item, decision, .. } => vec![&mut item.0, &mut decision.0],
            Self::ClauseRecorded {
                decision, clause, ..
            } => vec![&mut decision.0, &mut clause.0],
            Self::ClauseCorrected { clause, .. } | Self::ClauseWithdrawn { clause, .. } => {
                vec![&mut clause.0]
            }
            Self::ClauseMoved {
                clause,
                decision,
                before,
            } => two_and_next(
                [&mut clause.0, &mut decision.0],
                before.as_mut().map(|before| &mut before.0),
            ),
            Self::DecisionMoved {
                decision,
                item,
                before,
            } => two_and_next(
                [&mut decision.0, &mut item.0],
                before.as_mut().map(|before| &mut before.0),
            ),
            Self::AssignmentMoved {
                assignment,
                item,
                before,
            } => two_and_next(
                [&mut assignment.0, &mut item.0],
                before.as_mut().map(|before| &mut before.0),
            ),
            Self::IntroCorrected { decision, .. } => vec![&mut decision.0],
            Self::AssignmentGiven { item, assignment } => vec![&mut item.0, &mut assignment.id.0],
            Self::AssignmentCorrected { assignment } => vec![&mut assignment.id.0],
            Self::AssignmentTicked { assignment, .. }
            | Self::AssignmentWithdrawn { assignment } => {
                vec![&mut assignment.0]
            }
            Self::AgendaTaken { .. }
            | Self::PaperImported { .. }
            | Self::MeetingOpened
            | Self::RecessBegan { .. }
            | Self::RecessEnded
            | Self::MeetingResumed
            | Self::MeetingClosed
            | Self::MeetingApproved { .. }
            | Self::MeetingReopened
            | Self::AssignmentFollowedUp { .. }
            | Self::PlaceChanged { .. }
            | Self::NextMeetingSet { .. }
            | Self::VerifiersNamed { .. }
            | Self::Undone { .. }
            | Self::Redone { .. } => Vec::new(),
        }
    }
}
