//! The book: the meeting under way first, then agendas to come, then earlier meetings. What is
//! typed is looked for among them.

use chrono::NaiveDate;
use std::path::Path;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::book::catalog::Catalog;
use crate::meeting::minutes::{Minutes, Stage};
use crate::tui::editor::{Editor, Lines};
use crate::tui::effect::Next;
use crate::tui::hints::key_line;
use crate::tui::keymap::{self, Binding, Step, ctrl, plain};
use crate::tui::keys::{Code, Key};
use crate::tui::paint::{highlighted, put_lines};
use crate::tui::theme::Theme;
use crate::tui::wrap::{fitted, width, wrap};
use crate::words::Words;

/// The names in the book, before anything of it has been read.
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
    /// The body and the day; `None` where they cannot be read.
    pub heading: Option<(String, NaiveDate)>,
}

/// Something in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookEntry {
    /// A meeting, by its files' stem.
    Meeting(String),
    /// An agenda that no meeting has taken in, by its file's stem.
    Agenda(String),
}

impl BookEntry {
    /// The stem.
    #[must_use]
    pub fn stem(&self) -> &str {
        match self {
            Self::Meeting(stem) | Self::Agenda(stem) => stem,
        }
    }
}

/// A key of the start screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartAction {
    /// Open the chosen entry.
    Open,
    /// Theme back at the chosen meeting.
    Review,
    /// Make the next agenda.
    NewAgenda,
    /// Show the chosen meeting to the room.
    Wall,
    /// Search the book.
    Search,
    /// Show what is to be done, over the whole book.
    Assignments,
    /// Check the chosen entry.
    Check,
    /// Empty the line.
    ClearLine,
    /// Choose another row.
    Walk(Step),
    /// Empty the line, or leave.
    Back,
}

/// The keys of the start screen; any other key is typed.
pub const KEYS: &[Binding<StartAction>] = &[
    plain(Code::Enter, StartAction::Open, "key-open-it", 1),
    ctrl('r', StartAction::Review, "key-look-back", 2),
    ctrl('n', StartAction::NewAgenda, "key-new-agenda", 3),
    ctrl('t', StartAction::Wall, "key-open-wall", 4),
    ctrl('f', StartAction::Search, "key-search", 5),
    ctrl('a', StartAction::Assignments, "key-all-assignments", 6),
    ctrl('k', StartAction::Check, "key-check", 7),
    ctrl('u', StartAction::ClearLine, "key-clear-line", 0),
    plain(Code::Up, StartAction::Walk(Step::Up), "key-up", 0),
    plain(Code::Down, StartAction::Walk(Step::Down), "key-down", 0),
    plain(
        Code::PageUp,
        StartAction::Walk(Step::PageUp),
        "key-page-up",
        0,
    ),
    plain(
        Code::PageDown,
        StartAction::Walk(Step::PageDown),
        "key-page-down",
        0,
    ),
    plain(Code::Escape, StartAction::Back, "key-leave-book", 8),
];

/// Rows that a page has.
const PAGE: usize = 10;

/// The outcome of a key at the start screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartOutcome {
    /// Nothing yet.
    Stays,
    /// Leave the book for this.
    Leave(Next),
    /// Read in the book.
    Read(Reading),
}

/// A choice to read in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A meeting, by its stem.
    Review(String),
    /// The assignments of the whole book.
    Assignments,
    /// The search.
    Search,
}

