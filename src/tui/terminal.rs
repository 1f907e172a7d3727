//! The terminal: taken, and given back as it was, whatever happens. Keys are read on a thread of
//! their own, so that a terminal that has gone away stops nobody else. Whoever opens the
//! [`Terminal`] owns it: nothing about it is global but what the system itself keeps.

mod console;
mod frames;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::spawn;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

pub use frames::Display;
use frames::{Orders, TerminalOutput};

use super::effect::AppEvent;
use super::keys::{self, Input};
use super::paste_detector;

/// The terminal. It is opened once and outlives the screens of the program: what is typed while one
/// screen gives way to another stays in the channel for the next.
#[derive(Debug)]
pub struct Terminal {
    shared: Arc<Shared>,
    /// The signals, until the first screen has been drawn and they are watched.
    signals: Option<Signals>,
    is_first: bool,
}

impl Terminal {
    /// Prepares the terminal; `report` is called with each of its events.
    ///
    /// # Errors
    /// When signals cannot be caught.
    pub fn open(report: impl Fn(AppEvent) + Send + 'static) -> io::Result<Self> {
        let signals = Signals::caught()?;
        let listener = Listener {
            report: Box::new(report),
            is_at_a_screen: false,
            is_over: false,
        };
        let shared = Arc::new(Shared {
            listener: Mutex::new(listener),
            output: TerminalOutput::new(),
        });
        end_with_any_thread(&shared);
        Ok(Self {
            shared,
            signals: Some(signals),
            is_first: true,
        })
    }

    /// Takes the terminal, does what is to be done at a screen, and gives the terminal back.
    ///
    /// # Errors
    /// When the terminal cannot be set up or drawn to.
    pub fn at_a_screen<T>(
        &mut self,
        work: impl FnOnce(&mut Display) -> io::Result<T>,
    ) -> io::Result<T> {
        let is_first = std::mem::replace(&mut self.is_first, false);
        let (shared, signals) = (Arc::clone(&self.shared), self.signals.take());
        let mut display = Display::whole(&self.shared, move || {
            if let Some(signals) = signals {
                signals.watch(&shared);
            }
            if is_first {
                watch_for_the_end(&shared);
                spawn(move || read_keys(&shared));
            }
        })?;
        self.shared.listener().begin_screen();
        self.shared.take()?;
        let worked = work(&mut display);
        drop(display);
        let given = self.shared.give();
        self.shared.listener().is_at_a_screen = false;
        let result = worked?;
        given.map(|_| result)
    }
}

/// The state that the threads about the terminal share.
#[derive(Debug)]
struct Shared {
    listener: Mutex<Listener>,
    output: TerminalOutput,
}

/// The receiver of the terminal's events.
struct Listener {
    report: Box<dyn Fn(AppEvent) + Send>,
    /// True while the terminal is ours, also before anybody listens.
    is_at_a_screen: bool,
    /// A signal asked us to end: every screen that is opened still ends at once.
    is_over: bool,
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Listener")
    }
}

impl Listener {
    fn tell(&mut self, event: AppEvent) {
        self.is_over |= matches!(event, AppEvent::End);
        (self.report)(event);
    }

    fn begin_screen(&mut self) {
        self.is_at_a_screen = true;
        if self.is_over {
            self.tell(AppEvent::End);
        }
    }
}

impl Shared {
    fn listener(&self) -> MutexGuard<'_, Listener> {
        // Whoever panicked while it was held ends the program.
        self.listener.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks for the screen to be drawn again.
    fn draw_again(&self) {
        self.listener().tell(AppEvent::Input(Input::Resize));
    }

    fn end(&self) {
        self.listener().tell(AppEvent::End);
    }

    /// Makes the terminal ours. A program that was killed may have left its own screen there.
    fn take(self: &Arc<Self>) -> io::Result<()> {
        enable_raw_mode()?;
        let mut orders = Orders::to(self);
        execute!(
            orders,
            EnterAlternateScreen,
            Clear(ClearType::All),
            EnableBracketedPaste,
            Print(MOUSE_ON)
        )
    }

    /// Gives the terminal back as it was. One that takes nothing any more gets no parting words,
    /// which nobody would read and which we should wait for; whether they arrived.
    fn give(self: &Arc<Self>) -> io::Result<bool> {
        self.output.go_away();
        let mut orders = Orders::to(self);
        execute!(
            orders,
            Print(MOUSE_OFF),
            DisableBracketedPaste,
            Show,
            LeaveAlternateScreen
        )?;
        let has_arrived = self.output.has_arrived();
        disable_raw_mode()?;
        Ok(has_arrived)
    }
}

