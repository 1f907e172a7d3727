//! `klubba approve`: the minutes are approved, as an entry over the chain's head.

use std::sync::Arc;

use clap::{ArgAction, Args};

use super::context::{Context, printable_path};
use super::output::{Failure, Output};
use crate::book::files::state_folder;
use crate::book::private_draft::PrivateDraft;
use crate::book::recorder::{Completeness, NotApproved, Recorder, fresh_id};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::tui::wrap::shown;

#[derive(Debug, Args)]
pub(super) struct ApproveArguments {
    #[arg(value_name = "MEETING", help = "cli-meeting")]
    meeting: String,
    #[arg(
        long,
        value_name = "NAME",
        action = ArgAction::Append,
        required_unless_present = "reopen",
        help = "cli-approve-by"
    )]
    by: Vec<String>,
    #[arg(long, conflicts_with = "by", help = "cli-approve-reopen")]
    reopen: bool,
    #[arg(long, conflicts_with = "reopen", help = "cli-approve-incomplete")]
    incomplete: bool,
}

/// Approves a meeting's minutes, or opens them again.
pub(super) fn approve(
    context: &Context<'_>,
    arguments: ApproveArguments,
) -> Result<Output, Failure> {
    let ApproveArguments {
        meeting,
        by,
        reopen,
        incomplete,
    } = arguments;
    let files = context.meeting(&meeting)?;
    let mut recorder = Recorder::open(files, Author::Secretary, state_folder().as_deref())
        .map_err(|trouble| context.trouble(&trouble))?;
    let receipt = if reopen {
        reopen_minutes(context, &mut recorder)?
    } else {
        let completeness = if incomplete {
            Completeness::Waived
        } else {
            Completeness::Required
        };
        approve_minutes(context, &mut recorder, by, completeness)?
    };
    let mut output = Output::done(format!("{receipt}\n"));
    output.stderr = left_behind(context, &recorder);
    output.stderr += &context.update_record(&mut recorder);
    Ok(output)
}

/// Tells of what was being written at this computer's desk and never recorded: it is in no minutes,
/// and stays in the user's own folder.
fn left_behind(context: &Context<'_>, recorder: &Recorder) -> String {
    let (state, storage) = (state_folder(), recorder.files().storage());
    let draft = state.zip(recorder.first_line()).map(|(state, first)| {
        PrivateDraft::of(Arc::clone(storage), &state, &recorder.files().stem, first)
    });
    match draft.filter(PrivateDraft::is_there) {
        Some(draft) => {
            let path = printable_path(draft.path());
            context.remark("approve-left-behind", &[("path", &path)])
        }
        None => String::new(),
    }
}

/// Approves; the receipt has the fingerprint of the chain with the approval as its last line.
fn approve_minutes(
    context: &Context<'_>,
    recorder: &mut Recorder,
    by: Vec<String>,
    completeness: Completeness,
) -> Result<String, Failure> {
    let (now, names) = (context.now(), by.join(", "));
    let stem = recorder.files().stem.clone();
    recorder
        .approve(fresh_id(now), by, now, completeness)
        .map_err(|not_approved| not_approved_failure(context, &stem, &not_approved))?;
    let with = [
        ("meeting", stem.into()),
        ("by", shown(&names).into()),
        ("head", recorder.head().hash.clone().into()),
    ];
    Ok(context.words.say_with("approve-approved", &with))
}

fn not_approved_failure(context: &Context<'_>, stem: &str, not_approved: &NotApproved) -> Failure {
    match not_approved {
        NotApproved::Incomplete(integrity) => {
            let why = context.missing(stem, integrity);
            let refusal = context.failure("approve-incomplete", &[("meeting", stem)]);
            Failure::new(why + &refusal.message)
        }
        NotApproved::Unconfirmed(_) => {
            Failure::from_system(context.words.not_approved(stem, not_approved))
        }
        NotApproved::NotRecorded(not_recorded) => context.not_recorded(not_recorded),
    }
}

fn reopen_minutes(context: &Context<'_>, recorder: &mut Recorder) -> Result<String, Failure> {
    let now = context.now();
    let attempted = recorder.attempt(fresh_id(now), &Command::Reopen, now);
    attempted.map_err(|why| context.not_recorded(&why))?;
    let stem = recorder.files().stem.clone();
    let with = [("meeting", stem.into())];
    Ok(context.words.say_with("approve-reopened", &with))
}
