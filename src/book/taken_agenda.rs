//! Which meeting an agenda belongs to. The name of its file says where to look; the body and the day
//! say whether that is the one: `möte.ron`, `mote.ron` and `Möte.ron` have one stem between them and
//! are three meetings, and a file from elsewhere may have the name of one that it knows nothing of.

use std::path::{Path, PathBuf};

use super::agenda_file::{self, AgendaFile};
use super::files::{MeetingFiles, real_path};
use super::snapshot::load_snapshot;
use super::{Book, stem_of};
use crate::meeting::minutes::{Heading, Minutes};

/// Meetings that one stem can be numbered for.
const MOST: usize = 1000;

/// The meeting of an agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaMeeting {
    /// It has begun.
    Begun(MeetingFiles),
    /// It has not, and would get these files.
    Free(MeetingFiles),
    /// The meeting of its name is of another body or day, and no other agenda explains that.
    Another {
        /// The stem of the meeting of its name.
        meeting: String,
        /// What that one is.
        heading: Box<Heading>,
        /// The files that a meeting of its own would get.
        free: MeetingFiles,
    },
}

/// An agenda of the book whose file gives the same stem.
struct Rival {
    path: PathBuf,
    file: AgendaFile,
}

impl Rival {
    /// Tells whether a meeting was begun with this agenda, as far as the two can say.
    fn explains(&self, meeting: &Minutes) -> bool {
        self.file.digest == meeting.agenda_digest || is_same(&self.file, &meeting.heading)
    }
}

/// Tells whether an agenda and a meeting are of the same body and day.
fn is_same(file: &AgendaFile, heading: &Heading) -> bool {
    (&file.agenda.body.id, file.agenda.date) == (&heading.body.id, heading.date)
}

impl Book {
    /// Finds the meeting of an agenda, or the place for one.
    #[must_use]
    pub fn meeting_of(&self, path: &Path, file: &AgendaFile) -> AgendaMeeting {
        let stem = stem_of(path);
        // Two files beside each other are two meetings; one from elsewhere may be a copy.
        let is_within = self.is_within(path);
        let rivals = self.rivals(path, &stem);
        let mut another = None;
        for number in 1..MOST {
            let files = self.files(&numbered(&stem, number));
            let is_reserved = self.is_reserved(&files.stem, path, file);
            if self.storage.state(&files.journal).is_err() {
                if is_reserved {
                    continue;
                }
                return free(another, files);
            }
            let Ok(found) = load_snapshot(&files) else {
                // Whoever opens it will be told.
                if number == 1 && !is_reserved {
                    return AgendaMeeting::Begun(files);
                }
                continue;
            };
            let is_claimed = || {
                let claims = |rival: &Rival| claims(rival, &files, &found.minutes);
                is_within && rivals.iter().any(claims)
            };
            let is_ours = file.digest == found.minutes.agenda_digest
                || is_same(file, &found.minutes.heading) && !is_claimed();
            if is_ours {
                return AgendaMeeting::Begun(files);
            }
            let is_explained = || {
                let explains = |rival: &Rival| rival.explains(&found.minutes);
                is_within && rivals.iter().any(explains)
            };
            if number == 1 && !is_explained() {
                another = Some((files.stem, Box::new(found.minutes.heading)));
            }
        }
        free(another, self.files(&stem))
    }

    /// The agenda that a meeting was begun with, where its file is not what it was then.
    #[must_use]
    pub fn changed_agenda(&self, stem: &str, meeting: &Minutes) -> Option<AgendaFile> {
        let mut agendas = Vec::new();
        for name in self.agenda_stems().unwrap_or_default() {
            let path = self.agendas().join(format!("{name}.ron"));
            if is_stem_for(&stem_of(&path), stem)
                && let Ok(file) = agenda_file::read(&path)
            {
                agendas.push(Rival { path, file });
            }
        }
        let is_unchanged = |one: &Rival| one.file.digest == meeting.agenda_digest;
        if agendas.iter().any(is_unchanged) {
            return None;
        }
        // The only one of its name, of the same body: its day was changed.
        let is_alone = agendas.len() == 1;
        let found = agendas.into_iter().find(|one| {
            let is_moved = is_alone && one.file.agenda.body.id == meeting.heading.body.id;
            is_moved
                || matches!(
                    self.meeting_of(&one.path, &one.file),
                    AgendaMeeting::Begun(files) if files.stem == stem
                )
        });
        found.map(|one| one.file)
    }

