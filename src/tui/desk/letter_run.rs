//! Tells text that somebody types without having opened a field from commands. Pure: letters come
//! in with what they would do and when.

use chrono::TimeDelta;

use super::keymap::DeskAction;
use crate::meeting::time::Timestamp;

/// A hand that types is no slower than this from letter to letter, and one that gives commands is
/// seldom faster. A decision of one key waits so long before it is recorded.
pub(super) const TYPING_GAP: TimeDelta = TimeDelta::milliseconds(300);

/// Letters that come sooner than this after one another waited for a machine that stood still.
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
    /// It takes back the latest entry.
    TakesBack,
    /// It brings back what was taken back.
    BringsBack,
    /// It marks somebody in the attendance list, or finds them there.
    Marks,
    /// It opens a menu.
    OpensMenu,
    /// It picks from a menu.
    Picks,
    /// It leaves the desk.
    Leaves,
    /// It opens a field, a pane or another screen.
    Opens,
}

impl Meaning {
    /// The meaning of a key that is bound to an action; `None` where it is bound to none.
    pub(super) fn of(action: Option<DeskAction>) -> Self {
        match action {
            None => Self::NoCommand,
            Some(DeskAction::DecideAsProposed | DeskAction::Phrase(_)) => Self::Decides,
            Some(DeskAction::Next | DeskAction::Previous) => Self::Steps,
            Some(DeskAction::Undo) => Self::TakesBack,
            Some(DeskAction::Redo) => Self::BringsBack,
            Some(DeskAction::Attendance(_)) => Self::Marks,
            Some(DeskAction::Leave) => Self::Leaves,
            Some(
                DeskAction::OutcomeMenu
                | DeskAction::ItemMenu
                | DeskAction::MeetingMenu
                | DeskAction::ChangeMenu,
            ) => Self::OpensMenu,
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

    /// The last letter has done nothing: it was refused, or is asked about.
    pub(super) fn disarm_last(&mut self) {
        if let Some(last) = self.letters.last_mut() {
            last.meaning = Meaning::Marks;
        }
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
        match (before.meaning, last.meaning) {
            (Meaning::NoCommand, _)
            | (_, Meaning::NoCommand)
            | (Meaning::BringsBack, Meaning::Opens | Meaning::OpensMenu) => true,
            // A phrase and then a letter, all at once, are what a script gives, not what anybody types.
            (Meaning::Decides, Meaning::Opens | Meaning::OpensMenu) => {
                let is_word = !before.sign.is_ascii_digit() || !last.sign.is_alphabetic();
                is_word || last.at - before.at >= BY_HAND
            }
            // The same phrase twice is asked about where the decision is made.
            (Meaning::Decides, Meaning::Decides) => before.sign != last.sign,
            _ => self.is_flurry(),
        }
    }

    /// Three different commands, one upon the other; a menu and what is picked from it are one. Where
    /// all come at once their pace says nothing: they waited for a machine that stood still.
    fn is_flurry(&self) -> bool {
        let commands = self.letters.iter().rev();
        let commands = commands.filter(|letter| letter.meaning != Meaning::Picks);
        let last: Vec<&Letter> = commands.take(3).collect();
        let [third, second, first] = last.as_slice() else {
            return false;
        };
        let are_given = last.iter().all(|letter| {
            matches!(
                letter.meaning,
                Meaning::Steps | Meaning::Decides | Meaning::Opens | Meaning::OpensMenu
            )
        });
        let opens =
            |letter: &&&Letter| matches!(letter.meaning, Meaning::Opens | Meaning::OpensMenu);
        let are_by_hand = third.at - second.at >= BY_HAND && second.at - first.at >= BY_HAND;
        let are_different =
            first.sign != second.sign && second.sign != third.sign && first.sign != third.sign;
        are_given && are_by_hand && are_different && last.iter().any(|letter| opens(&letter))
    }
}

#[cfg(test)]
mod tests;
