//! What of the desk the room may see: the decision that is being worded, and, on one screen, the
//! wall itself.

use ratatui::Frame;

use super::Desk;
use super::writing::Subject;
use crate::meeting::item::ItemId;
use crate::meeting::public::{Public, WordedPart, Wording};
use crate::meeting::time::Timestamp;
use crate::tui::colours::Look;
use crate::tui::wall;

impl Desk {
    /// The decision that is being worded, for the wall: what is on the line, or what has been
    /// recorded and waits for the disk. Notes are never it.
    #[must_use]
    pub fn wording(&self) -> Option<Wording> {
        if self.owner.is_some() {
            return None;
        }
        let on_the_line = self.writing.as_ref().and_then(|writing| {
            let text = writing.editor.text();
            let (item, part) = self.public_part(writing.subject)?;
            let says_something = match part {
                WordedPart::NewClause(_) => !writing.is_bare(&self.shown.style),
                WordedPart::Clause(_) | WordedPart::Intro(_) => text != writing.before,
            };
            let numbers = self.shown.numbers_used;
            says_something.then(|| Wording {
                item,
                part,
                text: text.to_owned(),
                numbers,
            })
        });
        on_the_line.or_else(|| {
            self.pending
                .iter()
                .rev()
                .filter_map(|pending| pending.words.as_ref())
                .find_map(|(subject, text)| {
                    let (item, part) = self.public_part(*subject)?;
                    Some(Wording {
                        item,
                        part,
                        text: text.clone(),
                        numbers: self.confirmed.numbers_used,
                    })
                })
        })
    }

    /// A correction of another item than the open one is nobody's business yet.
    fn public_part(&self, subject: Subject) -> Option<(ItemId, WordedPart)> {
        let (item, part, is_new) = match subject {
            Subject::Text(_) => return None,
            Subject::NewClause { item, decision } => (item, WordedPart::NewClause(decision), true),
            Subject::Clause(clause) => (
                self.shown.decision_of(clause)?.0,
                WordedPart::Clause(clause),
                false,
            ),
            Subject::Intro(decision) => (
                self.shown.decision(decision)?.0,
                WordedPart::Intro(decision),
                false,
            ),
        };
        (is_new || self.shown.open == Some(item)).then_some((item, part))
    }

    pub(super) fn draw_wall(&self, frame: &mut Frame<'_>, look: Look, now: Timestamp) {
        let public = Public::from_minutes(&self.shown, None);
        let turned = wall::turned_since(self.now, now);
        wall::draw_in_place(frame, &public, turned, &self.words, look, now);
    }
}
