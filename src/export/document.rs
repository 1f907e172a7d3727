//! The minutes of a meeting as a document, in order and without a format; every format writes it in
//! its own way. All choices of wording, order and typography are made here, once. User text stands as
//! it was written, on one line where a line is meant. Templates see these fields by their names.

mod front_matter;
mod selection;
mod times;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::notes::{Block, blocks};
use crate::meeting::integrity::Integrity;
use crate::meeting::item::{Item, ItemId, MinutesRow};
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::style::{Class, ContentOrder, HouseStyle};
use crate::meeting::text::clean_line;
use crate::meeting::time::Timestamp;
use crate::words::phrasing::{assignment_sentence, day, outcome_sentence};
use crate::words::{Language, Words};

pub use front_matter::signatures;
pub use selection::ItemNotFound;
pub use times::{TimeChart, TimeRow, times};

/// The source of every export.
#[derive(Debug, Clone, Copy)]
pub struct ExportSource<'a> {
    /// The meeting, at its last entry.
    pub minutes: &'a Minutes,
    /// The head of the chain that the minutes were read from, in hexadecimal; empty for none.
    pub head: &'a str,
    /// How whole the lines are that the minutes were read from.
    pub integrity: &'a Integrity,
    /// The moment that ends clocks that still run; nothing else depends on it.
    pub now: Timestamp,
}

impl<'a> ExportSource<'a> {
    /// The head of the chain with the approval as its last line; `None` until the minutes are
    /// approved. Nothing enters after it, so it is the head.
    #[must_use]
    pub fn approved_head(&self) -> Option<&'a str> {
        let is_approved = self.minutes.stage == Stage::Approved && !self.head.is_empty();
        is_approved.then_some(self.head)
    }
}

/// A document in order, from the letterhead to the signatures.
///
/// It has a field for each part that templates of bodies name, so it is wide on purpose.
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
    /// The name of the body. None where the letterhead or the title says it.
    pub body: Option<String>,
    /// The title.
    pub title: String,
    /// The running number. None where the title says it.
    pub number: Option<String>,
    /// The words that mark a draft. None once the minutes are approved.
    pub draft: Option<String>,
    /// The sentences that tell what may be missing. None of them where the minutes are whole.
    pub missing: Vec<String>,
    /// The time and the place.
    pub fields: Vec<LabelledLine>,
    /// The attendance, by class.
    pub attendance: Vec<AttendanceGroup>,
    /// Text before the first item.
    pub opening: Vec<Block>,
    /// The items, under their headings.
    pub sections: Vec<DocumentSection>,
    /// The line that announces the next meeting.
    pub next_meeting: Option<String>,
    /// Text after the last item.
    pub closing: Vec<Block>,
    /// The sentence that names those who are to verify the minutes.
    pub verifiers: Option<String>,
    /// The sentence that tells who approved the minutes, and when.
    pub approval: Option<String>,
    /// The sentence that tells of corrections after closing, other than those of an item.
    pub corrected: Option<String>,
    /// The lines to sign on.
    pub signatures: Vec<String>,
    /// The words that mark an extract. None for the whole document.
    pub extract: Option<String>,
    /// Time planned against time spent. None unless it is asked for.
    pub times: Option<TimeChart>,
}

/// A label and one line beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelledLine {
    /// The label as the body writes it, with a colon or without.
    pub label: String,
    /// The line.
    pub text: String,
}

/// A label and lines under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelledList {
    /// The label as the body writes it, with a colon or without.
    pub label: String,
    /// The lines in order; never empty.
    pub lines: Vec<String>,
}

/// The people of an attendance class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttendanceGroup {
    /// The class.
    pub class: Class,
    /// The label as the body writes it, with a colon or without.
    pub label: String,
    /// The people in the order of the roster. Empty only where the style prints empty classes.
    pub people: Vec<AttendanceRow>,
}

/// A row of the attendance list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceRow {
    /// The name.
    pub name: String,
    /// The municipality or organisation.
    pub represents: Option<String>,
    /// The title that is printed beside the name.
    pub title: Option<String>,
    /// The word for taking part from elsewhere ("Teams"). None for whoever sat in the room.
    pub remote: Option<String>,
    /// The hours of presence: "från kl. 08.45 till kl. 10.00". None for the whole meeting.
    pub hours: Option<String>,
}

/// A heading and the items under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentSection {
    /// The heading. None for items that stand under none.
    pub title: Option<String>,
    /// The items in order.
    pub items: Vec<DocumentItem>,
}

