//! The document as HTML: one file, no script.

use minijinja::HtmlEscape;

use serde::Serialize;

use super::document::Document;
use super::template::{TemplateError, Work, environment, render};
use crate::meeting::control_chars::printable;

/// The template of the program, to be copied and changed.
pub const TEMPLATE: &str = include_str!("html/paper.html");

/// Writes the document by a template.
///
/// # Errors
/// When the template has a mistake. The program's own has none.
pub fn html(document: &Document, template: &str) -> Result<String, TemplateError> {
    html_within(document, template, Work::Unlimited)
}

/// Writes by a template what a document holds, with so much work.
///
/// # Errors
/// When the template has a mistake, or makes more work.
pub fn html_within(
    document: &impl Serialize,
    template: &str,
    work: Work,
) -> Result<String, TemplateError> {
    let page = render(
        environment(|to, _, said| write!(to, "{}", HtmlEscape(said))),
        template,
        document,
        work,
    )?;
    // A journal that another program wrote may hold text that was never cleaned.
    Ok(printable(page.trim()).into_owned() + "\n")
}

#[cfg(test)]
mod tests;
