//! The record under an item: running text, decisions, assignments, outcome.

use crate::meeting::assignment::{Assignment, AssignmentId, FollowUp};
use crate::meeting::decision::{Clause, ClauseId, Decision, DecisionId};
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::Outcome;
use crate::meeting::running_text::{Splice, TextPlace};

pub(super) fn text_changed(minutes: &mut Minutes, place: TextPlace, splice: &Splice) -> bool {
    match place {
        TextPlace::Notes(id) => minutes
            .items_mut()
            .find(|item| item.id == id)
            .is_some_and(|item| splice.apply(&mut item.notes)),
        TextPlace::Opening => splice.apply(&mut minutes.opening),
        TextPlace::Closing => splice.apply(&mut minutes.closing),
    }
}

pub(super) fn decision_begun(
    minutes: &mut Minutes,
    item: ItemId,
    id: DecisionId,
    intro: &str,
) -> bool {
    minutes.use_number(id.0);
    minutes.on_item(item, |item| {
        item.decisions.push(Decision {
            id,
            intro: intro.to_owned(),
            clauses: Vec::new(),
        });
    })
}

pub(super) fn clause_recorded(
    minutes: &mut Minutes,
    decision: DecisionId,
    id: ClauseId,
    text: &str,
) -> bool {
    minutes.use_number(id.0);
    on_decision(minutes, decision, |decision| {
        decision.clauses.push(Clause {
            id,
            text: text.to_owned(),
        });
    })
}

pub(super) fn clause_corrected(minutes: &mut Minutes, id: ClauseId, text: &str) -> bool {
    minutes
        .items_mut()
        .flat_map(|item| &mut item.decisions)
        .flat_map(|decision| &mut decision.clauses)
        .rfind(|clause| clause.id == id)
        .map(|clause| text.clone_into(&mut clause.text))
        .is_some()
}

/// Takes a clause away. A decision whose last clause is withdrawn goes with it.
pub(super) fn clause_withdrawn(minutes: &mut Minutes, id: ClauseId) -> bool {
    let mut found = false;
    for item in minutes.items_mut() {
        for decision in &mut item.decisions {
            let before = decision.clauses.len();
            decision.clauses.retain(|clause| clause.id != id);
            found |= decision.clauses.len() < before;
        }
        if found {
            item.decisions
                .retain(|decision| !decision.clauses.is_empty());
            break;
        }
    }
    found
}

pub(super) fn intro_corrected(minutes: &mut Minutes, id: DecisionId, intro: &str) -> bool {
    on_decision(minutes, id, |decision| {
        intro.clone_into(&mut decision.intro);
    })
}

/// Changes a decision; `false` where there is none with that id. It is nearly always one of the last,
/// so it is looked for from the end: a long meeting would be replayed in quadratic time.
fn on_decision(minutes: &mut Minutes, id: DecisionId, change: impl FnOnce(&mut Decision)) -> bool {
    minutes
        .items_mut()
        .flat_map(|item| &mut item.decisions)
        .rfind(|decision| decision.id == id)
        .map(change)
        .is_some()
}

pub(super) fn assignment_given(
    minutes: &mut Minutes,
    item: ItemId,
    assignment: &Assignment,
) -> bool {
    minutes.use_number(assignment.id.0);
    minutes.on_item(item, |item| item.assignments.push(assignment.clone()))
}

pub(super) fn assignment_corrected(minutes: &mut Minutes, corrected: &Assignment) -> bool {
    on_assignment(minutes, corrected.id, |assignment| {
        assignment.clone_from(corrected);
    })
}

pub(super) fn assignment_ticked(minutes: &mut Minutes, id: AssignmentId, done: bool) -> bool {
    on_assignment(minutes, id, |assignment| assignment.done = done)
}

/// Keeps the newest word on an assignment, and on each part of it.
pub(super) fn assignment_followed_up(minutes: &mut Minutes, follow_up: &FollowUp) -> bool {
    let is_same = |known: &FollowUp| {
        (&known.meeting, known.assignment, &known.of)
            == (&follow_up.meeting, follow_up.assignment, &follow_up.of)
    };
    minutes.follow_ups.retain(|known| !is_same(known));
    minutes.follow_ups.push(follow_up.clone());
    true
}

pub(super) fn assignment_withdrawn(minutes: &mut Minutes, id: AssignmentId) -> bool {
    let mut found = false;
    for item in minutes.items_mut() {
        let before = item.assignments.len();
        item.assignments.retain(|assignment| assignment.id != id);
        found |= item.assignments.len() < before;
    }
    found
}

/// Changes an assignment; `false` where there is none with that id.
fn on_assignment(
    minutes: &mut Minutes,
    id: AssignmentId,
    change: impl FnOnce(&mut Assignment),
) -> bool {
    minutes
        .items_mut()
        .flat_map(|item| &mut item.assignments)
        .rfind(|assignment| assignment.id == id)
        .map(change)
        .is_some()
}

pub(super) fn outcome_set(minutes: &mut Minutes, item: ItemId, outcome: Option<&Outcome>) -> bool {
    minutes.on_item(item, |item| item.outcome = outcome.cloned())
}
