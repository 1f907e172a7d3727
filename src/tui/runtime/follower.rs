//! Follows a meeting for a wall, on a thread of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::spawn;

use chrono::TimeDelta;

use crate::book::meeting_watcher::{MeetingWatcher, ShownMeeting, WatchTarget};
use crate::meeting::time::Timestamp;
use crate::tui::clock::Clock;
use crate::tui::effect::AppEvent;
use crate::tui::run::Reporter;
use crate::tui::wall::WallState;

/// A follower that has not come back for so long hangs: the share it reads does not answer.
const HANGS: TimeDelta = TimeDelta::seconds(8);

/// The follower, at work for as long as somebody listens.
pub(super) struct FollowerThread {
    shown: Arc<ShownMeeting>,
    /// The moment when it last looked, in milliseconds.
    looked: Arc<AtomicI64>,
}

impl FollowerThread {
    pub(super) fn start(wanted: WatchTarget, clock: Clock, reporter: Reporter) -> Self {
        let looked = Arc::new(AtomicI64::new(clock.now().timestamp_millis()));
        let scout = MeetingWatcher::start(wanted);
        let shown = scout.shown();
        let heartbeat = Arc::clone(&looked);
        spawn(move || follow(scout, clock, &reporter, &heartbeat));
        Self { shown, looked }
    }

    /// The meeting that is followed.
    pub(super) fn shown(&self) -> Arc<ShownMeeting> {
        Arc::clone(&self.shown)
    }

    /// The moment of its last look; `None` unless that is too long ago.
    pub(super) fn silent_since(&self, now: Timestamp) -> Option<Timestamp> {
        let looked = self.looked.load(Ordering::Relaxed);
        let silent = TimeDelta::milliseconds(now.timestamp_millis() - looked);
        (silent > HANGS).then(|| now - silent)
    }
}

fn follow(mut scout: MeetingWatcher, clock: Clock, reporter: &Reporter, looked: &AtomicI64) {
    loop {
        let is_new = scout.look(clock.now());
        looked.store(clock.now().timestamp_millis(), Ordering::Relaxed);
        if is_new {
            let state = WallState {
                public: scout.public(),
                not_live_since: scout.not_live_since(),
                integrity: scout.integrity(),
                desk_ahead: scout.desk_ahead(),
            };
            if !reporter.tell(AppEvent::Seen(Box::new(state))) {
                return;
            }
        }
        scout.wait(is_new);
    }
}
