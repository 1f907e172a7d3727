//! `klubba man`: the manual page of the program, or of one of its commands.

use clap::{Args, Command};
use clap_mangen::Man;

use super::arguments;
use super::context::Context;
use super::output::{Exit, Failure, Output};

/// The headings that the generator writes, and the messages that stand in their place.
const HEADINGS: [(&str, &str); 5] = [
    (".SH NAME", "man-name"),
    (".SH SYNOPSIS", "man-synopsis"),
    (".SH DESCRIPTION", "man-description"),
    (".SH EXTRA", "man-extra"),
    (".SH VERSION", "man-version"),
];

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    #[arg(value_name = "COMMAND", help = "cli-man-command")]
    command: Option<String>,
}

/// Prints the page.
pub(super) fn man(context: &Context<'_>, arguments: &ManArguments) -> Result<Output, Failure> {
    let mut program = arguments::command(&context.words);
    program.build();
    let Some(name) = &arguments.command else {
        return render(context, program);
    };
    let with = [("what", name.as_str()), ("value", "")];
    let unknown = || {
        context
            .failure("cli-no-such-command", &with)
            .with_exit(Exit::Usage)
    };
    render(context, find_command(&program, name).ok_or_else(unknown)?)
}

/// Finds a command by its name or its alias.
fn find_command(program: &Command, name: &str) -> Option<Command> {
    let command = program.find_subcommand(name)?.clone();
    // Its page is looked up as `man klubba-run`, also when it was asked for by its alias.
    let name = format!("klubba-{}", command.get_name());
    Some(command.display_name(name))
}

fn render(context: &Context<'_>, command: Command) -> Result<Output, Failure> {
    let mut page = Vec::new();
    let man = Man::new(command).source(concat!("klubba ", env!("CARGO_PKG_VERSION")));
    man.render(&mut page)?;
    let mut text = String::new();
    for line in String::from_utf8_lossy(&page).lines() {
        match HEADINGS.iter().find(|(heading, _)| line == *heading) {
            Some((_, message)) => text.extend([".SH ", &*context.words.say(message)]),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    Ok(Output::done(text))
}
