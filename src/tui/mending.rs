//! Looking through a paper that was read in, line by line: what each line was taken for, and putting
//! right what was taken wrongly. What comes of it is seen at once above, and recorded on leaving.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::colours::Look;
use super::hints::hints;
use super::keymap::{self, Action, Mode};
use super::keys::Key;
use super::lines::put_lines;
use super::wrap::{fitted, shown, width, wrap};
use crate::import::doubts::Doubt;
use crate::import::understood::{Understood, understand};
use crate::meeting::imported_minutes::{ImportSource, ImportedMinutes, LineRole};
use crate::meeting::minutes::Minutes;
use crate::words::Words;

/// What is wished for, outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Wish {
    /// Record the paper as it is understood now, and go back.
    Record(Box<ImportedMinutes>),
    /// Go back: nothing was changed.
    Back,
}

/// A line of the paper was taken for something else.
#[derive(Debug, Clone, Copy)]
struct Change {
    line: usize,
    was: LineRole,
}

/// Looking through a paper.
#[derive(Debug)]
pub struct Mending {
    /// The meeting, by its files' stem.
    pub stem: String,
    understood: Understood,
    /// What of the heading is not from the lines: it stays.
    kept: crate::meeting::minutes::Heading,
    changes: Vec<Change>,
    chosen: usize,
    scroll: usize,
}

impl Mending {
    /// Of a meeting that was read from a paper; none of another.
    #[must_use]
    pub fn of(stem: &str, minutes: &Minutes) -> Option<Self> {
        let origin = minutes.imported.as_deref()?.clone();
        let first = origin
            .lines
            .iter()
            .position(|line| !line.text.trim().is_empty())
            .unwrap_or(0);
        let kept = minutes.heading.clone();
        let understood = anew(origin, &kept);
        Some(Self {
            stem: stem.to_owned(),
            understood,
            kept,
            changes: Vec::new(),
            chosen: first,
            scroll: 0,
        })
    }

    fn origin(&self) -> &ImportSource {
        &self.understood.paper.origin
    }

    fn has_words(&self, line: usize) -> bool {
        self.origin()
            .lines
            .get(line)
            .is_some_and(|line| !line.text.trim().is_empty())
    }

    /// Takes in a key.
    pub fn press(&mut self, key: Key) -> Option<Wish> {
        match keymap::action(Mode::Mending, key)? {
            Action::Up => self.go((0..self.chosen).rev().find(|line| self.has_words(*line))),
            Action::Down => {
                self.go(
                    (self.chosen + 1..self.origin().lines.len()).find(|line| self.has_words(*line))
                );
            }
            Action::PageUp => {
                (0..10).for_each(|_| {
                    self.go((0..self.chosen).rev().find(|line| self.has_words(*line)))
                });
            }
            Action::PageDown => (0..10).for_each(|_| {
                self.go(
                    (self.chosen + 1..self.origin().lines.len()).find(|line| self.has_words(*line))
                );
            }),
            Action::Next => self.go(self.next_doubt()),
            Action::TakeFor(role) => self.take_for(role),
            Action::Undo => {
                if let Some(Change { line, was }) = self.changes.pop() {
                    self.chosen = line;
                    self.set(line, was);
                }
            }
            Action::Back => {
                let paper = Box::new(self.understood.paper.clone());
                return Some(if self.changes.is_empty() {
                    Wish::Back
                } else {
                    Wish::Record(paper)
                });
            }
            _ => {}
        }
        None
    }

    fn go(&mut self, line: Option<usize>) {
        self.chosen = line.unwrap_or(self.chosen);
    }

    /// The next line that should be looked at; after the last, the first.
    fn next_doubt(&self) -> Option<usize> {
        let lines = || self.understood.doubts.iter().filter_map(Doubt::line);
        lines()
            .find(|line| *line > self.chosen)
            .or_else(|| lines().next())
    }

    /// The chosen line is this, and one steps on: several lines are often the same.
    fn take_for(&mut self, role: LineRole) {
        let line = self.chosen;
        let Some(was) = self.origin().lines.get(line).map(|line| line.role) else {
            return;
        };
        if was != role {
            self.changes.push(Change { line, was });
            self.set(line, role);
        }
        self.go((line + 1..self.origin().lines.len()).find(|line| self.has_words(*line)));
    }

    fn set(&mut self, line: usize, role: LineRole) {
        let mut origin = self.origin().clone();
        origin
            .lines
            .get_mut(line)
            .into_iter()
            .for_each(|line| line.role = role);
        self.understood = anew(origin, &self.kept);
    }

