//! A strict judge of what was written: it knows the orders that the program itself gives a
//! terminal, and nothing else passes. Its tables are its own, so that it shares no mistake with
//! the program.

use std::iter::Peekable;
use std::str::Chars;

use unicode_width::UnicodeWidthChar;

/// Where the bytes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// A screen that the program has taken: it moves the cursor and sets colours there.
    Screen,
    /// Talk and lists, a line after another: no order at all, and nothing unseen.
    Lines,
    /// Facts for programs: the same, but a letter has as many accents as it was given.
    Facts,
    /// A document: no order at all. A soft hyphen or a joiner is part of its text.
    Paper,
}

/// Signs without width that may follow one another: what one letter is made of at the most.
const MOST_ACCENTS: usize = 16;

/// What is wrong with these bytes, if anything.
pub fn judge(bytes: &[u8], to: To) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"))?;
    let mut signs = text.chars().peekable();
    let mut accents = 0;
    let mut read = String::new();
    while let Some(sign) = signs.next() {
        read.push(sign);
        accents = if sign.width() == Some(0) {
            accents + 1
        } else {
            0
        };
        let verdict = match sign {
            '\u{1b}' if to == To::Screen => order(&mut signs),
            '\n' if to != To::Screen => Ok(()),
            _ if accents > MOST_ACCENTS && matches!(to, To::Screen | To::Lines) => {
                Err("a flood of accents".to_owned())
            }
            '\u{200d}' if to == To::Screen => joiner(&mut signs),
            _ => letter(sign, to),
        };
        if let Err(why) = verdict {
            let tail: String = read
                .chars()
                .rev()
                .take(60)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            return Err(format!("{why}, after {tail:?}"));
        }
    }
    Ok(())
}

/// One of the orders that a frame is made of: the cursor's place, looks, the cursor seen or not.
fn order(signs: &mut Peekable<Chars<'_>>) -> Result<(), String> {
    if signs.next() != Some('[') {
        return Err("an escape that begins no CSI".to_owned());
    }
    let mut said = String::new();
    for sign in signs {
        match sign {
            '0'..='9' | ';' | ':' | '?' if said.len() < 32 => said.push(sign),
            'H' if is_place(&said) => return Ok(()),
            'm' if is_look(&said) => return Ok(()),
            'h' | 'l' if said == "?25" => return Ok(()),
            other => return Err(format!("CSI {said}{other}, which no frame has")),
        }
    }
    Err("an order without an end".to_owned())
}

fn is_place(said: &str) -> bool {
    let numbers: Vec<Option<u16>> = said.split(';').map(|number| number.parse().ok()).collect();
    matches!(numbers.as_slice(), [Some(1..=500), Some(1..=500)])
}

fn is_look(said: &str) -> bool {
    said.split([';', ':'])
        .all(|number| number.is_empty() || number.parse::<u8>().is_ok())
}

/// A joiner stands between parts of one picture.
fn joiner(signs: &mut Peekable<Chars<'_>>) -> Result<(), String> {
    match signs.peek() {
        Some(next) if !next.is_ascii() && next.width().unwrap_or(0) > 0 => Ok(()),
        _ => Err("a joiner that joins nothing".to_owned()),
    }
}

fn letter(sign: char, to: To) -> Result<(), String> {
    let number = u32::from(sign);
    let turns = [0x61c, 0x200e, 0x200f, 0x2028, 0x2029].contains(&number)
        || (0x202a..=0x202e).contains(&number)
        || (0x2066..=0x206f).contains(&number)
        || (0xfff9..=0xfffb).contains(&number);
    let hides = [
        0xad, 0x34f, 0x115f, 0x1160, 0x180e, 0x200b, 0x200c, 0x3164, 0xfeff, 0xffa0,
    ]
    .contains(&number)
        || (0x2060..=0x2065).contains(&number)
        || (0xfe00..=0xfe0d).contains(&number)
        || (0xe0000..=0xe0fff).contains(&number);
    match number {
        0..=0x1f => Err(format!("C0 {number:#x}")),
        0x7f => Err("DEL".to_owned()),
        0x80..=0x9f => Err(format!("C1 {number:#x}")),
        _ if turns => Err(format!("a mark of direction or line, U+{number:04X}")),
        _ if hides && to != To::Paper => Err(format!("something unseen, U+{number:04X}")),
        _ => Ok(()),
    }
}

#[test]
fn the_judge_lets_a_frame_pass_and_nothing_that_a_text_could_smuggle_in() {
    let frame = "\u{1b}[?25l\u{1b}[1;1H\u{1b}[38;5;3m\u{1b}[1;48;2;9;9;9m▶ Åsa 👩\u{200d}👧 e\u{301}\u{1b}[0m\u{1b}[?25h";
    judge(frame.as_bytes(), To::Screen).expect("a frame");
    judge("Åsa\nmjuk\u{ad}het 👩\u{200d}👧\n".as_bytes(), To::Paper).expect("a document");
    for bad in [
        "\u{1b}]0;x\u{7}",
        "\u{1b}c",
        "\u{1b}[2J",
        "\u{1b}[6n",
        "\u{1b}[?1049l",
        "\u{1b}[>c",
        "\u{1b}[1;1",
        "\u{1b}",
        "\u{1b}P1$r\u{1b}\\",
        "\u{1b}[0 q",
        "\u{1b}[501;1H",
        "\u{1b}[999m",
        "\r",
        "\u{0}",
        "\u{8}",
        "\u{7f}",
        "\u{9b}31m",
        "\u{90}",
        "\u{202e}",
        "\u{61c}",
        "\u{2066}",
        "\u{2028}",
        "a\u{200b}",
        "\u{e0041}",
        "\u{e0100}",
        "a\u{200d} ",
        "\t",
        "\n",
    ] {
        assert!(judge(bad.as_bytes(), To::Screen).is_err(), "{bad:?}");
        let is_of_lines = bad == "\n" || bad == "a\u{200d} ";
        assert!(
            is_of_lines || judge(bad.as_bytes(), To::Lines).is_err(),
            "{bad:?}"
        );
    }
    assert!(judge(format!("a{}", "\u{301}".repeat(17)).as_bytes(), To::Screen).is_err());
    assert!(judge(b"\x9b31m", To::Screen).is_err() && judge(b"\xed\xa0\x80", To::Lines).is_err());
}
