//! Headings without numbers: marked as such, standing alone, in capitals, or after the sign of a list.

use std::collections::BTreeMap;

use super::{HeadingRow, begins_clause};
use crate::import::labels::label;
use crate::import::names::is_first_name;
use crate::import::rows::{Row, folded, is_capital, is_sentence, joined};

/// Whether a row stands alone as headings do: short, with a capital, and no sentence.
fn stands_alone(rows: &[Row], at: usize) -> bool {
    let Some(row) = rows.get(at) else {
        return false;
    };
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
        found.label == crate::import::labels::Label::Next
            && found.rest.is_empty()
            && !found.printed.ends_with(':')
    })
}

/// Headings that a word processor or Markdown has marked as such.
pub(super) fn marked(rows: &[Row], found: &mut BTreeMap<usize, HeadingRow>) {
    let levels: Vec<(usize, u8)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| {
            label(&row.text).is_none_or(|label| !label.rest.is_empty() && !label.is_set_off)
        })
        .filter_map(|(at, row)| row.level.map(|level| (at, level)))
        .collect();
    let is_numbered =
        |at: &usize| matches!(found.get(at), Some(HeadingRow::Item { label: Some(_), .. }));
    let numbered: Vec<u8> = levels
        .iter()
        .filter(|(at, _)| is_numbered(at))
        .map(|(_, level)| *level)
        .collect();
    // The first heading names the paper, unless it is a number among the others.
    let title = levels
        .first()
        .filter(|(at, _)| !is_numbered(at))
        .map(|(at, _)| *at);
    let top = levels
        .iter()
        .filter(|(at, _)| Some(*at) != title)
        .map(|(_, level)| *level)
        .min();
    for (place, (at, level)) in levels.iter().enumerate() {
        if Some(*at) == title || found.contains_key(at) {
            continue;
        }
        let next = levels.get(place + 1);
        let heads_others = next.is_some_and(|(next, deeper)| {
            deeper > level && (numbered.is_empty() || is_item(found, *next))
        });
        let is_deep = numbered.iter().max().is_some_and(|deepest| level > deepest)
            || numbered.is_empty() && top.is_some_and(|top| *level > top + 1);
        let heads_unmarked =
            rows.get(at + 1).is_some_and(|next| next.level.is_none()) && is_item(found, at + 1);
        if heads_others && Some(*level) == top || heads_unmarked {
            found.insert(*at, HeadingRow::Section);
        } else if !is_deep {
            let title = rows
                .get(*at)
                .map(|row| joined(&row.text))
                .unwrap_or_default();
            found.insert(*at, HeadingRow::Item { label: None, title });
        }
    }
}

fn is_item(found: &BTreeMap<usize, HeadingRow>, at: usize) -> bool {
    matches!(found.get(&at), Some(HeadingRow::Item { .. }))
}

/// A paper without numbers: what stands alone, and has something under it.
pub(super) fn unnumbered(rows: &[Row]) -> BTreeMap<usize, HeadingRow> {
    let mut found = BTreeMap::new();
    let Some(last_of_head) = last_of_head(rows) else {
        return found;
    };
    for at in last_of_head + 1..rows.len() {
        let has_under = rows.get(at + 1).is_some_and(|next| {
            next.bullet.is_some() || !stands_alone(rows, at + 1) || next.text.ends_with(':')
        });
        let is_last = at + 1 >= rows.len();
        if stands_alone(rows, at) && has_under && !is_last {
            let title = rows
                .get(at)
                .map(|row| joined(&row.text))
                .unwrap_or_default();
            found.insert(at, HeadingRow::Item { label: None, title });
        }
    }
    // Where most do without, a colon leads to what follows it.
    let ends = |at: &usize| rows.get(*at).is_some_and(|row| row.text.ends_with(':'));
    if found.keys().filter(|at| ends(at)).count() * 2 < found.len() {
        found.retain(|at, _| !ends(at));
    }
    in_capitals(rows, last_of_head, &mut found);
    if found.is_empty() {
        bulleted(rows, last_of_head, &mut found);
    }
    found
}

/// Where several headings stand in capitals, what does not stands within the text.
fn in_capitals(rows: &[Row], last_of_head: usize, found: &mut BTreeMap<usize, HeadingRow>) {
    let is_large = |at: usize| {
        rows.get(at).is_some_and(|row| {
            let (small, large) = row.text.chars().filter(|sign| sign.is_alphabetic()).fold(
                (0, 0),
                |(small, large), sign| {
                    if sign.is_lowercase() {
                        (small + 1, large)
                    } else {
                        (small, large + 1)
                    }
                },
            );
            let is_next = label(&row.text)
                .is_none_or(|found| found.label == crate::import::labels::Label::Next);
            row.bullet.is_none()
                && is_next
                && large >= 5
                && large > small * 4
                && row.text.chars().count() <= 80
        })
    };
    let begins = |at: &usize| is_large(*at) && rows.get(*at).is_some_and(|row| row.has_gap);
    let all: Vec<usize> = (last_of_head + 1..rows.len().saturating_sub(1))
        .filter(begins)
        .collect();
    if all.len() < 3 {
        return;
    }
    found.clear();
    for at in all {
        let title = rows
            .get(at)
            .map(|row| joined(&row.text))
            .unwrap_or_default();
        found.insert(at, HeadingRow::Item { label: None, title });
        let more = (at + 1..at + 3)
            .take_while(|at| is_large(*at) && rows.get(*at).is_some_and(|row| !row.has_gap));
        found.extend(more.map(|at| (at, HeadingRow::More)));
    }
}

