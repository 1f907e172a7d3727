//! The paper as plain `CommonMark`. User text is escaped wherever one of its signs could act as
//! markup, and for the rest stands word for word; a blank line parts all blocks. Nothing is
//! wrapped, so that a line of the file is a paragraph, a clause or a name.

mod lists;

use std::fmt;

use minijinja::{Error, ErrorKind, Output, State, Value};
use serde::de::DeserializeOwned;

use super::document::{AttendanceRow, Document};
use super::notes::{Block, List, ListEntry};
use super::template::{TemplateError, environment, render};
use crate::meeting::unseen::printed;
use lists::{sign_after, written};

/// The template of the program, to be copied and changed.
pub const TEMPLATE: &str = include_str!("markdown/paper.md");

/// The deepest heading there is.
const DEEPEST: usize = 6;

/// Stands before text until it is known what stands before it on its line. No text holds it: an
/// order to a terminal is replaced by a sign before.
const TEXT: char = '\u{1}';

/// Spells the paper by a template.
///
/// # Errors
/// The mistake in the template. Ours has none.
pub fn markdown(document: &Document, template: &str) -> Result<String, TemplateError> {
    let mut environment = environment(as_text);
    environment.add_filter("bullets", bullets);
    environment.add_filter("running", running);
    environment.add_filter("rows", rows);
    environment.add_filter("colon", |label: String| with_colon(&label));
    let page = render(environment, template, document)?;
    let mut lines: Vec<String> = Vec::new();
    for line in page.trim().lines().map(settled) {
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    Ok(lines.join("\n") + "\n")
}

/// The sign of the list that was written last, while nothing stands after it.
#[derive(Debug, Default, Clone, Copy)]
struct Sign(Option<char>);

fn sign<'a>(state: &'a mut State<'_, '_>) -> &'a mut Option<char> {
    &mut state.get_or_insert_extension(Sign::default()).0
}

fn as_text(to: &mut Output<'_>, state: &mut State<'_, '_>, said: &str) -> fmt::Result {
    *sign(state) = None;
    to.write_str(&text(said))
}

/// Text, wherever on a line it will stand. A line feed in it is a hard break. A journal that
/// somebody else made may hold what was never cleaned.
fn text(said: &str) -> String {
    let lines: Vec<String> = printed(said)
        .split('\n')
        .map(|line| format!("{TEXT}{}", escaped(line)))
        .collect();
    lines.join("\\\n")
}

/// A line whose texts know where they stand: the beginning of one that begins a line must not act.
fn settled(line: &str) -> String {
    match line.split_once(TEXT) {
        Some((before, text)) => {
            let text = text.replace(TEXT, "");
            let begins = before
                .chars()
                .all(|sign| sign.is_whitespace() || "-*+>.)0123456789".contains(sign))
                && (before.is_empty() || before.ends_with(char::is_whitespace));
            [before, &if begins { begun(&text) } else { text }].concat()
        }
        None => line.trim_end().to_owned(),
    }
}

/// What the template hands on of the document.
fn taken<Part: DeserializeOwned>(value: &Value) -> Result<Part, Error> {
    Part::deserialize(value)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// Lines, as a list.
fn bullets(state: &mut State<'_, '_>, lines: &Value) -> Result<Value, Error> {
    let lines: Vec<String> = taken(lines)?;
    let entries: Vec<ListEntry> = lines
        .into_iter()
        .map(|text| ListEntry {
            text,
            under: Vec::new(),
        })
        .collect();
    let lists = if entries.is_empty() {
        Vec::new()
    } else {
        vec![Block::List(List {
            first: None,
            entries,
        })]
    };
    Ok(Value::from_safe_string(blocks(&lists, 0, sign(state))))
}

/// Running text under a heading of this level.
fn running(state: &mut State<'_, '_>, text: &Value, level: usize) -> Result<Value, Error> {
    let all: Vec<Block> = taken(text)?;
    Ok(Value::from_safe_string(blocks(&all, level, sign(state))))
}

/// People, as lines.
fn rows(people: &Value) -> Result<Vec<String>, Error> {
    let people: Vec<AttendanceRow> = taken(people)?;
    Ok(people.iter().map(AttendanceRow::line).collect())
}

fn blocks(all: &[Block], level: usize, sign: &mut Option<char>) -> String {
    let blocks = all.iter().map(|block| match block {
        Block::List(list) => {
            let mark = sign_after(*sign, list);
            *sign = Some(mark);
            written(list, mark)
        }
        Block::Heading {
            level: deeper,
            text: said,
        } => {
            *sign = None;
            format!(
                "{} {}",
                "#".repeat((level + deeper).min(DEEPEST)),
                text(said)
            )
        }
        Block::Paragraph(said) => {
            *sign = None;
            text(said)
        }
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// A label, set off by a colon unless the body has done so.
fn with_colon(label: &str) -> String {
    let colon = if label.ends_with(':') { "" } else { ":" };
    format!("{label}{colon}")
}

/// Escaped text that begins a line.
fn begun(escaped: &str) -> String {
    let ends_here = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.split_at_checked(digits) {
        Some(("", rest)) => {
            let is_rule = rest.starts_with(['-', '+', '='])
                && ends_here(rest.trim_start_matches(['-', '+', '=']));
            if is_rule {
                format!("\\{rest}")
            } else {
                rest.to_owned()
            }
        }
        Some((number, rest)) => match rest.strip_prefix(['.', ')']) {
            Some(after) if ends_here(after) => format!("{number}\\{rest}"),
            Some(_) | None => escaped.to_owned(),
        },
        None => escaped.to_owned(),
    }
}

/// Text in which no sign acts as markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        if acts(sign, signs.as_str()) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// Whether a sign could act as markup before this rest.
fn acts(sign: char, rest: &str) -> bool {
    match sign {
        '\\' | '`' | '*' | '_' | '#' | '[' | ']' | '<' | '>' | '|' | '~' => true,
        '&' => rest.split_once(';').is_some_and(|(name, _)| {
            name.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '#')
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
