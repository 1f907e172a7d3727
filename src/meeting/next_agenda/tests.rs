//! The rules of the next agenda, tried on small meetings.

mod days_and_numbers;
mod rows;

use super::announced::Announced;
use super::numbers::{advanced, title_advanced};
use super::titles::{Usual, folded};
use super::*;
use crate::meeting::agenda::{Body, DocumentKind, Origin};
use crate::meeting::apply::apply_event;
use crate::meeting::assignment::{Assignment, AssignmentId, AssignmentState, FollowUp};
use crate::meeting::due_date::DueDate;
use crate::meeting::event::Event;
use crate::meeting::minutes::{NextMeeting, Stage};
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::style::Numbering;
use crate::meeting::time::Timestamp;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn heading(section: &str) -> AgendaRow {
    AgendaRow {
        section: Some(section.to_owned()),
        ..AgendaRow::default()
    }
}

fn item(title: &str) -> AgendaRow {
    AgendaRow {
        title: title.to_owned(),
        minutes: Some(10),
        ..AgendaRow::default()
    }
}

/// A closed meeting in which something was noted under every item.
fn held(date: &str, rows: &[AgendaRow]) -> Minutes {
    let mut labels = 1..;
    let items = rows.iter().cloned().map(|row| match row.section {
        Some(_) => row,
        None => AgendaRow {
            label: labels.next().map(|label: u32| label.to_string()),
            ..row
        },
    });
    let person = |name: &str, place: &str, role| Attendee {
        name: name.to_owned(),
        represents: Some(place.to_owned()),
        title: None,
        role,
    };
    let agenda = Agenda {
        body: Body {
            id: "kd".to_owned(),
            name: "Kommundirektörsmötet".to_owned(),
        },
        title: format!("Protokoll 3/{}", date.split('-').next().expect("a year")),
        kind: DocumentKind::Protokoll,
        number: Some(format!("3/{}", date.split('-').next().expect("a year"))),
        date: day(date),
        starts: "09:00".parse().ok(),
        ends: "11:30".parse().ok(),
        place: Some("Kvarnsalen".to_owned()),
        mode: super::super::agenda::Procedure::Group,
        style: super::super::style::HouseStyle::default(),
        people: vec![
            person("Ada Ek", "Ekö", Role::Chair),
            person("Bo Alm", "Almby", Role::Member),
            person("Eva Hägg", "Verket", Role::Guest),
        ],
        opening: "Välkomna!".to_owned(),
        closing: String::new(),
        items: items.collect(),
    };
    let mut minutes = Minutes::default();
    let taken = Event::AgendaTaken {
        agenda: Box::new(agenda),
        digest: String::new(),
    };
    apply_event(&mut minutes, &taken, Timestamp::default());
    for item in minutes.items_mut() {
        item.notes = "sagt".to_owned();
    }
    minutes.stage = Stage::Closed;
    minutes
}

fn on(minutes: &mut Minutes, title: &str, change: impl FnOnce(&mut super::super::item::Item)) {
    change(
        minutes
            .items_mut()
            .find(|item| item.title == title)
            .expect("an item"),
    );
}

fn outcome(kind: OutcomeKind, to: &str) -> Outcome {
    Outcome {
        kind,
        to: Some(to.to_owned()).filter(|to| !to.is_empty()),
        purpose: None,
    }
}

fn wording() -> AgendaWording {
    let paper = |title: &str| MinutesWording {
        title: title.to_owned(),
        clause: "att godkänna det".to_owned(),
        sentence: "Det godkänns.".to_owned(),
    };
    let word = str::to_owned;
    AgendaWording {
        minutes: paper("Föregående protokoll"),
        notes: paper("Föregående minnesanteckningar"),
        last_day: word("den dagen"),
        postponed: word("bordlagt"),
        referred_back: word("återremitterat"),
        referred_to: word("hänskjutet"),
        untouched: word("ej behandlat"),
        follow_up: word("Uppföljning av uppdrag"),
        item: word("punkt"),
        left: word("kvar"),
    }
}