/// Clicks and the wheel, and not every move of the hand.
const MOUSE_ON: &str = if cfg!(windows) {
    ""
} else {
    "\x1b[?1000h\x1b[?1006h"
};
const MOUSE_OFF: &str = if cfg!(windows) {
    ""
} else {
    "\x1b[?1006l\x1b[?1000l"
};

/// A panic in one thread ends the program: on a restored terminal nobody would see that the other
/// threads go on. The main thread saves what waits on its way out.
fn end_with_any_thread(shared: &Arc<Shared>) {
    let main = std::thread::current().id();
    let before = std::panic::take_hook();
    let shared = Arc::clone(shared);
    std::panic::set_hook(Box::new(move |panic| {
        // What is printed next must be readable, where there is somebody who reads.
        if shared.give().is_ok_and(|has_arrived| has_arrived) {
            before(panic);
        }
        if std::thread::current().id() != main {
            std::process::exit(101);
        }
    }));
}

fn read_keys(shared: &Shared) {
    while let Ok(event) = crossterm::event::read() {
        let events = if cfg!(windows) {
            paste_detector::gathered(event, || next_within(paste_detector::BURST_GAP))
        } else {
            vec![event]
        };
        let events = events.into_iter();
        for input in events.flat_map(|event| keys::inputs(event, next_at_once)) {
            shared.listener().tell(AppEvent::Input(input));
        }
    }
    shared.end();
}

/// The event that arrives so soon after an `Esc` that no hand sent it; `None` when none does.
fn next_at_once() -> Option<Event> {
    next_within(Duration::from_millis(20))
}

fn next_within(patience: Duration) -> Option<Event> {
    let arrives = crossterm::event::poll(patience).unwrap_or(false);
    arrives.then(crossterm::event::read).and_then(Result::ok)
}

/// The signals that concern the terminal. Told to end, we leave it as it was. Told to stop, we give
/// it back for as long; and whoever stopped us without a word, the terminal is taken anew
/// afterwards.
#[cfg(unix)]
#[derive(Debug)]
struct Signals(signal_hook::iterator::Signals);

#[cfg(unix)]
impl Signals {
    /// From now on they do nothing by themselves, and wait to be watched.
    fn caught() -> io::Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
        let watched = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT];
        signal_hook::iterator::Signals::new(watched).map(Self)
    }

    fn watch(mut self, shared: &Arc<Shared>) {
        use signal_hook::consts::{SIGCONT, SIGTSTP};
        let shared = Arc::clone(shared);
        spawn(move || {
            for signal in self.0.forever() {
                let is_at_a_screen = shared.listener().is_at_a_screen;
                match signal {
                    SIGTSTP => stop(&shared, is_at_a_screen),
                    SIGCONT if is_at_a_screen => go_on(&shared),
                    SIGCONT => {}
                    _ => shared.end(),
                }
            }
        });
    }
}

#[cfg(unix)]
fn stop(shared: &Arc<Shared>, is_at_a_screen: bool) {
    if is_at_a_screen {
        // A terminal that takes nothing is left as it is: the stop was asked for.
        let _ = shared.give();
    }
    // It stops every thread, and cannot fail for this process itself.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
}

#[cfg(unix)]
fn go_on(shared: &Arc<Shared>) {
    // Somebody else has set it meanwhile: what we believe of it is forgotten before it is set anew.
    let taken = disable_raw_mode().and_then(|()| shared.take());
    shared.output.come_back();
    if taken.is_ok() {
        shared.draw_again();
    } else {
        shared.end();
    }
}

/// This system gives notice by closing the terminal, and ends us with it: what was acknowledged is
/// on the disk, and what was being written has been kept a second ago. `Ctrl-C` is a key there.
#[cfg(not(unix))]
#[derive(Debug)]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "where there are signals, catching them can fail"
    )]
    fn caught() -> io::Result<Self> {
        Ok(Self)
    }

    #[expect(clippy::unused_self, reason = "there is nothing to watch")]
    fn watch(self, _: &Arc<Shared>) {}
}

/// A terminal that goes away signals only those whose own it was (`SIGHUP`), and who reads it may
/// then read nothing for ever: it is asked.
#[cfg(unix)]
fn watch_for_the_end(shared: &Arc<Shared>) {
    use rustix::event::{PollFd, PollFlags, poll};
    let shared = Arc::clone(shared);
    spawn(move || {
        let terminal = io::stdin();
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        while poll(&mut asked, None) == Err(rustix::io::Errno::INTR) {}
        let [asked] = asked;
        if asked.revents().intersects(PollFlags::HUP | PollFlags::ERR) {
            shared.end();
        }
    });
}

/// Here the reader gets an event.
#[cfg(not(unix))]
fn watch_for_the_end(_: &Arc<Shared>) {}
