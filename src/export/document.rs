//! The paper of a meeting, in order and without a format: what every format spells in its own
//! way. All choices of wording, order and typography are made here, once; user text stands as it
//! was written, on one line where a line is meant.

mod front_matter;
mod selection;
mod times;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::notes::{Block, blocks};
use crate::meeting::item::{Item, ItemId, Row};
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::style::{Class, Order, Style};
use crate::meeting::text::clean_line;
use crate::meeting::time::Timestamp;
use crate::words::phrasing::{assignment_sentence, day, outcome_sentence};
use crate::words::{Language, Words};

pub use front_matter::signatures;
pub use selection::ItemNotFound;
pub use times::{TimeChart, TimeRow, times};

/// What a document is made from.
#[derive(Debug, Clone, Copy)]
pub struct ExportSource<'a> {
    /// Everything true of the meeting.
    pub minutes: &'a Minutes,
    /// The head of the chain it was read from, in hexadecimal; empty for none.
    pub head: &'a str,
    /// Ends the clocks that still run, and nothing else.
    pub now: Timestamp,
}

/// A paper in order, from the letterhead to the signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// The language of the program's own words in it.
    pub language: Language,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// The head of the chain, in hexadecimal; empty for none.
    pub head: String,
    /// Lines above the title.
    pub letterhead: Vec<String>,
    /// Who met; none where the letterhead or the title says it.
    pub body: Option<String>,
    /// What heads the paper.
    pub title: String,
    /// The running number; none where the title says it.
    pub number: Option<String>,
    /// Words that mark a draft; none once the minutes are approved.
    pub draft: Option<String>,
    /// When, where.
    pub fields: Vec<LabelledLine>,
    /// Who was there, in classes.
    pub attendance: Vec<AttendanceGroup>,
    /// Text before the first item.
    pub opening: Vec<Block>,
    /// The items, under their headings.
    pub sections: Vec<DocumentSection>,
    /// The line that announces the next meeting.
    pub next_meeting: Option<String>,
    /// Text after the last item.
    pub closing: Vec<Block>,
    /// Who is to verify the minutes, as a sentence.
    pub verifiers: Option<String>,
    /// Who approved them and when, as a sentence.
    pub approval: Option<String>,
    /// What was corrected after closing outside all items, as a sentence.
    pub corrected: Option<String>,
    /// The lines to sign on.
    pub signatures: Vec<String>,
    /// The words that mark an extract; none for the whole paper.
    pub extract: Option<String>,
    /// Time planned against time spent, where that is asked for.
    pub times: Option<TimeChart>,
}

/// A label and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelledLine {
    /// As the body writes it, with a colon or without.
    pub label: String,
    /// One line.
    pub text: String,
}

/// A label over lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelledList {
    /// As the body writes it, with a colon or without.
    pub label: String,
    /// In order; never empty.
    pub lines: Vec<String>,
}

/// An attendance class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttendanceGroup {
    /// Which.
    pub class: Class,
    /// As the body writes it, with a colon or without.
    pub label: String,
    /// In the order of the roster. Empty only where the style prints empty classes.
    pub people: Vec<AttendanceRow>,
}

/// A row of the attendance list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceRow {
    /// The name.
    pub name: String,
    /// Municipality or organisation.
    pub represents: Option<String>,
    /// As printed beside the name.
    pub title: Option<String>,
    /// The word for taking part from elsewhere: "Teams".
    pub remote: Option<String>,
    /// When the person was there, if not all the time: "från kl. 08.45 till kl. 10.00".
    pub hours: Option<String>,
}

/// A heading and the items under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentSection {
    /// The heading; none for items that stand under none.
    pub title: Option<String>,
    /// In order.
    pub items: Vec<DocumentItem>,
}

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentItem {
    /// As printed: "3.", "§ 14"; none for an unnumbered item.
    pub number: Option<String>,
    /// What it is called.
    pub title: String,
    /// What stands under it, in the order of the style.
    pub parts: Vec<ItemPart>,
}

/// Something that stands under an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "is", rename_all = "lowercase")]
pub enum ItemPart {
    /// Who presented it.
    Presenters(LabelledList),
    /// References to papers.
    Attachments(LabelledList),
    /// The notes.
    Notes {
        /// What stands before them, as the body writes it.
        label: Option<String>,
        /// Never empty.
        blocks: Vec<Block>,
    },
    /// A decision.
    Decision {
        /// The words that introduce it; none in prose.
        intro: Option<String>,
        /// As printed, the joiner before the last.
        clauses: Vec<String>,
    },
    /// Who is to do what.
    Assignments(LabelledList),
    /// What became of the item, as a sentence.
    Outcome(String),
    /// It was corrected after closing, as a sentence.
    Corrected(String),
}

