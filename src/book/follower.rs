//! Follows a meeting that others write: reads, and never writes or locks. What it has once
//! understood it keeps: a journal that has gone, shrunk, been replaced or damaged takes nothing
//! away, and is read anew until it holds what was known.

use std::io;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::files::MeetingFiles;
use super::journal::JournalReader;
use super::live_draft::{LiveDraftState, Published};
use super::snapshot::integrity;
use super::storage::FileState;
use crate::meeting::Meeting;
use crate::meeting::event::Entry;
use crate::meeting::integrity::Integrity;
use crate::meeting::public::{Public, Wording};
use crate::meeting::time::Timestamp;

/// Damage that has stood for so long is on the disk, not on its way there: when the desk has gone
/// on past it, so does the follower.
const STANDING_DAMAGE: TimeDelta = TimeDelta::seconds(3);

/// A wording that nobody is seen to own, and that has not changed for so long, is abandoned.
const ABANDONED_WORDING: TimeDelta = TimeDelta::minutes(1);

/// Clocks that differ by less show the same time.
const SAME_TIME: TimeDelta = TimeDelta::seconds(2);

/// A journal that could not be taken in, and since when it is like that.
#[derive(Debug)]
struct RefusedReading {
    mark: FileState,
    damage: usize,
    since: Timestamp,
}

/// Follows one meeting.
#[derive(Debug)]
pub struct Follower {
    files: MeetingFiles,
    reader: JournalReader,
    meeting: Meeting,
    wording: Option<Wording>,
    /// True once somebody has been seen to hold the desk.
    was_owned: bool,
    /// The state of the journal when it was last taken in.
    mark: Option<FileState>,
    bad: Option<RefusedReading>,
    /// Damage that has been accepted: it costs its lines and no others.
    damage: usize,
    live_until: Option<Timestamp>,
    is_live: bool,
    /// The time by which the desk's clock is ahead of ours, by the newest entry that came while we
    /// looked.
    ahead_by_one: Option<TimeDelta>,
    /// The same, once two entries have agreed on it: one may have waited long before it was saved.
    ahead: TimeDelta,
}

impl Follower {
    /// A follower that has not looked yet.
    #[must_use]
    pub fn of(files: MeetingFiles) -> Self {
        Self {
            files,
            reader: JournalReader::default(),
            meeting: Meeting::default(),
            wording: None,
            was_owned: false,
            mark: None,
            bad: None,
            damage: 0,
            live_until: None,
            is_live: false,
            ahead_by_one: None,
            ahead: TimeDelta::zero(),
        }
    }

    /// The files that are followed.
    #[must_use]
    pub fn files(&self) -> &MeetingFiles {
        &self.files
    }

    /// The meeting as far as it is known.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// The public view; None before the agenda is known.
    #[must_use]
    pub fn public(&self) -> Option<Public> {
        self.meeting
            .has_agenda()
            .then(|| Public::from_minutes(&self.meeting, self.wording.as_ref()))
    }

    /// The moment the journal was last as it should be; None while it is.
    #[must_use]
    pub fn not_live_since(&self) -> Option<Timestamp> {
        self.live_until.filter(|_| !self.is_live)
    }

    /// The time by which the desk's clock is ahead of ours. There is one clock in the room, and it
    /// is the desk's: what is left of an item's time is counted from moments that it recorded.
    #[must_use]
    pub fn desk_ahead(&self) -> TimeDelta {
        self.ahead
    }

    /// How whole the journal is that was last taken in. What was known before it was damaged is
    /// shown still.
    #[must_use]
    pub fn integrity(&self) -> Integrity {
        integrity(&self.reader.findings(), false)
    }

    /// Looks at the files. Whether there is something new to see.
    pub fn look(&mut self, now: Timestamp) -> bool {
        let was_live = self.is_live;
        let looked = self.look_at_journal(now);
        self.is_live = looked.is_ok();
        if self.is_live {
            self.live_until = Some(now);
        }
        let worded_anew = self.look_at_wording(now);
        looked.unwrap_or(false) || worded_anew || was_live != self.is_live
    }

    fn look_at_wording(&mut self, now: Timestamp) -> bool {
        let wording = match self.files.live_draft().read() {
            LiveDraftState::Nothing => None,
            LiveDraftState::Wording(published) => {
                let Published { meeting, wording } = *published;
                let is_ours = Some(meeting.as_str()) == self.reader.first();
                is_ours
                    .then_some(wording)
                    .filter(|_| self.is_being_worded(now))
            }
            LiveDraftState::Torn => return false,
        };
        let is_new = wording != self.wording;
        self.wording = wording;
        is_new
    }

    /// Tells whether somebody sits at the desk and words it, or has died in the middle of it. A
    /// folder whose locks are not seen from here shows no owner: there a wording is believed for as
    /// long as it is fresh.
    fn is_being_worded(&mut self, now: Timestamp) -> bool {
        let storage = self.files.storage();
        if !matches!(storage.desk_owner(&self.files.desk_lock), Ok(None)) {
            self.was_owned = true;
            return true;
        }
        let draft = storage.own_state(&self.files.draft);
        let modified = draft.ok().and_then(|draft| draft.modified);
        let is_fresh = modified.is_none_or(|at| {
            now.signed_duration_since(DateTime::<Utc>::from(at)) < ABANDONED_WORDING
        });
        !self.was_owned && is_fresh
    }

