//! `klubba run`: the desk. Everything that can fail does so before the screen is taken.

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::context::{Context, printable_path};
use super::output::{Failure, Output};
use crate::book::agenda_file;
use crate::book::edit_lock::EditLock;
use crate::book::files::{MeetingFiles, state_folder};
use crate::book::past_decisions::decided_before;
use crate::book::private_draft::PrivateDraft;
use crate::book::recorder::{Recorder, RecorderEvent, StoreError, fresh_id};
use crate::book::rescue::Rescue;
use crate::book::storage::folder::FolderStorage;
use crate::book::storage::{Claim, Storage};
use crate::book::taken_agenda::AgendaMeeting;
use crate::book::{Book, Named, stem_of};
use crate::meeting::Meeting;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::minutes::Stage;
use crate::meeting::time::Timestamp;
use crate::tui::clock::Clock;
use crate::tui::desk::{Desk, EntryIds, Opening};
use crate::tui::run::Program;
use crate::tui::runtime::{DeskDuties, Duties};
use crate::tui::wrap::shown;

#[derive(Debug, Args)]
pub(super) struct RunArguments {
    #[arg(value_name = "AGENDA|MEETING", help = "cli-agenda-or-meeting")]
    meeting: String,
    #[arg(long, help = "cli-rehearse")]
    rehearse: bool,
    #[arg(long, help = "cli-run-new")]
    new: bool,
}

/// Runs a meeting, or rehearses it.
pub(super) fn run(
    context: Context<'_>,
    program: &mut Program,
    arguments: &RunArguments,
) -> Result<Output, Failure> {
    if arguments.rehearse {
        rehearse(context, program, &arguments.meeting)
    } else {
        open(context, program, &arguments.meeting, arguments.new)
    }
}

/// Begins or resumes a meeting.
pub(super) fn open_desk(
    context: Context<'_>,
    program: &mut Program,
    name: &str,
) -> Result<Output, Failure> {
    open(context, program, name, false)
}

/// The same; `is_new`: also where the book has a meeting of its agenda's name.
fn open(
    context: Context<'_>,
    program: &mut Program,
    name: &str,
    is_new: bool,
) -> Result<Output, Failure> {
    let clock = context.clock();
    let named = context.book.named(name);
    if let Ok(Named::Agenda(path)) = &named
        && !is_new
    {
        context.meeting_of(path)?;
    }
    context.require_terminal("cli-needs-a-terminal")?;
    let files = match named {
        Ok(Named::Meeting(files)) => files,
        Ok(Named::Agenda(path)) => begin(&context, &path, clock.now())?,
        Err(not_named) => return Err(context.not_named(name, &not_named)),
    };
    sit_down(context, program, files, clock, state_folder().as_deref())
}

/// Runs a meeting in a book of its own that is gone afterwards: nothing is left in the real one, nor
/// among the user's drafts.
fn rehearse(
    mut context: Context<'_>,
    program: &mut Program,
    name: &str,
) -> Result<Output, Failure> {
    context.require_terminal("cli-needs-a-terminal")?;
    let clock = context.clock();
    let named = context
        .book
        .named(name)
        .map_err(|not_named| context.not_named(name, &not_named))?;
    let folder = tempfile::Builder::new()
        .prefix("klubba-rehearsal-")
        .tempdir()?;
    let real = std::mem::replace(&mut context.book, Book::at(folder.path()));
    copy_agenda(&real, &context.book, &named)?;
    let files = match named {
        Named::Meeting(files) => {
            copy_meeting(&files, &context.book)?;
            context.book.files(&files.stem)
        }
        // Read where it lies, so that complaints name the file that can be put right.
        Named::Agenda(path) => begin(&context, &path, clock.now())?,
    };
    sit_down(
        context,
        program,
        files,
        clock,
        Some(&folder.path().join("state")),
    )
}

