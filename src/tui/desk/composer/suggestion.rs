//! The suggestion in grey while one writes. It never changes the typed text unless it is accepted.

use super::Composer;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Minutes;
use crate::tui::desk::target::TextTarget;

impl Composer {
    /// The text that would follow on the line; `None` where nothing fits or the cursor is not at
    /// its end.
    pub(in crate::tui::desk) fn suggestion<'a>(&'a self, minutes: &'a Minutes) -> Option<&'a str> {
        let writing = self.writing()?;
        if !writing.editor.is_at_end() {
            return None;
        }
        let text = writing.editor.text();
        match writing.target {
            TextTarget::NewClause { item, .. } => self
                .rest_of_clause(text, item, minutes)
                .or_else(|| rest_of_name(text, minutes)),
            TextTarget::Intro(_) => rest_of(&minutes.style.intros, text),
            TextTarget::Text(_) | TextTarget::Clause(_) => rest_of_name(text, minutes),
        }
    }

    /// The rest of a clause from the proposal, the body's phrases, or what it has decided before.
    fn rest_of_clause<'a>(
        &'a self,
        text: &str,
        item: ItemId,
        minutes: &'a Minutes,
    ) -> Option<&'a str> {
        let item = minutes.item(item)?;
        let is_decided = |proposed: &&String| {
            let mut clauses = item.decisions.iter().flat_map(|decision| &decision.clauses);
            clauses.any(|clause| clause.text == **proposed)
        };
        let proposed = item.proposal.iter().filter(|clause| !is_decided(clause));
        let known = proposed.chain(&minutes.style.phrases);
        rest_of(known.chain(&self.past_decisions), text)
    }
}

/// The rest of a name or a place of the roster, once three letters of it stand there and no other
/// begins so.
fn rest_of_name<'a>(text: &str, minutes: &'a Minutes) -> Option<&'a str> {
    let begun = text
        .rsplit(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .next()?;
    if begun.chars().count() < 3 || !begun.starts_with(char::is_uppercase) {
        return None;
    }
    let known = minutes
        .people
        .iter()
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

/// The rest of the first candidate that begins as the text does.
fn rest_of<'a>(candidates: impl IntoIterator<Item = &'a String>, text: &str) -> Option<&'a str> {
    candidates
        .into_iter()
        .find_map(|candidate| candidate.strip_prefix(text).filter(|rest| !rest.is_empty()))
}

/// The rest of the first candidate that begins as the text does, whatever the case.
pub(in crate::tui::desk) fn completion(candidates: Vec<String>, text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let (folded, length) = (text.to_lowercase(), text.chars().count());
    let begins = |candidate: &String| {
        candidate.to_lowercase().starts_with(&folded) && candidate.chars().count() > length
    };
    let candidate = candidates.into_iter().find(begins)?;
    Some(candidate.chars().skip(length).collect())
}
