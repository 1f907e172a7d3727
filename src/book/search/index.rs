//! The lines of many meetings in memory, ready to be searched while somebody types. A line that
//! several meetings share (a person, a stock phrase) is kept once.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

use chrono::NaiveDate;

use super::line_store::{LineId, LineStore};
use super::lines::{each_line, title_line};
use super::query::{Query, QueryWord};
use super::term_matcher::MatchQuality;
use super::{Found, Hit, LineKind};
use crate::meeting::item::{Item, ItemId};
use crate::meeting::minutes::Minutes;

/// A longer line is hardly ever another's equal, so none is looked for.
const LONGEST_SHARED: usize = 160;
/// Stands for no item: the line belongs to the whole meeting.
const NO_ITEM: u16 = u16::MAX;

/// The lines of many meetings.
#[derive(Debug, Default)]
pub struct Index {
    pages: LineStore,
    /// Lines by a hash of their text, to find equals.
    shared: HashMap<u64, LineId>,
    hasher: RandomState,
    meetings: HashMap<String, Searched>,
    /// Stems, newest meeting first.
    order: Vec<(NaiveDate, String)>,
}

/// Match qualities of each line for the words last looked for. It is of use as long as nothing is
/// put into the index.
#[derive(Debug, Default)]
pub struct Marked(Vec<(String, Vec<MatchQuality>)>);

/// A meeting whose lines can be found.
#[derive(Debug)]
struct Searched {
    body: Box<str>,
    items: Box<[Heads]>,
    lines: Box<[Placed]>,
}

/// The item that a hit stands under.
#[derive(Debug)]
struct Heads {
    id: ItemId,
    /// Bytes of the label, which stands before the title; none where there is no label.
    label: Option<u16>,
    title: LineId,
}

/// A line, and where it stands. Those of one item follow on one another.
#[derive(Debug, Clone, Copy)]
struct Placed {
    line: LineId,
    item: u16,
    kind: LineKind,
}

/// A line that is a hit, before anything is told of it.
struct Match<'a> {
    date: NaiveDate,
    stem: &'a str,
    meeting: &'a Searched,
    placed: Placed,
}

impl Index {
    /// The number of meetings that can be searched.
    #[must_use]
    pub fn len(&self) -> usize {
        self.meetings.len()
    }

