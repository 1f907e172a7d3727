//! ratatui's way to a terminal, with what it says over and over left out: that the cursor is to be
//! seen, with every letter; and how large the terminal is, for which it opens and closes the
//! terminal before every frame, at more than what the letter itself costs the system.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// A terminal whose orders are written to `W`.
#[derive(Debug)]
pub(super) struct Console<W: Write> {
    inner: CrosstermBackend<W>,
    /// The visibility of the cursor; `None` while it is unknown.
    has_cursor: Option<bool>,
}

impl<W: Write> Console<W> {
    pub(super) fn new(writer: W) -> Self {
        Self {
            inner: CrosstermBackend::new(writer),
            has_cursor: None,
        }
    }

    /// Somebody else has had the terminal.
    pub(super) fn forget(&mut self) {
        self.has_cursor = None;
    }
}

impl<W: Write> Backend for Console<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        self.inner.draw(content)
    }

    fn append_lines(&mut self, count: u16) -> io::Result<()> {
        self.inner.append_lines(count)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.has_cursor.replace(false) == Some(false) {
            Ok(())
        } else {
            self.inner.hide_cursor()
        }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.has_cursor.replace(true) == Some(true) {
            Ok(())
        } else {
            self.inner.show_cursor()
        }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.inner.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.inner.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        #[cfg(unix)]
        if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout()) {
            return Ok(Size::new(size.ws_col, size.ws_row));
        }
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_spoken_of_when_it_comes_and_goes() {
        let mut said = Vec::new();
        let mut console = Console::new(&mut said);
        for _ in 0..2 {
            console.show_cursor().expect("a vector");
        }
        console.forget();
        console.show_cursor().expect("a vector");
        for _ in 0..2 {
            console.hide_cursor().expect("a vector");
        }
        assert_eq!(
            String::from_utf8_lossy(&said),
            "\x1b[?25h\x1b[?25h\x1b[?25l"
        );
    }
}
