//! A matter and an assignment over several meetings.

use chrono::NaiveDate;
use klubba::meeting::assignment::{AssignmentId, AssignmentState, AssignmentWords, FollowUp};
use klubba::meeting::assignment_report::{AssignmentReport, assignment_reports};
use klubba::meeting::matter::{LinkedItem, came_from, taken_up_again};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The meeting where an item was before, and its name there.
type Before<'a> = Option<(&'a str, Option<&'a str>)>;

/// A meeting on a day, with items of these titles; each may name the item that it was before.
fn meeting(date: &str, items: &[(&str, Before<'_>)]) -> Course {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let mut agenda = agenda_file::read(path.as_ref())
        .expect("a good agenda")
        .agenda;
    agenda.date = day(date);
    let row = |(title, from): &(&str, Before<'_>)| AgendaRow {
        title: (*title).into(),
        from: from
            .iter()
            .map(|(meeting, item)| klubba::meeting::agenda::Origin {
                meeting: (*meeting).into(),
                what: "bordlagt".into(),
                item: item.map(str::to_owned),
            })
            .collect(),
        ..AgendaRow::default()
    };
    agenda.items = items.iter().map(row).collect();
    let mut course = Course::with_agenda(agenda, String::new());
    course.next().expect("opened");
    course
}

/// Linked items as "meeting title day".
fn linked(found: &[LinkedItem<'_>]) -> Vec<String> {
    let line = |one: &LinkedItem<'_>| format!("{} {} {}", one.meeting, one.item.title, one.date);
    found.iter().map(line).collect()
}

#[test]
fn a_matter_is_followed_forwards_and_backwards_by_name_or_by_title() {
    let first = meeting("2026-01-30", &[("Elen", None), ("Vattnet", None)]);
    let second = meeting(
        "2026-02-27",
        &[
            ("Vägen", Some(("jan", None))),
            ("Vattnet", Some(("jan", None))),
            ("Elen igen", Some(("jan", Some("Elen")))),
        ],
    );
    let third = meeting(
        "2026-03-27",
        &[
            ("Elen", Some(("feb", Some("Elen igen")))),
            ("Elen", Some(("jan", Some("Elen")))),
            ("Vattnet", Some(("dec", None))),
        ],
    );
    let known = [
        ("mar", &*third.meeting),
        ("feb", &*second.meeting),
        ("jan", &*first.meeting),
    ];
    let again = |stem: &str, course: &Course, title: &str| {
        let found = taken_up_again(&known, stem, course.item(title));
        linked(found.as_slice())
    };
    assert_eq!(again("jan", &first, "Elen"), ["feb Elen igen 2026-02-27"]);
    assert_eq!(again("jan", &first, "Vattnet"), ["feb Vattnet 2026-02-27"]);
    assert_eq!(again("feb", &second, "Elen igen"), ["mar Elen 2026-03-27"]);
    assert!(again("feb", &second, "Vägen").is_empty());
    assert!(again("mar", &third, "Vattnet").is_empty());
    let before = |course: &Course, title: &str| linked(&came_from(&known, course.item(title)));
    assert_eq!(before(&second, "Vattnet"), ["jan Vattnet 2026-01-30"]);
    assert_eq!(before(&second, "Elen igen"), ["jan Elen 2026-01-30"]);
    assert_eq!(before(&third, "Elen"), ["feb Elen igen 2026-02-27"]);
    assert!(before(&second, "Vägen").is_empty(), "no item of that title");
    assert!(before(&third, "Vattnet").is_empty(), "an unknown meeting");
    let mut long = third.item("Elen").clone();
    long.from
        .insert(0, second.item("Elen igen").from[0].clone());
    let found = came_from(&known, &long);
    let newest_first = ["feb Elen igen 2026-02-27", "jan Elen 2026-01-30"];
    assert_eq!(linked(&found), newest_first);
}

fn give(course: &mut Course, who: &str, what: &str, due: &str) -> AssignmentId {
    let item = course.meeting.items().next().expect("an item").id;
    let words = AssignmentWords {
        who: who.into(),
        what: what.into(),
        due: due.into(),
        to: String::new(),
    };
    course
        .ask(Command::GiveAssignment { item, words })
        .expect("given");
    let item = course.meeting.item(item).expect("the item");
    item.assignments.last().expect("an assignment").id
}

fn follow_up(
    course: &mut Course,
    assignment: AssignmentId,
    of: Option<&str>,
    became: AssignmentState,
) {
    let follow_up = FollowUp {
        meeting: "jan".into(),
        assignment,
        of: of.map(str::to_owned),
        became,
    };
    course.ask(Command::FollowUp { follow_up }).expect("news");
}

/// Reports as "meeting task", with "done" or "overdue" on the first of April.
fn lines(known: &[(&str, &Course)]) -> Vec<String> {
    let known: Vec<_> = known
        .iter()
        .map(|(stem, course)| (*stem, &*course.meeting))
        .collect();
    let line = |report: &AssignmentReport<'_>| {
        let state = match (report.is_done(), report.is_overdue(day("2026-04-01"))) {
            (true, false) => " done",
            (false, true) => " overdue",
            (false, false) => "",
            (true, true) => " both",
        };
        format!("{} {}{state}", report.meeting, report.assignment.what)
    };
    assignment_reports(&known).iter().map(line).collect()
}

#[test]
fn assignments_are_reported_by_the_day_they_are_due_and_the_done_ones_last() {
    let mut first = meeting("2026-01-30", &[("Elen", None)]);
    let mut second = meeting("2026-02-27", &[("Elen", None)]);
    give(&mut first, "Ada Ek", "a", "2026-04-01");
    give(&mut first, "Ada Ek", "b", "");
    let ticked = give(&mut first, "Ada Ek", "c", "2026-02-01");
    let told = give(&mut first, "Ada Ek", "d", "2026-02-02");
    let reopened = give(&mut first, "Ada Ek", "e", "2026-03-31");
    give(&mut second, "Ada Ek", "f", "");
    give(&mut second, "Ada Ek", "g", "2026-03-30");
    for assignment in [ticked, reopened] {
        let tick = Command::TickAssignment {
            assignment,
            done: true,
        };
        first.ask(tick).expect("ticked");
    }
    let known = |first: &Course, second: &Course| lines(&[("feb", second), ("jan", first)]);
    assert_eq!(
        known(&first, &second),
        [
            "jan d overdue",
            "feb g overdue",
            "jan a",
            "feb f",
            "jan b",
            "jan c done",
            "jan e done"
        ]
    );
    follow_up(&mut second, told, None, AssignmentState::Done);
    follow_up(&mut second, ticked, None, AssignmentState::CarriedOn);
    follow_up(&mut second, reopened, None, AssignmentState::Open);
    assert_eq!(
        known(&first, &second),
        [
            "feb g overdue",
            "jan e overdue",
            "jan a",
            "feb f",
            "jan b",
            "jan c done",
            "jan d done"
        ]
    );
}

#[test]
fn an_assignment_of_everybody_is_done_when_every_part_is_and_the_newest_word_counts() {
    let mut first = meeting("2026-01-30", &[("Elen", None)]);
    let mut second = meeting("2026-02-27", &[("Elen", None)]);
    let mut third = meeting("2026-03-27", &[("Elen", None)]);
    let all = give(&mut first, "varje kommun", "utse", "");
    let one = give(&mut first, "Ekö", "ringa", "");
    follow_up(&mut second, all, Some("Ekö"), AssignmentState::Done);
    follow_up(&mut second, all, Some("Almby"), AssignmentState::Done);
    follow_up(&mut second, one, None, AssignmentState::Done);
    follow_up(&mut third, one, None, AssignmentState::Open);
    let report = |third: &Course, what: &str| {
        let known = [
            ("mar", &*third.meeting),
            ("feb", &*second.meeting),
            ("jan", &*first.meeting),
        ];
        let reports = assignment_reports(&known);
        let found = reports.iter().find(|report| report.assignment.what == what);
        let found = found.expect("a report");
        (
            found
                .parts
                .iter()
                .map(|(name, done)| format!("{name} {done}"))
                .collect::<Vec<_>>(),
            found.newest,
            found.is_done(),
        )
    };
    let (parts, newest, is_done) = report(&third, "utse");
    assert_eq!(parts, ["Ekö true", "Almby true", "Lönnköping false"]);
    assert_eq!((newest, is_done), (None, false));
    let opened = Some((AssignmentState::Open, day("2026-03-27")));
    assert_eq!(report(&third, "ringa"), (Vec::new(), opened, false));
    follow_up(&mut third, all, Some("Lönnköping"), AssignmentState::Done);
    assert!(report(&third, "utse").2);
    follow_up(&mut third, all, Some("Ekö"), AssignmentState::CarriedOn);
    assert!(!report(&third, "utse").2);
}

#[test]
fn the_newest_word_on_an_assignment_takes_the_place_of_the_one_before() {
    let mut course = meeting("2026-02-27", &[("Elen", None)]);
    let id = AssignmentId(1);
    let count = |course: &Course| course.meeting.follow_ups.len();
    follow_up(&mut course, id, None, AssignmentState::CarriedOn);
    follow_up(&mut course, id, None, AssignmentState::Done);
    assert_eq!(count(&course), 1);
    assert_eq!(course.meeting.follow_ups[0].became, AssignmentState::Done);
    follow_up(&mut course, id, Some("Ekö"), AssignmentState::Done);
    follow_up(&mut course, AssignmentId(2), None, AssignmentState::Done);
    assert_eq!(count(&course), 3);
    let known = course.meeting.follow_ups[0].clone();
    let follow_up = FollowUp {
        meeting: "feb".into(),
        ..known.clone()
    };
    course.ask(Command::FollowUp { follow_up }).expect("news");
    assert_eq!(count(&course), 4);
    let follow_up = known;
    assert_eq!(
        course.refusal(Command::FollowUp { follow_up }),
        Refusal::AlreadySo
    );
}

#[test]
fn what_a_meeting_did_not_finish_is_left_over() {
    let mut course = meeting(
        "2026-02-27",
        &[
            ("Öppet", None),
            ("Bordlagt", None),
            ("Utgår", None),
            ("Orört", None),
        ],
    );
    let left = |course: &Course| -> Vec<String> {
        course
            .meeting
            .left_over()
            .map(|item| item.title.clone())
            .collect()
    };
    for (title, kind) in [
        ("Bordlagt", OutcomeKind::Postponed),
        ("Utgår", OutcomeKind::Withdrawn),
    ] {
        let item = course.id(title);
        let outcome = Some(Outcome {
            kind,
            to: None,
            purpose: None,
        });
        course
            .ask(Command::SetOutcome { item, outcome })
            .expect("set");
    }
    assert_eq!(left(&course), ["Bordlagt"]);
    course.ask(Command::CloseMeeting).expect("closed");
    assert_eq!(left(&course), ["Bordlagt", "Orört"]);
}
