//! Forms that put the agenda in order: items, their place, time, presenters, attachments and
//! proposals, and headings between them. The agenda's file is never written: each is an entry.

use super::definition::{Form, FormContext, named_fields};
use super::field::{Completion, FormField, NotUnderstood};
use crate::meeting::Meeting;
use crate::meeting::agenda::AgendaRow;
use crate::meeting::command::Command;
use crate::meeting::item::{Item, ItemId, MinutesRow, Plan, RowId, SectionId};

/// Parts presenters and attachments in a field: their own words may have commas.
const SEPARATOR: &str = "; ";

fn plan_of(item: ItemId, meeting: &Meeting) -> Plan {
    let plan = |item: &Item| Plan {
        minutes: item.planned_minutes,
        presenters: item.presenters.clone(),
        attachments: item.attachments.clone(),
        proposal: item.proposal.clone(),
    };
    meeting.item(item).map(plan).unwrap_or_default()
}

fn parts(field: &FormField) -> Vec<String> {
    let parts = field.text().split(SEPARATOR.trim_end());
    parts.map(|part| part.trim().to_owned()).collect()
}

/// Adds an item after the chosen row.
#[derive(Debug)]
pub(super) struct NewItemForm {
    title: FormField,
    label: FormField,
}

impl NewItemForm {
    pub(super) fn new() -> Self {
        Self {
            title: FormField::new("field-title", ""),
            label: FormField::new("field-label", ""),
        }
    }
}

impl Form for NewItemForm {
    fn title(&self) -> &'static str {
        "form-new-item"
    }

    named_fields!(title, label);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let row = AgendaRow {
            title: self.title.text().to_owned(),
            label: self.label.line(),
            ..AgendaRow::default()
        };
        let last = context.meeting.rows.last().map(MinutesRow::id);
        Ok(Command::AddItem {
            row: Box::new(row),
            after: context.chosen.or(last),
        })
    }
}

/// Gives an item another title.
#[derive(Debug)]
pub(super) struct TitleForm {
    item: ItemId,
    title: FormField,
}

impl TitleForm {
    pub(super) fn new(item: ItemId, context: FormContext<'_>) -> Self {
        let title = context.meeting.item(item).map_or("", |item| &item.title);
        Self {
            item,
            title: FormField::new("field-title", title),
        }
    }
}

impl Form for TitleForm {
    fn title(&self) -> &'static str {
        "form-retitle"
    }

    named_fields!(title);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::RenameItem {
            item: self.item,
            title: self.title.text().to_owned(),
        })
    }
}

/// Gives an item another number.
#[derive(Debug)]
pub(super) struct LabelForm {
    item: ItemId,
    label: FormField,
}

impl LabelForm {
    pub(super) fn new(item: ItemId, context: FormContext<'_>) -> Self {
        let label = context
            .meeting
            .item(item)
            .and_then(|item| item.label.as_deref());
        Self {
            item,
            label: FormField::new("field-label", label.unwrap_or_default()),
        }
    }
}

impl Form for LabelForm {
    fn title(&self) -> &'static str {
        "form-relabel"
    }

    named_fields!(label);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::RelabelItem {
            item: self.item,
            label: self.label.line(),
        })
    }
}

/// Moves an item after another.
#[derive(Debug)]
pub(super) struct MoveForm {
    item: ItemId,
    after: FormField,
}

impl MoveForm {
    pub(super) fn new(item: ItemId) -> Self {
        Self {
            item,
            after: FormField::new("field-after", ""),
        }
    }
}

impl Form for MoveForm {
    fn title(&self) -> &'static str {
        "form-move-item"
    }

    named_fields!(after);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::MoveRow {
            row: RowId::Item(self.item),
            after: row_named(self.after.text(), context.meeting)?,
        })
    }
}

/// The row after which something shall stand, by number or title; `0` is the beginning, `None`.
fn row_named(name: &str, meeting: &Meeting) -> Result<Option<RowId>, NotUnderstood> {
    let name = name.trim();
    if name == "0" {
        return Ok(None);
    }
    let item = meeting.item_named(name).ok_or("notice-no-such-item")?;
    Ok(Some(RowId::Item(item.id)))
}

