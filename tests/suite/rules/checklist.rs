//! What the checklist reminds of, and of what it keeps silent.

use super::*;

/// The agenda of the made-up meeting, changed.
fn agenda(change: impl FnOnce(&mut Agenda)) -> Agenda {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let mut agenda = agenda_file::read(path.as_ref())
        .expect("a good agenda")
        .agenda;
    change(&mut agenda);
    agenda
}

fn give(course: &mut Course, title: &str, who: &str) {
    let item = course.id(title);
    let words = AssignmentWords {
        who: who.into(),
        what: "ringa".into(),
        ..AssignmentWords::default()
    };
    course
        .ask(Command::GiveAssignment { item, words })
        .expect("given");
}

#[test]
fn a_meeting_without_people_items_or_gaps_is_reminded_of_nothing_more_than_it_lacks() {
    let mut course = Course::with_agenda(
        agenda(|agenda| {
            agenda.people.clear();
            agenda.items.truncate(2);
        }),
        String::new(),
    );
    let untouched = Reminder::ItemsUntouched(vec!["1".into()]);
    assert_eq!(
        course.meeting.reminders(),
        [untouched, Reminder::NoNextMeeting]
    );
    course.next().expect("opened");
    assert_eq!(course.meeting.reminders(), [Reminder::NoNextMeeting]);
    let text = "23 april".to_owned();
    course.ask(Command::SetNextMeeting { text }).expect("set");
    assert!(course.meeting.reminders().is_empty());
}

#[test]
fn presenters_and_assignments_are_reminded_of_under_their_items() {
    let mut course = Course::with_agenda(
        agenda(|agenda| {
            agenda.items[1].presenters = vec!["Ada Ek, ordförande".into(), "Nils Gran".into()];
        }),
        String::new(),
    );
    course.ask(Command::MarkAllPresent).expect("all");
    course.next().expect("opened");
    give(&mut course, "Öppnande", "Bo Alm");
    give(&mut course, "Reservvatten", "");
    give(&mut course, "Reservvatten", "varje kommun");
    let reminders = course.meeting.reminders();
    assert_eq!(
        reminders,
        [
            Reminder::ItemsUntouched(vec!["4".into(), "Laget runt".into()]),
            Reminder::PresenterNotListed {
                item: "1".into(),
                name: "Nils Gran".into()
            },
            Reminder::AssignmentWithoutWho("2".into()),
            Reminder::NoNextMeeting,
        ]
    );
}

#[test]
fn a_place_is_accounted_for_by_anybody_from_it_and_missed_once() {
    let attendee = |name: &str, place: &str, role| klubba::meeting::agenda::Attendee {
        name: name.into(),
        represents: Some(place.into()),
        title: None,
        role,
    };
    let mut course = Course::with_agenda(
        agenda(|agenda| {
            agenda.people = vec![
                attendee("Ada", "Ekö", Role::Member),
                attendee("Bo", "Almby", Role::Member),
                attendee("Cia", "Almby", Role::Member),
                attendee("Disa", "Verket", Role::Guest),
                attendee("Eva", "Ekö", Role::Guest),
            ];
        }),
        String::new(),
    );
    let unaccounted = |course: &Course| -> Vec<String> {
        let reminders = course.meeting.reminders().into_iter();
        reminders
            .filter_map(|reminder| match reminder {
                Reminder::Unaccounted(places) => Some(places.join(" ")),
                Reminder::NobodyMarked => Some("nobody".into()),
                Reminder::ItemsUntouched(_)
                | Reminder::AssignmentWithoutWho(_)
                | Reminder::PresenterNotListed { .. }
                | Reminder::NoNextMeeting => None,
            })
            .collect()
    };
    assert_eq!(unaccounted(&course), ["nobody"]);
    for (name, expected) in [
        ("Disa", vec!["Ekö Almby"]),
        ("Eva", vec!["Almby"]),
        ("Bo", vec![]),
    ] {
        let person = course.person(name);
        let mark = RollCallMark::Absent;
        course
            .ask(Command::MarkAttendance { person, mark })
            .expect("marked");
        assert_eq!(unaccounted(&course), expected, "{name}");
    }
}

