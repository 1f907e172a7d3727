//! Finding words in the whole meeting, and replacing them: one after another, or all at once.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::form::field::FormField;
use crate::meeting::Meeting;
use crate::meeting::command::Command;
use crate::meeting::find_words::WordsFound;
use crate::tui::desk::canvas::{Canvas, put_cursor};
use crate::tui::desk::keymap::{REPLACE_HITS, REPLACE_WORDS, ReplaceAction};
use crate::tui::excerpt::excerpt;
use crate::tui::keymap;
use crate::tui::keys::Key;
use crate::tui::paint::put_lines;
use crate::tui::wrap::{fitted, shown, width};

/// The rows of places that are shown.
const HEIGHT: usize = 8;

/// The part that takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Words,
    With,
    Places,
}

/// What is looked for, what comes in its stead, and the place that is chosen.
#[derive(Debug)]
pub(in crate::tui::desk) struct Replace {
    words: FormField,
    with: FormField,
    focus: Focus,
    chosen: usize,
}

/// A key's answer.
#[derive(Debug)]
pub(in crate::tui::desk) enum ReplaceOutcome {
    /// Nothing yet.
    Stays,
    /// Leave it.
    Closed,
    /// Replace in one place, and go on.
    One(Command),
    /// Replace in so many places, and leave.
    All(Command, usize),
}

impl Replace {
    pub(in crate::tui::desk) fn new() -> Self {
        Self {
            focus: Focus::Words,
            ..Self::offered("", "")
        }
    }

    /// Offers to replace these words by those, which somebody has just corrected.
    pub(in crate::tui::desk) fn offered(words: &str, with: &str) -> Self {
        Self {
            words: FormField::new("field-find", words),
            with: FormField::new("field-replace", with),
            focus: Focus::Places,
            chosen: 0,
        }
    }

    fn found(&self, meeting: &Meeting) -> Vec<WordsFound> {
        meeting.find_words(self.words.text())
    }

    /// True while a place is chosen.
    pub(in crate::tui::desk) fn is_at_places(&self) -> bool {
        self.focus == Focus::Places
    }

    pub(in crate::tui::desk) fn paste(&mut self, text: &str) {
        match self.focus {
            Focus::Words => self.words.editor.paste(text),
            Focus::With => self.with.editor.paste(text),
            Focus::Places => {}
        }
    }

    pub(in crate::tui::desk) fn press(&mut self, key: Key, meeting: &Meeting) -> ReplaceOutcome {
        let table = match self.focus {
            Focus::Words | Focus::With => REPLACE_WORDS,
            Focus::Places => REPLACE_HITS,
        };
        let found = self.found(meeting);
        match keymap::action(table, key) {
            Some(ReplaceAction::Back) => return ReplaceOutcome::Closed,
            Some(ReplaceAction::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(ReplaceAction::Down) => {
                self.chosen = (self.chosen + 1).min(found.len().saturating_sub(1));
            }
            Some(ReplaceAction::Accept) => match self.focus {
                Focus::Words => self.focus = Focus::With,
                Focus::With => self.focus = Focus::Places,
                Focus::Places => {
                    let index = self.chosen.min(found.len().saturating_sub(1));
                    let chosen = found.get(index).copied();
                    return chosen.map_or(ReplaceOutcome::Stays, |chosen| {
                        ReplaceOutcome::One(self.command(vec![chosen]))
                    });
                }
            },
            Some(ReplaceAction::All) => {
                let count = found.len();
                return ReplaceOutcome::All(self.command(found), count);
            }
            None => match self.focus {
                Focus::Words => self.words.editor.press_in_line(key),
                Focus::With => self.with.editor.press_in_line(key),
                Focus::Places => {}
            },
        }
        ReplaceOutcome::Stays
    }

    fn command(&self, found: Vec<WordsFound>) -> Command {
        Command::ReplaceWords {
            words: self.words.text().to_owned(),
            with: self.with.text().to_owned(),
            found,
        }
    }

    pub(in crate::tui::desk) fn draw(
        &self,
        meeting: &Meeting,
        notice: Option<&str>,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let fields = [(&self.words, Focus::Words), (&self.with, Focus::With)];
        let labels = fields.map(|(field, _)| width(&canvas.words.say(field.label)));
        let label_width = labels.into_iter().max().unwrap_or(0) + 2;
        let room = usize::from(area.width).saturating_sub(label_width + 3);
        let (mut lines, mut cursor) = (Vec::new(), None);
        for (field, focus) in fields {
            let is_here = self.focus == focus;
            let laid = field.lay_out(None, room, label_width, is_here, canvas);
            if is_here {
                cursor = Some((lines.len() + laid.cursor.0, label_width + 1 + laid.cursor.1));
            }
            lines.extend(laid.rows);
        }
        let found = self.found(meeting);
        let columns = usize::from(area.width).saturating_sub(4);
        lines.extend(self.places(meeting, &found, columns, canvas));
        let count = canvas
            .words
            .say_with("replace-count", &[("count", found.len().into())]);
        let said = notice.map_or(count, str::to_owned);
        lines.push(Line::styled(format!(" {said}"), canvas.theme.warning()));
        let title = canvas.words.say("replace-title");
        let size = (usize::from(area.width), lines.len());
        let inside = canvas.box_over(frame, area, size, &title);
        put_lines(frame, inside, &lines);
        if let Some((row, column)) = cursor {
            put_cursor(frame, inside, row, column);
        }
    }

    /// The places, each with its item and the words in their line.
    fn places(
        &self,
        meeting: &Meeting,
        found: &[WordsFound],
        columns: usize,
        canvas: &Canvas<'_>,
    ) -> Vec<Line<'static>> {
        let chosen = self.chosen.min(found.len().saturating_sub(1));
        let first = (chosen + 1).saturating_sub(HEIGHT);
        let length = self.words.text().len();
        let rows = found.iter().enumerate().skip(first).take(HEIGHT);
        let row = |(index, one): (usize, &WordsFound)| {
            let item = one.item.and_then(|item| meeting.item(item));
            let name = item.map_or("", |item| item.name());
            let name = fitted(name, 12).into_owned();
            let text = meeting.written_text(one.place).unwrap_or_default();
            let before = text.get(..one.at).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let line = text.get(start..).and_then(|rest| rest.lines().next());
            let at = one.at - start;
            let room = columns.saturating_sub(width(&name) + 4);
            let (line, _) = excerpt(line.unwrap_or_default(), at..at + length, room);
            let line = Line::from(vec![
                Span::styled(format!(" {name}  "), canvas.theme.quiet()),
                Span::raw(shown(&line).into_owned()),
            ]);
            if self.focus == Focus::Places && index == chosen {
                line.patch_style(canvas.theme.chosen())
            } else {
                line
            }
        };
        rows.map(row).collect()
    }
}
