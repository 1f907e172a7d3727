//! Attendance lists: "Anna Ek, Lund, Bo Alm (Eslöv, ordförande)", one person a line, in two columns,
//! several who share what they represent. The list is cut into pieces, each piece is taken for what it
//! most looks like, and the pieces are put together again.

use super::dates::hours;
use super::names::{PARTICLES, is_first_name, is_name_word, is_organisation, is_title_word, municipality};
use super::rows::{begins_small, folded, joined};
use crate::meeting::time::ClockTime;

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// As printed.
    pub name: String,
    /// Municipality or organisation.
    pub represents: Option<String>,
    /// As printed beside the name.
    pub title: Option<String>,
    /// Takes part from elsewhere.
    pub is_remote: bool,
    /// When they came, if late.
    pub from: Option<ClockTime>,
    /// When they left, if early.
    pub until: Option<ClockTime>,
}

/// A list as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// In printed order.
    pub people: Vec<Listed>,
    /// Words that name nobody.
    pub left: Vec<String>,
    /// Words beside a name that say nothing of its bearer.
    pub beside: Vec<String>,
}

/// What stands between two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Comma,
    And,
    Line,
    Column,
    Open,
    Close,
}

/// A piece of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Name(String),
    Represents(String),
    Title(String),
    Remote,
    From(ClockTime),
    Until(ClockTime),
    /// What says nothing of the person: whom they stand in for, at which items they were.
    Beside(String),
    Unknown(String),
}

/// Reads a list.
#[must_use]
pub fn people(text: &str) -> List {
    let mut list = Assembly::default();
    for (between, words) in segments(&with_whole_names(text)) {
        list.between(between);
        for piece in pieces(&words, list.is_open) {
            list.take(piece);
        }
    }
    list.finished()
}

