//! Rules of moving what is recorded, and of making something else of it.

use super::plan::item;
use super::record::{decide_clauses, give_assignment};
use crate::meeting::Meeting;
use crate::meeting::assignment::Assignment;
use crate::meeting::decision::{Clause, Decision, DecisionId};
use crate::meeting::event::Event;
use crate::meeting::item::ItemId;
use crate::meeting::passage::{Conversion, Destination, Direction, Passage, TextPassage};
use crate::meeting::refusal::Refusal;
use crate::meeting::running_text::{Splice, TextPlace};
use crate::meeting::text::list_items;

/// Moves passages one place up or down, or to another item. They go together or not at all.
pub(super) fn move_passages(
    meeting: &Meeting,
    passages: &[Passage],
    to: Destination,
) -> Result<Vec<Event>, Refusal> {
    if passages.is_empty() {
        return Err(Refusal::Gone);
    }
    match to {
        Destination::Beside(direction) => move_beside(meeting, passages, direction),
        Destination::Item(target) => move_to_item(meeting, passages, target),
    }
}

/// Moves neighbours of one kind past the one that stands before or behind them.
fn move_beside(
    meeting: &Meeting,
    passages: &[Passage],
    direction: Direction,
) -> Result<Vec<Event>, Refusal> {
    let event = match passages.first() {
        Some(Passage::Clause(first)) => {
            let (_, decision) = meeting.decision_of(*first).ok_or(Refusal::Gone)?;
            let order = decision.clauses.iter().map(|clause| clause.id);
            let (clause, before) = stepped(order, passages, Passage::Clause, direction)?;
            let decision = decision.id;
            Event::ClauseMoved {
                clause,
                decision,
                before,
            }
        }
        Some(Passage::Decision(first)) => {
            let (id, _) = meeting.decision(*first).ok_or(Refusal::Gone)?;
            let order = item(meeting, id)?.decisions.iter().map(|one| one.id);
            let (decision, before) = stepped(order, passages, Passage::Decision, direction)?;
            let item = id;
            Event::DecisionMoved {
                decision,
                item,
                before,
            }
        }
        Some(Passage::Assignment(first)) => {
            let (id, _) = meeting.assignment(*first).ok_or(Refusal::Gone)?;
            let order = item(meeting, id)?.assignments.iter().map(|one| one.id);
            let (assignment, before) = stepped(order, passages, Passage::Assignment, direction)?;
            let item = id;
            Event::AssignmentMoved {
                assignment,
                item,
                before,
            }
        }
        Some(Passage::Text(_)) | None => return Err(Refusal::NotMovable),
    };
    Ok(vec![event])
}

/// The neighbour that goes past the moved ones, and the one that it then stands before; `None` at the
/// end. `passage` makes a passage of an id; all that are moved must be in this order.
fn stepped<T: Copy>(
    order: impl Iterator<Item = T>,
    moved: &[Passage],
    passage: impl Fn(T) -> Passage,
    direction: Direction,
) -> Result<(T, Option<T>), Refusal> {
    let order: Vec<T> = order.collect();
    let is_moved = |id: &T| moved.contains(&passage(*id));
    let count = order.iter().filter(|id| is_moved(id)).count();
    if count != moved.len() {
        return Err(Refusal::NotMovable);
    }
    let first = order.iter().position(is_moved).ok_or(Refusal::Gone)?;
    let last = order.iter().rposition(is_moved).ok_or(Refusal::Gone)?;
    let (neighbour, before) = match direction {
        Direction::Up => (first.checked_sub(1), last + 1),
        Direction::Down => (Some(last + 1), first),
    };
    let neighbour = neighbour.and_then(|index| order.get(index));
    let neighbour = neighbour.copied().ok_or(Refusal::NotMovable)?;
    Ok((neighbour, order.get(before).copied()))
}

