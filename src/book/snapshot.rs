//! The state of a meeting, for those who only read: its record where that is as new as the journal,
//! or else the journal, folded.

use std::io;

use super::files::MeetingFiles;
use super::io_trouble::FileFault;
use super::journal::{ChainHead, Defect, JournalFinding, JournalReader};
use super::record::{MadeFrom, NoRecord, Record};
use super::storage::PATIENCE;
use crate::meeting::Meeting;
use crate::meeting::event::Entry;
use crate::meeting::integrity::{Integrity, Shortfall};
use crate::meeting::minutes::Minutes;

/// The state of a meeting.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// All that is true.
    pub minutes: Minutes,
    /// The end of the chain it rests on.
    pub head: ChainHead,
    /// How whole the lines are that it was read from. A record that is as new as its journal and
    /// what was written counts as whole, whatever has become of the journal since.
    pub integrity: Integrity,
}

/// A journal, read from beginning to end.
#[derive(Debug)]
pub struct Scanned {
    /// The entries that stand.
    pub entries: Vec<Entry>,
    /// The defects found.
    pub findings: Vec<JournalFinding>,
    /// The end of the chain.
    pub head: ChainHead,
    /// True when the chain passes the head that the record was made from.
    pub has_the_records_head: bool,
    /// True when the record was made from lines that the journal has lost.
    pub is_behind_record: bool,
}

impl Scanned {
    /// How whole it is.
    #[must_use]
    pub fn integrity(&self) -> Integrity {
        integrity(&self.findings, self.is_behind_record)
    }
}

/// How whole a journal with these defects is, beside a record that may know more.
pub(super) fn integrity(findings: &[JournalFinding], is_behind_record: bool) -> Integrity {
    let shortfall = |finding: &JournalFinding| match finding.defect {
        Defect::Torn => Shortfall::Torn(finding.line),
        Defect::Damaged => Shortfall::Damaged(finding.line),
        Defect::Broken { .. } => Shortfall::Broken(finding.line),
        Defect::Newer => Shortfall::Newer(finding.line),
    };
    let mut shortfalls: Vec<Shortfall> = findings.iter().map(shortfall).collect();
    shortfalls.extend(is_behind_record.then_some(Shortfall::BehindRecord));
    Integrity::with(shortfalls)
}

/// Reads a journal from beginning to end, when no one is in the middle of an append.
///
/// # Errors
/// When it cannot be read.
pub fn scan(files: &MeetingFiles) -> io::Result<Scanned> {
    let record = MadeFrom::read(files).ok();
    // A folder that one may only read has no lock to take, and nobody writes while we wait.
    let lock = files
        .storage()
        .state(&files.lock)
        .is_ok()
        .then(|| files.storage().append_lock(&files.lock))
        .and_then(Result::ok);
    let _held = lock.as_ref().and_then(|lock| lock.take(PATIENCE).ok());
    let bytes = files.storage().read(&files.journal)?;
    let mut reader = JournalReader::watching(record.as_ref().map(|record| record.head.as_str()));
    let mut entries = reader.read(&bytes);
    entries.extend(reader.finish());
    Ok(Scanned {
        entries,
        findings: reader.findings(),
        head: reader.head().clone(),
        has_the_records_head: reader.has_passed_watched(),
        is_behind_record: record.is_some_and(|record| has_lost(&reader, &record)),
    })
}

/// Tells whether a journal has lost something that a record was made from: its end, or a line
/// before it.
pub(super) fn has_lost(reader: &JournalReader, record: &MadeFrom) -> bool {
    let is_lost = |finding: &JournalFinding| match finding.defect {
        Defect::Damaged | Defect::Broken { .. } => finding.byte < record.bytes,
        Defect::Torn | Defect::Newer => false,
    };
    !reader.has_passed_watched() || reader.findings().iter().any(is_lost)
}

/// Loads the state of a meeting. Where the journal has lost its beginning, the record stands in for
/// it.
///
/// # Errors
/// When neither can be read.
pub fn load_snapshot(files: &MeetingFiles) -> io::Result<Snapshot> {
    let record = Record::read(files);
    let length = files
        .storage()
        .state(&files.journal)
        .map(|journal| journal.length);
    match (record, length) {
        (Ok(record), Ok(length)) if record.bytes == length => Ok(of_record(record)),
        (Ok(record), Err(_)) => Ok(of_record(record)),
        (record, Ok(_)) => {
            let scanned = scan(files)?;
            let integrity = scanned.integrity();
            let meeting = Meeting::replay(scanned.entries);
            match (meeting.has_agenda(), record) {
                (false, Ok(record)) => Ok(Snapshot {
                    integrity,
                    ..of_record(record)
                }),
                (false, Err(_)) => Err(FileFault::NoAgenda.into()),
                (true, _) => Ok(Snapshot {
                    minutes: (*meeting).clone(),
                    head: scanned.head,
                    integrity,
                }),
            }
        }
        (
            Err(
                NoRecord::Missing
                | NoRecord::Unreadable(_)
                | NoRecord::Damaged
                | NoRecord::NotUnderstood(_),
            ),
            Err(error),
        ) => Err(error),
    }
}

fn of_record(record: Record) -> Snapshot {
    Snapshot {
        minutes: record.minutes,
        head: ChainHead {
            seq: record.seq,
            hash: record.head,
        },
        integrity: Integrity::default(),
    }
}
