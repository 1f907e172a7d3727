//! The lines of a paper. A packed format (DOCX, PDF) is read by a process of its own with limits on
//! time and memory: whatever such a file does to that process, it does not do to this one.

use std::io::Read;

use clap::{Args, ValueEnum};

use crate::book::source_file::{LARGEST, SourceFile};
use crate::cli::limited_process::{ProcessError, ask_process, limit_resources};
use crate::cli::output::{Failure, Output};
use crate::import::{docx, pdf, text};
use crate::meeting::imported_minutes::{LineRole, SourceLine};

/// The reason why no lines came of a paper.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExtractError {
    #[error("the file holds no text: it is a picture, or no paper at all")]
    NoText,
    #[error("the file holds more text than a paper does")]
    TooLong,
    #[error("the file is not of the format that it claims")]
    Malformed,
    #[error(transparent)]
    Process(#[from] ProcessError),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExtractArguments {
    #[arg(value_name = "FORMAT", value_enum)]
    format: PackedFormat,
}

/// A format that is read in a process of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PackedFormat {
    Docx,
    Pdf,
}

impl PackedFormat {
    /// The argument by which the other process is told the format.
    fn argument(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    fn lines(self, bytes: &[u8]) -> Option<Vec<SourceLine>> {
        match self {
            Self::Docx => docx::lines(bytes),
            Self::Pdf => pdf::lines(bytes),
        }
    }
}

/// The longest text: a paper of five hundred pages.
const LONGEST: usize = 2 << 20;
/// The most lines.
const MOST_LINES: usize = 40_000;

/// A format that papers are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PaperFormat {
    Text,
    Markdown,
    Packed(PackedFormat),
}

/// Tells the format by the first bytes and the end of the name.
fn detect_format(taken: &SourceFile) -> PaperFormat {
    let ends = |ending: &str| taken.name.to_lowercase().ends_with(ending);
    let head = taken
        .bytes
        .get(..taken.bytes.len().min(1024))
        .unwrap_or_default();
    if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        PaperFormat::Packed(PackedFormat::Pdf)
    } else if taken.bytes.starts_with(b"PK\x03\x04") {
        PaperFormat::Packed(PackedFormat::Docx)
    } else if ends(".md") || ends(".markdown") {
        PaperFormat::Markdown
    } else {
        PaperFormat::Text
    }
}

/// Reads the lines of a paper.
pub(super) fn extract_lines(taken: &SourceFile) -> Result<Vec<SourceLine>, ExtractError> {
    let lines = match detect_format(taken) {
        PaperFormat::Packed(format) => lines_from_process(format, &taken.bytes)?,
        PaperFormat::Markdown => text::markdown(&decode(&taken.bytes)?),
        PaperFormat::Text => text::lines(&decode(&taken.bytes)?),
    };
    let length: usize = lines.iter().map(|line| line.text.len()).sum();
    if length > LONGEST || lines.len() > MOST_LINES {
        Err(ExtractError::TooLong)
    } else if lines.iter().all(|line| line.text.trim().is_empty()) {
        Err(ExtractError::NoText)
    } else {
        Ok(lines)
    }
}

/// Decodes plain text. More than one control character in twenty is no text.
fn decode(bytes: &[u8]) -> Result<String, ExtractError> {
    if bytes.len() > LONGEST * 2 {
        return Err(ExtractError::TooLong);
    }
    let text = text::decoded(bytes);
    let controls = text
        .chars()
        .filter(|letter| letter.is_control() && !letter.is_whitespace())
        .count();
    if controls * 20 > text.chars().count() {
        Err(ExtractError::NoText)
    } else {
        Ok(text)
    }
}

/// Has another process of this program read the bytes.
fn lines_from_process(format: PackedFormat, bytes: &[u8]) -> Result<Vec<SourceLine>, ExtractError> {
    let typed = ["extract", format.argument()];
    let message = ask_process(&typed, bytes.to_vec(), LONGEST * 2)?;
    deserialize(&message)
}

/// Ends the message of the other process: without it, the message is not whole.
const END: &str = "end\n";
/// The break between two pages, and the visible sign that stands for it in the message.
const PAGE_BREAK: (char, &str) = ('\u{c}', "\u{240c}");

/// Writes each line for the process that waits: its level as a digit, and its words.
fn serialize(lines: &[SourceLine]) -> String {
    let mut message = String::new();
    for line in lines {
        let level = char::from_digit(line.level.unwrap_or(0).min(9).into(), 10);
        let text = line.text.replace('\n', " ").replace('\t', "  ");
        message.push(level.unwrap_or('0'));
        message.push_str(&text.replace(PAGE_BREAK.0, PAGE_BREAK.1));
        message.push('\n');
    }
    message + END
}

fn deserialize(message: &[u8]) -> Result<Vec<SourceLine>, ExtractError> {
    let message = String::from_utf8_lossy(message);
    let Some(message) = message.strip_suffix(END) else {
        return Err(if message.len() >= LONGEST {
            ExtractError::TooLong
        } else {
            ExtractError::Malformed
        });
    };
    let line = |line: &str| {
        let level = line
            .chars()
            .next()
            .and_then(|digit| digit.to_digit(10))
            .and_then(|level| u8::try_from(level).ok());
        let text = line.get(1..).unwrap_or_default();
        SourceLine {
            text: text.replace(PAGE_BREAK.1, "\u{c}"),
            role: LineRole::Text,
            level: level.filter(|level| *level > 0),
        }
    };
    Ok(message.lines().map(line).collect())
}

/// Carries out `klubba extract FORMAT`, which no person types: reads a paper from the input and
/// writes its lines. A failure says nothing, since nobody reads it.
pub(in crate::cli) fn extract(arguments: &ExtractArguments) -> Result<Output, Failure> {
    limit_resources();
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(LARGEST + 1).read_to_end(&mut bytes);
    let lines = read.ok().and_then(|_| arguments.format.lines(&bytes));
    match lines {
        Some(lines) => Ok(Output::done(serialize(&lines))),
        None => Err(Failure::new("")),
    }
}
