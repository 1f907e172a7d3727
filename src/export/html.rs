//! The paper as HTML: one file, no script. It is spelled by a template, ours or one that a body has
//! made of it; whatever the template, what people wrote is text there and never markup.

use std::fmt;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior, Value, context};

use super::outline::Outline;
use crate::meeting::unseen::printed;

/// The template of the program, to be copied and changed.
pub const TEMPLATE: &str = include_str!("html/paper.html");

/// A mistake in a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateMistake {
    /// The line, from 1, where that is known.
    pub line: Option<usize>,
    /// What is wrong, as the template engine says it.
    pub what: String,
}

impl fmt::Display for TemplateMistake {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(to, "{line}: {}", self.what),
            None => write!(to, "{}", self.what),
        }
    }
}

impl From<minijinja::Error> for TemplateMistake {
    fn from(error: minijinja::Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::SyntaxError => String::new(),
            kind => format!("{kind}: "),
        };
        let detail = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        let what = if detail == error.kind().to_string() { detail } else { kind + &detail };
        Self { line: error.line(), what }
    }
}

/// Spells the paper by a template.
///
/// # Errors
/// The mistake in the template. Ours has none.
pub fn html(outline: &Outline, template: &str) -> Result<String, TemplateMistake> {
    let mut environment = Environment::empty();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("length", minijinja::filters::length);
    environment.add_filter("min", minijinja::filters::min);
    environment.add_filter("join", minijinja::filters::join);
    environment.add_filter("upper", minijinja::filters::upper);
    environment.add_filter("lower", minijinja::filters::lower);
    environment.add_test("none", |value: &minijinja::Value| value.is_none());
    environment.add_template("paper", template)?;
    let page =
        environment.get_template("paper")?.render(context! { paper => Value::from(Serde(outline)) })?;
    // A journal that somebody else made may hold what was never cleaned.
    Ok(printed(page.trim()).into_owned() + "\n")
}

#[cfg(test)]
mod tests;
