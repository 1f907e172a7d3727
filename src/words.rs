//! All text that a person reads, in Swedish and English, from one word file each (Project Fluent).
//! Code names a message; the words stand in `words/sv.ftl` and `words/en.ftl`, and a test sees to it
//! that both files have the same messages.

mod integrity;
mod io_troubles;
mod not_recorded;
pub mod phrasing;
mod refusals;
mod troubles;

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

const SWEDISH: &str = include_str!("words/sv.ftl");
const ENGLISH: &str = include_str!("words/en.ftl");

/// A language of the word files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub enum Language {
    /// Swedish.
    #[default]
    #[serde(rename = "sv")]
    Swedish,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Gives the tag by which documents name the language.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Swedish => "sv-SE",
            Self::English => "en-GB",
        }
    }

    /// Reads the language from the name of a locale: `en…` is English, all else Swedish.
    #[must_use]
    pub fn from_locale(name: &str) -> Self {
        if name.to_ascii_lowercase().starts_with("en") {
            Self::English
        } else {
            Self::Swedish
        }
    }

    /// Chooses by the first of these that is set: the option, `KLUBBA_LANG`, the locale.
    pub fn choose<'a>(names: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        names
            .into_iter()
            .flatten()
            .find(|name| !name.is_empty())
            .map_or(Self::default(), Self::from_locale)
    }

    fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Swedish => ("sv", SWEDISH),
            Self::English => ("en", ENGLISH),
        }
    }
}

/// The messages of one language.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    language: Language,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Words {
    /// Reads the word file of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let (name, source) = language.source();
        let tag = name.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // Isolating marks would be visible on a terminal.
        bundle.set_use_isolating(false);
        // A word file with a mistake still gives its other messages; the tests refuse such a file.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(good, _)| good);
        bundle.add_resource_overriding(resource);
        Self { bundle, language }
    }

    /// The language of these words.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Words a message. A missing one shows its own name, which the tests do not let happen.
    #[must_use]
    pub fn say<'a>(&'a self, message: &'a str) -> Cow<'a, str> {
        self.format(message, None)
    }

    /// Words a message with values put into it.
    #[must_use]
    pub fn say_with(&self, message: &str, with: &[(&str, FluentValue<'_>)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in with {
            arguments.set(*name, value.clone());
        }
        self.format(message, Some(&arguments)).into_owned()
    }

    fn format<'a>(&'a self, message: &'a str, arguments: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let pattern = self
            .bundle
            .get_message(message)
            .and_then(|found| found.value());
        pattern.map_or(Cow::Borrowed(message), |pattern| {
            Cow::Owned(
                self.bundle
                    .format_pattern(pattern, arguments, &mut Vec::new())
                    .into_owned(),
            )
        })
    }
}

#[cfg(test)]
mod tests;
