//! The recorder on a thread of its own, so that a disk that takes half a minute never holds up a
//! key.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use crate::book::edit_lock::EditLock;
use crate::book::private_draft::PrivateDraft;
use crate::book::recorder::{Recorder, RecorderEvent, Request, fresh_id};
use crate::book::storage::Claim;
use crate::book::watch::Watch;
use crate::meeting::command::Command;
use crate::meeting::event::Event;
use crate::meeting::minutes::Stage;
use crate::meeting::time::Timestamp;
use crate::tui::effect::{AppEvent, DeskLockEvent};
use crate::tui::run::Reporter;

/// How often what is due is tried.
const SECOND: Duration = Duration::from_secs(1);

/// An order to the worker.
#[derive(Debug)]
enum Order {
    Record(Box<Request>),
    /// The journal may have grown: see what others wrote.
    CatchUp,
    /// Claim the desk, if it is free.
    ClaimDesk(Timestamp),
    /// Try what could not be saved, write the record, see whether the desk is free.
    LookRound,
    Finish,
}

/// The recorder, at work. When this is dropped, by leaving or by a panic, what was asked for is
/// saved first.
#[derive(Debug)]
pub struct RecorderThread(RecorderWork);

#[derive(Debug)]
enum RecorderWork {
    OnThread {
        orders: Sender<Order>,
        thread: Option<JoinHandle<()>>,
    },
    AtOnce(Box<RecorderWorker>),
}

impl Drop for RecorderThread {
    fn drop(&mut self) {
        self.order(Order::Finish);
        if let RecorderWork::OnThread { thread, .. } = &mut self.0
            && let Some(thread) = thread.take()
        {
            // Its panic has been reported by the panic hook; everything acknowledged is on the
            // disk.
            let _ = thread.join();
        }
    }
}

impl RecorderThread {
    /// Sets the recorder to work on a thread.
    #[must_use]
    pub fn start(worker: RecorderWorker) -> Self {
        let (orders, inbox) = channel();
        let journal = worker.recorder.files().journal.clone();
        let grown = orders.clone();
        spawn(move || watch(&journal, &grown));
        let thread = Some(spawn(move || worker.until_told(&inbox)));
        Self(RecorderWork::OnThread { orders, thread })
    }

    /// Has the recorder do everything before the call returns.
    #[must_use]
    pub fn at_once(worker: RecorderWorker) -> Self {
        Self(RecorderWork::AtOnce(Box::new(worker)))
    }

    /// Records what is asked for.
    pub fn record(&mut self, ask: Box<Request>) {
        self.order(Order::Record(ask));
    }

    /// Claims the desk, if it is free.
    pub fn claim_desk(&mut self, now: Timestamp) {
        self.order(Order::ClaimDesk(now));
    }

    /// The recorder, where it works at once; `None` on a thread of its own.
    pub fn recorder(&mut self) -> Option<&mut Recorder> {
        match &mut self.0 {
            RecorderWork::OnThread { .. } => None,
            RecorderWork::AtOnce(worker) => Some(&mut worker.recorder),
        }
    }

    fn order(&mut self, order: Order) {
        match &mut self.0 {
            RecorderWork::OnThread { orders, .. } => {
                // The thread ends before us only by a panic, which ends the program.
                let _ = orders.send(order);
            }
            RecorderWork::AtOnce(worker) => {
                worker.obey(order);
            }
        }
    }
}

/// Wakes the recorder when the journal may have grown.
fn watch(journal: &Path, orders: &Sender<Order>) {
    let mut watch = Watch::of_our_own(journal);
    loop {
        // With a notice or without: a system that sends none is asked all the same.
        watch.wait();
        if orders.send(Order::CatchUp).is_err() {
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
    reporter: Reporter,
}

impl RecorderWorker {
    /// A worker that reports the results of its orders.
    #[must_use]
    pub fn new(
        recorder: Recorder,
        edit_lock: EditLock,
        drafts: Option<PrivateDraft>,
        reporter: Reporter,
    ) -> Self {
        Self {
            recorder,
            edit_lock,
            drafts,
            record_is_due: false,
            due_since: None,
            reporter,
        }
    }

    fn until_told(mut self, inbox: &Receiver<Order>) {
        let news = self.recorder.flush();
        self.pass_on(news);
        while let Some(order) = self.next(inbox) {
            if !self.obey(order) {
                return;
            }
        }
        self.finish();
    }

    /// Does what is ordered; whether more is to come.
    fn obey(&mut self, order: Order) -> bool {
        match order {
            Order::Record(ask) => {
                let news = self.recorder.record(*ask);
                self.pass_on(news);
            }
            Order::CatchUp => self.catch_up(),
            Order::LookRound => self.look_round(),
            Order::ClaimDesk(now) => self.claim_desk(now),
            Order::Finish => {
                self.finish();
                return false;
            }
        }
        true
    }

    fn finish(&mut self) {
        let news = self.recorder.flush();
        self.pass_on(news);
        // The journal has it all; the record is written again when it is next due.
        let _ = self.recorder.write_record();
    }

    /// The next order; each second, what is due and nobody orders. None at the end.
    #[expect(
        clippy::disallowed_methods,
        reason = "a second is counted here and nowhere stored"
    )]
    fn next(&mut self, inbox: &Receiver<Order>) -> Option<Order> {
        let is_anything_due =
            self.record_is_due || self.recorder.has_unsaved() || !self.edit_lock.is_ours();
        if !is_anything_due {
            self.due_since = None;
            return inbox.recv().ok();
        }
        let due_since = *self.due_since.get_or_insert_with(Instant::now);
        let patience = SECOND.saturating_sub(due_since.elapsed());
        // A hand that never rests must not keep the second from passing.
        let order = if patience.is_zero() {
            Err(RecvTimeoutError::Timeout)
        } else {
            inbox.recv_timeout(patience)
        };
        if matches!(order, Err(RecvTimeoutError::Timeout)) {
            self.due_since = None;
            return Some(Order::LookRound);
        }
        order.ok()
    }

    fn tell(&self, event: AppEvent) {
        // A loop that has ended receives no more.
        let _ = self.reporter.tell(event);
    }

    fn pass_on(&mut self, news: Vec<RecorderEvent>) {
        for one in news {
            self.record_is_due |= ends_something(&one);
            self.tell(AppEvent::Journal(one));
        }
    }

    /// While something waits to be saved, what others wrote is seen when it is tried again.
    fn catch_up(&mut self) {
        if !self.recorder.has_unsaved() {
            let news = self.recorder.catch_up();
            self.pass_on(news);
        }
    }

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
            let ask = Request {
                id: fresh_id(now),
                command: Command::Resume,
                at: now,
                seen: None,
            };
            // A short silence is refused, and nobody asked for it to be reported.
            let resumed = self.recorder.record(ask);
            news.extend(
                resumed
                    .into_iter()
                    .filter(|news| !matches!(news, RecorderEvent::Refused { .. })),
            );
        }
        self.pass_on(news);
        let draft = self.drafts.as_ref().and_then(PrivateDraft::load);
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
