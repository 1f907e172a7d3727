//! The choices that the document makes for every format.

use super::{Document, ItemPart};
use crate::export::fixture::{Sitting, rich};
use crate::meeting::attendance::RollCallMark;
use crate::meeting::command::Command;
use crate::meeting::outcome::OutcomeKind;
use crate::meeting::running_text::TextPlace;
use crate::words::Language;

fn rows(document: &Document) -> Vec<(&str, Vec<String>)> {
    let row = |group: &'_ super::AttendanceGroup| {
        group
            .people
            .iter()
            .map(super::AttendanceRow::line)
            .collect()
    };
    document
        .attendance
        .iter()
        .map(|group| (group.label.as_str(), row(group)))
        .collect()
}

/// An agenda with a style, people and items of its own.
fn sitting(style: &str, people: &str, items: &str) -> Sitting {
    Sitting::of(&format!(
        r#"Agenda(body: (id: "x", name: "Provgruppen"), title: "Provgruppens protokoll 8/2031", number: "8/2031",
            date: "2031-05-06", style: ({style}), people: [{people}], items: [{items}])"#
    ))
}

#[test]
fn the_head_says_nothing_twice_and_breaks_no_line_within_a_date() {
    let document = sitting("", "", r#"(title: "Y")"#).document();
    assert_eq!(
        (&document.body, &document.number),
        (&None, &None),
        "the title says both"
    );
    let swedish = rich().document();
    assert_eq!(swedish.body.as_deref(), Some("Provkretsens chefsgrupp"));
    assert_eq!(swedish.number.as_deref(), Some("nr 3 2031"));
    let when_and_where = |document: &Document| {
        document
            .fields
            .iter()
            .map(|field| field.text.clone())
            .collect()
    };
    let said: Vec<String> = when_and_where(&swedish);
    assert_eq!(
        said,
        ["den\u{a0}6\u{a0}maj 2031, kl.\u{a0}08.30–10.00, Mallsalen, Provstad"]
    );
    let said: Vec<String> = when_and_where(&document);
    assert_eq!(
        said,
        ["den\u{a0}6\u{a0}maj 2031"],
        "what is not announced is not said"
    );
    let said: Vec<String> = when_and_where(&rich().document_in(Language::English));
    assert_eq!(said, ["6\u{a0}May 2031, 08:30–10:00, Mallsalen, Provstad"]);
}

#[test]
fn the_attendance_list_says_who_when_and_from_where() {
    let people = r#"(name: "A", represents: "Ort", title: "ordförande", role: Chair), (name: "B"), (name: "C"),
        (name: "C", role: Secretary), (name: "D", role: Guest), (name: "E")"#;
    let labels = r#"labels: (present: "Beslutande"), print_empty: [Absent, Apologies, Other]"#;
    let mut sitting = sitting(labels, people, r#"(title: "Y")"#);
    for (name, mark) in [
        ("A", RollCallMark::Remote),
        ("C", RollCallMark::Apologies),
        ("D", RollCallMark::Present),
    ] {
        let person = sitting.person(name);
        sitting.at("08:00", &Command::MarkAttendance { person, mark });
    }
    let (a, b) = (sitting.person("A"), sitting.person("B"));
    for (hour, came) in [
        ("08:45", true),
        ("09:30", false),
        ("10:00", true),
        ("11:15", false),
    ] {
        let at = sitting.moment(hour);
        let moved = if came {
            Command::RecordArrival { person: b, at }
        } else {
            Command::RecordLeaving { person: b, at }
        };
        sitting.at(hour, &moved);
    }
    let at = sitting.moment("11:20");
    sitting.at("11:20", &Command::RecordLeaving { person: a, at });
    assert_eq!(
        rows(&sitting.document()),
        [
            (
                "Beslutande",
                vec![
                    "A, Ort, ordförande (Teams), till kl.\u{a0}11.20".to_owned(),
                    "B, från kl.\u{a0}08.45 ej kl.\u{a0}09.30–10.00 till kl.\u{a0}11.15".to_owned(),
                ]
            ),
            ("Anmält förhinder", vec!["C".to_owned()]),
            ("Frånvarande", vec![]),
            ("Inbjudna gäster", vec!["D".to_owned()]),
            ("Övriga deltagande", vec![]),
        ]
    );
}

#[test]
fn items_stand_under_their_headings_until_one_ends() {
    let items = r#"(title: "Före"), (section: "Avsnitt"), (label: "2", title: "I"), (label: "3 a", title: "II"),
        (section: ""), (title: "Efter"), (section: ""), (section: "Tomt")"#;
    let document = sitting("", "", items).document();
    let section = |section: &super::DocumentSection| {
        let items = section
            .items
            .iter()
            .map(|item| (item.number.clone(), item.title.clone()));
        (
            section.title.clone().unwrap_or_default(),
            items.collect::<Vec<_>>(),
        )
    };
    let item = |number: &str, title: &str| {
        (
            Some(number.to_owned()).filter(|one| !one.is_empty()),
            title.to_owned(),
        )
    };
    assert_eq!(
        document.sections.iter().map(section).collect::<Vec<_>>(),
        [
            (String::new(), vec![item("", "Före")]),
            (
                "Avsnitt".to_owned(),
                vec![item("2.", "I"), item("3 a", "II")]
            ),
            (String::new(), vec![item("", "Efter")]),
            ("Tomt".to_owned(), vec![]),
        ]
    );
}

/// Names the parts of the only item, a word for each.
fn parts(sitting: &Sitting) -> Vec<String> {
    let document = sitting.document();
    let items = document.sections.iter().flat_map(|section| &section.items);
    items
        .flat_map(|item| &item.parts)
        .map(|part| match part {
            ItemPart::Presenters(listing)
            | ItemPart::Attachments(listing)
            | ItemPart::Assignments(listing) => {
                format!("{} {}", listing.label, listing.lines.join(" + "))
            }
            ItemPart::Notes { label, blocks } => format!("{label:?} {}", blocks.len()),
            ItemPart::Decision { intro, clauses } => format!("{intro:?} {}", clauses.join(" + ")),
            ItemPart::Outcome(sentence) | ItemPart::Corrected(sentence) => sentence.clone(),
        })
        .collect()
}

#[test]
fn the_style_says_what_comes_first_and_what_joins_the_clauses() {
    let style = |order| {
        format!(r#"order: {order}, notes_label: "Ärende", intros: ["Beslut"], joiner: "och""#)
    };
    for (order, is_first) in [("DecisionFirst", true), ("NotesFirst", false)] {
        let mut sitting = sitting(
            &style(order),
            "",
            r#"(title: "Y", presenters: ["P"], attachments: ["B"])"#,
        );
        sitting.open("08:30", "Y");
        sitting.note("08:31", "Y", "Ett.\n\nTvå.");
        sitting.decide("08:32", "Y", &["att a", "att b", "att c"]);
        sitting.decide("08:33", "Y", &["att d", "och att e"]);
        let notes = r#"Some("Ärende") 2"#;
        let decisions = [
            r#"Some("Beslut") att a + att b + och att c"#,
            r#"Some("Beslut") att d + och att e"#,
        ];
        let body = if is_first {
            [decisions[0], decisions[1], notes]
        } else {
            [notes, decisions[0], decisions[1]]
        };
        let expected: Vec<&str> = ["Föredragande: P", "Bilagor: B"]
            .into_iter()
            .chain(body)
            .collect();
        assert_eq!(parts(&sitting), expected, "{order}");
    }
}

#[test]
fn assignments_and_outcomes_are_sentences() {
    let mut sitting = sitting(
        r#"labels: (assignments: "Att göra:")"#,
        "",
        r#"(title: "Y")"#,
    );
    sitting.open("08:30", "Y");
    sitting.assign("08:31", "Y", ["Alla", "svara.", "före 1 juni", "kansliet"]);
    sitting.assign("08:32", "Y", ["", "boka.", "", ""]);
    for (kind, to, sentence) in [
        (
            OutcomeKind::Postponed,
            ["nästa möte", ""],
            "Ärendet bordläggs till nästa möte.",
        ),
        (
            OutcomeKind::ReferredBack,
            ["", "komplettering"],
            "Ärendet återremitteras för komplettering.",
        ),
        (
            OutcomeKind::ReferredTo,
            ["styrelsen", "kännedom"],
            "Ärendet hänskjuts till styrelsen för kännedom.",
        ),
        (OutcomeKind::Withdrawn, ["", ""], "Punkten utgår."),
    ] {
        sitting.becomes("08:40", "Y", kind, to);
        assert_eq!(
            parts(&sitting),
            [
                "Att göra: Alla: svara, före 1 juni, till kansliet + boka.",
                sentence
            ]
        );
    }
}

#[test]
fn a_correction_is_marked_where_it_was_made_and_approval_ends_the_draft() {
    let mut sitting = sitting("", r#"(name: "A")"#, r#"(title: "Y"), (title: "Z")"#);
    sitting.open("08:30", "Y");
    sitting.decide("08:31", "Y", &["att a"]);
    sitting.at("09:00", &Command::CloseMeeting);
    assert_eq!(
        (parts(&sitting).len(), sitting.document().corrected),
        (1, None)
    );
    sitting.days_later(3);
    let clause = sitting.clause("att a");
    sitting.at(
        "10:00",
        &Command::CorrectClause {
            clause,
            text: "att å".into(),
        },
    );
    let mark = "Rättat efter mötet den\u{a0}9\u{a0}maj 2031.";
    assert_eq!(parts(&sitting), [r#"Some("Beslut:") att å"#, mark]);
    let place = TextPlace::Closing;
    sitting.at(
        "10:01",
        &Command::WriteText {
            place,
            before: String::new(),
            text: "Tack.".into(),
        },
    );
    let before = sitting.document();
    assert_eq!(before.corrected.as_deref(), Some(mark));
    assert_eq!(
        (before.draft.as_deref(), before.approval),
        (Some("Utkast, ej justerat"), None)
    );
    sitting.at(
        "10:02",
        &Command::Approve {
            by: vec!["A".into(), "B".into(), "C".into()],
        },
    );
    let after = sitting.document();
    let approval = "Justerat den\u{a0}9\u{a0}maj 2031 av A, B och C. Fingeravtryck: c0ffee";
    assert_eq!(
        (after.draft, after.approval.as_deref()),
        (None, Some(approval))
    );
}

#[test]
fn every_holder_of_a_role_signs_and_an_empty_seat_leaves_its_word() {
    let people = r#"(name: "A", title: "ordförande", role: Chair), (name: "B", role: ViceChair),
        (name: "C", title: "andre vice", role: ViceChair)"#;
    let signs = r#"signs: [Secretary, ViceChair, Chair, Verifiers, Line("Kansliet")]"#;
    let mut sitting = sitting(signs, people, r#"(title: "Y")"#);
    sitting.at(
        "08:10",
        &Command::NameVerifiers {
            names: vec!["D".into()],
        },
    );
    let document = sitting.document();
    assert_eq!(
        document.signatures,
        [
            "sekreterare",
            "B",
            "C, andre vice",
            "A, ordförande",
            "D, justerare",
            "Kansliet"
        ]
    );
    assert_eq!(document.verifiers.as_deref(), Some("Justeras av D"));
}
