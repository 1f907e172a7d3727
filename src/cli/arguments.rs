//! What can be typed after the program's name, in the words of the word files.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use super::Answer;
use crate::book::templates::FORMATS;
use crate::words::Words;

/// The command line.
pub(super) fn command(words: &Words) -> Command {
    let say = |message: &str| words.say(message).into_owned();
    let book = Arg::new("book")
        .long("book")
        .value_name("DIR")
        .global(true)
        .value_parser(value_parser!(PathBuf));
    let language = Arg::new("lang")
        .long("lang")
        .value_name("sv|en")
        .global(true);
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .global(true);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
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
        .arg(
            language
                .help(say("cli-lang"))
                .help_heading(say("cli-options")),
        )
        .arg(help.help(say("cli-help")).help_heading(say("cli-options")))
        .arg(
            version
                .help(say("cli-version"))
                .help_heading(say("cli-options")),
        );
    subcommands(words)
        .into_iter()
        .fold(command, Command::subcommand)
}

fn template(words: &Words) -> String {
    format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
        words.say("cli-usage")
    )
}

fn subcommands(words: &Words) -> Vec<Command> {
    let said = Said(words);
    let commands = [
        Said::run,
        Said::wall,
        Said::review,
        Said::search,
        Said::assignments,
        Said::next_agenda,
        Said::approve,
        Said::list,
        Said::template,
        Said::export,
        Said::import,
        Said::extract,
        Said::check,
        Said::verify,
        Said::demo,
        Said::doctor,
        Said::completions,
        Said::man,
    ];
    commands.map(|command| command(&said)).into()
}

/// The commands, in the words of a language.
struct Said<'a>(&'a Words);

