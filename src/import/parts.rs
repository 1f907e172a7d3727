//! A paper in parts, each under its heading, and what stands in them: items, their text and decisions.

use std::collections::BTreeMap;

use super::assignments::assignments;
use super::decisions::{OwnBody, decisions};
use super::headings::{HeadingRow, is_reference, split, without_reference};
use super::labels::{self, Label};
use super::notes::notes;
use super::presenters;
use super::rows::{Row, folded, joined};
use crate::meeting::agenda::AgendaRow;
use crate::meeting::imported_minutes::{ImportedDecision, ImportedItem, LineRole};
use crate::meeting::style::HouseStyle;

/// A part of a paper: what stands under a heading.
#[derive(Debug)]
pub struct HeadedPart<'a> {
    /// The row of its number and title, and those that the title needs besides.
    pub heading: Option<(&'a Row, Vec<&'a Row>)>,
    /// Whether it heads items.
    pub is_section: bool,
    /// What stands under it, and what each row is.
    pub rows: Vec<(&'a Row, LineRole)>,
}

/// The parts of a paper, in order; the first has no heading.
#[derive(Debug)]
pub struct Parts<'a>(Vec<HeadedPart<'a>>);

impl<'a> Parts<'a> {
    /// Cuts a paper at its headings.
    #[must_use]
    pub fn of(
        rows: &'a [Row],
        known: &BTreeMap<usize, HeadingRow>,
        role: impl Fn(&Row) -> LineRole,
    ) -> Self {
        let mut parts = vec![HeadedPart {
            heading: None,
            is_section: false,
            rows: Vec::new(),
        }];
        let mut before: Option<LineRole> = None;
        for (at, row) in rows.iter().enumerate() {
            let role = role(row);
            match role {
                LineRole::Item | LineRole::Section => {
                    let goes_on = before == Some(role)
                        && role == LineRole::Item
                        && !matches!(known.get(&at), Some(HeadingRow::Item { .. }))
                        && !row.has_gap;
                    match parts
                        .last_mut()
                        .and_then(|part| part.heading.as_mut())
                        .filter(|_| goes_on)
                    {
                        Some((_, more)) => more.push(row),
                        None => parts.push(HeadedPart {
                            heading: Some((row, Vec::new())),
                            is_section: role == LineRole::Section,
                            rows: Vec::new(),
                        }),
                    }
                }
                LineRole::Aside
                | LineRole::Head
                | LineRole::When
                | LineRole::People
                | LineRole::Next
                | LineRole::Signature => {}
                LineRole::Presenters
                | LineRole::Attachments
                | LineRole::Decision
                | LineRole::Text => {
                    parts
                        .last_mut()
                        .into_iter()
                        .for_each(|part| part.rows.push((row, role)));
                }
            }
            before = Some(role);
        }
        Self(parts)
    }

    /// What stands before the first item.
    #[must_use]
    pub fn opening(&self) -> String {
        let rows: Vec<&Row> = self
            .0
            .iter()
            .take(1)
            .flat_map(|part| part.rows.iter().map(|(row, _)| *row))
            .collect();
        notes(&rows, "")
    }

