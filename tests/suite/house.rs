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

#[test]
fn the_meeting_knows_no_file_terminal_clock_chance_or_other_room() {
    must_not_name("meeting", &DISK);
    must_not_name("meeting", &TERMINAL);
    must_not_name("meeting", &CLOCK);
    must_not_name(
        "meeting",
        &[
            "rand",
            "ulid",
            "crate::book",
            "crate::tui",
            "crate::export",
            "crate::words",
            "crate::cli",
        ],
    );
}

#[test]
fn the_book_knows_no_terminal_and_no_room_but_the_meeting() {
    must_not_name("book", &TERMINAL);
    must_not_name(
        "book",
        &["crate::tui", "crate::export", "crate::words", "crate::cli"],
    );
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
    must_not_name("export", &["crate::book", "crate::tui", "crate::cli"]);
}

#[test]
fn papers_are_read_without_disk_terminal_or_clock() {
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
    must_not_name(
        "import",
        &[
            "crate::book",
            "crate::tui",
            "crate::cli",
            "crate::export",
            "crate::words",
        ],
    );
}

#[test]
fn desk_and_reading_touch_no_disk_and_ask_no_clock() {
    let reading = [
        "reading.rs",
        "finding.rs",
        "review.rs",
        "review/",
        "start.rs",
    ];
    let is_drawn = |path: &Path| {
        let path = path.to_string_lossy();
        path.contains("desk/")
            || reading
                .iter()
                .any(|name| path.contains(&format!("tui/{name}")))
    };
    let drawn: Vec<_> = room("tui")
        .into_iter()
        .filter(|(path, _)| is_drawn(path))
        .collect();
    assert!(drawn.len() > 16);
    for (path, text) in drawn {
        for word in DISK.iter().chain(&CLOCK) {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
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
                "refusal::",
                "command::",
                "attendance::Status",
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
