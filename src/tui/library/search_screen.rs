//! Looking for words in the whole book, as they are typed.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::LeafOutcome;
use crate::book::search::{Found, Hit, Index, Marked, Query};
use crate::tui::editor::{Editor, Lines};
use crate::tui::excerpt::excerpt;
use crate::tui::hints::key_line;
use crate::tui::keymap::{self, Binding, Step, ctrl, plain};
use crate::tui::keys::{Code, Key};
use crate::tui::paint::put_lines;
use crate::tui::theme::Theme;
use crate::tui::wrap::{fitted, shown, width};
use crate::words::Words;

/// Hits that are looked at; more are only counted.
const LOOKED_AT: usize = 200;
/// Cells before the words around a hit.
const INDENT: usize = 4;

/// A key of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchAction {
    /// Open the chosen hit.
    Open,
    /// Choose another hit.
    Walk(Step),
    /// Empty the line.
    ClearLine,
    /// Go back.
    Back,
}

/// The keys of the search; any other key is typed.
pub const KEYS: &[Binding<SearchAction>] = &[
    plain(Code::Enter, SearchAction::Open, "key-open-hit", 1),
    plain(Code::Up, SearchAction::Walk(Step::Up), "key-up", 2),
    plain(Code::Down, SearchAction::Walk(Step::Down), "key-down", 3),
    plain(
        Code::PageUp,
        SearchAction::Walk(Step::PageUp),
        "key-page-up",
        0,
    ),
    plain(
        Code::PageDown,
        SearchAction::Walk(Step::PageDown),
        "key-page-down",
        0,
    ),
    ctrl('u', SearchAction::ClearLine, "key-clear-line", 0),
    plain(Code::Escape, SearchAction::Back, "key-go-back", 4),
];

/// Hits that a page has.
const PAGE: usize = 8;

/// Looking for words.
#[derive(Debug)]
pub(super) struct SearchScreen {
    /// None while it is being made.
    index: Option<Arc<Index>>,
    field: Editor,
    /// The marks of the words that were typed before this letter.
    marked: Marked,
    found: Found,
    /// True when something was typed since.
    is_stale: bool,
    chosen: usize,
}

impl SearchScreen {
    /// Nothing has been looked for yet.
    pub(super) fn in_index(index: Option<Arc<Index>>) -> Self {
        Self {
            index,
            field: Editor::new(Lines::One, ""),
            marked: Marked::default(),
            found: Found::default(),
            is_stale: false,
            chosen: 0,
        }
    }

    /// Goes on with another index.
    pub(super) fn renew(&mut self, index: Arc<Index>) {
        self.index = Some(index);
        self.marked = Marked::default();
        self.is_stale = true;
    }

    /// Looks for what was typed, once for all the letters that came together.
    fn look(&mut self) {
        if !self.is_stale {
            return;
        }
        self.is_stale = false;
        let query = Query::of(self.field.text());
        let found = self
            .index
            .as_ref()
            .map(|index| index.search_on(&query, LOOKED_AT, &mut self.marked));
        self.found = found.unwrap_or_default();
        self.chosen = self.chosen.min(self.found.hits.len().saturating_sub(1));
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.field.paste(text);
        self.chosen = 0;
        self.is_stale = true;
    }

    pub(super) fn press(&mut self, key: Key) -> LeafOutcome {
        match keymap::action(KEYS, key) {
            Some(SearchAction::Walk(step)) => {
                self.look();
                let last = self.found.hits.len().saturating_sub(1);
                let to = self.chosen.saturating_add_signed(step.rows(PAGE));
                self.chosen = to.min(last);
            }
            Some(SearchAction::Open) => {
                self.look();
                if let Some(hit) = self.found.hits.get(self.chosen) {
                    return LeafOutcome::Open {
                        stem: hit.stem.clone(),
                        item: hit.item,
                    };
                }
            }
            Some(SearchAction::Back) => return LeafOutcome::Back,
            Some(SearchAction::ClearLine) => self.type_in(|field| field.set("")),
            None => self.type_in(|field| field.press_in_line(key)),
        }
        LeafOutcome::Stays
    }

    fn type_in(&mut self, change: impl FnOnce(&mut Editor)) {
        change(&mut self.field);
        self.chosen = 0;
        self.is_stale = true;
    }

    pub(super) fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, words: &Words, theme: Theme) {
        self.look();
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
        let height = usize::from(inside.height);
        let first = (2 * self.chosen + 2).saturating_sub(height);
        let lines = self.found.hits.iter().enumerate().flat_map(|(place, hit)| {
            lines_of(hit, place == self.chosen, usize::from(inside.width), theme)
        });
        let lines: Vec<Line<'_>> = lines.skip(first).take(height).collect();
        put_lines(frame, inside, &lines);
        put_lines(frame, foot, &[key_line(KEYS, columns, words, theme)]);
    }

    fn top_line(&self, columns: usize, words: &Words, theme: Theme) -> Line<'static> {
        let counts = match &self.index {
            None => words.say("start-reading").into_owned(),
            Some(index) if Query::of(self.field.text()).is_empty() => {
                words.say_with("finding-in", &[("count", index.len().into())])
            }
            Some(_) => words.say_with("finding-hits", &[("count", self.found.total.into())]),
        };
        let folded = if self.found.is_folded {
            format!(" · {}", words.say("finding-folded"))
        } else {
            String::new()
        };
        let left = format!(" {} {}▏", words.say("finding-for"), self.field.text());
        let right = format!("{counts}{folded} ");
        let gap = " ".repeat(columns.saturating_sub(width(&left) + width(&right)));
        Line::styled(
            fitted(&format!("{left}{gap}{right}"), columns).into_owned(),
            theme.chosen(),
        )
    }
}

/// A hit on two lines: where it is, and the words around.
fn lines_of(hit: &Hit, is_chosen: bool, columns: usize, theme: Theme) -> [Line<'static>; 2] {
    let label = hit
        .label
        .as_deref()
        .map(|label| format!("{label}  "))
        .unwrap_or_default();
    let title = hit.title.as_deref().unwrap_or_default();
    let place = format!("{}  {label}{title} · {}", hit.date, hit.body);
    let style = if is_chosen {
        theme.chosen()
    } else {
        theme.heading()
    };
    let place = Line::styled(fitted(&place, columns).into_owned(), style);
    let (text, met) = excerpt(
        &hit.text,
        hit.around.clone(),
        columns.saturating_sub(INDENT),
    );
    let (before, rest) = text.split_at_checked(met.start).unwrap_or((&text, ""));
    let (met, after) = rest.split_at_checked(met.len()).unwrap_or((rest, ""));
    let around = Line::from(vec![
        Span::raw(" ".repeat(INDENT)),
        Span::raw(shown(before).into_owned()),
        Span::styled(shown(met).into_owned(), theme.active()),
        Span::raw(shown(after).into_owned()),
    ]);
    [place, around]
}
