//! Files that people write: read with care, and complained of with file, line, column and what was
//! expected.

use std::ops::Range;
use std::path::Path;

use ron::error::{Error, Position, SpannedError};
use ron::extensions::Extensions;
use ron::options::Options;
use serde::de::DeserializeOwned;

use super::diagnostic::{Diagnostic, Mistake};
use super::journal::hash;
use super::record::{NoRecord, Record};
use super::storage::Storage;
use super::storage::folder::FolderStorage;
use crate::meeting::agenda::{Agenda, AgendaFlaw};

/// Nobody writes a larger agenda.
const LARGEST: u64 = 8 << 20;

/// An agenda as read, and what may be wrong with it all the same.
#[derive(Debug)]
pub struct AgendaFile {
    /// The agenda itself.
    pub agenda: Agenda,
    /// SHA-256 of the file.
    pub digest: String,
    /// Doubts: the meeting can be run all the same.
    pub doubts: Vec<Diagnostic>,
}

/// Reads an agenda.
///
/// # Errors
/// The complaints, when it cannot be run as it is.
pub fn read(path: &Path) -> Result<AgendaFile, Vec<Diagnostic>> {
    let source = text(path).map_err(|complaint| vec![*complaint])?;
    of_text(path, &source)
}

/// Understands what was read of an agenda's file.
///
/// # Errors
/// The complaints, when it cannot be run as it is.
pub fn of_text(path: &Path, source: &str) -> Result<AgendaFile, Vec<Diagnostic>> {
    let agenda: Agenda = parse(path, source).map_err(|complaint| vec![*complaint])?;
    let (doubts, mistakes): (Vec<Diagnostic>, Vec<Diagnostic>) = agenda
        .flaws()
        .into_iter()
        .map(|flaw| Diagnostic {
            path: path.to_owned(),
            span: find(source, &flaw),
            source: source.to_owned(),
            mistake: Mistake::Flaw(flaw),
        })
        .partition(Diagnostic::is_doubt);
    if mistakes.is_empty() {
        Ok(AgendaFile {
            agenda,
            digest: hash(source.as_bytes()),
            doubts,
        })
    } else {
        Err(mistakes)
    }
}

/// Everything that is wrong with a file: an agenda, or a record.
#[must_use]
pub fn check(path: &Path) -> Vec<Diagnostic> {
    let is_record = text(path).is_ok_and(|source| {
        source
            .lines()
            .find(|line| !line.trim_start().starts_with("//"))
            .is_some_and(|line| line.starts_with("Record("))
    });
    if !is_record {
        return match read(path) {
            Ok(file) => file.doubts,
            Err(complaints) => complaints,
        };
    }
    let understood = text(path).and_then(|source| parse::<Record>(path, &source));
    let record = FolderStorage
        .read(path)
        .map(|bytes| Record::of_bytes(&bytes));
    match (understood, record) {
        (Err(complaint), _) => vec![*complaint],
        (Ok(_), Ok(Err(NoRecord::Damaged))) => vec![Diagnostic::about(path, Mistake::CheckFails)],
        (Ok(_), _) => Vec::new(),
    }
}

fn text(path: &Path) -> Result<String, Box<Diagnostic>> {
    let about = |mistake: Mistake| Box::new(Diagnostic::about(path, mistake));
    let unreadable = |error: std::io::Error| about(Mistake::Unreadable((&error).into()));
    let bytes = FolderStorage
        .read_at_most(path, LARGEST + 1)
        .map_err(unreadable)?;
    if bytes.len() as u64 > LARGEST {
        return Err(about(Mistake::TooLarge));
    }
    let text = String::from_utf8(bytes).map_err(|_| about(Mistake::NotText))?;
    // Notepad puts a mark before the first letter, and ends lines in two signs.
    Ok(text
        .strip_prefix('\u{feff}')
        .unwrap_or(&text)
        .replace("\r\n", "\n"))
}

fn parse<T: DeserializeOwned>(path: &Path, source: &str) -> Result<T, Box<Diagnostic>> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(source).map_err(|error| {
        let span = byte_of(source, error.span.start)..byte_of(source, error.span.end);
        let rest = source.get(span.start..).unwrap_or_default();
        let mistake = match mistake(&error) {
            // Whatever the parser waited for there, it waited in vain.
            Mistake::Expected(_) | Mistake::Other(_) if rest.trim().is_empty() => {
                Mistake::EndsEarly
            }
            mistake => mistake,
        };
        Box::new(Diagnostic {
            path: path.to_owned(),
            span,
            source: source.to_owned(),
            mistake,
        })
    })
}

