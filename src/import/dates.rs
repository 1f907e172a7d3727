//! Days and hours in all the ways in which they are written, also those that no day is.

use std::ops::Range;

use chrono::NaiveDate;

use crate::meeting::calendar::swedish_month_named;
use crate::meeting::time::ClockTime;

/// A day found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// Where it stands.
    pub at: Range<usize>,
    /// Whether the year is guessed.
    pub is_guessed: bool,
}

/// Hours found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// When it begins.
    pub from: ClockTime,
    /// When it ends.
    pub to: Option<ClockTime>,
    /// Where they stand, with the words before them.
    pub at: Range<usize>,
}

/// A word and where it stands.
#[derive(Debug, Clone, Copy)]
struct DateWord<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> DateWord<'a> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }

    fn bare(&self) -> &'a str {
        self.text
            .trim_matches(|sign: char| matches!(sign, ',' | '.' | ';' | ':' | '(' | ')'))
    }
}

fn words(text: &str) -> Vec<DateWord<'_>> {
    super::rows::words(text)
        .into_iter()
        .map(|(at, text)| DateWord { text, at })
        .collect()
}

fn month(word: &str) -> Option<u32> {
    swedish_month_named(word.trim_matches(|sign: char| !sign.is_alphabetic()))
}

fn numbers(word: &str) -> Option<Vec<(u32, usize)>> {
    // "9–11.30" are hours.
    let has = |signs: &[char]| word.contains(signs);
    if has(&['.']) && has(&['-', '–', '/']) {
        return None;
    }
    let word = word.replace(['/', '.', '–', '—', '‐', '‑'], "-");
    word.split('-')
        .map(|part| part.parse().ok().map(|number| (number, part.len())))
        .collect()
}

