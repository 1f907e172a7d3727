//! Lists, as Markdown nests them.

use super::text;
use crate::export::notes::{Block, List};

/// Chooses the bullet or delimiter of a list. With the same sign it would run together with a list of
/// its kind right before it.
pub(super) fn sign_after(before: Option<char>, list: &List) -> char {
    let (usual, other) = if list.first.is_some() {
        ('.', ')')
    } else {
        ('-', '*')
    };
    if before == Some(usual) { other } else { usual }
}

/// Writes a list with everything under its entries.
pub(super) fn write_list(list: &List, sign: char) -> String {
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
                said += &write_under(block, &mut before);
            }
            // Everything under an entry is indented by the width of its mark.
            let set_in = said
                .replace('\n', &format!("\n{inset}"))
                .replace(&format!("\n{inset}\n"), "\n\n");
            format!("{mark}{set_in}")
        });
    entries.collect::<Vec<_>>().join("\n")
}

/// Writes a block under an entry, with the line breaks before it.
fn write_under(block: &Block, before: &mut Option<char>) -> String {
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
            format!("{gap}{}", write_list(list, sign))
        }
        Block::Paragraph(said) | Block::Heading { text: said, .. } => {
            *before = None;
            format!("\n\n{}", text(said))
        }
    }
}
