//! The document as DOCX, for Word and `LibreOffice`: headings, lists and styles are real ones, so that
//! it can be read aloud, worked on and navigated. The parts are written by hand: `docx-rs` cannot set
//! the language of the text, by which a screen reader chooses its voice, and the parts are few.
//! (`docx-rust` can.) The same document gives the same bytes.

mod lists;

use std::io::{self, Cursor, Write};

use quick_xml::escape::escape;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::document::{
    Document, DocumentItem, DocumentSection, ItemPart, LabelledLine, LabelledList,
};
use super::notes::{Block, List};
use crate::meeting::control_chars::printable_in_xml;
use crate::words::{Language, Words};
use lists::Lists;

const STYLES: &str = include_str!("docx/styles.xml");
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TOP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes the document as DOCX.
///
/// # Errors
/// When the archive cannot be put together, which nothing in a document should bring about.
pub fn docx(document: &Document, words: &Words) -> io::Result<Vec<u8>> {
    let mut body = DocxBody::default();
    body.document(document);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", document_part(&body.xml)),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles(document.language)),
        ("word/numbering.xml", body.lists.part()),
        ("word/settings.xml", settings(document.language)),
        ("word/header1.xml", header(document, words)),
    ] {
        // The default moment, so that two exports of one document are the same bytes.
        archive
            .start_file(name, SimpleFileOptions::default())
            .map_err(io::Error::other)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish().map_err(io::Error::other)?.into_inner())
}

#[derive(Default)]
struct DocxBody {
    xml: String,
    lists: Lists,
}

impl DocxBody {
    fn document(&mut self, document: &Document) {
        self.head(document);
        self.running_text(&document.opening, 1);
        for section in &document.sections {
            self.section(section);
        }
        self.paragraphs("Normal", &document.next_meeting);
        self.running_text(&document.closing, 1);
        self.paragraphs("Normal", &document.verifiers);
        self.paragraphs("Normal", &document.approval);
        self.paragraphs("Normal", &document.corrected);
        for line in &document.signatures {
            // The tab draws the line.
            self.runs(
                "Signature",
                "",
                &format!("<w:r><w:tab/><w:br/></w:r>{}", run(line)),
            );
        }
    }

    fn head(&mut self, document: &Document) {
        self.paragraphs("Letterhead", &document.letterhead);
        self.paragraphs("Body", &document.body);
        self.paragraph("Title", &document.name());
        self.paragraphs("Normal", &document.extract);
        self.paragraphs("Draft", &document.draft);
        self.paragraphs("Draft", &document.missing);
        for LabelledLine { label, text } in &document.fields {
            self.front(label, std::slice::from_ref(text));
        }
        for group in &document.attendance {
            self.front(&group.label, &group.lines());
        }
    }

    /// Writes a label and its lines beside it, one under the other.
    fn front(&mut self, label: &str, lines: &[String]) {
        for (place, line) in lines.iter().enumerate() {
            let label = if place == 0 {
                bold(label)
            } else {
                String::new()
            };
            let style = if place + 1 == lines.len() {
                "FrontLast"
            } else {
                "Front"
            };
            self.runs(
                style,
                "",
                &format!("{label}<w:r><w:tab/></w:r>{}", run(line)),
            );
        }
    }

    fn section(&mut self, section: &DocumentSection) {
        if let Some(title) = &section.title {
            self.heading(1, title);
        }
        let level = if section.title.is_some() { 2 } else { 1 };
        for item in &section.items {
            self.item(item, level);
        }
    }

    fn item(&mut self, item: &DocumentItem, level: usize) {
        self.heading(level, &item.name());
        for part in &item.parts {
            match part {
                ItemPart::Presenters(listing) | ItemPart::Attachments(listing) => {
                    self.listing(listing);
                }
                ItemPart::Notes { label, blocks } => {
                    self.paragraphs("Label", label);
                    self.running_text(blocks, level);
                }
                ItemPart::Decision { intro, clauses } => {
                    self.paragraphs("DecisionLabel", intro);
                    for (place, clause) in clauses.iter().enumerate() {
                        let is_last = place + 1 == clauses.len();
                        self.paragraph(if is_last { "DecisionLast" } else { "Decision" }, clause);
                    }
                }
                ItemPart::Assignments(LabelledList { label, lines }) => {
                    self.paragraph("Label", label);
                    self.bullets(lines);
                }
                ItemPart::Outcome(sentence) | ItemPart::Corrected(sentence) => {
                    self.paragraph("Outcome", sentence);
                }
            }
        }
    }

    /// Writes one line beside its label, several under it.
    fn listing(&mut self, LabelledList { label, lines }: &LabelledList) {
        if let [line] = lines.as_slice() {
            self.runs("Beside", "", &(bold(&format!("{label} ")) + &run(line)));
        } else {
            self.paragraph("Label", label);
            self.bullets(lines);
        }
    }

    fn bullets(&mut self, lines: &[String]) {
        for line in lines {
            self.runs("ListParagraph", &Lists::bullet(0), &run(line));
        }
    }

    fn running_text(&mut self, blocks: &[Block], level: usize) {
        self.blocks(blocks, level, 0);
    }

