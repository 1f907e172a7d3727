//! Attendance lists: "Anna Ek, Lund, Bo Alm (Eslöv, ordförande)", one person a line, in two columns,
//! several who share what they represent. The list is cut into pieces, each piece is taken for what it
//! most looks like, and the pieces are put together again.

mod assembly;
mod pieces;

use super::names::{is_first_name, is_name_word, is_organisation, municipality};
use super::rows::{begins_small, folded};
use crate::meeting::time::ClockTime;
use assembly::Assembly;
pub use pieces::is_from_elsewhere;
use pieces::{BESIDE, Between, NamePiece, pieces, segments};

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedPerson {
    /// As printed.
    pub name: String,
    /// Municipality or organisation.
    pub represents: Option<String>,
    /// As printed beside the name.
    pub title: Option<String>,
    /// What is printed apart from it: "Anna Ek, rektor, Lund, ordförande".
    pub also: Option<String>,
    /// Takes part from elsewhere.
    pub is_remote: bool,
    /// When they came, if late.
    pub from: Option<ClockTime>,
    /// When they left, if early.
    pub until: Option<ClockTime>,
}

/// A list as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleList {
    /// In printed order.
    pub people: Vec<ListedPerson>,
    /// Words that name nobody.
    pub left: Vec<String>,
    /// Words beside a name that say nothing of its bearer.
    pub beside: Vec<String>,
}

/// Reads a list.
#[must_use]
pub fn people(text: &str) -> PeopleList {
    let mut list = PeopleList::default();
    let mut plain = String::new();
    for line in text.lines() {
        // "Norra kommun: Anna Ek, Bo Alm": whom all on the row represent.
        let is_body = |body: &str| is_organisation(body) && body.split_whitespace().count() <= 4;
        // "Länsstyrelsen deltog Anna Ek"
        let of = [": ", " deltog "]
            .iter()
            .find_map(|sign| line.split_once(sign));
        if let Some((body, names)) = of.filter(|(body, _)| is_body(body)) {
            list.append(listed(&std::mem::take(&mut plain)));
            list.append(listed(names).of(body.trim()));
        } else {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    list.append(listed(&plain));
    list
}

impl PeopleList {
    fn append(&mut self, more: Self) {
        self.people.extend(more.people);
        self.left.extend(more.left);
        self.beside.extend(more.beside);
    }

    /// All of them represent this, but for those of whom it is said otherwise.
    fn of(mut self, body: &str) -> Self {
        for one in &mut self.people {
            one.represents.get_or_insert_with(|| body.to_owned());
        }
        self
    }
}

fn listed(text: &str) -> PeopleList {
    let segments = segments(&with_whole_names(text));
    let mut list = Assembly::new(is_led(&segments));
    for (between, words) in segments {
        list.between(between);
        for piece in pieces(&words, list.is_open) {
            list.take(piece);
        }
    }
    list.finished()
}

/// "Lund Anna Ek, Eslöv Bo Alm": whether what somebody represents stands before the name.
fn is_led(segments: &[(Between, String)]) -> bool {
    let is_plain = |(between, words): &&(Between, String)| {
        *between != Between::Open && !words.trim().is_empty()
    };
    let first = segments
        .iter()
        .filter(is_plain)
        .take(2)
        .flat_map(|(_, words)| pieces(words, false));
    matches!(
        first.collect::<Vec<_>>().as_slice(),
        [
            NamePiece::Represents(_),
            NamePiece::Name(_) | NamePiece::Title(_),
            ..
        ] | [
            NamePiece::Represents(_),
            NamePiece::Represents(_),
            NamePiece::Name(_),
            ..
        ]
    )
}

/// Whether a row looks like a part of a list of people, and like no sentence.
#[must_use]
pub fn is_list_like(text: &str) -> bool {
    let list = people(text);
    let left: usize = list
        .left
        .iter()
        .map(|left| left.split_whitespace().count())
        .sum();
    let words = text.split_whitespace().count();
    let has_known = |one: &ListedPerson| {
        one.name.split(' ').next().is_some_and(is_first_name)
            || one.represents.is_some()
            || one.title.is_some()
    };
    !super::rows::is_sentence(text) && list.people.iter().any(has_known) && left * 3 <= words
        || (list.people.is_empty() && left == 0 && words > 0 && words <= 6)
}

/// Line breaks within a name or after a comma are spaces: "Fredrik⏎Löfqvist".
fn with_whole_names(text: &str) -> String {
    let mut whole = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !whole.is_empty() {
            whole.push(if goes_on(&whole, line) { ' ' } else { '\n' });
        }
        whole.push_str(line);
    }
    whole
}

/// Whether a line goes on with what the one before left unfinished.
#[must_use]
pub fn goes_on(before: &str, line: &str) -> bool {
    let last = before
        .rsplit(['\n', ',', ';', ')'])
        .next()
        .unwrap_or_default()
        .trim();
    let first = line
        .split([',', ';', '(', '\t'])
        .next()
        .unwrap_or_default()
        .trim();
    let last_words: Vec<&str> = last.split_whitespace().collect();
    let after_and = last_words
        .iter()
        .rposition(|word| ["och", "samt", "&"].contains(word));
    let open = last_words
        .get(after_and.map_or(0, |at| at + 1)..)
        .unwrap_or(&[]);
    // "Norrköping Sofie⏎Landin": the place stands before the name.
    let open = open
        .get(
            municipality(open)
                .filter(|length| *length < open.len())
                .unwrap_or(0)..,
        )
        .unwrap_or(&[]);
    let has_open_bracket = before.matches('(').count() > before.matches(')').count();
    let first_words = first
        .split_whitespace()
        .take_while(|word| !["och", "samt"].contains(word))
        .count();
    let begins_another =
        first.split_whitespace().next().is_some_and(is_first_name) && first_words >= 2;
    let is_half_a_name = match open {
        [name] if is_first_name(name) => first_words <= 2 && !begins_another,
        [name] => {
            is_name_word(name) && !is_organisation(name) && first_words == 1 && !begins_another
        }
        _ => false,
    };
    let ends_open = before.ends_with(['(', '-', '&']) || open.is_empty() && after_and.is_some();
    let is_beside = BESIDE.contains(&folded(first.split(' ').next().unwrap_or_default()).as_str());
    !is_beside
        && (has_open_bracket
            || ends_open
            || line.starts_with('(')
            || begins_small(line)
            || is_half_a_name)
}

#[cfg(test)]
mod tests;
