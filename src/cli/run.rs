//! `klubba run`: the desk. Everything that can fail does so before the screen is taken.

use std::path::Path;

use super::{Answer, Task, shown_path};
use crate::book::agenda_file;
use crate::book::draft_file::DraftFile;
use crate::book::files::{MeetingFiles, state_folder};
use crate::book::memory::decided_before;
use crate::book::recorder::{Ask, News, Recorder, Trouble, fresh_id};
use crate::book::seat::Seat;
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
use crate::tui::theme::Theme;

/// Begins or resumes a meeting.
pub(super) fn run(task: Task<'_>, program: &mut Program, name: &str) -> Answer {
    if !task.surroundings.is_terminal {
        return Answer {
            code: 2,
            ..task.failed("cli-needs-a-terminal", &[])
        };
    }
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    let files = match task.book.named(name) {
        Ok(Named::Meeting(files)) => files,
        Ok(Named::Agenda(path)) => match begin(&task, &path, clock.now()) {
            Ok(files) => files,
            Err(answer) => return answer,
        },
        Err(not_named) => return task.not_named(name, &not_named),
    };
    sit_down(task, program, files, clock, state_folder().as_deref())
}

/// The same in a book of its own that is gone afterwards: nothing is left in the real one, nor among
/// the user's drafts.
pub(super) fn rehearse(mut task: Task<'_>, program: &mut Program, name: &str) -> Answer {
    if !task.surroundings.is_terminal {
        return Answer {
            code: 2,
            ..task.failed("cli-needs-a-terminal", &[])
        };
    }
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    let named = match task.book.named(name) {
        Ok(named) => named,
        Err(not_named) => return task.not_named(name, &not_named),
    };
    let folder = match tempfile::Builder::new()
        .prefix("klubba-rehearsal-")
        .tempdir()
    {
        Ok(folder) => folder,
        Err(error) => return Answer::failed(format!("klubba: {error}\n")),
    };
    let real = std::mem::replace(&mut task.book, Book::at(folder.path()));
    let copied = copy_agenda(&real, &task.book, &named).and_then(|()| match &named {
        Named::Meeting(files) => copy_meeting(files, &task.book),
        Named::Agenda(_) => Ok(()),
    });
    if let Err(error) = copied {
        return Answer::failed(format!("klubba: {error}\n"));
    }
    let files = match named {
        Named::Meeting(files) => task.book.files(&files.stem),
        // Read where it lies, so that complaints name the file that can be put right.
        Named::Agenda(path) => match begin(&task, &path, clock.now()) {
            Ok(files) => files,
            Err(answer) => return answer,
        },
    };
    sit_down(
        task,
        program,
        files,
        clock,
        Some(&folder.path().join("state")),
    )
}

/// The agenda's file, where there is one.
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

/// What happened so far, without the locks: nobody else is in the rehearsal.
fn copy_meeting(files: &MeetingFiles, rehearsal: &Book) -> std::io::Result<()> {
    let copy = rehearsal.files(&files.stem);
    std::fs::create_dir_all(rehearsal.meetings())?;
    copy_if_there(&files.record, &copy.record)?;
    std::fs::copy(&files.journal, &copy.journal).map(|_| ())
}

fn copy_if_there(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::copy(from, to) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        copied => copied.map(|_| ()),
    }
}

/// Takes an agenda in: the meeting's first entry.
fn begin(task: &Task<'_>, path: &Path, now: Timestamp) -> Result<MeetingFiles, Answer> {
    let file = agenda_file::read(path)
        .map_err(|complaints| super::check::complained(task, &complaints))?;
    let files = task.book.files(&stem_of(path));
    let command = Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    };
    begin_with(&files, command, now).map_err(|trouble| troubled(task, &trouble))?;
    Ok(files)
}

/// Makes the journal of a meeting.
pub(super) fn begin_with(
    files: &MeetingFiles,
    command: Command,
    now: Timestamp,
) -> Result<(), Trouble> {
    Recorder::begin(
        files,
        Author::Secretary,
        &Ask {
            id: fresh_id(now),
            command,
            at: now,
            seen: None,
        },
    )
}

