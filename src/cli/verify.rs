//! `klubba verify`: the chain of a journal, line by line, and the record held against it; a
//! fingerprint that was noted elsewhere; a document that carries one.

mod paper;

use clap::Args;

use super::context::{Context, printable_path};
use super::output::{Exit, Failure, Output};
use crate::book::files::MeetingFiles;
use crate::book::journal::{Defect, JournalFinding};
use crate::book::snapshot::{RecordState, Scanned, compare_record, entries_after, scan};
use crate::meeting::Meeting;
use crate::meeting::minutes::Stage;

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    #[arg(value_name = "MEETING", help = "cli-verify-what")]
    meeting: String,
    #[arg(long, value_name = "HASH", help = "cli-verify-against")]
    against: Option<String>,
}

/// The fewest digits of a fingerprint that are taken for one.
const FEWEST_DIGITS: usize = 16;

/// Verifies a journal or a document. The exit code is that of the worst finding.
pub(super) fn verify(
    context: &Context<'_>,
    arguments: &VerifyArguments,
) -> Result<Output, Failure> {
    if paper::is_paper(&arguments.meeting) {
        return paper::verify(context, &arguments.meeting);
    }
    let against = arguments.against.as_deref();
    let against = against.map(|typed| digits(context, typed)).transpose()?;
    let files = context.meeting(&arguments.meeting)?;
    let scanned = scan(&files).map_err(|error| context.not_read(&files.journal, &error))?;
    let mut report = Report {
        path: printable_path(&files.journal),
        context,
        output: Output::default(),
    };
    report.journal(&scanned);
    report.record(&files, &scanned);
    report.verdict(&scanned);
    report.approval(scanned);
    if let Some(digits) = against {
        report.compare(&files, &digits)?;
    }
    Ok(report.output)
}

/// The digits of a fingerprint as somebody typed it, with or without spaces between.
fn digits(context: &Context<'_>, typed: &str) -> Result<String, Failure> {
    let digits: String = typed.split_whitespace().collect::<String>().to_lowercase();
    let is_hexadecimal = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if is_hexadecimal && (FEWEST_DIGITS..=64).contains(&digits.len()) {
        Ok(digits)
    } else {
        Err(context.bad_value("--against", typed))
    }
}

/// What is found, as it is told.
struct Report<'a> {
    path: String,
    context: &'a Context<'a>,
    output: Output,
}

impl Report<'_> {
    fn remark(&mut self, sentence: &str, exit: Exit) {
        let Self { path, output, .. } = self;
        output.stderr.extend([path.as_str(), ": ", sentence, "\n"]);
        self.output.exit = self.output.exit.max(exit);
    }

    fn say(&mut self, message: &str, with: &[(&str, &str)]) {
        let sentence = self.context.sentence(message, with);
        let line = format!("{}: {sentence}\n", self.path);
        self.output.stdout.extend_from_slice(line.as_bytes());
    }

    fn journal(&mut self, scanned: &Scanned) {
        for finding in &scanned.findings {
            self.remark(&describe(self.context, finding), exit_for(&finding.defect));
        }
        if !scanned.has_the_records_head {
            let behind = self.context.words.say("verify-behind-record").into_owned();
            self.remark(&behind, Exit::BrokenChain);
        }
    }

    fn record(&mut self, files: &MeetingFiles, scanned: &Scanned) {
        let is_whole = scanned.integrity().is_whole();
        let message = match compare_record(files, scanned) {
            RecordState::Unknown | RecordState::Agrees => return,
            // It may have what the journal has lost.
            RecordState::Contradicts if !is_whole => return,
            RecordState::Changed => "verify-record-changed",
            RecordState::Contradicts => "verify-record-contradicts",
        };
        let sentence = self.context.words.say(message).into_owned();
        self.remark(&sentence, Exit::Damaged);
    }

    fn verdict(&mut self, scanned: &Scanned) {
        let verdict = match self.output.exit {
            Exit::Done => "verify-whole",
            Exit::TornTail => "verify-torn",
            Exit::Damaged => "verify-damaged",
            Exit::BrokenChain | Exit::Failed | Exit::Usage | Exit::Incomplete => "verify-broken",
        };
        let entries = scanned.entries.len().to_string();
        self.say(
            verdict,
            &[("entries", &entries), ("head", &scanned.head.hash)],
        );
    }

    fn approval(&mut self, scanned: Scanned) {
        let head = scanned.head;
        if Meeting::replay(scanned.entries).stage == Stage::Approved {
            let line = head.seq.to_string();
            self.say("verify-approved", &[("line", &line), ("head", &head.hash)]);
        }
    }

    /// Looks for a line with a fingerprint that was noted elsewhere.
    fn compare(&mut self, files: &MeetingFiles, digits: &str) -> Result<(), Failure> {
        let after = entries_after(files, digits);
        let after = after.map_err(|error| self.context.not_read(&files.journal, &error))?;
        match after {
            Some(0) => self.say("verify-against-same", &[]),
            Some(after) => self.say("verify-against-older", &[("after", &after.to_string())]),
            None => {
                let other = self.context.words.say("verify-against-other").into_owned();
                self.remark(&other, Exit::BrokenChain);
            }
        }
        Ok(())
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
