//! Rules of putting other words in the stead of some, wherever they stand.

use crate::meeting::Meeting;
use crate::meeting::assignment::{AssignmentId, AssignmentWords};
use crate::meeting::event::Event;
use crate::meeting::find_words::{AssignmentPart, WordsFound, Written};
use crate::meeting::refusal::Refusal;

/// Replaces words in these places, all or none.
pub(super) fn replace_words(
    meeting: &Meeting,
    words: &str,
    with: &str,
    found: &[WordsFound],
) -> Result<Vec<Event>, Refusal> {
    if words.is_empty() || found.is_empty() {
        return Err(Refusal::Empty);
    }
    if words == with {
        return Err(Refusal::AlreadySo);
    }
    let mut events: Vec<Event> = Vec::new();
    let mut corrected: Vec<AssignmentId> = Vec::new();
    for (index, one) in found.iter().enumerate() {
        let is_first = |place: Written| {
            let before = found.get(..index).unwrap_or_default();
            before.iter().all(|other| other.place != place)
        };
        match one.place {
            Written::Assignment(id, _) if corrected.contains(&id) => {}
            Written::Assignment(id, _) => {
                corrected.push(id);
                events.extend(in_assignment(meeting, id, words, with, found)?);
            }
            place if is_first(place) => {
                let text = replaced(meeting, place, words, with, found)?;
                events.extend(rewritten(meeting, place, &text)?);
            }
            _ => {}
        }
    }
    Ok(events)
}

/// The text of a place with the words replaced where they were found in it.
fn replaced(
    meeting: &Meeting,
    place: Written,
    words: &str,
    with: &str,
    found: &[WordsFound],
) -> Result<String, Refusal> {
    let mut text = meeting.written_text(place).ok_or(Refusal::Gone)?.to_owned();
    let mut places: Vec<usize> = found
        .iter()
        .filter(|one| one.place == place)
        .map(|one| one.at)
        .collect();
    places.sort_unstable();
    for at in places.into_iter().rev() {
        let stands = text.get(at..).is_some_and(|rest| rest.starts_with(words));
        if !stands {
            return Err(Refusal::TextChangedMeanwhile);
        }
        text.replace_range(at..at + words.len(), with);
    }
    Ok(text)
}

fn rewritten(meeting: &Meeting, place: Written, text: &str) -> Result<Vec<Event>, Refusal> {
    match place {
        Written::Text(place) => {
            let before = meeting.text(place).ok_or(Refusal::Gone)?.to_owned();
            super::record::write_text(meeting, place, &before, text)
        }
        Written::Intro(decision) => super::record::correct_intro(meeting, decision, text),
        Written::Clause(clause) => super::record::correct_clause(meeting, clause, text),
        Written::Assignment(..) => Ok(Vec::new()),
    }
}

fn in_assignment(
    meeting: &Meeting,
    id: AssignmentId,
    words: &str,
    with: &str,
    found: &[WordsFound],
) -> Result<Vec<Event>, Refusal> {
    let part = |part: AssignmentPart| {
        let place = Written::Assignment(id, part);
        match meeting.written_text(place) {
            Some(_) => replaced(meeting, place, words, with, found),
            None => Ok(String::new()),
        }
    };
    let words = AssignmentWords {
        who: part(AssignmentPart::Who)?,
        what: part(AssignmentPart::What)?,
        due: part(AssignmentPart::Due)?,
        to: part(AssignmentPart::To)?,
    };
    super::record::put_right(meeting, id, &words)
}
