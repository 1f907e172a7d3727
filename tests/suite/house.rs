//! The rules of the house that a search can hold: which room may name what.

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            found.push((path, text));
        }
    }
}

/// The sources of a room, tests left out, with comments taken away.
fn room(name: &str) -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&src.join(name), &mut found);
    let door = src.join(format!("{name}.rs"));
    found.push((
        door.clone(),
        fs::read_to_string(door).expect("a door sheet"),
    ));
    found.retain(|(path, _)| !path.ends_with("tests.rs") && !path.ends_with("fixture.rs"));
    for (_, text) in &mut found {
        let before_tests = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let code = before_tests
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        *text = code.collect::<Vec<_>>().join("\n");
    }
    found
}

fn must_not_name(name: &str, forbidden: &[&str]) {
    for (path, text) in room(name) {
        for word in forbidden {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

const DISK: [&str; 3] = ["std::fs", "std::io", "std::env"];
const TERMINAL: [&str; 2] = ["ratatui", "crossterm"];
const CLOCK: [&str; 4] = ["Instant::now", "SystemTime::now", "Local::now", "Utc::now"];

/// The rooms and what each may name, as the table in `lib.rs` draws it.
fn arrows() -> Vec<(String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let map = fs::read_to_string(path).expect("the map");
    let (_, table) = map
        .split_once("# The rooms, and what each may name")
        .expect("the table");
    let rows = table
        .lines()
        .map(|line| line.trim_start_matches("//!").trim())
        .skip_while(|line| !line.starts_with("```"))
        .skip(1)
        .take_while(|line| !line.starts_with("```"));
    rows.map(|row| {
        let (room, rest) = row.split_once("─▶").expect("an arrow");
        // The names end where several spaces part them from what the room is for.
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let names = rest.split("   ").next().unwrap_or_default();
        let names = names.split(',').map(|name| name.trim().to_owned());
        let names = names.filter(|name| !name.is_empty()).collect();
        (room.trim().to_owned(), names)
    })
    .collect()
}

/// The rooms that a source names: `crate::room`, and each of `crate::{one::…, another}`.
fn rooms_named(text: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect()
    };
    let mut named = Vec::new();
    for after in text.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(group) => {
                let mut depth = 0;
                let mut begins = true;
                for (at, letter) in group.char_indices() {
                    if begins && depth == 0 && letter.is_alphabetic() {
                        named.push(word(group.get(at..).unwrap_or_default()));
                        begins = false;
                    }
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        _ => {}
                    }
                }
            }
            None => named.push(word(after)),
        }
    }
    named
}

#[test]
fn a_group_of_names_hides_no_room() {
    let text = "use crate::{\n    book::{Book, search},\n    tui,\n}; fn f() { crate::cli::x() }";
    assert_eq!(rooms_named(text), ["book", "tui", "cli"]);
}

