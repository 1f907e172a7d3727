//! The head of a paper: who met, what the paper is called, its number; when and where.

use chrono::{Datelike, NaiveDate};

use super::dates::{day, hours};
use super::headings::is_reference;
use super::labels::{Label, label};
use super::names::municipality;
use super::rows::{Row, begins_small, capitalised, cells, folded, joined, words};
use crate::meeting::agenda::DocumentKind;
use crate::meeting::time::ClockTime;

/// What the head of a paper says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontMatter {
    /// Who met.
    pub body: String,
    /// The words that head the paper.
    pub title: String,
    /// What the paper is called.
    pub kind: DocumentKind,
    /// The running number, as printed.
    pub number: Option<String>,
    /// The day, and whether its year is guessed.
    pub date: Option<(NaiveDate, bool)>,
    /// When it was to begin.
    pub starts: Option<ClockTime>,
    /// When it was to end.
    pub ends: Option<ClockTime>,
    /// Where.
    pub place: Option<String>,
    /// Lines above: the municipalities that send the paper.
    pub letterhead: Vec<String>,
    /// The label before when and where, as printed.
    pub when_label: Option<String>,
    /// Words of the head that say none of this.
    pub left: Vec<String>,
}

/// Reads the head: rows above all labels, rows with when and where, and the name of the file.
#[must_use]
pub fn head(above: &[&Row], when: &[&Row], file: &str) -> FrontMatter {
    let mut head = FrontMatter::default();
    named(above, &mut head);
    let texts = || above.iter().map(|row| row.text.as_str());
    let whens = || when.iter().map(|row| row.text.as_str());
    let dated = || {
        whens()
            .chain(texts())
            .find_map(|text| day(text, None))
            .map(|day| day.date.year())
    };
    let year = whens()
        .find_map(year_in)
        .or_else(|| texts().find_map(year_in))
        .or_else(dated);
    let year = year.or_else(|| year_in(file));
    when_and_where(when, year, &mut head);
    let stem = file
        .rsplit_once('.')
        .map_or(file, |(stem, _)| stem)
        .replace('_', " ");
    if head.date.is_none() {
        // Beside its hours, or else the first; when it was printed says nothing.
        let is_of_meeting =
            |text: &&str| hours(&without_day(text)).is_some() && day(text, year).is_some();
        let with_hours = texts().find(is_of_meeting);
        let printed = |text: &&str| {
            ["utskriven", "utskrivet", "reviderad", "upprattad"]
                .iter()
                .any(|word| folded(text).contains(word))
        };
        let said = whens()
            .chain(with_hours)
            .chain(texts().filter(|text| !printed(text)));
        let found = said.into_iter().find_map(|text| day(text, year));
        let found = found.map(|day| (day.date, day.is_guessed));
        head.date = found.or_else(|| day_in_name(&stem).map(|date| (date, true)));
    }
    if head.place.is_none() && head.starts.is_none() {
        head.place = place_beside_hours(above, year);
    }
    if head.place.is_none() {
        head.place = place_after_day(&head.title);
    }
    if head.starts.is_none() {
        let hours = texts().find_map(|text| hours(&without_day(text)));
        (head.starts, head.ends) = hours.map_or((None, None), |hours| (Some(hours.from), hours.to));
    }
    head
}

/// "Protokoll fört vid möte 2007-05-23 på Hotell Laponia": where.
fn place_after_day(title: &str) -> Option<String> {
    let rest = title
        .get(day(title, Some(2000))?.at.end..)?
        .trim_start_matches(|sign: char| !sign.is_alphabetic());
    let place = ["på ", "i "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))?;
    place
        .starts_with(char::is_uppercase)
        .then(|| place.trim_end_matches('.').to_owned())
}

/// Above all labels, where stands with the hours, or under them.
fn place_beside_hours(above: &[&Row], year: Option<i32>) -> Option<String> {
    let at = above
        .iter()
        .position(|row| hours(&without_day(&row.text)).is_some())?;
    let mut told = FrontMatter::default();
    let beside = moment(&above.get(at)?.text, year, &mut told);
    beside.or_else(|| {
        above
            .get(at + 1)
            .filter(|row| kind_in(&row.text).is_none())
            .map(|row| joined(&row.text))
    })
}

