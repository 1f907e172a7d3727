//! `klubba verify`: the chain of a journal, line by line.

use super::{Answer, Task, shown_path};
use crate::book::journal::{Defect, JournalFinding};
use crate::book::snapshot::{Scanned, scan};

/// Verifies a journal: 0 whole, 1 unreadable, 10 a torn tail only, 11 damage, 12 the chain is
/// broken or behind the record's head; the worst wins.
pub(super) fn verify(task: &Task<'_>, name: &str) -> Answer {
    let files = match task.meeting(name) {
        Ok(files) => files,
        Err(answer) => return answer,
    };
    let path = shown_path(&files.journal);
    match scan(&files) {
        Ok(scanned) => verdict(task, &path, &scanned),
        Err(error) => task.unreadable(&files.journal, error),
    }
}

fn verdict(task: &Task<'_>, path: &str, scanned: &Scanned) -> Answer {
    let mut code = scanned
        .findings
        .iter()
        .map(|finding| code_of(&finding.defect))
        .max()
        .unwrap_or(0);
    let mut lines: Vec<String> = scanned
        .findings
        .iter()
        .map(|finding| told(task, finding))
        .collect();
    if !scanned.has_the_records_head {
        code = 12;
        lines.push(task.words.say("verify-behind-record").into_owned());
    }
    let result = match code {
        0 => "verify-whole",
        10 => "verify-torn",
        11 => "verify-damaged",
        _ => "verify-broken",
    };
    let said = task.words.say_with(
        result,
        &[
            ("entries", scanned.entries.len().into()),
            ("head", scanned.head.hash.as_str().into()),
        ],
    );
    let stderr = lines
        .iter()
        .fold(String::new(), |text, line| text + path + ": " + line + "\n");
    Answer {
        stdout: format!("{path}: {said}\n").into_bytes(),
        stderr,
        code,
    }
}

fn code_of(flaw: &Defect) -> u8 {
    match flaw {
        Defect::Newer => 0,
        Defect::Torn => 10,
        Defect::Damaged => 11,
        Defect::Broken { .. } => 12,
    }
}

fn told(task: &Task<'_>, finding: &JournalFinding) -> String {
    let (message, expected, found) = match &finding.defect {
        Defect::Torn => ("verify-line-torn", 0, 0),
        Defect::Damaged => ("verify-line-damaged", 0, 0),
        Defect::Newer => ("verify-line-newer", 0, 0),
        Defect::Broken { expected, found } => ("verify-line-broken", *expected, *found),
    };
    task.words.say_with(
        message,
        &[
            ("line", finding.line.to_string().into()),
            ("byte", finding.byte.to_string().into()),
            ("expected", expected.to_string().into()),
            ("found", found.to_string().into()),
        ],
    )
}
