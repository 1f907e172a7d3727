//! Letters that cannot be seen, and of these the ones that whoever shows a text would obey. What is
//! stored stays as it was written; what is shown or printed passes through here.

use std::borrow::Cow;

/// What stands for a letter that must not be shown.
pub const REPLACEMENT: char = '\u{fffd}';

/// Whether a letter would act on whatever shows it instead of being shown: control characters (a
/// terminal's orders begin with one), and marks that turn the direction of what stands around them
/// or break its line.
#[must_use]
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}

/// Whether a letter leaves no trace on a screen. Words can be hidden in a text by such.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    is_control(letter)
        || matches!(
            letter,
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

/// Running text as it may be printed: its line feeds stay, a tab is a space, and for every other
/// order stands a sign. What is merely unseen, such as a soft hyphen, belongs to the text.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(|letter| letter != '\n' && is_control(letter)) {
        return Cow::Borrowed(text);
    }
    let sign = |letter: char| match letter {
        '\n' => '\n',
        '\t' => ' ',
        letter if is_control(letter) => REPLACEMENT,
        letter => letter,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// Running text as a file for other programs may hold it: printed, and without the two letters that
/// are letters nowhere in XML.
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
