//! The command line: what was typed, and what comes of it. Nothing here prints; an [`Answer`] goes
//! back to `main`, which does.

mod approve;
mod arguments;
mod assignments;
mod check;
mod completions;
mod demo;
mod doctor;
mod export;
mod first_agenda;
mod import;
mod list;
mod man;
mod new;
mod review;
mod run;
mod search;
mod start;
mod template;
mod verify;
mod wall;

use std::ffi::OsString;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::book::files::MeetingFiles;
use crate::book::{Book, Named, NotNamed};
use crate::meeting::control_chars::printable;
use crate::tui::run::Program;
use crate::tui::wrap::shown;
use crate::words::{Language, Words};

pub use check::complaints_told;

/// What is printed, and how the program ends.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The result.
    pub stdout: Vec<u8>,
    /// Talk.
    pub stderr: String,
    /// 0 done, 1 failed, 2 usage; `verify` has its own.
    pub code: u8,
}

impl Answer {
    fn done(stdout: impl Into<Vec<u8>>) -> Self {
        Self {
            stdout: stdout.into(),
            ..Self::default()
        }
    }

    fn failed(message: impl Into<String>) -> Self {
        Self {
            stderr: message.into(),
            code: 1,
            ..Self::default()
        }
    }

    /// The same without a letter that a terminal would obey, whoever's words, names of files or
    /// parser's complaints it is made of.
    fn harmless(self) -> Self {
        let stdout = match String::from_utf8(self.stdout) {
            Ok(text) => printable(&text).into_owned().into_bytes(),
            Err(not_text) => not_text.into_bytes(),
        };
        Self {
            stdout,
            stderr: printable(&self.stderr).into_owned(),
            ..self
        }
    }
}

