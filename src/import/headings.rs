//! Which rows are the headings of items, and which head several items. Numbers are followed through the
//! whole paper: a list within an item counts from 1 again, and an agenda at the top has nothing under
//! its items.

mod chain;
mod numbers;
mod unnumbered;

use std::collections::BTreeMap;

use super::labels::label;
use super::rows::{Row, begins_small, folded, joined};
use chain::chain;
use numbers::{Numbered, numbered};
use unnumbered::{beside_numbered, marked, unnumbered};

/// What a row heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// An item.
    Item {
        /// Its number as printed; none for an unnumbered one.
        label: Option<String>,
        /// What it is called, as far as this row says it.
        title: String,
    },
    /// The title goes on from the row before.
    More,
    /// Several items.
    Section,
}

/// So many numbers may be a list within an item.
const FEW: usize = 6;

/// What each row heads, if it heads anything.
#[must_use]
pub fn headings(rows: &[Row]) -> BTreeMap<usize, Heading> {
    let mut found = BTreeMap::new();
    let mut chain = chain(rows);
    let without = if chain.len() <= FEW {
        unnumbered(rows)
    } else {
        BTreeMap::new()
    };
    if without.len() >= 3 && (is_mere_list(&chain) || lies_in_one(rows, &chain, &without)) {
        chain.clear();
    }
    for numbered in &chain {
        let heading = Heading::Item {
            label: Some(numbered.label.clone()),
            title: numbered.title.clone(),
        };
        found.insert(numbered.row, heading);
        title_goes_on(rows, numbered, &mut found);
    }
    if rows.iter().filter(|row| row.level.is_some()).count() >= 2 {
        marked(rows, &mut found);
    } else if chain.is_empty() {
        found = without;
    } else {
        beside_numbered(rows, &mut found);
    }
    found
}

/// Numbers with nothing between them: the entries of a list, and maybe of no agenda.
fn is_mere_list(chain: &[Numbered]) -> bool {
    chain
        .windows(2)
        .all(|pair| matches!(pair, [one, other] if other.row == one.row + 1))
}

/// Whether numbers without space between them lie all under one of the headings without numbers.
fn lies_in_one(rows: &[Row], chain: &[Numbered], without: &BTreeMap<usize, Heading>) -> bool {
    let with_gap = chain
        .iter()
        .filter(|one| rows.get(one.row).is_some_and(|row| row.has_gap))
        .count();
    let [Some(first), Some(last)] = [chain.first(), chain.last()] else {
        return false;
    };
    let is_under = without.keys().any(|at| *at < first.row);
    with_gap * 2 < chain.len() && is_under && without.range(first.row..=last.row).next().is_none()
}

/// A title that needs more than its row: what follows it closely begins small.
fn title_goes_on(rows: &[Row], numbered: &Numbered, found: &mut BTreeMap<usize, Heading>) {
    let next = numbered.row + 1;
    let is_open = |row: &Row| {
        let is_plain = !row.has_gap && row.bullet.is_none() && row.level.is_none();
        is_plain && begins_small(&row.text) && !begins_clause(&row.text)
    };
    if numbered.title.is_empty() {
        // The number stands alone, and its title on the next row, or under the reference of the matter.
        let is_reference = rows.get(next).is_some_and(|row| is_reference(&row.text));
        let title = if is_reference { next + 1 } else { next };
        let is_title = |at: usize| rows.get(at).is_some_and(next_may_be_title);
        if is_title(title) && (!is_reference || rows.get(title).is_some_and(|row| !row.has_gap)) {
            found.extend((next..=title).map(|at| (at, Heading::More)));
            let is_parted = rows.get(title).is_some_and(|row| row.text.ends_with('-'));
            if is_parted && is_title(title + 1) {
                found.insert(title + 1, Heading::More);
            }
        }
        return;
    }
    let width = rows
        .iter()
        .map(|row| row.text.chars().count())
        .max()
        .unwrap_or(0)
        .min(100);
    let is_full = |at: usize| {
        rows.get(at).is_some_and(|row| {
            let ends_open = ends_open(&row.text) || row.text.ends_with(',');
            row.text.chars().count() * 10 >= width * 6 || ends_open
        })
    };
    // A last word or two that stand alone under the title are of it, also with a capital.
    let is_rest = |at: usize| {
        let [Some(row), Some(after)] = [at, at + 1].map(|at| rows.get(at)) else {
            return false;
        };
        let is_short = row.text.split_whitespace().count() <= 3 && !row.text.ends_with(['.', ':']);
        !row.has_gap
            && !is_reference(&row.text)
            && (after.has_gap
                || rows
                    .get(at - 1)
                    .is_some_and(|before| ends_open(&before.text)))
            && is_short
            && row.bullet.is_none()
            && row.level.is_none()
            && label(&row.text).is_none()
    };
    for at in next..=numbered.row + 2 {
        if !is_full(at - 1) || !(rows.get(at).is_some_and(is_open) || is_rest(at)) {
            break;
        }
        found.insert(at, Heading::More);
    }
}

/// Whether a row ends with a word that something must follow.
#[must_use]
pub fn ends_open(text: &str) -> bool {
    [
        " och", " i", " för", " av", " om", " till", " med", " på", "-", "–",
    ]
    .iter()
    .any(|end| text.ends_with(end))
}

