//! Rules: given what has happened, when somebody asks for something, then these facts or this
//! refusal.

mod agendas;
mod before_and_after;
mod checklist;
mod corrections;
mod days_and_hours;
mod history;
mod imported;
mod planned_time;
mod public_part;
mod rearranging;
mod refusals;
mod replacing;
mod texts;

use chrono::TimeDelta;
use klubba::book::agenda_file;
use klubba::meeting::Meeting;
use klubba::meeting::agenda::{Agenda, AgendaRow};
use klubba::meeting::assignment::Assignee;
use klubba::meeting::assignment::AssignmentWords;
use klubba::meeting::attendance::{Movement, RollCallMark};
use klubba::meeting::author::Author;
use klubba::meeting::checklist::Reminder;
use klubba::meeting::command::Command;
use klubba::meeting::event::{Entry, EntryId, Event};
use klubba::meeting::item::{Item, ItemId, RowId};
use klubba::meeting::minutes::Stage;
use klubba::meeting::outcome::{Outcome, OutcomeKind};
use klubba::meeting::person::{Capacity, PersonId, Role};
use klubba::meeting::refusal::Refusal;
use klubba::meeting::rules::decide;
use klubba::meeting::running_text::TextPlace;
use klubba::meeting::time::Timestamp;

/// A meeting, minute by minute.
struct Course {
    meeting: Meeting,
    now: Timestamp,
    entries: usize,
}

impl Course {
    fn prepared() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
        let file = agenda_file::read(path.as_ref()).expect("a good agenda");
        Self::with_agenda(file.agenda, file.digest)
    }

    fn with_agenda(agenda: Agenda, digest: String) -> Self {
        let mut course = Self::before_agenda();
        course
            .ask(Command::TakeAgenda {
                agenda: Box::new(agenda),
                digest,
            })
            .expect("taken in");
        course
    }

    fn before_agenda() -> Self {
        Self {
            meeting: Meeting::default(),
            now: "2026-02-27T08:30:00+01:00".parse().expect("a moment"),
            entries: 0,
        }
    }

    fn under_way() -> Self {
        let mut course = Self::prepared();
        course.next().expect("opened");
        course
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "a command is made to be given away"
    )]
    fn ask_by(&mut self, by: Author, command: Command) -> Result<Vec<Event>, Refusal> {
        let events = decide(&self.meeting, &command, self.now)?;
        self.entries += 1;
        let id = EntryId(format!("{:026}", self.entries));
        self.meeting.apply(Entry {
            id,
            at: self.now,
            by,
            events: events.clone(),
        });
        Ok(events)
    }

    fn ask(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        self.ask_by(Author::Secretary, command)
    }

    fn refusal(&mut self, command: Command) -> Refusal {
        self.ask(command).expect_err("a refusal")
    }

    fn next(&mut self) -> Result<Vec<Event>, Refusal> {
        self.ask(Command::OpenNext {
            seen: self.meeting.open,
        })
    }

    fn minutes(&mut self, minutes: i64) -> &mut Self {
        self.now += TimeDelta::minutes(minutes);
        self
    }

    fn item(&self, title: &str) -> &Item {
        self.meeting
            .items()
            .find(|item| item.title.starts_with(title))
            .expect("an item of that title")
    }

    fn id(&self, title: &str) -> ItemId {
        self.item(title).id
    }

    fn person(&self, name: &str) -> PersonId {
        self.meeting
            .people
            .iter()
            .find(|person| person.name == name)
            .expect("a person of that name")
            .id
    }

    fn decide(&mut self, title: &str, clauses: &[&str]) -> Result<Vec<Event>, Refusal> {
        let item = self.id(title);
        self.ask(Command::RecordDecision {
            item,
            clauses: clauses.iter().map(ToString::to_string).collect(),
        })
    }

    fn clauses(&self, title: &str) -> Vec<&str> {
        let decisions = self.item(title).decisions.iter();
        decisions
            .flat_map(|decision| &decision.clauses)
            .map(|clause| clause.text.as_str())
            .collect()
    }

    fn undo(&mut self) -> Result<Vec<Event>, Refusal> {
        let entry = self
            .meeting
            .undoable(&Author::Secretary)
            .cloned()
            .ok_or(Refusal::NothingToUndo)?;
        self.ask(Command::Undo { entry })
    }

    fn redo(&mut self) -> Result<Vec<Event>, Refusal> {
        let entry = self
            .meeting
            .redoable(&Author::Secretary)
            .cloned()
            .ok_or(Refusal::NothingToRedo)?;
        self.ask(Command::Redo { entry })
    }

    fn notes(&mut self, title: &str, before: &str, text: &str) -> Result<Vec<Event>, Refusal> {
        let place = TextPlace::Notes(self.id(title));
        self.ask(Command::WriteText {
            place,
            before: before.to_owned(),
            text: text.to_owned(),
        })
    }
}

