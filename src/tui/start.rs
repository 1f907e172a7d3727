//! The book: the meeting under way first, then agendas to come, then earlier meetings. What is
//! typed is looked for among them.

use chrono::NaiveDate;
use std::path::Path;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::colours::Look;
use super::editor::{Editor, Lines};
use super::hints::hints;
use super::keymap::{self, Action, Mode};
use super::keys::Key;
use super::lines::put_lines;
use super::wrap::{fitted, width, wrap};
use crate::book::catalog::Catalog;
use crate::meeting::minutes::{Minutes, Stage};
use crate::words::Words;

/// What lies in the book before anything of it has been read: names alone.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Stems of meetings.
    pub meetings: Vec<String>,
    /// Agendas that no meeting has taken in.
    pub agendas: Vec<Coming>,
}

/// An agenda that no meeting has taken in.
#[derive(Debug, Clone)]
pub struct Coming {
    /// Its file's stem.
    pub stem: String,
    /// Who meets and when; none where it cannot be read.
    pub heading: Option<(String, NaiveDate)>,
}

/// Something in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lying {
    /// A meeting, by its files' stem.
    Meeting(String),
    /// An agenda that no meeting has taken in, by its file's stem.
    Agenda(String),
}

impl Lying {
    /// The stem.
    #[must_use]
    pub fn stem(&self) -> &str {
        match self {
            Self::Meeting(stem) | Self::Agenda(stem) => stem,
        }
    }
}

/// What is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Open it: the desk of what is to come or under way, a review of what is over.
    Open(Lying),
    /// Look back at it.
    Review(String),
    /// Show it to the room.
    Wall(String),
    /// Make the next agenda, from the chosen meeting.
    NewAgenda(Option<String>),
    /// Whether the chosen is as it should be.
    Check(Lying),
    /// What is to be done, over the whole book.
    Assignments,
    /// Look for words.
    Search,
    /// Try it out.
    Demo,
    /// Leave.
    Leave,
}

/// A row of the list.
#[derive(Debug, Clone)]
struct Row {
    lying: Lying,
    group: Group,
    date: Option<NaiveDate>,
    text: String,
    /// How it stands; none while it has not been read.
    status: Option<&'static str>,
    counts: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    UnderWay,
    ToCome,
    Earlier,
}

/// The start screen.
#[derive(Debug)]
pub struct Start {
    rows: Vec<Row>,
    names: Names,
    filter: Editor,
    chosen: usize,
    is_read: bool,
    unreadable: Vec<String>,
    notice: Option<String>,
}

impl Start {
    /// The book by its names alone; what they stand for is read meanwhile.
    #[must_use]
    pub fn of(names: Names) -> Self {
        let mut start = Self {
            rows: Vec::new(),
            names,
            filter: Editor::new(Lines::One, ""),
            chosen: 0,
            is_read: false,
            unreadable: Vec::new(),
            notice: None,
        };
        start.arrange(&Catalog::default());
        start
    }

    /// The meetings have been read.
    pub fn see(&mut self, meetings: &Catalog) {
        self.is_read = true;
        self.unreadable = meetings
            .unreadable()
            .iter()
            .map(|one| in_the_book(&one.path))
            .collect();
        self.arrange(meetings);
    }

    /// The names in the book are these now.
    pub fn rename(&mut self, names: Names) {
        self.names = names;
    }