    /// The items.
    pub fn under_items(&self) -> impl Iterator<Item = &HeadedPart<'a>> {
        self.0
            .iter()
            .filter(|part| part.heading.is_some() && !part.is_section)
    }

    /// The line of an item for the next meeting that says when it is.
    #[must_use]
    pub fn next_meeting(&self) -> Option<String> {
        let is_next = |part: &&HeadedPart<'a>| {
            let title = part
                .heading
                .as_ref()
                .map(|(row, _)| folded(&split(&row.text).1));
            title.is_some_and(|title| {
                title.starts_with("nasta ") || title.starts_with("kommande mote")
            })
        };
        let rows = self
            .under_items()
            .filter(is_next)
            .flat_map(|part| part.rows.iter().map(|(row, _)| *row));
        let rows: Vec<&Row> = rows.collect();
        let at = rows
            .iter()
            .position(|row| super::dates::day(&row.text, Some(2000)).is_some())?;
        // A sentence may need more than its row.
        let mut said = joined(&rows.get(at)?.text);
        for row in rows
            .get(at + 1..)
            .unwrap_or(&[])
            .iter()
            .take_while(|row| !row.has_gap)
        {
            if said.ends_with('.') {
                break;
            }
            said = [said.as_str(), &joined(&row.text)].join(" ");
        }
        Some(said)
    }

    /// The items and headings, and what is written under each item.
    #[must_use]
    pub fn items(
        &self,
        style: &HouseStyle,
        own: &OwnBody,
        known: &[&str],
    ) -> (Vec<AgendaRow>, Vec<ImportedItem>) {
        let (mut items, mut written) = (Vec::new(), Vec::new());
        let mut is_in_section = false;
        for part in &self.0 {
            let Some((row, more)) = &part.heading else {
                continue;
            };
            if part.is_section {
                is_in_section = true;
                items.push(AgendaRow {
                    section: Some(joined(&row.text)),
                    ..AgendaRow::default()
                });
                // What stands under a heading and over its first item is text of its own.
                if !part.rows.is_empty() {
                    let (item, under) = item(part, (None, String::new()), style, own, known);
                    if !under.notes.is_empty() || !under.decisions.is_empty() {
                        items.pop();
                        items.push(AgendaRow {
                            title: joined(&row.text),
                            ..item
                        });
                        written.push(under);
                        is_in_section = false;
                    }
                }
                continue;
            }
            let (label, title) = split(&row.text);
            let title = [title]
                .into_iter()
                .chain(
                    more.iter()
                        .filter(|row| !is_reference(&row.text))
                        .map(|row| joined(&row.text)),
                )
                .filter(|title| !title.is_empty());
            let title = title.collect::<Vec<_>>().join(" ");
            if label.is_none() && is_in_section && self.has_numbers() {
                items.push(AgendaRow {
                    section: Some(String::new()),
                    ..AgendaRow::default()
                });
                is_in_section = false;
            }
            let (item, under) = item(part, (label, title), style, own, known);
            items.push(item);
            written.push(under);
        }
        (items, written)
    }

    fn has_numbers(&self) -> bool {
        let mut headings = self.under_items().filter_map(|part| part.heading.as_ref());
        headings.any(|(row, _)| split(&row.text).0.is_some())
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
fn item(
    part: &HeadedPart<'_>,
    (label, title): (Option<String>, String),
    style: &HouseStyle,
    own: &OwnBody,
    known: &[&str],
) -> (AgendaRow, ImportedItem) {
    let with = |wanted: LineRole| {
        part.rows
            .iter()
            .filter(|(_, role)| *role == wanted)
            .map(|(row, _)| *row)
            .collect::<Vec<_>>()
    };
    let text = with(LineRole::Text);
    let reference = part.heading.as_ref().and_then(|(row, more)| {
        let under = more
            .iter()
            .map(|row| row.text.as_str())
            .find(|text| is_reference(text));
        without_reference(&row.text).1.or(under)
    });
    let notes = [
        reference.map(joined).unwrap_or_default(),
        notes(&text, &style.notes_label),
    ];
    let notes = notes
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    let mut presenters = presenters::labelled(&with(LineRole::Presenters));
    let mut named: Vec<String> = presenters
        .iter()
        .map(|one| one.split(',').next().unwrap_or_default().to_owned())
        .collect();
    for name in presenters::told(&notes, known) {
        if !named
            .iter()
            .any(|one| *one == name || one.split(' ').next() == Some(name.as_str()))
        {
            named.push(name.clone());
            presenters.push(name);
        }
    }
    let mut attachments: Vec<String> = with(LineRole::Attachments)
        .into_iter()
        .map(|row| {
            match labels::label(&row.text).filter(|found| found.label == Label::Attachments) {
                Some(found) => joined(found.rest),
                None => joined(&row.text),
            }
        })
        .filter(|said| !said.is_empty())
        .collect();
    let decisions = decisions_of(part, own);
    let decided: Vec<&str> = decisions
        .iter()
        .flat_map(|one| &one.clauses)
        .map(String::as_str)
        .collect();
    for said in numbered_attachments(&[notes.as_str(), &decided.join("\n")].join("\n")) {
        if !attachments.contains(&said) {
            attachments.push(said);
        }
    }
    let clauses = decisions.iter().flat_map(|decided| &decided.clauses);
    let mut tasks: Vec<_> = clauses
        .flat_map(|clause| assignments(clause, true))
        .collect();
    tasks.extend(assignments(&notes, false));
    let row = AgendaRow {
        label,
        title,
        presenters,
        attachments,
        ..AgendaRow::default()
    };
    (
        row,
        ImportedItem {
            notes,
            decisions,
            assignments: tasks,
        },
    )
}

/// Decisions with text between them are told apart.
#[must_use]
pub fn decisions_of(part: &HeadedPart<'_>, own: &OwnBody) -> Vec<ImportedDecision> {
    let runs = part.rows.chunk_by(|(_, one), (_, other)| one == other);
    let decided = runs.filter(|run| {
        run.first()
            .is_some_and(|(_, role)| *role == LineRole::Decision)
    });
    decided
        .flat_map(|run| decisions(&run.iter().map(|(row, _)| *row).collect::<Vec<_>>(), own))
        .collect()
}

/// "(bilaga 1)", "se bilaga 2" within a text.
fn numbered_attachments(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(|sign: char| !sign.is_alphanumeric())
            .to_owned()
    };
    let mut found: Vec<String> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let has_end = word.ends_with(['.', ',', ')', ':']);
        if folded(word) != "bilaga" || has_end {
            continue;
        }
        let number = match (words.get(place + 1), words.get(place + 2)) {
            (Some(&"§"), Some(number)) => format!("§ {}", bare(number)),
            (Some(number), _) => bare(number),
            (None, _) => continue,
        };
        let said = format!(
            "{} {number}",
            word.trim_start_matches(|sign: char| !sign.is_alphanumeric())
        );
        let is_letter = number.len() == 1 && number.bytes().all(|sign| sign.is_ascii_uppercase());
        let is_number = is_letter
            || number
                .trim_start_matches("§ ")
                .bytes()
                .all(|sign| sign.is_ascii_digit());
        if is_number && !number.is_empty() && !found.contains(&said) {
            found.push(said);
        }
    }
    found
}
