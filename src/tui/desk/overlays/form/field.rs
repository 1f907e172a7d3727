//! A field of a form: its label, its text, what it completes, and what it understands.

use ratatui::text::{Line, Span};

use crate::meeting::Meeting;
use crate::meeting::person::Role;
use crate::meeting::time::{Timestamp, moment_written};
use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::composer::completion;
use crate::tui::desk::field::{self, LaidOutField};
use crate::tui::desk::roles::role_name;
use crate::tui::editor::{Editor, Lines};
use crate::tui::wrap::width;
use crate::words::Words;

/// The message that says what in a form cannot be understood.
pub(super) type NotUnderstood = &'static str;

/// The source of a field's completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Completion {
    Nothing,
    /// Names on the attendance list.
    Names,
    /// The places or organisations that they represent.
    Places,
    /// Whoever can be given an assignment.
    Assignees,
    Roles,
    /// These messages.
    Messages(&'static [&'static str]),
}

/// A field.
#[derive(Debug)]
pub(in crate::tui::desk::overlays) struct FormField {
    /// The message before it.
    pub(in crate::tui::desk::overlays) label: &'static str,
    pub(in crate::tui::desk::overlays) editor: Editor,
    completion: Completion,
    shows: Shows,
}

/// What a field shows of how it understands its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Nothing,
    /// The day.
    Day,
    /// The item.
    Item,
    /// The person.
    Person,
}

impl FormField {
    pub(in crate::tui::desk::overlays) fn new(label: &'static str, text: &str) -> Self {
        Self {
            label,
            editor: Editor::new(Lines::One, text),
            completion: Completion::Nothing,
            shows: Shows::Nothing,
        }
    }

    /// A field whose text gives way to what is typed.
    pub(super) fn with_default(label: &'static str, text: &str) -> Self {
        let mut field = Self::new(label, text);
        field.editor.select_all();
        field
    }

    pub(super) fn completing(self, completion: Completion) -> Self {
        Self { completion, ..self }
    }

    pub(super) fn showing_day(self) -> Self {
        Self {
            shows: Shows::Day,
            ..self
        }
    }

    pub(super) fn showing_person(self) -> Self {
        Self {
            shows: Shows::Person,
            ..self
        }
    }

    pub(super) fn showing_item(self) -> Self {
        Self {
            shows: Shows::Item,
            ..self
        }
    }

    /// Puts back what was written before; a default still gives way to what is typed.
    pub(super) fn restore(&mut self, text: &str) {
        let is_selected = self.editor.selection().is_some();
        self.editor = Editor::new(Lines::One, text);
        if is_selected {
            self.editor.select_all();
        }
    }

    pub(in crate::tui::desk::overlays) fn text(&self) -> &str {
        self.editor.text()
    }

    /// The text without the spaces around it; `None` where nothing is written.
    pub(super) fn line(&self) -> Option<String> {
        Some(self.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The moment that is written: an hour of today, or minutes from now (`10.15`, `+15`).
    pub(super) fn moment(&self, now: Timestamp) -> Result<Timestamp, NotUnderstood> {
        moment_written(self.text(), now).ok_or("notice-not-an-hour")
    }

    /// The rest of what the text may be completed with; `None` unless the cursor is at its end.
    pub(super) fn suggestion(&self, meeting: &Meeting, words: &Words) -> Option<String> {
        if self.text().is_empty() || !self.editor.is_at_end() {
            return None;
        }
        completion(self.candidates(meeting, words), self.text())
    }

    fn candidates(&self, meeting: &Meeting, words: &Words) -> Vec<String> {
        let people = || meeting.people.iter();
        let names = || people().map(|person| person.name.clone());
        let places = || {
            let places = people().filter_map(|person| person.represents());
            let mut places: Vec<String> = places.map(str::to_owned).collect();
            places.dedup();
            places
        };
        match self.completion {
            Completion::Nothing => Vec::new(),
            Completion::Names => names().collect(),
            Completion::Places => places(),
            Completion::Assignees => {
                let every = words.say("word-every-municipality").into_owned();
                names().chain(places()).chain([every]).collect()
            }
            Completion::Roles => {
                let roles = Role::ALL.iter();
                roles.map(|role| role_name(words, *role)).collect()
            }
            Completion::Messages(messages) => {
                let messages = messages.iter();
                messages.map(|one| words.say(one).into_owned()).collect()
            }
        }
    }

    /// The day or the item that the text is understood as, where that is worth showing.
    pub(super) fn understood(&self, meeting: &Meeting, words: &Words) -> Option<String> {
        match self.shows {
            Shows::Nothing => None,
            Shows::Day => {
                let day = meeting.due(self.text()).date?.to_string();
                Some(words.say_with("form-understood", &[("day", day.into())]))
            }
            Shows::Person => {
                let person = meeting.only_person_called(self.text())?;
                Some(person.name.clone())
            }
            Shows::Item => Some(meeting.item_named(self.text())?.heading()),
        }
    }

    /// The rows of the field with its label before them, and the cursor without the label.
    pub(in crate::tui::desk::overlays) fn lay_out(
        &self,
        suggestion: Option<&str>,
        room: usize,
        label_width: usize,
        is_here: bool,
        canvas: &Canvas<'_>,
    ) -> LaidOutField {
        let theme = canvas.theme;
        let style = if is_here {
            theme.heading()
        } else {
            theme.quiet()
        };
        let label = canvas.words.say(self.label);
        let laid = field::field(&self.editor, suggestion, room, theme);
        let with_label = |(row, line): (usize, Line<'static>)| {
            let label = if row == 0 { &*label } else { "" };
            let gap = " ".repeat(label_width.saturating_sub(width(label)));
            let mut spans = vec![Span::styled(format!(" {label}{gap}"), style)];
            // Only where one writes is a selection worth seeing.
            let unmarked = |span: Span<'static>| {
                if is_here {
                    span
                } else {
                    Span::raw(span.content)
                }
            };
            spans.extend(line.spans.into_iter().map(unmarked));
            Line::from(spans)
        };
        LaidOutField {
            rows: laid.rows.into_iter().enumerate().map(with_label).collect(),
            cursor: laid.cursor,
        }
    }
}