/// "styrelse-2024-03-05", "protokoll 240305".
fn day_in_name(stem: &str) -> Option<NaiveDate> {
    let starts = stem.char_indices().filter(|(at, sign)| {
        sign.is_ascii_digit()
            && !stem
                .get(..*at)
                .is_some_and(|before| before.ends_with(|sign: char| sign.is_ascii_digit()))
    });
    let dates = starts.filter_map(|(at, _)| {
        let rest = stem.get(at..)?;
        let end = rest
            .find(|sign: char| !(sign.is_ascii_digit() || sign == '-'))
            .unwrap_or(rest.len());
        day(rest.get(..end)?.trim_end_matches('-'), None).or_else(|| day(rest.get(..10)?, None))
    });
    dates.map(|day| day.date).next()
}

fn without_day(text: &str) -> String {
    match day(text, Some(2000)) {
        Some(found) => [text.get(..found.at.start), text.get(found.at.end..)]
            .into_iter()
            .flatten()
            .collect(),
        None => text.to_owned(),
    }
}

fn year_in(text: &str) -> Option<i32> {
    let mut numbers = text
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|number| number.len() == 4);
    numbers.find_map(|number| {
        number
            .parse()
            .ok()
            .filter(|year| (1950..=2100).contains(year))
    })
}

/// A piece of the head that may name the body or the paper.
#[derive(Debug, Clone)]
struct TitlePiece {
    text: String,
    row: usize,
}

fn named(above: &[&Row], head: &mut FrontMatter) {
    let mut pieces = pieces(above, head);
    let is_paper = |piece: &TitlePiece| kind_in(&piece.text).is_some();
    let paper = pieces.iter().position(is_paper).map(|at| pieces.remove(at));
    if let Some(paper) = &paper {
        head.kind = kind_in(&paper.text).unwrap_or_default();
        head.title.clone_from(&paper.text);
        head.number = number_in(&paper.text);
    } else {
        head.kind = DocumentKind::Unnamed;
    }
    let within = paper
        .as_ref()
        .and_then(|paper| body_within(&paper.text))
        .map(whose);
    let within = within.filter(|within| pieces.is_empty() || !is_generic(within));
    let best = who_met(&pieces, paper.as_ref());
    let is_sure = best
        .and_then(|at| pieces.get(at))
        .is_some_and(|piece| names_a_body(&piece.text));
    // "Från kollegiet" is short for the name above.
    let is_short_for = |within: &str| {
        let mut words = pieces
            .iter()
            .flat_map(|piece| piece.text.split_whitespace());
        words.any(|word| folded(word).ends_with(&folded(within)))
    };
    let is_meeting = |within: &str| {
        folded(within)
            .split(' ')
            .all(|word| !names_a_body(word) || word.ends_with("mote") || word.ends_with("motet"))
    };
    let outweighs =
        |within: &str| names_a_body(within) && !is_short_for(within) && !is_meeting(within);
    head.body = match (within, best) {
        (Some(within), _) if !is_sure || outweighs(&within) => within,
        (_, Some(best)) => pieces.remove(best).text,
        (within, None) => within.unwrap_or_default(),
    };
    if head.number.is_none() {
        head.number = pieces.iter().find_map(|piece| number_in(&piece.text));
    }
    if head.title.is_empty() {
        head.title.clone_from(&head.body);
    }
    head.left.extend(pieces.into_iter().map(|piece| piece.text));
}