/// Whether a row looks like a part of a list of people, and like no sentence.
#[must_use]
pub fn is_list_like(text: &str) -> bool {
    let list = people(text);
    let left: usize = list.left.iter().map(|left| left.split_whitespace().count()).sum();
    let words = text.split_whitespace().count();
    let has_known = |one: &Listed| {
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
    let last = before.rsplit(['\n', ',', ';', ')']).next().unwrap_or_default().trim();
    let first = line.split([',', ';', '(', '\t']).next().unwrap_or_default().trim();
    let last_words: Vec<&str> = last.split_whitespace().collect();
    let after_and = last_words.iter().rposition(|word| ["och", "samt", "&"].contains(word));
    let open = last_words.get(after_and.map_or(0, |at| at + 1)..).unwrap_or(&[]);
    let has_open_bracket = before.matches('(').count() > before.matches(')').count();
    let first_words = first.split_whitespace().count();
    let begins_another = first.split_whitespace().next().is_some_and(is_first_name) && first_words >= 2;
    let is_half_a_name = match open {
        [name] if is_first_name(name) => first_words <= 2 && !begins_another,
        [name] => is_name_word(name) && !is_organisation(name) && first_words == 1 && !begins_another,
        _ => false,
    };
    let ends_open = before.ends_with(['(', '-', '&']) || open.is_empty() && after_and.is_some();
    let is_beside = BESIDE.contains(&folded(first.split(' ').next().unwrap_or_default()).as_str());
    !is_beside
        && (has_open_bracket || ends_open || line.starts_with('(') || begins_small(line) || is_half_a_name)
}

/// The pieces between separators, each with what stands before it.
fn segments(text: &str) -> Vec<(Between, String)> {
    let mut found: Vec<(Between, String)> = Vec::new();
    let mut words = String::new();
    let mut between = Between::Nothing;
    let mut spaces = 0;
    for sign in text.chars() {
        let next = match sign {
            ',' | ';' | '•' | '/' => Some(Between::Comma),
            '\n' => Some(Between::Line),
            '\t' => Some(Between::Column),
            '(' | '[' => Some(Between::Open),
            ')' | ']' => Some(Between::Close),
            ' ' if spaces == 1 => Some(Between::Column),
            _ => None,
        };
        spaces = if sign == ' ' { spaces + 1 } else { 0 };
        match next {
            Some(next) => {
                if !words.trim().is_empty() || matches!(between, Between::Close | Between::Open) {
                    found.push((between, std::mem::take(&mut words)));
                    between = next;
                } else if between != Between::Line && between != Between::Close || next == Between::Open {
                    between = next;
                }
                words.clear();
            }
            None => words.push(sign),
        }
    }
    found.push((between, words));
    found.into_iter().flat_map(|(between, words)| split_at_and(between, &words)).collect()
}

/// "Lisa Enström och Michael Fransson": an "and" between names parts them; in a title it does not.
fn split_at_and(between: Between, words: &str) -> Vec<(Between, String)> {
    let mut parts = vec![(between, String::new())];
    let all: Vec<&str> = words.split_whitespace().collect();
    for (place, word) in all.iter().enumerate() {
        let is_and = ["och", "samt", "&"].contains(word);
        let next_is_large = all
            .get(place + 1)
            .is_none_or(|next| next.chars().next().is_some_and(char::is_uppercase) || is_name_word(next));
        let before_is_small = place > 0
            && all.get(place - 1).is_some_and(|before| begins_small(before) && before.ends_with('-'));
        if is_and && next_is_large && !before_is_small {
            parts.push((Between::And, String::new()));
        } else if let Some((_, part)) = parts.last_mut() {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(word.trim_end_matches([':', '.']).trim_start_matches(['–', '-']));
        }
    }
    parts
}

const REMOTE: [&str; 12] = [
    "teams",
    "distans",
    "digitalt",
    "zoom",
    "lank",
    "skype",
    "digital",
    "videolank",
    "online",
    "telefon",
    "remote",
    "via teams",
];

/// Words that begin what says nothing of a person: when they were there, whom they stand in for.
const BESIDE: [&str; 8] = ["tom", "fom", "from", "ej", "ersatter", "for", "istallet", "deltog"];

/// What stands between two separators, cut where one thing ends and the next begins without any.
fn pieces(words: &str, is_in_brackets: bool) -> Vec<Piece> {
    let words = joined(words);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let rest = timed(&words, &mut found);
    let rest = without_remote(&rest, &mut found);
    // "t.o.m. lunch", "ej § 91–97", "ersätter Bo Ek": no clock knows when, and it is somebody else.
    let first = folded(rest.split_whitespace().next().unwrap_or_default()).replace(' ', "");
    let second = folded(rest.split_whitespace().nth(1).unwrap_or_default());
    let is_beside = BESIDE.contains(&first.as_str())
        || rest.starts_with('§')
        || first == "tjanstgorande" && second == "for";
    if is_beside {
        if found.contains(&Piece::Remote) && rest.split_whitespace().count() <= 1 {
            return found;
        }
        return [vec![Piece::Beside(rest)], found].concat();
    }
    let words: Vec<&str> = rest.split_whitespace().collect();
    let mut place = 0;
    let mut cut = Vec::new();
    while let Some(rest) = words.get(place..).filter(|rest| !rest.is_empty()) {
        let (piece, length) = first_piece(rest, is_in_brackets);
        cut.push(piece);
        place += length.max(1);
    }
    // What a person does may stand before the name: "Ordförande Anna Ek". It belongs to her, not to the
    // one before; a small one stands before what it is done for: "samordnare Norra Bygden".
    if let [Piece::Title(title), Piece::Name(name), ..] = cut.as_slice() {
        if begins_small(title) && !name.split(' ').next().is_some_and(is_first_name) {
            cut = vec![Piece::Title(title.clone()), Piece::Represents(name.clone())];
        } else {
            cut.swap(0, 1);
        }
    }
    cut.extend(found);
    cut
}

/// Takes hours out: "från kl 08.45", "kl. 9.15–10", "till kl. 11".
fn timed(words: &str, found: &mut Vec<Piece>) -> String {
    let Some(hours) = hours(words) else { return words.to_owned() };
    let before = words.get(..hours.at.start).unwrap_or_default().trim_end();
    let after = words.get(hours.at.end..).unwrap_or_default();
    let (before, last) = match before.rsplit_once(' ') {
        Some((before, last)) => (before, last),
        None => ("", before),
    };
    let last_folded = folded(last).replace(' ', "");
    let comes =
        ["fran", "frn", "from", "fom", "anlande", "ankom", "anlander", "kom"].contains(&last_folded.as_str());
    let goes = ["till", "tom", "lamnade", "avvek", "gick", "lamnar"].contains(&last_folded.as_str());
    let before = if comes || goes { before.to_owned() } else { [before, last].join(" ") };
    match hours.to {
        Some(to) => found.extend([Piece::From(hours.from), Piece::Until(to)]),
        None if goes => found.push(Piece::Until(hours.from)),
        None => found.push(Piece::From(hours.from)),
    }
    [before.trim(), after.trim_start_matches([',', '.']).trim()].join(" ").trim().to_owned()
}

fn without_remote(words: &str, found: &mut Vec<Piece>) -> String {
    let is_remote = |word: &&str| REMOTE.contains(&folded(word).as_str());
    if !words.split_whitespace().any(|word| is_remote(&word)) {
        return words.to_owned();
    }
    found.push(Piece::Remote);
    let filler = ["via", "pa", "deltar", "deltog", "genom"];
    let kept =
        words.split_whitespace().filter(|word| !is_remote(word) && !filler.contains(&folded(word).as_str()));
    kept.collect::<Vec<_>>().join(" ")
}

/// The first thing that these words say, and how many of them say it.
fn first_piece(words: &[&str], is_in_brackets: bool) -> (Piece, usize) {
    let taken = |length: usize| words.get(..length).unwrap_or(words).join(" ");
    let starts_with_name = words.first().is_some_and(|word| is_first_name(word));
    let name = name_length(words);
    if let Some(length) = municipality(words).filter(|_| !(starts_with_name && name >= 2)) {
        return (Piece::Represents(taken(length)), length);
    }
    if is_in_brackets {
        let is_title = words.iter().any(|word| is_title_word(word))
            || words.first().is_some_and(|word| begins_small(word));
        let all = words.join(" ");
        let is_title = is_title && !is_organisation(&all) || words.iter().all(|word| is_title_word(word));
        return (if is_title { Piece::Title(all) } else { Piece::Represents(all) }, words.len());
    }
    let first = words.first().copied().unwrap_or_default();
    let is_ordinal = first.starts_with(|sign: char| sign.is_ascii_digit())
        && first.contains(':')
        && words.iter().any(|word| is_title_word(word));
    if is_ordinal || begins_small(first) || (is_title_word(first) && !(starts_with_name && name >= 2)) {
        let length = small_length(words);
        let said = taken(length);
        let is_organisation = is_organisation(&said)
            && !words.get(..length).is_some_and(|words| words.iter().any(|word| is_title_word(word)));
        return (if is_organisation { Piece::Represents(said) } else { Piece::Title(said) }, length);
    }
    let all = words.join(" ");
    if is_organisation(&all) && !starts_with_name {
        // "Region Skåne Anna Norr": a name begins where its first name does.
        let begins = |place: &usize| {
            let rest = words.get(*place..).unwrap_or(&[]);
            rest.first().is_some_and(|word| is_first_name(word)) && name_length(rest) >= 2
        };
        let length = (1..words.len()).find(begins).filter(|length| is_organisation(&taken(*length)));
        let length = length.unwrap_or(words.len());
        return (Piece::Represents(taken(length)), length);
    }
    if name >= 2 || (name == 1 && starts_with_name && words.len() == 1) {
        return (Piece::Name(taken(name)), name);
    }
    (Piece::Unknown(all), words.len())
}

/// How many words, from the first, are a name.
fn name_length(words: &[&str]) -> usize {
    let mut length = 0;
    for (place, word) in words.iter().enumerate() {
        let is_particle = place > 0 && PARTICLES.contains(&word.to_lowercase().as_str());
        let rest = words.get(place..).unwrap_or(&[]);
        let is_place = length >= 2 && municipality(rest).is_some();
        let begins_another = length >= 2
            && is_first_name(word)
            && rest.get(1).is_some_and(|next| is_name_word(next))
            && !words.get(place - 1).is_some_and(|before| is_first_name(before));
        if !(is_name_word(word) || is_particle)
            || is_place
            || begins_another
            || length == 5
            || (is_title_word(word) && length >= 2)
        {
            break;
        }
        length += 1;
    }
    length
}

/// How many words, from the first, are what somebody does: until a name or a place begins.
fn small_length(words: &[&str]) -> usize {
    let begins = |place: usize| {
        let rest = words.get(place..).unwrap_or(&[]);
        let is_name = rest.first().is_some_and(|word| is_first_name(word)) && name_length(rest) >= 2;
        let before = words.get(place.wrapping_sub(1)).copied().unwrap_or_default();
        let is_place = municipality(rest).is_some() && !["i", "för", "på", "vid"].contains(&before);
        let is_large = rest.iter().all(|word| word.chars().next().is_some_and(char::is_uppercase));
        let is_organisation =
            is_title_word(before) && is_large && (rest.len() >= 2 || is_organisation(&rest.join(" ")));
        is_name || is_place || is_organisation
    };
    (1..words.len()).find(|place| begins(*place)).unwrap_or(words.len())
}

/// The list as it grows.
#[derive(Default)]
struct Assembly {
    people: Vec<Listed>,
    left: Vec<String>,
    beside: Vec<String>,
    /// How many of the last people share what comes next: "A, B och C, Lund".
    sharing: usize,
    /// Whether "and" stood before the last name.
    after_and: bool,
    is_open: bool,
    /// What stands in brackets next is of somebody else.
    is_beside: bool,
    last: Option<Between>,
}

impl Assembly {
    fn between(&mut self, between: Between) {
        self.is_open = match between {
            Between::Open => true,
            Between::Close => false,
            _ => self.is_open,
        };
        if between == Between::And {
            self.after_and = true;
        } else if matches!(between, Between::Line | Between::Close) {
            self.sharing = self.sharing.min(1);
            self.after_and = false;
        }
        self.last = Some(between);
    }

    fn take(&mut self, piece: Piece) {
        if self.is_beside && self.is_open {
            return;
        }
        self.is_beside = false;
        match piece {
            Piece::Name(name) => self.name(name),
            Piece::Represents(said) => self.represents(&said),
            Piece::Title(said) => self.title(&said),
            Piece::Remote => self.change(|one| one.is_remote = true),
            Piece::From(at) => self.change(|one| one.from = Some(at)),
            Piece::Until(at) => self.change(|one| one.until = Some(at)),
            Piece::Beside(said) => {
                self.beside.push(said);
                self.is_beside = true;
            }
            Piece::Unknown(said) => self.unknown(said),
        }
    }

    fn name(&mut self, name: String) {
        let is_represented = self.people.last().is_some_and(|last| last.represents.is_some());
        // Between brackets nobody new comes: it is whom somebody stands in for.
        if self.is_open {
            return self.title(&name);
        }
        let is_far_organisation = !name.split(' ').next().is_some_and(is_first_name)
            && self.last == Some(Between::Comma)
            && self.people.last().is_some_and(|last| last.represents.is_none())
            && self.people.len() >= 2
            && self.people.iter().rev().skip(1).filter(|one| one.represents.is_some()).count() * 2
                >= self.people.len();
        if is_far_organisation {
            return self.represents(&name);
        }
        self.sharing = if is_represented || self.people.is_empty() { 1 } else { self.sharing + 1 };
        self.people.push(Listed { name, ..Listed::default() });
    }

    fn represents(&mut self, said: &str) {
        let shared = if self.after_and && self.sharing > 1 { self.sharing } else { 1 };
        let nobody = self.people.is_empty();
        for one in self.people.iter_mut().rev().take(shared) {
            match &mut one.represents {
                Some(known) => *known = format!("{known}, {said}"),
                None => one.represents = Some(said.to_owned()),
            }
        }
        if nobody {
            self.left.push(said.to_owned());
        }
        self.sharing = 0;
        self.after_and = false;
    }

    fn title(&mut self, said: &str) {
        match self.people.last_mut() {
            Some(one) => match &mut one.title {
                Some(known) => *known = format!("{known}, {said}"),
                None => one.title = Some(said.to_owned()),
            },
            None => self.left.push(said.to_owned()),
        }
    }

    /// A word with a capital after a name and a comma is most likely whom the person represents.
    fn unknown(&mut self, said: String) {
        let is_set_off = matches!(self.last, Some(Between::Comma | Between::Column));
        let can_be = said.split_whitespace().count() <= 4 && super::rows::is_capital(&said);
        if is_set_off && can_be && self.people.last().is_some_and(|one| one.represents.is_none()) {
            self.represents(&said);
        } else if said.chars().any(char::is_alphanumeric) {
            self.left.push(said);
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut Listed)) {
        if let Some(last) = self.people.last_mut() {
            change(last);
        }
    }

    fn finished(self) -> List {
        List { people: self.people, left: self.left, beside: self.beside }
    }
}

#[cfg(test)]
mod tests;
