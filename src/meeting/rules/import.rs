//! Rules of taking earlier minutes in.

use crate::meeting::Meeting;
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::attendance::RollCallMark;
use crate::meeting::calendar::day_in;
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::due_date::DueDate;
use crate::meeting::event::Event;
use crate::meeting::imported_minutes::{ImportedItem, ImportedMinutes, ImportedPerson};
use crate::meeting::item::ItemId;
use crate::meeting::minutes::NextMeeting;
use crate::meeting::person::{Capacity, PersonId};
use crate::meeting::refusal::Refusal;
use crate::meeting::running_text::{Splice, TextPlace};
use crate::meeting::text::{LONGEST, clean, clean_line};
use crate::meeting::time::Timestamp;

/// Everything that imported minutes say, as one entry. What was understood before is left behind; what has
/// been corrected at the desk is not.
pub(super) fn import_minutes(
    meeting: &Meeting,
    imported: &ImportedMinutes,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let is_import = |event: &Event| matches!(event, Event::PaperImported { .. });
    if !meeting
        .entries()
        .iter()
        .all(|entry| entry.events.iter().any(is_import))
    {
        return Err(Refusal::NotImported);
    }
    if imported.agenda.items.is_empty()
        && imported
            .origin
            .lines
            .iter()
            .all(|line| line.text.trim().is_empty())
    {
        return Err(Refusal::Empty);
    }
    let agenda = Box::new(imported.agenda.clone().cleaned());
    let rows = agenda.items.len();
    let mut number = meeting.numbers_used;
    let mut items = Vec::new();
    for row in &agenda.items {
        number += 1;
        if row.section.is_none() {
            items.push(ItemId(number));
        }
    }
    debug_assert_eq!(usize::try_from(number - meeting.numbers_used), Ok(rows));
    let mut events = vec![Event::AgendaTaken {
        agenda,
        digest: imported.origin.digest.clone(),
    }];
    let mut numbers = NumberSeries(number);
    people(imported, &mut numbers, now, &mut events);
    for (item, written) in items.into_iter().zip(&imported.written) {
        under_item(item, written, imported, &mut numbers, &mut events);
    }
    events.extend(
        imported
            .next_meeting
            .as_deref()
            .map(|text| next_meeting(text, imported)),
    );
    events.push(Event::PaperImported {
        origin: Box::new(imported.origin.clone()),
    });
    if events.iter().any(is_too_long) {
        Err(Refusal::TooLong)
    } else {
        Ok(events)
    }
}

struct NumberSeries(u32);

impl NumberSeries {
    fn next(&mut self) -> u32 {
        self.0 = self.0.saturating_add(1);
        self.0
    }
}

fn people(
    imported: &ImportedMinutes,
    numbers: &mut NumberSeries,
    now: Timestamp,
    events: &mut Vec<Event>,
) {
    let mut known: Vec<(PersonId, &ImportedPerson, Vec<Capacity>)> = Vec::new();
    for one in &imported.people {
        let (name, capacity) = (clean_line(&one.name), cleaned(&one.capacity));
        // Who is said to have been there in two ways is listed in two ways.
        let is_same = |(_, known, capacities): &&mut (PersonId, &ImportedPerson, Vec<Capacity>)| {
            let parted = |capacity: &Capacity| {
                capacity.represents.is_some() && capacity.represents != one.capacity.represents
            };
            let is_there_alike =
                (known.mark, known.from, known.until) == (one.mark, one.from, one.until);
            known.name == one.name
                && is_there_alike
                && !(one.capacity.represents.is_some() && capacities.iter().any(parted))
        };
        if let Some((person, _, capacities)) = known.iter_mut().find(is_same) {
            capacities.push(capacity);
            events.push(Event::PersonCorrected {
                person: *person,
                name,
                capacities: capacities.clone(),
            });
            continue;
        }
        let person = PersonId(numbers.next());
        known.push((person, one, vec![capacity.clone()]));
        events.push(Event::PersonAdded {
            person,
            name,
            capacity,
        });
        if one.mark != RollCallMark::Unmarked {
            events.push(Event::AttendanceMarked {
                person,
                mark: one.mark,
            });
        }
        events.extend(moved(person, one, imported, now));
    }
}

fn cleaned(capacity: &Capacity) -> Capacity {
    let line = |text: &Option<String>| {
        text.as_deref()
            .map(clean_line)
            .filter(|line| !line.is_empty())
    };
    Capacity {
        role: capacity.role,
        represents: line(&capacity.represents),
        title: line(&capacity.title),
    }
}

fn moved(
    person: PersonId,
    one: &ImportedPerson,
    imported: &ImportedMinutes,
    now: Timestamp,
) -> Vec<Event> {
    let midnight = imported.agenda.date.and_time(chrono::NaiveTime::MIN);
    let day = midnight
        .and_local_timezone(*now.offset())
        .single()
        .unwrap_or(now);
    let came = one.from.map(|hour| Event::PersonCame {
        person,
        at: hour.on_the_day_of(day),
    });
    let left = one.until.map(|hour| Event::PersonLeft {
        person,
        at: hour.on_the_day_of(day),
    });
    came.into_iter().chain(left).collect()
}

fn under_item(
    item: ItemId,
    written: &ImportedItem,
    imported: &ImportedMinutes,
    numbers: &mut NumberSeries,
    events: &mut Vec<Event>,
) {
    let notes = clean(&written.notes);
    let splice = Splice::between("", notes.trim_end());
    events.extend(splice.map(|splice| Event::TextChanged {
        place: TextPlace::Notes(item),
        splice,
    }));
    for decided in &written.decisions {
        let decision = DecisionId(numbers.next());
        events.push(Event::DecisionBegun {
            item,
            decision,
            intro: clean_line(&decided.intro),
        });
        for text in &decided.clauses {
            let clause = ClauseId(numbers.next());
            events.push(Event::ClauseRecorded {
                decision,
                clause,
                text: clean_line(text),
            });
        }
    }
    for words in &written.assignments {
        let due = Some(clean_line(&words.due)).filter(|due| !due.is_empty());
        let assignment = Assignment {
            id: AssignmentId(numbers.next()),
            who: clean_line(&words.who),
            what: clean_line(&words.what),
            due: due.map(|due| DueDate::from_words(&due, imported.agenda.date, None)),
            to: Some(clean_line(&words.to)).filter(|to| !to.is_empty()),
            done: false,
        };
        events.push(Event::AssignmentGiven { item, assignment });
    }
}

fn next_meeting(text: &str, imported: &ImportedMinutes) -> Event {
    let text = clean_line(text);
    let date = day_in(&text, imported.agenda.date);
    Event::NextMeetingSet {
        next: Some(NextMeeting { text, date }),
    }
}

fn is_too_long(event: &Event) -> bool {
    match event {
        Event::TextChanged { splice, .. } => splice.put.len() > LONGEST,
        Event::ClauseRecorded { text, .. } => text.len() > LONGEST,
        _ => false,
    }
}
