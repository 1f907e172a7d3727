//! The paper as PDF: tagged so that it can be read aloud (PDF/UA-1) and whole in itself so that it can be
//! archived (PDF/A-2a), with fonts, bookmarks and language. What does not conform is not written, and
//! from the same outline come the same bytes.

mod press;
mod typeface;

use chrono::Datelike;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document, SerializeSettings};

use super::notes::{Block, List};
use super::outline::{Field, Item, Listing, Outline, Part};
use crate::meeting::control_chars::printable_in_xml;
use crate::words::Words;
use press::{Cut, Face, Kind, Press, Run, Setting};
use typeface::Typeface;

const TEXT: Face = Face {
    cut: Cut::Text,
    size: 10.5,
};
const BOLD: Face = Face {
    cut: Cut::Bold,
    size: 10.5,
};
/// How far the words of the front matter stand from their labels.
const FRONT: f32 = 140.0;
/// How far each depth of a list stands from the one above.
const STEP: f32 = 17.0;

/// Why there is no PDF. Nothing that people write should bring it about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotConforming(pub String);

/// Spells the paper as PDF.
///
/// # Errors
/// [`NotConforming`], when the file would not be what it says it is.
pub fn pdf(outline: &Outline, words: &Words) -> Result<Vec<u8>, NotConforming> {
    let fonts = [
        dejavu::serif_condensed::regular(),
        dejavu::serif_condensed::bold(),
        dejavu::sans_condensed::bold(),
    ];
    let [Some(text), Some(bold), Some(heading)] = fonts.map(Typeface::of) else {
        return Err(NotConforming("fonts".to_owned()));
    };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| NotConforming(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(outline));
    let mut press = Press::new([text, bold, heading]);
    paper(&mut press, outline);
    let (head, of_page, of) = (
        outline.running_head(),
        words.say("paper-page"),
        words.say("paper-page-of"),
    );
    press.print(&mut document, |page, pages| {
        [head.clone(), format!("{of_page} {page} {of} {pages}")]
    });
    document
        .finish()
        .map_err(|error| NotConforming(format!("{error:?}")))
}

/// A heading has a name, or it cannot be read aloud.
fn named(text: &str) -> String {
    if text.trim().is_empty() {
        "–".to_owned()
    } else {
        printable_in_xml(text)
    }
}

fn metadata(outline: &Outline) -> Metadata {
    let date = outline.date;
    let year = u16::try_from(date.year()).unwrap_or_default();
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or(1));
    let body = printable_in_xml(outline.body.as_deref().unwrap_or(&outline.title));
    let at = DateTime::new(year)
        .month(month)
        .day(day)
        .hour(0)
        .minute(0)
        .second(0);
    let title = named(&outline.named());
    Metadata::new()
        .title(title.clone())
        .description(body.clone())
        .authors(vec![body])
        .language(outline.language.tag().to_owned())
        .creator("klubba".to_owned())
        .creation_date(at.utc_offset_hour(0).utc_offset_minute(0))
        .document_id(format!("{} {} {}", outline.head, title, outline.date))
}

fn paper(press: &mut Press, outline: &Outline) {
    head(press, outline);
    blocks(press, &outline.opening, 1, 0);
    for section in &outline.sections {
        if let Some(title) = &section.title {
            heading(press, 2, title);
        }
        let level = if section.title.is_some() { 3 } else { 2 };
        for one in &section.items {
            item(press, one, level);
        }
    }
    if let Some(next) = &outline.next_meeting {
        paragraph(
            press,
            next,
            TEXT,
            Setting {
                before: 12.0,
                ..Setting::PLAIN
            },
        );
    }
    blocks(press, &outline.closing, 1, 0);
    for line in outline
        .verifiers
        .iter()
        .chain(&outline.approval)
        .chain(&outline.corrected)
    {
        paragraph(
            press,
            line,
            TEXT,
            Setting {
                before: 6.0,
                ..Setting::PLAIN
            },
        );
    }
    for line in &outline.signatures {
        paragraph(
            press,
            line,
            TEXT,
            Setting {
                before: 48.0,
                has_rule: true,
                ..Setting::PLAIN
            },
        );
    }
}

fn head(press: &mut Press, outline: &Outline) {
    for line in &outline.letterhead {
        paragraph(press, line, TEXT, Setting::PLAIN);
    }
    if let Some(body) = &outline.body {
        paragraph(
            press,
            body,
            BOLD,
            Setting {
                before: 6.0,
                keeps: true,
                ..Setting::PLAIN
            },
        );
    }
    heading(press, 1, &outline.named());
    if let Some(extract) = &outline.extract {
        paragraph(press, extract, TEXT, Setting::PLAIN);
    }
    if let Some(draft) = &outline.draft {
        paragraph(
            press,
            draft,
            BOLD,
            Setting {
                before: 2.0,
                ..Setting::PLAIN
            },
        );
    }
    for Field { label, text } in &outline.fields {
        front(press, label, std::slice::from_ref(text));
    }
    for group in &outline.attendance {
        front(press, &group.label, &group.lines());
    }
}

