//! The public part of a meeting. The wall is drawn from this type alone. Notes, the texts before
//! and after the items, backgrounds, titles of people and corrections are no fields of it, so they
//! cannot stand on a projector by mistake.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::assignment::Assignment;
use super::attendance::Attendance;
use super::decision::{Clause, ClauseId, Decision, DecisionId};
use super::item::{Item, ItemId};
use super::minutes::{Minutes, Stage};
use super::outcome::Outcome;
use super::person::Person;
use super::style::HouseStyle;
use super::text::clean_line;
use super::time::{ClockTime, Timestamp};
use super::timer::Stopwatch;

/// The part of a decision that is being worded at the desk, in public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The item it is worded for, whichever is open.
    pub item: ItemId,
    /// The part of a decision that it will become.
    pub part: WordedPart,
    /// The text so far.
    pub text: String,
    /// The highest number given in the meeting when it was worded: a clause with the same words
    /// and a higher number is this one, recorded.
    pub numbers: u32,
}

/// A part of a decision that can be worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WordedPart {
    /// A new clause: in a decision that has begun, or the first of a new one.
    NewClause(Option<DecisionId>),
    /// A clause that stands already.
    Clause(ClauseId),
    /// The words before a decision.
    Intro(DecisionId),
}

/// The part of a meeting that everybody in the room may see.
///
/// Each field is a decision about privacy that can be read on its own, so they are not nested.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Public {
    /// The body that meets.
    pub body: String,
    /// The title.
    pub title: String,
    /// The running number as printed.
    pub number: Option<String>,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// Announced beginning.
    pub starts: Option<ClockTime>,
    /// Announced end.
    pub ends: Option<ClockTime>,
    /// The place.
    pub place: Option<String>,
    /// The stage of the meeting.
    pub stage: Stage,
    /// The moment when it was closed.
    pub closed: Option<Timestamp>,
    /// Everybody on the attendance list.
    pub people: Vec<PublicPerson>,
    /// The running order, withdrawn items left out.
    pub agenda: Vec<PublicRow>,
    /// The open item; in a pause, the one that was open.
    pub open: Option<PublicItem>,
    /// The one that comes after it.
    pub next: Option<PublicRow>,
    /// The wording for an item that is not open any more.
    pub elsewhere: Option<WordingElsewhere>,
    /// The number of decisions made.
    pub decided: usize,
    /// The line that announces the next meeting.
    pub next_meeting: Option<String>,
}

/// Somebody on the attendance list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPerson {
    /// Its words, as written.
    pub name: String,
    /// The municipality or organisation that they represent.
    pub represents: Option<String>,
    /// `true` if the person is counted among the members of the body.
    pub is_of_the_body: bool,
    /// The attendance of the person.
    pub attendance: Attendance,
}

/// An item, by its label and title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicRow {
    /// Its id.
    pub id: ItemId,
    /// The number as printed.
    pub label: Option<String>,
    /// The title.
    pub title: String,
    /// Planned time, in minutes.
    pub planned_minutes: Option<u32>,
    /// True once it has been open, or something has become of it.
    pub is_begun: bool,
}

/// An item, with what is proposed and decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicItem {
    /// Its label and title.
    pub row: PublicRow,
    /// The heading over it.
    pub section: Option<String>,
    /// The presenters.
    pub presenters: Vec<String>,
    /// The stretches of time when it was open.
    pub stopwatch: Stopwatch,
    /// Clauses prepared for a decision.
    pub proposal: Vec<String>,
    /// The decisions, each with the wording in progress in its place.
    pub decisions: Vec<PublicDecision>,
    /// The assignments in their order.
    pub assignments: Vec<Assignment>,
    /// The outcome; `None` where it was dealt with as usual, or not yet.
    pub outcome: Option<Outcome>,
}

/// A decision, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDecision {
    /// The words before it; may be empty.
    pub intro: Worded,
    /// Its clauses, with the joiner.
    pub clauses: Vec<Worded>,
}

/// Words that stand in the journal, or are on their way there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// The words.
    pub text: String,
    /// `true` while they are being worded.
    pub is_unfinished: bool,
}

