//! A list of people cut into pieces: at its separators, and where one thing ends and the next begins
//! without any.

use crate::import::dates::hours;
use crate::import::names::{
    PARTICLES, is_first_name, is_name_word, is_organisation, is_title_word, municipality,
};
use crate::import::rows::{begins_small, folded, joined};
use crate::meeting::time::ClockTime;

/// What stands between two pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
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
pub(super) enum NamePiece {
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

/// The pieces between separators, each with what stands before it.
pub(super) fn segments(text: &str) -> Vec<(Between, String)> {
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
            // "Nora – Pontus Järle"
            '–' if words.ends_with(' ') && !words.trim().is_empty() => Some(Between::Column),
            ' ' if spaces == 1 && !is_half_a_name(&words) => Some(Between::Column),
            _ => None,
        };
        spaces = if sign == ' ' { spaces + 1 } else { 0 };
        match next {
            Some(next) => {
                if !words.trim().is_empty() || matches!(between, Between::Close | Between::Open) {
                    found.push((between, std::mem::take(&mut words)));
                    between = next;
                } else if next == Between::Open
                    || !matches!(between, Between::Line | Between::Close | Between::Comma)
                {
                    // A comma at the end of a row parts what it would part within one.
                    between = next;
                }
                words.clear();
            }
            None => words.push(sign),
        }
    }
    found.push((between, words));
    found
        .into_iter()
        .flat_map(|(between, words)| split_at_and(between, &words))
        .collect()
}

/// "Siv  Tholin": a doubled space after a first name parts nothing.
fn is_half_a_name(words: &str) -> bool {
    let last = [" och ", " samt "]
        .iter()
        .filter_map(|and| words.rsplit_once(and))
        .map(|(_, last)| last)
        .next();
    let last = last.unwrap_or(words).trim();
    is_first_name(last) && !last.contains(' ')
}

/// "Lisa Enström och Michael Fransson": an "and" between names parts them; in a title it does not.
fn split_at_and(between: Between, words: &str) -> Vec<(Between, String)> {
    let mut parts = vec![(between, String::new())];
    let all: Vec<&str> = words.split_whitespace().collect();
    for (place, word) in all.iter().enumerate() {
        // "Gräv & Schakt AB" is one.
        let is_between_names = all.get(place + 1).is_some_and(|next| is_first_name(next));
        let is_and = ["och", "samt"].contains(word) || *word == "&" && is_between_names;
        let next_is_large = all.get(place + 1).is_none_or(|next| {
            next.chars().next().is_some_and(char::is_uppercase) || is_name_word(next)
        });
        // "och utvecklingschef Anna Ek"
        let is_title = all.get(place + 1).is_some_and(|next| is_title_word(next))
            && all.get(place + 2).is_some_and(|next| is_first_name(next));
        let before_is_small = place > 0
            && all
                .get(place - 1)
                .is_some_and(|before| begins_small(before) && before.ends_with('-'));
        if is_and && (next_is_large || is_title) && !before_is_small {
            parts.push((Between::And, String::new()));
        } else if let Some((_, part)) = parts.last_mut() {
            if !part.is_empty() {
                part.push(' ');
            }
            let is_short =
                ["ordf.", "sekr.", "t.f.", "f.d."].contains(&word.to_lowercase().as_str());
            let bare = if is_short {
                word
            } else {
                word.trim_end_matches([':', '.'])
            };
            part.push_str(bare.trim_start_matches(['–', '-']));
        }
    }
    parts
}

const REMOTE: [&str; 13] = [
    "teams",
    "distans",
    "digitalt",
    "zoom",
    "lank",
    "skype",
    "digital",
    "videolank",
    "video",
    "online",
    "telefon",
    "remote",
    "via teams",
];

/// Words that begin what says nothing of a person: when they were there, whom they stand in for.
pub(super) const BESIDE: [&str; 13] = [
    "tom",
    "fom",
    "from",
    "ej",
    "ersatter",
    "for",
    "istallet",
    "deltog",
    "punkt",
    "punkterna",
    "vakant",
    "ytterligare",
    "anslot",
];

/// The same, in two words: "ersättare för Bo Ek", "till lunch".
const BESIDE_IN_TWO: [(&str, &str); 7] = [
    ("tjanstgorande", "for"),
    ("tjanstgorande", "ersattare"),
    ("ersattare", "for"),
    ("i", "stallet"),
    ("till", "lunch"),
    ("efter", "lunch"),
    ("samt", "ytterligare"),
];

