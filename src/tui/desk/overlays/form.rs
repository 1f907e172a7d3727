//! Forms: `Enter` goes to the next field and after the last one records; `Tab` only completes;
//! `Esc` leaves, and what was written is there when the form is opened again.
//!
//! A form is a type of its own: it has its fields by name, and makes of them a command. What a
//! field completes and understands is said by the field.

mod attendance;
mod definition;
pub(super) mod field;
mod item;
mod meeting;
mod passage;
mod plan;

use std::collections::BTreeMap;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use serde::{Deserialize, Serialize};

use crate::meeting::Meeting;
use crate::meeting::assignment::AssignmentId;
use crate::meeting::command::Command;
use crate::meeting::item::{ItemId, SectionId};
use crate::meeting::outcome::OutcomeKind;
use crate::meeting::person::PersonId;
use crate::meeting::text::list_items;
use crate::tui::desk::canvas::{Canvas, put_cursor};
use crate::tui::desk::keymap::{FORM, FormAction};
use crate::tui::editor::Editor;
use crate::tui::keymap;
use crate::tui::keys::Key;
use crate::tui::paint::put_lines;
use crate::tui::wrap::width;
use crate::words::Words;
use definition::Form;
pub(in crate::tui::desk) use definition::FormContext;
use field::NotUnderstood;

/// The subject of a form. Private drafts on disk name these variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::tui::desk) enum FormKind {
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
    MoveTo,
    MakeAssignment,
}

impl FormKind {
    /// True where what is chosen in the item is moved or made into something else.
    pub(in crate::tui::desk) fn is_about_passages(self) -> bool {
        matches!(self, Self::MoveTo | Self::MakeAssignment)
    }
}

fn form(kind: FormKind, context: FormContext<'_>) -> Box<dyn Form> {
    match kind {
        FormKind::Assignment(item) => Box::new(item::AssignmentForm::new(item)),
        FormKind::CorrectAssignment(id) => {
            Box::new(item::AssignmentCorrectionForm::new(id, context))
        }
        FormKind::Outcome(item, kind) => Box::new(item::OutcomeForm::new(item, kind)),
        FormKind::Arrival(person) => Box::new(attendance::ArrivalForm::new(person, context)),
        FormKind::Leaving(person) => Box::new(attendance::LeavingForm::new(person, context)),
        FormKind::NewPerson => Box::new(attendance::NewPersonForm::new(context)),
        FormKind::CorrectPerson(person) => {
            Box::new(attendance::PersonCorrectionForm::new(person, context))
        }
        FormKind::NewItem => Box::new(plan::NewItemForm::new()),
        FormKind::Retitle(item) => Box::new(plan::TitleForm::new(item, context)),
        FormKind::Relabel(item) => Box::new(plan::LabelForm::new(item, context)),
        FormKind::MoveItem(item) => Box::new(plan::MoveForm::new(item)),
        FormKind::Plan(item) => Box::new(plan::PlanForm::new(item, context)),
        FormKind::Proposal(item) => Box::new(plan::ProposalForm::new(item, context)),
        FormKind::Section(section) => Box::new(plan::SectionForm::new(section, context)),
        FormKind::NewSection => Box::new(plan::NewSectionForm::new()),
        FormKind::Recess => Box::new(meeting::RecessForm::new()),
        FormKind::Place => Box::new(meeting::PlaceForm::new(context)),
        FormKind::NextMeeting => Box::new(meeting::NextMeetingForm::new(context)),
        FormKind::Verifiers => Box::new(meeting::VerifiersForm::new(context)),
        FormKind::MoveTo => Box::new(passage::MoveToForm::new()),
        FormKind::MakeAssignment => Box::new(item::AssignmentForm::of_passages(context)),
    }
}

/// The texts of forms that were left unfinished.
pub(in crate::tui::desk) type KeptForms = BTreeMap<FormKind, Vec<String>>;

/// A key's answer from a form.
#[derive(Debug)]
pub(in crate::tui::desk) enum FormOutcome {
    /// Nothing yet.
    Stays,
    /// Leave the form and keep its texts.
    Left,
    /// Record this.
    Submitted(Box<Command>),
    /// Say that something cannot be understood.
    NotUnderstood(NotUnderstood),
    /// Copy this.
    Copied(String),
    /// Paste what was copied.
    Pastes,
}

/// A form being filled in.
#[derive(Debug)]
pub(in crate::tui::desk) struct OpenForm {
    pub(in crate::tui::desk) kind: FormKind,
    form: Box<dyn Form>,
    /// The index of the field that is written in.
    current: usize,
    initial: Vec<String>,
}

impl OpenForm {
    /// Opens a form, with the texts that were left in it.
    pub(in crate::tui::desk) fn open(
        kind: FormKind,
        kept: Option<Vec<String>>,
        context: FormContext<'_>,
    ) -> Self {
        let form = form(kind, context);
        let mut open = Self {
            kind,
            form,
            current: 0,
            initial: Vec::new(),
        };
        let kept = kept.unwrap_or_default();
        while open.form.fields().len() < kept.len() {
            let before = open.form.fields().len();
            open.form.grow();
            if open.form.fields().len() == before {
                break;
            }
        }
        open.initial = open.texts();
        for (field, text) in open.form.fields_mut().into_iter().zip(&kept) {
            field.restore(text);
        }
        open
    }

