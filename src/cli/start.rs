//! `klubba` alone: the book.

use super::{Answer, Task};
use crate::book::catalog::Catalog;
use crate::tui::at_book::{First, Next, Run, read_book};
use crate::tui::clock::Clock;
use crate::tui::colours::Look;
use crate::tui::start::Lying;
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
pub(super) fn start(task: &Task<'_>) -> Answer {
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    let mut said = None;
    loop {
        let again = task.again();
        let run = Run {
            book: again.book,
            words: again.words,
            first: First::Start(said.take()),
            shelf: None,
        };
        let next = match read_book(run, clock, look(task)) {
            Ok(next) => next,
            Err(error) => return Answer::failed(format!("klubba: {error}\n")),
        };
        let answer = match next {
            Next::Leave => return Answer::default(),
            Next::Desk(stem) => super::run::run(task.again(), &stem),
            Next::Wall(stem) => super::wall::wall(task.again(), Some(&stem), false),
            Next::Demo => super::demo::demo(task.again()),
            Next::Check(Lying::Agenda(stem) | Lying::Meeting(stem)) => {
                super::check::check_stem(task, &stem)
            }
            Next::NewAgenda(from) => super::new::make(task, from.as_deref(), None),
        };
        said = last_line(&answer);
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
pub(super) fn read(task: Task<'_>, shelf: Catalog, stem: String, clock: Clock) -> Answer {
    let look = look(&task);
    let run = Run {
        book: task.book,
        words: task.words,
        first: First::Review(stem),
        shelf: Some(shelf),
    };
    match read_book(run, clock, look) {
        Ok(_) => Answer::default(),
        Err(error) => Answer::failed(format!("klubba: {error}\n")),
    }
}

fn look(task: &Task<'_>) -> Look {
    Look::of_environment(task.surroundings.no_color.as_deref())
}
