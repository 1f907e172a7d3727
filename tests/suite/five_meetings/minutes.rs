//! What the published minutes say: the facts, the running text under each item, and how what was
//! found compares with them.

use std::fmt;
use std::path::Path;

use serde_json::Value;

/// The facts of one meeting, and what is noted under each of its items.
pub struct Facts {
    pub facts: Value,
    pub notes: Vec<String>,
}

impl Facts {
    /// The facts of a meeting.
    pub fn of(stem: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/published");
        let read = |name: String| std::fs::read_to_string(folder.join(name)).expect("minutes");
        let facts = read(format!("{stem}.expected.json"));
        let text = read(format!("{stem}.txt"));
        let facts: Value = serde_json::from_str(&facts).expect("JSON");
        let notes = notes(&paragraphs(&text), list(&facts, "items"), &facts);
        Self { facts, notes }
    }

    pub fn people(&self) -> &[Value] {
        list(&self.facts, "people")
    }

    pub fn items(&self) -> &[Value] {
        list(&self.facts, "items")
    }

    pub fn next_meeting(&self) -> Option<&str> {
        self.facts["next_meeting"].as_str()
    }

    /// Every hour that was announced or noted has passed.
    pub fn a_while_after_its_end(&self) -> String {
        format!(
            "{}T{}:30+01:00",
            said(&self.facts, "date"),
            said(&self.facts, "ends")
        )
    }
}

pub fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// A text, or nothing where there is none.
pub fn said<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// The lines of a text put together: a blank line ends a paragraph, a bullet begins one.
fn paragraphs(text: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let begins = words.is_empty()
            || ["- ", "o ", "• "]
                .iter()
                .any(|bullet| words.starts_with(bullet));
        match paragraphs.last_mut() {
            Some(last) if !begins && last.is_empty() => last.push_str(&words),
            Some(last) if !begins => last.extend([" ", &words]),
            _ => paragraphs.push(words),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n")
}

/// What stands under each item besides its decisions; a sentence of ours where nothing does.
fn notes(text: &str, items: &[Value], facts: &Value) -> Vec<String> {
    let mut notes = Vec::new();
    let mut rest = text;
    for (place, item) in items.iter().enumerate() {
        let (_, after) = rest.split_once(&heading(item)).unwrap_or(("", rest));
        let here = match items
            .get(place + 1)
            .and_then(|next| after.split_once(&heading(next)))
        {
            Some((here, _)) => here,
            None => before_any(after, [facts["next_meeting"].as_str(), signature(facts)]),
        };
        let next_section = items
            .get(place + 1)
            .map_or("", |next| said(next, "section"));
        let here = here.trim().strip_suffix(next_section).unwrap_or(here);
        notes.push(match under(here, item) {
            "" => format!(
                "{}: inget mer än det som står i rubriken.",
                said(item, "title")
            ),
            here => here.to_owned(),
        });
        rest = after;
    }
    notes
}

fn heading(item: &Value) -> String {
    match item["label"].as_str() {
        Some(label) => format!("{label}. {}", said(item, "title")),
        None => said(item, "title").to_owned(),
    }
}

fn signature(facts: &Value) -> Option<&str> {
    let first = list(facts, "signatures").first()?.as_str()?;
    first.split_once(',').map(|(name, _)| name)
}

fn before_any<'a>(text: &'a str, ends: [Option<&str>; 2]) -> &'a str {
    ends.into_iter().flatten().fold(text, |text, end| {
        text.split_once(end).map_or(text, |(before, _)| before)
    })
}

/// The running text of an item: what follows its label, or what stands before the decision.
fn under<'a>(here: &'a str, item: &Value) -> &'a str {
    let intro = list(item, "decisions")
        .first()
        .map(|decision| said(decision, "intro"));
    let running = match here.split_once("Ärendebeskrivning") {
        Some((_, described)) => described,
        None => before_any(here, [intro, None]),
    };
    let running = running.trim();
    running
        .strip_prefix("Sammanfattning:")
        .unwrap_or(running)
        .trim()
}

/// What was found, of what there is.
pub struct Tally {
    people: (usize, usize),
    items: (usize, usize),
    clauses: (usize, usize),
    pub differences: Vec<String>,
}

impl Tally {
    pub fn of(expected: &Facts, found: &Value, head: &str) -> Self {
        let facts = &expected.facts;
        let mut tally = Self {
            people: (0, 0),
            items: (0, 0),
            clauses: (0, 0),
            differences: Vec::new(),
        };
        let meeting = [
            "body",
            "title",
            "kind",
            "number",
            "date",
            "starts",
            "ends",
            "place",
            "next_meeting",
        ];
        tally.same("the meeting", &meeting, facts, found);
        tally.same("the meeting", &["signatures"], facts, found);
        tally.is("status", &Value::from("closed"), &found["status"]);
        tally.is("head", &Value::from(head), &found["head"]);
        tally.people(expected.people(), list(found, "people"));
        tally.items(expected, list(found, "items"));
        tally
    }

    fn people(&mut self, expected: &[Value], found: &[Value]) {
        let fields = ["name", "represents", "title", "class", "mode", "from"];
        self.is("people", &expected.len().into(), &found.len().into());
        self.people.1 = expected.len();
        for (one, other) in expected.iter().zip(found) {
            self.people.0 += usize::from(self.same(said(one, "name"), &fields, one, other));
        }
    }

    fn items(&mut self, expected: &Facts, found: &[Value]) {
        let fields = ["label", "title", "section", "presenters", "attachments"];
        self.is("items", &expected.items().len().into(), &found.len().into());
        self.items.1 = expected.items().len();
        for ((one, notes), other) in expected.items().iter().zip(&expected.notes).zip(found) {
            let title = said(one, "title");
            self.items.0 += usize::from(self.same(title, &fields, one, other));
            self.is(title, &Value::from(notes.as_str()), &other["notes"]);
            self.decisions(title, list(one, "decisions"), list(other, "decisions"));
        }
    }

    fn decisions(&mut self, title: &str, expected: &[Value], found: &[Value]) {
        self.is(title, &expected.len().into(), &found.len().into());
        self.clauses.1 += expected
            .iter()
            .map(|decision| list(decision, "clauses").len())
            .sum::<usize>();
        for (one, other) in expected.iter().zip(found) {
            self.same(title, &["intro", "clauses"], one, other);
            let pairs = list(one, "clauses").iter().zip(list(other, "clauses"));
            self.clauses.0 += pairs.filter(|(one, other)| one == other).count();
        }
    }

    /// Whether these fields say the same.
    fn same(&mut self, of: &str, fields: &[&str], expected: &Value, found: &Value) -> bool {
        let before = self.differences.len();
        for field in fields {
            self.is(&format!("{of}, {field}"), &expected[field], &found[field]);
        }
        self.differences.len() == before
    }

    fn is(&mut self, what: &str, expected: &Value, found: &Value) {
        if expected != found {
            self.differences
                .push(format!("{what}: expected {expected}, found {found}"));
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [people, items, clauses] = [self.people, self.items, self.clauses];
        write!(
            f,
            "people {}/{}, items {}/{}, clauses {}/{}",
            people.0, people.1, items.0, items.1, clauses.0, clauses.1
        )
    }
}
