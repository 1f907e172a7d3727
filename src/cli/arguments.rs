//! The command line as types. Every help text here is the name of a message: [`command`] puts the
//! words of a language in its place.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches, Parser};

use super::approve::ApproveArguments;
use super::assignments::AssignmentsArguments;
use super::check::CheckArguments;
use super::completions::CompletionsArguments;
use super::export::{ExportArguments, usage_of_export};
use super::import::{ExtractArguments, ImportArguments};
use super::list::ListArguments;
use super::man::ManArguments;
use super::new::NewArguments;
use super::output::{Exit, Output};
use super::repair::RepairArguments;
use super::review::ReviewArguments;
use super::run::RunArguments;
use super::search::SearchArguments;
use super::template::{RenderArguments, TemplateArguments};
use super::verify::VerifyArguments;
use super::wall::WallArguments;
use crate::words::Words;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "klubba",
    version,
    about = "cli-about",
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(super) struct CommandLine {
    #[arg(long, value_name = "DIR", global = true, help = "cli-book")]
    pub(super) book: Option<PathBuf>,
    /// None opens the book, or lists it where nobody sits at the terminal.
    #[command(subcommand)]
    pub(super) subcommand: Option<Subcommand>,
}

/// The commands, in the order of the help. `after_help` is an example.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    #[command(
        about = "cli-run",
        override_usage = "klubba run [--rehearse|--new] AGENDA|MEETING",
        after_help = "klubba run agendas/2026-02-27-kommundirektorer.ron",
        visible_alias = "starta"
    )]
    Run(RunArguments),
    #[command(
        about = "cli-wall",
        override_usage = "klubba wall [MEETING] [--read-only]",
        after_help = "klubba wall --read-only",
        visible_alias = "tavla"
    )]
    Wall(WallArguments),
    #[command(
        about = "cli-review",
        override_usage = "klubba review [MEETING]",
        after_help = "klubba review",
        visible_alias = "granska"
    )]
    Review(ReviewArguments),
    #[command(
        about = "cli-search",
        override_usage = "klubba search WORDS [--json]",
        after_help = "klubba search bostad Höganäs",
        visible_alias = "sok"
    )]
    Search(SearchArguments),
    #[command(
        about = "cli-assignments",
        override_usage = "klubba assignments [--all] [--json]",
        after_help = "klubba assignments --all",
        visible_alias = "uppdrag"
    )]
    Assignments(AssignmentsArguments),
    #[command(
        about = "cli-new",
        override_usage = "klubba new [--from MEETING] [--date DATE]",
        after_help = "klubba new --date 2026-03-27",
        visible_alias = "ny"
    )]
    New(NewArguments),
    #[command(
        about = "cli-approve",
        override_usage = "klubba approve MEETING --by NAME [--by NAME]",
        after_help = "klubba approve 2026-02-27 --by \"Marie Appelqvist\"",
        visible_alias = "justera"
    )]
    Approve(ApproveArguments),
    #[command(
        about = "cli-list",
        override_usage = "klubba list [--json]",
        after_help = "klubba list --json"
    )]
    List(ListArguments),
    #[command(
        about = "cli-template",
        override_usage = "klubba template [--to html|md]",
        after_help = "klubba template --to html > agendas/vi.html",
        visible_alias = "mall"
    )]
    Template(TemplateArguments),
    #[command(
        about = "cli-export",
        override_usage = usage_of_export(),
        after_help = "klubba export 2026-02-27 --to md",
        visible_alias = "exportera"
    )]
    Export(ExportArguments),
    #[command(
        about = "cli-import",
        override_usage = "klubba import FILE… [--dry-run] [--body ID] [--date DATE]",
        after_help = "klubba import protokoll/*.pdf --dry-run",
        visible_alias = "importera"
    )]
    Import(ImportArguments),
    /// Started by the import itself, in a process of its own.
    #[command(
        about = "cli-extract",
        override_usage = "klubba extract FORMAT",
        after_help = "klubba extract docx",
        hide = true
    )]
    Extract(ExtractArguments),
    /// Started by the export itself, in a process of its own.
    #[command(
        about = "cli-render",
        override_usage = "klubba render FORMAT",
        after_help = "klubba render html",
        hide = true
    )]
    Render(RenderArguments),
    #[command(
        about = "cli-check",
        override_usage = "klubba check FILE…",
        after_help = "klubba check agendas/*.ron"
    )]
    Check(CheckArguments),
    #[command(
        about = "cli-verify",
        override_usage = "klubba verify MEETING [--against HASH]",
        after_help = "klubba verify 2026-02-27"
    )]
    Verify(VerifyArguments),
    #[command(
        about = "cli-repair",
        override_usage = "klubba repair MEETING [--dry-run]",
        after_help = "klubba repair 2026-02-27 --dry-run",
        visible_alias = "laga"
    )]
    Repair(RepairArguments),
    #[command(
        about = "cli-demo",
        override_usage = "klubba demo",
        after_help = "klubba demo"
    )]
    Demo,
    #[command(
        about = "cli-doctor",
        override_usage = "klubba doctor",
        after_help = "klubba doctor"
    )]
    Doctor,
    /// Hidden, as is the manual: for those who install the program, not for those in a meeting.
    #[command(
        about = "cli-completions",
        override_usage = "klubba completions SHELL",
        after_help = "klubba completions bash",
        hide = true
    )]
    Completions(CompletionsArguments),
    #[command(
        about = "cli-man",
        override_usage = "klubba man [COMMAND]",
        after_help = "klubba man > klubba.1",
        hide = true
    )]
    Man(ManArguments),
}

