//! The definition of a form: fields by name, and the command that they ask for.

use std::fmt::Debug;

use super::field::{FormField, NotUnderstood};
use crate::meeting::Meeting;
use crate::meeting::command::Command;
use crate::meeting::item::RowId;
use crate::meeting::passage::Passage;
use crate::meeting::person::PersonId;
use crate::meeting::time::Timestamp;
use crate::words::Words;

/// The surroundings of a form, when it is opened and when it is submitted.
#[derive(Debug, Clone, Copy)]
pub(in crate::tui::desk) struct FormContext<'a> {
    pub(in crate::tui::desk) meeting: &'a Meeting,
    pub(in crate::tui::desk) words: &'a Words,
    /// The row of the agenda that is chosen.
    pub(in crate::tui::desk) chosen: Option<RowId>,
    pub(in crate::tui::desk) now: Timestamp,
    /// The passages that are to be moved or made into something else.
    pub(in crate::tui::desk) passages: &'a [Passage],
}

/// A form.
pub(super) trait Form: Debug {
    /// The message that heads it.
    fn title(&self) -> &'static str;

    /// The fields, from top to bottom.
    fn fields(&self) -> Vec<&FormField>;

    /// The same, to be written in.
    fn fields_mut(&mut self) -> Vec<&mut FormField>;

    /// The command that the fields ask for.
    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood>;

    /// The person that the form is about, for its heading.
    fn person(&self) -> Option<PersonId> {
        None
    }

    /// True where the fields are a list, which grows.
    fn is_list(&self) -> bool {
        false
    }

    /// Makes another field where the last of a list has been written in.
    fn grow(&mut self) {}
}

/// The two lists of a form whose fields are always the same: these, from top to bottom.
macro_rules! named_fields {
    ($($name:ident),+) => {
        fn fields(&self) -> Vec<&FormField> {
            vec![$(&self.$name),+]
        }

        fn fields_mut(&mut self) -> Vec<&mut FormField> {
            vec![$(&mut self.$name),+]
        }
    };
}
pub(super) use named_fields;
