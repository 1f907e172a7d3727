//! `klubba man`: the manual page of the program, or of one of its commands.

use clap::{ArgMatches, Command};
use clap_mangen::Man;

use super::{Answer, Task, arguments};

/// The headings that every page has by itself, and what we call them.
const HEADINGS: [(&str, &str); 5] = [
    (".SH NAME", "man-name"),
    (".SH SYNOPSIS", "man-synopsis"),
    (".SH DESCRIPTION", "man-description"),
    (".SH EXTRA", "man-extra"),
    (".SH VERSION", "man-version"),
];

/// Prints the page.
pub(super) fn man(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let mut program = arguments::command(&task.words);
    program.build();
    let named = said.get_one::<String>("command").map(String::as_str);
    let Some(name) = named else {
        return printed(task, program);
    };
    match page_of(&program, name) {
        Some(command) => printed(task, command),
        None => Answer {
            code: 2,
            ..task.failed("cli-no-such-command", &[("what", name), ("value", "")])
        },
    }
}

fn page_of(program: &Command, name: &str) -> Option<Command> {
    let command = program.find_subcommand(name)?.clone();
    // It is looked up as `man klubba-run`, also when it was asked for by its other name.
    let name = format!("klubba-{}", command.get_name());
    Some(command.display_name(name))
}

fn printed(task: &Task<'_>, command: Command) -> Answer {
    let mut page = Vec::new();
    let man = Man::new(command).source(concat!("klubba ", env!("CARGO_PKG_VERSION")));
    if let Err(error) = man.render(&mut page) {
        return Answer::failed(format!("klubba: {error}\n"));
    }
    let mut text = String::new();
    for line in String::from_utf8_lossy(&page).lines() {
        match HEADINGS.iter().find(|(heading, _)| line == *heading) {
            Some((_, ours)) => text.extend([".SH ", &*task.words.say(ours)]),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    Answer::done(text)
}
