//! One word that is looked for, made ready to be found fast: a window of its rarest letters is
//! sought in all its spellings at once, and the rest of the word is compared around it.

use std::ops::Range;

use aho_corasick::packed::{self, MatchKind};
use aho_corasick::{AhoCorasick, Span};

use super::char_folding::{Letter, rarity};

/// Spellings of a window at the most: more are found more slowly.
const SPELLINGS: usize = 40;
/// Letters of a window at the most.
const WINDOW: usize = 4;

/// Match quality of a word on a line, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[repr(u8)]
pub(super) enum MatchQuality {
    /// It does not have it.
    #[default]
    None,
    /// With another ending, if å is a.
    FoldedEnding,
    /// If å is a.
    Folded,
    /// With another ending.
    Ending,
    /// As typed, be it within a longer word.
    Typed,
}

impl MatchQuality {
    /// Tells whether å is å in it.
    pub(super) fn is_exact(self) -> bool {
        self >= Self::Ending
    }

    /// Tells whether the whole word is there.
    pub(super) fn is_whole(self) -> bool {
        matches!(self, Self::Typed | Self::Folded)
    }
}

/// The text that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Haystack {
    /// Text as it was written.
    Text,
    /// Text as a record spells it: the sign before a word may be the tail of an escape.
    Record,
}

/// A word, ready to be found.
#[derive(Debug, Clone)]
pub(super) struct TermMatcher {
    letters: Vec<Letter>,
    /// The letters from the beginning that suffice at the start of a word.
    stem: usize,
    /// True when no digit may follow: "§ 1" is not "§ 14".
    is_number: bool,
    window: Range<usize>,
    finder: Finder,
}

#[derive(Debug, Clone)]
enum Finder {
    Packed(packed::Searcher),
    /// For a processor that has no way to seek many spellings at once.
    Automaton(AhoCorasick),
}

/// A match of a word: its place and quality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TermMatch {
    pub range: Range<usize>,
    pub mark: MatchQuality,
    pub is_word_start: bool,
}

impl TermMatcher {
    /// A word of which the first `stem` letters suffice at the start of a word. None for no word.
    pub(super) fn of(word: &str, stem: usize, is_number: bool) -> Option<Self> {
        let letters: Vec<char> = word.chars().collect();
        let ready: Vec<Letter> = letters.iter().copied().map(Letter::of).collect();
        let window = best_window(letters.get(..stem)?, &ready)?;
        let finder = Finder::of(&spellings(ready.get(window.clone())?))?;
        Some(Self {
            letters: ready,
            stem,
            is_number,
            window,
            finder,
        })
    }

    /// The first place at or after a byte where the word stands in any way, and where to look on.
    pub(super) fn next(
        &self,
        hay: &[u8],
        from: usize,
        kind: Haystack,
    ) -> Option<(TermMatch, usize)> {
        let mut from = from;
        loop {
            let found = self.finder.find(hay, from)?;
            from = found + 1;
            if let Some(place) = self.around(hay, found, kind) {
                return Some((place, from));
            }
        }
    }

    /// Rates the best match in a text.
    pub(super) fn best_mark(&self, hay: &[u8], kind: Haystack) -> MatchQuality {
        let (mut best, mut from) = (MatchQuality::None, 0);
        while let Some((place, next)) = self.next(hay, from, kind) {
            best = best.max(place.mark);
            if best == MatchQuality::Typed {
                break;
            }
            from = next;
        }
        best
    }

    /// The best place of the word in a line: the start of a word before the inside of one, and of
    /// several the first.
    pub(super) fn best_place(&self, line: &str) -> Option<TermMatch> {
        let (mut best, mut from): (Option<TermMatch>, usize) = (None, 0);
        while let Some((place, next)) = self.next(line.as_bytes(), from, Haystack::Text) {
            let rank = |place: &TermMatch| (place.mark, place.is_word_start);
            if best.as_ref().is_none_or(|best| rank(&place) > rank(best)) {
                best = Some(place);
            }
            from = next;
        }
        best
    }

