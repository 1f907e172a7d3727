//! DOCX: what is in the archive.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::docx;
use crate::export::document::Document;
use crate::export::fixture::{Sitting, agenda_full_of, rich};
use crate::meeting::command::Command;
use crate::words::{Language, Words};

fn parts(document: &Document) -> Vec<(String, String)> {
    let bytes = docx(document, &Words::new(Language::Swedish)).expect("an archive");
    assert_eq!(
        bytes,
        docx(document, &Words::new(Language::Swedish)).expect("an archive"),
        "the same bytes"
    );
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    let mut part = |name: &String| {
        let mut text = String::new();
        archive
            .by_name(name)
            .expect("a part")
            .read_to_string(&mut text)
            .expect("text");
        (name.clone(), text)
    };
    names.iter().map(&mut part).collect()
}

fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a str {
    &parts
        .iter()
        .find(|(known, _)| known == name)
        .expect("a part")
        .1
}

/// The names of the elements, if it is XML throughout.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error}: {xml}"))
        {
            Event::Start(element) | Event::Empty(element) => {
                names.push(element.name().as_ref().to_owned());
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn a_rich_meeting_has_headings_lists_and_a_language() {
    let parts = parts(&rich().document());
    for (name, xml) in &parts {
        assert!(!elements(xml).is_empty(), "{name}");
    }
    let document = part(&parts, "word/document.xml");
    for said in [
        "<w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Protokoll nr 3 2031</w:t>",
        "<w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Fasta punkter</w:t>",
        "<w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t xml:space=\"preserve\">2. Gemensam upphandling</w:t>",
        "<w:pStyle w:val=\"DecisionLast\"/></w:pPr><w:r><w:t xml:space=\"preserve\">samt att varje kommun",
        "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t xml:space=\"preserve\">pris</w:t>",
    ] {
        assert!(document.contains(said), "{said}\n{document}");
    }
    assert!(part(&parts, "word/styles.xml").contains("<w:lang w:val=\"sv-SE\""));
    assert!(part(&parts, "word/header1.xml").contains("Utkast, ej justerat"));
    assert!(part(&parts, "docProps/core.xml").contains("<dc:title>Protokoll nr 3 2031</dc:title>"));
}

#[test]
fn a_numbered_list_begins_where_it_says() {
    let mut sitting = Sitting::of(
        r#"Agenda(body: (id: "x", name: "X"), date: "2031-05-06", items: [(title: "Y")])"#,
    );
    sitting.open("08:30", "Y");
    sitting.note("08:40", "Y", "3. c\n4. d\n\nmellan\n\n1. a");
    let parts = parts(&sitting.document());
    let numbering = part(&parts, "word/numbering.xml");
    assert!(
        numbering.contains("<w:startOverride w:val=\"3\"/>") && numbering.contains("w:numId=\"3\""),
        "{numbering}"
    );
}

#[test]
fn no_text_acts_as_markup_in_any_field() {
    let evil =
        r#"</w:t><w:altChunk r:id=\"x\"/> &amp; {{ x }} ]]> \u{1b}[2J\u{202e}\u{fffe}\u{ffff}"#;
    let run = |text: &str, title: &str| {
        let mut sitting = Sitting::of(&agenda_full_of(text));
        sitting.at("08:10", &Command::MarkAllPresent);
        sitting.open("08:30", title);
        sitting.note("08:40", title, "</w:p>\n\n- <w:p>\n\n## <h1>");
        sitting.decide("08:50", title, &["</w:document>", "<w:p/>"]);
        parts(&sitting.document())
    };
    for ((name, evil), (_, harmless)) in run(evil, "b</w:t>").iter().zip(&run("x", "bx")) {
        assert_eq!(elements(evil), elements(harmless), "{name}");
        assert!(
            !evil.contains(['\u{1b}', '\u{202e}', '\u{fffe}', '\u{ffff}']),
            "{name}"
        );
    }
}
