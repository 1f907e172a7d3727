//! Jobs that take their time at the disk: each is done on a thread of its own, and its result comes
//! back as an event.

use std::sync::Arc;
use std::thread::spawn;

use crate::book::catalog::Catalog;
use crate::book::files::state_folder;
use crate::book::recorder::{Completeness, Recorder, fresh_id};
use crate::book::search::Index;
use crate::book::snapshot::scan;
use crate::book::{Book, agenda_file};
use crate::meeting::assignment::FollowUp;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::event::Entry;
use crate::meeting::imported_minutes::ImportedMinutes;
use crate::meeting::minutes::Stage;
use crate::meeting::time::Timestamp;
use crate::tui::library::start::{Coming, Names};
use crate::words::{Language, Words};

/// Something to fetch or do in the book.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Read the meetings of the book.
    ReadCatalog,
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
        /// The moment to record.
        at: Timestamp,
    },
    /// Record a paper as it is understood now, in the meeting that was read from it.
    ReplaceImport {
        /// The meeting's stem.
        stem: String,
        /// As it is understood.
        paper: Box<ImportedMinutes>,
        /// The moment to record.
        at: Timestamp,
    },
    /// Say what became of an assignment, where no meeting is held: in the newest of the body's
    /// that may still be written to.
    FollowUp {
        /// The outcome of the assignment.
        follow_up: FollowUp,
        /// The moment to record.
        at: Timestamp,
    },
}

/// So many meetings take long enough to report progress.
const MANY: usize = 500;

/// The result of a job.
#[derive(Debug)]
pub enum JobResult {
    /// So many meetings of so many have been read.
    Progress {
        /// Read.
        read: usize,
        /// In all.
        of: usize,
    },
    /// The meetings have been read.
    Catalog {
        /// The names of everything in the book.
        names: Names,
        /// The meetings.
        catalog: Arc<Catalog>,
    },
    /// They can be searched.
    Index(Arc<Index>),
    /// The entries.
    Entries(Vec<Entry>),
    /// It is done, and this is what is said of it.
    Done(String),
    /// It is not, for this reason.
    Failed(String),
}

/// Starts a job.
pub fn send(
    job: Job,
    book: Book,
    language: Language,
    tell: impl Fn(JobResult) + Send + Sync + 'static,
) {
    spawn(move || run(job, &book, &Words::new(language), &tell));
}

/// Does a job. After a change the meetings are fetched too.
pub fn run(job: Job, book: &Book, words: &Words, tell: &(impl Fn(JobResult) + Sync)) {
    let changes = matches!(
        job,
        Job::Approve { .. } | Job::FollowUp { .. } | Job::ReplaceImport { .. }
    );
    let result = result_of(job, book, words, tell);
    let is_changed = changes && !matches!(result, JobResult::Failed(_));
    tell(result);
    if is_changed {
        tell(result_of(Job::ReadCatalog, book, words, tell));
    }
}

fn result_of(
    job: Job,
    book: &Book,
    words: &Words,
    tell: &(impl Fn(JobResult) + Sync),
) -> JobResult {
    match job {
        Job::ReadCatalog => read_catalog(book, words, tell),
        Job::Index(meetings) => JobResult::Index(Arc::new(index_of(&meetings))),
        Job::Entries(stem) => match scan(&book.files(&stem)) {
            Ok(scanned) => JobResult::Entries(scanned.entries),
            Err(error) => JobResult::Failed(words.io_error(&error)),
        },
        Job::Approve { stem, by, at } => {
            let names = by.join(", ");
            match approve(book, &stem, by, at, words) {
                Ok(()) => {
                    let with = [("meeting", stem.into()), ("by", names.into())];
                    JobResult::Done(words.say_with("review-approved", &with))
                }
                Err(why) => JobResult::Failed(why),
            }
        }
        Job::ReplaceImport { stem, paper, at } => {
            match record(
                book,
                &stem,
                &Command::ImportMinutes { imported: paper },
                at,
                words,
            ) {
                Ok(()) => JobResult::Done(words.say("mending-recorded").into_owned()),
                Err(why) => JobResult::Failed(why),
            }
        }
        Job::FollowUp { follow_up, at } => match open_meeting(book, &follow_up.meeting) {
            Some(stem) => match record(book, &stem, &Command::FollowUp { follow_up }, at, words) {
                Ok(()) => {
                    JobResult::Done(words.say_with("review-ticked", &[("meeting", stem.into())]))
                }
                Err(why) => JobResult::Failed(why),
            },
            None => JobResult::Failed(words.say("review-nothing-open").into_owned()),
        },
    }
}

/// Reads every meeting of the book; reports progress where there are many.
fn read_catalog(book: &Book, words: &Words, report: &(impl Fn(JobResult) + Sync)) -> JobResult {
    let progress = |read: usize, of: usize| {
        if of > MANY {
            report(JobResult::Progress { read, of });
        }
    };
    match Catalog::read_telling(book, progress) {
        Ok(shelf) => JobResult::Catalog {
            names: names(book),
            catalog: Arc::new(shelf),
        },
        Err(error) => JobResult::Failed(words.io_error(&error)),
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
    command: &Command,
    at: Timestamp,
    words: &Words,
) -> Result<(), String> {
    let troubled = |trouble| words.trouble(&trouble);
    let mut recorder =
        Recorder::open(book.files(stem), Author::Secretary, None).map_err(troubled)?;
    let attempted = recorder.attempt(fresh_id(at), command, at);
    attempted.map_err(|not_recorded| words.not_recorded(&not_recorded))?;
    // The journal has it: the record is written again when it is next due.
    let _ = recorder.write_record();
    Ok(())
}

/// Approves a meeting that is whole; why not.
fn approve(
    book: &Book,
    stem: &str,
    by: Vec<String>,
    at: Timestamp,
    words: &Words,
) -> Result<(), String> {
    let (files, state) = (book.files(stem), state_folder());
    let mut recorder = Recorder::open(files, Author::Secretary, state.as_deref())
        .map_err(|trouble| words.trouble(&trouble))?;
    let approved = recorder.approve(fresh_id(at), by, at, Completeness::Required);
    approved.map_err(|not_approved| words.not_approved(stem, &not_approved))?;
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

/// The names of everything in the book. An agenda that cannot be read has no heading.
#[must_use]
pub fn names(book: &Book) -> Names {
    let meetings = book.meeting_stems().unwrap_or_default();
    let mut agendas = book.agenda_stems().unwrap_or_default();
    agendas.retain(|stem| !meetings.contains(stem));
    let coming = |stem: String| {
        let read = agenda_file::read(&book.agendas().join(format!("{stem}.ron")));
        let agenda = read.ok().map(|file| file.agenda);
        Coming {
            stem,
            heading: agenda.map(|agenda| (agenda.body.name, agenda.date)),
        }
    };
    Names {
        meetings,
        agendas: agendas.into_iter().map(coming).collect(),
    }
}
