//! The only loop: it draws the screen, waits on one channel for what happens, and has the runtime
//! perform what the screen asks for.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

use super::clock::Clock;
use super::effect::{AppEvent, Next};
use super::runtime::{Duties, Runtime};
use super::screen::{Screen, Tick};
use super::terminal::{Display, Terminal, TerminalEvent};
use super::theme::Theme;
use crate::meeting::time::Timestamp;

/// The events that the loop waits for.
#[derive(Debug)]
pub enum Message {
    /// Something from the terminal.
    Terminal(TerminalEvent),
    /// Something from what works beside a screen.
    App {
        /// The number of the screen that it belongs to: an earlier screen's is dropped.
        screen: u64,
        /// The event itself.
        event: AppEvent,
    },
}

impl From<TerminalEvent> for Message {
    fn from(event: TerminalEvent) -> Self {
        Self::Terminal(event)
    }
}

/// Reports to the loop what happened beside a screen.
#[derive(Debug, Clone)]
pub struct Reporter {
    sender: Sender<Message>,
    screen: u64,
}

impl Reporter {
    /// A reporter for the screen of this number.
    #[must_use]
    pub fn new(sender: Sender<Message>, screen: u64) -> Self {
        Self { sender, screen }
    }

    /// The number of the screen.
    #[must_use]
    pub fn screen(&self) -> u64 {
        self.screen
    }

    /// Reports an event; false when nobody listens.
    #[must_use]
    pub fn tell(&self, event: AppEvent) -> bool {
        let screen = self.screen;
        self.sender.send(Message::App { screen, event }).is_ok()
    }
}

/// Runs screens one after another at one terminal, which it owns.
#[derive(Debug)]
pub struct Program {
    sender: Sender<Message>,
    messages: Receiver<Message>,
    /// `None` until the first screen is run.
    terminal: Option<Terminal>,
    /// The number of the screen that is run.
    screen: u64,
}

impl Default for Program {
    fn default() -> Self {
        let (sender, messages) = channel();
        Self {
            sender,
            messages,
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
        let mut terminal = match self.terminal.take() {
            Some(terminal) => terminal,
            None => Terminal::open(self.sender.clone())?,
        };
        // Outlives the screen: what is still to be saved is waited for at a terminal that is whole.
        let mut runtime = None;
        let ran = terminal.at_a_screen(|display| {
            // What there is can be seen before anything else is set to work.
            display.draw(|frame| screen.draw(frame, theme, clock.now()))?;
            let runtime = runtime.insert(Runtime::start(duties, reporter, clock));
            turn(screen, display, runtime, &self.messages, theme)
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
    messages: &Receiver<Message>,
    theme: Theme,
) -> io::Result<Next> {
    if let Some(next) = perform(screen, runtime) {
        return Ok(next);
    }
    let clock = runtime.clock();
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
        display.draw(|frame| screen.draw(frame, theme, now))?;
        let mut next = match wait(messages, screen.tick(), clock) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(Next::Nothing),
        };
        // What waits already is taken in before the next frame: a burst is one frame.
        while let Some(message) = next {
            if let Some(next) = handle(screen, message, runtime, clock.now()) {
                return Ok(next);
            }
            next = messages.try_recv().ok();
        }
    }
}

fn wait(
    messages: &Receiver<Message>,
    tick: Tick,
    clock: Clock,
) -> Result<Message, RecvTimeoutError> {
    match tick {
        Tick::Second => messages.recv_timeout(clock.to_next_second()),
        Tick::Minute => messages.recv_timeout(clock.to_next_minute()),
        Tick::Never => Ok(messages.recv()?),
    }
}

/// Gives a message to the screen and performs what it asks for; what comes next, once the screen is
/// left.
pub fn handle(
    screen: &mut dyn Screen,
    message: Message,
    runtime: &mut Runtime,
    now: Timestamp,
) -> Option<Next> {
    match message {
        Message::Terminal(TerminalEvent::Input(input)) => screen.input(input, now),
        Message::Terminal(TerminalEvent::End) => return Some(Next::Nothing),
        Message::App { screen: of, event } if of == runtime.screen() => {
            runtime.follow(&event);
            screen.event(event, now);
        }
        Message::App { .. } => {}
    }
    perform(screen, runtime)
}

/// Performs what the screen asks for.
pub fn perform(screen: &mut dyn Screen, runtime: &mut Runtime) -> Option<Next> {
    let mut effects = screen.effects().into_iter();
    effects.find_map(|effect| runtime.perform(effect))
}
