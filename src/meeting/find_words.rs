//! Words wherever they are written in a meeting: to be found, and to be replaced.

use super::assignment::{Assignment, AssignmentId};
use super::decision::{ClauseId, DecisionId};
use super::item::{Item, ItemId};
use super::minutes::Minutes;
use super::running_text::TextPlace;

/// A text of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// A running text.
    Text(TextPlace),
    /// The words before a decision.
    Intro(DecisionId),
    /// A clause.
    Clause(ClauseId),
    /// A part of an assignment.
    Assignment(AssignmentId, AssignmentPart),
}

/// A part of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentPart {
    /// The assignee.
    Who,
    /// The task.
    What,
    /// The day by which it is due, in words.
    Due,
    /// The recipient of the answer.
    To,
}

/// Words that stand somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordsFound {
    /// The text.
    pub place: Written,
    /// The byte at which they begin.
    pub at: usize,
    /// The item of the text; `None` before and after the items.
    pub item: Option<ItemId>,
}

impl Minutes {
    /// All places where these words stand, in the order of the minutes; capitals count.
    #[must_use]
    pub fn find_words(&self, words: &str) -> Vec<WordsFound> {
        if words.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (place, item) in self.written() {
            let text = self.written_text(place).unwrap_or_default();
            let hits = text.match_indices(words);
            found.extend(hits.map(|(at, _)| WordsFound { place, at, item }));
        }
        found
    }

    /// The text that stands in a place; `None` where it is gone.
    #[must_use]
    pub fn written_text(&self, place: Written) -> Option<&str> {
        match place {
            Written::Text(place) => self.text(place),
            Written::Intro(decision) => {
                let (_, decision) = self.decision(decision)?;
                Some(&decision.intro)
            }
            Written::Clause(clause) => self.clause(clause).map(|clause| clause.text.as_str()),
            Written::Assignment(id, part) => {
                let (_, assignment) = self.assignment(id)?;
                match part {
                    AssignmentPart::Who => Some(&assignment.who),
                    AssignmentPart::What => Some(&assignment.what),
                    AssignmentPart::Due => assignment.due.as_ref().map(|due| due.text.as_str()),
                    AssignmentPart::To => assignment.to.as_deref(),
                }
            }
        }
    }

    fn written(&self) -> Vec<(Written, Option<ItemId>)> {
        let mut all = vec![(Written::Text(TextPlace::Opening), None)];
        for item in self.items() {
            all.extend(
                in_item(item)
                    .into_iter()
                    .map(|place| (place, Some(item.id))),
            );
        }
        all.push((Written::Text(TextPlace::Closing), None));
        all
    }
}

fn in_item(item: &Item) -> Vec<Written> {
    let mut all = vec![Written::Text(TextPlace::Notes(item.id))];
    for decision in &item.decisions {
        all.push(Written::Intro(decision.id));
        let clauses = decision.clauses.iter();
        all.extend(clauses.map(|clause| Written::Clause(clause.id)));
    }
    let parts = [
        AssignmentPart::Who,
        AssignmentPart::What,
        AssignmentPart::Due,
        AssignmentPart::To,
    ];
    let of = |assignment: &Assignment| parts.map(|part| Written::Assignment(assignment.id, part));
    all.extend(item.assignments.iter().flat_map(of));
    all
}
