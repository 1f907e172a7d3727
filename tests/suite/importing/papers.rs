//! Papers with known facts: what is understood of each, and that it loses no word.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use klubba::export::document::ExportSource;
use klubba::export::json::json;
use klubba::import::labels::label;
use klubba::import::rows::folded;
use klubba::import::text::{decoded, lines};
use klubba::import::understood::{Understood, read};
use klubba::meeting::Meeting;
use klubba::meeting::command::Command;
use klubba::meeting::event::{Entry, EntryId};
use klubba::meeting::imported_minutes::LineRole;
use klubba::meeting::integrity::WHOLE;
use klubba::meeting::rules::decide;
use klubba::meeting::time::Timestamp;
use klubba::words::{Language, Words};
use serde_json::Value;

/// Facts of one kind, each as it must be found.
type Facts = BTreeMap<&'static str, Vec<String>>;

/// The papers of the repository.
fn papers() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["archives", "bodies", "damaged", "others", "published"];
    let mut papers = Vec::new();
    for folder in folders.map(|folder| root.join("tests/papers").join(folder)) {
        for entry in std::fs::read_dir(folder).expect("a folder of papers") {
            let path = entry.expect("an entry").path();
            if path.to_string_lossy().ends_with(".expected.json") {
                papers.push(PathBuf::from(
                    path.to_string_lossy().replace(".expected.json", ".txt"),
                ));
            }
        }
    }
    papers.sort();
    assert_eq!(papers.len(), 70);
    papers
}

fn understood(paper: &Path) -> Understood {
    let bytes = std::fs::read(paper).expect("a paper");
    read(
        lines(&decoded(&bytes)),
        &paper.file_name().expect("a name").to_string_lossy(),
        "",
    )
}

pub(super) fn meeting(understood: &Understood) -> Meeting {
    let now = Timestamp::parse_from_rfc3339("2035-01-01T00:00:00+01:00").expect("a moment");
    let command = Command::ImportMinutes {
        imported: Box::new(understood.paper.clone()),
    };
    let events = decide(&Meeting::default(), &command, now).expect("a paper");
    let mut meeting = Meeting::default();
    meeting.apply(Entry {
        id: EntryId("1".to_owned()),
        at: now,
        by: "desk".into(),
        events,
    });
    meeting
}

fn told(meeting: &Meeting) -> Value {
    let now = Timestamp::parse_from_rfc3339("2035-01-01T00:00:00+01:00").expect("a moment");
    let source = ExportSource {
        minutes: meeting,
        head: "",
        integrity: &WHOLE,
        now,
    };
    serde_json::from_str(&json(&source, &Words::new(Language::Swedish))).expect("JSON")
}

/// The facts of a document: people, items, clauses.
pub fn facts(told: &Value) -> Facts {
    let text = |value: &Value| {
        value.as_str().map_or_else(
            || "-".to_owned(),
            |text| text.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let joined = |value: &Value, keys: &[&str]| {
        keys.iter()
            .map(|key| text(&value[*key]))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    let mut facts = Facts::new();
    let people = list(&told["people"]);
    let keys = ["name", "represents", "title", "class", "mode", "from"];
    facts.insert(
        "people",
        people.iter().map(|one| joined(one, &keys)).collect(),
    );
    let items = list(&told["items"]);
    facts.insert(
        "items",
        items
            .iter()
            .map(|item| joined(item, &["label", "title", "section"]))
            .collect(),
    );
    let clauses = items.iter().flat_map(|item| {
        let named = joined(item, &["label", "title"]);
        list(&item["decisions"])
            .into_iter()
            .flat_map(move |decision| {
                let named = format!("{named} | {}", text(&decision["intro"]));
                list(&decision["clauses"])
                    .into_iter()
                    .map(move |clause| format!("{named} | {}", text(&clause)))
            })
    });
    facts.insert("clauses", clauses.collect());
    facts
}

/// What is found of what is expected: rightly found, found, expected.
fn score(found: &[String], expected: &[String]) -> (usize, usize, usize) {
    let mut left = expected.to_vec();
    let both = found.iter().filter(|fact| {
        left.iter()
            .position(|one| one == *fact)
            .map(|at| left.remove(at))
            .is_some()
    });
    (both.count(), found.len(), expected.len())
}

#[test]
fn papers_of_many_bodies_yield_what_they_say_and_no_proposal_is_a_decision() {
    let mut all: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for paper in papers() {
        let expected =
            std::fs::read_to_string(paper.with_extension("expected.json")).expect("facts");
        let expected = facts(&serde_json::from_str(&expected).expect("JSON"));
        let found = facts(&told(&meeting(&understood(&paper))));
        for (kind, expected) in &expected {
            let (both, of_found, of_expected) = score(&found[kind], expected);
            if *kind == "clauses" {
                assert_eq!(
                    (both, of_found),
                    (of_expected, of_expected),
                    "{}: {:#?}",
                    paper.display(),
                    found[kind]
                );
            }
            let sum = all.entry(*kind).or_default();
            *sum = (sum.0 + both, sum.1 + of_found, sum.2 + of_expected);
        }
    }
    for (kind, (both, found, expected)) in all {
        assert!(
            both * 100 >= found * 94 && both * 100 >= expected * 94,
            "{kind}: {both} of {found}, of {expected}"
        );
    }
}

#[test]
fn no_word_of_a_paper_is_lost() {
    for paper in papers() {
        let understood = understood(&paper);
        let meeting = meeting(&understood);
        // Every line is kept as it stands, whatever was made of it.
        let origin = meeting.imported.as_ref().expect("where it came from");
        let source = decoded(&std::fs::read(&paper).expect("a paper"));
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<String>>()
        };
        let kept: Vec<String> = origin
            .lines
            .iter()
            .flat_map(|line| words(&line.text))
            .collect();
        let said: Vec<String> = words(&source.replace('\u{feff}', ""))
            .into_iter()
            .map(|word| klubba::meeting::text::clean(&word))
            .collect();
        assert_eq!(kept, said, "{}", paper.display());
        // And what stands under an item, or before the first, stands in the minutes too.
        let minutes = klubba::meeting::minutes::Minutes {
            imported: None,
            ..(*meeting).clone()
        };
        let mut minutes = folded(&format!("{minutes:?}").replace("\\n", " "));
        minutes.insert(0, ' ');
        minutes.push(' ');
        for line in &origin.lines {
            let is_kept = matches!(
                line.role,
                LineRole::Text
                    | LineRole::Decision
                    | LineRole::Item
                    | LineRole::Section
                    | LineRole::Next
            );
            let text = match label(line.text.trim()) {
                Some(found) if is_kept => found.rest,
                _ => line.text.trim(),
            };
            for word in folded(text)
                .split(' ')
                .filter(|word| is_kept && word.chars().all(char::is_alphabetic) && word.len() > 1)
            {
                assert!(
                    minutes.contains(&format!(" {word} ")),
                    "{}: {word} of {:?}",
                    paper.display(),
                    line.text
                );
            }
        }
    }
}