/// What the commands know of where they run.
#[derive(Debug)]
pub struct Surroundings {
    /// `KLUBBA_LANG`.
    pub language: Option<String>,
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`: the first that is set.
    pub locale: Option<String>,
    /// `KLUBBA_BOOK`.
    pub book: Option<PathBuf>,
    /// `KLUBBA_NOW`.
    pub now: Option<String>,
    /// `NO_COLOR`.
    pub no_color: Option<String>,
    /// Whether somebody sits at the terminal: input and output are one.
    pub is_terminal: bool,
}

impl Surroundings {
    /// As the environment has them.
    #[must_use]
    pub fn of_environment() -> Self {
        use std::io::IsTerminal;
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            language: text("KLUBBA_LANG"),
            locale: text("LC_ALL")
                .or_else(|| text("LC_MESSAGES"))
                .or_else(|| text("LANG")),
            book: std::env::var_os("KLUBBA_BOOK")
                .filter(|book| !book.is_empty())
                .map(PathBuf::from),
            now: text("KLUBBA_NOW"),
            no_color: text("NO_COLOR"),
            is_terminal: std::io::stdin().is_terminal() && std::io::stdout().is_terminal(),
        }
    }
}

/// What a command works with.
struct Task<'a> {
    words: Words,
    book: Book,
    surroundings: &'a Surroundings,
}

/// Does what was typed. What is said of files holds their names, which may hold anything: it is shown
/// so that it orders no terminal about.
#[must_use]
pub fn answer(typed: &[OsString], surroundings: &Surroundings) -> Answer {
    answered(typed, surroundings).harmless()
}

fn answered(typed: &[OsString], surroundings: &Surroundings) -> Answer {
    let said = arguments::language_in(typed);
    let chosen = [
        said.as_deref(),
        surroundings.language.as_deref(),
        surroundings.locale.as_deref(),
    ];
    let words = Words::of(Language::choose(chosen));
    let matches = match arguments::command(&words).try_get_matches_from(typed) {
        Ok(matches) => matches,
        Err(error) => return arguments::complaint(&error, &words),
    };
    let root = matches
        .get_one::<PathBuf>("book")
        .cloned()
        .or_else(|| surroundings.book.clone());
    let task = Task {
        words,
        book: Book::at(root.unwrap_or_else(|| PathBuf::from("."))),
        surroundings,
    };
    let program = &mut Program::default();
    match matches.subcommand() {
        Some(("run", said)) if said.get_flag("rehearse") => {
            run::rehearse(task, program, &name_in(said))
        }
        Some(("run", said)) => run::run(task, program, &name_in(said)),
        Some(("wall", said)) => {
            let name = said.get_one::<String>("meeting").cloned();
            wall::wall(task, program, name.as_deref(), said.get_flag("read-only"))
        }
        Some(("demo", _)) => demo::demo(task, program),
        Some(("doctor", _)) => doctor::doctor(&task),
        Some(("new", said)) => new::new(&task, said),
        Some(("review", said)) => {
            let name = said.get_one::<String>("meeting").cloned();
            review::review(task, program, name.as_deref())
        }
        Some(("assignments", said)) => {
            assignments::assignments(&task, said.get_flag("all"), said.get_flag("json"))
        }
        Some(("approve", said)) => {
            let by: Vec<String> = said.get_many("by").into_iter().flatten().cloned().collect();
            approve::approve(&task, &name_in(said), &by, said.get_flag("reopen"))
        }
        Some(("list", said)) => list::list(&task, said.get_flag("json")),
        Some(("search", said)) => {
            let words: Vec<String> = said
                .get_many("words")
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            search::search(&task, &words.join(" "), said.get_flag("json"))
        }
        Some(("check", said)) => check::check(&task, said),
        Some(("verify", said)) => verify::verify(&task, &name_in(said)),
        Some(("completions", said)) => completions::completions(&task, said),
        Some(("man", said)) => man::man(&task, said),
        Some(("import", said)) => import::import(&task, said),
        Some(("extract", said)) => import::extract(said),
        Some(("export", said)) => export::export(&task, said),
        Some(("template", said)) => template::template(said),
        _ if surroundings.is_terminal => start::start(&task, program),
        _ => list::welcome(&task),
    }
}

/// A path as a person reads it. The name of a file is anybody's text: it may be no text, and even a
/// line feed in it begins no line here.
fn shown_path(path: &Path) -> String {
    shown(&path.display().to_string()).into_owned()
}

/// Names of meetings, a line each.
fn listed(stems: &[String]) -> String {
    stems
        .iter()
        .map(|stem| shown(stem))
        .collect::<Vec<_>>()
        .join("\n  ")
}

fn name_in(said: &ArgMatches) -> String {
    said.get_one::<String>("meeting")
        .cloned()
        .unwrap_or_default()
}

impl Task<'_> {
    /// The meeting of a name, or the answer that says why there is none.
    fn meeting(&self, name: &str) -> Result<MeetingFiles, Answer> {
        match self.book.named(name) {
            Ok(Named::Meeting(files)) => Ok(files),
            Ok(Named::Agenda(path)) => {
                let path = shown_path(&path);
                Err(self.failed("cli-only-an-agenda", &[("path", path.as_str())]))
            }
            Err(not_named) => Err(self.not_named(name, &not_named)),
        }
    }

    fn not_named(&self, name: &str, not_named: &NotNamed) -> Answer {
        let name = &shown(name);
        match not_named {
            NotNamed::Several(stems) => {
                self.failed("cli-several", &[("name", name), ("stems", &listed(stems))])
            }
            NotNamed::Unknown(near) if near.is_empty() => {
                self.failed("cli-unknown", &[("name", name)])
            }
            NotNamed::Unknown(near) => self.failed(
                "cli-unknown-but-near",
                &[("name", name), ("stems", &listed(near))],
            ),
        }
    }

    fn unreadable(&self, path: &Path, error: impl Display) -> Answer {
        let (path, error) = (shown_path(path), error.to_string());
        self.failed("verify-unreadable", &[("path", &path), ("error", &error)])
    }

    /// A message on its own line, and exit code 1.
    fn failed(&self, message: &str, with: &[(&str, &str)]) -> Answer {
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, (*value).into()))
            .collect();
        Answer::failed(format!("klubba: {}\n", self.words.say_with(message, &with)))
    }
}