    /// Draws the paper.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, words: &Words, look: Look) {
        let rows = Layout::vertical([
            Constraint::Length(2),
            Constraint::Fill(1),
            Constraint::Length(1),
        ]);
        let [head, body, foot] = area.layout(&rows);
        put_lines(
            frame,
            head,
            &self.head(usize::from(head.width), words, look),
        );
        let (lines, focus) = self.lines(usize::from(body.width), words, look);
        let height = usize::from(body.height).max(1);
        // What stands around the chosen line says what it is.
        let around = (height / 4).min(4);
        let last = lines.len().saturating_sub(height);
        self.scroll = self
            .scroll
            .clamp(
                (focus.1 + 1 + around).saturating_sub(height),
                focus
                    .0
                    .saturating_sub(around)
                    .max((focus.1 + 1 + around).saturating_sub(height)),
            )
            .min(last);
        put_lines(frame, body, lines.get(self.scroll..).unwrap_or_default());
        put_lines(
            frame,
            foot,
            &[hints(Mode::Mending, usize::from(foot.width), words, look)],
        );
    }

    /// What comes of the paper, counted.
    fn head(&self, room: usize, words: &Words, look: Look) -> Vec<Line<'static>> {
        let paper = &self.understood.paper;
        let (agenda, written) = (&paper.agenda, &paper.written);
        let clauses: usize = written
            .iter()
            .flat_map(|item| &item.decisions)
            .map(|one| one.clauses.len())
            .sum();
        let counts = [
            ("people", paper.people.len().into()),
            ("items", written.len().into()),
            ("clauses", clauses.into()),
            (
                "assignments",
                written
                    .iter()
                    .map(|item| item.assignments.len())
                    .sum::<usize>()
                    .into(),
            ),
            ("doubts", self.understood.doubts.len().into()),
        ];
        let named = format!(
            " {} · {} · {}",
            agenda.body.name, agenda.date, paper.origin.file
        );
        let counted = format!(" {}", words.say_with("mending-counts", &counts));
        vec![
            Line::styled(fitted(&named, room).into_owned(), look.heading()),
            Line::raw(fitted(&counted, room).into_owned()),
        ]
    }

    /// All lines, and from where to where the chosen one stands.
    fn lines(
        &self,
        room: usize,
        words: &Words,
        look: Look,
    ) -> (Vec<Line<'static>>, (usize, usize)) {
        let doubted: Vec<usize> = self
            .understood
            .doubts
            .iter()
            .filter_map(Doubt::line)
            .collect();
        let said: Vec<(LineRole, String)> = ROLES
            .iter()
            .map(|(role, message)| (*role, words.say(message).into_owned()))
            .collect();
        let gutter = said.iter().map(|(_, said)| width(said)).max().unwrap_or(0) + 4;
        let (mut lines, mut focus) = (Vec::new(), (0, 0));
        let mut before: Option<LineRole> = None;
        for (place, line) in self.origin().lines.iter().enumerate() {
            // The signs that word processors begin a list with are no letters of any typeface here.
            let text = line
                .text
                .replace('\t', "  ")
                .replace(|sign| ('\u{e000}'..='\u{f8ff}').contains(&sign), "•");
            if text.trim().is_empty() {
                continue;
            }
            let name = said
                .iter()
                .find(|(role, _)| *role == line.role)
                .map_or("", |(_, said)| said.as_str());
            // What goes on is not named again.
            let name = if before == Some(line.role) && line.role != LineRole::Item {
                ""
            } else {
                name
            };
            let mark = if doubted.contains(&place) { "?" } else { " " };
            let rows = wrap(&text, room.saturating_sub(gutter).max(8));
            let start = lines.len();
            for (at, row) in rows.iter().enumerate() {
                let (mark, name) = if at == 0 { (mark, name) } else { (" ", "") };
                let gap = " ".repeat(gutter.saturating_sub(width(name) + 2));
                let spans = vec![
                    Span::styled(mark.to_owned(), look.warning()),
                    Span::styled(format!(" {name}{gap}"), look.quiet()),
                    Span::styled(shown(row.of(&text)).into_owned(), style(line.role, look)),
                ];
                let line = Line::from(spans);
                lines.push(if place == self.chosen {
                    line.style(look.chosen())
                } else {
                    line
                });
            }
            if place == self.chosen {
                focus = (start, lines.len().saturating_sub(1));
            }
            before = Some(line.role);
        }
        (lines, focus)
    }
}

fn style(role: LineRole, look: Look) -> ratatui::style::Style {
    match role {
        LineRole::Item | LineRole::Section => look.heading(),
        LineRole::Decision => look.active(),
        LineRole::Aside => look.quiet(),
        _ => ratatui::style::Style::new(),
    }
}

/// Each role, and the message that names it.
const ROLES: [(LineRole, &str); 12] = [
    (LineRole::Aside, "role-aside"),
    (LineRole::Head, "role-head"),
    (LineRole::When, "role-when"),
    (LineRole::People, "role-people"),
    (LineRole::Section, "role-section"),
    (LineRole::Item, "role-item"),
    (LineRole::Presenters, "role-presenters"),
    (LineRole::Attachments, "role-attachments"),
    (LineRole::Decision, "role-decision"),
    (LineRole::Text, "role-text"),
    (LineRole::Next, "role-next"),
    (LineRole::Signature, "role-signature"),
];

/// Understands the lines; which body it is, and a day that the paper does not say, is known already.
fn anew(origin: ImportSource, kept: &crate::meeting::minutes::Heading) -> Understood {
    let mut understood = understand(origin);
    let is_day_unsure = |doubt: &Doubt| matches!(doubt, Doubt::NoDate | Doubt::GuessedDate);
    if understood.doubts.iter().any(is_day_unsure) {
        understood.paper.agenda.date = kept.date;
        understood.doubts.retain(|doubt| !is_day_unsure(doubt));
    }
    understood.paper.agenda.body.id.clone_from(&kept.body.id);
    if understood.paper.agenda.body.name.is_empty() {
        understood
            .paper
            .agenda
            .body
            .name
            .clone_from(&kept.body.name);
    }
    understood
}
