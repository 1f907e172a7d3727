//! Decisions, recognised strictly: one has words that introduce it, at the beginning of a row. What a
//! text tells of a decision, now or earlier, here or elsewhere, is no decision.

use super::headings::begins_clause;
use super::labels::{Label, label};
use super::rows::{Row, folded, is_capital, joined, words};
use crate::meeting::imported_minutes::ImportedDecision;

/// The words by which a body's own papers call it.
#[derive(Debug, Clone, Default)]
pub struct OwnBody {
    words: Vec<String>,
    /// Its letters alone: "FSG".
    short: Vec<String>,
}

/// So many letters of a word tell it from another, whatever its ending.
const TELLING: usize = 6;
/// Words for whoever meets, in any paper.
const COMMON: [&str; 12] = [
    "motet",
    "arsmotet",
    "gruppen",
    "vi",
    "stamman",
    "deltagarna",
    "ledamoterna",
    "medlemmarna",
    "sammantradet",
    "styrgruppen",
    "foreningsstamman",
    "arsstamman",
];

/// Beginnings that tell nobody from another.
const COMMON_STARTS: [&str; 6] = [
    "kommun",
    "region",
    "distrikts",
    "samverkans",
    "forbunds",
    "kyrko",
];

impl OwnBody {
    /// Of the head of a paper.
    #[must_use]
    pub fn of(head: &str) -> Self {
        let paper = ["protok", "minnes", "anteck", "samman", "datum"];
        let said = folded(head);
        let words = said
            .split(' ')
            .filter(|word| word.len() >= 4 && !paper.iter().any(|paper| word.starts_with(paper)));
        let short = head
            .split_whitespace()
            .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()));
        let short = short
            .filter(|word| (2..=5).contains(&word.len()) && word.chars().all(char::is_uppercase));
        Self {
            words: words.map(str::to_owned).collect(),
            short: short.map(folded).collect(),
        }
    }

    /// Whether the body that meets is meant: by a common word, by the beginning of its name, or by its
    /// end ("Socialchefsnätverket": "Nätverket").
    fn is(&self, subject: &[&str]) -> bool {
        let said = folded(&subject.join(" "));
        let squashed = said.replace(' ', "");
        let is_common = |word: &str| {
            COMMON.iter().any(|common| {
                word == *common
                    || common.len() >= 5
                        && word.starts_with(common.chars().next().unwrap_or(' '))
                        && strsim::damerau_levenshtein(word, common) <= 1
            })
        };
        let begins_same = |word: &str, own: &str| {
            // "Kommunstyrelsen" is not who meets as "Kommunchefsgruppen".
            let telling = COMMON_STARTS
                .iter()
                .find(|start| own.starts_with(**start) && own.len() > start.len() + 3);
            let telling = telling.map_or(TELLING, |start| start.len() + 4);
            own.chars().take(telling).eq(word.chars().take(telling)) && word.len() >= telling
        };
        let ends_same = |word: &str, own: &str| word.len() >= 5 && own.ends_with(word);
        is_common(&squashed)
            || self.short.contains(&squashed)
            || said.split(' ').any(|word| {
                self.words
                    .iter()
                    .any(|own| begins_same(word, own) || ends_same(word, own))
            })
    }
}

const VERBS: [&str; 5] = ["beslutar", "beslutade", "beslot", "beslutat", "besluter"];
const ADVERBS: [&str; 18] = [
    "aven",
    "ocksa",
    "enhalligt",
    "darmed",
    "darfor",
    "vidare",
    "dessutom",
    "saledes",
    "foljande",
    "darefter",
    "enligt",
    "forslag",
    "forslaget",
    "i",
    "enlighet",
    "med",
    "slutligen",
    "for",
];

