//! Brings in what was written apart: entries that a computer kept while the journal was out of its
//! reach, or that stand in a copy, and that others have gone on without. Each is asked of the rules
//! as a command would be; what still means what it meant is taken in, under numbers that nobody
//! else has, and what no longer does is refused.

use std::collections::HashMap;
use std::sync::Arc;

use super::Meeting;
use super::event::{Entry, EntryId, Event};
use super::item::{ItemId, RowId};
use super::minutes::Stage;
use super::refusal::Refusal;
use super::rules;
use super::running_text::TextPlace;

/// The entry of a meeting after which somebody began to write apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForkPoint {
    /// After this entry of the meeting.
    After(EntryId),
    /// Nobody knows which, or what was written since is not all there.
    Unknown,
}

/// Brings the entries of one writer in, one after another.
#[derive(Debug)]
pub struct Merge {
    /// The meeting as the writer had it; `None` where nobody knows.
    apart: Option<Meeting>,
    /// The number that something of the writer's has now, by the one it was given apart.
    renumbered: HashMap<u32, u32>,
    /// The lowest number that the writer may have given: below it a number means the same to
    /// everybody.
    first_own: u32,
}

impl Merge {
    /// A merge into this meeting of what somebody wrote apart from it.
    #[must_use]
    pub fn into(meeting: &Meeting, fork_point: &ForkPoint) -> Self {
        let entries = meeting.entries();
        let common = match fork_point {
            ForkPoint::After(last) => {
                let last = entries.iter().rposition(|entry| entry.id == *last);
                last.and_then(|last| entries.get(..=last))
            }
            ForkPoint::Unknown => None,
        };
        let apart = common.map(replay);
        let first_own = match &apart {
            Some(apart) => apart.free_number(0),
            None => first_given(entries).unwrap_or_else(|| meeting.free_number(0)),
        };
        Self {
            renumbered: HashMap::new(),
            apart,
            first_own,
        }
    }

    /// The entry as it may be appended to this meeting.
    ///
    /// # Errors
    /// A [`Refusal`], where the entry would not mean in this meeting what it meant apart. What
    /// comes after it is asked for itself.
    pub fn entry(&mut self, meeting: &Meeting, written: &Entry) -> Result<Entry, Refusal> {
        let merged = self.decide(meeting, written);
        if let Some(apart) = &mut self.apart {
            apart.apply(written.clone());
        }
        merged
    }

    /// Notes an entry that this meeting has already, and the numbers that it has there.
    pub fn note_known(&mut self, meeting: &Meeting, written: &Entry) {
        let given = |entry: &Entry| -> Vec<u32> {
            entry
                .events
                .iter()
                .filter_map(Event::number_given)
                .collect()
        };
        if let Some(stands) = meeting.entry(&written.id) {
            let numbers = given(written).into_iter().zip(given(stands));
            self.renumbered.extend(numbers);
        }
        if let Some(apart) = &mut self.apart {
            apart.apply(written.clone());
        }
    }

    /// True when somebody else has written in this meeting since, or nobody knows.
    fn has_moved_on(&self, meeting: &Meeting) -> bool {
        let is_the_writers = |entry: &Arc<Entry>| {
            let apart = self.apart.as_ref();
            apart.is_some_and(|apart| apart.knows(&entry.id))
        };
        !meeting.entries().iter().all(is_the_writers)
    }

    fn decide(&mut self, meeting: &Meeting, written: &Entry) -> Result<Entry, Refusal> {
        for event in &written.events {
            self.may_follow(meeting, event)?;
        }
        let mut entry = written.clone();
        let mut numbers = self.renumbered.clone();
        self.renumber(meeting, &mut entry, &mut numbers)?;
        entry.at = meeting
            .newest
            .map_or(entry.at, |newest| newest.max(entry.at));
        still_holds(meeting, &entry)?;
        self.renumbered = numbers;
        Ok(entry)
    }

    /// Refuses what only its own moment could make true: a step, when somebody has stepped since;
    /// a change to a text that is another now.
    fn may_follow(&self, meeting: &Meeting, event: &Event) -> Result<(), Refusal> {
        match event {
            Event::AgendaTaken { .. }
            | Event::PaperImported { .. }
            | Event::MeetingApproved { .. }
            | Event::MeetingReopened => Err(Refusal::ChangedMeanwhile),
            _ if meeting.stage == Stage::Approved => Err(Refusal::Approved),
            _ if is_step(event) && self.has_moved_on(meeting) => Err(Refusal::ChangedMeanwhile),
            Event::TextChanged { place, splice } => {
                let is_same = match &self.apart {
                    Some(apart) => self.text_now(meeting, *place) == apart.text(*place),
                    // An insertion fits anywhere, so it proves nothing.
                    None => !splice.cut.is_empty() || self.is_at_the_end(meeting, event),
                };
                is_same.then_some(()).ok_or(Refusal::TextChangedMeanwhile)
            }
            _ => Ok(()),
        }
    }

