//! What is true and allowed at a meeting. No file, clock, key, colour or random number is known
//! here: a moment comes in as an argument, and what comes out is events.
//!
//! ```text
//! command ─▶ rules::decide(&meeting, command, now) ─▶ events ─▶ Entry ─▶ Meeting::apply
//! ```

pub mod agenda;
pub mod assigned;
pub mod assignment;
pub mod attendance;
pub mod checklist;
pub mod command;
pub mod decision;
pub mod due;
pub mod event;
mod history;
pub mod item;
pub mod matter;
pub mod minutes;
pub mod next_agenda;
pub mod outcome;
pub mod paper;
pub mod person;
pub mod public;
pub mod refusal;
pub mod rules;
pub mod style;
pub mod text;
pub mod time;
pub mod timer;
pub mod unseen;

use std::ops::Deref;
use std::sync::Arc;

use attendance::Movement;
use event::{Entry, EntryId, Event};
use history::History;
use item::{ItemId, RowId};
use minutes::{Correction, Minutes, Stage};
use text::TextPlace;
use time::Timestamp;

/// A meeting, folded from its entries. Its [`Minutes`] can be read by anyone; they change by
/// [`Meeting::apply`] and in no other way.
#[derive(Debug, Clone, Default)]
pub struct Meeting {
    minutes: Minutes,
    history: History,
    orphans: usize,
}

impl Deref for Meeting {
    type Target = Minutes;

    fn deref(&self) -> &Minutes {
        &self.minutes
    }
}

impl Meeting {
    /// The meeting that these entries make.
    #[must_use]
    pub fn replay(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut meeting = Self::default();
        for entry in entries {
            meeting.admit(&Arc::new(entry));
        }
        (meeting.minutes, meeting.orphans) = meeting.folded();
        meeting
    }

    /// Takes in what has happened. It cannot fail: what is in the journal has happened. An entry
    /// that is known already changes nothing.
    pub fn apply(&mut self, entry: impl Into<Arc<Entry>>) {
        let entry = entry.into();
        match self.admit(&entry) {
            Admitted::Known => {}
            Admitted::New => {
                let minutes = &mut self.minutes;
                self.orphans += entry
                    .events
                    .iter()
                    .filter(|event| !take(minutes, event, entry.at))
                    .count();
                minutes.newest = minutes.newest.max(Some(entry.at));
            }
            Admitted::ChangesWhatCounts => (self.minutes, self.orphans) = self.folded(),
        }
    }

    fn admit(&mut self, entry: &Arc<Entry>) -> Admitted {
        if !self.history.admit(Arc::clone(entry)) {
            return Admitted::Known;
        }
        let mut admitted = Admitted::New;
        for event in &entry.events {
            match event {
                Event::Undone { entry } => self.history.undo(entry),
                Event::Redone { entry } => self.history.redo(entry),
                _ => continue,
            }
            admitted = Admitted::ChangesWhatCounts;
        }
        admitted
    }

    /// The minutes as the entries that count make them, and how many events found nothing to act on.
    fn folded(&self) -> (Minutes, usize) {
        let mut minutes = Minutes::default();
        let mut orphans = 0;
        for entry in self.history.entries() {
            if self.history.is_undone(&entry.id) {
                // A number once given is not given again: what was undone may come back.
                entry
                    .events
                    .iter()
                    .filter_map(number_of)
                    .for_each(|number| minutes.use_number(number));
            } else {
                orphans += entry
                    .events
                    .iter()
                    .filter(|event| !take(&mut minutes, event, entry.at))
                    .count();
            }
            minutes.newest = minutes.newest.max(Some(entry.at));
        }
        (minutes, orphans)
    }

    /// All entries, undone ones too.
    #[must_use]
    pub fn entries(&self) -> &[Arc<Entry>] {
        self.history.entries()
    }

    /// Whether an entry of this name has been taken in.
    #[must_use]
    pub fn knows(&self, id: &EntryId) -> bool {
        self.history.knows(id)
    }

    /// The entry that undo by this hand would take back.
    #[must_use]
    pub fn undoable(&self, by: &str) -> Option<&EntryId> {
        self.history.undoable(by)
    }

    /// The entry that redo by this hand would bring back.
    #[must_use]
    pub fn redoable(&self, by: &str) -> Option<&EntryId> {
        self.history.redoable(by)
    }

    /// Whether later entries have built on what would be taken back or brought back.
    fn would_orphan(&self, change: impl FnOnce(&mut History)) -> bool {
        let mut without = Self {
            history: self.history.clone(),
            ..Self::default()
        };
        change(&mut without.history);
        without.folded().1 > self.orphans
    }
}

/// What the history makes of an entry.
enum Admitted {
    /// It was there already.
    Known,
    /// It adds to what is true.
    New,
    /// It undoes or redoes another.
    ChangesWhatCounts,
}

