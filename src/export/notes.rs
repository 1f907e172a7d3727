//! The small Markdown of notes: paragraphs, nested bullets, numbered lists, sub-headings. It is
//! parsed once, into blocks, so that every format sees the same. Inside a line nothing is markup:
//! what looks like emphasis or a link stays as it was typed, and no word of the text is lost.

use serde::{Deserialize, Serialize};

use crate::meeting::text::clean;

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "is", rename_all = "lowercase")]
pub enum Block {
    /// A heading within the text.
    Heading {
        /// Its depth, from 1.
        level: usize,
        /// Its words.
        text: String,
    },
    /// A paragraph. Its line feeds are the writer's own, and stay.
    Paragraph(String),
    /// Bullets or numbers.
    List(List),
}

/// A list; it has at least one entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The number of the first entry. None for bullets.
    pub first: Option<u32>,
    /// In order.
    pub entries: Vec<ListEntry>,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEntry {
    /// Its words, never empty, on the lines on which they were written.
    pub text: String,
    /// Lists and paragraphs under it.
    pub under: Vec<Block>,
}

/// Parses a running text.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = NotesReader::default();
    for line in clean(text).lines() {
        reader.read(&NotesLine::classify(
            line,
            !reader.open.is_empty() || !reader.in_text,
        ));
    }
    reader.close_from(0);
    without_gaps(reader.done)
}

/// Closes gaps between levels of headings: a person who hears the document would believe that
/// something is missing.
fn without_gaps(mut blocks: Vec<Block>) -> Vec<Block> {
    let mut last = 0;
    for block in &mut blocks {
        if let Block::Heading { level, .. } = block {
            *level = (*level).min(last + 1);
            last = *level;
        }
    }
    blocks
}

/// The mark that begins an entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListMark {
    Bullet,
    Number(u32),
}

impl ListMark {
    fn number(self) -> Option<u32> {
        match self {
            Self::Bullet => None,
            Self::Number(number) => Some(number),
        }
    }
}

/// A line, classified by its beginning.
enum NotesLine<'a> {
    Blank,
    Heading {
        level: usize,
        text: &'a str,
    },
    Entry {
        indent: usize,
        mark: ListMark,
        text: &'a str,
    },
    Text {
        indent: usize,
        text: &'a str,
    },
}

impl<'a> NotesLine<'a> {
    /// Classifies a line. A letter or a higher number begins an entry only where a list may begin: in
    /// the middle of a paragraph, "o" is a word and "27." the end of a sentence.
    fn classify(line: &'a str, may_begin: bool) -> Self {
        let text = line.trim();
        let indent = line.chars().take_while(|sign| sign.is_whitespace());
        let indent = indent.map(|sign| if sign == '\t' { 4 } else { 1 }).sum();
        if text.is_empty() {
            return Self::Blank;
        }
        if let Some((level, text)) = heading(text) {
            return Self::Heading { level, text };
        }
        match entry(text) {
            // Word processors mark the second level by its sign alone.
            Some((ListMark::Bullet, text, 'o')) if may_begin => Self::Entry {
                indent: indent + NESTED,
                mark: ListMark::Bullet,
                text,
            },
            Some((mark, text, sign))
                if may_begin || (sign != 'o' && mark.number().is_none_or(|number| number == 1)) =>
            {
                Self::Entry { indent, mark, text }
            }
            Some(_) | None => Self::Text { indent, text },
        }
    }
}

fn heading(text: &str) -> Option<(usize, &str)> {
    let words = text.trim_start_matches('#');
    let level = text.len() - words.len();
    let is_heading = (1..=6).contains(&level) && words.starts_with(char::is_whitespace);
    is_heading.then(|| (level, words.trim()))
}

/// Splits an entry into its mark and its words, with the sign that it began with.
fn entry(text: &str) -> Option<(ListMark, &str, char)> {
    let sign = text.chars().next()?;
    let rest = text.strip_prefix(sign)?;
    let (mark, words) = match sign {
        '-' | '*' | 'o' => (ListMark::Bullet, spaced(rest)?),
        '•' => (ListMark::Bullet, rest.trim_start()),
        '0'..='9' => {
            let (digits, rest) = text.split_once(['.', ')'])?;
            // A longer number is a year, which may begin a sentence.
            let is_number = digits.len() <= 3 && digits.bytes().all(|digit| digit.is_ascii_digit());
            (
                ListMark::Number(digits.parse().ok().filter(|_| is_number)?),
                spaced(rest)?,
            )
        }
        _ => return None,
    };
    (!words.is_empty()).then_some((mark, words, sign))
}

