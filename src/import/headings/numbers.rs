//! The number that a row begins with: "3.", "3)", "§ 14", "Punkt 3:", "a)".

use super::without_reference;
use crate::import::rows::{Row, is_capital, is_sentence, joined};

/// A row that begins with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) row: usize,
    pub(super) style: NumberStyle,
    /// The sign after the number.
    pub(super) mark: char,
    pub(super) number: u32,
    /// The number within the number: "§ 1.2".
    pub(super) sub: u32,
    pub(super) label: String,
    pub(super) title: String,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NumberStyle {
    Paragraph,
    Named,
    Digits,
    Letter,
}

/// The number that a row begins with: "3.", "3)", "§ 14", "Punkt 3:", "a)".
#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
pub(super) fn numbered(at: usize, row: &Row) -> Option<Numbered> {
    if row.bullet.is_some() {
        return None;
    }
    let (text, _) = without_reference(row.text.trim());
    let made = |style, number, label: String, title: &str| {
        let title = joined(title.trim_start_matches([':', '.', ')', '–', '-', ' ']));
        Some(Numbered {
            row: at,
            style,
            mark: ' ',
            number,
            sub: 0,
            label,
            title,
        })
    };
    if let Some(rest) = text.strip_prefix('§') {
        let space = if rest.starts_with(|sign: char| sign.is_ascii_digit()) {
            ""
        } else {
            " "
        };
        let rest = rest.trim_start_matches('§').trim_start();
        let (number, title) = digits(rest)?;
        let sub = title.strip_prefix('.').and_then(digits);
        let label = sub.map_or_else(
            || format!("§{space}{number}"),
            |(sub, _)| format!("§{space}{number}.{sub}"),
        );
        let found = made(
            NumberStyle::Paragraph,
            number,
            label,
            sub.map_or(title, |(_, title)| title),
        )?;
        return Some(Numbered {
            sub: sub.map_or(0, |(sub, _)| sub),
            ..found
        });
    }
    let first = text.split_whitespace().next()?;
    if ["punkt", "ärende", "pkt", "arende", "dagordningspunkt"]
        .contains(&first.trim_end_matches(['.', ':']).to_lowercase().as_str())
    {
        let (number, title) = digits(text.get(first.len()..)?.trim_start())?;
        let is_heading = title.starts_with([':', '.', '–', '-', '\t'])
            || title.trim().is_empty()
            || title.starts_with("  ")
            || is_capital(first)
                && is_capital(title)
                && !is_sentence(title)
                && !title.ends_with(['.', ',']);
        return if is_heading {
            made(NumberStyle::Named, number, number.to_string(), title)
        } else {
            None
        };
    }
    if let Some((number, rest)) = digits(text) {
        return in_digits(at, number, text, rest);
    }
    let mut signs = text.chars();
    let (letter, mark) = (signs.next()?, signs.next()?);
    let is_letter =
        letter.is_ascii_alphabetic() && (mark == ')' || mark == '.' && letter.is_ascii_uppercase());
    let title = signs.as_str();
    let number = u32::from(letter.to_ascii_lowercase()).saturating_sub(u32::from('a')) + 1;
    if is_letter && title.starts_with(char::is_whitespace) {
        made(NumberStyle::Letter, number, letter.to_string(), title)
    } else {
        None
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
fn in_digits(at: usize, number: u32, text: &str, rest: &str) -> Option<Numbered> {
    let mut label = number.to_string();
    let mut title = rest;
    // "3.1 Rapport", "3 a Rapport", "3 § Rapport"
    if let Some(after) = title.trim_start().strip_prefix('§') {
        let title = joined(after);
        return Some(Numbered {
            row: at,
            style: NumberStyle::Paragraph,
            mark: ' ',
            number,
            sub: 0,
            label: format!("{number} §"),
            title,
        });
    }
    while let Some((sub, after)) = title.strip_prefix('.').and_then(digits) {
        label = format!("{label}.{sub}");
        title = after;
    }
    let is_sub = label.contains('.');
    // "3b. Övrigt"
    let mut letters = title.chars();
    let letter = letters.next().filter(char::is_ascii_lowercase);
    let sub = match letter.filter(|_| letters.as_str().starts_with(['.', ')'])) {
        Some(letter) => {
            label.push(letter);
            title = letters.as_str();
            u32::from(letter) - u32::from('a') + 1
        }
        None => 0,
    };
    let mark = title.starts_with(['.', ')', ':']);
    let after = title.trim_start_matches(['.', ')', ':']);
    let is_set_off = mark
        && (after.is_empty()
            || after.starts_with(char::is_whitespace)
            || is_capital(after) && !is_sub)
        || after.starts_with(['\t'])
        || after.starts_with("  ")
        || (after.starts_with(' ')
            && after.trim_start().starts_with(char::is_uppercase)
            && text.chars().count() <= 90
            && !is_sentence(text));
    // A year, a sum, an hour or a day begins no heading.
    let is_other = number > 400
        || label.matches('.').count() > 1
        || is_day(after)
        || (is_sub
            && label
                .split('.')
                .any(|part| part.len() > 1 && part.starts_with('0')));
    if !is_set_off || is_other || is_sub {
        return None;
    }
    let mark = title
        .chars()
        .next()
        .filter(|sign| ['.', ')', ':'].contains(sign))
        .unwrap_or(' ');
    Some(Numbered {
        row: at,
        style: NumberStyle::Digits,
        mark,
        number,
        sub,
        label,
        title: joined(after),
    })
}

fn is_day(after: &str) -> bool {
    let first = after
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let months = [
        "jan", "feb", "mars", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
    ];
    !after.starts_with(['.', ')'])
        && months
            .iter()
            .any(|month| first.starts_with(month) && first.len() <= 9)
        || ["kr", "tkr", "mkr", "mnkr", "procent", "st"].contains(&first.as_str())
}

pub(super) fn digits(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text
        .get(..length)
        .filter(|digits| !digits.is_empty() && digits.len() <= 4)?;
    Some((number.parse().ok()?, text.get(length..)?))
}
