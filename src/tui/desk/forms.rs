//! Forms: `Enter` goes to the next field and after the last one records; `Tab` only completes;
//! `Esc` leaves, and what was written is there when the form is opened again.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::writing::edit;
use super::{Desk, Overlay};
use crate::meeting::agenda::AgendaRow;
use crate::meeting::assignment::AssignmentWords;
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::attendance::Attendance;
use crate::meeting::calendar::day_in;
use crate::meeting::command::Command;
use crate::meeting::item::{ItemId, MinutesRow, RowId, SectionId};
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::{Capacity, PersonId, Role};
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::editor::{Editor, Lines};
use crate::tui::keymap::{self, Action, Mode};
use crate::tui::keys::Key;
use crate::words::Words;

/// What a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum FormKind {
    Assignment(ItemId),
    CorrectAssignment(AssignmentId),
    Outcome(ItemId, OutcomeKind),
    Arrival(PersonId),
    Leaving(PersonId),
    NewPerson,
    CorrectPerson(PersonId),
    NewItem,
    Retitle(ItemId),
    Relabel(ItemId),
    MoveItem(ItemId),
    Plan(ItemId),
    Proposal(ItemId),
    Section(SectionId),
    NewSection,
    Recess,
    Place,
    NextMeeting,
    Verifiers,
}

/// A form being filled in.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) kind: FormKind,
    pub(super) fields: Vec<(&'static str, Editor)>,
    pub(super) current: usize,
    initial: Vec<String>,
}

