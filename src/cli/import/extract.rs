//! The lines of a paper. What is packed or drawn (DOCX, PDF) is read by a process of its own, which
//! may use so much time and memory and no more: whatever such a file does to it, it does not do to us.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread::spawn;
use std::time::Duration;

use clap::ArgMatches;

use crate::book::source_file::{LARGEST, SourceFile};
use crate::cli::Answer;
use crate::import::{docx, pdf, text};
use crate::meeting::paper::{Line, LineRole};

/// Why no lines came of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotExtracted {
    /// There are no words in it: it is a picture, or no paper at all.
    NoText,
    /// It has more words than a paper has.
    TooLong,
    /// It took too long.
    TooSlow,
    /// It is not what it says it is.
    Malformed,
    /// The system says no.
    Trouble(String),
}

/// The longest text: a paper of five hundred pages.
const LONGEST: usize = 2 << 20;
/// The most lines.
const MOST_LINES: usize = 40_000;
/// So long may a paper take, by the clock on the wall.
const PATIENCE: Duration = Duration::from_secs(9);

/// What a paper is, by its first bytes and the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Docx,
    Pdf,
}

fn format(taken: &SourceFile) -> Format {
    let ends = |ending: &str| taken.name.to_lowercase().ends_with(ending);
    let head = taken
        .bytes
        .get(..taken.bytes.len().min(1024))
        .unwrap_or_default();
    if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        Format::Pdf
    } else if taken.bytes.starts_with(b"PK\x03\x04") {
        Format::Docx
    } else if ends(".md") || ends(".markdown") {
        Format::Markdown
    } else {
        Format::Text
    }
}

/// The lines of a paper.
pub(super) fn lines_of(taken: &SourceFile) -> Result<Vec<Line>, NotExtracted> {
    let lines = match format(taken) {
        Format::Docx => by_another("docx", &taken.bytes)?,
        Format::Pdf => by_another("pdf", &taken.bytes)?,
        plain => {
            if taken.bytes.len() > LONGEST * 2 {
                return Err(NotExtracted::TooLong);
            }
            let decoded = text::decoded(&taken.bytes);
            let orders = decoded
                .chars()
                .filter(|sign| sign.is_control() && !sign.is_whitespace())
                .count();
            if orders * 20 > decoded.chars().count() {
                return Err(NotExtracted::NoText);
            }
            if plain == Format::Markdown {
                text::markdown(&decoded)
            } else {
                text::lines(&decoded)
            }
        }
    };
    let length: usize = lines.iter().map(|line| line.text.len()).sum();
    if length > LONGEST || lines.len() > MOST_LINES {
        Err(NotExtracted::TooLong)
    } else if lines.iter().all(|line| line.text.trim().is_empty()) {
        Err(NotExtracted::NoText)
    } else {
        Ok(lines)
    }
}

/// Has another process of this program read the bytes.
fn by_another(format: &str, bytes: &[u8]) -> Result<Vec<Line>, NotExtracted> {
    let trouble = |error: std::io::Error| NotExtracted::Trouble(error.to_string());
    let program = std::env::current_exe().map_err(trouble)?;
    let mut child = Command::new(program)
        .args(["extract", format])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(trouble)?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(NotExtracted::Trouble(String::new()));
    };
    let bytes = bytes.to_vec();
    // A child that ends before it has read everything has said what it had to say.
    spawn(move || input.write_all(&bytes).ok());
    let (sender, read) = channel();
    spawn(move || {
        let mut said = Vec::new();
        let whole = output.take((LONGEST * 2) as u64).read_to_end(&mut said);
        // Nobody waits any longer: nothing to tell.
        let _ = sender.send(whole.map(|_| said));
    });
    let said = read.recv_timeout(PATIENCE);
    // One that is done is not harmed by it.
    let _ = child.kill();
    let ended = child.wait();
    match (said, ended) {
        (Err(_), _) => Err(NotExtracted::TooSlow),
        (Ok(Err(error)), _) => Err(trouble(error)),
        (Ok(Ok(said)), _) => spelled_back(&said),
    }
}

/// The end of what the other process says: without it, it has not said all.
const END: &str = "end\n";
/// The break between two pages, among letters that no terminal obeys.
const PAGE: (char, &str) = ('\u{c}', "\u{240c}");

/// Each line: its level as a digit, and its words.
fn spelled(lines: &[Line]) -> String {
    let level =
        |line: &Line| char::from_digit(line.level.unwrap_or(0).min(9).into(), 10).unwrap_or('0');
    let said: String = lines
        .iter()
        .flat_map(|line| {
            [
                level(line).to_string(),
                line.text
                    .replace('\n', " ")
                    .replace('\t', "  ")
                    .replace(PAGE.0, PAGE.1),
                "\n".to_owned(),
            ]
        })
        .collect();
    said + END
}

fn spelled_back(said: &[u8]) -> Result<Vec<Line>, NotExtracted> {
    let said = String::from_utf8_lossy(said);
    let Some(said) = said.strip_suffix(END) else {
        return Err(if said.len() >= LONGEST {
            NotExtracted::TooLong
        } else {
            NotExtracted::Malformed
        });
    };
    let line = |line: &str| {
        let level = line
            .chars()
            .next()
            .and_then(|sign| sign.to_digit(10))
            .and_then(|level| u8::try_from(level).ok());
        let text = line.get(1..).unwrap_or_default().replace(PAGE.1, "\u{c}");
        Line {
            text,
            role: LineRole::Text,
            level: level.filter(|level| *level > 0),
        }
    };
    Ok(said.lines().map(line).collect())
}

/// `klubba extract FORMAT`, which no person types: reads a paper from the input and writes its lines.
pub(in crate::cli) fn extract(said: &ArgMatches) -> Answer {
    limit();
    let mut bytes = Vec::new();
    if std::io::stdin()
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .is_err()
    {
        return Answer::failed("");
    }
    let lines = match said.get_one::<String>("format").map(String::as_str) {
        Some("docx") => docx::lines(&bytes),
        _ => pdf::lines(&bytes),
    };
    match lines {
        Some(lines) => Answer::done(spelled(&lines)),
        None => Answer::failed(""),
    }
}

/// From here on this process gets 512 MiB and nine seconds, and makes no file.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |amount: u64| Rlimit {
        current: Some(amount),
        maximum: Some(amount),
    };
    for (resource, amount) in [
        (Resource::As, 512 << 20),
        (Resource::Cpu, 9),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        // A system that does not know a limit has others; whoever waits has a clock.
        let _ = setrlimit(resource, at_most(amount));
    }
}

/// Here whoever waits has a clock, and no other limit.
#[cfg(not(unix))]
fn limit() {}