impl Worded {
    fn recorded(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_unfinished: false,
        }
    }

    fn unfinished(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            is_unfinished: true,
        }
    }
}

/// A decision that is being worded for an item that is not open any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingElsewhere {
    /// The item.
    pub row: PublicRow,
    /// The words.
    pub text: String,
}

impl PublicDecision {
    /// Tells whether any of it is being worded.
    #[must_use]
    pub fn is_unfinished(&self) -> bool {
        self.intro.is_unfinished || self.clauses.iter().any(|clause| clause.is_unfinished)
    }
}

impl Public {
    /// Takes the public part of a meeting, and of the wording in progress.
    #[must_use]
    pub fn from_minutes(minutes: &Minutes, wording: Option<&Wording>) -> Self {
        let heading = &minutes.heading;
        let wording =
            wording.filter(|wording| is_under_way(minutes) && !is_recorded(minutes, wording));
        let open = minutes.open_item();
        let elsewhere = wording.filter(|wording| minutes.open != Some(wording.item));
        Self {
            body: heading.body.name.clone(),
            title: heading.title.clone(),
            number: heading.number.clone(),
            date: heading.date,
            starts: heading.starts,
            ends: heading.ends,
            place: heading.place.clone(),
            stage: minutes.stage,
            closed: minutes.closed,
            people: minutes.people.iter().map(person).collect(),
            agenda: minutes
                .items()
                .filter(|item| !item.is_withdrawn())
                .map(row)
                .collect(),
            open: open.map(|open| item(minutes, open, wording)),
            next: minutes.item_after(minutes.open).map(row),
            elsewhere: elsewhere.and_then(|wording| {
                let row = row(minutes.item(wording.item)?);
                Some(WordingElsewhere {
                    row,
                    text: clean_line(&wording.text),
                })
            }),
            decided: minutes.items().map(|item| item.decisions.len()).sum(),
            next_meeting: minutes.next_meeting.as_ref().map(|next| next.text.clone()),
        }
    }

    /// The number of the open item, from 1, and the number of items; `None` where none is open.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        let open = self.open.as_ref()?.row.id;
        let index = self.agenda.iter().position(|row| row.id == open)?;
        Some((index + 1, self.agenda.len()))
    }

    /// The hours at which the items are due, as planned and as far as the meeting has come; `None` for
    /// those that have begun, and where nobody has said when the meeting begins.
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Vec<Option<Timestamp>> {
        let planned = |row: &PublicRow| {
            TimeDelta::minutes(i64::from(row.planned_minutes.unwrap_or_default()))
        };
        let announced = self.starts.filter(|_| self.date == now.date_naive());
        let announced = announced.map(|starts| starts.on_the_day_of(now).max(now));
        let mut at = match (self.stage, &self.open) {
            (Stage::Prepared, _) => announced,
            (_, Some(open)) => {
                let left = planned(&open.row) - open.stopwatch.elapsed(now);
                Some(now + left.max(TimeDelta::zero()))
            }
            (_, None) => Some(now),
        };
        let rows = self.agenda.iter().map(|row| {
            let due = at.filter(|_| !row.is_begun);
            at = due.map(|due| due + planned(row)).or(at);
            due
        });
        rows.collect()
    }

    /// The number of members who are there at a moment, and of all members.
    #[must_use]
    pub fn members_there(&self, at: Timestamp) -> (usize, usize) {
        let members = || self.people.iter().filter(|person| person.is_of_the_body);
        (
            members()
                .filter(|person| person.attendance.is_there(at))
                .count(),
            members().count(),
        )
    }

    /// The number of others than members who are there at a moment.
    #[must_use]
    pub fn others_there(&self, at: Timestamp) -> usize {
        let others = self.people.iter().filter(|person| !person.is_of_the_body);
        others
            .filter(|person| person.attendance.is_there(at))
            .count()
    }
}

fn is_under_way(minutes: &Minutes) -> bool {
    matches!(minutes.stage, Stage::UnderWay | Stage::Recess { .. })
}

