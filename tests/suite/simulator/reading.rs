//! A journal as a fresh reader has it. What was read before is not read again, as long as it stands
//! there unchanged: a schedule asks after each step.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use klubba::book::journal::{Defect, JournalReader};
use klubba::meeting::event::{Entry, EntryId};

/// A journal, read.
#[derive(Debug, Default)]
pub struct Reading {
    bytes: Vec<u8>,
    reader: JournalReader,
    /// The entries in the order of their lines, those that come twice too.
    pub lines: Vec<Arc<Entry>>,
    /// Their names.
    pub ids: BTreeSet<EntryId>,
    /// Every end of a whole chain that was ever read, with the number of entries up to it, and the
    /// entries themselves.
    pub heads: BTreeMap<String, Vec<Arc<Entry>>>,
    /// True where nothing but torn lines was found.
    pub is_sound: bool,
}

impl Reading {
    /// Reads what stands there now. Tells whether that is anything else than before.
    pub fn update(&mut self, bytes: &[u8]) -> bool {
        if self.bytes == bytes {
            return false;
        }
        let more = bytes.strip_prefix(self.bytes.as_slice());
        let more = if let Some(more) = more.filter(|_| !self.bytes.is_empty()) {
            more
        } else {
            self.reader = JournalReader::default();
            self.lines.clear();
            self.ids.clear();
            bytes
        };
        for line in more.split_inclusive(|byte| *byte == b'\n') {
            let entries = self.reader.read(line);
            self.take(entries);
        }
        let mut at_the_end = self.reader.clone();
        let last = at_the_end.finish();
        let findings = at_the_end.findings();
        self.is_sound = findings
            .iter()
            .all(|finding| finding.defect == Defect::Torn);
        if let Some(last) = last {
            // It lacks only its newline; what follows is read from the beginning.
            self.reader = at_the_end;
            self.take(vec![last]);
            self.bytes.clear();
        } else {
            self.bytes = bytes.to_vec();
        }
        true
    }

    fn take(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            self.ids.insert(entry.id.clone());
            self.lines.push(Arc::new(entry));
            let head = self.reader.head().hash.clone();
            if self.reader.damage() > 0 {
                // Something is missing from these lines, and a record may have it.
                continue;
            }
            let lines = &self.lines;
            self.heads.entry(head).or_insert_with(|| lines.clone());
        }
    }
}
