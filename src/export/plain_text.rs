//! A document as plain text, as it is pasted into an e-mail: no marks, an empty line between parts.

use super::document::{Document, DocumentItem, ItemPart, LabelledList};
use super::notes::{Block, List};

/// Writes the items of a document, with their headings.
#[must_use]
pub fn write(document: &Document) -> String {
    let mut parts: Vec<String> = Vec::new();
    for section in &document.sections {
        parts.extend(section.title.clone().filter(|title| !title.is_empty()));
        parts.extend(section.items.iter().map(item));
    }
    parts.join("\n\n")
}

fn item(item: &DocumentItem) -> String {
    let parts: Vec<String> = item.parts.iter().map(part).collect();
    format!("{}\n{}", item.name(), parts.join("\n\n"))
        .trim_end()
        .to_owned()
}

fn part(part: &ItemPart) -> String {
    match part {
        ItemPart::Presenters(list) | ItemPart::Attachments(list) => {
            format!("{} {}", list.label, list.lines.join("; "))
        }
        ItemPart::Notes { label, blocks } => {
            let label = label.iter().cloned();
            let blocks = blocks.iter().map(|one| block(one, 0));
            label.chain(blocks).collect::<Vec<String>>().join("\n")
        }
        ItemPart::Decision { intro, clauses } => {
            let lines = intro.iter().chain(clauses).cloned();
            lines.collect::<Vec<String>>().join("\n")
        }
        ItemPart::Assignments(LabelledList { label, lines }) => {
            let lines = lines.iter().map(|line| format!("- {line}"));
            let lines: Vec<String> = [label.clone()].into_iter().chain(lines).collect();
            lines.join("\n")
        }
        ItemPart::Outcome(sentence) | ItemPart::Corrected(sentence) => sentence.clone(),
    }
}

fn block(one: &Block, depth: usize) -> String {
    match one {
        Block::Heading { text, .. } | Block::Paragraph(text) => text.clone(),
        Block::List(list) => self::list(list, depth),
    }
}

fn list(list: &List, depth: usize) -> String {
    let indent = "  ".repeat(depth);
    let entries = list.entries.iter().zip(0u32..).map(|(entry, index)| {
        let mark = match list.first {
            Some(first) => format!("{}.", first.saturating_add(index)),
            None => "-".to_owned(),
        };
        let under = entry.under.iter().map(|one| block(one, depth + 1));
        let entry = format!("{indent}{mark} {}", entry.text);
        [entry]
            .into_iter()
            .chain(under)
            .collect::<Vec<String>>()
            .join("\n")
    });
    entries.collect::<Vec<String>>().join("\n")
}
