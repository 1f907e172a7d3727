//! The texts of a record, read off line by line. A record is written by one hand, a field on each
//! line, so its texts can be had ten times faster than by understanding all of it. What does not look
//! as it should is left to [`Record`](super::super::record::Record), which understands everything.

use super::super::journal::hash;
use crate::meeting::agenda::{AgendaRow, Origin};
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::attendance::Attendance;
use crate::meeting::decision::{Clause, ClauseId, Decision, DecisionId};
use crate::meeting::due_date::DueDate;
use crate::meeting::item::{Item, ItemId, MinutesRow, Section, SectionId};
use crate::meeting::minutes::{Approval, Minutes, NextMeeting};
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::{Capacity, Person, PersonId};

/// The minutes with their texts, and with nothing else in them. None where the record is not what was
/// written, or not as this program writes it.
pub(super) fn texts(record: &[u8]) -> Option<Minutes> {
    let text = std::str::from_utf8(record).ok()?;
    let (body, check) = text.rsplit_once("//")?;
    if hash(body.as_bytes()) != check.trim_end() || !body.starts_with("Record(\n  v: 1,\n") {
        return None;
    }
    let mut minutes = Minutes::default();
    let mut path: Vec<&str> = Vec::new();
    for line in body.lines() {
        let words = line.trim_start_matches(' ');
        if words.starts_with([')', ']']) {
            continue;
        }
        path.truncate((line.len() - words.len()) / 2);
        let value = match words.split_once(": ") {
            Some((field, value)) if is_name(field) => {
                path.push(field);
                value
            }
            _ => {
                path.push(words.split_once('(').map_or("", |(name, _)| name));
                words
            }
        };
        take(&mut minutes, &path, value)?;
    }
    Some(minutes)
}