/// Takes the desk of a meeting that has begun, or follows where somebody else has it.
pub(super) fn sit_down(
    task: Task<'_>,
    program: &mut Program,
    files: MeetingFiles,
    clock: Clock,
    state: Option<&Path>,
) -> Answer {
    let mut seat = Seat::at(files.desk_lock.clone(), whose(clock.now()));
    let owner = match seat.take() {
        Ok(taken) => taken.err(),
        Err(error) => {
            let path = shown_path(&files.desk_lock);
            return task.failed(
                "cli-cannot-lock",
                &[("path", &path), ("error", &error.to_string())],
            );
        }
    };
    let stem = files.stem.clone();
    let mut recorder = match Recorder::open(files, Author::Secretary, state) {
        Ok(recorder) => recorder,
        Err(trouble) => return troubled(&task, &trouble),
    };
    if !recorder.meeting().has_agenda() {
        return task.failed("cli-no-beginning", &[]);
    }
    if seat.is_ours() {
        resume(&mut recorder, clock.now());
    }
    let opening = Opening {
        meeting: recorder.meeting().clone(),
        seq: recorder.head().seq,
        findings: recorder.findings(),
        is_behind_record: recorder.is_behind_record(),
        owner,
        stem: stem.clone(),
        ids: EntryIds::unique(),
    };
    let theme = Theme::of_environment(task.surroundings.no_color.as_deref());
    let drafts = state.zip(recorder.first_line());
    let drafts = drafts.map(|(folder, first)| DraftFile::of(folder, &stem, first));
    let Task { words, book, .. } = task;
    let language = words.language();
    let mut desk = Desk::new(words, opening);
    if let Some(command) = changed_agenda(&book, &stem, recorder.meeting()) {
        desk.offer_agenda(command);
    }
    let body = recorder.meeting().heading.body.id.clone();
    let of_book = book.clone();
    let duties = DeskDuties {
        recorder,
        seat,
        book,
        language,
        drafts,
        past_decisions: Box::new(move || decided_before(&of_book, &body, &stem)),
    };
    if let Some(draft) = duties.left_draft() {
        desk.take_up(&draft);
    }
    match program.run(&mut desk, Duties::Desk(Box::new(duties)), clock, theme) {
        Ok(_) => Answer::default(),
        Err(error) => Answer::failed(format!("klubba: {error}\n")),
    }
}

/// The command that would take the agenda in again, where its file is not what it was.
fn changed_agenda(book: &Book, stem: &str, meeting: &Meeting) -> Option<Command> {
    if meeting.stage != Stage::Prepared {
        return None;
    }
    let file = agenda_file::read(&book.agendas().join(format!("{stem}.ron"))).ok()?;
    let is_changed = file.digest != meeting.agenda_digest;
    is_changed.then(|| Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    })
}

/// A long silence before somebody sits down again is worth an entry: it counts for nothing.
fn resume(recorder: &mut Recorder, now: Timestamp) {
    if recorder.meeting().stage == Stage::UnderWay {
        let ask = Ask {
            id: fresh_id(now),
            command: Command::Resume,
            at: now,
            seen: None,
        };
        let _told_by_the_desk: Vec<News> = recorder.record(ask);
    }
}

/// Who has the desk, for another who would sit down at it.
fn whose(now: Timestamp) -> String {
    let variable = |names: [&str; 2]| names.iter().find_map(|name| std::env::var(name).ok());
    let user = variable(["USER", "USERNAME"]).unwrap_or_else(|| "?".to_owned());
    let host = variable(["HOSTNAME", "COMPUTERNAME"])
        .or_else(|| std::fs::read_to_string("/proc/sys/kernel/hostname").ok())
        .unwrap_or_default();
    format!("{user}@{} {}", host.trim(), now.format("%H:%M"))
}

pub(super) fn troubled(task: &Task<'_>, trouble: &Trouble) -> Answer {
    let path = shown_path(&trouble.path);
    let message = task.words.trouble(trouble);
    task.failed("cli-trouble", &[("path", &path), ("what", &message)])
}
