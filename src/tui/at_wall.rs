//! The wall at the terminal. One thread follows the meeting, one writes what the chair asks for,
//! and the loop waits for them, for a key, and for the next second, if anything counts seconds.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::spawn;

use chrono::TimeDelta;

use super::clock::Clock;
use super::colours::Look;
use super::terminal::{Outside, Screen, at_terminal};
use super::wall::{Effect, Sighting, Told, Wall};
use crate::book::chair_writer::{ChairOutcome, ChairWriter};
use crate::book::meeting_watcher::{MeetingWatcher, WatchTarget};
use crate::meeting::command::Command;
use crate::meeting::time::Timestamp;

/// A follower that has not come back for so long hangs: the share it reads does not answer.
const HANGS: TimeDelta = TimeDelta::seconds(8);

/// What the loop waits for.
enum Happening {
    Outside(Outside),
    Seen(Box<Sighting>),
    Told(Told),
}

impl From<Outside> for Happening {
    fn from(outside: Outside) -> Self {
        Self::Outside(outside)
    }
}

/// What a wall is run with.
pub struct Run {
    /// The wall.
    pub wall: Wall,
    /// Which meeting it shows.
    pub wanted: WatchTarget,
}

/// Runs a wall at the terminal until somebody leaves it. The stem of the meeting that was shown
/// last, if any.
///
/// # Errors
/// When the terminal cannot be set up or drawn to.
pub fn run_wall(run: Run, clock: Clock, look: Look) -> io::Result<Option<String>> {
    let Run { mut wall, wanted } = run;
    let (sender, happenings) = channel();
    let looked = Arc::new(AtomicI64::new(clock.now().timestamp_millis()));
    let (follower, heartbeat) = (sender.clone(), Arc::clone(&looked));
    let scout = MeetingWatcher::start(wanted);
    let shown = scout.shown();
    spawn(move || follow(scout, clock, &follower, &heartbeat));
    let (asks, inbox) = channel();
    let (hand, of_hand) = (sender.clone(), Arc::clone(&shown));
    spawn(move || write_for_the_chair(&inbox, &of_hand, &hand));
    let mut house = House {
        happenings,
        asks,
        looked,
        clock,
    };
    at_terminal(sender, |screen| turn(screen, &mut wall, &mut house, look))?;
    Ok(shown.stem())
}

/// What runs beside the wall.
struct House {
    happenings: Receiver<Happening>,
    asks: Sender<(Command, Timestamp)>,
    /// When the follower last looked, in milliseconds.
    looked: Arc<AtomicI64>,
    clock: Clock,
}

/// Follows the meeting for as long as somebody listens.
fn follow(mut scout: MeetingWatcher, clock: Clock, tell: &Sender<Happening>, looked: &AtomicI64) {
    loop {
        let is_new = scout.look(clock.now());
        looked.store(clock.now().timestamp_millis(), Ordering::Relaxed);
        if is_new {
            let sighting = Sighting {
                public: scout.public(),
                not_live_since: scout.not_live_since(),
                desk_ahead: scout.desk_ahead(),
            };
            if tell.send(Happening::Seen(Box::new(sighting))).is_err() {
                return;
            }
        }
        scout.wait(is_new);
    }
}

/// Writes what the chair asks for, at once or not at all.
fn write_for_the_chair(
    inbox: &Receiver<(Command, Timestamp)>,
    shown: &crate::book::meeting_watcher::ShownMeeting,
    tell: &Sender<Happening>,
) {
    let mut chair: Option<ChairWriter> = None;
    while let Ok((command, at)) = inbox.recv() {
        let Some(files) = shown.files() else { continue };
        let outcome = ChairWriter::open(chair.take(), files).and_then(|mut sitting| {
            let outcome = sitting.record(command, at);
            // After any failure the journal is opened anew.
            chair = outcome.is_ok().then_some(sitting);
            outcome
        });
        let told = match outcome {
            Ok(ChairOutcome::Done) => Told::Done,
            Ok(ChairOutcome::Refused(refusal)) => Told::Refused(refusal),
            Err(_) => Told::NotDone,
        };
        if tell.send(Happening::Told(told)).is_err() {
            return;
        }
    }
}

fn turn(screen: &mut Screen, wall: &mut Wall, house: &mut House, look: Look) -> io::Result<()> {
    loop {
        let now = house.clock.now();
        wall.hangs(house.hangs_since(now));
        screen.draw(|frame| wall.draw(frame, look, now))?;
        let patience = if wall.ticks() {
            house.clock.to_next_second()
        } else {
            house.clock.to_next_minute()
        };
        let mut next = match house.happenings.recv_timeout(patience) {
            Ok(happening) => Some(happening),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        // What waits already is taken in before the next frame: a burst is one frame.
        while let Some(happening) = next {
            if !take(wall, happening, house) {
                return Ok(());
            }
            next = house.happenings.try_recv().ok();
        }
    }
}

impl House {
    fn hangs_since(&self, now: Timestamp) -> Option<Timestamp> {
        let silent =
            TimeDelta::milliseconds(now.timestamp_millis() - self.looked.load(Ordering::Relaxed));
        (silent > HANGS).then(|| now - silent)
    }
}

/// Whether the loop goes on.
fn take(wall: &mut Wall, happening: Happening, house: &House) -> bool {
    let now = house.clock.now();
    match happening {
        Happening::Outside(Outside::Input(input)) => wall.take(&input, now),
        Happening::Outside(Outside::End) => return false,
        Happening::Seen(sighting) => wall.see(*sighting, now),
        Happening::Told(told) => wall.hear(&told, now),
    }
    for effect in wall.effects() {
        match effect {
            Effect::Record { command, at } => {
                // The thread ends before us only by a panic, which ends the program.
                let _ = house.asks.send((command, at));
            }
            Effect::Leave => return false,
        }
    }
    true
}
