//! `klubba completions`: the script by which a shell completes the command line.

use clap::Args;
use clap_complete::{Shell, generate};

use super::arguments;
use super::context::Context;
use super::output::Output;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    #[arg(value_name = "SHELL", value_enum, help = "cli-shell")]
    shell: Shell,
}

/// Prints the completions of a shell.
pub(super) fn completions(context: &Context<'_>, arguments: &CompletionsArguments) -> Output {
    let mut script = Vec::new();
    let mut command = arguments::command(&context.words);
    generate(arguments.shell, &mut command, "klubba", &mut script);
    Output::done(script)
}