fn full_year(year: u32, digits: usize) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    match digits {
        4 if (1900..=2100).contains(&year) => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// The first day in a text. `year` is taken where none is written.
#[must_use]
pub fn day(text: &str, year: Option<i32>) -> Option<Day> {
    let words = words(text);
    (0..words.len()).find_map(|place| {
        let rest = words.get(place..)?;
        written_in_digits(rest, year).or_else(|| written_in_words(rest, year))
    })
}

/// `2026-02-27`, `2013-05- 15`, `20160923`, `160923`, `27/2 2026`, `27/2-26`, `27.2.2026`.
#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
fn written_in_digits(rest: &[DateWord<'_>], year: Option<i32>) -> Option<Day> {
    let first = rest.first()?;
    let bare = first.bare().trim_end_matches('-');
    let offset = first.text.find(bare)?;
    let found = |date: NaiveDate, end: usize, is_guessed| {
        Some(Day {
            date,
            at: first.at + offset..end,
            is_guessed,
        })
    };
    let end = first.at + offset + bare.len();
    let next = rest.get(1);
    if bare.bytes().all(|sign| sign.is_ascii_digit()) {
        let (year, month, day) = match bare.len() {
            8 => (bare.get(..4)?, bare.get(4..6)?, bare.get(6..)?),
            6 => (bare.get(..2)?, bare.get(2..4)?, bare.get(4..)?),
            _ => return None,
        };
        let year = full_year(year.parse().ok()?, year.len())?;
        return found(
            NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?,
            end,
            false,
        );
    }
    // "070523-24": over two days.
    if let Some((one, other)) = bare.split_once('-')
        && one.len() == 6
        && other.len() == 2
        && [one, other]
            .iter()
            .all(|part| part.bytes().all(|sign| sign.is_ascii_digit()))
    {
        let year = full_year(one.get(..2)?.parse().ok()?, 2)?;
        let date = NaiveDate::from_ymd_opt(
            year,
            one.get(2..4)?.parse().ok()?,
            one.get(4..)?.parse().ok()?,
        )?;
        return found(date, end, false);
    }
    match numbers(bare)?.as_slice() {
        [(year, 4), (month, _), (day, _)] => found(
            NaiveDate::from_ymd_opt(full_year(*year, 4)?, *month, *day)?,
            end,
            false,
        ),
        [(year, 4), (month, _)] if first.text.ends_with('-') => {
            let next = next?;
            let date =
                NaiveDate::from_ymd_opt(full_year(*year, 4)?, *month, next.bare().parse().ok()?)?;
            found(
                date,
                next.at + next.text.trim_end_matches([',', '.']).len(),
                false,
            )
        }
        [(day, _), (month, _), (year, digits)] => found(
            NaiveDate::from_ymd_opt(full_year(*year, *digits)?, *month, *day)?,
            end,
            false,
        ),
        [(day, _), (month, _)] if bare.contains('/') => {
            match next.and_then(|next| year_in(*next)) {
                Some((year, end)) => {
                    found(NaiveDate::from_ymd_opt(year, *month, *day)?, end, false)
                }
                None => found(NaiveDate::from_ymd_opt(year?, *month, *day)?, end, true),
            }
        }
        _ => None,
    }
}

/// `27 februari 2026`, `den 27:e feb -26`, `27 februari`.
fn written_in_words(rest: &[DateWord<'_>], year: Option<i32>) -> Option<Day> {
    let [first, second, ..] = rest else {
        return None;
    };
    let digits: String = first
        .bare()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let ending = first.bare().get(digits.len()..)?;
    if digits.is_empty() || digits.len() > 2 || !["", ":e", ":a", "e", "a", ":de"].contains(&ending)
    {
        return None;
    }
    let (day, month) = (digits.parse().ok()?, month(second.text)?);
    let offset = first.text.find(&digits)?;
    let plain_end = second.at + second.text.trim_end_matches([',', '.', ';', ')']).len();
    match rest.get(2).and_then(|next| year_in(*next)) {
        Some((year, end)) => Some(Day {
            date: NaiveDate::from_ymd_opt(year, month, day)?,
            at: first.at + offset..end,
            is_guessed: false,
        }),
        None => Some(Day {
            date: NaiveDate::from_ymd_opt(year?, month, day)?,
            at: first.at + offset..plain_end,
            is_guessed: true,
        }),
    }
}

/// `2026`, `-26`, `’26`, and where it ends.
fn year_in(word: DateWord<'_>) -> Option<(i32, usize)> {
    let bare = word.bare();
    let digits = bare.trim_start_matches(['-', '–', '\'', '’']);
    let is_short = digits.len() == 2 && digits.len() < bare.len();
    if !(digits.len() == 4 || is_short) || !digits.bytes().all(|sign| sign.is_ascii_digit()) {
        return None;
    }
    let year = full_year(digits.parse().ok()?, digits.len())?;
    Some((year, word.at + word.text.find(digits)? + digits.len()))
}

fn clock(word: &str) -> Option<ClockTime> {
    let bare = word.trim_matches(|sign: char| !sign.is_ascii_digit());
    let is_hour = word.bytes().all(|sign| {
        sign.is_ascii_digit() || matches!(sign, b'.' | b':' | b',' | b';' | b')' | b'(')
    });
    let is_long = bare.len() <= 5 && (bare.len() != 3 || has_minutes(bare));
    if is_hour && !bare.is_empty() && is_long {
        bare.parse().ok()
    } else {
        None
    }
}

fn has_minutes(word: &str) -> bool {
    word.trim_matches(|sign: char| !sign.is_ascii_digit())
        .contains(['.', ':'])
}

const DASHES: [char; 4] = ['-', '–', '—', '−'];

/// The first hours in a text: `kl. 08.30-12:00`, `15-17`, `klockan 9 till 12`, `18.00`. A bare number
/// is an hour only in a range or after the word for it.
#[must_use]
pub fn hours(text: &str) -> Option<Hours> {
    let words = words(text);
    (0..words.len()).find_map(|place| {
        let rest = words.get(place..)?;
        let first = rest.first()?;
        let named = first.bare().to_lowercase();
        if ["kl", "klockan"].contains(&named.as_str()) {
            return hours_at(rest.get(1..)?, true, first.at);
        }
        // "kl.08.30": the space was lost.
        let glued = named
            .strip_prefix("kl.")
            .or_else(|| named.strip_prefix("kl"));
        if glued.is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit())) {
            let skip = first.text.find(|sign: char| sign.is_ascii_digit())?;
            let cut = DateWord {
                text: first.text.get(skip..)?,
                at: first.at + skip,
            };
            let rest: Vec<DateWord<'_>> = [cut]
                .into_iter()
                .chain(rest.iter().skip(1).copied())
                .collect();
            return hours_at(&rest, true, first.at);
        }
        hours_at(rest, false, first.at)
    })
}

#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
fn hours_at(rest: &[DateWord<'_>], is_named: bool, start: usize) -> Option<Hours> {
    let first = rest.first()?;
    let until = |from: ClockTime, to: Option<ClockTime>, end: usize| {
        Some(Hours {
            from,
            to,
            at: start..end,
        })
    };
    if let Some((one, other)) = first
        .text
        .split_once(DASHES)
        .filter(|(one, _)| !one.is_empty())
    {
        let other_word = if other.is_empty() {
            rest.get(1)?.text
        } else {
            other
        };
        let end = if other.is_empty() {
            rest.get(1)?.end()
        } else {
            first.end()
        };
        let (from, to) = (clock(one)?, clock(other_word)?);
        let is_hours = is_named || has_minutes(one) || has_minutes(other_word) || from < to;
        return if is_hours {
            until(from, Some(to), end)
        } else {
            None
        };
    }
    let from = clock(first.text)?;
    let joins = |word: &DateWord<'_>| {
        let bare = word.bare();
        bare.is_empty() && word.text.starts_with(DASHES)
            || bare.starts_with(DASHES)
            || ["till", "till kl"].contains(&bare)
    };
    if let Some(second) = rest.get(1).filter(|word| joins(word)) {
        // "08.30 –12.00", "08.30 – 12.00", "08.30 till kl. 12.00"
        let glued = second.text.trim_start_matches(DASHES);
        let to = if glued.is_empty() || second.text == "till" {
            // "till kl. 12", "– torsdag kl 12.00", "till lunch 12.00"
            let is_between = |word: &&DateWord<'_>| {
                let bare = word.bare().to_lowercase();
                ["kl", "klockan", "lunch"].contains(&bare.as_str())
                    || bare.trim_end_matches("en").ends_with("dag")
            };
            let third = rest.iter().skip(2).take(3).find(|word| !is_between(word));
            third.and_then(|word| clock(word.text).map(|to| (to, word.end())))
        } else {
            clock(glued).map(|to| (to, second.end()))
        };
        if let Some((to, end)) = to.filter(|_| is_named || has_minutes(first.text)) {
            return until(from, Some(to), end);
        }
    }
    let end = first.at + first.text.trim_end_matches([',', ';', ')']).len();
    let is_hour = is_named || (has_minutes(first.text) && first.bare().len() >= 4);
    if is_hour {
        until(from, None, end)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_however_it_is_written() {
        for (text, expected) in [
            ("160923 kl. 08.30", "2016-09-23"),
            ("Helsingborg 2026-02-27 a@b.se", "2026-02-27"),
            ("Den 27 februari 2026 08.30", "2026-02-27"),
            ("fredagen den 5:e mars 2024.", "2024-03-05"),
            ("27/2 2026", "2026-02-27"),
            ("27/2-26", "2026-02-27"),
            ("27.2.2026", "2026-02-27"),
            ("20240305", "2024-03-05"),
            ("per 2013-05- 15 tom", "2013-05-15"),
            ("5 mars", "2025-03-05"),
            ("tis 5 mar -24", "2024-03-05"),
            ("(2024-03-05)", "2024-03-05"),
        ] {
            assert_eq!(
                day(text, Some(2025)).map(|day| day.date.to_string()),
                Some(expected.to_owned()),
                "{text}"
            );
        }
        for text in [
            "203-06-15",
            "den 31 februari 2024",
            "2024-13-01",
            "24:e",
            "8/2016",
            "999999",
            "Mind Park E7",
            "",
        ] {
            assert_eq!(day(text, None), None, "{text}");
        }
        let found = day("Lund den 5 mars 2024, kl. 9", None).expect("a day");
        assert_eq!(found.at, 9..20);
    }

    #[test]
    fn hours_are_found_however_they_are_written() {
        for (text, from, to) in [
            ("kl. 08.30-12:00 på", "08:30", Some("12:00")),
            ("kl 15-17", "15:00", Some("17:00")),
            ("klockan 9 till 11.30", "09:00", Some("11:30")),
            ("13.00 – 15.30", "13:00", Some("15:30")),
            ("kl. 16:00-18:00", "16:00", Some("18:00")),
            ("08.30-11.00", "08:30", Some("11:00")),
            ("kl.18.30", "18:30", None),
            ("Tid 18.00", "18:00", None),
        ] {
            let found = hours(text)
                .map(|hours| (hours.from.to_string(), hours.to.map(|to| to.to_string())));
            assert_eq!(
                found,
                Some((from.to_owned(), to.map(str::to_owned))),
                "{text}"
            );
        }
        for text in [
            "Mind Park E7",
            "rum 12",
            "2016",
            "den 5 mars",
            "kl. nio",
            "1-800 tkr",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
