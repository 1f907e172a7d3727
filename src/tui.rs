//! Keys and screens. The loop waits on one channel, for a key, the recorder's news, or the next
//! second; it asks what time it is once a turn and passes that on.

pub mod clock;
pub mod colours;
pub mod desk;
pub mod drafting;
pub mod editor;
pub mod keymap;
pub mod keys;
pub mod saving;
pub mod wrap;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::spawn;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use ratatui::DefaultTerminal;

use crate::book::draft_file::DraftFile;
use crate::book::recorder::{News, Recorder};
use clock::Clock;
use colours::Look;
use desk::{Desk, Effect};
use drafting::Drafting;
use keys::Input;
use saving::Saving;

/// What the loop waits for.
enum Happening {
    Input(Input),
    News(Box<News>),
    /// What the body has decided before.
    Memory(Vec<String>),
    /// The terminal is gone, or the system asks us to end.
    End,
}

/// What a desk is run with.
pub struct Run {
    /// The desk.
    pub desk: Desk,
    /// The only writer of its journal.
    pub recorder: Recorder,
    /// Where what is being written is kept.
    pub drafts: Option<DraftFile>,
    /// Looks up what the body has decided before; it may take its time.
    pub remember: Box<dyn FnOnce() -> Vec<String> + Send>,
}

/// Runs a desk at the terminal until the person leaves it.
///
/// # Errors
/// When the terminal cannot be set up or drawn to. What was acknowledged is on the disk.
pub fn run_desk(run: Run, clock: Clock, look: Look) -> io::Result<()> {
    let Run { mut desk, recorder, drafts, remember } = run;
    let drafting = Drafting::start(drafts);
    let (sender, happenings) = channel();
    let tell = sender.clone();
    let saving = Saving::start(recorder, move |news| {
        // A loop that has ended wants no more news.
        let _ = tell.send(Happening::News(Box::new(news)));
    });
    watch_signals(sender.clone())?;
    let memory = sender.clone();
    spawn(move || memory.send(Happening::Memory(remember())));
    let mut terminal = ratatui::try_init()?;
    // A program that was killed may have left its own screen there. (Asking ratatui to clear it
    // would ask the terminal where its cursor is.)
    execute!(io::stdout(), Clear(ClearType::All))?;
    end_with_any_thread();
    execute!(io::stdout(), EnableBracketedPaste, Print(MOUSE_ON))?;
    spawn(move || read_keys(&sender));
    let mut house = House { happenings, saving, drafting, clock };
    let ran = turn(&mut terminal, &mut desk, &mut house, look);
    let quiet = quieten();
    let restored = ratatui::try_restore();
    house.drafting.keep(desk.draft());
    drop(house);
    ran.and(quiet).and(restored)
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

/// What runs beside the desk.
struct House {
    happenings: Receiver<Happening>,
    saving: Saving,
    drafting: Drafting,
    clock: Clock,
}

fn turn(terminal: &mut DefaultTerminal, desk: &mut Desk, house: &mut House, look: Look) -> io::Result<()> {
    let mut second = house.clock.now().timestamp();
    loop {
        let now = house.clock.now();
        // A hand that never rests must not keep the second from passing.
        if now.timestamp() != second {
            second = now.timestamp();
            house.saving.look_round();
            house.drafting.keep(desk.draft());
        }
        terminal.draw(|frame| desk.draw(frame, look, now))?;
        let mut next = match house.happenings.recv_timeout(house.clock.to_next_second()) {
            Ok(happening) => Some(happening),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        // What waits already is taken in before the next frame: a burst is one frame.
        while let Some(happening) = next {
            if !take(desk, happening, house) {
                return Ok(());
            }
            next = house.happenings.try_recv().ok();
        }
    }
}

/// Whether the loop goes on.
fn take(desk: &mut Desk, happening: Happening, house: &House) -> bool {
    match happening {
        Happening::Input(input) => desk.take(input, house.clock.now()),
        Happening::News(news) => desk.hear(*news),
        Happening::Memory(decided) => desk.remember(decided),
        Happening::End => return false,
    }
    for effect in desk.effects() {
        match effect {
            Effect::Record(ask) => house.saving.record(ask),
            Effect::Leave => return false,
        }
    }
    true
}

/// Reads the terminal on a thread of its own: one that has gone away stops nobody else.
fn read_keys(sender: &Sender<Happening>) {
    while let Ok(event) = crossterm::event::read() {
        for input in keys::inputs(event, next_at_once) {
            if sender.send(Happening::Input(input)).is_err() {
                return;
            }
        }
    }
    // A loop that has ended by itself needs not be told.
    let _ = sender.send(Happening::End);
}

/// What arrives so soon after an `Esc` that no hand sent it.
fn next_at_once() -> Option<Event> {
    let arrives = crossterm::event::poll(Duration::from_millis(20)).unwrap_or(false);
    arrives.then(crossterm::event::read).and_then(Result::ok)
}

/// Told to end, we leave the terminal as it was.
#[cfg(unix)]
fn watch_signals(sender: Sender<Happening>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    spawn(move || {
        for _ in signals.forever() {
            if sender.send(Happening::End).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// This system tells by closing the terminal.
#[cfg(not(unix))]
fn watch_signals(_sender: Sender<Happening>) -> io::Result<()> {
    Ok(())
}
