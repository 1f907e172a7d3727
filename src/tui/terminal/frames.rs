//! What is drawn goes to the terminal, a frame in one piece, without waiting for it. A terminal that
//! nobody reads any more (a stopped multiplexer, a connection that hangs) takes nothing; whoever draws
//! must go on saving all the same. What it does not take at once is written by a thread of its own. A
//! frame is left out while an earlier one is still on its way, and the last one is drawn when there is
//! room again.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::spawn;
use std::time::Duration;

use ratatui::{Frame, Terminal};

use super::console::Console;

/// What is on its way to the terminal.
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
struct OnItsWay {
    /// Not yet begun with.
    bytes: Vec<u8>,
    /// Some are being written.
    is_writing: bool,
    /// A frame was left out, and is to be drawn when there is room.
    is_owed: bool,
    /// The terminal belongs to somebody else just now: nothing is drawn.
    is_away: bool,
    /// What stands there is not what was drawn: all is drawn anew.
    is_stale: bool,
    /// The terminal takes nothing any more.
    has_failed: bool,
    /// The thread is there.
    has_begun: bool,
}

static ON_ITS_WAY: Mutex<OnItsWay> = Mutex::new(OnItsWay {
    bytes: Vec::new(),
    is_writing: false,
    is_owed: false,
    is_away: false,
    is_stale: false,
    has_failed: false,
    has_begun: false,
});

/// Something has been put on its way, or has arrived.
static CHANGED: Condvar = Condvar::new();

fn on_its_way() -> MutexGuard<'static, OnItsWay> {
    // Nothing that is done while it is held can panic half way.
    ON_ITS_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The way to the terminal, as something that is written to. Never waits.
#[derive(Debug, Default)]
pub(super) struct Way {
    gathered: Vec<u8>,
}

impl Write for Way {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        on_its_way().send(&self.gathered);
        self.gathered.clear();
        Ok(())
    }
}

impl OnItsWay {
    fn is_free(&self) -> bool {
        !self.is_writing && self.bytes.is_empty()
    }

    /// Sends what the terminal takes at once, and has a thread write the rest. Nobody else writes
    /// between, since this is held meanwhile; and it does not wait.
    fn send(&mut self, bytes: &[u8]) {
        let taken = match AT_ONCE.get_or_init(at_once) {
            Some(terminal) if self.is_free() => (&*terminal).write(bytes).unwrap_or(0),
            _ => 0,
        };
        if let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty()) {
            self.bytes.extend_from_slice(rest);
            if !std::mem::replace(&mut self.has_begun, true) {
                spawn(write_out);
            }
            CHANGED.notify_all();
        }
    }
}

/// Takes what there is room for and never waits, where the system has such a way.
static AT_ONCE: OnceLock<Option<File>> = OnceLock::new();

/// What a frame is written on before it is sent, cells and cursor together.
#[derive(Debug, Clone, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The backend flushes after the cells and again after the cursor: neither is a frame.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The screen that one draws on.
pub struct Screen {
    terminal: Terminal<Console<Sheet>>,
    sheet: Sheet,
    /// What is set to work as soon as there is something to see.
    then: Option<Box<dyn FnOnce()>>,
}

impl Screen {
    /// The terminal's whole screen. Whoever waits for it waits for the first frame: `then` comes after.
    pub(super) fn whole(then: impl FnOnce() + 'static) -> io::Result<Self> {
        let mut way = on_its_way();
        way.is_away = false;
        way.is_stale = false;
        drop(way);
        let sheet = Sheet::default();
        let terminal = Terminal::new(Console::new(sheet.clone()))?;
        Ok(Self {
            terminal,
            sheet,
            then: Some(Box::new(then)),
        })
    }

    /// Draws, unless the terminal is behind or away; then it is told when there is room again.
    ///
    /// # Errors
    /// When the terminal does not say how large it is.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let drawn = self.put(render);
        // Also where the first frame had to be left out: one may be told there that it is over.
        if let Some(then) = self.then.take() {
            then();
        }
        drawn
    }

    fn put(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let is_stale = {
            let mut way = on_its_way();
            if way.is_away || !way.is_free() {
                way.is_owed = true;
                return Ok(());
            }
            std::mem::replace(&mut way.is_stale, false)
        };
        if is_stale {
            // What was drawn last is forgotten, so that all of it differs.
            self.terminal.swap_buffers();
            self.terminal.backend_mut().forget();
        }
        self.terminal.draw(render)?;
        let mut frame = self.sheet.0.borrow_mut();
        on_its_way().send(&frame);
        frame.clear();
        Ok(())
    }
}

/// The terminal of the standard output, opened anew so that not to wait is our own affair: other
/// programs share the one that we were given.
#[cfg(target_os = "linux")]
fn at_once() -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    let flags = i32::try_from(flags.bits()).ok()?;
    let terminal = File::options()
        .write(true)
        .custom_flags(flags)
        .open("/proc/self/fd/1")
        .ok()?;
    io::IsTerminal::is_terminal(&terminal).then_some(terminal)
}

#[cfg(not(target_os = "linux"))]
fn at_once() -> Option<File> {
    None
}

fn write_out() {
    let mut terminal = straight_to_it();
    loop {
        let mut way = on_its_way();
        while way.bytes.is_empty() {
            way = CHANGED.wait(way).unwrap_or_else(PoisonError::into_inner);
        }
        let bytes = std::mem::take(&mut way.bytes);
        way.is_writing = true;
        drop(way);
        let written = terminal.write_all(&bytes).and_then(|()| terminal.flush());
        let mut way = on_its_way();
        way.is_writing = false;
        way.has_failed |= written.is_err();
        let is_owed = !way.is_away && way.bytes.is_empty() && std::mem::take(&mut way.is_owed);
        drop(way);
        CHANGED.notify_all();
        if written.is_err() {
            return super::end();
        }
        if is_owed {
            super::look_again();
        }
    }
}

/// Past the lock of the standard output, which nobody shall wait for behind a terminal that takes
/// nothing.
#[cfg(unix)]
fn straight_to_it() -> Box<dyn Write> {
    use std::os::fd::AsFd;
    match io::stdout().as_fd().try_clone_to_owned() {
        Ok(terminal) => Box::new(File::from(terminal)),
        Err(_) => Box::new(io::stdout()),
    }
}

/// Here the standard output knows how to write letters to a console.
#[cfg(not(unix))]
fn straight_to_it() -> Box<dyn Write> {
    Box::new(io::stdout())
}

/// From now on nothing is drawn: the terminal is given away.
pub(super) fn go_away() {
    on_its_way().is_away = true;
}

/// The terminal is ours again, and all is drawn anew. No other system stops a program and lets it go on.
#[cfg(unix)]
pub(super) fn come_back() {
    let mut way = on_its_way();
    way.is_away = false;
    way.is_stale = true;
}

/// Waits a moment for what is on its way; whether it has arrived. A terminal that takes nothing for
/// so long is not waited for.
pub(super) fn has_arrived() -> bool {
    const A_MOMENT: Duration = Duration::from_millis(500);
    let is_on_its_way =
        |way: &mut OnItsWay| !way.has_failed && (way.is_writing || !way.bytes.is_empty());
    let waited = CHANGED.wait_timeout_while(on_its_way(), A_MOMENT, is_on_its_way);
    !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
}
