//! Rules of the record under an item: notes, decisions, assignments, outcome.

use super::plan::item;
use crate::meeting::Meeting;
use crate::meeting::assignment::{Assignment, AssignmentId, AssignmentWords, FollowUp};
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::event::Event;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Stage;
use crate::meeting::outcome::Outcome;
use crate::meeting::refusal::Refusal;
use crate::meeting::running_text::{Splice, TextPlace};
use crate::meeting::text::clean;

/// Refuses decisions before the first item has been opened.
fn may_decide(meeting: &Meeting) -> Result<(), Refusal> {
    if meeting.stage == Stage::Prepared {
        Err(Refusal::NotOpened)
    } else {
        Ok(())
    }
}

/// Changes a running text, unless it was changed elsewhere since the writing began.
pub(super) fn write_text(
    meeting: &Meeting,
    place: TextPlace,
    before: &str,
    text: &str,
) -> Result<Vec<Event>, Refusal> {
    let now = meeting.text(place).ok_or(Refusal::Gone)?;
    if now != before {
        return Err(Refusal::TextChangedMeanwhile);
    }
    let text = clean(text);
    let splice = Splice::between(before, text.trim_end()).ok_or(Refusal::AlreadySo)?;
    super::short_enough(splice.put.clone())?;
    Ok(vec![Event::TextChanged { place, splice }])
}

pub(super) fn decide_clauses(
    meeting: &Meeting,
    id: ItemId,
    clauses: &[String],
) -> Result<Vec<Event>, Refusal> {
    may_decide(meeting)?;
    item(meeting, id)?;
    let decision = DecisionId(meeting.free_number(0));
    let clauses = recorded(meeting, decision, clauses, 1)?;
    let intro = meeting.style.usual_intro().to_owned();
    let begun = Event::DecisionBegun {
        item: id,
        decision,
        intro,
    };
    Ok([begun].into_iter().chain(clauses).collect())
}

pub(super) fn decide_more(
    meeting: &Meeting,
    decision: DecisionId,
    texts: &[String],
) -> Result<Vec<Event>, Refusal> {
    meeting.decision(decision).ok_or(Refusal::Gone)?;
    recorded(meeting, decision, texts, 0)
}

/// The clauses of a decision, numbered from so many numbers on.
fn recorded(
    meeting: &Meeting,
    decision: DecisionId,
    texts: &[String],
    steps: u32,
) -> Result<Vec<Event>, Refusal> {
    if texts.is_empty() {
        return Err(Refusal::Empty);
    }
    let clauses = texts.iter().zip(steps..).map(|(text, steps)| {
        super::line(text).map(|text| Event::ClauseRecorded {
            decision,
            clause: ClauseId(meeting.free_number(steps)),
            text,
        })
    });
    clauses.collect()
}

pub(super) fn decide_by_phrase(
    meeting: &Meeting,
    id: ItemId,
    number: usize,
) -> Result<Vec<Event>, Refusal> {
    let phrase = number
        .checked_sub(1)
        .and_then(|index| meeting.style.phrases.get(index));
    let phrase = phrase.ok_or(Refusal::NoPhrase(number))?;
    decide_clauses(meeting, id, std::slice::from_ref(phrase))
}

pub(super) fn decide_as_proposed(meeting: &Meeting, id: ItemId) -> Result<Vec<Event>, Refusal> {
    let proposal = &item(meeting, id)?.proposal;
    if proposal.is_empty() {
        return Err(Refusal::NoProposal);
    }
    decide_clauses(meeting, id, proposal)
}

pub(super) fn correct_clause(
    meeting: &Meeting,
    clause: ClauseId,
    text: &str,
) -> Result<Vec<Event>, Refusal> {
    let was = meeting.clause(clause).ok_or(Refusal::Gone)?.text.clone();
    let text = super::line(text)?;
    super::unless_so(was == text, Event::ClauseCorrected { clause, was, text })
}

pub(super) fn withdraw_clause(meeting: &Meeting, clause: ClauseId) -> Result<Vec<Event>, Refusal> {
    let was = meeting.clause(clause).ok_or(Refusal::Gone)?.text.clone();
    Ok(vec![Event::ClauseWithdrawn { clause, was }])
}