impl Form {
    fn new(kind: FormKind, fields: &[(&'static str, String)], kept: Option<Vec<String>>) -> Self {
        let initial: Vec<String> = fields.iter().map(|(_, text)| text.clone()).collect();
        let texts = kept.unwrap_or_else(|| initial.clone());
        let fields = fields.iter().zip(&texts).map(|((label, _), text)| {
            let mut editor = Editor::new(Lines::One, text);
            // A default gives way to what is typed; what was written before is gone on with.
            if matches!(*label, "field-hour" | "field-role") {
                editor.select_all();
            }
            (*label, editor)
        });
        Self {
            kind,
            fields: fields.collect(),
            current: 0,
            initial,
        }
    }

    pub(super) fn editor(&self) -> &Editor {
        // A form has at least one field, and `current` stays among them.
        &self.fields[self.current.min(self.fields.len() - 1)].1
    }

    pub(super) fn editor_mut(&mut self) -> &mut Editor {
        let current = self.current.min(self.fields.len() - 1);
        &mut self.fields[current].1
    }

    /// Whether anything has been written in it.
    pub(super) fn is_changed(&self) -> bool {
        self.texts() != self.initial
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.fields
            .iter()
            .map(|(_, editor)| editor.text().to_owned())
            .collect()
    }

    pub(super) fn text(&self, field: usize) -> &str {
        self.fields
            .get(field)
            .map_or("", |(_, editor)| editor.text())
    }

    pub(super) fn line(&self, field: usize) -> Option<String> {
        Some(self.text(field).trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The message that heads it.
    pub(super) fn title(&self) -> &'static str {
        match self.kind {
            FormKind::Assignment(_) | FormKind::CorrectAssignment(_) => "form-assignment",
            FormKind::Outcome(_, OutcomeKind::Postponed) => "form-postpone",
            FormKind::Outcome(_, OutcomeKind::ReferredBack) => "form-refer-back",
            FormKind::Outcome(_, OutcomeKind::ReferredTo) => "form-refer-to",
            FormKind::Outcome(_, OutcomeKind::Withdrawn) => "form-withdraw",
            FormKind::Arrival(_) => "form-arrival",
            FormKind::Leaving(_) => "form-leaving",
            FormKind::NewPerson => "form-new-person",
            FormKind::CorrectPerson(_) => "form-correct-person",
            FormKind::NewItem => "form-new-item",
            FormKind::Retitle(_) => "form-retitle",
            FormKind::Relabel(_) => "form-relabel",
            FormKind::MoveItem(_) => "form-move-item",
            FormKind::Plan(_) => "form-plan",
            FormKind::Proposal(_) => "form-proposal",
            FormKind::Section(_) | FormKind::NewSection => "form-section",
            FormKind::Recess => "form-recess",
            FormKind::Place => "form-place",
            FormKind::NextMeeting => "form-next-meeting",
            FormKind::Verifiers => "form-verifiers",
        }
    }

    /// What the field being written may be completed with.
    pub(super) fn candidates(&self, minutes: &Minutes, words: &Words) -> Vec<String> {
        let names = || minutes.people.iter().map(|person| person.name.clone());
        let places = || {
            let mut places: Vec<String> = minutes
                .people
                .iter()
                .filter_map(|person| person.represents())
                .map(str::to_owned)
                .collect();
            places.dedup();
            places
        };
        match (self.kind, self.current) {
            (FormKind::Assignment(_) | FormKind::CorrectAssignment(_), 0) => {
                let every = words.say("word-every-municipality").into_owned();
                names().chain(places()).chain([every]).collect()
            }
            (FormKind::Verifiers, _) | (FormKind::Plan(_), 1) => names().collect(),
            (FormKind::NewPerson | FormKind::CorrectPerson(_), 1) => places(),
            (FormKind::NewPerson, 2) => Role::ALL
                .iter()
                .map(|role| role_word(words, *role))
                .collect(),
            (FormKind::Outcome(..), 0) => vec![words.say("word-next-meeting").into_owned()],
            (FormKind::Outcome(..), 1) => ["word-for-decision", "word-for-information"]
                .map(|word| words.say(word).into_owned())
                .to_vec(),
            _ => Vec::new(),
        }
    }
}

/// A role as a person reads it.
pub(super) fn role_word(words: &Words, role: Role) -> String {
    let message = match role {
        Role::Chair => "paper-chair",
        Role::ViceChair => "paper-vice-chair",
        Role::Member => "role-member",
        Role::Substitute => "role-substitute",
        Role::Secretary => "paper-secretary",
        Role::Guest => "role-guest",
        Role::Other => "role-other",
    };
    words.say(message).into_owned()
}

fn assignment_fields(assignment: Option<&Assignment>) -> Vec<(&'static str, String)> {
    let text = |of: fn(&Assignment) -> Option<&str>| {
        assignment.and_then(of).unwrap_or_default().to_owned()
    };
    let mut fields = vec![
        ("field-who", text(|assignment| Some(&assignment.who))),
        ("field-what", text(|assignment| Some(&assignment.what))),
        (
            "field-due",
            text(|assignment| assignment.due.as_ref().map(|due| due.text.as_str())),
        ),
    ];
    if assignment.is_some() {
        fields.push(("field-to", text(|assignment| assignment.to.as_deref())));
    }
    fields
}

impl Desk {
    /// Opens a form, with what was left in it.
    pub(super) fn give_form(&mut self, kind: FormKind, now: Timestamp) {
        if self.is_a_follower() {
            return;
        }
        let kept = self.kept_forms.remove(&kind);
        let one = |label: &'static str, text: &str| vec![(label, text.to_owned())];
        let item = |item: ItemId| self.shown.item(item);
        let fields = match kind {
            FormKind::Assignment(_) => assignment_fields(None),
            FormKind::CorrectAssignment(id) => {
                assignment_fields(self.shown.assignment(id).map(|(_, found)| found))
            }
            FormKind::Outcome(..) => {
                vec![
                    ("field-outcome-to", String::new()),
                    ("field-outcome-for", String::new()),
                ]
            }
            FormKind::Arrival(id) => one("field-hour", &self.hour_of(id, Attendance::from, now)),
            FormKind::Leaving(id) => one("field-hour", &self.hour_of(id, Attendance::until, now)),
            FormKind::NewPerson => vec![
                ("field-name", String::new()),
                ("field-represents", String::new()),
                ("field-role", role_word(&self.words, Role::Guest)),
            ],
            FormKind::CorrectPerson(id) => self.person_fields(id),
            FormKind::NewItem => vec![
                ("field-title", String::new()),
                ("field-label", String::new()),
            ],
            FormKind::Retitle(id) => one("field-title", item(id).map_or("", |item| &item.title)),
            FormKind::Relabel(id) => one(
                "field-label",
                item(id)
                    .and_then(|item| item.label.as_deref())
                    .unwrap_or(""),
            ),
            FormKind::MoveItem(_) => one("field-after", ""),
            FormKind::Plan(id) => self.plan_fields(id),
            FormKind::Proposal(id) => self.proposal_fields(id, kept.as_ref().map_or(0, Vec::len)),
            FormKind::Section(id) => one("field-title", self.section_title(id)),
            FormKind::NewSection => one("field-title", ""),
            FormKind::Recess => one("field-until", ""),
            FormKind::Place => one(
                "field-place",
                self.shown.heading.place.as_deref().unwrap_or(""),
            ),
            FormKind::NextMeeting => one(
                "field-next-meeting",
                self.shown
                    .next_meeting
                    .as_ref()
                    .map_or("", |next| &next.text),
            ),
            FormKind::Verifiers => one("field-names", &self.shown.verifiers.join(", ")),
        };
        self.overlay = Overlay::Form(Box::new(Form::new(kind, &fields, kept)));
    }

    /// The hour that was recorded, to be corrected; or now.
    fn hour_of(
        &self,
        id: PersonId,
        recorded: fn(&Attendance) -> Option<Timestamp>,
        now: Timestamp,
    ) -> String {
        let person = self.shown.person(id);
        let at = person
            .and_then(|person| recorded(&person.attendance))
            .unwrap_or(now);
        ClockTime::at(at).with_stop()
    }

    fn person_fields(&self, id: PersonId) -> Vec<(&'static str, String)> {
        let person = self.shown.person(id);
        let capacity = person
            .and_then(|person| person.capacities.first())
            .cloned()
            .unwrap_or_default();
        vec![
            (
                "field-name",
                person.map_or("", |person| &person.name).to_owned(),
            ),
            ("field-represents", capacity.represents.unwrap_or_default()),
            ("field-person-title", capacity.title.unwrap_or_default()),
        ]
    }

    /// The first capacity is what the form shows; other capacities stay as they are.
    fn corrected_person(&self, id: PersonId, form: &Form) -> Command {
        let mut capacities = self
            .shown
            .person(id)
            .map(|person| person.capacities.clone())
            .unwrap_or_default();
        if let Some(capacity) = capacities.first_mut() {
            capacity.represents = form.line(1);
            capacity.title = form.line(2);
        }
        Command::CorrectPerson {
            person: id,
            name: form.text(0).to_owned(),
            capacities,
        }
    }

    fn section_title(&self, id: SectionId) -> &str {
        let titles = self.shown.rows.iter().find_map(|row| match row {
            MinutesRow::Section(section) if section.id == id => Some(section.title.as_str()),
            MinutesRow::Section(_) | MinutesRow::Item(_) => None,
        });
        titles.unwrap_or_default()
    }

    pub(super) fn press_in_form(&mut self, key: Key, now: Timestamp) {
        match keymap::action(Mode::Form, key) {
            Some(Action::Accept) => self.next_field(now),
            Some(Action::Complete) => self.take_form_suggestion(),
            Some(Action::Back) => self.keep_form(),
            Some(Action::Up) => self.go_to_field(-1),
            Some(Action::Down) => self.go_to_field(1),
            Some(Action::ClearLine) => self.on_form_editor(|editor| editor.set("")),
            Some(Action::UndoWord) => self.on_form_editor(Editor::undo),
            _ => self.on_form_editor(|editor| edit(editor, key, usize::MAX)),
        }
    }

    fn on_form_editor(&mut self, change: impl FnOnce(&mut Editor)) {
        if let Overlay::Form(form) = &mut self.overlay {
            change(form.editor_mut());
        }
    }

    fn go_to_field(&mut self, by: isize) {
        if let Overlay::Form(form) = &mut self.overlay {
            form.current = form
                .current
                .saturating_add_signed(by)
                .min(form.fields.len() - 1);
        }
    }

    fn keep_form(&mut self) {
        if let Overlay::Form(form) = &self.overlay {
            if form.is_changed() {
                self.kept_forms.insert(form.kind, form.texts());
            }
            self.overlay = Overlay::None;
        }
    }

    fn next_field(&mut self, now: Timestamp) {
        let Overlay::Form(form) = &mut self.overlay else {
            return;
        };
        let goes_on =
            matches!(form.kind, FormKind::Proposal(_)) && form.line(form.current).is_some();
        if goes_on && form.current + 1 == form.fields.len() {
            form.fields
                .push(("field-clause", Editor::new(Lines::One, "")));
        }
        if form.current + 1 < form.fields.len() {
            form.current += 1;
            return;
        }
        let adds_item = form.kind == FormKind::NewItem;
        let adds_person = form.kind == FormKind::NewPerson;
        let command = match self.command_of_form(now) {
            Ok(command) => command,
            Err(message) => return self.say(message),
        };
        if self.record(command, now).is_some() {
            self.overlay = Overlay::None;
            if adds_item {
                self.chosen = self
                    .shown
                    .items()
                    .max_by_key(|item| item.id)
                    .map(|item| RowId::Item(item.id));
            }
            if adds_person {
                self.person = self.shown.people.last().map(|person| person.id);
            }
        }
    }

    /// What the filled-in form asks for, or the message that says what cannot be understood.
    fn command_of_form(&self, now: Timestamp) -> Result<Command, &'static str> {
        let Overlay::Form(form) = &self.overlay else {
            return Err("notice-no-such-key");
        };
        let hour = |field: usize| moment(form.text(field), now).ok_or("notice-not-an-hour");
        let text = form.text(0).to_owned();
        Ok(match form.kind {
            FormKind::Assignment(item) => Command::GiveAssignment {
                item,
                words: assignment_words(form),
            },
            FormKind::CorrectAssignment(assignment) => Command::CorrectAssignment {
                assignment,
                words: assignment_words(form),
            },
            FormKind::Outcome(item, kind) => {
                let outcome = Some(Outcome {
                    kind,
                    to: form.line(0),
                    purpose: form.line(1),
                });
                Command::SetOutcome { item, outcome }
            }
            FormKind::Arrival(person) => Command::RecordArrival {
                person,
                at: hour(0)?,
            },
            FormKind::Leaving(person) => Command::RecordLeaving {
                person,
                at: hour(0)?,
            },
            FormKind::NewPerson => {
                let role = role_named(&self.words, form.text(2)).ok_or("notice-no-such-role")?;
                Command::AddPerson {
                    name: text,
                    capacity: Capacity {
                        role,
                        represents: form.line(1),
                        title: None,
                    },
                }
            }
            FormKind::CorrectPerson(person) => self.corrected_person(person, form),
            FormKind::NewItem => {
                let row = AgendaRow {
                    title: text,
                    label: form.line(1),
                    ..AgendaRow::default()
                };
                Command::AddItem {
                    row: Box::new(row),
                    after: self.chosen.or_else(|| self.last_row()),
                }
            }
            FormKind::Retitle(item) => Command::RenameItem { item, title: text },
            FormKind::Relabel(item) => Command::RelabelItem {
                item,
                label: form.line(0),
            },
            FormKind::MoveItem(item) => {
                let after = self.row_named(&text)?;
                Command::MoveRow {
                    row: RowId::Item(item),
                    after,
                }
            }
            FormKind::Plan(item) => self.planned(item, form)?,
            FormKind::Proposal(item) => self.proposed(item, form),
            FormKind::Section(section) => Command::RenameSection {
                section,
                title: text,
            },
            FormKind::NewSection => self.new_section(text),
            FormKind::Recess => Command::BeginRecess {
                until: form.line(0).map(|_| hour(0)).transpose()?,
            },
            FormKind::Place => Command::ChangePlace { place: text },
            FormKind::NextMeeting => Command::SetNextMeeting { text },
            FormKind::Verifiers => Command::NameVerifiers {
                names: text.split(',').map(|name| name.trim().to_owned()).collect(),
            },
        })
    }

    fn last_row(&self) -> Option<RowId> {
        self.shown.rows.last().map(MinutesRow::id)
    }

    /// The row after which something shall stand: by number or title; 0 is the beginning.
    fn row_named(&self, name: &str) -> Result<Option<RowId>, &'static str> {
        let name = name.trim();
        if name == "0" {
            return Ok(None);
        }
        if name.is_empty() {
            return Err("notice-no-such-item");
        }
        let folded = name.to_lowercase();
        let by_label = self
            .shown
            .items()
            .find(|item| item.label.as_deref() == Some(name));
        let by_title = || {
            self.shown
                .items()
                .find(|item| item.title.to_lowercase().starts_with(&folded))
        };
        let item = by_label.or_else(by_title).ok_or("notice-no-such-item")?;
        Ok(Some(RowId::Item(item.id)))
    }

    /// What was understood by the field being written, where that is worth showing.
    pub(super) fn understood(&self) -> Option<String> {
        let Overlay::Form(form) = &self.overlay else {
            return None;
        };
        let is_day = matches!(
            (form.kind, form.current),
            (FormKind::Assignment(_) | FormKind::CorrectAssignment(_), 2)
                | (FormKind::NextMeeting, _)
        );
        let day = day_in(form.editor().text(), self.shown.heading.date).filter(|_| is_day)?;
        Some(
            self.words
                .say_with("form-understood", &[("day", day.to_string().into())]),
        )
    }
}

fn assignment_words(form: &Form) -> AssignmentWords {
    let text = |field: usize| form.text(field).to_owned();
    AssignmentWords {
        who: text(0),
        what: text(1),
        due: text(2),
        to: text(3),
    }
}

/// An hour of today, or minutes from now: `10.15`, `+15`.
fn moment(written: &str, now: Timestamp) -> Option<Timestamp> {
    let written = written.trim();
    if let Some(minutes) = written.strip_prefix('+') {
        let minutes: u16 = minutes.trim().parse().ok()?;
        return Some(now + TimeDelta::minutes(i64::from(minutes)));
    }
    let hour: ClockTime = written.parse().ok()?;
    let moment = hour.on_the_day_of(now);
    // The running minute counts from now, not from its beginning, which may lie before an arrival.
    Some(if ClockTime::at(now) == hour {
        now
    } else {
        moment
    })
}

/// The role whose word begins like this; nothing said is a guest.
fn role_named(words: &Words, written: &str) -> Option<Role> {
    let folded = written.trim().to_lowercase();
    if folded.is_empty() {
        return Some(Role::Guest);
    }
    Role::ALL
        .into_iter()
        .find(|role| role_word(words, *role).to_lowercase().starts_with(&folded))
}
