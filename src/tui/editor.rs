//! A text being written: letters, a cursor, a selection, and undo by word. Notes and the line of a
//! clause are both one of these. It knows nothing of screens but the width it is shown in.

use unicode_segmentation::UnicodeSegmentation;

use super::keys::{Code, Key};
use super::wrap::{byte_at, place_of, wrap};
use crate::meeting::passage::Direction;
use crate::meeting::text::{clean, clean_line};

/// One line or several in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Line feeds become spaces.
    One,
    /// Line feeds stay.
    Many,
}

/// A movement of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One letter back.
    Left,
    /// One letter on.
    Right,
    /// To the beginning of the word.
    WordLeft,
    /// To the end of the word.
    WordRight,
    /// To the beginning of the line.
    Home,
    /// To the end of the line.
    End,
    /// One row up, as the text is shown.
    Up,
    /// One row down.
    Down,
    /// To the beginning of the text.
    Top,
    /// To the end of the text.
    Bottom,
}

#[derive(Debug, Clone)]
struct TextChange {
    at: usize,
    cut: String,
    put: String,
    cursor: usize,
    /// Goes on what the change before began.
    continues: bool,
}

/// A text being written.
#[derive(Debug, Clone)]
pub struct Editor {
    text: String,
    cursor: usize,
    anchor: Option<usize>,
    lines: Lines,
    done: Vec<TextChange>,
    undone: Vec<TextChange>,
    /// The next letter goes on the word before it.
    is_in_word: bool,
}

impl Editor {
    /// A text with the cursor at its end.
    #[must_use]
    pub fn new(lines: Lines, text: &str) -> Self {
        Self {
            cursor: text.len(),
            text: text.to_owned(),
            anchor: None,
            lines,
            done: Vec::new(),
            undone: Vec::new(),
            is_in_word: false,
        }
    }

    /// The text as it is.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte offset at which the next letter goes in.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor somewhere; between two letters, wherever it was meant.
    pub fn set_cursor(&mut self, byte: usize) {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        self.cursor = byte;
        self.anchor = None;
        self.is_in_word = false;
    }

