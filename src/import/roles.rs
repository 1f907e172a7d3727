//! What each line of a paper is: one walk from the first to the last, in which a label or a heading
//! says what follows until the next.

use std::collections::BTreeMap;

use super::dates::day;
use super::decisions::{OwnBody, intro, is_bare_heading};
use super::furniture::furniture;
use super::head::{names_a_body, names_a_paper};
use super::headings::{HeadingRow, begins_clause, ends_open, headings, is_reference};
use super::labels::{Label, Labelled, label};
use super::names::{is_first_name, is_title_word};
use super::people::{goes_on, is_list_like};
use super::rows::{Row, begins_small, folded, is_capital, is_line_to_sign, is_sentence, rows};
use crate::meeting::imported_minutes::{LineRole, SourceLine};
use crate::meeting::person::Role;

/// Takes each line for what it most looks like.
pub fn assign(lines: &mut [SourceLine]) {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    for (line, is_aside) in furniture(&texts)
        .into_iter()
        .enumerate()
        .collect::<Vec<_>>()
    {
        if let Some(line) = lines.get_mut(line) {
            line.role = if is_aside {
                LineRole::Aside
            } else {
                LineRole::Text
            };
        }
    }
    keep_the_first_head(lines);
    let rows = rows(lines);
    let headings = headings(&rows);
    let own = OwnBody::of(&head_words(&rows, &headings));
    let mut walk = Walk {
        rows: &rows,
        headings: &headings,
        own: &own,
        block: PageBlock::Head,
        has_label: false,
        last_heading: 0,
    };
    walk.last_heading = headings.keys().next_back().copied().unwrap_or(0);
    let roles: Vec<LineRole> = (0..rows.len()).map(|at| walk.role(at)).collect();
    for (row, role) in rows.iter().zip(roles) {
        if let Some(line) = lines.get_mut(row.line) {
            line.role = role;
        }
    }
}

/// What stands at the head of every page is told once, where nothing else says who met.
fn keep_the_first_head(lines: &mut [SourceLine]) {
    let first = lines
        .iter()
        .position(|line| line.role != LineRole::Aside && !line.text.trim().is_empty());
    let says = |line: &SourceLine| names_a_paper(&line.text);
    let is_said = lines
        .iter()
        .skip(first.unwrap_or(0))
        .filter(|line| !line.text.trim().is_empty())
        .take(6)
        .any(says);
    // The number of a page stands beside who met.
    let is_met = lines
        .iter()
        .filter(|line| !line.text.trim().is_empty() && line.role != LineRole::Aside)
        .take(12)
        .any(|line| names_a_body(&line.text));
    let first_rows = lines
        .iter_mut()
        .filter(|line| !line.text.trim().is_empty())
        .take(4);
    for line in first_rows
        .filter(|line| !is_met && line.role == LineRole::Aside && names_a_body(&line.text))
    {
        line.role = LineRole::Text;
    }
    let head = lines.get_mut(..first.unwrap_or(0)).unwrap_or_default();
    if !is_said && head.iter().any(says) {
        for line in head
            .iter_mut()
            .filter(|line| line.text.chars().any(char::is_alphabetic))
        {
            line.role = LineRole::Text;
        }
    }
}

/// The words above the first label: who met is among them.
#[must_use]
pub fn head_words(rows: &[Row], headings: &BTreeMap<usize, HeadingRow>) -> String {
    let is_head = |(at, row): &(usize, &Row)| {
        let is_paper = row.level.is_some() && *at == 0;
        label(&row.text).is_none() && (is_paper || !headings.contains_key(at))
    };
    let head = rows
        .iter()
        .enumerate()
        .take(12)
        .take_while(is_head)
        .map(|(_, row)| row.text.as_str());
    head.collect::<Vec<_>>().join(" ")
}