/// A label, and beside it what it says, line under line.
fn front(press: &mut Press, label: &str, lines: &[String]) {
    for (place, line) in lines.iter().enumerate() {
        press.within(Kind::Paragraph, |press| {
            if place == 0 {
                press.beside(
                    label,
                    BOLD,
                    Setting {
                        before: 8.0,
                        ..Setting::PLAIN
                    },
                );
            }
            press.set(
                &[run(line, TEXT)],
                Setting {
                    indent: FRONT,
                    ..Setting::PLAIN
                },
            );
        });
    }
}

fn item(press: &mut Press, item: &Item, level: u16) {
    heading(press, level, &item.named());
    for part in &item.parts {
        match part {
            Part::Presenters(listed) | Part::Attachments(listed) => listing(press, listed),
            Part::Notes {
                label: said,
                blocks: notes,
            } => {
                if let Some(said) = said {
                    label(press, said);
                }
                blocks(press, notes, level, 0);
            }
            Part::Decision { intro, clauses } => decision(press, intro.as_deref(), clauses),
            Part::Assignments(Listing { label: said, lines }) => {
                label(press, said);
                bullets(press, lines);
            }
            Part::Outcome(sentence) | Part::Corrected(sentence) => {
                paragraph(
                    press,
                    sentence,
                    TEXT,
                    Setting {
                        before: 6.0,
                        ..Setting::PLAIN
                    },
                );
            }
        }
    }
}

fn decision(press: &mut Press, intro: Option<&str>, clauses: &[String]) {
    let inside = Setting {
        indent: 11.0,
        has_bar: true,
        ..Setting::PLAIN
    };
    if let Some(intro) = intro {
        paragraph(
            press,
            intro,
            BOLD,
            Setting {
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
            press,
            clause,
            TEXT,
            Setting {
                before,
                keeps,
                ..inside
            },
        );
    }
}

/// One line stands beside its label, several under it.
fn listing(press: &mut Press, Listing { label: said, lines }: &Listing) {
    if let [line] = lines.as_slice() {
        let setting = Setting {
            before: 4.0,
            keeps: true,
            ..Setting::PLAIN
        };
        let runs = [run(&format!("{said} "), BOLD), run(line, TEXT)];
        press.within(Kind::Paragraph, |press| press.set(&runs, setting));
    } else {
        label(press, said);
        bullets(press, lines);
    }
}

fn label(press: &mut Press, label: &str) {
    paragraph(
        press,
        label,
        BOLD,
        Setting {
            before: 6.0,
            keeps: true,
            ..Setting::PLAIN
        },
    );
}

fn bullets(press: &mut Press, lines: &[String]) {
    press.within(Kind::List { is_numbered: false }, |press| {
        for line in lines {
            entry(press, "•", line, 0, |_| {});
        }
    });
}

fn paragraph(press: &mut Press, text: &str, face: Face, setting: Setting) {
    press.within(Kind::Paragraph, |press| {
        press.set(&[run(text, face)], setting)
    });
}

fn run(text: &str, face: Face) -> Run {
    Run {
        text: text.to_owned(),
        face,
    }
}

fn heading(press: &mut Press, level: u16, text: &str) {
    let text = &named(text);
    let (size, before) = match level {
        1 => (18.0, 4.0),
        2 => (13.0, 18.0),
        3 => (11.5, 14.0),
        _ => (10.5, 10.0),
    };
    let face = Face {
        cut: Cut::Heading,
        size,
    };
    if level <= 3 && level > 1 {
        press.bookmark(level, text);
    }
    press.within(Kind::Heading(level.min(6), text.to_owned()), |press| {
        press.set(
            &[run(text, face)],
            Setting {
                before,
                keeps: true,
                ..Setting::PLAIN
            },
        );
    });
}

fn blocks(press: &mut Press, all: &[Block], level: u16, depth: u8) {
    let indent = STEP * f32::from(depth);
    for block in all {
        match block {
            Block::Heading {
                level: deeper,
                text,
            } => {
                heading(press, level + u16::try_from(*deeper).unwrap_or(6), text);
            }
            Block::Paragraph(text) => {
                paragraph(
                    press,
                    text,
                    TEXT,
                    Setting {
                        before: 5.0,
                        indent,
                        ..Setting::PLAIN
                    },
                );
            }
            Block::List(one) => list(press, one, level, depth),
        }
    }
}

fn list(press: &mut Press, list: &List, level: u16, depth: u8) {
    press.within(
        Kind::List {
            is_numbered: list.first.is_some(),
        },
        |press| {
            for (number, one) in (list.first.unwrap_or(1)..).zip(&list.entries) {
                let mark = if list.first.is_some() {
                    format!("{number}.")
                } else {
                    "•".to_owned()
                };
                entry(press, &mark, &one.text, depth, |press| {
                    blocks(press, &one.under, level, depth + 1)
                });
            }
        },
    );
}

fn entry(press: &mut Press, mark: &str, text: &str, depth: u8, under: impl FnOnce(&mut Press)) {
    let indent = STEP * f32::from(depth);
    press.within(Kind::Entry, |press| {
        press.within(Kind::Label, |press| {
            press.beside(
                mark,
                TEXT,
                Setting {
                    before: 2.0,
                    indent,
                    ..Setting::PLAIN
                },
            );
        });
        press.within(Kind::Body, |press| {
            press.set(
                &[run(text, TEXT)],
                Setting {
                    indent: indent + STEP,
                    ..Setting::PLAIN
                },
            );
            under(press);
        });
    });
}

#[cfg(test)]
mod tests;
