//! Documents by template, the program's own or one that a body has made of it. Whatever the template
//! does, user text stays text: each format escapes it in its own way.

use std::fmt;

use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context,
};

use super::document::Document;

/// A mistake in a template.
#[derive(Debug, thiserror::Error)]
#[error("{}{message}", .line.map(|line| format!("{line}: ")).unwrap_or_default())]
pub struct TemplateError {
    /// The line, from 1. None where it is not known.
    pub line: Option<usize>,
    /// The complaint of the template engine.
    pub message: String,
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::SyntaxError => String::new(),
            kind => format!("{kind}: "),
        };
        let detail = error
            .detail()
            .map_or_else(|| error.kind().to_string(), str::to_owned);
        let message = if detail == error.kind().to_string() {
            detail
        } else {
            kind + &detail
        };
        Self {
            line: error.line(),
            message,
        }
    }
}

/// Builds the environment of a template. `as_text` escapes a value for the format; a value that is
/// marked as safe has been escaped already, or is the template's own.
pub(super) fn environment<AsText>(as_text: AsText) -> Environment<'static>
where
    AsText: Fn(&mut Output<'_>, &mut State<'_, '_>, &str) -> fmt::Result + Send + Sync + 'static,
{
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // A macro returns its own output as safe; a template cannot turn escaping off for the rest.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(move |to, state, value| {
        let text = value.to_string();
        let written = if value.is_safe() {
            to.write_str(&text)
        } else {
            as_text(to, state, &text)
        };
        written.map_err(Error::from)
    });
    environment.add_filter("length", minijinja::filters::length);
    environment.add_filter("min", minijinja::filters::min);
    environment.add_filter("join", minijinja::filters::join);
    environment.add_filter("upper", minijinja::filters::upper);
    environment.add_filter("lower", minijinja::filters::lower);
    environment.add_test("none", |value: &Value| value.is_none());
    environment
}

/// Renders a document by a template.
pub(super) fn render(
    mut environment: Environment<'_>,
    template: &str,
    document: &Document,
) -> Result<String, TemplateError> {
    environment.add_template_owned("paper", template.to_owned())?;
    let paper = context! { paper => Value::from(Serde(document)) };
    Ok(environment.get_template("paper")?.render(paper)?)
}
