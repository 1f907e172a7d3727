//! `klubba completions`: what a shell must know to complete the command line.

use clap::ArgMatches;
use clap_complete::{Shell, generate};

use super::{Answer, Task, arguments};

/// Prints the completions of a shell.
pub(super) fn completions(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let shell = said
        .get_one::<String>("shell")
        .and_then(|shell| shell.parse::<Shell>().ok());
    let mut script = Vec::new();
    if let Some(shell) = shell {
        generate(
            shell,
            &mut arguments::command(&task.words),
            "klubba",
            &mut script,
        );
    }
    Answer::done(script)
}