fn move_to_item(
    meeting: &Meeting,
    passages: &[Passage],
    target: ItemId,
) -> Result<Vec<Event>, Refusal> {
    item(meeting, target)?;
    let mut texts = Texts::of(meeting);
    let (mut events, mut numbers) = (Vec::new(), 0);
    for passage in whole_decisions(meeting, passages) {
        let home = home(meeting, &passage)?;
        if home == Some(target) {
            return Err(Refusal::AlreadySo);
        }
        match passage {
            Passage::Text(text) => {
                events.push(texts.cut(&text)?);
                events.push(texts.add(target, &text.words)?);
            }
            Passage::Decision(decision) => events.push(Event::DecisionMoved {
                decision,
                item: target,
                before: None,
            }),
            Passage::Clause(clause) => {
                let (_, from) = meeting.decision_of(clause).ok_or(Refusal::Gone)?;
                let decision = begun_for(&mut events, &mut numbers, meeting, from, target);
                events.push(Event::ClauseMoved {
                    clause,
                    decision,
                    before: None,
                });
            }
            Passage::Assignment(assignment) => events.push(Event::AssignmentMoved {
                assignment,
                item: target,
                before: None,
            }),
        }
    }
    Ok(events)
}

/// The decision that clauses of another go into: begun once, by the same words.
fn begun_for(
    events: &mut Vec<Event>,
    numbers: &mut u32,
    meeting: &Meeting,
    from: &Decision,
    target: ItemId,
) -> DecisionId {
    let last = events.iter().rev().find_map(|event| match event {
        Event::ClauseMoved {
            clause, decision, ..
        } => Some((*clause, *decision)),
        _ => None,
    });
    if let Some((clause, decision)) = last
        && from.clause(clause).is_some()
    {
        return decision;
    }
    let decision = DecisionId(meeting.free_number(*numbers));
    *numbers += 1;
    events.push(Event::DecisionBegun {
        item: target,
        decision,
        intro: from.intro.clone(),
    });
    decision
}

/// The passages, where all the clauses of a decision are among them as that decision.
fn whole_decisions(meeting: &Meeting, passages: &[Passage]) -> Vec<Passage> {
    let is_chosen = |clause: &Clause| passages.contains(&Passage::Clause(clause.id));
    let mut whole: Vec<Passage> = Vec::new();
    for passage in passages {
        let decision = match passage {
            Passage::Clause(clause) => meeting.decision_of(*clause),
            Passage::Text(_) | Passage::Decision(_) | Passage::Assignment(_) => None,
        };
        let decision = decision.filter(|(_, decision)| {
            decision.clauses.iter().all(is_chosen)
                || passages.contains(&Passage::Decision(decision.id))
        });
        let passage = decision.map_or(passage.clone(), |(_, decision)| {
            Passage::Decision(decision.id)
        });
        if !whole.contains(&passage) {
            whole.push(passage);
        }
    }
    whole
}

/// The item that a passage stands under; `None` for the text before and after the items.
fn home(meeting: &Meeting, passage: &Passage) -> Result<Option<ItemId>, Refusal> {
    let found = match passage {
        Passage::Text(text) => match text.place {
            TextPlace::Notes(item) => Some(item),
            TextPlace::Opening | TextPlace::Closing => return Ok(None),
        },
        Passage::Clause(clause) => meeting.decision_of(*clause).map(|(item, _)| item),
        Passage::Decision(decision) => meeting.decision(*decision).map(|(item, _)| item),
        Passage::Assignment(assignment) => meeting.assignment(*assignment).map(|(item, _)| item),
    };
    found.map(Some).ok_or(Refusal::Gone)
}

/// Makes something else of passages, under the item that they stand under.
pub(super) fn convert(
    meeting: &Meeting,
    passages: &[Passage],
    into: &Conversion,
) -> Result<Vec<Event>, Refusal> {
    let passages = whole_decisions(meeting, passages);
    let first = passages.first().ok_or(Refusal::Gone)?;
    let under = home(meeting, first)?.ok_or(Refusal::NotMovable)?;
    let mut texts = Texts::of(meeting);
    let (mut events, mut lines) = (Vec::new(), Vec::new());
    for passage in &passages {
        let is_so = matches!(
            (passage, into),
            (Passage::Text(_), Conversion::Notes)
                | (
                    Passage::Clause(_) | Passage::Decision(_),
                    Conversion::Decision
                )
                | (Passage::Assignment(_), Conversion::Assignment(_))
        );
        if is_so {
            return Err(Refusal::AlreadySo);
        }
        lines.extend(words(meeting, passage)?);
        events.extend(removed(meeting, &mut texts, passage)?);
    }
    match into {
        Conversion::Notes => events.push(texts.add(under, &lines.join("\n"))?),
        Conversion::Decision => {
            let start = &meeting.style.clause_start;
            let clauses: Vec<String> = lines.iter().map(|line| clause_of(line, start)).collect();
            events.extend(decide_clauses(meeting, under, &clauses)?);
        }
        Conversion::Assignment(words) => events.extend(give_assignment(meeting, under, words)?),
    }
    Ok(events)
}

