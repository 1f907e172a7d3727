//! Typing is never deciding: what somebody types without having opened a field is held, shown, and
//! offered for what it most likely was. What its first letters did is taken back with it.

use chrono::TimeDelta;

use super::letter_run::{LetterRun, Meaning, TYPING_GAP};
use super::overlays::Overlay;
use super::panes::Pane;
use super::target::{TextTarget, WrittenText};
use super::{Desk, Mode, jumps};
use crate::meeting::command::Command;
use crate::meeting::event::{EntryId, Event};
use crate::meeting::item::RowId;
use crate::meeting::rules::decide;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::Timestamp;
use crate::tui::desk::keymap::{BROWSING, DeskAction};
use crate::tui::keys::{Code, Key};
use crate::tui::wrap::fitted;

/// A letter that comes sooner than this after the one before goes on with the text, though it would
/// be an answer.
const ANSWER_PAUSE: TimeDelta = TimeDelta::milliseconds(400);

/// The cells of what was typed that the footer shows.
const SHOWN_WIDTH: usize = 12;

/// The letters that may turn out to be text, and what is offered for them.
#[derive(Debug, Default)]
pub(super) struct StrayTyping {
    run: LetterRun,
    /// The entries that the letters recorded, the oldest first.
    recorded: Vec<EntryId>,
    /// The pane and the row that were chosen before the first letter.
    before: (Pane, Option<RowId>),
    offer: Option<Offer>,
}

/// What is held until somebody says what it was.
#[derive(Debug)]
enum Offer {
    /// A text, typed or pasted.
    Text(TypedText),
    /// A decision of one key under an item that has one.
    AnotherDecision(DeskAction),
}

/// A text that was typed or pasted where there is no field.
#[derive(Debug)]
struct TypedText {
    text: String,
    /// The keys, as commands; none where the text was pasted.
    keys: Vec<Key>,
    last: Timestamp,
}

impl StrayTyping {
    /// The text that is offered; `None` where none is.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.offer {
            Some(Offer::Text(typed)) => Some(&typed.text),
            Some(Offer::AnotherDecision(_)) | None => None,
        }
    }
}

/// Takes a key that belongs to text typed without a field, or answers what is offered for it;
/// false where the key is nothing of the kind.
pub(super) fn press_as_typing(desk: &mut Desk, key: Key) -> bool {
    if matches!(desk.stray.offer, Some(Offer::Text(_))) {
        answer_offer(desk, key);
        return true;
    }
    let takes_commands = match desk.mode() {
        Mode::Browsing | Mode::Attendance => true,
        Mode::Overlay => matches!(
            desk.overlay,
            Overlay::Menu(_) | Overlay::Checklist(_) | Overlay::Wall
        ),
        Mode::WritingLine | Mode::WritingNotes => false,
    };
    let Some(letter) = key.typed().filter(|_| takes_commands) else {
        desk.stray.run = LetterRun::default();
        desk.stray.offer = None;
        return false;
    };
    press_letter(desk, letter, key);
    true
}

/// A letter where letters are commands: it is one, or makes text of those before it.
fn press_letter(desk: &mut Desk, letter: char, key: Key) {
    let (action, now) = (desk.action_of(key), desk.session.now);
    let meaning = meaning(desk, key, action);
    if !desk.stray.run.is_continued_by(meaning, now) {
        desk.stray.recorded.clear();
        desk.stray.before = (desk.panes.focus, desk.panes.agenda.chosen);
    }
    if desk.stray.run.strike(letter, meaning, now) {
        return take_for_text(desk);
    }
    let is_agreed = matches!(
        (&desk.stray.offer, action),
        (Some(Offer::AnotherDecision(asked)), Some(action)) if *asked == action
    );
    if !is_agreed {
        desk.stray.offer = None;
    }
    let known = desk.session.meeting().entries().len();
    give_command(desk, key);
    let entries = desk.session.meeting().entries().iter().skip(known);
    desk.stray
        .recorded
        .extend(entries.map(|entry| entry.id.clone()));
    if meaning == Meaning::Decides && desk.session.meeting().entries().len() == known {
        desk.stray.run.disarm_last();
    } else if meaning == Meaning::Decides {
        desk.session.hold_back(now + TYPING_GAP);
    }
}

/// Gives a key as a command; the room's screen is left by any.
pub(super) fn give_command(desk: &mut Desk, key: Key) {
    if matches!(desk.overlay, Overlay::Wall) {
        desk.overlay = Overlay::None;
    } else {
        desk.press(key);
    }
}

fn meaning(desk: &Desk, key: Key, action: Option<DeskAction>) -> Meaning {
    // The key that opened the room's screen is the likeliest to leave it.
    let leaves_the_wall = matches!(desk.overlay, Overlay::Wall) && key == Key::letter('v');
    if leaves_the_wall {
        Meaning::Opens
    } else if matches!(desk.overlay, Overlay::Menu(_)) && action.is_some() {
        Meaning::Picks
    } else if desk.mode() == Mode::Attendance && jumps(key) {
        Meaning::Marks
    } else {
        Meaning::of(action)
    }
}

/// Takes back what the letters did and offers them as text.
fn take_for_text(desk: &mut Desk) {
    desk.session.drop_held();
    for id in std::mem::take(&mut desk.stray.recorded).into_iter().rev() {
        if let Some(inverse) = inverse(desk, &id) {
            desk.session.record(inverse);
        }
    }
    desk.overlay = Overlay::None;
    (desk.panes.focus, desk.panes.agenda.chosen) = desk.stray.before;
    let text = desk.stray.run.text();
    offer_text(
        desk,
        TypedText {
            keys: text.chars().map(Key::letter).collect(),
            text,
            last: desk.session.now,
        },
    );
}

