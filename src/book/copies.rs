//! Copies that a synchronising folder puts beside a journal: they begin with the same line, and are
//! one meeting with it. They are told, and never merged unasked.

use std::borrow::Borrow;
use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use super::files::{MeetingFiles, is_stem};
use super::journal::JournalReader;
use super::storage::Storage;
use crate::meeting::event::{Entry, EntryId};

/// No first line is longer than this: it holds an agenda.
const LONGEST_FIRST_LINE: u64 = 16 << 20;
/// The first lines of two journals are held against each other by so much at first.
const FIRST_LOOK: u64 = 512;

/// Tells the meetings of a folder from copies of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Separated {
    /// The stems of the meetings, in order.
    pub meetings: Vec<String>,
    /// The stem of each copy, with that of its meeting.
    pub copies: Vec<(String, String)>,
}

impl Separated {
    /// Tells whether copies of a meeting lie beside it.
    #[must_use]
    pub fn has_copies_of(&self, stem: &str) -> bool {
        self.copies.iter().any(|(_, of)| of == stem)
    }
}

/// Separates the stems of journals in a folder. Only a name that no meeting is given, or that goes
/// on from another's, is looked into.
pub(super) fn separate(storage: &dyn Storage, folder: &Path, mut stems: Vec<String>) -> Separated {
    // The shortest name of several that begin alike is the meeting's.
    stems.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    let mut separated = Separated::default();
    let mut known = BTreeSet::new();
    for stem in stems {
        let is_original =
            |of: &&String| begin_alike(storage, &journal(folder, of), &journal(folder, &stem));
        let original = if is_stem(&stem) {
            beginnings(&stem)
                .filter_map(|part| known.get(part))
                .find(is_original)
        } else {
            known.iter().find(is_original)
        };
        match original.cloned() {
            Some(original) => separated.copies.push((stem, original)),
            None => {
                known.insert(stem);
            }
        }
    }
    separated.meetings.extend(known);
    separated.copies.sort();
    separated
}

/// The beginnings of a name, the shortest first.
fn beginnings(name: &str) -> impl Iterator<Item = &str> {
    name.char_indices().filter_map(|(end, _)| name.get(..end))
}

fn journal(folder: &Path, stem: &str) -> PathBuf {
    folder.join(format!("{stem}.journal"))
}

/// Tells whether two journals have the same first line. One that cannot be read has none.
fn begin_alike(storage: &dyn Storage, one: &Path, other: &Path) -> bool {
    let first_line = |path: &Path, limit: u64| {
        let bytes = storage.read_at_most(path, limit).ok()?;
        let line = bytes.split(|byte| *byte == b'\n').next()?.to_vec();
        (!line.is_empty()).then_some(line)
    };
    let is_same = |limit: u64| {
        let line = first_line(one, limit);
        line.is_some() && line == first_line(other, limit)
    };
    is_same(FIRST_LOOK) && is_same(LONGEST_FIRST_LINE)
}

/// The journals of the copies that lie beside a meeting's.
///
/// # Errors
/// When the folder cannot be read.
pub fn copies_of(files: &MeetingFiles) -> io::Result<Vec<PathBuf>> {
    let (storage, Some(folder)) = (files.storage(), files.journal.parent()) else {
        return Ok(Vec::new());
    };
    let mut names = storage.names(folder)?;
    names.retain(|path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.extension().is_some_and(|ending| ending == "journal")
            && *path != files.journal
            && (!is_stem(&stem) || stem.starts_with(&files.stem))
            && begin_alike(storage.as_ref(), &files.journal, path)
    });
    names.sort();
    Ok(names)
}

/// The entries of a journal, as far as they can be read.
///
/// # Errors
/// When it cannot be read at all.
pub fn entries_of(storage: &dyn Storage, journal: &Path) -> io::Result<Vec<Entry>> {
    let bytes = storage.read(journal)?;
    let mut reader = JournalReader::default();
    let entries = reader.read_to_end(&bytes);
    Ok(entries)
}

/// Tells whether a copy of a meeting holds entries that its journal does not. What cannot be read
/// tells nothing.
pub(super) fn has_a_copy_more(files: &MeetingFiles, entries: &[impl Borrow<Entry>]) -> bool {
    let copies = copies_of(files).unwrap_or_default();
    if copies.is_empty() {
        return false;
    }
    let known: HashSet<&EntryId> = entries.iter().map(|entry| &entry.borrow().id).collect();
    copies.iter().any(|copy| {
        let entries = entries_of(files.storage().as_ref(), copy).unwrap_or_default();
        entries.iter().any(|entry| !known.contains(&entry.id))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::book::storage::folder::FolderStorage;

    fn separated(folder: &Path, journals: &[(&str, &str)]) -> Separated {
        let mut stems = Vec::new();
        for (stem, text) in journals {
            fs::write(journal(folder, stem), text).expect("a folder");
            stems.push((*stem).to_owned());
        }
        separate(&FolderStorage, folder, stems)
    }

    #[test]
    fn what_a_synchroniser_puts_beside_a_journal_is_no_meeting_of_its_own() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = separated(
            folder.path(),
            &[
                ("kd-LAPTOP-AB12", "a\nb\n"),
                ("kd (Siv Sunds konfliktkopia 2026-06-16)", "a\nx\n"),
                ("kd.sync-conflict-20260616-101010-ABCDEFG", "a\n"),
                ("Kopia av kd", "a\n"),
                ("kd-2", "another\n"),
                ("kd", "a\nb\nc\n"),
                ("kd-3", "a"),
            ],
        );
        assert_eq!(found.meetings, ["kd", "kd-2"]);
        assert_eq!(found.copies.len(), 5);
        assert!(found.copies.iter().all(|(_, of)| of == "kd"));
    }

    #[test]
    fn a_copy_whose_meeting_is_gone_is_a_meeting_still() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = separated(folder.path(), &[("kd (1)", "a\n"), ("annan", "b\n")]);
        assert_eq!(found.meetings, ["annan", "kd (1)"]);
        assert_eq!(found.copies, []);
    }
}