    /// True once anything has been written in it.
    pub(in crate::tui::desk) fn is_changed(&self) -> bool {
        self.texts() != self.initial
    }

    pub(in crate::tui::desk) fn texts(&self) -> Vec<String> {
        let fields = self.form.fields().into_iter();
        fields.map(|field| field.text().to_owned()).collect()
    }

    /// The text that is written in.
    pub(in crate::tui::desk) fn editor(&self) -> Option<&Editor> {
        let fields = self.form.fields();
        fields.get(self.current).map(|field| &field.editor)
    }

    fn edit(&mut self, change: impl FnOnce(&mut Editor)) {
        if let Some(field) = self.form.fields_mut().into_iter().nth(self.current) {
            change(&mut field.editor);
        }
    }

    /// Pastes into the current field; where the fields are a list, each line into one of its own.
    pub(in crate::tui::desk) fn paste(&mut self, text: &str) {
        let lines: Vec<&str> = list_items(text).collect();
        if !self.form.is_list() || lines.len() < 2 {
            return self.edit(|editor| editor.paste(text));
        }
        for (index, line) in lines.into_iter().enumerate() {
            if index > 0 {
                self.current += 1;
            }
            while self.form.fields().len() < self.current + 2 {
                self.form.grow();
            }
            self.edit(|editor| editor.paste(line));
        }
    }

    pub(in crate::tui::desk) fn press(
        &mut self,
        key: Key,
        context: FormContext<'_>,
    ) -> FormOutcome {
        match keymap::action(FORM, key) {
            Some(FormAction::Accept) => return self.next_field(context),
            Some(FormAction::Back) => return FormOutcome::Left,
            Some(FormAction::Complete) => {
                if let Some(rest) = self.suggestion(context.meeting, context.words) {
                    self.edit(|editor| editor.paste_rest(&rest));
                }
            }
            Some(FormAction::FieldBefore) => self.current = self.current.saturating_sub(1),
            Some(FormAction::FieldAfter) => {
                self.current = (self.current + 1).min(self.form.fields().len().saturating_sub(1));
            }
            Some(FormAction::ClearLine) => self.edit(|editor| editor.set("")),
            Some(FormAction::Undo) => self.edit(Editor::undo),
            Some(FormAction::Copy) => {
                let copied = self.editor().map(Editor::copied);
                return FormOutcome::Copied(copied.unwrap_or_default());
            }
            Some(FormAction::Cut) => {
                let mut cut = String::new();
                self.edit(|editor| cut = editor.cut());
                return FormOutcome::Copied(cut);
            }
            Some(FormAction::Paste) => return FormOutcome::Pastes,
            None => self.edit(|editor| editor.press_in_line(key)),
        }
        FormOutcome::Stays
    }

    fn next_field(&mut self, context: FormContext<'_>) -> FormOutcome {
        let count = self.form.fields().len();
        let is_last = self.current + 1 == count;
        if is_last
            && self
                .editor()
                .is_some_and(|editor| !editor.text().trim().is_empty())
        {
            self.form.grow();
        }
        if self.current + 1 < self.form.fields().len() {
            self.current += 1;
            return FormOutcome::Stays;
        }
        match self.form.submit(context) {
            Ok(command) => FormOutcome::Submitted(Box::new(command)),
            Err(message) => FormOutcome::NotUnderstood(message),
        }
    }

    /// The rest of what the current field may be completed with.
    fn suggestion(&self, meeting: &Meeting, words: &Words) -> Option<String> {
        let fields = self.form.fields();
        let field = fields.get(self.current)?;
        field.suggestion(meeting, words)
    }

    pub(in crate::tui::desk) fn draw(
        &self,
        meeting: &Meeting,
        notice: Option<&str>,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let (words, theme) = (canvas.words, canvas.theme);
        let fields = self.form.fields();
        let labels = fields.iter().map(|field| width(&words.say(field.label)));
        let label_width = labels.max().unwrap_or(0) + 2;
        let room = usize::from(area.width).saturating_sub(label_width + 3);
        let suggestion = self.suggestion(meeting, words);
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut cursor = (0, 0);
        for (index, field) in fields.iter().enumerate() {
            let is_here = index == self.current;
            let offered = suggestion.as_deref().filter(|_| is_here);
            let laid = field.lay_out(offered, room, label_width, is_here, canvas);
            if is_here {
                cursor = (lines.len() + laid.cursor.0, label_width + 1 + laid.cursor.1);
            }
            lines.extend(laid.rows);
        }
        let current = fields.get(self.current);
        let understood = current.and_then(|field| field.understood(meeting, words));
        let hint = understood.or_else(|| notice.map(str::to_owned));
        let hint = format!(" {}", hint.unwrap_or_default());
        lines.push(Line::from(Span::styled(hint, theme.warning())));
        let title = self.title(meeting, words);
        let size = (usize::from(area.width), lines.len());
        let inside = canvas.box_over(frame, area, size, &title);
        put_lines(frame, inside, &lines);
        put_cursor(frame, inside, cursor.0, cursor.1);
    }

    fn title(&self, meeting: &Meeting, words: &Words) -> String {
        let title = words.say(self.form.title()).into_owned();
        match self.form.person() {
            Some(id) => {
                let name = meeting.person(id).map_or("", |person| person.name.as_str());
                format!("{title}: {name}")
            }
            None => title,
        }
    }
}
