//! The end of a command: what it prints, and the exit code that tells scripts how it went.

use std::fmt::Display;
use std::process::ExitCode;

use crate::meeting::control_chars::printable;

/// An exit code. The numbers are relied on by scripts; a worse end compares as greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// It is done.
    #[default]
    Done = 0,
    /// It could not be done, or a search found nothing.
    Failed = 1,
    /// The command line cannot be followed.
    Usage = 2,
    /// It is done, and the document is made of a meeting of which something may be missing.
    Incomplete = 3,
    /// `verify`: the last line of the journal is torn, and nothing else is wrong.
    TornTail = 10,
    /// `verify`: a line of the journal is damaged.
    Damaged = 11,
    /// `verify`: the chain is broken, or the record knows entries that the journal has lost.
    BrokenChain = 12,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The output of a command, with the exit code of the program.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The result, which may be a file that is no text.
    pub stdout: Vec<u8>,
    /// Remarks for a person.
    pub stderr: String,
    /// The exit code.
    pub exit: Exit,
}

impl Output {
    pub(super) fn done(stdout: impl Into<Vec<u8>>) -> Self {
        Self {
            stdout: stdout.into(),
            ..Self::default()
        }
    }

    /// Replaces control characters, so that nobody's words, file names or parser's complaints
    /// command a terminal. A result that is no text stays as it is.
    pub(super) fn without_control_chars(self) -> Self {
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

/// The reason why a command gave no result, in the words of the user's language.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    /// Whole lines, ready to be printed.
    pub(super) message: String,
    pub(super) exit: Exit,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            exit: Exit::Failed,
        }
    }

    /// Reports an error of the system in its own words.
    pub(super) fn from_system(error: impl Display) -> Self {
        Self::new(format!("klubba: {error}\n"))
    }

    pub(super) fn with_exit(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::from_system(error)
    }
}

impl From<Failure> for Output {
    fn from(failure: Failure) -> Self {
        Self {
            stdout: Vec::new(),
            stderr: failure.message,
            exit: failure.exit,
        }
    }
}

/// Puts remarks before what a command has to tell, whichever way it ended.
pub(super) fn with_remarks(
    remarks: String,
    result: Result<Output, Failure>,
) -> Result<Output, Failure> {
    match result {
        Ok(output) => Ok(Output {
            stderr: remarks + &output.stderr,
            ..output
        }),
        Err(failure) => Err(Failure {
            message: remarks + &failure.message,
            ..failure
        }),
    }
}
