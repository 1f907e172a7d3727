//! Puts a meeting together again: of its journal, of damaged lines that one changed byte explains,
//! of copies that a synchronising folder left, and of its record. Everything is read first and told;
//! only then are new files written, and all that was there stays beside them.

mod lines;
mod lost;

use std::io;
use std::path::{Path, PathBuf};

use super::copies::{copies_of, entries_of};
use super::files::MeetingFiles;
use super::journal::{self, ChainHead, Defect, JournalReader};
use super::record::Record;
use super::storage::{Durability, PATIENCE, Readers};
use crate::meeting::Meeting;
use crate::meeting::event::Entry;
use crate::meeting::merge::{ForkPoint, Merge, is_only_a_step};
use crate::meeting::refusal::Refusal;
use lost::Relation;

pub use lost::words as words_recorded;

/// What is known of one thing that was missing or in excess.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A damaged line had one changed byte, and its check proves which.
    ByteRepaired {
        /// The line, from 1.
        line: u64,
    },
    /// A copy has the damaged line as it was written.
    TakenFromCopy {
        /// The line, from 1.
        line: u64,
        /// The copy.
        copy: PathBuf,
    },
    /// A damaged line is known nowhere.
    Lost {
        /// The line, from 1.
        line: u64,
    },
    /// The record still had what a lost line recorded; it is written anew.
    TakenFromRecord {
        /// The words.
        words: String,
    },
    /// A copy had an entry more, and it is added.
    Added {
        /// The words that it recorded.
        words: Vec<String>,
        /// The copy.
        copy: PathBuf,
    },
    /// A copy had an entry more that does not fit any longer.
    NotAdded {
        /// The words that it recorded.
        words: Vec<String>,
        /// The copy.
        copy: PathBuf,
        /// Why it does not fit.
        refusal: Refusal,
    },
}

/// How a meeting is put together again.
#[derive(Debug)]
pub struct RepairPlan {
    files: MeetingFiles,
    /// The journal as it was read: it must be this still when the plan is carried out.
    journal: Vec<u8>,
    /// Has read the journal to its end, watching for the line that the record was made after.
    reader: JournalReader,
    copies: Vec<PathBuf>,
    /// True when a line in the midst is mended, so that the chain after it is written anew.
    rewrites_chain: bool,
    entries: Vec<Entry>,
    added: Vec<Entry>,
    /// What was found, in the order in which it is told.
    pub findings: Vec<Finding>,
}

impl RepairPlan {
    /// Reads everything that is there of a meeting, and changes nothing.
    ///
    /// # Errors
    /// When the journal cannot be read, or a newer program wrote in it.
    pub fn read(files: &MeetingFiles) -> io::Result<Self> {
        let journal = files.storage().read(&files.journal)?;
        let record = Record::read(files).ok();
        let mut reader = JournalReader::watching(record.as_ref().map(|record| &*record.head));
        reader.read_to_end(&journal);
        if reader.is_newer() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let mut plan = Self {
            files: files.clone(),
            copies: copies_of(files)?,
            reader,
            rewrites_chain: false,
            entries: Vec::new(),
            added: Vec::new(),
            findings: Vec::new(),
            journal,
        };
        plan.read_lines();
        if let Some(record) = record {
            plan.take_from_record(&record);
        }
        plan.add_from_copies();
        Ok(plan)
    }

