//! Texts: the characters that are kept, shown and printed, and running texts that change.

use klubba::meeting::control_chars::{
    REPLACEMENT, is_control, is_invisible, printable, printable_in_xml,
};
use klubba::meeting::running_text::Splice;
use klubba::meeting::text::{LONGEST, clean};

use super::*;

#[test]
fn characters_that_give_orders_or_leave_no_trace_are_known() {
    let orders =
        "\u{0}\u{1b}\u{9b}\u{61c}\u{200e}\u{200f}\u{2028}\u{202e}\u{2066}\u{206f}\u{fff9}\u{fffb}";
    for character in orders.chars() {
        assert!(
            is_control(character) && is_invisible(character),
            "{character:?}"
        );
    }
    let traceless = "\u{ad}\u{34f}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}\u{180f}\u{200b}\u{200d}\u{2060}\u{2065}\u{3164}\u{fe00}\u{fe0d}\u{feff}\u{ffa0}\u{fff0}\u{fff8}\u{1bca0}\u{1d17a}\u{e0000}\u{e0fff}";
    for character in traceless.chars() {
        assert!(
            !is_control(character) && is_invisible(character),
            "{character:?}"
        );
    }
    for character in "aå €\u{a0}\u{fe0f}\u{fffd}👩".chars() {
        assert!(
            !is_control(character) && !is_invisible(character),
            "{character:?}"
        );
    }
    assert_eq!(printable("a\tb"), "a b");
    assert_eq!(printable("a\nb"), "a\nb");
    assert_eq!(printable("a\nb\u{7}"), format!("a\nb{REPLACEMENT}"));
    let forbidden = printable_in_xml("a\u{fffe}\u{ffff}\u{7}b");
    assert_eq!(forbidden, "a\u{fffd}\u{fffd}\u{fffd}b");
    assert_eq!(clean("a\r\r\nb\u{2028}c\u{2029}d\te"), "a\n\nb\nc\nd\te");
}

#[test]
fn a_running_text_changes_in_its_own_place_and_ends_without_space() {
    let mut course = Course::under_way();
    let places = [
        TextPlace::Notes(course.id("Öppnande")),
        TextPlace::Opening,
        TextPlace::Closing,
    ];
    let write = |place, before: &str, text: &str| Command::WriteText {
        place,
        before: before.into(),
        text: text.into(),
    };
    for (place, word) in places.into_iter().zip(["ett", "två", "tre"]) {
        let text = format!("{word}\n \n");
        course.ask(write(place, "", &text)).expect("written");
        assert_eq!(course.meeting.text(place), Some(word));
        assert_eq!(course.refusal(write(place, word, word)), Refusal::AlreadySo);
        assert_eq!(
            course.refusal(write(place, "", word)),
            Refusal::TextChangedMeanwhile
        );
    }
    let texts = places.map(|place| course.meeting.text(place));
    assert_eq!(texts, [Some("ett"), Some("två"), Some("tre")]);
    let gone = TextPlace::Notes(ItemId(999));
    assert_eq!(course.refusal(write(gone, "", "x")), Refusal::Gone);
    assert_eq!(course.meeting.text(gone), None);
    let long = "x".repeat(LONGEST);
    let longer = format!("{long}x");
    assert_eq!(
        course.refusal(write(places[1], "två", &longer)),
        Refusal::TooLong
    );
    course
        .ask(write(places[1], "två", &long))
        .expect("as long as may be");
}

#[test]
fn a_splice_fits_where_what_it_cuts_stands_and_makes_the_text_that_was_meant() {
    for (before, after, expected) in [
        ("", "a", (0, "", "a")),
        ("a", "", (0, "a", "")),
        ("aa", "aaa", (2, "", "a")),
        ("aaa", "aa", (2, "a", "")),
        ("båt", "bät", (1, "å", "ä")),
        ("abcd", "axyd", (1, "bc", "xy")),
        ("ab", "ba", (0, "ab", "ba")),
    ] {
        let splice = Splice::between(before, after).expect("a difference");
        let made = (splice.at, splice.cut.as_str(), splice.put.as_str());
        assert_eq!(made, expected, "{before} → {after}");
        let mut text = before.to_owned();
        assert!(splice.fits(&text) && splice.apply(&mut text));
        assert_eq!(text, after);
    }
    let splice = Splice {
        at: 1,
        cut: "b".into(),
        put: "x".into(),
    };
    for (text, fits) in [
        ("ab", true),
        ("abc", true),
        ("ac", false),
        ("", false),
        ("å", false),
    ] {
        assert_eq!(splice.fits(text), fits, "{text}");
        let mut changed = text.to_owned();
        assert_eq!(splice.apply(&mut changed), fits);
        assert_eq!(changed != text, fits);
    }
}
