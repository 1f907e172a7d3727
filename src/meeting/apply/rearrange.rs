//! What is recorded, moved to another place.

use crate::meeting::assignment::AssignmentId;
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::item::{Item, ItemId};
use crate::meeting::minutes::Minutes;

/// Moves a clause; the decision that it leaves goes where it was the last.
pub(super) fn clause_moved(
    minutes: &mut Minutes,
    id: ClauseId,
    to: DecisionId,
    before: Option<ClauseId>,
) -> bool {
    if minutes.decision(to).is_none() {
        return false;
    }
    let moved = minutes
        .items_mut()
        .flat_map(|item| &mut item.decisions)
        .find_map(|decision| {
            let index = decision.clauses.iter().position(|one| one.id == id)?;
            Some((decision.id, decision.clauses.remove(index)))
        });
    let Some((from, clause)) = moved else {
        return false;
    };
    for item in minutes.items_mut() {
        if let Some(decision) = item.decisions.iter_mut().find(|one| one.id == to) {
            insert(&mut decision.clauses, clause.clone(), |clause| {
                Some(clause.id) == before
            });
        }
        item.decisions
            .retain(|decision| decision.id != from || !decision.clauses.is_empty());
    }
    true
}

/// Moves a decision.
pub(super) fn decision_moved(
    minutes: &mut Minutes,
    id: DecisionId,
    to: ItemId,
    before: Option<DecisionId>,
) -> bool {
    moved(
        minutes,
        to,
        |item| &mut item.decisions,
        |one| one.id == id,
        |one| Some(one.id) == before,
    )
}

/// Moves an assignment.
pub(super) fn assignment_moved(
    minutes: &mut Minutes,
    id: AssignmentId,
    to: ItemId,
    before: Option<AssignmentId>,
) -> bool {
    moved(
        minutes,
        to,
        |item| &mut item.assignments,
        |one| one.id == id,
        |one| Some(one.id) == before,
    )
}

/// Moves one of a list that every item has to the list of an item, before the next one of it.
fn moved<T>(
    minutes: &mut Minutes,
    to: ItemId,
    list: impl Fn(&mut Item) -> &mut Vec<T>,
    is_moved: impl Fn(&T) -> bool,
    is_next: impl Fn(&T) -> bool,
) -> bool {
    if minutes.item(to).is_none() {
        return false;
    }
    let taken = minutes.items_mut().find_map(|item| {
        let all = list(item);
        let index = all.iter().position(&is_moved)?;
        Some(all.remove(index))
    });
    taken.is_some_and(|one| minutes.on_item(to, |item| insert(list(item), one, is_next)))
}

/// Inserts before the first of this kind; at the end where there is none.
fn insert<T>(all: &mut Vec<T>, one: T, is_next: impl Fn(&T) -> bool) {
    let index = all.iter().position(is_next).unwrap_or(all.len());
    all.insert(index, one);
}
