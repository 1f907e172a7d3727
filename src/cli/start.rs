//! `klubba` alone: the book.

use std::sync::Arc;

use super::context::Context;
use super::output::{Failure, Output};
use crate::book::catalog::Catalog;
use crate::tui::book_screen::BookScreen;
use crate::tui::clock::Clock;
use crate::tui::effect::Next;
use crate::tui::jobs::names;
use crate::tui::library::start::BookEntry;
use crate::tui::run::Program;
use crate::tui::runtime::Duties;

/// Opens the book, and comes back to it from whatever is opened there.
pub(super) fn start(context: &Context<'_>, program: &mut Program) -> Result<Output, Failure> {
    let clock = context.clock();
    let mut notice = None;
    loop {
        let Context { book, words, .. } = context.again();
        let duties = Duties::Book(book.clone(), words.language());
        let mut screen = BookScreen::start(words, names(&book), notice.take());
        let ended = program.run(&mut screen, duties, clock, context.look())?;
        let result = match ended.next {
            Next::Nothing => return Ok(Output::default()),
            Next::Desk(stem) => super::run::open_desk(context.again(), program, &stem),
            Next::Wall(stem) => super::wall::show(context.again(), program, Some(&stem), false),
            Next::Demo => super::demo::demo(context.again(), program),
            Next::Check(BookEntry::Agenda(stem) | BookEntry::Meeting(stem)) => {
                Ok(super::check::check_stem(context, &stem))
            }
            Next::NewAgenda(from) => super::new::make(context, from.as_deref(), None),
        };
        notice = first_line(&result.unwrap_or_else(Output::from));
    }
}

/// Reduces an output to one line for the foot of the book. None for a silent one.
fn first_line(output: &Output) -> Option<String> {
    let stdout = String::from_utf8_lossy(&output.stdout);
    let line = |text: &str| {
        text.lines()
            .find(|line| !line.trim().is_empty())
            .map(str::to_owned)
    };
    line(&output.stderr).or_else(|| line(&stdout))
}

/// Looks back at a meeting at the terminal.
pub(super) fn read(
    context: Context<'_>,
    program: &mut Program,
    catalog: Catalog,
    stem: &str,
    clock: Clock,
) -> Result<Output, Failure> {
    let look = context.look();
    let duties = Duties::Book(context.book, context.words.language());
    let mut screen = BookScreen::review(context.words, Arc::new(catalog), stem);
    program.run(&mut screen, duties, clock, look)?;
    Ok(Output::default())
}
