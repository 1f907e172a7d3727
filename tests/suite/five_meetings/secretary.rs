//! The secretary: what keys a person presses who logs a meeting from its facts, knowing the desk
//! well and the body's phrases by heart.

use std::fmt;
use std::path::Path;
use std::time::{Duration, Instant};

use klubba::book::agenda_file;
use klubba::meeting::style::{ContentOrder, HouseStyle};
use serde_json::Value;

use super::minutes::{Facts, list, said};
use crate::terminal::{AtTerminal, Room, WIDE, now};

/// A second `n` within half a second is a slip of the finger; this is a little more.
const BETWEEN_STEPS: Duration = Duration::from_millis(600);

/// What it cost, and what it gave: keys pressed and letters recorded, all of them and those that
/// are not notes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Effort {
    keys: usize,
    keys_for_notes: usize,
    letters: usize,
    letters_of_notes: usize,
}

impl fmt::Display for Effort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "keys {} ({} without notes), letters recorded {} ({} without notes)",
            self.keys,
            self.keys - self.keys_for_notes,
            self.letters,
            self.letters - self.letters_of_notes
        )
    }
}

/// The secretary at the desk.
pub struct Secretary {
    desk: AtTerminal,
    style: HouseStyle,
    saved: u64,
    /// Text is being written, so a command is given with `Alt`.
    is_writing: bool,
    /// What is chosen in the item pane.
    spot: usize,
    stepped: Option<Instant>,
    /// What the agenda proposes is what is decided.
    pub decides_as_proposed: bool,
    pub effort: Effort,
}

impl Secretary {
    pub fn sits_down(room: &Room, agenda: &Path, stem: &str) -> Self {
        let style = agenda_file::read(agenda)
            .expect("a good agenda")
            .agenda
            .style;
        let desk = room.sits_down(&["run", stem], WIDE);
        desk.wait_for("FÖRBEREDS");
        desk.wait_saved(1);
        let effort = Effort::default();
        Self {
            desk,
            style,
            saved: 1,
            is_writing: false,
            spot: 0,
            stepped: None,
            decides_as_proposed: false,
            effort,
        }
    }

    /// Those who are away, late or elsewhere are marked one by one; then all others are here.
    pub fn calls_the_roll(&mut self, facts: &Facts) {
        self.desk.keys("d");
        let names: Vec<&str> = facts
            .people()
            .iter()
            .map(|person| said(person, "name"))
            .collect();
        let mut chosen = 0;
        for (place, person) in facts.people().iter().enumerate() {
            let keys = match (
                said(person, "class"),
                said(person, "mode"),
                person["from"].as_str(),
            ) {
                ("apologies", ..) => "h".to_owned(),
                ("absent", ..) => "x".to_owned(),
                (_, "remote", _) => "t".to_owned(),
                (.., Some(hour)) => format!("k{hour}<enter>"),
                _ => continue,
            };
            while chosen != place {
                let letter = names[place].chars().next().expect("a name");
                self.desk.types(&letter.to_string());
                let begins =
                    |from: usize| (from..names.len()).find(|one| names[*one].starts_with(letter));
                chosen = begins(chosen + 1)
                    .or_else(|| begins(0))
                    .expect("a name with that letter");
            }
            self.desk.keys(&keys);
            self.is_saved(1);
        }
        self.desk.keys("*");
        self.is_saved(1);
    }

    /// The next item: its notes, and what was decided.
    pub fn logs(&mut self, item: &Value, notes: &str) {
        self.steps_on(item);
        self.notes(notes);
        for (place, decision) in list(item, "decisions").iter().enumerate() {
            let before = &list(item, "decisions")[..place];
            let intro = match self.style.order {
                ContentOrder::NotesFirst => 1,
                ContentOrder::DecisionFirst => 0,
            };
            let intro = before
                .iter()
                .fold(intro, |spot, one| spot + 1 + list(one, "clauses").len());
            if self.decides_as_proposed && list(item, "decisions").len() == 1 {
                let clauses = list(decision, "clauses").iter().filter_map(Value::as_str);
                self.effort.letters += clauses.map(|clause| clause.chars().count()).sum::<usize>();
                self.command('B');
                self.is_saved(1);
            } else {
                self.decides(decision, intro);
            }
            self.introduces(said(decision, "intro"), intro);
        }
    }

    /// Says when the body meets next, closes the meeting, and leaves the desk.
    pub fn ends(&mut self, next_meeting: Option<&str>) {
        if let Some(text) = next_meeting {
            self.command('m');
            self.desk.keys("n");
            self.desk.types(text);
            self.desk.keys("<enter>");
            self.effort.letters += text.chars().count();
            self.is_saved(1);
        }
        self.command('m');
        self.desk.keys("a");
        self.desk.wait_for("Avsluta mötet?");
        self.desk.keys("<enter>");
        self.is_saved(1);
        self.desk.wait_for("AVSLUTAT");
        self.desk.keys("q");
        self.desk.leaves_with(0);
        self.effort.keys = self.desk.pressed;
    }

