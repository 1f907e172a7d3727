//! The rules of a meeting. [`decide`] is an index of commands; the rules stand in the files beside
//! this one, by subject.

mod flow;
mod import;
mod people;
mod plan;
mod rearrange;
mod record;
mod replace;

use super::Meeting;
use super::command::Command;
use super::event::{EntryId, Event};
use super::minutes::Stage;
use super::passage::Passage;
use super::refusal::Refusal;
use super::text::{LONGEST, clean_line};
use super::time::Timestamp;

/// Turns a command into events, or refuses it.
///
/// # Errors
/// The [`Refusal`] says in one reason why the rules say no. Nothing has changed then.
#[expect(clippy::too_many_lines, reason = "an index: one arm a command")]
pub fn decide(meeting: &Meeting, command: &Command, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    may_be_changed(meeting, command)?;
    match command {
        Command::TakeAgenda { agenda, digest } => flow::take_agenda(meeting, agenda, digest),
        Command::ImportMinutes { imported } => import::import_minutes(meeting, imported, now),
        Command::OpenItem { item } => flow::open_item(meeting, *item),
        Command::OpenNext { seen } => flow::open_next(meeting, *seen),
        Command::OpenPrevious { seen } => flow::open_previous(meeting, *seen),
        Command::BeginRecess { until } => flow::begin_recess(meeting, *until, now),
        Command::EndRecess => flow::end_recess(meeting),
        Command::Resume => flow::resume(meeting, now),
        Command::CloseMeeting => flow::close(meeting),
        Command::Approve { by } => flow::approve(meeting, by),
        Command::Reopen => flow::reopen(meeting),
        Command::MarkAttendance { person, mark } => people::mark(meeting, *person, *mark),
        Command::MarkAllPresent => people::mark_all_present(meeting),
        Command::RecordArrival { person, at } => people::arrive(meeting, *person, *at, now),
        Command::RecordLeaving { person, at } => people::leave(meeting, *person, *at, now),
        Command::AddPerson { name, capacity } => people::add(meeting, name, capacity),
        Command::CorrectPerson {
            person,
            name,
            capacities,
        } => people::correct(meeting, *person, name, capacities),
        Command::RemovePerson { person } => people::remove(meeting, *person),
        Command::WriteText {
            place,
            before,
            text,
        } => record::write_text(meeting, *place, before, text),
        Command::RecordDecision { item, clauses } => {
            record::decide_clauses(meeting, *item, clauses)
        }
        Command::RecordClauses { decision, texts } => {
            record::decide_more(meeting, *decision, texts)
        }
        Command::RecordPhrase { item, number } => record::decide_by_phrase(meeting, *item, *number),
        Command::RecordProposal { item } => record::decide_as_proposed(meeting, *item),
        Command::CorrectClause { clause, text } => record::correct_clause(meeting, *clause, text),
        Command::WithdrawClause { clause } => record::withdraw_clause(meeting, *clause),
        Command::WithdrawDecision { decision } => record::withdraw_decision(meeting, *decision),
        Command::CorrectIntro { decision, intro } => {
            record::correct_intro(meeting, *decision, intro)
        }
        Command::GiveAssignment { item, words } => record::give_assignment(meeting, *item, words),
        Command::CorrectAssignment {
            assignment: id,
            words,
        } => record::put_right(meeting, *id, words),
        Command::TickAssignment { assignment, done } => {
            record::tick_assignment(meeting, *assignment, *done)
        }
        Command::FollowUp { follow_up } => record::follow_up(meeting, follow_up),
        Command::WithdrawAssignment { assignment } => {
            record::withdraw_assignment(meeting, *assignment)
        }
        Command::MovePassages { passages, to } => rearrange::move_passages(meeting, passages, *to),
        Command::ConvertPassages { passages, into } => rearrange::convert(meeting, passages, into),
        Command::ReplaceWords { words, with, found } => {
            replace::replace_words(meeting, words, with, found)
        }
        Command::SetOutcome { item, outcome } => {
            record::set_outcome(meeting, *item, outcome.as_ref())
        }
        Command::AddItem { row, after } => plan::add_item(meeting, row, *after),
        Command::RenameItem { item, title } => plan::rename_item(meeting, *item, title),
        Command::RelabelItem { item, label } => {
            plan::relabel_item(meeting, *item, label.as_deref())
        }
        Command::PlanItem { item, plan } => plan::plan_item(meeting, *item, plan),
        Command::RemoveItem { item } => plan::remove_item(meeting, *item),
        Command::AddSection { title, after } => plan::add_section(meeting, title, *after),
        Command::RenameSection { section, title } => plan::rename_section(meeting, *section, title),
        Command::RemoveSection { section } => plan::remove_section(meeting, *section),
        Command::MoveRow { row, after } => plan::move_row(meeting, *row, *after),
        Command::ChangePlace { place } => plan::change_place(meeting, place),
        Command::SetNextMeeting { text } => plan::set_next_meeting(meeting, text),
        Command::NameVerifiers { names } => plan::name_verifiers(meeting, names),
        Command::Undo { entry } => undo(meeting, entry),
        Command::Redo { entry } => redo(meeting, entry),
    }
}

