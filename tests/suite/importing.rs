//! Earlier minutes of many bodies, well and badly copied: what each must yield, that no word is lost,
//! and what becomes of files that are none.

mod hostile_files;
mod mending;
mod papers;

use std::path::Path;

use super::command_line::{code, klubba, stderr, stdout};

const PAPER: &str = "Chefsgruppens protokoll 3/2031\n\nTid/Plats: 310506 kl. 08.30-10.00, Stadshuset, Vik\n\nNärvarande: Anna Ek, Vik, Bo Alm, Dal\n\n1. Budget\nBo Alm redovisar.\n\nBeslut:\natt anta budgeten\nsamt att ge Bo Alm i uppdrag att trycka den senast den 1 juni.\n\n2. Övrigt\nPå förra mötet beslutades att resa.\n";

#[test]
fn a_paper_becomes_a_meeting_of_the_book_with_its_original_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let paper = folder.path().join("Protokoll 3.txt");
    std::fs::write(&paper, PAPER).expect("a paper");
    let imports = || klubba(folder.path(), &["import", &paper.to_string_lossy()]);
    let made = imports();
    assert_eq!(
        (code(&made), stdout(&made).as_str()),
        (0, "2031-05-06-chefsgruppen\n"),
        "{}",
        stderr(&made)
    );
    let kept = folder
        .path()
        .join("meetings/2031-05-06-chefsgruppen.original.txt");
    assert_eq!(std::fs::read_to_string(kept).expect("the original"), PAPER);
    assert_eq!(code(&klubba(folder.path(), &["verify", "2031"])), 0);
    let again = imports();
    assert_eq!((code(&again), stdout(&again).as_str()), (0, ""));
    assert!(
        stderr(&again).contains("redan inläst, som 2031-05-06-chefsgruppen"),
        "{}",
        stderr(&again)
    );
    for (typed, expected) in [
        (vec!["list"], "inläst"),
        (vec!["search", "trycka"], "trycka"),
        (vec!["assignments"], "Bo Alm: trycka den"),
        (vec!["review", "2031"], "Inläst ur Protokoll 3.txt"),
        (
            vec!["export", "2031", "--to", "json"],
            "\"status\": \"imported\"",
        ),
        (vec!["export", "2031", "--to", "md"], "- samt att ge Bo Alm"),
        (vec!["check", "meetings/2031-05-06-chefsgruppen.ron"], ""),
    ] {
        let typed: Vec<String> = typed
            .iter()
            .map(|word| {
                word.replace(
                    "meetings/",
                    &format!("{}/meetings/", folder.path().display()),
                )
            })
            .collect();
        let said = klubba(
            folder.path(),
            &typed.iter().map(String::as_str).collect::<Vec<_>>(),
        );
        assert_eq!(code(&said), 0, "{typed:?}: {}", stderr(&said));
        assert!(
            stdout(&said).contains(expected),
            "{typed:?}: {}",
            stdout(&said)
        );
    }
    let next = klubba(
        folder.path(),
        &["new", "--from", "2031", "--date", "2031-06-03"],
    );
    assert_eq!(code(&next), 0, "{}", stderr(&next));
}

#[test]
fn what_is_understood_is_shown_without_a_trace_and_doubts_are_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let paper = folder.path().join("p.md");
    std::fs::write(&paper, PAPER).expect("a paper");
    let shown = klubba(
        folder.path(),
        &["importera", "--dry-run", &paper.to_string_lossy()],
    );
    insta::assert_snapshot!(stdout(&shown));
    assert!(!folder.path().join("meetings").exists());
}

#[test]
fn one_paper_that_cannot_be_read_does_not_stop_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let good = write("a.txt", PAPER.as_bytes());
    let dateless = write("b.txt", b"Protokoll\n\nBo Alm kom.\n");
    let scanned = write("c.txt", b"\n \n");
    let other = write("d.txt", PAPER.replace("310506", "310603").as_bytes());
    let said = klubba(
        folder.path(),
        &["import", &good, &dateless, &scanned, "nowhere.txt", &other],
    );
    assert_eq!(code(&said), 1);
    assert_eq!(
        stdout(&said),
        "2031-05-06-chefsgruppen\n2031-06-03-chefsgruppen\n"
    );
    for expected in [
        "b.txt: ingen dag",
        "c.txt innehåller ingen text",
        "nowhere.txt går inte att läsa",
        "2 inlästa, 0 fanns redan, 3 gick",
    ] {
        assert!(
            stderr(&said).contains(expected),
            "{expected}: {}",
            stderr(&said)
        );
    }
    let dated = klubba(
        folder.path(),
        &[
            "import",
            &dateless,
            "--date",
            "2030-01-02",
            "--body",
            "chefsgruppen",
        ],
    );
    assert_eq!(
        stdout(&dated),
        "2030-01-02-chefsgruppen\n",
        "{}",
        stderr(&dated)
    );
}

#[test]
fn a_body_whose_name_is_close_to_another_is_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("a.txt", PAPER.to_owned()),
        (
            "b.txt",
            PAPER
                .replace("Chefsgruppens", "Chefgruppens")
                .replace("310506", "310603"),
        ),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a paper");
        let said = klubba(folder.path(), &["import", &path.to_string_lossy()]);
        assert_eq!(
            stderr(&said).contains("--body chefsgruppen"),
            name == "b.txt",
            "{}",
            stderr(&said)
        );
    }
}

#[test]
fn our_own_documents_come_back_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let paper = folder.path().join("a.txt");
    std::fs::write(&paper, PAPER).expect("a paper");
    assert_eq!(
        code(&klubba(
            folder.path(),
            &["import", &paper.to_string_lossy()]
        )),
        0
    );
    let facts = |book: &Path, meeting: &str| {
        let told: serde_json::Value =
            serde_json::from_str(&stdout(&klubba(book, &["export", meeting, "--to", "json"])))
                .expect("JSON");
        papers::facts(&told)
    };
    for format in ["md", "docx", "pdf"] {
        let document = folder.path().join(format!("x.{format}"));
        let path = document.to_string_lossy();
        let exported = klubba(
            folder.path(),
            &["export", "2031", "--to", format, "-o", &path],
        );
        assert_eq!(code(&exported), 0, "{}", stderr(&exported));
        let book = tempfile::tempdir().expect("a folder");
        let made = klubba(book.path(), &["import", &path]);
        assert_eq!(code(&made), 0, "{format}: {}", stderr(&made));
        assert_eq!(
            facts(book.path(), stdout(&made).trim()),
            facts(folder.path(), "2031"),
            "{format}"
        );
    }
}