#[test]
fn an_item_is_touched_by_each_thing_that_can_happen_to_it_and_cannot_be_removed_then() {
    let item = Course::under_way().id("Reservvatten");
    let clauses = vec!["att a".to_owned()];
    let words = AssignmentWords {
        what: "ringa".into(),
        ..AssignmentWords::default()
    };
    let outcome = Some(Outcome {
        kind: OutcomeKind::Postponed,
        to: None,
        purpose: None,
    });
    for command in [
        Command::OpenItem { item },
        Command::SetOutcome { item, outcome },
        Command::WriteText {
            place: TextPlace::Notes(item),
            before: String::new(),
            text: "x".into(),
        },
        Command::RecordDecision { item, clauses },
        Command::GiveAssignment { item, words },
    ] {
        let mut course = Course::under_way();
        assert!(!course.item("Reservvatten").is_touched());
        course.ask(command.clone()).expect("done");
        assert!(course.item("Reservvatten").is_touched(), "{command:?}");
        let refusal = course.refusal(Command::RemoveItem { item });
        assert_eq!(refusal, Refusal::ItemTouched("2".into()), "{command:?}");
    }
    let mut course = Course::under_way();
    course.ask(Command::RemoveItem { item }).expect("untouched");
    assert_eq!(course.meeting.items().count(), 3);
}

#[test]
fn somebody_is_there_between_coming_and_leaving() {
    let mut course = Course::under_way();
    let person = course.person("Bo Alm");
    let moment = |minutes| Course::prepared().now + TimeDelta::minutes(minutes);
    course.minutes(60);
    for (at, came) in [(10, true), (20, false), (30, true), (40, false)] {
        let at = moment(at);
        let command = if came {
            Command::RecordArrival { person, at }
        } else {
            Command::RecordLeaving { person, at }
        };
        course.ask(command.clone()).expect("recorded");
        assert_eq!(course.refusal(command), Refusal::AlreadySo);
    }
    let attendance = course
        .meeting
        .person(person)
        .expect("listed")
        .attendance
        .clone();
    for (minute, is_there) in [
        (9, false),
        (10, true),
        (19, true),
        (20, false),
        (29, false),
        (30, true),
        (39, true),
        (40, false),
        (50, false),
    ] {
        assert_eq!(attendance.is_there(moment(minute)), is_there, "{minute}");
    }
    assert_eq!(attendance.from(), Some(moment(10)));
    assert_eq!(attendance.until(), Some(moment(40)));
    let at = moment(40);
    course
        .ask(Command::RecordArrival { person, at })
        .expect("back in the same minute");
    let mark = RollCallMark::Apologies;
    course
        .ask(Command::MarkAttendance { person, mark })
        .expect("marked");
    let attendance = &course.meeting.person(person).expect("listed").attendance;
    assert!(attendance.movements.is_empty() && !attendance.is_present());
    assert!(!attendance.is_there(moment(35)));
    let person = course.person("Ada Ek");
    let at = moment(30);
    course
        .ask(Command::RecordLeaving { person, at })
        .expect("left");
    let attendance = &course.meeting.person(person).expect("listed").attendance;
    assert_eq!((attendance.from(), attendance.until()), (None, Some(at)));
    assert!(attendance.is_there(moment(0)) && !attendance.is_there(at));
}

#[test]
fn a_mark_keeps_the_movements_of_whoever_is_present_and_says_how() {
    let mut course = Course::under_way();
    let person = course.person("Bo Alm");
    let at = course.now;
    course.minutes(5);
    course
        .ask(Command::RecordArrival { person, at })
        .expect("came");
    let future = course.now + TimeDelta::seconds(1);
    for command in [
        Command::RecordArrival { person, at: future },
        Command::RecordLeaving { person, at: future },
    ] {
        assert_eq!(course.refusal(command), Refusal::NotYet);
    }
    for (mark, remote) in [(RollCallMark::Remote, true), (RollCallMark::Present, false)] {
        course
            .ask(Command::MarkAttendance { person, mark })
            .expect("marked");
        let attendance = &course.meeting.person(person).expect("listed").attendance;
        assert_eq!((attendance.remote, attendance.movements.len()), (remote, 1));
    }
    let at = course.now;
    course
        .ask(Command::RecordLeaving { person, at })
        .expect("left at this very moment");
    let person = course.person("Disa Sälg");
    course
        .ask(Command::RemovePerson { person })
        .expect("unmarked, and so taken off the list");
    assert_eq!(course.meeting.person(person), None);
    assert_eq!(course.meeting.people.len(), 4);
}
