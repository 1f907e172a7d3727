//! Days, months and hours in words, at their boundaries.

use chrono::NaiveDate;
use klubba::meeting::calendar::{day_in, in_words, month_named, swedish_month_named};
use klubba::meeting::decision::{Clause, ClauseId, Decision, DecisionId};
use klubba::meeting::due_date::DueDate;
use klubba::meeting::time::ClockTime;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn a_day_without_a_year_is_the_next_one_from_today_on() {
    let today = day("2019-01-29");
    for (text, expected) in [
        ("29 januari", Some("2019-01-29")),
        ("28 januari", Some("2020-01-28")),
        ("28/1", Some("2020-01-28")),
        ("29/1", Some("2019-01-29")),
        ("29 februari", Some("2020-02-29")),
        ("1:a maj", Some("2019-05-01")),
        ("2 maj 21", Some("2019-05-02")),
        ("2 maj 2021", Some("2021-05-02")),
        ("2 maj kl.9", Some("2019-05-02")),
        ("31 juni 2021", None),
        ("32/1", None),
        ("1/13", None),
        ("1900-01-01", Some("1900-01-01")),
        ("1899-12-31", None),
        ("(2 maj)", Some("2019-05-02")),
        ("snart, 2\u{a0}maj!", Some("2019-05-02")),
        ("punkt 2 och 3 maj", Some("2019-05-03")),
        ("2", None),
    ] {
        let found = day_in(text, today).map(|day| day.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }
    let leap = day_in("29 februari", day("2096-03-01")).map(|day| day.to_string());
    assert_eq!(leap, None, "not within the four coming years");
    assert_eq!(in_words(day("2026-12-07")), "7 december 2026");
}

#[test]
fn a_month_is_abbreviated_by_three_letters_or_more() {
    for (word, month, swedish) in [
        ("ja", None, None),
        ("jan", Some(1), Some(1)),
        ("JANU", Some(1), Some(1)),
        ("janua", Some(1), None),
        ("januari", Some(1), Some(1)),
        ("januaris", None, None),
        ("october", Some(10), None),
        ("oct", Some(10), None),
        ("dec", Some(12), Some(12)),
        ("december", Some(12), Some(12)),
    ] {
        assert_eq!(month_named(word), month, "{word}");
        assert_eq!(swedish_month_named(word), swedish, "{word}");
    }
}

#[test]
fn the_next_meeting_is_meant_by_its_words_where_no_day_is_named() {
    let (today, next) = (day("2019-01-29"), day("2019-04-23"));
    for (text, expected) in [
        ("Nästa möte", Some(next)),
        ("till nästkommande möte", Some(next)),
        ("the next meeting", Some(next)),
        ("nästa möte, 2 mars", Some(day("2019-03-02"))),
        ("snarast", None),
    ] {
        let due = DueDate::from_words(text, today, "Gruppen", Some(next));
        assert_eq!((due.text.as_str(), due.date), (text, expected));
    }
}

#[test]
fn an_hour_has_one_or_two_digits_before_and_after_its_sign() {
    for (text, expected) in [
        ("0:0", Some("00:00")),
        (" 23.59 ", Some("23:59")),
        ("24:00", None),
        ("830", Some("08:30")),
        ("08", Some("08:00")),
        ("08300", None),
        ("8:", None),
        (":30", None),
        ("8:300", None),
        ("008:30", None),
        ("+8:30", None),
        ("8:+3", None),
    ] {
        let hour = text.parse::<ClockTime>().ok().map(|hour| hour.to_string());
        assert_eq!(hour.as_deref(), expected, "{text}");
    }
}

#[test]
fn the_joiner_stands_before_a_clause_of_the_bodys_form_alone() {
    let printed = |clauses: &[&str], start: &str, joiner: &str| -> Vec<String> {
        let clauses = clauses.iter().zip(1..).map(|(text, id)| Clause {
            id: ClauseId(id),
            text: (*text).to_owned(),
        });
        let decision = Decision {
            id: DecisionId(1),
            intro: String::new(),
            clauses: clauses.collect(),
        };
        assert_eq!(decision.clause(ClauseId(99)), None);
        let printed = decision.printed(start, joiner).into_iter();
        printed.map(std::borrow::Cow::into_owned).collect()
    };
    assert_eq!(
        printed(&["att a", "Att b"], "ATT ", "samt")[1],
        "samt Att b"
    );
    assert_eq!(printed(&["att a", "b"], " ", "samt")[1], "b");
    assert_eq!(printed(&["a", " b"], " ", "samt")[1], " b");
    assert!(printed(&[], "att ", "samt").is_empty());
}

#[test]
fn an_hour_is_written_to_files_as_people_read_it_and_nonsense_is_named() {
    let hour: ClockTime = "8.05".parse().expect("an hour");
    assert_eq!(ron::to_string(&hour), Ok("\"08:05\"".to_owned()));
    assert_eq!(ron::from_str("\"08:05\""), Ok(hour));
    let error = ron::from_str::<ClockTime>("\"25:00\"").expect_err("no hour");
    let error = error.to_string();
    assert!(
        error.contains("25:00") && error.contains("HH:MM"),
        "{error}"
    );
}