/// Where the words end that introduce a decision, if a text begins with such: "Mötet beslutar",
/// "Styrelsen beslutade enhälligt", "Beslut" before "att".
#[must_use]
pub fn intro(text: &str, own: &OwnBody) -> Option<usize> {
    if !is_capital(text) {
        return None;
    }
    let words = words(text);
    let folded: Vec<String> = words.iter().map(|(_, word)| self::folded(word)).collect();
    let said = |place: usize| folded.get(place).map_or("", String::as_str);
    let verb = (1..words.len().min(5))
        .find(|place| VERBS.contains(&said(*place)))
        .or_else(|| {
            (["beslutas", "beslutades", "beslots", "beslut"].contains(&said(0)) && said(1) == "att")
                .then_some(0)
        })?;
    let subject: Vec<&str> = words.iter().take(verb).map(|(_, word)| *word).collect();
    let says = |place: usize| {
        ["att", "om", "ska", "kan", "bor"].contains(&said(place))
            || said(place).starts_with("foresl")
    };
    if (0..verb).any(says) {
        return None;
    }
    if verb > 0 && (!own.is(&subject) || subject.iter().any(|word| word.ends_with([',', '.', ':'])))
    {
        return None;
    }
    let after = (verb + 1..words.len()).take_while(|place| {
        let ends = words
            .get(place - 1)
            .is_some_and(|(_, word)| word.ends_with([':', '.']));
        ADVERBS.contains(&said(*place)) && !ends
    });
    let last = after.last().unwrap_or(verb);
    let (at, word) = words.get(last)?;
    let next = said(last + 1);
    let ends_here = word.ends_with(':') || last + 1 == words.len() || next == "att";
    ends_here.then_some(at + word.len())
}

/// "Kommunstyrelsen föreslår kommunfullmäktige besluta": what is decided is what to propose.
fn proposing(text: &str) -> Option<usize> {
    let words = words(text);
    let folded: Vec<String> = words
        .iter()
        .take(8)
        .map(|(_, word)| self::folded(word))
        .collect();
    let verb = folded.iter().position(|word| word == "foreslar")?;
    let end = folded
        .iter()
        .position(|word| word == "besluta" || word == "beslutar")
        .filter(|end| *end > verb)?;
    let (at, word) = words.get(end)?;
    let next = folded.get(end + 1).map_or("", String::as_str);
    (next.is_empty() || next == "att" || word.ends_with(':')).then_some(at + word.len())
}

/// Whether a row begins a decision.
#[must_use]
pub fn begins(text: &str, own: &OwnBody) -> bool {
    is_labelled(text) || intro(text, own).is_some()
}

fn is_labelled(text: &str) -> bool {
    label(text).is_some_and(|found| found.label == Label::Decision && found.is_set_off)
}

/// Whether the words that introduce a decision stand alone on the row, as a heading does.
#[must_use]
pub fn is_bare_heading(text: &str) -> bool {
    label(text).is_some_and(|found| {
        found.label == Label::Decision && found.rest.is_empty() && !found.printed.ends_with(':')
    })
}

/// Reads the decisions of rows that hold nothing else.
#[must_use]
pub fn decisions(rows: &[&Row], own: &OwnBody) -> Vec<ImportedDecision> {
    let mut found: Vec<ImportedDecision> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let is_over_list = rows.get(at + 1).is_some_and(|next| next.bullet.is_some());
        for (place, sentence) in parted(&row.text, own).into_iter().enumerate() {
            let is_first = place == 0;
            let rest = introduced(sentence, own, is_over_list, &mut found);
            if !rest.is_empty() {
                let begins = is_first
                    && (row.bullet.is_some()
                        || row.has_gap
                        || begins_clause(rest)
                        || is_numbered(rest));
                clause(rest, begins, &mut found);
            }
        }
    }
    found.retain(|decided| !decided.clauses.is_empty());
    found
}

/// A row cut before each sentence in it that introduces a decision of its own.
fn parted<'a>(text: &'a str, own: &OwnBody) -> Vec<&'a str> {
    let mut cuts = vec![0];
    for (at, _) in text.match_indices(". ") {
        if text
            .get(at + 2..)
            .is_some_and(|rest| intro(rest.trim_start(), own).is_some())
        {
            cuts.push(at + 2);
        }
    }
    let ends = cuts
        .iter()
        .skip(1)
        .copied()
        .chain([text.len()])
        .collect::<Vec<_>>();
    cuts.iter()
        .zip(ends)
        .filter_map(|(from, to)| text.get(*from..to))
        .map(str::trim)
        .collect()
}