    /// Compares the rest of the word with what stands around its window.
    fn around(&self, hay: &[u8], window: usize, kind: Haystack) -> Option<TermMatch> {
        let (mut start, mut is_exact) = (window, true);
        for letter in self.letters.get(..self.window.start)?.iter().rev() {
            let met = letter.ends(hay.get(..start)?)?;
            start -= met.bytes;
            is_exact &= met.is_exact;
        }
        let (mut end, mut exact, mut folded) = (window, self.window.start, self.window.start);
        for letter in self.letters.get(self.window.start..)? {
            let Some(met) = hay.get(end..).and_then(|rest| letter.begins(rest)) else {
                break;
            };
            end += met.bytes;
            is_exact &= met.is_exact;
            folded += 1;
            exact += usize::from(is_exact);
        }
        let exact = if exact > self.window.start { exact } else { 0 };
        if self.is_number && hay.get(end).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let is_word_start = kind == Haystack::Record || begins_a_word(hay, start);
        let whole = self.letters.len();
        let mark = match (exact, folded) {
            (exact, _) if exact == whole => MatchQuality::Typed,
            (exact, _) if exact >= self.stem && is_word_start => MatchQuality::Ending,
            (_, folded) if folded == whole => MatchQuality::Folded,
            (_, folded) if folded >= self.stem && is_word_start => MatchQuality::FoldedEnding,
            _ => return None,
        };
        Some(TermMatch {
            range: start..end,
            mark,
            is_word_start,
        })
    }
}

impl Finder {
    fn of(spellings: &[String]) -> Option<Self> {
        let packed = packed::Config::new()
            .match_kind(MatchKind::LeftmostFirst)
            .builder()
            .extend(spellings)
            .build();
        match packed {
            Some(searcher) => Some(Self::Packed(searcher)),
            None => AhoCorasick::new(spellings).ok().map(Self::Automaton),
        }
    }

    fn find(&self, hay: &[u8], from: usize) -> Option<usize> {
        if from > hay.len() {
            return None;
        }
        let span = Span {
            start: from,
            end: hay.len(),
        };
        match self {
            Self::Packed(searcher) => searcher.find_in(hay, span).map(|found| found.start()),
            Self::Automaton(automaton) => automaton
                .find(aho_corasick::Input::new(hay).span(span))
                .map(|found| found.start()),
        }
    }
}

/// The letters that are met seldomest together, in few spellings.
fn best_window(letters: &[char], ready: &[Letter]) -> Option<Range<usize>> {
    let windows = (0..letters.len())
        .flat_map(|start| (1..=WINDOW).map(move |length| start..start + length))
        .filter(|window| window.end <= letters.len());
    let scored = windows.filter_map(|window| {
        let count: usize = ready
            .get(window.clone())?
            .iter()
            .map(|letter| letter.spellings().count())
            .product();
        let rarity: usize = letters
            .get(window.clone())?
            .iter()
            .copied()
            .map(rarity)
            .sum();
        (count <= SPELLINGS).then(|| ((rarity + SPELLINGS).saturating_sub(count / 2), window))
    });
    scored
        .max_by_key(|(score, _)| *score)
        .map(|(_, window)| window)
}

fn spellings(window: &[Letter]) -> Vec<String> {
    window.iter().fold(vec![String::new()], |begun, letter| {
        let with = |begun: &String| {
            letter
                .spellings()
                .map(|next| format!("{begun}{next}"))
                .collect::<Vec<_>>()
        };
        begun.iter().flat_map(with).collect()
    })
}

/// Tells whether no letter or digit stands before this byte.
fn begins_a_word(hay: &[u8], start: usize) -> bool {
    let before = hay.get(..start).unwrap_or_default();
    let longest = before.len().saturating_sub(4);
    let letter = (longest..before.len()).rev().find_map(|at| {
        let last = before.get(at..)?;
        std::str::from_utf8(last).ok()?.chars().next()
    });
    !letter.is_some_and(char::is_alphanumeric)
}
