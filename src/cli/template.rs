//! Papers by template: the program's own, which `klubba template` prints, or the one that the style of
//! the body names.

use std::path::Path;

use clap::ArgMatches;

use super::{Answer, Task, shown_path};
use crate::book::templates::{TemplateLookup, find};
use crate::export::outline::{Outline, Source, outline};
use crate::export::template::TemplateMistake;
use crate::export::{html, markdown};
use crate::meeting::Meeting;
use crate::meeting::agenda::Agenda;
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, EntryId};
use crate::meeting::rules::decide;
use crate::tui::clock::Clock;

/// What is spelled by a template.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spelling {
    Html,
    Markdown,
}

impl Spelling {
    fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
        }
    }

    fn ours(self) -> &'static str {
        match self {
            Self::Html => html::TEMPLATE,
            Self::Markdown => markdown::TEMPLATE,
        }
    }

    fn spell(self, paper: &Outline, template: &str) -> Result<String, TemplateMistake> {
        match self {
            Self::Html => html::html(paper, template),
            Self::Markdown => markdown::markdown(paper, template),
        }
    }
}

/// Our own template, to be copied and changed.
pub(super) fn template(said: &ArgMatches) -> Answer {
    let is_markdown = said.get_one::<String>("to").is_some_and(|to| to == "md");
    Answer::done(
        if is_markdown {
            Spelling::Markdown
        } else {
            Spelling::Html
        }
        .ours(),
    )
}

impl Task<'_> {
    /// The paper, spelled by the template that the style names among these agendas, or by ours.
    pub(super) fn spelled(
        &self,
        agendas: &Path,
        style: Option<&str>,
        spelling: Spelling,
        paper: &Outline,
    ) -> Result<String, Answer> {
        let failed = |message, path: &Path, error: &str| {
            self.failed(message, &[("path", &shown_path(path)), ("error", error)])
        };
        let extension = spelling.extension();
        let found = style.map_or(TemplateLookup::OtherFormat, |name| {
            find(agendas, name, extension)
        });
        let (path, template) = match found {
            TemplateLookup::Own(path, template) => (path, template),
            TemplateLookup::OtherFormat => (extension.into(), spelling.ours().to_owned()),
            TemplateLookup::NotAName => {
                return Err(failed(
                    "export-template-name",
                    agendas,
                    style.unwrap_or_default(),
                ));
            }
            TemplateLookup::Unreadable(path, error) => {
                return Err(failed(
                    "export-template-unreadable",
                    &path,
                    &error.to_string(),
                ));
            }
        };
        let spelled = spelling.spell(paper, &template);
        spelled.map_err(|mistake| failed("export-template-mistake", &path, &mistake.to_string()))
    }

    /// What is wrong with the template that an agenda's style names, tried on the paper of its meeting
    /// before it begins: each line that such a paper reaches.
    pub(super) fn template_flaws(&self, agendas: &Path, agenda: Agenda) -> Option<Answer> {
        let name = agenda.style.template.clone()?;
        let now = Clock::started_at(self.surroundings.now.as_deref()).now();
        let command = Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        };
        let mut meeting = Meeting::default();
        let events = decide(&meeting, &command, now).ok()?;
        meeting.apply(Entry {
            id: EntryId(String::new()),
            at: now,
            by: String::new(),
            events,
        });
        let paper = outline(
            &Source {
                minutes: &meeting,
                head: "",
                now,
            },
            &self.words,
        );
        let tried = |spelling| self.spelled(agendas, Some(&name), spelling, &paper).err();
        let flaws: Vec<Answer> = [Spelling::Html, Spelling::Markdown]
            .into_iter()
            .filter_map(tried)
            .collect();
        // What is wrong with the name is so for both.
        flaws.into_iter().reduce(|one, other| {
            if one.stderr == other.stderr {
                one
            } else {
                Answer {
                    stderr: one.stderr + &other.stderr,
                    ..one
                }
            }
        })
    }
}
