//! Running texts of a meeting, and a change to one as the journal keeps it.

use serde::{Deserialize, Serialize};

use super::item::ItemId;

/// One of the meeting's running texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextPlace {
    /// The notes of an item.
    Notes(ItemId),
    /// The text before the first item.
    Opening,
    /// The text after the last item.
    Closing,
}

impl TextPlace {
    /// The item whose notes it is; `None` for the text before or after the items.
    #[must_use]
    pub fn item(self) -> Option<ItemId> {
        match self {
            Self::Notes(item) => Some(item),
            Self::Opening | Self::Closing => None,
        }
    }
}

/// A change to a running text: at a byte offset, one text is cut out and another put in. The
/// journal grows by the change and not by the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Splice {
    /// Byte offset in the text before the change.
    pub at: usize,
    /// The text that is cut out.
    pub cut: String,
    /// The text that is put in.
    pub put: String,
}

impl Splice {
    /// The shortest single change from one text to another, or `None` where they are the same.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let head: usize = before
            .chars()
            .zip(after.chars())
            .take_while(|(old, new)| old == new)
            .map(|(old, _)| old.len_utf8())
            .sum();
        let (_, old) = before.split_at(head);
        let (_, new) = after.split_at(head);
        let tail: usize = old
            .chars()
            .rev()
            .zip(new.chars().rev())
            .take_while(|(old, new)| old == new)
            .map(|(old, _)| old.len_utf8())
            .sum();
        Some(Self {
            at: head,
            cut: old.split_at(old.len() - tail).0.to_owned(),
            put: new.split_at(new.len() - tail).0.to_owned(),
        })
    }

    /// Tells whether the text still holds what this change would cut.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        text.get(self.at..)
            .is_some_and(|rest| rest.starts_with(&self.cut))
    }

    /// Changes the text; `false`, and the text as it was, where the change does not fit.
    pub fn apply(&self, text: &mut String) -> bool {
        let fits = self.fits(text);
        if fits {
            text.replace_range(self.at..self.at + self.cut.len(), &self.put);
        }
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_splice_carries_only_the_change_and_never_cuts_a_letter() {
        let splice = Splice::between("Kostnaden är på väg upp", "Kostnaden är på vift upp")
            .expect("differs");
        assert_eq!(
            (splice.at, splice.cut.as_str(), splice.put.as_str()),
            (19, "äg", "ift")
        );
        let mut text = "Kostnaden är på väg upp".to_owned();
        assert!(splice.apply(&mut text));
        assert_eq!(text, "Kostnaden är på vift upp");
        assert!(
            !splice.apply(&mut text),
            "a change that no longer fits changes nothing"
        );
        assert_eq!(Splice::between("å", "å"), None);
    }
}
