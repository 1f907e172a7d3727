//! `klubba verify`: a record held against its journal, a fingerprint against the chain, a document
//! against the book.

use std::fs;
use std::path::Path;

use klubba::book::Book;
use klubba::book::record::Record;

use crate::command_line::{code, klubba, logged, stderr, stdout};
use crate::sitting::Sitting;

/// An approved meeting, and the fingerprint that its approval printed.
fn approved() -> (Sitting, String) {
    let sitting = logged();
    let approved = klubba(sitting.book(), &["approve", "vatten", "--by", "Ada Ek"]);
    assert_eq!(code(&approved), 0, "{}", stderr(&approved));
    let printed = stdout(&approved);
    let word = printed.split_whitespace().find(|word| word.len() == 64);
    (sitting, word.expect("a fingerprint").to_owned())
}

fn path(sitting: &Sitting, ending: &str) -> std::path::PathBuf {
    sitting.book().join(format!("meetings/vatten.{ending}"))
}

fn verified(book: &Path, typed: &[&str]) -> (i32, String) {
    let typed: Vec<&str> = ["verify"].iter().chain(typed).copied().collect();
    let output = klubba(book, &typed);
    (code(&output), stdout(&output) + &stderr(&output))
}

#[test]
fn one_fingerprint_is_printed_by_approve_verify_json_and_every_document() {
    let (sitting, fingerprint) = approved();
    let (ended, said) = verified(sitting.book(), &["vatten"]);
    assert_eq!(ended, 0, "{said}");
    assert!(
        said.contains(&format!("justerat vid rad 8: {fingerprint}")),
        "{said}"
    );
    let digits: Vec<char> = fingerprint.chars().collect();
    let grouped: Vec<String> = digits
        .chunks(8)
        .map(|group| group.iter().collect())
        .collect();
    let json = stdout(&klubba(
        sitting.book(),
        &["export", "vatten", "--to", "json", "-o", "-"],
    ));
    assert!(
        json.contains(&format!("\"approved_head\": \"{fingerprint}\"")),
        "{json}"
    );
    for format in ["md", "html"] {
        let typed = ["export", "vatten", "--to", format, "-o", "-"];
        let document = stdout(&klubba(sitting.book(), &typed));
        assert!(document.contains(&grouped.join(" ")), "{document}");
    }
}

#[test]
fn a_fingerprint_is_the_journals_older_than_it_or_another() {
    let (sitting, fingerprint) = approved();
    let against = |digits: &str| verified(sitting.book(), &["vatten", "--against", digits]);
    let (ended, said) = against(&fingerprint);
    assert!(ended == 0 && said.contains("inget har ändrats"), "{said}");
    let (ended, said) = against(fingerprint.split_at(16).0.to_uppercase().as_str());
    assert!(ended == 0 && said.contains("inget har ändrats"), "{said}");
    assert_eq!(against("c0ffee").0, 2, "too short to be one");
    assert_eq!(against(&"0".repeat(64)).0, 12);
    let reopened = klubba(sitting.book(), &["approve", "vatten", "--reopen"]);
    assert_eq!(code(&reopened), 0);
    let (ended, said) = against(&fingerprint);
    assert!(ended == 0 && said.contains("sedan dess: 1"), "{said}");
}

/// Rewrites every line of a journal as somebody would who knows how: the chain is whole again.
fn rewritten(journal: &str, from: &str, to: &str) -> String {
    let mut previous = "0".repeat(64);
    let mut text = String::new();
    for line in journal.lines() {
        let (body, _) = line.rsplit_once("//").expect("a check");
        let (before, rest) = body.split_once("prev:\"").expect("a chain");
        let (_, rest) = rest.split_at(64);
        let body = format!("{before}prev:\"{previous}{rest}").replace(from, to);
        previous = klubba::book::journal::hash(body.as_bytes());
        text.extend([body.as_str(), "//", &previous, "\n"]);
    }
    text
}

#[test]
fn who_rewrites_the_whole_chain_is_found_by_the_fingerprint_and_by_nothing_else() {
    let (sitting, fingerprint) = approved();
    let journal = fs::read_to_string(path(&sitting, "journal")).expect("a journal");
    let forged = rewritten(&journal, "se efter", "se fram");
    assert_ne!(forged, journal);
    fs::write(path(&sitting, "journal"), forged).expect("a journal");
    fs::remove_file(path(&sitting, "ron")).expect("a record");
    assert_eq!(
        verified(sitting.book(), &["vatten"]).0,
        0,
        "the chain is whole"
    );
    let (ended, said) = verified(sitting.book(), &["vatten", "--against", &fingerprint]);
    assert!(
        ended == 12 && said.contains("finns inte i journalen"),
        "{said}"
    );
}