#[test]
fn nothing_happens_before_an_agenda_is_taken_in() {
    let now = Course::prepared().now;
    let nothing = Meeting::default();
    assert_eq!(
        decide(&nothing, &Command::OpenNext { seen: None }, now),
        Err(Refusal::NotConvened)
    );
    assert_eq!(
        decide(&nothing, &Command::CloseMeeting, now),
        Err(Refusal::NotConvened)
    );
}

#[test]
fn the_first_item_opens_the_meeting_and_the_roll_call_comes_before_it() {
    let mut course = Course::prepared();
    course.ask(Command::MarkAllPresent).expect("the roll call");
    assert_eq!(
        course.refusal(Command::RecordProposal {
            item: course.id("Reservvatten")
        }),
        Refusal::NotOpened
    );
    assert_eq!(course.meeting.stage, Stage::Prepared);
    course.next().expect("opened");
    assert_eq!(
        (course.meeting.stage, course.meeting.opened),
        (Stage::UnderWay, Some(course.now))
    );
    assert_eq!(course.meeting.open, Some(course.id("Öppnande")));
}

#[test]
fn the_agenda_may_be_read_again_only_while_nothing_has_happened() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let again = || {
        let file = agenda_file::read(path.as_ref()).expect("a good agenda");
        Command::TakeAgenda {
            agenda: Box::new(file.agenda),
            digest: file.digest,
        }
    };
    let mut course = Course::prepared();
    course.ask(again()).expect("read again");
    assert_eq!(
        course.meeting.items().count(),
        4,
        "what stood there before is replaced, not doubled"
    );
    course.ask(Command::MarkAllPresent).expect("the roll call");
    assert_eq!(course.refusal(again()), Refusal::AlreadyBegun);
}

#[test]
fn an_agenda_cannot_order_the_terminal_about() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let mut agenda = agenda_file::read(path.as_ref())
        .expect("a good agenda")
        .agenda;
    agenda.items[1].title = "Öpp\u{1b}]0;x\u{7}nande\n".into();
    agenda.people[0].name = "A\u{30a}sa\u{9b}31m".into();
    agenda.style.intros = vec!["Be\u{1b}slut:".into()];
    let now = Course::prepared().now;
    let command = Command::TakeAgenda {
        agenda: Box::new(agenda),
        digest: String::new(),
    };
    let events = decide(&Meeting::default(), &command, now).expect("taken in");
    let Event::AgendaTaken { agenda, .. } = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(agenda.items[1].title, "Öpp]0;xnande");
    assert_eq!(agenda.people[0].name, "Åsa31m");
    assert_eq!(
        (
            agenda.style.usual_intro(),
            agenda.style.clause_start.as_str()
        ),
        ("Beslut:", "att ")
    );
}

