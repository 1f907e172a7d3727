//! `klubba doctor`: what a bug report needs, and what one would look at first oneself.

use std::fmt::Write;
use std::path::Path;

use super::{Answer, Task, shown_path};
use crate::book::files::state_folder;
use crate::book::storage::folder::lock::DeskLock;
use crate::tui::wrap::shown;

/// Tells of terminal, language, book, state and locks.
pub(super) fn doctor(task: &Task<'_>) -> Answer {
    let mut lines: Vec<(&str, String)> = vec![
        (
            "doctor-version",
            format!(
                "{} ({} {})",
                env!("CARGO_PKG_VERSION"),
                std::env::consts::OS,
                std::env::consts::ARCH
            ),
        ),
        (
            "doctor-language",
            task.words.say("language-itself").into_owned(),
        ),
        ("doctor-terminal", terminal(task)),
    ];
    lines.extend(book(task));
    lines.push(("doctor-state", state()));
    let mut text = String::new();
    for (label, value) in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:<18}{value}", task.words.say(label));
    }
    Answer::done(text)
}

fn terminal(task: &Task<'_>) -> String {
    let variable =
        |name: &str| std::env::var(name).map_or("–".to_owned(), |set| shown(&set).into_owned());
    let size = crossterm::terminal::size().map_or("–".to_owned(), |(width, height)| {
        format!("{width} × {height}")
    });
    let colours = if task.surroundings.no_color.is_some() {
        "NO_COLOR"
    } else {
        "16"
    };
    let is_one = if task.surroundings.is_terminal {
        "tty"
    } else {
        "–"
    };
    format!(
        "{is_one}, TERM={}, TERM_PROGRAM={}, {size}, {colours}",
        variable("TERM"),
        variable("TERM_PROGRAM")
    )
}

fn book(task: &Task<'_>) -> Vec<(&'static str, String)> {
    let root = task.book.root();
    let whole = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let stems = task.book.meeting_stems().unwrap_or_default();
    let agendas = task.book.agenda_stems().unwrap_or_default();
    let counts = task.words.say_with(
        "doctor-counts",
        &[
            ("agendas", agendas.len().into()),
            ("meetings", stems.len().into()),
        ],
    );
    let mut lines = vec![(
        "doctor-book",
        format!("{}: {counts}, {}", shown_path(&whole), writable(task, root)),
    )];
    for stem in &stems {
        let lock = task.book.files(stem).desk_lock;
        // Only a desk that somebody sits at is worth a line; asking leaves the lock as it was.
        if let (true, Ok(Some(owner))) = (lock.exists(), DeskLock::holder(&lock)) {
            lines.push(("doctor-desk", format!("{}: {}", shown(stem), shown(&owner))));
        }
    }
    lines
}

fn writable(task: &Task<'_>, folder: &Path) -> String {
    let message = match tempfile::tempfile_in(folder) {
        Ok(_) => "doctor-writable",
        Err(_) => "doctor-not-writable",
    };
    task.words.say(message).into_owned()
}

fn state() -> String {
    let Some(folder) = state_folder() else {
        return "–".to_owned();
    };
    let count = |name: &str| std::fs::read_dir(folder.join(name)).map_or(0, Iterator::count);
    format!(
        "{}: drafts {}, rescue {}",
        shown_path(&folder),
        count("drafts"),
        count("rescue")
    )
}
