//! What people were told, as it was told: whatever the program says later is held against this.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use klubba::meeting::event::{Entry, EntryId};

use super::reading::Reading;

/// Something that was promised and is not so.
#[derive(Debug, Clone)]
pub struct Violation {
    /// The name of the promise, as [`super::invariants`] has it.
    pub invariant: &'static str,
    /// What was found instead.
    pub found: String,
}

/// An entry that somebody was told is saved.
#[derive(Debug)]
pub struct Acknowledged {
    pub id: EntryId,
    /// The synchroniser has taken it away: no file that it left could tell.
    pub is_taken: bool,
}

/// Everything that was told.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that happened, by itself"
)]
pub struct Ledger {
    /// Every entry that was asked for; `None` where its asker did not see what it would be.
    pub asked: BTreeMap<EntryId, Option<Arc<Entry>>>,
    /// In the order of telling.
    pub acknowledged: Vec<Acknowledged>,
    /// Told as kept on this computer, until they are saved or refused; with the folder that keeps
    /// them.
    pub kept: BTreeMap<EntryId, &'static str>,
    /// Told as refused.
    pub refused: BTreeSet<EntryId>,
    /// The journal as the judge last read it.
    pub shown: Reading,
    /// The journal as it would be read after a loss of power.
    pub safe: Reading,
    /// Nothing of the journal would be lost with the power.
    pub is_all_safe: bool,
    /// True once the synchroniser has put another journal in the place of one.
    pub has_replaced: bool,
    /// True once a byte of a journal or a record was changed behind everybody's back.
    pub has_rotted: bool,
    /// True once a byte of a rescue journal was.
    pub has_rotted_rescue: bool,
    /// Entries that were saved as soon as they were asked for; all others have waited, or were
    /// asked for by somebody who died of it.
    pub at_once: BTreeSet<EntryId>,
    /// Kept entries of desks that are in the middle of bringing them in.
    pub in_doubt: BTreeSet<EntryId>,
    pub violation: Option<Violation>,
}

impl Ledger {
    /// Notes the first promise that is broken.
    pub fn violated(&mut self, invariant: &'static str, found: impl FnOnce() -> String) {
        if self.violation.is_none() {
            self.violation = Some(Violation {
                invariant,
                found: found(),
            });
        }
    }

    /// Somebody asks for an entry.
    pub fn ask(&mut self, id: &EntryId, entry: Option<&Arc<Entry>>) {
        self.asked.insert(id.clone(), entry.cloned());
    }

    /// Somebody is told that an entry is saved.
    pub fn acknowledge(&mut self, id: &EntryId) {
        self.kept.remove(id);
        if self.acknowledged.iter().all(|known| known.id != *id) {
            self.acknowledged.push(Acknowledged {
                id: id.clone(),
                is_taken: false,
            });
        }
    }

    /// Somebody is told that an entry is refused.
    pub fn refuse(&mut self, id: &EntryId) {
        self.kept.remove(id);
        self.refused.insert(id.clone());
    }

    /// The entries that a loss of power would leave in the journal.
    pub fn safe_ids(&self) -> &BTreeSet<EntryId> {
        if self.is_all_safe {
            &self.shown.ids
        } else {
            &self.safe.ids
        }
    }

    /// The entries among the first so many acknowledged that stand, as far as anybody can know.
    pub fn standing(&self, first: usize) -> impl Iterator<Item = &EntryId> {
        let first = self.acknowledged.iter().take(first);
        first.filter(|known| !known.is_taken).map(|known| &known.id)
    }

    /// The synchroniser has put a journal with these entries in place.
    pub fn take_away_all_but(&mut self, there: &BTreeSet<EntryId>) {
        for known in &mut self.acknowledged {
            known.is_taken = !there.contains(&known.id);
        }
    }
}
