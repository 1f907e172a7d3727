//! Looking for words in the whole book, as they are typed.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::colours::Look;
use super::desk::edit_line;
use super::editor::{Editor, Lines};
use super::excerpt::excerpt;
use super::hints::hints;
use super::keymap::{self, Action, Mode};
use super::keys::Key;
use super::lines::put_lines;
use super::wrap::{fitted, shown, width};
use crate::book::search::{Found, Hit, Index, Marked, Query};
use crate::meeting::item::ItemId;
use crate::words::Words;

/// Hits that are looked at; more are only counted.
const LOOKED_AT: usize = 200;
/// Cells before the words around a hit.
const INDENT: usize = 4;

/// What is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Open a meeting there.
    Open {
        /// Its stem.
        stem: String,
        /// Which item; none for the meeting as a whole.
        item: Option<ItemId>,
    },
    /// Go back to where one came from.
    Back,
}

/// Looking for words.
#[derive(Debug)]
pub(super) struct Finding {
    /// None while it is being made.
    index: Option<Arc<Index>>,
    field: Editor,
    /// What is known of the words that were typed before this letter.
    marked: Marked,
    found: Found,
    /// Whether something was typed since.
    is_stale: bool,
    chosen: usize,
}

impl Finding {
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

    /// There is more to look in.
    pub(super) fn see(&mut self, index: Arc<Index>) {
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

    pub(super) fn press(&mut self, key: Key) -> Option<Wish> {
        if matches!(keymap::action(Mode::Search, key), Some(action) if action != Action::ClearLine)
        {
            self.look();
        }
        let last = self.found.hits.len().saturating_sub(1);
        match keymap::action(Mode::Search, key) {
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp) => self.chosen = self.chosen.saturating_sub(8),
            Some(Action::PageDown) => self.chosen = (self.chosen + 8).min(last),
            Some(Action::Open) => {
                let hit = self.found.hits.get(self.chosen)?;
                return Some(Wish::Open {
                    stem: hit.stem.clone(),
                    item: hit.item,
                });
            }
            Some(Action::Back) => return Some(Wish::Back),
            action => {
                if action == Some(Action::ClearLine) {
                    self.field.set("");
                } else {
                    edit_line(&mut self.field, key);
                }
                self.chosen = 0;
                self.is_stale = true;
            }
        }
        None
    }

    pub(super) fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, words: &Words, look: Look) {
        self.look();
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
        let height = usize::from(inside.height);
        let first = (2 * self.chosen + 2).saturating_sub(height);
        let lines = self.found.hits.iter().enumerate().flat_map(|(place, hit)| {
            lines_of(hit, place == self.chosen, usize::from(inside.width), look)
        });
        let lines: Vec<Line<'_>> = lines.skip(first).take(height).collect();
        put_lines(frame, inside, &lines);
        put_lines(frame, foot, &[hints(Mode::Search, room, words, look)]);
    }

    fn top_line(&self, room: usize, words: &Words, look: Look) -> Line<'static> {
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
        let gap = " ".repeat(room.saturating_sub(width(&left) + width(&right)));
        Line::styled(
            fitted(&format!("{left}{gap}{right}"), room).into_owned(),
            look.chosen(),
        )
    }
}

/// A hit on two lines: where it is, and the words around.
fn lines_of(hit: &Hit, is_chosen: bool, room: usize, look: Look) -> [Line<'static>; 2] {
    let label = hit
        .label
        .as_deref()
        .map(|label| format!("{label}  "))
        .unwrap_or_default();
    let title = hit.title.as_deref().unwrap_or_default();
    let place = format!("{}  {label}{title} · {}", hit.date, hit.body);
    let style = if is_chosen {
        look.chosen()
    } else {
        look.heading()
    };
    let place = Line::styled(fitted(&place, room).into_owned(), style);
    let (text, met) = excerpt(&hit.text, hit.around.clone(), room.saturating_sub(INDENT));
    let (before, rest) = text.split_at_checked(met.start).unwrap_or((&text, ""));
    let (met, after) = rest.split_at_checked(met.len()).unwrap_or((rest, ""));
    let around = Line::from(vec![
        Span::raw(" ".repeat(INDENT)),
        Span::raw(shown(before).into_owned()),
        Span::styled(shown(met).into_owned(), look.active()),
        Span::raw(shown(after).into_owned()),
    ]);
    [place, around]
}
