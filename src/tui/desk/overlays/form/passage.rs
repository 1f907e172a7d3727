//! Forms about what is chosen in the item: where it goes, and whose assignment it becomes.

use super::definition::{Form, FormContext, named_fields};
use super::field::{FormField, NotUnderstood};
use super::item::AssignmentFields;
use crate::meeting::assignment::AssignmentWords;
use crate::meeting::command::Command;
use crate::meeting::passage::{Conversion, Destination};
use crate::meeting::rules::words_of;

/// Moves what is chosen under another item.
#[derive(Debug)]
pub(super) struct MoveToForm {
    item: FormField,
}

impl MoveToForm {
    pub(super) fn new() -> Self {
        Self {
            item: FormField::new("field-to-item", "").showing_item(),
        }
    }
}

impl Form for MoveToForm {
    fn title(&self) -> &'static str {
        "form-move-to"
    }

    named_fields!(item);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let item = context.meeting.item_named(self.item.text());
        Ok(Command::MovePassages {
            passages: context.passages.to_vec(),
            to: Destination::Item(item.ok_or("notice-no-such-item")?.id),
        })
    }
}

/// Makes an assignment of what is chosen.
#[derive(Debug)]
pub(super) struct MakeAssignmentForm {
    fields: AssignmentFields,
}

impl MakeAssignmentForm {
    pub(super) fn new(context: FormContext<'_>) -> Self {
        let lines = context.passages.iter();
        let lines =
            lines.flat_map(|passage| words_of(context.meeting, passage).unwrap_or_default());
        // A task is named without what makes a clause of it.
        let start = &context.meeting.style.clause_start;
        let lines = lines.map(|line| {
            line.strip_prefix(start.as_str())
                .map_or(line.clone(), str::to_owned)
        });
        let words = AssignmentWords {
            what: lines.collect::<Vec<String>>().join(" "),
            ..AssignmentWords::default()
        };
        Self {
            fields: AssignmentFields::worded(&words),
        }
    }
}

impl Form for MakeAssignmentForm {
    fn title(&self) -> &'static str {
        "form-assignment"
    }

    fn fields(&self) -> Vec<&FormField> {
        self.fields.all().to_vec()
    }

    fn fields_mut(&mut self) -> Vec<&mut FormField> {
        self.fields.all_mut().into()
    }

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::ConvertPassages {
            passages: context.passages.to_vec(),
            into: Conversion::Assignment(self.fields.words("", context.meeting)),
        })
    }
}
