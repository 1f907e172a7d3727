//! `klubba verify`: the chain of a journal, line by line.

use clap::Args;

use super::context::{Context, printable_path};
use super::output::{Exit, Failure, Output};
use crate::book::journal::{Defect, JournalFinding};
use crate::book::snapshot::{Scanned, scan};

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    #[arg(value_name = "MEETING", help = "cli-meeting")]
    meeting: String,
}

/// Verifies a journal. The exit code is that of the worst finding.
pub(super) fn verify(
    context: &Context<'_>,
    arguments: &VerifyArguments,
) -> Result<Output, Failure> {
    let files = context.meeting(&arguments.meeting)?;
    let scanned = scan(&files).map_err(|error| context.not_read(&files.journal, &error))?;
    Ok(report(context, &printable_path(&files.journal), &scanned))
}

fn report(context: &Context<'_>, path: &str, scanned: &Scanned) -> Output {
    let findings = &scanned.findings;
    let mut lines: Vec<String> = findings
        .iter()
        .map(|finding| describe(context, finding))
        .collect();
    let mut exit = findings
        .iter()
        .map(|finding| exit_for(&finding.defect))
        .max()
        .unwrap_or_default();
    if !scanned.has_the_records_head {
        exit = Exit::BrokenChain;
        lines.push(context.words.say("verify-behind-record").into_owned());
    }
    let verdict = match exit {
        Exit::Done => "verify-whole",
        Exit::TornTail => "verify-torn",
        Exit::Damaged => "verify-damaged",
        Exit::BrokenChain | Exit::Failed | Exit::Usage | Exit::Incomplete => "verify-broken",
    };
    let verdict = context.words.say_with(
        verdict,
        &[
            ("entries", scanned.entries.len().into()),
            ("head", scanned.head.hash.as_str().into()),
        ],
    );
    let stderr = lines
        .iter()
        .fold(String::new(), |text, line| text + path + ": " + line + "\n");
    Output {
        stdout: format!("{path}: {verdict}\n").into_bytes(),
        stderr,
        exit,
    }
}

/// A line of a newer program is no damage.
fn exit_for(flaw: &Defect) -> Exit {
    match flaw {
        Defect::Newer => Exit::Done,
        Defect::Torn => Exit::TornTail,
        Defect::Damaged => Exit::Damaged,
        Defect::Broken { .. } => Exit::BrokenChain,
    }
}

fn describe(context: &Context<'_>, finding: &JournalFinding) -> String {
    let (message, expected, found) = match &finding.defect {
        Defect::Torn => ("verify-line-torn", 0, 0),
        Defect::Damaged => ("verify-line-damaged", 0, 0),
        Defect::Newer => ("verify-line-newer", 0, 0),
        Defect::Broken { expected, found } => ("verify-line-broken", *expected, *found),
    };
    context.words.say_with(
        message,
        &[
            ("line", finding.line.to_string().into()),
            ("byte", finding.byte.to_string().into()),
            ("expected", expected.to_string().into()),
            ("found", found.to_string().into()),
        ],
    )
}
