//! Which rows are the headings of items, and which head several items. Numbers are followed through the
//! whole paper: a list within an item counts from 1 again, and an agenda at the top has nothing under
//! its items.

use std::collections::BTreeMap;

use super::labels::label;
use super::names::is_first_name;
use super::rows::{Row, begins_small, folded, is_capital, is_sentence, joined};

/// What a row heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// An item.
    Item {
        /// Its number as printed; none for an unnumbered one.
        label: Option<String>,
        /// What it is called, as far as this row says it.
        title: String,
    },
    /// The title goes on from the row before.
    More,
    /// Several items.
    Section,
}

/// A row that begins with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Numbered {
    row: usize,
    style: Style,
    /// The sign after the number.
    mark: char,
    number: u32,
    /// The number within the number: "§ 1.2".
    sub: u32,
    label: String,
    title: String,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Paragraph,
    Named,
    Digits,
    Letter,
}

/// What each row heads, if it heads anything.
#[must_use]
pub fn headings(rows: &[Row]) -> BTreeMap<usize, Heading> {
    let mut found = BTreeMap::new();
    let mut chain = chain(rows);
    if chain.len() <= 6 {
        let mut without = BTreeMap::new();
        unnumbered(rows, &mut without);
        if without.len() >= 3 && (is_mere_list(&chain) || lies_in_one(rows, &chain, &without)) {
            chain.clear();
        }
    }
    for numbered in &chain {
        let heading = Heading::Item { label: Some(numbered.label.clone()), title: numbered.title.clone() };
        found.insert(numbered.row, heading);
        title_goes_on(rows, numbered, &mut found);
    }
    if rows.iter().filter(|row| row.level.is_some()).count() >= 2 {
        marked(rows, &mut found);
    } else if chain.is_empty() {
        unnumbered(rows, &mut found);
    } else {
        beside_numbered(rows, &mut found);
    }
    found
}

/// Numbers with nothing between them: the entries of a list, and maybe of no agenda.
fn is_mere_list(chain: &[Numbered]) -> bool {
    chain.windows(2).all(|pair| matches!(pair, [one, other] if other.row == one.row + 1))
}

/// Whether numbers without space between them lie all under one of the headings without numbers.
fn lies_in_one(rows: &[Row], chain: &[Numbered], without: &BTreeMap<usize, Heading>) -> bool {
    let with_gap = chain.iter().filter(|one| rows.get(one.row).is_some_and(|row| row.has_gap)).count();
    let [Some(first), Some(last)] = [chain.first(), chain.last()] else { return false };
    let is_under = without.keys().any(|at| *at < first.row);
    with_gap * 2 < chain.len() && is_under && without.range(first.row..=last.row).next().is_none()
}

/// A title that needs more than its row: what follows it closely begins small.
fn title_goes_on(rows: &[Row], numbered: &Numbered, found: &mut BTreeMap<usize, Heading>) {
    let next = numbered.row + 1;
    let is_open = |row: &Row| {
        let is_plain = !row.has_gap && row.bullet.is_none() && row.level.is_none();
        is_plain && begins_small(&row.text) && !begins_clause(&row.text)
    };
    if numbered.title.is_empty() {
        // The number stands alone, and its title on the next row, or under the reference of the matter.
        let is_reference = rows.get(next).is_some_and(|row| is_reference(&row.text));
        let title = if is_reference { next + 1 } else { next };
        let is_title = |at: usize| rows.get(at).is_some_and(next_may_be_title);
        if is_title(title) && (!is_reference || rows.get(title).is_some_and(|row| !row.has_gap)) {
            found.extend((next..=title).map(|at| (at, Heading::More)));
            let is_parted = rows.get(title).is_some_and(|row| row.text.ends_with('-'));
            if is_parted && is_title(title + 1) {
                found.insert(title + 1, Heading::More);
            }
        }
        return;
    }
    let width = rows.iter().map(|row| row.text.chars().count()).max().unwrap_or(0).min(100);
    let is_full = |at: usize| {
        rows.get(at).is_some_and(|row| {
            let ends_open = ends_open(&row.text) || row.text.ends_with(',');
            row.text.chars().count() * 10 >= width * 6 || ends_open
        })
    };
    // A last word or two that stand alone under the title are of it, also with a capital.
    let is_rest = |at: usize| {
        let [Some(row), Some(after)] = [at, at + 1].map(|at| rows.get(at)) else { return false };
        let is_short = row.text.split_whitespace().count() <= 3 && !row.text.ends_with(['.', ':']);
        !row.has_gap
            && !is_reference(&row.text)
            && (after.has_gap || rows.get(at - 1).is_some_and(|before| ends_open(&before.text)))
            && is_short
            && row.bullet.is_none()
            && row.level.is_none()
            && label(&row.text).is_none()
    };
    for at in next..=numbered.row + 2 {
        if !is_full(at - 1) || !(rows.get(at).is_some_and(is_open) || is_rest(at)) {
            break;
        }
        found.insert(at, Heading::More);
    }
}

