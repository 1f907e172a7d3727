//! The public part of a meeting, and the wording that the room may follow.

use klubba::meeting::decision::{ClauseId, DecisionId};
use klubba::meeting::public::{Public, PublicDecision, WordedPart, Wording};

use super::*;

fn public(course: &Course, wording: Option<&Wording>) -> Public {
    Public::from_minutes(&course.meeting, wording)
}

/// A decision in a line; what is being worded is followed by a star.
fn line(decision: &PublicDecision) -> String {
    let star = |is_unfinished| if is_unfinished { "*" } else { "" };
    let clauses: Vec<String> = decision
        .clauses
        .iter()
        .map(|clause| format!("{}{}", clause.text, star(clause.is_unfinished)))
        .collect();
    let intro = &decision.intro;
    let intro = format!("{}{}", intro.text, star(intro.is_unfinished));
    format!("{intro}: {}", clauses.join(" | "))
}

/// The decisions of the open item as the room sees them.
fn decisions(course: &Course, wording: Option<&Wording>) -> Vec<String> {
    let open = public(course, wording).open.expect("an open item");
    open.decisions.iter().map(line).collect()
}

/// Two decisions under the open item, and the ids of the first and second decision and of the
/// clauses of the first.
fn two_decisions() -> (Course, [DecisionId; 2], [ClauseId; 2]) {
    let mut course = Course::under_way();
    course.decide("Öppnande", &["att a", "att b"]).expect("one");
    course.decide("Öppnande", &["att c"]).expect("two");
    let recorded = &course.item("Öppnande").decisions;
    let decisions = [recorded[0].id, recorded[1].id];
    let clauses = [recorded[0].clauses[0].id, recorded[0].clauses[1].id];
    (course, decisions, clauses)
}

#[test]
fn the_wording_stands_in_its_place_among_what_is_decided() {
    let (course, [first, second], [clause, _]) = two_decisions();
    let both = [
        "Gruppen beslutar: att a | samt att b",
        "Gruppen beslutar: att c",
    ];
    let third = "Gruppen beslutar: att x*";
    let gone = u32::MAX - 1;
    for (part, expected) in [
        (
            WordedPart::NewClause(Some(first)),
            vec!["Gruppen beslutar: att a | att b | samt att x*", both[1]],
        ),
        (
            WordedPart::NewClause(Some(second)),
            vec![both[0], "Gruppen beslutar: att c | samt att x*"],
        ),
        (WordedPart::NewClause(None), vec![both[0], both[1], third]),
        (
            WordedPart::NewClause(Some(DecisionId(gone))),
            vec![both[0], both[1], third],
        ),
        (
            WordedPart::Clause(clause),
            vec!["Gruppen beslutar: att x* | samt att b", both[1]],
        ),
        (WordedPart::Clause(ClauseId(gone)), both.to_vec()),
        (WordedPart::Intro(second), vec![both[0], "att x*: att c"]),
        (WordedPart::Intro(DecisionId(gone)), both.to_vec()),
    ] {
        let wording = Wording {
            item: course.id("Öppnande"),
            part,
            text: " att\nx ".into(),
            numbers: 0,
        };
        assert_eq!(decisions(&course, Some(&wording)), expected, "{part:?}");
        let open = public(&course, Some(&wording)).open.expect("open");
        let worded = open.decisions.iter().filter(|one| one.is_unfinished());
        let stars = expected.concat().matches('*').count();
        assert_eq!(worded.count(), stars, "{part:?}");
    }
    assert_eq!(decisions(&course, None), both);
}

#[test]
fn a_clause_that_has_just_been_recorded_is_not_seen_twice() {
    let (course, [first, _], [clause, last]) = two_decisions();
    let shown = |part, text: &str, numbers| {
        let wording = Wording {
            item: course.id("Öppnande"),
            part,
            text: text.into(),
            numbers,
        };
        decisions(&course, Some(&wording)).concat()
    };
    let new = WordedPart::NewClause(Some(first));
    assert!(!shown(new, "att b\n", last.0 - 1).contains('*'), "recorded");
    assert!(
        shown(new, "att b", last.0).contains("samt att b*"),
        "worded anew"
    );
    assert!(shown(new, "att bb", last.0 - 1).contains("samt att bb*"));
    assert!(shown(WordedPart::Clause(clause), "att a", 0).contains("att a*"));
    assert!(shown(WordedPart::Intro(first), "att a", 0).contains("att a*"));
}

