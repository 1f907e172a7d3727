//! Documents by template: the program's own, which `klubba template` prints, or the one that the style
//! of the body names.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::context::{Context, printable_path};
use super::output::{Failure, Output};
use crate::book::templates::{TemplateLookup, find};
use crate::export::document::{Document, ExportSource, lay_out};
use crate::export::template::TemplateError;
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

    fn render(self, document: &Document, template: &str) -> Result<String, TemplateError> {
        match self {
            Self::Html => html::html(document, template),
            Self::Markdown => markdown::markdown(document, template),
        }
    }
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
        let (path, template) = match found {
            TemplateLookup::Own(path, template) => (path, template),
            TemplateLookup::OtherFormat => (extension.into(), format.default_template().to_owned()),
            TemplateLookup::NotAName => {
                let name = style.unwrap_or_default();
                return Err(failure("export-template-name", agendas, name));
            }
            TemplateLookup::Unreadable(path, error) => {
                let error = error.to_string();
                return Err(failure("export-template-unreadable", &path, &error));
            }
        };
        let rendered = format.render(document, &template);
        rendered.map_err(|error| failure("export-template-mistake", &path, &error.to_string()))
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
