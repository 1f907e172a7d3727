//! A body's way with papers, as one of them shows it.

use super::decisions::OwnBody;
use super::head::FrontMatter;
use super::headings::begins_clause;
use super::labels::{Label, label};
use super::parts::{Parts, decisions_of};
use super::rows::{folded, joined};
use crate::meeting::imported_minutes::LineRole;
use crate::meeting::style::{ContentOrder, HouseStyle};

/// The style of a paper.
#[must_use]
#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
pub fn style(parts: &Parts<'_>, head: &FrontMatter, own: &OwnBody) -> HouseStyle {
    let mut style = HouseStyle {
        letterhead: head.letterhead.clone(),
        ..HouseStyle::default()
    };
    style.labels.when_and_where.clone_from(&head.when_label);
    let mut intros: Vec<String> = Vec::new();
    let mut clauses = (0, 0);
    let mut labels: Vec<String> = Vec::new();
    let (mut has_samt, mut decision_first, mut notes_first) = (false, 0, 0);
    for part in parts.under_items() {
        for decided in decisions_of(part, own) {
            if !intros.contains(&decided.intro) && !decided.intro.is_empty() {
                intros.push(decided.intro.clone());
            }
            let with_att = decided
                .clauses
                .iter()
                .filter(|clause| begins_clause(clause))
                .count();
            clauses = (clauses.0 + with_att, clauses.1 + decided.clauses.len());
            has_samt |= decided
                .clauses
                .iter()
                .any(|clause| folded(clause).starts_with("samt "));
        }
        let place = |wanted: LineRole| part.rows.iter().position(|(_, role)| *role == wanted);
        match (place(LineRole::Decision), place(LineRole::Text)) {
            (Some(decision), Some(text)) if decision < text => decision_first += 1,
            (Some(_), Some(_)) => notes_first += 1,
            _ => {}
        }
        let said = part
            .rows
            .iter()
            .filter(|(_, role)| *role == LineRole::Text)
            .filter_map(|(row, _)| label(&row.text));
        labels.extend(
            said.filter(|found| found.label == Label::Notes && found.is_set_off)
                .map(|found| joined(found.printed)),
        );
    }
    if decision_first > notes_first {
        style.order = ContentOrder::DecisionFirst;
    }
    let items = parts.under_items().count();
    style.notes_label = labels
        .iter()
        .find(|label| labels.iter().filter(|one| one == label).count() * 2 > items)
        .cloned()
        .unwrap_or_default();
    if !intros.is_empty() {
        style.intros = intros;
        style.clause_start = if clauses.0 * 2 > clauses.1 {
            "att ".to_owned()
        } else {
            String::new()
        };
        style.joiner = if has_samt {
            "samt".to_owned()
        } else {
            String::new()
        };
    }
    style
}
