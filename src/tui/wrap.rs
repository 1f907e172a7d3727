//! Text in rows of a given width: broken at spaces, never inside a letter. Geometry alone; nothing
//! is drawn here.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::meeting::control_chars::{REPLACEMENT, is_invisible};

/// One row of a text, as a range of its bytes. A space or line feed at which it was broken belongs
/// to no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrappedRow {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl WrappedRow {
    /// The row's words.
    #[must_use]
    pub fn slice<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// True when a text is made of letters that stand alone and take one cell each: Latin ones, frames
/// and blocks. Most of what is ever shown is, and needs no closer look.
#[must_use]
pub fn is_simple(text: &str) -> bool {
    text.chars().all(|letter| {
        matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{2500}'..='\u{259f}')
    })
}

/// The width of a text in cells, as it is shown.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_simple(text) {
        text.chars().count()
    } else {
        text.graphemes(true).map(cells).sum()
    }
}

/// A letter's width, as it is shown.
fn cells(letter: &str) -> usize {
    if shows_as_it_is(letter) {
        return letter.width();
    }
    let mut signs = String::new();
    push_shown(letter, &mut signs);
    signs.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Signs that one letter is made of, at the most: the largest families that there are have fewer,
/// and a letter under a hundred accents covers the rows around it.
const MOST_SIGNS: usize = 16;

/// True when nothing in a letter must be replaced.
fn shows_as_it_is(letter: &str) -> bool {
    is_simple(letter)
        || letter.width() > 0
            && letter.chars().count() <= MOST_SIGNS
            && !letter.contains(is_invisible)
}

/// The text as it may be shown: what cannot be seen, or would turn the direction of what follows,
/// is replaced by a sign that can.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if is_simple(text) || text.graphemes(true).all(shows_as_it_is) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    for letter in text.graphemes(true) {
        push_shown(letter, &mut kept);
    }
    Cow::Owned(kept)
}

fn push_shown(letter: &str, kept: &mut String) {
    if letter == "\t" {
        kept.push(' ');
        return;
    }
    // An accent without a letter would fall on the one before.
    if letter.width() == 0 && !letter.contains(is_invisible) {
        kept.push(REPLACEMENT);
        return;
    }
    let mut signs = letter.chars().take(MOST_SIGNS).peekable();
    while let Some(sign) = signs.next() {
        // A joiner between the parts of one picture is part of that letter.
        let joins = sign == '\u{200d}'
            && signs
                .peek()
                .is_some_and(|next| next.width().unwrap_or(0) > 0);
        kept.push(if is_invisible(sign) && !joins {
            REPLACEMENT
        } else {
            sign
        });
    }
}

/// Cuts a text to a width, with an ellipsis where something is left out.
#[must_use]
pub fn fitted(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return shown(text);
    }
    let mut kept = String::new();
    let mut used = 1;
    for letter in text.graphemes(true) {
        used += cells(letter);
        if used > columns {
            break;
        }
        kept.push_str(letter);
    }
    if columns > 0 {
        kept.push('…');
    }
    Cow::Owned(shown(&kept).into_owned())
}

/// The rows of a text. There is always at least one.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<WrappedRow> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, columns.max(2), &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// A text behind a sign, its further rows below its own beginning, as it is shown.
#[must_use]
pub fn hanging(text: &str, sign: &str, columns: usize) -> Vec<String> {
    let indent = width(sign);
    let rows = wrap(text, columns.saturating_sub(indent));
    let line = |(place, row): (usize, &WrappedRow)| {
        let before = if place == 0 {
            sign.to_owned()
        } else {
            " ".repeat(indent)
        };
        before + &shown(row.slice(text))
    };
    rows.iter().enumerate().map(line).collect()
}

fn wrap_line(line: &str, offset: usize, columns: usize, rows: &mut Vec<WrappedRow>) {
    let mut row = WrappedRow {
        start: offset,
        end: offset,
    };
    let mut used = 0;
    // Where the row could be broken: one past the word before the last space, and that space's end.
    let mut space: Option<(usize, usize)> = None;
    for (at, letter) in line.grapheme_indices(true) {
        let at = offset + at;
        let after = at + letter.len();
        let cells = cells(letter);
        if letter == " " || letter == "\t" {
            // A space that no longer fits hangs over the edge unseen.
            space = Some((at, after));
            used += cells;
            row.end = if used > columns { row.end } else { after };
            continue;
        }
        if used + cells > columns {
            let (end, next) = space
                .filter(|(end, _)| *end > row.start)
                .unwrap_or((at, at));
            rows.push(WrappedRow {
                start: row.start,
                end,
            });
            row = WrappedRow {
                start: next,
                end: next,
            };
            used = width(line.get(next - offset..at - offset).unwrap_or_default());
            space = None;
        }
        used += cells;
        row.end = after;
    }
    rows.push(WrappedRow {
        start: row.start,
        end: row.end.max(offset + line.len()),
    });
}

