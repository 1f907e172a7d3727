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
pub struct LiveDraftThread {
    work: LiveDraftWork,
    shown: Option<Wording>,
}

#[derive(Debug)]
enum LiveDraftWork {
    OnThread {
        /// `None` once no more wordings come.
        wordings: Option<Sender<Option<Wording>>>,
        has_finished: Receiver<()>,
    },
    AtOnce(MeetingDraft),
}

/// The draft of the meeting whose journal begins with the line of this hash.
#[derive(Debug)]
struct MeetingDraft {
    draft: LiveDraft,
    meeting: String,
}

impl MeetingDraft {
    /// Publishes a wording, or withdraws what was published. A draft that cannot be shown is on the
    /// desk's screen all the same.
    fn publish(&self, wording: Option<Wording>) {
        let published = wording.map(|wording| Published {
            meeting: self.meeting.clone(),
            wording,
        });
        let _ = self.draft.keep(published.as_ref());
    }
}

impl LiveDraftThread {
    /// Sets it to work for the meeting whose journal begins with the line of this hash. What an
    /// earlier sitting left is taken away.
    #[must_use]
    pub fn start(draft: LiveDraft, meeting: String) -> Self {
        let draft = MeetingDraft { draft, meeting };
        let (wordings, inbox) = channel::<Option<Wording>>();
        let (finish, has_finished) = channel();
        spawn(move || {
            draft.publish(None);
            while let Ok(mut wording) = inbox.recv() {
                // Only the newest is worth showing.
                while let Ok(newer) = inbox.try_recv() {
                    wording = newer;
                }
                draft.publish(wording);
            }
            draft.publish(None);
            let _ = finish.send(());
        });
        let work = LiveDraftWork::OnThread {
            wordings: Some(wordings),
            has_finished,
        };
        Self { work, shown: None }
    }

    /// The same without a thread: a wording is published before the call returns.
    #[must_use]
    pub fn at_once(draft: LiveDraft, meeting: String) -> Self {
        let draft = MeetingDraft { draft, meeting };
        draft.publish(None);
        let work = LiveDraftWork::AtOnce(draft);
        Self { work, shown: None }
    }

    /// Shows what is being worded, unless it is what is shown.
    pub fn show(&mut self, wording: Option<Wording>) {
        if wording == self.shown {
            return;
        }
        self.shown.clone_from(&wording);
        match &self.work {
            LiveDraftWork::OnThread { wordings, .. } => {
                // The thread ends before us only by a panic, which ends the program.
                let _ = wordings.as_ref().map(|wordings| wordings.send(wording));
            }
            LiveDraftWork::AtOnce(draft) => draft.publish(wording),
        }
    }
}

impl Drop for LiveDraftThread {
    fn drop(&mut self) {
        if let LiveDraftWork::OnThread {
            wordings,
            has_finished,
        } = &mut self.work
        {
            *wordings = None;
            // Whoever leaves does not wait for a share that does not answer.
            let _ = has_finished.recv_timeout(PATIENCE);
        }
    }
}
