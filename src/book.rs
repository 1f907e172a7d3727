//! The only door to the disk: the book, a folder with `agendas/` and `meetings/`.

pub mod active_meeting;
pub mod agenda_file;
pub mod agenda_writer;
pub mod catalog;
pub mod chair_writer;
pub mod copies;
pub mod diagnostic;
pub mod documents;
pub mod edit_lock;
pub mod files;
pub mod follower;
pub mod io_trouble;
pub mod journal;
pub mod live_draft;
pub mod meeting_watcher;
pub mod past_decisions;
pub mod private_draft;
pub mod record;
pub mod recorder;
pub mod repair;
pub mod rescue;
pub mod search;
pub mod snapshot;
pub mod source_file;
pub mod storage;
mod store_error;
pub mod taken_agenda;
pub mod templates;
pub mod watch;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copies::{Separated, separate};
use files::{MeetingFiles, is_stem};
use storage::Storage;
use storage::folder::FolderStorage;
use taken_agenda::AgendaMeeting;
use thiserror::Error;

/// A folder with agendas and meetings.
#[derive(Debug, Clone)]
pub struct Book {
    root: PathBuf,
    storage: Arc<dyn Storage>,
}

/// The meaning of a name on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A meeting that has begun.
    Meeting(MeetingFiles),
    /// An agenda that no meeting has taken in yet.
    Agenda(PathBuf),
}

/// A name means nothing, or too much.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotNamed {
    /// Nothing has this name; these come near.
    #[error("nothing has this name")]
    Unknown(Vec<String>),
    /// These all have it in theirs.
    #[error("{} meetings or agendas have this in their names", .0.len())]
    Several(Vec<String>),
}

impl Book {
    /// The book in this folder. Nothing is made there until something is written.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            storage: Arc::new(FolderStorage),
        }
    }

    /// The place that keeps it.
    #[must_use]
    pub fn storage(&self) -> &Arc<dyn Storage> {
        &self.storage
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of agendas.
    #[must_use]
    pub fn agendas(&self) -> PathBuf {
        self.root.join("agendas")
    }

    /// The folder of meetings.
    #[must_use]
    pub fn meetings(&self) -> PathBuf {
        self.root.join("meetings")
    }

    /// The folder of documents.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.meetings().join("exports")
    }

    /// The files of the meeting with this stem.
    #[must_use]
    pub fn files(&self, stem: &str) -> MeetingFiles {
        MeetingFiles::stored(Arc::clone(&self.storage), &self.meetings(), stem)
    }

    /// Stems of all meetings that have begun, in order. Copies of them are left out.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn meeting_stems(&self) -> io::Result<Vec<String>> {
        Ok(self.separated()?.meetings)
    }

    /// Stems of all meetings that have begun, and of copies of them.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn separated(&self) -> io::Result<Separated> {
        let folder = self.meetings();
        let stems = self.stems(&folder, "journal")?;
        Ok(separate(self.storage.as_ref(), &folder, stems))
    }

    /// Stems of all agendas, in order.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn agenda_stems(&self) -> io::Result<Vec<String>> {
        self.stems(&self.agendas(), "ron")
    }

    fn stems(&self, folder: &Path, ending: &str) -> io::Result<Vec<String>> {
        let names = match self.storage.names(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            names => names?,
        };
        let has_ending = |path: &PathBuf| path.extension().is_some_and(|found| found == ending);
        let stem = |path: &PathBuf| path.file_stem()?.to_str().map(str::to_owned);
        let mut stems: Vec<String> = names
            .iter()
            .filter(|path| has_ending(path))
            .filter_map(stem)
            .collect();
        stems.sort();
        Ok(stems)
    }

    /// Resolves a name: a path, a file's stem, or a part of one that no other has.
    ///
    /// # Errors
    /// [`NotNamed`], when it means nothing or more than one thing.
    pub fn named(&self, name: &str) -> Result<Named, NotNamed> {
        let path = Path::new(name);
        if path.is_file() {
            return Ok(self.at_path(path));
        }
        // A folder that cannot be read has nothing to offer here; opening what is in it will tell.
        let meetings = self.meeting_stems().unwrap_or_default();
        let agendas = self.agenda_stems().unwrap_or_default();
        let mut known: Vec<&String> = meetings.iter().chain(&agendas).collect();
        known.sort();
        known.dedup();
        let exact = known.iter().find(|stem| stem.as_str() == name);
        let parts: Vec<&&String> = known.iter().filter(|stem| stem.contains(name)).collect();
        let stem = match (exact, parts.as_slice()) {
            (Some(stem), _) => stem,
            (None, [one]) => *one,
            (None, []) => return Err(NotNamed::Unknown(near(name, &known))),
            (None, several) => {
                return Err(NotNamed::Several(
                    several.iter().map(ToString::to_string).collect(),
                ));
            }
        };
        if meetings.contains(stem) {
            Ok(Named::Meeting(self.files(stem)))
        } else {
            Ok(self.at_path(&self.agendas().join(format!("{stem}.ron"))))
        }
    }

    /// A file by its path: of a meeting where a journal lies beside it, or where it is the agenda that
    /// a meeting was begun with; else an agenda.
    fn at_path(&self, path: &Path) -> Named {
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let beside = MeetingFiles::within(path.parent().unwrap_or(Path::new("")), &stem);
        if beside.journal.is_file() {
            return Named::Meeting(beside);
        }
        let meeting = agenda_file::read(path).map(|file| self.meeting_of(path, &file));
        match meeting {
            Ok(AgendaMeeting::Begun(files)) => Named::Meeting(files),
            Ok(AgendaMeeting::Free(_) | AgendaMeeting::Another { .. }) | Err(_) => {
                Named::Agenda(path.to_owned())
            }
        }
    }
}

