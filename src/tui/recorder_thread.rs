//! The recorder on a thread of its own, so that a disk that takes half a minute never holds up a
//! key.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use crate::book::edit_lock::EditLock;
use crate::book::private_draft::PrivateDraft;
use crate::book::recorder::{Recorder, RecorderEvent, fresh_id};
use crate::book::storage::Claim;
use crate::book::watch::Watch;
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, Event};
use crate::meeting::integrity::Integrity;
use crate::meeting::minutes::Stage;
use crate::meeting::time::Timestamp;
use crate::tui::effect::{AppEvent, DeskLockEvent};
use crate::tui::run::Reporter;
use crate::tui::standby_thread::{PATIENCE, SharedHead};

/// How often what is due is tried.
const SECOND: Duration = Duration::from_secs(1);

/// A call that the worker makes when its turn comes.
type Call = Box<dyn FnOnce(&mut RecorderWorker) + Send>;

/// The recorder, at work. When this is dropped, by leaving or by a panic, what was asked for is
/// saved first.
#[derive(Debug)]
pub struct RecorderThread(RecorderWork);

#[derive(Debug)]
enum RecorderWork {
    OnThread {
        calls: Sender<Call>,
        thread: Option<JoinHandle<()>>,
        has_finished: Receiver<()>,
    },
    AtOnce(Box<RecorderWorker>),
}

impl Drop for RecorderThread {
    fn drop(&mut self) {
        self.finish(|| false);
    }
}

impl RecorderThread {
    /// Sets the recorder to work on a thread.
    #[must_use]
    pub fn start(worker: RecorderWorker) -> Self {
        let (calls, inbox) = channel();
        let journal = worker.recorder.files().journal.clone();
        let grown = calls.clone();
        spawn(move || watch(&journal, &grown));
        let (finish, has_finished) = channel();
        let thread = Some(spawn(move || {
            worker.run(&inbox);
            let _ = finish.send(());
        }));
        Self(RecorderWork::OnThread {
            calls,
            thread,
            has_finished,
        })
    }

    /// Saves what is still to be saved. Where the disk does not answer, this waits until it does, or
    /// until nothing is lost by leaving.
    pub fn finish(&mut self, may_leave: impl Fn() -> bool) {
        self.call(RecorderWorker::finish);
        let RecorderWork::OnThread {
            thread,
            has_finished,
            ..
        } = &mut self.0
        else {
            return;
        };
        let Some(thread) = thread.take() else { return };
        while let Err(RecvTimeoutError::Timeout) = has_finished.recv_timeout(PATIENCE) {
            if may_leave() {
                // It ends with the program.
                return;
            }
        }
        // Its panic has been reported by the panic hook; everything acknowledged is on the disk.
        let _ = thread.join();
    }

    /// Has the recorder do everything before the call returns.
    #[must_use]
    pub fn at_once(worker: RecorderWorker) -> Self {
        Self(RecorderWork::AtOnce(Box::new(worker)))
    }

    /// Records the entry of a command as the desk shows it.
    pub fn record(&mut self, command: Command, shown: Arc<Entry>) {
        self.call(move |worker| worker.record(command, &shown));
    }

    /// Claims the desk, if it is free.
    pub fn claim_desk(&mut self, now: Timestamp) {
        self.call(move |worker| worker.claim_desk(now));
    }

    /// The recorder, where it works at once; `None` on a thread of its own.
    pub fn recorder(&mut self) -> Option<&mut Recorder> {
        match &mut self.0 {
            RecorderWork::OnThread { .. } => None,
            RecorderWork::AtOnce(worker) => Some(&mut worker.recorder),
        }
    }

    fn call(&mut self, call: impl FnOnce(&mut RecorderWorker) + Send + 'static) {
        match &mut self.0 {
            RecorderWork::OnThread { calls, .. } => {
                // The thread ends before us only by a panic, which ends the program.
                let _ = calls.send(Box::new(call));
            }
            RecorderWork::AtOnce(worker) => call(worker),
        }
    }
}

/// Wakes the recorder when the journal may have grown.
fn watch(journal: &Path, calls: &Sender<Call>) {
    let mut watch = Watch::of_our_own(journal);
    loop {
        // With a notice or without: a system that sends none is asked all the same.
        watch.wait();
        if calls.send(Box::new(RecorderWorker::catch_up)).is_err() {
            return;
        }
    }
}

/// The recorder with the lock of the desk and what it looks after.
#[derive(Debug)]
pub struct RecorderWorker {
    recorder: Recorder,
    edit_lock: EditLock,
    /// Keeps the texts of the desk's owner; `None` where they are not kept.
    drafts: Option<PrivateDraft>,
    record_is_due: bool,
    /// Since when something is due.
    due_since: Option<Instant>,
    /// How whole the journal was when that was last reported.
    integrity: Integrity,
    /// The end of the chain, for who keeps what this does not answer for.
    head: SharedHead,
    /// True once the last has been written and nothing more is to be done.
    is_finished: bool,
    reporter: Reporter,
}

impl RecorderWorker {
    /// A worker that reports the results of its calls.
    #[must_use]
    pub fn new(
        recorder: Recorder,
        edit_lock: EditLock,
        drafts: Option<PrivateDraft>,
        reporter: Reporter,
    ) -> Self {
        let integrity = recorder.integrity();
        let head = SharedHead::new(Mutex::new(recorder.head().clone()));
        Self {
            head,
            recorder,
            edit_lock,
            drafts,
            record_is_due: false,
            due_since: None,
            integrity,
            is_finished: false,
            reporter,
        }
    }

