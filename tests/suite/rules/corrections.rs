//! Changes after closing: each is a correction of the item that it belongs to.

use klubba::meeting::assignment::{AssignmentState, AssignmentWords, FollowUp};
use klubba::meeting::item::Plan;

use super::*;

/// A closed meeting with a decision and an assignment under item 2.
fn closed() -> Course {
    let mut course = Course::under_way();
    course
        .decide("Reservvatten", &["att a", "att b"])
        .expect("decided");
    let item = course.id("Reservvatten");
    let words = AssignmentWords {
        what: "ringa".into(),
        ..AssignmentWords::default()
    };
    course
        .ask(Command::GiveAssignment { item, words })
        .expect("given");
    course.ask(Command::CloseMeeting).expect("closed");
    course
}

fn words(what: &str) -> AssignmentWords {
    AssignmentWords {
        what: what.into(),
        ..AssignmentWords::default()
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_correction_belongs_to_the_item_that_was_changed_or_to_the_whole_meeting() {
    let course = closed();
    let item = course.id("Reservvatten");
    let (decision, clause) = {
        let decision = &course.item("Reservvatten").decisions[0];
        (decision.id, decision.clauses[0].id)
    };
    let assignment = course.item("Reservvatten").assignments[0].id;
    let person = course.person("Ada Ek");
    let follow_up = FollowUp {
        meeting: "2026-01-30-kd".into(),
        assignment,
        of: None,
        became: AssignmentState::Done,
    };
    let plan = Plan {
        minutes: Some(7),
        ..Plan::default()
    };
    let outcome = Some(Outcome {
        kind: OutcomeKind::Postponed,
        to: None,
        purpose: None,
    });
    let text = "att c".to_owned();
    let row = RowId::Item(item);
    let write = |place| Command::WriteText {
        place,
        before: String::new(),
        text: "Ordet är fritt.".into(),
    };
    for (command, corrected) in [
        (
            Command::RecordClauses {
                decision,
                texts: vec![text.clone()],
            },
            Some(item),
        ),
        (
            Command::CorrectClause {
                clause,
                text: text.clone(),
            },
            Some(item),
        ),
        (Command::WithdrawClause { clause }, Some(item)),
        (
            Command::CorrectIntro {
                decision,
                intro: "Beslut".into(),
            },
            Some(item),
        ),
        (
            Command::GiveAssignment {
                item,
                words: words("skriva"),
            },
            Some(item),
        ),
        (
            Command::CorrectAssignment {
                assignment,
                words: words("skriva"),
            },
            Some(item),
        ),
        (
            Command::TickAssignment {
                assignment,
                done: true,
            },
            Some(item),
        ),
        (Command::WithdrawAssignment { assignment }, Some(item)),
        (Command::SetOutcome { item, outcome }, Some(item)),
        (
            Command::RenameItem {
                item,
                title: "Vatten".into(),
            },
            Some(item),
        ),
        (Command::RelabelItem { item, label: None }, Some(item)),
        (Command::PlanItem { item, plan }, Some(item)),
        (write(TextPlace::Notes(item)), Some(item)),
        (write(TextPlace::Opening), None),
        (write(TextPlace::Closing), None),
        (Command::FollowUp { follow_up }, None),
        (Command::MoveRow { row, after: None }, None),
        (
            Command::RemoveItem {
                item: course.id("Laget runt"),
            },
            None,
        ),
        (
            Command::ChangePlace {
                place: "Ekö".into(),
            },
            None,
        ),
        (
            Command::SetNextMeeting {
                text: "23 april".into(),
            },
            None,
        ),
        (
            Command::NameVerifiers {
                names: vec!["Bo Alm".into()],
            },
            None,
        ),
        (
            Command::MarkAttendance {
                person,
                mark: RollCallMark::Absent,
            },
            None,
        ),
        (
            Command::AddSection {
                title: "Nytt".into(),
                after: None,
            },
            None,
        ),
    ] {
        let mut course = closed();
        course.minutes(5).ask(command.clone()).expect("corrected");
        let corrections: Vec<_> = course
            .meeting
            .corrections
            .iter()
            .map(|found| (found.at, found.item))
            .collect();
        assert_eq!(corrections, [(course.now, corrected)], "{command:?}");
    }
}

#[test]
fn an_item_that_is_added_after_closing_is_its_own_correction() {
    let mut course = closed();
    let row = AgendaRow {
        title: "Glömt".into(),
        ..AgendaRow::default()
    };
    let row = Box::new(row);
    course
        .ask(Command::AddItem { row, after: None })
        .expect("added");
    let corrections = &course.meeting.corrections;
    assert_eq!(corrections[0].item, Some(course.id("Glömt")));
}

#[test]
fn approval_and_reopening_are_no_corrections_and_can_be_said_again() {
    let mut course = closed();
    assert_eq!(course.refusal(Command::Reopen), Refusal::NotApproved);
    let approve = |by: &[&str]| Command::Approve {
        by: by.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(course.refusal(approve(&[])), Refusal::Empty);
    assert_eq!(course.refusal(approve(&["Ada Ek", " "])), Refusal::Empty);
    course
        .minutes(5)
        .ask(approve(&[" Ada\nEk "]))
        .expect("approved");
    let approval = course.meeting.approval.clone().expect("an approval");
    assert_eq!(
        (approval.at, approval.by),
        (course.now, vec!["Ada Ek".into()])
    );
    assert_eq!(course.meeting.stage, Stage::Approved);
    assert_eq!(course.meeting.status(), "approved");
    assert!(course.meeting.is_over());
    assert_eq!(course.refusal(approve(&["Bo Alm"])), Refusal::Approved);
    assert_eq!(course.refusal(Command::EndRecess), Refusal::Approved);
    course.ask(Command::Reopen).expect("reopened");
    assert_eq!(
        (course.meeting.stage, &course.meeting.approval),
        (Stage::Closed, &None)
    );
    assert!(course.meeting.corrections.is_empty());
    assert_eq!(
        course
            .meeting
            .undoable(&Author::Secretary)
            .map(|entry| entry.0.clone()),
        Some(format!("{:026}", 5)),
        "the closing; approval and reopening are not undone"
    );
    let mut open = Course::under_way();
    assert_eq!(open.refusal(approve(&["Ada Ek"])), Refusal::NotClosed);
}

#[test]
fn the_moment_of_the_end_is_that_of_the_first_closing() {
    let mut course = Course::under_way();
    assert_eq!(course.meeting.status(), "open");
    assert!(!course.meeting.is_over());
    course
        .minutes(20)
        .ask(Command::CloseMeeting)
        .expect("closed");
    assert_eq!(course.meeting.closed, Some(course.now));
    assert_eq!(
        (course.meeting.open, course.meeting.status()),
        (None, "closed")
    );
    assert!(course.meeting.is_over());
    assert_eq!(course.refusal(Command::CloseMeeting), Refusal::Closed);
    assert_eq!(course.refusal(Command::EndRecess), Refusal::NotInRecess);
    let item = course.id("Reservvatten");
    assert_eq!(course.refusal(Command::OpenItem { item }), Refusal::Closed);
    assert_eq!(course.item("Öppnande").stopwatch.minutes(course.now), 20);
    course.minutes(20);
    assert_eq!(course.item("Öppnande").stopwatch.minutes(course.now), 20);
    let prepared = Course::prepared();
    assert_eq!(prepared.meeting.status(), "prepared");
}
