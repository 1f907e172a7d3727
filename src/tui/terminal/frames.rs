//! Frames go to the terminal, each in one piece, without waiting for it. A terminal that
//! nobody reads any more (a stopped multiplexer, a connection that hangs) takes nothing; whoever
//! draws must go on saving all the same. The bytes that it does not take at once are written by a
//! thread of their own. A frame is left out while an earlier one is still on its way, and the last
//! one is drawn when the terminal can take it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::spawn;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;
use ratatui::{Frame, Terminal};

use super::Shared;
use super::console::Console;

/// The bytes on their way to the terminal.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
struct Queue {
    /// Not yet begun with.
    bytes: Vec<u8>,
    /// Some are being written.
    is_writing: bool,
    /// A frame was left out, and is to be drawn when the terminal can take it.
    is_owed: bool,
    /// The terminal belongs to somebody else just now: nothing is drawn.
    is_away: bool,
    /// True when the terminal may not show what was drawn: all is drawn anew.
    is_stale: bool,
    /// The terminal takes nothing any more.
    has_failed: bool,
    /// The writing thread has begun.
    has_begun: bool,
}

/// The way to the terminal. Never waits for it.
#[derive(Debug)]
pub(super) struct TerminalOutput {
    queue: Mutex<Queue>,
    /// Something has been put on its way, or has arrived.
    changed: Condvar,
    /// Takes what there is room for and never waits; `None` where the system has no such way.
    at_once: Option<File>,
}

impl TerminalOutput {
    pub(super) fn new() -> Self {
        Self {
            queue: Mutex::default(),
            changed: Condvar::new(),
            at_once: at_once(),
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Nothing that is done while it is held can panic half way.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends what the terminal takes at once, and has a thread write the rest. Nobody else writes
    /// between, since the queue is held meanwhile.
    fn send(&self, bytes: &[u8], shared: &Arc<Shared>) {
        let mut queue = self.queue();
        let taken = match &self.at_once {
            Some(terminal) if queue.is_free() => (&*terminal).write(bytes).unwrap_or(0),
            _ => 0,
        };
        if let Some(rest) = bytes.get(taken..).filter(|rest| !rest.is_empty()) {
            queue.bytes.extend_from_slice(rest);
            if !std::mem::replace(&mut queue.has_begun, true) {
                let shared = Arc::clone(shared);
                spawn(move || write_out(&shared));
            }
            self.changed.notify_all();
        }
    }

    /// From now on nothing is drawn: the terminal is given away.
    pub(super) fn go_away(&self) {
        self.queue().is_away = true;
    }

    /// The terminal is ours again, and all is drawn anew. No other system stops a program and lets
    /// it go on.
    #[cfg(unix)]
    pub(super) fn come_back(&self) {
        let mut queue = self.queue();
        queue.is_away = false;
        queue.is_stale = true;
    }

    /// Waits a moment for what is on its way; whether it has arrived. A terminal that takes nothing
    /// for so long is not waited for.
    pub(super) fn has_arrived(&self) -> bool {
        const A_MOMENT: Duration = Duration::from_millis(500);
        let is_on_its_way =
            |queue: &mut Queue| !queue.has_failed && (queue.is_writing || !queue.bytes.is_empty());
        let waited = self
            .changed
            .wait_timeout_while(self.queue(), A_MOMENT, is_on_its_way);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

/// The way to the terminal, as something that is written to.
#[derive(Debug)]
pub(super) struct Orders {
    gathered: Vec<u8>,
    shared: Arc<Shared>,
}

impl Orders {
    pub(super) fn to(shared: &Arc<Shared>) -> Self {
        Self {
            gathered: Vec::new(),
            shared: Arc::clone(shared),
        }
    }
}

impl Write for Orders {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.shared.output.send(&self.gathered, &self.shared);
        self.gathered.clear();
        Ok(())
    }
}

impl Queue {
    fn is_free(&self) -> bool {
        !self.is_writing && self.bytes.is_empty()
    }
}

/// The buffer that a frame is written to before it is sent, cells and cursor together.
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

/// The terminal's screen, to draw on.
pub struct Display {
    terminal: Terminal<Console<Sheet>>,
    sheet: Sheet,
    shared: Arc<Shared>,
    /// The work that starts as soon as there is something to see.
    then: Option<Box<dyn FnOnce()>>,
}

impl Display {
    /// The terminal's whole screen. Whoever waits for it waits for the first frame: `then` comes
    /// after.
    pub(super) fn whole(shared: &Arc<Shared>, then: impl FnOnce() + 'static) -> io::Result<Self> {
        let mut queue = shared.output.queue();
        queue.is_away = false;
        queue.is_stale = false;
        drop(queue);
        let sheet = Sheet::default();
        let terminal = Terminal::new(Console::new(sheet.clone()))?;
        Ok(Self {
            terminal,
            sheet,
            shared: Arc::clone(shared),
            then: Some(Box::new(then)),
        })
    }

    /// Draws, unless the terminal is behind or away; then an event follows when the terminal is
    /// ready again.
    ///
    /// # Errors
    /// When the terminal does not say how large it is.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let drawn = self.put(render);
        // Also where the first frame had to be left out: that it is over may become known there.
        if let Some(then) = self.then.take() {
            then();
        }
        drawn
    }

    /// Gives a text to the terminal's clipboard with the next frame. Many terminals take it, and none
    /// answers.
    ///
    /// # Errors
    /// None: it is written to memory.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.sheet, CopyToClipboard::to_clipboard_from(text))
    }

    fn put(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        let is_stale = {
            let mut queue = self.shared.output.queue();
            if queue.is_away || !queue.is_free() {
                queue.is_owed = true;
                return Ok(());
            }
            std::mem::replace(&mut queue.is_stale, false)
        };
        if is_stale {
            // What was drawn last is forgotten, so that all of it differs.
            self.terminal.swap_buffers();
            self.terminal.backend_mut().forget();
        }
        self.terminal.draw(render)?;
        let mut frame = self.sheet.0.borrow_mut();
        self.shared.output.send(&frame, &self.shared);
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

fn write_out(shared: &Shared) {
    let output = &shared.output;
    let mut terminal = straight_to_it();
    loop {
        let mut queue = output.queue();
        while queue.bytes.is_empty() {
            let waited = output.changed.wait(queue);
            queue = waited.unwrap_or_else(PoisonError::into_inner);
        }
        let bytes = std::mem::take(&mut queue.bytes);
        queue.is_writing = true;
        drop(queue);
        let written = terminal.write_all(&bytes).and_then(|()| terminal.flush());
        let mut queue = output.queue();
        queue.is_writing = false;
        queue.has_failed |= written.is_err();
        let has_room = !queue.is_away && queue.bytes.is_empty();
        let is_owed = has_room && std::mem::take(&mut queue.is_owed);
        drop(queue);
        output.changed.notify_all();
        if written.is_err() {
            return shared.end();
        }
        if is_owed {
            shared.draw_again();
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
