//! Running numbers of meetings ("3/2026"), and the numbers of items.

use chrono::{Datelike, NaiveDate};

use super::EarlierMeeting;
use crate::meeting::minutes::Minutes;
use crate::meeting::style::Numbering;

/// The text in stretches of digits and of other characters, in turn.
fn stretches(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    signs
        .chunk_by(|left, right| left.is_ascii_digit() == right.is_ascii_digit())
        .map(|stretch| stretch.iter().collect())
        .collect()
}

fn is_digits(stretch: &str) -> bool {
    stretch.starts_with(|character: char| character.is_ascii_digit())
}

fn looks_like_a_year(stretch: &str) -> bool {
    stretch.len() == 4 && (stretch.starts_with("19") || stretch.starts_with("20"))
}

/// The number after another. Where the year is part of it, a new year begins at 1.
pub(super) fn advanced(number: &str, last: NaiveDate, next: NaiveDate) -> String {
    let mut stretches = stretches(number);
    let Some(running) = running_index(&stretches) else {
        return number.to_owned();
    };
    let (old, new) = (last.year().to_string(), next.year().to_string());
    let year = year_index(&stretches, running, &old);
    let is_new_year = year.is_some() && last.year() != next.year();
    if let (true, Some(year)) = (is_new_year, year.and_then(|index| stretches.get_mut(index))) {
        let skipped = new.len().saturating_sub(year.len());
        *year = new.chars().skip(skipped).collect();
    }
    if let Some(running) = stretches.get_mut(running) {
        let Some(count) = next_count(running, is_new_year) else {
            return number.to_owned();
        };
        *running = count;
    }
    stretches.concat()
}

/// The indices of the stretches of digits.
fn digit_indices(stretches: &[String]) -> impl Iterator<Item = usize> {
    let indexed = stretches.iter().enumerate();
    indexed
        .filter(|(_, stretch)| is_digits(stretch))
        .map(|(index, _)| index)
}

/// The index of the stretch that counts: the first that does not look like a year, or the first of
/// all.
fn running_index(stretches: &[String]) -> Option<usize> {
    let is_year = |index: usize| {
        stretches
            .get(index)
            .is_some_and(|text| looks_like_a_year(text))
    };
    let mut digits = digit_indices(stretches);
    digits
        .find(|index| !is_year(*index))
        .or(digit_indices(stretches).next())
}

/// The count after `running`, as wide as it is where it begins with a zero; `None` where it is too
/// large to be counted on.
fn next_count(running: &str, is_new_year: bool) -> Option<String> {
    let count: u64 = running.parse().ok()?;
    let count = if is_new_year {
        1
    } else {
        count.saturating_add(1)
    };
    let width = if running.starts_with('0') {
        running.len()
    } else {
        0
    };
    Some(format!("{count:0width$}"))
}

/// The index of the stretch that is the year of the last meeting: in full, or as its last two
/// digits after the running number.
fn year_index(stretches: &[String], running: usize, year: &str) -> Option<usize> {
    let others = || digit_indices(stretches).filter(|index| *index != running);
    let is =
        |index: &usize, wanted: &str| stretches.get(*index).is_some_and(|found| found == wanted);
    let short: String = year.chars().skip(2).collect();
    others().find(|index| is(index, year)).or_else(|| {
        others()
            .filter(|index| *index > running)
            .find(|index| is(index, &short))
    })
}

/// A title with the meeting's number or day in it, moved on.
pub(super) fn title_advanced(
    title: &str,
    number: Option<&str>,
    last: NaiveDate,
    next: NaiveDate,
) -> String {
    let dated = title.replace(&last.to_string(), &next.to_string());
    if let Some(number) = number.filter(|number| !number.is_empty()) {
        return dated.replacen(number, &advanced(number, last, next), 1);
    }
    let year = format!("/{}", last.year());
    let is_number = |word: &str| {
        word.strip_suffix(&year)
            .is_some_and(|count| count.bytes().all(|character| character.is_ascii_digit()))
    };
    let words = dated.split(' ');
    let moved = words.map(|word| {
        if is_number(word) {
            advanced(word, last, next)
        } else {
            word.to_owned()
        }
    });
    moved.collect::<Vec<String>>().join(" ")
}

/// Numbers items in the form that the body writes.
#[derive(Debug)]
pub(super) struct ItemLabels {
    form: Option<(String, String)>,
    next: u32,
}

impl ItemLabels {
    /// Continues after the numbers of earlier meetings.
    pub(super) fn after(history: &[EarlierMeeting<'_>], date: NaiveDate) -> Self {
        let last = history.first().map(|meeting| meeting.minutes);
        let numbering = last
            .map(|minutes| minutes.style.numbering)
            .unwrap_or_default();
        let labels: Vec<&str> = last
            .into_iter()
            .flat_map(Minutes::items)
            .filter_map(|item| item.label.as_deref())
            .collect();
        let form = match numbering {
            Numbering::None => None,
            Numbering::PerMeeting | Numbering::PerYear => {
                (!labels.is_empty()).then(|| form(&labels))
            }
        };
        let used = match numbering {
            Numbering::PerYear => highest(history, date.year()),
            Numbering::PerMeeting | Numbering::None => 0,
        };
        Self {
            form,
            next: used.saturating_add(1),
        }
    }

    /// The next number; `None` where the body numbers nothing.
    pub(super) fn next_label(&mut self) -> Option<String> {
        let (before, after) = self.form.as_ref()?;
        let label = format!("{before}{}{after}", self.next);
        self.next = self.next.saturating_add(1);
        Some(label)
    }
}

/// The text before and after the digits: "§ 14", "3.".
fn form(labels: &[&str]) -> (String, String) {
    let numbered = labels
        .iter()
        .map(|label| stretches(label))
        .find(|stretches| stretches.iter().any(|text| is_digits(text)));
    let Some(stretches) = numbered else {
        return (String::new(), String::new());
    };
    let before: String = stretches
        .iter()
        .take_while(|stretch| !is_digits(stretch))
        .cloned()
        .collect();
    let after: String = stretches
        .iter()
        .skip_while(|stretch| !is_digits(stretch))
        .skip(1)
        .cloned()
        .collect();
    let is_letter = |character: char| character.is_alphanumeric();
    (
        before,
        if after.contains(is_letter) {
            String::new()
        } else {
            after
        },
    )
}

fn highest(history: &[EarlierMeeting<'_>], year: i32) -> u32 {
    let of_the_year = history
        .iter()
        .filter(|meeting| meeting.minutes.heading.date.year() == year);
    let labels = of_the_year
        .flat_map(|meeting| meeting.minutes.items())
        .filter_map(|item| item.label.as_deref());
    let number = |label: &str| {
        stretches(label)
            .iter()
            .find(|stretch| is_digits(stretch))?
            .parse::<u32>()
            .ok()
    };
    labels.filter_map(number).max().unwrap_or(0)
}