#[test]
fn labels_are_text_and_sections_end_where_an_empty_one_says_so() {
    let course = Course::prepared();
    let labels: Vec<_> = course
        .meeting
        .items()
        .map(|item| item.label.as_deref())
        .collect();
    assert_eq!(labels, [Some("1"), Some("2"), Some("4"), None]);
    let section = |title: &str| {
        course
            .meeting
            .section_of(course.id(title))
            .map(|section| section.title.as_str())
    };
    assert_eq!(section("Reservvatten"), Some("Ärenden"));
    assert_eq!(section("Laget runt"), None);
}

#[test]
fn two_who_step_at_once_step_once() {
    let mut course = Course::under_way();
    let seen = course.meeting.open;
    course
        .ask_by(Author::Chair, Command::OpenNext { seen })
        .expect("the chair was first");
    assert_eq!(
        course.refusal(Command::OpenNext { seen }),
        Refusal::SteppedMeanwhile("2".into())
    );
    assert_eq!(course.meeting.open, Some(course.id("Reservvatten")));
}

#[test]
fn stepping_ends_at_the_last_item_and_passes_over_what_was_withdrawn() {
    let mut course = Course::under_way();
    let item = course.id("Reservvatten");
    let outcome = Some(Outcome {
        kind: OutcomeKind::Withdrawn,
        to: None,
        purpose: None,
    });
    course
        .ask(Command::SetOutcome { item, outcome })
        .expect("withdrawn");
    course.next().expect("passed over");
    assert_eq!(course.meeting.open, Some(course.id("Provtagning")));
    assert_eq!(
        course.refusal(Command::OpenItem { item }),
        Refusal::ItemWithdrawn("2".into())
    );
    course.next().expect("the last");
    assert_eq!(course.next(), Err(Refusal::NoNextItem));
    course
        .ask(Command::OpenPrevious {
            seen: course.meeting.open,
        })
        .expect("back");
    assert_eq!(course.meeting.open, Some(course.id("Provtagning")));
}

#[test]
fn time_is_spent_on_what_is_open_and_on_nothing_in_recess_or_in_silence() {
    let mut course = Course::under_way();
    course.minutes(4).next().expect("item 2");
    course
        .minutes(6)
        .ask(Command::BeginRecess { until: None })
        .expect("a recess");
    course.minutes(30).ask(Command::EndRecess).expect("and on");
    course.minutes(2);
    let spent = |course: &Course, title: &str| {
        course
            .item(title)
            .stopwatch
            .elapsed(course.now)
            .num_minutes()
    };
    assert_eq!(
        (spent(&course, "Öppnande"), spent(&course, "Reservvatten")),
        (4, 8)
    );
    assert_eq!(
        course.refusal(Command::Resume),
        Refusal::AlreadySo,
        "two minutes are no silence"
    );
    course
        .minutes(60)
        .ask(Command::Resume)
        .expect("a long silence");
    course.minutes(1);
    assert_eq!(
        spent(&course, "Reservvatten"),
        7,
        "what came after the last entry is not known to be spent"
    );
}

#[test]
fn opening_an_item_ends_a_recess_and_a_recess_cannot_end_before_it_begins() {
    let mut course = Course::under_way();
    let past = course.now - TimeDelta::minutes(1);
    assert_eq!(
        course.refusal(Command::BeginRecess { until: Some(past) }),
        Refusal::PauseEndsBeforeNow
    );
    let until = Some(course.now + TimeDelta::minutes(15));
    course
        .ask(Command::BeginRecess { until })
        .expect("a recess");
    assert_eq!(course.meeting.stage, Stage::Recess { until });
    assert_eq!(
        course.refusal(Command::BeginRecess { until }),
        Refusal::InRecess
    );
    course.next().expect("on");
    assert_eq!(course.meeting.stage, Stage::UnderWay);
    assert_eq!(course.refusal(Command::EndRecess), Refusal::NotInRecess);
}

