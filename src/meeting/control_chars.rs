//! Control characters and other invisible ones. A text is stored as it was written, and passes
//! through here before it is shown or printed.

use std::borrow::Cow;

/// The character shown in place of one that must not be.
pub const REPLACEMENT: char = '\u{fffd}';

/// Tells whether a character acts on a terminal or viewer instead of being shown: control
/// characters, with which a terminal's orders begin, and marks that turn the direction of the text
/// around them or break its line.
#[must_use]
pub fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}

/// Tells whether a character leaves no trace on a screen. Words can be hidden in a text by such
/// characters.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    is_control(character)
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200d}'
                | '\u{2060}'..='\u{2065}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0d}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fff8}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Running text as it may be printed: line feeds stay, a tab becomes a space, and any other control
/// character becomes [`REPLACEMENT`]. Characters that are merely invisible, such as a soft hyphen,
/// belong to the text and stay.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(|character| character != '\n' && is_control(character)) {
        return Cow::Borrowed(text);
    }
    let shown = |character: char| match character {
        '\n' => '\n',
        '\t' => ' ',
        character if is_control(character) => REPLACEMENT,
        character => character,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// Running text as an XML file may hold it: [`printable`], and without the two characters that XML
/// forbids.
#[must_use]
pub fn printable_in_xml(text: &str) -> String {
    printable(text).replace(['\u{fffe}', '\u{ffff}'], &REPLACEMENT.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_gives_no_orders_and_keeps_its_lines() {
        assert_eq!(
            printable("a\u{1b}[2J\u{9b}b\nc\td\r\n"),
            "a\u{fffd}[2J\u{fffd}b\nc d\u{fffd}\n"
        );
        assert_eq!(
            printable("\u{61c}\u{202e}\u{2066}\u{2029}\u{7f}"),
            "\u{fffd}".repeat(5)
        );
        assert!(matches!(
            printable("mjukt\u{ad}streck 👩\u{200d}👧\n"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn no_letter_that_people_write_is_unseen() {
        let written = "Åsa Öberg, 27–28 §§ «a» “b” €10\u{a0}000 ½ ✓ Žďár Łódź Αθήνα Київ שלום سلام 東京 한국 ไทย";
        assert!(!written.chars().any(is_invisible));
    }
}