    /// What came of a wish.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    fn arrange(&mut self, read: &Catalog) {
        let row_of = |stem: &String| {
            read.meeting(stem)
                .map(|meeting| row(stem, &meeting.minutes))
        };
        let meetings = self
            .names
            .meetings
            .iter()
            .map(|stem| row_of(stem).unwrap_or_else(|| unread(Lying::Meeting(stem.clone()))));
        let agendas = self.names.agendas.iter().map(coming);
        self.rows = meetings.chain(agendas).collect();
        self.rows.sort_by(|one, other| {
            let by_day = match one.group {
                Group::ToCome => one.date.cmp(&other.date),
                Group::UnderWay | Group::Earlier => other.date.cmp(&one.date),
            };
            one.group
                .cmp(&other.group)
                .then(by_day)
                .then_with(|| other.lying.stem().cmp(one.lying.stem()))
        });
    }

    fn shown(&self) -> Vec<&Row> {
        let sought: Vec<String> = self
            .filter
            .text()
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let is_sought = |row: &&Row| {
            let text = format!(
                "{} {} {}",
                row.lying.stem(),
                row.text,
                row.date.map(|day| day.to_string()).unwrap_or_default()
            )
            .to_lowercase();
            sought.iter().all(|word| text.contains(word))
        };
        self.rows.iter().filter(is_sought).collect()
    }

    /// Pasted text is looked for.
    pub fn paste(&mut self, text: &str) {
        self.filter.paste(text);
        self.chosen = 0;
    }

    /// Takes in a key.
    pub fn press(&mut self, key: Key, words: &Words) -> Option<Wish> {
        self.notice = None;
        let count = self.shown().len();
        let chosen = self.shown().get(self.chosen).map(|row| (*row).clone());
        let Some(action) = keymap::action(Mode::Start, key) else {
            super::desk::edit_line(&mut self.filter, key);
            self.chosen = 0;
            return None;
        };
        match action {
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(count.saturating_sub(1)),
            Action::PageUp => self.chosen = self.chosen.saturating_sub(10),
            Action::PageDown => self.chosen = (self.chosen + 10).min(count.saturating_sub(1)),
            Action::ClearLine => self.filter.set(""),
            Action::Back if !self.filter.text().is_empty() => self.filter.set(""),
            Action::Back => return Some(Wish::Leave),
            Action::Search => return Some(Wish::Search),
            Action::Assignments => return Some(Wish::Assignments),
            Action::Open if self.rows.is_empty() => return Some(Wish::Demo),
            Action::NewAgenda => {
                let from = chosen.filter(|row| matches!(row.lying, Lying::Meeting(_)));
                return Some(Wish::NewAgenda(from.map(|row| row.lying.stem().to_owned())));
            }
            _ => return self.wish_for(action, chosen?, words),
        }
        None
    }

    fn wish_for(&mut self, action: Action, row: Row, words: &Words) -> Option<Wish> {
        match (action, row.lying) {
            (Action::Open, Lying::Meeting(stem)) if row.group == Group::Earlier => {
                Some(Wish::Review(stem))
            }
            (Action::Open, lying) => Some(Wish::Open(lying)),
            (Action::Review, Lying::Meeting(stem)) => Some(Wish::Review(stem)),
            (Action::Wall, lying) => Some(Wish::Wall(lying.stem().to_owned())),
            (Action::Check, lying) => Some(Wish::Check(lying)),
            (Action::Review, Lying::Agenda(_)) => {
                self.notice = Some(words.say("start-not-begun").into_owned());
                None
            }
            _ => None,
        }
    }

    /// Draws the start screen.
    pub fn draw(&self, frame: &mut Frame<'_>, words: &Words, look: Look) {
        let area = frame.area();
        let rows = [
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [top, _, body, foot] = area.layout(&Layout::vertical(rows));
        let room = usize::from(area.width);
        put_lines(frame, top, &[self.top_line(room, words, look)]);
        let inside = Rect {
            x: body.x + 1,
            width: body.width.saturating_sub(2),
            ..body
        };
        let lines = if self.rows.is_empty() {
            empty(usize::from(inside.width), words)
        } else {
            self.list(
                usize::from(inside.width),
                usize::from(inside.height),
                words,
                look,
            )
        };
        put_lines(frame, inside, &lines);
        put_lines(frame, foot, &[self.foot_line(room, words, look)]);
    }

    fn top_line(&self, room: usize, words: &Words, look: Look) -> Line<'static> {
        let sought = if self.filter.text().is_empty() {
            words.say("start-type-to-filter").into_owned()
        } else {
            format!("{}▏", self.filter.text())
        };
        let reading = if self.is_read {
            String::new()
        } else {
            format!("  {}", words.say("start-reading"))
        };
        let text = format!(" klubba   {sought}{reading}");
        let gap = " ".repeat(room.saturating_sub(width(&text)));
        Line::styled(
            fitted(&format!("{text}{gap}"), room).into_owned(),
            look.chosen(),
        )
    }

    fn list(&self, room: usize, height: usize, words: &Words, look: Look) -> Vec<Line<'static>> {
        let shown = self.shown();
        let mut lines = Vec::new();
        let mut focus = 0;
        let mut group = None;
        for (place, row) in shown.iter().enumerate() {
            if group != Some(row.group) {
                group = Some(row.group);
                if !lines.is_empty() {
                    lines.push(Line::raw(""));
                }
                let heading = match row.group {
                    Group::UnderWay => "start-under-way",
                    Group::ToCome => "start-to-come",
                    Group::Earlier => "start-earlier",
                };
                lines.push(Line::styled(words.say(heading).into_owned(), look.active()));
            }
            let line = line(row, room, words, look);
            if place == self.chosen {
                focus = lines.len();
                lines.push(super::desk::marked_line(&line, look));
            } else {
                lines.push(line);
            }
        }
        if shown.is_empty() {
            lines.push(Line::raw(words.say("start-nothing-like-it").into_owned()));
        }
        for path in &self.unreadable {
            let text = words.say_with("start-unreadable", &[("path", path.as_str().into())]);
            lines.push(Line::styled(
                fitted(&text, room).into_owned(),
                look.warning(),
            ));
        }
        let first = (focus + 3).saturating_sub(height);
        lines.into_iter().skip(first).take(height).collect()
    }

    fn foot_line(&self, room: usize, words: &Words, look: Look) -> Line<'static> {
        if let Some(notice) = &self.notice {
            return Line::styled(
                fitted(&format!(" {notice}"), room).into_owned(),
                look.warning(),
            );
        }
        hints(Mode::Start, room, words, look)
    }
}

