//! Tests of what counts as found.

use proptest::prelude::*;

use super::char_folding::is_plain;
use super::term_matcher::{Haystack, MatchQuality, TermMatcher};
use super::*;
use crate::book::journal::ChainHead;
use crate::book::record::Record;
use crate::meeting::agenda::AgendaRow;
use crate::meeting::decision::{Clause, ClauseId, Decision, DecisionId};
use crate::meeting::item::{Item, MinutesRow};
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::{Capacity, Person, PersonId};

fn mark(word: &str, line: &str) -> MatchQuality {
    let query = Query::of(word);
    let [word] = query.words() else {
        panic!("{word} is one word")
    };
    word.needle().best_mark(line.as_bytes(), Haystack::Text)
}

/// A meeting with one item, and nobody there.
fn meeting(day: &str, label: Option<&str>, title: &str, notes: &str) -> Minutes {
    let mut minutes = Minutes::default();
    minutes.heading.body.name = "Gruppen".to_owned();
    minutes.heading.date = day.parse().expect("a day");
    let mut item = Item::planned(
        ItemId(1),
        &AgendaRow {
            title: title.to_owned(),
            ..AgendaRow::default()
        },
    );
    item.label = label.map(str::to_owned);
    item.notes = notes.to_owned();
    minutes.rows.push(MinutesRow::Item(Box::new(item)));
    minutes
}

fn index(meetings: &[Minutes]) -> Index {
    let mut index = Index::default();
    for minutes in meetings {
        index.put(&format!("{}-g", minutes.heading.date), minutes);
    }
    index
}

fn texts(index: &Index, typed: &str) -> Vec<String> {
    index
        .search(&Query::of(typed), 100)
        .hits
        .into_iter()
        .map(|hit| hit.text)
        .collect()
}

#[test]
fn a_word_is_found_large_or_small_within_others_and_with_other_endings() {
    for (word, line, expected) in [
        ("bostad", "En Studentbostad byggs", MatchQuality::Typed),
        ("ÅTGÄRD", "flera åtgärder", MatchQuality::Typed),
        ("bostaden", "en bostad", MatchQuality::Ending),
        ("beslutade", "mötets beslut", MatchQuality::Ending),
        ("bostaden", "en studentbostad", MatchQuality::None),
        ("vatten", "vatt", MatchQuality::Ending),
        ("satsen", "sats", MatchQuality::Ending),
        ("åsen", "ås", MatchQuality::None),
        ("kommun", "komma", MatchQuality::None),
        ("malmo", "Malmö", MatchQuality::Folded),
        ("idé", "en ide", MatchQuality::Folded),
        ("vatternen", "vid Vättern", MatchQuality::FoldedEnding),
        ("år", "ar", MatchQuality::Folded),
        ("\"ja\"", "han sade \"Ja\"", MatchQuality::Typed),
        ("Kassa", "\u{212a}aſsa", MatchQuality::Typed),
    ] {
        assert_eq!(mark(word, line), expected, "{word} in {line}");
    }
}

#[test]
fn a_paragraph_and_its_number_are_one_word_and_no_other_number() {
    let index = index(&[
        meeting("2016-09-23", Some("§ 14"), "Vatten", ""),
        meeting("2016-09-24", Some("§ 140"), "Vägar", "14 dagar enligt § 3"),
    ]);
    assert_eq!(texts(&index, "§ 14"), ["§ 14 Vatten"]);
    assert_eq!(texts(&index, "§\u{a0}140"), ["§ 140 Vägar"]);
}

#[test]
fn a_meeting_is_found_by_its_day_in_any_spelling() {
    let index = index(&[
        meeting("2016-09-23", None, "A", ""),
        meeting("2017-09-23", None, "B", ""),
    ]);
    for typed in [
        "2016-09-23",
        "23 september 2016",
        "sept 2016",
        "2016-09",
        "gruppen 2016",
    ] {
        let hits = index.search(&Query::of(typed), 10).hits;
        assert_eq!(hits.len(), 1, "{typed}");
        assert_eq!(
            (hits[0].stem.as_str(), hits[0].kind),
            ("2016-09-23-g", LineKind::Heading),
            "{typed}"
        );
    }
}

#[test]
fn the_newest_comes_first_and_other_endings_last() {
    let index = index(&[
        meeting("2016-01-01", None, "Planen antas", ""),
        meeting("2018-01-01", None, "En plan", ""),
        meeting("2017-01-01", None, "Detaljplanen", ""),
        meeting("2015-01-01", None, "Planering", ""),
    ]);
    assert_eq!(
        texts(&index, "plan"),
        ["En plan", "Detaljplanen", "Planen antas", "Planering"]
    );
    assert_eq!(
        texts(&index, "planen"),
        ["Detaljplanen", "Planen antas", "En plan", "Planering"]
    );
    assert_eq!(
        texts(&index, "planens"),
        ["En plan", "Planen antas", "Planering"]
    );
}