/// A row of the list.
#[derive(Debug, Clone)]
struct BookRow {
    entry: BookEntry,
    group: BookGroup,
    date: Option<NaiveDate>,
    text: String,
    /// How it stands; none while it has not been read.
    status: Option<&'static str>,
    counts: Option<(usize, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum BookGroup {
    UnderWay,
    ToCome,
    Earlier,
}

/// The start screen.
#[derive(Debug)]
pub struct Start {
    rows: Vec<BookRow>,
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
    pub fn from_names(names: Names) -> Self {
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

    /// Shows a notice in the foot.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    fn arrange(&mut self, read: &Catalog) {
        let row_of = |stem: &String| {
            read.meeting(stem)
                .map(|meeting| row(stem, &meeting.minutes))
        };
        let meetings =
            self.names.meetings.iter().map(|stem| {
                row_of(stem).unwrap_or_else(|| unread(BookEntry::Meeting(stem.clone())))
            });
        let agendas = self.names.agendas.iter().map(coming);
        self.rows = meetings.chain(agendas).collect();
        self.rows.sort_by(|one, other| {
            let by_day = match one.group {
                BookGroup::ToCome => one.date.cmp(&other.date),
                BookGroup::UnderWay | BookGroup::Earlier => other.date.cmp(&one.date),
            };
            one.group
                .cmp(&other.group)
                .then(by_day)
                .then_with(|| other.entry.stem().cmp(one.entry.stem()))
        });
    }

    fn shown(&self) -> Vec<&BookRow> {
        let sought: Vec<String> = self
            .filter
            .text()
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let is_sought = |row: &&BookRow| {
            let text = format!(
                "{} {} {}",
                row.entry.stem(),
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

    /// Takes a key.
    pub fn press(&mut self, key: Key, words: &Words) -> StartOutcome {
        self.notice = None;
        let count = self.shown().len();
        let chosen = self.shown().get(self.chosen).map(|row| (*row).clone());
        match keymap::action(KEYS, key) {
            None => {
                self.filter.press_in_line(key);
                self.chosen = 0;
            }
            Some(StartAction::Walk(step)) => {
                let to = self.chosen.saturating_add_signed(step.rows(PAGE));
                self.chosen = to.min(count.saturating_sub(1));
            }
            Some(StartAction::ClearLine) => self.filter.set(""),
            Some(StartAction::Back) if !self.filter.text().is_empty() => self.filter.set(""),
            Some(StartAction::Back) => return StartOutcome::Leave(Next::Nothing),
            Some(StartAction::Search) => return StartOutcome::Read(Reading::Search),
            Some(StartAction::Assignments) => return StartOutcome::Read(Reading::Assignments),
            Some(StartAction::Open) if self.rows.is_empty() => {
                return StartOutcome::Leave(Next::Demo);
            }
            Some(StartAction::NewAgenda) => {
                let from = chosen.and_then(|row| match row.entry {
                    BookEntry::Meeting(stem) => Some(stem),
                    BookEntry::Agenda(_) => None,
                });
                return StartOutcome::Leave(Next::NewAgenda(from));
            }
            Some(StartAction::Open) => return chosen.map_or(StartOutcome::Stays, open),
            Some(StartAction::Review) => match chosen.map(|row| row.entry) {
                Some(BookEntry::Meeting(stem)) => {
                    return StartOutcome::Read(Reading::Review(stem));
                }
                Some(BookEntry::Agenda(_)) => self.tell(words.say("start-not-begun").into_owned()),
                None => {}
            },
            Some(StartAction::Wall) => {
                return leave_for(chosen, |entry| Next::Wall(entry.stem().to_owned()));
            }
            Some(StartAction::Check) => return leave_for(chosen, Next::Check),
        }
        StartOutcome::Stays
    }

    /// Draws the start screen.
    pub fn draw(&self, frame: &mut Frame<'_>, words: &Words, theme: Theme) {
        let area = frame.area();
        let rows = [
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [top, _, body, foot] = area.layout(&Layout::vertical(rows));
        let columns = usize::from(area.width);
        put_lines(frame, top, &[self.top_line(columns, words, theme)]);
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
                theme,
            )
        };
        put_lines(frame, inside, &lines);
        put_lines(frame, foot, &[self.foot_line(columns, words, theme)]);
    }

    fn top_line(&self, columns: usize, words: &Words, theme: Theme) -> Line<'static> {
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
        let gap = " ".repeat(columns.saturating_sub(width(&text)));
        Line::styled(
            fitted(&format!("{text}{gap}"), columns).into_owned(),
            theme.chosen(),
        )
    }

    fn list(
        &self,
        columns: usize,
        height: usize,
        words: &Words,
        theme: Theme,
    ) -> Vec<Line<'static>> {
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
                    BookGroup::UnderWay => "start-under-way",
                    BookGroup::ToCome => "start-to-come",
                    BookGroup::Earlier => "start-earlier",
                };
                lines.push(Line::styled(
                    words.say(heading).into_owned(),
                    theme.active(),
                ));
            }
            let line = line(row, columns, words, theme);
            if place == self.chosen {
                focus = lines.len();
                lines.push(highlighted(&line, theme));
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
                fitted(&text, columns).into_owned(),
                theme.warning(),
            ));
        }
        let first = (focus + 3).saturating_sub(height);
        lines.into_iter().skip(first).take(height).collect()
    }

    fn foot_line(&self, columns: usize, words: &Words, theme: Theme) -> Line<'static> {
        if let Some(notice) = &self.notice {
            return Line::styled(
                fitted(&format!(" {notice}"), columns).into_owned(),
                theme.warning(),
            );
        }
        key_line(KEYS, columns, words, theme)
    }
}

