//! The traps of other systems and terminals, Windows above all, and what keeps us out of each:
//!
//! 1. `NO_COLOR` makes crossterm take bold and reversed back with each colour: without colours none
//!    is asked for (here, and `terminal.rs` at a real terminal).
//! 2. A key that is let go is an event too (`src/tui/keys.rs`).
//! 3. A paste comes as keys (`src/tui/paste_detector.rs`).
//! 4. `AltGr` comes as `Ctrl` and `Alt` (`src/tui/keys.rs`), so no command sits there
//!    (`src/tui/keymap.rs`).
//! 5. Few terminals tell `Ctrl`+`Enter` from `Enter`, and asking whether they do takes seconds: no
//!    command needs it (`src/tui/keymap.rs`) and no terminal is asked (`terminal.rs`).
//! 6. Locks are mandatory: what others read is never locked (here).
//! 7. A file that somebody has open is not replaced at the first try (`src/book/storage/folder/atomic_write.rs`).
//! 8. A program that aborts leaves the terminal as it is: ours unwinds (here).
//! 9. A window can have no size at all (`screens.rs`), and another one in the middle of a word
//!    (`terminal.rs`).
//! 10. What clap prints has colours of its own: ours has none (here).
//!
//! And file names (`src/book.rs`), line ends and byte order marks (here). Whether a dead key reaches
//! us, and how Windows' own terminals draw, only a hand at one of them can tell.

use std::path::{Path, PathBuf};
use std::process::Command;

use klubba::book::agenda_file;
use klubba::tui::theme::Theme;
use ratatui::style::{Modifier, Style};

use crate::sitting::Sitting;

fn source(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a source")
}

/// The sources of the program.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of sources");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The files of `src` whose code names this.
fn naming(word: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let of = |path: &PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("a path within")
            .to_string_lossy()
            .replace('\\', "/");
        let text = std::fs::read_to_string(path).expect("a source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_named = code
            .lines()
            .any(|line| !line.trim_start().starts_with("//") && line.contains(word));
        (is_named && !name.ends_with("tests.rs")).then_some(name)
    };
    let mut found: Vec<String> = sources(&root).iter().filter_map(of).collect();
    found.sort();
    found
}

#[test]
fn without_colours_nothing_is_coloured_and_what_matters_still_stands_out() {
    let plain = Theme::of_environment(Some("1"));
    assert_eq!(
        (plain, Theme::of_environment(Some(""))),
        (Theme::Plain, Theme::Coloured)
    );
    let styles: [fn(Theme) -> Style; 8] = [
        Theme::heading,
        Theme::quiet,
        Theme::active,
        Theme::chosen,
        Theme::saved,
        Theme::warning,
        Theme::overrun,
        Theme::alarm,
    ];
    for style in styles {
        let style = style(plain);
        assert_eq!(
            (style.fg, style.bg, style.underline_color),
            (None, None, None)
        );
    }
    assert_eq!(plain.chosen().add_modifier, Modifier::REVERSED);
    assert_eq!(
        plain.alarm().add_modifier,
        Modifier::BOLD | Modifier::REVERSED
    );
    // The ink of a paper is no colour of a terminal.
    let on_screens: Vec<String> = naming("Color::")
        .into_iter()
        .filter(|path| path.starts_with("tui/"))
        .collect();
    assert_eq!(on_screens, ["tui/theme.rs"], "all styles are made there");
}

#[test]
fn what_others_read_is_never_locked() {
    // The files that are there to be locked, and what a process keeps for itself.
    let allowed = ["book/storage/folder.rs", "book/storage/folder/lock.rs"];
    for lock in [".try_lock()", ".try_lock_shared()", ".lock_shared()"] {
        let others: Vec<_> = naming(lock)
            .into_iter()
            .filter(|name| !allowed.contains(&name.as_str()))
            .collect();
        assert!(others.is_empty(), "{lock}: {others:?}");
    }
}

#[test]
fn a_panic_unwinds_in_what_people_install() {
    assert!(
        !source("Cargo.toml").contains("panic ="),
        "the terminal is restored on the way out"
    );
}

#[test]
fn what_is_printed_has_no_colours_even_where_they_are_asked_for() {
    let sitting = Sitting::with("vatten");
    for typed in [
        &["--help"][..],
        &["run", "--help"],
        &["export", "vatten"],
        &["visa"],
        &["list"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_klubba"))
            .args(typed)
            .env("KLUBBA_BOOK", sitting.book())
            .env("CLICOLOR_FORCE", "1")
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the program runs");
        let printed = [output.stdout, output.stderr].concat();
        assert!(!printed.is_empty() && !printed.contains(&0x1b), "{typed:?}");
    }
}

#[test]
fn an_agenda_that_notepad_saved_is_the_agenda_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = source("tests/meetings/vatten.ron").replace("\r\n", "\n");
    let text = text.replacen(
        "items:",
        "opening: \"Välkomna.\n\nEn rad till.\", items:",
        1,
    );
    let read = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        let file = agenda_file::read(&path).expect("a good agenda");
        (file.digest, format!("{:?}", file.agenda))
    };
    let notepad = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(read("notepad.ron", notepad), read("here.ron", text));
}

#[test]
fn a_record_has_the_same_lines_on_every_system() {
    for name in naming("PrettyConfig::new()") {
        let code = source(&format!("src/{name}"));
        let config = code.split("PrettyConfig::new()").nth(1).expect("a config");
        assert!(
            config.trim_start().starts_with(".new_line(\"\\n\")"),
            "{name}: ron's own depends on the system"
        );
    }
}