    /// True when the cursor stands after the last letter.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.cursor == self.text.len()
    }

    /// The selected range, in bytes.
    #[must_use]
    pub fn selection(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.cursor)?;
        Some((anchor.min(self.cursor), anchor.max(self.cursor)))
    }

    /// Replaces the whole text, as one change.
    pub fn set(&mut self, text: &str) {
        self.replace(0, self.text.len(), text, false);
    }

    /// One letter is typed.
    pub fn type_letter(&mut self, letter: char) {
        let is_word = !letter.is_whitespace();
        let is_all = self.selection() == Some((0, self.text.len()));
        if self.lines == Lines::Many && is_all {
            // Whoever is used to another program's Ctrl-A would lose the whole text with a letter.
            self.anchor = None;
        }
        let goes_on = self.is_in_word && is_word && self.selection().is_none();
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        self.replace(from, to, letter.encode_utf8(&mut [0; 4]), goes_on);
        self.is_in_word = is_word;
        if letter == ' ' && self.lines == Lines::Many {
            self.replace_mark();
        }
    }

    /// Lets the mark that somebody types take the place of the one that the list goes on with.
    fn replace_mark(&mut self) {
        let start = self.line_start();
        let line = self.text.get(start..self.cursor).unwrap_or_default();
        let Some((mark, _)) = mark_of(line) else {
            return;
        };
        let length = mark.len();
        let typed = line.get(length..).unwrap_or_default();
        let is_another = mark_of(typed).is_some_and(|(another, _)| another.len() == typed.len());
        if is_another {
            let indent = mark.len() - mark.trim_start().len();
            self.replace(start + indent, start + length, "", true);
            self.cursor = self
                .text
                .get(start..)
                .map_or(start, |rest| start + rest.find('\n').unwrap_or(rest.len()));
        }
    }

    /// Text is pasted, as one change.
    pub fn paste(&mut self, pasted: &str) {
        let pasted = match self.lines {
            Lines::One => clean_line(pasted),
            Lines::Many => clean(pasted),
        };
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        self.replace(from, to, &pasted, false);
    }

    /// A suggestion is taken as it is, spaces and all.
    pub fn paste_rest(&mut self, rest: &str) {
        self.replace(self.cursor, self.cursor, rest, false);
    }

    /// Begins a new line; one that begins with a bullet goes on with one, one with a number with the
    /// next, and an empty entry ends the list.
    pub fn new_line(&mut self) {
        let start = self.line_start();
        let line = self.text.get(start..self.cursor).unwrap_or_default();
        let (mark, next) = mark_of(line).unwrap_or_default();
        if !mark.is_empty() && line.len() == mark.len() {
            self.replace(start, self.cursor, "", false);
        } else {
            let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
            self.replace(from, to, &format!("\n{next}"), false);
        }
    }

    /// Takes away the selection, or the letter before the cursor.
    pub fn backspace(&mut self) {
        self.erase(Move::Left);
    }

    /// Takes away the selection, or what the cursor would move over.
    pub fn erase(&mut self, over: Move) {
        let (from, to) = self.selection().unwrap_or_else(|| {
            let there = self.target(over, usize::MAX);
            (there.min(self.cursor), there.max(self.cursor))
        });
        if from < to {
            self.replace(from, to, "", false);
        }
    }

    /// Moves the cursor; `selecting` stretches the selection. `columns` is the width it is shown
    /// in.
    pub fn go(&mut self, to: Move, selecting: bool, columns: usize) {
        let anchor = self.anchor.unwrap_or(self.cursor);
        self.cursor = self.target(to, columns);
        self.anchor = selecting.then_some(anchor);
        self.is_in_word = false;
    }

    /// Selects the whole text.
    pub fn select_all(&mut self) {
        self.cursor = self.text.len();
        self.anchor = Some(0);
    }

    /// The lines that the cursor or the selection is in, without the last line feed, and the byte at
    /// which they begin.
    #[must_use]
    pub fn selected_lines(&self) -> (usize, String) {
        let (start, end) = self.line_range();
        let lines = self.text.get(start..end).unwrap_or_default();
        (start, lines.to_owned())
    }

    fn line_range(&self) -> (usize, usize) {
        let (from, to) = self.selection().unwrap_or((self.cursor, self.cursor));
        let (before, _) = self.text.split_at(from);
        let (_, after) = self.text.split_at(to);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (start, to + after.find('\n').unwrap_or(after.len()))
    }

    /// Moves the line that the cursor is in, or the selected ones, past the one before or behind; the
    /// cursor goes with it.
    pub fn move_lines(&mut self, direction: Direction) {
        let (start, end) = self.line_range();
        let moved = self.text.get(start..end).unwrap_or_default().to_owned();
        let (cursor, anchor) = (self.cursor, self.anchor);
        let by = match direction {
            Direction::Up => {
                let Some(above_end) = start.checked_sub(1) else {
                    return;
                };
                let head = self.text.get(..above_end).unwrap_or_default();
                let above_start = head.rfind('\n').map_or(0, |at| at + 1);
                let above = head.get(above_start..).unwrap_or_default().to_owned();
                self.replace(above_start, end, &format!("{moved}\n{above}"), false);
                -signed(above.len() + 1)
            }
            Direction::Down => {
                let Some(rest) = self.text.get(end + 1..) else {
                    return;
                };
                let below = rest.lines().next().unwrap_or_default().to_owned();
                let below_end = end + 1 + below.len();
                self.replace(start, below_end, &format!("{below}\n{moved}"), false);
                signed(below.len() + 1)
            }
        };
        self.cursor = cursor.saturating_add_signed(by);
        self.anchor = anchor.map(|anchor| anchor.saturating_add_signed(by));
    }

    /// The selected text, or the line that the cursor is in.
    #[must_use]
    pub fn copied(&self) -> String {
        let (from, to) = self.selection().unwrap_or_else(|| self.line_range());
        self.text.get(from..to).unwrap_or_default().to_owned()
    }

    /// Cuts the selected text out, or the line that the cursor is in with its line feed.
    pub fn cut(&mut self) -> String {
        let cut = self.copied();
        let (from, mut to) = self.selection().unwrap_or_else(|| self.line_range());
        if self.selection().is_none()
            && self
                .text
                .get(to..)
                .is_some_and(|rest| rest.starts_with('\n'))
        {
            to += 1;
        }
        self.replace(from, to, "", false);
        cut
    }

    /// Takes a key in a text of one line.
    pub fn press_in_line(&mut self, key: Key) {
        self.press(key, usize::from(u16::MAX));
    }

    /// Takes a key; the text is shown in rows of `width` cells.
    pub fn press(&mut self, key: Key, width: usize) {
        let to = match (key.code, key.ctrl) {
            (Code::Left, false) => Move::Left,
            (Code::Left, true) => Move::WordLeft,
            (Code::Right, false) => Move::Right,
            (Code::Right, true) => Move::WordRight,
            (Code::Up, _) => Move::Up,
            (Code::Down, _) => Move::Down,
            (Code::Home, false) => Move::Home,
            (Code::Home, true) => Move::Top,
            (Code::End, false) => Move::End,
            (Code::End, true) => Move::Bottom,
            (Code::Backspace, false) => return self.backspace(),
            (Code::Backspace | Code::Letter('w'), true) => return self.erase(Move::WordLeft),
            (Code::Delete, false) => return self.erase(Move::Right),
            (Code::Delete, true) => return self.erase(Move::WordRight),
            (Code::Enter, _) => return self.new_line(),
            (Code::Letter('y'), true) => return self.redo(),
            (Code::Letter('a'), true) => return self.select_all(),
            _ => {
                if let Some(letter) = key.typed() {
                    self.type_letter(letter);
                }
                return;
            }
        };
        self.go(to, key.shift, width);
    }

    /// Takes the last change back: a word, a paste, a deletion.
    pub fn undo(&mut self) {
        while let Some(change) = self.done.pop() {
            self.text
                .replace_range(change.at..change.at + change.put.len(), &change.cut);
            self.cursor = change.cursor;
            let goes_on = change.continues;
            self.undone.push(change);
            if !goes_on {
                break;
            }
        }
        self.settle();
    }

    /// Brings the last undone change back.
    pub fn redo(&mut self) {
        while let Some(change) = self.undone.pop() {
            self.text
                .replace_range(change.at..change.at + change.cut.len(), &change.put);
            self.cursor = change.at + change.put.len();
            self.done.push(change);
            if !self.undone.last().is_some_and(|next| next.continues) {
                break;
            }
        }
        self.settle();
    }

    fn settle(&mut self) {
        self.anchor = None;
        self.is_in_word = false;
    }

    fn replace(&mut self, from: usize, to: usize, put: &str, continues: bool) {
        let cut = self.text.get(from..to).unwrap_or_default().to_owned();
        if cut.is_empty() && put.is_empty() {
            return;
        }
        self.text.replace_range(from..to, put);
        self.undone.clear();
        self.done.push(TextChange {
            at: from,
            cut,
            put: put.to_owned(),
            cursor: self.cursor,
            continues,
        });
        self.cursor = from + put.len();
        self.settle();
    }

    fn line_start(&self) -> usize {
        let before = self.text.get(..self.cursor).unwrap_or_default();
        before.rfind('\n').map_or(0, |at| at + 1)
    }

    fn target(&self, to: Move, columns: usize) -> usize {
        let (before, after) = self.text.split_at(self.cursor);
        match to {
            Move::Left => before
                .graphemes(true)
                .next_back()
                .map_or(0, |letter| self.cursor - letter.len()),
            Move::Right => self.cursor + after.graphemes(true).next().map_or(0, str::len),
            Move::WordLeft => {
                let kept = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
                kept.trim_end_matches(char::is_alphanumeric).len()
            }
            Move::WordRight => {
                let rest = after.trim_start_matches(|letter: char| !letter.is_alphanumeric());
                self.text.len() - rest.trim_start_matches(char::is_alphanumeric).len()
            }
            Move::Home => self.line_start(),
            Move::End => self.cursor + after.find('\n').unwrap_or(after.len()),
            Move::Up | Move::Down => self.row_target(to == Move::Up, columns),
            Move::Top => 0,
            Move::Bottom => self.text.len(),
        }
    }

    fn row_target(&self, up: bool, columns: usize) -> usize {
        let rows = wrap(&self.text, columns);
        let (row, column) = place_of(&self.text, &rows, self.cursor);
        match (up, row) {
            (true, 0) => 0,
            (true, row) => byte_at(&self.text, &rows, row - 1, column),
            (false, row) if row + 1 >= rows.len() => self.text.len(),
            (false, row) => byte_at(&self.text, &rows, row + 1, column),
        }
    }
}

