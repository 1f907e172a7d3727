//! `klubba wall`: the screen for the room.

use clap::Args;

use super::context::Context;
use super::output::{Failure, Output};
use crate::book::meeting_watcher::WatchTarget;
use crate::book::{Named, stem_of};
use crate::tui::run::Program;
use crate::tui::runtime::Duties;
use crate::tui::wall::Wall;
use crate::words::Words;

#[derive(Debug, Args)]
pub(super) struct WallArguments {
    #[arg(value_name = "MEETING", help = "cli-wall-meeting")]
    meeting: Option<String>,
    #[arg(long, help = "cli-wall-read-only")]
    read_only: bool,
}

/// Shows a meeting; without a name, the one under way.
pub(super) fn wall(
    context: Context<'_>,
    program: &mut Program,
    arguments: &WallArguments,
) -> Result<Output, Failure> {
    let meeting = arguments.meeting.as_deref();
    show(context, program, meeting, arguments.read_only)
}

/// Shows a meeting; without a name, the one under way, and waits where there is none.
pub(super) fn show(
    context: Context<'_>,
    program: &mut Program,
    name: Option<&str>,
    is_read_only: bool,
) -> Result<Output, Failure> {
    let wanted = match name.map(|name| (name, context.book.named(name))) {
        None => WatchTarget::UnderWay(context.book.clone()),
        Some((_, Ok(Named::Meeting(files)))) => WatchTarget::Named(files),
        // It has not begun; its journal will lie here.
        Some((_, Ok(Named::Agenda(path)))) => {
            let files = context.meeting_of(&path)?;
            WatchTarget::Named(files.unwrap_or_else(|| context.book.files(&stem_of(&path))))
        }
        Some((name, Err(not_named))) => return Err(context.not_named(name, &not_named)),
    };
    context.require_terminal("cli-wall-needs-a-terminal")?;
    let (clock, theme) = (context.clock(), context.look());
    let language = context.words.language();
    let mut wall = Wall::new(context.words, !is_read_only);
    let shown = program
        .run(&mut wall, Duties::Wall(wanted), clock, theme)?
        .shown;
    let mut output = Output::default();
    if let Some(stem) = shown.filter(|_| name.is_none()) {
        let with = [("meeting", stem.into())];
        let remark = Words::new(language).say_with("cli-wall-showed", &with);
        output.stderr = format!("klubba: {remark}\n");
    }
    Ok(output)
}
