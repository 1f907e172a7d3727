//! `klubba import`: earlier minutes become meetings of the book. One that cannot be read does not stop
//! the others; one that is in the book already is noticed.

mod body;
mod dry_run_report;
mod extract;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::context::{Context, printable_path};
use super::limited_process::ProcessError;
use super::output::{Exit, Failure, Output};
use crate::book::catalog::Catalog;
use crate::book::io_trouble::IoTrouble;
use crate::book::recorder::{Recorder, fresh_id};
use crate::book::source_file::{SourceFile, SourceFileError, keep_original, read_source_file};
use crate::book::stem_of;
use crate::import::doubts::Doubt;
use crate::import::understood::{Understood, read, slug};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::imported_minutes::SourceLine;

pub(super) use extract::{ExtractArguments, extract};
use extract::{ExtractError, extract_lines};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    #[arg(required = true, value_name = "FILE", help = "cli-import-files")]
    files: Vec<PathBuf>,
    #[arg(long, help = "cli-import-dry-run")]
    dry_run: bool,
    #[arg(long, value_name = "ID", help = "cli-import-body")]
    body: Option<String>,
    #[arg(long, value_name = "DATE", help = "cli-import-date")]
    date: Option<String>,
}

/// The options that hold for each of the files.
struct ImportOptions {
    is_dry_run: bool,
    /// The body's id, in place of the one that the paper names.
    body: Option<String>,
    /// The day of the meeting, in place of the one that the paper names.
    date: Option<NaiveDate>,
}

/// The result for a paper that could be read.
enum Imported {
    /// It is a meeting of this stem now.
    Meeting(String),
    /// It was in the book already, as the meeting of this stem.
    Known(String),
    /// It was looked at only, and this is the report.
    DryRun(String),
}

/// Imports papers, and prints the stems of the meetings.
pub(super) fn import(context: &Context<'_>, arguments: ImportArguments) -> Result<Output, Failure> {
    let date = context.date_option(arguments.date.as_deref())?;
    let body = arguments.body;
    if let Some(id) = body.as_deref()
        && (id.is_empty() || slug(id) != id)
    {
        return Err(context.bad_value("--body", id));
    }
    let options = ImportOptions {
        is_dry_run: arguments.dry_run,
        body,
        date,
    };
    let import = Import {
        context,
        options,
        shelf: context.shelf()?,
        output: Output::default(),
    };
    Ok(import.all(&arguments.files))
}

/// An import under way.
struct Import<'a> {
    context: &'a Context<'a>,
    options: ImportOptions,
    /// The book, with what has been imported so far.
    shelf: Catalog,
    output: Output,
}

