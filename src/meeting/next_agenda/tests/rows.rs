//! The rows of the next agenda: recurring ones, the minutes, matters and assignments, each in its
//! place.

use super::*;

fn items(titles: &[&str]) -> Vec<AgendaRow> {
    titles.iter().map(|title| item(title)).collect()
}

fn put_off(minutes: &mut Minutes, title: &str, kind: OutcomeKind, to: &str) {
    on(minutes, title, |item| {
        item.outcome = Some(outcome(kind, to));
    });
}

#[test]
fn a_matter_sent_on_comes_here_only_where_the_words_mean_this_body_or_its_day() {
    for (to, comes) in [
        ("", true),
        ("kd", true),
        ("Kommundirektörsmötet ", true),
        ("nästa möte", true),
        ("till kommande sammanträde i Ekö", true),
        ("nästa kommundirektörsmöte", true),
        ("27 mars", true),
        ("28 mars", false),
        ("nästa år", false),
        ("förra mötet", false),
        ("nästa styrelsemöte", false),
        ("nästa kommundirektör", false),
        ("skolchefsgruppen", false),
    ] {
        let mut last = held("2026-02-27", &items(&["Öppnande", "Elen"]));
        put_off(&mut last, "Elen", OutcomeKind::ReferredTo, to);
        let next = after(&[&last]);
        assert_eq!(next.agenda.date, day("2026-03-27"));
        let found = next.agenda.items.iter().any(|row| row.title == "Elen");
        assert_eq!(found, comes, "{to}");
    }
}

#[test]
fn an_untouched_item_is_remembered_for_four_meetings_unless_it_comes_by_itself() {
    let days = [
        "2026-05-29",
        "2026-04-24",
        "2026-03-27",
        "2026-02-27",
        "2026-01-30",
    ];
    let mut meetings: Vec<Minutes> = days
        .iter()
        .enumerate()
        .map(|(index, day)| {
            let matter = format!("Ärende {}", ["ett", "två", "tre", "fyra", "fem"][index]);
            held(day, &items(&["Öppnande", "Besök", &matter]))
        })
        .collect();
    meetings[0] = held(
        days[0],
        &items(&["Öppnande", "Besök", "Ärende ett", "Övrigt"]),
    );
    for meeting in &mut meetings {
        for item in meeting.items_mut() {
            item.notes.clear();
        }
    }
    let next = after(&meetings.iter().collect::<Vec<_>>());
    assert_eq!(
        outline(&next),
        [
            "1 Öppnande",
            "2 Föregående protokoll (den dagen)",
            "3 Besök",
            "4 Ärende fyra",
            "5 Ärende tre",
            "6 Ärende två",
            "7 Ärende ett"
        ]
    );
    for meeting in &mut meetings {
        put_off(meeting, "Besök", OutcomeKind::Withdrawn, "");
    }
    put_off(&mut meetings[4], "Ärende fem", OutcomeKind::Postponed, "");
    let next = after(&meetings.iter().collect::<Vec<_>>());
    let is_there = |title: &str| next.agenda.items.iter().any(|row| row.title == title);
    assert!(is_there("Ärende fem") && !is_there("Besök"));
}

#[test]
fn a_matter_counts_as_taken_up_by_its_own_origin_or_title_alone() {
    let origin = |meeting: &str, item: &str| Origin {
        meeting: meeting.into(),
        what: "bordlagt".into(),
        item: Some(item.into()),
    };
    for (title, from, is_carried) in [
        ("Annat", None, true),
        ("ELEN", None, false),
        ("Annat", Some(origin("2026-01-30-kd", "1")), false),
        ("Annat", Some(origin("2026-01-30-kd", "2")), true),
        ("Annat", Some(origin("2025-01-30-kd", "1")), true),
    ] {
        let mut first = held("2026-01-30", &items(&["Elen"]));
        put_off(&mut first, "Elen", OutcomeKind::Postponed, "");
        let mut row = item(title);
        row.from = from.into_iter().collect();
        let last = held("2026-02-27", &[item("Öppnande"), row]);
        let next = after(&[&last, &first]);
        let found = next.agenda.items.iter().any(|row| row.title == "Elen");
        assert_eq!(found, is_carried, "{title}");
    }
}

