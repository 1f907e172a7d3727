//! Commands: everything that a person may ask for, in the imperative. [`super::rules::decide`]
//! turns a command into events or refuses it.

use super::agenda::{Agenda, AgendaRow};
use super::assignment::{AssignmentId, AssignmentWords, FollowUp};
use super::attendance::RollCallMark;
use super::decision::{ClauseId, DecisionId};
use super::event::EntryId;
use super::find_words::WordsFound;
use super::imported_minutes::ImportedMinutes;
use super::item::{ItemId, Plan, RowId, SectionId};
use super::outcome::Outcome;
use super::passage::{Conversion, Destination, Passage};
use super::person::{Capacity, PersonId};
use super::running_text::TextPlace;
use super::time::Timestamp;

/// Something a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Take the agenda in. It is the first entry, and may come again while nothing else has happened.
    TakeAgenda {
        /// The agenda, as read.
        agenda: Box<Agenda>,
        /// SHA-256 of the file, in hexadecimal.
        digest: String,
    },
    /// Import earlier minutes as a meeting that has been, or once more when they are understood anew.
    ImportMinutes {
        /// The minutes, as they were understood.
        imported: Box<ImportedMinutes>,
    },
    /// Open an item; the first one opens the meeting.
    OpenItem {
        /// The item.
        item: ItemId,
    },
    /// Open the item after the one that is seen open.
    OpenNext {
        /// The item that whoever steps sees open; the command is refused where it is another.
        seen: Option<ItemId>,
    },
    /// Open the item before the one that is seen open.
    OpenPrevious {
        /// The item that whoever steps sees open; the command is refused where it is another.
        seen: Option<ItemId>,
    },
    /// Begin a recess.
    BeginRecess {
        /// The moment when it is to go on; `None` where nobody says.
        until: Option<Timestamp>,
    },
    /// End the recess.
    EndRecess,
    /// Go on at the desk after a silence.
    Resume,
    /// Close the meeting.
    CloseMeeting,
    /// Approve the minutes.
    Approve {
        /// Names of those who approved them.
        by: Vec<String>,
    },
    /// Open approved minutes for correction.
    Reopen,
    /// Mark a person in the roll call.
    MarkAttendance {
        /// The person.
        person: PersonId,
        /// The mark.
        mark: RollCallMark,
    },
    /// Mark all who are unmarked as present.
    MarkAllPresent,
    /// Record that a person came, or came back.
    RecordArrival {
        /// The person.
        person: PersonId,
        /// The moment.
        at: Timestamp,
    },
    /// Record that a person left.
    RecordLeaving {
        /// The person.
        person: PersonId,
        /// The moment.
        at: Timestamp,
    },
    /// Put somebody on the attendance list, present.
    AddPerson {
        /// The name, as printed.
        name: String,
        /// The capacity in which they take part.
        capacity: Capacity,
    },
    /// Put a person's name or capacities right.
    CorrectPerson {
        /// The person.
        person: PersonId,
        /// The name, as printed.
        name: String,
        /// All capacities.
        capacities: Vec<Capacity>,
    },
    /// Take somebody off the list who was put there by mistake.
    RemovePerson {
        /// The person.
        person: PersonId,
    },
    /// Change a running text.
    WriteText {
        /// The text.
        place: TextPlace,
        /// Its words when the writing began; the command is refused where they are others now.
        before: String,
        /// The new words.
        text: String,
    },
    /// Decide these clauses, under one introduction.
    RecordDecision {
        /// The item it belongs to.
        item: ItemId,
        /// The clauses in their order.
        clauses: Vec<String>,
    },
    /// Decide more clauses in a decision.
    RecordClauses {
        /// The decision.
        decision: DecisionId,
        /// Their words in order, exactly as written.
        texts: Vec<String>,
    },
    /// Decide by a stock phrase, counted from 1.
    RecordPhrase {
        /// The item it belongs to.
        item: ItemId,
        /// The number of the phrase in the house style, from 1.
        number: usize,
    },
    /// Decide as proposed.
    RecordProposal {
        /// The item it belongs to.
        item: ItemId,
    },
    /// Reword a clause.
    CorrectClause {
        /// The clause.
        clause: ClauseId,
        /// The new words.
        text: String,
    },
    /// Withdraw a clause.
    WithdrawClause {
        /// The clause.
        clause: ClauseId,
    },
    /// Withdraw a decision, all its clauses.
    WithdrawDecision {
        /// The decision.
        decision: DecisionId,
    },
    /// Change the words that introduce a decision.
    CorrectIntro {
        /// The decision.
        decision: DecisionId,
        /// The new words; empty for prose.
        intro: String,
    },
    /// Give an assignment.
    GiveAssignment {
        /// The item it belongs to.
        item: ItemId,
        /// The words of the assignment.
        words: AssignmentWords,
    },
    /// Put an assignment right.
    CorrectAssignment {
        /// The assignment.
        assignment: AssignmentId,
        /// The new words.
        words: AssignmentWords,
    },
    /// Tick an assignment as done, or not done.
    TickAssignment {
        /// The assignment.
        assignment: AssignmentId,
        /// `true` if it is done.
        done: bool,
    },
    /// Follow up an earlier meeting's assignment.
    FollowUp {
        /// The assignment, and what became of it.
        follow_up: FollowUp,
    },
    /// Withdraw an assignment.
    WithdrawAssignment {
        /// The assignment.
        assignment: AssignmentId,
    },
    /// Move passages together, one place up or down, or under another item.
    MovePassages {
        /// The passages, from top to bottom.
        passages: Vec<Passage>,
        /// Their new place.
        to: Destination,
    },
    /// Make something else of passages, under the same item.
    ConvertPassages {
        /// The passages, from top to bottom.
        passages: Vec<Passage>,
        /// What becomes of them.
        into: Conversion,
    },
    /// Put other words in the stead of some.
    ReplaceWords {
        /// The words that stand there now.
        words: String,
        /// The words that come in their stead.
        with: String,
        /// The places; the command is refused where the words stand in one of them no longer.
        found: Vec<WordsFound>,
    },
    /// Postpone, refer or withdraw an item; or take that back.
    SetOutcome {
        /// The item.
        item: ItemId,
        /// The outcome; `None` takes it back.
        outcome: Option<Outcome>,
    },
    /// Put an item on the agenda.
    AddItem {
        /// The plan for it.
        row: Box<AgendaRow>,
        /// The row before it; `None` at the beginning.
        after: Option<RowId>,
    },
    /// Give an item another title.
    RenameItem {
        /// The item.
        item: ItemId,
        /// The new title.
        title: String,
    },
    /// Give an item another number, or none.
    RelabelItem {
        /// The item.
        item: ItemId,
        /// The new number; `None` for none.
        label: Option<String>,
    },
    /// Change what is planned for an item.
    PlanItem {
        /// The item.
        item: ItemId,
        /// The new plan.
        plan: Plan,
    },
    /// Take an untouched item off the agenda as if it had never been there.
    RemoveItem {
        /// The item.
        item: ItemId,
    },
    /// Put a heading between the items.
    AddSection {
        /// The words of the heading; an empty one ends the section before.
        title: String,
        /// The row before it; `None` at the beginning.
        after: Option<RowId>,
    },
    /// Give a heading other words.
    RenameSection {
        /// The heading.
        section: SectionId,
        /// The words of the heading.
        title: String,
    },
    /// Take a heading away; its items stay.
    RemoveSection {
        /// The heading.
        section: SectionId,
    },
    /// Move an item or a heading.
    MoveRow {
        /// The item or heading.
        row: RowId,
        /// The row before it; `None` at the beginning.
        after: Option<RowId>,
    },
    /// Change the place of the meeting.
    ChangePlace {
        /// The place; empty where none is known.
        place: String,
    },
    /// Announce the next meeting.
    SetNextMeeting {
        /// The line that announces it; empty takes it back.
        text: String,
    },
    /// Name the people who verify the minutes.
    NameVerifiers {
        /// Their names.
        names: Vec<String>,
    },
    /// Undo an entry.
    Undo {
        /// The entry; [`super::Meeting::undoable`] finds an author's last one.
        entry: EntryId,
    },
    /// Redo an undone entry.
    Redo {
        /// The entry; [`super::Meeting::redoable`] finds an author's last undone one.
        entry: EntryId,
    },
}
