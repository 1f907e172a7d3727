//! Who presented an item: named after a label, or before a word for presenting.

use super::labels::{Label, label};
use super::names::{PARTICLES, is_first_name, is_name_word};
use super::people::people;
use super::rows::{Row, folded, words};

const VERBS: [&str; 4] = ["redovisar", "redovisade", "informerar", "informerade"];

/// The presenters that rows with a label name: a name each, and after a comma what is printed with it.
#[must_use]
pub fn labelled(rows: &[&Row]) -> Vec<String> {
    let text: Vec<&str> = rows
        .iter()
        .map(
            |row| match label(&row.text).filter(|found| found.label == Label::Presenters) {
                Some(found) => found.rest,
                None => row.text.as_str(),
            },
        )
        .collect();
    let list = people(&text.join("\n"));
    let mut seen = std::collections::HashSet::new();
    let people = list
        .people
        .into_iter()
        .filter(|one| seen.insert(one.name.clone()));
    let named = people.map(|one| {
        let beside = [one.title, one.represents].into_iter().flatten();
        [one.name]
            .into_iter()
            .chain(beside)
            .collect::<Vec<_>>()
            .join(", ")
    });
    named.collect()
}

/// The people whom a text names as presenting: "Anna Ek redovisar", "informerar Bo Alm". A role or a
/// place without a name is nobody. `known` are the people of the meeting.
#[must_use]
pub fn told(text: &str, known: &[&str]) -> Vec<String> {
    let words = words(text);
    let mut found: Vec<String> = Vec::new();
    for (place, (_, word)) in words.iter().enumerate() {
        if !VERBS.contains(&folded(word).as_str()) {
            continue;
        }
        let before = names_before(words.get(..place).unwrap_or(&[]), known);
        let after = || vec![name_after(words.get(place + 1..).unwrap_or(&[]))];
        for name in if before.is_empty() { after() } else { before } {
            if is_person(&name, known) && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// "Anna Ek, Bo Alm och Cia Dal informerade": all of them.
fn names_before(words: &[(usize, &str)], known: &[&str]) -> Vec<String> {
    let mut rest = words;
    let mut names: Vec<String> = Vec::new();
    loop {
        let name = name_before(rest, known);
        if name.is_empty() || !names.is_empty() && !is_person(&name, known) {
            return names;
        }
        rest = rest
            .get(..rest.len() - name.split(' ').count())
            .unwrap_or(&[]);
        names.insert(0, name);
        match rest.split_last() {
            Some(((_, "och" | "samt" | "&"), before)) => rest = before,
            Some(((_, last), _)) if last.ends_with(',') => {}
            _ => return names,
        }
    }
}

fn is_person(name: &str, known: &[&str]) -> bool {
    let words = name.split(' ').count();
    let first = name.split(' ').next().unwrap_or_default();
    let is_known = known
        .iter()
        .any(|known| *known == name || known.split(' ').next() == Some(name));
    is_known || words >= 2 && is_first_name(first) || words == 1 && is_first_name(first)
}

fn name_before(words: &[(usize, &str)], known: &[&str]) -> String {
    let is_part = |word: &str| is_name_word(word) || PARTICLES.contains(&word);
    let mut name: Vec<&str> = Vec::new();
    for (place, (_, word)) in words.iter().rev().enumerate() {
        // The last of the words may end in the comma of an enumeration.
        let bare = if place == 0 {
            word.trim_end_matches(',')
        } else {
            word
        };
        if !is_part(bare) || bare.ends_with(['.', ',', ':']) || name.len() == 4 {
            break;
        }
        name.insert(0, bare);
    }
    // A sentence begins with a capital: what is no name before one is dropped.
    while name.len() > 1
        && !known.contains(&name.join(" ").as_str())
        && !name.first().is_some_and(|word| is_first_name(word))
    {
        name.remove(0);
    }
    name.join(" ")
}

fn name_after(words: &[(usize, &str)]) -> String {
    let mut name: Vec<&str> = Vec::new();
    for (_, word) in words.iter().take(4) {
        let bare = word.trim_end_matches([',', '.', ':']);
        if !(is_name_word(bare) || !name.is_empty() && PARTICLES.contains(word)) {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    if name.first().is_some_and(|word| is_first_name(word)) && name.len() >= 2 {
        name.join(" ")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_presents_and_a_role_or_a_place_does_not() {
        let known = ["Carina Löf", "Bo Ek"];
        for (text, expected) in [
            ("Palle Lund redovisar förslag", vec!["Palle Lund"]),
            ("Carina informerade om läget.", vec!["Carina"]),
            (
                "Vid mötet informerar Louise Söder att",
                vec!["Louise Söder"],
            ),
            ("Sekreteraren redovisar ärendet.", vec![]),
            ("Trelleborgs direktör informerar om", vec![]),
            (
                "Förbundsdirektören på Skånes kommuner informerar skriftligt",
                vec![],
            ),
            ("På mötet redovisades uppdraget", vec![]),
            ("Malmö informerade om sitt arbete", vec![]),
        ] {
            assert_eq!(told(text, &known), expected, "{text}");
        }
    }
}
