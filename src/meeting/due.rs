//! Days in words: "senast den 10 februari", "före styrelsemötet 2 mars", "27/4", "2026-04-27".

use chrono::{Datelike, NaiveDate};

use super::assignment::Due;

/// The months as papers in Swedish name them.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];
/// The same in English.
const MONTHS_IN_ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Due {
    /// Keeps the words, and the day they mean when said on `today`. `next_meeting` is the day of
    /// the next meeting, where one is known.
    #[must_use]
    pub fn understood(text: &str, today: NaiveDate, next_meeting: Option<NaiveDate>) -> Self {
        let date = day_in(text, today).or_else(|| {
            let folded = text.to_lowercase();
            let means_next = folded.contains("nästa möte")
                || folded.contains("nästkommande möte")
                || folded.contains("next meeting");
            next_meeting.filter(|_| means_next)
        });
        Self {
            text: text.to_owned(),
            date,
        }
    }
}

/// The first day named in a text. A day without a year is the next one from `today` on.
#[must_use]
pub fn day_in(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = text
        .split([' ', '\u{a0}', ',', '(', ')', ';'])
        .map(|word| word.trim_end_matches(['.', ':', '!', '?']))
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(place, word)| {
        iso(word).or_else(|| slashed(word, today)).or_else(|| {
            in_words(
                word,
                words.get(place + 1)?,
                words.get(place + 2).copied(),
                today,
            )
        })
    })
}

fn iso(word: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(word, "%Y-%m-%d")
        .ok()
        .filter(|day| day.year() >= 1900)
}

fn slashed(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = word.split_once('/')?;
    coming(day.parse().ok()?, month.parse().ok()?, today)
}

fn in_words(day: &str, month: &str, year: Option<&str>, today: NaiveDate) -> Option<NaiveDate> {
    let day: u32 = day
        .trim_end_matches(":e")
        .trim_end_matches(":a")
        .parse()
        .ok()?;
    let month = month_named(month)?;
    let year = year
        .filter(|year| year.len() == 4)
        .and_then(|year| year.parse().ok());
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => coming(day, month, today),
    }
}

/// The month of a name or of the beginning of one, from three letters on.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let names = |name: &str| name == word || (word.len() >= 3 && name.starts_with(&word));
    let place = MONTHS.iter().position(|name| names(name));
    let place = place.or_else(|| MONTHS_IN_ENGLISH.iter().position(|name| names(name)))?;
    u32::try_from(place + 1).ok()
}

fn coming(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    (0..=4)
        .filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day))
        .find(|date| *date >= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_words_is_understood_and_nonsense_is_not() {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        let said = |text: &str| day_in(text, today).map(|day| day.to_string());
        let expected = |day: &str| Some(day.to_owned());
        assert_eq!(said("senast den 10 februari"), expected("2019-02-10"));
        assert_eq!(said("före styrelsemötet 2 mars"), expected("2019-03-02"));
        assert_eq!(
            said("före den 15 jan."),
            expected("2020-01-15"),
            "a day that has passed comes next year"
        );
        assert_eq!(said("27/4"), expected("2019-04-27"));
        assert_eq!(
            said("senast 2019-06-15 till kansliet"),
            expected("2019-06-15")
        );
        assert_eq!(said("den 24:e april 2021"), expected("2021-04-24"));
        for nonsense in [
            "senast 203-06-15",
            "snarast",
            "31 februari",
            "den 10",
            "våren 2018",
            "0/0",
            "",
        ] {
            assert_eq!(said(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn next_meeting_is_a_day_once_it_is_known() {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        let next = NaiveDate::from_ymd_opt(2019, 4, 23);
        assert_eq!(Due::understood("till nästa möte", today, next).date, next);
        assert_eq!(Due::understood("till nästa möte", today, None).date, None);
    }
}
