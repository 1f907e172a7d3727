//! Lines of text in a few large pages, so that a word is sought through millions of bytes in one
//! sweep, by several threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::term_matcher::{Haystack, MatchQuality, TermMatcher};

/// Bytes of a block, but for a line that is longer.
const PAGE: usize = 1 << 19;
/// Blocks that one thread sweeps sooner than another could begin.
const FOR_ONE: usize = 3;

/// Names a line: its place among all lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LineId(u32);

impl LineId {
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

/// Lines, in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct LineStore {
    pages: Vec<LineBlock>,
    count: u32,
}

#[derive(Debug)]
struct LineBlock {
    /// Lines, each with a line feed after it.
    text: String,
    /// The byte at which each line begins.
    starts: Vec<u32>,
    /// The place of its first line among all lines.
    first: u32,
}

impl LineStore {
    /// Adds a line.
    pub(super) fn push(&mut self, line: &str) -> LineId {
        if self
            .pages
            .last()
            .is_none_or(|page| page.text.len() + line.len() >= PAGE)
        {
            self.pages.push(LineBlock {
                text: String::new(),
                starts: Vec::new(),
                first: self.count,
            });
        }
        if let Some(page) = self.pages.last_mut() {
            page.starts
                .push(u32::try_from(page.text.len()).unwrap_or(u32::MAX));
            page.text.push_str(line);
            page.text.push('\n');
        }
        self.count += 1;
        LineId(self.count - 1)
    }

    /// A line's text.
    pub(super) fn line(&self, id: LineId) -> &str {
        let after = self.pages.partition_point(|page| page.first <= id.0);
        let Some(page) = after.checked_sub(1).and_then(|place| self.pages.get(place)) else {
            return "";
        };
        let (start, end) = page.bounds((id.0 - page.first) as usize);
        page.text.get(start..end).unwrap_or_default()
    }

    /// Rates how well each line matches a word.
    pub(super) fn marks(&self, needle: &TermMatcher) -> Vec<MatchQuality> {
        let next = AtomicUsize::new(0);
        let sweep = || {
            let mut swept = Vec::new();
            while let Some((place, page)) = {
                let place = next.fetch_add(1, Ordering::Relaxed);
                self.pages.get(place).map(|page| (place, page))
            } {
                swept.push((place, page.marks(needle)));
            }
            swept
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = threads.min(self.pages.len() / FOR_ONE);
        let mut swept = if threads < 2 {
            sweep()
        } else {
            std::thread::scope(|scope| {
                let others: Vec<_> = (1..threads).map(|_| scope.spawn(sweep)).collect();
                let mut swept = sweep();
                // What a thread has to say in a panic, the panic hook has said.
                for other in others {
                    swept.extend(other.join().unwrap_or_default());
                }
                swept
            })
        };
        swept.sort_by_key(|(place, _)| *place);
        swept.into_iter().flat_map(|(_, marks)| marks).collect()
    }
}

impl LineBlock {
    /// The first and last byte of a line, its line feed left out.
    fn bounds(&self, line: usize) -> (usize, usize) {
        let start = self
            .starts
            .get(line)
            .map_or(self.text.len(), |start| *start as usize);
        let after = self
            .starts
            .get(line + 1)
            .map_or(self.text.len(), |start| *start as usize);
        (start, after.saturating_sub(1))
    }

    fn marks(&self, needle: &TermMatcher) -> Vec<MatchQuality> {
        let mut marks = vec![MatchQuality::None; self.starts.len()];
        let (mut line, mut from) = (0, 0);
        while let Some((place, next)) = needle.next(self.text.as_bytes(), from, Haystack::Text) {
            let rest = self.starts.get(line..).unwrap_or_default();
            // Most lines that are found lie near one another; the others are found by halving.
            line += gallop(rest, place.range.start).saturating_sub(1);
            let Some(mark) = marks.get_mut(line) else {
                break;
            };
            *mark = (*mark).max(place.mark);
            from = if *mark == MatchQuality::Typed {
                self.bounds(line).1
            } else {
                next
            };
        }
        marks
    }
}

/// Counts the ascending numbers that are not greater than one.
fn gallop(starts: &[u32], at: usize) -> usize {
    let is_before = |start: &u32| *start as usize <= at;
    let mut reach = 8;
    while starts.get(reach).is_some_and(is_before) {
        reach *= 2;
    }
    let near = starts.get(..reach.min(starts.len())).unwrap_or_default();
    near.partition_point(is_before)
}
