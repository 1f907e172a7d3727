//! Records for the chair, at once or not at all, on a thread of its own.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::spawn;

use crate::book::chair_writer::{ChairOutcome, ChairWriter};
use crate::book::meeting_watcher::ShownMeeting;
use crate::meeting::command::Command;
use crate::meeting::time::Timestamp;
use crate::tui::effect::{AppEvent, ChairAnswer};
use crate::tui::run::Reporter;

/// The chair's hand, at work.
pub(super) struct ChairThread {
    requests: Sender<(Command, Timestamp)>,
}

impl ChairThread {
    pub(super) fn start(shown: Arc<ShownMeeting>, reporter: Reporter) -> Self {
        let (requests, inbox) = channel();
        spawn(move || record(&inbox, &shown, &reporter));
        Self { requests }
    }

    pub(super) fn record(&self, command: Command, at: Timestamp) {
        // The thread ends before us only by a panic, which ends the program.
        let _ = self.requests.send((command, at));
    }
}

fn record(inbox: &Receiver<(Command, Timestamp)>, shown: &ShownMeeting, reporter: &Reporter) {
    let mut chair: Option<ChairWriter> = None;
    while let Ok((command, at)) = inbox.recv() {
        let Some(files) = shown.files() else { continue };
        let outcome = ChairWriter::open(chair.take(), files).and_then(|mut sitting| {
            let outcome = sitting.record(&command, at);
            // After any failure the journal is opened anew.
            chair = outcome.is_ok().then_some(sitting);
            outcome
        });
        let outcome = match outcome {
            Ok(ChairOutcome::Done) => ChairAnswer::Recorded,
            Ok(ChairOutcome::Refused(refusal)) => ChairAnswer::Refused(refusal),
            Err(_) => ChairAnswer::NotRecorded,
        };
        if !reporter.tell(AppEvent::Chair(outcome)) {
            return;
        }
    }
}
