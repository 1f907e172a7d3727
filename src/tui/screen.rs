//! A screen: it takes inputs and events, gives effects, and draws itself. It touches neither disk
//! nor terminal nor clock.

use ratatui::Frame;

use super::effect::{AppEvent, Effect};
use super::theme::Theme;
use crate::meeting::public::Wording;
use crate::meeting::time::Timestamp;

/// How often a screen changes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// It never does.
    Never,
    /// Once a second.
    Second,
    /// Once a minute.
    Minute,
    /// At this moment.
    At(Timestamp),
}

/// A screen of the program.
pub trait Screen {
    /// Takes an event from outside: what a person does, or a worker's report.
    fn event(&mut self, event: AppEvent, now: Timestamp);

    /// Gives what is to be done outside by now, since this was last asked.
    fn effects(&mut self, now: Timestamp) -> Vec<Effect>;

    /// Waits for nothing any more: everything that is to be done outside is due.
    fn hurry(&mut self) {}

    /// Says how often it changes by itself.
    fn tick(&self) -> Tick;

    /// Draws it.
    fn draw(&mut self, frame: &mut Frame<'_>, theme: Theme, now: Timestamp);

    /// The decision that is being worded, for the wall to show; `None` where nothing is.
    fn live_draft(&self) -> Option<Wording> {
        None
    }

    /// The unfinished text to keep on this computer; `None` where nothing is being written.
    fn private_draft(&self) -> Option<String> {
        None
    }
}
