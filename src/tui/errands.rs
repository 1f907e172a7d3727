//! What takes its time at the disk: each errand is done on a thread of its own, and what it brings
//! is told.

use std::sync::Arc;
use std::thread::spawn;

use crate::book::Book;
use crate::book::catalog::Catalog;
use crate::book::recorder::{NotRecorded, Recorder, Request, fresh_id};
use crate::book::search::Index;
use crate::book::snapshot::scan;
use crate::meeting::assignment::FollowUp;
use crate::meeting::command::Command;
use crate::meeting::event::Entry;
use crate::meeting::minutes::Stage;
use crate::meeting::paper::Paper;
use crate::meeting::time::Timestamp;
use crate::tui::desk::BY;
use crate::words::{Language, Words};

/// Something to fetch or do in the book.
#[derive(Debug, Clone, PartialEq)]
pub enum Errand {
    /// Fetch the meetings.
    Catalog,
    /// Make the meetings ready for search.
    Index(Arc<Catalog>),
    /// Fetch the entries of a meeting.
    Entries(String),
    /// Approve the minutes of a meeting.
    Approve {
        /// Its stem.
        stem: String,
        /// By whom.
        by: Vec<String>,
        /// When.
        at: Timestamp,
    },
    /// Record a paper as it is understood now, in the meeting that was read from it.
    Mend {
        /// The meeting's stem.
        stem: String,
        /// As it is understood.
        paper: Box<Paper>,
        /// When.
        at: Timestamp,
    },
    /// Say what became of an assignment, where no meeting is held: in the newest of the body's
    /// that may still be written to.
    FollowUp {
        /// What became of it.
        follow_up: FollowUp,
        /// When.
        at: Timestamp,
    },
}

/// So many meetings take long enough to be told of.
const MANY: usize = 500;

/// What an errand brought.
#[derive(Debug)]
pub enum Brought {
    /// So many meetings of so many have been read.
    Progress {
        /// Read.
        read: usize,
        /// In all.
        of: usize,
    },
    /// The meetings.
    Catalog(Arc<Catalog>),
    /// They can be searched.
    Index(Arc<Index>),
    /// The entries.
    Entries(Vec<Entry>),
    /// It is done, and this is what is said of it.
    Done(String),
    /// It is not, and this is why.
    NotDone(String),
}

/// Sends somebody on an errand.
pub fn send(
    errand: Errand,
    book: Book,
    language: Language,
    tell: impl Fn(Brought) + Send + Sync + 'static,
) {
    spawn(move || run(errand, &book, &Words::of(language), &tell));
}

/// Does an errand. After a change the meetings are fetched too.
pub fn run(errand: Errand, book: &Book, words: &Words, tell: &(impl Fn(Brought) + Sync)) {
    let changes = matches!(
        errand,
        Errand::Approve { .. } | Errand::FollowUp { .. } | Errand::Mend { .. }
    );
    let brought = brought(errand, book, words, tell);
    let is_changed = changes && !matches!(brought, Brought::NotDone(_));
    tell(brought);
    if is_changed {
        tell(self::brought(Errand::Catalog, book, words, tell));
    }
}

fn brought(
    errand: Errand,
    book: &Book,
    words: &Words,
    tell: &(impl Fn(Brought) + Sync),
) -> Brought {
    match errand {
        Errand::Catalog => {
            let progress = |read: usize, of: usize| {
                if of > MANY {
                    tell(Brought::Progress { read, of });
                }
            };
            match Catalog::read_telling(book, progress) {
                Ok(shelf) => Brought::Catalog(Arc::new(shelf)),
                Err(error) => Brought::NotDone(error.to_string()),
            }
        }
        Errand::Index(meetings) => Brought::Index(Arc::new(index_of(&meetings))),
        Errand::Entries(stem) => match scan(&book.files(&stem)) {
            Ok(scanned) => Brought::Entries(scanned.entries),
            Err(error) => Brought::NotDone(error.to_string()),
        },
        Errand::Approve { stem, by, at } => {
            let names = by.join(", ");
            match record(book, &stem, Command::Approve { by }, at, words) {
                Ok(()) => {
                    let with = [("meeting", stem.into()), ("by", names.into())];
                    Brought::Done(words.say_with("review-approved", &with))
                }
                Err(why) => Brought::NotDone(why),
            }
        }
        Errand::Mend { stem, paper, at } => {
            match record(book, &stem, Command::ImportPaper { paper }, at, words) {
                Ok(()) => Brought::Done(words.say("mending-recorded").into_owned()),
                Err(why) => Brought::NotDone(why),
            }
        }
        Errand::FollowUp { follow_up, at } => match open_meeting(book, &follow_up.meeting) {
            Some(stem) => match record(book, &stem, Command::FollowUp { follow_up }, at, words) {
                Ok(()) => {
                    Brought::Done(words.say_with("review-ticked", &[("meeting", stem.into())]))
                }
                Err(why) => Brought::NotDone(why),
            },
            None => Brought::NotDone(words.say("review-nothing-open").into_owned()),
        },
    }
}

fn index_of(meetings: &Catalog) -> Index {
    let mut index = Index::default();
    for meeting in meetings.meetings() {
        index.put(&meeting.files.stem, &meeting.minutes);
    }
    index
}

/// Records at once or not at all; why not.
fn record(
    book: &Book,
    stem: &str,
    command: Command,
    at: Timestamp,
    words: &Words,
) -> Result<(), String> {
    let troubled = |trouble| words.trouble(&trouble);
    let mut recorder = Recorder::open(book.files(stem), BY, None).map_err(troubled)?;
    let asked = recorder.attempt(&Request {
        id: fresh_id(at),
        command,
        at,
        seen: None,
    });
    asked.map_err(|not| match not {
        NotRecorded::Refused(refusal) => words.refusal(&refusal),
        NotRecorded::Store(trouble) => words.trouble(&trouble),
    })?;
    // The journal has it: the record is written again when it is next due.
    let _ = recorder.write_record();
    Ok(())
}

/// The newest meeting of the body that gave an assignment which is not approved.
fn open_meeting(book: &Book, gave: &str) -> Option<String> {
    let shelf = Catalog::read(book).ok()?;
    let body = shelf.meeting(gave)?.minutes.heading.body.id.clone();
    let may_be_written = shelf
        .of_body(&body)
        .find(|one| one.minutes.stage != Stage::Approved);
    may_be_written.map(|one| one.files.stem.clone())
}
