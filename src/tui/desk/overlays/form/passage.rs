//! The form about what is chosen in the item: where it goes. What it becomes as an assignment is asked
//! by the form of assignments.

use super::definition::{Form, FormContext, named_fields};
use super::field::{FormField, NotUnderstood};
use crate::meeting::command::Command;
use crate::meeting::passage::Destination;

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