    /// The text that a place of the writer's has in this meeting.
    fn text_now<'a>(&self, meeting: &'a Meeting, place: TextPlace) -> Option<&'a str> {
        meeting.text(match place {
            TextPlace::Notes(item) => TextPlace::Notes(ItemId(self.number_now(item.0))),
            TextPlace::Opening | TextPlace::Closing => place,
        })
    }

    fn is_at_the_end(&self, meeting: &Meeting, event: &Event) -> bool {
        let Event::TextChanged { place, splice } = event else {
            return false;
        };
        let text = self.text_now(meeting, *place);
        text.is_some_and(|text| text.len() == splice.at)
    }

    fn number_now(&self, number: u32) -> u32 {
        self.renumbered.get(&number).copied().unwrap_or(number)
    }

    /// Gives free numbers to what is new, and to what names it the numbers that it got.
    fn renumber(
        &self,
        meeting: &Meeting,
        entry: &mut Entry,
        numbers: &mut HashMap<u32, u32>,
    ) -> Result<(), Refusal> {
        let mut free = meeting.free_number(0);
        for event in &mut entry.events {
            if let Some(given) = event.number_given() {
                let number = given.max(free);
                free = number.saturating_add(1);
                numbers.insert(given, number);
            }
            for number in event.numbers_mut() {
                match numbers.get(number) {
                    Some(now) => *number = *now,
                    // What gave it is lost, or was refused.
                    None if *number >= self.first_own => return Err(Refusal::Gone),
                    None => {}
                }
            }
        }
        Ok(())
    }
}

/// Tells whether an entry says only where the meeting stood at its moment: a later one says it anew,
/// and no word is lost with it.
#[must_use]
pub fn is_only_a_step(entry: &Entry) -> bool {
    entry.events.iter().all(is_step)
}

fn is_step(event: &Event) -> bool {
    matches!(
        event,
        Event::MeetingOpened
            | Event::ItemOpened { .. }
            | Event::RecessBegan { .. }
            | Event::RecessEnded
            | Event::MeetingResumed
            | Event::MeetingClosed
    )
}

fn replay(entries: &[Arc<Entry>]) -> Meeting {
    Meeting::replay(entries.iter().map(|entry| Entry::clone(entry)))
}

/// The first number that an event gave, not the agenda.
fn first_given(entries: &[Arc<Entry>]) -> Option<u32> {
    let events = entries.iter().flat_map(|entry| &entry.events);
    events.filter_map(Event::number_given).min()
}

/// Refuses an entry that would find anything missing or otherwise than it says.
fn still_holds(meeting: &Meeting, entry: &Entry) -> Result<(), Refusal> {
    for event in &entry.events {
        match event {
            Event::Undone { entry } => rules::undo(meeting, entry).map(|_| ())?,
            Event::Redone { entry } => rules::redo(meeting, entry).map(|_| ())?,
            _ if !was_so(meeting, event) => return Err(Refusal::ChangedMeanwhile),
            _ => {}
        }
    }
    let mut after = meeting.clone();
    after.apply(Arc::new(entry.clone()));
    if after.orphans > meeting.orphans {
        Err(Refusal::Gone)
    } else {
        Ok(())
    }
}

/// Tells whether what an event replaces is still what the event says that it was.
fn was_so(meeting: &Meeting, event: &Event) -> bool {
    match event {
        Event::ClauseCorrected { clause, was, .. } | Event::ClauseWithdrawn { clause, was } => {
            meeting
                .clause(*clause)
                .is_none_or(|clause| clause.text == *was)
        }
        Event::IntroCorrected { decision, was, .. } => {
            let decision = meeting.decision(*decision);
            decision.is_none_or(|(_, decision)| decision.intro == *was)
        }
        Event::ItemRenamed { item, was, .. } => {
            meeting.item(*item).is_none_or(|item| item.title == *was)
        }
        Event::ItemRelabelled { item, was, .. } => {
            meeting.item(*item).is_none_or(|item| item.label == *was)
        }
        Event::ItemRemoved { item } => meeting.item(*item).is_none_or(|item| !item.is_touched()),
        Event::ItemAdded { after, .. }
        | Event::SectionAdded { after, .. }
        | Event::RowMoved { after, .. } => after.is_none_or(|row| has_row(meeting, row)),
        _ => true,
    }
}

fn has_row(meeting: &Meeting, row: RowId) -> bool {
    meeting.rows.iter().any(|other| other.id() == row)
}

#[cfg(test)]
mod tests;
