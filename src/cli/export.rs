//! `klubba export`: documents. The record is brought up to date first, and is what they are made
//! from.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{Answer, Task, shown_path};
use crate::book::recorder::Recorder;
use crate::book::replace::{Durability, Readers, replace};
use crate::book::standing::standing;
use crate::export::json::json;
use crate::export::markdown::markdown;
use crate::export::outline::{Source, outline};
use crate::tui::clock::Clock;
use crate::tui::desk::BY;

/// Exports a meeting.
pub(super) fn export(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let files = match task.meeting(&super::name_in(said)) {
        Ok(files) => files,
        Err(answer) => return answer,
    };
    let mut answer = Answer::default();
    // A folder that may only be read keeps its old record; the document is made all the same.
    let brought_up = Recorder::open(files.clone(), BY, None).map(|recorder| recorder.write_record());
    if !matches!(brought_up, Ok(Ok(()))) {
        answer.stderr = format!("klubba: {}\n", task.words.say("export-record-not-written"));
    }
    let standing = match standing(&files) {
        Ok(standing) => standing,
        Err(error) => {
            let path = shown_path(&files.journal);
            return task.failed("verify-unreadable", &[("path", &path), ("error", &error.to_string())]);
        }
    };
    let now = Clock::started_at(task.surroundings.now.as_deref()).now();
    let source = Source { minutes: &standing.minutes, head: &standing.head.hash, now };
    let document = match said.get_one::<String>("to").map(String::as_str) {
        Some("json") => json(&source, &task.words),
        _ => markdown(&outline(&source, &task.words)),
    };
    deliver(task, said, document, answer)
}

fn deliver(task: &Task<'_>, said: &ArgMatches, document: String, mut answer: Answer) -> Answer {
    match said.get_one::<PathBuf>("output").filter(|path| path.as_os_str() != "-") {
        None => answer.stdout = document.into_bytes(),
        Some(path) => {
            if let Err(error) = replace(path, document.as_bytes(), Durability::Synced, Readers::AsTheFolder) {
                let path = shown_path(path);
                return task.failed("export-not-written", &[("path", &path), ("error", &error.to_string())]);
            }
            answer.stderr += &shown_path(path);
            answer.stderr.push('\n');
        }
    }
    answer
}