impl Import<'_> {
    fn all(mut self, files: &[PathBuf]) -> Output {
        let (mut made, mut known, mut refused) = (0, 0, 0);
        for (place, path) in files.iter().enumerate() {
            self.show_progress(place + 1, files.len(), path);
            match self.one(path) {
                Ok(Imported::Meeting(stem)) => {
                    made += 1;
                    self.output.stdout.extend(format!("{stem}\n").into_bytes());
                }
                Ok(Imported::DryRun(report)) => {
                    made += 1;
                    self.output.stdout.extend(report.into_bytes());
                }
                Ok(Imported::Known(stem)) => {
                    known += 1;
                    let path = printable_path(path);
                    self.remark("import-known", &[("path", &path), ("meeting", &stem)]);
                }
                Err(failure) => {
                    refused += 1;
                    self.output.exit = Exit::Failed;
                    self.output.stderr.push_str(&failure.message);
                }
            }
        }
        if files.len() > 1 {
            self.summarize(made, known, refused);
        }
        self.output
    }

    fn remark(&mut self, message: &str, with: &[(&str, &str)]) {
        let remark = self.context.remark(message, with);
        self.output.stderr.push_str(&remark);
    }

    fn summarize(&mut self, made: usize, known: usize, refused: usize) {
        let counts = [
            ("made", made.into()),
            ("known", known.into()),
            ("refused", refused.into()),
        ];
        let summary = self.context.words.say_with("import-summary", &counts);
        self.output.stderr.extend(["klubba: ", &summary, "\n"]);
    }

    /// Tells whoever waits for many papers how far it has come. What is piped on holds nothing of it.
    fn show_progress(&self, place: usize, all: usize, path: &Path) {
        if all > 1 && self.context.environment.is_terminal {
            // Nobody looks: nothing to tell.
            let _ = writeln!(std::io::stderr(), "{place}/{all} {}", printable_path(path));
        }
    }

    fn one(&mut self, path: &Path) -> Result<Imported, Failure> {
        let context = self.context;
        let taken = read_source_file(path).map_err(|error| context.not_taken(path, &error))?;
        if let Some(stem) = self.known_as(&taken).filter(|_| !self.options.is_dry_run) {
            return Ok(Imported::Known(stem));
        }
        let lines = extract_lines(&taken).map_err(|error| context.not_extracted(path, &error))?;
        let understood = self.understand(lines, &taken);
        if self.options.is_dry_run {
            let is_terminal = context.environment.is_terminal;
            let report = dry_run_report::report(&understood, &context.words, is_terminal);
            return Ok(Imported::DryRun(report));
        }
        if understood.doubts.contains(&Doubt::NoDate) {
            return Err(context.failure("import-no-date", &[("path", &printable_path(path))]));
        }
        let doubts = understood.doubts.len();
        let stem = self.make_meeting(understood, &taken)?;
        if doubts > 0 {
            let with = [("doubts", doubts.into()), ("meeting", stem.as_str().into())];
            let remark = context.words.say_with("import-look", &with);
            self.output.stderr.extend(["klubba: ", &remark, "\n"]);
        }
        Ok(Imported::Meeting(stem))
    }

    /// Finds the meeting that was made of the same file.
    fn known_as(&self, taken: &SourceFile) -> Option<String> {
        let is_same = |meeting: &&std::sync::Arc<crate::book::catalog::CatalogEntry>| {
            let origin = meeting.minutes.imported.as_ref();
            origin.is_some_and(|origin| origin.digest == taken.digest)
        };
        let known = self.shelf.meetings().iter().find(is_same)?;
        Some(known.files.stem.clone())
    }

    fn understand(&self, lines: Vec<SourceLine>, taken: &SourceFile) -> Understood {
        let mut understood = read(lines, &taken.name, &taken.digest);
        if let Some(date) = self.options.date {
            understood.paper.agenda.date = date;
            understood
                .doubts
                .retain(|doubt| !matches!(doubt, Doubt::NoDate | Doubt::GuessedDate));
        }
        understood
    }

    /// Makes the meeting, and keeps the file that it was made of. Gives the meeting's stem.
    fn make_meeting(
        &mut self,
        understood: Understood,
        taken: &SourceFile,
    ) -> Result<String, Failure> {
        let context = self.context;
        let mut paper = understood.paper;
        paper.agenda.body = self.choose_body(&paper.agenda.body);
        let name = format!("{}-{}", paper.agenda.date, paper.agenda.body.id);
        let stem = free_stem(context, &name);
        let files = context.book.files(&stem);
        let original = keep_original(&files, taken)
            .map_err(|error| context.not_written(&files.record, &error))?;
        let now = context.now();
        let command = Command::ImportMinutes {
            imported: Box::new(paper),
        };
        let by = Author::Secretary;
        if let Err(trouble) = Recorder::begin(&files, &by, fresh_id(now), &command, now) {
            // Without its meeting the copy is nobody's.
            let _ = crate::book::source_file::forget(&files, &original);
            return Err(context.trouble(&trouble));
        }
        let written = Recorder::open(files.clone(), Author::Secretary, None)
            .map(|mut recorder| recorder.write_record());
        if !matches!(written, Ok(Ok(_))) {
            self.remark("export-record-not-written", &[]);
        }
        self.shelf.read_again(&files);
        Ok(stem)
    }
}

/// Finds a stem that no meeting has: two papers of one body and day are two meetings.
fn free_stem(context: &Context<'_>, name: &str) -> String {
    let stem = |number: usize| {
        let name = if number == 1 {
            format!("{name}.x")
        } else {
            format!("{name}-{number}.x")
        };
        stem_of(Path::new(&name))
    };
    let is_free = |stem: &String| !context.book.files(stem).journal.exists();
    (1..1000).map(stem).find(is_free).unwrap_or_else(|| stem(1))
}

impl Context<'_> {
    /// Reads the text of a paper, its lines one under the other.
    pub(super) fn text_of_paper(&self, path: &Path) -> Result<String, Failure> {
        let taken = read_source_file(path).map_err(|error| self.not_taken(path, &error))?;
        let lines = extract_lines(&taken).map_err(|error| self.not_extracted(path, &error))?;
        let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        Ok(lines.join("\n"))
    }

    fn not_taken(&self, path: &Path, error: &SourceFileError) -> Failure {
        let printable = printable_path(path);
        let with = [("path", printable.as_str())];
        match error {
            SourceFileError::NotAFile => self.failure("import-not-a-file", &with),
            SourceFileError::TooLarge => self.failure("import-too-large", &with),
            SourceFileError::Unreadable(error) => self.not_read(path, error),
        }
    }

    fn not_extracted(&self, path: &Path, error: &ExtractError) -> Failure {
        let printable = printable_path(path);
        let with = [("path", printable.as_str())];
        match error {
            ExtractError::NoText => self.failure("import-no-text", &with),
            ExtractError::TooLong => self.failure("import-too-large", &with),
            ExtractError::Malformed => self.failure("import-malformed", &with),
            ExtractError::Process(ProcessError::TooSlow) => self.failure("import-too-slow", &with),
            ExtractError::Process(ProcessError::NoPipes) => {
                self.unreadable(path, &IoTrouble::Other(String::new()))
            }
            ExtractError::Process(ProcessError::Io(error)) => self.not_read(path, error),
        }
    }
}
