//! Writing at the desk: the text in the field, clauses that were parked, texts that came back, and
//! what is offered in grey. What is on the line is what is recorded.

mod recording;
mod suggestion;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::target::{TextTarget, WrittenText};
use crate::meeting::decision::DecisionId;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Minutes;
use crate::meeting::public::{WordedPart, Wording};
use crate::meeting::running_text::TextPlace;
use crate::meeting::style::HouseStyle;
use crate::tui::editor::{Editor, Lines};
use crate::tui::keys::Key;
pub(super) use recording::Left;
pub(super) use suggestion::completion;

/// An unfinished clause that waits with its item.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Parked {
    pub(super) decision: Option<DecisionId>,
    pub(super) text: String,
}

/// A field as it is kept from one sitting to the next.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptField {
    #[serde(rename = "subject")]
    target: TextTarget,
    before: String,
    text: String,
    cursor: usize,
}

/// A text being written, and what it said before.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) target: TextTarget,
    pub(super) editor: Editor,
    pub(super) before: String,
}

impl Writing {
    fn new(target: TextTarget, before: &str) -> Self {
        Self {
            target,
            editor: Editor::new(target.lines(), before),
            before: before.to_owned(),
        }
    }

    /// True when nothing has been written but the beginning.
    pub(super) fn is_bare(&self, style: &HouseStyle) -> bool {
        let text = self.editor.text().trim();
        text == style.clause_start.trim() || text.is_empty()
    }

    /// Removes a second beginning. The first is on the line already; typing or pasting it once
    /// more, with the joiner or without, in capitals or not, does not double it.
    fn remove_double_start(&mut self, style: &HouseStyle) {
        let TextTarget::NewClause { .. } = self.target else {
            return;
        };
        let start = style.clause_start.as_str();
        let rest = self.editor.text().strip_prefix(start);
        let Some(rest) = rest.filter(|_| !start.trim().is_empty()) else {
            return;
        };
        let folded = rest.to_lowercase();
        let joined = format!("{} {start}", style.joiner);
        let is_joined = !style.joiner.is_empty() && folded.starts_with(&joined);
        if is_joined || folded.starts_with(&start.to_lowercase()) {
            let rest = rest.to_owned();
            self.editor.set(&rest);
        }
    }
}

/// The text that is being written, and the texts that wait.
#[derive(Debug, Default)]
pub(super) struct Composer {
    writing: Option<Writing>,
    parked: BTreeMap<ItemId, Parked>,
    returned: Vec<WrittenText>,
    /// The body's earlier decisions, the likeliest first.
    past_decisions: Vec<String>,
}

impl Composer {
    /// The text in the field; `None` while nothing is being written.
    pub(super) fn writing(&self) -> Option<&Writing> {
        self.writing.as_ref()
    }

    /// The target of the text in the field.
    pub(super) fn target(&self) -> Option<TextTarget> {
        self.writing.as_ref().map(|writing| writing.target)
    }

    /// True while this target is being written.
    pub(super) fn is_writing(&self, target: TextTarget) -> bool {
        self.target() == Some(target)
    }

    /// The clauses that were parked, each with its item.
    pub(super) fn parked(&self) -> &BTreeMap<ItemId, Parked> {
        &self.parked
    }

    /// The texts that came back.
    pub(super) fn returned(&self) -> &[WrittenText] {
        &self.returned
    }

    /// Learns what the body has decided before, the likeliest first.
    pub(super) fn learn(&mut self, past_decisions: Vec<String>) {
        self.past_decisions = past_decisions;
    }

    /// Begins to write; the field holds what the text says now.
    pub(super) fn begin(&mut self, target: TextTarget, text: &str) {
        self.writing = Some(Writing::new(target, text));
    }

    /// Leaves the field; its target.
    pub(super) fn end(&mut self) -> Option<TextTarget> {
        self.writing.take().map(|writing| writing.target)
    }

    /// Parks a clause with its item.
    pub(super) fn park(&mut self, item: ItemId, parked: Parked) {
        self.parked.insert(item, parked);
    }

    /// Takes up the clause that was parked with an item.
    pub(super) fn unpark(&mut self, item: ItemId) -> Option<Parked> {
        self.parked.remove(&item)
    }

    /// Gives a text back whose entry was refused.
    pub(super) fn give_back(&mut self, text: WrittenText) {
        self.returned.push(text);
    }

