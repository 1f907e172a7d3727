//! Documents by template: the program's own, which `klubba template` prints, or the one that the style
//! of the body names.

use std::io::Read;
use std::path::Path;

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::context::{Context, printable_path};
use super::limited_process::{ProcessError, ask_process, limit_resources};
use super::output::{Failure, Output};
use crate::book::templates::{TemplateLookup, find};
use crate::export::document::{Document, ExportSource, lay_out};
use crate::export::template::{LARGEST, TemplateError, Work};
use crate::export::{html, markdown};
use crate::meeting::Meeting;
use crate::meeting::agenda::Agenda;
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, EntryId};
use crate::meeting::integrity::WHOLE;
use crate::meeting::rules::decide;

#[derive(Debug, Args)]
pub(super) struct TemplateArguments {
    #[arg(
        long = "to",
        value_name = "FORMAT",
        value_enum,
        default_value_t = TemplateFormat::Html,
        hide_possible_values = true,
        hide_default_value = true,
        help = "cli-template-to"
    )]
    format: TemplateFormat,
}

/// A format that is written by a template.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum TemplateFormat {
    Html,
    #[value(name = "md")]
    Markdown,
}

impl TemplateFormat {
    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    /// The template that comes with the program.
    fn default_template(self) -> &'static str {
        match self {
            Self::Html => html::TEMPLATE,
            Self::Markdown => markdown::TEMPLATE,
        }
    }

    fn render(
        self,
        document: &impl Serialize,
        template: &str,
        work: Work,
    ) -> Result<String, TemplateError> {
        match self {
            Self::Html => html::html_within(document, template, work),
            Self::Markdown => markdown::markdown_within(document, template, work),
        }
    }

    /// Renders by a template that somebody has written, in a process of its own: a few of its words can
    /// ask for more memory than there is.
    fn render_apart(self, document: &Document, template: &str) -> Result<String, Unrendered> {
        let job = json!({ "template": template, "paper": document });
        let typed = ["render", self.extension()];
        let answer = ask_process(&typed, job.to_string().into_bytes(), 8 * LARGEST)?;
        match serde_json::from_slice(&answer) {
            Ok(Answer::Page(page)) => Ok(page),
            Ok(Answer::Refused(error)) => Err(error.into()),
            // It has died of its limits.
            Err(_) => Err(TemplateError::TooMuchWork.into()),
        }
    }
}

/// What the process that renders is asked.
#[derive(Deserialize)]
struct RenderJob {
    template: String,
    paper: serde_json::Value,
}

/// What it answers.
#[derive(Serialize, Deserialize)]
enum Answer {
    Page(String),
    Refused(TemplateError),
}

/// Why there is no page by somebody's template.
#[derive(Debug, thiserror::Error)]
enum Unrendered {
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Process(#[from] ProcessError),
}

#[derive(Debug, Args)]
pub(super) struct RenderArguments {
    #[arg(value_name = "FORMAT", value_enum)]
    format: TemplateFormat,
}

/// Carries out `klubba render FORMAT`, which no person types: reads a template and a document from
/// the input and writes the page, or why there is none.
pub(super) fn render(arguments: &RenderArguments) -> Result<Output, Failure> {
    limit_resources();
    let nothing = |_| Failure::new("");
    let mut job = Vec::new();
    std::io::stdin().read_to_end(&mut job)?;
    let RenderJob { template, paper } = serde_json::from_slice(&job).map_err(nothing)?;
    let rendered = arguments.format.render(&paper, &template, Work::Limited);
    let answer = rendered.map_or_else(Answer::Refused, Answer::Page);
    serde_json::to_vec(&answer)
        .map(Output::done)
        .map_err(nothing)
}

/// Prints the program's own template, to be copied and changed.
pub(super) fn template(arguments: &TemplateArguments) -> Output {
    Output::done(arguments.format.default_template())
}

impl Context<'_> {
    /// Renders a document by the template that the style names among these agendas, or by ours.
    pub(super) fn render(
        &self,
        agendas: &Path,
        style: Option<&str>,
        format: TemplateFormat,
        document: &Document,
    ) -> Result<String, Failure> {
        let failure = |message, path: &Path, error: &str| {
            self.failure(
                message,
                &[("path", &printable_path(path)), ("error", error)],
            )
        };
        let extension = format.extension();
        let found = style.map_or(TemplateLookup::OtherFormat, |name| {
            find(agendas, name, extension)
        });
        match found {
            TemplateLookup::Own(path, template) => format
                .render_apart(document, &template)
                .map_err(|error| self.unrendered(&path, error)),
            TemplateLookup::OtherFormat => format
                .render(document, format.default_template(), Work::Unlimited)
                .map_err(|error| self.unrendered(Path::new(extension), error.into())),
            TemplateLookup::NotAName => {
                let name = style.unwrap_or_default();
                Err(failure("export-template-name", agendas, name))
            }
            TemplateLookup::Unreadable(path, error) => {
                let error = self.words.io_error(&error);
                Err(failure("export-template-unreadable", &path, &error))
            }
        }
    }

    /// Words why a template gives no page.
    fn unrendered(&self, path: &Path, error: Unrendered) -> Failure {
        let path = printable_path(path);
        let (message, error) = match error {
            Unrendered::Template(error @ TemplateError::Mistake { .. }) => {
                ("export-template-mistake", error.to_string())
            }
            Unrendered::Template(TemplateError::TooLarge) => {
                ("export-template-too-large", String::new())
            }
            Unrendered::Template(TemplateError::TooMuchWork)
            | Unrendered::Process(ProcessError::TooSlow) => {
                ("export-template-too-much", String::new())
            }
            Unrendered::Process(error @ (ProcessError::NoPipes | ProcessError::Io(_))) => {
                ("export-template-unreadable", error.to_string())
            }
        };
        self.failure(message, &[("path", &path), ("error", &error)])
    }

    /// Tries the template that an agenda's style names on the minutes of a meeting that has not
    /// begun, and reports each mistake that such minutes reach. None for a template without any, and
    /// for an agenda that names none.
    pub(super) fn template_mistakes(&self, agendas: &Path, agenda: Agenda) -> Option<Failure> {
        let name = agenda.style.template.clone()?;
        let document = self.first_draft(agenda)?;
        let mistakes = TemplateFormat::value_variants()
            .iter()
            .filter_map(|format| self.render(agendas, Some(&name), *format, &document).err());
        // A mistake in the name is the same in each format.
        mistakes.reduce(|one, other| {
            if one.message == other.message {
                one
            } else {
                Failure::new(one.message + &other.message)
            }
        })
    }

    /// Lays out the minutes of a meeting that has not begun. None for an agenda that the rules refuse.
    fn first_draft(&self, agenda: Agenda) -> Option<Document> {
        let now = self.now();
        let command = Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        };
        let mut meeting = Meeting::default();
        let events = decide(&meeting, &command, now).ok()?;
        meeting.apply(Entry {
            id: EntryId(String::new()),
            at: now,
            by: String::new().into(),
            events,
        });
        let source = ExportSource {
            minutes: &meeting,
            head: "",
            integrity: &WHOLE,
            now,
        };
        Some(lay_out(&source, &self.words))
    }
}
