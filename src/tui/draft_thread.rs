//! Keeps what is being written, on a thread of its own: a disk that is busy with a sync holds up
//! neither keys nor drafts.

use std::sync::mpsc::{Sender, channel};
use std::thread::{JoinHandle, spawn};

use crate::book::private_draft::PrivateDraft;

/// The keeper of drafts, at work.
#[derive(Debug)]
pub struct DraftThread {
    work: DraftWork,
    kept: Option<String>,
}

#[derive(Debug)]
enum DraftWork {
    /// There is no file: nothing is kept.
    Nowhere,
    OnThread {
        /// `None` once no more drafts come.
        drafts: Option<Sender<Option<String>>>,
        thread: Option<JoinHandle<()>>,
    },
    AtOnce(PrivateDraft),
}

impl DraftThread {
    /// Sets it to work on a file that holds `kept`. Without a file, nothing is kept.
    #[must_use]
    pub fn start(file: Option<PrivateDraft>, kept: Option<String>) -> Self {
        let Some(file) = file else {
            let work = DraftWork::Nowhere;
            return Self { work, kept: None };
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
        let work = DraftWork::OnThread {
            drafts: Some(drafts),
            thread: Some(thread),
        };
        Self { work, kept }
    }

    /// The same without a thread: a draft is kept before the call returns.
    #[must_use]
    pub fn at_once(file: Option<PrivateDraft>, kept: Option<String>) -> Self {
        let work = file.map_or(DraftWork::Nowhere, DraftWork::AtOnce);
        Self { work, kept }
    }

    /// Keeps a draft, unless it is the one that is kept.
    pub fn keep(&mut self, draft: Option<String>) {
        if draft == self.kept {
            return;
        }
        self.kept.clone_from(&draft);
        match &self.work {
            DraftWork::Nowhere | DraftWork::OnThread { drafts: None, .. } => {}
            DraftWork::OnThread {
                drafts: Some(drafts),
                ..
            } => {
                // The thread ends before us only by a panic, which ends the program.
                let _ = drafts.send(draft);
            }
            DraftWork::AtOnce(file) => {
                let _ = file.keep(draft.as_deref());
            }
        }
    }
}

impl Drop for DraftThread {
    fn drop(&mut self) {
        if let DraftWork::OnThread { drafts, thread } = &mut self.work {
            *drafts = None;
            if let Some(thread) = thread.take() {
                // Its panic has been reported by the panic hook.
                let _ = thread.join();
            }
        }
    }
}