/// The last row that says when, where or who. Whoever took the notes may be told at the end.
fn last_of_head(rows: &[Row]) -> Option<usize> {
    use crate::import::labels::Label;
    use crate::meeting::style::Class;
    let is_clerk = |row: &Row| {
        label(&row.text).is_some_and(|found| matches!(found.label, Label::People(Class::Clerk, _)))
    };
    let last = rows
        .iter()
        .rposition(|row| is_of_head(row) && !is_clerk(row))?;
    let after = rows.iter().skip(last + 1).take(3).rposition(is_clerk);
    Some(after.map_or(last, |after| last + 1 + after))
}

/// Items that are marked by the sign of a list, each with text of its own under it, further in.
fn bulleted(rows: &[Row], last_of_head: usize, found: &mut BTreeMap<usize, HeadingRow>) {
    let first = rows
        .iter()
        .skip(last_of_head + 1)
        .find(|row| row.bullet.is_some());
    let Some((bullet, indent)) = first.map(|row| (row.bullet, row.indent)) else {
        return;
    };
    let heads = |at: &usize| {
        let is_short = rows.get(*at).is_some_and(|row| {
            let is_title = row.text.chars().count() <= 80 && !row.text.ends_with(['.', ',']);
            let is_outermost = row.bullet == bullet && row.indent <= indent;
            is_outermost && is_title && is_capital(&row.text) && !is_sentence(&row.text)
        });
        is_short
            && rows
                .get(at + 1)
                .is_some_and(|next| next.bullet.is_none() || next.indent > indent)
    };
    let all: Vec<usize> = (last_of_head + 1..rows.len()).filter(heads).collect();
    if all.len() >= 3 {
        for at in all {
            let title = rows
                .get(at)
                .map(|row| joined(&row.text))
                .unwrap_or_default();
            found.insert(at, HeadingRow::Item { label: None, title });
        }
    }
}

/// Whether a row is of the head of the paper by its label: when, where, who.
fn is_of_head(row: &Row) -> bool {
    use crate::import::labels::Label;
    label(&row.text).is_some_and(|found| {
        matches!(
            found.label,
            Label::When | Label::Place | Label::Body | Label::Number
        ) || matches!(found.label, Label::People(..)) && found.is_set_off
    })
}

/// Headings without numbers in a paper whose items have them: over what follows, or an item after the
/// decision of the one before. Else they stand within the text.
pub(super) fn beside_numbered(rows: &[Row], found: &mut BTreeMap<usize, HeadingRow>) {
    let items: Vec<usize> = found
        .iter()
        .filter(|(_, heading)| matches!(heading, HeadingRow::Item { .. }))
        .map(|(at, _)| *at)
        .collect();
    let Some(first) = items.first().copied() else {
        return;
    };
    for at in 0..rows.len() {
        if found.contains_key(&at) || !stands_alone(rows, at) {
            continue;
        }
        let heads_item = items.contains(&(at + 1));
        let has_head_before = rows.iter().take(at).any(is_of_head);
        // Before the last number, it is a heading within an item.
        let is_after_decision = items.last().is_some_and(|last| at > *last)
            && at > first
            && follows_decision(rows, at, found);
        if heads_item && (at > first || has_head_before) {
            found.insert(at, HeadingRow::Section);
        } else if is_after_decision && at + 1 < rows.len() {
            let title = rows
                .get(at)
                .map(|row| joined(&row.text))
                .unwrap_or_default();
            found.insert(at, HeadingRow::Item { label: None, title });
        }
    }
}

/// Whether the row before is the end of a decision.
fn follows_decision(rows: &[Row], at: usize, found: &BTreeMap<usize, HeadingRow>) -> bool {
    use crate::import::labels::Label;
    for row in (0..at).rev() {
        if found.contains_key(&row) {
            return false;
        }
        let Some(text) = rows.get(row).map(|row| row.text.as_str()) else {
            return false;
        };
        // Clauses may also be somebody's proposal: what stands before them says it.
        let decides = ["beslutar", "beslutade", "beslot"]
            .iter()
            .any(|verb| folded(text).split(' ').any(|word| word == *verb));
        match label(text).map(|found| found.label) {
            Some(Label::Decision) => return true,
            Some(_) => return false,
            None if decides && !begins_clause(text) => return is_capital(text),
            None if rows.get(row).is_some_and(|row| row.has_gap) && !begins_clause(text) => {
                return false;
            }
            None => {}
        }
    }
    false
}
