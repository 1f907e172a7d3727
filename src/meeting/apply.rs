//! The changes that events make. [`apply_event`] is an index of events, as [`super::rules::decide`]
//! is of commands; the changes stand in the files beside this one, by the same subjects as the rules.

mod flow;
mod people;
mod plan;
mod rearrange;
mod record;

use super::attendance::Movement;
use super::event::Event;
use super::item::{ItemId, RowId};
use super::minutes::{Correction, Minutes, Stage};
use super::running_text::TextPlace;
use super::time::Timestamp;

/// Changes the minutes by an event that happened at a moment. `false` where what it acts on is not
/// there, or not in the state that the event rests on.
#[expect(clippy::too_many_lines, reason = "an index: one arm an event")]
pub(super) fn apply_event(minutes: &mut Minutes, event: &Event, at: Timestamp) -> bool {
    note_correction(minutes, event, at);
    match event {
        Event::AgendaTaken { agenda, digest } => flow::agenda_taken(minutes, agenda, digest),
        Event::PaperImported { origin } => flow::paper_imported(minutes, origin, at),
        Event::MeetingOpened => flow::meeting_opened(minutes, at),
        Event::ItemOpened { item } => flow::item_opened(minutes, *item, at),
        Event::RecessBegan { until } => flow::recess_began(minutes, *until, at),
        Event::RecessEnded => flow::recess_ended(minutes, at),
        Event::MeetingResumed => flow::meeting_resumed(minutes, at),
        Event::MeetingClosed => flow::meeting_closed(minutes, at),
        Event::MeetingApproved { by } => flow::meeting_approved(minutes, by, at),
        Event::MeetingReopened => flow::meeting_reopened(minutes),
        Event::AttendanceMarked { person, mark } => people::marked(minutes, *person, *mark),
        Event::PersonCame { person, at } => people::moved(minutes, *person, Movement::Came(*at)),
        Event::PersonLeft { person, at } => people::moved(minutes, *person, Movement::Left(*at)),
        Event::PersonAdded {
            person,
            name,
            capacity,
        } => people::added(minutes, *person, name, capacity),
        Event::PersonCorrected {
            person,
            name,
            capacities,
        } => people::corrected(minutes, *person, name, capacities),
        Event::PersonRemoved { person } => people::removed(minutes, *person),
        Event::TextChanged { place, splice } => record::text_changed(minutes, *place, splice),
        Event::DecisionBegun {
            item,
            decision,
            intro,
        } => record::decision_begun(minutes, *item, *decision, intro),
        Event::ClauseRecorded {
            decision,
            clause,
            text,
        } => record::clause_recorded(minutes, *decision, *clause, text),
        Event::ClauseCorrected { clause, text, .. } => {
            record::clause_corrected(minutes, *clause, text)
        }
        Event::ClauseWithdrawn { clause, .. } => record::clause_withdrawn(minutes, *clause),
        Event::ClauseMoved {
            clause,
            decision,
            before,
        } => rearrange::clause_moved(minutes, *clause, *decision, *before),
        Event::DecisionMoved {
            decision,
            item,
            before,
        } => rearrange::decision_moved(minutes, *decision, *item, *before),
        Event::AssignmentMoved {
            assignment,
            item,
            before,
        } => rearrange::assignment_moved(minutes, *assignment, *item, *before),
        Event::IntroCorrected {
            decision, intro, ..
        } => record::intro_corrected(minutes, *decision, intro),
        Event::AssignmentGiven { item, assignment } => {
            record::assignment_given(minutes, *item, assignment)
        }
        Event::AssignmentCorrected { assignment } => {
            record::assignment_corrected(minutes, assignment)
        }
        Event::AssignmentTicked { assignment, done } => {
            record::assignment_ticked(minutes, *assignment, *done)
        }
        Event::AssignmentFollowedUp { follow_up } => {
            record::assignment_followed_up(minutes, follow_up)
        }
        Event::AssignmentWithdrawn { assignment } => {
            record::assignment_withdrawn(minutes, *assignment)
        }
        Event::OutcomeSet { item, outcome } => {
            record::outcome_set(minutes, *item, outcome.as_ref())
        }
        Event::ItemAdded { item, row, after } => plan::item_added(minutes, *item, row, *after),
        Event::ItemRenamed { item, title, .. } => plan::item_renamed(minutes, *item, title),
        Event::ItemRelabelled { item, label, .. } => {
            plan::item_relabelled(minutes, *item, label.as_ref())
        }
        Event::ItemPlanned { item, plan } => plan::item_planned(minutes, *item, plan),
        Event::ItemRemoved { item } => plan::row_removed(minutes, RowId::Item(*item)),
        Event::SectionAdded {
            section,
            title,
            after,
        } => plan::section_added(minutes, *section, title, *after),
        Event::SectionRenamed { section, title } => plan::section_renamed(minutes, *section, title),
        Event::SectionRemoved { section } => plan::row_removed(minutes, RowId::Section(*section)),
        Event::RowMoved { row, after } => plan::row_moved(minutes, *row, *after),
        Event::PlaceChanged { place } => plan::replace(&mut minutes.heading.place, place),
        Event::NextMeetingSet { next } => plan::replace(&mut minutes.next_meeting, next),
        Event::VerifiersNamed { names } => plan::replace(&mut minutes.verifiers, names),
        // What counts is settled by `Meeting::apply` before the events are applied.
        Event::Undone { .. } | Event::Redone { .. } => true,
    }
}

