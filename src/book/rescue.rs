//! Entries that the journal would not take, kept in the user's own folder until it does. Lines as
//! in a journal, in a chain that goes on from the line after which the journal was last seen;
//! merged by name, so that nothing is taken in twice. Each process keeps a file of its own, locked
//! while it lives, and takes over those of the dead. What is damaged, and what could not be taken
//! in, is kept beside and told until somebody has seen to it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ulid::{Generator, Ulid};

use super::journal::{self, ChainHead, Defect, JournalFinding, JournalReader};
use super::storage::{Durability, Hold, PrivateJournal, Readers, Storage, TakenOver};
use crate::meeting::event::Entry;

/// The rescue journals of one meeting.
#[derive(Debug)]
pub struct Rescue {
    storage: Arc<dyn Storage>,
    folder: PathBuf,
    prefix: String,
    own: Option<OwnJournal>,
    /// Files of our own that are not written to again, a write having failed or their time being
    /// over; ours until they are removed.
    ended: Vec<Box<dyn PrivateJournal>>,
    /// Files of processes that are gone. The open handle holds their lock.
    taken_over: Vec<(Box<dyn Hold + Send>, PathBuf)>,
    /// What lay beside when it was last looked for, or has been put there since.
    set_aside: SetAside,
}

/// What is kept beside the rescue journals of a meeting until somebody has seen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetAside {
    /// Something that was rescued is damaged.
    pub is_damaged: bool,
    /// Something that was rescued could not be taken in.
    pub is_refused: bool,
}

#[derive(Debug)]
struct OwnJournal {
    journal: Box<dyn PrivateJournal>,
    head: ChainHead,
}

/// Entries that an earlier session could not bring into the journal.
#[derive(Debug)]
pub struct Leftover {
    /// Their file.
    pub path: PathBuf,
    /// The entries, in their order.
    pub entries: Vec<Entry>,
    /// The line of the journal after which they were written; `None` where that is not known, or
    /// an entry between them is damaged.
    pub forked_after: Option<ChainHead>,
}

/// The ending of a copy that is kept beside.
const DAMAGED: &str = "damaged";
const REFUSED: &str = "refused";

impl Rescue {
    /// The rescue journals of the meeting whose journal begins with this line.
    #[must_use]
    pub fn of(
        storage: Arc<dyn Storage>,
        state_folder: &Path,
        stem: &str,
        first_line: &str,
    ) -> Self {
        let short: String = first_line.chars().take(16).collect();
        Self {
            storage,
            folder: state_folder.join("rescue"),
            prefix: format!("{stem}-{short}-"),
            own: None,
            ended: Vec::new(),
            taken_over: Vec::new(),
            set_aside: SetAside::default(),
        }
    }

    /// Keeps an entry, on the disk when this returns; `after` is the line that the journal ended
    /// with when it was last seen.
    ///
    /// # Errors
    /// When the user's own folder cannot be written to either.
    pub fn keep(&mut self, entry: &Entry, after: &ChainHead) -> io::Result<()> {
        let mut own = match self.own.take() {
            Some(own) => own,
            None => self.start(after)?,
        };
        // Only what was written and synced whole is gone on from.
        match own.write(entry) {
            Ok(()) => self.own = Some(own),
            Err(error) => {
                self.ended.push(own.journal);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Keeps these and nothing else: what was refused on the way must not come back.
    ///
    /// # Errors
    /// When the user's own folder cannot be written to; what was kept is kept still.
    pub fn keep_only<'a>(
        &mut self,
        entries: impl IntoIterator<Item = &'a Arc<Entry>>,
        after: &ChainHead,
    ) -> io::Result<()> {
        let mut own = self.start(after)?;
        for entry in entries {
            own.write(entry)?;
        }
        let cleared = self.clear();
        self.own = Some(own);
        cleared
    }

    /// A new file of our own, locked for as long as we live.
    fn start(&self, after: &ChainHead) -> io::Result<OwnJournal> {
        let path = self
            .folder
            .join(format!("{}{}.journal", self.prefix, next_name()));
        Ok(OwnJournal {
            journal: self.storage.start_private(&path)?,
            head: after.clone(),
        })
    }

    /// Entries that earlier sessions could not bring into the journal. A process that lives sees to its
    /// own: what it tells of them would not hold if another brought them in.
    ///
    /// # Errors
    /// When there is such a file and it cannot be read.
    pub fn leftovers(&mut self) -> io::Result<Vec<Leftover>> {
        let mut leftovers = Vec::new();
        for path in self.others()? {
            leftovers.extend(self.take_over(path)?);
        }
        Ok(leftovers)
    }

    /// The rescue journals of this meeting that are not our own.
    fn others(&self) -> io::Result<Vec<PathBuf>> {
        let mut names = self.named("journal")?;
        names.retain(|path| self.own_files().all(|own| own != path));
        Ok(names)
    }

    fn own_files(&self) -> impl Iterator<Item = &Path> {
        let own = self.own.iter().map(|own| own.journal.name());
        own.chain(self.ended.iter().map(|ended| ended.name()))
    }

    /// The files of this meeting with this ending, the oldest first.
    fn named(&self, ending: &str) -> io::Result<Vec<PathBuf>> {
        let mut names = match self.storage.names(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            names => names?,
        };
        names.retain(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_of_meeting = name.starts_with(&self.prefix);
            is_of_meeting && path.extension().is_some_and(|end| end == ending)
        });
        names.sort();
        Ok(names)
    }

    /// True when a rescue journal of another process lies there, whether or not it still lives.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.others().is_ok_and(|others| !others.is_empty())
    }

