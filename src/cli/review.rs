//! `klubba review`: a meeting at a glance. To a pipe it is plain text.

use clap::Args;

use super::context::Context;
use super::output::{Exit, Failure, Output};
use crate::book::catalog::{Catalog, CatalogEntry};
use crate::book::{Named, NotNamed};
use crate::meeting::minutes::Stage;
use crate::tui::library::review::plain_text;
use crate::tui::run::Program;

/// Columns of a review in a pipe.
const COLUMNS: usize = 100;

#[derive(Debug, Args)]
pub(super) struct ReviewArguments {
    #[arg(value_name = "MEETING", help = "cli-review-meeting")]
    meeting: Option<String>,
}

/// Reviews a meeting; without a name, the one closed last.
pub(super) fn review(
    context: Context<'_>,
    program: &mut Program,
    arguments: &ReviewArguments,
) -> Result<Output, Failure> {
    let shelf = context.shelf()?;
    let stem = match &arguments.meeting {
        Some(name) => find(&context, &shelf, name)?,
        None => closed_last(&shelf).ok_or_else(|| context.failure("review-nothing", &[]))?,
    };
    let clock = context.clock();
    if context.environment.is_terminal {
        return super::start::read(context, program, shelf, &stem, clock);
    }
    let mut output = context.naming_unreadable(&shelf);
    output.stdout = plain_text(&shelf, &stem, COLUMNS, clock.now(), &context.words).into_bytes();
    if arguments.meeting.is_none() {
        let remark = context.remark("cli-review-of", &[("meeting", &stem)]);
        output.stderr.push_str(&remark);
    }
    output.exit = Exit::Done;
    Ok(output)
}

/// Finds the newest meeting that is over. With nothing closed yet, what is under way is all there
/// is to look back at.
fn closed_last(shelf: &Catalog) -> Option<String> {
    let is_over = |meeting: &&std::sync::Arc<CatalogEntry>| {
        matches!(meeting.minutes.stage, Stage::Closed | Stage::Approved)
    };
    let newest = shelf
        .meetings()
        .iter()
        .filter(is_over)
        .max_by_key(|meeting| meeting.minutes.newest);
    let found = newest.or_else(|| shelf.meetings().first());
    found.map(|meeting| meeting.files.stem.clone())
}

fn find(context: &Context<'_>, shelf: &Catalog, name: &str) -> Result<String, Failure> {
    match context.book.named(name) {
        Ok(Named::Meeting(files)) if shelf.meeting(&files.stem).is_some() => Ok(files.stem),
        Ok(Named::Meeting(files)) => {
            Err(context.not_named(&files.stem, &NotNamed::Unknown(Vec::new())))
        }
        Ok(Named::Agenda(path)) => Err(context.only_an_agenda(&path)),
        Err(not_named) => Err(context.not_named(name, &not_named)),
    }
}