    /// Takes up a text that came back.
    pub(super) fn take_returned(&mut self, index: usize) -> Option<WrittenText> {
        (index < self.returned.len()).then(|| self.returned.remove(index))
    }

    /// Changes the text in the field.
    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Editor)) {
        if let Some(writing) = &mut self.writing {
            change(&mut writing.editor);
        }
    }

    /// Takes a key in the field, which is `width` cells wide.
    pub(super) fn press(&mut self, key: Key, width: usize, style: &HouseStyle) {
        if let Some(writing) = &mut self.writing {
            writing.editor.press(key, width);
            if key.typed().is_some() {
                writing.remove_double_start(style);
            }
        }
    }

    /// Pastes into the field; whether lines had to be joined.
    pub(super) fn paste(&mut self, text: &str, style: &HouseStyle) -> bool {
        let Some(writing) = &mut self.writing else {
            return false;
        };
        writing.editor.paste(text);
        writing.remove_double_start(style);
        writing.target.lines() == Lines::One && text.trim().contains(['\n', '\r'])
    }

    /// Puts what is offered on the line.
    pub(super) fn take_suggestion(&mut self, minutes: &Minutes) {
        if let Some(rest) = self.suggestion(minutes).map(str::to_owned) {
            self.edit(|editor| editor.paste_rest(&rest));
        }
    }

    /// The part of the decision that the wall may show while it is on the line. Notes are never it.
    pub(super) fn wording(&self, minutes: &Minutes) -> Option<Wording> {
        let writing = self.writing.as_ref()?;
        let text = writing.editor.text();
        let (item, part) = public_part(writing.target, minutes)?;
        let says_something = match part {
            WordedPart::NewClause(_) => !writing.is_bare(&minutes.style),
            WordedPart::Clause(_) | WordedPart::Intro(_) => text != writing.before,
        };
        says_something.then(|| Wording {
            item,
            part,
            text: text.to_owned(),
            numbers: minutes.numbers_used,
        })
    }

    /// The field, as it is kept from one sitting to the next.
    pub(super) fn kept_field(&self) -> Option<KeptField> {
        self.writing.as_ref().map(|writing| KeptField {
            target: writing.target,
            before: writing.before.clone(),
            text: writing.editor.text().to_owned(),
            cursor: writing.editor.cursor(),
        })
    }

    /// Takes up what an earlier sitting left. A field whose target is gone comes back as a text
    /// that was not recorded. Whether there is a field to go on in.
    pub(super) fn restore(
        &mut self,
        field: Option<KeptField>,
        parked: Vec<(ItemId, Parked)>,
        returned: Vec<WrittenText>,
        minutes: &Minutes,
    ) -> bool {
        self.returned = returned;
        self.parked.extend(parked);
        let Some(field) = field else { return false };
        if exists(field.target, minutes) {
            let mut writing = Writing::new(field.target, &field.text);
            writing.before = field.before;
            writing.editor.set_cursor(field.cursor);
            self.writing = Some(writing);
            true
        } else {
            self.give_back(WrittenText {
                target: field.target,
                text: field.text,
            });
            false
        }
    }
}

/// The item and the part of a decision that a text belongs to. `None` for notes, and for a
/// correction of another item than the open one, which is nobody's business yet.
pub(super) fn public_part(target: TextTarget, minutes: &Minutes) -> Option<(ItemId, WordedPart)> {
    let (item, part, is_new) = match target {
        TextTarget::Text(_) => return None,
        TextTarget::NewClause { item, decision } => (item, WordedPart::NewClause(decision), true),
        TextTarget::Clause(clause) => {
            let (item, _) = minutes.decision_of(clause)?;
            (item, WordedPart::Clause(clause), false)
        }
        TextTarget::Intro(decision) => {
            let (item, _) = minutes.decision(decision)?;
            (item, WordedPart::Intro(decision), false)
        }
    };
    (is_new || minutes.open == Some(item)).then_some((item, part))
}

fn exists(target: TextTarget, minutes: &Minutes) -> bool {
    match target {
        TextTarget::Text(TextPlace::Opening | TextPlace::Closing) => true,
        TextTarget::Text(TextPlace::Notes(item))
        | TextTarget::NewClause {
            item,
            decision: None,
        } => minutes.item(item).is_some(),
        TextTarget::NewClause {
            decision: Some(decision),
            ..
        }
        | TextTarget::Intro(decision) => minutes.decision(decision).is_some(),
        TextTarget::Clause(clause) => minutes.clause(clause).is_some(),
    }
}
