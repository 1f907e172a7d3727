//! What is refused, command by command, and the limits of texts.

use klubba::meeting::assignment::{AssignmentId, AssignmentWords};
use klubba::meeting::decision::{ClauseId, DecisionId};
use klubba::meeting::item::{Plan, SectionId};
use klubba::meeting::text::LONGEST;

use super::*;

fn words(who: &str, what: &str, due: &str, to: &str) -> AssignmentWords {
    AssignmentWords {
        who: who.into(),
        what: what.into(),
        due: due.into(),
        to: to.into(),
    }
}

fn outcome(kind: OutcomeKind, to: &str, purpose: &str) -> Outcome {
    Outcome {
        kind,
        to: Some(to.into()),
        purpose: Some(purpose.into()),
    }
}

fn capacity(represents: &str) -> Capacity {
    Capacity {
        role: Role::Member,
        represents: Some(represents.into()),
        title: None,
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_command_about_what_is_not_there_is_refused() {
    let mut course = Course::under_way();
    let (item, person, clause) = (ItemId(999), PersonId(999), ClauseId(999));
    let (decision, assignment) = (DecisionId(999), AssignmentId(999));
    let section = SectionId(999);
    let known = RowId::Item(course.id("Öppnande"));
    let gone = Some(RowId::Section(section));
    let text = || "att x".to_owned();
    let at = course.now;
    for command in [
        Command::OpenItem { item },
        Command::MarkAttendance {
            person,
            mark: RollCallMark::Present,
        },
        Command::RecordArrival { person, at },
        Command::RecordLeaving { person, at },
        Command::CorrectPerson {
            person,
            name: text(),
            capacities: vec![capacity("Ekö")],
        },
        Command::RemovePerson { person },
        Command::RecordDecision {
            item,
            clauses: vec![text()],
        },
        Command::RecordClauses {
            decision,
            texts: vec![text()],
        },
        Command::RecordPhrase { item, number: 1 },
        Command::RecordProposal { item },
        Command::CorrectClause {
            clause,
            text: text(),
        },
        Command::WithdrawClause { clause },
        Command::CorrectIntro {
            decision,
            intro: text(),
        },
        Command::GiveAssignment {
            item,
            words: words("", "x", "", ""),
        },
        Command::CorrectAssignment {
            assignment,
            words: words("", "x", "", ""),
        },
        Command::TickAssignment {
            assignment,
            done: true,
        },
        Command::WithdrawAssignment { assignment },
        Command::SetOutcome {
            item,
            outcome: None,
        },
        Command::AddItem {
            row: Box::new(AgendaRow {
                title: text(),
                ..AgendaRow::default()
            }),
            after: gone,
        },
        Command::RenameItem {
            item,
            title: text(),
        },
        Command::RelabelItem { item, label: None },
        Command::PlanItem {
            item,
            plan: Plan::default(),
        },
        Command::RemoveItem { item },
        Command::AddSection {
            title: text(),
            after: gone,
        },
        Command::RenameSection {
            section,
            title: text(),
        },
        Command::RemoveSection { section },
        Command::MoveRow {
            row: RowId::Section(section),
            after: None,
        },
        Command::MoveRow {
            row: known,
            after: gone,
        },
    ] {
        assert_eq!(
            course.refusal(command.clone()),
            Refusal::Gone,
            "{command:?}"
        );
    }
    let entry = EntryId("x".into());
    assert_eq!(
        course.refusal(Command::Undo {
            entry: entry.clone()
        }),
        Refusal::NothingToUndo
    );
    assert_eq!(
        course.refusal(Command::Redo { entry }),
        Refusal::NothingToRedo
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn a_command_changes_something_once_and_is_refused_as_so_already_the_second_time() {
    let mut course = Course::under_way();
    let item = course.id("Reservvatten");
    let person = course.person("Ada Ek");
    course.decide("Reservvatten", &["att a"]).expect("decided");
    let decision = course.item("Reservvatten").decisions[0].id;
    let clause = course.item("Reservvatten").decisions[0].clauses[0].id;
    course
        .ask(Command::GiveAssignment {
            item,
            words: words("", "x", "", ""),
        })
        .expect("given");
    let assignment = course.item("Reservvatten").assignments[0].id;
    let names = |names: &[&str]| Command::NameVerifiers {
        names: names.iter().map(ToString::to_string).collect(),
    };
    let plan = |minutes, presenters: &str, attachments: &str, proposal: &str| Command::PlanItem {
        item,
        plan: Plan {
            minutes,
            presenters: vec![presenters.into()],
            attachments: vec![attachments.into()],
            proposal: vec![proposal.into()],
        },
    };
    let correct = |words| Command::CorrectAssignment { assignment, words };
    let set = |outcome| Command::SetOutcome { item, outcome };
    let person_as = |name: &str, represents: &str| Command::CorrectPerson {
        person,
        name: name.into(),
        capacities: vec![capacity(represents)],
    };
    let postponed = OutcomeKind::Postponed;
    for (written, again) in [
        (
            Command::RenameItem {
                item,
                title: " Vatten\n".into(),
            },
            Command::RenameItem {
                item,
                title: "Vatten".into(),
            },
        ),
        (
            Command::RelabelItem {
                item,
                label: Some(" 7 ".into()),
            },
            Command::RelabelItem {
                item,
                label: Some("7".into()),
            },
        ),
        (
            Command::RelabelItem {
                item,
                label: Some(" ".into()),
            },
            Command::RelabelItem { item, label: None },
        ),
        (
            plan(Some(1), "A\nB", "", ""),
            plan(Some(1), "A B", " ", "\n"),
        ),
        (plan(Some(1), "A", "", ""), plan(Some(1), "A ", "", "")),
        (plan(Some(2), "A", "", ""), plan(Some(2), "A ", "", "")),
        (plan(Some(2), "A", "K", ""), plan(Some(2), "A ", "K", "")),
        (
            plan(Some(2), "A", "K", "att a"),
            plan(Some(2), "A ", "K", "att a"),
        ),
        (
            Command::ChangePlace {
                place: " Ekö\n".into(),
            },
            Command::ChangePlace {
                place: "Ekö".into(),
            },
        ),
        (
            Command::ChangePlace { place: " ".into() },
            Command::ChangePlace {
                place: String::new(),
            },
        ),
        (
            Command::SetNextMeeting {
                text: " 23 april".into(),
            },
            Command::SetNextMeeting {
                text: "23 april".into(),
            },
        ),
        (
            Command::SetNextMeeting { text: " ".into() },
            Command::SetNextMeeting {
                text: String::new(),
            },
        ),
        (names(&["Bo Alm ", " "]), names(&["Bo Alm"])),
        (names(&[]), names(&[" "])),
        (
            Command::CorrectClause {
                clause,
                text: "att\nb".into(),
            },
            Command::CorrectClause {
                clause,
                text: "att b".into(),
            },
        ),
        (
            Command::CorrectIntro {
                decision,
                intro: " Vi\nbeslutar".into(),
            },
            Command::CorrectIntro {
                decision,
                intro: "Vi beslutar".into(),
            },
        ),
        (
            Command::CorrectIntro {
                decision,
                intro: " ".into(),
            },
            Command::CorrectIntro {
                decision,
                intro: String::new(),
            },
        ),
        (
            correct(words(" Bo", "x", "", "")),
            correct(words("Bo", " x", " ", "\n")),
        ),
        (
            correct(words("Bo", "x", "2 mars ", "")),
            correct(words("Bo", "x", "2 mars", "")),
        ),
        (
            correct(words("Bo", "x", "2 mars", " Ada")),
            correct(words("Bo", "x", "2 mars", "Ada")),
        ),
        (
            Command::TickAssignment {
                assignment,
                done: true,
            },
            Command::TickAssignment {
                assignment,
                done: true,
            },
        ),
        (
            Command::TickAssignment {
                assignment,
                done: false,
            },
            Command::TickAssignment {
                assignment,
                done: false,
            },
        ),
        (
            set(Some(outcome(postponed, " till hösten", " "))),
            set(Some(outcome(postponed, "till hösten", ""))),
        ),
        (
            set(Some(outcome(postponed, "", "beslut\n"))),
            set(Some(outcome(postponed, " ", "beslut"))),
        ),
        (
            set(Some(outcome(OutcomeKind::ReferredBack, "", "beslut"))),
            set(Some(outcome(OutcomeKind::ReferredBack, "", "beslut"))),
        ),
        (set(None), set(None)),
        (person_as(" Ada\nEk", "Ekö"), person_as("Ada Ek", " Ekö ")),
        (person_as("Ada Ek", "Almby"), person_as("Ada Ek", "Almby")),
        (person_as("Ada", "Almby"), person_as("Ada", "Almby")),
    ] {
        course
            .ask(written.clone())
            .unwrap_or_else(|refusal| panic!("{written:?}: {refusal}"));
        assert_eq!(course.refusal(again), Refusal::AlreadySo, "{written:?}");
    }
    let nobody = Command::CorrectPerson {
        person,
        name: "Ada".into(),
        capacities: vec![],
    };
    assert_eq!(course.refusal(nobody), Refusal::Empty);
    let entries = course
        .meeting
        .entries()
        .iter()
        .map(|entry| (**entry).clone());
    assert_eq!(*Meeting::replay(entries), *course.meeting);
}

#[test]
fn a_line_is_never_empty_and_never_longer_than_an_entry_holds() {
    let mut course = Course::under_way();
    let item = course.id("Reservvatten");
    let (longest, longer) = ("x".repeat(LONGEST), "x".repeat(LONGEST + 1));
    let row = |title: &str, label: Option<&str>| Command::AddItem {
        row: Box::new(AgendaRow {
            title: title.into(),
            label: label.map(str::to_owned),
            section: Some("bort".into()),
            ..AgendaRow::default()
        }),
        after: None,
    };
    let give = |words| Command::GiveAssignment { item, words };
    let nothing = Command::RecordDecision {
        item,
        clauses: vec![],
    };
    let far = Command::SetOutcome {
        item,
        outcome: Some(outcome(OutcomeKind::Postponed, &longer, "")),
    };
    for (command, refusal) in [
        (row(" ", None), Refusal::Empty),
        (row(&longer, None), Refusal::TooLong),
        (row("x", Some(&longer)), Refusal::TooLong),
        (give(words("", " ", "", "")), Refusal::Empty),
        (nothing, Refusal::Empty),
        (far, Refusal::TooLong),
    ] {
        assert_eq!(course.ask(command), Err(refusal));
    }
    course.ask(row(&longest, None)).expect("as long as may be");
    let first = course.meeting.items().next().expect("an item");
    assert_eq!((first.title.len(), &first.label), (LONGEST, &None));
}

#[test]
fn steps_are_refused_where_there_is_nothing_to_step_to() {
    let mut course = Course::prepared();
    assert_eq!(
        course.refusal(Command::OpenPrevious { seen: None }),
        Refusal::NothingOpen
    );
    assert_eq!(course.refusal(Command::CloseMeeting), Refusal::NotOpened);
    assert_eq!(course.refusal(Command::EndRecess), Refusal::NotInRecess);
    let recess = |until| Command::BeginRecess { until };
    assert_eq!(course.refusal(recess(None)), Refusal::NotOpened);
    let item = course.id("Öppnande");
    let give = Command::GiveAssignment {
        item,
        words: words("", "x", "", ""),
    };
    assert_eq!(course.refusal(give), Refusal::NotOpened);
    let opened = course.next().expect("opened");
    assert_eq!(opened, [Event::MeetingOpened, Event::ItemOpened { item }]);
    assert_eq!(
        course.refusal(Command::OpenItem { item }),
        Refusal::AlreadyOpen("1".into())
    );
    let seen = Some(item);
    assert_eq!(
        course.refusal(Command::OpenPrevious { seen }),
        Refusal::NoPreviousItem
    );
    assert_eq!(
        course.refusal(recess(Some(course.now))),
        Refusal::PauseEndsBeforeNow
    );
    course.ask(recess(None)).expect("a recess");
    let ended = course
        .ask(Command::OpenItem { item })
        .expect("the same item again");
    assert_eq!(ended, [Event::RecessEnded, Event::ItemOpened { item }]);
    course.next().expect("item 2");
    let seen = course.meeting.open;
    course.ask(Command::OpenPrevious { seen }).expect("back");
    assert_eq!(course.meeting.open_item().map(|open| open.id), Some(item));
    course.ask(Command::CloseMeeting).expect("closed");
    let seen = Some(item);
    assert_eq!(
        course.refusal(Command::OpenPrevious { seen }),
        Refusal::Closed
    );
}

#[test]
fn headings_are_added_renamed_moved_and_removed() {
    let mut course = Course::under_way();
    let after = Some(RowId::Item(course.id("Öppnande")));
    let title = " Ny\ndel ".to_owned();
    let events = course
        .ask(Command::AddSection { title, after })
        .expect("added");
    let [Event::SectionAdded { section, title, .. }] = &events[..] else {
        panic!("{events:?}")
    };
    let (section, row) = (*section, RowId::Section(*section));
    assert_eq!(title, "Ny del");
    let over = |course: &Course, title: &str| {
        let section = course.meeting.section_of(course.id(title));
        section.map(|section| section.title.clone())
    };
    assert_eq!(over(&course, "Öppnande").as_deref(), Some("Ärenden"));
    assert_eq!(over(&course, "Reservvatten").as_deref(), Some("Ny del"));
    assert_eq!(
        course.refusal(Command::MoveRow { row, after }),
        Refusal::AlreadySo
    );
    let title = "Del 2".to_owned();
    course
        .ask(Command::RenameSection { section, title })
        .expect("renamed");
    assert_eq!(over(&course, "Provtagning").as_deref(), Some("Del 2"));
    course
        .ask(Command::MoveRow { row, after: None })
        .expect("moved");
    assert_eq!(
        course.refusal(Command::MoveRow { row, after: None }),
        Refusal::AlreadySo
    );
    assert_eq!(over(&course, "Provtagning").as_deref(), Some("Ärenden"));
    assert_eq!(
        course
            .meeting
            .rows
            .first()
            .map(klubba::meeting::item::MinutesRow::id),
        Some(row)
    );
    course
        .ask(Command::RemoveSection { section })
        .expect("removed");
    assert_eq!(
        (course.meeting.row_index(row), course.meeting.rows.len()),
        (None, 6)
    );
    let index = after.and_then(|row| course.meeting.row_index(row));
    assert_eq!(index, Some(1));
}