/// Whether a row ends with a word that something must follow.
#[must_use]
pub fn ends_open(text: &str) -> bool {
    [" och", " i", " för", " av", " om", " till", " med", " på", "-", "–"]
        .iter()
        .any(|end| text.ends_with(end))
}

/// "Dnr KS 2024/12": the reference of a matter, and no words of its title.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    let folded = folded(text);
    ["dnr", "diarienummer", "diarienr", "arendenummer", "arendenr"]
        .iter()
        .any(|start| folded.starts_with(start))
}

fn next_may_be_title(row: &Row) -> bool {
    !is_reference(&row.text)
        && row.bullet.is_none()
        && label(&row.text).is_none()
        && row.text.chars().count() <= 160
}

/// "att …", "samt att …": the beginning of a clause, and of no title.
#[must_use]
pub fn begins_clause(text: &str) -> bool {
    let folded = folded(text);
    ["att ", "samt att ", "och att "].iter().any(|start| folded.starts_with(start))
}

/// The numbers that go through the paper.
fn chain(rows: &[Row]) -> Vec<Numbered> {
    let all: Vec<Numbered> = rows.iter().enumerate().filter_map(|(at, row)| numbered(at, row)).collect();
    let mut best: Vec<Numbered> = Vec::new();
    for style in [Style::Paragraph, Style::Named, Style::Digits, Style::Letter] {
        let of_style: Vec<&Numbered> = all.iter().filter(|one| one.style == style).collect();
        let found = longest(rows, &of_style);
        let is_enough = found.len() >= 2 || style <= Style::Named && found.len() == 1;
        if is_enough && (best.is_empty() || weight(rows, &found) > 2 * weight(rows, &best)) {
            best = found;
        }
    }
    best
}

/// How much of the paper stands under these headings.
fn weight(rows: &[Row], chain: &[Numbered]) -> usize {
    let ends = chain.iter().skip(1).map(|next| next.row).chain([rows.len()]);
    chain.iter().zip(ends).map(|(one, end)| (end - one.row).min(12)).sum()
}

/// From each number that can be the first, the numbers that follow; of these the chain with the most
/// under its headings.
fn longest(rows: &[Row], all: &[&Numbered]) -> Vec<Numbered> {
    let lowest = all.iter().map(|one| one.number).min().unwrap_or(0);
    let starts = all.iter().enumerate().filter(|(place, one)| one.number <= lowest + 1 || *place == 0);
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
    one.style == Style::Paragraph
        && rows.get(one.row).is_some_and(|row| row.has_gap)
        && chain.iter().all(|before| before.number != one.number)
        && chain.last().is_some_and(|last| one.number + 3 >= last.number)
        && chain.first().is_some_and(|first| one.number > first.number)
}

/// A gap in the numbers is believed where the row stands as a heading does.
fn may_skip(rows: &[Row], one: &Numbered) -> bool {
    rows.get(one.row).is_some_and(|row| row.has_gap || row.level.is_some() || one.style <= Style::Named)
}

