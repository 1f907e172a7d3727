//! The command line: what was typed, and what comes of it. Nothing here prints; an [`Output`] goes
//! back to `main`, which does.

mod approve;
mod arguments;
mod assignments;
mod check;
mod completions;
mod context;
mod demo;
mod doctor;
mod export;
mod first_agenda;
mod import;
mod limited_process;
mod list;
mod man;
mod new;
mod output;
mod repair;
mod review;
mod run;
mod search;
mod start;
mod template;
mod verify;
mod wall;

use std::ffi::OsString;
use std::path::PathBuf;

use crate::book::Book;
use crate::tui::run::Program;
use crate::words::{Language, Words};
use arguments::{CommandLine, Subcommand};
use context::Context;
use output::Failure;

pub use check::describe_complaints;
pub use context::Environment;
pub use output::{Exit, Output};

/// Does what was typed.
#[must_use]
pub fn execute(typed: &[OsString], environment: &Environment) -> Output {
    let words = Words::new(language(typed, environment));
    let output = match arguments::parse(typed, &words) {
        Ok(command_line) => carry_out(command_line, words, environment),
        Err(error) => arguments::explain(&error, &words),
    };
    output.without_control_chars()
}

/// Chooses the language before the command line is parsed, so that mistakes in it are told in the
/// language that was asked for.
fn language(typed: &[OsString], environment: &Environment) -> Language {
    Language::choose([
        arguments::language_in(typed).as_deref(),
        environment.language.as_deref(),
        environment.locale.as_deref(),
    ])
}

fn carry_out(command_line: CommandLine, words: Words, environment: &Environment) -> Output {
    let root = command_line.book.or_else(|| environment.book.clone());
    let context = Context {
        words,
        book: Book::at(root.unwrap_or_else(|| PathBuf::from("."))),
        environment,
    };
    dispatch(command_line.subcommand, context).unwrap_or_else(Output::from)
}

/// Tells whether a command only tells what the book holds, and so has nothing to tell without one.
fn looks_into_the_book(subcommand: Option<&Subcommand>, environment: &Environment) -> bool {
    match subcommand {
        Some(
            Subcommand::Review(_)
            | Subcommand::Search(_)
            | Subcommand::Assignments(_)
            | Subcommand::List(_),
        ) => true,
        Some(
            Subcommand::Run(_)
            | Subcommand::Wall(_)
            | Subcommand::New(_)
            | Subcommand::Approve(_)
            | Subcommand::Template(_)
            | Subcommand::Export(_)
            | Subcommand::Import(_)
            | Subcommand::Extract(_)
            | Subcommand::Render(_)
            | Subcommand::Check(_)
            | Subcommand::Verify(_)
            | Subcommand::Repair(_)
            | Subcommand::Demo
            | Subcommand::Doctor
            | Subcommand::Completions(_)
            | Subcommand::Man(_),
        ) => false,
        None => !environment.is_terminal,
    }
}

fn dispatch(subcommand: Option<Subcommand>, context: Context<'_>) -> Result<Output, Failure> {
    let program = &mut Program::default();
    if looks_into_the_book(subcommand.as_ref(), context.environment) {
        context.require_book()?;
    }
    match subcommand {
        Some(Subcommand::Run(arguments)) => run::run(context, program, &arguments),
        Some(Subcommand::Wall(arguments)) => wall::wall(context, program, &arguments),
        Some(Subcommand::Review(arguments)) => review::review(context, program, &arguments),
        Some(Subcommand::Search(arguments)) => search::search(&context, &arguments),
        Some(Subcommand::Assignments(arguments)) => assignments::assignments(&context, &arguments),
        Some(Subcommand::New(arguments)) => new::new(&context, &arguments),
        Some(Subcommand::Approve(arguments)) => approve::approve(&context, arguments),
        Some(Subcommand::List(arguments)) => list::list(&context, &arguments),
        Some(Subcommand::Template(arguments)) => Ok(template::template(&arguments)),
        Some(Subcommand::Export(arguments)) => export::export(&context, &arguments),
        Some(Subcommand::Import(arguments)) => import::import(&context, arguments),
        Some(Subcommand::Extract(arguments)) => import::extract(&arguments),
        Some(Subcommand::Render(arguments)) => template::render(&arguments),
        Some(Subcommand::Check(arguments)) => Ok(check::check(&context, &arguments)),
        Some(Subcommand::Repair(arguments)) => repair::repair(&context, &arguments),
        Some(Subcommand::Verify(arguments)) => verify::verify(&context, &arguments),
        Some(Subcommand::Demo) => demo::demo(context, program),
        Some(Subcommand::Doctor) => Ok(doctor::doctor(&context)),
        Some(Subcommand::Completions(arguments)) => {
            Ok(completions::completions(&context, &arguments))
        }
        Some(Subcommand::Man(arguments)) => man::man(&context, &arguments),
        None if context.environment.is_terminal => start::start(&context, program),
        None => list::welcome(&context),
    }
}