/// Opens the desk of what is to come or under way, a review of what is over.
fn open(row: BookRow) -> StartOutcome {
    match row.entry {
        BookEntry::Meeting(stem) if row.group == BookGroup::Earlier => {
            StartOutcome::Read(Reading::Review(stem))
        }
        BookEntry::Meeting(stem) | BookEntry::Agenda(stem) => StartOutcome::Leave(Next::Desk(stem)),
    }
}

/// Leaves the book for something about the chosen row; nothing happens where there is none.
fn leave_for(chosen: Option<BookRow>, next: impl FnOnce(BookEntry) -> Next) -> StartOutcome {
    chosen.map_or(StartOutcome::Stays, |row| {
        StartOutcome::Leave(next(row.entry))
    })
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
fn empty(columns: usize, words: &Words) -> Vec<Line<'static>> {
    let text = words.say("start-empty");
    wrap(&text, columns.min(90))
        .iter()
        .map(|row| Line::raw(row.slice(&text).to_owned()))
        .collect()
}

fn row(stem: &str, minutes: &Minutes) -> BookRow {
    let group = match minutes.stage {
        Stage::UnderWay | Stage::Recess { .. } => BookGroup::UnderWay,
        Stage::Prepared => BookGroup::ToCome,
        Stage::Closed | Stage::Approved => BookGroup::Earlier,
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
    BookRow {
        entry: BookEntry::Meeting(stem.to_owned()),
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

fn coming(agenda: &Coming) -> BookRow {
    let row = unread(BookEntry::Agenda(agenda.stem.clone()));
    match &agenda.heading {
        Some((body, date)) => BookRow {
            text: body.clone(),
            date: Some(*date),
            status: Some("start-agenda"),
            ..row
        },
        None => BookRow {
            status: Some("start-agenda-wrong"),
            ..row
        },
    }
}

/// The row of an entry known by its name alone: stems begin with the day.
fn unread(entry: BookEntry) -> BookRow {
    let (date, rest) = entry
        .stem()
        .split_at_checked(10)
        .unwrap_or(("", entry.stem()));
    let date: Option<NaiveDate> = date.parse().ok();
    let text = if date.is_some() {
        rest.trim_start_matches('-')
    } else {
        entry.stem()
    }
    .to_owned();
    let group = match entry {
        BookEntry::Meeting(_) => BookGroup::Earlier,
        BookEntry::Agenda(_) => BookGroup::ToCome,
    };
    BookRow {
        group,
        date,
        text,
        status: None,
        counts: None,
        entry,
    }
}

fn line(row: &BookRow, columns: usize, words: &Words, theme: Theme) -> Line<'static> {
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
    let text = fitted(&row.text, columns.saturating_sub(width(&right) + 16)).into_owned();
    let gap = " ".repeat(columns.saturating_sub(width(&text) + width(&right) + 14));
    Line::from(vec![
        Span::styled(format!("  {day}  "), theme.heading()),
        Span::raw(format!("{text}{gap}")),
        Span::styled(right, theme.quiet()),
    ])
}
