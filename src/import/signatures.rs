//! Who signs a paper: names, with what their bearers are beside, under or before them.

use super::attendance::{is_chair, is_vice_chair};
use super::labels::{Label, Labelled, label};
use super::names::{is_first_name, is_title_word};
use super::people::people;
use super::rows::{Row, capitalised, cells, folded, is_line_to_sign, joined};
use crate::meeting::attendance::RollCallMark;
use crate::meeting::imported_minutes::ImportedPerson;
use crate::meeting::person::{Capacity, Role};
use crate::meeting::style::Class;

/// The lines to sign on, and whoever signs as chair led the meeting.
pub fn signatures(rows: &[&Row], people: &mut Vec<ImportedPerson>) -> Vec<String> {
    let mut signing = Signing {
        lines: Vec::new(),
        open: Vec::new(),
        before: None,
        is_clerk: false,
        people,
    };
    for row in rows {
        match label(&row.text).filter(|found| found.label != Label::Place) {
            Some(found) => signing.labelled(&row.text, found),
            None => signing.plain(&row.text),
        }
    }
    signing.lines
}

struct Signing<'a> {
    lines: Vec<String>,
    /// Names that wait for what stands under them, by column.
    open: Vec<usize>,
    /// What waits for its name.
    before: Option<String>,
    /// Whether whoever signs first next took the notes.
    is_clerk: bool,
    people: &'a mut Vec<ImportedPerson>,
}

impl Signing<'_> {
    /// "Sekreterare ........", "Ordförande: Anna Ek", "Justerare" under a name.
    fn labelled(&mut self, text: &str, found: Labelled<'_>) {
        let role = joined(found.printed).trim_end_matches(':').to_owned();
        let is_clerk = matches!(found.label, Label::People(Class::Clerk, _)) && !is_role(&role);
        let is_over_names = cells(found.rest).iter().all(|cell| label(cell).is_some());
        if is_clerk && is_over_names {
            self.is_clerk = true;
        } else if is_clerk {
            self.clerk(found.rest);
        }
        let is_dotted = is_line_to_sign(found.rest);
        let has_name = !is_dotted && found.rest.chars().any(char::is_alphabetic);
        let names_people = matches!(found.label, Label::People(..) | Label::Verifiers);
        match (is_role(&role), has_name) {
            (true, true) => self.lines.push(format!("{}, {role}", joined(found.rest))),
            (false, true) if names_people && cells(text).len() < 2 => {
                self.lines.push(joined(found.rest));
            }
            (false, true) => {}
            (true, false) if !is_dotted && !self.open.is_empty() => {
                if let Some(line) = self.open.last().copied() {
                    self.put_role(line, &role);
                }
            }
            (is_said, false) => self.before = Some(role).filter(|_| is_said),
        }
        self.open.clear();
    }

    fn plain(&mut self, text: &str) {
        let is_legible = |cell: &&str| {
            let letters = cell.chars().filter(|sign| sign.is_alphabetic()).count();
            letters * 3 > cell.chars().count() * 2 && letters >= 3
        };
        let mut said = cells(text.trim_start_matches('/'));
        said.retain(is_legible);
        let is_beside = |cell: &&str| is_role(cell) || label(&capitalised(cell)).is_some();
        if said.len() == self.open.len() && said.iter().all(is_beside) {
            for (line, role) in std::mem::take(&mut self.open).into_iter().zip(said) {
                self.put_role(line, role);
            }
            return;
        }
        if let Some(first) = said.first().filter(|_| std::mem::take(&mut self.is_clerk)) {
            self.clerk(first);
        }
        self.open = (self.lines.len()..self.lines.len() + said.len()).collect();
        self.lines.extend(said.into_iter().map(joined));
        if let (Some(role), Some(line)) = (self.before.take(), self.open.last().copied()) {
            self.put_role(line, &role);
        }
        if self.lines.last().is_some_and(|line| line.contains(',')) {
            self.open.clear();
        }
    }

    /// Whoever signs as having taken the notes is named for that too.
    fn clerk(&mut self, said: &str) {
        let is_known = |one: &ImportedPerson, name: &str| {
            one.name == name && one.capacity.role == Role::Secretary
        };
        for one in people(said).people {
            if !self.people.iter().any(|known| is_known(known, &one.name)) {
                let capacity = Capacity {
                    role: Role::Secretary,
                    represents: one.represents,
                    title: one.title,
                };
                self.people.push(ImportedPerson {
                    name: one.name,
                    capacity,
                    mark: RollCallMark::Present,
                    from: None,
                    until: None,
                });
            }
        }
    }

    fn put_role(&mut self, line: usize, role: &str) {
        if let Some(line) = self.lines.get_mut(line) {
            chairs(line, role, self.people);
            line.push_str(", ");
            line.push_str(role);
        }
    }
}

/// "ordförande", "vice ordförande": what somebody is, and nobody's name.
#[must_use]
pub fn is_role(said: &str) -> bool {
    let words: Vec<&str> = said.split_whitespace().collect();
    let is_title = words.len() <= 4 && words.iter().any(|word| is_title_word(word));
    is_title && !said.contains(',') && !words.first().is_some_and(|word| is_first_name(word))
}

/// Whoever signs as chair led the meeting.
fn chairs(name: &str, role: &str, people: &mut [ImportedPerson]) {
    let said = folded(role);
    let is_led = people.iter().any(|one| one.capacity.role == Role::Chair);
    if let Some(one) = people
        .iter_mut()
        .find(|one| one.name == name && one.capacity.title.is_none())
        .filter(|_| is_chair(&said))
    {
        one.capacity.title = Some(role.to_owned());
        if !is_led && one.capacity.role == Role::Member {
            one.capacity.role = if is_vice_chair(&said) {
                Role::ViceChair
            } else {
                Role::Chair
            };
        }
    }
}
