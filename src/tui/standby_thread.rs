//! Keeps on this computer what the recorder has not answered for, on a thread of its own: while a
//! disk or a share does not answer, nothing lives in memory alone for longer than the patience.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::spawn;
use std::time::{Duration, Instant};

use crate::book::journal::ChainHead;
use crate::book::recorder::{Cause, RecorderEvent, StoreError};
use crate::book::rescue::Rescue;
use crate::meeting::event::{Entry, EntryId};
use crate::tui::effect::AppEvent;
use crate::tui::run::Reporter;

/// How long an entry may wait for its answer before it is kept here.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// The end of the chain as the recorder last reported it.
pub type SharedHead = Arc<Mutex<ChainHead>>;

/// The keeper, at work.
#[derive(Debug)]
pub struct StandbyThread {
    messages: Sender<Message>,
    /// False while something that waits is in memory alone.
    has_all: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Message {
    /// The recorder has been asked to record this.
    Asked(Arc<Entry>),
    /// The recorder has answered.
    Answered(EntryId),
}

#[derive(Debug)]
struct Waiting {
    entry: Arc<Entry>,
    since: Instant,
    is_kept: bool,
}

/// The state of the keeper.
struct Standby {
    rescue: Rescue,
    head: SharedHead,
    reporter: Reporter,
    waiting: Vec<Waiting>,
    has_all: Arc<AtomicBool>,
}

impl StandbyThread {
    /// Sets it to work. What it keeps goes on from the line that `head` names.
    #[must_use]
    pub fn start(rescue: Rescue, head: SharedHead, reporter: Reporter) -> Self {
        let (messages, inbox) = channel();
        let has_all = Arc::new(AtomicBool::new(true));
        let standby = Standby {
            rescue,
            head,
            reporter,
            waiting: Vec::new(),
            has_all: Arc::clone(&has_all),
        };
        spawn(move || standby.run(&inbox));
        Self { messages, has_all }
    }

    /// Notes that the recorder has been asked to record an entry.
    pub fn asked(&self, entry: Arc<Entry>) {
        self.has_all.store(false, Ordering::Release);
        self.send(Message::Asked(entry));
    }

    /// Notes what the recorder has answered. What it could keep nowhere is kept here still.
    pub fn answered(&self, answer: &RecorderEvent) {
        let id = match answer {
            RecorderEvent::Saved { entry, .. } => &entry.id,
            RecorderEvent::Refused { id, .. } => id,
            RecorderEvent::NotSaved {
                id,
                trouble,
                is_kept: true,
            } if trouble.cause != Cause::NoAnswer => id,
            RecorderEvent::NotSaved { .. } | RecorderEvent::Foreign { .. } => return,
        };
        self.send(Message::Answered(id.clone()));
    }

    /// True when nothing that was asked for is in memory alone.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.has_all.load(Ordering::Acquire)
    }

    fn send(&self, message: Message) {
        // The thread ends before us only by a panic, which ends the program.
        let _ = self.messages.send(message);
    }
}

impl Standby {
    #[expect(
        clippy::disallowed_methods,
        reason = "two seconds are counted here and nowhere stored"
    )]
    fn run(mut self, inbox: &Receiver<Message>) {
        loop {
            let oldest = self.waiting.iter().find(|waiting| !waiting.is_kept);
            let received = match oldest {
                Some(oldest) => inbox.recv_timeout(PATIENCE.saturating_sub(oldest.since.elapsed())),
                None => inbox.recv().map_err(RecvTimeoutError::from),
            };
            match received {
                Ok(Message::Asked(entry)) => self.waiting.push(Waiting {
                    entry,
                    since: Instant::now(),
                    is_kept: false,
                }),
                Ok(Message::Answered(id)) => self.forget(&id),
                Err(RecvTimeoutError::Timeout) => self.keep(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let has_all = self.waiting.iter().all(|waiting| waiting.is_kept);
            self.has_all.store(has_all, Ordering::Release);
        }
    }

    fn forget(&mut self, id: &EntryId) {
        self.waiting.retain(|waiting| waiting.entry.id != *id);
        if self.waiting.is_empty() {
            // Left behind, it does no harm: what it holds is known by name.
            let _ = self.rescue.clear();
        }
    }

    /// Keeps all that waits, in its order, and reports it; what cannot be kept is tried again after
    /// the same patience.
    #[expect(
        clippy::disallowed_methods,
        reason = "two seconds are counted here and nowhere stored"
    )]
    fn keep(&mut self) {
        let head = self
            .head
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for waiting in self.waiting.iter_mut().filter(|waiting| !waiting.is_kept) {
            let kept: io::Result<()> = self.rescue.keep(&waiting.entry, &head);
            waiting.is_kept = kept.is_ok();
            waiting.since = Instant::now();
            let report = RecorderEvent::NotSaved {
                id: waiting.entry.id.clone(),
                trouble: StoreError::new(Cause::NoAnswer, self.rescue.folder()),
                is_kept: waiting.is_kept,
            };
            // A loop that has ended shows nothing more.
            let _ = self.reporter.tell(AppEvent::Journal(report));
        }
    }
}
