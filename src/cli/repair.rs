//! `klubba repair`: a meeting is put together again of its journal, its record, its copies and what
//! was rescued; each choice is told, and nothing is deleted.

use std::path::Path;
use std::sync::Arc;

use clap::Args;

use super::context::{Context, printable_path};
use super::output::{Exit, Failure, Output};
use crate::book::edit_lock::EditLock;
use crate::book::files::{MeetingFiles, state_folder};
use crate::book::recorder::Recorder;
use crate::book::repair::{Finding, RepairPlan, words_recorded};
use crate::book::rescue::Rescue;
use crate::book::storage::Claim;
use crate::meeting::author::Author;
use crate::tui::wrap::shown;

#[derive(Debug, Args)]
pub(super) struct RepairArguments {
    #[arg(value_name = "MEETING", help = "cli-meeting")]
    meeting: String,
    #[arg(long, help = "cli-repair-dry-run")]
    dry_run: bool,
}

/// Puts a meeting together again, or tells how it would be.
pub(super) fn repair(
    context: &Context<'_>,
    arguments: &RepairArguments,
) -> Result<Output, Failure> {
    let files = context.meeting(&arguments.meeting)?;
    let mut desk = EditLock::of(files.clone(), "klubba repair".to_owned());
    if let Ok(Claim::Held(owner)) = desk.claim() {
        let with = [("meeting", &*files.stem), ("owner", &*shown(&owner))];
        return Err(context.failure("repair-desk-is-held", &with));
    }
    let unreadable = |error| context.not_read(&files.journal, &error);
    let plan = RepairPlan::read(&files).map_err(unreadable)?;
    let mut report = RepairReport {
        context,
        text: String::new(),
    };
    for finding in &plan.findings {
        report.finding(finding);
    }
    for copy in plan.copies() {
        report.say("repair-copy", &[("path", &printable_path(copy))]);
    }
    if !arguments.dry_run && !plan.is_empty() {
        let kept = plan.carry_out();
        let kept = kept.map_err(|error| context.not_written(&files.journal, &error))?;
        for path in kept {
            report.say("repair-kept", &[("path", &printable_path(&path))]);
        }
    }
    let is_rescue_told = report.rescued(&files, arguments.dry_run)?;
    if plan.is_empty() && !is_rescue_told {
        report.say("repair-nothing", &[("meeting", &files.stem)]);
    }
    let is_lost =
        |finding: &Finding| matches!(finding, Finding::Lost { .. } | Finding::NotAdded { .. });
    let mut output = Output::done(report.text);
    if plan.findings.iter().any(is_lost) {
        output.exit = Exit::Incomplete;
    }
    Ok(output)
}

/// What is told of a repair, a line each.
struct RepairReport<'a> {
    context: &'a Context<'a>,
    text: String,
}

impl RepairReport<'_> {
    fn say(&mut self, message: &str, with: &[(&str, &str)]) {
        self.text += &self.context.sentence(message, with);
        self.text.push('\n');
    }

    fn finding(&mut self, finding: &Finding) {
        let joined = |words: &[String]| shown(&words.join(" / ")).into_owned();
        match finding {
            Finding::ByteRepaired { line } => {
                self.say("repair-byte-repaired", &[("line", &line.to_string())]);
            }
            Finding::TakenFromCopy { line, copy } => {
                let with = [
                    ("line", &*line.to_string()),
                    ("path", &printable_path(copy)),
                ];
                self.say("repair-from-copy", &with);
            }
            Finding::Lost { line } => self.say("repair-lost", &[("line", &line.to_string())]),
            Finding::TakenFromRecord { words } => {
                self.say("repair-from-record", &[("words", &shown(words))]);
            }
            Finding::Added { words, copy } => {
                let with = [("words", &*joined(words)), ("path", &printable_path(copy))];
                self.say("repair-added", &with);
            }
            Finding::NotAdded {
                words,
                copy,
                refusal,
            } => {
                let why = self.context.words.refusal(refusal);
                let (words, path) = (joined(words), printable_path(copy));
                let with = [("words", &*words), ("path", &*path), ("why", &*why)];
                self.say("repair-not-added", &with);
            }
        }
    }

    /// Brings in what waits on this computer, tells what of it could not be brought in, and files
    /// that away. Whether there was any.
    fn rescued(&mut self, files: &MeetingFiles, is_dry_run: bool) -> Result<bool, Failure> {
        let Some(state) = state_folder() else {
            return Ok(false);
        };
        let trouble = |trouble| self.context.trouble(&trouble);
        let by = Author::Secretary;
        let mut recorder = Recorder::open(files.clone(), by, Some(&state)).map_err(trouble)?;
        let waited = recorder.has_unsaved();
        if waited && !is_dry_run {
            recorder.flush();
            // What of it was refused is told below, by the file that it is kept in.
            recorder.remove_reported_refusals();
            // The journal has it: the record is written again when it is next due.
            let _ = recorder.write_record();
        }
        if waited {
            self.say("repair-rescued", &[]);
        }
        let first = recorder.first_line().unwrap_or_default().to_owned();
        drop(recorder);
        let rescue = Rescue::of(Arc::clone(files.storage()), &state, &files.stem, &first);
        let kept = rescue.files_set_aside();
        let kept = kept.map_err(|error| self.context.not_read(rescue.folder(), &error))?;
        for (path, entries) in &kept {
            let words: Vec<String> = entries.iter().flat_map(words_recorded).collect();
            self.kept_beside(&rescue, path, &words, is_dry_run)?;
        }
        Ok(waited || !kept.is_empty())
    }

    fn kept_beside(
        &mut self,
        rescue: &Rescue,
        path: &Path,
        words: &[String],
        is_dry_run: bool,
    ) -> Result<(), Failure> {
        let words = shown(&words.join(" / ")).into_owned();
        let filed = if is_dry_run {
            path.to_owned()
        } else {
            let filed = rescue.file_away(path);
            filed.map_err(|error| self.context.not_written(path, &error))?
        };
        let with = [("words", &*words), ("path", &printable_path(&filed))];
        self.say("repair-kept-beside", &with);
        Ok(())
    }
}
