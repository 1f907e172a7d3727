//! What the styles of a document say of its paragraphs: how deep a heading, which list.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{attribute, local};

/// The styles, by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, DocxStyle>);

#[derive(Debug, Default, Clone)]
struct DocxStyle {
    name: String,
    outline: Option<u8>,
    list: Option<(String, u8)>,
}

impl Styles {
    /// Of `word/styles.xml`; what of it cannot be read says nothing.
    pub(super) fn of(xml: &str) -> Self {
        let (mut styles, mut id, mut style) = (HashMap::new(), String::new(), DocxStyle::default());
        let mut reader = Reader::from_str(xml);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Eof => break,
                Event::Start(element) | Event::Empty(element) => {
                    let value = || attribute(&element, "val");
                    match local(element.name().as_ref()) {
                        "style" => {
                            (id, style) = (
                                attribute(&element, "styleId").unwrap_or_default(),
                                DocxStyle::default(),
                            );
                        }
                        "name" => style.name = value().unwrap_or_default().to_lowercase(),
                        "outlineLvl" => {
                            style.outline = value().and_then(|level| level.parse().ok());
                        }
                        "ilvl" => {
                            style.list = Some((
                                style.list.take().map_or_else(String::new, |(id, _)| id),
                                value().and_then(|level| level.parse().ok()).unwrap_or(0),
                            ));
                        }
                        "numId" => {
                            style.list = Some((
                                value().unwrap_or_default(),
                                style.list.take().map_or(0, |(_, level)| level),
                            ));
                        }
                        _ => {}
                    }
                }
                Event::End(element) if local(element.name().as_ref()) == "style" => {
                    styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                _ => {}
            }
        }
        Self(styles)
    }

    /// How deep a heading a paragraph of this style is; the title of the document is the first.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        if id.is_empty() {
            return None;
        }
        let style = self.0.get(id);
        let said = style.map_or_else(|| id.to_lowercase(), |style| style.name.clone());
        let said = if said.is_empty() {
            id.to_lowercase()
        } else {
            said
        };
        let number = |said: &str| {
            said.trim()
                .parse::<u8>()
                .ok()
                .filter(|level| (1..=9).contains(level))
        };
        let named = said
            .strip_prefix("heading")
            .or_else(|| said.strip_prefix("rubrik"));
        match (
            said.as_str(),
            named.and_then(number),
            style.and_then(|style| style.outline),
        ) {
            ("title" | "titel", ..) => Some(1),
            (_, Some(level), _) => Some(level + 1),
            (_, None, Some(outline)) if outline < 9 => Some(outline + 2),
            _ => None,
        }
    }

    /// The list that a paragraph of this style is an entry of.
    pub(super) fn list(&self, id: &str) -> Option<(String, u8)> {
        self.0.get(id).and_then(|style| style.list.clone())
    }
}