    /// The end of the chain as it is last reported.
    #[must_use]
    pub fn head(&self) -> SharedHead {
        SharedHead::clone(&self.head)
    }

    /// Makes the calls of the inbox, one after another, until it has finished.
    fn run(mut self, inbox: &Receiver<Call>) {
        let news = self.recorder.flush();
        self.pass_on(news);
        while !self.is_finished {
            self.next(inbox)(&mut self);
        }
    }

    fn record(&mut self, command: Command, shown: &Entry) {
        let news = self.recorder.record(command, shown);
        self.pass_on(news);
    }

    fn finish(&mut self) {
        self.is_finished = true;
        let news = self.recorder.flush();
        self.pass_on(news);
        // The journal has it all; the record is written again when it is next due.
        let _ = self.recorder.write_record();
    }

    /// The next call; each second a look at what is due, and at the end, when nobody is left who
    /// could call, the finish.
    #[expect(
        clippy::disallowed_methods,
        reason = "a second is counted here and nowhere stored"
    )]
    fn next(&mut self, inbox: &Receiver<Call>) -> Call {
        let the_end = || Box::new(Self::finish) as Call;
        let is_anything_due =
            self.record_is_due || self.recorder.has_unsaved() || !self.edit_lock.is_ours();
        if !is_anything_due {
            self.due_since = None;
            return inbox.recv().unwrap_or_else(|_| the_end());
        }
        let due_since = *self.due_since.get_or_insert_with(Instant::now);
        let patience = SECOND.saturating_sub(due_since.elapsed());
        // A hand that never rests must not keep the second from passing.
        let call = if patience.is_zero() {
            Err(RecvTimeoutError::Timeout)
        } else {
            inbox.recv_timeout(patience)
        };
        match call {
            Ok(call) => call,
            Err(RecvTimeoutError::Timeout) => {
                self.due_since = None;
                Box::new(Self::look_round)
            }
            Err(RecvTimeoutError::Disconnected) => the_end(),
        }
    }

    fn tell(&self, event: AppEvent) {
        // A loop that has ended receives no more.
        let _ = self.reporter.tell(event);
    }

    fn pass_on(&mut self, news: Vec<RecorderEvent>) {
        let head = self.recorder.head();
        self.head
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(head);
        for one in news {
            self.record_is_due |= ends_something(&one);
            self.tell(AppEvent::Journal(one));
        }
        self.recorder.remove_reported_refusals();
        let integrity = self.recorder.integrity();
        // A line that somebody is just writing looks torn for a moment.
        if !integrity.missing().eq(self.integrity.missing()) {
            self.integrity = integrity.clone();
            self.tell(AppEvent::Integrity(integrity));
        }
    }

    /// While something waits to be saved, what others wrote is seen when it is tried again.
    fn catch_up(&mut self) {
        if !self.recorder.has_unsaved() {
            let news = self.recorder.catch_up();
            self.pass_on(news);
        }
    }

    /// Tries what could not be saved, writes the record, and sees whether the desk is free.
    fn look_round(&mut self) {
        if self.recorder.has_unsaved() {
            let news = self.recorder.flush();
            self.pass_on(news);
        } else {
            if std::mem::take(&mut self.record_is_due) {
                let _ = self.recorder.write_record();
            }
            self.catch_up();
        }
        if self.edit_lock.is_free() {
            self.tell(AppEvent::DeskLock(DeskLockEvent::Free));
        }
    }

    /// The text changes hands: what its last owner could not save is looked for, and a silence is
    /// not counted as spent.
    fn claim_desk(&mut self, now: Timestamp) {
        let held = match self.edit_lock.claim() {
            Ok(Claim::Ours(())) => None,
            Ok(Claim::Held(owner)) => Some(owner),
            Err(error) => Some(error.to_string()),
        };
        if let Some(owner) = held {
            return self.tell(AppEvent::DeskLock(DeskLockEvent::Held(owner)));
        }
        self.catch_up();
        // What cannot be read there stays where it is, for the next who sits down.
        let _ = self.recorder.take_leftovers();
        let mut news = self.recorder.flush();
        if self.recorder.meeting().stage == Stage::UnderWay {
            // A short silence is refused, and nobody asked for it to be reported.
            let resumed = self
                .recorder
                .record_unseen(&fresh_id(now), Command::Resume, now);
            news.extend(
                resumed
                    .into_iter()
                    .filter(|news| !matches!(news, RecorderEvent::Refused { .. })),
            );
        }
        self.pass_on(news);
        let draft = self.drafts.as_ref().map(PrivateDraft::load);
        let draft = draft.unwrap_or_default();
        self.tell(AppEvent::DeskLock(DeskLockEvent::Ours { draft }));
    }
}

/// The record is written when an item, a recess or the meeting ends.
fn ends_something(news: &RecorderEvent) -> bool {
    let RecorderEvent::Saved { entry, .. } = news else {
        return false;
    };
    entry.events.iter().any(|event| {
        matches!(
            event,
            Event::ItemOpened { .. }
                | Event::RecessBegan { .. }
                | Event::MeetingClosed
                | Event::MeetingReopened
                | Event::MeetingApproved { .. }
        )
    })
}
