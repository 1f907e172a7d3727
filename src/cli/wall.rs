//! `klubba wall`: what the room sees.

use super::{Answer, Task};
use crate::book::scout::Wanted;
use crate::book::{Named, stem_of};
use crate::tui::clock::Clock;
use crate::tui::run::Program;
use crate::tui::runtime::Duties;
use crate::tui::theme::Theme;
use crate::tui::wall::Wall;
use crate::words::Words;

/// Shows a meeting; without a name, the one under way, and waits where there is none.
pub(super) fn wall(
    task: Task<'_>,
    program: &mut Program,
    name: Option<&str>,
    is_read_only: bool,
) -> Answer {
    let wanted = match name.map(|name| (name, task.book.named(name))) {
        None => Wanted::UnderWay(task.book.clone()),
        Some((_, Ok(Named::Meeting(files)))) => Wanted::Named(files),
        // It has not begun; its journal will lie here.
        Some((_, Ok(Named::Agenda(path)))) => Wanted::Named(task.book.files(&stem_of(&path))),
        Some((name, Err(not_named))) => return task.not_named(name, &not_named),
    };
    if !task.surroundings.is_terminal {
        return Answer {
            code: 2,
            ..task.failed("cli-wall-needs-a-terminal", &[])
        };
    }
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    let theme = Theme::of_environment(task.surroundings.no_color.as_deref());
    let language = task.words.language();
    let told =
        |stem: String| Words::of(language).say_with("cli-wall-showed", &[("meeting", stem.into())]);
    let mut wall = Wall::new(task.words, !is_read_only);
    match program.run(&mut wall, Duties::Wall(wanted), clock, theme) {
        Ok(ended) => {
            let named = ended.shown.filter(|_| name.is_none()).map(told);
            Answer {
                stderr: named
                    .map(|told| format!("klubba: {told}\n"))
                    .unwrap_or_default(),
                ..Answer::default()
            }
        }
        Err(error) => Answer::failed(format!("klubba: {error}\n")),
    }
}