/// The piece that says who met: beside the name of the paper, a board before its association, and
/// whoever sends the paper last.
fn who_met(pieces: &[TitlePiece], paper: Option<&TitlePiece>) -> Option<usize> {
    let position = |is: &dyn Fn(&TitlePiece) -> bool| pieces.iter().position(is);
    let is_beside = |piece: &TitlePiece| {
        paper.is_some_and(|paper| piece.row == paper.row) && names_a_body(&piece.text)
    };
    // "Chefsgruppen" on top, and "Chefsgruppen i Norr" under it: the whole name.
    let is_whole = |piece: &TitlePiece| {
        names_a_body(&piece.text)
            && pieces.iter().any(|short| {
                piece.text.len() > short.text.len()
                    && piece.text.starts_with(&short.text)
                    && names_a_body(&short.text)
            })
    };
    position(&is_beside)
        .or_else(|| position(&is_whole))
        .or_else(|| position(&|piece| names_a_body(&piece.text) && !is_association(&piece.text)))
        .or_else(|| position(&|piece| names_a_body(&piece.text)))
        .or_else(|| position(&|piece| !sends(&piece.text)))
        .or_else(|| (!pieces.is_empty()).then_some(0))
}

/// "Viks kommun" sends the paper of somebody who meets.
fn sends(text: &str) -> bool {
    let folded = folded(text);
    [" kommun", " stad", " region", "kommuner"]
        .iter()
        .any(|end| folded.ends_with(end))
        || folded.starts_with("region ")
}

/// "Protokoll, styrelsemöte" says not whose.
fn is_generic(body: &str) -> bool {
    let folded = folded(body);
    let first = folded.split(' ').next().unwrap_or_default();
    let is_meeting =
        !folded.contains(' ') && (folded.ends_with("mote") || folded.ends_with("sammantrade"));
    is_meeting
        || ["mote", "motet", "sammantrade", "styrelsemote", "arsmote"].contains(&first)
        || folded.ends_with("s mote")
        || folded.replace(' ', "").starts_with("styrelsem") && folded.len() <= 13
}

/// "Vägföreningen", "Norra församlingen": who meets there is its board, where that is said.
fn is_association(text: &str) -> bool {
    let folded = folded(text);
    [
        "forbund",
        "forening",
        "forsamling",
        "forbundet",
        "foreningen",
        "forsamlingen",
    ]
    .iter()
    .any(|end| folded.ends_with(end))
}

/// "Styrelsemöte med Viks vägförening": whose meeting it was.
fn whose(within: String) -> String {
    let (kind, rest) = within.split_once(' ').unwrap_or((&within, ""));
    let is_kind = folded(kind).ends_with("mote") || folded(kind).ends_with("sammantrade");
    let rest = ["med ", "i ", "för "]
        .iter()
        .find_map(|word| rest.strip_prefix(word));
    match rest.filter(|rest| is_kind && names_a_body(rest)) {
        Some(rest) => capitalised(rest),
        None => within,
    }
}

/// The pieces above the labels; what stands in two columns is put together.
fn pieces(above: &[&Row], head: &mut FrontMatter) -> Vec<TitlePiece> {
    let is_letterhead = |row: &&&Row| {
        let words: Vec<&str> = row.text.split_whitespace().collect();
        municipality(&words) == Some(words.len())
    };
    let letters = above.iter().filter(is_letterhead).count();
    let mut pieces: Vec<TitlePiece> = Vec::new();
    let mut columns: Option<(usize, usize)> = None;
    for (at, row) in above.iter().enumerate() {
        if letters >= 3 && is_letterhead(&row) {
            head.letterhead.push(joined(&row.text));
            continue;
        }
        if is_reference(&row.text) {
            head.left.push(joined(&row.text));
            continue;
        }
        let mut cells = cells(&row.text);
        let all = cells.len();
        cells.retain(|cell| !super::furniture::is_page_number(cell));
        let is_page_head = cells.len() < all;
        let first = columns
            .filter(|(_, row)| at - row == 1)
            .map(|(first, _)| first);
        if let Some(piece) = first
            .and_then(|first| pieces.get_mut(first))
            .filter(|piece| goes_on(piece, &cells))
        {
            // The first column goes on, beside the second one.
            let (one, beside) = cells.split_first().unwrap_or((&"", &[]));
            piece.text = [piece.text.as_str(), one].join(" ");
            head.left.extend(beside.iter().map(|cell| joined(cell)));
            columns = None;
            continue;
        }
        columns = (cells.len() == 2 && !is_page_head).then_some((pieces.len(), at));
        for cell in cells.into_iter().filter(|cell| !cell.is_empty()) {
            let is_date =
                day(cell, None).is_some() && kind_in(cell).is_none() && !names_a_body(cell);
            if is_address(cell) || is_date {
                head.left.push(joined(cell));
            } else {
                push(&mut pieces, cell, at);
            }
        }
    }
    debug_assert!(pieces.is_sorted_by_key(|piece| piece.row));
    pieces
}

