//! Announcements, guesses of the day, titles and running numbers, at their boundaries.

use super::*;

/// The understood parts of an announcement: day, beginning, end, place.
fn understood(text: &str) -> String {
    let next = NextMeeting {
        text: text.to_owned(),
        date: None,
    };
    let announced = Announced::parse(&next, day("2026-02-27"));
    let parts = [
        announced.date.map(|day| day.to_string()),
        announced.starts.map(|hour| hour.to_string()),
        announced.ends.map(|hour| hour.to_string()),
        announced.place,
    ];
    parts.map(Option::unwrap_or_default).join("|")
}

#[test]
fn a_word_that_is_no_day_hour_or_place_is_not_taken_for_one() {
    for (text, expected) in [
        ("27/3 i Höganäs", "2026-03-27|||Höganäs"),
        ("den 27 mars i Höganäs", "2026-03-27|||Höganäs"),
        ("den 27 mars 2026 i Höganäs", "2026-03-27|||Höganäs"),
        ("Nästa A-möte den 27 mars i Höganäs", "2026-03-27|||Höganäs"),
        ("den 27 mars uppe i Höganäs", "2026-03-27|||"),
        ("den 27 mars i Höganäs! Välkomna", "2026-03-27|||Höganäs"),
        ("27 mars 9-12 i Höganäs", "2026-03-27|||"),
        ("27 mars 9.30 i Höganäs", "2026-03-27|||"),
        (
            "27 mars 09.00-12.00 i Höganäs",
            "2026-03-27|09:00|12:00|Höganäs",
        ),
        ("27 mars kl.9 i Höganäs", "2026-03-27|09:00||Höganäs"),
        ("kl. 13 sal 15, den 27 mars", "2026-03-27|13:00||"),
        ("27 mars kl 13 – 13", "2026-03-27|13:00||"),
        ("27 mars kl 13–13", "2026-03-27|||"),
        (
            "27 mars kl 13 till 15 i Höganäs",
            "2026-03-27|13:00|15:00|Höganäs",
        ),
        ("27 mars kl 9-10 – 12 i Höganäs", "2026-03-27|09:00|10:00|"),
        ("kl 13 den 27 mars, rådhuset", "2026-03-27|13:00||rådhuset"),
        ("27 mars, i stora salen", "2026-03-27|||"),
        (
            "I Norra Åsum, Kyrkan den 27 mars",
            "2026-03-27|||Norra Åsum",
        ),
        ("På Rådhuset är det den 27 mars", "2026-03-27|||Rådhuset"),
        ("i kyrkan den 27 mars", "2026-03-27|||"),
    ] {
        assert_eq!(understood(text), expected, "{text}");
    }
}

#[test]
fn the_next_day_is_guessed_from_the_middle_interval_and_only_a_later_one_is_announced() {
    let guess = |days: &[&str]| {
        let meetings: Vec<Minutes> = days.iter().map(|day| held(day, &[])).collect();
        after(&meetings.iter().collect::<Vec<_>>()).agenda.date
    };
    for (days, expected) in [
        (
            &["2026-02-27", "2026-02-20", "2026-02-06"][..],
            "2026-03-13",
        ),
        (
            &["2026-02-27", "2026-02-13", "2026-02-06", "2026-01-09"],
            "2026-03-13",
        ),
        (&["2026-02-27", "2026-02-27"], "2026-03-27"),
        (&["2026-02-27", "2026-02-26"], "2026-03-06"),
        (&["2026-02-27", "2026-02-16"], "2026-03-13"),
        (&["2026-02-27", "2025-01-23"], "2027-04-02"),
        (&["2026-02-27", "2025-01-22"], "2026-03-27"),
    ] {
        assert_eq!(guess(days), day(expected), "{days:?}");
    }
    let mut last = held("2026-02-27", &[]);
    for (announced, ground) in [
        ("2026-02-26", Ground::Guessed),
        ("2026-02-27", Ground::Guessed),
        ("2026-02-28", Ground::Announced),
    ] {
        last.next_meeting = Some(NextMeeting {
            text: "i Höganäs".to_owned(),
            date: Some(day(announced)),
        });
        assert_eq!(after(&[&last]).date, ground, "{announced}");
    }
}

