//! Earlier minutes that become a meeting.

use klubba::meeting::assignment::AssignmentWords;
use klubba::meeting::imported_minutes::{
    ImportSource, ImportedDecision, ImportedItem, ImportedMinutes, ImportedPerson, LineRole,
    SourceLine, original_path,
};
use klubba::meeting::text::LONGEST;

use super::*;

fn source(lines: &[&str]) -> ImportSource {
    let line = |text: &&str| SourceLine {
        text: (*text).to_owned(),
        role: LineRole::Text,
        level: None,
    };
    ImportSource {
        file: "vatten.docx".into(),
        digest: "abc".into(),
        lines: lines.iter().map(line).collect(),
    }
}

/// The minutes of the made-up meeting: its agenda without people, and nothing under its items.
fn minutes() -> ImportedMinutes {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let file = agenda_file::read(path.as_ref()).expect("a good agenda");
    let mut agenda = file.agenda;
    agenda.people.clear();
    ImportedMinutes {
        origin: source(&["Protokoll"]),
        agenda,
        people: Vec::new(),
        written: Vec::new(),
        next_meeting: None,
    }
}

fn import(imported: ImportedMinutes) -> Command {
    let imported = Box::new(imported);
    Command::ImportMinutes { imported }
}

fn person(name: &str, represents: &str, mark: RollCallMark) -> ImportedPerson {
    ImportedPerson {
        name: name.into(),
        capacity: Capacity {
            role: Role::Member,
            represents: Some(represents.into()),
            title: None,
        },
        mark,
        from: None,
        until: None,
    }
}

/// Everybody as "name: places, mark, hours".
fn listed(course: &Course) -> Vec<String> {
    let hour = |at: Option<Timestamp>| at.map(|at| at.format("%m-%d %H:%M").to_string());
    let people = course.meeting.people.iter().map(|person| {
        let places: Vec<&str> = person
            .capacities
            .iter()
            .map(|capacity| capacity.represents.as_deref().unwrap_or("-"))
            .collect();
        let attendance = &person.attendance;
        let hours: Vec<String> = [hour(attendance.from()), hour(attendance.until())]
            .into_iter()
            .map(|hour| hour.unwrap_or_else(|| "-".into()))
            .collect();
        format!(
            "{}: {}, {:?}{}, {}",
            person.name,
            places.join("+"),
            attendance.status,
            if attendance.remote { " remote" } else { "" },
            hours.join(" ")
        )
    });
    people.collect()
}

#[test]
fn imported_people_are_listed_once_unless_their_places_marks_or_hours_differ() {
    let mut course = Course::before_agenda();
    course.minutes(60 * 24 * 400);
    let mut imported = minutes();
    let present = RollCallMark::Present;
    let late = ImportedPerson {
        from: "09:15".parse().ok(),
        until: "10:45".parse().ok(),
        ..person("Bo Alm", "Almby", present)
    };
    let later = ImportedPerson {
        from: "09:30".parse().ok(),
        ..late.clone()
    };
    let earlier = ImportedPerson {
        until: "10:30".parse().ok(),
        ..late.clone()
    };
    imported.people = vec![
        person(" Ada\tEk ", "Ekö", present),
        person(" Ada\tEk ", "Ekö", present),
        person(" Ada\tEk ", "", present),
        person(" Ada\tEk ", "Almby", present),
        person(" Ada\tEk ", "Ekö", RollCallMark::Remote),
        late.clone(),
        later,
        earlier,
        late,
        person("Cia", "Ekö", RollCallMark::Unmarked),
        person("Disa", "Ekö", RollCallMark::Apologies),
        person("Eva", "Ekö", RollCallMark::Absent),
    ];
    imported.people[2].capacity.represents = None;
    let events = course.ask(import(imported)).expect("imported");
    assert_eq!(
        listed(&course),
        [
            "Ada Ek: Ekö+Ekö+-, Some(Present), - -",
            "Ada Ek: Almby, Some(Present), - -",
            "Ada Ek: Ekö, Some(Present) remote, - -",
            "Bo Alm: Almby+Almby, Some(Present), 02-27 09:15 02-27 10:45",
            "Bo Alm: Almby, Some(Present), 02-27 09:30 02-27 10:45",
            "Bo Alm: Almby, Some(Present), 02-27 09:15 02-27 10:30",
            "Cia: Ekö, None, - -",
            "Disa: Ekö, Some(Apologies), - -",
            "Eva: Ekö, Some(Absent), - -",
        ]
    );
    let marked = |event: &&Event| matches!(event, Event::AttendanceMarked { .. });
    assert_eq!(events.iter().filter(marked).count(), 8, "Cia has no mark");
}