/// The parser counts lines and columns, in characters, from 1.
fn byte_of(source: &str, place: Position) -> usize {
    let line_start: usize = source
        .split_inclusive('\n')
        .take(place.line.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = source.get(line_start..).unwrap_or_default();
    let column: usize = line
        .chars()
        .take(place.col.saturating_sub(1))
        .map(char::len_utf8)
        .sum();
    (line_start + column).min(source.len())
}

fn mistake(error: &SpannedError) -> Mistake {
    let unknown = |found: &str, known: &[&str]| Mistake::Unknown {
        found: found.to_owned(),
        known: known.iter().map(ToString::to_string).collect(),
        nearest: nearest(found, known),
    };
    match &error.code {
        Error::NoSuchStructField {
            expected, found, ..
        }
        | Error::NoSuchEnumVariant {
            expected, found, ..
        } => unknown(found, expected),
        Error::MissingStructField { field, .. } => Mistake::Missing((*field).to_owned()),
        Error::DuplicateStructField { field, .. } => Mistake::Twice((*field).to_owned()),
        Error::InvalidValueForType { expected, .. } => Mistake::Expected(expected.clone()),
        Error::ExpectedComma => Mistake::Expected(",".to_owned()),
        Error::ExpectedArray => Mistake::Expected("[".to_owned()),
        Error::ExpectedArrayEnd => Mistake::Expected("]".to_owned()),
        Error::ExpectedMapColon => Mistake::Expected(":".to_owned()),
        Error::ExpectedString | Error::ExpectedStringEnd => Mistake::Expected("\"".to_owned()),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            Mistake::Expected("(".to_owned())
        }
        Error::ExpectedStructLikeEnd => Mistake::Expected(")".to_owned()),
        Error::ExpectedInteger => Mistake::NotANumber,
        Error::IntegerOutOfBounds => Mistake::NumberTooLarge,
        Error::Eof | Error::UnclosedBlockComment => Mistake::EndsEarly,
        other => Mistake::Other(other.to_string()),
    }
}

fn nearest(found: &str, known: &[&str]) -> Option<String> {
    let likeness = |word: &str| strsim::jaro_winkler(&found.to_lowercase(), &word.to_lowercase());
    let best = known
        .iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(best) > 0.7).then(|| (*best).to_owned())
}

/// Finds the place in the text where a flaw shows: the words it speaks of, as far as they can be
/// found.
fn find(source: &str, flaw: &AgendaFlaw) -> Range<usize> {
    let at = |words: &str| source.find(words).map(|start| start..start + words.len());
    let found = match flaw {
        AgendaFlaw::BodyId => at("id:"),
        AgendaFlaw::BodyName => at("name:"),
        AgendaFlaw::NoItems => at("items:"),
        AgendaFlaw::EndsBeforeStart => at("ends:"),
        AgendaFlaw::SameLabel(label) => {
            let words = format!("\"{label}\"");
            source.rfind(&words).map(|start| start..start + words.len())
        }
        AgendaFlaw::PresenterNotListed(name) => at(&format!("\"{name}")),
        AgendaFlaw::NothingNamed(row)
        | AgendaFlaw::LongTitle(row)
        | AgendaFlaw::HeadingWithItem(row) => row_of(source, "items:", *row),
        AgendaFlaw::NamelessPerson(row) => row_of(source, "people:", *row),
    };
    found.unwrap_or(0..0)
}