/// Adds a piece: one that was parted at the end of its row is one, and its date is none of it.
fn push(pieces: &mut Vec<TitlePiece>, cell: &str, row: usize) {
    let text = joined(cell);
    match pieces
        .last_mut()
        .filter(|last| last.text.ends_with('-') && last.row < row && begins_small(&text))
    {
        Some(last) => last.text = [last.text.as_str(), text.as_str()].join(" "),
        None if kind_in(&text).is_none() && day(&text, None).is_some() => {
            pieces.push(TitlePiece {
                text: joined(&without_day(&text)),
                row,
            });
        }
        None => pieces.push(TitlePiece { text, row }),
    }
}

/// Whether a row goes on with the first column of the one before: nothing stands beside it, or what
/// says nothing of who met.
fn goes_on(piece: &TitlePiece, cells: &[&str]) -> bool {
    match cells {
        [one] => kind_in(one).is_none() && !is_address(one) && day(one, None).is_none(),
        [one, other] => {
            (is_reference(other) || day(other, None).is_some())
                && kind_in(one).is_none()
                && !names_a_body(one)
                && names_a_body(&piece.text)
        }
        _ => false,
    }
}

fn is_address(text: &str) -> bool {
    text.contains('@')
        || text.contains("www.")
        || text.contains("http")
        || folded(text).starts_with("tel")
        || folded(text).contains("org nr")
        || !text.chars().any(char::is_alphabetic)
}

/// Whether a line names a paper: "Protokoll", "Minnesanteckningar".
#[must_use]
pub fn names_a_paper(text: &str) -> bool {
    kind_in(text).is_some()
}

fn kind_in(text: &str) -> Option<DocumentKind> {
    let said = folded(text);
    let is = |word: &str, ending: &str| {
        word.ends_with(ending)
            || word
                .strip_suffix("et")
                .or(word.strip_suffix("na"))
                .is_some_and(|word| word.ends_with(ending))
    };
    said.split(' ').find_map(|word| {
        if is(word, "protokoll") {
            Some(DocumentKind::Protokoll)
        } else if is(word, "anteckningar") {
            Some(DocumentKind::Minnesanteckningar)
        } else {
            None
        }
    })
}

const BODY: [&str; 35] = [
    "kollegium",
    "kollegiet",
    "direktorer",
    "direktorerna",
    "chefer",
    "cheferna",
    "forum",
    "forumet",
    "natverk",
    "presidium",
    "presidiet",
    "forsamling",
    "grupp",
    "gruppen",
    "mote",
    "motet",
    "styrelse",
    "styrelsen",
    "namnd",
    "namnden",
    "rad",
    "radet",
    "utskott",
    "utskottet",
    "kommitte",
    "kommitten",
    "forening",
    "foreningen",
    "natverket",
    "fullmaktige",
    "forbund",
    "forbundet",
    "direktion",
    "beredning",
    "delegation",
];

/// Whether a line names who may meet: "Styrelsen", "Chefsgruppen i Norr".
#[must_use]
pub fn names_a_body(text: &str) -> bool {
    let plain = |word: &str| {
        let word = word.strip_suffix('s').unwrap_or(word).to_owned();
        ["en", "et", "n", "t"]
            .iter()
            .find_map(|end| word.strip_suffix(end).map(str::to_owned))
            .into_iter()
            .chain([word])
            .collect::<Vec<_>>()
    };
    let is_body = |word: &String| {
        BODY.iter()
            .any(|body| word == body || body.len() >= 4 && word.ends_with(body))
    };
    folded(text)
        .split(' ')
        .any(|word| plain(word).iter().any(is_body))
}