#[test]
fn words_are_sought_on_one_line_then_under_one_item_with_the_meetings_day() {
    let notes = "Älgen är lös.\nVägen stängs.";
    let index = index(&[
        meeting("2016-01-01", None, "Trafik", notes),
        meeting("2017-01-01", None, "Trafik", "Älgen står på vägen."),
    ]);
    assert_eq!(texts(&index, "älg väg"), ["Älgen står på vägen."]);
    assert_eq!(
        texts(&index, "lös stängs"),
        ["Älgen är lös."],
        "one hit for the item"
    );
    assert_eq!(texts(&index, "lös 2016"), ["Älgen är lös."]);
    assert!(texts(&index, "lös 2017").is_empty());
}

#[test]
fn letter_by_letter_the_same_is_found_as_all_at_once() {
    let notes = "Älgen är lös.\nVägen stängs.";
    let index = index(&[
        meeting("2016-01-01", None, "Trafik", notes),
        meeting("2017-01-01", None, "Väg", ""),
    ]);
    let mut marked = Marked::default();
    let typed = "vägen lös vägen 2016";
    for (end, _) in typed.char_indices() {
        let query = Query::of(typed.get(..end).expect("letters"));
        assert_eq!(
            index.search_on(&query, 10, &mut marked),
            index.search(&query, 10),
            "{end}"
        );
    }
}

#[test]
fn letters_pass_for_one_another_only_where_nothing_else_is_found() {
    let index = index(&[
        meeting("2016-01-01", None, "Ål", ""),
        meeting("2017-01-01", None, "Äl", ""),
    ]);
    let found = index.search(&Query::of("ål"), 10);
    assert_eq!((found.total, found.is_folded), (1, false));
    let found = index.search(&Query::of("al"), 10);
    assert_eq!((found.total, found.is_folded), (2, true));
}

#[test]
fn a_hit_says_where_it_stands_and_a_meeting_can_be_taken_in_anew() {
    let mut minutes = meeting("2016-01-01", Some("3"), "Får elen plats?", "Kön är lång.");
    let person = Person {
        id: PersonId(9),
        name: "Åsa Brohed".into(),
        capacities: vec![Capacity {
            represents: Some("Höganäs".into()),
            ..Capacity::default()
        }],
        attendance: crate::meeting::attendance::Attendance::default(),
    };
    minutes.people.push(person);
    let mut index = index(std::slice::from_ref(&minutes));
    let found = index.search(&Query::of("kön"), 10);
    let [hit] = found.hits.as_slice() else {
        panic!("one hit")
    };
    assert_eq!(
        (hit.label.as_deref(), hit.title.as_deref()),
        (Some("3"), Some("Får elen plats?"))
    );
    assert_eq!(
        (hit.item, hit.kind, hit.text.get(hit.around.clone())),
        (Some(ItemId(1)), LineKind::Notes, Some("Kön"))
    );
    assert_eq!(texts(&index, "höganäs"), ["Åsa Brohed, Höganäs"]);
    minutes.people.clear();
    index.put("2016-01-01-g", &minutes);
    assert!(texts(&index, "höganäs").is_empty());
    assert_eq!((texts(&index, "kön").len(), index.len()), (1, 1));
    index.remove("2016-01-01-g");
    assert!(texts(&index, "kön").is_empty() && index.is_empty());
}

/// A book of one meeting on the disk, with a record as new as its journal.
fn on_disk(folder: &std::path::Path, minutes: &Minutes) -> crate::book::Book {
    let book = crate::book::Book::at(folder);
    std::fs::create_dir_all(book.meetings()).expect("a folder");
    let files = book.files("m");
    std::fs::write(&files.journal, "").expect("a journal");
    let record = crate::book::record::Record::of(
        "m",
        minutes,
        &crate::book::journal::ChainHead::default(),
        0,
    );
    std::fs::write(&files.record, record.text().expect("RON")).expect("a record");
    book
}

