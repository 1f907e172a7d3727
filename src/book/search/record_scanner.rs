//! One search through a book that has not been read: the bytes of each record are looked through,
//! and only a meeting that may have a hit is read and understood.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::Book;
use super::super::catalog::Unreadable;
use super::super::io_trouble::IoTrouble;
use super::super::record::Record;
use super::super::snapshot::load_snapshot;
use super::index::Index;
use super::query::Query;
use super::term_matcher::MatchQuality;
use super::{Found, FoundInBook};
use crate::meeting::integrity::Integrity;
use crate::meeting::minutes::Minutes;

/// Bytes that a record is given room for at first.
const ROOM: usize = 1 << 16;
/// In how many bytes from its beginning a record says how much of the journal it knows.
const FRAME: usize = 512;

/// The part that one thread has searched.
#[derive(Debug, Default)]
struct ScanResult {
    meetings: Vec<(String, Minutes)>,
    /// Meetings that have a hit only if å passes for a.
    later: Vec<String>,
    unreadable: Vec<Unreadable>,
    incomplete: Vec<(String, Integrity)>,
}

/// The verdict on one meeting.
enum Verdict {
    Understood(Box<Minutes>, Integrity),
    /// It has a hit at most if å is a.
    Later,
    Nothing,
}

/// Searches a book from the disk.
///
/// # Errors
/// When the folder of its meetings is there and cannot be read.
pub fn search(book: &Book, query: &Query) -> io::Result<FoundInBook> {
    if query.is_empty() {
        return Ok(FoundInBook::default());
    }
    let mut index = Index::default();
    let looked = look(book, &book.meeting_stems()?, query, MatchQuality::Ending);
    looked
        .meetings
        .iter()
        .for_each(|(stem, minutes)| index.put(stem, minutes));
    let (mut unreadable, mut incomplete) = (looked.unreadable, looked.incomplete);
    let mut found = index.search(query, usize::MAX);
    if (found.total == 0 || found.is_folded) && !looked.later.is_empty() {
        let folded = look(book, &looked.later, query, MatchQuality::FoldedEnding);
        folded
            .meetings
            .iter()
            .for_each(|(stem, minutes)| index.put(stem, minutes));
        unreadable.extend(folded.unreadable);
        found = index.search(query, usize::MAX);
    }
    incomplete.sort_by(|(one, _), (other, _)| one.cmp(other));
    unreadable.sort_by(|one, other| one.path.cmp(&other.path));
    let Found {
        hits, is_folded, ..
    } = found;
    Ok(FoundInBook {
        hits,
        is_folded,
        unreadable,
        incomplete,
    })
}

/// Looks through these meetings with all hands.
fn look(book: &Book, stems: &[String], query: &Query, least: MatchQuality) -> ScanResult {
    let (next, folder) = (AtomicUsize::new(0), book.meetings());
    let look_at_some = || {
        let (mut looked, mut eye) = (ScanResult::default(), RecordScanner::new(&folder));
        while let Some(stem) = stems.get(next.fetch_add(1, Ordering::Relaxed)) {
            match eye.look(book, stem, query, least) {
                Ok(Verdict::Understood(minutes, integrity)) => {
                    looked.meetings.push((stem.clone(), *minutes));
                    if !integrity.is_whole() {
                        looked.incomplete.push((stem.clone(), integrity));
                    }
                }
                Ok(Verdict::Later) => looked.later.push(stem.clone()),
                Ok(Verdict::Nothing) => {}
                Err(error) => {
                    let path = book.files(stem).journal;
                    looked.unreadable.push(Unreadable {
                        path,
                        trouble: IoTrouble::from(&error),
                    });
                }
            }
        }
        looked
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(stems.len().div_ceil(16));
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(look_at_some)).collect();
        let mut all = look_at_some();
        for other in others {
            // What a thread has to say in a panic, the panic hook has said.
            let looked = other.join().unwrap_or_default();
            all.meetings.extend(looked.meetings);
            all.later.extend(looked.later);
            all.unreadable.extend(looked.unreadable);
            all.incomplete.extend(looked.incomplete);
        }
        all
    })
}

/// Looks at records one after another, with one piece of memory for all of them.
struct RecordScanner {
    record: PathBuf,
    journal: PathBuf,
    bytes: Vec<u8>,
}

impl RecordScanner {
    fn new(folder: &Path) -> Self {
        let (record, journal) = (folder.join("record"), folder.join("journal"));
        Self {
            record,
            journal,
            bytes: Vec::with_capacity(ROOM),
        }
    }

    fn look(
        &mut self,
        book: &Book,
        stem: &str,
        query: &Query,
        least: MatchQuality,
    ) -> io::Result<Verdict> {
        self.record.set_file_name(format!("{stem}.ron"));
        self.journal.set_file_name(format!("{stem}.journal"));
        // A record that is not there, not whole or not as new as its journal tells nothing.
        let storage = book.storage();
        if storage.read_into(&self.record, &mut self.bytes).is_ok() {
            let record = self.bytes.as_slice();
            let journal = storage
                .state(&self.journal)
                .ok()
                .filter(|state| state.is_file);
            if is_whole(record)
                && journal.is_some_and(|journal| bytes_known(record) == Some(journal.length))
            {
                match query.mark_in_record(record) {
                    MatchQuality::None => return Ok(Verdict::Nothing),
                    mark if mark < least => return Ok(Verdict::Later),
                    _ => {}
                }
                if let Ok(record) = Record::of_bytes(record) {
                    let minutes = Box::new(record.minutes);
                    return Ok(Verdict::Understood(minutes, Integrity::default()));
                }
            }
        }
        load_snapshot(&book.files(stem))
            .map(|snapshot| Verdict::Understood(Box::new(snapshot.minutes), snapshot.integrity))
    }
}

/// Tells whether a record ends as one does: with the line that checks it.
fn is_whole(record: &[u8]) -> bool {
    let check = record
        .len()
        .checked_sub(67)
        .and_then(|start| record.get(start..));
    check.is_some_and(|check| check.starts_with(b"//") && check.ends_with(b"\n"))
}

/// The bytes of the journal a record was made from, as its frame says.
fn bytes_known(record: &[u8]) -> Option<u64> {
    const FIELD: &[u8] = b"\n  bytes: ";
    let frame = record.get(..FRAME.min(record.len()))?;
    let at = frame
        .windows(FIELD.len())
        .position(|window| window == FIELD)?
        + FIELD.len();
    let digits = frame
        .get(at..)?
        .split(|byte| !byte.is_ascii_digit())
        .next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}
