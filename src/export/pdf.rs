//! The document as PDF: tagged so that it can be read aloud (PDF/UA-1) and complete in itself so that it
//! can be archived (PDF/A-2a), with fonts, bookmarks and language. A file that would not conform is not
//! written, and the same document gives the same bytes.

mod layout;
mod typeface;

use chrono::Datelike;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder, ConfigurationError};
use krilla::error::KrillaError;
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document as PdfFile, SerializeSettings};

use super::document::{Document, DocumentItem, ItemPart, LabelledLine, LabelledList};
use super::notes::{Block, List};
use crate::meeting::control_chars::printable_in_xml;
use crate::words::Words;
use layout::{FontCut, FontFace, PageLayout, ParagraphStyle, TagKind, TextRun};
use typeface::Typeface;

const TEXT: FontFace = FontFace {
    cut: FontCut::Text,
    size: 10.5,
};
const BOLD: FontFace = FontFace {
    cut: FontCut::Bold,
    size: 10.5,
};
/// The indent of the front matter, whose labels stand before it.
const FRONT: f32 = 140.0;
/// The indent of each level of a list from the one above.
const STEP: f32 = 17.0;

/// The reason why there is no PDF. Nothing that people write should bring it about.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The fonts that come with the program cannot be read.
    #[error("fonts")]
    Fonts,
    /// No PDF can conform to both standards at once.
    #[error("{0:?}")]
    Configuration(ConfigurationError),
    /// The file would not be what it says it is.
    #[error("{0:?}")]
    NotConforming(KrillaError),
}

/// Writes the document as PDF.
///
/// # Errors
/// When the file would not conform.
pub fn pdf(document: &Document, words: &Words) -> Result<Vec<u8>, PdfError> {
    let fonts = [
        dejavu::serif_condensed::regular(),
        dejavu::serif_condensed::bold(),
        dejavu::sans_condensed::bold(),
    ];
    let [Some(text), Some(bold), Some(heading)] = fonts.map(Typeface::parse) else {
        return Err(PdfError::Fonts);
    };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(PdfError::Configuration)?;
    let mut file = PdfFile::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    file.set_metadata(metadata(document));
    let mut layout = PageLayout::new([text, bold, heading]);
    set_document(&mut layout, document);
    let (head, of_page, of) = (
        document.running_head(),
        words.say("paper-page"),
        words.say("paper-page-of"),
    );
    layout.print(&mut file, |page, pages| {
        [head.clone(), format!("{of_page} {page} {of} {pages}")]
    });
    file.finish().map_err(PdfError::NotConforming)
}

/// Gives every heading a name: without one it cannot be read aloud.
fn readable_title(text: &str) -> String {
    if text.trim().is_empty() {
        "–".to_owned()
    } else {
        printable_in_xml(text)
    }
}

/// Letters of a name in the bookmarks and the description of the file: a PDF that can be archived has
/// no room for more than a few pages of them, and nobody reads as many.
const LONGEST_NAME: usize = 500;

/// Shortens a name for those who look for it; where it is printed it stands whole.
fn short_name(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text.to_owned(),
    }
}

fn metadata(document: &Document) -> Metadata {
    let date = document.date;
    let year = u16::try_from(date.year()).unwrap_or_default();
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or(1));
    let body = document.body.as_deref().unwrap_or(&document.title);
    let body = short_name(&printable_in_xml(body));
    let at = DateTime::new(year)
        .month(month)
        .day(day)
        .hour(0)
        .minute(0)
        .second(0);
    let title = short_name(&readable_title(&document.name()));
    Metadata::new()
        .title(title.clone())
        .description(body.clone())
        .authors(vec![body])
        .language(document.language.tag().to_owned())
        .creator("klubba".to_owned())
        .creation_date(at.utc_offset_hour(0).utc_offset_minute(0))
        .document_id(format!("{} {} {}", document.head, title, document.date))
}