/// "Dnr KS 2024/12": the reference of a matter, and no words of its title.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    let folded = folded(text);
    [
        "dnr",
        "diarienummer",
        "diarienr",
        "arendenummer",
        "arendenr",
    ]
    .iter()
    .any(|start| folded.starts_with(start))
}

fn next_may_be_title(row: &Row) -> bool {
    !is_reference(&row.text)
        && row.bullet.is_none()
        && label(&row.text).is_none()
        && row.text.chars().count() <= 160
}

/// "att …", "samt att …": the beginning of a clause, and of no title.
#[must_use]
pub fn begins_clause(text: &str) -> bool {
    let folded = folded(text);
    ["att ", "samt att ", "och att "]
        .iter()
        .any(|start| folded.starts_with(start))
}

/// The reference of a matter, in the column beside its heading: "Dnr KS 2024/12".
#[must_use]
pub fn without_reference(text: &str) -> (&str, Option<&str>) {
    let starts = [
        "Dnr",
        "dnr",
        "Diarienummer",
        "Diarienr",
        "Ärendenummer",
        "DNR",
    ];
    let found = starts
        .iter()
        .filter_map(|start| text.find(&format!("  {start}")))
        .min();
    match found {
        Some(at) => (
            text.get(..at).unwrap_or(text).trim_end(),
            text.get(at..).map(str::trim),
        ),
        None => (text, None),
    }
}

/// The number of a heading as printed, and what is left of it.
#[must_use]
pub fn split(text: &str) -> (Option<String>, String) {
    let (text, _) = without_reference(text);
    let row = Row {
        line: 0,
        text: text.to_owned(),
        has_gap: true,
        level: None,
        bullet: None,
        indent: 0,
    };
    match numbered(0, &row) {
        Some(found) => (Some(found.label), found.title),
        None => (None, joined(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rows::rows;
    use crate::meeting::imported_minutes::{LineRole, SourceLine};

    fn drawn(text: &str) -> Vec<String> {
        let line = |text: &str| {
            let level = text.bytes().take_while(|sign| *sign == b'#').count();
            let level = u8::try_from(level).ok().filter(|level| *level > 0);
            SourceLine {
                text: text.trim_start_matches('#').trim().to_owned(),
                role: LineRole::Text,
                level,
            }
        };
        let rows = rows(&text.lines().map(line).collect::<Vec<_>>());
        let drawn = headings(&rows)
            .into_iter()
            .map(|(at, heading)| match heading {
                Heading::Item { label, title } => format!("{}|{title}", label.unwrap_or_default()),
                Heading::More => format!("+{}", rows[at].text),
                Heading::Section => format!("={}", rows[at].text),
            });
        drawn.collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(drawn(text), expected, "{text}");
    }

    #[test]
    fn a_list_within_an_item_counts_for_itself() {
        check(
            "Datum 2024-03-05\n\n1. Öppnande\n\n2. Stödet till bygden och\nhela kommunen\nSyftet är:\n\n1. Ge stöd\n\n2. Söka medel\n\n3. Genomföra\n\nMedel finns.\n\nMötet beslutar\n\natt tacka\n\n3. Rapport\ntext",
            &[
                "1|Öppnande",
                "2|Stödet till bygden och",
                "+hela kommunen",
                "3|Rapport",
            ],
        );
    }

    #[test]
    fn numbers_may_be_skipped_and_an_agenda_at_the_top_is_none_of_the_items() {
        check(
            "Dag 2024-03-05\n\n1. A\n2. B\n3. C\n\n1. A\ntext\nmer\n\n2. B\ntext\nmer\n\n3. C\ntext\nslut",
            &["1|A", "2|B", "3|C"],
        );
        check(
            "Fasta\n\n1. A\ntext\n\n4. B\ntext\n\n27. april var\ntext\n\n7. C\ntext",
            &["1|A", "4|B", "7|C"],
        );
    }

    #[test]
    fn paragraphs_stand_before_numbers() {
        check(
            "Tid: 9\n\n§ 12 Budget\n\n1. Punkt ett\n2. Punkt två\n\n§ 13\nVal av ledamot\ntext\n\n§ 14  Övrigt\nText",
            &["§ 12|Budget", "§ 13|", "+Val av ledamot", "§ 14|Övrigt"],
        );
    }

    #[test]
    fn headings_without_numbers() {
        check(
            "Tid: 9\n\nNärvarande: Anna Ek\n\nÄrenden\n\n1. A\ntext\n\nUnderrubrik\n\ntext\n\nFasta punkter\n\n2. B\ntext\n\nBeslut:\natt tacka.\n\nTema\n\nDagens tema var vatten.",
            &["=Ärenden", "1|A", "=Fasta punkter", "2|B", "|Tema"],
        );
        check(
            "Datum: 2024-03-05\n\nÖppnande\n\nAnna öppnade mötet.\n\nEkonomi\nKassan är god.\n\nÖvriga frågor\nInga.",
            &["|Öppnande", "|Ekonomi", "|Övriga frågor"],
        );
    }

    #[test]
    fn marked_headings_say_what_they_are() {
        check(
            "# Protokoll\n## Närvarande\nAnna Ek\n## Fasta punkter\n### 1. A\ntext\n#### Beslut\natt b\n### 2. B\ntext\n## Tema\ntext",
            &["=Fasta punkter", "1|A", "2|B", "|Tema"],
        );
    }
}