/// The stem that a meeting gets from its agenda's file: as it is, or with the signs made plain
/// that a stem cannot have.
#[must_use]
pub fn stem_of(agenda: &Path) -> String {
    let name = agenda
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    if is_stem(&name) {
        return name;
    }
    let plain: String = name
        .chars()
        .map(|sign| match sign {
            'a'..='z' | '0'..='9' | '-' => sign,
            'å' | 'ä' => 'a',
            'ö' => 'o',
            'é' => 'e',
            _ => '-',
        })
        .take(100)
        .collect();
    match plain.trim_matches('-') {
        "" => "meeting".to_owned(),
        plain if is_stem(plain) => plain.to_owned(),
        device => format!("meeting-{device}"),
    }
}

/// Up to three of the names that look most like this one.
fn near(name: &str, known: &[&String]) -> Vec<String> {
    let mut close: Vec<(f64, &String)> = known
        .iter()
        .map(|stem| (strsim::jaro_winkler(name, stem), *stem))
        .filter(|(likeness, _)| *likeness > 0.6)
        .collect();
    close.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    close
        .into_iter()
        .take(3)
        .map(|(_, stem)| stem.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_name_may_be_a_path_a_stem_or_a_part_that_no_other_has() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::at(folder.path());
        fs::create_dir_all(book.agendas()).expect("agendas");
        fs::create_dir_all(book.meetings()).expect("meetings");
        let agenda = book.agendas().join("2026-03-27-kd.ron");
        for path in [
            &agenda,
            &book.meetings().join("2026-02-27-kd.journal"),
            &book.meetings().join("2025-12-12-kd.journal"),
        ] {
            fs::write(path, "").expect("a file");
        }
        let meeting = Ok(Named::Meeting(book.files("2026-02-27-kd")));
        assert_eq!(book.named("2026-02-27-kd"), meeting);
        assert_eq!(book.named("02-27"), meeting);
        assert_eq!(book.named("2026-03"), Ok(Named::Agenda(agenda.clone())));
        assert_eq!(
            book.named(&agenda.to_string_lossy()),
            Ok(Named::Agenda(agenda))
        );
        assert_eq!(
            book.named("2026"),
            Err(NotNamed::Several(vec![
                "2026-02-27-kd".into(),
                "2026-03-27-kd".into()
            ]))
        );
        assert_eq!(
            book.named("2026-02-72-kd"),
            Err(NotNamed::Unknown(vec![
                "2026-02-27-kd".into(),
                "2026-03-27-kd".into(),
                "2025-12-12-kd".into()
            ]))
        );
    }

    #[test]
    fn a_stem_is_made_of_plain_signs() {
        assert_eq!(stem_of(Path::new("x/2026-02-27-kd.ron")), "2026-02-27-kd");
        assert_eq!(stem_of(Path::new("Möte i Åre (3).ron")), "mote-i-are--3");
        assert_eq!(stem_of(Path::new("../..")), "meeting");
    }

    #[test]
    fn a_stem_is_a_file_name_on_every_system() {
        for device in ["CON", "nul", "Aux", "prn", "com1", "LPT9", "con.", " nul "] {
            let stem = stem_of(Path::new(&format!("{device}.ron")));
            assert!(
                is_stem(&stem) && stem.starts_with("meeting-"),
                "{device}: {stem}"
            );
        }
        for plain in ["console", "com10", "com", "lpt-1", "2026-con"] {
            assert_eq!(stem_of(Path::new(&format!("{plain}.ron"))), plain);
        }
        for odd in [
            "möte .",
            "a\\b",
            "c:d",
            "vad?",
            "a|b",
            "<a>*",
            "\u{7}a",
            "...",
            " ",
            &"å".repeat(300),
        ] {
            let stem = stem_of(Path::new(&format!("{odd}.ron")));
            assert!(is_stem(&stem), "{odd}: {stem}");
        }
        // Where case makes no difference between files, it makes none between meetings.
        assert_eq!(
            stem_of(Path::new("2026-03-27-KD.ron")),
            stem_of(Path::new("2026-03-27-kd.RON"))
        );
    }
}