    /// Tells whether the meeting has changed.
    ///
    /// # Errors
    /// When what is known is not there, or not as it was.
    fn look_at_journal(&mut self, now: Timestamp) -> io::Result<bool> {
        let mark = self.files.storage().own_state(&self.files.journal)?;
        if !mark.is_file {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if self.mark.as_ref() == Some(&mark) {
            self.bad = None;
            return Ok(false);
        }
        let is_the_same =
            |known: &&FileState| known.identity == mark.identity && self.bad.is_none();
        let length_known = self
            .mark
            .as_ref()
            .filter(is_the_same)
            .map(|known| known.length);
        let read = self.reader.bytes_read();
        if length_known.is_some() && mark.length > read {
            return self.read_on(mark, now);
        }
        if length_known.is_some_and(|length| length < mark.length) && mark.length == read {
            // It grew while it was read the last time, and that was read too.
            self.mark = Some(mark);
            return Ok(false);
        }
        self.read_whole(mark, now)
    }

    fn read_on(&mut self, mark: FileState, now: Timestamp) -> io::Result<bool> {
        let storage = self.files.storage();
        let bytes = storage.read_from(&self.files.journal, self.reader.bytes_read())?;
        let mut reader = self.reader.clone();
        let mut entries = reader.read_to_end(&bytes);
        // What was written once more so that it stays has its place already.
        entries.retain(|entry| !self.meeting.knows(&entry.id));
        let newest = entries.last().map(|entry| entry.at);
        let is_new = self.take_in(reader, entries, mark, now)?;
        if let Some(newest) = newest {
            self.compare_clocks(newest - now);
        }
        Ok(is_new)
    }

    fn compare_clocks(&mut self, ahead: TimeDelta) {
        let is_same = |one: TimeDelta, other: TimeDelta| (one - other).abs() < SAME_TIME;
        if self
            .ahead_by_one
            .is_some_and(|before| is_same(before, ahead))
        {
            self.ahead = if is_same(ahead, TimeDelta::zero()) {
                TimeDelta::zero()
            } else {
                ahead
            };
        }
        self.ahead_by_one = Some(ahead);
    }

    fn read_whole(&mut self, mark: FileState, now: Timestamp) -> io::Result<bool> {
        if self
            .bad
            .as_ref()
            .is_some_and(|bad| bad.mark == mark && now - bad.since < STANDING_DAMAGE)
        {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let bytes = self.files.storage().read(&self.files.journal)?;
        let mut reader = JournalReader::watching(Some(&self.reader.head().hash));
        let entries = reader.read_to_end(&bytes);
        self.take_in(reader, entries, mark, now)
    }

    fn take_in(
        &mut self,
        reader: JournalReader,
        entries: Vec<Entry>,
        mark: FileState,
        now: Timestamp,
    ) -> io::Result<bool> {
        if !self.is_good(&reader, now) {
            let since = match &self.bad {
                Some(bad) if bad.damage == reader.damage() => bad.since,
                _ => now,
            };
            self.bad = Some(RefusedReading {
                mark,
                damage: reader.damage(),
                since,
            });
            return Err(io::ErrorKind::InvalidData.into());
        }
        let has_other_damage = self.damage != reader.damage();
        self.damage = reader.damage();
        self.reader = reader;
        self.mark = Some(mark);
        self.bad = None;
        Ok(self.apply(entries) || has_other_damage)
    }

    /// Tells whether a reading may be taken in: it holds what is known, and nothing in it is new
    /// and not as it should be, but for damage that the desk itself has gone on past.
    fn is_good(&self, reader: &JournalReader, now: Timestamp) -> bool {
        let is_first = self.mark.is_none();
        let stood = self.bad.as_ref().is_some_and(|bad| {
            bad.damage == reader.damage()
                && now - bad.since >= STANDING_DAMAGE
                && !reader.ends_badly()
        });
        let is_sound = reader.damage() <= self.damage || is_first || stood;
        reader.has_passed_watched() && is_sound && !reader.is_newer() && reader.head().seq > 0
    }

    /// Takes in entries in the order of the journal, whichever of them were known before.
    fn apply(&mut self, entries: Vec<Entry>) -> bool {
        let is_known = |entry: &Entry| self.meeting.knows(&entry.id);
        if entries.iter().all(is_known) {
            return false;
        }
        let follow_on = entries
            .iter()
            .skip_while(|entry| is_known(entry))
            .all(|entry| !is_known(entry));
        if follow_on && !self.meeting.entries().is_empty() {
            for entry in entries {
                self.meeting.apply(entry);
            }
        } else {
            self.meeting = Meeting::replay(merged(self.meeting.entries(), entries));
        }
        true
    }
}

/// Merges the entries that were read with those known and missing there, each after the entry it
/// followed.
fn merged(known: &[Arc<Entry>], mut read: Vec<Entry>) -> Vec<Entry> {
    let mut place = 0;
    for entry in known {
        let found = read.iter().position(|one| one.id == entry.id);
        if found.is_none() {
            read.insert(place, Entry::clone(entry));
        }
        place = found.unwrap_or(place) + 1;
    }
    read
}

#[cfg(test)]
mod tests;
