//! PDF: what conforms, as another than the library that made it judges.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::pdf;
use crate::export::document::Document;
use crate::export::fixture::{Sitting, agenda_full_of, rich};
use crate::meeting::command::Command;
use crate::words::{Language, Words};

fn made(document: &Document) -> Vec<u8> {
    let bytes = pdf(document, &Words::new(Language::Swedish)).expect("what conforms");
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        let report = validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile))
            .expect("a PDF");
        assert!(report.is_compliant, "{report:#?}");
    }
    bytes
}

#[test]
fn a_rich_meeting_can_be_archived_and_read_aloud_and_is_the_same_twice() {
    let bytes = made(&rich().document());
    assert!(bytes.starts_with(b"%PDF-1.7"));
    assert_eq!(bytes, made(&rich().document()));
}

#[test]
fn no_text_in_any_field_keeps_it_from_conforming() {
    let odd = [
        "\\u{1b}[2J\\u{202e}\\u{feff}\\u{200d}\\u{ad}\\u{0}",
        "👩‍👧 שלום 東京 \\u{f0b7} \\u{fffe} \\u{10ffff} e\\u{301}",
        "",
        "   ",
        "(ett) /två <tre> \\\\ fyra %fem \\n\\n\\t sex",
    ];
    for text in odd
        .map(str::to_owned)
        .into_iter()
        .chain(["ordutanslut".repeat(80)])
    {
        let mut sitting = Sitting::of(&agenda_full_of(&text));
        sitting.at("08:10", &Command::MarkAllPresent);
        sitting.open("08:30", "c");
        sitting.note(
            "08:40",
            "c",
            "3. c\n4. d\n   - e\n\n     f\n\n# Rubrik\n\n###### Djup",
        );
        sitting.decide("08:50", "c", &["att g", "att h"]);
        made(&sitting.document());
    }
}

#[test]
fn a_long_paper_goes_on_over_its_pages_and_keeps_headings_with_what_they_head() {
    let mut sitting = Sitting::of(
        r#"Agenda(body: (id: "x", name: "X"), date: "2031-05-06", items: [(title: "Y"), (title: "Z")])"#,
    );
    sitting.open("08:30", "Y");
    let line = "Ett stycke som är långt nog att fylla mer än en rad, och som kommer om och om igen i samma punkt. ";
    sitting.note(
        "08:40",
        "Y",
        &[line.repeat(60), format!("- {line}\n").repeat(200)].join("\n\n"),
    );
    let long = made(&sitting.document());
    let pages = |bytes: &[u8]| {
        bytes
            .windows(9)
            .filter(|bytes| bytes == b"/Contents")
            .count()
    };
    assert!(
        pages(&long) > pages(&made(&rich().document())),
        "{} pages",
        pages(&long)
    );
}
