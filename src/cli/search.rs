//! `klubba search`: words, over all meetings of the book.

use serde::Serialize;

use super::{Answer, Task};
use crate::book::search::{FoundInBook, Hit, LineKind, Query, search as search_book};
use crate::export::json::json_of;
use crate::tui::excerpt::excerpt;
use crate::tui::wrap::{fitted, shown};

/// Cells of a line of text.
const ROOM: usize = 100;

/// A hit, as others' programs are told it.
#[derive(Serialize)]
struct Told<'a> {
    meeting: &'a str,
    date: String,
    label: Option<&'a str>,
    item: Option<&'a str>,
    kind: &'static str,
    text: &'a str,
}

impl<'a> Told<'a> {
    fn of(hit: &'a Hit) -> Self {
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
pub(super) fn search(task: &Task<'_>, words: &str, as_json: bool) -> Answer {
    let found = match search_book(&task.book, &Query::of(words)) {
        Ok(found) => found,
        Err(error) => return task.unreadable(&task.book.meetings(), error),
    };
    let stdout = if as_json {
        json(&found.hits)
    } else {
        listed(&found.hits)
    };
    let code = u8::from(found.hits.is_empty());
    Answer {
        stdout: stdout.into_bytes(),
        stderr: talk(task, words, &found),
        code,
    }
}

/// What is said beside the result.
fn talk(task: &Task<'_>, words: &str, found: &FoundInBook) -> String {
    let mut said = String::new();
    for unreadable in &found.unreadable {
        said.push_str(&task.unreadable(&unreadable.path, &unreadable.detail).stderr);
    }
    if found.hits.is_empty() {
        said.push_str(
            &task
                .failed("search-nothing", &[("words", &shown(words))])
                .stderr,
        );
    } else if found.is_folded {
        said.push_str(&task.failed("search-folded", &[]).stderr);
    }
    said
}

fn json(hits: &[Hit]) -> String {
    let told: Vec<Told<'_>> = hits.iter().map(Told::of).collect();
    json_of(&told)
}

/// Each item once, with what was found under it.
fn listed(hits: &[Hit]) -> String {
    let mut text = String::new();
    for group in hits.chunk_by(|one, other| (&one.stem, one.item) == (&other.stem, other.item)) {
        let Some(first) = group.first() else { continue };
        text.push_str(&head(first));
        // A title has been said already.
        for hit in group.iter().filter(|hit| hit.kind != LineKind::Title) {
            let (words, _) = excerpt(&hit.text, hit.around.clone(), ROOM - 4);
            text.push_str("    ");
            text.push_str(&shown(&words));
            text.push('\n');
        }
    }
    text
}

/// `2016-09-23  3  Title`; the body stands for what belongs to the whole meeting.
fn head(hit: &Hit) -> String {
    let mut head = hit.date.to_string();
    for part in [
        hit.label.as_deref(),
        Some(hit.title.as_deref().unwrap_or(&hit.body)),
    ]
    .into_iter()
    .flatten()
    {
        head.push_str("  ");
        head.push_str(&shown(part));
    }
    fitted(&head, ROOM).into_owned() + "\n"
}