/// Sets an item's time, presenters and attachments.
#[derive(Debug)]
pub(super) struct PlanForm {
    item: ItemId,
    minutes: FormField,
    presenters: FormField,
    attachments: FormField,
}

impl PlanForm {
    pub(super) fn new(item: ItemId, context: FormContext<'_>) -> Self {
        let plan = plan_of(item, context.meeting);
        let minutes = plan.minutes.map(|minutes| minutes.to_string());
        let presenters = plan.presenters.join(SEPARATOR);
        let attachments = plan.attachments.join(SEPARATOR);
        Self {
            item,
            minutes: FormField::new("field-minutes", &minutes.unwrap_or_default()),
            presenters: FormField::new("field-presenters", &presenters)
                .completing(Completion::Names),
            attachments: FormField::new("field-attachments", &attachments),
        }
    }
}

impl Form for PlanForm {
    fn title(&self) -> &'static str {
        "form-plan"
    }

    named_fields!(minutes, presenters, attachments);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let minutes = match self.minutes.line() {
            Some(minutes) => Some(minutes.parse().map_err(|_| "notice-not-minutes")?),
            None => None,
        };
        let plan = Plan {
            minutes,
            presenters: parts(&self.presenters),
            attachments: parts(&self.attachments),
            ..plan_of(self.item, context.meeting)
        };
        Ok(Command::PlanItem {
            item: self.item,
            plan,
        })
    }
}

/// Sets the proposal of an item: a field a clause, and one more to go on in.
#[derive(Debug)]
pub(super) struct ProposalForm {
    item: ItemId,
    clauses: Vec<FormField>,
}

impl ProposalForm {
    pub(super) fn new(item: ItemId, context: FormContext<'_>) -> Self {
        let proposal = plan_of(item, context.meeting).proposal;
        let mut form = Self {
            item,
            clauses: proposal.iter().map(|clause| Self::clause(clause)).collect(),
        };
        form.grow();
        form
    }

    fn clause(text: &str) -> FormField {
        FormField::new("field-clause", text)
    }
}

impl Form for ProposalForm {
    fn title(&self) -> &'static str {
        "form-proposal"
    }

    fn fields(&self) -> Vec<&FormField> {
        self.clauses.iter().collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut FormField> {
        self.clauses.iter_mut().collect()
    }

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let clauses = self.clauses.iter().map(|clause| clause.text().to_owned());
        let plan = Plan {
            proposal: clauses.collect(),
            ..plan_of(self.item, context.meeting)
        };
        Ok(Command::PlanItem {
            item: self.item,
            plan,
        })
    }

    fn is_list(&self) -> bool {
        true
    }

    fn grow(&mut self) {
        self.clauses.push(Self::clause(""));
    }
}

/// Gives a heading another text.
#[derive(Debug)]
pub(super) struct SectionForm {
    section: SectionId,
    title: FormField,
}

impl SectionForm {
    pub(super) fn new(id: SectionId, context: FormContext<'_>) -> Self {
        let title = context.meeting.rows.iter().find_map(|row| match row {
            MinutesRow::Section(section) if section.id == id => Some(section.title.as_str()),
            MinutesRow::Section(_) | MinutesRow::Item(_) => None,
        });
        Self {
            section: id,
            title: FormField::new("field-title", title.unwrap_or_default()),
        }
    }
}

impl Form for SectionForm {
    fn title(&self) -> &'static str {
        "form-section"
    }

    named_fields!(title);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::RenameSection {
            section: self.section,
            title: self.title.text().to_owned(),
        })
    }
}

/// Puts a heading over the chosen row.
#[derive(Debug)]
pub(super) struct NewSectionForm {
    title: FormField,
}

impl NewSectionForm {
    pub(super) fn new() -> Self {
        let title = FormField::new("field-title", "");
        Self { title }
    }
}

impl Form for NewSectionForm {
    fn title(&self) -> &'static str {
        "form-section"
    }

    named_fields!(title);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let rows = &context.meeting.rows;
        let chosen = context
            .chosen
            .and_then(|row| context.meeting.row_index(row));
        let before = chosen.unwrap_or(rows.len()).checked_sub(1);
        let after = before.and_then(|index| rows.get(index)).map(MinutesRow::id);
        Ok(Command::AddSection {
            title: self.title.text().to_owned(),
            after,
        })
    }
}