/// Copies the agenda's file, where there is one.
fn copy_agenda(real: &Book, rehearsal: &Book, named: &Named) -> std::io::Result<()> {
    let (stem, path) = match named {
        Named::Meeting(files) => (
            files.stem.clone(),
            real.agendas().join(format!("{}.ron", files.stem)),
        ),
        Named::Agenda(path) => (stem_of(path), path.clone()),
    };
    std::fs::create_dir_all(rehearsal.agendas())?;
    copy_if_there(&path, &rehearsal.agendas().join(format!("{stem}.ron")))
}

/// Copies what happened so far, without the locks: nobody else is in the rehearsal.
fn copy_meeting(files: &MeetingFiles, rehearsal: &Book) -> std::io::Result<()> {
    let copy = rehearsal.files(&files.stem);
    std::fs::create_dir_all(rehearsal.meetings())?;
    copy_if_there(&files.record, &copy.record)?;
    let journal = files.storage().read(&files.journal)?;
    std::fs::write(&copy.journal, journal)
}

fn copy_if_there(from: &Path, to: &Path) -> std::io::Result<()> {
    match FolderStorage.read(from) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        read => std::fs::write(to, read?),
    }
}

/// Takes an agenda in: the meeting's first entry, in a journal that no other agenda has.
fn begin(context: &Context<'_>, path: &Path, now: Timestamp) -> Result<MeetingFiles, Failure> {
    let file = agenda_file::read(path).map_err(|complaints| {
        Failure::new(super::check::describe_complaints(
            &complaints,
            &context.words,
        ))
    })?;
    let files = match context.book.meeting_of(path, &file) {
        AgendaMeeting::Begun(files) => return Ok(files),
        AgendaMeeting::Free(files) | AgendaMeeting::Another { free: files, .. } => files,
    };
    let command = Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    };
    begin_with(&files, &command, now).map_err(|trouble| context.trouble(&trouble))?;
    Ok(files)
}

/// Makes the journal of a meeting with its first entry.
pub(super) fn begin_with(
    files: &MeetingFiles,
    command: &Command,
    now: Timestamp,
) -> Result<(), StoreError> {
    Recorder::begin(files, &Author::Secretary, fresh_id(now), command, now)
}

/// Takes the desk of a meeting that has begun, or follows where somebody else has it.
pub(super) fn sit_down(
    context: Context<'_>,
    program: &mut Program,
    files: MeetingFiles,
    clock: Clock,
    state: Option<&Path>,
) -> Result<Output, Failure> {
    let (edit_lock, owner) = claim_desk(&context, &files, clock.now())?;
    let stem = files.stem.clone();
    let mut recorder = Recorder::open(files, Author::Secretary, state)
        .map_err(|trouble| context.trouble(&trouble))?;
    if !recorder.meeting().has_agenda() {
        return Err(context.failure("cli-no-beginning", &[]));
    }
    if edit_lock.is_ours() {
        resume(&mut recorder, clock.now());
    }
    let theme = context.look();
    let Context { words, book, .. } = context;
    let language = words.language();
    let mut desk = Desk::new(words, opening(&recorder, &stem, owner));
    if let Some(command) = changed_agenda(&book, &stem, recorder.meeting()) {
        desk.offer_agenda(command);
    }
    let kept_in = state.zip(recorder.first_line());
    let drafts = kept_in
        .map(|(folder, first)| PrivateDraft::of(Arc::clone(book.storage()), folder, &stem, first));
    let standby =
        kept_in.map(|(folder, first)| Rescue::of(Arc::clone(book.storage()), folder, &stem, first));
    let past_decisions = past_decisions(&book, recorder.meeting(), stem);
    let duties = DeskDuties {
        recorder,
        edit_lock,
        book,
        language,
        drafts,
        standby,
        past_decisions,
    };
    desk.take_up(&duties.left_draft());
    program.run(&mut desk, Duties::Desk(Box::new(duties)), clock, theme)?;
    Ok(Output::default())
}