#[test]
fn what_a_record_tells_in_other_words_is_found_all_the_same() {
    let mut minutes = meeting("2016-09-23", None, "Trafik", "");
    minutes.rows.iter_mut().for_each(|row| {
        if let MinutesRow::Item(item) = row {
            item.outcome = Some(Outcome {
                kind: OutcomeKind::Postponed,
                to: Some("styrelsen".into()),
                purpose: None,
            });
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    let book = on_disk(folder.path(), &minutes);
    for typed in [
        "bordlagt",
        "Bordlagt styrelsen",
        "september",
        "23 september 2016",
        "trafiken",
    ] {
        assert_eq!(
            search(&book, &Query::of(typed)).expect("a book").hits.len(),
            1,
            "{typed}"
        );
    }
}

/// Texts as people write them, with what RON and Unicode make hard.
fn text() -> impl Strategy<Value = String> {
    proptest::string::string_regex(
        "[a-zåäöéA-ZÅÄÖÉſßµñ0-9§ .,:;()'\"\\\\\u{a0}\u{301}–\u{1f600}\n-]{1,60}",
    )
    .expect("a pattern")
    .prop_map(|text| crate::meeting::text::clean(&text))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_part_of_a_word_that_stands_in_a_text_is_missed(
        notes in text(), title in text(), clause in text(), name in text(),
        which in 0..4usize, start in 0..60usize, length in 1..12usize, large in any::<bool>(),
    ) {
        let mut minutes = meeting("2016-09-23", Some("3"), &title, &notes);
        let clause_of = Clause { id: ClauseId(2), text: clause.clone() };
        if let Some(MinutesRow::Item(item)) = minutes.rows.first_mut() {
            item.decisions.push(Decision { id: DecisionId(3), intro: String::new(), clauses: vec![clause_of] });
        }
        minutes.people.push(Person {
            id: PersonId(4), name: name.clone(), capacities: vec![Capacity::default()],
            attendance: crate::meeting::attendance::Attendance::default(),
        });
        let text = [&notes, &title, &clause, &name][which];
        let word = text.split_whitespace().nth(start % 5).unwrap_or_default();
        let part: String = word.chars().skip(start / 5).take(length).collect();
        let part = if large { part.to_uppercase() } else { part };
        // A mark that hangs on the letter before it is no word by itself once it is cleaned.
        let is_same = crate::meeting::text::clean_line(&part) == part && !part.contains("SS");
        prop_assume!(!part.is_empty() && part != "§" && is_same);
        let warm = index(std::slice::from_ref(&minutes)).search(&Query::of(&part), 100);
        prop_assert!(!warm.hits.is_empty() && !warm.is_folded, "{part:?} in memory");
        for hit in &warm.hits {
            let around = hit.text.get(hit.around.clone());
            prop_assert!(around.is_some_and(|around| !around.is_empty()));
        }
        let folder = tempfile::tempdir().expect("a folder");
        let cold = search(&on_disk(folder.path(), &minutes), &Query::of(&part)).expect("a book");
        prop_assert_eq!(cold.hits.len(), warm.hits.len(), "{:?} on the disk", part);
    }

    #[test]
    fn a_needle_finds_what_a_plain_comparison_finds(word in "[a-eåäöABÖsk]{1,7}", line in "[a-eåäöABÅÖsk -]{0,40}") {
        let length = word.chars().count();
        let needle = TermMatcher::of(&word, length, false).expect("a word");
        let (folded, plain) = (line.to_lowercase(), word.to_lowercase());
        let is_typed = needle.best_mark(line.as_bytes(), Haystack::Text) == MatchQuality::Typed;
        prop_assert_eq!(is_typed, folded.contains(&plain));
        prop_assert!(word.chars().all(is_plain));
    }
}

/// A record says months and outcomes otherwise than the lines do; the scan of its bytes must not
/// pass over a meeting that has a hit.
#[test]
fn every_word_of_every_line_is_seen_in_the_bytes_of_the_record() {
    let outcomes = [
        OutcomeKind::Postponed,
        OutcomeKind::ReferredBack,
        OutcomeKind::ReferredTo,
        OutcomeKind::Withdrawn,
    ];
    for (month, kind) in (1..=12).zip(outcomes.into_iter().cycle()) {
        let mut minutes = crate::export::fixture::rich_minutes();
        minutes.heading.date = chrono::NaiveDate::from_ymd_opt(2031, month, 6).expect("a day");
        for row in &mut minutes.rows {
            if let MinutesRow::Item(item) = row {
                item.outcome = Some(Outcome {
                    kind,
                    to: None,
                    purpose: None,
                });
            }
        }
        let record = Record::of("g", &minutes, &ChainHead::default(), 0);
        let record = record.text().expect("a record");
        lines::each_line(&minutes, |_, _, line| {
            for word in line.split_whitespace() {
                let query = Query::of(word);
                let quality = query.mark_in_record(record.as_bytes());
                assert!(
                    query.is_empty() || quality == MatchQuality::Typed,
                    "{word} of {line:?} in month {month}: {quality:?}"
                );
            }
        });
    }
}