/// Gives the words after a mark. None unless a space parts them from it.
fn spaced(rest: &str) -> Option<&str> {
    rest.starts_with(char::is_whitespace)
        .then(|| rest.trim_start())
}

/// The indent, in columns, from which an entry stands under the one above it.
const NESTED: usize = 2;

/// The deepest nesting of lists, which is that of word processors.
const DEEPEST: usize = 9;

/// A list that may still grow.
struct OpenList {
    indent: usize,
    last: ListMark,
    list: List,
}

#[derive(Default)]
struct NotesReader {
    done: Vec<Block>,
    /// From the outermost to the innermost.
    open: Vec<OpenList>,
    /// True while the next line would continue the text of the last.
    in_text: bool,
}

impl NotesReader {
    fn read(&mut self, line: &NotesLine<'_>) {
        match line {
            NotesLine::Blank => {}
            NotesLine::Heading { level, text } => {
                self.close_from(0);
                self.done.push(Block::Heading {
                    level: *level,
                    text: (*text).to_owned(),
                });
            }
            NotesLine::Entry { indent, mark, text } => self.read_entry(*indent, *mark, text),
            NotesLine::Text { indent, text } => self.read_text(*indent, text),
        }
        self.in_text = matches!(line, NotesLine::Entry { .. } | NotesLine::Text { .. });
    }

    fn read_entry(&mut self, indent: usize, mark: ListMark, text: &str) {
        self.close_from(indent + NESTED);
        let is_deepest = self.open.len() == DEEPEST;
        let stands_beside = |open: &OpenList| is_deepest || indent < open.indent + NESTED;
        if self
            .open
            .last()
            .is_some_and(|open| stands_beside(open) && !goes_on(open.last, mark))
        {
            self.close_innermost();
        }
        let entry = ListEntry {
            text: text.to_owned(),
            under: Vec::new(),
        };
        let list = self
            .open
            .last_mut()
            .filter(|open| stands_beside(open) && goes_on(open.last, mark));
        if let Some(open) = list {
            open.last = mark;
            open.list.entries.push(entry);
        } else {
            let list = List {
                first: mark.number(),
                entries: vec![entry],
            };
            self.open.push(OpenList {
                indent,
                last: mark,
                list,
            });
        }
    }

    /// Reads a line of text. Right under a paragraph it continues that, and right under an entry where
    /// it is indented; after a blank line, an indented one belongs to the entry above. Any other ends
    /// the list, as it does on the screen.
    fn read_text(&mut self, indent: usize, text: &str) {
        let is_under = |open: &OpenList| indent > 0 && indent >= open.indent;
        let is_under = self.open.last().is_none_or(is_under);
        if self.in_text
            && is_under
            && let Some(before) = self.last_text()
        {
            before.push('\n');
            before.push_str(text);
            return;
        }
        self.close_from((indent + 1).saturating_sub(NESTED));
        self.push(Block::Paragraph(text.to_owned()));
    }

    /// Finds the text that the line before belongs to.
    fn last_text(&mut self) -> Option<&mut String> {
        let last = match self
            .open
            .last_mut()
            .and_then(|open| open.list.entries.last_mut())
        {
            Some(entry) if entry.under.is_empty() => return Some(&mut entry.text),
            Some(entry) => entry.under.last_mut(),
            None => self.done.last_mut(),
        };
        match last {
            Some(Block::Paragraph(text)) => Some(text),
            Some(Block::Heading { .. } | Block::List(_)) | None => None,
        }
    }

    /// Closes the lists with this indent or a larger one.
    fn close_from(&mut self, indent: usize) {
        while self.open.last().is_some_and(|open| open.indent >= indent) {
            self.close_innermost();
        }
    }

    fn close_innermost(&mut self) {
        if let Some(open) = self.open.pop() {
            self.push(Block::List(open.list));
        }
    }

    /// Puts a block under the last entry of the innermost list, or at the end.
    fn push(&mut self, block: Block) {
        match self
            .open
            .last_mut()
            .and_then(|open| open.list.entries.last_mut())
        {
            Some(entry) => entry.under.push(block),
            None => self.done.push(block),
        }
    }
}