/// The next agenda after these meetings, each with a stem of its day.
fn after(meetings: &[&Minutes]) -> NextAgenda {
    let stems: Vec<String> = meetings
        .iter()
        .map(|one| format!("{}-kd", one.heading.date))
        .collect();
    let history: Vec<EarlierMeeting<'_>> = meetings
        .iter()
        .zip(&stems)
        .map(|(minutes, stem)| EarlierMeeting { stem, minutes })
        .collect();
    next_agenda(&history, None, &wording()).expect("an agenda")
}

/// Rows as "[heading]" and "label title".
fn outline(next: &NextAgenda) -> Vec<String> {
    let rows = next
        .agenda
        .items
        .iter()
        .map(|row| match (&row.section, &row.label) {
            (Some(section), _) => format!("[{section}]"),
            (None, Some(label)) => format!("{label} {}", row.title),
            (None, None) => format!("- {}", row.title),
        });
    rows.collect()
}

fn row<'a>(next: &'a NextAgenda, title: &str) -> &'a AgendaRow {
    next.agenda
        .items
        .iter()
        .find(|row| row.title.starts_with(title))
        .expect("a row")
}

#[test]
fn a_running_number_goes_on_and_begins_anew_with_the_year() {
    let (spring, autumn, next_year) = (day("2026-02-27"), day("2026-09-25"), day("2027-01-29"));
    for (number, same, new) in [
        ("3/2026", "4/2026", "1/2027"),
        ("nr 2 2026", "nr 3 2026", "nr 1 2027"),
        ("03/26", "04/26", "01/27"),
        ("2026:9", "2026:10", "2027:1"),
        ("14", "15", "15"),
        ("2025/14", "2025/15", "2025/15"),
        ("26", "27", "27"),
        ("extra", "extra", "extra"),
        ("", "", ""),
        (
            "99999999999999999999999",
            "99999999999999999999999",
            "99999999999999999999999",
        ),
    ] {
        assert_eq!(advanced(number, spring, autumn), same, "{number}");
        assert_eq!(advanced(number, spring, next_year), new, "{number}");
    }
    let title = |title: &str, number| title_advanced(title, number, spring, next_year);
    assert_eq!(
        title("Protokoll nr 2 2026", Some("nr 2 2026")),
        "Protokoll nr 1 2027"
    );
    assert_eq!(title("Protokoll 8/2026", None), "Protokoll 1/2027");
    assert_eq!(title("Möte 2026-02-27", None), "Möte 2027-01-29");
    assert_eq!(
        title("Minnesanteckningar", Some("3/2026")),
        "Minnesanteckningar"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn an_announcement_is_understood_as_far_as_it_is_clear() {
    let said = |text: &str| {
        let next = NextMeeting {
            text: text.to_owned(),
            date: None,
        };
        let Announced {
            date,
            starts,
            ends,
            place,
        } = Announced::parse(&next, day("2026-02-27"));
        let hour = |hour: Option<super::super::time::ClockTime>| hour.map(|hour| hour.to_string());
        let all = [
            date.map(|day| day.to_string()),
            hour(starts),
            hour(ends),
            place,
        ];
        all.map(|part| part.unwrap_or_else(|| "-".to_owned()))
            .join(" | ")
    };
    for (text, understood) in [
        (
            "Nästa kommundirektörsmöte är den 23 april kl 15.00.",
            "2026-04-23 | 15:00 | - | -",
        ),
        (
            "Nästa möte: 27 mars kl. 09.00–12.00 i Höganäs",
            "2026-03-27 | 09:00 | 12:00 | Höganäs",
        ),
        (
            "27/3 kl 13 på Rådhuset, sal 2",
            "2026-03-27 | 13:00 | - | Rådhuset, sal 2",
        ),
        (
            "2026-03-27, 09.00-11.30, Rådhuset",
            "2026-03-27 | 09:00 | 11:30 | Rådhuset",
        ),
        (
            "fredagen den 27 mars 2026 klockan 13 – 15 i stadshuset. Ta med underlag.",
            "2026-03-27 | 13:00 | 15:00 | stadshuset",
        ),
        (
            "Nästa möte i Höganäs den 27 mars",
            "2026-03-27 | - | - | Höganäs",
        ),
        (
            "Nästa möte är i Norra Åsum fredag den 27 mars, kl.9",
            "2026-03-27 | 09:00 | - | Norra Åsum",
        ),
        (
            "den 27 mars i samband med budgetmötet",
            "2026-03-27 | - | - | -",
        ),
        ("den 27 mars, tid kommer senare", "2026-03-27 | - | - | -"),
        ("27 mars kl. 15–13", "2026-03-27 | - | - | -"),
        ("kl.", "- | - | - | -"),
        ("i", "- | - | - | -"),
        ("Våren 2027", "- | - | - | -"),
        ("", "- | - | - | -"),
    ] {
        assert_eq!(said(text), understood, "{text}");
    }
}

#[test]
fn day_hours_and_place_come_from_the_announcement_or_from_the_last_meeting() {
    let mut last = held("2026-02-27", &[item("Öppnande")]);
    let guessed = after(&[&last]);
    assert_eq!(
        (guessed.agenda.date, guessed.date),
        (day("2026-03-27"), Ground::Guessed)
    );
    assert_eq!(guessed.place, Ground::AsBefore);
    let (earlier, oldest) = (held("2026-02-12", &[]), held("2016-09-23", &[]));
    let guessed = after(&[&last, &earlier, &oldest]);
    assert_eq!(
        guessed.agenda.date,
        day("2026-03-13"),
        "two weeks on, on the same weekday"
    );
    assert_eq!(
        after(&[&last, &oldest]).agenda.date,
        day("2026-03-27"),
        "ten years are no habit"
    );

    let text = "Nästa möte är den 23 april kl. 13 i Höganäs".to_owned();
    last.next_meeting = Some(NextMeeting {
        text,
        date: Some(day("2026-04-23")),
    });
    let next = after(&[&last]);
    let Agenda {
        date,
        starts,
        ends,
        place,
        ..
    } = next.agenda;
    assert_eq!(
        (date, next.date, next.hours),
        (day("2026-04-23"), Ground::Announced, Ground::Announced)
    );
    let hours = [starts, ends].map(|hour| hour.map(|hour| hour.to_string()));
    assert_eq!(
        hours,
        [Some("13:00".to_owned()), Some("15:30".to_owned())],
        "as long as the last"
    );
    assert_eq!(place.as_deref(), Some("Höganäs"));

    let history = [EarlierMeeting {
        stem: "x",
        minutes: &last,
    }];
    let asked = next_agenda(&history, Some(day("2027-04-24")), &wording()).expect("an agenda");
    assert_eq!(
        (asked.agenda.date, asked.date),
        (day("2027-04-24"), Ground::Asked)
    );
    assert_eq!(
        asked.agenda.place.as_deref(),
        Some("Kvarnsalen"),
        "what was announced was for another day"
    );
    assert_eq!(asked.agenda.number.as_deref(), Some("1/2027"));
    assert_eq!(asked.agenda.title, "Protokoll 1/2027");
}

#[test]
fn what_a_title_says_does_not_hang_on_numbers_days_and_parentheses() {
    assert_eq!(folded("Budgetuppföljning 2013-04-30"), "budgetuppföljning");
    assert_eq!(
        folded("Aktuellt från SKR (den 3 mars)"),
        "aktuellt från skr"
    );
    assert_eq!(
        folded("Verksamhetsberättelse 2018 för MLR ("),
        "verksamhetsberättelse för mlr"
    );
    assert_eq!(folded("2019"), "2019");
    let is = |title: &str, usual| assert_eq!(Usual::from_title(title), usual, "{title}");
    is("Mötets öppnande och incheckning", Some(Usual::Opening));
    is("Val av justerare", Some(Usual::Verifiers));
    is("Godkännande av dagordningen", Some(Usual::Agenda));
    is(
        "Föregående protokoll (11 november 2018)",
        Some(Usual::PreviousMinutes),
    );
    is("Laget runt: aktuellt i kommunerna", Some(Usual::Round));
    is("Övriga frågor:", Some(Usual::End));
    is("Mötets avslutande", Some(Usual::End));
    is("Dagordning nästa styrelsemöte 2 mars", None);
    is("Protokollshantering", None);
    is("Mötesdatum 2017", None);
}

#[test]
fn after_one_meeting_the_usual_items_and_the_standing_heading_come_back() {
    let last = held(
        "2026-02-27",
        &[
            heading("Ärenden"),
            item("Öppnande"),
            item("Föregående protokoll (den 30 januari)"),
            item("Gemensam övning"),
            heading("Fasta punkter"),
            item("Greater Copenhagen"),
            heading(""),
            item("Övriga frågor"),
        ],
    );
    let next = after(&[&last]);
    assert_eq!(
        outline(&next),
        [
            "[Ärenden]",
            "1 Öppnande",
            "2 Föregående protokoll (den dagen)",
            "[Fasta punkter]",
            "3 Greater Copenhagen",
            "[]",
            "4 Övriga frågor"
        ]
    );
    assert_eq!(
        next.room_for_matters, 3,
        "new matters go before the standing ones"
    );
    let minutes = row(&next, "Föregående protokoll");
    assert_eq!(minutes.attachments, ["Protokoll 3/2026"]);
    assert!(
        minutes.proposal[0].contains("godkänna föregående mötes protokoll"),
        "{:?}",
        minutes.proposal
    );
    assert_eq!(next.agenda.opening, "", "what was said then was said then");
}

#[test]
fn what_half_of_the_last_four_meetings_had_comes_back_where_it_stands() {
    let meeting = |date, titles: &[&str]| {
        held(
            date,
            &titles.iter().map(|title| item(title)).collect::<Vec<_>>(),
        )
    };
    let meetings = [
        meeting(
            "2026-04-24",
            &["Öppnande", "Elen", "Ekonomi per 31 mars", "Avslutning"],
        ),
        meeting(
            "2026-03-27",
            &[
                "Öppnande",
                "Vattnet",
                "Ekonomi per 28 februari",
                "Besök",
                "Avslutning",
            ],
        ),
        meeting("2026-02-27", &["Öppnande", "Besök", "Avslutning"]),
        meeting(
            "2026-01-30",
            &["Öppnande", "Rapport från resan", "Avslutning"],
        ),
    ];
    let next = after(&meetings.iter().collect::<Vec<_>>());
    assert_eq!(
        outline(&next),
        [
            "1 Öppnande",
            "2 Föregående protokoll (den dagen)",
            "3 Ekonomi per 31 mars",
            "4 Besök",
            "5 Avslutning"
        ]
    );
    assert_eq!(next.room_for_matters, 2);
}

#[test]
fn numbers_of_items_are_written_as_the_body_writes_them() {
    let mut last = held(
        "2026-02-27",
        &[item("Öppnande"), item("Elen"), item("Övriga frågor")],
    );
    last.style.numbering = Numbering::PerYear;
    for (item, label) in last.items_mut().zip(["§ 14", "§ 15", "§ 16"]) {
        item.label = Some(label.to_owned());
    }
    assert_eq!(outline(&after(&[&last]))[0], "§ 17 Öppnande");
    last.next_meeting = Some(NextMeeting {
        text: "2027-01-15".to_owned(),
        date: None,
    });
    assert_eq!(outline(&after(&[&last]))[0], "§ 1 Öppnande", "a new year");
    last.style.numbering = Numbering::PerMeeting;
    assert_eq!(outline(&after(&[&last]))[0], "§ 1 Öppnande");
    last.style.numbering = Numbering::None;
    assert_eq!(outline(&after(&[&last]))[0], "- Öppnande");
}

#[test]
fn a_guest_comes_again_by_habit_or_with_a_matter() {
    let meetings =
        ["2026-02-27", "2026-01-30", "2025-12-12"].map(|date| held(date, &[item("Öppnande")]));
    let names = |meetings: &[&Minutes]| {
        let people = after(meetings).agenda.people;
        people
            .into_iter()
            .map(|person| person.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&[&meetings[0]]), ["Ada Ek", "Bo Alm"]);
    assert_eq!(
        names(&[&meetings[0], &meetings[1]]),
        ["Ada Ek", "Bo Alm", "Eva Hägg"]
    );
    let mut without = meetings[1].clone();
    without.people.pop();
    assert_eq!(
        names(&[&meetings[0], &without, &meetings[2]]),
        ["Ada Ek", "Bo Alm", "Eva Hägg"]
    );
    assert_eq!(names(&[&meetings[0], &without]), ["Ada Ek", "Bo Alm"]);
    let mut presents = held("2026-02-27", &[item("Öppnande"), item("Elen")]);
    on(&mut presents, "Elen", |item| {
        item.outcome = Some(outcome(OutcomeKind::Postponed, ""));
        item.presenters = vec!["Eva Hägg, hydrolog".to_owned()];
    });
    assert_eq!(
        names(&[&presents]),
        ["Ada Ek", "Bo Alm", "Eva Hägg"],
        "with a matter of hers"
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn what_was_put_off_sent_here_or_never_come_to_is_carried_over_with_its_history() {
    let titles = [
        "Öppnande",
        "Put off",
        "Sent back",
        "Sent here",
        "Sent away",
        "Withdrawn",
        "Untouched",
        "Done",
    ];
    let mut last = held("2016-09-23", &titles.map(item));
    on(&mut last, "Put off", |item| {
        item.outcome = Some(outcome(OutcomeKind::Postponed, ""));
        item.from = vec![Origin {
            meeting: "kd-2015-10-23".into(),
            what: "bordlagt".into(),
            item: None,
        }];
        item.background = "bordlagt 2015-10-23\nSkrivelsen finns.".to_owned();
        item.proposal = vec!["att anta den".to_owned()];
        item.presenters = vec!["Nils Gran".to_owned()];
        item.attachments = vec!["Skrivelse".to_owned()];
    });
    on(&mut last, "Sent back", |item| {
        item.outcome = Some(outcome(OutcomeKind::ReferredBack, "Ekö"));
    });
    on(&mut last, "Sent here", |item| {
        item.outcome = Some(outcome(OutcomeKind::ReferredTo, "nästkommande möte"));
    });
    on(&mut last, "Sent away", |item| {
        item.outcome = Some(outcome(OutcomeKind::ReferredTo, "nästa styrelsemöte"));
    });
    on(&mut last, "Withdrawn", |item| {
        item.outcome = Some(outcome(OutcomeKind::Withdrawn, ""));
    });
    on(&mut last, "Untouched", |item| item.notes = String::new());
    let next = after(&[&last]);
    assert_eq!(
        outline(&next)[2..],
        ["3 Put off", "4 Sent back", "5 Sent here", "6 Untouched"]
    );
    let put_off = row(&next, "Put off");
    assert_eq!(
        put_off.background,
        "bordlagt 2015-10-23, bordlagt 2016-09-23\nSkrivelsen finns."
    );
    assert_eq!(
        put_off.from[1],
        Origin {
            meeting: "2016-09-23-kd".into(),
            what: "bordlagt".into(),
            item: Some("2".into())
        }
    );
    assert_eq!(
        (
            put_off.proposal.len(),
            put_off.presenters.len(),
            put_off.attachments.len()
        ),
        (1, 1, 1)
    );
    assert_eq!(put_off.minutes, Some(10));
    assert_eq!(row(&next, "Untouched").from[0].what, "ej behandlat");

    last.stage = Stage::UnderWay;
    assert!(
        !outline(&after(&[&last])).concat().contains("Untouched"),
        "it may still be come to"
    );
}

#[test]
fn a_matter_is_carried_over_until_a_later_meeting_takes_it_up() {
    let mut first = held(
        "2026-01-30",
        &[item("Elen"), item("Vattnet 2026"), item("Skogen")],
    );
    for item in first.items_mut() {
        item.outcome = Some(outcome(OutcomeKind::Postponed, ""));
    }
    let mut taken = item("Elen, andra gången");
    taken.from = vec![Origin {
        meeting: "2026-01-30-kd".into(),
        what: "bordlagt".into(),
        item: Some("1".into()),
    }];
    let last = held(
        "2026-02-27",
        &[
            item("Öppnande"),
            taken,
            item("skogen"),
            item("Vattnet 2027"),
        ],
    );
    let carried: Vec<String> = outline(&after(&[&last, &first]))
        .into_iter()
        .skip(2)
        .collect();
    assert_eq!(
        carried,
        ["3 Vattnet 2026"],
        "the year tells it from another matter"
    );
    let far = held("2027-12-01", &[item("Öppnande")]);
    assert_eq!(
        outline(&after(&[&far, &first])).len(),
        2,
        "what has waited so long is forgotten"
    );
}

#[test]
fn a_standing_item_that_was_put_off_is_not_there_twice() {
    let mut last = held(
        "2026-02-27",
        &[
            item("Öppnande"),
            item("Elen"),
            item("Rapport från kansliet"),
        ],
    );
    on(&mut last, "Rapport från kansliet", |item| {
        item.outcome = Some(outcome(OutcomeKind::Postponed, ""));
    });
    let next = after(&[&last]);
    let reports: Vec<_> = next
        .agenda
        .items
        .iter()
        .filter(|row| row.title.starts_with("Rapport"))
        .collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].from.len(), 1);
}

fn assignment(id: u32, who: &str, what: &str, due: Option<&str>) -> Assignment {
    let due = due.map(|date| DueDate {
        text: format!("senast {date}"),
        date: Some(day(date)),
    });
    Assignment {
        id: AssignmentId(id),
        who: who.into(),
        what: what.into(),
        due,
        to: None,
        done: false,
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn open_assignments_are_listed_until_they_are_done() {
    let mut first = held("2026-01-30", &[item("Elen")]);
    on(&mut first, "Elen", |item| {
        item.assignments = vec![
            assignment(91, "Bo Alm", "ringa", None),
            assignment(92, "varje kommun", "utse någon", Some("2026-03-15")),
            assignment(93, "Ada Ek", "skriva", Some("2026-03-02")),
            assignment(94, "Ada Ek", "läsa", None),
        ];
        item.assignments[3].done = true;
    });
    let mut last = held("2026-02-27", &[item("Öppnande")]);
    let lines = |last: &Minutes| {
        let next = after(&[last, &first]);
        let found = next
            .agenda
            .items
            .iter()
            .find(|row| row.title == "Uppföljning av uppdrag");
        found.map(|row| row.background.clone()).unwrap_or_default()
    };
    assert_eq!(
        lines(&last).lines().collect::<Vec<_>>(),
        [
            "- Ada Ek: skriva, senast 2026-03-02 (2026-01-30, punkt 1)",
            "- varje kommun: utse någon, senast 2026-03-15 (2026-01-30, punkt 1)",
            "- Bo Alm: ringa (2026-01-30, punkt 1)",
        ]
    );
    let mut told = |assignment: u32, of: Option<&str>, became| {
        let follow_up = FollowUp {
            meeting: "2026-01-30-kd".to_owned(),
            assignment: AssignmentId(assignment),
            of: of.map(str::to_owned),
            became,
        };
        let event = Event::AssignmentFollowedUp { follow_up };
        apply_event(&mut last, &event, Timestamp::default());
        lines(&last)
    };
    assert!(!told(93, None, AssignmentState::Done).contains("skriva"));
    assert!(told(91, None, AssignmentState::CarriedOn).contains("ringa"));
    assert!(
        told(94, None, AssignmentState::Open).contains("läsa"),
        "open after all"
    );
    assert!(
        told(92, Some("Ekö"), AssignmentState::Done).contains("varje kommun (kvar: Almby): utse")
    );
    assert!(!told(92, Some("Almby"), AssignmentState::Done).contains("utse"));
    told(94, None, AssignmentState::Done);
    told(91, None, AssignmentState::Done);
    let mut asked = held(
        "2026-03-27",
        &[
            item("Öppnande"),
            item("Uppföljning av uppdrag"),
            item("Elen"),
        ],
    );
    let next = after(&[&asked, &last, &first]);
    assert!(
        !outline(&next).concat().contains("Uppföljning"),
        "nothing is open"
    );
    on(&mut asked, "Elen", |item| {
        item.assignments = vec![assignment(95, "Ada Ek", "ringa", None)];
    });
    let next = after(&[&asked, &last, &first]);
    assert_eq!(outline(&next)[2], "3 Uppföljning av uppdrag");
}

#[test]
fn an_empty_meeting_still_gives_an_agenda() {
    let next = after(&[&Minutes::default()]);
    assert_eq!(next.agenda.items.len(), 1);
    assert_eq!(next.why, [RowReason::PreviousMinutes]);
    assert!(next_agenda(&[], None, &wording()).is_none());
}
