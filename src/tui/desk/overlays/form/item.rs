//! Forms about what becomes of an item: assignments and its outcome.

use super::definition::{Form, FormContext, named_fields};
use super::field::{Completion, FormField, NotUnderstood};
use crate::meeting::Meeting;
use crate::meeting::assignment::AssignmentWords;
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::command::Command;
use crate::meeting::item::ItemId;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::passage::Conversion;
use crate::meeting::rules::words_of;

/// The assignee, the task, and the day by which it is due.
#[derive(Debug)]
struct AssignmentFields {
    who: FormField,
    what: FormField,
    due: FormField,
}

impl AssignmentFields {
    fn of(assignment: Option<&Assignment>) -> Self {
        let words = assignment.map(|assignment| AssignmentWords {
            who: assignment.who.clone(),
            what: assignment.what.clone(),
            due: assignment
                .due
                .as_ref()
                .map_or_else(String::new, |due| due.text.clone()),
            to: String::new(),
        });
        Self::worded(&words.unwrap_or_default())
    }

    /// The fields with these words in them.
    fn worded(words: &AssignmentWords) -> Self {
        Self {
            who: FormField::new("field-who", &words.who)
                .completing(Completion::Assignees)
                .showing_person(),
            what: FormField::new("field-what", &words.what),
            due: FormField::new("field-due", &words.due).showing_day(),
        }
    }

    fn all(&self) -> [&FormField; 3] {
        [&self.who, &self.what, &self.due]
    }

    fn all_mut(&mut self) -> [&mut FormField; 3] {
        [&mut self.who, &mut self.what, &mut self.due]
    }

    /// The words that they make; a first name that only one person has stands for that person.
    fn words(&self, to: &str, meeting: &Meeting) -> AssignmentWords {
        let who = self.who.text();
        let only = meeting.only_person_called(who);
        AssignmentWords {
            who: only.map_or(who, |person| &person.name).to_owned(),
            what: self.what.text().to_owned(),
            due: self.due.text().to_owned(),
            to: to.to_owned(),
        }
    }
}

/// Gives an assignment under an item, or makes one of what is chosen there.
#[derive(Debug)]
pub(super) struct AssignmentForm {
    /// `None` where it is made of what is chosen.
    item: Option<ItemId>,
    fields: AssignmentFields,
}

impl AssignmentForm {
    pub(super) fn new(item: ItemId) -> Self {
        let (item, fields) = (Some(item), AssignmentFields::of(None));
        Self { item, fields }
    }

    pub(super) fn of_passages(context: FormContext<'_>) -> Self {
        let lines = words_of(context.meeting, context.passages);
        // A task is named without what makes a clause of it.
        let start = context.meeting.style.clause_start.as_str();
        let task = |line: &String| line.strip_prefix(start).unwrap_or(line).to_owned();
        let words = AssignmentWords {
            what: lines.iter().map(task).collect::<Vec<String>>().join(" "),
            ..AssignmentWords::default()
        };
        Self {
            item: None,
            fields: AssignmentFields::worded(&words),
        }
    }
}

impl Form for AssignmentForm {
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
        let words = self.fields.words("", context.meeting);
        Ok(match self.item {
            Some(item) => Command::GiveAssignment { item, words },
            None => Command::ConvertPassages {
                passages: context.passages.to_vec(),
                into: Conversion::Assignment(words),
            },
        })
    }
}

/// Corrects an assignment, and to whom it is to be reported.
#[derive(Debug)]
pub(super) struct AssignmentCorrectionForm {
    assignment: AssignmentId,
    fields: AssignmentFields,
    /// `None` where the assignment is gone.
    to: Option<FormField>,
}

impl AssignmentCorrectionForm {
    pub(super) fn new(id: AssignmentId, context: FormContext<'_>) -> Self {
        let assignment = context.meeting.assignment(id).map(|(_, found)| found);
        let to = assignment.map(|found| found.to.as_deref().unwrap_or_default());
        Self {
            assignment: id,
            fields: AssignmentFields::of(assignment),
            to: to.map(|to| FormField::new("field-to", to)),
        }
    }
}

impl Form for AssignmentCorrectionForm {
    fn title(&self) -> &'static str {
        "form-assignment"
    }

    fn fields(&self) -> Vec<&FormField> {
        self.fields.all().into_iter().chain(&self.to).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut FormField> {
        let to = &mut self.to;
        self.fields.all_mut().into_iter().chain(to).collect()
    }

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let to = self.to.as_ref().map_or("", FormField::text);
        Ok(Command::CorrectAssignment {
            assignment: self.assignment,
            words: self.fields.words(to, context.meeting),
        })
    }
}

/// Says what becomes of an item: to whom it goes, and for what.
#[derive(Debug)]
pub(super) struct OutcomeForm {
    item: ItemId,
    kind: OutcomeKind,
    to: FormField,
    purpose: FormField,
}

impl OutcomeForm {
    pub(super) fn new(item: ItemId, kind: OutcomeKind) -> Self {
        let to = Completion::Messages(&["word-next-meeting"]);
        let purpose = Completion::Messages(&["word-for-decision", "word-for-information"]);
        Self {
            item,
            kind,
            to: FormField::new("field-outcome-to", "").completing(to),
            purpose: FormField::new("field-outcome-for", "").completing(purpose),
        }
    }
}

impl Form for OutcomeForm {
    fn title(&self) -> &'static str {
        match self.kind {
            OutcomeKind::Postponed => "form-postpone",
            OutcomeKind::ReferredBack => "form-refer-back",
            OutcomeKind::ReferredTo => "form-refer-to",
            OutcomeKind::Withdrawn => "form-withdraw",
        }
    }

    named_fields!(to, purpose);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let outcome = Outcome {
            kind: self.kind,
            to: self.to.line(),
            purpose: self.purpose.line(),
        };
        Ok(Command::SetOutcome {
            item: self.item,
            outcome: Some(outcome),
        })
    }
}