    /// The other agendas of the book that have this stem.
    fn rivals(&self, path: &Path, stem: &str) -> Vec<Rival> {
        let mut rivals = Vec::new();
        for name in self.agenda_stems().unwrap_or_default() {
            let other = self.agendas().join(format!("{name}.ron"));
            if stem_of(&other) == stem
                && !is_same_file(&other, path)
                && let Ok(file) = agenda_file::read(&other)
            {
                rivals.push(Rival { path: other, file });
            }
        }
        rivals
    }

    /// Tells whether another agenda of the book has exactly this name. A copy of it elsewhere is none.
    fn is_reserved(&self, stem: &str, path: &Path, file: &AgendaFile) -> bool {
        let exact = self.agendas().join(format!("{stem}.ron"));
        if is_same_file(&exact, path) || self.storage.state(&exact).is_err() {
            return false;
        }
        let key = |file: &AgendaFile| (file.agenda.body.id.clone(), file.agenda.date);
        let is_copy = || agenda_file::read(&exact).is_ok_and(|exact| key(&exact) == key(file));
        self.is_within(path) || !is_copy()
    }

    /// Tells whether an agenda lies in the book.
    fn is_within(&self, path: &Path) -> bool {
        path.parent()
            .is_some_and(|folder| is_same_file(folder, &self.agendas()))
    }
}

/// A rival has a meeting that it was begun with, or whose name is its own.
fn claims(rival: &Rival, files: &MeetingFiles, meeting: &Minutes) -> bool {
    let has_the_name = rival
        .path
        .file_stem()
        .is_some_and(|name| name.to_str() == Some(&files.stem));
    rival.file.digest == meeting.agenda_digest
        || has_the_name && is_same(&rival.file, &meeting.heading)
}

fn free(another: Option<(String, Box<Heading>)>, free: MeetingFiles) -> AgendaMeeting {
    match another {
        None => AgendaMeeting::Free(free),
        Some((meeting, heading)) => AgendaMeeting::Another {
            meeting,
            heading,
            free,
        },
    }
}

/// The stem of the first meeting is the agenda's own; those after it have a number.
fn numbered(stem: &str, number: usize) -> String {
    if number == 1 {
        return stem.to_owned();
    }
    let ending = format!("-{number}");
    let room = 100 - ending.len();
    stem.chars().take(room).collect::<String>() + &ending
}

