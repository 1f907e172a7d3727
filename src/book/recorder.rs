//! The only writer of a journal: decide ▸ append ▸ sync ▸ apply, under the lock.
//!
//! An entry reported as saved has been synced. A write or sync that failed is never acknowledged
//! and never tried again on the same descriptor: the entry goes, with its name, to the rescue
//! journal, and from there into the journal when it can be opened anew.

mod approval;
mod waiting;

pub use approval::{Completeness, NotApproved};

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use thiserror::Error;

use super::copies::has_a_copy_more;
use super::files::MeetingFiles;
use super::journal::{self, ChainHead, JournalFinding, JournalReader};
use super::record::{MadeFrom, NoRecord, Record};
use super::rescue::Rescue;
use super::snapshot::{self, Snapshot};
use super::storage::{AppendLock, Durability, FileState, OpenJournal, PATIENCE, Readers};
use crate::meeting::Meeting;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, EntryId};
use crate::meeting::integrity::{Integrity, Shortfall};
use crate::meeting::minutes::Stage;
use crate::meeting::refusal::Refusal;
use crate::meeting::rules::decide;
use crate::meeting::time::Timestamp;

use super::store_error::At;
pub use super::store_error::{Cause, StoreError};
use waiting::{Unsaved, waiting};

/// The result of a command, or something that happened meanwhile.
#[derive(Debug)]
pub enum RecorderEvent {
    /// It is on the disk.
    Saved {
        /// As it was written.
        entry: Arc<Entry>,
        /// Its number in the journal.
        seq: u64,
    },
    /// Somebody else's entry, which came before.
    Foreign {
        /// As it was written.
        entry: Arc<Entry>,
    },
    /// The rules say no.
    Refused {
        /// The name it would have had.
        id: EntryId,
        /// Why.
        refusal: Refusal,
    },
    /// The disk says no. It is tried again.
    NotSaved {
        /// Its name.
        id: EntryId,
        /// Why.
        trouble: StoreError,
        /// True when it is at least in the rescue journal.
        is_kept: bool,
    },
}

/// A fresh name for an entry.
#[must_use]
pub fn fresh_id(at: Timestamp) -> EntryId {
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    let moment = std::time::UNIX_EPOCH + std::time::Duration::from_millis(millis);
    EntryId(ulid::Ulid::from_datetime(moment).to_string())
}

