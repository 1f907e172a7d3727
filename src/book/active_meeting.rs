//! Finds the meeting that is meant when none is named: the one under way.

use std::collections::HashMap;
use std::time::SystemTime;

use chrono::TimeDelta;

use super::Book;
use super::files::MeetingFiles;
use super::snapshot::load_snapshot;
use crate::meeting::minutes::Stage;
use crate::meeting::time::Timestamp;

/// Journals that are looked into at the most, those changed last first.
const LOOKED_INTO: usize = 40;
/// A meeting in which nothing has been recorded for so long, and at whose desk nobody sits, was
/// left without being closed.
const LEFT: TimeDelta = TimeDelta::hours(12);

/// A journal as it was when it was looked into.
#[derive(Debug, Clone, Copy, PartialEq)]
struct KnownJournal {
    length: u64,
    modified: SystemTime,
    stage: Stage,
    newest: Option<Timestamp>,
}

/// Ranks meetings under way by these fields, in this order; the highest is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    is_alive: bool,
    has_begun: bool,
    newest: Option<Timestamp>,
}

/// A meeting that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveMeeting {
    /// Its files.
    pub files: MeetingFiles,
    /// True when somebody is at it now; else it was left some day without being closed.
    pub is_alive: bool,
}

/// Looks for the meeting under way, and looks again only into what has changed.
#[derive(Debug, Default)]
pub struct ActiveMeetingFinder {
    seen: HashMap<String, KnownJournal>,
}

impl ActiveMeetingFinder {
    /// The meeting under way with the newest entry. One at which somebody is comes before one that
    /// was left; one whose first item has not been opened counts while somebody is at it. What
    /// cannot be read is passed over.
    pub fn find(&mut self, book: &Book, now: Timestamp) -> Option<ActiveMeeting> {
        let mut best: Option<(Rank, MeetingFiles)> = None;
        for (files, length, modified) in newest_journals(book) {
            let Some(seen) = self.look_into(&files, length, modified) else {
                continue;
            };
            let has_begun = match seen.stage {
                Stage::Prepared => false,
                Stage::UnderWay | Stage::Recess { .. } => true,
                Stage::Closed | Stage::Approved => continue,
            };
            let is_recent = seen
                .newest
                .is_some_and(|newest| (now - newest).abs() < LEFT);
            let is_alive =
                is_recent || matches!(book.storage().desk_owner(&files.desk_lock), Ok(Some(_)));
            let rank = Rank {
                is_alive,
                has_begun,
                newest: seen.newest,
            };
            if (has_begun || is_alive) && best.as_ref().is_none_or(|(best, _)| rank > *best) {
                best = Some((rank, files));
            }
        }
        best.map(|(rank, files)| ActiveMeeting {
            files,
            is_alive: rank.is_alive,
        })
    }

    fn look_into(
        &mut self,
        files: &MeetingFiles,
        length: u64,
        modified: SystemTime,
    ) -> Option<KnownJournal> {
        let known = self.seen.get(&files.stem);
        if let Some(known) =
            known.filter(|known| known.length == length && known.modified == modified)
        {
            return Some(*known);
        }
        let minutes = load_snapshot(files).ok()?.minutes;
        let seen = KnownJournal {
            length,
            modified,
            stage: minutes.stage,
            newest: minutes.newest,
        };
        self.seen.insert(files.stem.clone(), seen);
        Some(seen)
    }
}

/// The journals of the book that were changed last.
fn newest_journals(book: &Book) -> impl Iterator<Item = (MeetingFiles, u64, SystemTime)> {
    let stems = book.meeting_stems().unwrap_or_default();
    let mut found: Vec<_> = stems
        .into_iter()
        .filter_map(|stem| {
            let files = book.files(&stem);
            let journal = book.storage().state(&files.journal).ok()?;
            Some((files, journal.length, journal.modified?))
        })
        .collect();
    // Names begin with the day, so they decide where a copy has made all files equally new.
    found.sort_by(|(one, _, older), (other, _, newer)| {
        newer.cmp(older).then_with(|| other.stem.cmp(&one.stem))
    });
    found.into_iter().take(LOOKED_INTO)
}
