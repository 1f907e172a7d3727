//! What a record still says and the journal has lost: decisions, assignments and running texts,
//! as entries that record them anew.

use crate::meeting::Meeting;
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::author::Author;
use crate::meeting::decision::{ClauseId, Decision, DecisionId};
use crate::meeting::event::{Entry, EntryId, Event};
use crate::meeting::item::{Item, ItemId};
use crate::meeting::minutes::Minutes;
use crate::meeting::running_text::{Splice, TextPlace};
use crate::meeting::time::Timestamp;

/// Whether record and journal are of one writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The journal has the line that the record was made after.
    SameChain,
    /// The journal went on without lines that the record was made of: the same number may mean two
    /// things.
    Forked,
}

/// The entries that give a meeting back what a record of it has more, each with its words, under
/// numbers that nothing has.
pub(super) fn entries(
    meeting: &Meeting,
    record: &Minutes,
    relation: Relation,
) -> Vec<(Entry, String)> {
    let mut finder = Finder {
        relation,
        number: meeting.numbers_used,
        found: Vec::new(),
    };
    for item in record.items() {
        if let Some(there) = meeting.item(item.id) {
            finder.item(item, there);
        }
    }
    finder.text(TextPlace::Opening, &meeting.opening, &record.opening);
    finder.text(TextPlace::Closing, &meeting.closing, &record.closing);
    let at = meeting.newest.or(record.newest).unwrap_or_default();
    let named = finder.found.into_iter().enumerate();
    named
        .map(|(place, (events, words))| (entry(place, at, events), words))
        .collect()
}

/// An entry named by its place and its moment: a repair that is done again makes the same.
fn entry(place: usize, at: Timestamp, events: Vec<Event>) -> Entry {
    Entry {
        id: EntryId(format!("record-{}-{place}", at.timestamp_millis())),
        at,
        by: Author::Secretary,
        events,
    }
}

/// Finds what a record has more than a meeting.
struct Finder {
    relation: Relation,
    /// The last number that is taken.
    number: u32,
    found: Vec<(Vec<Event>, String)>,
}

impl Finder {
    fn next_number(&mut self) -> u32 {
        self.number = self.number.saturating_add(1);
        self.number
    }

    fn item(&mut self, item: &Item, there: &Item) {
        for decision in &item.decisions {
            if !self.has_decision(there, decision) {
                self.decision(item.id, decision);
            }
        }
        for assignment in &item.assignments {
            if !self.has_assignment(there, assignment) {
                let id = AssignmentId(self.next_number());
                let (item, words) = (item.id, assignment.what.clone());
                let assignment = Assignment {
                    id,
                    ..assignment.clone()
                };
                let given = Event::AssignmentGiven { item, assignment };
                self.found.push((vec![given], words));
            }
        }
        self.text(TextPlace::Notes(item.id), &there.notes, &item.notes);
    }

    fn has_decision(&self, there: &Item, lost: &Decision) -> bool {
        let texts = |decision: &Decision| -> Vec<String> {
            let clauses = decision.clauses.iter();
            clauses.map(|clause| clause.text.clone()).collect()
        };
        there.decisions.iter().any(|decision| {
            let is_same = self.relation == Relation::SameChain && decision.id == lost.id;
            is_same || texts(decision) == texts(lost)
        })
    }

    fn has_assignment(&self, there: &Item, lost: &Assignment) -> bool {
        there.assignments.iter().any(|assignment| {
            let is_same = self.relation == Relation::SameChain && assignment.id == lost.id;
            is_same || (&assignment.who, &assignment.what) == (&lost.who, &lost.what)
        })
    }

    fn decision(&mut self, item: ItemId, lost: &Decision) {
        let decision = DecisionId(self.next_number());
        let begun = Event::DecisionBegun {
            item,
            decision,
            intro: lost.intro.clone(),
        };
        let mut events = vec![begun];
        let mut words = Vec::new();
        for clause in &lost.clauses {
            events.push(Event::ClauseRecorded {
                decision,
                clause: ClauseId(self.next_number()),
                text: clause.text.clone(),
            });
            words.push(clause.text.as_str());
        }
        self.found.push((events, words.join(" ")));
    }

    /// The record's text behind the one that is there, unless that has it: which of two texts is the
    /// newer is nobody's to guess here.
    fn text(&mut self, place: TextPlace, was: &str, now: &str) {
        if was.contains(now) {
            return;
        }
        let both = if now.starts_with(was) {
            now.to_owned()
        } else {
            format!("{was}\n\n{now}")
        };
        if let Some(splice) = Splice::between(was, &both) {
            let words = splice.put.trim().to_owned();
            self.found
                .push((vec![Event::TextChanged { place, splice }], words));
        }
    }
}

/// The words that an entry recorded.
#[must_use]
pub fn words(entry: &Entry) -> Vec<String> {
    let words = |event: &Event| match event {
        Event::ClauseRecorded { text, .. } | Event::ClauseCorrected { text, .. } => {
            Some(text.clone())
        }
        Event::TextChanged { splice, .. } => Some(splice.put.clone()),
        Event::AssignmentGiven { assignment, .. } | Event::AssignmentCorrected { assignment } => {
            Some(assignment.what.clone())
        }
        Event::ItemAdded { row, .. } => Some(row.title.clone()),
        Event::ItemRenamed { title, .. } => Some(title.clone()),
        _ => None,
    };
    entry.events.iter().filter_map(words).collect()
}