#[test]
fn a_late_arrival_was_not_there_before_and_a_second_time_corrects_the_first() {
    let mut course = Course::under_way();
    let person = course.person("Åsa Lönn");
    let came = course.now + TimeDelta::minutes(15);
    assert_eq!(
        course.refusal(Command::RecordArrival { person, at: came }),
        Refusal::NotYet
    );
    course
        .minutes(20)
        .ask(Command::RecordArrival { person, at: came })
        .expect("came");
    let there = |course: &Course, at: Timestamp| {
        course
            .meeting
            .person(person)
            .is_some_and(|person| person.attendance.is_there(at))
    };
    assert!(!there(&course, came - TimeDelta::minutes(1)) && there(&course, came));
    let corrected = came - TimeDelta::minutes(5);
    course
        .ask(Command::RecordArrival {
            person,
            at: corrected,
        })
        .expect("corrected");
    let left = course.now;
    course
        .ask(Command::RecordLeaving { person, at: left })
        .expect("left");
    let movements = &course
        .meeting
        .person(person)
        .expect("listed")
        .attendance
        .movements;
    assert_eq!(
        *movements,
        [Movement::Came(corrected), Movement::Left(left)]
    );
    let before = corrected - TimeDelta::minutes(1);
    assert_eq!(
        course.refusal(Command::RecordLeaving { person, at: before }),
        Refusal::LeavesBeforeComing("Åsa Lönn".into())
    );
}

#[test]
fn the_roll_call_knows_apologies_absence_and_teams_apart() {
    let mut course = Course::prepared();
    for (name, mark) in [
        ("Ada Ek", RollCallMark::Present),
        ("Bo Alm", RollCallMark::Apologies),
        ("Åsa Lönn", RollCallMark::Remote),
    ] {
        let person = course.person(name);
        course
            .ask(Command::MarkAttendance { person, mark })
            .expect("marked");
        assert_eq!(
            course.refusal(Command::MarkAttendance { person, mark }),
            Refusal::AlreadySo
        );
    }
    assert_eq!(course.meeting.members_there(course.now), (2, 3));
    assert!(
        course
            .meeting
            .person(course.person("Åsa Lönn"))
            .expect("listed")
            .attendance
            .remote
    );
    assert_eq!(
        course.refusal(Command::RemovePerson {
            person: course.person("Ada Ek")
        }),
        Refusal::PersonMarked("Ada Ek".into())
    );
}

#[test]
fn somebody_who_is_put_on_the_list_is_there_and_is_not_put_there_twice() {
    let mut course = Course::under_way();
    let capacity = Capacity {
        role: Role::Guest,
        represents: Some("Verket".into()),
        title: None,
    };
    let add = |name: &str| Command::AddPerson {
        name: name.into(),
        capacity: capacity.clone(),
    };
    course.ask(add("Gun Björk")).expect("added");
    assert_eq!(course.meeting.others_there(course.now), 1);
    assert_eq!(
        course.refusal(add("Gun Björk")),
        Refusal::PersonListed("Gun Björk".into())
    );
    assert_eq!(course.refusal(add("  ")), Refusal::Empty);
}

#[test]
fn clauses_are_kept_as_they_were_written_and_one_decision_has_many() {
    let mut course = Course::under_way();
    let events = course
        .decide(
            "Reservvatten",
            &["att bygga. Det brådskar.", "samt att betala."],
        )
        .expect("decided");
    assert_eq!(events.len(), 3);
    let decision = course.item("Reservvatten").decisions[0].id;
    course
        .ask(Command::RecordClauses {
            decision,
            texts: vec!["Att rapportera".into()],
        })
        .expect("one more");
    assert_eq!(
        course.clauses("Reservvatten"),
        [
            "att bygga. Det brådskar.",
            "samt att betala.",
            "Att rapportera"
        ]
    );
    assert_eq!(
        course.item("Reservvatten").decisions[0].intro,
        "Gruppen beslutar"
    );
    assert_eq!(course.decide("Reservvatten", &["  "]), Err(Refusal::Empty));
    assert_eq!(
        course.decide("Reservvatten", &[&"å".repeat(1 << 20)]),
        Err(Refusal::TooLong)
    );
}