/// Takes the words that introduce a decision, and gives what follows them.
fn introduced<'a>(
    text: &'a str,
    own: &OwnBody,
    is_over_list: bool,
    found: &mut Vec<ImportedDecision>,
) -> &'a str {
    let labelled = label(text).filter(|label| label.label == Label::Decision && label.is_set_off);
    let (begin, rest) = match labelled {
        Some(label) => (Some(label.printed), label.rest),
        None => (None, text),
    };
    let waits = found.last().is_some_and(|open| open.clauses.is_empty()) || begin.is_some();
    let (said, rest) = match intro(rest, own).or_else(|| proposing(rest).filter(|_| waits)) {
        // "Gruppen beslutar att", and the clauses under it begin without.
        Some(end)
            if is_over_list
                && rest
                    .get(end..)
                    .is_some_and(|rest| ["att", "att:"].contains(&rest.trim())) =>
        {
            (Some(rest.trim_end()), "")
        }
        Some(end) => (rest.get(..end), rest.get(end..).unwrap_or_default()),
        None => (None, rest),
    };
    let printed = match (begin, said) {
        (None, None) => return rest,
        (Some(_), Some(said)) => {
            // As printed, with the space that stands between them, or does not.
            let end = text.find(said).map_or(text.len(), |at| at + said.len());
            joined(text.get(..end).unwrap_or(text))
        }
        (Some(one), None) | (None, Some(one)) => joined(one),
    };
    match found.last_mut() {
        // "Beslut" on one row, "Nämnden beslutar" on the next.
        Some(open) if open.clauses.is_empty() => {
            open.intro = [open.intro.as_str(), &printed].join(" ");
        }
        _ => found.push(ImportedDecision {
            intro: printed,
            clauses: Vec::new(),
        }),
    }
    rest.trim_start_matches([':', ' '])
}

/// Words after which "att" goes on with the sentence, and begins no clause.
const OPEN: [&str; 22] = [
    "uppdrag",
    "for",
    "om",
    "sa",
    "av",
    "genom",
    "uppmanas",
    "ombeds",
    "foreslar",
    "beslutar",
    "till",
    "i",
    "med",
    "pa",
    "ar",
    "och",
    "anser",
    "behov",
    "mojlighet",
    "uppgift",
    "rekommenderar",
    "under",
];

fn clause(text: &str, begins: bool, found: &mut Vec<ImportedDecision>) {
    if found.is_empty() {
        found.push(ImportedDecision::default());
    }
    let Some(decided) = found.last_mut() else {
        return;
    };
    // "att uppdra åt chefen att⏎1. se över avtalet": the numbers are within the clause.
    let goes_on =
        |last: &String| last.ends_with(" att") || last.ends_with(':') || last.contains(" att 1. ");
    let is_within = is_numbered(text) && decided.clauses.last().is_some_and(goes_on);
    let mut text = if is_within {
        text
    } else {
        without_number(text)
    }
    .to_owned();
    let mut begins = (begins && !is_within) || decided.clauses.is_empty();
    if let Some(last) = decided.clauses.last_mut()
        && folded(&text).starts_with("att ")
    {
        let word = last.rsplit(' ').next().unwrap_or_default().to_owned();
        if word == "samt" {
            // "… och tidplan samt⏎att delrapporten …": the word belongs to what it joins.
            last.truncate(last.trim_end().len() - word.len());
            *last = last.trim_end().to_owned();
            text = ["samt ", &text].concat();
            begins = true;
        } else if OPEN.contains(&folded(&word).as_str()) && !word.ends_with(['.', ':', ',']) {
            begins = false;
        }
    }
    let text = joined(&text);
    match decided.clauses.last_mut().filter(|_| !begins) {
        Some(last) => {
            last.push(' ');
            last.push_str(&text);
        }
        None => decided.clauses.push(text),
    }
    part_at_samt(decided);
}

/// "… och tidplan samt att delrapporten …" on one row.
fn part_at_samt(decided: &mut ImportedDecision) {
    let Some(last) = decided.clauses.pop() else {
        return;
    };
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = last.as_str();
    while let Some((one, _)) = rest.split_once(" samt att ") {
        parts.push(one);
        rest = rest.get(one.len() + 1..).unwrap_or_default();
    }
    // "att a, att b samt att c": what stands before the last is a list too.
    let is_list = !parts.is_empty();
    for part in parts {
        let mut rest = part;
        while let Some((one, _)) = rest
            .split_once(", att ")
            .filter(|_| is_list && folded(rest).starts_with("att "))
        {
            decided.clauses.push(format!("{one},"));
            rest = rest.get(one.len() + 2..).unwrap_or_default();
        }
        decided.clauses.push(rest.to_owned());
    }
    decided.clauses.push(rest.to_owned());
}

fn is_numbered(text: &str) -> bool {
    without_number(text).len() < text.len()
}

