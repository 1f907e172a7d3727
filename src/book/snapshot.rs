//! The state of a meeting, for those who only read: its record where that is as new as the journal,
//! or else the journal, folded.

use std::io;

use super::copies::{Separated, has_a_copy_more};
use super::files::MeetingFiles;
use super::io_trouble::FileFault;
use super::journal::{ChainHead, Defect, JournalFinding, JournalReader};
use super::record::{MadeFrom, NoRecord, Record};
use super::storage::PATIENCE;
use crate::meeting::Meeting;
use crate::meeting::event::{Entry, EntryId};
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
    /// The entry after which the record was made; `None` where the chain does not pass its head.
    pub record_made_after: Option<EntryId>,
}

/// A record, held against its journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordState {
    /// There is none, or it was made of lines that the journal has lost.
    Unknown,
    /// It says what the journal says.
    Agrees,
    /// It is not as it was written.
    Changed,
    /// It is as somebody wrote it, and says something else than the journal.
    Contradicts,
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
    let entries = reader.read_to_end(&bytes);
    Ok(Scanned {
        entries,
        findings: reader.findings(),
        head: reader.head().clone(),
        has_the_records_head: reader.has_passed_watched(),
        record_made_after: reader.entry_at_watched().cloned(),
        is_behind_record: record.is_some_and(|record| has_lost(&reader, &record)),
    })
}

/// Holds the record of a meeting against its journal, folded as far as the record goes.
#[must_use]
pub fn compare_record(files: &MeetingFiles, scanned: &Scanned) -> RecordState {
    let record = match Record::read(files) {
        Ok(record) => record,
        Err(error) if error.is_changed() => return RecordState::Changed,
        Err(_) => return RecordState::Unknown,
    };
    let entries = scanned.entries.iter();
    let Some(last) = &scanned.record_made_after else {
        return RecordState::Unknown;
    };
    let Some(last) = entries.clone().rposition(|entry| entry.id == *last) else {
        return RecordState::Unknown;
    };
    let meeting = Meeting::replay(entries.take(last + 1).cloned());
    let head = ChainHead {
        seq: record.seq,
        hash: record.head.clone(),
    };
    let folded = Record::of(&record.meeting, &meeting, &head, record.bytes);
    let as_written = folded
        .text()
        .ok()
        .and_then(|text| Record::parse(&text).ok());
    if as_written.as_ref() == Some(&record) {
        RecordState::Agrees
    } else {
        RecordState::Contradicts
    }
}

/// Reads a journal up to a line whose hash begins with these digits, and tells how many entries come
/// after it; `None` where it has no such line.
///
/// # Errors
/// When it cannot be read.
pub fn entries_after(files: &MeetingFiles, digits: &str) -> io::Result<Option<usize>> {
    let bytes = files.storage().read(&files.journal)?;
    let mut reader = JournalReader::watching(Some(digits));
    let entries = reader.read_to_end(&bytes);
    let last = reader.entry_at_watched();
    let place = last.and_then(|last| entries.iter().rposition(|entry| entry.id == *last));
    Ok(place.map(|place| entries.len() - place - 1))
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

/// Loads the state of a meeting, from its record where that is as new as the journal. Where the
/// journal has lost its beginning, the record stands in for it.
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
        (Ok(record), Err(error)) if error.kind() == io::ErrorKind::NotFound => {
            Ok(of_record_alone(record))
        }
        (record, Ok(_)) => folded(scan(files)?, record),
        (_, Err(error)) => Err(error),
    }
}

/// Loads the state of one of the meetings of a folder; of one beside which copies lie, from its
/// journal, so that they are held against it.
///
/// # Errors
/// When it cannot be read.
pub fn load_among(meetings: &Separated, files: &MeetingFiles) -> io::Result<Snapshot> {
    if meetings.has_copies_of(&files.stem) {
        fold_journal(files)
    } else {
        load_snapshot(files)
    }
}

/// Makes the state of a meeting of its journal, whatever its record says, and holds its copies against
/// it: for documents, and for whoever decides on them.
///
/// # Errors
/// When neither can be read.
pub fn fold_journal(files: &MeetingFiles) -> io::Result<Snapshot> {
    let scanned = match scan(files) {
        Ok(scanned) => scanned,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Record::read(files).map(of_record_alone).map_err(|_| error);
        }
        Err(error) => return Err(error),
    };
    let has_more = has_a_copy_more(files, &scanned.entries);
    let mut snapshot = folded(scanned, Record::read(files))?;
    if has_more {
        snapshot.integrity.add(Shortfall::CopyHasMore);
    }
    Ok(snapshot)
}

fn folded(scanned: Scanned, record: Result<Record, NoRecord>) -> io::Result<Snapshot> {
    let mut integrity = scanned.integrity();
    if record.as_ref().is_err_and(NoRecord::is_changed) {
        integrity.add(Shortfall::RecordChanged);
    }
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

/// What is left of a meeting whose journal is gone.
fn of_record_alone(record: Record) -> Snapshot {
    Snapshot {
        integrity: Integrity::with(vec![Shortfall::BehindRecord]),
        ..of_record(record)
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