/// Why nothing was recorded.
#[derive(Debug, Error)]
pub enum NotRecorded {
    /// The rules say no.
    #[error("the rules refuse it: {0:?}")]
    Refused(Refusal),
    /// The disk says no.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The only writer of a journal in this process.
#[derive(Debug)]
pub struct Recorder {
    files: MeetingFiles,
    by: Author,
    lock: Arc<dyn AppendLock>,
    journal: Option<Box<dyn OpenJournal>>,
    reader: JournalReader,
    meeting: Meeting,
    unsaved: Vec<Unsaved>,
    rescue: Option<Rescue>,
    condition: Condition,
    /// True when entries wait on this computer that an approved meeting does not take in.
    is_rescue_withheld: bool,
    /// True while the rescue journal holds what was refused and has not been told yet.
    has_refusals_to_remove: bool,
}

/// What the recorder knows of the files beside what it reads of the journal.
#[derive(Debug, Default)]
struct Condition {
    /// True when the record was made of lines that the journal has lost.
    is_behind_record: bool,
    /// What was found beside the journal when the meeting was opened.
    found_at_opening: Vec<Shortfall>,
    /// The state of the journal's file when it was last read or written.
    seen: Option<FileState>,
    /// What was found when the file had been changed in place.
    changed_in_place: Vec<JournalFinding>,
}

impl Recorder {
    /// Begins a meeting: makes its journal, with the command to take its agenda in as first entry,
    /// of this name.
    ///
    /// # Errors
    /// When there is a journal already, the rules refuse the agenda, or the disk says no.
    pub fn begin(
        files: &MeetingFiles,
        by: &Author,
        id: EntryId,
        command: &Command,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let storage = files.storage();
        if let Some(folder) = files.journal.parent() {
            storage
                .make_folder(folder, Durability::Synced, Readers::AsTheFolder)
                .at(Cause::Write, folder)?;
        }
        let path = &files.journal;
        let lock = storage.append_lock(&files.lock).at(Cause::Write, path)?;
        let _held = lock
            .take(PATIENCE)
            .map_err(|error| StoreError::from_lock(path, error))?;
        let refused =
            |refusal: Refusal| io::Error::other(format!("{refusal:?}")).at(Cause::Write, path);
        let entry = decided(&Meeting::default(), command, id, at, by).map_err(refused)?;
        let (line, _) = journal::line(&entry, &ChainHead::default(), 0)
            .map_err(io::Error::other)
            .at(Cause::Write, path)?;
        if storage.state(path).is_ok() {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists).at(Cause::Write, path));
        }
        // There is a whole first line or none: half of one could never be begun again.
        let line = format!("{line}\n");
        storage
            .replace(
                path,
                line.as_bytes(),
                Durability::Synced,
                Readers::AsTheFolder,
            )
            .at(Cause::Write, path)
    }

    /// Opens the journal of a meeting that has begun. `state_folder` is where what cannot be saved
    /// is kept meanwhile; entries an earlier session left there are waiting to be
    /// [flushed](Self::flush).
    ///
    /// # Errors
    /// When the journal cannot be read. Damage in it is no error: see [`Recorder::findings`].
    pub fn open(
        files: MeetingFiles,
        by: Author,
        state_folder: Option<&std::path::Path>,
    ) -> Result<Self, StoreError> {
        let lock = files
            .storage()
            .append_lock(&files.lock)
            .at(Cause::Write, &files.lock)?;
        let record = MadeFrom::read(&files);
        let is_record_changed = record.as_ref().is_err_and(NoRecord::is_changed);
        let record = record.ok();
        let mut recorder = Self {
            by,
            lock: Arc::from(lock),
            journal: None,
            reader: JournalReader::default(),
            meeting: Meeting::default(),
            unsaved: Vec::new(),
            rescue: None,
            condition: Condition::default(),
            is_rescue_withheld: false,
            has_refusals_to_remove: false,
            files,
        };
        let entries = recorder.read_anew(record.as_ref().map(|record| record.head.as_str()))?;
        recorder.condition.is_behind_record =
            record.is_some_and(|record| snapshot::has_lost(&recorder.reader, &record));
        recorder.meeting = Meeting::replay(entries);
        let has_a_copy_more = has_a_copy_more(&recorder.files, recorder.meeting.entries());
        let beside = [
            (has_a_copy_more, Shortfall::CopyHasMore),
            (is_record_changed, Shortfall::RecordChanged),
        ];
        let found = beside.into_iter().filter(|(is_so, _)| *is_so);
        recorder.condition.found_at_opening = found.map(|(_, shortfall)| shortfall).collect();
        if let (Some(folder), Some(first)) = (state_folder, recorder.reader.first()) {
            recorder.rescue = Some(Rescue::of(
                Arc::clone(recorder.files.storage()),
                folder,
                &recorder.files.stem,
                first,
            ));
            recorder.take_leftovers()?;
        }
        Ok(recorder)
    }

    /// Takes up what an earlier sitting could not save, to be [flushed](Self::flush). Nothing enters
    /// approved minutes: it stays where it is until they are open again.
    ///
    /// # Errors
    /// When there is such a file and it cannot be read.
    pub fn take_leftovers(&mut self) -> Result<(), StoreError> {
        let Some(rescue) = &mut self.rescue else {
            return Ok(());
        };
        rescue.look_for_set_aside();
        self.is_rescue_withheld = self.meeting.stage == Stage::Approved && rescue.has_others();
        if self.is_rescue_withheld {
            return Ok(());
        }
        let left = rescue.leftovers().at(Cause::Read, rescue.folder())?;
        for unsaved in left.into_iter().flat_map(waiting) {
            if self
                .unsaved
                .iter()
                .all(|known| known.entry.id != unsaved.entry.id)
            {
                self.unsaved.push(unsaved);
            }
        }
        Ok(())
    }

    /// The files of the meeting.
    #[must_use]
    pub fn files(&self) -> &MeetingFiles {
        &self.files
    }

    /// The meeting as the journal has it.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// The hash of the journal's first line: it tells this meeting from every other.
    #[must_use]
    pub fn first_line(&self) -> Option<&str> {
        self.reader.first()
    }

    /// The end of the chain.
    #[must_use]
    pub fn head(&self) -> &ChainHead {
        self.reader.head()
    }

    /// The defects of the journal.
    #[must_use]
    pub fn findings(&self) -> Vec<JournalFinding> {
        self.reader.findings()
    }

    /// How whole the journal is, and what has been rescued for it.
    #[must_use]
    pub fn integrity(&self) -> Integrity {
        let mut integrity = self.journal_integrity();
        for found in &self.condition.found_at_opening {
            integrity.add(*found);
        }
        if self.is_rescue_withheld {
            integrity.add(Shortfall::Waiting);
        }
        let set_aside = self
            .rescue
            .as_ref()
            .map(Rescue::set_aside)
            .unwrap_or_default();
        if set_aside.is_damaged {
            integrity.add(Shortfall::RescueDamaged);
        }
        if set_aside.is_refused {
            integrity.add(Shortfall::RescueRefused);
        }
        integrity
    }

    fn journal_integrity(&self) -> Integrity {
        let mut findings = self.findings();
        findings.extend(self.condition.changed_in_place.iter().cloned());
        findings.sort_by_key(|finding| finding.line);
        findings.dedup_by_key(|finding| finding.line);
        snapshot::integrity(&findings, self.condition.is_behind_record)
    }

    /// Tells whether something waits to be brought into the journal.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        !self.unsaved.is_empty()
    }

    /// Records the entry of a command as its asker's screen shows it, or tells why not. If the
    /// command would make something else of the meeting now, it is refused: nothing is recorded
    /// that was not seen. While something waits to be saved, what comes after it waits too, so that
    /// the order stays.
    pub fn record(&mut self, command: Command, shown: &Entry) -> Vec<RecorderEvent> {
        self.record_as(&shown.id, command, |meeting, command| {
            decided_as_shown(meeting, command, shown)
        })
    }

    /// Records a command whose outcome nobody has seen beforehand, under this name.
    pub fn record_unseen(
        &mut self,
        id: &EntryId,
        command: Command,
        at: Timestamp,
    ) -> Vec<RecorderEvent> {
        let by = self.by.clone();
        self.record_as(id, command, |meeting, command| {
            decided(meeting, command, id.clone(), at, &by)
        })
    }

    fn record_as(
        &mut self,
        id: &EntryId,
        command: Command,
        decided: impl Fn(&Meeting, &Command) -> Result<Entry, Refusal>,
    ) -> Vec<RecorderEvent> {
        self.remove_reported_refusals();
        let mut news = Vec::new();
        let recorded = if self.has_unsaved() {
            let trouble = StoreError::new(Cause::Waiting, &self.files.journal);
            Err(NotRecorded::Store(trouble))
        } else {
            self.append(|meeting| decided(meeting, &command), &mut news)
        };
        let told = recorded.or_else(|not_recorded| match not_recorded {
            NotRecorded::Refused(refusal) => Err(refusal),
            NotRecorded::Store(trouble) => {
                let entry = decided(&self.with_unsaved(), &command)?;
                Ok(self.set_aside(entry, command, trouble))
            }
        });
        news.push(told.unwrap_or_else(|refusal| RecorderEvent::Refused {
            id: id.clone(),
            refusal,
        }));
        news
    }

    /// Records a command, at once or not at all: nothing waits to be tried again. Only after a sync
    /// that failed may it stand in the journal all the same.
    ///
    /// # Errors
    /// [`NotRecorded`], when the rules or the disk say no.
    pub fn attempt(
        &mut self,
        id: EntryId,
        command: &Command,
        at: Timestamp,
    ) -> Result<(), NotRecorded> {
        let by = self.by.clone();
        let decided = |meeting: &Meeting| decided(meeting, command, id, at, &by);
        self.append(decided, &mut Vec::new()).map(|_saved| ())
    }

    fn append(
        &mut self,
        decided: impl FnOnce(&Meeting) -> Result<Entry, Refusal>,
        news: &mut Vec<RecorderEvent>,
    ) -> Result<RecorderEvent, NotRecorded> {
        let lock = Arc::clone(&self.lock);
        let _held = lock
            .take(PATIENCE)
            .map_err(|error| StoreError::from_lock(&self.files.lock, error))?;
        self.catch_up_locked(news)?;
        let entry = Arc::new(decided(&self.meeting).map_err(NotRecorded::Refused)?);
        self.write(std::slice::from_ref(&entry))?;
        self.meeting.apply(Arc::clone(&entry));
        Ok(RecorderEvent::Saved {
            entry,
            seq: self.head().seq,
        })
    }

    /// Reads what others have written. Nothing is said of a journal that cannot be read just now:
    /// the next append will.
    pub fn catch_up(&mut self) -> Vec<RecorderEvent> {
        let mut news = Vec::new();
        let _ = match self.is_same_file() {
            Ok(true) if self.has_grown() => self.read_on(&mut news),
            Ok(true) => {
                // What cannot be read again now is looked at when its file changes next.
                let _ = self.look_for_damage();
                Ok(())
            }
            Err(_) => Ok(()),
            Ok(false) => self.open_anew(&mut news),
        };
        news
    }

    fn has_grown(&self) -> bool {
        let length = self.journal.as_ref().and_then(|journal| journal.length());
        length.is_some_and(|length| length > self.reader.bytes_read())
    }

    /// Reads the whole journal once more where its file was changed and has not grown: nobody who
    /// only appends does that.
    fn look_for_damage(&mut self) -> Result<(), StoreError> {
        let state = self.files.storage().own_state(&self.files.journal).ok();
        if state == self.condition.seen {
            return Ok(());
        }
        self.condition.seen = state;
        let read = self.read_for_damage();
        if read.is_err() {
            self.condition.seen = None;
        }
        read
    }

    fn read_for_damage(&mut self) -> Result<(), StoreError> {
        let path = &self.files.journal;
        let bytes = self.files.storage().read(path).at(Cause::Read, path)?;
        let mut reader = JournalReader::watching(Some(&self.head().hash));
        reader.read_to_end(&bytes);
        self.condition.changed_in_place = reader.findings();
        if reader.has_passed_watched() {
            Ok(())
        } else {
            Err(StoreError::new(Cause::Replaced, path))
        }
    }

    fn catch_up_locked(&mut self, news: &mut Vec<RecorderEvent>) -> Result<(), StoreError> {
        if !self.is_same_file()? {
            self.journal = None;
            self.open_anew(news)?;
        }
        self.read_on(news)?;
        if self.reader.is_newer() {
            return Err(StoreError::new(Cause::Newer, &self.files.journal));
        }
        Ok(())
    }

    /// Tells whether the open file is the one of this name still, with all that has been read of
    /// it.
    fn is_same_file(&self) -> Result<bool, StoreError> {
        let path = &self.files.journal;
        match &self.journal {
            Some(journal) => journal
                .is_current(self.reader.bytes_read())
                .at(Cause::Read, path),
            None => Ok(false),
        }
    }

    fn read_on(&mut self, news: &mut Vec<RecorderEvent>) -> Result<(), StoreError> {
        let path = &self.files.journal;
        let Some(journal) = &mut self.journal else {
            return Ok(());
        };
        // An older copy may have been written over it, and have grown since: what is known must
        // stand before what is new.
        let known = self.reader.known_end();
        let from = self.reader.bytes_read().saturating_sub(known.len() as u64);
        let bytes = journal.read_from(from).at(Cause::Read, path)?;
        let Some(new) = bytes.strip_prefix(known.as_bytes()) else {
            self.journal = None;
            return Err(StoreError::new(Cause::Replaced, path));
        };
        // What lacks its newline alone counts, or the next line would be sealed over it.
        let entries = self.reader.read_to_end(new);
        self.note_state();
        self.take_in(entries, news);
        Ok(())
    }

    /// Notes the state of the file, as it is after what has just been read or written.
    fn note_state(&mut self) {
        self.condition.seen = self.files.storage().own_state(&self.files.journal).ok();
    }

    /// Takes in others' entries; and of our own that wait, those whose line stands in the journal: they
    /// have happened there, but nothing is said of them before a sync has confirmed them.
    fn take_in(&mut self, entries: Vec<Entry>, news: &mut Vec<RecorderEvent>) {
        for entry in entries {
            if !self.meeting.knows(&entry.id) {
                let entry = Arc::new(entry);
                self.meeting.apply(Arc::clone(&entry));
                news.push(RecorderEvent::Foreign { entry });
            }
        }
    }

    /// After trouble: a fresh descriptor, the file read from its beginning, and the head as we knew
    /// it must be in it. A journal that lost what we know is not written to.
    fn open_anew(&mut self, news: &mut Vec<RecorderEvent>) -> Result<(), StoreError> {
        let known = self.head().hash.clone();
        let before = self.reader.clone();
        let entries = self.read_anew(Some(&known))?;
        if !self.reader.has_passed_watched() {
            self.reader = before;
            self.journal = None;
            return Err(StoreError::new(Cause::Replaced, &self.files.journal));
        }
        self.take_in(entries, news);
        Ok(())
    }

    /// Opens the journal, syncs once what may be in memory only, and reads it whole.
    fn read_anew(&mut self, watched: Option<&str>) -> Result<Vec<Entry>, StoreError> {
        let (journal, bytes) = self.files.storage().open_journal(&self.files.journal)?;
        let mut reader = JournalReader::watching(watched);
        let entries = reader.read_to_end(&bytes);
        self.reader = reader;
        self.journal = Some(journal);
        self.condition.changed_in_place.clear();
        self.note_state();
        Ok(entries)
    }

    /// One write and one sync, however many entries; then what was written is read back. After any
    /// failure the descriptor is given up.
    fn write(&mut self, entries: &[Arc<Entry>]) -> Result<(), StoreError> {
        let path = &self.files.journal;
        let mut journal = self
            .journal
            .take()
            .ok_or_else(|| StoreError::new(Cause::Read, path))?;
        let text = self.lines(entries).at(Cause::Write, path)?;
        journal.append(text.as_bytes(), self.reader.bytes_read())?;
        self.reader.read(text.as_bytes());
        self.journal = Some(journal);
        self.note_state();
        Ok(())
    }

    fn lines(&self, entries: &[Arc<Entry>]) -> io::Result<String> {
        let mut text = String::new();
        if self.reader.needs_newline() {
            text.push('\n');
        }
        let mut head = self.reader.head_for_next();
        let mut sealed = self.reader.torn_bytes();
        for entry in entries {
            let (line, next) = journal::line(entry, &head, sealed).map_err(io::Error::other)?;
            text.push_str(&line);
            text.push('\n');
            (head, sealed) = (next, 0);
        }
        Ok(text)
    }

    /// Writes the record of the meeting as the journal has it. No record is made of a journal that
    /// is not whole: it would look as if it were, and the older one may know what the journal lost.
    /// The name under which a record that somebody has changed is kept; `None` where none was.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn write_record(&mut self) -> io::Result<Option<PathBuf>> {
        if !self.journal_integrity().is_whole() || !self.meeting.has_agenda() {
            return Ok(None);
        }
        let record = Record::of(
            &self.files.stem,
            &self.meeting,
            self.head(),
            self.reader.bytes_read(),
        );
        let kept = record.write(&self.files)?;
        let found = &mut self.condition.found_at_opening;
        found.retain(|shortfall| *shortfall != Shortfall::RecordChanged);
        Ok(kept)
    }

    /// The meeting as the journal has it, for those who only read; `None` where the journal has lost
    /// its beginning.
    #[must_use]
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.meeting.has_agenda().then(|| Snapshot {
            minutes: (*self.meeting).clone(),
            head: self.head().clone(),
            integrity: self.integrity(),
        })
    }
}

/// The entry that a command makes in a meeting, if the rules let it. Time does not run backwards in
/// a journal.
fn decided(
    meeting: &Meeting,
    command: &Command,
    id: EntryId,
    at: Timestamp,
    by: &Author,
) -> Result<Entry, Refusal> {
    let at = meeting.newest.map_or(at, |newest| newest.max(at));
    let events = decide(meeting, command, at)?;
    Ok(Entry {
        id,
        at,
        by: by.clone(),
        events,
    })
}

/// The same entry as somebody has seen it, if the command still makes it.
fn decided_as_shown(meeting: &Meeting, command: &Command, shown: &Entry) -> Result<Entry, Refusal> {
    let entry = decided(meeting, command, shown.id.clone(), shown.at, &shown.by)?;
    if entry.events == shown.events {
        Ok(entry)
    } else {
        Err(Refusal::ChangedMeanwhile)
    }
}