/// Claims the text of the meeting; the owner, where that is somebody else.
fn claim_desk(
    context: &Context<'_>,
    files: &MeetingFiles,
    now: Timestamp,
) -> Result<(EditLock, Option<String>), Failure> {
    let mut lock = EditLock::of(files.clone(), owner_name(now));
    match lock.claim() {
        Ok(Claim::Ours(())) => Ok((lock, None)),
        Ok(Claim::Held(owner)) => Ok((lock, Some(owner))),
        Err(error) => {
            let (path, error) = (
                printable_path(&files.desk_lock),
                context.words.io_error(&error),
            );
            let with = [("path", path.as_str()), ("error", error.as_str())];
            Err(context.failure("cli-cannot-lock", &with))
        }
    }
}

fn opening(recorder: &Recorder, stem: &str, owner: Option<String>) -> Opening {
    Opening {
        meeting: recorder.meeting().clone(),
        seq: recorder.head().seq,
        integrity: recorder.integrity(),
        owner,
        stem: stem.to_owned(),
        ids: EntryIds::unique(),
    }
}

/// Prepares to read what the body decided before, which takes a while and is done beside the desk.
fn past_decisions(
    book: &Book,
    meeting: &Meeting,
    stem: String,
) -> Box<dyn FnOnce() -> Vec<String> + Send> {
    let (book, body) = (book.clone(), meeting.heading.body.id.clone());
    Box::new(move || decided_before(&book, &body, &stem))
}

/// Prepares to take the agenda in again. None where its file is what it was, and once the meeting has
/// been opened.
fn changed_agenda(book: &Book, stem: &str, meeting: &Meeting) -> Option<Command> {
    if meeting.stage != Stage::Prepared {
        return None;
    }
    let file = book.changed_agenda(stem, meeting)?;
    Some(Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    })
}

/// Records that somebody sits down again: the silence before does not count as time spent.
fn resume(recorder: &mut Recorder, now: Timestamp) {
    if recorder.meeting().stage == Stage::UnderWay {
        let _shown_by_the_desk: Vec<RecorderEvent> =
            recorder.record_unseen(&fresh_id(now), Command::Resume, now);
    }
}

/// Names who has the desk, for another who would sit down at it.
fn owner_name(now: Timestamp) -> String {
    let variable = |names: [&str; 2]| names.iter().find_map(|name| std::env::var(name).ok());
    let user = variable(["USER", "USERNAME"]).unwrap_or_else(|| "?".to_owned());
    let host = variable(["HOSTNAME", "COMPUTERNAME"])
        .or_else(|| std::fs::read_to_string("/proc/sys/kernel/hostname").ok())
        .unwrap_or_default();
    format!("{user}@{} {}", host.trim(), now.format("%H:%M"))
}

impl Context<'_> {
    /// The meeting of an agenda, begun or not. One that only has the name of a meeting in the book is
    /// refused, with both of them named: nobody records in the wrong minutes. None for an agenda that
    /// cannot be read.
    pub(super) fn meeting_of(&self, path: &Path) -> Result<Option<MeetingFiles>, Failure> {
        let Ok(file) = agenda_file::read(path) else {
            return Ok(None);
        };
        match self.book.meeting_of(path, &file) {
            AgendaMeeting::Begun(files) | AgendaMeeting::Free(files) => Ok(Some(files)),
            AgendaMeeting::Another {
                meeting, heading, ..
            } => {
                let (date, other_date) = (file.agenda.date.to_string(), heading.date.to_string());
                let with = [
                    ("path", &*printable_path(path)),
                    ("body", &*shown(&file.agenda.body.name)),
                    ("date", &date),
                    ("meeting", &meeting),
                    ("otherbody", &*shown(&heading.body.name)),
                    ("otherdate", &other_date),
                ];
                Err(self.failure("cli-another-meeting", &with))
            }
        }
    }

    /// Words a trouble with the disk.
    pub(super) fn trouble(&self, trouble: &StoreError) -> Failure {
        let path = printable_path(&trouble.path);
        let message = self.words.trouble(trouble);
        self.failure("cli-trouble", &[("path", &path), ("what", &message)])
    }
}