/// The opening bracket of a row of a list, strings and comments passed over.
fn row_of(source: &str, list: &str, row: usize) -> Option<Range<usize>> {
    let start = source.find(list)? + list.len();
    let (mut depth, mut seen, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for (at, sign) in source.get(start..)?.char_indices() {
        match (in_string, sign) {
            (true, _) if escaped => escaped = false,
            (true, '\\') => escaped = true,
            (_, '"') => in_string = !in_string,
            (false, '(' | '[') => {
                seen += usize::from(sign == '(' && depth == 1);
                if seen == row && depth == 1 {
                    return Some(start + at..start + at + 1);
                }
                depth += 1;
            }
            (false, ')' | ']') => depth = depth.checked_sub(1)?,
            (true | false, _) => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn complaints(source: &str) -> Vec<Diagnostic> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("agenda.ron");
        fs::write(&path, source).expect("a file");
        check(&path)
    }

    fn only(source: &str) -> (usize, usize, Mistake) {
        let complaints = complaints(source);
        assert_eq!(complaints.len(), 1, "{complaints:?}");
        let (line, column) = complaints[0].place();
        (line, column, complaints[0].mistake.clone())
    }

    const GOOD: &str = "Agenda(body: (id: \"kd\", name: \"Kommundirektörsgruppen\"), date: \"2026-03-27\", items: [(title: \"Öppnande\")])";

    #[test]
    fn the_smallest_agenda_is_right_with_a_mark_before_it_and_with_windows_lines() {
        assert_eq!(complaints(GOOD), []);
        assert_eq!(complaints(&format!("\u{feff}// Åäö\r\n{GOOD}\r\n")), []);
    }

    #[test]
    fn an_unknown_field_is_named_with_the_nearest_known() {
        let (line, column, mistake) = only(&GOOD.replace("date:", "\n  datum: \"x\", date:"));
        assert_eq!((line, column), (2, 3));
        let Mistake::Unknown {
            found,
            nearest,
            known,
        } = mistake
        else {
            panic!("{mistake:?}")
        };
        assert_eq!(
            (found.as_str(), nearest.as_deref()),
            ("datum", Some("date"))
        );
        assert!(known.contains(&"people".to_owned()));
    }

    #[test]
    fn a_wrong_role_a_missing_field_and_a_wrong_hour_are_found_where_they_stand() {
        let with = |more: &str| GOOD.replace("items:", &format!("\n{more}, items:"));
        let (line, column, mistake) = only(&with("people: [(name: \"Åsa\", role: Char)]"));
        assert_eq!((line, column), (2, 30));
        assert!(
            matches!(mistake, Mistake::Unknown { nearest: Some(ref near), .. } if near == "Chair"),
            "{mistake:?}"
        );
        let (_, _, mistake) = only(&GOOD.replace("date: \"2026-03-27\", ", ""));
        assert_eq!(mistake, Mistake::Missing("date".into()));
        let (line, _, mistake) = only(&with("starts: \"halv nio\""));
        assert_eq!((line, mistake), (2, Mistake::Expected("HH:MM".into())));
        let (line, _, _) = only(&with("starts: \"08:30\" ends: \"09:00\""));
        assert_eq!(line, 2);
    }

    #[test]
    fn a_file_that_ends_early_and_a_number_that_is_none_are_told_as_such() {
        for end in ["\"kd\"", "items"] {
            let (half, _) = GOOD.split_once(end).expect("a part");
            assert_eq!(only(half).2, Mistake::EndsEarly, "{half}");
        }
        let minutes = |number: &str| GOOD.replace("title:", &format!("minutes: {number}, title:"));
        assert_eq!(only(&minutes("99999999999999")).2, Mistake::NumberTooLarge);
        assert_eq!(only(&minutes("\"10\"")).2, Mistake::NotANumber);
    }

    #[test]
    fn what_parses_and_makes_no_sense_is_found_too() {
        let (_, _, mistake) = only(&GOOD.replace("\"kd\"", "\"K D\""));
        assert_eq!(mistake, Mistake::Flaw(AgendaFlaw::BodyId));
        let rows = "items: [(title: \"A (\"), (section: \"B\"),\n (label: \"3\")";
        let (line, column, mistake) = only(&GOOD.replace("items: [(title: \"Öppnande\")", rows));
        assert_eq!(
            (line, column, mistake),
            (2, 2, Mistake::Flaw(AgendaFlaw::NothingNamed(3)))
        );
        let late = GOOD.replace("items:", "starts: \"10:00\", ends: \"09:00\", items:");
        let (_, _, mistake) = only(&late);
        assert_eq!(mistake, Mistake::Flaw(AgendaFlaw::EndsBeforeStart));
        assert!(complaints(&late)[0].is_doubt());
    }

    #[test]
    fn what_is_no_text_or_no_file_is_said_in_one_complaint() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("agenda.ron");
        fs::write(&path, [0xff, 0xfe, 0x00]).expect("a file");
        assert_eq!(check(&path)[0].mistake, Mistake::NotText);
        assert!(matches!(
            check(folder.path())[0].mistake,
            Mistake::Unreadable(_)
        ));
        assert!(matches!(
            check(&folder.path().join("none.ron"))[0].mistake,
            Mistake::Unreadable(_)
        ));
    }
}
