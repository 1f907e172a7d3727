//! What is being written, as it is kept from one sitting to the next: the field with its cursor,
//! clauses put aside, words that were refused, forms that were left.

use serde::{Deserialize, Serialize};

use super::forms::FormKind;
use super::writing::{Subject, Writing};
use super::{Desk, Overlay, Pane, Parked, Returned};
use crate::meeting::item::{ItemId, RowId};
use crate::meeting::running_text::TextPlace;

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Draft {
    chosen: Option<RowId>,
    writing: Option<Field>,
    form: Option<(FormKind, Vec<String>)>,
    kept_forms: Vec<(FormKind, Vec<String>)>,
    parked: Vec<(ItemId, Parked)>,
    returned: Vec<Returned>,
}

#[derive(Serialize, Deserialize)]
struct Field {
    subject: Subject,
    before: String,
    text: String,
    cursor: usize,
}

impl Desk {
    /// What is being written, to be kept; none when nothing is.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        let form = match &self.overlay {
            Overlay::Form(form) if form.is_changed() => Some((form.kind, form.texts())),
            _ => None,
        };
        let nothing = self.writing.is_none()
            && form.is_none()
            && self.kept_forms.is_empty()
            && self.parked.is_empty()
            && self.returned.is_empty();
        if nothing {
            return None;
        }
        let writing = self.writing.as_ref().map(|writing| Field {
            subject: writing.subject,
            before: writing.before.clone(),
            text: writing.editor.text().to_owned(),
            cursor: writing.editor.cursor(),
        });
        let draft = Draft {
            chosen: self.chosen,
            writing,
            form,
            kept_forms: self
                .kept_forms
                .iter()
                .map(|(kind, texts)| (*kind, texts.clone()))
                .collect(),
            parked: self
                .parked
                .iter()
                .map(|(item, parked)| (*item, parked.clone()))
                .collect(),
            returned: self.returned.clone(),
        };
        ron::to_string(&draft).ok()
    }

    /// Takes up what was being written when the program last ended. What has lost its item since
    /// comes back as words that were not recorded.
    pub fn take_up(&mut self, draft: &str) {
        let Ok(draft) = ron::from_str::<Draft>(draft) else {
            return;
        };
        self.kept_forms.extend(draft.kept_forms);
        self.kept_forms.extend(draft.form);
        self.returned = draft.returned;
        for (item, parked) in draft.parked {
            self.parked.insert(item, parked);
        }
        if draft
            .chosen
            .is_some_and(|row| self.shown.row_index(row).is_some())
        {
            self.chosen = draft.chosen;
        }
        if let Some(Field {
            subject,
            before,
            text,
            cursor,
        }) = draft.writing
        {
            if self.is_there(subject) {
                self.pane = Pane::Item;
                self.writing = Some(Writing::resumed(subject, before, &text, cursor));
            } else {
                self.returned.push(Returned { subject, text });
            }
        }
        let is_bare = self
            .writing
            .as_ref()
            .is_some_and(|writing| writing.is_bare(&self.shown.style));
        if !is_bare
            || !self.parked.is_empty()
            || !self.returned.is_empty()
            || !self.kept_forms.is_empty()
        {
            self.say("notice-draft-taken-up");
        }
    }

    fn is_there(&self, subject: Subject) -> bool {
        match subject {
            Subject::Text(TextPlace::Opening | TextPlace::Closing) => true,
            Subject::Text(TextPlace::Notes(item))
            | Subject::NewClause {
                item,
                decision: None,
            } => self.shown.item(item).is_some(),
            Subject::NewClause {
                decision: Some(decision),
                ..
            }
            | Subject::Intro(decision) => self.shown.decision(decision).is_some(),
            Subject::Clause(clause) => self.shown.clause(clause).is_some(),
        }
    }
}
