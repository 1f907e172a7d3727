use chrono::TimeDelta;

use super::*;
use crate::tui::desk::keymap::BROWSING;
use crate::tui::keymap::action;
use crate::tui::keys::Key;

fn moment(milliseconds: i64) -> Timestamp {
    let start: Timestamp = "2026-02-27T09:00:00+01:00".parse().expect("a moment");
    start + TimeDelta::milliseconds(milliseconds)
}

/// The number of letters after which a text, typed at this pace at the desk, is taken for one.
fn taken_after(text: &str, gap: i64) -> Option<usize> {
    let mut run = LetterRun::default();
    let mut at = 0;
    text.chars()
        .position(|letter| {
            at += gap;
            let meaning = Meaning::of(action(BROWSING, Key::letter(letter)));
            run.strike(letter, meaning, moment(at))
        })
        .map(|index| index + 1)
}

#[test]
fn the_beginning_of_a_sentence_is_text_at_its_second_or_third_letter() {
    let table = [
        ("2027 års budget", 2),
        ("12 personer", 2),
        ("1:a kvartalet", 2),
        ("3 st", 2),
        ("Britt säger", 2),
        ("Barnen", 2),
        ("Budget 2027", 2),
        ("Beslut togs", 2),
        ("Per säger nej", 2),
        ("Vi pratade", 2),
        ("på förslag", 2),
        ("nästa år", 2),
        ("The board", 2),
        ("2nd reading", 3),
        ("Both sides", 2),
        ("Zero interest", 2),
        ("när", 2),
        ("new", 3),
    ];
    for (text, letters) in table {
        for gap in [20, 60, 180, 300] {
            assert_eq!(taken_after(text, gap), Some(letters), "{text} at {gap}");
        }
    }
}

#[test]
fn commands_are_commands_at_the_pace_of_a_hand() {
    let quick = [
        "n", "B", "1", "z", "Bn", "1n", "1n1", "Bn1", "zz", "zzz", "zb", "nB", "n1", "na", "nb",
        "nu", "nd", "n:", "nq", "Bq", "1q",
    ];
    for keys in quick {
        assert_eq!(taken_after(keys, 200), None, "{keys}");
    }
    for keys in ["nBnBnB", "12", "Ba", "Bu", "BuB", "1n1n", "nud"] {
        assert_eq!(taken_after(keys, 301), None, "{keys}");
    }
}

#[test]
fn a_letter_that_is_no_command_makes_text_of_a_command_for_a_second() {
    assert_eq!(taken_after("Br", 1000), Some(2));
    assert_eq!(taken_after("Br", 1001), None);
    assert_eq!(taken_after("rB", 300), Some(2));
    assert_eq!(taken_after("rB", 301), None, "a command after a slip");
}

#[test]
fn letters_that_come_all_at_once_are_told_by_what_they_are_alone() {
    for keys in ["1q", "nen", "nud", "1b", "8u"] {
        assert_eq!(taken_after(keys, 19), None, "{keys}");
    }
    assert_eq!(taken_after("nud", 20), Some(3));
    assert_eq!(taken_after("1b", 20), Some(2));
    assert_eq!(taken_after("1:a", 0), Some(2));
    assert_eq!(taken_after("2027", 0), Some(2));
    assert_eq!(taken_after("Budget", 0), Some(2));
}

#[test]
fn the_same_phrase_twice_is_no_text_by_itself() {
    assert_eq!(taken_after("22", 100), None);
    assert_eq!(taken_after("11 ", 100), Some(3));
}
