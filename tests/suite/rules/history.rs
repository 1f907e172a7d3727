//! Entries: those that are known, and those that can be undone and redone.

use super::*;

fn entry(course: &Course, number: usize, event: Event) -> Entry {
    Entry {
        id: EntryId(format!("x{number}")),
        at: course.now,
        by: Author::Secretary,
        events: vec![event],
    }
}

#[test]
fn an_entry_is_known_once_it_is_applied_and_counts_once() {
    let mut course = Course::under_way();
    let id = EntryId(format!("{:026}", 2));
    assert!(course.meeting.knows(&id));
    assert!(!course.meeting.knows(&EntryId("x1".into())));
    let note = Event::TextChanged {
        place: TextPlace::Opening,
        splice: klubba::meeting::running_text::Splice {
            at: 0,
            cut: String::new(),
            put: "x".into(),
        },
    };
    let note = entry(&course, 1, note);
    course.meeting.apply(note.clone());
    course.meeting.apply(note);
    assert_eq!(course.meeting.opening, "x");
    assert_eq!(course.meeting.entries().len(), 3);
}

#[test]
fn an_event_that_found_nothing_from_the_start_does_not_stand_in_the_way_of_an_undo() {
    let mut course = Course::under_way();
    let gone = ItemId(999);
    let lost = entry(&course, 1, Event::ItemRemoved { item: gone });
    course.meeting.apply(lost);
    course.decide("Öppnande", &["att x"]).expect("decided");
    let lost = entry(&course, 2, Event::ItemRemoved { item: gone });
    course.meeting.apply(lost);
    course.decide("Öppnande", &["att y"]).expect("decided");
    let decided = EntryId(format!("{:026}", 4));
    let undo = |entry: &EntryId| Command::Undo {
        entry: entry.clone(),
    };
    course.ask(undo(&decided)).expect("undone");
    assert_eq!(course.clauses("Öppnande"), ["att x"]);
    assert_eq!(course.refusal(undo(&decided)), Refusal::NothingToUndo);
    course
        .ask(Command::Redo { entry: decided })
        .expect("redone");
    assert_eq!(course.clauses("Öppnande"), ["att x", "att y"]);
}

#[test]
fn a_redo_of_what_has_lost_its_ground_is_refused() {
    let mut course = Course::under_way();
    let row = Box::new(AgendaRow {
        title: "Ny fråga".into(),
        ..AgendaRow::default()
    });
    course
        .ask(Command::AddItem { row, after: None })
        .expect("added");
    let added = EntryId(format!("{:026}", course.entries));
    course.decide("Ny fråga", &["att x"]).expect("decided");
    let decided = EntryId(format!("{:026}", course.entries));
    let undo = |entry: &EntryId| Command::Undo {
        entry: entry.clone(),
    };
    assert_eq!(course.refusal(undo(&added)), Refusal::BuiltUpon);
    course.ask(undo(&decided)).expect("undone");
    course.ask(undo(&added)).expect("undone");
    let redo = |entry: &EntryId| Command::Redo {
        entry: entry.clone(),
    };
    assert_eq!(course.refusal(redo(&decided)), Refusal::BuiltUpon);
    course.ask(redo(&added)).expect("redone");
    assert_eq!(course.refusal(redo(&added)), Refusal::NothingToRedo);
    course.ask(redo(&decided)).expect("redone");
    assert_eq!(course.clauses("Ny fråga"), ["att x"]);
}

#[test]
fn several_undone_entries_come_back_in_turn_and_only_to_the_one_who_undid_them() {
    let mut course = Course::under_way();
    for clause in ["att a", "att b", "att c"] {
        course.decide("Öppnande", &[clause]).expect("decided");
    }
    course.undo().expect("c");
    course.undo().expect("b");
    assert_eq!(course.clauses("Öppnande"), ["att a"]);
    assert_eq!(course.meeting.redoable(&Author::Chair), None);
    assert_eq!(course.meeting.undoable(&Author::Chair), None);
    course
        .ask_by(
            Author::Chair,
            Command::OpenNext {
                seen: course.meeting.open,
            },
        )
        .expect("the chair steps");
    course.redo().expect("b");
    assert_eq!(course.clauses("Öppnande"), ["att a", "att b"]);
    course
        .minutes(11)
        .ask(Command::Resume)
        .expect("a silence, which is nothing new");
    course.redo().expect("c");
    assert_eq!(course.clauses("Öppnande"), ["att a", "att b", "att c"]);
    assert_eq!(course.redo(), Err(Refusal::NothingToRedo));
    let agenda = EntryId(format!("{:026}", 1));
    let undo = Command::Undo { entry: agenda };
    assert_eq!(course.refusal(undo), Refusal::NothingToUndo);
}

#[test]
fn the_numbers_of_undone_entries_stay_taken_when_the_meeting_is_replayed() {
    let mut course = Course::under_way();
    course
        .decide("Öppnande", &["att a", "att b"])
        .expect("decided");
    let used = course.meeting.numbers_used;
    course.minutes(5);
    course.undo().expect("undone");
    assert_eq!(course.meeting.numbers_used, used);
    assert_eq!(course.meeting.newest, Some(course.now));
    let entries = course
        .meeting
        .entries()
        .iter()
        .map(|entry| (**entry).clone());
    let replayed = Meeting::replay(entries);
    assert_eq!(replayed.numbers_used, used);
    assert_eq!(*replayed, *course.meeting);
    let early = Entry {
        at: course.now - TimeDelta::minutes(30),
        ..entry(&course, 1, Event::PlaceChanged { place: None })
    };
    course.meeting.apply(early);
    assert_eq!(course.meeting.newest, Some(course.now), "never earlier");
}

#[test]
fn what_is_undone_before_it_comes_counts_no_more_than_in_a_replay() {
    let mut course = Course::under_way();
    let undone = EntryId("x1".into());
    let undo = entry(&course, 2, Event::Undone { entry: undone });
    let place = Event::PlaceChanged {
        place: Some("Ekö".into()),
    };
    let place = entry(&course, 1, place);
    let before = course.meeting.heading.place.clone();
    course.meeting.apply(undo);
    course.meeting.apply(place);
    assert_eq!(course.meeting.heading.place, before);
    let entries = course.meeting.entries().iter();
    let replayed = Meeting::replay(entries.map(|entry| Entry::clone(entry)));
    assert_eq!(*replayed, *course.meeting);
}
