//! `klubba approve`: the minutes are approved, as an entry over the chain's head.

use clap::{ArgAction, Args};

use super::context::Context;
use super::output::{Failure, Output};
use crate::book::recorder::{NotRecorded, Recorder, fresh_id};
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
    let stem = files.stem.clone();
    let mut recorder = Recorder::open(files, Author::Secretary, None)
        .map_err(|trouble| context.trouble(&trouble))?;
    let integrity = recorder.integrity();
    if !(reopen || incomplete || integrity.is_whole()) {
        let why = context.missing(&stem, &integrity);
        let refusal = context.failure("approve-incomplete", &[("meeting", &stem)]);
        return Err(Failure::new(why + &refusal.message));
    }
    let head = recorder.head().hash.clone();
    let names = by.join(", ");
    let command = if reopen {
        Command::Reopen
    } else {
        Command::Approve { by }
    };
    record(context, &mut recorder, &command)?;
    let receipt = if reopen {
        context
            .words
            .say_with("approve-reopened", &[("meeting", stem.into())])
    } else {
        let with = [
            ("meeting", stem.into()),
            ("by", shown(&names).into()),
            ("head", head.into()),
        ];
        context.words.say_with("approve-approved", &with)
    };
    let mut output = Output::done(format!("{receipt}\n"));
    if recorder.write_record().is_err() {
        // The journal has it: the record is written again when it is next due.
        output.stderr = context.remark("export-record-not-written", &[]);
    }
    Ok(output)
}

fn record(
    context: &Context<'_>,
    recorder: &mut Recorder,
    command: &Command,
) -> Result<(), Failure> {
    let now = context.now();
    let attempted = recorder.attempt(fresh_id(now), command, now);
    attempted.map_err(|reason| match reason {
        NotRecorded::Refused(refusal) => Failure::from_system(context.words.refusal(&refusal)),
        NotRecorded::Store(trouble) => context.trouble(&trouble),
    })
}