fn is_name(field: &str) -> bool {
    field
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Takes a line in: which field it is, its path says.
fn take(minutes: &mut Minutes, path: &[&str], value: &str) -> Option<()> {
    let ["Record", "minutes", path @ ..] = path else {
        return Some(());
    };
    match path {
        ["heading", path @ ..] => take_heading(minutes, path, value)?,
        ["opening"] => minutes.opening = string(value)?,
        ["closing"] => minutes.closing = string(value)?,
        ["people", path @ ..] => take_person(&mut minutes.people, path, value)?,
        ["rows", path @ ..] => take_row(&mut minutes.rows, path, value)?,
        ["next_meeting", "text"] => {
            minutes.next_meeting = Some(NextMeeting {
                text: string(value)?,
                date: None,
            });
        }
        ["verifiers", ""] => minutes.verifiers.push(string(value)?),
        ["approval", "at"] => {
            let at = string(value)?.parse().ok()?;
            minutes.approval = Some(Approval { at, by: Vec::new() });
        }
        ["approval", "by", ""] => minutes.approval.as_mut()?.by.push(string(value)?),
        _ => {}
    }
    Some(())
}

fn take_heading(minutes: &mut Minutes, path: &[&str], value: &str) -> Option<()> {
    let heading = &mut minutes.heading;
    match path {
        ["body", "name"] => heading.body.name = string(value)?,
        ["title"] => heading.title = string(value)?,
        ["number"] => heading.number = optional(value)?,
        ["place"] => heading.place = optional(value)?,
        ["date"] => heading.date = string(value)?.parse().ok()?,
        _ => {}
    }
    Some(())
}

fn take_person(people: &mut Vec<Person>, path: &[&str], value: &str) -> Option<()> {
    match path {
        ["Person"] => people.push(Person {
            id: PersonId(0),
            name: String::new(),
            capacities: Vec::new(),
            attendance: Attendance::default(),
        }),
        ["Person", "name"] => people.last_mut()?.name = string(value)?,
        ["Person", "seats", "Seat"] => people.last_mut()?.capacities.push(Capacity::default()),
        ["Person", "seats", "Seat", "represents"] => {
            people.last_mut()?.capacities.last_mut()?.represents = optional(value)?;
        }
        ["Person", "seats", "Seat", "title"] => {
            people.last_mut()?.capacities.last_mut()?.title = optional(value)?;
        }
        _ => {}
    }
    Some(())
}

fn take_row(rows: &mut Vec<MinutesRow>, path: &[&str], value: &str) -> Option<()> {
    match (path, rows.last_mut()) {
        (["Item"], _) => rows.push(MinutesRow::Item(Box::new(Item::planned(
            ItemId(0),
            &AgendaRow::default(),
        )))),
        (["Section"], _) => rows.push(MinutesRow::Section(Section {
            id: SectionId(0),
            title: String::new(),
        })),
        (["Section", "title"], Some(MinutesRow::Section(section))) => {
            section.title = string(value)?
        }
        (["Item", path @ ..], Some(MinutesRow::Item(item))) => take_of_item(item, path, value)?,
        _ => {}
    }
    Some(())
}

fn take_of_item(item: &mut Item, path: &[&str], value: &str) -> Option<()> {
    match path {
        ["id"] => item.id = ItemId(value.trim_end_matches(',').parse().ok()?),
        ["label"] => item.label = optional(value)?,
        ["title"] => item.title = string(value)?,
        ["background"] => item.background = string(value)?,
        ["notes"] => item.notes = string(value)?,
        ["presenters", ""] => item.presenters.push(string(value)?),
        ["attachments", ""] => item.attachments.push(string(value)?),
        ["proposal", ""] => item.proposal.push(string(value)?),
        ["from", "Origin"] => {
            item.from.push(Origin {
                meeting: String::new(),
                what: String::new(),
                item: None,
            });
        }
        ["from", "Origin", "meeting"] => item.from.last_mut()?.meeting = string(value)?,
        ["from", "Origin", "what"] => item.from.last_mut()?.what = string(value)?,
        ["decisions", path @ ..] => take_decision(&mut item.decisions, path, value)?,
        ["assignments", path @ ..] => take_assignment(&mut item.assignments, path, value)?,
        ["outcome", path @ ..] => take_outcome(&mut item.outcome, path, value)?,
        _ => {}
    }
    Some(())
}

fn take_decision(decisions: &mut Vec<Decision>, path: &[&str], value: &str) -> Option<()> {
    match path {
        ["Decision"] => {
            decisions.push(Decision {
                id: DecisionId(0),
                intro: String::new(),
                clauses: Vec::new(),
            });
        }
        ["Decision", "intro"] => decisions.last_mut()?.intro = string(value)?,
        ["Decision", "clauses", "Clause", "text"] => {
            let text = string(value)?;
            decisions.last_mut()?.clauses.push(Clause {
                id: ClauseId(0),
                text,
            });
        }
        _ => {}
    }
    Some(())
}

fn take_assignment(assignments: &mut Vec<Assignment>, path: &[&str], value: &str) -> Option<()> {
    match path {
        ["Assignment"] => assignments.push(Assignment {
            id: AssignmentId(0),
            who: String::new(),
            what: String::new(),
            due: None,
            to: None,
            done: false,
        }),
        ["Assignment", "who"] => assignments.last_mut()?.who = string(value)?,
        ["Assignment", "what"] => assignments.last_mut()?.what = string(value)?,
        ["Assignment", "to"] => assignments.last_mut()?.to = optional(value)?,
        ["Assignment", "due", "text"] => {
            assignments.last_mut()?.due = Some(DueDate {
                text: string(value)?,
                date: None,
            });
        }
        _ => {}
    }
    Some(())
}

fn take_outcome(outcome: &mut Option<Outcome>, path: &[&str], value: &str) -> Option<()> {
    match path {
        ["kind"] => {
            let kind = match value.trim_end_matches(',') {
                "Postponed" => OutcomeKind::Postponed,
                "ReferredBack" => OutcomeKind::ReferredBack,
                "ReferredTo" => OutcomeKind::ReferredTo,
                "Withdrawn" => OutcomeKind::Withdrawn,
                _ => return None,
            };
            *outcome = Some(Outcome {
                kind,
                to: None,
                purpose: None,
            });
        }
        ["to"] => outcome.as_mut()?.to = optional(value)?,
        ["purpose"] => outcome.as_mut()?.purpose = optional(value)?,
        _ => {}
    }
    Some(())
}

/// A text that may be missing: `Some("…"),` or `None,`.
#[expect(
    clippy::option_option,
    reason = "not there, and not understood, are two things"
)]
fn optional(value: &str) -> Option<Option<String>> {
    if value == "None," {
        Some(None)
    } else {
        string(value.strip_prefix("Some(")?).map(Some)
    }
}

/// A text in quotes, and what may follow it on its line.
fn string(value: &str) -> Option<String> {
    let (text, _) = value.strip_prefix('"')?.rsplit_once('"')?;
    if text.contains('\\') {
        unescaped(text)
    } else {
        Some(text.to_owned())
    }
}

fn unescaped(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        plain.push_str(before);
        let sign = escape.chars().next()?;
        rest = escape.get(sign.len_utf8()..)?;
        plain.push(match sign {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            '\\' | '"' | '\'' => sign,
            'u' => {
                let (digits, after) = rest.strip_prefix('{')?.split_once('}')?;
                rest = after;
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        });
    }
    plain.push_str(rest);
    Some(plain)
}
