//! Heads and feet of pages: what a printer put there and no writer. They stand in the middle of
//! sentences once pages are text.

use std::collections::{HashMap, HashSet};

use super::rows::folded;

/// For each line, whether it is the head or foot of a page.
#[must_use]
pub fn furniture(lines: &[&str]) -> Vec<bool> {
    let mut is_aside: Vec<bool> = lines.iter().map(|line| is_page_number(line)).collect();
    let is_listed: Vec<bool> = lines.iter().map(|line| leads_to_a_page(line)).collect();
    if is_listed.iter().filter(|listed| **listed).count() >= 3 {
        // The contents of the paper, and none of its items.
        is_aside
            .iter_mut()
            .zip(&is_listed)
            .for_each(|(aside, listed)| *aside |= listed);
    }
    let breaks: Vec<usize> = (0..lines.len())
        .filter(|place| {
            let is_break = lines.get(*place).is_some_and(|line| line.contains('\u{c}'));
            is_break || is_aside.get(*place).is_some_and(|number| *number)
        })
        .collect();
    let edges: Vec<[Vec<usize>; 2]> = breaks
        .iter()
        .map(|place| edges(lines, &is_aside, *place))
        .collect();
    // On which pages, and in which lines: one line may lie near two breaks.
    let mut said: HashMap<String, (HashSet<usize>, HashSet<usize>)> = HashMap::new();
    for (page, edge) in edges.iter().enumerate() {
        for place in edge.iter().flatten() {
            if let Some(line) = lines.get(*place) {
                let (pages, places) = said.entry(pattern(line)).or_default();
                pages.insert(page);
                places.insert(*place);
            }
        }
    }
    let is_said_again = |place: &usize| {
        let said = lines.get(*place).and_then(|line| said.get(&pattern(line)));
        said.is_some_and(|(pages, places)| pages.len() >= 2 && places.len() >= 2)
    };
    for place in edges
        .iter()
        .flatten()
        .flat_map(|edge| edge.iter().copied().take_while(is_said_again))
    {
        is_aside
            .get_mut(place)
            .into_iter()
            .for_each(|aside| *aside = true);
    }
    for place in said_at_the_top(lines, &is_aside) {
        is_aside
            .get_mut(place)
            .into_iter()
            .for_each(|aside| *aside = true);
    }
    is_aside
}

/// Rows beside the number of a later page whose every piece stands at the top of the first.
fn said_at_the_top(lines: &[&str], is_number: &[bool]) -> Vec<usize> {
    let with_words = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let top: Vec<(usize, String)> = with_words
        .take(8)
        .map(|(at, line)| (at, folded(line)))
        .collect();
    let last_of_top = top.last().map_or(0, |(at, _)| *at);
    let is_said = |place: &usize| {
        let line = lines.get(*place).copied().unwrap_or_default();
        let cells = super::rows::cells(line);
        cells.len() >= 2
            && cells.iter().all(|cell| {
                let cell = folded(cell);
                top.iter().any(|(_, line)| line.contains(&cell)) && !cell.is_empty()
            })
    };
    let numbers = (last_of_top + 1..lines.len())
        .filter(|at| is_number.get(*at).is_some_and(|number| *number));
    numbers
        .flat_map(|at| [at.saturating_sub(1), at + 1])
        .filter(|at| *at > last_of_top)
        .filter(is_said)
        .collect()
}

/// "§ 31 Budget ............ 2"
fn leads_to_a_page(line: &str) -> bool {
    let bare = line
        .trim_end()
        .trim_end_matches(|sign: char| sign.is_ascii_digit());
    bare.len() < line.trim_end().len() && bare.trim_end().ends_with("....")
}

/// The lines with words nearest to a break between pages, before it and from it on, outwards.
fn edges(lines: &[&str], is_number: &[bool], place: usize) -> [Vec<usize>; 2] {
    let has_words = |at: &usize| {
        let is_number = is_number.get(*at).is_some_and(|number| *number);
        !is_number && lines.get(*at).is_some_and(|line| !line.trim().is_empty())
    };
    let before = (0..place).rev().filter(has_words).take(3).collect();
    [
        before,
        (place..lines.len()).filter(has_words).take(3).collect(),
    ]
}

/// What a head says on every page alike: digits differ.
fn pattern(line: &str) -> String {
    let same = |sign: char| if sign.is_ascii_digit() { '0' } else { sign };
    folded(&line.chars().map(same).collect::<String>())
}

/// Whether a line is the number of a page: "Sida 2 (5)", "2 (5)", "2/5", "- 2 -", with or without other words beside "Sida".
#[must_use]
pub fn is_page_number(line: &str) -> bool {
    let last = super::rows::cells(line)
        .last()
        .copied()
        .unwrap_or_default()
        .to_owned();
    let is_set_off = last.len() < line.trim().len() && last.ends_with(')') && is_page_number(&last);
    if is_set_off {
        return true;
    }
    let words = folded(line);
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
    let number = |word: &&str| word.len() <= 3 && word.bytes().all(|sign| sign.is_ascii_digit());
    let is_page = |word: &&str| ["sida", "sid", "sidan", "page"].contains(word);
    let tail = |words: &[&str]| match words {
        [.., page, one] => is_page(page) && number(one),
        _ => false,
    } || match words {
        [.., page, one, of, all] => is_page(page) && number(one) && ["av", "of"].contains(of) && number(all),
        _ => false,
    } || match words {
        [.., page, one, all] => is_page(page) && number(one) && number(all),
        _ => false,
    };
    let bare = match words.as_slice() {
        [one, all] => {
            number(one) && number(all) && line.trim().contains(['(', '/']) && !line.contains('§')
        }
        [one] => {
            number(one)
                && line.trim().starts_with('-')
                && line.trim().ends_with('-')
                && line.trim().len() > 2
        }
        _ => false,
    };
    bare || (words.len() <= 30 && tail(&words))
        || (words.len() <= 30
            && words.first().is_some_and(is_page)
            && tail(words.get(..4.min(words.len())).unwrap_or(&[])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_feet_are_told_from_what_is_said_twice() {
        let text = "Rådets protokoll  Sida 1 (3)\nText som\nJusterandes sign\n2 (3)\nRådets protokoll\nfortsätter.\n\nMötet beslutar\natt tacka\nMötet beslutar\natt tacka\nJusterandes sign\n3 (3)\nRådets protokoll\nslut";
        let lines: Vec<&str> = text.lines().collect();
        let kept: Vec<&str> = lines
            .iter()
            .zip(furniture(&lines))
            .filter(|(_, aside)| !aside)
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(
            kept.join("|"),
            "Text som|fortsätter.||Mötet beslutar|att tacka|Mötet beslutar|att tacka|slut"
        );
    }

    #[test]
    fn a_date_or_an_item_is_no_page_number() {
        for line in [
            "27/1 och 10/2",
            "3. Val",
            "5",
            "§ 3",
            "Sida vid sida",
            "12 (S)",
            "2019",
        ] {
            assert!(!is_page_number(line), "{line}");
        }
        for line in [
            "2 (5)",
            "Sida 2 av 5",
            "Sid 3",
            "- 4 -",
            "2/5",
            "Protokoll 2024-03-05, Utkast   Sida 1 av 3",
        ] {
            assert!(is_page_number(line), "{line}");
        }
    }
}
