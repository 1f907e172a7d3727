//! The two word files say the same things, and say them all.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use super::{ENGLISH, SWEDISH};

/// The messages of a word file, each with the variables that it takes.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    FluentResource::try_new(source.to_owned())
        .map_err(|(_, errors)| errors)
        .expect("the word file parses");
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in source.lines() {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            name = line.split('=').next().unwrap_or_default().trim().to_owned();
            let before = messages.insert(name.clone(), BTreeSet::new());
            assert!(before.is_none(), "{name} stands twice");
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect::<String>()
        });
        messages.entry(name.clone()).or_default().extend(variables);
    }
    messages
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    assert_eq!(messages(SWEDISH), messages(ENGLISH));
}

#[test]
fn every_message_that_the_code_names_exists_and_every_message_is_named() {
    let known: BTreeSet<String> = messages(SWEDISH)
        .into_keys()
        .filter(|name| !name.is_empty())
        .collect();
    let mut code = String::new();
    read_sources(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut code,
    );
    let named: BTreeSet<String> = code
        .split('"')
        .skip(1)
        .step_by(1)
        .filter(|word| known.contains(*word))
        .map(str::to_owned)
        .collect();
    let unused: Vec<_> = known.difference(&named).collect();
    assert!(unused.is_empty(), "never said: {unused:?}");
    let said = code.match_indices(".say").filter_map(|(at, _)| {
        let (_, rest) = code.split_at(at);
        let (_, rest) = rest.split_once('(')?;
        rest.trim_start().strip_prefix('"')?.split('"').next()
    });
    let missing: Vec<_> = said.filter(|name| !known.contains(*name)).collect();
    assert!(missing.is_empty(), "not in the word files: {missing:?}");
}

fn read_sources(folder: &std::path::Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).expect("src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_sources(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&std::fs::read_to_string(&path).expect("a source file"));
        }
    }
}
