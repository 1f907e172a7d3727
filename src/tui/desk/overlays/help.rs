//! All keys, from the tables that the keys themselves are read from.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::menu::Menu;
use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::keymap::{
    ATTENDANCE, BROWSING, CHECKLIST, FORM, HELP, HelpAction, LINE, NOTES,
};
use crate::tui::keymap::{self, KeyHint, hints};
use crate::tui::keys::Key;
use crate::tui::paint::put_lines;
use crate::tui::wall;
use crate::tui::wrap::wrap;

/// Cells that a key takes.
const KEY: usize = 11;

/// The help: how far it is scrolled.
#[derive(Debug, Default)]
pub(in crate::tui::desk) struct Help {
    scroll: usize,
}

/// The outcome of a key in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::desk) enum HelpOutcome {
    Stays,
    Closed,
    /// The key is none of the help's.
    Unknown,
}

impl Help {
    pub(in crate::tui::desk) fn press(&mut self, key: Key, page: usize) -> HelpOutcome {
        match keymap::action(HELP, key) {
            Some(HelpAction::Walk(step)) => self.scroll(step.rows(page)),
            Some(HelpAction::Back) => return HelpOutcome::Closed,
            None => return HelpOutcome::Unknown,
        }
        HelpOutcome::Stays
    }

    pub(in crate::tui::desk) fn scroll(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by);
    }

    pub(in crate::tui::desk) fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let lines = lines(usize::from(area.width).saturating_sub(3), canvas);
        let height = usize::from(area.height).saturating_sub(2);
        let title = canvas.words.say("help-title");
        let inside = canvas.box_over(frame, area, (usize::from(area.width), height), &title);
        self.scroll = self.scroll.min(lines.len().saturating_sub(height));
        let count = lines.len();
        let shown: Vec<Line<'_>> = lines.into_iter().skip(self.scroll).collect();
        put_lines(frame, inside, &shown);
        canvas.more_rows(frame, inside, (self.scroll, count));
    }
}

/// The chapters: the message that heads each, and its keys.
fn chapters() -> Vec<(&'static str, Vec<KeyHint>)> {
    let mut chapters = vec![
        ("help-browsing", hints(BROWSING)),
        ("help-attendance", hints(ATTENDANCE)),
        ("help-writing-line", hints(LINE)),
        ("help-writing-notes", hints(NOTES)),
        ("help-form", hints(FORM)),
    ];
    chapters.extend(Menu::ALL.map(|menu| (menu.title(), hints(menu.keys()))));
    chapters.push(("menu-close", hints(CHECKLIST)));
    chapters.push(("help-wall", hints(wall::KEYS)));
    chapters
}

fn lines(columns: usize, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let (words, theme) = (canvas.words, canvas.theme);
    let mut lines = Vec::new();
    for (title, hints) in chapters() {
        lines.extend(wrapped(&words.say(title), " ", columns, theme.heading()));
        for hint in hints {
            lines.extend(key_rows(&hint, columns, canvas));
        }
        lines.push(Line::raw(""));
    }
    for text in words.say("help-more").lines() {
        lines.extend(wrapped(text, " ", columns, Style::new()));
    }
    lines
}

/// A key, and its action in as many rows as it takes.
fn key_rows(hint: &KeyHint, columns: usize, canvas: &Canvas<'_>) -> Vec<Line<'static>> {
    let label = canvas.words.say(hint.label);
    let rows = wrapped(&label, "", columns.saturating_sub(KEY), Style::new());
    let with_key = |(index, text): (usize, Line<'static>)| {
        let key = if index == 0 { hint.key.as_str() } else { "" };
        let key = Span::styled(format!("   {key:<8}"), canvas.theme.active());
        let mut spans = vec![key];
        spans.extend(text.spans);
        Line::from(spans)
    };
    rows.into_iter().enumerate().map(with_key).collect()
}

/// A text in rows of this width.
fn wrapped(text: &str, indent: &str, columns: usize, style: Style) -> Vec<Line<'static>> {
    let rows = wrap(text, columns.saturating_sub(indent.len()));
    let line = |row: &crate::tui::wrap::WrappedRow| {
        Line::from(Span::styled(format!("{indent}{}", row.slice(text)), style))
    };
    rows.iter().map(line).collect()
}