/// Tells whether the wording stands in the minutes already. It would be seen twice between the
/// append and the moment when the draft goes.
fn is_recorded(minutes: &Minutes, wording: &Wording) -> bool {
    let WordedPart::NewClause(_) = wording.part else {
        return false;
    };
    let text = clean_line(&wording.text);
    let decisions = minutes
        .item(wording.item)
        .map_or(&[][..], |item| &item.decisions);
    let mut clauses = decisions.iter().flat_map(|decision| &decision.clauses);
    clauses.any(|clause| clause.id.0 > wording.numbers && clause.text == text)
}

fn person(person: &Person) -> PublicPerson {
    PublicPerson {
        name: person.name.clone(),
        represents: person.represents().map(str::to_owned),
        is_of_the_body: person.is_of_the_body(),
        attendance: person.attendance.clone(),
    }
}

fn row(item: &Item) -> PublicRow {
    PublicRow {
        id: item.id,
        label: item.label.clone(),
        title: item.title.clone(),
        planned_minutes: item.planned_minutes,
        is_begun: item.stopwatch.has_run() || item.outcome.is_some(),
    }
}

fn item(minutes: &Minutes, open: &Item, wording: Option<&Wording>) -> PublicItem {
    let wording = wording.filter(|wording| wording.item == open.id);
    PublicItem {
        row: row(open),
        section: minutes
            .section_of(open.id)
            .map(|section| section.title.clone()),
        presenters: open.presenters.clone(),
        stopwatch: open.stopwatch.clone(),
        proposal: open.proposal.clone(),
        decisions: decisions(&open.decisions, &minutes.style, wording),
        assignments: open.assignments.clone(),
        outcome: open.outcome.clone(),
    }
}

fn decisions(
    recorded: &[Decision],
    style: &HouseStyle,
    wording: Option<&Wording>,
) -> Vec<PublicDecision> {
    let mut seen: Vec<PublicDecision> = recorded
        .iter()
        .map(|decision| public_decision(decision, style, wording))
        .collect();
    let begins = wording.filter(|wording| match wording.part {
        WordedPart::NewClause(Some(id)) => recorded.iter().all(|decision| decision.id != id),
        WordedPart::NewClause(None) => true,
        WordedPart::Clause(_) | WordedPart::Intro(_) => false,
    });
    seen.extend(begins.map(|wording| PublicDecision {
        intro: Worded::recorded(style.usual_intro()),
        clauses: vec![Worded::unfinished(&clean_line(&wording.text))],
    }));
    seen
}

/// A decision as it will be printed, should it end with the wording in progress.
fn public_decision(
    decision: &Decision,
    style: &HouseStyle,
    wording: Option<&Wording>,
) -> PublicDecision {
    let mut whole = decision.clone();
    let part = wording.and_then(|wording| word(&mut whole, wording));
    let printed = whole.printed(&style.clause_start, &style.joiner);
    let clauses = printed.iter().enumerate().map(|(index, text)| Worded {
        text: text.clone().into_owned(),
        is_unfinished: part == Some(UnfinishedPart::Clause(index)),
    });
    let clauses = clauses.collect();
    let intro = Worded {
        is_unfinished: part == Some(UnfinishedPart::Intro),
        text: whole.intro,
    };
    PublicDecision { intro, clauses }
}

/// The part of a decision that is being worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnfinishedPart {
    /// The words before it.
    Intro,
    /// The clause with this index.
    Clause(usize),
}

/// Puts the wording in progress into its place in a decision; `None` where it belongs to another.
fn word(decision: &mut Decision, wording: &Wording) -> Option<UnfinishedPart> {
    let text = clean_line(&wording.text);
    match wording.part {
        WordedPart::NewClause(Some(id)) if id == decision.id => {
            decision.clauses.push(Clause {
                id: ClauseId(u32::MAX),
                text,
            });
            Some(UnfinishedPart::Clause(decision.clauses.len() - 1))
        }
        WordedPart::Clause(id) => {
            let mut clauses = decision.clauses.iter_mut().enumerate();
            let (index, clause) = clauses.find(|(_, clause)| clause.id == id)?;
            clause.text = text;
            Some(UnfinishedPart::Clause(index))
        }
        WordedPart::Intro(id) if id == decision.id => {
            decision.intro = text;
            Some(UnfinishedPart::Intro)
        }
        WordedPart::NewClause(_) | WordedPart::Intro(_) => None,
    }
}