/// A path without the book's own: the folder and the file.
fn in_the_book(path: &Path) -> String {
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default();
    Path::new(folder)
        .join(path.file_name().unwrap_or_default())
        .display()
        .to_string()
}

/// A book without anything in it explains itself.
fn empty(room: usize, words: &Words) -> Vec<Line<'static>> {
    let text = words.say("start-empty");
    wrap(&text, room.min(90))
        .iter()
        .map(|row| Line::raw(row.of(&text).to_owned()))
        .collect()
}

fn row(stem: &str, minutes: &Minutes) -> Row {
    let group = match minutes.stage {
        Stage::UnderWay | Stage::Recess { .. } => Group::UnderWay,
        Stage::Prepared => Group::ToCome,
        Stage::Closed | Stage::Approved => Group::Earlier,
    };
    let status = match minutes.stage {
        Stage::Prepared => "list-prepared",
        Stage::UnderWay | Stage::Recess { .. } => "list-open",
        Stage::Closed if minutes.imported.is_some() => "review-read-in",
        Stage::Closed => "review-draft",
        Stage::Approved => "list-approved",
    };
    let number = minutes
        .heading
        .number
        .as_deref()
        .map(|number| format!(" · {number}"))
        .unwrap_or_default();
    Row {
        lying: Lying::Meeting(stem.to_owned()),
        group,
        date: Some(minutes.heading.date),
        text: format!("{}{number}", minutes.heading.body.name),
        status: Some(status),
        counts: Some((
            minutes.items().count(),
            minutes.items().map(|item| item.decisions.len()).sum(),
        )),
    }
}

fn coming(agenda: &Coming) -> Row {
    let row = unread(Lying::Agenda(agenda.stem.clone()));
    match &agenda.heading {
        Some((body, date)) => Row {
            text: body.clone(),
            date: Some(*date),
            status: Some("start-agenda"),
            ..row
        },
        None => Row {
            status: Some("start-agenda-wrong"),
            ..row
        },
    }
}

/// What is known by its name alone: stems begin with the day.
fn unread(lying: Lying) -> Row {
    let (date, rest) = lying
        .stem()
        .split_at_checked(10)
        .unwrap_or(("", lying.stem()));
    let date: Option<NaiveDate> = date.parse().ok();
    let text = if date.is_some() {
        rest.trim_start_matches('-')
    } else {
        lying.stem()
    }
    .to_owned();
    let group = match lying {
        Lying::Meeting(_) => Group::Earlier,
        Lying::Agenda(_) => Group::ToCome,
    };
    Row {
        group,
        date,
        text,
        status: None,
        counts: None,
        lying,
    }
}

fn line(row: &Row, room: usize, words: &Words, look: Look) -> Line<'static> {
    let day = row
        .date
        .map_or_else(|| " ".repeat(10), |day| day.to_string());
    let status = row
        .status
        .map_or_else(String::new, |status| words.say(status).into_owned());
    let counts = row.counts.map(|(items, decisions)| {
        words.say_with(
            "list-counts",
            &[("items", items.into()), ("decisions", decisions.into())],
        )
    });
    let right = format!("{}  {status:<12}", counts.unwrap_or_default());
    let text = fitted(&row.text, room.saturating_sub(width(&right) + 16)).into_owned();
    let gap = " ".repeat(room.saturating_sub(width(&text) + width(&right) + 14));
    Line::from(vec![
        Span::styled(format!("  {day}  "), look.heading()),
        Span::raw(format!("{text}{gap}")),
        Span::styled(right, look.quiet()),
    ])
}
