//! Rules of importing earlier minutes.

use chrono::{NaiveDate, NaiveTime};

use crate::meeting::Meeting;
use crate::meeting::agenda::Agenda;
use crate::meeting::assignment::{Assignment, AssignmentId, AssignmentWords};
use crate::meeting::attendance::RollCallMark;
use crate::meeting::calendar::day_in;
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::due_date::DueDate;
use crate::meeting::event::Event;
use crate::meeting::imported_minutes::{
    ImportedDecision, ImportedItem, ImportedMinutes, ImportedPerson,
};
use crate::meeting::item::ItemId;
use crate::meeting::minutes::NextMeeting;
use crate::meeting::person::{Capacity, PersonId};
use crate::meeting::refusal::Refusal;
use crate::meeting::running_text::{Splice, TextPlace};
use crate::meeting::text::{LONGEST, clean, clean_line};
use crate::meeting::time::Timestamp;

/// Makes one entry of everything that imported minutes say. What was understood of them before is
/// left behind; a meeting that has been corrected at the desk is not imported anew.
pub(super) fn import_minutes(
    meeting: &Meeting,
    imported: &ImportedMinutes,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if !is_untouched_import(meeting) {
        return Err(Refusal::NotImported);
    }
    if says_nothing(imported) {
        return Err(Refusal::Empty);
    }
    let agenda = imported.agenda.clone().cleaned();
    let mut numbers = NumberSeries(meeting.numbers_used);
    let items = item_ids(&agenda, &mut numbers);
    let mut events = vec![Event::AgendaTaken {
        agenda: Box::new(agenda),
        digest: imported.origin.digest.clone(),
    }];
    record_people(imported, &mut numbers, now, &mut events);
    let date = imported.agenda.date;
    for (item, content) in items.into_iter().zip(&imported.written) {
        record_item(item, content, date, &mut numbers, &mut events);
    }
    let announcement = imported.next_meeting.as_deref();
    events.extend(announcement.map(|text| next_meeting(text, date)));
    events.push(Event::PaperImported {
        origin: Box::new(imported.origin.clone()),
    });
    if events.iter().any(is_too_long) {
        Err(Refusal::TooLong)
    } else {
        Ok(events)
    }
}

/// Tells whether every entry of a meeting is an import; `true` where there are none.
fn is_untouched_import(meeting: &Meeting) -> bool {
    let is_import = |event: &Event| matches!(event, Event::PaperImported { .. });
    meeting
        .entries()
        .iter()
        .all(|entry| entry.events.iter().any(is_import))
}

fn says_nothing(imported: &ImportedMinutes) -> bool {
    let mut lines = imported.origin.lines.iter();
    imported.agenda.items.is_empty() && lines.all(|line| line.text.trim().is_empty())
}

/// The ids that the items of an agenda get when it is taken in. Headings use up a number too.
fn item_ids(agenda: &Agenda, numbers: &mut NumberSeries) -> Vec<ItemId> {
    let mut ids = Vec::new();
    for row in &agenda.items {
        let number = numbers.next();
        if row.section.is_none() {
            ids.push(ItemId(number));
        }
    }
    ids
}

/// The numbers that new things get, by the last one given.
struct NumberSeries(u32);

impl NumberSeries {
    fn next(&mut self) -> u32 {
        self.0 = self.0.saturating_add(1);
        self.0
    }
}

/// Somebody on the attendance list of the minutes, and the capacities found so far.
struct KnownPerson<'a> {
    id: PersonId,
    person: &'a ImportedPerson,
    capacities: Vec<Capacity>,
}

impl KnownPerson<'_> {
    /// Tells whether another row of the list means the same person. Somebody who is said to have
    /// been there in two ways is listed twice.
    fn is(&self, other: &ImportedPerson) -> bool {
        let represents = &other.capacity.represents;
        let represents_another = |capacity: &Capacity| {
            capacity.represents.is_some() && capacity.represents != *represents
        };
        let known = self.person;
        known.name == other.name
            && (known.mark, known.from, known.until) == (other.mark, other.from, other.until)
            && !(represents.is_some() && self.capacities.iter().any(represents_another))
    }
}

