//! Agendas: their flaws, and the texts that are stored of them.

use klubba::meeting::agenda::{AgendaFlaw, Attendee, presenter_name};
use klubba::meeting::person::Person;
use klubba::meeting::style::{Class, Labels, Signature};

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

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn every_flaw_of_an_agenda_is_named_and_some_are_doubts() {
    type Change = fn(&mut Agenda);
    let hour = |text: &str| text.parse().ok();
    let cases: Vec<(Change, Vec<AgendaFlaw>)> = vec![
        (|_| {}, vec![]),
        (
            |agenda| agenda.body.id = String::new(),
            vec![AgendaFlaw::BodyId],
        ),
        (
            |agenda| agenda.body.id = "Kd".into(),
            vec![AgendaFlaw::BodyId],
        ),
        (
            |agenda| agenda.body.id = "k d".into(),
            vec![AgendaFlaw::BodyId],
        ),
        (|agenda| agenda.body.id = "a-z09".into(), vec![]),
        (
            |agenda| agenda.body.name = " ".into(),
            vec![AgendaFlaw::BodyName],
        ),
        (|agenda| agenda.items.clear(), vec![AgendaFlaw::NoItems]),
        (|agenda| agenda.items.truncate(1), vec![AgendaFlaw::NoItems]),
        (
            |agenda| agenda.people[1].name = " ".into(),
            vec![AgendaFlaw::NamelessPerson(2)],
        ),
        (
            |agenda| agenda.items[1].title = " ".into(),
            vec![AgendaFlaw::NothingNamed(2)],
        ),
        (
            |agenda| agenda.items[0].minutes = Some(5),
            vec![AgendaFlaw::HeadingWithItem(1)],
        ),
        (
            |agenda| agenda.items[2].label = Some("1".into()),
            vec![AgendaFlaw::SameLabel("1".into())],
        ),
        (
            |agenda| agenda.items[1].presenters = vec!["Nils Gran , konsult".into()],
            vec![AgendaFlaw::PresenterNotListed("Nils Gran".into())],
        ),
    ];
    for (number, (change, flaws)) in cases.into_iter().enumerate() {
        assert_eq!(agenda(change).flaws(), flaws, "case {number}");
    }
    for (ends, is_flaw) in [("08:29", true), ("08:30", false), ("08:31", false)] {
        let flaws = agenda(|agenda| agenda.ends = hour(ends)).flaws();
        assert_eq!(
            flaws.contains(&AgendaFlaw::EndsBeforeStart),
            is_flaw,
            "{ends}"
        );
    }
    for (flaw, is_doubt) in [
        (AgendaFlaw::BodyId, false),
        (AgendaFlaw::NoItems, false),
        (AgendaFlaw::NothingNamed(1), false),
        (AgendaFlaw::EndsBeforeStart, true),
        (AgendaFlaw::SameLabel("1".into()), true),
        (AgendaFlaw::PresenterNotListed("x".into()), true),
    ] {
        assert_eq!(flaw.is_doubt(), is_doubt, "{flaw:?}");
    }
    assert_eq!(presenter_name(" Eva Hägg , hydrolog, Verket"), "Eva Hägg");
}

#[test]
fn every_text_of_an_agenda_is_cleaned_before_it_is_stored() {
    let dirty = || " x\u{1b}\ny ".to_owned();
    let some = || Some(dirty());
    let cleaned = agenda(|agenda| {
        agenda.body.name = dirty();
        agenda.title = dirty();
        agenda.number = some();
        agenda.place = some();
        agenda.opening = dirty();
        agenda.closing = dirty();
        agenda.people = vec![Attendee {
            name: dirty(),
            represents: some(),
            title: some(),
            role: Role::Chair,
        }];
        agenda.items = vec![AgendaRow {
            section: some(),
            label: some(),
            title: dirty(),
            presenters: vec![dirty()],
            attachments: vec![dirty()],
            background: dirty(),
            proposal: vec![dirty()],
            ..AgendaRow::default()
        }];
    })
    .cleaned();
    let line = "x y";
    let (person, row) = (&cleaned.people[0], &cleaned.items[0]);
    let lines = [
        Some(&cleaned.body.name),
        Some(&cleaned.title),
        cleaned.number.as_ref(),
        cleaned.place.as_ref(),
        Some(&person.name),
        person.represents.as_ref(),
        person.title.as_ref(),
        row.section.as_ref(),
        row.label.as_ref(),
        Some(&row.title),
        row.presenters.first(),
        row.attachments.first(),
        row.proposal.first(),
    ];
    for (number, text) in lines.into_iter().enumerate() {
        assert_eq!(text.map(String::as_str), Some(line), "field {number}");
    }
    for text in [&cleaned.opening, &cleaned.closing, &row.background] {
        assert_eq!(text, " x\ny ");
    }
}

