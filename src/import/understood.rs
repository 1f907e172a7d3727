//! The paper as it was understood: what the lines say, put together by what each was taken for.

use chrono::NaiveDate;

use super::attendance::{attendance, told_elsewhere};
use super::decisions::OwnBody;
use super::doubts::{Doubt, doubts};
use super::head::head;
use super::headings::headings;
use super::house_style::style;
use super::labels::{Label, label};
use super::parts::Parts;
use super::roles::{assign, head_words, is_next_meeting};
use super::rows::{Row, folded, joined, rows};
use super::signatures::signatures;
use crate::meeting::agenda::{Agenda, Body};
use crate::meeting::imported_minutes::{ImportSource, ImportedMinutes, LineRole, SourceLine};
use crate::meeting::style::{Class, Signature};

/// A paper, and what in it is doubtful.
#[derive(Debug, Clone)]
pub struct Understood {
    /// As it was understood.
    pub paper: ImportedMinutes,
    /// What should be looked at.
    pub doubts: Vec<Doubt>,
}

/// Reads a paper: takes each line for something, and puts together what they say.
#[must_use]
pub fn read(lines: Vec<SourceLine>, file: &str, digest: &str) -> Understood {
    let mut lines = with_labels_apart(lines);
    assign(&mut lines);
    understand(ImportSource {
        file: file.to_owned(),
        digest: digest.to_owned(),
        lines,
    })
}

/// What begins within a line something of its own begins a line of its own: "… samråd. Beslut: att
/// svara", "Närvarande: Anna Ek. Adjungerad: Bo Alm".
fn with_labels_apart(lines: Vec<SourceLine>) -> Vec<SourceLine> {
    let apart = lines.into_iter().flat_map(|line| {
        let mut cuts = vec![0];
        cuts.extend(decision_within(&line.text));
        cuts.extend(people_within(&line.text));
        cuts.extend(next_within(&line.text));
        cuts.sort_unstable();
        let ends = cuts
            .iter()
            .skip(1)
            .copied()
            .chain([line.text.len()])
            .collect::<Vec<_>>();
        let parts = cuts
            .into_iter()
            .zip(ends)
            .filter_map(|(from, to)| line.text.get(from..to));
        parts
            .map(|text| SourceLine {
                text: text.to_owned(),
                ..line.clone()
            })
            .collect::<Vec<_>>()
    });
    apart.collect()
}

fn decision_within(text: &str) -> Option<usize> {
    ["Beslut:", "Beslut :", "BESLUT:"].iter().find_map(|said| {
        let at = text.find(said)?;
        let before = text.get(..at)?.trim_end();
        (before.ends_with(['.', '?', '!']) && before.chars().count() > 3).then_some(at)
    })
}

/// "Ordföranden tackar. Nästa möte är den 27 september."
fn next_within(text: &str) -> Option<usize> {
    let at = text.find(". Nästa ")? + 2;
    text.get(at..).is_some_and(is_next_meeting).then_some(at)
}

/// Where, in a line that says who was there, sentences begin that say it of others.
fn people_within(text: &str) -> Vec<usize> {
    let says_who =
        |text: &str| label(text).is_some_and(|found| matches!(found.label, Label::People(..)));
    if !says_who(text) {
        return Vec::new();
    }
    let ends = text.match_indices(". ").map(|(at, end)| at + end.len());
    ends.filter(|at| text.get(*at..).is_some_and(says_who))
        .collect()
}

/// Puts together what lines say that have been taken for something.
#[must_use]
#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
pub fn understand(origin: ImportSource) -> Understood {
    let rows = rows(&origin.lines);
    let role = |row: &Row| {
        origin
            .lines
            .get(row.line)
            .map_or(LineRole::Text, |line| line.role)
    };
    let with = |wanted: LineRole| {
        rows.iter()
            .filter(|row| role(row) == wanted)
            .collect::<Vec<&Row>>()
    };
    let head = head(&with(LineRole::Head), &with(LineRole::When), &origin.file);
    let headings = headings(&rows);
    let own = OwnBody::of(
        &[
            head_words(&rows, &headings).as_str(),
            &head.body,
            &head.title,
        ]
        .join(" "),
    );
    let parts = Parts::of(&rows, &headings, role);
    let mut style = style(&parts, &head, &own);
    let mut list = attendance(&with(LineRole::People));
    let opening = parts.opening();
    told_elsewhere(&mut list.people, &opening);
    let signatures = signatures(&with(LineRole::Signature), &mut list.people);
    style.signs = signatures.into_iter().map(Signature::Line).collect();
    style.labels.present = list
        .labels
        .iter()
        .find(|(class, _)| *class == Class::Present)
        .map(|(_, label)| label.clone());
    let known: Vec<&str> = list.people.iter().map(|one| one.name.as_str()).collect();
    let (items, written) = parts.items(&style, &own, &known);
    let left = list
        .left
        .iter()
        .map(|left| left.trim())
        .filter(|left| !left.is_empty());
    let opening = [opening]
        .into_iter()
        .chain(left.map(str::to_owned))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    let agenda = Agenda {
        body: Body {
            id: slug(&head.body),
            name: head.body.clone(),
        },
        title: head.title.clone(),
        kind: head.kind,
        number: head.number.clone(),
        date: head.date.map_or(NaiveDate::default(), |(date, _)| date),
        starts: head.starts,
        ends: head.ends,
        place: head.place.clone(),
        mode: crate::meeting::agenda::Procedure::default(),
        style,
        people: Vec::new(),
        opening,
        closing: String::new(),
        items,
    };
    let next_meeting = next_in(&with(LineRole::Next)).or_else(|| parts.next_meeting());
    let paper = ImportedMinutes {
        agenda,
        people: list.people,
        written,
        next_meeting,
        origin,
    };
    let doubts = doubts(&paper, &head, &own);
    Understood { paper, doubts }
}

/// The first line that announces the next meeting, with what of it stands on further rows.
fn next_in(rows: &[&Row]) -> Option<String> {
    let (first, more) = rows.split_first()?;
    let mut before = first.line;
    let more = more.iter().take_while(|row| {
        let is_next = !row.has_gap && row.line <= before + 2;
        before = row.line;
        is_next
    });
    let text = [first]
        .into_iter()
        .chain(more)
        .map(|row| joined(&row.text))
        .collect::<Vec<_>>();
    Some(text.join(" "))
}

/// `[a-z0-9-]`, of a name.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain: String = folded(name)
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() {
                sign
            } else {
                '-'
            }
        })
        .collect();
    let slug = plain
        .split('-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    slug.chars()
        .take(60)
        .collect::<String>()
        .trim_matches('-')
        .to_owned()
}
