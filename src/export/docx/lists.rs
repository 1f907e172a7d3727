//! The lists of a DOCX. Bullets are one list throughout; each numbered list has a number of its own,
//! so that it begins where it says.

use super::{TOP, WORD};

/// The deepest level of a list in Word, from 0.
const DEEPEST: usize = 8;
const BULLETS: usize = 0;
const NUMBERS: usize = 1;
/// The indent of each level from the one above, in twentieths of a point.
const STEP: usize = 360;

/// The numbered lists so far: the first number and the depth of each.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<(u32, usize)>);

impl Lists {
    /// Gives the properties of a paragraph that is an entry with a bullet.
    pub(super) fn bullet(depth: usize) -> String {
        entry(1, depth)
    }

    /// Begins a numbered list, and gives the properties of its entries.
    pub(super) fn numbered(&mut self, first: u32, depth: usize) -> String {
        self.0.push((first, depth.min(DEEPEST)));
        entry(self.0.len() + 1, depth)
    }

    /// Gives the properties of a paragraph under an entry of this depth.
    pub(super) fn indent(depth: usize) -> String {
        if depth == 0 {
            String::new()
        } else {
            format!("<w:ind w:left=\"{}\"/>", STEP * depth.min(DEEPEST + 1))
        }
    }

    /// Writes `word/numbering.xml`.
    pub(super) fn part(&self) -> String {
        let kinds = [(BULLETS, "bullet"), (NUMBERS, "decimal")];
        let kinds = kinds.map(|(number, format)| {
            let levels: String = (0..=DEEPEST).map(|depth| level(depth, format)).collect();
            format!("<w:abstractNum w:abstractNumId=\"{number}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{levels}</w:abstractNum>\n")
        });
        let numbered = (2..).zip(&self.0).map(|(id, (first, depth))| {
            format!(
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{NUMBERS}\"/><w:lvlOverride w:ilvl=\"{depth}\">\
                 <w:startOverride w:val=\"{first}\"/></w:lvlOverride></w:num>\n"
            )
        });
        let numbered: String = numbered.collect();
        format!(
            "{TOP}<w:numbering xmlns:w=\"{WORD}\">\n{}<w:num w:numId=\"1\"><w:abstractNumId w:val=\"{BULLETS}\"/></w:num>\n{numbered}</w:numbering>\n",
            kinds.concat()
        )
    }
}

fn entry(list: usize, depth: usize) -> String {
    let depth = depth.min(DEEPEST);
    format!("<w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

fn level(depth: usize, format: &str) -> String {
    let sign = if format == "bullet" {
        "•".to_owned()
    } else {
        format!("%{}.", depth + 1)
    };
    format!(
        "<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{sign}\"/>\
         <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>",
        STEP * (depth + 1)
    )
}