fn set_document(layout: &mut PageLayout, document: &Document) {
    head(layout, document);
    blocks(layout, &document.opening, 1, 0);
    for section in &document.sections {
        if let Some(title) = &section.title {
            heading(layout, 2, title);
        }
        let level = if section.title.is_some() { 3 } else { 2 };
        for one in &section.items {
            item(layout, one, level);
        }
    }
    if let Some(next) = &document.next_meeting {
        paragraph(layout, next, TEXT, ParagraphStyle::after(12.0));
    }
    blocks(layout, &document.closing, 1, 0);
    let sentences = [&document.verifiers, &document.approval, &document.corrected];
    for sentence in sentences.into_iter().flatten() {
        paragraph(layout, sentence, TEXT, ParagraphStyle::after(6.0));
    }
    for line in &document.signatures {
        let style = ParagraphStyle {
            has_rule: true,
            ..ParagraphStyle::after(48.0)
        };
        paragraph(layout, line, TEXT, style);
    }
}

fn head(layout: &mut PageLayout, document: &Document) {
    for line in &document.letterhead {
        paragraph(layout, line, TEXT, ParagraphStyle::PLAIN);
    }
    if let Some(body) = &document.body {
        paragraph(
            layout,
            body,
            BOLD,
            ParagraphStyle {
                before: 6.0,
                keeps: true,
                ..ParagraphStyle::PLAIN
            },
        );
    }
    heading(layout, 1, &document.name());
    if let Some(extract) = &document.extract {
        paragraph(layout, extract, TEXT, ParagraphStyle::PLAIN);
    }
    for mark in document.draft.iter().chain(&document.missing) {
        paragraph(layout, mark, BOLD, ParagraphStyle::after(2.0));
    }
    for LabelledLine { label, text } in &document.fields {
        front(layout, label, std::slice::from_ref(text));
    }
    for group in &document.attendance {
        front(layout, &group.label, &group.lines());
    }
}

/// Sets a label and its lines beside it, one under the other.
fn front(layout: &mut PageLayout, label: &str, lines: &[String]) {
    for (place, line) in lines.iter().enumerate() {
        layout.within(TagKind::Paragraph, |layout| {
            if place == 0 {
                layout.beside(label, BOLD, ParagraphStyle::after(8.0));
            }
            layout.set(
                &[run(line, TEXT)],
                ParagraphStyle {
                    indent: FRONT,
                    ..ParagraphStyle::PLAIN
                },
            );
        });
    }
}

fn item(layout: &mut PageLayout, item: &DocumentItem, level: u16) {
    heading(layout, level, &item.name());
    for part in &item.parts {
        match part {
            ItemPart::Presenters(listed) | ItemPart::Attachments(listed) => listing(layout, listed),
            ItemPart::Notes {
                label: said,
                blocks: notes,
            } => {
                if let Some(said) = said {
                    label(layout, said);
                }
                blocks(layout, notes, level, 0);
            }
            ItemPart::Decision { intro, clauses } => decision(layout, intro.as_deref(), clauses),
            ItemPart::Assignments(LabelledList { label: said, lines }) => {
                label(layout, said);
                bullets(layout, lines);
            }
            ItemPart::Outcome(sentence) | ItemPart::Corrected(sentence) => {
                paragraph(layout, sentence, TEXT, ParagraphStyle::after(6.0));
            }
        }
    }
}

fn decision(layout: &mut PageLayout, intro: Option<&str>, clauses: &[String]) {
    let inside = ParagraphStyle {
        indent: 11.0,
        has_bar: true,
        ..ParagraphStyle::PLAIN
    };
    if let Some(intro) = intro {
        paragraph(
            layout,
            intro,
            BOLD,
            ParagraphStyle {
                before: 6.0,
                keeps: true,
                ..inside
            },
        );
    }
    for (place, clause) in clauses.iter().enumerate() {
        let before = if place == 0 && intro.is_none() {
            6.0
        } else {
            0.0
        };
        let keeps = place + 2 == clauses.len();
        paragraph(
            layout,
            clause,
            TEXT,
            ParagraphStyle {
                before,
                keeps,
                ..inside
            },
        );
    }
}

