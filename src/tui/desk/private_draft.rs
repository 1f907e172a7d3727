//! The unfinished text, as it is kept from one sitting to the next: the field with its cursor,
//! parked clauses, texts that came back, forms that were left.

use serde::{Deserialize, Serialize};

use super::composer::{KeptField, Parked};
use super::overlays::form::FormKind;
use super::target::WrittenText;
use super::{Desk, Overlay, Pane, stray_typing};
use crate::book::private_draft::LeftDraft;
use crate::meeting::item::{ItemId, RowId};

#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
struct Draft {
    chosen: Option<RowId>,
    writing: Option<KeptField>,
    form: Option<(FormKind, Vec<String>)>,
    kept_forms: Vec<(FormKind, Vec<String>)>,
    parked: Vec<(ItemId, Parked)>,
    returned: Vec<WrittenText>,
}

impl Desk {
    /// The unfinished text to keep; `None` when nothing is being written.
    #[must_use]
    pub fn draft(&self) -> Option<String> {
        let form = match &self.overlay {
            Overlay::Form(form) if form.is_changed() => Some((form.kind, form.texts())),
            _ => None,
        };
        let is_empty = self.composer.writing().is_none()
            && form.is_none()
            && self.kept_forms.is_empty()
            && self.composer.parked().is_empty()
            && self.composer.returned().is_empty()
            && self.stray.text().is_none();
        if is_empty {
            return None;
        }
        let kept_forms = self.kept_forms.iter();
        let parked = self.composer.parked().iter();
        let draft = Draft {
            chosen: self.panes.agenda.chosen,
            writing: self.composer.kept_field(),
            form,
            kept_forms: kept_forms
                .map(|(kind, texts)| (*kind, texts.clone()))
                .collect(),
            parked: parked
                .map(|(item, parked)| (*item, parked.clone()))
                .collect(),
            returned: self
                .composer
                .returned()
                .iter()
                .cloned()
                .chain(stray_typing::typed_astray(self))
                .collect(),
        };
        ron::to_string(&draft).ok()
    }

    /// Takes up what was being written when the program last ended, and tells where it cannot be
    /// read. A text whose item is gone since comes back as one that was not recorded.
    pub fn take_up(&mut self, left: &LeftDraft) {
        match left {
            LeftDraft::Nothing => {}
            LeftDraft::Damaged => self.session.say("notice-draft-damaged"),
            LeftDraft::Text(text) => match ron::from_str::<Draft>(text) {
                Ok(draft) => self.restore(draft),
                Err(_) => self.session.say("notice-draft-damaged"),
            },
        }
    }

    fn restore(&mut self, draft: Draft) {
        self.kept_forms.extend(draft.kept_forms);
        self.kept_forms.extend(draft.form);
        let meeting = self.session.ledger.shown();
        let is_there = |row: &RowId| meeting.row_index(*row).is_some();
        if let Some(chosen) = draft.chosen.filter(is_there) {
            self.panes.agenda.chosen = Some(chosen);
        }
        let (parked, returned) = (draft.parked, draft.returned);
        if self
            .composer
            .restore(draft.writing, parked, returned, meeting)
        {
            self.panes.focus = Pane::Item;
        }
        let writing = self.composer.writing();
        let is_bare = writing.is_some_and(|writing| writing.is_bare(&meeting.style));
        if !is_bare
            || !self.composer.parked().is_empty()
            || !self.composer.returned().is_empty()
            || !self.kept_forms.is_empty()
        {
            self.session.say("notice-draft-taken-up");
        }
    }
}
