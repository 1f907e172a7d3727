//! A query, understood: the words, each with what it may look like in a text.

use super::char_folding::is_plain;
use super::lines::outcome_word;
use super::term_matcher::{Haystack, MatchQuality, TermMatcher};
use crate::meeting::calendar::MONTHS;
use crate::meeting::outcome::OutcomeKind;
use crate::meeting::text::clean_line;

/// Words of a query at the most; what comes after them is passed over.
pub(super) const WORDS: usize = 32;
/// A shorter word has no ending to drop.
const SHORTEST_WITH_ENDING: usize = 6;
/// Letters that stay at the least.
const SHORTEST_STEM: usize = 4;

/// Endings of Swedish words that the same word may lack or have others for: "bostaden",
/// "bostäder", "beslutades", "stängsel".
const ENDINGS: [&str; 59] = [
    "a", "e", "n", "r", "s", "t", "ad", "an", "ar", "as", "at", "de", "el", "en", "er", "es", "et",
    "na", "ns", "or", "rs", "re", "st", "te", "ts", "ade", "ads", "are", "ars", "ast", "ats",
    "den", "der", "des", "ena", "ens", "ers", "ets", "iga", "igt", "nas", "nde", "ors", "ras",
    "rna", "ste", "tar", "tat", "ten", "ter", "tet", "ades", "ande", "arna", "ende", "erna",
    "orna", "arnas", "ernas",
];

/// A query, understood.
#[derive(Debug, Clone, Default)]
pub struct Query {
    words: Vec<QueryWord>,
}

/// A word of a query.
#[derive(Debug, Clone)]
pub(super) struct QueryWord {
    text: String,
    needle: TermMatcher,
    /// The same for the bytes of a record; none where they cannot tell.
    in_record: Option<TermMatcher>,
    /// Signs in a record that make lines show this word although no text holds it.
    told_by: Vec<TermMatcher>,
}

impl Query {
    /// Understands what was typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let typed = clean_line(typed);
        let mut words: Vec<String> = Vec::new();
        for word in typed.split_whitespace() {
            match words.last_mut() {
                // A paragraph and its number are one word.
                Some(before) if before == "§" && is_number(word) => *before = format!("§ {word}"),
                _ => words.push(word.to_owned()),
            }
        }
        Self {
            words: words
                .iter()
                .filter_map(|word| QueryWord::of(word))
                .take(WORDS)
                .collect(),
        }
    }

    /// Tells whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn words(&self) -> &[QueryWord] {
        &self.words
    }

    /// Rates how well the bytes of a record may have all of the words. It is never worse than the
    /// lines.
    pub(super) fn mark_in_record(&self, record: &[u8]) -> MatchQuality {
        let mut worst = MatchQuality::Typed;
        for word in &self.words {
            worst = worst.min(word.mark_in_record(record));
            if worst == MatchQuality::None {
                break;
            }
        }
        worst
    }
}

impl QueryWord {
    fn of(word: &str) -> Option<Self> {
        let is_number = word.starts_with("§ ");
        let stem = stem(word);
        let needle = TermMatcher::of(word, stem, is_number)?;
        let in_record = if word.chars().all(is_plain) {
            TermMatcher::of(word, stem, false)
        } else {
            // Signs that a record spells otherwise part the word: its longest part must do.
            let kept: String = word.chars().take(stem).collect();
            let part = kept
                .split(|letter| !is_plain(letter))
                .max_by_key(|part| part.len())
                .unwrap_or_default();
            TermMatcher::of(part, part.chars().count(), false)
        };
        Some(Self {
            text: word.to_owned(),
            told_by: told_by(&needle),
            needle,
            in_record,
        })
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn needle(&self) -> &TermMatcher {
        &self.needle
    }

    fn mark_in_record(&self, record: &[u8]) -> MatchQuality {
        let Some(needle) = &self.in_record else {
            return MatchQuality::Typed;
        };
        let found = needle.best_mark(record, Haystack::Record);
        let is_told = || {
            self.told_by
                .iter()
                .any(|sign| sign.next(record, 0, Haystack::Record).is_some())
        };
        if found < MatchQuality::Typed && is_told() {
            MatchQuality::Typed
        } else {
            found
        }
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// Counts the letters of a word that are left without its ending; all, where it has none.
fn stem(word: &str) -> usize {
    let letters = word.chars().count();
    if letters < SHORTEST_WITH_ENDING || !word.chars().all(char::is_alphabetic) {
        return letters;
    }
    let small = word.to_lowercase();
    let endings = ENDINGS.iter().filter(|ending| small.ends_with(**ending));
    let stems = endings.map(|ending| letters - ending.chars().count());
    stems
        .filter(|stem| *stem >= SHORTEST_STEM)
        .min()
        .unwrap_or(letters)
}

/// The lines of a meeting name the month of its day and the outcomes of its items in words; its
/// record tells them otherwise.
fn told_by(needle: &TermMatcher) -> Vec<TermMatcher> {
    const MONTH_SIGNS: [&str; 12] = [
        "-01-", "-02-", "-03-", "-04-", "-05-", "-06-", "-07-", "-08-", "-09-", "-10-", "-11-",
        "-12-",
    ];
    const OUTCOMES: [(OutcomeKind, &str); 4] = [
        (OutcomeKind::Postponed, "Postponed"),
        (OutcomeKind::ReferredBack, "ReferredBack"),
        (OutcomeKind::ReferredTo, "ReferredTo"),
        (OutcomeKind::Withdrawn, "Withdrawn"),
    ];
    let months = MONTHS.into_iter().zip(MONTH_SIGNS);
    let outcomes = OUTCOMES
        .into_iter()
        .map(|(kind, sign)| (outcome_word(kind), sign));
    let is_in = |word: &str| needle.best_mark(word.as_bytes(), Haystack::Text) > MatchQuality::None;
    let told = months.chain(outcomes).filter(|(word, _)| is_in(word));
    told.filter_map(|(_, sign)| TermMatcher::of(sign, sign.len(), false))
        .collect()
}
