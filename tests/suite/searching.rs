//! Search over a whole book: what is found cold is what is found in memory, and nothing that stands
//! in a text is missed.

use std::path::Path;
use std::time::Instant;

use klubba::book::Book;
use klubba::book::catalog::Catalog;
use klubba::book::search::{Index, Query, search};

use crate::many;

fn in_memory(book: &Book) -> Index {
    let mut index = Index::default();
    for meeting in Catalog::read(book).expect("a book").meetings() {
        index.put(&meeting.files.stem, &meeting.minutes);
    }
    index
}

#[test]
fn a_cold_search_finds_what_is_found_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    many::write(folder.path(), 60);
    let book = Book::at(folder.path());
    let index = in_memory(&book);
    for typed in [
        "bostad",
        "BOSTAD",
        "älgstäng",
        "algstang",
        "Höganäs",
        "hoganas",
        "§ 14",
        "2026-09",
        "27 oktober 2026",
        "bordlagt",
        "skolchefsgruppen förslag",
        "upphandlingarna",
        "andré palmér",
        "e",
        "Kivirova Umeå",
        "ingen",
        "växeln budgeten",
        "tkr).",
        "21",
        "för",
        "for",
    ] {
        let query = Query::of(typed);
        let (cold, warm) = (
            search(&book, &query).expect("a book"),
            index.search(&query, usize::MAX),
        );
        assert_eq!(cold.hits, warm.hits, "{typed}");
        assert_eq!(cold.is_folded, warm.is_folded, "{typed}");
        assert_eq!(
            warm.hits.is_empty(),
            typed == "ingen" && warm.total == 0,
            "{typed}"
        );
    }
}

#[test]
#[ignore = "measures a book that makes_a_book_of_many_meetings has written"]
#[expect(clippy::disallowed_methods, reason = "it measures")]
fn measures_queries_in_memory() {
    let root = std::env::var_os("KLUBBA_BOOK_OUT").expect("KLUBBA_BOOK_OUT");
    let book = Book::at(Path::new(&root));
    let began = Instant::now();
    let index = in_memory(&book);
    eprintln!(
        "{} meetings read and taken in: {:?}",
        index.len(),
        began.elapsed()
    );
    for typed in [
        "e",
        "be",
        "bostad",
        "älgstängsel",
        "algstang",
        "att för",
        "budget förslag höganäs",
        "finnsinte",
        "§ 14",
    ] {
        let query = Query::of(typed);
        let mut times: Vec<_> = (0..15)
            .map(|_| {
                let began = Instant::now();
                let found = index.search(&query, 200);
                (began.elapsed(), found.total)
            })
            .collect();
        times.sort();
        eprintln!(
            "{typed:24} {:>8} hits  p50 {:?}  worst {:?}",
            times[7].1, times[7].0, times[14].0
        );
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    eprintln!(
        "{}",
        status
            .lines()
            .filter(|line| line.starts_with("Vm"))
            .collect::<Vec<_>>()
            .join("\n")
    );
}
