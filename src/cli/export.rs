//! `klubba export`: documents. The record is brought up to date first, and is what they are made
//! from.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::context::{Context, one_per_line, printable_path};
use super::output::{Exit, Failure, Output};
use super::template::TemplateFormat;
use crate::book::documents::{NotPut, put};
use crate::book::files::MeetingFiles;
use crate::book::recorder::Recorder;
use crate::book::snapshot::{Snapshot, fold_journal};
use crate::export::calendar::calendar;
use crate::export::document::{Document, ExportSource, lay_out, times};
use crate::export::docx::docx;
use crate::export::json::json;
use crate::export::pdf::pdf;
use crate::meeting::author::Author;
use crate::tui::wrap::shown;

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    #[arg(value_name = "MEETING", help = "cli-meeting")]
    meeting: String,
    #[arg(
        long = "to",
        value_name = "FORMAT",
        value_enum,
        hide_possible_values = true,
        help = "cli-to"
    )]
    format: Format,
    #[arg(long, value_name = "LABEL", help = "cli-item")]
    item: Option<String>,
    #[arg(
        long = "what",
        value_name = "PART",
        value_enum,
        hide_possible_values = true,
        help = "cli-what"
    )]
    part: Option<DocumentPart>,
    #[arg(long, help = "cli-times")]
    times: bool,
    #[arg(long, help = "cli-over")]
    over: bool,
    #[arg(short, long, value_name = "FILE", help = "cli-output")]
    output: Option<PathBuf>,
}

/// A format that a meeting can be exported to, by the name that is typed. What is to be known of a
/// format is asked by the exhaustive matches of this file and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(name = "md")]
    Markdown,
    Html,
    Docx,
    Pdf,
    Json,
    #[value(name = "ics")]
    Calendar,
}

/// A part of the minutes that can stand alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DocumentPart {
    Decisions,
}

/// The destination of an export when no file is named.
enum Destination {
    Stdout,
    /// A file of its own, with this extension, among the book's exports.
    File(&'static str),
}

impl Format {
    fn destination(self) -> Destination {
        match self {
            Self::Markdown | Self::Json => Destination::Stdout,
            Self::Html => Destination::File("html"),
            Self::Docx => Destination::File("docx"),
            Self::Pdf => Destination::File("pdf"),
            Self::Calendar => Destination::File("ics"),
        }
    }

    /// Tests if it can hold an extract (`--item`) or a part (`--what`).
    fn has_extracts(self) -> bool {
        match self {
            Self::Markdown | Self::Html | Self::Docx | Self::Pdf => true,
            Self::Json | Self::Calendar => false,
        }
    }

    /// Tests if it can show time planned against time spent (`--times`).
    fn has_times(self) -> bool {
        match self {
            Self::Html => true,
            Self::Markdown | Self::Docx | Self::Pdf | Self::Json | Self::Calendar => false,
        }
    }

    /// Tests if its lines end in CR LF, whose CR is left out in a pipe.
    fn ends_lines_with_cr(self) -> bool {
        match self {
            Self::Calendar => true,
            Self::Markdown | Self::Html | Self::Docx | Self::Pdf | Self::Json => false,
        }
    }

    fn write(self, job: &ExportJob<'_>) -> Result<Vec<u8>, Failure> {
        let (source, words) = (&job.source, &job.context.words);
        match self {
            Self::Markdown => job.render(TemplateFormat::Markdown),
            Self::Html => job.render(TemplateFormat::Html),
            Self::Docx => Ok(docx(&job.document()?, words)?),
            Self::Pdf => pdf(&job.document()?, words).map_err(|error| {
                let error = error.to_string();
                job.context
                    .failure("export-not-conforming", &[("error", &error)])
            }),
            Self::Json => Ok(json(source, words).into_bytes()),
            Self::Calendar => Ok(calendar(source, &job.files.stem, words).into_bytes()),
        }
    }
}

/// The name by which a value is typed.
fn name_of(value: &impl ValueEnum) -> String {
    let value = value.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The usage line of the command, which lists the formats.
pub(super) fn usage_of_export() -> String {
    let formats: Vec<String> = Format::value_variants().iter().map(name_of).collect();
    format!(
        "klubba export MEETING --to {} [--item LABEL] [--what decisions] [-o FILE|-]",
        formats.join("|")
    )
}

/// Exports a meeting.
pub(super) fn export(
    context: &Context<'_>,
    arguments: &ExportArguments,
) -> Result<Output, Failure> {
    let files = context.meeting(&arguments.meeting)?;
    let format = arguments.format;
    if let Some(option) = unsupported_option(arguments) {
        let with = [("what", option), ("format", &name_of(&format))];
        let failure = context.failure("export-has-no", &with);
        return Err(failure.with_exit(Exit::Usage));
    }
    let (snapshot, mut remarks) = load(context, &files)?;
    let integrity = snapshot.integrity;
    remarks += &context.missing(&files.stem, &integrity);
    let job = ExportJob {
        context,
        arguments,
        files: &files,
        source: ExportSource {
            minutes: &snapshot.minutes,
            head: &snapshot.head.hash,
            integrity: &integrity,
            now: context.now(),
        },
    };
    let bytes = format.write(&job)?;
    let mut output = job.deliver(bytes, remarks)?;
    if !integrity.is_whole() {
        output.exit = Exit::Incomplete;
    }
    Ok(output)
}

/// Finds an option that exports of this format do not have.
fn unsupported_option(arguments: &ExportArguments) -> Option<&'static str> {
    let format = arguments.format;
    if arguments.item.is_some() && !format.has_extracts() {
        Some("--item")
    } else if arguments.part.is_some() && !format.has_extracts() {
        Some("--what")
    } else if arguments.times && !format.has_times() {
        Some("--times")
    } else {
        None
    }
}

/// Loads a meeting from its journal, and brings its record up to date. A folder that may only be read
/// keeps its old record, with a remark.
fn load(context: &Context<'_>, files: &MeetingFiles) -> Result<(Snapshot, String), Failure> {
    let recorder = Recorder::open(files.clone(), Author::Secretary, None);
    let (snapshot, remark) = match recorder {
        Ok(mut recorder) => {
            let remark = context.update_record(&mut recorder);
            (recorder.snapshot(), remark)
        }
        Err(_) => (None, context.remark("export-record-not-written", &[])),
    };
    let snapshot = match snapshot {
        Some(snapshot) => snapshot,
        None => fold_journal(files).map_err(|error| context.not_read(&files.journal, &error))?,
    };
    Ok((snapshot, remark))
}

/// One export of one meeting.
struct ExportJob<'a> {
    context: &'a Context<'a>,
    arguments: &'a ExportArguments,
    files: &'a MeetingFiles,
    source: ExportSource<'a>,
}

