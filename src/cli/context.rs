//! The context of every command: the language, the book, and the environment of the program.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::output::{Exit, Failure};
use crate::book::files::MeetingFiles;
use crate::book::io_trouble::IoTrouble;
use crate::book::recorder::{NotRecorded, Recorder};
use crate::book::{Book, Named, NotNamed};
use crate::meeting::integrity::Integrity;
use crate::meeting::time::Timestamp;
use crate::tui::clock::Clock;
use crate::tui::theme::Theme;
use crate::tui::wrap::shown;
use crate::words::Words;

/// The environment of the program, as far as commands depend on it.
#[derive(Debug)]
pub struct Environment {
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
    /// True for a person at a terminal: both input and output are one.
    pub is_terminal: bool,
}

impl Environment {
    /// Reads the environment of this process.
    #[must_use]
    pub fn from_process() -> Self {
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

/// The context of a command.
pub(super) struct Context<'a> {
    pub(super) words: Words,
    pub(super) book: Book,
    pub(super) environment: &'a Environment,
}

impl<'a> Context<'a> {
    /// Copies the context for another command that this one leads to.
    pub(super) fn again(&self) -> Context<'a> {
        Context {
            words: Words::new(self.words.language()),
            book: self.book.clone(),
            environment: self.environment,
        }
    }

    pub(super) fn clock(&self) -> Clock {
        Clock::started_at(self.environment.now.as_deref())
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock().now()
    }

    pub(super) fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    pub(super) fn look(&self) -> Theme {
        Theme::of_environment(self.environment.no_color.as_deref())
    }

    /// Finds the meeting that a name stands for.
    pub(super) fn meeting(&self, name: &str) -> Result<MeetingFiles, Failure> {
        match self.book.named(name) {
            Ok(Named::Meeting(files)) => Ok(files),
            Ok(Named::Agenda(path)) => Err(self.only_an_agenda(&path)),
            Err(not_named) => Err(self.not_named(name, &not_named)),
        }
    }

    pub(super) fn only_an_agenda(&self, path: &Path) -> Failure {
        self.failure("cli-only-an-agenda", &[("path", &printable_path(path))])
    }

    /// Refuses to look into a book that is not there: a folder that was mistyped is no empty book.
    pub(super) fn require_book(&self) -> Result<(), Failure> {
        let root = self.book.root();
        if root.is_dir() {
            Ok(())
        } else {
            Err(self.failure("cli-no-book", &[("path", &printable_path(root))]))
        }
    }

    pub(super) fn not_named(&self, name: &str, not_named: &NotNamed) -> Failure {
        if let Err(failure) = self.require_book() {
            return failure;
        }
        let name = &shown(name);
        match not_named {
            NotNamed::Several(stems) => self.failure(
                "cli-several",
                &[("name", name), ("stems", &one_per_line(stems))],
            ),
            NotNamed::Unknown(near) if near.is_empty() => {
                self.failure("cli-unknown", &[("name", name)])
            }
            NotNamed::Unknown(near) => self.failure(
                "cli-unknown-but-near",
                &[("name", name), ("stems", &one_per_line(near))],
            ),
        }
    }

    pub(super) fn unreadable(&self, path: &Path, trouble: &IoTrouble) -> Failure {
        let (path, error) = (printable_path(path), self.words.io_trouble(trouble));
        self.failure("verify-unreadable", &[("path", &path), ("error", &error)])
    }

    /// The same for an error that comes straight from the disk.
    pub(super) fn not_read(&self, path: &Path, error: &std::io::Error) -> Failure {
        self.unreadable(path, &error.into())
    }

    pub(super) fn not_written(&self, path: &Path, error: &std::io::Error) -> Failure {
        let (path, error) = (printable_path(path), self.words.io_error(error));
        self.failure("export-not-written", &[("path", &path), ("error", &error)])
    }

    /// Rejects the value of an option that only the command itself can judge.
    pub(super) fn bad_value(&self, option: &str, value: &str) -> Failure {
        self.failure("cli-no-such-value", &[("what", option), ("value", value)])
            .with_exit(Exit::Usage)
    }

    /// Refuses to go on unless a person sits at the terminal.
    pub(super) fn require_terminal(&self, message: &str) -> Result<(), Failure> {
        if self.environment.is_terminal {
            Ok(())
        } else {
            Err(self.failure(message, &[]).with_exit(Exit::Usage))
        }
    }

    /// Words a failure, which is a remark that ends the command.
    pub(super) fn failure(&self, message: &str, with: &[(&str, &str)]) -> Failure {
        Failure::new(self.remark(message, with))
    }

    /// Words a message as a line of its own, with the program's name before it.
    pub(super) fn remark(&self, message: &str, with: &[(&str, &str)]) -> String {
        format!("klubba: {}\n", self.sentence(message, with))
    }

    /// Words a message, with texts in it.
    pub(super) fn sentence(&self, message: &str, with: &[(&str, &str)]) -> String {
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, (*value).into()))
            .collect();
        self.words.say_with(message, &with)
    }

    /// Words why something was not recorded, with the file that it is about.
    pub(super) fn not_recorded(&self, not_recorded: &NotRecorded) -> Failure {
        match not_recorded {
            NotRecorded::Refused(refusal) => Failure::from_system(self.words.refusal(refusal)),
            NotRecorded::Store(trouble) => self.trouble(trouble),
        }
    }

    /// Writes the record of a meeting again; a remark, where it cannot be written (it is when it is
    /// next due) or somebody had changed it.
    pub(super) fn update_record(&self, recorder: &mut Recorder) -> String {
        match recorder.write_record() {
            Ok(None) => String::new(),
            Ok(Some(kept)) => {
                let path = printable_path(&kept);
                self.remark("export-record-kept", &[("path", &path)])
            }
            Err(_) => self.remark("export-record-not-written", &[]),
        }
    }

    /// Words what may be missing from a meeting as a remark; empty where it is whole.
    pub(super) fn missing(&self, stem: &str, integrity: &Integrity) -> String {
        let sentences = self.words.missing(integrity);
        if sentences.is_empty() {
            return String::new();
        }
        let with = [("meeting", stem), ("what", &*sentences.join(" "))];
        self.remark("integrity-missing", &with)
    }
}

/// Writes a path for a person. The name of a file is anybody's text: it may be no UTF-8, and even a
/// line feed in it begins no line here.
pub(super) fn printable_path(path: &Path) -> String {
    shown(&path.display().to_string()).into_owned()
}

/// Writes names for the end of a message, each on a line.
pub(super) fn one_per_line(names: &[String]) -> String {
    names
        .iter()
        .map(|name| shown(name))
        .collect::<Vec<_>>()
        .join("\n  ")
}
