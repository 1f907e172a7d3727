//! `klubba` alone: the book.

use super::context::Context;
use super::output::{Failure, Output};
use crate::book::shelf::Shelf;
use crate::tui::at_book::{First, Next, Run, read_book};
use crate::tui::clock::Clock;
use crate::tui::start::Lying;

/// Opens the book, and comes back to it from whatever is opened there.
pub(super) fn start(context: &Context<'_>) -> Result<Output, Failure> {
    let clock = context.clock();
    let mut message = None;
    loop {
        let Context { book, words, .. } = context.again();
        let run = Run {
            book,
            words,
            first: First::Start(message.take()),
            shelf: None,
        };
        let result = match read_book(run, clock, context.look())? {
            Next::Leave => return Ok(Output::default()),
            Next::Desk(stem) => super::run::open_desk(context.again(), &stem),
            Next::Wall(stem) => super::wall::show(context.again(), Some(&stem), false),
            Next::Demo => super::demo::demo(context.again()),
            Next::Check(Lying::Agenda(stem) | Lying::Meeting(stem)) => {
                Ok(super::check::check_stem(context, &stem))
            }
            Next::NewAgenda(from) => super::new::make(context, from.as_deref(), None),
        };
        message = first_line(&result.unwrap_or_else(Output::from));
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
    shelf: Shelf,
    stem: String,
    clock: Clock,
) -> Result<Output, Failure> {
    let look = context.look();
    let run = Run {
        book: context.book,
        words: context.words,
        first: First::Review(stem),
        shelf: Some(shelf),
    };
    read_book(run, clock, look)?;
    Ok(Output::default())
}
