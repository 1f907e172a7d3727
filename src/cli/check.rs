//! `klubba check`: what is wrong with a file, where, and what was expected there.

use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use clap::ArgMatches;

use super::{Answer, Task, shown_path};
use crate::book::agenda_file;
use crate::book::diagnostic::{Diagnostic, Mistake};
use crate::meeting::agenda::Flaw;
use crate::words::Words;

/// Checks files; doubts are told and do not fail.
pub(super) fn check(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let files: Vec<PathBuf> = said
        .get_many("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    check_files(task, &files)
}

fn check_files(task: &Task<'_>, files: &[PathBuf]) -> Answer {
    let mut answer = Answer::default();
    for path in files {
        let complaints = agenda_file::check(path);
        let template = flaws_of_template(task, path);
        if complaints.is_empty() && template.is_none() {
            let path = shown_path(path);
            let fine = task.words.say_with("check-fine", &[("path", path.into())]);
            answer.stderr.push_str(&fine);
            answer.stderr.push('\n');
        }
        let complained = complained(task, &complaints);
        answer.stderr.push_str(&complained.stderr);
        answer.code = answer.code.max(complained.code);
        if let Some(flaws) = template {
            answer.stderr.push_str(&flaws.stderr);
            answer.code = answer.code.max(flaws.code);
        }
    }
    answer
}

fn flaws_of_template(task: &Task<'_>, path: &Path) -> Option<Answer> {
    let file = agenda_file::read(path).ok()?;
    task.template_flaws(path.parent()?, file.agenda)
}

/// Checks the agenda of this name in the book; of a meeting, its record.
pub(super) fn check_stem(task: &Task<'_>, stem: &str) -> Answer {
    let agenda = task.book.agendas().join(format!("{stem}.ron"));
    let path = if agenda.is_file() {
        agenda
    } else {
        task.book.files(stem).record
    };
    check_files(task, &[path])
}

/// Complaints as a person reads them.
pub(super) fn complained(task: &Task<'_>, complaints: &[Diagnostic]) -> Answer {
    let code = u8::from(complaints.iter().any(|complaint| !complaint.is_doubt()));
    Answer {
        stderr: complaints_told(complaints, &task.words),
        code,
        ..Answer::default()
    }
}

/// Complaints in words, each with the line that it is about.
#[must_use]
pub fn complaints_told(complaints: &[Diagnostic], words: &Words) -> String {
    complaints
        .iter()
        .map(|complaint| shown(complaint, words))
        .collect::<Vec<String>>()
        .join("\n")
}

fn shown(complaint: &Diagnostic, words: &Words) -> String {
    let title = headline(&complaint.mistake, words);
    let path = shown_path(&complaint.path);
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
    let span = whole_letters(&complaint.source, &complaint.span);
    let mark = AnnotationKind::Primary.span(span).label(expected);
    let snippet = Snippet::source(complaint.source.as_str())
        .path(path)
        .annotation(mark);
    format!("{}\n", Renderer::plain().render(&[title.element(snippet)]))
}

/// The place of a mistake, at least a letter long where there is one, and no letter cut: what marks
/// half a letter ends the program.
fn whole_letters(source: &str, span: &Range<usize>) -> Range<usize> {
    let between_letters = |at: &usize| source.is_char_boundary(*at);
    let start = (0..=span.start.min(source.len()))
        .rfind(between_letters)
        .unwrap_or(0);
    let end = (span.end.max(start + 1)..=source.len()).find(between_letters);
    start..end.unwrap_or(source.len())
}

fn headline(mistake: &Mistake, words: &Words) -> String {
    let plain = |message: &str| words.say(message).into_owned();
    let about = |message: &str, what: &str| words.say_with(message, &[("what", what.into())]);
    match mistake {
        Mistake::Unreadable(error) => about("check-unreadable", error),
        Mistake::NotText => plain("check-not-text"),
        Mistake::TooLarge => plain("check-too-large"),
        Mistake::Unknown { found, .. } => about("check-unknown", found),
        Mistake::Missing(field) => about("check-missing", field),
        Mistake::Twice(field) => about("check-twice", field),
        Mistake::Expected(sign) => about("check-expected", sign),
        Mistake::Other(said) => about("check-other", said),
        Mistake::CheckFails => plain("check-changed"),
        Mistake::Flaw(flaw) => flawed(flaw, words),
    }
}

fn flawed(flaw: &Flaw, words: &Words) -> String {
    let row = |message: &str, row: usize| words.say_with(message, &[("row", row.into())]);
    match flaw {
        Flaw::BodyId => words.say("flaw-body-id").into_owned(),
        Flaw::BodyName => words.say("flaw-body-name").into_owned(),
        Flaw::NoItems => words.say("flaw-no-items").into_owned(),
        Flaw::NothingNamed(number) => row("flaw-nothing-named", *number),
        Flaw::HeadingWithItem(number) => row("flaw-heading-with-item", *number),
        Flaw::NamelessPerson(number) => row("flaw-nameless-person", *number),
        Flaw::EndsBeforeStart => words.say("flaw-ends-before-start").into_owned(),
        Flaw::SameLabel(label) => {
            words.say_with("flaw-same-label", &[("label", label.as_str().into())])
        }
        Flaw::PresenterNotListed(name) => words.say_with(
            "flaw-presenter-not-listed",
            &[("name", name.as_str().into())],
        ),
    }
}

/// What stands beside the caret.
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
        | Mistake::Other(_)
        | Mistake::Flaw(_)
        | Mistake::CheckFails => words.say("check-here").into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_within_a_letter_is_that_letter() {
        let source = "aåä";
        assert_eq!(whole_letters(source, &(2..2)), 1..3);
        assert_eq!(whole_letters(source, &(1..2)), 1..3);
        assert_eq!(whole_letters(source, &(3..4)), 3..5);
        assert_eq!(whole_letters(source, &(0..1)), 0..1);
        assert_eq!(whole_letters(source, &(5..9)), 5..5);
        assert_eq!(whole_letters(source, &(8..9)), 5..5);
    }
}
