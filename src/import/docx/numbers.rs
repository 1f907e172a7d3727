//! The numbers that a word processor counts: each list has levels, each level a way to be written.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{attribute, local};

/// The lists, and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// The kind of a list.
    kinds: HashMap<String, String>,
    /// The levels of a kind.
    levels: HashMap<(String, u8), Level>,
    counts: HashMap<String, [u32; 9]>,
}

#[derive(Debug, Default, Clone)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Numbers {
    /// Of `word/numbering.xml`; what of it cannot be read counts nothing.
    pub(super) fn of(xml: &str) -> Self {
        let mut numbers = Self::default();
        let (mut kind, mut list, mut level) = (String::new(), String::new(), 0);
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => element,
                _ => continue,
            };
            let value = || attribute(&element, "val").unwrap_or_default();
            let name = element.name();
            let name = local(name.as_ref());
            match name {
                "abstractNum" => kind = attribute(&element, "abstractNumId").unwrap_or_default(),
                "num" => list = attribute(&element, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    numbers.kinds.insert(list.clone(), value());
                }
                "lvl" => {
                    level = attribute(&element, "ilvl")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(0);
                }
                "numFmt" | "lvlText" | "start" => {
                    let known = numbers.levels.entry((kind.clone(), level)).or_default();
                    match name {
                        "numFmt" => known.format = value(),
                        "lvlText" => known.text = value(),
                        _ => known.start = value().parse().unwrap_or(1),
                    }
                }
                _ => {}
            }
        }
        numbers
    }

    /// The mark of the next entry of a list at this level.
    pub(super) fn next(&mut self, list: &str, level: u8) -> Option<String> {
        let level = level.min(8);
        let kind = self.kinds.get(list)?.clone();
        let of = |levels: &HashMap<(String, u8), Level>, level: u8| {
            levels
                .get(&(kind.clone(), level))
                .cloned()
                .unwrap_or_default()
        };
        let here = of(&self.levels, level);
        if here.format == "bullet" || here.format == "none" {
            let mark = if level == 0 { "-" } else { "o" };
            return (here.format == "bullet").then(|| mark.to_owned());
        }
        let counts = self.counts.entry(list.to_owned()).or_default();
        for (deeper, count) in counts.iter_mut().enumerate() {
            match deeper.cmp(&usize::from(level)) {
                std::cmp::Ordering::Less => *count = (*count).max(1),
                std::cmp::Ordering::Equal => {
                    *count = if *count == 0 {
                        here.start.max(1)
                    } else {
                        count.saturating_add(1)
                    }
                }
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
        let mut mark = if here.text.is_empty() {
            format!("%{}.", level + 1)
        } else {
            here.text.clone()
        };
        for (place, count) in counts.iter().enumerate() {
            let format = of(&self.levels, u8::try_from(place).unwrap_or(8)).format;
            mark = mark.replace(&format!("%{}", place + 1), &written(*count, &format));
        }
        Some(mark)
    }
}

fn written(count: u32, format: &str) -> String {
    let letter = |first: char| {
        let letter = char::from_u32(u32::from(first) + count.saturating_sub(1) % 26);
        letter.map_or_else(String::new, |letter| letter.to_string())
    };
    match format {
        "lowerLetter" => letter('a'),
        "upperLetter" => letter('A'),
        _ => count.to_string(),
    }
}
