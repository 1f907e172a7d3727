//! A meeting that klubba 0.1.0 wrote, in a journal and a record, and what it said of it then: every
//! later klubba reads the same out of them. The files in `tests/golden` are never made anew.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::command_line::{code, klubba, stdout};

fn book_of_0_1_0() -> tempfile::TempDir {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let book = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(book.path().join("meetings")).expect("a folder");
    for ending in ["journal", "ron"] {
        let to = book.path().join(format!("meetings/demo.{ending}"));
        fs::copy(golden.join(format!("0.1.0.{ending}")), to).expect("a golden file");
    }
    book
}

/// What 0.1.0 exported of it; `integrity` and `approved_head` came later.
fn said_by_0_1_0() -> Value {
    let mut said: Value = serde_json::from_str(include_str!("../golden/0.1.0.json")).expect("JSON");
    said["integrity"] = Value::Array(Vec::new());
    said["approved_head"] = said["head"].clone();
    said
}

fn exported(book: &Path) -> Value {
    let exported = klubba(book, &["export", "demo", "--to", "json", "-o", "-"]);
    assert_eq!(code(&exported), 0, "{exported:?}");
    serde_json::from_str(&stdout(&exported)).expect("JSON")
}

#[test]
fn a_meeting_that_0_1_0_wrote_says_the_same_by_its_journal_and_by_its_record() {
    let book = book_of_0_1_0();
    let verified = klubba(book.path(), &["verify", "demo"]);
    assert_eq!(code(&verified), 0, "{verified:?}");
    assert_eq!(exported(book.path()), said_by_0_1_0());
    fs::remove_file(book.path().join("meetings/demo.ron")).expect("a record");
    assert_eq!(
        exported(book.path()),
        said_by_0_1_0(),
        "by the journal alone"
    );
}
