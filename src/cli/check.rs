//! `klubba check`: the mistakes in a file, each with its place and the text that was expected there.

use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use clap::Args;

use super::context::{Context, printable_path};
use super::output::{Exit, Failure, Output};
use crate::book::agenda_file;
use crate::book::diagnostic::{Diagnostic, Mistake};
use crate::meeting::agenda::AgendaFlaw;
use crate::words::Words;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[arg(required = true, value_name = "FILE", help = "cli-files")]
    files: Vec<PathBuf>,
}

/// Checks files; doubts are told and do not fail.
pub(super) fn check(context: &Context<'_>, arguments: &CheckArguments) -> Output {
    check_files(context, &arguments.files)
}

fn check_files(context: &Context<'_>, files: &[PathBuf]) -> Output {
    let mut output = Output::default();
    for path in files {
        let complaints = agenda_file::check(path);
        let template = template_mistakes(context, path);
        if complaints.is_empty() && template.is_none() {
            let path = printable_path(path);
            let fine = context
                .words
                .say_with("check-fine", &[("path", path.into())]);
            output.stderr.push_str(&fine);
            output.stderr.push('\n');
        }
        output
            .stderr
            .push_str(&describe_complaints(&complaints, &context.words));
        if complaints.iter().any(|complaint| !complaint.is_doubt()) {
            output.exit = Exit::Failed;
        }
        if let Some(failure) = template {
            output.stderr.push_str(&failure.message);
            output.exit = output.exit.max(failure.exit);
        }
    }
    output
}

fn template_mistakes(context: &Context<'_>, path: &Path) -> Option<Failure> {
    let file = agenda_file::read(path).ok()?;
    context.template_mistakes(path.parent()?, file.agenda)
}

/// Checks the agenda of this name in the book; of a meeting, its record.
pub(super) fn check_stem(context: &Context<'_>, stem: &str) -> Output {
    let agenda = context.book.agendas().join(format!("{stem}.ron"));
    let path = if agenda.is_file() {
        agenda
    } else {
        context.book.files(stem).record
    };
    check_files(context, &[path])
}

/// Words complaints, each with the line that it is about.
#[must_use]
pub fn describe_complaints(complaints: &[Diagnostic], words: &Words) -> String {
    complaints
        .iter()
        .map(|complaint| describe(complaint, words))
        .collect::<Vec<String>>()
        .join("\n")
}

fn describe(complaint: &Diagnostic, words: &Words) -> String {
    let title = headline(&complaint.mistake, words);
    let path = printable_path(&complaint.path);
    let level = if complaint.is_doubt() {
        Level::WARNING.with_name(words.say("check-doubt").into_owned())
    } else {
        Level::ERROR.with_name(words.say("check-mistake").into_owned())
    };
    let title = level.primary_title(title);
    if complaint.source.is_empty() || complaint.span == (0..0) {
        return format!(
            "{path}: {}\n",
            Renderer::plain().render(&[Group::with_title(title)])
        );
    }
    let expected = expected(&complaint.mistake, words);
    let span = whole_characters(&complaint.source, &complaint.span);
    let mark = AnnotationKind::Primary.span(span).label(expected);
    let snippet = Snippet::source(complaint.source.as_str())
        .path(path)
        .annotation(mark);
    format!("{}\n", Renderer::plain().render(&[title.element(snippet)]))
}

/// Widens the place of a mistake to whole characters, one at the least: the renderer panics on half
/// a character.
fn whole_characters(source: &str, span: &Range<usize>) -> Range<usize> {
    let is_boundary = |at: &usize| source.is_char_boundary(*at);
    let start = (0..=span.start.min(source.len()))
        .rfind(is_boundary)
        .unwrap_or(0);
    let end = (span.end.max(start + 1)..=source.len()).find(is_boundary);
    start..end.unwrap_or(source.len())
}

fn headline(mistake: &Mistake, words: &Words) -> String {
    let plain = |message: &str| words.say(message).into_owned();
    let about = |message: &str, what: &str| words.say_with(message, &[("what", what.into())]);
    match mistake {
        Mistake::Unreadable(trouble) => about("check-unreadable", &words.io_trouble(trouble)),
        Mistake::NotText => plain("check-not-text"),
        Mistake::TooLarge => plain("check-too-large"),
        Mistake::Unknown { found, .. } => about("check-unknown", found),
        Mistake::Missing(field) => about("check-missing", field),
        Mistake::Twice(field) => about("check-twice", field),
        Mistake::Expected(sign) => about("check-expected", sign),
        Mistake::NotANumber => plain("check-not-a-number"),
        Mistake::NumberTooLarge => plain("check-number-too-large"),
        Mistake::EndsEarly => plain("check-ends-early"),
        Mistake::Other(said) => about("check-other", said),
        Mistake::CheckFails => plain("check-changed"),
        Mistake::Flaw(flaw) => describe_flaw(flaw, words),
    }
}

fn describe_flaw(flaw: &AgendaFlaw, words: &Words) -> String {
    let row = |message: &str, row: usize| words.say_with(message, &[("row", row.into())]);
    match flaw {
        AgendaFlaw::BodyId => words.say("flaw-body-id").into_owned(),
        AgendaFlaw::BodyName => words.say("flaw-body-name").into_owned(),
        AgendaFlaw::NoItems => words.say("flaw-no-items").into_owned(),
        AgendaFlaw::NothingNamed(number) => row("flaw-nothing-named", *number),
        AgendaFlaw::HeadingWithItem(number) => row("flaw-heading-with-item", *number),
        AgendaFlaw::LongTitle(number) => row("flaw-long-title", *number),
        AgendaFlaw::NamelessPerson(number) => row("flaw-nameless-person", *number),
        AgendaFlaw::EndsBeforeStart => words.say("flaw-ends-before-start").into_owned(),
        AgendaFlaw::SameLabel(label) => {
            words.say_with("flaw-same-label", &[("label", label.as_str().into())])
        }
        AgendaFlaw::PresenterNotListed(name) => words.say_with(
            "flaw-presenter-not-listed",
            &[("name", name.as_str().into())],
        ),
    }
}

/// Words what stands beside the caret.
fn expected(mistake: &Mistake, words: &Words) -> String {
    match mistake {
        Mistake::Unknown { known, nearest, .. } => {
            let known = known.join(", ");
            match nearest {
                Some(near) => words.say_with(
                    "check-known-and-near",
                    &[("near", near.as_str().into()), ("known", known.into())],
                ),
                None => words.say_with("check-known", &[("known", known.into())]),
            }
        }
        Mistake::Missing(field) => {
            words.say_with("check-missing-here", &[("what", field.as_str().into())])
        }
        Mistake::Expected(sign) => {
            words.say_with("check-expected-here", &[("what", sign.as_str().into())])
        }
        Mistake::Unreadable(_)
        | Mistake::NotText
        | Mistake::TooLarge
        | Mistake::Twice(_)
        | Mistake::NotANumber
        | Mistake::NumberTooLarge
        | Mistake::EndsEarly
        | Mistake::Other(_)
        | Mistake::Flaw(_)
        | Mistake::CheckFails => words.say("check-here").into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_within_a_character_is_that_character() {
        let source = "aåä";
        assert_eq!(whole_characters(source, &(2..2)), 1..3);
        assert_eq!(whole_characters(source, &(1..2)), 1..3);
        assert_eq!(whole_characters(source, &(3..4)), 3..5);
        assert_eq!(whole_characters(source, &(0..1)), 0..1);
        assert_eq!(whole_characters(source, &(5..9)), 5..5);
        assert_eq!(whole_characters(source, &(8..9)), 5..5);
    }
}
