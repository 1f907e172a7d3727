//! Writing at the desk: notes, a clause, an introduction. What is on the line is what is recorded.

use serde::{Deserialize, Serialize};

use super::page::Spot;
use super::{Desk, Pane, Parked};
use crate::meeting::command::Command;
use crate::meeting::decision::{ClauseId, DecisionId};
use crate::meeting::event::Event;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Stage;
use crate::meeting::refusal::Refusal;
use crate::meeting::running_text::TextPlace;
use crate::meeting::style::HouseStyle;
use crate::meeting::time::Timestamp;
use crate::tui::editor::{Editor, Lines, Move};
use crate::tui::keymap::{self, Action, Mode};
use crate::tui::keys::{Code, Key};

/// What is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Subject {
    /// Notes, or the text before or after the items.
    Text(TextPlace),
    /// A new clause: in a decision that has begun, or the first of a new one.
    NewClause {
        item: ItemId,
        decision: Option<DecisionId>,
    },
    /// A clause that is being reworded.
    Clause(ClauseId),
    /// The words before a decision.
    Intro(DecisionId),
}

/// A text being written, and what it said before.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) subject: Subject,
    pub(super) editor: Editor,
    pub(super) before: String,
}

impl Writing {
    fn new(subject: Subject, before: &str) -> Self {
        let lines = match subject {
            Subject::Text(_) => Lines::Many,
            Subject::NewClause { .. } | Subject::Clause(_) | Subject::Intro(_) => Lines::One,
        };
        Self {
            subject,
            editor: Editor::new(lines, before),
            before: before.to_owned(),
        }
    }

    /// A text as it was being written before.
    pub(super) fn resumed(subject: Subject, before: String, text: &str, cursor: usize) -> Self {
        let mut writing = Self {
            before,
            ..Self::new(subject, text)
        };
        writing.editor.set_cursor(cursor);
        writing
    }

    pub(super) fn lines(&self) -> Lines {
        match self.subject {
            Subject::Text(_) => Lines::Many,
            Subject::NewClause { .. } | Subject::Clause(_) | Subject::Intro(_) => Lines::One,
        }
    }

    pub(super) fn paste(&mut self, text: &str, style: &HouseStyle) {
        self.editor.paste(text);
        self.undouble(style);
    }

    /// The beginning is on the line already; typing or pasting it once more, with the joiner or
    /// without, in capitals or not, does not double it.
    fn undouble(&mut self, style: &HouseStyle) {
        let Subject::NewClause { .. } = self.subject else {
            return;
        };
        let start = style.clause_start.as_str();
        let Some(rest) = self
            .editor
            .text()
            .strip_prefix(start)
            .filter(|_| !start.trim().is_empty())
        else {
            return;
        };
        let folded = rest.to_lowercase();
        let joined = format!("{} {start}", style.joiner);
        if folded.starts_with(&start.to_lowercase())
            || (!style.joiner.is_empty() && folded.starts_with(&joined))
        {
            let rest = rest.to_owned();
            self.editor.set(&rest);
        }
    }

    /// Whether nothing has been written but the beginning.
    pub(super) fn is_bare(&self, style: &HouseStyle) -> bool {
        self.editor.text().trim() == style.clause_start.trim()
            || self.editor.text().trim().is_empty()
    }
}

impl Desk {
    pub(super) fn press_writing(&mut self, key: Key, now: Timestamp) {
        let mode = self.mode();
        let takes_grey = key.code == Code::Right
            && !key.shift
            && self
                .writing
                .as_ref()
                .is_some_and(|writing| writing.editor.is_at_end());
        match keymap::action(mode, key) {
            Some(Action::Accept) => self.accept_line(now),
            Some(Action::Back) => self.stop_writing(now),
            Some(Action::Complete) => self.take_suggestion(),
            Some(Action::ClearLine) => self.on_editor(|editor| editor.set("")),
            Some(Action::UndoWord) => self.on_editor(Editor::undo),
            _ if takes_grey && mode == Mode::WritingLine => self.take_suggestion(),
            _ => self.edit(key),
        }
    }

    fn edit(&mut self, key: Key) {
        let room = self.item_room;
        if let Some(writing) = &mut self.writing {
            edit(&mut writing.editor, key, room);
            if key.typed().is_some() {
                writing.undouble(&self.shown.style);
            }
        }
    }

    /// The view stays where the writing was, and what was written is chosen.
    fn end_writing(&mut self) {
        let Some(writing) = self.writing.take() else {
            return;
        };
        let spots = self.spots();
        let is_written = |spot: &Spot| match (writing.subject, *spot) {
            (Subject::Text(place), Spot::Text(there)) => place == there,
            (Subject::Clause(clause), Spot::Clause(there)) => clause == there,
            (Subject::Intro(decision), Spot::Intro(there)) => decision == there,
            (Subject::NewClause { .. }, Spot::Clause(_) | Spot::Parked(_)) => true,
            _ => false,
        };
        self.spot = spots.iter().rposition(is_written).unwrap_or(0);
        self.scrolls_to_spot = true;
        if self.is_left_behind {
            self.catch_up_with_the_room();
        }
    }

    fn on_editor(&mut self, change: impl FnOnce(&mut Editor)) {
        if let Some(writing) = &mut self.writing {
            change(&mut writing.editor);
        }
    }