#[test]
fn a_phrase_and_the_proposal_are_one_entry_each() {
    let mut course = Course::under_way();
    let item = course.id("Reservvatten");
    course
        .ask(Command::RecordPhrase { item, number: 2 })
        .expect("a phrase");
    course
        .ask(Command::RecordProposal { item })
        .expect("the proposal");
    assert_eq!(
        course.clauses("Reservvatten"),
        [
            "att notera informationen",
            "att bygga en gemensam ledning",
            "att varje kommun betalar sin del"
        ]
    );
    assert_eq!(course.entries, 4);
    assert_eq!(
        course.refusal(Command::RecordPhrase { item, number: 9 }),
        Refusal::NoPhrase(9)
    );
    assert_eq!(
        course.refusal(Command::RecordPhrase { item, number: 0 }),
        Refusal::NoPhrase(0)
    );
    let item = course.id("Öppnande");
    assert_eq!(
        course.refusal(Command::RecordProposal { item }),
        Refusal::NoProposal
    );
}

#[test]
fn a_clause_can_be_reworded_and_withdrawn_and_its_decision_goes_with_the_last() {
    let mut course = Course::under_way();
    course
        .decide("Öppnande", &["att x", "att y"])
        .expect("decided");
    let clauses: Vec<_> = course.item("Öppnande").decisions[0]
        .clauses
        .iter()
        .map(|clause| clause.id)
        .collect();
    let decision = course.item("Öppnande").decisions[0].id;
    course
        .ask(Command::CorrectClause {
            clause: clauses[0],
            text: "att z".into(),
        })
        .expect("reworded");
    course
        .ask(Command::CorrectIntro {
            decision,
            intro: String::new(),
        })
        .expect("prose");
    course
        .ask(Command::WithdrawClause { clause: clauses[1] })
        .expect("withdrawn");
    assert_eq!(course.clauses("Öppnande"), ["att z"]);
    assert_eq!(
        course.refusal(Command::WithdrawClause { clause: clauses[1] }),
        Refusal::Gone
    );
    course
        .ask(Command::WithdrawClause { clause: clauses[0] })
        .expect("withdrawn");
    assert!(course.item("Öppnande").decisions.is_empty());
}

