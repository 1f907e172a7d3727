//! Lets the wall see the decision that is being worded, on a thread of its own: a share that does
//! not answer holds up neither keys nor private drafts.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::spawn;
use std::time::Duration;

use crate::book::live_draft::{LiveDraft, Published};
use crate::meeting::public::Wording;

/// How long leaving waits until the draft has gone.
const PATIENCE: Duration = Duration::from_millis(500);

/// The publisher, at work.
#[derive(Debug)]
pub struct Publishing {
    wordings: Option<Sender<Option<Wording>>>,
    has_finished: Receiver<()>,
    shown: Option<Wording>,
}

impl Publishing {
    /// Sets it to work for the meeting whose journal begins with the line of this hash. What an
    /// earlier sitting left is taken away.
    #[must_use]
    pub fn start(draft: LiveDraft, meeting: String) -> Self {
        let (wordings, inbox) = channel::<Option<Wording>>();
        let (finish, has_finished) = channel();
        spawn(move || {
            // A draft that cannot be shown is on the desk's screen all the same.
            let _ = draft.keep(None);
            while let Ok(mut wording) = inbox.recv() {
                // Only the newest is worth showing.
                while let Ok(newer) = inbox.try_recv() {
                    wording = newer;
                }
                let published = wording.map(|wording| Published {
                    meeting: meeting.clone(),
                    wording,
                });
                let _ = draft.keep(published.as_ref());
            }
            let _ = draft.keep(None);
            let _ = finish.send(());
        });
        Self {
            wordings: Some(wordings),
            has_finished,
            shown: None,
        }
    }

    /// Shows what is being worded, unless it is what is shown.
    pub fn show(&mut self, wording: Option<Wording>) {
        if let Some(wordings) = self.wordings.as_ref().filter(|_| wording != self.shown) {
            self.shown.clone_from(&wording);
            // The thread ends before us only by a panic, which ends the program.
            let _ = wordings.send(wording);
        }
    }
}

impl Drop for Publishing {
    fn drop(&mut self) {
        self.wordings = None;
        // Whoever leaves does not wait for a share that does not answer.
        let _ = self.has_finished.recv_timeout(PATIENCE);
    }
}
