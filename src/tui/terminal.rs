//! The terminal: taken, and given back as it was, whatever happens. Keys are read on a thread of
//! their own, so that a terminal that has gone away stops nobody else. There is one terminal, and so
//! one reader of its keys: what comes while one screen gives way to another waits for the next.

mod console;
mod frames;

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::spawn;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};

pub use frames::Screen;
use frames::Way;

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
    work: impl FnOnce(&mut Screen) -> io::Result<()>,
) -> io::Result<()> {
    let is_first = std::mem::replace(&mut outsiders().is_first, false);
    let signals = is_first.then(Signals::caught).transpose()?;
    if is_first {
        end_with_any_thread();
    }
    let mut screen = Screen::whole(move || {
        listen(sender);
        if let Some(signals) = signals {
            signals.watch();
            watch_for_the_end();
            spawn(read_keys);
        }
    })?;
    outsiders().is_at_a_screen = true;
    take()?;
    let worked = work(&mut screen);
    outsiders().hears = None;
    drop(screen);
    let given = give();
    outsiders().is_at_a_screen = false;
    worked.and(given.map(|_| ()))
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

/// Makes the terminal ours. A program that was killed may have left its own screen there.
fn take() -> io::Result<()> {
    enable_raw_mode()?;
    let mut way = Way::default();
    execute!(
        way,
        EnterAlternateScreen,
        Clear(ClearType::All),
        EnableBracketedPaste,
        Print(MOUSE_ON)
    )
}

/// Gives the terminal back as it was. One that takes nothing any more gets no parting words, which
/// nobody would read and which we should wait for; whether they arrived.
fn give() -> io::Result<bool> {
    frames::go_away();
    let mut way = Way::default();
    execute!(
        way,
        Print(MOUSE_OFF),
        DisableBracketedPaste,
        Show,
        LeaveAlternateScreen
    )?;
    let has_arrived = frames::has_arrived();
    disable_raw_mode()?;
    Ok(has_arrived)
}

/// A panic in one thread ends the program: on a restored terminal nobody would see that the other
/// threads go on. The main thread saves what waits on its way out.
fn end_with_any_thread() {
    let main = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // What is printed next must be readable, where there is somebody who reads.
        if give().is_ok_and(|has_arrived| has_arrived) {
            before(panic);
        }
        if std::thread::current().id() != main {
            std::process::exit(101);
        }
    }));
}

/// There is something to be drawn.
fn look_again() {
    outsiders().tell(Outside::Input(Input::Resize));
}

fn end() {
    outsiders().tell(Outside::End);
}

/// Who hears what comes from outside.
struct Outsiders {
    hears: Option<Box<dyn Fn(Outside) + Send>>,
    /// What came while nobody heard.
    waiting: Vec<Outside>,
    /// The terminal is ours, also before anybody hears.
    is_at_a_screen: bool,
    /// We were told to end: every screen that is opened still ends at once.
    is_over: bool,
    /// Whether no screen has been opened yet.
    is_first: bool,
}

static OUTSIDERS: Mutex<Outsiders> = Mutex::new(Outsiders {
    hears: None,
    waiting: Vec::new(),
    is_at_a_screen: false,
    is_over: false,
    is_first: true,
});

fn outsiders() -> MutexGuard<'static, Outsiders> {
    // Whoever panicked while it was held ends the program.
    OUTSIDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Outsiders {
    fn tell(&mut self, outside: Outside) {
        self.is_over |= matches!(outside, Outside::End);
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
    if outsiders.is_over {
        outsiders.tell(Outside::End);
    }
}

/// What a screen did not come to belongs to the next.
pub fn give_back(outside: Outside) {
    outsiders().waiting.push(outside);
}

fn read_keys() {
    while let Ok(event) = crossterm::event::read() {
        let events = if cfg!(windows) {
            pasted::gathered(event, || next_within(pasted::BREATH))
        } else {
            vec![event]
        };
        for input in events
            .into_iter()
            .flat_map(|event| keys::inputs(event, next_at_once))
        {
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

/// The signals that concern the terminal. Told to end, we leave it as it was. Told to stop, we give it
/// back for as long; and whoever stopped us without a word, the terminal is taken anew afterwards.
#[cfg(unix)]
struct Signals(signal_hook::iterator::Signals);

#[cfg(unix)]
impl Signals {
    /// From now on they do nothing by themselves, and wait to be watched.
    fn caught() -> io::Result<Self> {
        use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
        let watched = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT];
        signal_hook::iterator::Signals::new(watched).map(Self)
    }

    fn watch(mut self) {
        use signal_hook::consts::{SIGCONT, SIGTSTP};
        spawn(move || {
            for signal in self.0.forever() {
                let is_at_a_screen = outsiders().is_at_a_screen;
                match signal {
                    SIGTSTP => stop(is_at_a_screen),
                    SIGCONT if is_at_a_screen => go_on(),
                    SIGCONT => {}
                    _ => end(),
                }
            }
        });
    }
}

#[cfg(unix)]
fn stop(is_at_a_screen: bool) {
    if is_at_a_screen {
        // A terminal that takes nothing is left as it is: the stop was asked for.
        let _ = give();
    }
    // It stops every thread, and cannot fail for this process itself.
    let _ = signal_hook::low_level::raise(signal_hook::consts::SIGSTOP);
}

#[cfg(unix)]
fn go_on() {
    // Somebody else has set it meanwhile: what we believe of it is forgotten before it is set anew.
    let taken = disable_raw_mode().and_then(|()| take());
    frames::come_back();
    if taken.is_ok() {
        look_again();
    } else {
        end();
    }
}

/// This system tells by closing the terminal, and ends us with it: what was acknowledged is on the
/// disk, and what was being written has been kept a second ago. `Ctrl-C` is a key there.
#[cfg(not(unix))]
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
    fn watch(self) {}
}

/// A terminal that goes away tells only those whose own it was (`SIGHUP`), and who reads it may then
/// read nothing for ever: it is asked.
#[cfg(unix)]
fn watch_for_the_end() {
    use rustix::event::{PollFd, PollFlags, poll};
    spawn(|| {
        let terminal = io::stdin();
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        while poll(&mut asked, None) == Err(rustix::io::Errno::INTR) {}
        let [asked] = asked;
        if asked.revents().intersects(PollFlags::HUP | PollFlags::ERR) {
            end();
        }
    });
}

/// Here who reads it is told.
#[cfg(not(unix))]
fn watch_for_the_end() {}