    pub(super) fn write(&mut self, subject: Subject, text: &str) {
        if self.is_a_follower() {
            return;
        }
        self.pane = Pane::Item;
        self.writing = Some(Writing::new(subject, text));
    }

    pub(super) fn write_notes(&mut self, place: TextPlace) {
        if let Some(text) = self.shown.text(place) {
            let text = text.to_owned();
            self.write(Subject::Text(place), &text);
        }
    }

    /// A new decision under the item, or the unfinished clause that waits there.
    pub(super) fn word_decision(&mut self, item: ItemId) {
        if self.shown.stage == Stage::Prepared {
            self.notice = Some(self.words.refusal(&Refusal::NotOpened));
            return;
        }
        match self.parked.remove(&item) {
            Some(Parked { decision, text }) => {
                let decision = decision.filter(|id| self.shown.decision(*id).is_some());
                self.write(Subject::NewClause { item, decision }, &text);
            }
            None => self.begin_clause(item, None),
        }
    }

    fn begin_clause(&mut self, item: ItemId, decision: Option<DecisionId>) {
        let start = self.shown.style.clause_start.clone();
        self.write(Subject::NewClause { item, decision }, &start);
    }

    /// `Enter` on a line: a clause is recorded and the next begins; a bare one ends the decision.
    fn accept_line(&mut self, now: Timestamp) {
        let Some(writing) = &self.writing else { return };
        let text = writing.editor.text().to_owned();
        match writing.subject {
            Subject::NewClause { .. } if writing.is_bare(&self.shown.style) => self.end_writing(),
            Subject::NewClause { item, decision } => self.record_clause(item, decision, text, now),
            Subject::Clause(clause) => {
                self.finish_line(Command::CorrectClause { clause, text }, now)
            }
            Subject::Intro(decision) => {
                self.finish_line(
                    Command::CorrectIntro {
                        decision,
                        intro: text,
                    },
                    now,
                );
            }
            Subject::Text(_) => {}
        }
    }

    fn record_clause(
        &mut self,
        item: ItemId,
        decision: Option<DecisionId>,
        text: String,
        now: Timestamp,
    ) {
        let words = Some((Subject::NewClause { item, decision }, text.clone()));
        let command = match decision {
            Some(decision) => Command::RecordClause { decision, text },
            None => Command::RecordDecision {
                item,
                clauses: vec![text],
            },
        };
        if let Some(events) = self.record_words(command, words, now) {
            let begun = events.iter().find_map(|event| match event {
                Event::DecisionBegun { decision, .. } => Some(*decision),
                _ => None,
            });
            self.begin_clause(item, begun.or(decision));
        }
    }

    /// A line that was reworded; as it was, it is simply left.
    fn finish_line(&mut self, command: Command, now: Timestamp) {
        let Some(writing) = &self.writing else { return };
        if writing.editor.text() == writing.before {
            self.end_writing();
            return;
        }
        let words = Some((writing.subject, writing.editor.text().to_owned()));
        if self.record_words(command, words, now).is_some() {
            self.end_writing();
        }
    }

    /// `Esc`: notes are recorded, an unfinished clause waits with its item, and a reworded line
    /// is recorded as it stands.
    pub(super) fn stop_writing(&mut self, now: Timestamp) {
        let Some(writing) = &self.writing else { return };
        let text = writing.editor.text().to_owned();
        match writing.subject {
            Subject::Text(place) => self.finish_notes(place, text, now),
            Subject::NewClause { item, decision } => {
                if !writing.is_bare(&self.shown.style) {
                    self.parked.insert(item, Parked { decision, text });
                    self.say("notice-parked");
                }
                self.end_writing();
            }
            Subject::Clause(_) | Subject::Intro(_) => self.accept_line(now),
        }
    }

    fn finish_notes(&mut self, place: TextPlace, text: String, now: Timestamp) {
        let Some(writing) = &self.writing else { return };
        let before = writing.before.clone();
        if text.trim_end() == before {
            self.end_writing();
            return;
        }
        let words = Some((writing.subject, text.clone()));
        if self
            .record_words(
                Command::WriteText {
                    place,
                    before,
                    text,
                },
                words,
                now,
            )
            .is_some()
        {
            self.end_writing();
        }
    }
}

/// What a key does to a text of one line.
pub(in crate::tui) fn edit_line(editor: &mut Editor, key: Key) {
    edit(editor, key, usize::from(u16::MAX));
}

/// What a key does to a text, whichever field it stands in.
pub(super) fn edit(editor: &mut Editor, key: Key, room: usize) {
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
        (Code::Backspace, false) => return editor.backspace(),
        (Code::Backspace | Code::Letter('w'), true) => return editor.erase(Move::WordLeft),
        (Code::Delete, false) => return editor.erase(Move::Right),
        (Code::Delete, true) => return editor.erase(Move::WordRight),
        (Code::Enter, _) => return editor.new_line(),
        (Code::Letter('y'), true) => return editor.redo(),
        (Code::Letter('a'), true) => return editor.select_all(),
        _ => {
            if let Some(letter) = key.typed() {
                editor.type_letter(letter);
            }
            return;
        }
    };
    editor.go(to, key.shift, room);
}
