//! What a person may ask for, in the imperative. [`super::rules::decide`] says what comes of it.

use super::agenda::{Agenda, AgendaRow};
use super::assignment::{AssignmentId, AssignmentWords, FollowUp};
use super::attendance::RollCallMark;
use super::decision::{ClauseId, DecisionId};
use super::event::EntryId;
use super::imported_minutes::ImportedMinutes;
use super::item::{ItemId, Plan, RowId, SectionId};
use super::outcome::Outcome;
use super::person::{Capacity, PersonId};
use super::running_text::TextPlace;
use super::time::Timestamp;

/// Something a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Take the agenda in: the first entry, and again while nothing has happened.
    TakeAgenda {
        /// As read.
        agenda: Box<Agenda>,
        /// SHA-256 of the file.
        digest: String,
    },
    /// Take earlier minutes in as a meeting that has been; or take them in again, understood anew.
    ImportMinutes {
        /// The minutes, as they were understood.
        imported: Box<ImportedMinutes>,
    },
    /// Open an item; the first one opens the meeting.
    OpenItem {
        /// Which.
        item: ItemId,
    },
    /// Open the item after the one that the asker sees open.
    OpenNext {
        /// What the asker sees open.
        seen: Option<ItemId>,
    },
    /// Open the item before the one that the asker sees open.
    OpenPrevious {
        /// What the asker sees open.
        seen: Option<ItemId>,
    },
    /// Pause.
    BeginRecess {
        /// Until when, if that is said.
        until: Option<Timestamp>,
    },
    /// Go on.
    EndRecess,
    /// Somebody sat down at the desk again.
    Resume,
    /// End the meeting.
    CloseMeeting,
    /// Approve the minutes.
    Approve {
        /// By whom.
        by: Vec<String>,
    },
    /// Open approved minutes for correction.
    Reopen,
    /// Mark a person in the roll call.
    MarkAttendance {
        /// Whom.
        person: PersonId,
        /// As what.
        mark: RollCallMark,
    },
    /// Mark all who are unmarked as present.
    MarkAllPresent,
    /// A person came, or came back, at this moment.
    RecordArrival {
        /// Who.
        person: PersonId,
        /// When.
        at: Timestamp,
    },
    /// A person left at this moment.
    RecordLeaving {
        /// Who.
        person: PersonId,
        /// When.
        at: Timestamp,
    },
    /// Put somebody on the attendance list, present.
    AddPerson {
        /// As printed.
        name: String,
        /// In what capacity.
        capacity: Capacity,
    },
    /// Put a person's name or capacities right.
    CorrectPerson {
        /// Whom.
        person: PersonId,
        /// As printed.
        name: String,
        /// All capacities.
        capacities: Vec<Capacity>,
    },
    /// Take somebody off the list who was put there by mistake.
    RemovePerson {
        /// Whom.
        person: PersonId,
    },
    /// Make a running text say this.
    WriteText {
        /// Which.
        place: TextPlace,
        /// What it said when the writing began; if it says something else now, the asker is told.
        before: String,
        /// What it shall say.
        text: String,
    },
    /// Decide these clauses, under one introduction.
    RecordDecision {
        /// Under which item.
        item: ItemId,
        /// In order.
        clauses: Vec<String>,
    },
    /// Decide one more clause in a decision.
    RecordClause {
        /// Which decision.
        decision: DecisionId,
        /// Exactly as written.
        text: String,
    },
    /// Decide by a stock phrase, counted from 1.
    RecordPhrase {
        /// Under which item.
        item: ItemId,
        /// Which phrase.
        number: usize,
    },
    /// Decide as proposed.
    RecordProposal {
        /// Under which item.
        item: ItemId,
    },
    /// Reword a clause.
    CorrectClause {
        /// Which.
        clause: ClauseId,
        /// What it shall say.
        text: String,
    },
    /// Withdraw a clause.
    WithdrawClause {
        /// Which.
        clause: ClauseId,
    },
    /// Change the words that introduce a decision.
    CorrectIntro {
        /// Of which.
        decision: DecisionId,
        /// What they shall be; empty for prose.
        intro: String,
    },
    /// Give somebody something to do.
    GiveAssignment {
        /// Under which item.
        item: ItemId,
        /// Who, what, when.
        words: AssignmentWords,
    },
    /// Put an assignment right.
    CorrectAssignment {
        /// Which.
        assignment: AssignmentId,
        /// As it shall be.
        words: AssignmentWords,
    },
    /// Tick an assignment as done, or not done.
    TickAssignment {
        /// Which.
        assignment: AssignmentId,
        /// Done or not.
        done: bool,
    },
    /// Say what became of an earlier meeting's assignment.
    FollowUp {
        /// Which, and what became of it.
        follow_up: FollowUp,
    },
    /// Withdraw an assignment.
    WithdrawAssignment {
        /// Which.
        assignment: AssignmentId,
    },
    /// Postpone, refer or withdraw an item; or take that back.
    SetOutcome {
        /// Which.
        item: ItemId,
        /// What became of it.
        outcome: Option<Outcome>,
    },
    /// Put an item on the agenda.
    AddItem {
        /// What is planned.
        row: Box<AgendaRow>,
        /// After which row; none for the beginning.
        after: Option<RowId>,
    },
    /// Give an item another title.
    RenameItem {
        /// Which.
        item: ItemId,
        /// Its title.
        title: String,
    },
    /// Give an item another number, or none.
    RelabelItem {
        /// Which.
        item: ItemId,
        /// Its number.
        label: Option<String>,
    },
    /// Change what is planned for an item.
    PlanItem {
        /// Which.
        item: ItemId,
        /// As it shall be.
        plan: Plan,
    },
    /// Take an untouched item off the agenda as if it had never been there.
    RemoveItem {
        /// Which.
        item: ItemId,
    },
    /// Put a heading between the items.
    AddSection {
        /// Its words; none end the section before.
        title: String,
        /// After which row; none for the beginning.
        after: Option<RowId>,
    },
    /// Change a heading.
    RenameSection {
        /// Which.
        section: SectionId,
        /// Its words.
        title: String,
    },
    /// Take a heading away; its items stay.
    RemoveSection {
        /// Which.
        section: SectionId,
    },
    /// Move an item or a heading.
    MoveRow {
        /// Which.
        row: RowId,
        /// After which row; none for the beginning.
        after: Option<RowId>,
    },
    /// Say where the meeting is.
    ChangePlace {
        /// Where; empty for nowhere said.
        place: String,
    },
    /// Say when the body meets next.
    SetNextMeeting {
        /// The line that announces it; empty takes it back.
        text: String,
    },
    /// Name those who verify the minutes.
    NameVerifiers {
        /// Who.
        names: Vec<String>,
    },
    /// Take an entry back.
    Undo {
        /// Which: [`super::Meeting::undoable`] names one's own last.
        entry: EntryId,
    },
    /// Bring an undone entry back.
    Redo {
        /// Which: [`super::Meeting::redoable`] names one's own last undone.
        entry: EntryId,
    },
}