/// Keeps a change after closing as a correction of its item.
fn note_correction(minutes: &mut Minutes, event: &Event, at: Timestamp) {
    if minutes.stage == Stage::Closed
        && !matches!(event, Event::MeetingApproved { .. } | Event::MeetingResumed)
    {
        let item = item_changed(minutes, event);
        minutes.corrections.push(Correction { at, item });
    }
}

/// The item that an event changes; `None` where it changes the meeting as a whole, or takes away
/// what it names.
fn item_changed(minutes: &Minutes, event: &Event) -> Option<ItemId> {
    match event {
        Event::DecisionBegun { item, .. }
        | Event::DecisionMoved { item, .. }
        | Event::AssignmentGiven { item, .. }
        | Event::AssignmentMoved { item, .. }
        | Event::OutcomeSet { item, .. }
        | Event::ItemRenamed { item, .. }
        | Event::ItemRelabelled { item, .. }
        | Event::ItemPlanned { item, .. }
        | Event::ItemAdded { item, .. }
        | Event::TextChanged {
            place: TextPlace::Notes(item),
            ..
        } => Some(*item),
        Event::ClauseRecorded { decision, .. }
        | Event::ClauseMoved { decision, .. }
        | Event::IntroCorrected { decision, .. } => {
            minutes.decision(*decision).map(|(item, _)| item)
        }
        Event::ClauseCorrected { clause, .. } | Event::ClauseWithdrawn { clause, .. } => {
            minutes.decision_of(*clause).map(|(item, _)| item)
        }
        Event::AssignmentCorrected { assignment } => {
            minutes.assignment(assignment.id).map(|(item, _)| item)
        }
        Event::AssignmentTicked { assignment, .. } | Event::AssignmentWithdrawn { assignment } => {
            minutes.assignment(*assignment).map(|(item, _)| item)
        }
        Event::AgendaTaken { .. }
        | Event::PaperImported { .. }
        | Event::MeetingOpened
        | Event::ItemOpened { .. }
        | Event::RecessBegan { .. }
        | Event::RecessEnded
        | Event::MeetingResumed
        | Event::MeetingClosed
        | Event::MeetingApproved { .. }
        | Event::MeetingReopened
        | Event::AttendanceMarked { .. }
        | Event::PersonCame { .. }
        | Event::PersonLeft { .. }
        | Event::PersonAdded { .. }
        | Event::PersonCorrected { .. }
        | Event::PersonRemoved { .. }
        | Event::TextChanged { .. }
        | Event::AssignmentFollowedUp { .. }
        | Event::ItemRemoved { .. }
        | Event::SectionAdded { .. }
        | Event::SectionRenamed { .. }
        | Event::SectionRemoved { .. }
        | Event::RowMoved { .. }
        | Event::PlaceChanged { .. }
        | Event::NextMeetingSet { .. }
        | Event::VerifiersNamed { .. }
        | Event::Undone { .. }
        | Event::Redone { .. } => None,
    }
}

#[cfg(test)]
mod tests;