/// An item of the agenda, with everything under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentItem {
    /// The number as printed: "3.", "§ 14". None for an unnumbered item.
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// The parts, in the order of the style.
    pub parts: Vec<ItemPart>,
}

/// A part of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "is", rename_all = "lowercase")]
pub enum ItemPart {
    /// The presenters.
    Presenters(LabelledList),
    /// References to attachments.
    Attachments(LabelledList),
    /// The notes.
    Notes {
        /// The label as the body writes it.
        label: Option<String>,
        /// Never empty.
        blocks: Vec<Block>,
    },
    /// A decision.
    Decision {
        /// The words that introduce it. None in prose.
        intro: Option<String>,
        /// The clauses as printed, with the joiner before the last.
        clauses: Vec<String>,
    },
    /// The assignments, as sentences.
    Assignments(LabelledList),
    /// The outcome of the item, as a sentence.
    Outcome(String),
    /// The sentence that tells of a correction after closing.
    Corrected(String),
}

impl Document {
    /// Gives the title with the number.
    #[must_use]
    pub fn name(&self) -> String {
        [Some(&self.title), self.number.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Writes the head of each page: the body, the document, the day, and the mark of a draft.
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
    /// Writes the rows, one at the least: a class that is printed empty has a dash.
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
    /// Gives the title with the number before it.
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

/// Lays out the minutes of a meeting.
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
        missing: words.missing(source.integrity),
        fields: front_matter::fields(minutes, words),
        attendance: front_matter::attendance(minutes, words),
        opening: blocks(&minutes.opening),
        sections: sections(minutes, words),
        next_meeting: line_of(minutes.next_meeting.as_ref().map(|next| next.text.as_str())),
        closing: blocks(&minutes.closing),
        verifiers: front_matter::verifiers(minutes, words),
        approval: front_matter::approval(source, words),
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
            MinutesRow::Section(heading) => {
                sections.push(DocumentSection {
                    title: line_of(Some(&heading.title)),
                    items: Vec::new(),
                });
            }
            MinutesRow::Item(row) => {
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
    let assignments = item.assignments.iter();
    let assignments: Vec<String> = assignments
        .map(|one| assignment_sentence(one, words))
        .collect();
    let assignments = listing(&labels.assignments, "paper-assignments", &assignments);
    let outcome = item.outcome.as_ref();
    let outcome = outcome.map(|outcome| outcome_sentence(outcome, words));

    let mut parts = Vec::new();
    parts.extend(presenters.map(ItemPart::Presenters));
    parts.extend(attachments.map(ItemPart::Attachments));
    match style.order {
        ContentOrder::NotesFirst => {
            parts.extend(notes(item, style).into_iter().chain(decisions(item, style)));
        }
        ContentOrder::DecisionFirst => {
            parts.extend(decisions(item, style).chain(notes(item, style)));
        }
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

/// Gives a bare number the full stop of an ordinal; "§ 14" and "3 a" stand as they are.
fn printed_number(label: String) -> String {
    if label.bytes().all(|sign| sign.is_ascii_digit()) {
        label + "."
    } else {
        label
    }
}

fn notes(item: &Item, style: &HouseStyle) -> Option<ItemPart> {
    let blocks = blocks(&item.notes);
    (!blocks.is_empty()).then(|| ItemPart::Notes {
        label: line_of(Some(&style.notes_label)),
        blocks,
    })
}

fn decisions<'a>(item: &'a Item, style: &'a HouseStyle) -> impl Iterator<Item = ItemPart> + 'a {
    item.decisions.iter().map(|decision| {
        let clauses = decision.printed(&style.clause_start, &style.joiner);
        ItemPart::Decision {
            intro: line_of(Some(&decision.intro)),
            clauses: clauses.iter().map(|clause| clean_line(clause)).collect(),
        }
    })
}

/// Words the mark of a correction after closing, with the day of the last one.
fn corrected(minutes: &Minutes, item: Option<ItemId>, words: &Words) -> Option<String> {
    let last = minutes
        .corrections
        .iter()
        .rfind(|correction| correction.item == item)?;
    let when = day(last.at.date_naive(), words);
    Some(words.say_with("paper-corrected", &[("when", when.into())]))
}

/// Chooses the body's own label, or else the program's.
fn label(own: Option<&str>, message: &str, words: &Words) -> String {
    own.map_or_else(|| words.say(message).into_owned(), clean_line)
}

/// Puts text on one line. None for an empty one.
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
