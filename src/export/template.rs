//! Documents by template, the program's own or one that a body has made of it. Whatever the template
//! does, user text stays text: each format escapes it in its own way.

use std::{fmt, io};

use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value, context,
};

use serde::{Deserialize, Serialize};

/// The work that a template may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// As much as the document asks for: the template is the program's own.
    Unlimited,
    /// So much as a template makes that somebody has written for minutes, and far more.
    Limited,
}

/// Steps of the template engine: a second's work.
const MOST_STEPS: u64 = 20_000_000;

/// The largest document by template, in bytes.
pub const LARGEST: usize = 16 << 20;

/// Why a template gives no document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TemplateError {
    /// It has a mistake.
    #[error("{}{message}", .line.map(|line| format!("{line}: ")).unwrap_or_default())]
    Mistake {
        /// The line, from 1. None where it is not known.
        line: Option<usize>,
        /// The complaint of the template engine.
        message: String,
    },
    /// It makes more work than a document does.
    #[error("too much work")]
    TooMuchWork,
    /// It makes a larger document than [`LARGEST`].
    #[error("too large")]
    TooLarge,
}

impl TemplateError {
    /// The line of a mistake, from 1; None where it is not known, and where there is no mistake.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Mistake { line, .. } => *line,
            Self::TooMuchWork | Self::TooLarge => None,
        }
    }
}

impl From<Error> for TemplateError {
    fn from(error: Error) -> Self {
        if error.kind() == ErrorKind::OutOfFuel {
            return Self::TooMuchWork;
        }
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
        Self::Mistake {
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
    document: &impl Serialize,
    work: Work,
) -> Result<String, TemplateError> {
    environment.add_template_owned("paper", template.to_owned())?;
    let paper = context! { paper => Value::from(Serde(document)) };
    let room = match work {
        Work::Unlimited => usize::MAX,
        Work::Limited => {
            environment.set_fuel(Some(MOST_STEPS));
            LARGEST
        }
    };
    let mut page = Page {
        text: Vec::new(),
        room,
    };
    let rendered = environment
        .get_template("paper")?
        .render_captured_to(paper, &mut page);
    match rendered {
        Err(_) if page.text.len() > room => Err(TemplateError::TooLarge),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(String::from_utf8_lossy(&page.text).into_owned()),
    }
}

/// A page with room for so many bytes.
struct Page {
    text: Vec<u8>,
    room: usize,
}

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let left = (self.room - self.text.len().min(self.room)).saturating_add(1);
        let taken = bytes.get(..left).unwrap_or(bytes);
        self.text.extend_from_slice(taken);
        if self.text.len() > self.room {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(template: &str) -> Result<String, TemplateError> {
        let plain = environment(|to, _, said| to.write_str(said));
        render(plain, template, &"paper", Work::Limited)
    }

    #[test]
    fn a_template_that_never_ends_or_fills_everything_is_stopped() {
        let nested = |times: usize, inside: &str| {
            let row = "{% for a in [1,2,3,4,5,6,7,8,9,10] %}";
            row.repeat(times) + inside + &"{% endfor %}".repeat(times)
        };
        assert_eq!(rendered(&nested(12, "")), Err(TemplateError::TooMuchWork));
        let long = "x".repeat(10_000);
        assert_eq!(rendered(&nested(4, &long)), Err(TemplateError::TooLarge));
        assert_eq!(rendered(&nested(2, "x")).map(|page| page.len()), Ok(100));
    }
}
