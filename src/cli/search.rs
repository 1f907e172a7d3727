//! `klubba search`: words, over all meetings of the book.

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::output::{Exit, Failure, Output};
use crate::book::search::{FoundInBook, Hit, LineKind, Query, search as search_book};
use crate::export::json::json_of;
use crate::tui::excerpt::excerpt;
use crate::tui::wrap::{fitted, shown};

/// Columns of a line of text.
const COLUMNS: usize = 100;

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    #[arg(required = true, value_name = "WORDS", help = "cli-search-words")]
    words: Vec<String>,
    #[arg(long, help = "cli-json")]
    json: bool,
}

/// A hit in JSON. The names of the fields are relied on by other programs.
#[derive(Serialize)]
struct HitSummary<'a> {
    meeting: &'a str,
    date: String,
    label: Option<&'a str>,
    item: Option<&'a str>,
    kind: &'static str,
    text: &'a str,
}

impl<'a> HitSummary<'a> {
    fn new(hit: &'a Hit) -> Self {
        Self {
            meeting: &hit.stem,
            date: hit.date.to_string(),
            label: hit.label.as_deref(),
            item: hit.title.as_deref(),
            kind: hit.kind.name(),
            text: &hit.text,
        }
    }
}

/// Searches the book: 0 with hits, 1 without. A meeting that cannot be read is named and does not
/// spoil the rest.
pub(super) fn search(
    context: &Context<'_>,
    arguments: &SearchArguments,
) -> Result<Output, Failure> {
    let words = arguments.words.join(" ");
    let found = search_book(&context.book, &Query::of(&words))
        .map_err(|error| context.not_read(&context.book.meetings(), &error))?;
    let text = if arguments.json {
        json(&found.hits)
    } else {
        list(&found.hits)
    };
    let exit = if found.hits.is_empty() {
        Exit::Failed
    } else {
        Exit::Done
    };
    Ok(Output {
        stdout: text.into_bytes(),
        stderr: remarks(context, &words, &found),
        exit,
    })
}

/// Names what could not be read, and tells of an empty or a widened result.
fn remarks(context: &Context<'_>, words: &str, found: &FoundInBook) -> String {
    let mut remarks = String::new();
    for unreadable in &found.unreadable {
        let failure = context.unreadable(&unreadable.path, &unreadable.trouble);
        remarks.push_str(&failure.message);
    }
    for (stem, integrity) in &found.incomplete {
        remarks += &context.missing(stem, integrity);
    }
    if found.hits.is_empty() {
        remarks.push_str(&context.remark("search-nothing", &[("words", &shown(words))]));
    } else if found.is_folded {
        remarks.push_str(&context.remark("search-folded", &[]));
    }
    remarks
}

fn json(hits: &[Hit]) -> String {
    let summaries: Vec<HitSummary<'_>> = hits.iter().map(HitSummary::new).collect();
    json_of(&summaries)
}

/// Lists each item once, with what was found under it.
fn list(hits: &[Hit]) -> String {
    let mut text = String::new();
    for group in hits.chunk_by(|one, other| (&one.stem, one.item) == (&other.stem, other.item)) {
        let Some(first) = group.first() else { continue };
        text.push_str(&heading(first));
        // The heading holds the title already.
        for hit in group.iter().filter(|hit| hit.kind != LineKind::Title) {
            let (words, _) = excerpt(&hit.text, hit.around.clone(), COLUMNS - 4);
            text.push_str("    ");
            text.push_str(&shown(&words));
            text.push('\n');
        }
    }
    text
}

/// Heads the hits of an item: `2016-09-23  3  Title`. For what belongs to the whole meeting the body
/// takes the place of a title.
fn heading(hit: &Hit) -> String {
    let mut heading = hit.date.to_string();
    for part in [
        hit.label.as_deref(),
        Some(hit.title.as_deref().unwrap_or(&hit.body)),
    ]
    .into_iter()
    .flatten()
    {
        heading.push_str("  ");
        heading.push_str(&shown(part));
    }
    fitted(&heading, COLUMNS).into_owned() + "\n"
}