#[test]
#[expect(clippy::too_many_lines, reason = "everything that one import records")]
fn imported_contents_stand_under_their_items_and_the_meeting_is_closed() {
    let mut course = Course::before_agenda();
    let mut imported = minutes();
    let words = AssignmentWords {
        who: " Bo\nAlm".into(),
        what: "ringa ".into(),
        due: "2 mars".into(),
        to: " ".into(),
    };
    let content = |notes: &str| ImportedItem {
        notes: notes.into(),
        ..ImportedItem::default()
    };
    imported.written = vec![
        content("Ordföranden öppnar.\r\n\n"),
        ImportedItem {
            notes: " \n".into(),
            decisions: vec![
                ImportedDecision {
                    intro: " Mötet\nbeslutar".into(),
                    clauses: vec!["att a ".into(), "att b".into()],
                },
                ImportedDecision::default(),
            ],
            assignments: vec![words],
        },
        content(""),
        content("Laget"),
    ];
    imported.next_meeting = Some("Nästa möte är den 23 april\n".into());
    let events = course.ask(import(imported)).expect("imported");
    let notes: Vec<&str> = course
        .meeting
        .items()
        .map(|item| item.notes.as_str())
        .collect();
    assert_eq!(notes, ["Ordföranden öppnar.", "", "", "Laget"]);
    let item = course.item("Reservvatten");
    assert_eq!(course.clauses("Reservvatten"), ["att a", "att b"]);
    let intros: Vec<&str> = item
        .decisions
        .iter()
        .map(|one| one.intro.as_str())
        .collect();
    assert_eq!(intros, ["Mötet beslutar", ""]);
    let assignment = &item.assignments[0];
    let due = assignment.due.as_ref().and_then(|due| due.date);
    assert_eq!([&assignment.who, &assignment.what], ["Bo Alm", "ringa"]);
    assert_eq!((&assignment.to, assignment.done), (&None, false));
    assert_eq!(
        due.map(|day| day.to_string()).as_deref(),
        Some("2026-03-02")
    );
    let next = course
        .meeting
        .next_meeting
        .as_ref()
        .expect("a next meeting");
    assert_eq!(next.text, "Nästa möte är den 23 april");
    assert_eq!(
        next.date.map(|day| day.to_string()).as_deref(),
        Some("2026-04-23")
    );
    assert_eq!(
        (course.meeting.stage, course.meeting.status()),
        (Stage::Closed, "imported")
    );
    assert_eq!(course.meeting.agenda_digest, "abc");
    let last = events.last().expect("events");
    assert!(matches!(last, Event::PaperImported { .. }));
    let mut given: Vec<u32> = vec![item.decisions[0].id.0, item.decisions[1].id.0];
    given.extend(item.decisions[0].clauses.iter().map(|clause| clause.id.0));
    given.extend([assignment.id.0]);
    given.sort_unstable();
    assert_eq!(given, [7, 8, 9, 10, 11], "six rows come before");
    assert!(course.meeting.corrections.is_empty());
}

#[test]
fn minutes_are_imported_anew_until_they_are_corrected() {
    let mut course = Course::before_agenda();
    let mut imported = minutes();
    imported.next_meeting = Some("23 april".into());
    course.ask(import(imported)).expect("imported");
    let (used, newest) = (course.meeting.numbers_used, course.meeting.newest);
    course.minutes(-5);
    course.ask(import(minutes())).expect("imported anew");
    assert_eq!(course.meeting.next_meeting, None, "what was there is gone");
    assert_eq!(
        course.meeting.newest, newest,
        "by a clock that was put back"
    );
    assert_eq!(course.meeting.items().count(), 4);
    assert!(course.meeting.items().all(|item| item.id.0 > used));
    assert_eq!(course.meeting.status(), "imported");
    let replayed = course
        .meeting
        .entries()
        .iter()
        .map(|entry| (**entry).clone());
    assert_eq!(*Meeting::replay(replayed), *course.meeting);
    course.decide("Öppnande", &["att a"]).expect("a correction");
    assert_eq!(course.meeting.corrections.len(), 2);
    assert_eq!(course.refusal(import(minutes())), Refusal::NotImported);
    let mut held = Course::under_way();
    assert_eq!(held.refusal(import(minutes())), Refusal::NotImported);
}

#[test]
fn minutes_that_say_nothing_or_too_much_are_refused() {
    let nothing = ImportedMinutes {
        origin: source(&["", " \t"]),
        ..minutes()
    };
    let mut empty = nothing.clone();
    empty.agenda.items.clear();
    let mut one_line = empty.clone();
    one_line.origin = source(&["", "Ett ord"]);
    let long = |notes: usize, clause: usize| {
        let decision = ImportedDecision {
            intro: String::new(),
            clauses: vec!["x".repeat(clause)],
        };
        let content = ImportedItem {
            notes: "x".repeat(notes),
            decisions: vec![decision],
            assignments: Vec::new(),
        };
        ImportedMinutes {
            written: vec![content],
            ..minutes()
        }
    };
    for (imported, refusal) in [
        (nothing, None),
        (empty, Some(Refusal::Empty)),
        (one_line, None),
        (long(LONGEST, LONGEST), None),
        (long(LONGEST + 1, 1), Some(Refusal::TooLong)),
        (long(1, LONGEST + 1), Some(Refusal::TooLong)),
    ] {
        let mut course = Course::before_agenda();
        let result = course.ask(import(imported));
        assert_eq!(result.err(), refusal);
    }
}

#[test]
fn the_original_is_kept_beside_the_record_with_its_own_ending() {
    let record = std::path::Path::new("book/2019-01-29-kd.record");
    for (file, kept) in [
        ("Protokoll.DOCX", "book/2019-01-29-kd.original.docx"),
        ("protokoll", "book/2019-01-29-kd.original.txt"),
    ] {
        assert_eq!(original_path(record, file), std::path::Path::new(kept));
    }
}
