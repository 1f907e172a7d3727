//! The document as plain `CommonMark`. User text is escaped wherever it could act as markup, and
//! otherwise stands word for word; a blank line parts all blocks. Nothing is wrapped, so that a line
//! of the file is a paragraph, a clause or a name.

mod lists;

use std::fmt;

use minijinja::{Error, ErrorKind, Output, State, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::document::{AttendanceRow, Document};
use super::notes::{Block, List, ListEntry};
use super::template::{TemplateError, Work, environment, render};
use crate::meeting::control_chars::printable;
use lists::{sign_after, write_list};

/// The template of the program, to be copied and changed.
pub const TEMPLATE: &str = include_str!("markdown/paper.md");

/// The deepest heading of `CommonMark`.
const DEEPEST: usize = 6;

/// Marks the beginning of user text until it is known where on its line the text stands. No user text
/// holds this character: control characters are replaced before.
const TEXT_START: char = '\u{1}';

/// Writes the document by a template.
///
/// # Errors
/// When the template has a mistake. The program's own has none.
pub fn markdown(document: &Document, template: &str) -> Result<String, TemplateError> {
    markdown_within(document, template, Work::Unlimited)
}

/// Writes by a template what a document holds, with so much work.
///
/// # Errors
/// When the template has a mistake, or makes more work.
pub fn markdown_within(
    document: &impl Serialize,
    template: &str,
    work: Work,
) -> Result<String, TemplateError> {
    let mut environment = environment(as_text);
    environment.add_filter("bullets", bullets);
    environment.add_filter("running", running);
    environment.add_filter("rows", rows);
    environment.add_filter("colon", |label: String| with_colon(&label));
    let page = render(environment, template, document, work)?;
    let mut lines: Vec<String> = Vec::new();
    for line in page.trim().lines().map(settle_line) {
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    Ok(lines.join("\n") + "\n")
}

/// The bullet or delimiter of the list that was written last. None once something else follows it.
#[derive(Debug, Default, Clone, Copy)]
struct LastListSign(Option<char>);

fn last_list_sign<'a>(state: &'a mut State<'_, '_>) -> &'a mut Option<char> {
    &mut state.get_or_insert_extension(LastListSign::default()).0
}

fn as_text(to: &mut Output<'_>, state: &mut State<'_, '_>, said: &str) -> fmt::Result {
    *last_list_sign(state) = None;
    to.write_str(&text(said))
}

/// Escapes text and marks its beginning. A line feed in it becomes a hard break. Control characters
/// are replaced: a journal that another program wrote may hold text that was never cleaned.
fn text(said: &str) -> String {
    let lines: Vec<String> = printable(said)
        .split('\n')
        .map(|line| format!("{TEXT_START}{}", escape(line)))
        .collect();
    lines.join("\\\n")
}

/// Removes the marks from a line, and escapes the beginning of text that begins the line.
fn settle_line(line: &str) -> String {
    match line.split_once(TEXT_START) {
        Some((before, text)) => {
            let text = text.replace(TEXT_START, "");
            let begins = before
                .chars()
                .all(|sign| sign.is_whitespace() || "-*+>.)0123456789".contains(sign))
                && (before.is_empty() || before.ends_with(char::is_whitespace));
            [
                before,
                &if begins {
                    escape_line_start(&text)
                } else {
                    text
                },
            ]
            .concat()
        }
        None => line.trim_end().to_owned(),
    }
}

/// Reads back a part of the document that the template passes to a filter.
fn deserialize<Part: DeserializeOwned>(value: &Value) -> Result<Part, Error> {
    Part::deserialize(value)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// The filter `bullets`: writes lines as a list.
fn bullets(state: &mut State<'_, '_>, lines: &Value) -> Result<Value, Error> {
    let lines: Vec<String> = deserialize(lines)?;
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
    Ok(Value::from_safe_string(blocks(
        &lists,
        0,
        last_list_sign(state),
    )))
}

/// The filter `running`: writes running text under a heading of this level.
fn running(state: &mut State<'_, '_>, text: &Value, level: usize) -> Result<Value, Error> {
    let all: Vec<Block> = deserialize(text)?;
    Ok(Value::from_safe_string(blocks(
        &all,
        level,
        last_list_sign(state),
    )))
}

/// The filter `rows`: writes people as lines.
fn rows(people: &Value) -> Result<Vec<String>, Error> {
    let people: Vec<AttendanceRow> = deserialize(people)?;
    Ok(people.iter().map(AttendanceRow::line).collect())
}

fn blocks(all: &[Block], level: usize, sign: &mut Option<char>) -> String {
    let blocks = all.iter().map(|block| match block {
        Block::List(list) => {
            let mark = sign_after(*sign, list);
            *sign = Some(mark);
            write_list(list, mark)
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

/// The filter `colon`: ends a label with a colon, unless the body has done so.
fn with_colon(label: &str) -> String {
    let colon = if label.ends_with(':') { "" } else { ":" };
    format!("{label}{colon}")
}

/// Escapes the beginning of a line, where a number or a sign would begin a list or a rule.
fn escape_line_start(escaped: &str) -> String {
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

/// Escapes all characters that act as markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        if is_markup(sign, signs.as_str()) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// Tests if a character could act as markup before this rest of the text.
fn is_markup(sign: char, rest: &str) -> bool {
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
