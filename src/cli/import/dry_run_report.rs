//! The report of a dry run, on one screen: the facts that were understood, then the doubts.

use crate::import::doubts::Doubt;
use crate::import::understood::Understood;
use crate::meeting::attendance::RollCallMark;
use crate::tui::wrap::{hanging, shown, width};
use crate::words::Words;

/// Columns of a label, with the gap after it: the longest label needs sixteen.
const LABEL_WIDTH: usize = 18;
/// Columns of a report that nobody reads at a terminal.
const COLUMNS: usize = 100;

/// Reports on one paper: as wide as the terminal, in whole words.
pub(super) fn report(understood: &Understood, words: &Words, is_terminal: bool) -> String {
    let columns = if is_terminal {
        terminal_width().clamp(40, 120)
    } else {
        COLUMNS
    };
    let mut lines: Vec<String> = vec![shown(&understood.paper.origin.file).into_owned()];
    for (message, fact) in facts(understood) {
        if !fact.is_empty() {
            let label = words.say(message);
            let gap = " ".repeat(LABEL_WIDTH.saturating_sub(width(&label)));
            lines.extend(hanging(&fact, &format!("  {label}{gap}"), columns));
        }
    }
    lines.push(String::new());
    lines.extend(items(understood, words));
    if !understood.doubts.is_empty() {
        lines.push(String::new());
        let doubts = understood.doubts.iter();
        lines.extend(
            doubts.flat_map(|doubt| hanging(&describe_doubt(doubt, words), "  ? ", columns)),
        );
    }
    lines.join("\n") + "\n\n"
}

/// Gathers the facts, each with the message of its label; those that are not known are empty.
fn facts(understood: &Understood) -> Vec<(&'static str, String)> {
    let paper = &understood.paper;
    let agenda = &paper.agenda;
    let body = if agenda.body.name.is_empty() {
        "?"
    } else {
        &agenda.body.name
    };
    let number = agenda
        .number
        .as_deref()
        .filter(|number| !agenda.title.contains(number))
        .unwrap_or_default();
    let mut facts = vec![
        ("import-body", format!("{body}  ({})", agenda.body.id)),
        ("import-title", join([agenda.title.as_str(), number], " ")),
        ("import-when", when_and_where(understood)),
    ];
    facts.extend(people(understood));
    let next = paper.next_meeting.clone().unwrap_or_default();
    facts.push(("wall-next-meeting", next));
    facts
}

fn when_and_where(understood: &Understood) -> String {
    let agenda = &understood.paper.agenda;
    let date = if understood.doubts.contains(&Doubt::NoDate) {
        "?".to_owned()
    } else {
        agenda.date.to_string()
    };
    let hours: Vec<String> = [agenda.starts, agenda.ends]
        .into_iter()
        .flatten()
        .map(crate::meeting::time::ClockTime::with_stop)
        .collect();
    let hours = hours.join("–");
    let place = agenda.place.as_deref().unwrap_or_default();
    join([date.as_str(), hours.as_str(), place], ", ")
}

fn terminal_width() -> usize {
    crossterm::terminal::size().map_or(COLUMNS, |(width, _)| usize::from(width))
}

/// Counts and names those who were there, sent apologies, were absent.
fn people(understood: &Understood) -> Vec<(&'static str, String)> {
    let is_here = |mark: RollCallMark| matches!(mark, RollCallMark::Present | RollCallMark::Remote);
    let classes: [(&str, &dyn Fn(RollCallMark) -> bool); 3] = [
        ("paper-present", &is_here),
        ("paper-apologies", &|mark| mark == RollCallMark::Apologies),
        ("paper-absent", &|mark| mark == RollCallMark::Absent),
    ];
    let named = classes.into_iter().map(|(message, is)| {
        let people = understood.paper.people.iter().filter(|one| is(one.mark));
        // Whoever also took the notes is named once.
        let mut seen = std::collections::HashSet::new();
        let people: Vec<String> = people
            .filter(|one| seen.insert(one.name.as_str()))
            .map(|one| match &one.capacity.represents {
                Some(place) => format!("{} ({place})", one.name),
                None => one.name.clone(),
            })
            .collect();
        let said = if people.is_empty() {
            String::new()
        } else {
            format!("{}: {}", people.len(), people.join(", "))
        };
        (message, said)
    });
    named.collect()
}

/// Joins those that are not empty.
fn join<'a>(texts: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    texts
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(between)
}

fn items(understood: &Understood, words: &Words) -> Vec<String> {
    let mut written = understood.paper.written.iter();
    let mut lines = Vec::new();
    for row in &understood.paper.agenda.items {
        if let Some(section) = &row.section {
            if !section.is_empty() {
                lines.push(format!("  {}", shown(section)));
            }
            continue;
        }
        let Some(under) = written.next() else {
            continue;
        };
        let clauses: usize = under
            .decisions
            .iter()
            .map(|decided| decided.clauses.len())
            .sum();
        let counts = [
            ("clauses", clauses.into()),
            ("assignments", under.assignments.len().into()),
        ];
        let counted = if clauses + under.assignments.len() > 0 {
            format!("  [{}]", words.say_with("import-counts", &counts).trim())
        } else {
            String::new()
        };
        let label = row.label.as_deref().unwrap_or("–");
        lines.push(format!("  {label:>5}  {}{counted}", shown(&row.title)));
    }
    lines
}

/// Words a doubt.
fn describe_doubt(doubt: &Doubt, words: &Words) -> String {
    let about = |message: &str, what: &str| words.say_with(message, &[("what", what.into())]);
    match doubt {
        Doubt::NoDate => words.say("doubt-no-date").into_owned(),
        Doubt::GuessedDate => words.say("doubt-guessed-date").into_owned(),
        Doubt::NoBody => words.say("doubt-no-body").into_owned(),
        Doubt::NoPeople => words.say("doubt-no-people").into_owned(),
        Doubt::NoItems => words.say("doubt-no-items").into_owned(),
        Doubt::NotAPerson(said) => about("doubt-not-a-person", said),
        Doubt::Skipped(label) => about("doubt-skipped", label),
        Doubt::Mentions(line, said) => words.say_with(
            "doubt-mentions",
            &[("line", (line + 1).into()), ("what", said.as_str().into())],
        ),
    }
}
