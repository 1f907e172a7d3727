//! `klubba doctor`: the facts that a bug report needs.

use std::fmt::Write;
use std::path::Path;

use super::context::{Context, printable_path};
use super::output::Output;
use crate::book::files::state_folder;
use crate::book::storage::folder::lock::DeskLock;
use crate::tui::wrap::shown;

/// Reports on terminal, language, book, state and locks.
pub(super) fn doctor(context: &Context<'_>) -> Output {
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
            context.words.say("language-itself").into_owned(),
        ),
        ("doctor-terminal", terminal(context)),
    ];
    lines.extend(book(context));
    lines.push(("doctor-state", state()));
    let mut text = String::new();
    for (label, value) in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:<18}{value}", context.words.say(label));
    }
    Output::done(text)
}

fn terminal(context: &Context<'_>) -> String {
    let variable =
        |name: &str| std::env::var(name).map_or("–".to_owned(), |set| shown(&set).into_owned());
    let size = crossterm::terminal::size().map_or("–".to_owned(), |(width, height)| {
        format!("{width} × {height}")
    });
    let colours = if context.environment.no_color.is_some() {
        "NO_COLOR"
    } else {
        "16"
    };
    let is_one = if context.environment.is_terminal {
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

fn book(context: &Context<'_>) -> Vec<(&'static str, String)> {
    let root = context.book.root();
    let whole = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let stems = context.book.meeting_stems().unwrap_or_default();
    let agendas = context.book.agenda_stems().unwrap_or_default();
    let counts = context.words.say_with(
        "doctor-counts",
        &[
            ("agendas", agendas.len().into()),
            ("meetings", stems.len().into()),
        ],
    );
    let mut lines = vec![(
        "doctor-book",
        format!(
            "{}: {counts}, {}",
            printable_path(&whole),
            writable(context, root)
        ),
    )];
    for stem in &stems {
        let lock = context.book.files(stem).desk_lock;
        // Only an occupied desk is worth a line; asking leaves the lock as it was.
        if let (true, Ok(Some(owner))) = (lock.exists(), DeskLock::holder(&lock)) {
            lines.push(("doctor-desk", format!("{}: {}", shown(stem), shown(&owner))));
        }
    }
    lines
}

fn writable(context: &Context<'_>, folder: &Path) -> String {
    let message = match tempfile::tempfile_in(folder) {
        Ok(_) => "doctor-writable",
        Err(_) => "doctor-not-writable",
    };
    context.words.say(message).into_owned()
}

fn state() -> String {
    let Some(folder) = state_folder() else {
        return "–".to_owned();
    };
    let count = |name: &str| std::fs::read_dir(folder.join(name)).map_or(0, Iterator::count);
    format!(
        "{}: drafts {}, rescue {}",
        printable_path(&folder),
        count("drafts"),
        count("rescue")
    )
}