    fn blocks(&mut self, blocks: &[Block], level: usize, depth: usize) {
        for block in blocks {
            match block {
                Block::Heading {
                    level: deeper,
                    text,
                } => self.heading(level + deeper, text),
                Block::Paragraph(text) => self.runs("Normal", &Lists::indent(depth), &run(text)),
                Block::List(list) => self.list(list, level, depth),
            }
        }
    }

    fn list(&mut self, list: &List, level: usize, depth: usize) {
        let mark = match list.first {
            None => Lists::bullet(depth),
            Some(first) => self.lists.numbered(first, depth),
        };
        for entry in &list.entries {
            self.runs("ListParagraph", &mark, &run(&entry.text));
            self.blocks(&entry.under, level, depth + 1);
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.paragraph(&format!("Heading{}", level.clamp(1, DEEPEST)), text);
    }

    fn paragraphs<'a>(&mut self, style: &str, texts: impl IntoIterator<Item = &'a String>) {
        for text in texts {
            self.paragraph(style, text);
        }
    }

    fn paragraph(&mut self, style: &str, text: &str) {
        self.runs(style, "", &run(text));
    }

    fn runs(&mut self, style: &str, properties: &str, runs: &str) {
        let style = format!("<w:pStyle w:val=\"{style}\"/>");
        self.xml.extend([
            "<w:p><w:pPr>",
            &style,
            properties,
            "</w:pPr>",
            runs,
            "</w:p>\n",
        ]);
    }
}

/// The deepest heading of a document.
const DEEPEST: usize = 6;

/// Escapes text for XML, and replaces characters that XML may not hold.
fn text(words: &str) -> String {
    escape(printable_in_xml(words)).into_owned()
}

fn run(words: &str) -> String {
    format!("<w:r>{}</w:r>", lines(words))
}

fn bold(words: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr>{}</w:r>", lines(words))
}

/// Writes text with its own line breaks.
fn lines(words: &str) -> String {
    let line = |line: &str| format!("<w:t xml:space=\"preserve\">{}</w:t>", text(line));
    words
        .split('\n')
        .map(line)
        .collect::<Vec<_>>()
        .join("<w:br/>")
}

fn document_part(body: &str) -> String {
    format!(
        "{TOP}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body>\n{body}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1701\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" \
         w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n"
    )
}

/// Writes the head of every page: the body, the day, the page, and the mark of a draft.
fn header(document: &Document, words: &Words) -> String {
    let field = |code: &str| {
        format!("<w:fldSimple w:instr=\" {code} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let (page, of) = (
        run(&format!("{} ", words.say("paper-page"))),
        run(&format!(" {} ", words.say("paper-page-of"))),
    );
    format!(
        "{TOP}<w:hdr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}\
         <w:r><w:tab/></w:r>{page}{}{of}{}</w:p></w:hdr>\n",
        run(&document.running_head()),
        field("PAGE"),
        field("NUMPAGES")
    )
}

fn properties(document: &Document) -> String {
    let subject = document.body.as_deref().unwrap_or(&document.title);
    format!(
        "{TOP}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>{}</dc:creator><dc:language>{}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created></cp:coreProperties>\n",
        text(&document.name()),
        text(subject),
        text(subject),
        document.language.tag(),
        document.date
    )
}

fn styles(said_in: Language) -> String {
    // Half points, and twentieths of a point before.
    const SIZES: [(usize, u32, u32); DEEPEST] = [
        (1, 26, 320),
        (2, 23, 280),
        (3, 22, 200),
        (4, 22, 160),
        (5, 22, 160),
        (6, 22, 160),
    ];
    let heading = |(level, size, before): (usize, u32, u32)| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>\
             <w:spacing w:before=\"{before}\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/></w:pPr>\
             <w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/><w:b/><w:sz w:val=\"{size}\"/>\
             <w:szCs w:val=\"{size}\"/></w:rPr></w:style>\n",
            level - 1
        )
    };
    let headings: String = SIZES.map(heading).concat();
    STYLES
        .replace("LANGUAGE", said_in.tag())
        .replace("HEADINGS\n", &headings)
}

fn settings(said_in: Language) -> String {
    format!(
        "{TOP}<w:settings xmlns:w=\"{WORD}\"><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{}\"/></w:settings>\n",
        said_in.tag()
    )
}

fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>");
    let parts = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
    ];
    let parts =
        parts.map(|(name, kind)| part(&format!("/word/{name}.xml"), &format!("{word}.{kind}+xml")));
    let core = part(
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    );
    format!(
        "{TOP}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{}{core}</Types>\n",
        parts.concat()
    )
}

fn relations(all: &[(&str, String)]) -> String {
    let relation = |(number, (target, kind)): (usize, &(&str, String))| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let relations: String = (1..).zip(all).map(relation).collect();
    format!("{TOP}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>\n")
}

fn package_relations() -> String {
    relations(&[
        ("word/document.xml", format!("{OFFICE}/officeDocument")),
        (
            "docProps/core.xml",
            format!("{PACKAGE}/relationships/metadata/core-properties"),
        ),
    ])
}

fn document_relations() -> String {
    let of_word = |name: &str| format!("{OFFICE}/{name}");
    relations(&[
        ("styles.xml", of_word("styles")),
        ("numbering.xml", of_word("numbering")),
        ("settings.xml", of_word("settings")),
        ("header1.xml", of_word("header")),
    ])
}

#[cfg(test)]
mod tests;