/// "1. att …", "a) att …": the number is the list's, not the clause's.
fn without_number(text: &str) -> &str {
    let mark = text.find(['.', ')']).filter(|at| *at <= 2 && *at > 0);
    let Some(at) = mark else { return text };
    let (number, rest) = text.split_at(at);
    let rest = rest.get(1..).unwrap_or_default();
    let is_number = number.bytes().all(|sign| sign.is_ascii_digit())
        || number.len() == 1
            && number.bytes().all(|sign| sign.is_ascii_lowercase())
            && text.get(at..=at) == Some(")");
    if is_number && rest.starts_with(char::is_whitespace) {
        rest.trim_start()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::rows::rows;
    use crate::meeting::imported_minutes::{LineRole, SourceLine};

    fn own() -> OwnBody {
        OwnBody::of("Chefsgruppens protokoll 3/2031 Chefsgruppen i Norra kretsen")
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[&str])]) {
        let line = |text: &str| SourceLine {
            text: text.to_owned(),
            role: LineRole::Decision,
            level: None,
        };
        let rows = rows(&text.lines().map(line).collect::<Vec<_>>());
        let found = decisions(&rows.iter().collect::<Vec<_>>(), &own());
        let found: Vec<(&str, Vec<&str>)> = found
            .iter()
            .map(|one| {
                (
                    one.intro.as_str(),
                    one.clauses.iter().map(String::as_str).collect(),
                )
            })
            .collect();
        let expected: Vec<(&str, Vec<&str>)> = expected
            .iter()
            .map(|(intro, clauses)| (*intro, clauses.to_vec()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn clauses_begin_with_att_a_sign_or_a_row_of_their_own() {
        check(
            "Beslut:\natt ta med planen i\narbetet\natt bidra\nsamt att frågan hänskjuts.",
            &[(
                "Beslut:",
                &[
                    "att ta med planen i arbetet",
                    "att bidra",
                    "samt att frågan hänskjuts.",
                ],
            )],
        );
        check(
            "Mötet beslutar\n\nAtt tacka. Viktigt att\nsyftet är klart.\n\natt mötas",
            &[(
                "Mötet beslutar",
                &["Att tacka. Viktigt att syftet är klart.", "att mötas"],
            )],
        );
        check(
            "Beslut\n1. att a\n2. att b",
            &[("Beslut", &["att a", "att b"])],
        );
        check(
            "Chefsgruppen beslutade:\n- att a\n- att b",
            &[("Chefsgruppen beslutade:", &["att a", "att b"])],
        );
        check(
            "Beslut\nPlanen läggs till handlingarna. Svar\nsenast 1 juni.",
            &[(
                "Beslut",
                &["Planen läggs till handlingarna. Svar senast 1 juni."],
            )],
        );
    }

    #[test]
    fn what_introduces_is_taken_as_it_is_printed() {
        check(
            "Beslut :Chefsgruppen beslutar att mötas. Bo bokar.",
            &[("Beslut :Chefsgruppen beslutar", &["att mötas. Bo bokar."])],
        );
        check(
            "Beslut: Chefsgruppen beslutar att a. Chefsgruppen beslutar även att\nb.",
            &[
                ("Beslut: Chefsgruppen beslutar", &["att a."]),
                ("Chefsgruppen beslutar även", &["att b."]),
            ],
        );
        check(
            "Beslut: Chefsgruppen godkänner planen samt\natt den förs upp.",
            &[(
                "Beslut:",
                &["Chefsgruppen godkänner planen", "samt att den förs upp."],
            )],
        );
        check(
            "Beslut\nMötet beslutar\natt ge Bo i uppdrag\natt boka",
            &[("Beslut Mötet beslutar", &["att ge Bo i uppdrag att boka"])],
        );
    }

    #[test]
    fn a_text_that_tells_of_a_decision_begins_none() {
        for text in [
            "Kretsstyrelsen beslutar 2012-12-19 att resan sker",
            "Kretsrådet beslutade att mötas",
            "Vi beslutade då att först rita",
            "Beslut togs om att mötas",
            "Det beslutades att mötas",
            "Mötet beslutade i november att mötas",
            "På mötet beslutades att mötas",
            "Förslag till beslut: att mötas",
            "att mötas",
            "Beslutet gäller",
        ] {
            assert!(!begins(text, &own()), "{text}");
        }
        for text in [
            "Mötet beslutade att mötas",
            "Vi beslutar att mötas",
            "Beslut: att mötas",
            "Beslut att mötas",
            "BESLUT",
            "Mötets beslut:",
        ] {
            assert!(begins(text, &own()), "{text}");
        }
    }
}