    /// What is kept beside.
    #[must_use]
    pub fn set_aside(&self) -> SetAside {
        self.set_aside
    }

    /// Looks for what is kept beside.
    pub fn look_for_set_aside(&mut self) {
        let is_there = |ending| self.named(ending).is_ok_and(|names| !names.is_empty());
        self.set_aside = SetAside {
            is_damaged: is_there(DAMAGED),
            is_refused: is_there(REFUSED),
        };
    }

    fn take_over(&mut self, path: PathBuf) -> io::Result<Option<Leftover>> {
        let Some(TakenOver { bytes, hold }) = self.storage.take_over(&path)? else {
            return Ok(None);
        };
        let mut reader = JournalReader::continuing();
        let entries = reader.read_to_end(&bytes);
        let is_torn = |finding: &JournalFinding| finding.defect == Defect::Torn;
        let is_whole = reader.findings().iter().all(is_torn);
        if !is_whole {
            self.set_copy_aside(&path, DAMAGED, &bytes)?;
            self.set_aside.is_damaged = true;
        }
        self.taken_over.push((hold, path.clone()));
        // Early files began a chain of their own.
        let forked_after = reader.continues_after().filter(|head| head.seq > 0);
        Ok(Some(Leftover {
            path,
            entries,
            forked_after: forked_after.filter(|_| is_whole).cloned(),
        }))
    }

    /// Keeps a copy of what was taken over: something in it could not be taken in.
    ///
    /// # Errors
    /// When it cannot be read, or the user's own folder cannot be written to.
    pub fn keep_refused(&mut self, path: &Path) -> io::Result<()> {
        let bytes = self.storage.read(path)?;
        self.set_copy_aside(path, REFUSED, &bytes)?;
        self.set_aside.is_refused = true;
        Ok(())
    }

    fn set_copy_aside(&self, path: &Path, ending: &str, bytes: &[u8]) -> io::Result<()> {
        let aside = path.with_extension(ending);
        if self.storage.read(&aside).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        let storage = &self.storage;
        storage.replace(&aside, bytes, Durability::Synced, Readers::Oneself)
    }

    /// The files that are kept beside because they are damaged or were refused, with the entries
    /// that can be read in them.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn files_set_aside(&self) -> io::Result<Vec<(PathBuf, Vec<Entry>)>> {
        let mut names = self.named(DAMAGED)?;
        names.extend(self.named(REFUSED)?);
        let read = |path: PathBuf| {
            let mut reader = JournalReader::continuing();
            let entries = reader.read_to_end(&self.storage.read(&path)?);
            Ok((path, entries))
        };
        names.into_iter().map(read).collect()
    }

    /// Files away what is kept beside: it stays, and is told no more. Its new name.
    ///
    /// # Errors
    /// When the user's own folder cannot be written to.
    pub fn file_away(&self, path: &Path) -> io::Result<PathBuf> {
        let bytes = self.storage.read(path)?;
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let filed = path.with_extension(format!("{ending}-seen"));
        let (durability, readers) = (Durability::Synced, Readers::Oneself);
        self.storage.replace(&filed, &bytes, durability, readers)?;
        self.storage.remove(path, durability)?;
        Ok(filed)
    }

    /// Tells whether a file that was taken over is held still.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        self.taken_over.iter().any(|(_, taken)| taken == path)
    }

    /// Leaves a file that was taken over where it is, for a later session.
    pub fn leave(&mut self, path: &Path) {
        self.taken_over.retain(|(_, taken)| taken != path);
    }

    /// Leaves everything that was taken over where it is, for a later session.
    pub fn release(&mut self) {
        self.taken_over.clear();
    }

    /// Leaves our own files where they are, for a later session.
    pub fn leave_own(&mut self) {
        self.own = None;
        self.ended.clear();
    }

    /// Everything is in the journal: nothing needs to be kept any more.
    ///
    /// # Errors
    /// When a file cannot be removed, or may come back with the power: what it holds is known by
    /// name, so it does no harm, and the next call tries again.
    pub fn clear(&mut self) -> io::Result<()> {
        self.ended.extend(self.own.take().map(|own| own.journal));
        while let Some(own) = self.ended.last() {
            self.storage.remove(own.name(), Durability::Synced)?;
            self.ended.pop();
        }
        while let Some((_, path)) = self.taken_over.last() {
            self.storage.remove(path, Durability::Synced)?;
            self.taken_over.pop();
        }
        Ok(())
    }

    /// Their folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// A name that sorts behind all that this process has given: what is kept later comes in later.
fn next_name() -> Ulid {
    static NAMES: Mutex<Generator> = Mutex::new(Generator::new());
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    names.generate().unwrap_or_else(|_| Ulid::new())
}

impl OwnJournal {
    fn write(&mut self, entry: &Entry) -> io::Result<()> {
        let (line, head) = journal::line(entry, &self.head, 0).map_err(io::Error::other)?;
        self.journal.append(format!("{line}\n").as_bytes())?;
        self.head = head;
        Ok(())
    }
}
