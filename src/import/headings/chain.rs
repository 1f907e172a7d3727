//! The numbers that go through a paper, told from those of a list within an item.

use super::numbers::{NumberStyle, Numbered, numbered};
use crate::import::labels::label;
use crate::import::rows::{Row, begins_small, is_capital, is_sentence};

/// The numbers that go through the paper.
pub(super) fn chain(rows: &[Row]) -> Vec<Numbered> {
    let all: Vec<Numbered> = rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| numbered(at, row))
        .collect();
    let mut best: Vec<Numbered> = Vec::new();
    for style in [
        NumberStyle::Paragraph,
        NumberStyle::Named,
        NumberStyle::Digits,
        NumberStyle::Letter,
    ] {
        let of_style: Vec<&Numbered> = all.iter().filter(|one| one.style == style).collect();
        let found = longest(rows, &of_style);
        let is_enough = found.len() >= 2 || style <= NumberStyle::Named && found.len() == 1;
        if is_enough && (best.is_empty() || weight(rows, &found) > 2 * weight(rows, &best)) {
            best = found;
        }
    }
    best
}

/// How much of the paper stands under these headings.
fn weight(rows: &[Row], chain: &[Numbered]) -> usize {
    let ends = chain
        .iter()
        .skip(1)
        .map(|next| next.row)
        .chain([rows.len()]);
    chain
        .iter()
        .zip(ends)
        .map(|(one, end)| (end - one.row).min(12))
        .sum()
}

/// From each number that can be the first, the numbers that follow; of these the chain with the most
/// under its headings.
fn longest(rows: &[Row], all: &[&Numbered]) -> Vec<Numbered> {
    let lowest = all.iter().map(|one| one.number).min().unwrap_or(0);
    let starts = all
        .iter()
        .enumerate()
        .filter(|(place, one)| one.number <= lowest + 1 || *place == 0);
    let chains = starts.map(|(place, _)| from(rows, all.get(place..).unwrap_or(&[])));
    let mut best = Vec::new();
    for chain in chains {
        if weight(rows, &chain) > weight(rows, &best) {
            best = chain;
        }
    }
    best
}

fn from(rows: &[Row], all: &[&Numbered]) -> Vec<Numbered> {
    let mut chain: Vec<Numbered> = Vec::new();
    let mut list: Option<(u32, usize, char)> = None;
    for one in all {
        let goes_on_list = list.is_some_and(|(last, at, mark)| {
            one.number == last + 1 && one.mark == mark && is_close(rows, at, one.row)
        });
        let is_marked_alike = chain.first().is_none_or(|first| first.mark == one.mark);
        let before = chain.last().map(|last| (last.number, last.sub));
        let follows = match before {
            None => true,
            Some((number, sub)) if one.number == number => one.sub > sub && one.sub <= sub + 2,
            // "§ 36" before "§ 35": they were taken in another order.
            Some((number, _)) if one.number < number => is_moved(rows, one, &chain),
            Some((number, _)) => {
                let is_next = one.number == number + 1 || may_skip(rows, one);
                one.number > number && one.number <= number + 6 && is_next
            }
        };
        if goes_on_list || !follows || !is_marked_alike || !is_title(rows, one) {
            list = Some((one.number, one.row, one.mark));
        } else {
            chain.push((*one).clone());
            list = None;
        }
    }
    chain
}

/// Whether a paragraph stands as its own after a later one.
fn is_moved(rows: &[Row], one: &Numbered, chain: &[Numbered]) -> bool {
    one.style == NumberStyle::Paragraph
        && rows.get(one.row).is_some_and(|row| row.has_gap)
        && chain.iter().all(|before| before.number != one.number)
        && chain
            .last()
            .is_some_and(|last| one.number + 3 >= last.number)
        && chain.first().is_some_and(|first| one.number > first.number)
}

/// A gap in the numbers is believed where the row stands as a heading does.
fn may_skip(rows: &[Row], one: &Numbered) -> bool {
    rows.get(one.row)
        .is_some_and(|row| row.has_gap || row.level.is_some() || one.style <= NumberStyle::Named)
}

/// Whether nothing but entries of a list stands between two rows.
fn is_close(rows: &[Row], from: usize, to: usize) -> bool {
    rows.get(from + 1..to).is_some_and(|between| {
        let mut before = rows.get(from);
        let begins_sentence = |row: &Row, before: Option<&Row>| {
            is_capital(&row.text)
                && before.is_some_and(|before| before.text.ends_with(['.', '?', '!']))
        };
        between.len() <= 6
            && between.iter().all(|row| {
                let is_of_list =
                    !row.has_gap && label(&row.text).is_none() && !begins_sentence(row, before);
                before = Some(row);
                is_of_list
            })
    })
}

fn is_title(rows: &[Row], one: &Numbered) -> bool {
    let is_marked = rows.get(one.row).is_some_and(|row| row.level.is_some());
    let begins = one.title.chars().next().is_none_or(|sign| {
        sign.is_uppercase()
            || sign.is_ascii_digit()
            || matches!(sign, '”' | '"' | '“' | '’' | '\'' | '§' | '(' | '«')
    });
    let is_short = one.title.chars().count() <= 200;
    let goes_on = rows
        .get(one.row + 1)
        .is_some_and(|next| !next.has_gap && begins_small(&next.text));
    let ends =
        !one.title.ends_with(';') && (!one.title.ends_with(',') || goes_on && may_skip(rows, one));
    is_marked
        || begins
            && is_short
            && ends
            && !(is_sentence(&one.title)
                && one.title.ends_with('.')
                && one.title.chars().count() > 90)
}
