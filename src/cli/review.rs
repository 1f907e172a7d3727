//! `klubba review`: a meeting at a glance. To a pipe it is plain text.

use super::{Answer, Task, shown_path};
use crate::book::catalog::{Catalog, CatalogEntry};
use crate::book::{Named, NotNamed};
use crate::meeting::minutes::Stage;
use crate::tui::clock::Clock;
use crate::tui::review::plain;

/// Columns of a review in a pipe.
const COLUMNS: usize = 100;

/// Reviews a meeting; without a name, the one closed last.
pub(super) fn review(task: Task<'_>, name: Option<&str>) -> Answer {
    let shelf = match task.shelf() {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let stem = match reviewed(&task, &shelf, name) {
        Ok(stem) => stem,
        Err(answer) => return answer,
    };
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    if task.surroundings.is_terminal {
        return super::start::read(task, shelf, stem, clock);
    }
    let mut answer = task.naming_unreadable(&shelf);
    answer.stdout = plain(&shelf, &stem, COLUMNS, clock.now(), &task.words).into_bytes();
    if name.is_none() {
        let told = task
            .words
            .say_with("cli-review-of", &[("meeting", stem.into())]);
        answer.stderr.push_str("klubba: ");
        answer.stderr.push_str(&told);
        answer.stderr.push('\n');
    }
    answer.code = 0;
    answer
}

fn reviewed(task: &Task<'_>, shelf: &Catalog, name: Option<&str>) -> Result<String, Answer> {
    let Some(name) = name else {
        let is_over = |one: &&std::sync::Arc<CatalogEntry>| {
            matches!(one.minutes.stage, Stage::Closed | Stage::Approved)
        };
        let newest = shelf
            .meetings()
            .iter()
            .filter(is_over)
            .max_by_key(|one| one.minutes.newest);
        // With nothing closed yet, what is under way is all there is to look back at.
        let found = newest.or_else(|| shelf.meetings().first());
        let none = || task.failed("review-nothing", &[]);
        return found.map(|one| one.files.stem.clone()).ok_or_else(none);
    };
    match task.book.named(name) {
        Ok(Named::Meeting(files)) if shelf.meeting(&files.stem).is_some() => Ok(files.stem),
        Ok(Named::Meeting(files)) => {
            Err(task.not_named(&files.stem, &NotNamed::Unknown(Vec::new())))
        }
        Ok(Named::Agenda(path)) => {
            Err(task.failed("cli-only-an-agenda", &[("path", &shown_path(&path))]))
        }
        Err(not_named) => Err(task.not_named(name, &not_named)),
    }
}