    /// True where there is nothing to put together.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.copies.is_empty()
    }

    /// The copies that lie beside the journal.
    #[must_use]
    pub fn copies(&self) -> &[PathBuf] {
        &self.copies
    }

    /// Reads the journal, and every damaged line from wherever it is known.
    fn read_lines(&mut self) {
        let damaged: Vec<u64> = self
            .reader
            .findings()
            .iter()
            .filter(|finding| finding.defect == Defect::Damaged)
            .map(|finding| finding.line)
            .collect();
        let raw: Vec<&[u8]> = self.journal.split(|byte| *byte == b'\n').collect();
        let (mut entries, mut findings) = (Vec::new(), Vec::new());
        for (line, number) in raw.iter().zip(1_u64..) {
            let read = lines::entries(line);
            if read.is_empty() && damaged.contains(&number) {
                let (entry, finding) = self.recovered(line, number);
                entries.extend(entry);
                findings.push(finding);
            }
            entries.extend(read);
        }
        self.rewrites_chain = findings
            .iter()
            .any(|finding| !matches!(finding, Finding::Lost { .. }));
        self.entries = entries;
        self.findings = findings;
    }

    /// A damaged line as it was written, where that can be known.
    fn recovered(&self, damaged: &[u8], line: u64) -> (Option<Entry>, Finding) {
        if let Some(entry) = lines::with_one_byte_repaired(damaged) {
            return (Some(entry), Finding::ByteRepaired { line });
        }
        let storage = self.files.storage();
        for copy in &self.copies {
            let bytes = storage.read(copy).unwrap_or_default();
            if let Some(entry) = lines::whole_line_like(damaged, &bytes) {
                let copy = copy.clone();
                return (Some(entry), Finding::TakenFromCopy { line, copy });
            }
        }
        (None, Finding::Lost { line })
    }

    /// What the record has and the journal has lost is written anew, at the end.
    fn take_from_record(&mut self, record: &Record) {
        let is_lost = |finding: &Finding| matches!(finding, Finding::Lost { .. });
        let relation = if self.reader.has_passed_watched() {
            Relation::SameChain
        } else {
            Relation::Forked
        };
        if relation == Relation::SameChain && !self.findings.iter().any(is_lost) {
            return;
        }
        let meeting = Meeting::replay(self.entries.iter().cloned());
        for (entry, words) in lost::entries(&meeting, &record.minutes, relation) {
            self.added.push(entry);
            self.findings.push(Finding::TakenFromRecord { words });
        }
    }

    /// What copies hold and the journal does not is appended to it, as far as it still fits.
    fn add_from_copies(&mut self) {
        let all = self.entries.iter().chain(&self.added).cloned();
        let mut meeting = Meeting::replay(all);
        for copy in self.copies.clone() {
            let written = entries_of(self.files.storage().as_ref(), &copy).unwrap_or_default();
            let common = written.iter().take_while(|entry| meeting.knows(&entry.id));
            let fork_point = common.last().map(|entry| entry.id.clone());
            let fork_point = fork_point.map_or(ForkPoint::Unknown, ForkPoint::After);
            let mut merge = Merge::into(&meeting, &fork_point);
            let apart = written.iter().skip_while(|entry| meeting.knows(&entry.id));
            for entry in apart.cloned().collect::<Vec<_>>() {
                self.add(&mut meeting, &mut merge, &entry, &copy);
            }
        }
    }

    fn add(&mut self, meeting: &mut Meeting, merge: &mut Merge, entry: &Entry, copy: &Path) {
        if meeting.knows(&entry.id) {
            return merge.note_known(meeting, entry);
        }
        let (words, copy) = (lost::words(entry), copy.to_owned());
        match merge.entry(meeting, entry) {
            Ok(entry) => {
                meeting.apply(entry.clone());
                self.added.push(entry);
                self.findings.push(Finding::Added { words, copy });
            }
            // A step says only where the meeting stood.
            Err(_) if is_only_a_step(entry) => {}
            Err(refusal) => self.findings.push(Finding::NotAdded {
                words,
                copy,
                refusal,
            }),
        }
    }

    /// Writes the new journal and record; the old journal and the copies stay beside, under the
    /// names that are given.
    ///
    /// # Errors
    /// When the journal is no longer the one that was read, somebody writes, or the folder cannot be
    /// written to. Until the new journal stands, nothing has changed but that copies are kept.
    pub fn carry_out(&self) -> io::Result<Vec<PathBuf>> {
        let storage = self.files.storage();
        let lock = storage.append_lock(&self.files.lock)?;
        let _held = lock.take(PATIENCE).map_err(io::Error::other)?;
        if storage.read(&self.files.journal)? != self.journal {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let mut kept = vec![self.keep(&self.files.journal)?];
        for copy in &self.copies {
            kept.push(self.keep(copy)?);
        }
        let text = self.text()?;
        let journal = &self.files.journal;
        storage.replace(journal, &text, Durability::Synced, Readers::AsTheFolder)?;
        for copy in &self.copies {
            storage.remove(copy, Durability::Synced)?;
        }
        self.write_record(&text)?;
        Ok(kept)
    }

    /// Keeps a file under a new name beside it.
    fn keep(&self, path: &Path) -> io::Result<PathBuf> {
        let storage = self.files.storage();
        let bytes = storage.read(path)?;
        let named = |number: u32| path.with_extension(format!("journal.old-{number}"));
        for name in (1..=99).map(named) {
            match storage.create_new(&name, &bytes) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                created => return created.map(|()| name),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// The new journal: as it was, with what is appended to it; where a line in its midst is
    /// mended, every line anew.
    fn text(&self) -> io::Result<Vec<u8>> {
        let (mut text, mut head, mut sealed) = (Vec::new(), ChainHead::default(), 0);
        let mut entries: Vec<&Entry> = Vec::new();
        if self.rewrites_chain {
            entries.extend(&self.entries);
        } else {
            text.clone_from(&self.journal);
            if self.reader.needs_newline() {
                text.push(b'\n');
            }
            (head, sealed) = (self.reader.head_for_next(), self.reader.torn_bytes());
        }
        entries.extend(&self.added);
        for entry in entries {
            let (line, next) = journal::line(entry, &head, sealed).map_err(io::Error::other)?;
            text.extend_from_slice(line.as_bytes());
            text.push(b'\n');
            (head, sealed) = (next, 0);
        }
        Ok(text)
    }

    fn write_record(&self, journal: &[u8]) -> io::Result<()> {
        let mut reader = JournalReader::default();
        let entries = reader.read_to_end(journal);
        let meeting = Meeting::replay(entries);
        let bytes = reader.bytes_read();
        let record = Record::of(&self.files.stem, &meeting, reader.head(), bytes);
        record.write(&self.files).map(|_kept| ())
    }
}

#[cfg(test)]
mod tests;
