//! Decisions: the words that introduce them, and clauses in order, each stored as it was written.

use serde::{Deserialize, Serialize};

/// The id of a decision within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DecisionId(pub u32);

/// The id of a clause within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(pub u32);

/// One thing decided: an att-sats or a whole sentence, with the sentences that follow inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its id.
    pub id: ClauseId,
    /// Its words exactly as written, with or without "att" and a final stop.
    pub text: String,
}

/// The clauses decided under one introduction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The words that introduce it: "Mötet beslutar"; empty in prose.
    pub intro: String,
    /// The clauses in printed order.
    pub clauses: Vec<Clause>,
}

impl Decision {
    /// One of its clauses by id.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The clauses as they are printed. The joiner stands before the last of several, unless the
    /// clause begins with it already or is no clause of that form.
    #[must_use]
    pub fn printed<'a>(
        &'a self,
        clause_start: &str,
        joiner: &str,
    ) -> Vec<std::borrow::Cow<'a, str>> {
        let last = self.clauses.len().wrapping_sub(1);
        let joins = !joiner.is_empty() && !clause_start.trim().is_empty() && last > 0;
        let is_bare = |text: &str| {
            text.to_lowercase()
                .starts_with(&clause_start.to_lowercase())
        };
        self.clauses
            .iter()
            .enumerate()
            .map(|(index, clause)| {
                if joins && index == last && is_bare(&clause.text) {
                    format!("{joiner} {}", clause.text).into()
                } else {
                    clause.text.as_str().into()
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(clauses: &[&str]) -> Decision {
        let clauses = clauses.iter().zip(1..).map(|(text, id)| Clause {
            id: ClauseId(id),
            text: (*text).to_owned(),
        });
        Decision {
            id: DecisionId(1),
            intro: "Beslut:".into(),
            clauses: clauses.collect(),
        }
    }

    #[test]
    fn the_joiner_stands_before_the_last_clause_once() {
        assert_eq!(
            decision(&["att a", "att b", "att c"]).printed("att ", "samt"),
            ["att a", "att b", "samt att c"]
        );
        assert_eq!(
            decision(&["att a", "samt att b"]).printed("att ", "samt"),
            ["att a", "samt att b"]
        );
        assert_eq!(decision(&["att a"]).printed("att ", "samt"), ["att a"]);
        assert_eq!(
            decision(&["att a", "att b"]).printed("att ", ""),
            ["att a", "att b"]
        );
        assert_eq!(
            decision(&["Planen antas.", "Den gäller."]).printed("", "samt"),
            ["Planen antas.", "Den gäller."]
        );
        assert_eq!(
            decision(&["att a", "En mening."]).printed("att ", "samt"),
            ["att a", "En mening."]
        );
    }
}
