//! Looking through a paper that was read in, line by line: what each line was taken for, and
//! putting right what was taken wrongly. What comes of it is seen at once above, and recorded on
//! leaving.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::import::doubts::Doubt;
use crate::import::understood::{Understood, understand};
use crate::meeting::imported_minutes::{ImportSource, ImportedMinutes, LineRole};
use crate::meeting::minutes::Minutes;
use crate::tui::hints::key_line;
use crate::tui::keymap::{self, Binding, Step, letter, plain};
use crate::tui::keys::{Code, Key};
use crate::tui::paint::put_lines;
use crate::tui::theme::Theme;
use crate::tui::wrap::{WrappedRow, fitted, shown, width, wrap};
use crate::words::Words;

/// A key of the import review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineAction {
    /// Choose another line.
    Walk(Step),
    /// Go to the next doubt.
    NextDoubt,
    /// Take the chosen line for this.
    TakeFor(LineRole),
    /// Take back the latest change.
    Undo,
    /// Leave, and record what was changed.
    Leave,
}

const fn role(key: char, role: LineRole, label: &'static str, rank: u8) -> Binding<LineAction> {
    letter(key, LineAction::TakeFor(role), label, rank)
}

/// The keys of the import review.
pub const KEYS: &[Binding<LineAction>] = &[
    role('r', LineRole::Item, "key-is-item", 1),
    role('b', LineRole::Decision, "key-is-decision", 2),
    role('p', LineRole::People, "key-is-people", 3),
    role('t', LineRole::Text, "key-is-text", 4),
    role('a', LineRole::Section, "key-is-section", 7),
    role('f', LineRole::Presenters, "key-is-presenters", 8),
    role('l', LineRole::Attachments, "key-is-attachments", 9),
    role('d', LineRole::When, "key-is-when", 10),
    role('h', LineRole::Head, "key-is-head", 11),
    role('n', LineRole::Next, "key-is-next", 12),
    role('s', LineRole::Signature, "key-is-signature", 13),
    role('x', LineRole::Aside, "key-is-aside", 14),
    letter('z', LineAction::Undo, "key-undo", 6),
    plain(Code::Tab, LineAction::NextDoubt, "key-next-doubt", 5),
    plain(Code::Up, LineAction::Walk(Step::Up), "key-up", 0),
    plain(Code::Down, LineAction::Walk(Step::Down), "key-down", 0),
    plain(
        Code::PageUp,
        LineAction::Walk(Step::PageUp),
        "key-page-up",
        0,
    ),
    plain(
        Code::PageDown,
        LineAction::Walk(Step::PageDown),
        "key-page-down",
        0,
    ),
    plain(Code::Escape, LineAction::Leave, "key-keep-lines", 5),
    plain(Code::Enter, LineAction::Leave, "key-keep-lines", 0),
];

/// Lines that a page has.
const PAGE: usize = 10;

/// The outcome of a key in the import review.
#[derive(Debug, Clone, PartialEq)]
pub enum LinesOutcome {
    /// Nothing yet.
    Stays,
    /// Go back; `None` where nothing was changed, or else the document as it is understood now.
    Left(Option<Box<ImportedMinutes>>),
}

/// A line of the paper was taken for something else.
#[derive(Debug, Clone, Copy)]
struct RoleChange {
    line: usize,
    was: LineRole,
}

/// Looking through a paper.
#[derive(Debug)]
pub struct ImportReview {
    /// The meeting, by its files' stem.
    pub stem: String,
    understood: Understood,
    /// The part of the heading that is not from the lines: it stays.
    kept: crate::meeting::minutes::Heading,
    changes: Vec<RoleChange>,
    chosen: usize,
    scroll: usize,
}

