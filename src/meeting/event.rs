//! What has happened, in the past tense. Read from top to bottom, this is the list of things that
//! happen at a meeting, and it is the format of the journal: a variant or field, once written, is
//! kept for ever.

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

/// The name of an entry: a ULID, so that an entry written twice counts once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryId(pub String);

/// One accepted command: what it made happen, when, and by whose hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// When it was accepted. Never earlier than the entry before it.
    pub at: Timestamp,
    /// Who made it.
    pub by: Author,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// Something that has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Event {
    /// The agenda and the roster were copied into the meeting. Again only while nothing has happened.
    AgendaTaken {
        /// As it was in the file.
        agenda: Box<Agenda>,
        /// SHA-256 of the file, to notice when it changes.
        digest: String,
    },
    /// The meeting was read from earlier minutes: what stands before this in the entry is what they
    /// say. Again when they are understood anew.
    PaperImported {
        /// Where they came from.
        origin: Box<ImportSource>,
    },
    /// The first item was opened, and with it the meeting.
    MeetingOpened,
    /// An item was opened; the one before it is no longer open.
    ItemOpened {
        /// The item.
        item: ItemId,
    },
    /// The meeting paused; the clock of the item stopped.
    RecessBegan {
        /// When it is to go on.
        until: Option<Timestamp>,
    },
    /// The meeting went on.
    RecessEnded,
    /// Somebody sat down at the desk again after a long silence, which counts for nothing.
    MeetingResumed,
    /// The meeting is over. What follows are corrections.
    MeetingClosed,
    /// The minutes were approved and can be read only.
    MeetingApproved {
        /// By whom.
        by: Vec<String>,
    },
    /// Approved minutes were opened again for correction.
    MeetingReopened,
    /// The roll call said this of a person.
    AttendanceMarked {
        /// Of whom.
        person: PersonId,
        /// What.
        mark: RollCallMark,
    },
    /// A person came late, or came back. A second time corrects the first.
    PersonCame {
        /// Who.
        person: PersonId,
        /// When, which may be earlier than the entry.
        at: Timestamp,
    },
    /// A person left. A second time corrects the first.
    PersonLeft {
        /// Who.
        person: PersonId,
        /// When, which may be earlier than the entry.
        at: Timestamp,
    },
    /// Somebody who was not on the roster was put on the attendance list.
    PersonAdded {
        /// Who.
        person: PersonId,
        /// As printed.
        name: String,
        /// In what capacity.
        #[serde(rename = "seat")]
        capacity: Capacity,
    },
    /// A person's name or capacities were put right.
    PersonCorrected {
        /// Who.
        person: PersonId,
        /// As printed.
        name: String,
        /// All capacities, as they are now.
        #[serde(rename = "seats")]
        capacities: Vec<Capacity>,
    },
    /// Somebody put on the list by mistake was taken off it.
    PersonRemoved {
        /// Who.
        person: PersonId,
    },
    /// Notes, or the text before or after the items, were changed.
    TextChanged {
        /// Which text.
        place: TextPlace,
        /// How.
        splice: Splice,
    },
    /// A decision was begun; its clauses follow.
    DecisionBegun {
        /// Under which item.
        item: ItemId,
        /// Its name.
        decision: DecisionId,
        /// The words that introduce it.
        intro: String,
    },
    /// A clause was decided.
    ClauseRecorded {
        /// In which decision.
        decision: DecisionId,
        /// Its name.
        clause: ClauseId,
        /// Exactly as written.
        text: String,
    },
    /// A clause was reworded.
    ClauseCorrected {
        /// Which.
        clause: ClauseId,
        /// What it said before.
        was: String,
        /// What it says now.
        text: String,
    },
    /// A clause was withdrawn, and its decision with the last one.
    ClauseWithdrawn {
        /// Which.
        clause: ClauseId,
        /// What it said.
        was: String,
    },
    /// The words that introduce a decision were changed.
    IntroCorrected {
        /// Of which decision.
        decision: DecisionId,
        /// What they were.
        was: String,
        /// What they are.
        intro: String,
    },
    /// Somebody was to do something.
    AssignmentGiven {
        /// Under which item.
        item: ItemId,
        /// Who, what, by when.
        assignment: Assignment,
    },
    /// An assignment was put right.
    AssignmentCorrected {
        /// As it is now; its name says which.
        assignment: Assignment,
    },
    /// An assignment was ticked as done, or as not done after all.
    AssignmentTicked {
        /// Which.
        assignment: AssignmentId,
        /// Done or not.
        done: bool,
    },
    /// An earlier meeting's assignment was looked at.
    AssignmentFollowedUp {
        /// Which, and what became of it.
        follow_up: FollowUp,
    },
    /// An assignment was withdrawn.
    AssignmentWithdrawn {
        /// Which.
        assignment: AssignmentId,
    },
    /// An item was postponed, referred or withdrawn; or that was taken back.
    OutcomeSet {
        /// Which.
        item: ItemId,
        /// What became of it; none takes it back.
        outcome: Option<Outcome>,
    },
    /// An item was put on the agenda.
    ItemAdded {
        /// Its name.
        item: ItemId,
        /// What is planned.
        row: Box<AgendaRow>,
        /// After which row; none for the beginning.
        after: Option<RowId>,
    },
    /// An item got another title.
    ItemRenamed {
        /// Which.
        item: ItemId,
        /// What it was called.
        was: String,
        /// What it is called.
        title: String,
    },
    /// An item got another number, or none.
    ItemRelabelled {
        /// Which.
        item: ItemId,
        /// What was printed.
        was: Option<String>,
        /// What is printed.
        label: Option<String>,
    },
    /// What is planned for an item was changed.
    ItemPlanned {
        /// Which.
        item: ItemId,
        /// As it is now.
        plan: Plan,
    },
    /// An untouched item was taken off the agenda as if it had never been there.
    ItemRemoved {
        /// Which.
        item: ItemId,
    },
    /// A heading was put between the items.
    SectionAdded {
        /// Its name.
        section: SectionId,
        /// Its words; none end the section before.
        title: String,
        /// After which row; none for the beginning.
        after: Option<RowId>,
    },
    /// A heading got other words.
    SectionRenamed {
        /// Which.
        section: SectionId,
        /// Its words.
        title: String,
    },
    /// A heading was taken away; its items stay.
    SectionRemoved {
        /// Which.
        section: SectionId,
    },
    /// An item or a heading got another place in the order.
    RowMoved {
        /// Which.
        row: RowId,
        /// After which row; none for the beginning.
        after: Option<RowId>,
    },
    /// The meeting moved, or its place was put right.
    PlaceChanged {
        /// Where.
        place: Option<String>,
    },
    /// It was said when the body meets next.
    NextMeetingSet {
        /// When; none takes it back.
        next: Option<NextMeeting>,
    },
    /// Those who verify the minutes were named.
    VerifiersNamed {
        /// Who.
        names: Vec<String>,
    },
    /// An entry counts no longer.
    Undone {
        /// Which.
        entry: EntryId,
    },
    /// An undone entry counts again.
    Redone {
        /// Which.
        entry: EntryId,
    },
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
            | Self::IntroCorrected { .. }
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
}
