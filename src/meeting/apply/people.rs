//! The attendance list.

use crate::meeting::agenda::Attendee;
use crate::meeting::attendance::{Attendance, Movement, RollCallMark};
use crate::meeting::minutes::Minutes;
use crate::meeting::person::{Capacity, Person, PersonId};

/// Makes the attendance list from the roster. Rows that mean the same person become one person
/// with several capacities.
pub(super) fn roster_taken(minutes: &mut Minutes, roster: &[Attendee]) {
    minutes.people.clear();
    for attendee in roster {
        let capacity = Capacity {
            role: attendee.role,
            represents: attendee.represents.clone(),
            title: attendee.title.clone(),
        };
        let known = minutes
            .people
            .iter_mut()
            .find(|person| person.is_same(&attendee.name, capacity.represents.as_deref()));
        if let Some(person) = known {
            person.capacities.push(capacity);
        } else {
            let id = PersonId(minutes.free_number(0));
            added(minutes, id, &attendee.name, &capacity);
        }
    }
}

pub(super) fn marked(minutes: &mut Minutes, person: PersonId, mark: RollCallMark) -> bool {
    minutes.on_person(person, |person| person.attendance.mark(mark))
}

pub(super) fn moved(minutes: &mut Minutes, person: PersonId, movement: Movement) -> bool {
    minutes.on_person(person, |person| person.attendance.record(movement))
}

pub(super) fn added(minutes: &mut Minutes, id: PersonId, name: &str, capacity: &Capacity) -> bool {
    minutes.use_number(id.0);
    minutes.people.push(Person {
        id,
        name: name.to_owned(),
        capacities: vec![capacity.clone()],
        attendance: Attendance::default(),
    });
    true
}

pub(super) fn corrected(
    minutes: &mut Minutes,
    id: PersonId,
    name: &str,
    capacities: &[Capacity],
) -> bool {
    minutes.on_person(id, |person| {
        name.clone_into(&mut person.name);
        person.capacities = capacities.to_vec();
    })
}

pub(super) fn removed(minutes: &mut Minutes, id: PersonId) -> bool {
    let before = minutes.people.len();
    minutes.people.retain(|person| person.id != id);
    minutes.people.len() < before
}
