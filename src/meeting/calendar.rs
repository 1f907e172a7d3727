//! Days and months in words: "senast den 10 februari", "före styrelsemötet 2 mars", "27/4",
//! "2026-04-27". Clock times are read in [`super::time`].

use chrono::{Datelike, NaiveDate};

/// The Swedish names of the months.
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

/// The English names of the months.
const ENGLISH_MONTHS: [&str; 12] = [
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

/// The shortest beginning that stands for a month, in letters: "feb".
const SHORTEST_ABBREVIATION: usize = 3;

/// The longest abbreviation that documents use for a month: "sept".
const LONGEST_ABBREVIATION: usize = 4;

/// The day in words, as Swedish documents write it: `27 februari 2026`.
#[must_use]
pub fn in_words(date: NaiveDate) -> String {
    let month = MONTHS.get(date.month0() as usize).copied();
    format!(
        "{} {} {}",
        date.day(),
        month.unwrap_or_default(),
        date.year()
    )
}

/// The month, 1 to 12, of a Swedish or English name or of the beginning of one, from three letters
/// on.
#[must_use]
pub fn month_named(word: &str) -> Option<u32> {
    month_in(&MONTHS, word, usize::MAX).or_else(|| month_in(&ENGLISH_MONTHS, word, usize::MAX))
}

/// The month of a Swedish name, or of an abbreviation of three or four letters.
#[must_use]
pub fn swedish_month_named(word: &str) -> Option<u32> {
    month_in(&MONTHS, word, LONGEST_ABBREVIATION)
}

/// The month in a table whose name is this word, or begins with it where the word has from three
/// letters to `longest` of them.
fn month_in(months: &[&str; 12], word: &str, longest: usize) -> Option<u32> {
    let word = word.to_lowercase();
    let may_be_short = (SHORTEST_ABBREVIATION..=longest).contains(&word.len());
    let is_named = |name: &&str| **name == word || (may_be_short && name.starts_with(&word));
    let index = months.iter().position(is_named)?;
    u32::try_from(index + 1).ok()
}

/// The first day named in a text. A day without a year is the next one from `today` on.
#[must_use]
pub fn day_in(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = text
        .split([' ', '\u{a0}', ',', '(', ')', ';'])
        .map(|word| word.trim_end_matches(['.', ':', '!', '?']))
        .filter(|word| !word.is_empty())
        .collect();
    words.iter().enumerate().find_map(|(index, word)| {
        iso(word).or_else(|| slashed(word, today)).or_else(|| {
            worded(
                word,
                words.get(index + 1)?,
                words.get(index + 2).copied(),
                today,
            )
        })
    })
}

/// `2026-04-27`.
fn iso(word: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(word, "%Y-%m-%d")
        .ok()
        .filter(|day| day.year() >= 1900)
}

/// `27/4`, day first.
fn slashed(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = word.split_once('/')?;
    coming(day.parse().ok()?, month.parse().ok()?, today)
}

/// `10 februari`, `24:e april 2021`.
fn worded(day: &str, month: &str, year: Option<&str>, today: NaiveDate) -> Option<NaiveDate> {
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

/// The next day with this number in this month, from `today` on.
fn coming(day: u32, month: u32, today: NaiveDate) -> Option<NaiveDate> {
    coming_year(today, |year| NaiveDate::from_ymd_opt(year, month, day))
}

/// The first day, of this year's and those of the next, that has not passed.
pub(super) fn coming_year(
    today: NaiveDate,
    of_year: impl Fn(i32) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    (0..=4)
        .filter_map(|years| of_year(today.year() + years))
        .find(|day| *day >= today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_words_is_understood_and_nonsense_is_not() {
        let today = NaiveDate::from_ymd_opt(2019, 1, 29).expect("a day");
        let day_of = |text: &str| day_in(text, today).map(|day| day.to_string());
        let expected = |day: &str| Some(day.to_owned());
        assert_eq!(day_of("senast den 10 februari"), expected("2019-02-10"));
        assert_eq!(day_of("före styrelsemötet 2 mars"), expected("2019-03-02"));
        assert_eq!(
            day_of("före den 15 jan."),
            expected("2020-01-15"),
            "a day that has passed comes next year"
        );
        assert_eq!(day_of("27/4"), expected("2019-04-27"));
        assert_eq!(
            day_of("senast 2019-06-15 till kansliet"),
            expected("2019-06-15")
        );
        assert_eq!(day_of("den 24:e april 2021"), expected("2021-04-24"));
        for nonsense in [
            "senast 203-06-15",
            "snarast",
            "31 februari",
            "den 10",
            "våren 2018",
            "0/0",
            "",
        ] {
            assert_eq!(day_of(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_month_is_known_by_its_name_or_the_beginning_of_it() {
        assert_eq!(month_named("Mars"), Some(3));
        assert_eq!(month_named("septem"), Some(9));
        assert_eq!(month_named("may"), Some(5));
        assert_eq!(month_named("ma"), None);
        assert_eq!(swedish_month_named("sept"), Some(9));
        assert_eq!(swedish_month_named("septem"), None, "no abbreviation");
        assert_eq!(swedish_month_named("may"), None, "not Swedish");
    }

    #[test]
    fn a_day_in_words_is_read_back_as_the_same_day() {
        for month in 1..=12 {
            let date = NaiveDate::from_ymd_opt(2026, month, 7).expect("a day");
            assert_eq!(day_in(&in_words(date), date), Some(date));
        }
    }
}