/// What the rows before this one leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PageBlock {
    /// Above all labels.
    Head,
    When,
    People,
    /// Before the first item, after its head.
    Opening,
    Presenters,
    Attachments,
    /// A decision; whether something of it has been said, and whether it goes on until the next label.
    Decision {
        is_empty: bool,
        is_long: bool,
    },
    /// What somebody proposed; whether something of it has been said.
    Proposal {
        is_empty: bool,
    },
    Text,
    Next,
    Signatures,
    /// Signatures on the first page, before the items.
    HeadSignatures,
}

struct Walk<'a> {
    rows: &'a [Row],
    headings: &'a BTreeMap<usize, HeadingRow>,
    own: &'a OwnBody,
    block: PageBlock,
    has_label: bool,
    last_heading: usize,
}

impl Walk<'_> {
    fn role(&mut self, at: usize) -> LineRole {
        let Some(row) = self.rows.get(at) else {
            return LineRole::Text;
        };
        if self.block == PageBlock::Signatures
            || self.block == PageBlock::HeadSignatures && !self.headings.contains_key(&at)
        {
            return LineRole::Signature;
        }
        match self.headings.get(&at) {
            Some(HeadingRow::Item { .. } | HeadingRow::More) => {
                self.block = PageBlock::Text;
                return LineRole::Item;
            }
            Some(HeadingRow::Section) => {
                self.block = PageBlock::Text;
                return LineRole::Section;
            }
            None => {}
        }
        let is_in_head = matches!(
            self.block,
            PageBlock::Head | PageBlock::When | PageBlock::People | PageBlock::Opening
        );
        let labelled = label(&row.text).filter(|found| self.counts(found, is_in_head, at));
        if let Some(found) = labelled {
            return self.labelled(at, row, found, is_in_head);
        }
        if self.is_proposed(row) && !self.is_settled(at, row) {
            self.block = PageBlock::Proposal { is_empty: false };
            return LineRole::Text;
        }
        if !is_in_head && intro(&row.text, self.own).is_some_and(|end| self.decides(at, end)) {
            self.block = PageBlock::Decision {
                is_empty: false,
                is_long: false,
            };
            return LineRole::Decision;
        }
        if is_next_meeting(&row.text) && at > self.last_heading {
            self.block = if is_in_head {
                self.block
            } else {
                PageBlock::Next
            };
            return LineRole::Next;
        }
        if at > self.last_heading && self.signs(at, row) {
            self.block = PageBlock::Signatures;
            return LineRole::Signature;
        }
        self.goes_on(at, row)
    }

    /// Whether a label is one here: those of the head stand in the head, or alone with their words.
    fn counts(&self, found: &Labelled<'_>, is_in_head: bool, at: usize) -> bool {
        let is_last = at > self.last_heading;
        match found.label {
            Label::When | Label::Place | Label::Body | Label::Number => is_in_head,
            Label::People(_, Role::Secretary | Role::Chair) => {
                is_in_head && (found.is_set_off || is_list_like(found.rest))
                    || is_last && found.is_set_off
            }
            Label::People(..) => is_in_head && (found.is_set_off || is_list_like(found.rest)),
            Label::Verifiers => is_in_head || is_last,
            Label::Signatures => is_last || is_in_head && found.is_set_off,
            Label::Presenters => found.is_set_off || is_list_like(found.rest),
            Label::Next => found.is_set_off && !found.rest.is_empty(),
            Label::Attachments => found.is_set_off || found.printed == "Bilagor" && !is_in_head,
            Label::Decision | Label::Proposal | Label::Notes | Label::Assignments => {
                found.is_set_off
            }
        }
    }

    fn labelled(
        &mut self,
        at: usize,
        row: &Row,
        found: Labelled<'_>,
        is_in_head: bool,
    ) -> LineRole {
        self.has_label = true;
        let (block, role) = match found.label {
            Label::When | Label::Place | Label::Body | Label::Number => {
                (PageBlock::When, LineRole::When)
            }
            Label::People(..) | Label::Verifiers if is_in_head && !is_line_to_sign(found.rest) => {
                (PageBlock::People, LineRole::People)
            }
            // When and where they are to be verified is no signature.
            Label::Signatures if is_in_head && folded(found.printed).starts_with("justering") => {
                (PageBlock::Opening, LineRole::Text)
            }
            Label::Signatures if is_in_head => (PageBlock::HeadSignatures, LineRole::Signature),
            Label::People(..) | Label::Verifiers | Label::Signatures => {
                (PageBlock::Signatures, LineRole::Signature)
            }
            Label::Presenters if is_in_head => (PageBlock::People, LineRole::People),
            Label::Presenters => (PageBlock::Presenters, LineRole::Presenters),
            Label::Attachments if is_in_head => (PageBlock::Opening, LineRole::Text),
            Label::Attachments => (PageBlock::Attachments, LineRole::Attachments),
            Label::Decision if !is_in_head || self.headings.is_empty() => {
                let is_long = is_bare_heading(&row.text) && self.has_notes_after(at);
                (
                    PageBlock::Decision {
                        is_empty: found.rest.is_empty(),
                        is_long,
                    },
                    LineRole::Decision,
                )
            }
            Label::Next => (
                if is_in_head {
                    PageBlock::Opening
                } else {
                    PageBlock::Text
                },
                LineRole::Next,
            ),
            Label::Proposal if !is_in_head => (
                PageBlock::Proposal {
                    is_empty: found.rest.is_empty(),
                },
                LineRole::Text,
            ),
            Label::Decision | Label::Proposal | Label::Notes | Label::Assignments => (
                if is_in_head {
                    PageBlock::Opening
                } else {
                    PageBlock::Text
                },
                LineRole::Text,
            ),
        };
        self.block = block;
        role
    }

    /// Whether a row is of what somebody proposed, whatever it says of deciding.
    fn is_proposed(&self, row: &Row) -> bool {
        match self.block {
            PageBlock::Proposal { is_empty: true } => true,
            PageBlock::Proposal { is_empty: false } => !row.has_gap,
            _ => false,
        }
    }

    /// "Mötet beslutade att …" after a proposal that ended its sentence: past is past.
    fn is_settled(&self, at: usize, row: &Row) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
        let is_past = folded(&row.text)
            .split(' ')
            .take(4)
            .any(|word| word == "beslutade" || word == "beslot");
        self.block == (PageBlock::Proposal { is_empty: false })
            && before.is_some_and(|before| before.text.ends_with('.'))
            && intro(&row.text, self.own).is_some_and(|end| {
                let is_alone = row.text.get(end..).unwrap_or_default().trim().is_empty();
                is_alone || is_past && folded(&row.text).contains(" att ")
            })
    }

    /// Whether what ends a row in "beslutade" goes on with what was decided, and not with when: "… beslutade⏎den 20
    /// juni".
    fn decides(&self, at: usize, end: usize) -> bool {
        let ends_row = self
            .rows
            .get(at)
            .is_none_or(|row| row.text.get(end..).unwrap_or_default().trim().is_empty());
        let has_colon = self.rows.get(at).is_some_and(|row| row.text.ends_with(':'));
        let next = self.rows.get(at + 1);
        !ends_row
            || has_colon
            || next.is_some_and(|next| {
                begins_clause(&next.text)
                    || next.has_gap
                    || next.bullet.is_some()
                    || !begins_small(&next.text)
            })
    }

    /// Whether the item goes on with a part that has a label of its own, so that all between belongs
    /// to the decision.
    fn has_notes_after(&self, at: usize) -> bool {
        let rest = self
            .rows
            .iter()
            .enumerate()
            .skip(at + 1)
            .take_while(|(at, _)| !self.headings.contains_key(at));
        rest.take(40).any(|(_, row)| {
            label(&row.text).is_some_and(|found| found.label == Label::Notes && found.is_set_off)
        })
    }

    /// Whether the signatures begin: names and what their bearers are, and nothing else to the end.
    fn signs(&self, at: usize, row: &Row) -> bool {
        let is_line = is_line_to_sign(&row.text);
        let has_role_near = self.rows.get(at + 1).is_some_and(|row| is_role(&row.text));
        let rest = self.rows.get(at..).unwrap_or(&[]);
        let is_end = rest.len() <= 12 && rest.iter().all(|row| is_signed(&row.text));
        let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
        let begins = row.has_gap || before.is_none_or(|before| before.text.ends_with('.'));
        row.text.starts_with('/')
            || is_line
            || begins && (are_names(&row.text) && has_role_near || is_end)
    }

    /// A row that says by nothing of its own what it is: it goes on with what stands before it, or is
    /// text.
    fn goes_on(&mut self, at: usize, row: &Row) -> LineRole {
        let before = at.checked_sub(1).and_then(|before| self.rows.get(before));
        if self.block == PageBlock::People && self.heads_list(at, row) {
            return LineRole::People;
        }
        if self.block == PageBlock::When && self.is_rest_of_column(at, row) {
            return LineRole::When;
        }
        if let Some(role) = self.still(row, before) {
            return role;
        }
        self.block = match self.block {
            PageBlock::Head | PageBlock::When | PageBlock::People | PageBlock::Opening => {
                PageBlock::Opening
            }
            _ => PageBlock::Text,
        };
        LineRole::Text
    }

    /// "E7, Helsingborg" between a label with what follows it and the next label: the column was too narrow.
    fn is_rest_of_column(&self, at: usize, row: &Row) -> bool {
        let is_plain =
            !row.text.contains(':') && !is_reference(&row.text) && !is_sentence(&row.text);
        let is_short = row.text.split_whitespace().count() <= 5 && is_plain;
        let next = self.rows.get(at + 1).and_then(|next| label(&next.text));
        is_short && !row.has_gap && next.is_some_and(|next| next.is_set_off)
    }

    /// "Kommunen", over people who come from there.
    fn heads_list(&self, at: usize, row: &Row) -> bool {
        let is_named = |next: &Row| {
            let first = next.text.split(',').next().unwrap_or_default();
            !next.has_gap && are_names(first) && next.text.contains(',') && is_list_like(&next.text)
        };
        let is_short = row.text.split_whitespace().count() <= 2 && !row.text.ends_with('.');
        is_short && is_capital(&row.text) && self.rows.get(at + 1).is_some_and(is_named)
    }

    /// What the open block makes of a row, if it goes on with it.
    fn still(&mut self, row: &Row, before: Option<&Row>) -> Option<LineRole> {
        let is_open = before
            .is_some_and(|row| row.text.ends_with([',', '-', '(']) || row.text.ends_with(" och"));
        let is_after_label = before.is_some_and(is_label_alone);
        let is_close = !row.has_gap;
        match self.block {
            PageBlock::Head => (!self.has_label).then_some(LineRole::Head),
            PageBlock::When => {
                let is_unfinished =
                    is_after_label || before.is_some_and(|row| ends_open(&row.text));
                let goes_on = is_open || is_unfinished || begins_small(&row.text);
                if is_reference(&row.text) {
                    return Some(LineRole::Head);
                }
                (is_close && goes_on).then_some(LineRole::When)
            }
            PageBlock::People => {
                let is_broken =
                    is_open || before.is_some_and(|before| goes_on(&before.text, &row.text));
                let goes_on = is_list_like(&row.text) || is_close && is_broken || goes_on_list(row);
                goes_on.then_some(LineRole::People)
            }
            PageBlock::Presenters => {
                let is_broken =
                    is_close && (is_open || begins_small(&row.text)) && !is_sentence(&row.text);
                let goes_on = is_broken || is_after_label && !row.text.ends_with('.');
                goes_on.then_some(LineRole::Presenters)
            }
            PageBlock::Attachments => {
                let is_title = !row.text.ends_with('.') && !row.text.contains(". ");
                let is_listed =
                    is_close && is_title && !is_sentence(&row.text) || row.bullet.is_some();
                (is_listed || is_after_label && is_title).then_some(LineRole::Attachments)
            }
            PageBlock::Next => {
                let is_open = before.is_some_and(|before| !before.text.ends_with('.'));
                (is_close && is_open).then_some(LineRole::Next)
            }
            PageBlock::Decision { is_empty, is_long } => {
                let is_told = [
                    "deltar inte",
                    "deltog inte",
                    "reserverar sig",
                    "reserverade sig",
                ]
                .iter()
                .any(|said| row.text.contains(said));
                if is_told && !is_empty && is_capital(&row.text) {
                    return None;
                }
                let is_clause = begins_clause(&row.text) || row.bullet.is_some();
                let goes_on = is_empty || is_close || is_clause || is_long;
                self.block = PageBlock::Decision {
                    is_empty: false,
                    is_long,
                };
                goes_on.then_some(LineRole::Decision)
            }
            PageBlock::Opening | PageBlock::Proposal { .. } | PageBlock::Text => None,
            PageBlock::Signatures | PageBlock::HeadSignatures => Some(LineRole::Signature),
        }
    }
}

