//! The only loop: it draws the screen, waits on one channel for what happens, and has the runtime
//! perform what the screen asks for.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

use super::clock::Clock;
use super::effect::{AppEvent, Next};
use super::runtime::{Duties, Runtime};
use super::screen::{Screen, Tick};
use super::terminal::{Display, Terminal};
use super::theme::Theme;
use crate::meeting::time::Timestamp;

/// The number of a screen in the order of their running.
pub type ScreenNumber = u64;

/// An event with the screen whose worker reports it, so that an earlier screen's can be dropped;
/// `None` where it comes from the terminal, for whichever screen is run.
pub type FromScreen = (Option<ScreenNumber>, AppEvent);

/// Reports to the loop what happened beside a screen.
#[derive(Debug, Clone)]
pub struct Reporter {
    sender: Sender<FromScreen>,
    screen: ScreenNumber,
}

impl Reporter {
    /// A reporter for the screen of this number.
    #[must_use]
    pub fn new(sender: Sender<FromScreen>, screen: ScreenNumber) -> Self {
        Self { sender, screen }
    }

    /// The number of the screen.
    #[must_use]
    pub fn screen(&self) -> ScreenNumber {
        self.screen
    }

    /// Reports an event; false when nobody listens.
    #[must_use]
    pub fn tell(&self, event: AppEvent) -> bool {
        self.sender.send((Some(self.screen), event)).is_ok()
    }
}

/// Runs screens one after another at one terminal, which it owns.
#[derive(Debug)]
pub struct Program {
    sender: Sender<FromScreen>,
    events: Receiver<FromScreen>,
    /// `None` until the first screen is run.
    terminal: Option<Terminal>,
    /// The number of the screen that is run.
    screen: ScreenNumber,
}

impl Default for Program {
    fn default() -> Self {
        let (sender, events) = channel();
        Self {
            sender,
            events,
            terminal: None,
            screen: 0,
        }
    }
}

impl Program {
    /// Runs a screen until it is left; what comes next, and what its duties leave behind.
    ///
    /// # Errors
    /// When the terminal cannot be set up or drawn to. What was acknowledged is on the disk.
    pub fn run(
        &mut self,
        screen: &mut dyn Screen,
        duties: Duties,
        clock: Clock,
        theme: Theme,
    ) -> io::Result<Ended> {
        self.screen += 1;
        let reporter = Reporter::new(self.sender.clone(), self.screen);
        let mut terminal = self.terminal.take().map_or_else(|| self.open(), Ok)?;
        // Outlives the screen: what is still to be saved is waited for at a terminal that is whole.
        let mut runtime = None;
        let ran = terminal.at_a_screen(|display| {
            // What there is can be seen before anything else is set to work.
            display.draw(|frame| screen.draw(frame, theme, clock.now()))?;
            let runtime = runtime.insert(Runtime::start(duties, reporter, clock));
            turn(screen, display, runtime, &self.events, theme)
        });
        self.terminal = Some(terminal);
        let shown = match runtime {
            Some(mut runtime) => {
                runtime.keep_draft(screen.private_draft());
                runtime.shown()
            }
            None => None,
        };
        Ok(Ended { next: ran?, shown })
    }

    fn open(&self) -> io::Result<Terminal> {
        let sender = self.sender.clone();
        Terminal::open(move |event| {
            // A loop that has ended by itself needs no event.
            let _ = sender.send((None, event));
        })
    }
}

/// How a screen was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The screen or action that comes next.
    pub next: Next,
    /// The stem of the meeting that a wall showed last.
    pub shown: Option<String>,
}

fn turn(
    screen: &mut dyn Screen,
    display: &mut Display,
    runtime: &mut Runtime,
    events: &Receiver<FromScreen>,
    theme: Theme,
) -> io::Result<Next> {
    let clock = runtime.clock();
    if let Some(next) = perform(screen, runtime, clock.now()) {
        return Ok(next);
    }
    let mut second = clock.now().timestamp();
    loop {
        let now = clock.now();
        // A hand that never rests must not keep the second from passing.
        if now.timestamp() != second {
            second = now.timestamp();
            runtime.keep_draft(screen.private_draft());
        }
        runtime.show_draft(screen.live_draft());
        if let Some(event) = runtime.silence(now) {
            screen.event(event, now);
        }
        if let Some(text) = runtime.take_copied() {
            display.copy(&text)?;
        }
        display.draw(|frame| screen.draw(frame, theme, now))?;
        let mut next = match wait(events, screen.tick(), clock) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Next::Nothing),
        };
        // What waits already is taken in before the next frame: a burst is one frame.
        while let Some((from, event)) = next {
            if from.is_none_or(|from| from == runtime.screen())
                && let Some(next) = handle(screen, event, runtime, clock.now())
            {
                return Ok(next);
            }
            next = events.try_recv().ok();
        }
        if let Some(next) = perform(screen, runtime, clock.now()) {
            return Ok(next);
        }
    }
}

fn wait(
    events: &Receiver<FromScreen>,
    tick: Tick,
    clock: Clock,
) -> Result<FromScreen, RecvTimeoutError> {
    match tick {
        Tick::Second => events.recv_timeout(clock.to_next_second()),
        Tick::Minute => events.recv_timeout(clock.to_next_minute()),
        Tick::At(moment) => events.recv_timeout(clock.until(moment)),
        Tick::Never => Ok(events.recv()?),
    }
}

/// Gives an event to the screen and performs what it asks for; what comes next, once the screen is
/// left.
pub fn handle(
    screen: &mut dyn Screen,
    event: AppEvent,
    runtime: &mut Runtime,
    now: Timestamp,
) -> Option<Next> {
    if matches!(event, AppEvent::End) {
        screen.hurry();
        perform(screen, runtime, now);
        return Some(Next::Nothing);
    }
    runtime.follow(&event);
    screen.event(event, now);
    perform(screen, runtime, now)
}

/// Performs what the screen asks for by now.
pub fn perform(screen: &mut dyn Screen, runtime: &mut Runtime, now: Timestamp) -> Option<Next> {
    let mut effects = screen.effects(now).into_iter();
    effects.find_map(|effect| runtime.perform(effect))
}
