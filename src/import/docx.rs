//! DOCX as lines: text alone, no field, macro or picture, and nothing that lies elsewhere. Numbers that
//! the word processor counts stand before their paragraphs, as they do on paper.

mod numbers;
mod styles;

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::meeting::imported_minutes::{LineRole, SourceLine};
use numbers::Numbers;
use styles::Styles;

/// The most files that a document is packed of.
const MOST_FILES: usize = 2000;
/// The largest of them, once unpacked: the limit stands behind the unpacking.
const LARGEST: u64 = 64 << 20;

/// The lines of a document; none where it is no document.
#[must_use]
pub fn lines(bytes: &[u8]) -> Option<Vec<SourceLine>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST_FILES {
        return None;
    }
    let mut part = |name: &str| -> Option<String> {
        let file = archive.by_name(name).ok()?;
        let mut text = String::new();
        file.take(LARGEST).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let document = part("word/document.xml")?;
    let styles = Styles::of(&part("word/styles.xml").unwrap_or_default());
    let numbers = Numbers::of(&part("word/numbering.xml").unwrap_or_default());
    let mut pages = Pages {
        styles,
        numbers,
        ..Pages::default()
    };
    let mut reader = Reader::from_str(&document);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => break,
            event => pages.take(&event),
        }
    }
    Some(pages.lines)
}

/// The value of an attribute, whatever stands before its name.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .flatten()
        .find(|one| local(one.key.as_ref()) == name)?;
    found
        .normalized_value(XmlVersion::Explicit1_0)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The document as it is read.
#[derive(Default)]
struct Pages {
    styles: Styles,
    numbers: Numbers,
    lines: Vec<SourceLine>,
    /// The words of the paragraph.
    text: String,
    is_text: bool,
    style: String,
    list: Option<(String, u8)>,
    /// How deep in tables; and whether the next paragraph goes on the row of the one before.
    tables: usize,
    goes_on: bool,
    cells: usize,
    is_deleted: usize,
}

impl Pages {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.begin(element),
            Event::Empty(element) => {
                self.begin(element);
                self.end(local(element.name().as_ref()));
            }
            Event::End(element) => self.end(local(element.name().as_ref())),
            Event::Text(text) if self.is_text => self.text.push_str(text),
            Event::GeneralRef(name) if self.is_text => self.text.extend(referred(name)),
            Event::CData(text) if self.is_text => self.text.push_str(text),
            _ => {}
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        match local(element.name().as_ref()) {
            "p" => {
                self.text.clear();
                self.style.clear();
                self.list = None;
            }
            "pStyle" => self.style = attribute(element, "val").unwrap_or_default(),
            "numId" => {
                let id = attribute(element, "val").unwrap_or_default();
                self.list = Some((id, self.list.as_ref().map_or(0, |(_, level)| *level)));
            }
            "ilvl" => {
                let level = attribute(element, "val")
                    .and_then(|level| level.parse().ok())
                    .unwrap_or(0);
                self.list = Some((
                    self.list.take().map_or_else(String::new, |(id, _)| id),
                    level,
                ));
            }
            "t" => self.is_text = self.is_deleted == 0,
            "tab" if self.is_deleted == 0 => self.text.push('\t'),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            "del" | "moveFrom" => self.is_deleted += 1,
            "tbl" => self.tables += 1,
            "tr" => (self.cells, self.goes_on) = (0, false),
            "tc" => {
                self.goes_on = self.cells > 0;
                self.cells += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "p" => self.paragraph(),
            "del" | "moveFrom" => self.is_deleted = self.is_deleted.saturating_sub(1),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.goes_on = false;
            }
            "tr" => self.goes_on = false,
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        let level = self.styles.level(&self.style);
        let list = self.list.take().or_else(|| self.styles.list(&self.style));
        let mark = list
            .filter(|(id, _)| id != "0")
            .and_then(|(id, level)| self.numbers.next(&id, level));
        let text = match mark {
            Some(mark) if !text.trim().is_empty() => format!("{mark} {text}"),
            _ => text,
        };
        if self.goes_on && !text.trim().is_empty() {
            // The next cell of a row stands beside the one before.
            if let Some(last) = self.lines.last_mut() {
                last.text.push('\t');
                last.text.push_str(text.lines().next().unwrap_or_default());
                self.goes_on = false;
                self.lines
                    .extend(text.lines().skip(1).map(|line| plain(line, None)));
                return;
            }
        }
        // A paragraph has space around it; rows of a table and entries of a list have none.
        if self.tables == 0 {
            self.lines.push(plain("", None));
        }
        if text.is_empty() {
            self.lines.push(plain("", None));
        }
        self.lines
            .extend(text.lines().map(|line| plain(line, level)));
    }
}

fn plain(text: &str, level: Option<u8>) -> SourceLine {
    let text = crate::meeting::text::clean(text).replace('\n', " ");
    SourceLine {
        text,
        role: LineRole::Text,
        level,
    }
}

/// `&amp;`, `&#228;`: what XML itself knows. A document's own words for things are not looked up.
fn referred(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    if let Ok(Some(letter)) = name.resolve_char_ref() {
        return Some(letter);
    }
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
