//! Tells text that somebody types without having opened a field from commands. Pure: letters come
//! in with what they would do and when.

use chrono::TimeDelta;

use super::keymap::DeskAction;
use crate::meeting::time::Timestamp;

/// A hand that types is no slower than this from letter to letter, and one that gives commands is no
/// faster. A decision of one key waits so long before it is recorded.
pub(super) const TYPING_GAP: TimeDelta = TimeDelta::milliseconds(350);

/// Letters that come sooner than this after one another waited for a machine that stood still: their
/// pace says nothing.
const BY_HAND: TimeDelta = TimeDelta::milliseconds(20);

/// A letter that is no command makes text of the commands before it for as long as this.
const SLIP_GAP: TimeDelta = TimeDelta::milliseconds(1000);

/// The effect of a letter, as far as it tells text from commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It does nothing here.
    NoCommand,
    /// It records a decision.
    Decides,
    /// It goes to another item.
    Steps,
    /// It takes back the latest entry, or brings it back.
    TakesBack,
    /// It marks somebody in the attendance list, or finds them there.
    Marks,
    /// It opens the field of a note or a decision, as often follows a step.
    Writes,
    /// It opens a menu, a pane or another screen.
    Opens,
}

impl Meaning {
    /// The meaning of a key that is bound to an action; `None` where it is bound to none.
    pub(super) fn of(action: Option<DeskAction>) -> Self {
        match action {
            None => Self::NoCommand,
            Some(DeskAction::DecideAsProposed | DeskAction::Phrase(_)) => Self::Decides,
            Some(DeskAction::Next | DeskAction::Previous) => Self::Steps,
            Some(DeskAction::Undo | DeskAction::Redo) => Self::TakesBack,
            Some(DeskAction::Attendance(_)) => Self::Marks,
            Some(DeskAction::Notes | DeskAction::Decide) => Self::Writes,
            Some(_) => Self::Opens,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Letter {
    sign: char,
    meaning: Meaning,
    at: Timestamp,
}

/// Letters that follow each other so closely that they may be text.
#[derive(Debug, Clone, Default)]
pub(super) struct LetterRun {
    letters: Vec<Letter>,
}

impl LetterRun {
    /// Takes a letter; true where it and those before it are text. One that comes too late for that
    /// begins a new run.
    pub(super) fn strike(&mut self, letter: char, meaning: Meaning, at: Timestamp) -> bool {
        if !self.is_continued_by(meaning, at) {
            self.letters.clear();
        }
        self.letters.push(Letter {
            sign: letter,
            meaning,
            at,
        });
        self.is_text()
    }

    /// Tells whether a letter of this meaning belongs to the run.
    pub(super) fn is_continued_by(&self, meaning: Meaning, at: Timestamp) -> bool {
        let longest = match meaning {
            Meaning::NoCommand => SLIP_GAP,
            _ => TYPING_GAP,
        };
        self.letters
            .last()
            .is_some_and(|last| at - last.at <= longest)
    }

    /// The letters as they were typed.
    pub(super) fn text(&self) -> String {
        self.letters.iter().map(|letter| letter.sign).collect()
    }

    fn is_text(&self) -> bool {
        let [.., before, last] = self.letters.as_slice() else {
            return false;
        };
        let is_by_hand = last.at - before.at >= BY_HAND;
        match (before.meaning, last.meaning) {
            (Meaning::NoCommand, _) | (_, Meaning::NoCommand) => true,
            // The same phrase twice is asked about where the decision is made.
            (Meaning::Decides, Meaning::Decides) => is_by_hand && before.sign != last.sign,
            (Meaning::Decides | Meaning::TakesBack, Meaning::Opens | Meaning::Writes)
            | (Meaning::Steps, Meaning::Opens) => is_by_hand,
            _ => is_by_hand && self.is_flurry(),
        }
    }

    /// Three different commands, one upon the other.
    fn is_flurry(&self) -> bool {
        let [.., first, second, third] = self.letters.as_slice() else {
            return false;
        };
        let meanings = [first, second, third].map(|letter| letter.meaning);
        let are_given = meanings
            .iter()
            .all(|meaning| matches!(meaning, Meaning::Steps | Meaning::Decides | Meaning::Opens));
        let are_given = are_given && meanings.contains(&Meaning::Opens);
        let letters = (first.sign, second.sign, third.sign);
        are_given && letters.0 != letters.1 && letters.1 != letters.2 && letters.0 != letters.2
    }
}

#[cfg(test)]
mod tests;
