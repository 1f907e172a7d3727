//! `klubba export`: documents. The record is brought up to date first, and is what they are made
//! from.

use std::path::PathBuf;

use clap::ArgMatches;

use super::template::Spelling;
use super::{Answer, Task, shown_path};
use crate::book::documents::put;
use crate::book::files::MeetingFiles;
use crate::book::recorder::Recorder;
use crate::book::snapshot::load_snapshot;
use crate::export::calendar::calendar;
use crate::export::docx::docx;
use crate::export::json::json;
use crate::export::outline::{Outline, Source, outline, times};
use crate::export::pdf::pdf;
use crate::tui::clock::Clock;
use crate::tui::desk::BY;

/// What a document can be made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Json,
    Html,
    Docx,
    Pdf,
    Calendar,
}

impl Format {
    fn of(said: &ArgMatches) -> Self {
        match said.get_one::<String>("to").map(String::as_str) {
            Some("json") => Self::Json,
            Some("html") => Self::Html,
            Some("docx") => Self::Docx,
            Some("pdf") => Self::Pdf,
            Some("ics") => Self::Calendar,
            _ => Self::Markdown,
        }
    }

    /// What was asked for that documents of this format do not have.
    fn has_no(self, said: &ArgMatches) -> Option<&'static str> {
        let is_a_paper = !matches!(self, Self::Json | Self::Calendar);
        if said.contains_id("item") && !is_a_paper {
            Some("--item")
        } else if said.contains_id("what") && !is_a_paper {
            Some("--what")
        } else if said.get_flag("times") && self != Self::Html {
            Some("--times")
        } else {
            None
        }
    }

    /// What its files end in, if it goes to a file of its own where nothing else is said.
    fn extension(self) -> Option<&'static str> {
        match self {
            Self::Markdown | Self::Json => None,
            Self::Html => Some("html"),
            Self::Docx => Some("docx"),
            Self::Pdf => Some("pdf"),
            Self::Calendar => Some("ics"),
        }
    }
}

/// Exports a meeting.
pub(super) fn export(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let files = match task.meeting(&super::name_in(said)) {
        Ok(files) => files,
        Err(answer) => return answer,
    };
    let format = Format::of(said);
    if let Some(what) = format.has_no(said) {
        let with = [
            ("what", what),
            (
                "format",
                said.get_one::<String>("to").map_or("", String::as_str),
            ),
        ];
        return Answer {
            code: 2,
            ..task.failed("export-has-no", &with)
        };
    }
    let mut answer = Answer::default();
    // A folder that may only be read keeps its old record; the document is made all the same.
    let brought_up =
        Recorder::open(files.clone(), BY, None).map(|recorder| recorder.write_record());
    if !matches!(brought_up, Ok(Ok(()))) {
        answer.stderr = format!("klubba: {}\n", task.words.say("export-record-not-written"));
    }
    let standing = match load_snapshot(&files) {
        Ok(standing) => standing,
        Err(error) => return task.unreadable(&files.journal, error),
    };
    let now = Clock::started_at(task.surroundings.now.as_deref()).now();
    let source = Source {
        minutes: &standing.minutes,
        head: &standing.head.hash,
        now,
    };
    let document = match format {
        Format::Json => Ok(json(&source, &task.words).into_bytes()),
        Format::Calendar => Ok(calendar(&source, &files.stem, &task.words).into_bytes()),
        Format::Markdown => spelled(task, said, &source, Spelling::Markdown),
        Format::Html => spelled(task, said, &source, Spelling::Html),
        Format::Docx => paper(task, said, &source).and_then(|paper| {
            docx(&paper, &task.words).map_err(|error| Answer::failed(format!("klubba: {error}\n")))
        }),
        Format::Pdf => paper(task, said, &source).and_then(|paper| {
            pdf(&paper, &task.words)
                .map_err(|why| task.failed("export-not-conforming", &[("error", &why.0)]))
        }),
    };
    match document {
        Ok(document) => deliver(task, said, (&files, format), document, answer),
        Err(answer) => answer,
    }
}

fn spelled(
    task: &Task<'_>,
    said: &ArgMatches,
    source: &Source<'_>,
    spelling: Spelling,
) -> Result<Vec<u8>, Answer> {
    let (paper, own) = (
        paper(task, said, source)?,
        source.minutes.style.template.as_deref(),
    );
    task.spelled(&task.book.agendas(), own, spelling, &paper)
        .map(String::into_bytes)
}

/// The paper, or as much of it as was asked for.
fn paper(task: &Task<'_>, said: &ArgMatches, source: &Source<'_>) -> Result<Outline, Answer> {
    let mut paper = outline(source, &task.words);
    if said.get_flag("times") {
        paper.times = times(source, &task.words);
    }
    if said.get_one::<String>("what").is_some() {
        paper = paper.decisions();
    }
    let Some(label) = said.get_one::<String>("item") else {
        return Ok(paper);
    };
    paper.extract(label, &task.words).map_err(|none| {
        let label = crate::tui::wrap::shown(label);
        task.failed(
            "export-no-item",
            &[("label", &label), ("labels", &super::listed(&none.labels))],
        )
    })
}

fn deliver(
    task: &Task<'_>,
    said: &ArgMatches,
    (files, format): (&MeetingFiles, Format),
    document: Vec<u8>,
    mut answer: Answer,
) -> Answer {
    let output = said.get_one::<PathBuf>("output").cloned();
    let path = output.or_else(|| {
        Some(
            task.book
                .exports()
                .join(file_name(&files.stem, format.extension()?, said)),
        )
    });
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        answer.stdout = document;
        if format == Format::Calendar {
            // It ends its lines as a file of the net does, which means nothing in a pipe.
            answer.stdout.retain(|byte| *byte != b'\r');
        }
        return answer;
    };
    match put(&path, &document, said.get_flag("over")) {
        Ok(put) => {
            if put.is_beside {
                let said = task
                    .words
                    .say_with("export-edited", &[("path", shown_path(&path).into())]);
                answer.stderr.extend(["klubba: ", &said, "\n"]);
            }
            answer.stderr += &shown_path(&put.path);
            answer.stderr.push('\n');
            answer
        }
        Err(error) => {
            let path = shown_path(&path);
            task.failed(
                "export-not-written",
                &[("path", &path), ("error", &error.to_string())],
            )
        }
    }
}

/// What the document is called: of which meeting, and what of it.
fn file_name(stem: &str, extension: &str, said: &ArgMatches) -> String {
    let of_item = said.get_one::<String>("item").map(|label| {
        let plain = |letter: char| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '-'
            }
        };
        format!(
            "-utdrag-{}",
            label
                .chars()
                .map(plain)
                .collect::<String>()
                .trim_matches('-')
        )
    });
    let what = said
        .get_one::<String>("what")
        .map(|what| format!("-{what}"));
    format!(
        "{stem}{}{}.{extension}",
        of_item.unwrap_or_default(),
        what.unwrap_or_default()
    )
}
