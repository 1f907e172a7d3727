//! The meetings of a book as they stand, read once and kept: what review, search, assignments and
//! the next agenda look things up in.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Book;
use super::files::MeetingFiles;
use super::io_trouble::IoTrouble;
use super::journal::ChainHead;
use super::snapshot::{Snapshot, fold_journal, load_among};
use crate::meeting::integrity::Integrity;
use crate::meeting::minutes::Minutes;

/// A meeting of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogEntry {
    /// Its files.
    pub files: MeetingFiles,
    /// All that is true of it.
    pub minutes: Minutes,
    /// The end of the chain it rests on.
    pub head: ChainHead,
    /// How whole the lines are that it was read from.
    pub integrity: Integrity,
}

/// A meeting that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its journal.
    pub path: PathBuf,
    /// Why.
    pub trouble: IoTrouble,
}

/// The meetings of a book, newest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Catalog {
    meetings: Vec<Arc<CatalogEntry>>,
    unreadable: Vec<Unreadable>,
}

impl Catalog {
    /// Reads all meetings of a book. One that cannot be read is named and does not spoil the rest.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn read(book: &Book) -> io::Result<Self> {
        Self::read_telling(book, |_, _| {})
    }

    /// The same; from time to time it is told how many of how many have been read.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn read_telling(book: &Book, tell: impl Fn(usize, usize) + Sync) -> io::Result<Self> {
        let separated = book.separated()?;
        let stems = &separated.meetings;
        let (next, hands) = (
            AtomicUsize::new(0),
            std::thread::available_parallelism().map_or(1, usize::from),
        );
        let read_some = || {
            let mut shelf = Self::default();
            loop {
                let place = next.fetch_add(1, Ordering::Relaxed);
                let Some(stem) = stems.get(place) else {
                    return shelf;
                };
                let files = book.files(stem);
                let loaded = load_among(&separated, &files);
                shelf.put(files, loaded);
                if place % 64 == 63 {
                    tell(place + 1, stems.len());
                }
            }
        };
        let mut shelf = Self::default();
        std::thread::scope(|scope| {
            let readers: Vec<_> = (0..hands).map(|_| scope.spawn(read_some)).collect();
            for reader in readers {
                // What a reader has to say in a panic, the panic hook has said.
                let part = reader.join().unwrap_or_default();
                shelf.meetings.extend(part.meetings);
                shelf.unreadable.extend(part.unreadable);
            }
        });
        shelf.sort();
        Ok(shelf)
    }

    fn put(&mut self, files: MeetingFiles, loaded: io::Result<Snapshot>) {
        match loaded {
            Ok(snapshot) => {
                let Snapshot {
                    minutes,
                    head,
                    integrity,
                } = snapshot;
                self.meetings.push(Arc::new(CatalogEntry {
                    files,
                    minutes,
                    head,
                    integrity,
                }));
            }
            Err(error) => {
                self.unreadable.push(Unreadable {
                    path: files.journal,
                    trouble: IoTrouble::from(&error),
                });
            }
        }
    }

    /// Reads a meeting anew, when something was written there.
    pub fn read_again(&mut self, files: &MeetingFiles) {
        self.meetings.retain(|meeting| meeting.files != *files);
        self.unreadable
            .retain(|unreadable| unreadable.path != files.journal);
        if files.storage().state(&files.journal).is_ok() {
            self.put(files.clone(), fold_journal(files));
            self.sort();
        }
    }

    /// A meeting as it is on a screen, in the place of what the disk has of it.
    pub fn stand_in(&mut self, stem: &str, minutes: &Minutes) {
        let meeting = self
            .meetings
            .iter_mut()
            .find(|meeting| meeting.files.stem == stem);
        if let Some(meeting) = meeting {
            Arc::make_mut(meeting).minutes.clone_from(minutes);
        }
    }

    /// Newest first; of one day, the last by name.
    fn sort(&mut self) {
        self.meetings.sort_by(|one, other| {
            let key = |meeting: &Arc<CatalogEntry>| {
                (meeting.minutes.heading.date, meeting.files.stem.clone())
            };
            key(other).cmp(&key(one))
        });
        self.unreadable
            .sort_by(|one, other| one.path.cmp(&other.path));
    }

    /// All meetings, newest first.
    #[must_use]
    pub fn meetings(&self) -> &[Arc<CatalogEntry>] {
        &self.meetings
    }

    /// All meetings, newest first, by stem.
    #[must_use]
    pub fn as_pairs(&self) -> Vec<(&str, &Minutes)> {
        self.meetings
            .iter()
            .map(|meeting| (meeting.files.stem.as_str(), &meeting.minutes))
            .collect()
    }

    /// Those that cannot be read.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// A meeting by its stem.
    #[must_use]
    pub fn meeting(&self, stem: &str) -> Option<&Arc<CatalogEntry>> {
        self.meetings
            .iter()
            .find(|meeting| meeting.files.stem == stem)
    }

    /// The meetings of a body, newest first.
    pub fn of_body<'a>(&'a self, body: &'a str) -> impl Iterator<Item = &'a Arc<CatalogEntry>> {
        self.meetings
            .iter()
            .filter(move |meeting| meeting.minutes.heading.body.id == body)
    }

    /// The meeting of the same body that came before another.
    #[must_use]
    pub fn before(&self, stem: &str) -> Option<&Arc<CatalogEntry>> {
        let meeting = self.meeting(stem)?;
        let of_body = self.of_body(&meeting.minutes.heading.body.id);
        of_body.skip_while(|one| one.files.stem != stem).nth(1)
    }

    /// The meeting of the same body that came after another.
    #[must_use]
    pub fn after(&self, stem: &str) -> Option<&Arc<CatalogEntry>> {
        let meeting = self.meeting(stem)?;
        let of_body = self.of_body(&meeting.minutes.heading.body.id);
        of_body.take_while(|one| one.files.stem != stem).last()
    }
}
