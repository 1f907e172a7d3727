//! Forms that put an item in order on the agenda: its time, who presents it, its papers, what is
//! proposed, and headings between the items. The agenda's file is never written: each is an entry.

use super::Desk;
use super::forms::Form;
use crate::meeting::command::Command;
use crate::meeting::item::{Item, ItemId, MinutesRow, Plan, RowId};

/// What parts presenters and papers in a field: their own words may have commas.
const BETWEEN: &str = "; ";

fn plan_of(item: &Item) -> Plan {
    Plan {
        minutes: item.planned_minutes,
        presenters: item.presenters.clone(),
        attachments: item.attachments.clone(),
        proposal: item.proposal.clone(),
    }
}

fn parted(field: &str) -> Vec<String> {
    field
        .split(BETWEEN.trim_end())
        .map(|part| part.trim().to_owned())
        .collect()
}

impl Desk {
    fn plan(&self, item: ItemId) -> Plan {
        self.shown.item(item).map(plan_of).unwrap_or_default()
    }

    pub(super) fn plan_fields(&self, item: ItemId) -> Vec<(&'static str, String)> {
        let plan = self.plan(item);
        vec![
            (
                "field-minutes",
                plan.minutes
                    .map(|minutes| minutes.to_string())
                    .unwrap_or_default(),
            ),
            ("field-presenters", plan.presenters.join(BETWEEN)),
            ("field-attachments", plan.attachments.join(BETWEEN)),
        ]
    }

    /// A field a clause, and one more to go on in.
    pub(super) fn proposal_fields(&self, item: ItemId, kept: usize) -> Vec<(&'static str, String)> {
        let mut clauses = self.plan(item).proposal;
        clauses.resize((clauses.len() + 1).max(kept), String::new());
        clauses
            .into_iter()
            .map(|clause| ("field-clause", clause))
            .collect()
    }

    pub(super) fn planned(&self, item: ItemId, form: &Form) -> Result<Command, &'static str> {
        let minutes = match form.line(0) {
            Some(minutes) => Some(minutes.parse().map_err(|_| "notice-not-minutes")?),
            None => None,
        };
        let (presenters, attachments) = (parted(form.text(1)), parted(form.text(2)));
        Ok(Command::PlanItem {
            item,
            plan: Plan {
                minutes,
                presenters,
                attachments,
                ..self.plan(item)
            },
        })
    }

    pub(super) fn proposed(&self, item: ItemId, form: &Form) -> Command {
        Command::PlanItem {
            item,
            plan: Plan {
                proposal: form.texts(),
                ..self.plan(item)
            },
        }
    }

    /// A heading stands over the row that is chosen.
    pub(super) fn new_section(&self, title: String) -> Command {
        let place = self.chosen.and_then(|row| self.shown.row_index(row));
        let before = place.unwrap_or(self.shown.rows.len()).checked_sub(1);
        let after: Option<RowId> = before
            .and_then(|place| self.shown.rows.get(place))
            .map(MinutesRow::id);
        Command::AddSection { title, after }
    }
}