/// The words of a passage, line by line.
pub(super) fn words(meeting: &Meeting, passage: &Passage) -> Result<Vec<String>, Refusal> {
    let clauses = |clauses: &[Clause]| clauses.iter().map(|clause| clause.text.clone()).collect();
    Ok(match passage {
        Passage::Text(text) => list_items(&text.words).map(str::to_owned).collect(),
        Passage::Clause(clause) => vec![meeting.clause(*clause).ok_or(Refusal::Gone)?.text.clone()],
        Passage::Decision(decision) => {
            clauses(&meeting.decision(*decision).ok_or(Refusal::Gone)?.1.clauses)
        }
        Passage::Assignment(assignment) => {
            vec![in_words(
                meeting.assignment(*assignment).ok_or(Refusal::Gone)?.1,
            )]
        }
    })
}

fn in_words(assignment: &Assignment) -> String {
    let words = assignment.with_assignee();
    match &assignment.due {
        Some(due) => format!("{words}, {}", due.text),
        None => words,
    }
}

/// A line as a clause: what does not begin like one gets its beginning, unless it is a sentence.
fn clause_of(line: &str, start: &str) -> String {
    let begins_like_one = line.to_lowercase().starts_with(start.trim());
    let is_sentence = line.chars().next().is_some_and(char::is_uppercase);
    if begins_like_one || is_sentence {
        line.to_owned()
    } else {
        format!("{start}{line}")
    }
}

/// The events that take a passage away from where it stands.
fn removed(
    meeting: &Meeting,
    texts: &mut Texts<'_>,
    passage: &Passage,
) -> Result<Vec<Event>, Refusal> {
    match passage {
        Passage::Text(text) => texts.cut(text).map(|event| vec![event]),
        Passage::Clause(clause) => super::record::withdraw_clause(meeting, *clause),
        Passage::Decision(decision) => super::record::withdraw_decision(meeting, *decision),
        Passage::Assignment(assignment) => super::record::withdraw_assignment(meeting, *assignment),
    }
}

/// The running texts as they are after the changes that have been made so far.
struct Texts<'a> {
    meeting: &'a Meeting,
    changed: Vec<(TextPlace, String)>,
}

impl<'a> Texts<'a> {
    fn of(meeting: &'a Meeting) -> Self {
        Self {
            meeting,
            changed: Vec::new(),
        }
    }

    fn now(&self, place: TextPlace) -> Result<String, Refusal> {
        let changed = self.changed.iter().rfind(|(of, _)| *of == place);
        let text = changed.map(|(_, text)| text.as_str());
        let text = text.or_else(|| self.meeting.text(place));
        text.map(str::to_owned).ok_or(Refusal::Gone)
    }

    /// Cuts lines out, with the line feed that parts them from the rest.
    fn cut(&mut self, passage: &TextPassage) -> Result<Event, Refusal> {
        let before = self.now(passage.place)?;
        let (head, rest) = before
            .split_at_checked(passage.at)
            .ok_or(Refusal::TextChangedMeanwhile)?;
        let tail = rest.strip_prefix(passage.words.as_str());
        let tail = tail.filter(|_| !passage.words.is_empty());
        let tail = tail.ok_or(Refusal::TextChangedMeanwhile)?;
        let after = if tail.trim().is_empty() {
            head.trim_end().to_owned()
        } else {
            format!("{head}{}", tail.trim_start_matches('\n'))
        };
        self.change(passage.place, &before, after)
    }

    /// Adds lines at the end of an item's notes.
    fn add(&mut self, item: ItemId, words: &str) -> Result<Event, Refusal> {
        let place = TextPlace::Notes(item);
        let before = self.now(place)?;
        let after = match before.as_str() {
            "" => words.trim_end().to_owned(),
            before => format!("{before}\n{}", words.trim_end()),
        };
        self.change(place, &before, after)
    }

    fn change(&mut self, place: TextPlace, before: &str, after: String) -> Result<Event, Refusal> {
        let splice = Splice::between(before, &after).ok_or(Refusal::AlreadySo)?;
        super::short_enough(splice.put.clone())?;
        self.changed.push((place, after));
        Ok(Event::TextChanged { place, splice })
    }
}