/// Parses what was typed. A call for help is an error too, as clap has it.
pub(super) fn parse(typed: &[OsString], words: &Words) -> Result<CommandLine, clap::Error> {
    let matches = command(words).try_get_matches_from(typed)?;
    CommandLine::from_arg_matches(&matches)
}

/// Builds the command line in the words of a language.
pub(super) fn command(words: &Words) -> Command {
    let say = |message: &str| words.say(message).into_owned();
    let program = CommandLine::command()
        .args(unread_arguments())
        .override_usage(say("cli-usage-all"))
        .subcommand_help_heading(say("cli-commands"))
        .after_help(say("cli-after"))
        .mut_subcommands(|subcommand| {
            let example = subcommand.get_after_help().map(ToString::to_string);
            let example = example.unwrap_or_default();
            let example = format!("{} {example}", words.say("cli-example"));
            worded(subcommand, words).after_help(example)
        });
    worded(program, words)
}

/// The options that no command reads: the language is chosen before parsing, and clap itself
/// answers the other two.
fn unread_arguments() -> [Arg; 3] {
    let language = Arg::new("lang")
        .long("lang")
        .value_name("sv|en")
        .global(true)
        .help("cli-lang");
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .global(true)
        .help("cli-help");
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help("cli-version");
    // After `--book`, which has the order 0: clap sorts the options of a command by this number, and
    // those of one number by name.
    [
        language.display_order(1),
        help.display_order(2),
        version.display_order(3),
    ]
}

/// Puts words in the place of the names of messages.
fn worded(command: Command, words: &Words) -> Command {
    let say = |message: String| words.say(&message).into_owned();
    let about = command.get_about().map(ToString::to_string);
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
        words.say("cli-usage")
    );
    command
        .about(say(about.unwrap_or_default()))
        .help_template(template)
        .disable_help_flag(true)
        .mut_args(|argument| {
            let Some(help) = argument.get_help().map(ToString::to_string) else {
                return argument;
            };
            let heading = if argument.is_positional() {
                "cli-arguments"
            } else {
                "cli-options"
            };
            argument
                .help(say(help))
                .help_heading(say(heading.to_owned()))
        })
}

/// Finds the language that is asked for without parsing the rest.
pub(super) fn language_in(typed: &[OsString]) -> Option<String> {
    let mut words = typed.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().map(str::to_owned);
        }
        if let Some(language) = word.strip_prefix("--lang=") {
            return Some(language.to_owned());
        }
    }
    None
}

/// Prints help and version as results; everything else that is wrong with what was typed becomes
/// one line.
pub(super) fn explain(error: &clap::Error, words: &Words) -> Output {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        return Output::done(error.to_string());
    }
    let (message, subject) = match error.kind() {
        ErrorKind::InvalidSubcommand => ("cli-no-such-command", ContextKind::InvalidSubcommand),
        ErrorKind::UnknownArgument => ("cli-no-such-option", ContextKind::InvalidArg),
        ErrorKind::MissingRequiredArgument => ("cli-something-missing", ContextKind::InvalidArg),
        ErrorKind::InvalidValue => ("cli-no-such-value", ContextKind::InvalidArg),
        ErrorKind::InvalidUtf8 => ("cli-not-utf8", ContextKind::InvalidArg),
        _ => ("cli-not-understood", ContextKind::InvalidArg),
    };
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = context(subject);
    let value = context(ContextKind::InvalidValue);
    let mut text = words.say_with(message, &[("what", what.into()), ("value", value.into())]);
    let suggestion = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::ValidValue,
    ]
    .map(context)
    .into_iter()
    .find(|near| !near.is_empty());
    if let Some(near) = suggestion {
        text.push(' ');
        text.push_str(&words.say_with("cli-did-you-mean", &[("near", near.into())]));
    }
    Output {
        stderr: format!("klubba: {text}\n{}\n", words.say("cli-see-help")),
        exit: Exit::Usage,
        ..Output::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_command_line_is_sound_and_every_text_in_it_has_words() {
        for language in [Language::Swedish, Language::English] {
            let program = command(&Words::new(language));
            program.clone().debug_assert();
            for command in std::iter::once(&program).chain(program.get_subcommands()) {
                let about = command.get_about().into_iter();
                let help = command.get_arguments().filter_map(Arg::get_help);
                for text in about.chain(help).map(ToString::to_string) {
                    assert!(!text.is_empty() && !text.starts_with("cli-"), "{text}");
                }
            }
        }
    }
}
