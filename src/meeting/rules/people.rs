//! Rules of the attendance list.

use crate::meeting::Meeting;
use crate::meeting::attendance::{Attendance, Movement, RollCallMark, Status};
use crate::meeting::event::Event;
use crate::meeting::person::{Capacity, Person, PersonId};
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;

fn person(meeting: &Meeting, id: PersonId) -> Result<&Person, Refusal> {
    meeting.person(id).ok_or(Refusal::Gone)
}

pub(super) fn mark(
    meeting: &Meeting,
    id: PersonId,
    mark: RollCallMark,
) -> Result<Vec<Event>, Refusal> {
    let Attendance { status, remote, .. } = person(meeting, id)?.attendance;
    let is_so = match mark {
        RollCallMark::Present => status == Some(Status::Present) && !remote,
        RollCallMark::Remote => status == Some(Status::Present) && remote,
        RollCallMark::Apologies => status == Some(Status::Apologies),
        RollCallMark::Absent => status == Some(Status::Absent),
        RollCallMark::Unmarked => status.is_none(),
    };
    super::unless_so(is_so, Event::AttendanceMarked { person: id, mark })
}

pub(super) fn mark_all_present(meeting: &Meeting) -> Result<Vec<Event>, Refusal> {
    let unmarked = meeting
        .people
        .iter()
        .filter(|person| person.attendance.status.is_none());
    let events: Vec<Event> = unmarked
        .map(|person| Event::AttendanceMarked {
            person: person.id,
            mark: RollCallMark::Present,
        })
        .collect();
    if events.is_empty() {
        Err(Refusal::AlreadySo)
    } else {
        Ok(events)
    }
}

pub(super) fn arrive(
    meeting: &Meeting,
    id: PersonId,
    at: Timestamp,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    moved(
        meeting,
        id,
        Movement::Came(at),
        now,
        Event::PersonCame { person: id, at },
    )
}

pub(super) fn leave(
    meeting: &Meeting,
    id: PersonId,
    at: Timestamp,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    moved(
        meeting,
        id,
        Movement::Left(at),
        now,
        Event::PersonLeft { person: id, at },
    )
}

/// Records an arrival or a leaving. A second one of the same kind corrects the first, so it must
/// come after the last of the other kind.
fn moved(
    meeting: &Meeting,
    id: PersonId,
    movement: Movement,
    now: Timestamp,
    event: Event,
) -> Result<Vec<Event>, Refusal> {
    let Person {
        name, attendance, ..
    } = person(meeting, id)?;
    if movement.at() > now {
        return Err(Refusal::NotYet);
    }
    let is_other = |movement_before: &&Movement| {
        std::mem::discriminant(*movement_before) != std::mem::discriminant(&movement)
    };
    let other = attendance.movements.iter().rfind(is_other);
    if other.is_some_and(|other| other.at() > movement.at()) {
        return Err(Refusal::LeavesBeforeComing(name.clone()));
    }
    super::unless_so(attendance.movements.last() == Some(&movement), event)
}

/// Puts somebody on the list, present: whoever is added during the meeting is there.
pub(super) fn add(
    meeting: &Meeting,
    name: &str,
    capacity: &Capacity,
) -> Result<Vec<Event>, Refusal> {
    let name = super::line(name)?;
    let capacity = clean(capacity)?;
    if meeting
        .people
        .iter()
        .any(|person| person.is_same(&name, capacity.represents.as_deref()))
    {
        return Err(Refusal::PersonListed(name));
    }
    let person = PersonId(meeting.free_number(0));
    Ok(vec![
        Event::PersonAdded {
            person,
            name,
            capacity,
        },
        Event::AttendanceMarked {
            person,
            mark: RollCallMark::Present,
        },
    ])
}

pub(super) fn correct(
    meeting: &Meeting,
    id: PersonId,
    name: &str,
    capacities: &[Capacity],
) -> Result<Vec<Event>, Refusal> {
    let before = person(meeting, id)?;
    let name = super::line(name)?;
    let capacities: Vec<Capacity> = capacities.iter().map(clean).collect::<Result<_, _>>()?;
    if capacities.is_empty() {
        return Err(Refusal::Empty);
    }
    super::unless_so(
        before.name == name && before.capacities == capacities,
        Event::PersonCorrected {
            person: id,
            name,
            capacities,
        },
    )
}

fn clean(capacity: &Capacity) -> Result<Capacity, Refusal> {
    let words =
        |written: &Option<String>| super::line_if_any(written.as_deref().unwrap_or_default());
    Ok(Capacity {
        role: capacity.role,
        represents: words(&capacity.represents)?,
        title: words(&capacity.title)?,
    })
}

/// Takes somebody off the list. A person who has been marked belongs to the meeting, so the mark
/// has to go first.
pub(super) fn remove(meeting: &Meeting, id: PersonId) -> Result<Vec<Event>, Refusal> {
    let person = person(meeting, id)?;
    if person.attendance.status.is_some() {
        return Err(Refusal::PersonMarked(person.name.clone()));
    }
    Ok(vec![Event::PersonRemoved { person: id }])
}