#[test]
fn a_matter_without_a_number_stays_without_and_its_history_begins_anew() {
    let mut last = held("2026-02-27", &items(&["Öppnande", "Elen"]));
    put_off(&mut last, "Elen", OutcomeKind::Postponed, "");
    on(&mut last, "Elen", |item| {
        item.label = None;
        item.background = "Skrivelsen finns.".to_owned();
        item.from = ["okänt", "15-10-23-kd"]
            .map(|meeting| Origin {
                meeting: meeting.into(),
                what: "hänskjutet".into(),
                item: None,
            })
            .to_vec();
    });
    let next = after(&[&last]);
    let carried = row(&next, "Elen");
    assert_eq!(carried.label, None);
    assert_eq!(
        carried.background,
        "hänskjutet okänt, hänskjutet 15-10-23-kd, bordlagt 2026-02-27\nSkrivelsen finns."
    );
    assert_eq!(carried.from[2].item.as_deref(), Some("Elen"));
}

#[test]
fn a_recurring_item_keeps_its_minutes_those_who_still_come_and_stock_phrases() {
    let mut last = held("2026-02-27", &items(&["Öppnande", "Aktuellt"]));
    on(&mut last, "Aktuellt", |item| {
        item.presenters = vec!["Bo Alm, Almby".into(), "Nils Gran".into()];
        item.attachments = vec!["Bilaga".into()];
        item.background = "Då".into();
        item.proposal = vec!["att anta det".into(), "att tacka för informationen".into()];
    });
    let next = after(&[&last]);
    let expected = AgendaRow {
        label: Some("3".into()),
        title: "Aktuellt".into(),
        minutes: Some(10),
        presenters: vec!["Bo Alm, Almby".into()],
        proposal: vec!["att tacka för informationen".into()],
        ..AgendaRow::default()
    };
    assert_eq!(*row(&next, "Aktuellt"), expected);
    on(&mut last, "Aktuellt", |item| {
        item.outcome = Some(outcome(OutcomeKind::Postponed, ""));
        item.proposal = vec!["att anta det".into()];
    });
    let next = after(&[&last]);
    let carried = row(&next, "Aktuellt");
    assert_eq!(carried.presenters, ["Bo Alm, Almby", "Nils Gran"]);
    assert_eq!(carried.attachments, ["Bilaga"]);
    assert_eq!(carried.background, "bordlagt 2026-02-27\nDå");
    assert_eq!(carried.proposal, ["att anta det"]);
    assert_eq!(
        (carried.minutes, carried.label.as_deref()),
        (Some(10), Some("3"))
    );
    assert_eq!(next.why.last(), Some(&RowReason::Carried));
}

