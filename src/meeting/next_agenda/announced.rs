//! Parses the line that announces a meeting: "Nästa möte är den 23 april kl. 09.00–12.00 i
//! Höganäs". Parts that are not understood are left out.

use chrono::NaiveDate;

use crate::meeting::calendar::{day_in, month_named};
use crate::meeting::minutes::NextMeeting;
use crate::meeting::time::ClockTime;

const DASHES: [char; 3] = ['-', '–', '—'];

/// The understood parts of an announcement.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Announced {
    pub(super) date: Option<NaiveDate>,
    pub(super) starts: Option<ClockTime>,
    pub(super) ends: Option<ClockTime>,
    pub(super) place: Option<String>,
}

/// A range of words, by index; `to` is not in it.
struct WordRange {
    from: usize,
    to: usize,
}

struct AnnouncedHours {
    at: WordRange,
    starts: ClockTime,
    ends: Option<ClockTime>,
}

impl Announced {
    /// Parses an announcement that was made on `today`.
    pub(super) fn parse(next: &NextMeeting, today: NaiveDate) -> Self {
        let words: Vec<&str> = next.text.split_whitespace().collect();
        let day = day_place(&words, today);
        let hours = hours(&words);
        let before = day
            .iter()
            .chain(hours.as_ref().map(|hours| &hours.at))
            .map(|range| range.from)
            .min();
        let after = day
            .iter()
            .chain(hours.as_ref().map(|hours| &hours.at))
            .map(|range| range.to)
            .max();
        let place = after.and_then(|after| place_after(&words, after));
        Self {
            date: next.date.or_else(|| day_in(&next.text, today)),
            starts: hours.as_ref().map(|hours| hours.starts),
            ends: hours.as_ref().and_then(|hours| hours.ends),
            place: place.or_else(|| place_before(words.get(..before?)?)),
        }
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(['.', ',', ':', ';', '(', ')', '!'])
}

/// The words that give the day.
fn day_place(words: &[&str], today: NaiveDate) -> Option<WordRange> {
    (0..words.len()).find_map(|from| {
        let word = bare(words.get(from)?);
        if word.contains(['-', '/']) && day_in(word, today).is_some() {
            return Some(WordRange { from, to: from + 1 });
        }
        let is_number = word.starts_with(|character: char| character.is_ascii_digit());
        month_named(bare(words.get(from + 1)?)).filter(|_| is_number)?;
        let year = words.get(from + 2).map(|word| bare(word));
        let has_year =
            year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
        Some(WordRange {
            from,
            to: from + 2 + usize::from(has_year),
        })
    })
}

/// The hours: one or two after "kl.", and otherwise only two that are written with their minutes.
fn hours(words: &[&str]) -> Option<AnnouncedHours> {
    (0..words.len()).find_map(|from| {
        let word = words.get(from)?.to_lowercase();
        if matches!(bare(&word), "kl" | "klockan") {
            return hours_at(words, from, from + 1);
        }
        let joined = word.strip_prefix("kl.").filter(|rest| !rest.is_empty());
        let (starts, ends) = pair(joined.unwrap_or(&word))?;
        let is_exact =
            joined.is_some() || (bare(&word).matches(['.', ':']).count() == 2 && ends.is_some());
        is_exact.then_some(AnnouncedHours {
            at: WordRange { from, to: from + 1 },
            starts,
            ends,
        })
    })
}

/// The hours from the word `first` on: "09.00–12.00", "13", or "13 – 15" as three words. `from` is
/// where "kl." stands.
fn hours_at(words: &[&str], from: usize, first: usize) -> Option<AnnouncedHours> {
    let (starts, ends) = pair(words.get(first)?)?;
    let is_between = words
        .get(first + 1)
        .is_some_and(|word| matches!(*word, "-" | "–" | "—" | "till" | "to"));
    let later = words
        .get(first + 2)
        .filter(|_| ends.is_none() && is_between);
    let later = later
        .and_then(|word| bare(word).parse().ok())
        .filter(|ends| *ends > starts);
    let to = first + if later.is_some() { 3 } else { 1 };
    Some(AnnouncedHours {
        at: WordRange { from, to },
        starts,
        ends: ends.or(later),
    })
}

fn pair(word: &str) -> Option<(ClockTime, Option<ClockTime>)> {
    let word = bare(word);
    match word.split_once(DASHES) {
        None => Some((word.parse().ok()?, None)),
        Some((starts, ends)) => {
            let (starts, ends): (ClockTime, ClockTime) = (starts.parse().ok()?, ends.parse().ok()?);
            (ends > starts).then_some((starts, Some(ends)))
        }
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "i" | "på" | "hos" | "via")
}

/// Tells whether a word is a name, or the common word for a house.
fn names_a_place(word: &str) -> bool {
    let is_house = ["huset", "salen", "gården", "kontoret"]
        .iter()
        .any(|end| bare(word).ends_with(end));
    is_house || word.starts_with(char::is_uppercase)
}

/// The place after day and hour: "i Höganäs", "på Rådhuset", ", Rådhuset".
fn place_after(words: &[&str], after: usize) -> Option<String> {
    let mut rest = words.get(after..)?.iter().copied();
    let has_comma = words
        .get(after.checked_sub(1)?)
        .is_some_and(|word| word.ends_with(','));
    let first = rest.next()?;
    let words: Vec<&str> = if is_preposition(first) {
        rest.collect()
    } else {
        [first]
            .into_iter()
            .filter(|_| has_comma)
            .chain(rest)
            .collect()
    };
    let begins = words.first().filter(|_| has_comma || is_preposition(first));
    begins.filter(|word| names_a_place(word))?;
    let line = words.join(" ");
    let sentence = line.split([';', '!']).next()?.split(". ").next()?;
    Some(sentence.trim_end_matches(['.', ',']).to_owned()).filter(|place| !place.is_empty())
}

/// The place before the day: "Nästa möte i Höganäs den 3 mars".
fn place_before(words: &[&str]) -> Option<String> {
    let start = words.iter().position(|word| is_preposition(word))? + 1;
    let rest = words.get(start..)?;
    rest.first()
        .filter(|word| word.starts_with(char::is_uppercase))?;
    let ends =
        |word: &&&str| matches!(bare(word), "den" | "kl" | "är" | "hålls") || word.ends_with("dag");
    let mut place: Vec<&str> = Vec::new();
    for word in rest.iter().take_while(|word| !ends(word)) {
        place.push(bare(word));
        if word.ends_with([',', '.']) {
            break;
        }
    }
    Some(place.join(" ")).filter(|place| !place.is_empty())
}