fn signed(bytes: usize) -> isize {
    isize::try_from(bytes).unwrap_or(isize::MAX)
}

/// The indentation and the bullet or number that begin a line, and those of the next in its list.
fn mark_of(line: &str) -> Option<(&str, String)> {
    let body = line.trim_start_matches(' ');
    let indent = line.len() - body.len();
    let bullet = ["- ", "* ", "• ", "o "]
        .into_iter()
        .find(|mark| body.starts_with(mark));
    if let Some(bullet) = bullet {
        let mark = line.get(..indent + bullet.len())?;
        return Some((mark, mark.to_owned()));
    }
    let digits = body.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let number = body.get(..body.len() - digits.len())?;
    let end = [". ", ") "]
        .into_iter()
        .find(|end| digits.starts_with(end))?;
    // A longer number is a year.
    let next = number.parse::<u16>().ok().filter(|number| *number < 1000)? + 1;
    let mark = line.get(..indent + number.len() + end.len())?;
    Some((mark, format!("{}{next}{end}", " ".repeat(indent))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::new(Lines::Many, "");
        text.chars().for_each(|letter| editor.type_letter(letter));
        editor
    }

    #[test]
    fn undo_takes_a_word_at_a_time_and_redo_brings_it_back() {
        let mut editor = typed("att ge stöd");
        editor.undo();
        assert_eq!(editor.text(), "att ge ");
        editor.undo();
        editor.undo();
        assert_eq!(editor.text(), "att ");
        editor.redo();
        editor.redo();
        editor.redo();
        assert_eq!(editor.text(), "att ge stöd");
        editor.redo();
        assert_eq!(
            (editor.text(), editor.cursor()),
            ("att ge stöd", "att ge stöd".len())
        );
    }

    #[test]
    fn a_letter_is_taken_whole_however_many_signs_it_has() {
        let mut editor = typed("a\u{30a}👩\u{200d}👧");
        editor.backspace();
        assert_eq!(editor.text(), "a\u{30a}");
        editor.backspace();
        assert_eq!(editor.text(), "");
        editor.backspace();
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn a_bullet_goes_on_and_an_empty_one_ends_the_list() {
        let mut editor = typed("  - ett");
        editor.new_line();
        assert_eq!(editor.text(), "  - ett\n  - ");
        editor.new_line();
        assert_eq!(editor.text(), "  - ett\n");
    }

    #[test]
    fn a_number_goes_on_with_the_next_and_an_empty_one_ends_the_list() {
        let mut editor = typed("9. ett");
        editor.new_line();
        assert_eq!(editor.text(), "9. ett\n10. ");
        editor.new_line();
        assert_eq!(editor.text(), "9. ett\n");
        let mut editor = typed("  1. ett");
        editor.new_line();
        "2. två"
            .chars()
            .for_each(|letter| editor.type_letter(letter));
        assert_eq!(editor.text(), "  1. ett\n  2. två", "typed as well");
        editor.new_line();
        "- tre"
            .chars()
            .for_each(|letter| editor.type_letter(letter));
        assert_eq!(editor.text(), "  1. ett\n  2. två\n  - tre");
        for line in ["2027. ett", "1.5 mnkr", "ett. två"] {
            let mut editor = typed(line);
            editor.new_line();
            assert_eq!(editor.text(), format!("{line}\n"));
        }
    }

    #[test]
    fn words_lines_and_rows_are_walked() {
        let mut editor = typed("åt Örebro, kommun\nslut");
        editor.go(Move::WordLeft, false, 80);
        assert_eq!(editor.cursor(), editor.text().len() - 4);
        editor.go(Move::Up, false, 80);
        assert_eq!(editor.cursor(), 0);
        editor.go(Move::WordRight, true, 80);
        editor.go(Move::WordRight, true, 80);
        assert_eq!(editor.selection(), Some((0, "åt Örebro".len())));
        editor.type_letter('x');
        assert_eq!(editor.text(), "x, kommun\nslut");
        editor.go(Move::End, false, 80);
        editor.go(Move::Right, false, 80);
        editor.erase(Move::WordRight);
        assert_eq!(editor.text(), "x, kommun\n");
    }

    #[test]
    fn a_paste_on_one_line_has_no_line_feeds() {
        let mut editor = Editor::new(Lines::One, "att ");
        editor.paste("stöd\r\ngivs\u{1b}[31m ");
        assert_eq!(editor.text(), "att stöd givs[31m");
    }
}