impl ExportJob<'_> {
    fn render(&self, format: TemplateFormat) -> Result<Vec<u8>, Failure> {
        let document = self.document()?;
        let agendas = self.context.book.agendas();
        let own = self.source.minutes.style.template.as_deref();
        let text = self.context.render(&agendas, own, format, &document)?;
        Ok(text.into_bytes())
    }

    /// Lays out the minutes, or as much of them as was asked for.
    fn document(&self) -> Result<Document, Failure> {
        let words = &self.context.words;
        let mut document = lay_out(&self.source, words);
        if self.arguments.times {
            document.times = times(&self.source, words);
        }
        match self.arguments.part {
            Some(DocumentPart::Decisions) => document = document.decisions(),
            None => {}
        }
        let Some(label) = &self.arguments.item else {
            return Ok(document);
        };
        document.extract(label, words).map_err(|not_found| {
            let (label, labels) = (shown(label), one_per_line(&not_found.labels));
            let with = [("label", &*label), ("labels", &labels)];
            self.context.failure("export-no-item", &with)
        })
    }

    /// Writes the export to its file, and tells where; or to the output.
    fn deliver(&self, bytes: Vec<u8>, remarks: String) -> Result<Output, Failure> {
        let mut output = Output {
            stderr: remarks,
            ..Output::default()
        };
        let path = match self.path() {
            // What is thrown away is no document, and nothing is told of it.
            Some(path) if path.as_os_str() == "/dev/null" => return Ok(output),
            path => path.filter(|path| path.as_os_str() != "/dev/stdout"),
        };
        let Some(path) = path else {
            output.stdout = bytes;
            if self.arguments.format.ends_lines_with_cr() {
                output.stdout.retain(|byte| *byte != b'\r');
            }
            return Ok(output);
        };
        let put = put(&self.context.book, &path, &bytes, self.arguments.over)
            .map_err(|not_put| self.not_put(&path, &not_put))?;
        if put.is_beside {
            let with = [("path", &*printable_path(&path))];
            output.stderr += &self.context.remark("export-edited", &with);
        }
        output.stderr += &printable_path(&put.path);
        output.stderr.push('\n');
        Ok(output)
    }

    /// Words why the document was not put in its file.
    fn not_put(&self, path: &Path, not_put: &NotPut) -> Failure {
        let with = [("path", &*printable_path(path))];
        match not_put {
            NotPut::OfTheBook => self.context.failure("export-of-the-book", &with),
            NotPut::NotAFile => self.context.failure("export-not-a-file", &with),
            NotPut::Io(error) => self.context.not_written(path, error),
        }
    }

    /// The file that the export goes to. None for the standard output.
    fn path(&self) -> Option<PathBuf> {
        match (&self.arguments.output, self.arguments.format.destination()) {
            (Some(path), _) if path.as_os_str() == "-" => None,
            (Some(path), _) => Some(path.clone()),
            (None, Destination::Stdout) => None,
            (None, Destination::File(extension)) => {
                Some(self.context.book.exports().join(self.file_name(extension)))
            }
        }
    }

    /// Names the file after the meeting, and after the item or the part of it.
    fn file_name(&self, extension: &str) -> String {
        let item = self.arguments.item.as_deref().map(|label| {
            let label = label.replace(|letter: char| !letter.is_alphanumeric(), "-");
            format!("-utdrag-{}", label.trim_matches('-'))
        });
        let part = self
            .arguments
            .part
            .map(|part| format!("-{}", name_of(&part)));
        format!(
            "{}{}{}.{extension}",
            self.files.stem,
            item.unwrap_or_default(),
            part.unwrap_or_default()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn the_help_names_every_format() {
        for language in [Language::Swedish, Language::English] {
            let help = Words::new(language).say("cli-to").into_owned();
            let named: Vec<&str> = help
                .split(|letter: char| !letter.is_alphanumeric())
                .collect();
            for format in Format::value_variants() {
                assert!(named.contains(&&*name_of(format)), "{format:?}: {help}");
            }
        }
    }
}