/// Two to four words that can be a name, of whatever land.
fn are_names(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len()) && words.iter().all(|word| super::names::is_name_word(word))
}

/// "Anna Ek".
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.first().is_some_and(|word| is_first_name(word))
        && words.iter().all(|word| super::names::is_name_word(word))
}

/// "ordförande", "vice ordförande".
fn is_role(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() <= 3 && words.iter().any(|word| is_title_word(word))
}

/// "Anna Ek", "Anna Ek, ordförande", "sekreterare".
fn is_signed(text: &str) -> bool {
    let cells = super::rows::cells(text);
    let is_one = |cell: &&str| match cell.split_once(',') {
        Some((name, role)) => (is_name(name) || is_first_name(name)) && is_role(role),
        None => is_name(cell) || is_role(cell),
    };
    cells.iter().all(is_one)
}

/// A row of a list that was broken where nothing shows it: "stad", "(Lund)".
fn goes_on_list(row: &Row) -> bool {
    let first: Vec<&str> = row
        .text
        .split(',')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let names =
        (2..=4).contains(&first.len()) && first.iter().all(|word| super::names::is_name_word(word));
    let is_named = names && row.text.contains(',') && !is_sentence(&row.text);
    let is_short = row.text.split_whitespace().count() <= 3 && !row.text.ends_with('.');
    !row.has_gap && (row.text.starts_with('(') || is_short || is_named)
}

fn is_label_alone(row: &Row) -> bool {
    label(&row.text).is_some_and(|found| found.rest.is_empty())
}

/// "Nästa kommundirektörsmöte är den 23 april kl 15.00."
#[must_use]
pub fn is_next_meeting(text: &str) -> bool {
    let said = folded(text);
    let words: Vec<&str> = said.split(' ').take(4).collect();
    let begins = matches!(
        words.first(),
        Some(&("nasta" | "nastkommande" | "kommande"))
    ) && words.iter().skip(1).any(|word| {
        word.ends_with("mote")
            || word.ends_with("motet")
            || *word == "sammantrade"
            || word.ends_with("traff")
    });
    // "Rådet sammanträder nästa gång den 17 april."
    let meets = words
        .iter()
        .any(|word| ["sammantrader", "traffas", "mots", "ses", "motas"].contains(word));
    let is_then = said.contains("nasta gang") && meets;
    // "Nästa FSG är den 24 september."
    let is_said = words.first() == Some(&"nasta")
        && words
            .iter()
            .any(|word| ["ar", "blir", "halls", "ager"].contains(word));
    (begins || is_said || is_then) && day(text, Some(2000)).is_some() && text.chars().count() <= 200
}
