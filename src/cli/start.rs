//! `klubba` alone: the book.

use std::sync::Arc;

use super::{Answer, Task};
use crate::book::shelf::Shelf;
use crate::tui::book_screen::BookScreen;
use crate::tui::clock::Clock;
use crate::tui::effect::Next;
use crate::tui::jobs::names;
use crate::tui::library::start::BookEntry;
use crate::tui::run::Program;
use crate::tui::runtime::Duties;
use crate::tui::theme::Theme;
use crate::words::Words;

impl Task<'_> {
    /// The same task, for something that it leads to.
    fn again(&self) -> Task<'_> {
        let words = Words::of(self.words.language());
        Task {
            words,
            book: self.book.clone(),
            surroundings: self.surroundings,
        }
    }
}

/// Opens the book, and comes back to it from whatever is opened there.
pub(super) fn start(task: &Task<'_>, program: &mut Program) -> Answer {
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    let mut notice = None;
    loop {
        let Task { words, book, .. } = task.again();
        let duties = Duties::Book(book.clone(), words.language());
        let mut screen = BookScreen::start(words, names(&book), notice.take());
        let next = match program.run(&mut screen, duties, clock, theme(task)) {
            Ok(ended) => ended.next,
            Err(error) => return Answer::failed(format!("klubba: {error}\n")),
        };
        let answer = match next {
            Next::Nothing => return Answer::default(),
            Next::Desk(stem) => super::run::run(task.again(), program, &stem),
            Next::Wall(stem) => super::wall::wall(task.again(), program, Some(&stem), false),
            Next::Demo => super::demo::demo(task.again(), program),
            Next::Check(BookEntry::Agenda(stem) | BookEntry::Meeting(stem)) => {
                super::check::check_stem(task, &stem)
            }
            Next::NewAgenda(from) => super::new::make(task, from.as_deref(), None),
        };
        notice = last_line(&answer);
    }
}

/// What an answer said, in one line for the foot of the book.
fn last_line(answer: &Answer) -> Option<String> {
    let stdout = String::from_utf8_lossy(&answer.stdout);
    let line = |text: &str| {
        text.lines()
            .find(|line| !line.trim().is_empty())
            .map(str::to_owned)
    };
    line(&answer.stderr).or_else(|| line(&stdout))
}

/// Looks back at a meeting at the terminal.
pub(super) fn read(
    task: Task<'_>,
    program: &mut Program,
    catalog: Shelf,
    stem: &str,
    clock: Clock,
) -> Answer {
    let theme = theme(&task);
    let duties = Duties::Book(task.book, task.words.language());
    let mut screen = BookScreen::review(task.words, Arc::new(catalog), stem);
    match program.run(&mut screen, duties, clock, theme) {
        Ok(_) => Answer::default(),
        Err(error) => Answer::failed(format!("klubba: {error}\n")),
    }
}

fn theme(task: &Task<'_>) -> Theme {
    Theme::of_environment(task.surroundings.no_color.as_deref())
}
