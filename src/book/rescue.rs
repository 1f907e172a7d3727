//! Entries that the journal would not take, kept in the user's own folder until it does. Lines as
//! in a journal, in a chain of their own; merged by name, so that nothing is taken in twice.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::journal::{self, Head, Reader};
use super::replace::{Readers, restrict, sync_folder};
use crate::meeting::event::Entry;

/// The rescue journal of one meeting.
#[derive(Debug)]
pub struct Rescue {
    path: PathBuf,
    open: Option<(File, Head)>,
}

impl Rescue {
    /// The rescue journal of the meeting whose journal begins with this line.
    #[must_use]
    pub fn of(state_folder: &Path, stem: &str, first_line: &str) -> Self {
        let short: String = first_line.chars().take(16).collect();
        Self { path: state_folder.join("rescue").join(format!("{stem}-{short}.journal")), open: None }
    }

    /// Keeps an entry; on the disk when this returns.
    ///
    /// # Errors
    /// When the user's own folder cannot be written to either.
    pub fn keep(&mut self, entry: &Entry) -> io::Result<()> {
        let (mut file, head) = match self.open.take() {
            Some(open) => open,
            None => self.start()?,
        };
        let (line, next) = journal::line(entry, &head, 0).map_err(io::Error::other)?;
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_data()?;
        // Only what was written and synced whole is gone on from.
        self.open = Some((file, next));
        Ok(())
    }

    /// A file for these entries: leftovers have been read by now and are in it already.
    fn start(&self) -> io::Result<(File, Head)> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut reader = Reader::default();
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        restrict(&mut options, Readers::Oneself);
        let mut file = options.open(&self.path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        reader.read(&bytes);
        reader.finish();
        if reader.needs_newline() {
            file.write_all(b"\n")?;
        }
        sync_folder(&self.path)?;
        Ok((file, reader.head().clone()))
    }

    /// What an earlier session could not bring into the journal.
    ///
    /// # Errors
    /// When there is a file and it cannot be read.
    pub fn leftovers(&self) -> io::Result<Vec<Entry>> {
        let bytes = match fs::read(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read?,
        };
        let mut reader = Reader::default();
        let mut entries = reader.read(&bytes);
        entries.extend(reader.finish());
        Ok(entries)
    }

    /// Everything is in the journal: nothing needs to be kept any more.
    ///
    /// # Errors
    /// When there is a file and it cannot be removed; it does no harm then.
    pub fn clear(&mut self) -> io::Result<()> {
        self.open = None;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Where they are kept.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
