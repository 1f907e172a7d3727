//! What should be looked at in a paper that was read: what is missing, what was guessed, what might be
//! something else.

use super::decisions::Own;
use super::head::Head;
use super::rows::{folded, joined, rows};
use crate::meeting::imported_minutes::{ImportedMinutes, LineRole};

/// Something that may have been understood wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// No day was found.
    NoDate,
    /// The year was guessed, or the day is from the name of the file.
    GuessedDate,
    /// It is not said who met.
    NoBody,
    /// Nobody is on the list.
    NoPeople,
    /// There are no items.
    NoItems,
    /// Words of the attendance list that name nobody.
    NotAPerson(String),
    /// After this number the next but one comes.
    Skipped(String),
    /// A sentence in the text that tells of a decision; the line.
    Mentions(usize, String),
}

impl Doubt {
    /// The line that it is about, where it is about one.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Mentions(line, _) => Some(*line),
            _ => None,
        }
    }
}

/// All doubts, those about the whole first.
#[must_use]
pub fn doubts(paper: &ImportedMinutes, head: &Head, _own: &Own) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    match head.date {
        None => doubts.push(Doubt::NoDate),
        Some((_, true)) => doubts.push(Doubt::GuessedDate),
        Some((_, false)) => {}
    }
    let has_items = paper.agenda.items.iter().any(|row| row.section.is_none());
    let whole = [
        (head.body.is_empty(), Doubt::NoBody),
        (paper.people.is_empty(), Doubt::NoPeople),
        (!has_items, Doubt::NoItems),
    ];
    doubts.extend(
        whole
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, doubt)| doubt),
    );
    doubts.extend(skipped(paper));
    doubts.extend(mentions(paper));
    doubts
}

fn skipped(paper: &ImportedMinutes) -> Vec<Doubt> {
    let labels = paper
        .agenda
        .items
        .iter()
        .filter_map(|row| row.label.as_deref());
    let numbers: Vec<(&str, u32)> = labels
        .filter_map(|label| {
            Some((
                label,
                label
                    .trim_matches(|sign: char| !sign.is_ascii_digit())
                    .parse()
                    .ok()?,
            ))
        })
        .collect();
    let pairs = numbers.windows(2).filter_map(|pair| match pair {
        [(label, one), (_, next)] if *next != one + 1 => Some(Doubt::Skipped((*label).to_owned())),
        _ => None,
    });
    pairs.collect()
}

/// Sentences in running text that say something was decided.
fn mentions(paper: &ImportedMinutes) -> Vec<Doubt> {
    let says = |text: &str| {
        folded(text).split(' ').any(|word| {
            [
                "beslutar",
                "beslutade",
                "beslutades",
                "beslutats",
                "beslot",
                "beslots",
                "bordlades",
                "bordlaggs",
                "faststalldes",
                "antogs",
            ]
            .contains(&word)
                || word == "beslut"
        })
    };
    let is_text = |line: usize| {
        paper
            .origin
            .lines
            .get(line)
            .is_some_and(|line| line.role == LineRole::Text)
    };
    rows(&paper.origin.lines)
        .into_iter()
        .filter(|row| is_text(row.line) && says(&row.text))
        .map(|row| Doubt::Mentions(row.line, joined(&row.text)))
        .collect()
}