#[test]
fn a_text_is_never_laid_over_one_that_was_changed_meanwhile() {
    let mut course = Course::under_way();
    course
        .notes(
            "Öppnande",
            "",
            "Ordföranden hälsar välkommen.\n- ett\n- två",
        )
        .expect("written");
    assert_eq!(
        course.notes("Öppnande", "", "Annat"),
        Err(Refusal::TextChangedMeanwhile)
    );
    let before = course.item("Öppnande").notes.clone();
    let events = course
        .notes("Öppnande", &before, &format!("{before}\n- tre"))
        .expect("written");
    let Event::TextChanged { splice, .. } = &events[0] else {
        panic!("{events:?}")
    };
    assert_eq!(
        (splice.cut.as_str(), splice.put.as_str()),
        ("", "\n- tre"),
        "only the change is told"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn an_assignment_means_a_person_a_place_everyone_or_a_name_and_a_day_where_there_is_one() {
    let mut course = Course::under_way();
    let item = course.id("Öppnande");
    let words = |who: &str, due: &str| AssignmentWords {
        who: who.into(),
        what: "se efter".into(),
        due: due.into(),
        to: "Verket".into(),
    };
    course
        .ask(Command::GiveAssignment {
            item,
            words: words("varje kommun", "före styrelsemötet 2 mars"),
        })
        .expect("given");
    let assignment = course.item("Öppnande").assignments[0].clone();
    let due = assignment.due.clone().expect("a day");
    assert_eq!(
        (due.text.as_str(), due.date.map(|day| day.to_string())),
        ("före styrelsemötet 2 mars", Some("2026-03-02".into()))
    );
    let meeting = &course.meeting;
    assert_eq!(meeting.assignee("varje kommun"), Assignee::Everyone);
    assert_eq!(
        meeting.assignee("Bo Alm"),
        Assignee::Person(course.person("Bo Alm"))
    );
    assert_eq!(
        meeting.assignee("Almby"),
        Assignee::Represented("Almby".into())
    );
    assert_eq!(
        meeting.assignee("Näringslivsgruppen"),
        Assignee::Named("Näringslivsgruppen".into())
    );
    assert_eq!(meeting.assignee(" "), Assignee::Nobody);
    let tick = Command::TickAssignment {
        assignment: assignment.id,
        done: true,
    };
    course.ask(tick.clone()).expect("ticked");
    assert_eq!(course.refusal(tick), Refusal::AlreadySo);
    course
        .ask(Command::CorrectAssignment {
            assignment: assignment.id,
            words: words("", ""),
        })
        .expect("corrected");
    assert!(
        course.item("Öppnande").assignments[0].done,
        "correcting does not untick"
    );
    assert!(
        course
            .meeting
            .reminders()
            .contains(&Reminder::AssignmentWithoutWho("1".into()))
    );
    course
        .ask(Command::WithdrawAssignment {
            assignment: assignment.id,
        })
        .expect("withdrawn");
    assert!(course.item("Öppnande").assignments.is_empty());
}

#[test]
fn items_are_added_renamed_relabelled_moved_and_removed_while_untouched() {
    let mut course = Course::under_way();
    let after = Some(RowId::Item(course.id("Öppnande")));
    let row = AgendaRow {
        title: "Ny fråga".into(),
        label: Some("2".into()),
        ..AgendaRow::default()
    };
    course
        .ask(Command::AddItem {
            row: Box::new(row),
            after,
        })
        .expect("added: two may have one number");
    let item = course.id("Ny fråga");
    course
        .ask(Command::RenameItem {
            item,
            title: "Extra ärende".into(),
        })
        .expect("renamed");
    course
        .ask(Command::RelabelItem { item, label: None })
        .expect("relabelled");
    let last = Some(RowId::Item(course.id("Laget runt")));
    course
        .ask(Command::MoveRow {
            row: RowId::Item(item),
            after: last,
        })
        .expect("moved");
    let titles: Vec<_> = course
        .meeting
        .items()
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!((titles[0], titles[4]), ("Öppnande", "Extra ärende"));
    assert_eq!(
        course.refusal(Command::MoveRow {
            row: RowId::Item(item),
            after: Some(RowId::Item(item))
        }),
        Refusal::AfterItself
    );
    course.ask(Command::RemoveItem { item }).expect("removed");
    let open = course.meeting.open.expect("an open item");
    assert_eq!(
        course.refusal(Command::RemoveItem { item: open }),
        Refusal::ItemTouched("1".into())
    );
}

#[test]
fn undo_and_redo_are_entries_of_ones_own_hand() {
    let mut course = Course::under_way();
    course.decide("Öppnande", &["att x"]).expect("decided");
    course
        .ask_by(
            Author::Chair,
            Command::OpenNext {
                seen: course.meeting.open,
            },
        )
        .expect("the chair steps");
    course.undo().expect("the decision, not the chair's step");
    assert!(course.clauses("Öppnande").is_empty());
    assert_eq!(course.meeting.open, Some(course.id("Reservvatten")));
    course.redo().expect("again");
    assert_eq!(course.clauses("Öppnande"), ["att x"]);
    assert_eq!(course.redo(), Err(Refusal::NothingToRedo));
    course.undo().expect("once more");
    course
        .decide("Öppnande", &["att y"])
        .expect("something new");
    assert_eq!(
        course.redo(),
        Err(Refusal::NothingToRedo),
        "what was undone is behind us"
    );
    course.undo().expect("y");
    assert_eq!(
        course.undo(),
        Err(Refusal::BuiltUpon),
        "the chair has stepped from what was opened first"
    );
    assert_eq!(
        course.meeting.entries().len(),
        course.entries,
        "nothing is ever taken out"
    );
}

#[test]
fn what_others_have_built_on_cannot_be_undone() {
    let mut course = Course::under_way();
    let row = AgendaRow {
        title: "Ny fråga".into(),
        ..AgendaRow::default()
    };
    course
        .ask(Command::AddItem {
            row: Box::new(row),
            after: None,
        })
        .expect("added");
    let item = course.id("Ny fråga");
    course
        .ask_by(Author::Chair, Command::OpenItem { item })
        .expect("the chair opens it");
    assert_eq!(course.undo(), Err(Refusal::BuiltUpon));
}

#[test]
fn a_number_is_never_given_twice() {
    let mut course = Course::under_way();
    course.decide("Öppnande", &["att x"]).expect("decided");
    let first = course.item("Öppnande").decisions[0].id;
    course.undo().expect("undone");
    course.decide("Öppnande", &["att y"]).expect("decided");
    assert!(course.item("Öppnande").decisions[0].id > first);
}

#[test]
fn after_closing_a_change_is_a_correction_and_after_approval_there_is_none() {
    let mut course = Course::under_way();
    course.ask(Command::CloseMeeting).expect("closed");
    assert_eq!(course.next(), Err(Refusal::Closed));
    assert_eq!(
        course.refusal(Command::BeginRecess { until: None }),
        Refusal::Closed
    );
    course
        .decide("Reservvatten", &["att x"])
        .expect("a correction");
    let items: Vec<_> = course
        .meeting
        .corrections
        .iter()
        .map(|correction| correction.item)
        .collect();
    assert_eq!(
        items,
        [Some(course.id("Reservvatten")); 2],
        "one for each event of the decision"
    );
    course
        .ask(Command::Approve {
            by: vec!["Ada Ek".into()],
        })
        .expect("approved");
    assert_eq!(
        course.decide("Reservvatten", &["att y"]),
        Err(Refusal::Approved)
    );
    assert_eq!(course.refusal(Command::CloseMeeting), Refusal::Approved);
    course.ask(Command::Reopen).expect("reopened");
    course
        .decide("Reservvatten", &["att y"])
        .expect("a correction");
}

#[test]
fn the_checklist_reminds_and_never_blocks() {
    let mut course = Course::under_way();
    let reminders = course.meeting.reminders();
    assert!(reminders.contains(&Reminder::NobodyMarked));
    assert!(reminders.contains(&Reminder::NoNextMeeting));
    assert!(reminders.contains(&Reminder::ItemsUntouched(vec![
        "2".into(),
        "4".into(),
        "Laget runt".into()
    ])));
    let person = course.person("Ada Ek");
    course
        .ask(Command::MarkAttendance {
            person,
            mark: RollCallMark::Present,
        })
        .expect("marked");
    assert!(
        course
            .meeting
            .reminders()
            .contains(&Reminder::Unaccounted(vec![
                "Almby".into(),
                "Lönnköping".into()
            ]))
    );
    course
        .ask(Command::SetNextMeeting {
            text: "Nästa möte är den 23 april kl 15.00.".into(),
        })
        .expect("set");
    assert_eq!(
        course
            .meeting
            .next_meeting
            .as_ref()
            .and_then(|next| next.date)
            .map(|day| day.to_string()),
        Some("2026-04-23".into())
    );
    assert!(
        !course
            .meeting
            .reminders()
            .contains(&Reminder::NoNextMeeting)
    );
    course
        .ask(Command::CloseMeeting)
        .expect("closed all the same");
}

mod any_course {
    //! Whatever is asked for, in whatever order: replaying gives what was lived.

    use proptest::prelude::*;

    use super::*;

    /// Asks for something, made of small numbers; most of it is allowed now and then.
    #[expect(clippy::too_many_lines, reason = "a table of cases")]
    fn ask_for(course: &mut Course, (kind, which, by): (u8, usize, bool)) {
        let item = course
            .meeting
            .items()
            .nth(which % 5)
            .map_or(ItemId(99), |item| item.id);
        let person = course
            .meeting
            .people
            .get(which % 5)
            .map_or(PersonId(99), |person| person.id);
        let by = if by { Author::Secretary } else { Author::Chair };
        let decision = course
            .meeting
            .items()
            .flat_map(|item| &item.decisions)
            .nth(which % 3);
        let text = format!("att {which}");
        let command = match kind {
            0 => Command::OpenNext {
                seen: course.meeting.open,
            },
            1 => Command::OpenItem { item },
            2 => Command::RecordDecision {
                item,
                clauses: vec![text.clone(), text],
            },
            3 => match decision {
                Some(decision) => Command::RecordClauses {
                    decision: decision.id,
                    texts: vec![text],
                },
                None => return,
            },
            4 => match decision {
                Some(decision) => Command::WithdrawClause {
                    clause: decision.clauses[0].id,
                },
                None => return,
            },
            5 => {
                let before = course
                    .meeting
                    .item(item)
                    .map(|item| item.notes.clone())
                    .unwrap_or_default();
                let text = format!("{which}å{before}");
                Command::WriteText {
                    place: TextPlace::Notes(item),
                    before,
                    text,
                }
            }
            6 => Command::MarkAttendance {
                person,
                mark: [
                    RollCallMark::Present,
                    RollCallMark::Remote,
                    RollCallMark::Unmarked,
                ][which % 3],
            },
            7 => Command::RecordArrival {
                person,
                at: course.now,
            },
            8 => match course.meeting.undoable(&by).cloned() {
                Some(entry) => Command::Undo { entry },
                None => return,
            },
            9 => match course.meeting.redoable(&by).cloned() {
                Some(entry) => Command::Redo { entry },
                None => return,
            },
            10 => Command::AddItem {
                row: Box::new(AgendaRow {
                    title: text,
                    ..AgendaRow::default()
                }),
                after: Some(RowId::Item(item)),
            },
            11 => Command::MoveRow {
                row: RowId::Item(item),
                after: None,
            },
            12 => Command::RemoveItem { item },
            13 => Command::BeginRecess { until: None },
            14 => Command::CloseMeeting,
            _ => Command::MarkAllPresent,
        };
        // A refusal is as good an answer as any here.
        let _ = course.ask_by(by, command);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]
        #[test]
        fn replayed_is_as_lived(asked in prop::collection::vec((0_u8..16, 0_usize..12, any::<bool>()), 0..60)) {
            let mut course = Course::prepared();
            for one in asked {
                course.now += TimeDelta::seconds(37);
                ask_for(&mut course, one);
            }
            let entries = course.meeting.entries().iter().map(|entry| (**entry).clone());
            let replayed = Meeting::replay(entries.clone());
            prop_assert_eq!(&*replayed, &*course.meeting);
            let doubled = Meeting::replay(entries.clone().chain(entries));
            prop_assert_eq!(&*doubled, &*course.meeting, "an entry that is known counts once");
            let items = course.meeting.items().map(|item| item.id);
            let mut numbers: Vec<u32> = items.map(|id| id.0).collect();
            numbers.extend(course.meeting.items().flat_map(|item| &item.decisions).map(|decision| decision.id.0));
            let given = numbers.len();
            numbers.sort_unstable();
            numbers.dedup();
            prop_assert_eq!(numbers.len(), given, "a number names one thing");
        }
    }
}