/// What stands between two separators, cut where one thing ends and the next begins without any.
pub(super) fn pieces(words: &str, is_in_brackets: bool) -> Vec<NamePiece> {
    let words = joined(words);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let rest = timed(&words, &mut found);
    let rest = without_remote(&rest, &mut found);
    // "ekonomidirektör §§ 112–113": at which items she was.
    let (rest, items) = match rest.find('§').filter(|at| *at > 0) {
        Some(at) => rest.split_at(at),
        None => (rest.as_str(), ""),
    };
    if !items.is_empty() {
        found.push(NamePiece::Beside(items.to_owned()));
    }
    let rest = rest.trim().to_owned();
    // "t.o.m. lunch", "ej § 91–97", "ersätter Bo Ek": no clock knows when, and it is somebody else.
    let first = folded(rest.split_whitespace().next().unwrap_or_default()).replace(' ', "");
    let second = folded(rest.split_whitespace().nth(1).unwrap_or_default());
    let is_beside = BESIDE.contains(&first.as_str())
        || rest.starts_with('§')
        || BESIDE_IN_TWO.contains(&(first.as_str(), second.as_str()))
        || ["inga", "ingen", "vard"].contains(&first.as_str())
            && second.is_empty()
            && !rest.ends_with('-');
    if is_beside {
        if found.contains(&NamePiece::Remote) && rest.split_whitespace().count() <= 1 {
            return found;
        }
        return [vec![NamePiece::Beside(rest)], found].concat();
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
    if let [NamePiece::Title(title), NamePiece::Name(name), ..] = cut.as_slice() {
        if begins_small(title) && !name.split(' ').next().is_some_and(is_first_name) {
            cut = vec![
                NamePiece::Title(title.clone()),
                NamePiece::Represents(name.clone()),
            ];
        } else {
            cut.swap(0, 1);
        }
    }
    cut.extend(found);
    cut
}

/// Takes hours out: "från kl 08.45", "kl. 9.15–10", "till kl. 11".
fn timed(words: &str, found: &mut Vec<NamePiece>) -> String {
    let Some(hours) = hours(words) else {
        return words.to_owned();
    };
    let before = words.get(..hours.at.start).unwrap_or_default().trim_end();
    let [before, from_then] = match before.strip_suffix("fr o m") {
        Some(before) => [before.trim_end(), "from"],
        None => [before, ""],
    };
    let after = words.get(hours.at.end..).unwrap_or_default();
    let (before, last) = match before.rsplit_once(' ') {
        Some((before, last)) => (before, last),
        None => ("", before),
    };
    let (before, last) = if from_then.is_empty() {
        (before.to_owned(), last)
    } else {
        ([before, last].join(" "), from_then)
    };
    let before = before.as_str();
    let before = before
        .strip_suffix(" som")
        .unwrap_or(if before == "som" { "" } else { before });
    let last_folded = folded(last).replace(' ', "");
    let comes = [
        "fran", "frn", "from", "fom", "anlande", "ankom", "anlander", "kom", "anslot",
    ]
    .contains(&last_folded.as_str());
    let goes =
        ["till", "tom", "lamnade", "avvek", "gick", "lamnar"].contains(&last_folded.as_str());
    let before = if comes || goes {
        before.to_owned()
    } else {
        [before, last].join(" ")
    };
    match hours.to {
        Some(to) => found.extend([NamePiece::From(hours.from), NamePiece::Until(to)]),
        None if goes => found.push(NamePiece::Until(hours.from)),
        None => found.push(NamePiece::From(hours.from)),
    }
    [before.trim(), after.trim_start_matches([',', '.']).trim()]
        .join(" ")
        .trim()
        .to_owned()
}

/// Whether words say that somebody takes part from elsewhere: "Via Teams".
#[must_use]
pub fn is_from_elsewhere(words: &str) -> bool {
    words
        .split_whitespace()
        .any(|word| REMOTE.contains(&folded(word).as_str()))
}

fn without_remote(words: &str, found: &mut Vec<NamePiece>) -> String {
    if !is_from_elsewhere(words) {
        return words.to_owned();
    }
    found.push(NamePiece::Remote);
    let filler = ["via", "pa", "per", "deltar", "deltog", "genom", "med"];
    let kept = words
        .split_whitespace()
        .filter(|word| !is_from_elsewhere(word) && !filler.contains(&folded(word).as_str()));
    kept.collect::<Vec<_>>().join(" ")
}

/// The first thing that these words say, and how many of them say it.
#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
fn first_piece(words: &[&str], is_in_brackets: bool) -> (NamePiece, usize) {
    let taken = |length: usize| words.get(..length).unwrap_or(words).join(" ");
    let starts_with_name = words.first().is_some_and(|word| is_first_name(word));
    let name = name_length(words);
    if let Some(length) = organisation(words).filter(|_| !starts_with_name) {
        return (NamePiece::Represents(taken(length)), length);
    }
    if let Some(length) = municipality(words).filter(|_| !(starts_with_name && name >= 2)) {
        return (NamePiece::Represents(taken(length)), length);
    }
    if is_in_brackets {
        let is_title = words.iter().any(|word| is_title_word(word))
            || words.first().is_some_and(|word| begins_small(word));
        let all = words.join(" ");
        let is_title =
            is_title && !is_organisation(&all) || words.iter().all(|word| is_title_word(word));
        return (
            if is_title {
                NamePiece::Title(all)
            } else {
                NamePiece::Represents(all)
            },
            words.len(),
        );
    }
    let first = words.first().copied().unwrap_or_default();
    // "Kommuncheferna Anna Ek, Lund, …": what all of them are.
    let are_many = [
        "cheferna",
        "direktorerna",
        "ledamoterna",
        "representanterna",
    ];
    if words.len() > 1 && are_many.iter().any(|many| folded(first).ends_with(many)) {
        return (NamePiece::Title(first.to_owned()), 1);
    }
    let is_ordinal = first.starts_with(|sign: char| sign.is_ascii_digit())
        && first.contains(':')
        && words.iter().any(|word| is_title_word(word));
    if is_ordinal
        || begins_small(first)
        || (is_title_word(first) && !(starts_with_name && name >= 2))
    {
        let is_beside =
            BESIDE.contains(&folded(first).as_str()) && first.chars().all(char::is_alphabetic);
        if is_beside || words.iter().any(|word| folded(word) == "ytterligare") {
            return (NamePiece::Beside(words.join(" ")), words.len());
        }
        let length = small_length(words);
        let said = taken(length);
        let is_organisation = is_organisation(&said)
            && !words
                .get(..length)
                .is_some_and(|words| words.iter().any(|word| is_title_word(word)));
        return (
            if is_organisation {
                NamePiece::Represents(said)
            } else {
                NamePiece::Title(said)
            },
            length,
        );
    }
    let all = words.join(" ");
    if is_organisation(&all) && !starts_with_name {
        // "Region Skåne Anna Norr": a name begins where its first name does.
        let begins = |place: &usize| {
            let rest = words.get(*place..).unwrap_or(&[]);
            rest.first().is_some_and(|word| is_first_name(word)) && name_length(rest) >= 2
        };
        let length = (1..words.len())
            .find(begins)
            .filter(|length| is_organisation(&taken(*length)));
        let length = length.unwrap_or(words.len());
        return (NamePiece::Represents(taken(length)), length);
    }
    if name >= 2 || (name == 1 && starts_with_name && words.len() == 1) {
        return (NamePiece::Name(taken(name)), name);
    }
    (NamePiece::Unknown(all), words.len())
}

/// How many words, from the first, are an organisation of a known form: "Region Örebro län", "Konsult
/// Öst AB".
fn organisation(words: &[&str]) -> Option<usize> {
    let is_large = |word: &&&str| {
        word.chars()
            .next()
            .is_some_and(|sign| sign.is_uppercase() || sign == '&')
    };
    let company = words
        .iter()
        .take_while(is_large)
        .position(|word| ["AB", "HB", "KB"].contains(word));
    let region = words.get(1..).and_then(municipality).filter(|_| {
        words
            .first()
            .is_some_and(|first| ["Region", "Regionen", "Landstinget"].contains(first))
    });
    company
        .filter(|at| *at > 0)
        .map(|at| at + 1)
        .or(region.map(|length| length + 1))
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
            && !words
                .get(place - 1)
                .is_some_and(|before| is_first_name(before));
        // "Stig Ram- berg": parted at the end of a row.
        let is_rest = place > 1
            && words
                .get(place - 1)
                .is_some_and(|before| before.ends_with('-'))
            && begins_small(word);
        if !(is_name_word(word) || is_particle || is_rest)
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
        let is_name =
            rest.first().is_some_and(|word| is_first_name(word)) && name_length(rest) >= 2;
        let before = words
            .get(place.wrapping_sub(1))
            .copied()
            .unwrap_or_default();
        let is_place = municipality(rest).is_some() && !["i", "för", "på", "vid"].contains(&before);
        let is_large = rest
            .iter()
            .all(|word| word.chars().next().is_some_and(char::is_uppercase));
        let is_organisation = is_title_word(before)
            && is_large
            && (rest.len() >= 2 || is_organisation(&rest.join(" ")));
        is_name || is_place || is_organisation || organisation(rest).is_some()
    };
    (1..words.len())
        .find(|place| begins(*place))
        .unwrap_or(words.len())
}
