//! Who is to do what, as decisions and notes say it: "Bo Ek får i uppdrag att …", "att uppdra åt
//! kansliet att … senast den 1 juni". What was given at an earlier meeting is told with its day, and is
//! left where it stands.

use super::dates::day;
use super::rows::{is_capital, joined};
use crate::meeting::assignment::AssignmentWords;

/// Words between whom and what.
const GIVEN: [&str; 12] = [
    " får i uppdrag att ",
    " ges i uppdrag att ",
    " fick i uppdrag att ",
    " gavs i uppdrag att ",
    " får fortsatt uppdrag att ",
    " har i uppdrag att ",
    " uppmanas att ",
    " ombeds att ",
    " ombedes att ",
    " får uppdraget att ",
    " återkommer med ",
    " ansvarar för att ",
];
/// Words before whom, and between whom and what.
const ORDERED: [(&str, &str); 6] = [
    ("uppdra åt ", " att "),
    ("uppdra till ", " att "),
    ("uppdrar åt ", " att "),
    ("ge ", " i uppdrag att "),
    ("ger ", " i uppdrag att "),
    ("tillsätta ", " med uppdrag att "),
];

/// The assignments of a text; in a decision any of its sentences may give one, elsewhere only one that
/// names no day in the past.
#[must_use]
pub fn assignments(text: &str, is_decision: bool) -> Vec<AssignmentWords> {
    let text = joined(text);
    sentences(&text)
        .into_iter()
        .filter_map(|sentence| assignment(sentence, is_decision))
        .collect()
}

fn sentences(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let ends = text.match_indices(". ").map(|(at, _)| at + 2);
    cuts.extend(ends.filter(|at| text.get(*at..).is_some_and(is_capital)));
    let ends: Vec<usize> = cuts.iter().skip(1).copied().chain([text.len()]).collect();
    cuts.iter()
        .zip(ends)
        .filter_map(|(from, to)| text.get(*from..to))
        .map(str::trim)
        .collect()
}

fn assignment(sentence: &str, is_decision: bool) -> Option<AssignmentWords> {
    let given = GIVEN.iter().find_map(|words| {
        let (who, what) = sentence.split_once(words)?;
        let who = who
            .trim()
            .trim_start_matches("att ")
            .trim_start_matches("samt ");
        // Whoever is named far into a sentence is named for something else.
        let is_short = who.split_whitespace().count() <= 7;
        (is_short && !who.contains(['.', ':']) && (is_decision || is_capital(who)))
            .then(|| (who.to_owned(), what.to_owned()))
    });
    let ordered = || {
        ORDERED
            .iter()
            .filter(|_| is_decision)
            .find_map(|(before, between)| {
                let (start, rest) = sentence.split_once(before)?;
                let is_word = start.is_empty() || start.ends_with(' ');
                let (who, what) = rest.split_once(between)?;
                (is_word && who.split_whitespace().count() <= 7)
                    .then(|| (who.trim().to_owned(), what.to_owned()))
            })
    };
    let (who, what) = given.or_else(ordered)?;
    if !is_decision && (day(&who, None).is_some() || who.split_whitespace().count() > 4) {
        return None;
    }
    let what = what.trim().trim_end_matches('.').to_owned();
    let (what, due) = due_in(&what);
    Some(AssignmentWords {
        who,
        what,
        due,
        to: String::new(),
    })
}

/// "… senast den 10 februari" at the end of what is to be done.
fn due_in(what: &str) -> (String, String) {
    for before in [" senast ", " före ", " innan ", " till den "] {
        if let Some((start, end)) = what.rsplit_once(before) {
            let said = format!("{}{end}", before.trim_start());
            let is_short = said.split_whitespace().count() <= 7;
            if is_short && day(end, Some(2000)).is_some() {
                return (start.trim_end_matches(',').to_owned(), said);
            }
        }
    }
    (what.to_owned(), String::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_decision: bool, expected: &[[&str; 3]]) {
        let found = assignments(text, is_decision);
        let found: Vec<[&str; 3]> = found
            .iter()
            .map(|one| [one.who.as_str(), &one.what, &one.due])
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn whoever_is_to_do_something_is_named_in_many_ways() {
        check(
            "att uppdra åt sekretariatschefen att upprätta ett underlag",
            true,
            &[["sekretariatschefen", "upprätta ett underlag", ""]],
        );
        check(
            "att ge kansliet i uppdrag att boka",
            true,
            &[["kansliet", "boka", ""]],
        );
        check(
            "att mötas. Bo Ek ges i uppdrag att boka.",
            true,
            &[["Bo Ek", "boka", ""]],
        );
        check(
            "Alla kommuner ombeds att svara till Lund senast den 10 februari.",
            true,
            &[["Alla kommuner", "svara till Lund", "senast den 10 februari"]],
        );
        check(
            "Mathias Nil får i uppdrag att ta fram förslag.",
            false,
            &[["Mathias Nil", "ta fram förslag", ""]],
        );
        check(
            "Bo Ek återkommer med förslag.",
            false,
            &[["Bo Ek", "förslag", ""]],
        );
    }

    #[test]
    fn what_was_given_earlier_is_no_assignment_of_this_meeting() {
        check(
            "Vid mötet 2013-04-17 får Jan Lång i uppdrag att rita.",
            false,
            &[],
        );
        check("att bidra med pengar", true, &[]);
    }
}
