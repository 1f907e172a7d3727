//! Texts as they may be stored.

use unicode_normalization::UnicodeNormalization;

/// The longest text that one entry may carry, in bytes.
pub const LONGEST: usize = 1 << 20;

/// The text as it may be stored: one spelling of å ä ö (NFC), line feeds alone, and no other
/// control character, which a terminal could take for an order.
#[must_use]
pub fn clean(written: &str) -> String {
    let mut kept = String::with_capacity(written.len());
    let mut characters = written.nfc().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{2028}' | '\u{2029}' => kept.push('\n'),
            '\n' | '\t' => kept.push(character),
            other if other.is_control() => {}
            other => kept.push(other),
        }
    }
    kept
}

/// [`clean`], on one line and without space around it: a clause, a name, a title.
#[must_use]
pub fn clean_line(written: &str) -> String {
    let line = clean(written).replace(['\n', '\t'], " ");
    line.trim().to_owned()
}

/// The lines that say something, each without its bullet or its number.
pub fn list_items(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(list_item).filter(|line| !line.is_empty())
}

/// A line of a list without its bullet or its number; any other as it is.
fn list_item(line: &str) -> &str {
    let line = line.trim();
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let numbered = [". ", ") "].iter().find_map(|end| digits.strip_prefix(end));
    let numbered = numbered.filter(|_| digits.len() < line.len());
    let bulleted = ["- ", "* ", "• ", "o ", "– "];
    let bulleted = bulleted.iter().find_map(|mark| line.strip_prefix(mark));
    bulleted.or(numbered).map_or(line, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_list_is_told_from_its_mark() {
        for line in ["- ett", "  • ett", "1. ett", "12) ett", "o ett", " ett "] {
            assert_eq!(list_item(line), "ett", "{line}");
        }
        for line in ["1.5 mnkr", "ett - två", "2027 års", ". ett"] {
            assert_eq!(list_item(line), line);
        }
    }

    #[test]
    fn what_could_order_the_terminal_about_is_not_stored() {
        assert_eq!(clean("a\u{1b}]0;x\u{7}b\r\nc\rd\u{9b}"), "a]0;xb\nc\nd");
        assert_eq!(clean("A\u{30a}sa"), "Åsa", "one spelling of å");
        assert_eq!(clean_line("  att bifalla\n\tdet "), "att bifalla  det");
    }
}
