//! Lists, as Markdown nests them.

use super::text;
use crate::export::notes::{Block, List};

/// A list right after another of its kind would run together with it, were the signs the same.
pub(super) fn sign_after(before: Option<char>, list: &List) -> char {
    let (usual, other) = if list.first.is_some() {
        ('.', ')')
    } else {
        ('-', '*')
    };
    if before == Some(usual) { other } else { usual }
}

/// A list with what stands under its entries.
pub(super) fn written(list: &List, sign: char) -> String {
    let entries = list
        .entries
        .iter()
        .zip(list.first.unwrap_or_default()..)
        .map(|(entry, number)| {
            let mark = if list.first.is_some() {
                format!("{number}{sign} ")
            } else {
                format!("{sign} ")
            };
            let inset = " ".repeat(mark.len());
            let mut said = text(&entry.text);
            let mut before = None;
            for block in &entry.under {
                said += &spelled_under(block, &mut before);
            }
            // What stands under an entry is set in by as much as its mark takes.
            let set_in = said
                .replace('\n', &format!("\n{inset}"))
                .replace(&format!("\n{inset}\n"), "\n\n");
            format!("{mark}{set_in}")
        });
    entries.collect::<Vec<_>>().join("\n")
}

/// A block under an entry, with the line breaks before it.
fn spelled_under(block: &Block, before: &mut Option<char>) -> String {
    match block {
        Block::List(list) => {
            let sign = sign_after(*before, list);
            *before = Some(sign);
            // A number other than 1 cannot break into a paragraph.
            let gap = if list.first.is_none_or(|first| first == 1) {
                "\n"
            } else {
                "\n\n"
            };
            format!("{gap}{}", written(list, sign))
        }
        Block::Paragraph(said) | Block::Heading { text: said, .. } => {
            *before = None;
            format!("\n\n{}", text(said))
        }
    }
}
