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
use super::outline::{Attendee, Field, Group, Item, Listing, Outline, Part, Section};
use crate::meeting::unseen::in_xml;
use crate::words::{Language, Words};
use press::{Cut, Face, Kind, Press, Run, Setting};
use typeface::Typeface;

const TEXT: Face = Face { cut: Cut::Text, size: 10.5 };
const BOLD: Face = Face { cut: Cut::Bold, size: 10.5 };
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
    let fonts =
        [dejavu::serif_condensed::regular(), dejavu::serif_condensed::bold(), dejavu::sans_condensed::bold()];
    let [Some(text), Some(bold), Some(heading)] = fonts.map(Typeface::of) else {
        return Err(NotConforming("fonts".to_owned()));
    };
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| NotConforming(format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    document.set_metadata(metadata(outline));
    let mut page = Page { press: Press::new([text, bold, heading]) };
    page.paper(outline);
    let said = outline.body.iter().cloned().chain([titled(outline), outline.date.to_string()]);
    let said = said.chain(outline.draft.clone()).collect::<Vec<_>>().join(", ");
    let (of_page, of) = (words.say("paper-page"), words.say("paper-page-of"));
    page.press.print(&mut document, |page, pages| [said.clone(), format!("{of_page} {page} {of} {pages}")]);
    document.finish().map_err(|error| NotConforming(format!("{error:?}")))
}

fn titled(outline: &Outline) -> String {
    let number = outline.number.as_deref().map(|number| [" ", number].concat());
    named(&(outline.title.clone() + &number.unwrap_or_default()))
}

/// A heading has a name, or it cannot be read aloud.
fn named(text: &str) -> String {
    if text.trim().is_empty() { "–".to_owned() } else { in_xml(text) }
}

fn metadata(outline: &Outline) -> Metadata {
    let date = outline.date;
    let year = u16::try_from(date.year()).unwrap_or_default();
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or(1));
    let language = match outline.language {
        Language::Swedish => "sv-SE",
        Language::English => "en-GB",
    };
    let body = in_xml(outline.body.as_deref().unwrap_or(&outline.title));
    let at = DateTime::new(year).month(month).day(day).hour(0).minute(0).second(0);
    Metadata::new()
        .title(titled(outline))
        .description(body.clone())
        .authors(vec![body])
        .language(language.to_owned())
        .creator("klubba".to_owned())
        .creation_date(at.utc_offset_hour(0).utc_offset_minute(0))
        .document_id(format!("{} {} {}", outline.head, titled(outline), outline.date))
}

struct Page {
    press: Press,
}

impl Page {
    fn paper(&mut self, outline: &Outline) {
        self.head(outline);
        self.blocks(&outline.opening, 1, 0);
        for section in &outline.sections {
            self.section(section);
        }
        let last = outline.next_meeting.iter();
        last.for_each(|line| self.paragraph(line, TEXT, Setting { before: 12.0, ..Setting::PLAIN }));
        self.blocks(&outline.closing, 1, 0);
        for line in outline.verifiers.iter().chain(&outline.approval).chain(&outline.corrected) {
            self.paragraph(line, TEXT, Setting { before: 6.0, ..Setting::PLAIN });
        }
        for line in &outline.signatures {
            self.paragraph(line, TEXT, Setting { before: 48.0, has_rule: true, ..Setting::PLAIN });
        }
    }

    fn head(&mut self, outline: &Outline) {
        for line in &outline.letterhead {
            self.paragraph(line, TEXT, Setting::PLAIN);
        }
        if let Some(body) = &outline.body {
            self.paragraph(body, BOLD, Setting { before: 6.0, keeps: true, ..Setting::PLAIN });
        }
        self.heading(1, &titled(outline));
        if let Some(extract) = &outline.extract {
            self.paragraph(extract, TEXT, Setting::PLAIN);
        }
        if let Some(draft) = &outline.draft {
            self.paragraph(draft, BOLD, Setting { before: 2.0, ..Setting::PLAIN });
        }
        for Field { label, text } in &outline.fields {
            self.front(label, std::slice::from_ref(text));
        }
        for Group { label, people, .. } in &outline.attendance {
            self.front(label, &people.iter().map(Attendee::line).collect::<Vec<_>>());
        }
    }

    /// A label, and beside it what it says, line under line.
    fn front(&mut self, label: &str, lines: &[String]) {
        let nobody = ["–".to_owned()];
        let lines = if lines.is_empty() { &nobody } else { lines };
        for (place, line) in lines.iter().enumerate() {
            let before = if place == 0 { 8.0 } else { 0.0 };
            self.press.within(Kind::Paragraph, |press| {
                if place == 0 {
                    press.beside(label, BOLD, Setting { before, ..Setting::PLAIN });
                }
                press.set(
                    &[Run { text: line.clone(), face: TEXT }],
                    Setting { indent: FRONT, ..Setting::PLAIN },
                );
            });
        }
    }

    fn section(&mut self, section: &Section) {
        if let Some(title) = &section.title {
            self.heading(2, title);
        }
        let level = if section.title.is_some() { 3 } else { 2 };
        for item in &section.items {
            self.item(item, level);
        }
    }

