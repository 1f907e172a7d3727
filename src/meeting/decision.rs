//! Decisions: the words that introduce them, and clauses in order, each stored as it was written.

use serde::{Deserialize, Serialize};

use super::item::ItemId;
use super::minutes::Minutes;

/// Names a decision within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DecisionId(pub u32);

/// Names a clause within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClauseId(pub u32);

/// One thing decided: an att-sats or a whole sentence, with the sentences that follow inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Stable within the meeting.
    pub id: ClauseId,
    /// Exactly as written, with its "att" and its final stop or without.
    pub text: String,
}

/// What was decided under one introduction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Stable within the meeting.
    pub id: DecisionId,
    /// The words that introduce it: "Mötet beslutar"; empty in prose.
    pub intro: String,
    /// In the order in which they are printed.
    pub clauses: Vec<Clause>,
}

impl Decision {
    /// The clauses as they are printed: before the last of several stands the joiner, unless the
    /// clause has it already or is no clause of that form.
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
            .map(|(place, clause)| {
                if joins && place == last && is_bare(&clause.text) {
                    format!("{joiner} {}", clause.text).into()
                } else {
                    clause.text.as_str().into()
                }
            })
            .collect()
    }
}

impl Minutes {
    /// The item and the decision that hold a clause.
    #[must_use]
    pub fn decision_of(&self, clause: ClauseId) -> Option<(ItemId, &Decision)> {
        self.items().find_map(|item| {
            let holds = |decision: &&Decision| decision.clauses.iter().any(|one| one.id == clause);
            item.decisions
                .iter()
                .find(holds)
                .map(|decision| (item.id, decision))
        })
    }

    /// A clause, wherever it stands.
    #[must_use]
    pub fn clause(&self, id: ClauseId) -> Option<&Clause> {
        let (_, decision) = self.decision_of(id)?;
        decision.clauses.iter().find(|clause| clause.id == id)
    }

    /// A decision, and the item it stands in.
    #[must_use]
    pub fn decision(&self, id: DecisionId) -> Option<(ItemId, &Decision)> {
        self.items().find_map(|item| {
            let found = item.decisions.iter().find(|decision| decision.id == id);
            found.map(|decision| (item.id, decision))
        })
    }

    pub(super) fn decision_begun(&mut self, item: ItemId, id: DecisionId, intro: &str) -> bool {
        self.use_number(id.0);
        self.on_item(item, |item| {
            item.decisions.push(Decision {
                id,
                intro: intro.to_owned(),
                clauses: Vec::new(),
            });
        })
    }

    pub(super) fn clause_recorded(
        &mut self,
        decision: DecisionId,
        id: ClauseId,
        text: &str,
    ) -> bool {
        self.use_number(id.0);
        self.on_decision(decision, |decision| {
            decision.clauses.push(Clause {
                id,
                text: text.to_owned(),
            });
        })
    }

    pub(super) fn clause_corrected(&mut self, id: ClauseId, text: &str) -> bool {
        let clause = self
            .items_mut()
            .flat_map(|item| &mut item.decisions)
            .flat_map(|decision| &mut decision.clauses)
            .find(|clause| clause.id == id);
        clause
            .map(|clause| text.clone_into(&mut clause.text))
            .is_some()
    }

    /// A decision whose last clause is withdrawn goes with it.
    pub(super) fn clause_withdrawn(&mut self, id: ClauseId) -> bool {
        let mut found = false;
        for item in self.items_mut() {
            for decision in &mut item.decisions {
                let before = decision.clauses.len();
                decision.clauses.retain(|clause| clause.id != id);
                found |= decision.clauses.len() < before;
            }
            if found {
                item.decisions
                    .retain(|decision| !decision.clauses.is_empty());
                break;
            }
        }
        found
    }

    pub(super) fn intro_corrected(&mut self, decision: DecisionId, intro: &str) -> bool {
        self.on_decision(decision, |decision| intro.clone_into(&mut decision.intro))
    }

    fn on_decision(&mut self, id: DecisionId, change: impl FnOnce(&mut Decision)) -> bool {
        let mut decisions = self.items_mut().flat_map(|item| &mut item.decisions);
        decisions
            .find(|decision| decision.id == id)
            .map(change)
            .is_some()
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
