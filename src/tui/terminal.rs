//! The terminal: taken, and given back as it was, whatever happens. Keys are read on a thread of
//! their own, so that a terminal that has gone away stops nobody else.

use std::io;
use std::sync::mpsc::Sender;
use std::thread::spawn;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use ratatui::DefaultTerminal;

use super::keys::{self, Input};

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
    watch_signals(sender.clone())?;
    let mut terminal = ratatui::try_init()?;
    // A program that was killed may have left its own screen there. (Asking ratatui to clear it
    // would ask the terminal where its cursor is.)
    execute!(io::stdout(), Clear(ClearType::All))?;
    end_with_any_thread();
    execute!(io::stdout(), EnableBracketedPaste, Print(MOUSE_ON))?;
    spawn(move || read_keys(&sender));
    let worked = work(&mut terminal);
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

fn read_keys<Happening: From<Outside>>(sender: &Sender<Happening>) {
    while let Ok(event) = crossterm::event::read() {
        for input in keys::inputs(event, next_at_once) {
            if sender.send(Outside::Input(input).into()).is_err() {
                return;
            }
        }
    }
    // A loop that has ended by itself needs not be told.
    let _ = sender.send(Outside::End.into());
}

/// What arrives so soon after an `Esc` that no hand sent it.
fn next_at_once() -> Option<Event> {
    let arrives = crossterm::event::poll(Duration::from_millis(20)).unwrap_or(false);
    arrives.then(crossterm::event::read).and_then(Result::ok)
}

/// Told to end, we leave the terminal as it was.
#[cfg(unix)]
fn watch_signals<Happening: From<Outside> + Send + 'static>(sender: Sender<Happening>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    spawn(move || {
        for _ in signals.forever() {
            if sender.send(Outside::End.into()).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// This system tells by closing the terminal.
#[cfg(not(unix))]
fn watch_signals<Happening>(_sender: Sender<Happening>) -> io::Result<()> {
    Ok(())
}