impl ImportReview {
    /// Of a meeting that was read from a paper; none of another.
    #[must_use]
    pub fn open(stem: &str, minutes: &Minutes) -> Option<Self> {
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

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> LinesOutcome {
        match keymap::action(KEYS, key) {
            Some(LineAction::Walk(step)) => self.walk(step),
            Some(LineAction::NextDoubt) => self.go(self.next_doubt()),
            Some(LineAction::TakeFor(role)) => self.take_for(role),
            Some(LineAction::Undo) => {
                if let Some(RoleChange { line, was }) = self.changes.pop() {
                    self.chosen = line;
                    self.set(line, was);
                }
            }
            Some(LineAction::Leave) => {
                let is_changed = !self.changes.is_empty();
                let changed = is_changed.then(|| Box::new(self.understood.paper.clone()));
                return LinesOutcome::Left(changed);
            }
            None => {}
        }
        LinesOutcome::Stays
    }

    fn walk(&mut self, step: Step) {
        let by = step.rows(PAGE);
        for _ in 0..by.unsigned_abs() {
            let to = if by < 0 {
                (0..self.chosen).rev().find(|line| self.has_words(*line))
            } else {
                self.line_after(self.chosen)
            };
            self.go(to);
        }
    }

    fn line_after(&self, line: usize) -> Option<usize> {
        let mut lines = line + 1..self.origin().lines.len();
        lines.find(|line| self.has_words(*line))
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
            self.changes.push(RoleChange { line, was });
            self.set(line, role);
        }
        self.go(self.line_after(line));
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
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, words: &Words, theme: Theme) {
        let rows = Layout::vertical([
            Constraint::Length(2),
            Constraint::Fill(1),
            Constraint::Length(1),
        ]);
        let [head, body, foot] = area.layout(&rows);
        put_lines(
            frame,
            head,
            &self.head(usize::from(head.width), words, theme),
        );
        let (lines, focus) = self.lines(usize::from(body.width), words, theme);
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
            &[key_line(KEYS, usize::from(foot.width), words, theme)],
        );
    }

    /// The head: counts of what the paper becomes.
    fn head(&self, columns: usize, words: &Words, theme: Theme) -> Vec<Line<'static>> {
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
            Line::styled(fitted(&named, columns).into_owned(), theme.heading()),
            Line::raw(fitted(&counted, columns).into_owned()),
        ]
    }

    /// All lines, and from where to where the chosen one stands.
    fn lines(
        &self,
        columns: usize,
        words: &Words,
        theme: Theme,
    ) -> (Vec<Line<'static>>, (usize, usize)) {
        let doubts = self.understood.doubts.iter();
        let doubted: Vec<usize> = doubts.filter_map(Doubt::line).collect();
        let names = ROLES.iter().map(|(_, message)| width(&words.say(message)));
        let gutter = names.max().unwrap_or(0) + 4;
        let (mut lines, mut focus) = (Vec::new(), (0, 0));
        let mut before: Option<LineRole> = None;
        for (index, line) in self.origin().lines.iter().enumerate() {
            let text = without_bullets(&line.text);
            if text.trim().is_empty() {
                continue;
            }
            // What goes on is not named again.
            let goes_on = before == Some(line.role) && line.role != LineRole::Item;
            let name = role_name(line.role, words).filter(|_| !goes_on);
            let row = LineRow {
                role: line.role,
                name: name.as_deref().unwrap_or_default(),
                is_doubted: doubted.contains(&index),
                is_chosen: index == self.chosen,
            };
            let start = lines.len();
            lines.extend(row.laid_out(&text, columns, gutter, theme));
            if index == self.chosen {
                focus = (start, lines.len().saturating_sub(1));
            }
            before = Some(line.role);
        }
        (lines, focus)
    }
}

/// A line of the document, with what is said before it.
struct LineRow<'a> {
    role: LineRole,
    name: &'a str,
    is_doubted: bool,
    is_chosen: bool,
}

impl LineRow<'_> {
    fn laid_out(
        &self,
        text: &str,
        columns: usize,
        gutter: usize,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let rows = wrap(text, columns.saturating_sub(gutter).max(8));
        let line = |(index, row): (usize, &WrappedRow)| {
            let is_first = index == 0;
            let mark = if is_first && self.is_doubted {
                "?"
            } else {
                " "
            };
            let name = if is_first { self.name } else { "" };
            let gap = " ".repeat(gutter.saturating_sub(width(name) + 2));
            let line = Line::from(vec![
                Span::styled(mark.to_owned(), theme.warning()),
                Span::styled(format!(" {name}{gap}"), theme.quiet()),
                Span::styled(shown(row.slice(text)).into_owned(), style(self.role, theme)),
            ]);
            if self.is_chosen {
                line.style(theme.chosen())
            } else {
                line
            }
        };
        rows.iter().enumerate().map(line).collect()
    }
}

/// A text without the signs that word processors begin a list with, which are no letters of any
/// typeface here.
fn without_bullets(text: &str) -> String {
    let is_private = |sign| ('\u{e000}'..='\u{f8ff}').contains(&sign);
    text.replace('\t', "  ").replace(is_private, "•")
}

fn role_name(role: LineRole, words: &Words) -> Option<String> {
    let (_, message) = ROLES.iter().find(|(known, _)| *known == role)?;
    Some(words.say(message).into_owned())
}

fn style(role: LineRole, theme: Theme) -> ratatui::style::Style {
    match role {
        LineRole::Item | LineRole::Section => theme.heading(),
        LineRole::Decision => theme.active(),
        LineRole::Aside => theme.quiet(),
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

/// Understands the lines; which body it is, and a day that the paper does not say, is known
/// already.
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
