//! The clauses a body has decided before, from the records in the book, all of it: what it decides
//! often and lately comes first.

use std::collections::HashMap;

use super::Book;
use super::files::MeetingFiles;
use super::record::Record;

/// Meetings of the body that are remembered at the most, the newest by name first: what it decided
/// before those weighs next to nothing.
const REMEMBERED: usize = 200;

/// Clauses that the body with this id has decided, most frequent and most recent first; the
/// meeting with the stem `except` is left out. What cannot be read is not remembered.
#[must_use]
pub fn decided_before(book: &Book, body: &str, except: &str) -> Vec<String> {
    let mut stems = book.meeting_stems().unwrap_or_default();
    stems.retain(|stem| stem != except);
    let records = stems
        .iter()
        .rev()
        .filter(|stem| may_be_of(&book.files(stem), body))
        .filter_map(|stem| Record::read(&book.files(stem)).ok());
    let mut of_the_body: Vec<Record> = records
        .filter(|record| record.minutes.heading.body.id == body)
        .take(REMEMBERED)
        .collect();
    of_the_body.sort_by_key(|record| std::cmp::Reverse(record.minutes.heading.date));
    ranked(&of_the_body)
}

/// Tells whether a record may be one of the body's, by a look at its bytes: to understand every
/// record of a large book would take seconds.
fn may_be_of(files: &MeetingFiles, body: &str) -> bool {
    let quoted = format!("\"{body}\"");
    files.storage().read(&files.record).is_ok_and(|bytes| {
        bytes
            .windows(quoted.len())
            .any(|part| part == quoted.as_bytes())
    })
}

/// Each use counts for less the more meetings lie after it.
fn ranked(newest_first: &[Record]) -> Vec<String> {
    let mut weights: HashMap<&str, f64> = HashMap::new();
    for (age, record) in newest_first.iter().enumerate() {
        let weight = 1.0 / (1.0 + f64::from(u32::try_from(age).unwrap_or(u32::MAX)) / 4.0);
        let decisions = record.minutes.items().flat_map(|item| &item.decisions);
        for clause in decisions.flat_map(|decision| &decision.clauses) {
            *weights.entry(clause.text.as_str()).or_default() += weight;
        }
    }
    let mut clauses: Vec<(&str, f64)> = weights.into_iter().collect();
    clauses.sort_by(|(one, less), (other, more)| more.total_cmp(less).then(one.cmp(other)));
    clauses
        .into_iter()
        .map(|(clause, _)| clause.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::journal::ChainHead;
    use crate::meeting::agenda::AgendaRow;
    use crate::meeting::decision::{Clause, ClauseId, Decision, DecisionId};
    use crate::meeting::item::{Item, ItemId, MinutesRow};
    use crate::meeting::minutes::Minutes;

    fn meeting(book: &Book, day: &str, body: &str, clauses: &[&str]) {
        let mut minutes = Minutes::default();
        minutes.heading.body.id = body.to_owned();
        minutes.heading.date = day.parse().expect("a day");
        let mut item = Item::planned(ItemId(1), &AgendaRow::default());
        let clauses = clauses
            .iter()
            .map(|text| Clause {
                id: ClauseId(1),
                text: (*text).to_owned(),
            })
            .collect();
        item.decisions.push(Decision {
            id: DecisionId(1),
            intro: String::new(),
            clauses,
        });
        minutes.rows.push(MinutesRow::Item(Box::new(item)));
        let files = book.files(&format!("{day}-{body}"));
        std::fs::create_dir_all(book.meetings()).expect("a folder");
        std::fs::write(&files.journal, "").expect("a journal");
        Record::of(&files.stem, &minutes, &ChainHead::default(), 0)
            .write(&files)
            .expect("a record");
    }

    #[test]
    fn what_a_body_decides_often_and_lately_comes_first_and_others_decisions_not_at_all() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::at(folder.path());
        meeting(&book, "2025-01-10", "kd", &["att ofta", "att förr"]);
        meeting(&book, "2025-02-10", "kd", &["att ofta"]);
        meeting(&book, "2025-03-10", "kd", &["att nyss"]);
        meeting(&book, "2025-03-11", "annan", &["att annat"]);
        meeting(&book, "2025-04-10", "kd", &["att i dag"]);
        std::fs::write(book.meetings().join("2025-03-12-kd.ron"), "trasig").expect("a file");
        assert_eq!(
            decided_before(&book, "kd", "2025-04-10-kd"),
            ["att ofta", "att nyss", "att förr"]
        );
    }
}