#[test]
fn a_document_is_held_against_the_book_by_its_fingerprint_and_its_decisions() {
    let (sitting, fingerprint) = approved();
    let papers = tempfile::tempdir().expect("a folder");
    for format in ["md", "html", "docx", "pdf", "json"] {
        let paper = papers.path().join(format!("vatten.{format}"));
        let name = paper.to_str().expect("UTF-8");
        let exported = klubba(
            sitting.book(),
            &["export", "vatten", "--to", format, "-o", name],
        );
        assert_eq!(code(&exported), 0, "{}", stderr(&exported));
        let (ended, said) = verified(sitting.book(), &[name]);
        assert!(
            said.contains(&fingerprint) && said.contains("vattens"),
            "{format}: {said}"
        );
        assert!(said.contains("2 av 2 beslut"), "{format}: {said}");
        assert_eq!(ended, 0, "{format}: {said}");
    }
    let paper = papers.path().join("vatten.md");
    let name = paper.to_str().expect("UTF-8");
    let text = fs::read_to_string(&paper).expect("a document");
    let clause = "bygga en gemensam ledning";
    assert!(text.contains(clause), "{text}");
    fs::write(&paper, text.replace(clause, "riva en gemensam ledning")).expect("a document");
    let (ended, said) = verified(sitting.book(), &[name]);
    assert!(
        ended == 11 && said.contains("står inte ordagrant"),
        "{said}"
    );
    fs::write(&paper, "Ett papper.").expect("a document");
    assert_eq!(verified(sitting.book(), &[name]).0, 1);
    fs::write(&paper, "ab".repeat(32)).expect("a document");
    assert_eq!(verified(sitting.book(), &[name]).0, 12);
}

#[test]
fn a_record_changed_by_hand_is_told_kept_beside_and_made_anew() {
    let (sitting, _) = approved();
    let record = fs::read_to_string(path(&sitting, "ron")).expect("a record");
    let changed = record.replacen("se efter", "se åt", 1);
    assert_ne!(changed, record);
    fs::write(path(&sitting, "ron"), &changed).expect("a record");
    let (ended, said) = verified(sitting.book(), &["vatten"]);
    assert!(ended == 11 && said.contains("ändrad för hand"), "{said}");
    let exported = klubba(
        sitting.book(),
        &["export", "vatten", "--to", "md", "-o", "-"],
    );
    assert!(stdout(&exported).contains("se efter"));
    assert!(
        stderr(&exported).contains("vatten.ron.changed-1"),
        "{}",
        stderr(&exported)
    );
    let kept = fs::read_to_string(path(&sitting, "ron.changed-1")).expect("what was changed");
    assert_eq!(kept, changed);
    assert_eq!(
        fs::read_to_string(path(&sitting, "ron")).expect("a record"),
        record
    );
    assert_eq!(verified(sitting.book(), &["vatten"]).0, 0);
}

#[test]
fn a_record_that_contradicts_its_journal_is_found_and_no_document_is_made_of_it() {
    let (sitting, _) = approved();
    let files = Book::at(sitting.book()).files("vatten");
    let mut record = Record::read(&files).expect("a record");
    record.minutes.heading.title = "Ett annat protokoll".to_owned();
    fs::write(path(&sitting, "ron"), record.text().expect("a record")).expect("a record");
    let (ended, said) = verified(sitting.book(), &["vatten"]);
    assert!(
        ended == 11 && said.contains("säger något annat än journalen"),
        "{said}"
    );
    let exported = klubba(
        sitting.book(),
        &["export", "vatten", "--to", "md", "-o", "-"],
    );
    assert!(!stdout(&exported).contains("Ett annat protokoll"));
    assert!(
        stderr(&exported).contains("vatten.ron.changed-1"),
        "{}",
        stderr(&exported)
    );
    assert_eq!(verified(sitting.book(), &["vatten"]).0, 0);
}

#[test]
fn a_copy_is_no_meeting_and_what_it_has_more_is_put_in_by_a_repair() {
    let sitting = logged();
    let journal = fs::read_to_string(path(&sitting, "journal")).expect("a journal");
    // Nobody sits at the desk of this book.
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path();
    fs::create_dir(book.join("meetings")).expect("a folder");
    let lines: Vec<&str> = journal.lines().collect();
    let (_, before) = lines.split_last().expect("lines");
    let (last, before) = before.split_last().expect("lines");
    assert!(last.contains("se efter"), "{last}");
    let part = before.join("\n") + "\n";
    fs::write(book.join("meetings/vatten.journal"), part).expect("a journal");
    let copy = book.join("meetings/vatten (1).journal");
    fs::write(&copy, &journal).expect("a copy");

    let listed = klubba(book, &["list"]);
    assert_eq!(stdout(&listed).matches("Vattengruppen").count(), 1);
    assert!(
        stderr(&listed).contains("En kopia av journalen"),
        "{}",
        stderr(&listed)
    );
    let exported = klubba(book, &["export", "vatten", "--to", "md", "-o", "-"]);
    assert_eq!(code(&exported), 3);
    let approved = klubba(book, &["approve", "vatten", "--by", "Ada Ek"]);
    assert_eq!(code(&approved), 1);

    let told = klubba(book, &["repair", "vatten", "--dry-run"]);
    assert!(
        stdout(&told).contains("infört: se efter"),
        "{}",
        stdout(&told)
    );
    assert!(copy.exists(), "told and not done");
    let repaired = klubba(book, &["laga", "vatten"]);
    assert!(
        stdout(&repaired).contains("infört: se efter"),
        "{}",
        stderr(&repaired)
    );
    let exported = klubba(book, &["export", "vatten", "--to", "md", "-o", "-"]);
    assert_eq!(code(&exported), 0, "{}", stderr(&exported));
    assert!(stdout(&exported).contains("se efter"));
    assert_eq!(
        fs::read_to_string(copy.with_extension("journal.old-1")).ok(),
        Some(journal)
    );
    let again = klubba(book, &["repair", "vatten"]);
    assert!(
        stdout(&again).contains("inget att laga"),
        "{}",
        stdout(&again)
    );
}