/// Tests if the next mark continues the list of the last one. Numbers go up by one, or stand still
/// where the writer lets Markdown count.
fn goes_on(last: ListMark, next: ListMark) -> bool {
    match (last, next) {
        (ListMark::Bullet, ListMark::Bullet) => true,
        (ListMark::Number(last), ListMark::Number(next)) => next == last || next == last + 1,
        (ListMark::Bullet, ListMark::Number(_)) | (ListMark::Number(_), ListMark::Bullet) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The blocks, drawn: a sign, the words, and two spaces for each step in.
    fn drawn(blocks: &[Block]) -> Vec<String> {
        blocks.iter().flat_map(lines_of).collect()
    }

    fn lines_of(block: &Block) -> Vec<String> {
        let list = match block {
            Block::Heading { level, text } => return vec![format!("H{level}[{text}]")],
            Block::Paragraph(text) => return vec![format!("P[{text}]")],
            Block::List(list) => list,
        };
        let mut lines = vec![
            list.first
                .map_or("UL".to_owned(), |first| format!("OL{first}")),
        ];
        for entry in &list.entries {
            lines.push(format!("  [{}]", entry.text));
            lines.extend(drawn(&entry.under).iter().map(|line| format!("    {line}")));
        }
        lines
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(drawn(&blocks(text)), expected, "{text}");
    }

    #[test]
    fn no_level_of_heading_is_skipped() {
        check(
            "#### a\n\n## b\n\n###### c\n\n# d",
            &["H1[a]", "H2[b]", "H3[c]", "H1[d]"],
        );
    }

    #[test]
    fn lines_make_paragraphs_and_blank_lines_part_them() {
        check("Ett\n  två.\r\n\n\nTre", &["P[Ett\ntvå.]", "P[Tre]"]);
        check(" \n\t\n", &[]);
        check("## Rubrik\nText\n#tagg", &["H1[Rubrik]", "P[Text\n#tagg]"]);
    }

    #[test]
    fn bullets_nest_by_space_and_by_the_sign_of_a_word_processor() {
        check(
            "- a\n  - b\n    * c\n- d",
            &[
                "UL",
                "  [a]",
                "    UL",
                "      [b]",
                "        UL",
                "          [c]",
                "  [d]",
            ],
        );
        check(
            "- a\no b\n  fortsatt\n\n- c",
            &["UL", "  [a]", "    UL", "      [b\nfortsatt]", "  [c]"],
        );
        check("•Är den aktuell?", &["UL", "  [Är den aktuell?]"]);
        check("1. a\n2. b\n 3. c", &["OL1", "  [a]", "  [b]", "  [c]"]);
    }

    #[test]
    fn nesting_has_an_end_and_no_entry_is_lost() {
        let lines: Vec<String> = (0..30).map(|deep| "  ".repeat(deep) + "- e").collect();
        let seen = drawn(&blocks(&lines.join("\n")));
        let count = |what: &str| seen.iter().filter(|line| line.trim() == what).count();
        assert_eq!((count("[e]"), count("UL")), (30, DEEPEST));
    }

    #[test]
    fn a_list_ends_where_the_text_goes_on_at_the_margin() {
        check(
            "- Löneöversyn\n- Sjukfrånvaro\nIT-nätverket träffas\nigen",
            &[
                "UL",
                "  [Löneöversyn]",
                "  [Sjukfrånvaro]",
                "P[IT-nätverket träffas\nigen]",
            ],
        );
        check(
            "Syftet är att:\n- a\n\n  mer om a\n\nSlut",
            &[
                "P[Syftet är att:]",
                "UL",
                "  [a]",
                "    P[mer om a]",
                "P[Slut]",
            ],
        );
        check("- a\n- b\n1. c", &["UL", "  [a]", "  [b]", "OL1", "  [c]"]);
    }

    #[test]
    fn a_number_is_kept_and_a_new_count_is_a_new_list() {
        check(
            "3. c\n4. d\n7. g",
            &["OL3", "  [c]", "  [d]", "OL7", "  [g]"],
        );
        check("1. a\n1. b", &["OL1", "  [a]", "  [b]"]);
    }

    #[test]
    fn what_only_looks_like_an_entry_stays_in_its_sentence() {
        check(
            "Klart den\n27. april\no då går vi",
            &["P[Klart den\n27. april\no då går vi]"],
        );
        check("2013. Ett år", &["P[2013. Ett år]"]);
        check("-5 grader\n-\n1.5 tjänst", &["P[-5 grader\n-\n1.5 tjänst]"]);
    }
}
