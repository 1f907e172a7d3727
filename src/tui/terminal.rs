//! The terminal: taken, and given back as it was, whatever happens. Keys are read on a thread of
//! their own, so that a terminal that has gone away stops nobody else. There is one terminal, and so
//! one reader of its keys: what comes while one screen gives way to another waits for the next.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::spawn;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use ratatui::DefaultTerminal;

use super::keys::{self, Input};
use super::pasted;

/// What comes from outside the program.
#[derive(Debug)]
pub enum Outside {
    /// A person did something.
    Input(Input),
    /// The terminal is gone, or the system asks us to end.
    End,
}

/// Takes the terminal, does what is to be done there, and gives it back. What comes from outside
/// meanwhile goes to `sender`.
///
/// # Errors
/// When the terminal cannot be set up or drawn to.
pub fn at_terminal<Happening: From<Outside> + Send + 'static>(
    sender: Sender<Happening>,
    work: impl FnOnce(&mut DefaultTerminal) -> io::Result<()>,
) -> io::Result<()> {
    if std::mem::replace(&mut outsiders().is_first, false) {
        watch_signals()?;
    }
    let mut terminal = ratatui::try_init()?;
    // A program that was killed may have left its own screen there. (Asking ratatui to clear it
    // would ask the terminal where its cursor is.)
    execute!(io::stdout(), Clear(ClearType::All))?;
    execute!(io::stdout(), EnableBracketedPaste, Print(MOUSE_ON))?;
    listen(sender);
    let worked = work(&mut terminal);
    outsiders().hears = None;
    let quiet = quieten();
    let restored = ratatui::try_restore();
    worked.and(quiet).and(restored)
}

/// Clicks and the wheel, and not every move of the hand.
const MOUSE_ON: &str = if cfg!(windows) { "" } else { "\x1b[?1000h\x1b[?1006h" };
const MOUSE_OFF: &str = if cfg!(windows) { "" } else { "\x1b[?1006l\x1b[?1000l" };

/// Takes back what the terminal was asked for beside its screen.
fn quieten() -> io::Result<()> {
    execute!(io::stdout(), Print(MOUSE_OFF), DisableBracketedPaste)
}

/// A panic in one thread ends the program: on a restored terminal nobody would see that the other
/// threads go on. The main thread saves what waits on its way out.
fn end_with_any_thread() {
    let main = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // What is printed next must be readable, whatever became of the terminal.
        let _ = quieten();
        before(panic);
        if std::thread::current().id() != main {
            std::process::exit(101);
        }
    }));
}

/// Who hears what comes from outside.
struct Outsiders {
    hears: Option<Box<dyn Fn(Outside) + Send>>,
    /// What came while nobody heard.
    waiting: Vec<Outside>,
    /// Whether no screen has been opened yet.
    is_first: bool,
    /// Whether keys are being read.
    is_read: bool,
}

static OUTSIDERS: Mutex<Outsiders> =
    Mutex::new(Outsiders { hears: None, waiting: Vec::new(), is_first: true, is_read: false });

fn outsiders() -> MutexGuard<'static, Outsiders> {
    // Whoever panicked while it was held ends the program.
    OUTSIDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Outsiders {
    fn tell(&mut self, outside: Outside) {
        if let Some(hears) = &self.hears {
            hears(outside);
        } else {
            self.waiting.push(outside);
        }
    }
}

/// From now on this hears what comes from outside, first of all what has waited.
fn listen<Happening: From<Outside> + Send + 'static>(sender: Sender<Happening>) {
    let mut outsiders = outsiders();
    outsiders.hears = Some(Box::new(move |outside| {
        // A loop that has ended by itself needs not be told.
        let _ = sender.send(outside.into());
    }));
    for outside in std::mem::take(&mut outsiders.waiting) {
        outsiders.tell(outside);
    }
    if !std::mem::replace(&mut outsiders.is_read, true) {
        end_with_any_thread();
        spawn(read_keys);
    }
}

/// What a screen did not come to belongs to the next.
pub fn give_back(outside: Outside) {
    outsiders().waiting.push(outside);
}

fn read_keys() {
    while let Ok(event) = crossterm::event::read() {
        let events =
            if cfg!(windows) { pasted::gathered(event, || next_within(pasted::BREATH)) } else { vec![event] };
        for input in events.into_iter().flat_map(|event| keys::inputs(event, next_at_once)) {
            outsiders().tell(Outside::Input(input));
        }
    }
    outsiders().tell(Outside::End);
}

/// What arrives so soon after an `Esc` that no hand sent it.
fn next_at_once() -> Option<Event> {
    next_within(Duration::from_millis(20))
}

fn next_within(patience: Duration) -> Option<Event> {
    let arrives = crossterm::event::poll(patience).unwrap_or(false);
    arrives.then(crossterm::event::read).and_then(Result::ok)
}

/// Told to end, we leave the terminal as it was.
#[cfg(unix)]
fn watch_signals() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    spawn(move || {
        for _ in signals.forever() {
            outsiders().tell(Outside::End);
        }
    });
    Ok(())
}

/// This system tells by closing the terminal, and ends us with it: what was acknowledged is on the
/// disk, and what was being written has been kept a second ago. `Ctrl-C` is a key there.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "where there are signals, watching them can fail")]
fn watch_signals() -> io::Result<()> {
    Ok(())
}