    /// Tells whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.meetings.is_empty()
    }

    /// Takes a meeting in, or takes it in anew when something was written there.
    pub fn put(&mut self, stem: &str, minutes: &Minutes) {
        self.remove(stem);
        let items: Vec<&Item> = minutes.items().collect();
        let mut lines = Vec::new();
        let mut place = 0;
        each_line(minutes, |item, kind, text| {
            // The lines come in the order of the items.
            while item.is_some_and(|item| items.get(place).is_some_and(|here| here.id != item.id)) {
                place += 1;
            }
            let item = item
                .and_then(|_| u16::try_from(place).ok())
                .unwrap_or(NO_ITEM);
            lines.push(Placed {
                line: self.intern(text),
                item,
                kind,
            });
        });
        let items = items.into_iter().map(|item| self.heads(item)).collect();
        let body = minutes.heading.body.name.clone().into_boxed_str();
        self.meetings.insert(
            stem.to_owned(),
            Searched {
                body,
                items,
                lines: lines.into_boxed_slice(),
            },
        );
        let key = (minutes.heading.date, stem.to_owned());
        let place = self.order.partition_point(|known| *known > key);
        self.order.insert(place, key);
    }

    /// Forgets a meeting.
    pub fn remove(&mut self, stem: &str) {
        if self.meetings.remove(stem).is_some() {
            self.order.retain(|(_, known)| known != stem);
        }
    }

    fn heads(&mut self, item: &Item) -> Heads {
        let label = item
            .label
            .as_ref()
            .and_then(|label| u16::try_from(label.len()).ok());
        Heads {
            id: item.id,
            label,
            title: self.intern(&title_line(item)),
        }
    }

    fn intern(&mut self, text: &str) -> LineId {
        if text.len() > LONGEST_SHARED {
            return self.pages.push(text);
        }
        let hash = self.hasher.hash_one(text);
        match self.shared.get(&hash) {
            Some(line) if self.pages.line(*line) == text => *line,
            _ => {
                let line = self.pages.push(text);
                self.shared.insert(hash, line);
                line
            }
        }
    }

    /// Searches, newest first, and at most `limit` hits of it. Those that have the words as they
    /// were typed come before those that have them with other endings.
    #[must_use]
    pub fn search(&self, query: &Query, limit: usize) -> Found {
        self.search_on(query, limit, &mut Marked::default())
    }

    /// The same, going on from what was found for the letters before: while somebody types, only
    /// the last word changes.
    #[must_use]
    pub fn search_on(&self, query: &Query, limit: usize, before: &mut Marked) -> Found {
        if query.is_empty() {
            return Found::default();
        }
        let mut known = std::mem::take(&mut before.0);
        before.0 = query
            .words()
            .iter()
            .map(|word| self.marked(word, &mut known))
            .collect();
        let marks: Vec<&[MatchQuality]> =
            before.0.iter().map(|(_, marks)| marks.as_slice()).collect();
        for least in [MatchQuality::Ending, MatchQuality::FoldedEnding] {
            let mut matches = self.by_line(&marks, least);
            if matches.is_empty() && marks.len() > 1 {
                matches = self.by_item(&marks, least);
            }
            if !matches.is_empty() {
                let hits = matches
                    .iter()
                    .take(limit)
                    .map(|found| self.hit(found, query.words()))
                    .collect();
                return Found {
                    hits,
                    total: matches.len(),
                    is_folded: !least.is_exact(),
                };
            }
        }
        Found::default()
    }

    fn marked(
        &self,
        word: &QueryWord,
        known: &mut Vec<(String, Vec<MatchQuality>)>,
    ) -> (String, Vec<MatchQuality>) {
        match known.iter().position(|(text, _)| text == word.text()) {
            Some(place) => known.swap_remove(place),
            None => (word.text().to_owned(), self.pages.marks(word.needle())),
        }
    }

    fn newest_first(&self) -> impl Iterator<Item = (NaiveDate, &str, &Searched)> {
        self.order.iter().filter_map(|(date, stem)| {
            self.meetings
                .get(stem)
                .map(|meeting| (*date, stem.as_str(), meeting))
        })
    }

    /// Lines that have all of the words.
    fn by_line(&self, marks: &[&[MatchQuality]], least: MatchQuality) -> Vec<Match<'_>> {
        let (mut as_typed, mut with_endings) = (Vec::new(), Vec::new());
        let worst_of = worst_marks(marks);
        for (date, stem, meeting) in self.newest_first() {
            for placed in &meeting.lines {
                let worst = worst_of
                    .get(placed.line.place())
                    .copied()
                    .unwrap_or_default();
                if worst < least {
                    continue;
                }
                let tier = if worst.is_whole() {
                    &mut as_typed
                } else {
                    &mut with_endings
                };
                tier.push(Match {
                    date,
                    stem,
                    meeting,
                    placed: *placed,
                });
            }
        }
        as_typed.append(&mut with_endings);
        as_typed
    }

    /// Items under which all of the words stand, if not on one line; what heads the meeting counts
    /// for each of them. The line with most of the words tells of the item.
    fn by_item(&self, marks: &[&[MatchQuality]], least: MatchQuality) -> Vec<Match<'_>> {
        let words_on = words_by_line(marks, least);
        let of = |placed: &Placed| {
            words_on
                .get(placed.line.place())
                .copied()
                .unwrap_or_default()
        };
        let all = u32::MAX >> (u32::BITS as usize - marks.len());
        let mut matches = Vec::new();
        for (date, stem, meeting) in self.newest_first() {
            let heads = meeting
                .lines
                .first()
                .filter(|placed| placed.kind == LineKind::Heading)
                .map_or(0, of);
            for item in meeting.lines.chunk_by(|one, other| one.item == other.item) {
                let words = item.iter().fold(0, |words, placed| words | of(placed));
                if words == 0 || words | heads != all {
                    continue;
                }
                let tells = item
                    .iter()
                    .rev()
                    .max_by_key(|placed| of(placed).count_ones());
                matches.extend(tells.map(|placed| Match {
                    date,
                    stem,
                    meeting,
                    placed: *placed,
                }));
            }
        }
        matches
    }

    fn hit(&self, found: &Match<'_>, words: &[QueryWord]) -> Hit {
        let text = self.pages.line(found.placed.line);
        let item = found.meeting.items.get(usize::from(found.placed.item));
        let (label, title) = item.map_or((None, None), |item| {
            let line = self.pages.line(item.title);
            match item
                .label
                .and_then(|length| line.split_at_checked(usize::from(length)))
            {
                Some((label, title)) => {
                    (Some(label.to_owned()), Some(title.trim_start().to_owned()))
                }
                None => (None, Some(line.to_owned())),
            }
        });
        Hit {
            stem: found.stem.to_owned(),
            date: found.date,
            body: found.meeting.body.to_string(),
            item: item.map(|item| item.id),
            label,
            title,
            kind: found.placed.kind,
            text: text.to_owned(),
            around: best_range(text, words),
        }
    }
}

/// The worst mark of all words, by line.
fn worst_marks(marks: &[&[MatchQuality]]) -> Vec<MatchQuality> {
    let Some((first, others)) = marks.split_first() else {
        return Vec::new();
    };
    let mut worst = first.to_vec();
    for other in others {
        worst
            .iter_mut()
            .zip(*other)
            .for_each(|(worst, other)| *worst = worse(*worst, *other));
    }
    worst
}

/// The worse of two marks: what is folded in one word is folded, and so it is with endings.
fn worse(one: MatchQuality, other: MatchQuality) -> MatchQuality {
    match (one.min(other), one.max(other)) {
        (MatchQuality::Folded, MatchQuality::Ending) => MatchQuality::FoldedEnding,
        (worse, _) => worse,
    }
}

/// The words that stand on a line, a bit each.
fn words_by_line(marks: &[&[MatchQuality]], least: MatchQuality) -> Vec<u32> {
    let mut words = vec![0; marks.first().map_or(0, |marks| marks.len())];
    for (place, marks) in marks.iter().enumerate() {
        let bit = |mark: &MatchQuality| u32::from(*mark >= least) << place;
        words
            .iter_mut()
            .zip(*marks)
            .for_each(|(words, mark)| *words |= bit(mark));
    }
    words
}

/// Finds the best of the words in a line.
fn best_range(text: &str, words: &[QueryWord]) -> Range<usize> {
    let places = words
        .iter()
        .filter_map(|word| word.needle().best_place(text));
    places
        .rev()
        .max_by_key(|place| (place.mark, place.is_word_start))
        .map_or(0..0, |place| place.range)
}