/// The command that takes an entry back; `None` where the entry is there no longer.
fn inverse(desk: &Desk, id: &EntryId) -> Option<Command> {
    let mut entries = desk.session.meeting().entries().iter();
    let entry = entries.rfind(|entry| entry.id == *id)?;
    Some(match entry.events.as_slice() {
        [Event::Undone { entry }] => Command::Redo {
            entry: entry.clone(),
        },
        [Event::Redone { entry }] => Command::Undo {
            entry: entry.clone(),
        },
        _ => Command::Undo { entry: id.clone() },
    })
}

/// Offers pasted text, for which no field is open.
pub(super) fn offer_pasted(desk: &mut Desk, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    match &mut desk.stray.offer {
        Some(Offer::Text(typed)) => {
            typed.text.push_str(text);
            say_offer(desk);
        }
        Some(Offer::AnotherDecision(_)) | None => offer_text(
            desk,
            TypedText {
                text: text.to_owned(),
                keys: Vec::new(),
                last: desk.session.now,
            },
        ),
    }
}

/// Pastes what was copied, where no field is open.
pub(super) fn paste_copied(desk: &mut Desk) {
    match desk.session.copied.clone().as_str() {
        "" => desk.session.say("notice-nothing-copied"),
        copied => offer_pasted(desk, copied),
    }
}

fn offer_text(desk: &mut Desk, typed: TypedText) {
    desk.stray.run = LetterRun::default();
    desk.stray.offer = Some(Offer::Text(typed));
    say_offer(desk);
}

fn say_offer(desk: &mut Desk) {
    let Some(Offer::Text(typed)) = &desk.stray.offer else {
        return;
    };
    let message = if typed.keys.is_empty() {
        "notice-pasted"
    } else {
        "notice-typed"
    };
    let first = typed.text.trim().lines().next().unwrap_or_default();
    let text = fitted(first, SHOWN_WIDTH).into_owned();
    desk.session.say_with(message, &[("text", text.into())]);
}

/// Answers the question what a text was meant for: a note, commands, or nothing.
fn answer_offer(desk: &mut Desk, key: Key) {
    let now = desk.session.now;
    let Some(Offer::Text(typed)) = &mut desk.stray.offer else {
        return;
    };
    let is_typing = !typed.keys.is_empty() && now - typed.last < ANSWER_PAUSE;
    typed.last = now;
    match (key.code, key.typed()) {
        (_, Some('a')) if !is_typing => return note_down(desk),
        (Code::Enter, _) if !is_typing && !typed.keys.is_empty() => {
            return give_as_commands(desk);
        }
        (Code::Escape, _) => {
            desk.stray.offer = None;
            return desk.session.set_notice(None);
        }
        (Code::Enter, _) => typed.text.push('\n'),
        (Code::Backspace, _) => {
            typed.text.pop();
            typed.keys.pop();
        }
        (_, Some(letter)) => {
            typed.text.push(letter);
            typed.keys.push(key);
        }
        _ => {}
    }
    if typed.text.is_empty() {
        desk.stray.offer = None;
        return desk.session.set_notice(None);
    }
    say_offer(desk);
}

/// Opens the notes with the text that was typed; where they cannot be opened, it waits on.
fn note_down(desk: &mut Desk) {
    desk.session.set_notice(None);
    desk.act(DeskAction::Notes);
    if !matches!(
        desk.composer.target(),
        Some(TextTarget::Text(TextPlace::Notes(_)))
    ) {
        return;
    }
    if let Some(Offer::Text(typed)) = desk.stray.offer.take() {
        let style = &desk.session.ledger.shown().style;
        desk.composer.paste(&typed.text, style);
    }
}

fn give_as_commands(desk: &mut Desk) {
    let Some(Offer::Text(typed)) = desk.stray.offer.take() else {
        return;
    };
    desk.session.set_notice(None);
    for key in typed.keys {
        match desk.mode() {
            Mode::Browsing | Mode::Attendance => desk.press(key),
            // What opened a field was a command; what follows it was meant for none.
            _ if matches!(desk.overlay, Overlay::Menu(_)) => desk.press(key),
            _ => break,
        }
    }
}

/// Asks before a decision of one key is made under an item that has one; true while the answer
/// is awaited. The same key again is the answer.
pub(super) fn asks_for_another(desk: &mut Desk, action: DeskAction, command: &Command) -> bool {
    let meeting = desk.session.meeting();
    let (Command::RecordProposal { item } | Command::RecordPhrase { item, .. }) = command else {
        return false;
    };
    let decided = meeting.item(*item).and_then(|item| item.decisions.last());
    let clause = decided.and_then(|decision| decision.clauses.last());
    let at = meeting.newest.unwrap_or_default();
    let Some(clause) = clause.filter(|_| decide(meeting, command, at).is_ok()) else {
        return false;
    };
    if let Some(Offer::AnotherDecision(asked)) = desk.stray.offer.take()
        && asked == action
    {
        return false;
    }
    let text = fitted(&clause.text, 3 * SHOWN_WIDTH).into_owned();
    let key = BROWSING.iter().find(|row| row.action == action);
    let key = key.map(|row| row.key.shown()).unwrap_or_default();
    desk.session.say_with(
        "notice-decides-again",
        &[("text", text.into()), ("key", key.into())],
    );
    desk.stray.offer = Some(Offer::AnotherDecision(action));
    true
}

/// The text that is offered, as one that came back: it is kept like those.
pub(super) fn typed_astray(desk: &Desk) -> Option<WrittenText> {
    let text = desk.stray.text()?.to_owned();
    let meeting = desk.session.meeting();
    let item = meeting.open.or_else(|| desk.panes.looked_at(meeting))?;
    let target = TextTarget::Text(TextPlace::Notes(item));
    Some(WrittenText { target, text })
}
