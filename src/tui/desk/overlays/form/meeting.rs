//! Forms about the meeting as a whole: recess, place, the next meeting, who verifies.

use super::definition::{Form, FormContext, named_fields};
use super::field::{Completion, FormField, NotUnderstood};
use crate::meeting::command::Command;

/// Begins a recess, until an hour if one is written.
#[derive(Debug)]
pub(super) struct RecessForm {
    until: FormField,
}

impl RecessForm {
    pub(super) fn new() -> Self {
        let until = FormField::new("field-until", "");
        Self { until }
    }
}

impl Form for RecessForm {
    fn title(&self) -> &'static str {
        "form-recess"
    }

    named_fields!(until);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let until = match self.until.line() {
            Some(_) => Some(self.until.moment(context.now)?),
            None => None,
        };
        Ok(Command::BeginRecess { until })
    }
}

/// Says where the meeting is held.
#[derive(Debug)]
pub(super) struct PlaceForm {
    place: FormField,
}

impl PlaceForm {
    pub(super) fn new(context: FormContext<'_>) -> Self {
        let place = context.meeting.heading.place.as_deref();
        Self {
            place: FormField::new("field-place", place.unwrap_or_default()),
        }
    }
}

impl Form for PlaceForm {
    fn title(&self) -> &'static str {
        "form-place"
    }

    named_fields!(place);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let place = self.place.text().to_owned();
        Ok(Command::ChangePlace { place })
    }
}

/// Says when the body meets next.
#[derive(Debug)]
pub(super) struct NextMeetingForm {
    next_meeting: FormField,
}

impl NextMeetingForm {
    pub(super) fn new(context: FormContext<'_>) -> Self {
        let next = context.meeting.next_meeting.as_ref();
        let text = next.map_or("", |next| &next.text);
        Self {
            next_meeting: FormField::new("field-next-meeting", text).showing_day(),
        }
    }
}

impl Form for NextMeetingForm {
    fn title(&self) -> &'static str {
        "form-next-meeting"
    }

    named_fields!(next_meeting);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let text = self.next_meeting.text().to_owned();
        Ok(Command::SetNextMeeting { text })
    }
}

/// Names who verifies the minutes.
#[derive(Debug)]
pub(super) struct VerifiersForm {
    names: FormField,
}

impl VerifiersForm {
    pub(super) fn new(context: FormContext<'_>) -> Self {
        let names = context.meeting.verifiers.join(", ");
        Self {
            names: FormField::new("field-names", &names).completing(Completion::Names),
        }
    }
}

impl Form for VerifiersForm {
    fn title(&self) -> &'static str {
        "form-verifiers"
    }

    named_fields!(names);

    fn submit(&self, _: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let names = self.names.text().split(',');
        Ok(Command::NameVerifiers {
            names: names.map(|name| name.trim().to_owned()).collect(),
        })
    }
}
