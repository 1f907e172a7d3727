//! DOCX, as word processors write them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use super::lines;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(text.as_bytes()).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

fn drawn(body: &str) -> Vec<String> {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:styleId="Rubrik2"><w:name w:val="heading 2"/></w:style>
        <w:style w:styleId="Nr"><w:name w:val="Numrerad"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>"#;
    let numbering = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§ %1"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num></w:numbering>"#;
    let document = format!(r#"<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#);
    let bytes = packed(&[
        ("word/document.xml", &document),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
    ]);
    let lines = lines(&bytes).expect("a document");
    let lines = lines.iter().filter(|line| !line.text.is_empty());
    lines
        .map(|line| {
            format!(
                "{}{}",
                "#".repeat(line.level.unwrap_or(0).into()),
                line.text
            )
        })
        .collect()
}

#[test]
fn paragraphs_tables_and_counted_numbers_are_lines() {
    let text = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |words: &[&str]| {
        format!(
            "<w:tc>{}</w:tc>",
            words.iter().map(|word| text(word)).collect::<String>()
        )
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell(&["Närvarande"]), cell(&["Anna Ek", "Bo Alm"])]),
        row(&[cell(&["Plats"]), cell(&["Vik"])])
    );
    let body = [
        r#"<w:p><w:pPr><w:pStyle w:val="Rubrik2"/></w:pPr><w:r><w:t>A &amp; B</w:t></w:r></w:p>"#,
        r#"<w:p><w:pPr><w:pStyle w:val="Nr"/></w:pPr><w:r><w:t>Budget</w:t></w:r></w:p>"#,
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>Val</w:t></w:r></w:p>"#,
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="8"/></w:numPr></w:pPr><w:r><w:t>en</w:t><w:tab/><w:t>sak</w:t></w:r></w:p>"#,
        r#"<w:p><w:del><w:r><w:delText>borta</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t xml:space="preserve"> kvar</w:t><w:br/><w:t>rad</w:t></w:r></w:p>"#,
        &table,
    ];
    assert_eq!(
        drawn(&body.concat()),
        [
            "###A & B",
            "§ 3 Budget",
            "§ 4 Val",
            "- en\tsak",
            " kvar",
            "rad",
            "Närvarande\tAnna Ek",
            "Bo Alm",
            "Plats\tVik"
        ]
    );
}

#[test]
fn what_is_no_document_has_no_lines() {
    assert_eq!(lines(b"PK\x03\x04"), None);
    assert_eq!(lines(&packed(&[("a.txt", "a")])), None);
    assert_eq!(
        lines(&packed(&[("word/document.xml", "<w:p><w:t>a</w:p>")])),
        None
    );
    let entities = r#"<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:d><w:p><w:t>&b;x</w:t></w:p></w:d>"#;
    let read = lines(&packed(&[("word/document.xml", entities)])).expect("a document");
    assert!(
        read.iter()
            .all(|line| line.text.is_empty() || line.text == "x"),
        "nothing is looked up"
    );
}
