//! The recorder on a thread of its own, so that a disk that takes half a minute never holds up a
//! key.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{JoinHandle, spawn};

use crate::book::recorder::{Ask, News, Recorder};
use crate::meeting::event::Event;

/// What the thread is asked for.
enum Order {
    Record(Box<Ask>),
    /// A second has passed: see what others wrote, and try what could not be saved.
    LookRound,
    Finish,
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
    pub fn start(recorder: Recorder, tell: impl Fn(News) + Send + 'static) -> Self {
        let (orders, inbox) = channel();
        let thread = spawn(move || work(recorder, &inbox, tell));
        Self { orders, thread: Some(thread) }
    }

    /// Records what is asked for.
    pub fn record(&self, ask: Box<Ask>) {
        self.send(Order::Record(ask));
    }

    /// Sees what others wrote, and tries what could not be saved.
    pub fn look_round(&self) {
        self.send(Order::LookRound);
    }

    fn send(&self, order: Order) {
        // The thread ends before us only by a panic, which ends the program.
        let _ = self.orders.send(order);
    }
}

fn work(mut recorder: Recorder, inbox: &Receiver<Order>, tell: impl Fn(News)) {
    let mut record_is_due = false;
    recorder.flush().into_iter().for_each(&tell);
    while let Ok(order) = inbox.recv() {
        let news = match order {
            Order::Record(ask) => recorder.record(*ask),
            Order::LookRound if recorder.has_unsaved() => recorder.flush(),
            Order::LookRound => {
                if std::mem::take(&mut record_is_due) {
                    // The journal has it all; the record is written again when it is next due.
                    let _ = recorder.write_record();
                }
                recorder.catch_up()
            }
            Order::Finish => break,
        };
        for one in news {
            record_is_due |= ends_something(&one);
            tell(one);
        }
    }
    recorder.flush().into_iter().for_each(&tell);
    let _ = recorder.write_record();
}

/// The record is written when an item, a recess or the meeting ends.
fn ends_something(news: &News) -> bool {
    let News::Saved { entry, .. } = news else { return false };
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
