//! A document held against the book: the fingerprint that it carries, and the decisions of the
//! meeting whose fingerprint that is.

use std::path::Path;

use super::{Report, entries_after};
use crate::book::files::MeetingFiles;
use crate::book::snapshot::fold_journal;
use crate::cli::context::{Context, printable_path};
use crate::cli::output::{Exit, Failure, Output};

/// The endings of documents.
const ENDINGS: [&str; 7] = ["md", "markdown", "html", "htm", "docx", "pdf", "json"];

/// Tells whether a name is that of a document on the disk.
pub(super) fn is_paper(name: &str) -> bool {
    let path = Path::new(name);
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_document = |ending: &str| ENDINGS.contains(&ending.to_lowercase().as_str());
    ending.is_some_and(is_document) && path.is_file()
}

/// Verifies a document: whose fingerprint it carries, and whether each decision of that meeting
/// stands in it word for word.
pub(super) fn verify(context: &Context<'_>, name: &str) -> Result<Output, Failure> {
    let mut report = Report {
        path: printable_path(Path::new(name)),
        context,
        output: Output::default(),
    };
    let text = context.text_of_paper(Path::new(name))?;
    let fingerprints = fingerprints(&text);
    if fingerprints.is_empty() {
        let none = context.words.say("verify-paper-bare").into_owned();
        report.remark(&none, Exit::Failed);
        return Ok(report.output);
    }
    let Some((files, digits, after)) = find(context, &fingerprints)? else {
        let unknown = context.words.say("verify-paper-unknown").into_owned();
        report.remark(&unknown, Exit::BrokenChain);
        return Ok(report.output);
    };
    let with = [("meeting", &*files.stem), ("head", &*digits)];
    report.say("verify-paper-known", &with);
    if after > 0 {
        report.say("verify-against-older", &[("after", &after.to_string())]);
    }
    report.decisions(&files, &text)?;
    Ok(report.output)
}

/// The meeting whose journal has a line with one of these fingerprints, which it is, and how many
/// entries come after it.
fn find(
    context: &Context<'_>,
    fingerprints: &[String],
) -> Result<Option<(MeetingFiles, String, usize)>, Failure> {
    let stems = context.book.meeting_stems();
    let stems = stems.map_err(|error| context.not_read(&context.book.meetings(), &error))?;
    for files in stems.iter().map(|stem| context.book.files(stem)) {
        for digits in fingerprints {
            // What cannot be read cannot be the one.
            if let Ok(Some(after)) = entries_after(&files, digits) {
                return Ok(Some((files, digits.clone(), after)));
            }
        }
    }
    Ok(None)
}

impl Report<'_> {
    /// Tells which decisions of a meeting do not stand in a text word for word.
    fn decisions(&mut self, files: &MeetingFiles, text: &str) -> Result<(), Failure> {
        let snapshot = fold_journal(files);
        let snapshot = snapshot.map_err(|error| self.context.not_read(&files.journal, &error))?;
        let text = letters(&unescaped(text));
        let decisions = snapshot.minutes.items().flat_map(|item| &item.decisions);
        let clauses: Vec<&str> = decisions
            .flat_map(|decision| &decision.clauses)
            .map(|clause| clause.text.as_str())
            .collect();
        let missing: Vec<&&str> = clauses
            .iter()
            .filter(|clause| !text.contains(&letters(clause)))
            .collect();
        for clause in &missing {
            let with = [("clause", (**clause).into())];
            let sentence = self.context.words.say_with("verify-paper-lacks", &with);
            self.remark(&sentence, Exit::Damaged);
        }
        let (there, all) = (clauses.len() - missing.len(), clauses.len());
        let with = [("there", &*there.to_string()), ("all", &*all.to_string())];
        self.say("verify-paper-decisions", &with);
        Ok(())
    }
}

/// The fingerprints in a text: 64 hexadecimal digits in a row, or in eight groups of eight.
fn fingerprints(text: &str) -> Vec<String> {
    let is_hexadecimal = |word: &&str| word.bytes().all(|digit| digit.is_ascii_hexdigit());
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let whole = words.iter().filter(|word| word.len() == 64);
    let whole = whole
        .filter(|word| is_hexadecimal(word))
        .map(ToString::to_string);
    let is_grouped = |group: &&[&str]| {
        let mut words = group.iter();
        words.all(|word| word.len() == 8 && is_hexadecimal(word))
    };
    let grouped = words.windows(8).filter(is_grouped).map(<[&str]>::concat);
    whole
        .chain(grouped)
        .map(|digits| digits.to_lowercase())
        .collect()
}

/// A text without the escapes of HTML.
fn unescaped(text: &str) -> String {
    [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (escape, sign)| {
        text.replace(escape, sign)
    })
}

/// The letters and digits of a text alone: line ends, markup and hyphens of a layout aside.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_found_in_one_piece_and_in_groups_and_nothing_else_is_one() {
        let whole = "ab".repeat(32);
        let grouped = ["00ab12cd"; 8].join(" ");
        let text = format!("x {whole}; <p>Fingeravtryck: {grouped}</p> 00ab12cd deadbeef");
        assert_eq!(fingerprints(&text), [whole, "00ab12cd".repeat(8)]);
        assert!(fingerprints(&"ab".repeat(31)).is_empty());
    }
}
