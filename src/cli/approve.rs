//! `klubba approve`: the minutes are approved, as an entry over the chain's head.

use super::{Answer, Task};
use crate::book::recorder::{NotRecorded, Recorder, Request, fresh_id};
use crate::meeting::command::Command;
use crate::tui::clock::Clock;
use crate::tui::desk::BY;
use crate::tui::wrap::shown;

/// Approves a meeting's minutes, or opens them again.
pub(super) fn approve(task: &Task<'_>, name: &str, by: &[String], reopens: bool) -> Answer {
    let files = match task.meeting(name) {
        Ok(files) => files,
        Err(answer) => return answer,
    };
    let now = Clock::started_at(task.surroundings.now.as_deref()).now();
    let command = if reopens {
        Command::Reopen
    } else {
        Command::Approve { by: by.to_vec() }
    };
    let stem = files.stem.clone();
    let mut recorder = match Recorder::open(files, BY, None) {
        Ok(recorder) => recorder,
        Err(trouble) => return super::run::troubled(task, &trouble),
    };
    let approved = recorder.head().hash.clone();
    match recorder.attempt(&Request {
        id: fresh_id(now),
        command,
        at: now,
        seen: None,
    }) {
        Ok(()) => {}
        Err(NotRecorded::Refused(refusal)) => {
            return Answer::failed(format!("klubba: {}\n", task.words.refusal(&refusal)));
        }
        Err(NotRecorded::Store(trouble)) => return super::run::troubled(task, &trouble),
    }
    let by = by.join(", ");
    let said = if reopens {
        task.words
            .say_with("approve-reopened", &[("meeting", stem.into())])
    } else {
        let with = [
            ("meeting", stem.into()),
            ("by", shown(&by).into()),
            ("head", approved.into()),
        ];
        task.words.say_with("approve-approved", &with)
    };
    let mut answer = Answer::done(format!("{said}\n"));
    if recorder.write_record().is_err() {
        // The journal has it: the record is written again when it is next due.
        answer.stderr = format!("klubba: {}\n", task.words.say("export-record-not-written"));
    }
    answer
}
