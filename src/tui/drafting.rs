//! Keeps what is being written, on a thread of its own: a disk that is busy with a sync holds up
//! neither keys nor drafts.

use std::sync::mpsc::{Sender, channel};
use std::thread::{JoinHandle, spawn};

use crate::book::private_draft::PrivateDraft;

/// The keeper of drafts, at work.
#[derive(Debug)]
pub struct Drafting {
    drafts: Option<Sender<Option<String>>>,
    thread: Option<JoinHandle<()>>,
    kept: Option<String>,
}

impl Drafting {
    /// Sets it to work on a file that holds `kept`. Without a file, nothing is kept.
    #[must_use]
    pub fn start(file: Option<PrivateDraft>, kept: Option<String>) -> Self {
        let Some(file) = file else {
            return Self {
                drafts: None,
                thread: None,
                kept: None,
            };
        };
        let (drafts, inbox) = channel::<Option<String>>();
        let thread = spawn(move || {
            while let Ok(mut draft) = inbox.recv() {
                // Only the newest is worth keeping.
                while let Ok(newer) = inbox.try_recv() {
                    draft = newer;
                }
                // The words are still on the screen, and are tried again with the next of them.
                let _ = file.keep(draft.as_deref());
            }
        });
        Self {
            drafts: Some(drafts),
            thread: Some(thread),
            kept,
        }
    }

    /// Keeps a draft, unless it is the one that is kept.
    pub fn keep(&mut self, draft: Option<String>) {
        if let Some(drafts) = self.drafts.as_ref().filter(|_| draft != self.kept) {
            self.kept.clone_from(&draft);
            // The thread ends before us only by a panic, which ends the program.
            let _ = drafts.send(draft);
        }
    }
}

impl Drop for Drafting {
    fn drop(&mut self) {
        self.drafts = None;
        if let Some(thread) = self.thread.take() {
            // What it had to say, the panic hook has said.
            let _ = thread.join();
        }
    }
}