/// Puts the people of the minutes on the attendance list: marked, and with the moments when they
/// came and left.
fn record_people(
    imported: &ImportedMinutes,
    numbers: &mut NumberSeries,
    now: Timestamp,
    events: &mut Vec<Event>,
) {
    let day = midnight(imported.agenda.date, now);
    let mut listed: Vec<KnownPerson<'_>> = Vec::new();
    for person in &imported.people {
        let (name, capacity) = (clean_line(&person.name), cleaned(&person.capacity));
        if let Some(known) = listed.iter_mut().find(|known| known.is(person)) {
            known.capacities.push(capacity);
            events.push(Event::PersonCorrected {
                person: known.id,
                name,
                capacities: known.capacities.clone(),
            });
            continue;
        }
        let id = PersonId(numbers.next());
        listed.push(KnownPerson {
            id,
            person,
            capacities: vec![capacity.clone()],
        });
        events.push(Event::PersonAdded {
            person: id,
            name,
            capacity,
        });
        events.extend(attendance(id, person, day));
    }
}

/// The capacity with each of its texts on one line; empty ones are left out.
fn cleaned(capacity: &Capacity) -> Capacity {
    let line = |text: &Option<String>| text.as_deref().and_then(line_if_any);
    Capacity {
        role: capacity.role,
        represents: line(&capacity.represents),
        title: line(&capacity.title),
    }
}

/// The text on one line; `None` where it is empty.
fn line_if_any(text: &str) -> Option<String> {
    Some(clean_line(text)).filter(|line| !line.is_empty())
}

/// The beginning of a day in the offset of `now`.
fn midnight(date: NaiveDate, now: Timestamp) -> Timestamp {
    date.and_time(NaiveTime::MIN)
        .and_local_timezone(*now.offset())
        .single()
        .unwrap_or(now)
}

/// Marks a person as the minutes do, and records when they came and left on the day of the meeting.
fn attendance(id: PersonId, person: &ImportedPerson, day: Timestamp) -> Vec<Event> {
    let marked = (person.mark != RollCallMark::Unmarked).then_some(Event::AttendanceMarked {
        person: id,
        mark: person.mark,
    });
    let came = person.from.map(|hour| Event::PersonCame {
        person: id,
        at: hour.on_the_day_of(day),
    });
    let left = person.until.map(|hour| Event::PersonLeft {
        person: id,
        at: hour.on_the_day_of(day),
    });
    marked.into_iter().chain(came).chain(left).collect()
}

/// Records what stands under an item: notes, decisions and assignments.
fn record_item(
    item: ItemId,
    content: &ImportedItem,
    date: NaiveDate,
    numbers: &mut NumberSeries,
    events: &mut Vec<Event>,
) {
    let notes = clean(&content.notes);
    let splice = Splice::between("", notes.trim_end());
    events.extend(splice.map(|splice| Event::TextChanged {
        place: TextPlace::Notes(item),
        splice,
    }));
    for decision in &content.decisions {
        record_decision(item, decision, numbers, events);
    }
    for words in &content.assignments {
        let assignment = assignment(AssignmentId(numbers.next()), words, date);
        events.push(Event::AssignmentGiven { item, assignment });
    }
}

fn record_decision(
    item: ItemId,
    imported: &ImportedDecision,
    numbers: &mut NumberSeries,
    events: &mut Vec<Event>,
) {
    let decision = DecisionId(numbers.next());
    events.push(Event::DecisionBegun {
        item,
        decision,
        intro: clean_line(&imported.intro),
    });
    for text in &imported.clauses {
        events.push(Event::ClauseRecorded {
            decision,
            clause: ClauseId(numbers.next()),
            text: clean_line(text),
        });
    }
}

/// An assignment that is open, with the day that its words mean when said on the day of the meeting.
fn assignment(id: AssignmentId, words: &AssignmentWords, date: NaiveDate) -> Assignment {
    Assignment {
        id,
        who: clean_line(&words.who),
        what: clean_line(&words.what),
        due: line_if_any(&words.due).map(|due| DueDate::from_words(&due, date, "", None)),
        to: line_if_any(&words.to),
        done: false,
    }
}

/// Announces the next meeting, with the day that the line means when said on the day of this one.
fn next_meeting(text: &str, date: NaiveDate) -> Event {
    let text = clean_line(text);
    let date = day_in(&text, date);
    Event::NextMeetingSet {
        next: Some(NextMeeting { text, date }),
    }
}

/// Tells whether a text is longer than one entry may hold. Other texts are a line each.
fn is_too_long(event: &Event) -> bool {
    matches!(event, Event::TextChanged { splice, .. } if splice.put.len() > LONGEST)
        || matches!(event, Event::ClauseRecorded { text, .. } if text.len() > LONGEST)
}