/// In which row and at which column a byte of the text stands.
#[must_use]
pub fn place_of(text: &str, rows: &[WrappedRow], byte: usize) -> (usize, usize) {
    let row = rows.iter().rposition(|row| row.start <= byte).unwrap_or(0);
    let start = rows.get(row).map_or(0, |row| row.start);
    (row, width(text.get(start..byte).unwrap_or_default()))
}

/// The byte that stands in a row at or before a column.
#[must_use]
pub fn byte_at(text: &str, rows: &[WrappedRow], row: usize, column: usize) -> usize {
    let Some(found) = rows.get(row) else {
        return text.len();
    };
    let mut used = 0;
    for (at, letter) in found.slice(text).grapheme_indices(true) {
        used += cells(letter);
        if used > column {
            return found.start + at;
        }
    }
    found.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns)
            .iter()
            .map(|row| row.slice(text))
            .collect()
    }

    #[test]
    fn a_text_is_broken_at_spaces_and_a_long_word_between_letters() {
        assert_eq!(
            rows("att ge stöd till projekt", 10),
            ["att ge", "stöd till", "projekt"]
        );
        assert_eq!(rows("en\n\ntvå", 10), ["en", "", "två"]);
        assert_eq!(
            rows("Bostadsförsörjning", 7),
            ["Bostads", "försörj", "ning"]
        );
        assert_eq!(rows("", 10), [""]);
        assert_eq!(
            rows("a\u{30a}a\u{30a}a\u{30a}", 2),
            ["a\u{30a}a\u{30a}", "a\u{30a}"]
        );
    }

    #[test]
    fn every_letter_but_the_spaces_of_the_breaks_stands_in_a_row() {
        let text = "Möte i   Kävlinge, den 27:e — «om» 👩‍👩‍👧 barn\nslut ";
        for columns in 2..40 {
            let joined: String = rows(text, columns).concat().split_whitespace().collect();
            assert_eq!(
                joined,
                text.split_whitespace().collect::<String>(),
                "columns {columns}"
            );
            for row in rows(text, columns) {
                assert!(
                    width(row.trim_end()) <= columns,
                    "columns {columns}: {row:?}"
                );
            }
        }
    }

    #[test]
    fn a_place_and_its_byte_answer_to_each_other() {
        let text = "åäö åäö åäö\nslut";
        let laid = wrap(text, 5);
        for (byte, _) in text.grapheme_indices(true) {
            let (row, column) = place_of(text, &laid, byte);
            let back = byte_at(text, &laid, row, column);
            assert!(
                back == byte
                    || text
                        .get(back..byte)
                        .is_some_and(|gap| gap.trim().is_empty()),
                "byte {byte}"
            );
        }
    }

    #[test]
    fn what_is_simple_takes_a_cell_a_letter() {
        for letter in ('\0'..='\u{2fff}').filter(|letter| is_simple(&letter.to_string())) {
            let text = letter.to_string();
            assert_eq!(
                (text.width(), shown(&text).as_ref()),
                (1, text.as_str()),
                "{letter:?}"
            );
            assert_eq!(
                format!("a{letter}").graphemes(true).count(),
                2,
                "{letter:?} stands alone"
            );
        }
    }

    #[test]
    fn a_text_is_as_wide_as_it_is_shown_and_is_shown_once() {
        for text in [
            "🏴\u{e0067}\u{e0062}\u{e007f}x",
            "a\u{200c}\u{301}b",
            "\u{301}\u{302}",
            "\u{1100}\u{1100}\u{ac00}",
            "❤\u{fe0f}",
            "\tä\u{ad}",
        ] {
            let once = shown(text).into_owned();
            assert_eq!(
                width(text),
                once.graphemes(true)
                    .map(UnicodeWidthStr::width)
                    .sum::<usize>(),
                "{text:?}"
            );
            assert_eq!(shown(&once), once, "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_shown_as_a_sign() {
        assert_eq!(shown("a\u{202e}b\u{1b}c\td"), "a\u{fffd}b\u{fffd}c d");
        assert_eq!(shown("👩\u{200d}👧"), "👩\u{200d}👧");
        assert_eq!(
            shown("a\u{200d}b\u{61c}"),
            "a\u{fffd}b\u{fffd}",
            "a joiner that joins nothing"
        );
        assert_eq!(shown("\u{301}a"), "\u{fffd}a", "an accent without a letter");
        assert_eq!(
            shown(&format!("a{}", "\u{301}".repeat(100_000)))
                .chars()
                .count(),
            MOST_SIGNS
        );
        assert_eq!(fitted("Kommundirektör", 8), "Kommund…");
        assert_eq!(fitted("Kort", 8), "Kort");
    }
}