/// Tells whether a meeting's stem is an agenda's, with a number or without.
fn is_stem_for(agenda: &str, meeting: &str) -> bool {
    let rest = meeting.strip_prefix(agenda);
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix('-').unwrap_or_default();
        rest.is_empty() || !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit())
    })
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other || real_path(one) == real_path(other)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::book::recorder::{Recorder, fresh_id};
    use crate::meeting::author::Author;
    use crate::meeting::command::Command;

    fn text(body: &str, day: &str) -> String {
        format!(
            "Agenda(body: (id: \"{body}\", name: \"{body}\"), date: \"{day}\", items: [(title: \"x\")])"
        )
    }

    struct Shelf {
        folder: tempfile::TempDir,
        book: Book,
    }

    impl Shelf {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let book = Book::at(folder.path());
            fs::create_dir_all(book.agendas()).expect("a folder");
            Self { folder, book }
        }

        fn put(&self, name: &str, body: &str, day: &str) -> PathBuf {
            let path = self.book.agendas().join(name);
            fs::write(&path, text(body, day)).expect("an agenda");
            path
        }

        fn found(&self, path: &Path) -> AgendaMeeting {
            let file = agenda_file::read(path).expect("an agenda");
            self.book.meeting_of(path, &file)
        }

        /// Begins the meeting of an agenda, or finds it begun; its stem.
        fn run(&self, path: &Path) -> String {
            let file = agenda_file::read(path).expect("an agenda");
            let files = match self.book.meeting_of(path, &file) {
                AgendaMeeting::Begun(files) => return files.stem,
                AgendaMeeting::Free(files) => files,
                another @ AgendaMeeting::Another { .. } => panic!("{another:?}"),
            };
            let at = "2026-02-27T09:00:00+01:00".parse().expect("a moment");
            let command = Command::TakeAgenda {
                agenda: Box::new(file.agenda),
                digest: file.digest,
            };
            Recorder::begin(&files, &Author::Secretary, fresh_id(at), &command, at)
                .expect("a journal");
            files.stem
        }
    }

    #[test]
    fn agendas_whose_names_give_one_stem_are_meetings_of_their_own_and_are_found_again() {
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let shelf = Shelf::new();
            let names = [
                ("möte.ron", "alfa"),
                ("mote.ron", "beta"),
                ("Möte.ron", "gamma"),
            ];
            let paths = names.map(|(name, body)| shelf.put(name, body, "2026-02-27"));
            let stems = order.map(|place| shelf.run(&paths[place]));
            let mut different = stems.to_vec();
            different.sort();
            different.dedup();
            assert_eq!(different, ["mote", "mote-2", "mote-3"], "{order:?}");
            assert_eq!(shelf.run(&paths[1]), "mote", "the one of that name");
            // An agenda that is edited before the meeting is still that meeting's.
            fs::write(&paths[0], text("alfa", "2026-02-27") + "\n// ändrad").expect("a file");
            assert_eq!(order.map(|place| shelf.run(&paths[place])), stems);
            let changed = |stem: &str| {
                let meeting = load_snapshot(&shelf.book.files(stem)).expect("a meeting");
                shelf.book.changed_agenda(stem, &meeting.minutes)
            };
            for (place, stem) in order.into_iter().zip(&stems) {
                let offered = changed(stem).map(|file| file.agenda.body.id);
                assert_eq!(offered.as_deref(), (place == 0).then_some("alfa"));
            }
        }
    }

    #[test]
    fn one_body_that_meets_twice_a_day_has_two_meetings() {
        let shelf = Shelf::new();
        let morning = shelf.put("möte.ron", "alfa", "2026-02-27");
        assert_eq!(shelf.run(&morning), "mote");
        let evening = shelf.book.agendas().join("Möte.ron");
        fs::write(&evening, text("alfa", "2026-02-27") + "\n// kväll").expect("an agenda");
        assert_eq!(shelf.run(&evening), "mote-2");
        assert_eq!((shelf.run(&morning), shelf.run(&evening)).1, "mote-2");
    }

    #[test]
    fn a_file_of_another_body_or_day_is_not_the_meeting_of_its_name() {
        let shelf = Shelf::new();
        let ours = shelf.put("m1.ron", "alfa", "2026-02-27");
        assert_eq!(shelf.run(&ours), "m1");
        let elsewhere = shelf.folder.path().join("m1.ron");
        for (body, day, is_ours) in [
            ("alfa", "2026-02-27", true),
            ("alfa", "2026-03-27", false),
            ("beta", "2026-02-27", false),
        ] {
            fs::write(&elsewhere, text(body, day) + "\n//").expect("an agenda");
            let found = shelf.found(&elsewhere);
            assert_eq!(
                matches!(&found, AgendaMeeting::Begun(files) if files.stem == "m1"),
                is_ours,
                "{body} {day}: {found:?}"
            );
            let is_asked = matches!(found, AgendaMeeting::Another { .. });
            assert_eq!(is_asked, !is_ours, "{body} {day}");
        }
        fs::write(&ours, text("beta", "2026-04-01")).expect("an agenda");
        let AgendaMeeting::Another {
            meeting,
            heading,
            free,
        } = shelf.found(&ours)
        else {
            panic!("a file that was written over is silently another meeting")
        };
        assert_eq!((meeting.as_str(), free.stem.as_str()), ("m1", "m1-2"));
        assert_eq!(heading.body.id, "alfa");
        let meeting = load_snapshot(&shelf.book.files(&meeting))
            .expect("a meeting")
            .minutes;
        assert!(shelf.book.changed_agenda("m1", &meeting).is_none());
        fs::write(&ours, text("alfa", "2026-04-01")).expect("an agenda");
        let moved = shelf.book.changed_agenda("m1", &meeting);
        assert!(moved.is_some(), "the day of the same body was changed");
    }
}