/// Sets one line beside its label, several under it.
fn listing(layout: &mut PageLayout, LabelledList { label: said, lines }: &LabelledList) {
    if let [line] = lines.as_slice() {
        let style = ParagraphStyle {
            before: 4.0,
            keeps: true,
            ..ParagraphStyle::PLAIN
        };
        let runs = [run(&format!("{said} "), BOLD), run(line, TEXT)];
        layout.within(TagKind::Paragraph, |layout| layout.set(&runs, style));
    } else {
        label(layout, said);
        bullets(layout, lines);
    }
}

fn label(layout: &mut PageLayout, label: &str) {
    paragraph(
        layout,
        label,
        BOLD,
        ParagraphStyle {
            before: 6.0,
            keeps: true,
            ..ParagraphStyle::PLAIN
        },
    );
}

fn bullets(layout: &mut PageLayout, lines: &[String]) {
    layout.within(TagKind::List { is_numbered: false }, |layout| {
        for line in lines {
            entry(layout, "•", line, 0, |_| {});
        }
    });
}

fn paragraph(layout: &mut PageLayout, text: &str, face: FontFace, style: ParagraphStyle) {
    layout.within(TagKind::Paragraph, |layout| {
        layout.set(&[run(text, face)], style);
    });
}

fn run(text: &str, face: FontFace) -> TextRun {
    TextRun {
        text: text.to_owned(),
        face,
    }
}

fn heading(layout: &mut PageLayout, level: u16, text: &str) {
    let text = &readable_title(text);
    let name = short_name(text);
    let (size, before) = match level {
        1 => (18.0, 4.0),
        2 => (13.0, 18.0),
        3 => (11.5, 14.0),
        _ => (10.5, 10.0),
    };
    let face = FontFace {
        cut: FontCut::Heading,
        size,
    };
    if level <= 3 && level > 1 {
        layout.bookmark(level, &name);
    }
    layout.within(TagKind::Heading(level.min(6), name), |layout| {
        layout.set(
            &[run(text, face)],
            ParagraphStyle {
                before,
                keeps: true,
                ..ParagraphStyle::PLAIN
            },
        );
    });
}

fn blocks(layout: &mut PageLayout, all: &[Block], level: u16, depth: u8) {
    let indent = STEP * f32::from(depth);
    for block in all {
        match block {
            Block::Heading {
                level: deeper,
                text,
            } => {
                heading(layout, level + u16::try_from(*deeper).unwrap_or(6), text);
            }
            Block::Paragraph(text) => {
                paragraph(
                    layout,
                    text,
                    TEXT,
                    ParagraphStyle {
                        before: 5.0,
                        indent,
                        ..ParagraphStyle::PLAIN
                    },
                );
            }
            Block::List(one) => list(layout, one, level, depth),
        }
    }
}

fn list(layout: &mut PageLayout, list: &List, level: u16, depth: u8) {
    layout.within(
        TagKind::List {
            is_numbered: list.first.is_some(),
        },
        |layout| {
            for (number, one) in (list.first.unwrap_or(1)..).zip(&list.entries) {
                let mark = if list.first.is_some() {
                    format!("{number}.")
                } else {
                    "•".to_owned()
                };
                entry(layout, &mark, &one.text, depth, |layout| {
                    blocks(layout, &one.under, level, depth + 1);
                });
            }
        },
    );
}

fn entry(
    layout: &mut PageLayout,
    mark: &str,
    text: &str,
    depth: u8,
    under: impl FnOnce(&mut PageLayout),
) {
    let indent = STEP * f32::from(depth);
    layout.within(TagKind::Entry, |layout| {
        layout.within(TagKind::Label, |layout| {
            layout.beside(
                mark,
                TEXT,
                ParagraphStyle {
                    before: 2.0,
                    indent,
                    ..ParagraphStyle::PLAIN
                },
            );
        });
        layout.within(TagKind::Body, |layout| {
            layout.set(
                &[run(text, TEXT)],
                ParagraphStyle {
                    indent: indent + STEP,
                    ..ParagraphStyle::PLAIN
                },
            );
            under(layout);
        });
    });
}

#[cfg(test)]
mod tests;