/// The words of passages, line by line; of those that are gone, none.
#[must_use]
pub fn words_of(meeting: &Meeting, passages: &[Passage]) -> Vec<String> {
    let words = |passage| rearrange::words(meeting, passage).unwrap_or_default();
    passages.iter().flat_map(words).collect()
}

/// Refuses everything but a beginning before there is a meeting, and everything but a reopening
/// after its approval.
fn may_be_changed(meeting: &Meeting, command: &Command) -> Result<(), Refusal> {
    match (meeting.is_convened(), meeting.stage, command) {
        (false, _, Command::TakeAgenda { .. } | Command::ImportMinutes { .. })
        | (true, Stage::Approved, Command::Reopen) => Ok(()),
        (false, ..) => Err(Refusal::NotConvened),
        (true, Stage::Approved, _) => Err(Refusal::Approved),
        (true, ..) => Ok(()),
    }
}

pub(super) fn undo(meeting: &Meeting, entry: &EntryId) -> Result<Vec<Event>, Refusal> {
    let target = meeting.history.find(entry).ok_or(Refusal::NothingToUndo)?;
    if !super::history::is_reversible(target) || meeting.history.is_undone(entry) {
        return Err(Refusal::NothingToUndo);
    }
    if meeting.would_orphan(|history| history.undo(entry)) {
        return Err(Refusal::BuiltUpon);
    }
    Ok(vec![Event::Undone {
        entry: entry.clone(),
    }])
}

pub(super) fn redo(meeting: &Meeting, entry: &EntryId) -> Result<Vec<Event>, Refusal> {
    if !meeting.history.is_undone(entry) {
        return Err(Refusal::NothingToRedo);
    }
    if meeting.would_orphan(|history| history.redo(entry)) {
        return Err(Refusal::BuiltUpon);
    }
    Ok(vec![Event::Redone {
        entry: entry.clone(),
    }])
}

/// The text on one line as it may be stored; refused where it is empty or too long.
fn line(written: &str) -> Result<String, Refusal> {
    let text = clean_line(written);
    if text.is_empty() {
        return Err(Refusal::Empty);
    }
    short_enough(text)
}

fn short_enough(text: String) -> Result<String, Refusal> {
    if text.len() > LONGEST {
        Err(Refusal::TooLong)
    } else {
        Ok(text)
    }
}

/// The text on one line as it may be stored; `None` where it is empty.
fn line_if_any(written: &str) -> Result<Option<String>, Refusal> {
    let text = clean_line(written);
    if text.is_empty() {
        Ok(None)
    } else {
        short_enough(text).map(Some)
    }
}

/// The event, unless it would change nothing.
fn unless_so(is_so: bool, event: Event) -> Result<Vec<Event>, Refusal> {
    if is_so {
        Err(Refusal::AlreadySo)
    } else {
        Ok(vec![event])
    }
}