#[test]
fn every_text_of_a_house_style_is_cleaned_and_keeps_its_spaces() {
    let dirty = || "att\n\u{1b} ".to_owned();
    let some = || Some(dirty());
    let style = agenda(|agenda| {
        let style = &mut agenda.style;
        style.intros = vec![dirty()];
        style.phrases = vec![dirty()];
        style.letterhead = vec![dirty()];
        style.clause_start = dirty();
        style.joiner = dirty();
        style.notes_label = dirty();
        style.template = some();
        style.signs = vec![Signature::Chair, Signature::Line(dirty())];
        style.labels = Labels {
            present: some(),
            apologies: some(),
            absent: some(),
            guests: some(),
            others: some(),
            clerk: some(),
            when_and_where: some(),
            presenters: some(),
            attachments: some(),
            assignments: some(),
        };
    })
    .cleaned()
    .style;
    let written = format!("{style:?}");
    assert!(
        !written.contains("\\n") && !written.contains("\\u"),
        "{written}"
    );
    assert_eq!(written.matches("\"att  \"").count(), 18, "{written}");
    assert_eq!(style.signs[0], Signature::Chair);
    assert_eq!(style.usual_intro(), "att  ");
    let prose = agenda(|agenda| agenda.style.intros.clear());
    assert_eq!(prose.style.usual_intro(), "");
}

#[test]
fn rows_of_the_roster_that_mean_the_same_person_become_one() {
    let attendee = |name: &str, represents: Option<&str>, role| Attendee {
        name: name.into(),
        represents: represents.map(str::to_owned),
        title: None,
        role,
    };
    let course = Course::with_agenda(
        agenda(|agenda| {
            agenda.people = vec![
                attendee("Ada Ek", None, Role::Chair),
                attendee("Ada Ek", Some("Ekö"), Role::Member),
                attendee("Ada Ek", None, Role::Guest),
                attendee("Ada Ek", Some("Almby"), Role::Secretary),
                attendee("Bo Alm", Some("Ekö"), Role::Other),
            ];
        }),
        String::new(),
    );
    let listed: Vec<(&str, usize, Option<&str>, bool)> = course
        .meeting
        .people
        .iter()
        .map(|one| {
            (
                one.name.as_str(),
                one.capacities.len(),
                one.represents(),
                one.is_of_the_body(),
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            ("Ada Ek", 3, Some("Ekö"), true),
            ("Ada Ek", 1, Some("Almby"), false),
            ("Bo Alm", 1, Some("Ekö"), false)
        ]
    );
    assert_eq!(course.meeting.represented(), ["Ekö"]);
    let ids: Vec<u32> = course.meeting.people.iter().map(|one| one.id.0).collect();
    assert_eq!(ids, [1, 2, 3]);
}

#[test]
fn a_person_is_printed_in_a_class_by_mark_and_role() {
    let mut course = Course::prepared();
    let printed = |course: &Course, name: &str| -> Option<Class> {
        let person: &Person = course.meeting.person(course.person(name))?;
        person.class(&person.capacities[0])
    };
    assert_eq!(printed(&course, "Ada Ek"), None);
    course.ask(Command::MarkAllPresent).expect("all");
    assert_eq!(course.refusal(Command::MarkAllPresent), Refusal::AlreadySo);
    assert_eq!(printed(&course, "Ada Ek"), Some(Class::Present));
    assert_eq!(printed(&course, "Disa Sälg"), Some(Class::Clerk));
    assert_eq!(printed(&course, "Eva Hägg"), Some(Class::Guest));
    for (mark, class) in [
        (RollCallMark::Apologies, Some(Class::Apologies)),
        (RollCallMark::Absent, Some(Class::Absent)),
        (RollCallMark::Unmarked, None),
    ] {
        let person = course.person("Ada Ek");
        let command = Command::MarkAttendance { person, mark };
        course.ask(command.clone()).expect("marked");
        assert_eq!(printed(&course, "Ada Ek"), class);
        assert_eq!(course.refusal(command), Refusal::AlreadySo);
    }
    let person = course.meeting.person(course.person("Ada Ek"));
    let is = |role| person.is_some_and(|person| person.is(role));
    assert!(is(Role::Chair) && !is(Role::Member));
    assert_eq!(Role::Other.class_when_present(), Class::Other);
}

#[test]
fn the_bodys_name_stands_in_for_a_title_and_an_item_without_number_for_itself() {
    let untitled = agenda(|agenda| agenda.title.clear());
    let course = Course::with_agenda(untitled, "abc".into());
    assert_eq!(course.meeting.heading.title, "Vattengruppen");
    assert_eq!(course.meeting.agenda_digest, "abc");
    assert!(course.meeting.has_agenda() && course.meeting.is_convened());
    let nothing = Meeting::default();
    assert!(!nothing.has_agenda() && !nothing.is_convened());
    let headings = ["Öppnande", "Laget runt"].map(|title| course.item(title).heading());
    assert_eq!(headings, ["1  Öppnande", "Laget runt"]);
    let names = ["Öppnande", "Laget runt"].map(|title| course.item(title).name());
    assert_eq!(names, ["1", "Laget runt"]);
}
