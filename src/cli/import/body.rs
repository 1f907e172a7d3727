//! The body that a paper belongs to, as the book knows it.

use std::io::Write;

use super::Import;
use crate::cli::context::Context;
use crate::import::understood::slug;
use crate::meeting::agenda::Body;

impl Import<'_> {
    /// Chooses the body: the one that was asked for, the one of that name or id, or a new one. One
    /// whose name is close to a known one is asked about, or remarked on where nobody can be asked.
    pub(super) fn choose_body(&mut self, found: &Body) -> Body {
        if let Some(id) = &self.options.body {
            let name = if found.name.is_empty() {
                id
            } else {
                &found.name
            };
            return Body {
                id: id.clone(),
                name: name.clone(),
            };
        }
        let with_id = |known: &Body| Body {
            id: known.id.clone(),
            name: found.name.clone(),
        };
        let is_same = |known: &&Body| known.name == found.name || known.id == found.id;
        if let Some(same) = self.known_bodies().find(is_same) {
            return with_id(same);
        }
        let is_near = |known: &&Body| are_near(&known.name, &found.name);
        let near = self.known_bodies().find(is_near).cloned();
        if let Some(near) = near
            && self.is_same_body(&near, found)
        {
            return with_id(&near);
        }
        if found.id.is_empty() {
            let name = self.context.words.say("import-unnamed-body").into_owned();
            return Body {
                id: slug(&name),
                name,
            };
        }
        found.clone()
    }

    /// Asks whether a body is the known one of a similar name, and leaves a remark if it is not.
    fn is_same_body(&mut self, known: &Body, found: &Body) -> bool {
        let with = [
            ("body", found.name.as_str()),
            ("known", known.name.as_str()),
            ("id", known.id.as_str()),
        ];
        let is_same = confirm_same_body(self.context, &with);
        if !is_same {
            self.remark("import-near-body", &with);
        }
        is_same
    }

    fn known_bodies(&self) -> impl Iterator<Item = &Body> {
        let meetings = self.shelf.meetings().iter();
        meetings.map(|meeting| &meeting.minutes.heading.body)
    }
}

/// Asks whoever sits at the terminal whether the two bodies are one.
fn confirm_same_body(context: &Context<'_>, with: &[(&str, &str)]) -> bool {
    if !context.environment.is_terminal {
        return false;
    }
    let with: Vec<_> = with
        .iter()
        .map(|(name, value)| (*name, (*value).into()))
        .collect();
    let question = context.words.say_with("import-same-body", &with);
    // Whoever cannot see the question does not answer it either.
    let _ = write!(std::io::stderr(), "{question} ");
    let mut answer = String::new();
    let _ = std::io::stdin().read_line(&mut answer);
    matches!(answer.trim().chars().next(), Some('j' | 'J' | 'y' | 'Y'))
}

/// Tests if two names may be one body's: nearly the same letters, and not two places ("Chefsgruppen i
/// Lund", "Chefsgruppen i Vik").
fn are_near(one: &str, other: &str) -> bool {
    let (here, there) = (places(one), places(other));
    let is_same_place = here.is_empty()
        || there.is_empty()
        || here
            .iter()
            .any(|here| there.iter().any(|there| are_alike(here, there)));
    are_alike(one, other) && is_same_place
}

fn are_alike(one: &str, other: &str) -> bool {
    strsim::normalized_damerau_levenshtein(&slug(one), &slug(other)) > 0.75
}

/// Lists the capitalised words after the first, which are places.
fn places(name: &str) -> Vec<&str> {
    name.split_whitespace()
        .skip(1)
        .filter(|word| word.starts_with(char::is_uppercase))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::are_near;

    #[test]
    fn a_body_under_another_name_is_near_and_one_of_another_place_is_not() {
        assert!(are_near(
            "Kommunchefsgruppen i Norr",
            "Kommunchefgruppen i Norr"
        ));
        assert!(are_near("Kommunchefsgruppen", "Kommunchefgruppen i N"));
        assert!(!are_near(
            "Kommundirektorsgruppen Södertörn",
            "Kommundirektörsgruppen Örebro län"
        ));
        assert!(!are_near("Styrelsen", "Kommunchefsgruppen"));
    }
}