#[test]
fn a_beginning_alone_makes_the_meeting_as_long_as_the_last_if_that_is_known() {
    let mut last = held("2026-02-27", &[]);
    let hours = |last: &Minutes| {
        let Agenda { starts, ends, .. } = after(&[last]).agenda;
        [starts, ends].map(|hour| hour.map(|hour| hour.to_string()).unwrap_or_default())
    };
    assert_eq!(hours(&last), ["09:00", "11:30"]);
    for (text, expected) in [
        ("23 april kl. 13", ["13:00", "15:30"]),
        ("23 april kl. 13.40", ["13:40", "16:10"]),
        ("23 april kl. 13–14", ["13:00", "14:00"]),
        ("23 april kl. 23", ["23:00", ""]),
        ("23 april", ["09:00", "11:30"]),
    ] {
        last.next_meeting = Some(NextMeeting {
            text: text.to_owned(),
            date: None,
        });
        assert_eq!(hours(&last), expected, "{text}");
    }
    last.heading.ends = "08:00".parse().ok();
    last.next_meeting = Some(NextMeeting {
        text: "23 april kl. 13".to_owned(),
        date: None,
    });
    assert_eq!(hours(&last), ["13:00", ""]);
}

#[test]
fn a_running_number_is_told_from_the_year_beside_it() {
    let (spring, next_year) = (day("2026-02-27"), day("2027-01-29"));
    for (number, same, new) in [
        ("2026/19", "2026/20", "2027/1"),
        ("2026/1234", "2026/1235", "2027/1"),
        ("19/2026", "20/2026", "1/2027"),
        ("1999", "2000", "2000"),
        ("7-26", "8-26", "1-27"),
        ("7-25", "8-25", "8-25"),
        ("009/2026", "010/2026", "001/2027"),
    ] {
        assert_eq!(advanced(number, spring, spring), same, "{number}");
        assert_eq!(advanced(number, spring, next_year), new, "{number}");
    }
    let title = |title: &str, number| title_advanced(title, number, spring, spring);
    assert_eq!(title("Möte 5/2026 i Ekö", Some("")), "Möte 6/2026 i Ekö");
    assert_eq!(title("Möte 5/2025 a/2026", None), "Möte 5/2025 a/2026");
    assert_eq!(title("Nr 3 om 3", Some("3")), "Nr 4 om 3");
}

#[test]
fn the_usual_items_are_known_by_all_their_words_and_not_by_some() {
    for (title, usual) in [
        ("Opening remarks", Some(Usual::Opening)),
        ("Opera", None),
        ("Previous minutes", Some(Usual::PreviousMinutes)),
        ("Förra årets budget", None),
        ("Val av justeringsperson", Some(Usual::Verifiers)),
        ("Dagordning", Some(Usual::Agenda)),
        ("Approval of the agenda", Some(Usual::Agenda)),
        ("Fastställande av taxan", None),
        ("Uppföljning av uppdrag", Some(Usual::FollowUp)),
        ("Uppföljning av budgeten", None),
        ("Uppdrag till kansliet", None),
        ("Follow-up of assignments", Some(Usual::FollowUp)),
        ("Assignments", None),
        ("Aktuellt", Some(Usual::Round)),
        ("Rapport från kansliet", Some(Usual::Round)),
        ("Övrigt", Some(Usual::End)),
        ("Closing", Some(Usual::End)),
        ("Any other business", Some(Usual::End)),
    ] {
        assert_eq!(Usual::from_title(title), usual, "{title}");
    }
    for (usual, is_first) in [
        (Usual::Opening, true),
        (Usual::PreviousMinutes, true),
        (Usual::Round, false),
        (Usual::FollowUp, false),
        (Usual::End, false),
    ] {
        assert_eq!(usual.is_first(), is_first, "{usual:?}");
    }
    for (title, expected) in [
        ("Follow-up (av) B3 den 5 maj", "follow-up"),
        ("Mötet (a) om (b) allt", "mötet om allt"),
        ("den", "den"),
        (" 12 (x) ", "12 (x)"),
    ] {
        assert_eq!(folded(title), expected, "{title}");
    }
}