/// Whether nothing but entries of a list stands between two rows.
fn is_close(rows: &[Row], from: usize, to: usize) -> bool {
    rows.get(from + 1..to).is_some_and(|between| {
        let mut before = rows.get(from);
        let begins_sentence = |row: &Row, before: Option<&Row>| {
            is_capital(&row.text) && before.is_some_and(|before| before.text.ends_with(['.', '?', '!']))
        };
        between.len() <= 6
            && between.iter().all(|row| {
                let is_of_list = !row.has_gap && label(&row.text).is_none() && !begins_sentence(row, before);
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
    let goes_on = rows.get(one.row + 1).is_some_and(|next| !next.has_gap && begins_small(&next.text));
    let ends = !one.title.ends_with(';') && (!one.title.ends_with(',') || goes_on && may_skip(rows, one));
    is_marked
        || begins
            && is_short
            && ends
            && !(is_sentence(&one.title) && one.title.ends_with('.') && one.title.chars().count() > 90)
}

/// The number that a row begins with: "3.", "3)", "§ 14", "Punkt 3:", "a)".
fn numbered(at: usize, row: &Row) -> Option<Numbered> {
    if row.bullet.is_some() {
        return None;
    }
    let (text, _) = without_reference(row.text.trim());
    let made = |style, number, label: String, title: &str| {
        let title = joined(title.trim_start_matches([':', '.', ')', '–', '-', ' ']));
        Some(Numbered { row: at, style, mark: ' ', number, sub: 0, label, title })
    };
    if let Some(rest) = text.strip_prefix('§') {
        let space = if rest.starts_with(|sign: char| sign.is_ascii_digit()) { "" } else { " " };
        let rest = rest.trim_start_matches('§').trim_start();
        let (number, title) = digits(rest)?;
        let sub = title.strip_prefix('.').and_then(digits);
        let label =
            sub.map_or_else(|| format!("§{space}{number}"), |(sub, _)| format!("§{space}{number}.{sub}"));
        let found = made(Style::Paragraph, number, label, sub.map_or(title, |(_, title)| title))?;
        return Some(Numbered { sub: sub.map_or(0, |(sub, _)| sub), ..found });
    }
    let first = text.split_whitespace().next()?;
    if ["punkt", "ärende", "pkt", "arende", "dagordningspunkt"]
        .contains(&first.trim_end_matches(['.', ':']).to_lowercase().as_str())
    {
        let (number, title) = digits(text.get(first.len()..)?.trim_start())?;
        let is_heading = title.starts_with([':', '.', '–', '-', '\t'])
            || title.trim().is_empty()
            || title.starts_with("  ")
            || is_capital(first) && is_capital(title) && !is_sentence(title) && !title.ends_with(['.', ',']);
        return if is_heading { made(Style::Named, number, number.to_string(), title) } else { None };
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
        made(Style::Letter, number, letter.to_string(), title)
    } else {
        None
    }
}

fn in_digits(at: usize, number: u32, text: &str, rest: &str) -> Option<Numbered> {
    let mut label = number.to_string();
    let mut title = rest;
    // "3.1 Rapport", "3 a Rapport", "3 § Rapport"
    if let Some(after) = title.trim_start().strip_prefix('§') {
        let title = joined(after);
        return Some(Numbered {
            row: at,
            style: Style::Paragraph,
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
        && (after.is_empty() || after.starts_with(char::is_whitespace) || is_capital(after) && !is_sub)
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
        || (is_sub && label.split('.').any(|part| part.len() > 1 && part.starts_with('0')));
    if !is_set_off || is_other || is_sub {
        return None;
    }
    let mark = title.chars().next().filter(|sign| ['.', ')', ':'].contains(sign)).unwrap_or(' ');
    Some(Numbered { row: at, style: Style::Digits, mark, number, sub, label, title: joined(after) })
}

fn is_day(after: &str) -> bool {
    let first = after.split_whitespace().next().unwrap_or_default().to_lowercase();
    let months = ["jan", "feb", "mars", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    !after.starts_with(['.', ')']) && months.iter().any(|month| first.starts_with(month) && first.len() <= 9)
        || ["kr", "tkr", "mkr", "mnkr", "procent", "st"].contains(&first.as_str())
}

/// The reference of a matter, in the column beside its heading: "Dnr KS 2024/12".
#[must_use]
pub fn without_reference(text: &str) -> (&str, Option<&str>) {
    let starts = ["Dnr", "dnr", "Diarienummer", "Diarienr", "Ärendenummer", "DNR"];
    let found = starts.iter().filter_map(|start| text.find(&format!("  {start}"))).min();
    match found {
        Some(at) => (text.get(..at).unwrap_or(text).trim_end(), text.get(at..).map(str::trim)),
        None => (text, None),
    }
}

/// The number of a heading as printed, and what is left of it.
#[must_use]
pub fn split(text: &str) -> (Option<String>, String) {
    let (text, _) = without_reference(text);
    let row = Row { line: 0, text: text.to_owned(), has_gap: true, level: None, bullet: None, indent: 0 };
    match numbered(0, &row) {
        Some(found) => (Some(found.label), found.title),
        None => (None, joined(text)),
    }
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..length).filter(|digits| !digits.is_empty() && digits.len() <= 4)?;
    Some((number.parse().ok()?, text.get(length..)?))
}

/// Whether a row stands alone as headings do: short, with a capital, and no sentence.
fn stands_alone(rows: &[Row], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let text = row.text.trim();
    let words = text.split_whitespace().count();
    let is_person = text.split_whitespace().next().is_some_and(is_first_name) && words <= 4;
    row.has_gap
        && row.bullet.is_none()
        && is_capital(text)
        && !begins_clause(text)
        && words <= 10
        && text.chars().count() <= 80
        && !text.ends_with(['.', ',', ';', '!', '-'])
        && !text.contains(". ")
        && (!text.ends_with(':') || words <= 3)
        && !text.contains('@')
        && !text.contains('\t')
        && !is_person
        && !is_sentence(text)
        && (label(text).is_none() || is_next_alone(row))
        && !text.starts_with("//")
        && text.chars().filter(|sign| sign.is_alphabetic()).count() * 2 > text.chars().count()
}

/// "Nästa möte", and nothing else on the row.
fn is_next_alone(row: &Row) -> bool {
    label(&row.text).is_some_and(|found| {
        found.label == super::labels::Label::Next && found.rest.is_empty() && !found.printed.ends_with(':')
    })
}

/// Headings that a word processor or Markdown has marked as such.
fn marked(rows: &[Row], found: &mut BTreeMap<usize, Heading>) {
    let levels: Vec<(usize, u8)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| label(&row.text).is_none_or(|label| !label.rest.is_empty() && !label.is_set_off))
        .filter_map(|(at, row)| row.level.map(|level| (at, level)))
        .collect();
    let is_numbered = |at: &usize| matches!(found.get(at), Some(Heading::Item { label: Some(_), .. }));
    let numbered: Vec<u8> =
        levels.iter().filter(|(at, _)| is_numbered(at)).map(|(_, level)| *level).collect();
    // The first heading names the paper, unless it is a number among the others.
    let title = levels.first().filter(|(at, _)| !is_numbered(at)).map(|(at, _)| *at);
    let top = levels.iter().filter(|(at, _)| Some(*at) != title).map(|(_, level)| *level).min();
    for (place, (at, level)) in levels.iter().enumerate() {
        if Some(*at) == title || found.contains_key(at) {
            continue;
        }
        let next = levels.get(place + 1);
        let heads_others = next
            .is_some_and(|(next, deeper)| deeper > level && (numbered.is_empty() || is_item(found, *next)));
        let is_deep = numbered.iter().max().is_some_and(|deepest| level > deepest)
            || numbered.is_empty() && top.is_some_and(|top| *level > top + 1);
        let heads_unmarked =
            rows.get(at + 1).is_some_and(|next| next.level.is_none()) && is_item(found, at + 1);
        if heads_others && Some(*level) == top || heads_unmarked {
            found.insert(*at, Heading::Section);
        } else if !is_deep {
            let title = rows.get(*at).map(|row| joined(&row.text)).unwrap_or_default();
            found.insert(*at, Heading::Item { label: None, title });
        }
    }
}

fn is_item(found: &BTreeMap<usize, Heading>, at: usize) -> bool {
    matches!(found.get(&at), Some(Heading::Item { .. }))
}

/// A paper without numbers: what stands alone, and has something under it.
fn unnumbered(rows: &[Row], found: &mut BTreeMap<usize, Heading>) {
    let Some(last_of_head) = last_of_head(rows) else { return };
    for at in last_of_head + 1..rows.len() {
        let has_under = rows.get(at + 1).is_some_and(|next| {
            next.bullet.is_some() || !stands_alone(rows, at + 1) || next.text.ends_with(':')
        });
        let is_last = at + 1 >= rows.len();
        if stands_alone(rows, at) && has_under && !is_last {
            let title = rows.get(at).map(|row| joined(&row.text)).unwrap_or_default();
            found.insert(at, Heading::Item { label: None, title });
        }
    }
    // Where most do without, a colon leads to what follows it.
    let ends = |at: &usize| rows.get(*at).is_some_and(|row| row.text.ends_with(':'));
    if found.keys().filter(|at| ends(at)).count() * 2 < found.len() {
        found.retain(|at, _| !ends(at));
    }
    in_capitals(rows, last_of_head, found);
    if found.is_empty() {
        bulleted(rows, last_of_head, found);
    }
}

/// Where several headings stand in capitals, what does not stands within the text.
fn in_capitals(rows: &[Row], last_of_head: usize, found: &mut BTreeMap<usize, Heading>) {
    let is_large = |at: usize| {
        rows.get(at).is_some_and(|row| {
            let (small, large) =
                row.text.chars().filter(|sign| sign.is_alphabetic()).fold((0, 0), |(small, large), sign| {
                    if sign.is_lowercase() { (small + 1, large) } else { (small, large + 1) }
                });
            let is_next = label(&row.text).is_none_or(|found| found.label == super::labels::Label::Next);
            row.bullet.is_none()
                && is_next
                && large >= 5
                && large > small * 4
                && row.text.chars().count() <= 80
        })
    };
    let begins = |at: &usize| is_large(*at) && rows.get(*at).is_some_and(|row| row.has_gap);
    let all: Vec<usize> = (last_of_head + 1..rows.len().saturating_sub(1)).filter(begins).collect();
    if all.len() < 3 {
        return;
    }
    found.clear();
    for at in all {
        let title = rows.get(at).map(|row| joined(&row.text)).unwrap_or_default();
        found.insert(at, Heading::Item { label: None, title });
        let more =
            (at + 1..at + 3).take_while(|at| is_large(*at) && rows.get(*at).is_some_and(|row| !row.has_gap));
        found.extend(more.map(|at| (at, Heading::More)));
    }
}

/// The last row that says when, where or who. Whoever took the notes may be told at the end.
fn last_of_head(rows: &[Row]) -> Option<usize> {
    use super::labels::Label;
    use crate::meeting::style::Class;
    let is_clerk = |row: &Row| {
        label(&row.text).is_some_and(|found| matches!(found.label, Label::People(Class::Clerk, _)))
    };
    let last = rows.iter().rposition(|row| is_of_head(row) && !is_clerk(row))?;
    let after = rows.iter().skip(last + 1).take(3).rposition(is_clerk);
    Some(after.map_or(last, |after| last + 1 + after))
}

/// Items that are marked by the sign of a list, each with text of its own under it, further in.
fn bulleted(rows: &[Row], last_of_head: usize, found: &mut BTreeMap<usize, Heading>) {
    let first = rows.iter().skip(last_of_head + 1).find(|row| row.bullet.is_some());
    let Some((bullet, indent)) = first.map(|row| (row.bullet, row.indent)) else { return };
    let heads = |at: &usize| {
        let is_short = rows.get(*at).is_some_and(|row| {
            let is_title = row.text.chars().count() <= 80 && !row.text.ends_with(['.', ',']);
            let is_outermost = row.bullet == bullet && row.indent <= indent;
            is_outermost && is_title && is_capital(&row.text) && !is_sentence(&row.text)
        });
        is_short && rows.get(at + 1).is_some_and(|next| next.bullet.is_none() || next.indent > indent)
    };
    let all: Vec<usize> = (last_of_head + 1..rows.len()).filter(heads).collect();
    if all.len() >= 3 {
        for at in all {
            let title = rows.get(at).map(|row| joined(&row.text)).unwrap_or_default();
            found.insert(at, Heading::Item { label: None, title });
        }
    }
}

/// Whether a row is of the head of the paper by its label: when, where, who.
fn is_of_head(row: &Row) -> bool {
    use super::labels::Label;
    label(&row.text).is_some_and(|found| {
        matches!(found.label, Label::When | Label::Place | Label::Body | Label::Number)
            || matches!(found.label, Label::People(..)) && found.is_set_off
    })
}

/// Headings without numbers in a paper whose items have them: over what follows, or an item after the
/// decision of the one before. Else they stand within the text.
fn beside_numbered(rows: &[Row], found: &mut BTreeMap<usize, Heading>) {
    let items: Vec<usize> = found
        .iter()
        .filter(|(_, heading)| matches!(heading, Heading::Item { .. }))
        .map(|(at, _)| *at)
        .collect();
    let Some(first) = items.first().copied() else { return };
    for at in 0..rows.len() {
        if found.contains_key(&at) || !stands_alone(rows, at) {
            continue;
        }
        let heads_item = items.contains(&(at + 1));
        let has_head_before = rows.iter().take(at).any(is_of_head);
        // Before the last number, it is a heading within an item.
        let is_after_decision =
            items.last().is_some_and(|last| at > *last) && at > first && follows_decision(rows, at, found);
        if heads_item && (at > first || has_head_before) {
            found.insert(at, Heading::Section);
        } else if is_after_decision && at + 1 < rows.len() {
            let title = rows.get(at).map(|row| joined(&row.text)).unwrap_or_default();
            found.insert(at, Heading::Item { label: None, title });
        }
    }
}

/// Whether the row before is the end of a decision.
fn follows_decision(rows: &[Row], at: usize, found: &BTreeMap<usize, Heading>) -> bool {
    use super::labels::Label;
    for row in (0..at).rev() {
        if found.contains_key(&row) {
            return false;
        }
        let Some(text) = rows.get(row).map(|row| row.text.as_str()) else { return false };
        // Clauses may also be somebody's proposal: what stands before them says it.
        let decides = ["beslutar", "beslutade", "beslot"]
            .iter()
            .any(|verb| folded(text).split(' ').any(|word| word == *verb));
        match label(text).map(|found| found.label) {
            Some(Label::Decision) => return true,
            Some(_) => return false,
            None if decides && !begins_clause(text) => return is_capital(text),
            None if rows.get(row).is_some_and(|row| row.has_gap) && !begins_clause(text) => return false,
            None => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rows::rows;
    use crate::meeting::paper::{Line, LineRole};

    fn drawn(text: &str) -> Vec<String> {
        let line = |text: &str| {
            let level = text.bytes().take_while(|sign| *sign == b'#').count();
            let level = u8::try_from(level).ok().filter(|level| *level > 0);
            Line { text: text.trim_start_matches('#').trim().to_owned(), role: LineRole::Text, level }
        };
        let rows = rows(&text.lines().map(line).collect::<Vec<_>>());
        let drawn = headings(&rows).into_iter().map(|(at, heading)| match heading {
            Heading::Item { label, title } => format!("{}|{title}", label.unwrap_or_default()),
            Heading::More => format!("+{}", rows[at].text),
            Heading::Section => format!("={}", rows[at].text),
        });
        drawn.collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(drawn(text), expected, "{text}");
    }

    #[test]
    fn a_list_within_an_item_counts_for_itself() {
        check(
            "Datum 2024-03-05\n\n1. Öppnande\n\n2. Stödet till bygden och\nhela kommunen\nSyftet är:\n\n1. Ge stöd\n\n2. Söka medel\n\n3. Genomföra\n\nMedel finns.\n\nMötet beslutar\n\natt tacka\n\n3. Rapport\ntext",
            &["1|Öppnande", "2|Stödet till bygden och", "+hela kommunen", "3|Rapport"],
        );
    }

    #[test]
    fn numbers_may_be_skipped_and_an_agenda_at_the_top_is_none_of_the_items() {
        check(
            "Dag 2024-03-05\n\n1. A\n2. B\n3. C\n\n1. A\ntext\nmer\n\n2. B\ntext\nmer\n\n3. C\ntext\nslut",
            &["1|A", "2|B", "3|C"],
        );
        check(
            "Fasta\n\n1. A\ntext\n\n4. B\ntext\n\n27. april var\ntext\n\n7. C\ntext",
            &["1|A", "4|B", "7|C"],
        );
    }

    #[test]
    fn paragraphs_stand_before_numbers() {
        check(
            "Tid: 9\n\n§ 12 Budget\n\n1. Punkt ett\n2. Punkt två\n\n§ 13\nVal av ledamot\ntext\n\n§ 14  Övrigt\nText",
            &["§ 12|Budget", "§ 13|", "+Val av ledamot", "§ 14|Övrigt"],
        );
    }

    #[test]
    fn headings_without_numbers() {
        check(
            "Tid: 9\n\nNärvarande: Anna Ek\n\nÄrenden\n\n1. A\ntext\n\nUnderrubrik\n\ntext\n\nFasta punkter\n\n2. B\ntext\n\nBeslut:\natt tacka.\n\nTema\n\nDagens tema var vatten.",
            &["=Ärenden", "1|A", "=Fasta punkter", "2|B", "|Tema"],
        );
        check(
            "Datum: 2024-03-05\n\nÖppnande\n\nAnna öppnade mötet.\n\nEkonomi\nKassan är god.\n\nÖvriga frågor\nInga.",
            &["|Öppnande", "|Ekonomi", "|Övriga frågor"],
        );
    }

    #[test]
    fn marked_headings_say_what_they_are() {
        check(
            "# Protokoll\n## Närvarande\nAnna Ek\n## Fasta punkter\n### 1. A\ntext\n#### Beslut\natt b\n### 2. B\ntext\n## Tema\ntext",
            &["=Fasta punkter", "1|A", "2|B", "|Tema"],
        );
    }
}
