//! The next agenda of a body, made from its last meetings: the heading moved on, the roster, the
//! items that always come back, the matters left over, and the open assignments. Announced days and
//! hours are taken from the announcement; a guess is marked as one.

mod announced;
mod carried;
mod numbers;
mod open_assignments;
mod previous_minutes;
mod recurring;
mod running_order;
#[cfg(test)]
mod tests;
mod titles;
mod when;

use chrono::NaiveDate;

use super::agenda::{Agenda, AgendaRow, Attendee, presenter_name};
use super::minutes::Minutes;
use super::person::{Capacity, Person, Role};

/// An earlier meeting of the body.
#[derive(Debug, Clone, Copy)]
pub struct EarlierMeeting<'a> {
    /// The stem of its files.
    pub stem: &'a str,
    /// Its minutes.
    pub minutes: &'a Minutes,
}

/// The words for the item about the minutes of the last meeting.
#[derive(Debug, Clone, Default)]
pub struct MinutesWording {
    /// The title: "Föregående protokoll".
    pub title: String,
    /// The proposal, for bodies that decide in clauses.
    pub clause: String,
    /// The proposal, for bodies that decide in whole sentences.
    pub sentence: String,
}

/// The words that the program itself puts into an agenda.
#[derive(Debug, Clone, Default)]
pub struct AgendaWording {
    /// For bodies that write minutes.
    pub minutes: MinutesWording,
    /// For bodies that write notes of a meeting.
    pub notes: MinutesWording,
    /// The day of the last meeting: "den 27 februari 2026".
    pub last_day: String,
    /// The outcome of a postponed matter: "bordlagt".
    pub postponed: String,
    /// The outcome of a matter that was sent back: "återremitterat".
    pub referred_back: String,
    /// The outcome of a matter that was sent elsewhere: "hänskjutet".
    pub referred_to: String,
    /// The outcome of a matter that the meeting never came to.
    pub untouched: String,
    /// The title over open assignments.
    pub follow_up: String,
    /// Before an item's number: "punkt".
    pub item: String,
    /// Before those who have not done their part: "kvar".
    pub left: String,
}

/// The ground on which a part of the heading stands in the new agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// The maker of the agenda said so.
    Asked,
    /// The last meeting announced it.
    Announced,
    /// It was so the last time, and nobody said anything else.
    AsBefore,
    /// A guess from how often the body meets.
    Guessed,
}

/// The reason why a row stands in the new agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowReason {
    /// A heading.
    Heading,
    /// The body always has it.
    Recurring,
    /// The minutes of the last meeting.
    PreviousMinutes,
    /// Assignments that are open.
    FollowUp,
    /// A matter left over.
    Carried,
}

/// An agenda, and the grounds on which it stands, for whoever reviews it.
#[derive(Debug, Clone)]
pub struct NextAgenda {
    /// The agenda.
    pub agenda: Agenda,
    /// The ground of the day.
    pub date: Ground,
    /// The ground of the hours.
    pub hours: Ground,
    /// The ground of the place.
    pub place: Ground,
    /// The reason for each of the rows.
    pub why: Vec<RowReason>,
    /// The index of the row before which the matters of the coming meeting belong; the number of
    /// rows where they belong last.
    pub room_for_matters: usize,
}

/// Makes the next agenda from the meetings of one body, newest first; `None` where there are none.
#[must_use]
pub fn next_agenda(
    history: &[EarlierMeeting<'_>],
    date: Option<NaiveDate>,
    wording: &AgendaWording,
) -> Option<NextAgenda> {
    let heading = &history.first()?.minutes.heading;
    let when = when::TimeAndPlace::after(history, date)?;
    let ordered = running_order::ordered(history, when.date, &roster(history, &[]), wording)?;
    let people = roster(history, &ordered.rows);
    let number = heading.number.as_deref();
    let title = if heading.title == heading.body.name {
        ""
    } else {
        heading.title.as_str()
    };
    let agenda = Agenda {
        body: heading.body.clone(),
        title: numbers::title_advanced(title, number, heading.date, when.date),
        kind: heading.kind,
        number: number.map(|number| numbers::advanced(number, heading.date, when.date)),
        date: when.date,
        starts: when.starts,
        ends: when.ends,
        place: when.place,
        mode: heading.mode,
        style: history.first()?.minutes.style.clone(),
        people,
        opening: String::new(),
        closing: String::new(),
        items: ordered.rows,
    };
    Some(NextAgenda {
        agenda: agenda.cleaned(),
        date: when.date_ground,
        hours: when.hours_ground,
        place: when.place_ground,
        why: ordered.why,
        room_for_matters: ordered.room_for_matters,
    })
}

/// The roster of the last meeting. A guest comes again where that has become a habit, or to present
/// one of these rows.
fn roster(history: &[EarlierMeeting<'_>], rows: &[AgendaRow]) -> Vec<Attendee> {
    let presents = |person: &Person| {
        let mut presenters = rows.iter().flat_map(|row| &row.presenters);
        presenters.any(|presenter| presenter_name(presenter) == person.name)
    };
    let stays = |person: &Person, capacity: &Capacity| {
        capacity.role != Role::Guest || presents(person) || is_frequent_guest(history, person)
    };
    let attendees = history
        .first()
        .into_iter()
        .flat_map(|last| &last.minutes.people)
        .flat_map(|person| {
            let capacities = person
                .capacities
                .iter()
                .filter(move |capacity| stays(person, capacity));
            capacities.map(|capacity| Attendee {
                name: person.name.clone(),
                represents: capacity.represents.clone(),
                title: capacity.title.clone(),
                role: capacity.role,
            })
        });
    attendees.collect()
}

/// Tells whether a person was a guest at two of the last three meetings.
fn is_frequent_guest(history: &[EarlierMeeting<'_>], guest: &Person) -> bool {
    let was_guest =
        |person: &Person| person.is(Role::Guest) && person.is_same(&guest.name, guest.represents());
    history
        .iter()
        .take(3)
        .filter(|meeting| meeting.minutes.people.iter().any(was_guest))
        .count()
        >= 2
}