#[test]
fn every_room_names_only_what_the_map_allows() {
    let arrows = arrows();
    let rooms: Vec<&str> = arrows.iter().map(|(room, _)| room.as_str()).collect();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for door in fs::read_dir(src).expect("src") {
        let name = door.expect("an entry").file_name();
        let name = name.to_string_lossy().replace(".rs", "");
        let is_room = !matches!(name.as_str(), "lib" | "main");
        assert!(
            !is_room || rooms.contains(&name.as_str()),
            "{name} is not on the map"
        );
    }
    for (name, allowed) in &arrows {
        for (path, text) in room(name) {
            for named in rooms_named(&text) {
                let is_allowed = named == *name || allowed.contains(&named);
                assert!(
                    is_allowed || !rooms.contains(&named.as_str()),
                    "{} names {named}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn the_map_has_no_circle() {
    let arrows = arrows();
    assert!(arrows.len() >= 7, "{arrows:?}");
    let mut known: Vec<&str> = Vec::new();
    for (room, names) in &arrows {
        for name in names {
            assert!(
                known.contains(&name.as_str()),
                "{room} names {name}, which stands below it"
            );
        }
        known.push(room);
    }
}

#[test]
fn the_meeting_knows_no_file_terminal_clock_or_chance() {
    must_not_name("meeting", &DISK);
    must_not_name("meeting", &TERMINAL);
    must_not_name("meeting", &CLOCK);
    must_not_name("meeting", &["rand::", "ulid"]);
}

#[test]
fn the_book_knows_no_terminal() {
    must_not_name("book", &TERMINAL);
}

#[test]
fn documents_are_made_without_disk_terminal_or_clock() {
    // An archive is put together in memory, through `std::io`.
    must_not_name(
        "export",
        &["std::fs", "std::env", "stdout", "stdin", "stderr"],
    );
    must_not_name("export", &TERMINAL);
    must_not_name("export", &CLOCK);
}

#[test]
fn documents_are_read_without_disk_terminal_or_clock() {
    must_not_name(
        "import",
        &[
            "std::fs",
            "std::env",
            "std::process",
            "stdout",
            "stdin",
            "stderr",
        ],
    );
    must_not_name("import", &TERMINAL);
    must_not_name("import", &CLOCK);
}

/// What of the screens works at the terminal, on a thread, or on the disk; all else is a screen.
const WORKERS: [&str; 11] = [
    "clock.rs",
    "draft_thread.rs",
    "jobs.rs",
    "live_draft_thread.rs",
    "standby_thread.rs",
    "recorder_thread.rs",
    "run.rs",
    "runtime.rs",
    "runtime/",
    "terminal.rs",
    "terminal/",
];

#[test]
fn screens_touch_no_disk_and_ask_no_clock() {
    let is_screen = |path: &Path| {
        let path = path.to_string_lossy().replace('\\', "/");
        let (_, within) = path.split_once("/src/tui").unwrap_or_default();
        let within = within.trim_start_matches('/');
        !WORKERS.iter().any(|worker| within.starts_with(worker))
    };
    let screens: Vec<_> = room("tui")
        .into_iter()
        .filter(|(path, _)| is_screen(path))
        .collect();
    assert!(screens.len() > 40);
    for (path, text) in screens {
        for word in DISK.iter().chain(&CLOCK) {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn no_screen_or_worker_shares_state_with_the_whole_process() {
    for (path, text) in room("tui") {
        let is_static = |line: &&str| line.trim_start().starts_with("static ");
        let found = text.lines().find(is_static);
        assert_eq!(found, None, "{}", path.display());
    }
}

#[test]
fn the_wall_is_drawn_from_what_is_public_and_names_nothing_else_of_a_meeting() {
    let wall: Vec<_> = room("tui")
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains("wall"))
        .collect();
    assert!(wall.len() > 8);
    for (path, text) in wall {
        for after in text.split("meeting::").skip(1) {
            let allowed = [
                "public::",
                "time::",
                "minutes::Stage",
                "command::",
                "attendance::Status",
                "integrity::Integrity",
            ];
            let is_allowed = allowed.iter().any(|name| after.starts_with(name));
            assert!(
                is_allowed,
                "{} names meeting::{}",
                path.display(),
                after.lines().next().unwrap_or_default()
            );
        }
        for word in ["Minutes", "Follower", "Recorder"] {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn nothing_but_the_front_door_prints() {
    for name in ["meeting", "book", "export", "import", "tui", "cli", "words"] {
        must_not_name(name, &["println!", "eprintln!", "print!("]);
    }
}

#[test]
fn no_room_is_a_place_for_things_that_nobody_asked_what_they_are() {
    let mut found = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    for (path, _) in found {
        let stem = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        assert!(
            ![
                "utils", "util", "helpers", "helper", "common", "types", "models", "misc", "mod"
            ]
            .contains(&stem.as_str()),
            "{}",
            path.display()
        );
    }
}