impl Said<'_> {
    fn say(&self, message: &str) -> String {
        self.0.say(message).into_owned()
    }

    fn sub(&self, name: &'static str, usage: &'static str, about: &str, example: &str) -> Command {
        let example = format!("{} {example}", self.0.say("cli-example"));
        Command::new(name)
            .about(self.say(about))
            .override_usage(format!("klubba {usage}"))
            .after_help(example)
            .help_template(template(self.0))
            .disable_help_flag(true)
    }

    fn positional(&self, arg: Arg, help: &str) -> Arg {
        arg.help(self.say(help))
            .help_heading(self.say("cli-arguments"))
    }

    fn option(&self, arg: Arg, help: &str) -> Arg {
        arg.help(self.say(help))
            .help_heading(self.say("cli-options"))
    }

    fn flag(&self, name: &'static str, help: &str) -> Arg {
        self.option(Arg::new(name).long(name).action(ArgAction::SetTrue), help)
    }

    fn meeting(&self) -> Arg {
        self.positional(
            Arg::new("meeting").required(true).value_name("MEETING"),
            "cli-meeting",
        )
    }

    fn run(&self) -> Command {
        let meeting = Arg::new("meeting")
            .required(true)
            .value_name("AGENDA|MEETING");
        let example = "klubba run agendas/2026-02-27-kommundirektorer.ron";
        self.sub("run", "run [--rehearse] AGENDA|MEETING", "cli-run", example)
            .visible_alias("starta")
            .arg(self.positional(meeting, "cli-agenda-or-meeting"))
            .arg(self.flag("rehearse", "cli-rehearse"))
    }

    fn wall(&self) -> Command {
        let meeting = Arg::new("meeting").value_name("MEETING");
        self.sub(
            "wall",
            "wall [MEETING] [--read-only]",
            "cli-wall",
            "klubba wall --read-only",
        )
        .visible_alias("tavla")
        .arg(self.positional(meeting, "cli-wall-meeting"))
        .arg(self.flag("read-only", "cli-wall-read-only"))
    }

    fn next_agenda(&self) -> Command {
        let from = Arg::new("from").long("from").value_name("MEETING");
        let date = Arg::new("date").long("date").value_name("DATE");
        self.sub(
            "new",
            "new [--from MEETING] [--date DATE]",
            "cli-new",
            "klubba new --date 2026-03-27",
        )
        .visible_alias("ny")
        .arg(self.option(from, "cli-new-from"))
        .arg(self.option(date, "cli-new-date"))
    }

    fn demo(&self) -> Command {
        self.sub("demo", "demo", "cli-demo", "klubba demo")
    }

    fn list(&self) -> Command {
        self.sub("list", "list [--json]", "cli-list", "klubba list --json")
            .arg(self.flag("json", "cli-json"))
    }

    fn review(&self) -> Command {
        let meeting = Arg::new("meeting").value_name("MEETING");
        self.sub("review", "review [MEETING]", "cli-review", "klubba review")
            .visible_alias("granska")
            .arg(self.positional(meeting, "cli-review-meeting"))
    }

    fn assignments(&self) -> Command {
        self.sub(
            "assignments",
            "assignments [--all] [--json]",
            "cli-assignments",
            "klubba assignments --all",
        )
        .visible_alias("uppdrag")
        .arg(self.flag("all", "cli-assignments-all"))
        .arg(self.flag("json", "cli-json"))
    }

    fn approve(&self) -> Command {
        let by = Arg::new("by")
            .long("by")
            .value_name("NAME")
            .action(ArgAction::Append);
        let usage = "approve MEETING --by NAME [--by NAME]";
        self.sub(
            "approve",
            usage,
            "cli-approve",
            "klubba approve 2026-02-27 --by \"Marie Appelqvist\"",
        )
        .visible_alias("justera")
        .arg(self.meeting())
        .arg(self.option(by.required_unless_present("reopen"), "cli-approve-by"))
        .arg(
            self.flag("reopen", "cli-approve-reopen")
                .conflicts_with("by"),
        )
    }

    fn search(&self) -> Command {
        let words = Arg::new("words")
            .required(true)
            .num_args(1..)
            .value_name("WORDS");
        self.sub(
            "search",
            "search WORDS [--json]",
            "cli-search",
            "klubba search bostad Höganäs",
        )
        .visible_alias("sok")
        .arg(self.positional(words, "cli-search-words"))
        .arg(self.flag("json", "cli-json"))
    }

    fn export(&self) -> Command {
        let formats = PossibleValuesParser::new(["md", "html", "docx", "pdf", "json", "ics"]);
        let parts = PossibleValuesParser::new(["decisions"]);
        let item = Arg::new("item").long("item").value_name("LABEL");
        let what = Arg::new("what")
            .long("what")
            .value_name("PART")
            .value_parser(parts);
        let format = Arg::new("to")
            .long("to")
            .required(true)
            .value_name("FORMAT")
            .value_parser(formats);
        let output = Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE");
        let usage = "export MEETING --to md|html|docx|pdf|json|ics [--item LABEL] [--what decisions] [-o FILE|-]";
        self.sub(
            "export",
            usage,
            "cli-export",
            "klubba export 2026-02-27 --to md",
        )
        .visible_alias("exportera")
        .arg(self.meeting())
        .arg(self.option(format.hide_possible_values(true), "cli-to"))
        .arg(self.option(item, "cli-item"))
        .arg(self.option(what.hide_possible_values(true), "cli-what"))
        .arg(self.flag("times", "cli-times"))
        .arg(self.flag("over", "cli-over"))
        .arg(self.option(output.value_parser(value_parser!(PathBuf)), "cli-output"))
    }

    fn import(&self) -> Command {
        let files = Arg::new("files")
            .required(true)
            .num_args(1..)
            .value_name("FILE");
        let body = Arg::new("body").long("body").value_name("ID");
        let date = Arg::new("date").long("date").value_name("DATE");
        let usage = "import FILE… [--dry-run] [--body ID] [--date DATE]";
        self.sub(
            "import",
            usage,
            "cli-import",
            "klubba import protokoll/*.pdf --dry-run",
        )
        .visible_alias("importera")
        .arg(self.positional(
            files.value_parser(value_parser!(PathBuf)),
            "cli-import-files",
        ))
        .arg(self.flag("dry-run", "cli-import-dry-run"))
        .arg(self.option(body, "cli-import-body"))
        .arg(self.option(date, "cli-import-date"))
    }

    /// What the import starts for itself.
    fn extract(&self) -> Command {
        let formats = PossibleValuesParser::new(["docx", "pdf"]);
        let format = Arg::new("format")
            .required(true)
            .value_parser(formats)
            .value_name("FORMAT");
        self.sub(
            "extract",
            "extract FORMAT",
            "cli-extract",
            "klubba extract docx",
        )
        .hide(true)
        .arg(format)
    }

    fn template(&self) -> Command {
        let about = "klubba template --to html > agendas/vi.html";
        let formats = PossibleValuesParser::new(FORMATS);
        let format = Arg::new("to")
            .long("to")
            .value_name("FORMAT")
            .value_parser(formats)
            .default_value("html");
        self.sub("template", "template [--to html|md]", "cli-template", about)
            .visible_alias("mall")
            .arg(self.option(
                format.hide_possible_values(true).hide_default_value(true),
                "cli-template-to",
            ))
    }

    fn check(&self) -> Command {
        let files = Arg::new("files")
            .required(true)
            .num_args(1..)
            .value_name("FILE");
        self.sub(
            "check",
            "check FILE…",
            "cli-check",
            "klubba check agendas/*.ron",
        )
        .arg(self.positional(files.value_parser(value_parser!(PathBuf)), "cli-files"))
    }

    fn verify(&self) -> Command {
        self.sub(
            "verify",
            "verify MEETING",
            "cli-verify",
            "klubba verify 2026-02-27",
        )
        .arg(self.meeting())
    }

    fn doctor(&self) -> Command {
        self.sub("doctor", "doctor", "cli-doctor", "klubba doctor")
    }

    /// For those who install, not for those who sit in a meeting; so too the next.
    fn completions(&self) -> Command {
        let shells = PossibleValuesParser::new(["bash", "elvish", "fish", "powershell", "zsh"]);
        let shell = Arg::new("shell")
            .required(true)
            .value_name("SHELL")
            .value_parser(shells);
        self.sub(
            "completions",
            "completions SHELL",
            "cli-completions",
            "klubba completions bash",
        )
        .hide(true)
        .arg(self.positional(shell, "cli-shell"))
    }

    fn man(&self) -> Command {
        let command = Arg::new("command").value_name("COMMAND");
        self.sub("man", "man [COMMAND]", "cli-man", "klubba man > klubba.1")
            .hide(true)
            .arg(self.positional(command, "cli-man-command"))
    }
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
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
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
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::ValidValue,
    ]
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