impl Document {
    /// What the paper is called, with its number.
    #[must_use]
    pub fn name(&self) -> String {
        [Some(&self.title), self.number.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What stands at the head of each page: who met, the paper, the day, and that it is a draft.
    #[must_use]
    pub fn running_head(&self) -> String {
        let said = self
            .body
            .iter()
            .cloned()
            .chain([self.name(), self.date.to_string()]);
        said.chain(self.draft.clone())
            .collect::<Vec<_>>()
            .join(", ")
    }
}

impl AttendanceGroup {
    /// The rows of the list, one at the least: a class that is printed empty says so.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let lines: Vec<String> = self.people.iter().map(AttendanceRow::line).collect();
        if lines.is_empty() {
            vec!["–".to_owned()]
        } else {
            lines
        }
    }
}

impl DocumentItem {
    /// Its number and what it is called.
    #[must_use]
    pub fn name(&self) -> String {
        self.number
            .iter()
            .chain([&self.title])
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Lays out the paper of a meeting.
#[must_use]
pub fn lay_out(source: &ExportSource<'_>, words: &Words) -> Document {
    let minutes = source.minutes;
    let heading = &minutes.heading;
    let title = clean_line(&heading.title);
    let letterhead: Vec<String> = lines(&minutes.style.letterhead);
    let body = clean_line(&heading.body.name);
    let says = |line: &String, what: &str| line.to_lowercase().contains(&what.to_lowercase());
    let is_said = letterhead
        .iter()
        .chain([&title])
        .any(|line| says(line, &body));
    let number = line_of(heading.number.as_deref()).filter(|number| !says(&title, number));
    Document {
        language: words.language(),
        date: heading.date,
        head: source.head.to_owned(),
        body: Some(body).filter(|_| !is_said),
        number,
        draft: (minutes.stage != Stage::Approved).then(|| words.say("paper-draft").into_owned()),
        fields: front_matter::fields(minutes, words),
        attendance: front_matter::attendance(minutes, words),
        opening: blocks(&minutes.opening),
        sections: sections(minutes, words),
        next_meeting: line_of(minutes.next_meeting.as_ref().map(|next| next.text.as_str())),
        closing: blocks(&minutes.closing),
        verifiers: front_matter::verifiers(minutes, words),
        approval: front_matter::approval(minutes, words),
        corrected: corrected(minutes, None, words),
        signatures: signatures(minutes, words),
        extract: None,
        times: None,
        letterhead,
        title,
    }
}

fn sections(minutes: &Minutes, words: &Words) -> Vec<DocumentSection> {
    let mut sections = vec![DocumentSection {
        title: None,
        items: Vec::new(),
    }];
    for row in &minutes.rows {
        match row {
            Row::Section(heading) => {
                sections.push(DocumentSection {
                    title: line_of(Some(&heading.title)),
                    items: Vec::new(),
                });
            }
            Row::Item(row) => {
                if let Some(section) = sections.last_mut() {
                    section.items.push(item(row, minutes, words));
                }
            }
        }
    }
    sections.retain(|section| section.title.is_some() || !section.items.is_empty());
    sections
}

fn item(item: &Item, minutes: &Minutes, words: &Words) -> DocumentItem {
    let style = &minutes.style;
    let labels = &style.labels;
    let listing = |own: &Option<String>, message, written: &[String]| {
        let lines = lines(written);
        (!lines.is_empty()).then(|| LabelledList {
            label: label(own.as_deref(), message, words),
            lines,
        })
    };
    let presenters = listing(&labels.presenters, "paper-presenters", &item.presenters);
    let attachments = listing(&labels.attachments, "paper-attachments", &item.attachments);
    let tasks: Vec<String> = item
        .assignments
        .iter()
        .map(|task| assignment_sentence(task, words))
        .collect();
    let assignments = listing(&labels.assignments, "paper-assignments", &tasks);
    let outcome = item
        .outcome
        .as_ref()
        .map(|outcome| outcome_sentence(outcome, words));

    let mut parts = Vec::new();
    parts.extend(presenters.map(ItemPart::Presenters));
    parts.extend(attachments.map(ItemPart::Attachments));
    match style.order {
        Order::NotesFirst => {
            parts.extend(notes(item, style).into_iter().chain(decisions(item, style)))
        }
        Order::DecisionFirst => parts.extend(decisions(item, style).chain(notes(item, style))),
    }
    parts.extend(assignments.map(ItemPart::Assignments));
    parts.extend(outcome.map(ItemPart::Outcome));
    parts.extend(corrected(minutes, Some(item.id), words).map(ItemPart::Corrected));
    DocumentItem {
        number: line_of(item.label.as_deref()).map(printed_number),
        title: clean_line(&item.title),
        parts,
    }
}

/// A bare number is an ordinal and takes a full stop; "§ 14" and "3 a" stand as they are.
fn printed_number(label: String) -> String {
    if label.bytes().all(|sign| sign.is_ascii_digit()) {
        label + "."
    } else {
        label
    }
}

fn notes(item: &Item, style: &Style) -> Option<ItemPart> {
    let blocks = blocks(&item.notes);
    (!blocks.is_empty()).then(|| ItemPart::Notes {
        label: line_of(Some(&style.notes_label)),
        blocks,
    })
}

fn decisions<'a>(item: &'a Item, style: &'a Style) -> impl Iterator<Item = ItemPart> + 'a {
    item.decisions.iter().map(|decision| {
        let clauses = decision.printed(&style.clause_start, &style.joiner);
        ItemPart::Decision {
            intro: line_of(Some(&decision.intro)),
            clauses: clauses.iter().map(|clause| clean_line(clause)).collect(),
        }
    })
}

/// The mark of what was changed after closing, with the day of the last change.
fn corrected(minutes: &Minutes, item: Option<ItemId>, words: &Words) -> Option<String> {
    let last = minutes
        .corrections
        .iter()
        .rfind(|correction| correction.item == item)?;
    let when = day(last.at.date_naive(), words);
    Some(words.say_with("paper-corrected", &[("when", when.into())]))
}

/// The body's own label, or the program's.
fn label(own: Option<&str>, message: &str, words: &Words) -> String {
    own.map_or_else(|| words.say(message).into_owned(), clean_line)
}

/// What is said on one line; none for nothing.
fn line_of(written: Option<&str>) -> Option<String> {
    written.map(clean_line).filter(|line| !line.is_empty())
}

fn lines(written: &[String]) -> Vec<String> {
    written
        .iter()
        .filter_map(|line| line_of(Some(line)))
        .collect()
}

#[cfg(test)]
mod tests;