#[test]
fn a_matter_on_two_agendas_does_not_recur_and_usual_items_do_after_two_meetings() {
    let origin = Origin {
        meeting: "2026-01-30-kd".into(),
        what: "bordlagt".into(),
        item: Some("9".into()),
    };
    let taken_up = AgendaRow {
        from: vec![origin],
        ..item("Elen")
    };
    let first = held("2026-01-30", &items(&["Öppnande", "Elen", "Besök"]));
    let last = held(
        "2026-02-27",
        &[item("Öppnande"), taken_up, item("Besök"), item("Övrigt")],
    );
    let next = after(&[&last, &first]);
    assert_eq!(
        outline(&next),
        [
            "1 Öppnande",
            "2 Föregående protokoll (den dagen)",
            "3 Besök",
            "4 Övrigt"
        ]
    );
    let older = held("2025-12-12", &items(&["Öppnande", "Besök"]));
    let next = after(&[&last, &first, &older]);
    assert_eq!(
        outline(&next),
        [
            "1 Öppnande",
            "2 Föregående protokoll (den dagen)",
            "3 Besök"
        ],
        "with three meetings, habit decides"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn the_minutes_of_the_last_meeting_are_named_and_approved_as_the_body_does() {
    use DocumentKind::{Minnesanteckningar, Protokoll, Unnamed};
    for (kind, number, phrase, attachment, proposal) in [
        (
            Protokoll,
            Some("3/2026"),
            "",
            "Protokoll 3/2026",
            "att godkänna det",
        ),
        (
            Protokoll,
            Some("4"),
            "",
            "Protokoll 3/2026 2026-02-27",
            "att godkänna det",
        ),
        (
            Protokoll,
            None,
            "att lägga protokollet till handlingarna",
            "Protokoll 3/2026 2026-02-27",
            "att lägga protokollet till handlingarna",
        ),
        (
            Protokoll,
            None,
            "att justera protokollet",
            "Protokoll 3/2026 2026-02-27",
            "att godkänna det",
        ),
        (
            Protokoll,
            None,
            "att godkänna anteckningarna",
            "Protokoll 3/2026 2026-02-27",
            "att godkänna det",
        ),
        (
            Minnesanteckningar,
            None,
            "att godkänna anteckningarna",
            "Protokoll 3/2026 2026-02-27",
            "att godkänna anteckningarna",
        ),
        (
            Minnesanteckningar,
            None,
            "att godkänna protokollet",
            "Protokoll 3/2026 2026-02-27",
            "att godkänna det",
        ),
        (
            Unnamed,
            Some("3/2026"),
            "att fastställa protokollet",
            "",
            "att fastställa protokollet",
        ),
    ] {
        let mut last = held("2026-02-27", &items(&["Öppnande"]));
        last.heading.kind = kind;
        last.heading.number = number.map(str::to_owned);
        last.style.phrases = vec![phrase.to_owned()];
        let next = after(&[&last]);
        let minutes = &next.agenda.items[1];
        assert_eq!(
            minutes.attachments.concat(),
            attachment,
            "{kind:?} {number:?}"
        );
        assert_eq!(minutes.proposal, [proposal], "{kind:?} {phrase}");
        assert_eq!(minutes.minutes, Some(5));
        let title = if kind == Minnesanteckningar {
            "Föregående minnesanteckningar (den dagen)"
        } else {
            "Föregående protokoll (den dagen)"
        };
        assert_eq!(minutes.title, title);
        last.style.clause_start.clear();
        last.style.phrases.clear();
        assert_eq!(after(&[&last]).agenda.items[1].proposal, ["Det godkänns."]);
    }
}

#[test]
fn the_bodys_own_row_for_the_minutes_keeps_its_title_minutes_and_presenters() {
    for (title, expected) in [
        (
            "Förra mötets protokoll (30 januari)",
            "Förra mötets protokoll (den dagen)",
        ),
        (
            "Protokoll från föregående möte 3",
            "Föregående protokoll (den dagen)",
        ),
    ] {
        let mut last = held("2026-02-27", &items(&["Öppnande", "Elen", title]));
        on(&mut last, title, |item| {
            item.presenters = vec!["Ada Ek".into()];
        });
        let next = after(&[&last]);
        let row = &next.agenda.items[1];
        assert_eq!(row.title, expected);
        assert_eq!((row.minutes, row.presenters.len()), (Some(10), 1));
        assert_eq!(next.why[1], RowReason::PreviousMinutes);
    }
}

#[test]
fn labels_are_formed_as_the_last_meeting_formed_them_and_go_on_within_the_year() {
    let mut last = held("2026-02-27", &items(&["Öppnande", "Övrigt"]));
    let mut label = |labels: [Option<&str>; 2]| {
        for (item, label) in last.items_mut().zip(labels) {
            item.label = label.map(str::to_owned);
        }
        outline(&after(&[&last]))[0].clone()
    };
    assert_eq!(label([Some("1."), Some("2.")]), "1. Öppnande");
    assert_eq!(label([Some("A 1 a"), Some("2")]), "A 1 Öppnande");
    assert_eq!(label([Some("A"), Some("§ 2")]), "§ 1 Öppnande");
    assert_eq!(label([Some("A"), None]), "1 Öppnande");
    assert_eq!(label([None, None]), "- Öppnande");
    let mut meetings =
        ["2026-02-27", "2026-01-30", "2025-12-12"].map(|day| held(day, &items(&["Öppnande"])));
    for (meeting, label) in meetings.iter_mut().zip(["§ 4", "§ 7", "§ 90"]) {
        meeting.style.numbering = Numbering::PerYear;
        on(meeting, "Öppnande", |item| item.label = Some(label.into()));
    }
    let next = after(&meetings.iter().collect::<Vec<_>>());
    assert_eq!(outline(&next)[0], "§ 8 Öppnande");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn matters_and_follow_ups_stand_under_the_headings_where_they_belong() {
    use RowReason::{Carried, FollowUp, Heading, PreviousMinutes, Recurring};

    let mut last = held(
        "2026-02-27",
        &[
            heading("Formalia"),
            item("Öppnande"),
            item("Dagordning"),
            heading("Beslut"),
            item("Elen"),
            heading("Fasta punkter"),
            item("Kansliet"),
            item("Övrigt"),
        ],
    );
    let nothing_left = after(&[&last]);
    assert_eq!(
        outline(&nothing_left),
        [
            "[Formalia]",
            "1 Öppnande",
            "2 Dagordning",
            "3 Föregående protokoll (den dagen)",
            "[Beslut]",
            "[Fasta punkter]",
            "4 Kansliet",
            "5 Övrigt"
        ]
    );
    assert_eq!(nothing_left.room_for_matters, 5);
    put_off(&mut last, "Elen", OutcomeKind::Postponed, "");
    on(&mut last, "Öppnande", |item| {
        item.assignments = vec![assignment(91, "", "ringa", None)];
        item.label = None;
    });
    let next = after(&[&last]);
    assert_eq!(
        outline(&next),
        [
            "[Formalia]",
            "- Öppnande",
            "1 Dagordning",
            "2 Föregående protokoll (den dagen)",
            "3 Uppföljning av uppdrag",
            "[Beslut]",
            "4 Elen",
            "[Fasta punkter]",
            "5 Kansliet",
            "6 Övrigt"
        ]
    );
    assert_eq!(next.room_for_matters, 7);
    assert_eq!(
        row(&next, "Uppföljning").background,
        "- ringa (2026-02-27, Öppnande)"
    );
    assert_eq!(
        next.why,
        [
            Heading,
            Recurring,
            Recurring,
            PreviousMinutes,
            FollowUp,
            Heading,
            Carried,
            Heading,
            Recurring,
            Recurring
        ]
    );
}

#[test]
fn the_place_for_matters_follows_the_beginning_where_the_last_meeting_had_none() {
    let last = held("2026-02-27", &items(&["Öppnande", "Dagordning", "Övrigt"]));
    let next = after(&[&last]);
    assert_eq!(
        next.room_for_matters, 3,
        "after the minutes, before the end"
    );
    let last = held("2026-02-27", &items(&["Laget runt", "Elen", "Övrigt"]));
    let next = after(&[&last]);
    assert_eq!(
        outline(&next),
        [
            "1 Föregående protokoll (den dagen)",
            "2 Laget runt",
            "3 Övrigt"
        ]
    );
    assert_eq!(next.room_for_matters, 2);
    let early = held(
        "2026-02-27",
        &items(&["Elen", "Öppnande", "Vattnet", "Dagordning", "Skogen"]),
    );
    let next = after(&[&early]);
    assert_eq!(
        outline(&next),
        [
            "1 Öppnande",
            "2 Dagordning",
            "3 Föregående protokoll (den dagen)"
        ]
    );
    assert_eq!(next.room_for_matters, 3);
}

#[test]
fn a_follow_up_with_nothing_open_leaves_its_place_to_the_matters() {
    for titles in [
        ["Öppnande", "Uppföljning av uppdrag", "Elen", "Övrigt"],
        ["Öppnande", "Elen", "Uppföljning av uppdrag", "Övrigt"],
    ] {
        let next = after(&[&held("2026-02-27", &items(&titles))]);
        assert_eq!(
            outline(&next),
            [
                "1 Öppnande",
                "2 Föregående protokoll (den dagen)",
                "3 Övrigt"
            ]
        );
        assert_eq!(next.room_for_matters, 2, "{titles:?}");
    }
}

#[test]
fn what_comes_first_of_all_stands_under_the_heading_of_what_follows_it() {
    let last = held(
        "2026-02-27",
        &[
            heading("Ärenden"),
            item("Elen"),
            heading("Fasta punkter"),
            item("Kansliet"),
        ],
    );
    assert_eq!(
        outline(&after(&[&last])),
        [
            "[Ärenden]",
            "1 Föregående protokoll (den dagen)",
            "[Fasta punkter]",
            "2 Kansliet"
        ]
    );
    let last = held(
        "2026-02-27",
        &[
            heading("Fasta punkter"),
            item("Kansliet"),
            heading("Ärenden"),
            item("Elen"),
        ],
    );
    let next = after(&[&last]);
    assert_eq!(
        outline(&next),
        [
            "[Fasta punkter]",
            "1 Föregående protokoll (den dagen)",
            "2 Kansliet",
            "[Ärenden]"
        ]
    );
    assert_eq!(next.room_for_matters, 4);
}

#[test]
fn an_item_that_the_last_meeting_left_out_stands_under_the_heading_of_its_neighbour() {
    let rows = [
        heading("Före"),
        item("Öppnande"),
        item("Besök"),
        item("Avslutning"),
        heading("Efter"),
        item("Fika"),
    ];
    let (older, earlier) = (held("2025-12-12", &rows), held("2026-01-30", &rows));
    let last = held(
        "2026-02-27",
        &[item("Öppnande"), heading("Sist"), item("Avslutning")],
    );
    let next = after(&[&last, &earlier, &older]);
    assert_eq!(
        outline(&next),
        [
            "1 Öppnande",
            "2 Föregående protokoll (den dagen)",
            "3 Besök",
            "[Sist]",
            "4 Avslutning",
            "[Efter]",
            "5 Fika"
        ]
    );
}