    fn item(&mut self, item: &Item, level: u16) {
        let number = item.number.as_deref().map(|number| [number, " "].concat()).unwrap_or_default();
        self.heading(level, &(number + &item.title));
        for part in &item.parts {
            match part {
                Part::Presenters(listing) | Part::Attachments(listing) => self.listing(listing),
                Part::Notes { label, blocks } => {
                    if let Some(label) = label {
                        self.label(label);
                    }
                    self.blocks(blocks, level, 0);
                }
                Part::Decision { intro, clauses } => self.decision(intro.as_deref(), clauses),
                Part::Assignments(Listing { label, lines }) => {
                    self.label(label);
                    self.bullets(lines);
                }
                Part::Outcome(sentence) | Part::Corrected(sentence) => {
                    self.paragraph(sentence, TEXT, Setting { before: 6.0, ..Setting::PLAIN });
                }
            }
        }
    }

    fn decision(&mut self, intro: Option<&str>, clauses: &[String]) {
        let inside = Setting { indent: 11.0, has_bar: true, ..Setting::PLAIN };
        if let Some(intro) = intro {
            self.paragraph(intro, BOLD, Setting { before: 6.0, keeps: true, ..inside });
        }
        for (place, clause) in clauses.iter().enumerate() {
            let before = if place == 0 && intro.is_none() { 6.0 } else { 0.0 };
            let keeps = place + 2 == clauses.len();
            self.paragraph(clause, TEXT, Setting { before, keeps, ..inside });
        }
    }

    /// One line stands beside its label, several under it.
    fn listing(&mut self, Listing { label, lines }: &Listing) {
        if let [line] = lines.as_slice() {
            let runs =
                [Run { text: format!("{label} "), face: BOLD }, Run { text: line.clone(), face: TEXT }];
            let setting = Setting { before: 4.0, keeps: true, ..Setting::PLAIN };
            self.press.within(Kind::Paragraph, |press| press.set(&runs, setting));
        } else {
            self.label(label);
            self.bullets(lines);
        }
    }

    fn label(&mut self, label: &str) {
        self.paragraph(label, BOLD, Setting { before: 6.0, keeps: true, ..Setting::PLAIN });
    }

    fn bullets(&mut self, lines: &[String]) {
        self.press.within(Kind::List { is_numbered: false }, |press| {
            for line in lines {
                entry(press, "•", line, 0, |_| {});
            }
        });
    }

    fn blocks(&mut self, blocks: &[Block], level: u16, depth: u8) {
        set_blocks(&mut self.press, blocks, level, depth);
    }

    fn heading(&mut self, level: u16, text: &str) {
        set_heading(&mut self.press, level, text);
    }

    fn paragraph(&mut self, text: &str, face: Face, setting: Setting) {
        self.press
            .within(Kind::Paragraph, |press| press.set(&[Run { text: text.to_owned(), face }], setting));
    }
}

fn set_heading(press: &mut Press, level: u16, text: &str) {
    let text = &named(text);
    let (size, before) = match level {
        1 => (18.0, 4.0),
        2 => (13.0, 18.0),
        3 => (11.5, 14.0),
        _ => (10.5, 10.0),
    };
    let face = Face { cut: Cut::Heading, size };
    if level <= 3 && level > 1 {
        press.bookmark(level, text);
    }
    press.within(Kind::Heading(level.min(6), text.to_owned()), |press| {
        press.set(&[Run { text: text.to_owned(), face }], Setting { before, keeps: true, ..Setting::PLAIN });
    });
}

fn set_blocks(press: &mut Press, blocks: &[Block], level: u16, depth: u8) {
    let indent = STEP * f32::from(depth);
    for block in blocks {
        match block {
            Block::Heading { level: deeper, text } => {
                set_heading(press, level + u16::try_from(*deeper).unwrap_or(6), text);
            }
            Block::Paragraph(text) => press.within(Kind::Paragraph, |press| {
                let setting = Setting { before: 5.0, indent, ..Setting::PLAIN };
                press.set(&[Run { text: text.clone(), face: TEXT }], setting);
            }),
            Block::List(list) => set_list(press, list, level, depth),
        }
    }
}

fn set_list(press: &mut Press, list: &List, level: u16, depth: u8) {
    press.within(Kind::List { is_numbered: list.first.is_some() }, |press| {
        for (number, one) in (list.first.unwrap_or(1)..).zip(&list.entries) {
            let mark = if list.first.is_some() { format!("{number}.") } else { "•".to_owned() };
            entry(press, &mark, &one.text, depth, |press| set_blocks(press, &one.under, level, depth + 1));
        }
    });
}

fn entry(press: &mut Press, mark: &str, text: &str, depth: u8, under: impl FnOnce(&mut Press)) {
    let indent = STEP * f32::from(depth);
    press.within(Kind::Entry, |press| {
        press.within(Kind::Label, |press| {
            press.beside(mark, TEXT, Setting { before: 2.0, indent, ..Setting::PLAIN });
        });
        press.within(Kind::Body, |press| {
            press.set(
                &[Run { text: text.to_owned(), face: TEXT }],
                Setting { indent: indent + STEP, ..Setting::PLAIN },
            );
            under(press);
        });
    });
}

#[cfg(test)]
mod tests;