#[test]
fn a_wording_for_another_item_stands_beside_and_only_while_the_meeting_runs() {
    let mut course = Course::under_way();
    let item = course.id("Reservvatten");
    let wording = |item| Wording {
        item,
        part: WordedPart::NewClause(None),
        text: "att\tx".into(),
        numbers: 0,
    };
    let elsewhere = |course: &Course, item| {
        let elsewhere = public(course, Some(&wording(item))).elsewhere?;
        Some((elsewhere.row.id, elsewhere.text))
    };
    let beside = Some((item, "att x".to_owned()));
    assert_eq!(elsewhere(&course, item), beside);
    assert!(decisions(&course, Some(&wording(item))).is_empty());
    assert_eq!(
        elsewhere(&course, course.id("Öppnande")),
        None,
        "it is open"
    );
    assert_eq!(elsewhere(&course, ItemId(999)), None, "there is none");
    let recess = Command::BeginRecess { until: None };
    course.ask(recess).expect("a recess");
    assert_eq!(elsewhere(&course, item), beside);
    course.ask(Command::CloseMeeting).expect("closed");
    assert_eq!(elsewhere(&course, item), None);
    assert_eq!(elsewhere(&Course::prepared(), item), None);
}

#[test]
fn the_room_sees_the_heading_and_what_is_not_withdrawn() {
    let mut course = Course::under_way();
    let withdrawn = Command::SetOutcome {
        item: course.id("Reservvatten"),
        outcome: Some(Outcome {
            kind: OutcomeKind::Withdrawn,
            to: None,
            purpose: None,
        }),
    };
    course.ask(withdrawn).expect("withdrawn");
    course.decide("Öppnande", &["att a", "att b"]).expect("one");
    course.decide("Provtagning", &["att c"]).expect("two");
    let seen = public(&course, None);
    assert_eq!(
        [&seen.body, &seen.title],
        ["Vattengruppen", "Protokoll 4/2026"]
    );
    let labels = |rows: &[klubba::meeting::public::PublicRow]| -> Vec<String> {
        rows.iter()
            .map(|row| row.label.clone().unwrap_or_default())
            .collect()
    };
    assert_eq!(labels(&seen.agenda), ["1", "4", ""]);
    let planned: Vec<_> = seen.agenda.iter().map(|row| row.planned_minutes).collect();
    assert_eq!(planned, [Some(5), Some(20), Some(10)]);
    assert_eq!(seen.decided, 2);
    assert_eq!(seen.place(), Some((1, 3)));
    let open = seen.open.as_ref().expect("an open item");
    assert_eq!(open.row.id, course.id("Öppnande"));
    assert_eq!(open.section.as_deref(), Some("Ärenden"));
    assert_eq!(seen.next.map(|row| row.id), Some(course.id("Provtagning")));
    course.next().expect("item 4");
    assert_eq!(public(&course, None).place(), Some((2, 3)));
    course.next().expect("the last");
    assert_eq!(public(&course, None).place(), Some((3, 3)));
    assert_eq!(public(&course, None).next, None);
    assert_eq!(public(&Course::prepared(), None).place(), None);
}

#[test]
fn the_room_counts_members_and_others_who_are_there() {
    let mut course = Course::under_way();
    let now = course.now;
    assert_eq!(public(&course, None).members_there(now), (0, 3));
    assert_eq!(public(&course, None).others_there(now), 0);
    course.ask(Command::MarkAllPresent).expect("all");
    for (name, mark) in [
        ("Åsa Lönn", RollCallMark::Apologies),
        ("Eva Hägg", RollCallMark::Absent),
    ] {
        let person = course.person(name);
        course
            .ask(Command::MarkAttendance { person, mark })
            .expect("marked");
    }
    let seen = public(&course, None);
    assert_eq!(seen.members_there(now), (2, 3));
    assert_eq!(seen.others_there(now), 1);
    assert_eq!(course.meeting.members_there(now), (2, 3));
    assert_eq!(course.meeting.others_there(now), 1);
    let listed: Vec<_> = seen
        .people
        .iter()
        .map(|person| {
            (
                person.name.as_str(),
                person.represents.as_deref(),
                person.is_of_the_body,
            )
        })
        .collect();
    assert_eq!(listed[0], ("Ada Ek", Some("Ekö"), true));
    assert_eq!(listed[4], ("Eva Hägg", Some("Verket"), false));
}