/// "8/2016", "nr 2 2026", "nr 3/2024", "Nr 5", "2024:3".
#[expect(
    clippy::too_many_lines,
    reason = "the reader of documents is to be replaced as a whole"
)]
fn number_in(text: &str) -> Option<String> {
    if is_reference(text) {
        return None;
    }
    let words = words(text);
    for (place, (at, word)) in words.iter().enumerate() {
        let bare = word.trim_matches(|sign: char| !sign.is_alphanumeric());
        let is_mark = ["nr", "nummer", "no"].contains(&bare.to_lowercase().as_str());
        if is_mark
            && let Some((next_at, next)) = words
                .get(place + 1)
                .filter(|(_, next)| next.starts_with(|sign: char| sign.is_ascii_digit()))
        {
            let year = words.get(place + 2).filter(|(_, year)| {
                let year = year.trim_end_matches([',', '.']);
                year.len() == 4 && year.bytes().all(|sign| sign.is_ascii_digit())
            });
            // "nr 7 23/24", "nr 1 - 2025".
            let is_term = |word: &str| {
                word.contains('/')
                    && word
                        .bytes()
                        .all(|sign| sign.is_ascii_digit() || sign == b'/')
            };
            let is_year =
                |word: &str| word.len() == 4 && word.bytes().all(|sign| sign.is_ascii_digit());
            let [second, third] = [2, 3].map(|more| words.get(place + more).copied());
            let year = match (second, third) {
                (Some((at, word)), _) if is_term(word) => Some((at, word)),
                (Some((_, "-" | "–" | "/")), Some((at, word))) if is_year(word) => {
                    Some((at, word))
                }
                _ => year.copied(),
            };
            let year = year.as_ref();
            let (end_at, end) = year.copied().unwrap_or((*next_at, *next));
            return text
                .get(*at..end_at + end.trim_end_matches([',', '.', ':']).len())
                .map(joined);
        }
        let parts: Vec<&str> = bare.split(['/', ':', '-']).collect();
        if let [one, two] = parts.as_slice() {
            let is_number =
                |part: &&str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_digit());
            let is_year = |part: &&&str| {
                part.len() == 4
                    && part
                        .parse()
                        .is_ok_and(|year: i32| (1950..=2100).contains(&year))
            };
            let has_year = [one, two].into_iter().filter(is_year).count() == 1;
            // "Protokoll 6/99"
            let is_short = bare.contains('/')
                && two.len() == 2
                && one.len() <= 2
                && place > 0
                && kind_in(words.get(place - 1).map_or("", |(_, word)| word)).is_some();
            let has_year = has_year || is_short;
            if is_number(one) && is_number(two) && has_year && (one.len() + two.len()) <= 7 {
                return Some(bare.to_owned());
            }
        }
    }
    None
}

/// "Kommundirektörsgruppens protokoll 8/2016": whose. "Protokoll styrelsemöte Vik 2024-03-05": what is
/// left without the rest.
fn body_within(paper: &str) -> Option<String> {
    let mut said: Vec<&str> = paper.split_whitespace().collect();
    let at = said.iter().position(|word| kind_in(word).is_some())?;
    let before: Vec<&str> = said.drain(..at).collect();
    if let Some(last) = before
        .last()
        .filter(|word| word.ends_with('s') && word.len() > 4)
    {
        let mut owner = before.get(..before.len() - 1).unwrap_or(&[]).to_vec();
        owner.push(last.trim_end_matches('s'));
        return Some(owner.join(" "));
    }
    let rest = without_day(&joined(
        &[before.join(" "), said.get(1..).unwrap_or(&[]).join(" ")].join(" "),
    ));
    let number = number_in(&rest);
    let rest = number.map_or(rest.clone(), |number| rest.replacen(&number, "", 1));
    let filler = [
        "från",
        "fran",
        "för",
        "vid",
        "fört",
        "med",
        "av",
        "den",
        "till",
        "-",
        "–",
        "över",
        "kl",
        "kl.",
        "måndagen",
        "tisdagen",
        "onsdagen",
        "torsdagen",
        "fredagen",
        "lördagen",
        "söndagen",
    ];
    let mut rest: Vec<&str> = rest.split_whitespace().collect();
    while rest.first().is_some_and(|word| {
        filler.contains(&word.trim_end_matches([':', ',']).to_lowercase().as_str())
    }) {
        rest.remove(0);
    }
    while rest
        .last()
        .is_some_and(|word| filler.contains(&word.to_lowercase().as_str()))
    {
        rest.pop();
    }
    let rest = rest.join(" ");
    let rest = rest
        .trim_matches(|sign: char| !(sign.is_alphanumeric() || matches!(sign, ')' | '”' | '"')));
    (rest.chars().filter(|sign| sign.is_alphabetic()).count() >= 3).then(|| capitalised(rest))
}

