//! The paper as HTML: one file, no script.

use minijinja::HtmlEscape;

use super::outline::Outline;
use super::template::{TemplateMistake, environment, spelled};
use crate::meeting::control_chars::printable;

/// The template of the program, to be copied and changed.
pub const TEMPLATE: &str = include_str!("html/paper.html");

/// Spells the paper by a template.
///
/// # Errors
/// The mistake in the template. Ours has none.
pub fn html(outline: &Outline, template: &str) -> Result<String, TemplateMistake> {
    let page = spelled(
        environment(|to, _, said| write!(to, "{}", HtmlEscape(said))),
        template,
        outline,
    )?;
    // A journal that somebody else made may hold what was never cleaned.
    Ok(printable(page.trim()).into_owned() + "\n")
}

#[cfg(test)]
mod tests;
