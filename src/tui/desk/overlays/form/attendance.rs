//! Forms about people: when they came and left, and who they are.

use super::definition::{Form, FormContext, named_fields};
use super::field::{Completion, FormField, NotUnderstood};
use crate::meeting::attendance::Attendance;
use crate::meeting::command::Command;
use crate::meeting::person::{Capacity, PersonId, Role};
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::desk::roles::{role_name, role_named};

/// The hour that was recorded, to be corrected; or now.
fn hour_field(
    person: PersonId,
    recorded: fn(&Attendance) -> Option<Timestamp>,
    context: FormContext<'_>,
) -> FormField {
    let person = context.meeting.person(person);
    let at = person.and_then(|person| recorded(&person.attendance));
    let hour = ClockTime::at(at.unwrap_or(context.now));
    FormField::with_default("field-hour", &hour.with_stop())
}

/// Records when somebody came.
#[derive(Debug)]
pub(super) struct ArrivalForm {
    person: PersonId,
    hour: FormField,
}

impl ArrivalForm {
    pub(super) fn new(person: PersonId, context: FormContext<'_>) -> Self {
        let hour = hour_field(person, Attendance::from, context);
        Self { person, hour }
    }
}

impl Form for ArrivalForm {
    fn title(&self) -> &'static str {
        "form-arrival"
    }

    named_fields!(hour);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::RecordArrival {
            person: self.person,
            at: self.hour.moment(context.now)?,
        })
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Records when somebody left.
#[derive(Debug)]
pub(super) struct LeavingForm {
    person: PersonId,
    hour: FormField,
}

impl LeavingForm {
    pub(super) fn new(person: PersonId, context: FormContext<'_>) -> Self {
        let hour = hour_field(person, Attendance::until, context);
        Self { person, hour }
    }
}

impl Form for LeavingForm {
    fn title(&self) -> &'static str {
        "form-leaving"
    }

    named_fields!(hour);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        Ok(Command::RecordLeaving {
            person: self.person,
            at: self.hour.moment(context.now)?,
        })
    }

    fn person(&self) -> Option<PersonId> {
        Some(self.person)
    }
}

/// Adds somebody to the list.
#[derive(Debug)]
pub(super) struct NewPersonForm {
    name: FormField,
    represents: FormField,
    role: FormField,
}

impl NewPersonForm {
    pub(super) fn new(context: FormContext<'_>) -> Self {
        let guest = role_name(context.words, Role::Guest);
        Self {
            name: FormField::new("field-name", ""),
            represents: FormField::new("field-represents", "").completing(Completion::Places),
            role: FormField::with_default("field-role", &guest).completing(Completion::Roles),
        }
    }
}

impl Form for NewPersonForm {
    fn title(&self) -> &'static str {
        "form-new-person"
    }

    named_fields!(name, represents, role);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let role = role_named(context.words, self.role.text()).ok_or("notice-no-such-role")?;
        let capacity = Capacity {
            role,
            represents: self.represents.line(),
            title: None,
        };
        Ok(Command::AddPerson {
            name: self.name.text().to_owned(),
            capacity,
        })
    }
}

/// Corrects who somebody is. The first capacity is what the form shows; other capacities stay as they are.
#[derive(Debug)]
pub(super) struct PersonCorrectionForm {
    person: PersonId,
    name: FormField,
    represents: FormField,
    title: FormField,
}

impl PersonCorrectionForm {
    pub(super) fn new(id: PersonId, context: FormContext<'_>) -> Self {
        let person = context.meeting.person(id);
        let capacity = person.and_then(|person| person.capacities.first()).cloned();
        let capacity = capacity.unwrap_or_default();
        let represents = capacity.represents.unwrap_or_default();
        Self {
            person: id,
            name: FormField::new("field-name", person.map_or("", |person| &person.name)),
            represents: FormField::new("field-represents", &represents)
                .completing(Completion::Places),
            title: FormField::new("field-person-title", &capacity.title.unwrap_or_default()),
        }
    }
}

impl Form for PersonCorrectionForm {
    fn title(&self) -> &'static str {
        "form-correct-person"
    }

    named_fields!(name, represents, title);

    fn submit(&self, context: FormContext<'_>) -> Result<Command, NotUnderstood> {
        let person = context.meeting.person(self.person);
        let mut capacities = person
            .map(|person| person.capacities.clone())
            .unwrap_or_default();
        if let Some(capacity) = capacities.first_mut() {
            capacity.represents = self.represents.line();
            capacity.title = self.title.line();
        }
        Ok(Command::CorrectPerson {
            person: self.person,
            name: self.name.text().to_owned(),
            capacities,
        })
    }
}