    fn steps_on(&mut self, item: &Value) {
        if let Some(stepped) = self.stepped {
            self.desk.lets_pass(BETWEEN_STEPS, stepped);
        }
        self.command('n');
        self.is_saved(1);
        let title: String = said(item, "title").chars().take(12).collect();
        self.desk.wait_until(&title, |screen| {
            screen
                .contents()
                .lines()
                .any(|line| line.contains('▶') && line.contains(&title))
        });
        self.stepped = Some(now());
        self.spot = 0;
    }

    fn notes(&mut self, notes: &str) {
        let before = self.desk.pressed;
        self.command('a');
        let mut mark = String::new();
        for (place, line) in notes.lines().enumerate() {
            let goes_on = line.strip_prefix(&*mark).filter(|_| !mark.is_empty());
            if place > 0 {
                // A line after one of a list begins like it; where that is not wanted, one more ends the list.
                self.desk.keys(if goes_on.is_none() && !mark.is_empty() {
                    "<enter><enter>"
                } else {
                    "<enter>"
                });
            }
            self.desk.types(goes_on.unwrap_or(line));
            mark = next_mark(line);
        }
        self.is_writing = true;
        self.effort.keys_for_notes += self.desk.pressed - before;
        self.effort.letters += notes.chars().count();
        self.effort.letters_of_notes += notes.chars().count();
    }

    fn decides(&mut self, decision: &Value, intro: usize) {
        let clauses: Vec<&str> = list(decision, "clauses")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        self.effort.letters += clauses
            .iter()
            .map(|clause| clause.chars().count())
            .sum::<usize>();
        let phrase = self
            .style
            .phrases
            .iter()
            .take(9)
            .position(|phrase| clauses == [phrase]);
        if let Some(digit) =
            phrase.and_then(|place| char::from_digit(u32::try_from(place).ok()? + 1, 10))
        {
            self.command(digit);
            self.is_saved(1);
            return;
        }
        self.command('b');
        // What was written last is chosen when the writing ends.
        self.spot = intro + clauses.len();
        for clause in clauses {
            self.words(clause);
            self.desk.keys("<enter>");
            self.is_saved(1);
        }
        self.desk.keys("<enter>");
    }

    /// The line holds the beginning of a clause already; the same beginning, in capitals or after
    /// the joiner, takes its place. A clause that begins otherwise needs an empty line.
    fn words(&mut self, clause: &str) {
        let start = self.style.clause_start.clone();
        let folded = clause.to_lowercase();
        let joined = format!("{} {start}", self.style.joiner);
        if let Some(rest) = clause.strip_prefix(&start) {
            self.desk.types(rest);
            return;
        }
        if !folded.starts_with(&start) && !folded.starts_with(&joined) {
            self.desk.keys("<c-u>");
        }
        self.desk.types(clause);
    }

    /// Other words than the usual before a decision are put there in the item pane, which one is in
    /// after writing.
    fn introduces(&mut self, intro: &str, spot: usize) {
        self.effort.letters += intro.chars().count();
        if intro == self.style.intros.first().map_or("", String::as_str) {
            return;
        }
        let (way, far) = if spot < self.spot {
            ("<up>", self.spot - spot)
        } else {
            ("<down>", spot - self.spot)
        };
        self.desk.keys(&way.repeat(far));
        self.spot = spot;
        self.desk.keys("<enter><c-u>");
        self.desk.types(intro);
        self.desk.keys("<enter>");
        self.is_saved(1);
    }

    /// Gives a command: from within a text with `Alt`, which ends it. Notes are recorded by that.
    fn command(&mut self, letter: char) {
        if std::mem::take(&mut self.is_writing) {
            self.desk.keys(&format!("<a-{letter}>"));
            self.saved += 1;
        } else {
            self.desk.types(&letter.to_string());
        }
    }

    /// So many more entries are on the disk.
    fn is_saved(&mut self, more: u64) {
        self.saved += more;
        self.desk.wait_saved(self.saved);
    }
}

/// The bullet or the number that the desk begins the line after this one with.
fn next_mark(line: &str) -> String {
    let bullet = ["- ", "o ", "• "].into_iter();
    if let Some(bullet) = bullet.into_iter().find(|bullet| line.starts_with(bullet)) {
        return bullet.to_owned();
    }
    let number = line
        .split_once(". ")
        .map(|(number, _)| number.parse::<u16>());
    match number {
        Some(Ok(number)) => format!("{}. ", number + 1),
        _ => String::new(),
    }
}