pub(super) fn withdraw_decision(meeting: &Meeting, id: DecisionId) -> Result<Vec<Event>, Refusal> {
    let (_, decision) = meeting.decision(id).ok_or(Refusal::Gone)?;
    let withdrawn = decision
        .clauses
        .iter()
        .map(|clause| Event::ClauseWithdrawn {
            clause: clause.id,
            was: clause.text.clone(),
        });
    Ok(withdrawn.collect())
}

pub(super) fn correct_intro(
    meeting: &Meeting,
    id: DecisionId,
    intro: &str,
) -> Result<Vec<Event>, Refusal> {
    let was = meeting.decision(id).ok_or(Refusal::Gone)?.1.intro.clone();
    let intro = super::line_if_any(intro)?.unwrap_or_default();
    super::unless_so(
        was == intro,
        Event::IntroCorrected {
            decision: id,
            was,
            intro,
        },
    )
}

pub(super) fn give_assignment(
    meeting: &Meeting,
    id: ItemId,
    words: &AssignmentWords,
) -> Result<Vec<Event>, Refusal> {
    may_decide(meeting)?;
    item(meeting, id)?;
    let number = AssignmentId(meeting.free_number(0));
    let assignment = worded(meeting, number, words, false)?;
    Ok(vec![Event::AssignmentGiven {
        item: id,
        assignment,
    }])
}

pub(super) fn put_right(
    meeting: &Meeting,
    id: AssignmentId,
    words: &AssignmentWords,
) -> Result<Vec<Event>, Refusal> {
    let (_, before) = meeting.assignment(id).ok_or(Refusal::Gone)?;
    let assignment = worded(meeting, id, words, before.done)?;
    super::unless_so(
        *before == assignment,
        Event::AssignmentCorrected { assignment },
    )
}

/// The assignment that these words make. The task must be given; the assignee may be left open, and
/// the checklist then asks.
fn worded(
    meeting: &Meeting,
    id: AssignmentId,
    words: &AssignmentWords,
    done: bool,
) -> Result<Assignment, Refusal> {
    let due = super::line_if_any(&words.due)?;
    Ok(Assignment {
        id,
        who: super::line_if_any(&words.who)?.unwrap_or_default(),
        what: super::line(&words.what)?,
        due: due.map(|words| meeting.due(&words)),
        to: super::line_if_any(&words.to)?,
        done,
    })
}

pub(super) fn tick_assignment(
    meeting: &Meeting,
    id: AssignmentId,
    done: bool,
) -> Result<Vec<Event>, Refusal> {
    let (_, before) = meeting.assignment(id).ok_or(Refusal::Gone)?;
    super::unless_so(
        before.done == done,
        Event::AssignmentTicked {
            assignment: id,
            done,
        },
    )
}

/// Follows an assignment up, unless the same news is known already.
pub(super) fn follow_up(meeting: &Meeting, follow_up: &FollowUp) -> Result<Vec<Event>, Refusal> {
    let is_so = meeting.follow_ups.contains(follow_up);
    super::unless_so(
        is_so,
        Event::AssignmentFollowedUp {
            follow_up: follow_up.clone(),
        },
    )
}

pub(super) fn withdraw_assignment(
    meeting: &Meeting,
    id: AssignmentId,
) -> Result<Vec<Event>, Refusal> {
    meeting.assignment(id).ok_or(Refusal::Gone)?;
    Ok(vec![Event::AssignmentWithdrawn { assignment: id }])
}

pub(super) fn set_outcome(
    meeting: &Meeting,
    id: ItemId,
    outcome: Option<&Outcome>,
) -> Result<Vec<Event>, Refusal> {
    let before = &item(meeting, id)?.outcome;
    let words =
        |written: &Option<String>| super::line_if_any(written.as_deref().unwrap_or_default());
    let outcome = match outcome {
        Some(outcome) => Some(Outcome {
            kind: outcome.kind,
            to: words(&outcome.to)?,
            purpose: words(&outcome.purpose)?,
        }),
        None => None,
    };
    super::unless_so(*before == outcome, Event::OutcomeSet { item: id, outcome })
}
