//! Finds the meeting that a wall shows, and follows it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::TimeDelta;

use super::Book;
use super::active_meeting::ActiveMeetingFinder;
use super::files::MeetingFiles;
use super::follower::Follower;
use super::watch::{Watch, Woken};
use crate::meeting::integrity::Integrity;
use crate::meeting::minutes::Stage;
use crate::meeting::public::Public;
use crate::meeting::time::Timestamp;

/// The meeting to watch.
#[derive(Debug, Clone)]
pub enum WatchTarget {
    /// This one, whether it has begun or not.
    Named(MeetingFiles),
    /// The one under way in this book, whichever it is.
    UnderWay(Book),
}

impl WatchTarget {
    fn folder(&self) -> PathBuf {
        match self {
            Self::Named(files) => files
                .journal
                .parent()
                .map(PathBuf::from)
                .unwrap_or_default(),
            Self::UnderWay(book) => book.meetings(),
        }
    }

    /// The files of the folder that are looked at; all where there are none.
    fn names(&self) -> Vec<PathBuf> {
        match self {
            Self::Named(files) => vec![files.journal.clone(), files.draft.clone()],
            Self::UnderWay(_) => Vec::new(),
        }
    }
}

/// The files of the meeting that is shown, for others to know.
#[derive(Debug, Default)]
pub struct ShownMeeting(Mutex<Option<MeetingFiles>>);

impl ShownMeeting {
    /// The files.
    #[must_use]
    pub fn files(&self) -> Option<MeetingFiles> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The meeting's stem.
    #[must_use]
    pub fn stem(&self) -> Option<String> {
        self.files().map(|files| files.stem)
    }

    fn set(&self, files: MeetingFiles) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(files);
    }
}

/// Finds a meeting and follows it.
#[derive(Debug)]
pub struct MeetingWatcher {
    wanted: WatchTarget,
    search: ActiveMeetingFinder,
    follower: Option<Follower>,
    /// True when somebody is at the meeting that is followed; else it was left some day.
    is_alive: bool,
    folder: PathBuf,
    watch: Watch,
    woken: Woken,
    shown: Arc<ShownMeeting>,
}

impl MeetingWatcher {
    /// Sets out.
    #[must_use]
    pub fn start(wanted: WatchTarget) -> Self {
        let folder = wanted.folder();
        let watch = Watch::of_folder(&folder, &wanted.names());
        let mut scout = Self {
            search: ActiveMeetingFinder::default(),
            follower: None,
            is_alive: true,
            folder,
            watch,
            // The first look finds everything, and says nothing of who tells what.
            woken: Woken::Told,
            shown: Arc::default(),
            wanted,
        };
        if let WatchTarget::Named(files) = scout.wanted.clone() {
            scout.follow(files);
        }
        scout
    }

    /// The meeting that is shown, shared with others.
    #[must_use]
    pub fn shown(&self) -> Arc<ShownMeeting> {
        Arc::clone(&self.shown)
    }

    fn follow(&mut self, files: MeetingFiles) {
        self.shown.set(files.clone());
        self.follower = Some(Follower::of(files));
    }

    /// Looks at the files. Whether there is something new to see.
    pub fn look(&mut self, now: Timestamp) -> bool {
        let found_another = self.find(now);
        let is_new = self
            .follower
            .as_mut()
            .is_some_and(|follower| follower.look(now));
        found_another || is_new
    }

    /// Looks for the meeting under way, while none is followed that is.
    fn find(&mut self, now: Timestamp) -> bool {
        let WatchTarget::UnderWay(book) = &self.wanted else {
            return false;
        };
        let is_over = self.follower.as_ref().is_some_and(|follower| {
            matches!(follower.meeting().stage, Stage::Closed | Stage::Approved)
        });
        if self.follower.is_some() && self.is_alive && !is_over {
            return false;
        }
        let Some(found) = self.search.find(book, now) else {
            return false;
        };
        let is_followed = self
            .follower
            .as_ref()
            .is_some_and(|follower| *follower.files() == found.files);
        if is_followed {
            self.is_alive = found.is_alive;
            return false;
        }
        if self.follower.is_some() && !found.is_alive {
            return false;
        }
        self.is_alive = found.is_alive;
        self.follow(found.files);
        true
    }

    /// Waits until there may be something new. `was_new`: what came of the last look.
    pub fn wait(&mut self, was_new: bool) {
        self.watch.learn(self.woken, was_new);
        if !self.watch.is_told() && self.watch.may_be_told(&self.folder) {
            self.watch = Watch::of_folder(&self.folder, &self.wanted.names());
        }
        self.woken = self.watch.wait();
    }

    /// The public view; None before there is a meeting.
    #[must_use]
    pub fn public(&self) -> Option<Public> {
        self.follower.as_ref().and_then(Follower::public)
    }

    /// The moment the journal was last as it should be; None while it is.
    #[must_use]
    pub fn not_live_since(&self) -> Option<Timestamp> {
        self.follower.as_ref().and_then(Follower::not_live_since)
    }

    /// How whole the journal of the meeting is.
    #[must_use]
    pub fn integrity(&self) -> Integrity {
        let follower = self.follower.as_ref();
        follower.map(Follower::integrity).unwrap_or_default()
    }

    /// The time by which the desk's clock is ahead of ours.
    #[must_use]
    pub fn desk_ahead(&self) -> TimeDelta {
        self.follower
            .as_ref()
            .map_or(TimeDelta::zero(), Follower::desk_ahead)
    }
}
