//! What can be typed after the program's name, in the words of the word files.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use super::Answer;
use crate::words::Words;

/// The command line.
pub(super) fn command(words: &Words) -> Command {
    let say = |message: &str| words.say(message).into_owned();
    let book =
        Arg::new("book").long("book").value_name("DIR").global(true).value_parser(value_parser!(PathBuf));
    let language = Arg::new("lang").long("lang").value_name("sv|en").global(true);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Command::new("klubba")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("cli-about"))
        .after_help(say("cli-after"))
        .help_template(template(words))
        .override_usage(say("cli-usage-all"))
        .subcommand_help_heading(say("cli-commands"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(book.help(say("cli-book")).help_heading(say("cli-options")))
        .arg(language.help(say("cli-lang")).help_heading(say("cli-options")))
        .arg(help.help(say("cli-help")).help_heading(say("cli-options")))
        .arg(version.help(say("cli-version")).help_heading(say("cli-options")));
    subcommands(words).into_iter().fold(command, Command::subcommand)
}

fn template(words: &Words) -> String {
    format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n", words.say("cli-usage"))
}

fn subcommands(words: &Words) -> [Command; 7] {
    let say = |message: &str| words.say(message).into_owned();
    let sub = |name: &'static str, usage: &'static str, about: &str, example: &str| {
        let example = format!("{} {example}", words.say("cli-example"));
        Command::new(name)
            .about(say(about))
            .override_usage(format!("klubba {usage}"))
            .after_help(example)
            .help_template(template(words))
            .disable_help_flag(true)
    };
    let positional = |arg: Arg, help: &str| arg.help(say(help)).help_heading(say("cli-arguments"));
    let option = |arg: Arg, help: &str| arg.help(say(help)).help_heading(say("cli-options"));
    let meeting = || positional(Arg::new("meeting").required(true).value_name("MEETING"), "cli-meeting");
    let formats = PossibleValuesParser::new(["md", "json"]);
    [
        sub("run", "run AGENDA|MEETING", "cli-run", "klubba run agendas/2026-02-27-kommundirektorer.ron")
            .visible_alias("starta")
            .arg(positional(
                Arg::new("meeting").required(true).value_name("AGENDA|MEETING"),
                "cli-agenda-or-meeting",
            )),
        sub("demo", "demo", "cli-demo", "klubba demo"),
        sub("list", "list [--json]", "cli-list", "klubba list --json")
            .arg(option(Arg::new("json").long("json").action(ArgAction::SetTrue), "cli-json")),
        sub(
            "export",
            "export MEETING --to md|json [-o FILE|-]",
            "cli-export",
            "klubba export 2026-02-27 --to md",
        )
        .visible_alias("exportera")
        .arg(meeting())
        .arg(option(
            Arg::new("to")
                .long("to")
                .required(true)
                .value_name("FORMAT")
                .value_parser(formats)
                .hide_possible_values(true),
            "cli-to",
        ))
        .arg(option(
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf)),
            "cli-output",
        )),
        sub("check", "check FILE…", "cli-check", "klubba check agendas/*.ron").arg(positional(
            Arg::new("files")
                .required(true)
                .num_args(1..)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf)),
            "cli-files",
        )),
        sub("verify", "verify MEETING", "cli-verify", "klubba verify 2026-02-27").arg(meeting()),
        sub("doctor", "doctor", "cli-doctor", "klubba doctor"),
    ]
}

/// The language that is asked for, read before the rest so that its mistakes are told in it.
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

/// Help and version are answers; everything else that is wrong with what was typed is one line.
pub(super) fn complaint(error: &clap::Error, words: &Words) -> Answer {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return Answer::done(error.to_string());
    }
    let context = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => context(ContextKind::InvalidSubcommand),
        _ => context(ContextKind::InvalidArg),
    };
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => "cli-no-such-command",
        ErrorKind::UnknownArgument => "cli-no-such-option",
        ErrorKind::MissingRequiredArgument => "cli-something-missing",
        ErrorKind::InvalidValue => "cli-no-such-value",
        _ => "cli-not-understood",
    };
    let value = context(ContextKind::InvalidValue);
    let mut text = words.say_with(message, &[("what", what.into()), ("value", value.into())]);
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::ValidValue]
        .map(context)
        .into_iter()
        .find(|near| !near.is_empty());
    if let Some(near) = suggested {
        text.push(' ');
        text.push_str(&words.say_with("cli-did-you-mean", &[("near", near.into())]));
    }
    Answer {
        stderr: format!("klubba: {text}\n{}\n", words.say("cli-see-help")),
        code: 2,
        ..Answer::default()
    }
}
