//! The words around a hit: as much of a long line as fits, with the hit in it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::wrap::width;

/// The part of a line around some of its bytes that fits into a width, with an ellipsis where
/// something is left out, and where in that part those bytes stand now.
#[must_use]
pub fn excerpt(line: &str, around: Range<usize>, columns: usize) -> (String, Range<usize>) {
    if width(line) <= columns {
        return (line.to_owned(), around);
    }
    let (before, rest) = line.split_at_checked(around.start).unwrap_or((line, ""));
    let (found, after) = rest.split_at_checked(around.len()).unwrap_or((rest, ""));
    let columns = columns.saturating_sub(width(found) + 2);
    // A third before it, two thirds after it; what one side does not need, the other has.
    let (before_needs, after_needs) = (width(before), width(after));
    let for_after = after_needs.min(columns - before_needs.min(columns / 3));
    let kept_before = last(before, columns - for_after);
    let kept_after = first(after, columns - width(kept_before));
    let mut text = String::new();
    if kept_before.len() < before.len() {
        text.push('…');
    }
    text.push_str(kept_before);
    let start = text.len();
    text.push_str(found);
    let end = text.len();
    text.push_str(kept_after);
    if kept_after.len() < after.len() {
        text.push('…');
    }
    (text, start..end)
}

/// As much of the end of a text as fits, from the beginning of a word where there is one.
fn last(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let mut start = text.len();
    for (at, letter) in text.grapheme_indices(true).rev() {
        used += width(letter);
        if used > columns {
            let kept = text.get(start..).unwrap_or_default();
            return kept.split_once(' ').map_or(kept, |(_, words)| words);
        }
        start = at;
    }
    text
}

/// As much of the beginning of a text as fits, to the end of a word where there is one.
fn first(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, letter) in text.grapheme_indices(true) {
        used += width(letter);
        if used > columns {
            let kept = text.get(..at).unwrap_or_default();
            return kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "att varje kommun utser en kontaktperson som följer arbetet och svarar gruppen före den 2 mars";

    #[test]
    fn an_excerpt_fits_keeps_what_was_found_and_tells_what_is_left_out() {
        let at = LINE.find("följer").expect("a word");
        let (text, around) = excerpt(LINE, at..at + "följer".len(), 40);
        assert_eq!(text, "…som följer arbetet och svarar gruppen…");
        assert_eq!(text.get(around), Some("följer"));
        assert_eq!(excerpt("kort", 0..4, 40), ("kort".to_owned(), 0..4));
    }

    #[test]
    fn an_excerpt_of_any_width_holds_together() {
        for columns in 0..120 {
            for (start, letter) in LINE.char_indices() {
                let (text, around) = excerpt(LINE, start..start + letter.len_utf8(), columns);
                assert!(width(&text) <= columns.max(3), "{columns}: {text}");
                assert_eq!(text.get(around), Some(letter.to_string().as_str()));
            }
        }
    }
}
