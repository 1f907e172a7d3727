//! The screen: a frame reaches the terminal in one write, cells and cursor together, so that a slow
//! line never shows half of it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

/// What a frame is written on before it is sent.
#[derive(Debug, Clone, Default)]
struct Sheet(Rc<RefCell<Vec<u8>>>);

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The backend flushes after the cells and again after the cursor; what is flushed waits.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that is drawn to.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Sheet>>,
    sheet: Sheet,
}

impl Screen {
    /// The terminal of this process.
    ///
    /// # Errors
    /// When nobody knows how large it is.
    pub fn new() -> io::Result<Self> {
        let sheet = Sheet::default();
        Ok(Self { terminal: Terminal::new(CrosstermBackend::new(sheet.clone()))?, sheet })
    }

    /// Draws a frame.
    ///
    /// # Errors
    /// When the terminal does not take it.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(draw)?;
        let mut bytes = self.sheet.0.borrow_mut();
        let mut terminal = io::stdout().lock();
        terminal.write_all(&bytes)?;
        bytes.clear();
        terminal.flush()
    }
}
