//! What is offered in grey while one writes. It never changes what is typed unless it is taken.

use super::writing::Subject;
use super::{Desk, Overlay};

impl Desk {
    /// What would follow on the line being written.
    pub(super) fn suggestion(&self) -> Option<&str> {
        let writing = self.writing.as_ref()?;
        let text = writing.editor.text();
        if !writing.editor.is_at_end() {
            return None;
        }
        match writing.subject {
            Subject::NewClause { item, .. } => {
                let item = self.shown.item(item)?;
                let decided = |clause: &str| {
                    item.decisions
                        .iter()
                        .flat_map(|decision| &decision.clauses)
                        .any(|made| made.text == clause)
                };
                let proposed = item.proposal.iter().filter(|clause| !decided(clause));
                let whole = rest_of(
                    proposed
                        .chain(&self.shown.style.phrases)
                        .chain(&self.memory),
                    text,
                );
                whole.or_else(|| self.rest_of_name(text))
            }
            Subject::Intro(_) => rest_of(&self.shown.style.intros, text),
            Subject::Text(_) | Subject::Clause(_) => self.rest_of_name(text),
        }
    }

    /// What is left of a name or a place of the roster, once three letters of it stand there and no
    /// other begins so.
    fn rest_of_name(&self, text: &str) -> Option<&str> {
        let begun = text
            .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '-')
            .next()?;
        if begun.chars().count() < 3 || !begun.starts_with(char::is_uppercase) {
            return None;
        }
        let people = self.shown.people.iter();
        let known = people
            .flat_map(|person| [Some(person.name.as_str()), person.represents()])
            .flatten();
        let mut rests: Vec<&str> = known.filter_map(|name| name.strip_prefix(begun)).collect();
        rests.sort_unstable();
        rests.dedup();
        match rests.as_slice() {
            [rest] if !rest.is_empty() => Some(rest),
            _ => None,
        }
    }

    /// What would follow in the field of a form.
    pub(super) fn form_suggestion(&self) -> Option<String> {
        let Overlay::Form(form) = &self.overlay else {
            return None;
        };
        let text = form.editor().text();
        if text.is_empty() || !form.editor().is_at_end() {
            return None;
        }
        let folded = text.to_lowercase();
        let begins = |candidate: &String| {
            candidate.to_lowercase().starts_with(&folded)
                && candidate.chars().count() > text.chars().count()
        };
        let candidate = form
            .candidates(&self.shown, &self.words)
            .into_iter()
            .find(begins)?;
        Some(candidate.chars().skip(text.chars().count()).collect())
    }

    pub(super) fn take_suggestion(&mut self) {
        let rest = self.suggestion().map(str::to_owned);
        if let (Some(rest), Some(writing)) = (rest, &mut self.writing) {
            writing.editor.paste_rest(&rest);
        }
    }

    pub(super) fn take_form_suggestion(&mut self) {
        let rest = self.form_suggestion();
        if let (Some(rest), Overlay::Form(form)) = (rest, &mut self.overlay) {
            form.editor_mut().paste_rest(&rest);
        }
    }
}

/// What is left of the first candidate that begins as the text does.
fn rest_of<'a>(candidates: impl IntoIterator<Item = &'a String>, text: &str) -> Option<&'a str> {
    candidates
        .into_iter()
        .find_map(|candidate| candidate.strip_prefix(text).filter(|rest| !rest.is_empty()))
}