/// What an event makes true: an index. Each arm calls into the file of its noun and says whether
/// it found what it acts on.
fn take(minutes: &mut Minutes, event: &Event, at: Timestamp) -> bool {
    note_correction(minutes, event, at);
    match event {
        Event::AgendaTaken { agenda, digest } => minutes.agenda_taken(agenda, digest),
        Event::PaperImported { origin } => minutes.paper_imported(origin, at),
        Event::MeetingOpened => minutes.meeting_opened(at),
        Event::ItemOpened { item } => minutes.item_opened(*item, at),
        Event::RecessBegan { until } => minutes.recess_began(*until, at),
        Event::RecessEnded => minutes.recess_ended(at),
        Event::MeetingResumed => minutes.meeting_resumed(at),
        Event::MeetingClosed => minutes.meeting_closed(at),
        Event::MeetingApproved { by } => minutes.meeting_approved(by, at),
        Event::MeetingReopened => minutes.meeting_reopened(),
        Event::AttendanceMarked { person, mark } => minutes.attendance_marked(*person, *mark),
        Event::PersonCame { person, at } => minutes.person_moved(*person, Movement::Came(*at)),
        Event::PersonLeft { person, at } => minutes.person_moved(*person, Movement::Left(*at)),
        Event::PersonAdded { person, name, seat } => minutes.person_added(*person, name, seat),
        Event::PersonCorrected {
            person,
            name,
            seats,
        } => minutes.person_corrected(*person, name, seats),
        Event::PersonRemoved { person } => minutes.person_removed(*person),
        Event::TextChanged { place, splice } => minutes.text_changed(*place, splice),
        Event::DecisionBegun {
            item,
            decision,
            intro,
        } => minutes.decision_begun(*item, *decision, intro),
        Event::ClauseRecorded {
            decision,
            clause,
            text,
        } => minutes.clause_recorded(*decision, *clause, text),
        Event::ClauseCorrected { clause, text, .. } => minutes.clause_corrected(*clause, text),
        Event::ClauseWithdrawn { clause, .. } => minutes.clause_withdrawn(*clause),
        Event::IntroCorrected {
            decision, intro, ..
        } => minutes.intro_corrected(*decision, intro),
        Event::AssignmentGiven { item, assignment } => minutes.assignment_given(*item, assignment),
        Event::AssignmentCorrected { assignment } => minutes.assignment_corrected(assignment),
        Event::AssignmentTicked { assignment, done } => {
            minutes.assignment_ticked(*assignment, *done)
        }
        Event::AssignmentFollowedUp { follow_up } => minutes.assignment_followed_up(follow_up),
        Event::AssignmentWithdrawn { assignment } => minutes.assignment_withdrawn(*assignment),
        Event::OutcomeSet { item, outcome } => minutes.outcome_set(*item, outcome.as_ref()),
        Event::ItemAdded { item, row, after } => minutes.item_added(*item, row, *after),
        Event::ItemRenamed { item, title, .. } => {
            minutes.on_item(*item, |item| title.clone_into(&mut item.title))
        }
        Event::ItemRelabelled { item, label, .. } => {
            minutes.on_item(*item, |item| item.label.clone_from(label))
        }
        Event::ItemPlanned { item, plan } => minutes.item_planned(*item, plan),
        Event::ItemRemoved { item } => minutes.row_removed(RowId::Item(*item)),
        Event::SectionAdded {
            section,
            title,
            after,
        } => minutes.section_added(*section, title, *after),
        Event::SectionRenamed { section, title } => minutes.section_renamed(*section, title),
        Event::SectionRemoved { section } => minutes.row_removed(RowId::Section(*section)),
        Event::RowMoved { row, after } => minutes.row_moved(*row, *after),
        Event::PlaceChanged { place } => set(&mut minutes.heading.place, place),
        Event::NextMeetingSet { next } => set(&mut minutes.next_meeting, next),
        Event::VerifiersNamed { names } => set(&mut minutes.verifiers, names),
        // What counts is settled by `Meeting::apply` before the fold.
        Event::Undone { .. } | Event::Redone { .. } => true,
    }
}

fn set<T: Clone>(field: &mut T, value: &T) -> bool {
    field.clone_from(value);
    true
}

/// After closing, whatever is changed is kept as a correction of its item.
fn note_correction(minutes: &mut Minutes, event: &Event, at: Timestamp) {
    if minutes.stage == Stage::Closed
        && !matches!(event, Event::MeetingApproved { .. } | Event::MeetingResumed)
    {
        let item = item_of(minutes, event);
        minutes.corrections.push(Correction { at, item });
    }
}

/// The number that an event gives to something new.
fn number_of(event: &Event) -> Option<u32> {
    match event {
        Event::PersonAdded { person, .. } => Some(person.0),
        Event::DecisionBegun { decision, .. } => Some(decision.0),
        Event::ClauseRecorded { clause, .. } => Some(clause.0),
        Event::AssignmentGiven { assignment, .. } => Some(assignment.id.0),
        Event::ItemAdded { item, .. } => Some(item.0),
        Event::SectionAdded { section, .. } => Some(section.0),
        _ => None,
    }
}

/// The item that an event speaks of.
fn item_of(minutes: &Minutes, event: &Event) -> Option<ItemId> {
    match event {
        Event::DecisionBegun { item, .. }
        | Event::AssignmentGiven { item, .. }
        | Event::OutcomeSet { item, .. }
        | Event::ItemRenamed { item, .. }
        | Event::ItemRelabelled { item, .. }
        | Event::ItemPlanned { item, .. }
        | Event::ItemAdded { item, .. }
        | Event::TextChanged {
            place: TextPlace::Notes(item),
            ..
        } => Some(*item),
        Event::ClauseRecorded { decision, .. } | Event::IntroCorrected { decision, .. } => {
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
        _ => None,
    }
}