/// Rows that say when and where, each with a label or going on with the one before.
fn when_and_where(rows: &[&Row], year: Option<i32>, head: &mut FrontMatter) {
    let mut last = Label::When;
    let mut places: Vec<String> = Vec::new();
    let mut has_comma = false;
    for row in rows {
        let found = label(&row.text);
        let text = match found {
            Some(found) => {
                last = found.label;
                if head.when_label.is_none() && matches!(last, Label::When) {
                    head.when_label = Some(joined(found.printed).trim_end_matches(':').to_owned());
                }
                found.rest
            }
            None => row.text.as_str(),
        };
        let ends_in_comma = std::mem::replace(&mut has_comma, text.trim_end().ends_with(','));
        match last {
            Label::Body => head.body = joined(text),
            Label::Number => head.number = Some(joined(text)).filter(|number| !number.is_empty()),
            _ => match (
                moment(text, year, head),
                places.last_mut().filter(|_| found.is_none()),
            ) {
                (Some(more), Some(place)) => {
                    *place = [place.as_str(), &more].join(if ends_in_comma { ", " } else { " " });
                }
                (said, _) => places.extend(said),
            },
        }
    }
    let place = places.join(", ");
    head.place = Some(place).filter(|place| !place.is_empty());
}

/// "l3.00-l6.00": a machine read letters for digits.
fn misread(word: &str) -> String {
    let is_number = word.contains(|sign: char| sign.is_ascii_digit())
        && word.chars().all(|sign| {
            sign.is_ascii_digit()
                || matches!(sign, 'l' | 'I' | 'O' | '.' | ':' | '-' | '–' | '/' | ',')
        });
    if is_number {
        word.replace(['l', 'I'], "1").replace('O', "0")
    } else {
        word.to_owned()
    }
}

/// Words beside day, hours and place that are none of them.
const FILLER: &str = "den kl klockan på i måndag tisdag onsdag torsdag fredag lördag söndag måndagen tisdagen onsdagen \
     torsdagen fredagen lördagen söndagen datum tid plats möte vi träffades möttes från mån tis ons tors fre - – och cirka ca";

