//! The recorder on a thread of its own, so that a disk that takes half a minute never holds up a
//! key.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::{Duration, Instant};

use crate::book::edit_lock::EditLock;
use crate::book::recorder::{Recorder, RecorderEvent, Request, fresh_id};
use crate::book::storage::Claim;
use crate::book::watch::Watch;
use crate::meeting::command::Command;
use crate::meeting::event::Event;
use crate::meeting::minutes::Stage;
use crate::meeting::time::Timestamp;

/// How often what is due is tried.
const SECOND: Duration = Duration::from_secs(1);

/// What the thread is asked for.
enum Order {
    Record(Box<Request>),
    /// The journal may have grown: see what others wrote.
    CatchUp,
    /// Sit down at the desk, if it is free.
    TakeSeat(Timestamp),
    /// Try what could not be saved, write the record, see whether the desk is free.
    LookRound,
    Finish,
}

/// What comes of it.
#[derive(Debug)]
pub enum Report {
    /// Of entries.
    RecorderEvent(RecorderEvent),
    /// The desk of the meeting is free.
    SeatFree,
    /// Somebody else has the desk.
    SeatHeld(String),
    /// The desk is ours now.
    SeatTaken,
}

/// The recorder, at work. When this is dropped, by leaving or by a panic, what was asked for is
/// saved first.
#[derive(Debug)]
pub struct Saving {
    orders: Sender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Saving {
    fn drop(&mut self) {
        self.send(Order::Finish);
        if let Some(thread) = self.thread.take() {
            // Its panic has been told by the panic hook; everything acknowledged is on the disk.
            let _ = thread.join();
        }
    }
}

impl Saving {
    /// Sets the recorder to work. What comes of it is told by `tell`.
    pub fn start(
        recorder: Recorder,
        seat: EditLock,
        tell: impl Fn(Report) + Send + 'static,
    ) -> Self {
        let (orders, inbox) = channel();
        let journal = recorder.files().journal.clone();
        let grown = orders.clone();
        spawn(move || watch(&journal, &grown));
        let thread = spawn(move || {
            Work {
                recorder,
                seat,
                record_is_due: false,
                due_since: None,
                tell,
            }
            .until_told(&inbox);
        });
        Self {
            orders,
            thread: Some(thread),
        }
    }

    /// Records what is asked for.
    pub fn record(&self, ask: Box<Request>) {
        self.send(Order::Record(ask));
    }

    /// Sits down at the desk, if it is free.
    pub fn take_seat(&self, now: Timestamp) {
        self.send(Order::TakeSeat(now));
    }

    fn send(&self, order: Order) {
        // The thread ends before us only by a panic, which ends the program.
        let _ = self.orders.send(order);
    }
}

/// Wakes the recorder when the journal may have grown.
fn watch(journal: &Path, orders: &Sender<Order>) {
    let mut watch = Watch::of_our_own(journal);
    loop {
        // Told or not: a system that keeps silent is asked all the same.
        watch.wait();
        if orders.send(Order::CatchUp).is_err() {
            return;
        }
    }
}

struct Work<Tell> {
    recorder: Recorder,
    seat: EditLock,
    record_is_due: bool,
    /// Since when something is due.
    due_since: Option<Instant>,
    tell: Tell,
}

impl<Tell: Fn(Report)> Work<Tell> {
    fn until_told(mut self, inbox: &Receiver<Order>) {
        let news = self.recorder.flush();
        self.pass_on(news);
        while let Some(order) = self.next(inbox) {
            match order {
                Order::Record(ask) => {
                    let news = self.recorder.record(*ask);
                    self.pass_on(news);
                }
                Order::CatchUp => self.catch_up(),
                Order::LookRound => self.look_round(),
                Order::TakeSeat(now) => self.take_seat(now),
                Order::Finish => break,
            }
        }
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
            self.record_is_due || self.recorder.has_unsaved() || !self.seat.is_ours();
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

    fn pass_on(&mut self, news: Vec<RecorderEvent>) {
        for one in news {
            self.record_is_due |= ends_something(&one);
            (self.tell)(Report::RecorderEvent(one));
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
        if self.seat.is_free() {
            (self.tell)(Report::SeatFree);
        }
    }

    /// The text changes hands: what its last owner could not save is looked for, and a silence is
    /// not counted as spent.
    fn take_seat(&mut self, now: Timestamp) {
        match self.seat.claim() {
            Ok(Claim::Ours(())) => {}
            Ok(Claim::Held(owner)) => return (self.tell)(Report::SeatHeld(owner)),
            Err(error) => return (self.tell)(Report::SeatHeld(error.to_string())),
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
            // A short silence is refused, and nobody asked for it to be told.
            let resumed = self.recorder.record(ask);
            news.extend(
                resumed
                    .into_iter()
                    .filter(|news| !matches!(news, RecorderEvent::Refused { .. })),
            );
        }
        self.pass_on(news);
        (self.tell)(Report::SeatTaken);
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
