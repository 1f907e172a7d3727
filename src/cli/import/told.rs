//! What was understood of a paper, on one screen: the facts, then what should be looked at.

use crate::import::doubts::Doubt;
use crate::import::understood::Understood;
use crate::meeting::attendance::RollCallMark;
use crate::tui::wrap::{hanging, shown, width};
use crate::words::Words;

/// Cells before what a label says: the longest needs sixteen.
const LABEL: usize = 18;
/// Cells of a page that nobody reads at a terminal.
const PAGE: usize = 100;

/// The page, as text: as wide as the terminal, and in whole words.
pub(super) fn told(understood: &Understood, words: &Words, is_terminal: bool) -> String {
    let room = if is_terminal {
        terminal_width().clamp(40, 120)
    } else {
        PAGE
    };
    let paper = &understood.paper;
    let agenda = &paper.agenda;
    let mut page: Vec<String> = vec![shown(&paper.origin.file).into_owned()];
    let mut fact = |message: &str, said: &str| {
        if !said.is_empty() {
            let label = words.say(message);
            let label = format!(
                "  {label}{}",
                " ".repeat(LABEL.saturating_sub(width(&label)))
            );
            page.extend(hanging(said, &label, room));
        }
    };
    let hours = [agenda.starts, agenda.ends]
        .into_iter()
        .flatten()
        .map(crate::meeting::time::ClockTime::with_stop)
        .collect::<Vec<_>>()
        .join("–");
    let has_date = !understood.doubts.contains(&Doubt::NoDate);
    let date = if has_date {
        agenda.date.to_string()
    } else {
        "?".to_owned()
    };
    let when = [date, hours, agenda.place.clone().unwrap_or_default()];
    let body = if agenda.body.name.is_empty() {
        "?"
    } else {
        &agenda.body.name
    };
    fact("import-body", &format!("{body}  ({})", agenda.body.id));
    let number = agenda
        .number
        .as_deref()
        .filter(|number| !agenda.title.contains(number))
        .unwrap_or_default();
    fact(
        "import-title",
        &joined([agenda.title.as_str(), number], " "),
    );
    fact(
        "import-when",
        &joined(when.iter().map(String::as_str), ", "),
    );
    for (message, people) in people(understood) {
        fact(message, &people);
    }
    fact(
        "wall-next-meeting",
        paper.next_meeting.as_deref().unwrap_or_default(),
    );
    page.push(String::new());
    page.extend(items(understood, words));
    if !understood.doubts.is_empty() {
        page.push(String::new());
        page.extend(
            understood
                .doubts
                .iter()
                .flat_map(|doubt| hanging(&doubted(doubt, words), "  ? ", room)),
        );
    }
    page.join("\n") + "\n\n"
}

fn terminal_width() -> usize {
    crossterm::terminal::size().map_or(PAGE, |(width, _)| usize::from(width))
}

/// Who was there, sent apologies, was absent: counted and named.
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

/// What is said of these, one after another.
fn joined<'a>(said: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    said.into_iter()
        .filter(|said| !said.is_empty())
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
        let label = row.label.as_deref().unwrap_or("–");
        let counted = if clauses + under.assignments.len() > 0 {
            words.say_with("import-counts", &counts)
        } else {
            String::new()
        };
        lines.push(format!(
            "  {label:>5}  {}{}",
            shown(&row.title),
            if counted.is_empty() {
                counted
            } else {
                format!("  [{}]", counted.trim())
            }
        ));
    }
    lines
}

/// A doubt in words.
pub(super) fn doubted(doubt: &Doubt, words: &Words) -> String {
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