/// Takes day and hours out of a text; what is left of it is where.
fn moment(text: &str, year: Option<i32>, head: &mut FrontMatter) -> Option<String> {
    let mut rest = text.split(' ').map(misread).collect::<Vec<_>>().join(" ");
    if let Some(found) = day(&rest, year).filter(|_| head.date.is_none()) {
        head.date = Some((found.date, found.is_guessed));
        rest.replace_range(found.at, " ");
    }
    if let Some(found) = hours(&rest).filter(|_| head.starts.is_none()) {
        (head.starts, head.ends) = (Some(found.from), found.to);
        rest.replace_range(found.at, " ");
    }
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    let is_filler = |word: &str| {
        let bare = word
            .trim_matches([',', '.', ':', ';', '(', ')', '|', '/'])
            .to_lowercase();
        bare.is_empty() || FILLER.split(' ').any(|filler| filler == bare)
    };
    while words.first().is_some_and(|word| is_filler(word)) {
        words.remove(0);
    }
    while words
        .last()
        .is_some_and(|word| is_filler(word) && !["i", "på"].contains(word))
    {
        words.pop();
    }
    let place = words.join(" ");
    let place = place.split(", ajournering").next().unwrap_or_default();
    let place = place
        .trim_matches(|sign: char| matches!(sign, ',' | ';' | ':' | '-' | '–' | ' ' | '|'))
        .trim_end_matches('.');
    (place.chars().any(char::is_alphabetic)).then(|| place.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rows::rows;
    use crate::meeting::imported_minutes::{LineRole, SourceLine};

    fn of(above: &str, when: &str) -> FrontMatter {
        let line = |text: &str| SourceLine {
            text: text.to_owned(),
            role: LineRole::Head,
            level: None,
        };
        let above = rows(&above.lines().map(line).collect::<Vec<_>>());
        let when = rows(&when.lines().map(line).collect::<Vec<_>>());
        head(
            &above.iter().collect::<Vec<_>>(),
            &when.iter().collect::<Vec<_>>(),
            "x.txt",
        )
    }

    #[test]
    fn who_met_and_what_the_paper_is_called() {
        for (above, body, title, number) in [
            (
                "Chefsgruppens protokoll 8/2016",
                "Chefsgruppen",
                "Chefsgruppens protokoll 8/2016",
                Some("8/2016"),
            ),
            (
                "Protokoll nr 2 2026\n\nChefsmöte i Norra kretsen\n\nVik 2026-02-27 a@b.se",
                "Chefsmöte i Norra kretsen",
                "Protokoll nr 2 2026",
                Some("nr 2 2026"),
            ),
            (
                "Chefsmöte  Minnesanteckningar\nSödraRegionen",
                "Chefsmöte SödraRegionen",
                "Minnesanteckningar",
                None,
            ),
            (
                "Lund\nMalmö\nEslöv\n\nChefsgruppen",
                "Chefsgruppen",
                "Chefsgruppen",
                None,
            ),
            (
                "Protokoll fört vid styrelsemöte med BRF Solen 2024-03-05",
                "Styrelsemöte med BRF Solen",
                "Protokoll fört vid styrelsemöte med BRF Solen 2024-03-05",
                None,
            ),
            (
                "Viks kommun\nKommunstyrelsen\nSAMMANTRÄDESPROTOKOLL",
                "Kommunstyrelsen",
                "SAMMANTRÄDESPROTOKOLL",
                None,
            ),
        ] {
            let head = of(above, "");
            assert_eq!(
                (
                    head.body.as_str(),
                    head.title.as_str(),
                    head.number.as_deref()
                ),
                (body, title, number),
                "{above}"
            );
        }
    }

    #[test]
    fn when_and_where_in_one_row_or_several() {
        for (when, expected) in [
            (
                "Tid/Plats: 160923 kl. 08.30-12.30, Mind Park E7, Vik.",
                "2016-09-23 08:30 12:30 Mind Park E7, Vik",
            ),
            (
                "Tid och plats: Den 27 februari 2026 08.30-12:00 på Mindpark, Vik",
                "2026-02-27 08:30 12:00 Mindpark, Vik",
            ),
            (
                "Mötesdatum 2019-01-29\n\nPlats och tid Bruksgatan 22,Lund kl. 15-17",
                "2019-01-29 15:00 17:00 Bruksgatan 22,Lund",
            ),
            (
                "Dag 2013-05-15\nTid 08.30-11.00\nPlats Stadshuset, Nobelsalen",
                "2013-05-15 08:30 11:00 Stadshuset, Nobelsalen",
            ),
            (
                "Datum: tisdagen den 5 mars 2024\nTid: kl. 18.00\nPlats: Folkets hus",
                "2024-03-05 18:00 - Folkets hus",
            ),
        ] {
            let head = of("", when);
            let or = |said: Option<String>| said.unwrap_or_else(|| "-".to_owned());
            let date = or(head.date.map(|(date, _)| date.to_string()));
            let [starts, ends] =
                [head.starts, head.ends].map(|hour| or(hour.map(|hour| hour.to_string())));
            assert_eq!(
                format!("{date} {starts} {ends} {}", or(head.place)),
                expected,
                "{when}"
            );
        }
    }
}
