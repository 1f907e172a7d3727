//! The table of keys. A key that is not here does not exist; footer and help are printed from it.

use super::keys::{Code, Key};
use crate::meeting::imported_minutes::LineRole;

/// What the keys mean at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A letter is a command.
    Browsing,
    /// The attendance list; letters that mean nothing here mean what they do when browsing.
    Attendance,
    /// A clause or an introduction is being written.
    WritingLine,
    /// Notes are being written.
    WritingNotes,
    /// A form is being filled in.
    Form,
    /// What becomes of the item.
    OutcomeMenu,
    /// Changes to the agenda.
    ItemMenu,
    /// What belongs to the meeting as a whole.
    MeetingMenu,
    /// What may have been forgotten.
    Checklist,
    /// The keys.
    Help,
    /// All commands, by name.
    Palette,
    /// The agenda file has changed.
    AgendaChanged,
    /// What the room sees.
    Wall,
    /// Looking back at a meeting.
    Review,
    /// Looking at how it went, entry by entry.
    Replay,
    /// Who approves is being written.
    Approval,
    /// The book: its meetings and agendas. A letter is looked for.
    Start,
    /// Looking for words in the book. A letter is looked for.
    Search,
    /// Looking through a paper that was read in, line by line.
    Mending,
}

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Choose the row above.
    Up,
    /// Choose the row below.
    Down,
    /// Choose a page up.
    PageUp,
    /// Choose a page down.
    PageDown,
    /// Go to the next pane.
    NextPane,
    /// Go to the pane before.
    PreviousPane,
    /// Open the chosen item, or edit what is chosen in it.
    Open,
    /// Withdraw what is chosen.
    Withdraw,
    /// Next item.
    Next,
    /// Previous item.
    Previous,
    /// Write notes.
    Notes,
    /// Word a decision.
    Decide,
    /// Decide as proposed.
    DecideAsProposed,
    /// Decide by stock phrase.
    Phrase(usize),
    /// Give an assignment.
    Assign,
    /// Go to the attendance list.
    People,
    /// What becomes of the item.
    OutcomeMenu,
    /// Change the agenda.
    ItemMenu,
    /// Pause, and go on.
    Recess,
    /// What belongs to the meeting as a whole.
    MeetingMenu,
    /// Take back.
    Undo,
    /// Bring back.
    Redo,
    /// Show the keys.
    Help,
    /// All commands, by name.
    Palette,
    /// Show here what the room sees.
    Wall,
    /// Look back at the meeting before.
    Review,
    /// Look for words in the book.
    Search,
    /// What is to be done, over the whole book.
    Assignments,
    /// Tick off.
    Tick,
    /// It goes on.
    CarryOn,
    /// Approve the minutes.
    Approve,
    /// See how it went, entry by entry.
    StepThrough,
    /// The next agenda.
    NewAgenda,
    /// Whether an agenda is as it should be.
    Check,
    /// Time on the wall, or not.
    ToggleClock,
    /// Sit down at a desk that is free.
    TakeSeat,
    /// Leave.
    Leave,
    /// Present, or not marked.
    TogglePresent,
    /// Present from elsewhere.
    ToggleRemote,
    /// Came late.
    Came,
    /// Left.
    Left,
    /// Sent apologies.
    Apologies,
    /// Absent.
    Absent,
    /// Somebody who is not on the list.
    AddPerson,
    /// All who are unmarked are present.
    AllPresent,
    /// Put off.
    Postpone,
    /// Send back.
    ReferBack,
    /// Send to another body.
    ReferTo,
    /// Take off the agenda.
    WithdrawItem,
    /// Nothing became of it after all.
    ClearOutcome,
    /// A new item.
    NewItem,
    /// Another title.
    Retitle,
    /// Another number.
    Relabel,
    /// Another place in the order.
    MoveItem,
    /// Set time, presenters and papers of an item.
    Plan,
    /// Set what is proposed for an item.
    Propose,
    /// Put a heading over an item.
    NewSection,
    /// Where the meeting is.
    Place,
    /// When the body meets next.
    NextMeeting,
    /// Text before the first item.
    OpeningText,
    /// Text after the last item.
    ClosingText,
    /// Who verifies the minutes.
    Verifiers,
    /// End the meeting.
    Close,
    /// Record what is written, or go to the next field.
    Accept,
    /// Leave, and keep what is written.
    Back,
    /// Take the suggestion.
    Complete,
    /// Empty the line.
    ClearLine,
    /// Take back a word of what is written.
    UndoWord,
    /// Look through the lines of the paper that a meeting was read from.
    Lines,
    /// A line of a paper is this.
    TakeFor(LineRole),
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub mode: Mode,
    /// Which key.
    pub key: Key,
    /// What it does.
    pub action: Action,
    /// The message that says what it does.
    pub label: &'static str,
    /// How early it stands in the footer; 0: only in the help.
    pub rank: u8,
}

const fn bind(mode: Mode, key: Key, action: Action, label: &'static str, rank: u8) -> Binding {
    Binding {
        mode,
        key,
        action,
        label,
        rank,
    }
}

const fn letter(mode: Mode, key: char, action: Action, label: &'static str, rank: u8) -> Binding {
    bind(mode, Key::letter(key), action, label, rank)
}

const fn plain(mode: Mode, code: Code, action: Action, label: &'static str, rank: u8) -> Binding {
    bind(mode, Key::plain(code), action, label, rank)
}

use Mode::{
    Attendance, Browsing, Checklist, Form, Help, ItemMenu, MeetingMenu, OutcomeMenu, Palette,
    WritingLine, WritingNotes,
};

/// Every key there is.
pub const TABLE: &[Binding] = &[
    letter(Browsing, 'n', Action::Next, "key-next", 1),
    letter(Browsing, 'p', Action::Previous, "key-previous", 0),
    letter(Browsing, 'a', Action::Notes, "key-notes", 2),
    letter(Browsing, 'b', Action::Decide, "key-decide", 3),
    letter(
        Browsing,
        'B',
        Action::DecideAsProposed,
        "key-decide-as-proposed",
        4,
    ),
    letter(Browsing, '1', Action::Phrase(1), "key-phrase", 5),
    letter(Browsing, '2', Action::Phrase(2), "key-phrase", 0),
    letter(Browsing, '3', Action::Phrase(3), "key-phrase", 0),
    letter(Browsing, '4', Action::Phrase(4), "key-phrase", 0),
    letter(Browsing, '5', Action::Phrase(5), "key-phrase", 0),
    letter(Browsing, '6', Action::Phrase(6), "key-phrase", 0),
    letter(Browsing, '7', Action::Phrase(7), "key-phrase", 0),
    letter(Browsing, '8', Action::Phrase(8), "key-phrase", 0),
    letter(Browsing, '9', Action::Phrase(9), "key-phrase", 0),
    letter(Browsing, 'u', Action::Assign, "key-assign", 6),
    letter(Browsing, 'd', Action::People, "key-people", 7),
    letter(Browsing, 's', Action::OutcomeMenu, "key-outcome", 10),
    letter(Browsing, 'e', Action::ItemMenu, "key-item", 12),
    letter(Browsing, 'w', Action::Recess, "key-recess", 13),
    letter(Browsing, 'm', Action::MeetingMenu, "key-meeting", 11),
    letter(Browsing, 'z', Action::Undo, "key-undo", 8),
    bind(Browsing, Key::ctrl('z'), Action::Undo, "key-undo", 0),
    letter(Browsing, 'Z', Action::Redo, "key-redo", 0),
    letter(Browsing, '?', Action::Help, "key-help", 16),
    letter(Browsing, ':', Action::Palette, "key-palette", 9),
    letter(Browsing, 'f', Action::Review, "key-review", 13),
    letter(Browsing, '/', Action::Search, "key-search", 0),
    letter(Browsing, 'v', Action::Wall, "key-wall", 14),
    letter(Browsing, 'T', Action::TakeSeat, "key-take-seat", 0),
    letter(Browsing, 'q', Action::Leave, "key-leave", 15),
    plain(Browsing, Code::Up, Action::Up, "key-up", 0),
    plain(Browsing, Code::Down, Action::Down, "key-down", 0),
    plain(Browsing, Code::PageUp, Action::PageUp, "key-page-up", 0),
    plain(
        Browsing,
        Code::PageDown,
        Action::PageDown,
        "key-page-down",
        0,
    ),
    plain(Browsing, Code::Tab, Action::NextPane, "key-pane", 0),
    plain(
        Browsing,
        Code::BackTab,
        Action::PreviousPane,
        "key-pane-back",
        0,
    ),
    plain(Browsing, Code::Enter, Action::Open, "key-open", 0),
    plain(Browsing, Code::Delete, Action::Withdraw, "key-withdraw", 0),
    plain(
        Browsing,
        Code::Escape,
        Action::Back,
        "key-back-to-agenda",
        0,
    ),
    letter(Attendance, ' ', Action::TogglePresent, "key-present", 1),
    letter(Attendance, '*', Action::AllPresent, "key-all-present", 2),
    letter(Attendance, 't', Action::ToggleRemote, "key-remote", 3),
    letter(Attendance, 'k', Action::Came, "key-came", 4),
    letter(Attendance, 'l', Action::Left, "key-left", 5),
    letter(Attendance, 'h', Action::Apologies, "key-apologies", 6),
    letter(Attendance, 'x', Action::Absent, "key-absent", 7),
    letter(Attendance, '+', Action::AddPerson, "key-add-person", 8),
    plain(
        Attendance,
        Code::Enter,
        Action::Open,
        "key-correct-person",
        9,
    ),
    plain(WritingLine, Code::Enter, Action::Accept, "key-record", 1),
    plain(WritingLine, Code::Tab, Action::Complete, "key-complete", 2),
    plain(WritingLine, Code::Escape, Action::Back, "key-park", 3),
    bind(
        WritingLine,
        Key::ctrl('u'),
        Action::ClearLine,
        "key-clear-line",
        4,
    ),
    bind(
        WritingLine,
        Key::ctrl('z'),
        Action::UndoWord,
        "key-undo-word",
        0,
    ),
    plain(
        WritingNotes,
        Code::Escape,
        Action::Back,
        "key-finish-notes",
        1,
    ),
    plain(WritingNotes, Code::Tab, Action::Complete, "key-complete", 3),
    bind(
        WritingNotes,
        Key::ctrl('z'),
        Action::UndoWord,
        "key-undo-word",
        2,
    ),
    plain(Form, Code::Enter, Action::Accept, "key-next-field", 1),
    plain(Form, Code::Tab, Action::Complete, "key-complete", 2),
    plain(Form, Code::Escape, Action::Back, "key-keep-form", 3),
    plain(Form, Code::Up, Action::Up, "key-field-before", 0),
    plain(Form, Code::Down, Action::Down, "key-field-after", 0),
    bind(Form, Key::ctrl('u'), Action::ClearLine, "key-clear-line", 0),
    bind(Form, Key::ctrl('z'), Action::UndoWord, "key-undo-word", 0),
    letter(OutcomeMenu, 'b', Action::Postpone, "key-postpone", 1),
    letter(OutcomeMenu, 'r', Action::ReferBack, "key-refer-back", 2),
    letter(OutcomeMenu, 'h', Action::ReferTo, "key-refer-to", 3),
    letter(
        OutcomeMenu,
        'u',
        Action::WithdrawItem,
        "key-withdraw-item",
        4,
    ),
    letter(
        OutcomeMenu,
        'i',
        Action::ClearOutcome,
        "key-clear-outcome",
        5,
    ),
    plain(OutcomeMenu, Code::Escape, Action::Back, "key-leave-menu", 6),
    letter(ItemMenu, 'n', Action::NewItem, "key-new-item", 1),
    letter(ItemMenu, 't', Action::Retitle, "key-retitle", 2),
    letter(ItemMenu, 'l', Action::Relabel, "key-relabel", 3),
    letter(ItemMenu, 'f', Action::MoveItem, "key-move-item", 4),
    letter(ItemMenu, 'p', Action::Plan, "key-plan", 5),
    letter(ItemMenu, 'b', Action::Propose, "key-propose", 6),
    letter(ItemMenu, 'r', Action::NewSection, "key-new-section", 7),
    plain(ItemMenu, Code::Escape, Action::Back, "key-leave-menu", 8),
    letter(MeetingMenu, 'p', Action::Place, "key-place", 1),
    letter(MeetingMenu, 'n', Action::NextMeeting, "key-next-meeting", 2),
    letter(MeetingMenu, 'i', Action::OpeningText, "key-opening-text", 3),
    letter(MeetingMenu, 'k', Action::ClosingText, "key-closing-text", 4),
    letter(MeetingMenu, 'j', Action::Verifiers, "key-verifiers", 5),
    letter(MeetingMenu, 'a', Action::Close, "key-close", 6),
    plain(MeetingMenu, Code::Escape, Action::Back, "key-leave-menu", 7),
    plain(Checklist, Code::Enter, Action::Accept, "key-close-now", 1),
    plain(Checklist, Code::Escape, Action::Back, "key-not-yet", 2),
    plain(Palette, Code::Enter, Action::Accept, "key-do-it", 1),
    plain(Palette, Code::Up, Action::Up, "key-up", 2),
    plain(Palette, Code::Down, Action::Down, "key-down", 3),
    bind(
        Palette,
        Key::ctrl('u'),
        Action::ClearLine,
        "key-clear-line",
        0,
    ),
    plain(Palette, Code::Escape, Action::Back, "key-leave-menu", 4),
    plain(
        Mode::AgendaChanged,
        Code::Enter,
        Action::Accept,
        "key-read-again",
        1,
    ),
    plain(
        Mode::AgendaChanged,
        Code::Escape,
        Action::Back,
        "key-leave-it",
        2,
    ),
    plain(Help, Code::Escape, Action::Back, "key-leave-help", 1),
    letter(Help, 'q', Action::Back, "key-leave-help", 0),
    letter(Help, '?', Action::Back, "key-leave-help", 0),
    plain(Help, Code::Up, Action::Up, "key-up", 2),
    plain(Help, Code::Down, Action::Down, "key-down", 3),
    plain(Help, Code::PageUp, Action::PageUp, "key-page-up", 4),
    plain(Help, Code::PageDown, Action::PageDown, "key-page-down", 5),
    plain(Mode::Wall, Code::Right, Action::Next, "key-next", 1),
    letter(Mode::Wall, ' ', Action::Next, "key-next", 0),
    letter(Mode::Wall, 'n', Action::Next, "key-next", 0),
    plain(Mode::Wall, Code::Left, Action::Previous, "key-previous", 2),
    letter(Mode::Wall, 'p', Action::Previous, "key-previous", 0),
    letter(Mode::Wall, 'w', Action::Recess, "key-recess", 3),
    letter(Mode::Wall, 'c', Action::ToggleClock, "key-clock", 4),
    plain(Mode::Wall, Code::Down, Action::PageDown, "key-turn-page", 5),
    plain(Mode::Wall, Code::Up, Action::PageUp, "key-page-up", 0),
    letter(Mode::Wall, '?', Action::Help, "key-help", 0),
    letter(Mode::Wall, 'q', Action::Leave, "key-leave-wall", 6),
    plain(Mode::Review, Code::Left, Action::Previous, "key-older", 1),
    letter(Mode::Review, 'f', Action::Previous, "key-older", 0),
    plain(Mode::Review, Code::Right, Action::Next, "key-newer", 2),
    letter(Mode::Review, ' ', Action::Tick, "key-tick", 3),
    letter(Mode::Review, 'k', Action::CarryOn, "key-carry-on", 4),
    plain(Mode::Review, Code::Enter, Action::Open, "key-follow", 5),
    letter(
        Mode::Review,
        's',
        Action::StepThrough,
        "key-step-through",
        6,
    ),
    letter(Mode::Review, 'j', Action::Approve, "key-approve", 7),
    letter(Mode::Review, '/', Action::Search, "key-search", 8),
    letter(Mode::Review, 'r', Action::Lines, "key-lines", 9),
    plain(Mode::Review, Code::Up, Action::Up, "key-up", 0),
    plain(Mode::Review, Code::Down, Action::Down, "key-down", 0),
    plain(Mode::Review, Code::PageUp, Action::PageUp, "key-page-up", 0),
    plain(
        Mode::Review,
        Code::PageDown,
        Action::PageDown,
        "key-page-down",
        0,
    ),
    plain(Mode::Review, Code::Escape, Action::Back, "key-go-back", 10),
    letter(Mode::Review, 'q', Action::Back, "key-go-back", 0),
    plain(Mode::Replay, Code::Right, Action::Next, "key-next-entry", 1),
    plain(
        Mode::Replay,
        Code::Left,
        Action::Previous,
        "key-previous-entry",
        2,
    ),
    plain(
        Mode::Replay,
        Code::PageUp,
        Action::PageUp,
        "key-first-entry",
        3,
    ),
    plain(
        Mode::Replay,
        Code::PageDown,
        Action::PageDown,
        "key-last-entry",
        4,
    ),
    plain(Mode::Replay, Code::Up, Action::Up, "key-up", 0),
    plain(Mode::Replay, Code::Down, Action::Down, "key-down", 0),
    plain(Mode::Replay, Code::Escape, Action::Back, "key-go-back", 5),
    letter(Mode::Replay, 's', Action::Back, "key-go-back", 0),
    letter(Mode::Replay, 'q', Action::Back, "key-go-back", 0),
    plain(
        Mode::Approval,
        Code::Enter,
        Action::Accept,
        "key-approve",
        1,
    ),
    plain(
        Mode::Approval,
        Code::Escape,
        Action::Back,
        "key-leave-menu",
        2,
    ),
    plain(Mode::Start, Code::Enter, Action::Open, "key-open-it", 1),
    bind(
        Mode::Start,
        Key::ctrl('r'),
        Action::Review,
        "key-look-back",
        2,
    ),
    bind(
        Mode::Start,
        Key::ctrl('n'),
        Action::NewAgenda,
        "key-new-agenda",
        3,
    ),
    bind(
        Mode::Start,
        Key::ctrl('t'),
        Action::Wall,
        "key-open-wall",
        4,
    ),
    bind(Mode::Start, Key::ctrl('f'), Action::Search, "key-search", 5),
    bind(
        Mode::Start,
        Key::ctrl('a'),
        Action::Assignments,
        "key-all-assignments",
        6,
    ),
    bind(Mode::Start, Key::ctrl('k'), Action::Check, "key-check", 7),
    bind(
        Mode::Start,
        Key::ctrl('u'),
        Action::ClearLine,
        "key-clear-line",
        0,
    ),
    plain(Mode::Start, Code::Up, Action::Up, "key-up", 0),
    plain(Mode::Start, Code::Down, Action::Down, "key-down", 0),
    plain(Mode::Start, Code::PageUp, Action::PageUp, "key-page-up", 0),
    plain(
        Mode::Start,
        Code::PageDown,
        Action::PageDown,
        "key-page-down",
        0,
    ),
    plain(Mode::Start, Code::Escape, Action::Back, "key-leave-book", 8),
    plain(Mode::Search, Code::Enter, Action::Open, "key-open-hit", 1),
    plain(Mode::Search, Code::Up, Action::Up, "key-up", 2),
    plain(Mode::Search, Code::Down, Action::Down, "key-down", 3),
    plain(Mode::Search, Code::PageUp, Action::PageUp, "key-page-up", 0),
    plain(
        Mode::Search,
        Code::PageDown,
        Action::PageDown,
        "key-page-down",
        0,
    ),
    bind(
        Mode::Search,
        Key::ctrl('u'),
        Action::ClearLine,
        "key-clear-line",
        0,
    ),
    plain(Mode::Search, Code::Escape, Action::Back, "key-go-back", 4),
    letter(
        Mode::Mending,
        'r',
        Action::TakeFor(LineRole::Item),
        "key-is-item",
        1,
    ),
    letter(
        Mode::Mending,
        'b',
        Action::TakeFor(LineRole::Decision),
        "key-is-decision",
        2,
    ),
    letter(
        Mode::Mending,
        'p',
        Action::TakeFor(LineRole::People),
        "key-is-people",
        3,
    ),
    letter(
        Mode::Mending,
        't',
        Action::TakeFor(LineRole::Text),
        "key-is-text",
        4,
    ),
    letter(
        Mode::Mending,
        'a',
        Action::TakeFor(LineRole::Section),
        "key-is-section",
        7,
    ),
    letter(
        Mode::Mending,
        'f',
        Action::TakeFor(LineRole::Presenters),
        "key-is-presenters",
        8,
    ),
    letter(
        Mode::Mending,
        'l',
        Action::TakeFor(LineRole::Attachments),
        "key-is-attachments",
        9,
    ),
    letter(
        Mode::Mending,
        'd',
        Action::TakeFor(LineRole::When),
        "key-is-when",
        10,
    ),
    letter(
        Mode::Mending,
        'h',
        Action::TakeFor(LineRole::Head),
        "key-is-head",
        11,
    ),
    letter(
        Mode::Mending,
        'n',
        Action::TakeFor(LineRole::Next),
        "key-is-next",
        12,
    ),
    letter(
        Mode::Mending,
        's',
        Action::TakeFor(LineRole::Signature),
        "key-is-signature",
        13,
    ),
    letter(
        Mode::Mending,
        'x',
        Action::TakeFor(LineRole::Aside),
        "key-is-aside",
        14,
    ),
    letter(Mode::Mending, 'z', Action::Undo, "key-undo", 6),
    plain(Mode::Mending, Code::Tab, Action::Next, "key-next-doubt", 5),
    plain(Mode::Mending, Code::Up, Action::Up, "key-up", 0),
    plain(Mode::Mending, Code::Down, Action::Down, "key-down", 0),
    plain(
        Mode::Mending,
        Code::PageUp,
        Action::PageUp,
        "key-page-up",
        0,
    ),
    plain(
        Mode::Mending,
        Code::PageDown,
        Action::PageDown,
        "key-page-down",
        0,
    ),
    plain(
        Mode::Mending,
        Code::Escape,
        Action::Back,
        "key-keep-lines",
        5,
    ),
    plain(
        Mode::Mending,
        Code::Enter,
        Action::Back,
        "key-keep-lines",
        0,
    ),
];

/// What a key does in a mode.
#[must_use]
pub fn action(mode: Mode, key: Key) -> Option<Action> {
    let found = |mode: Mode| TABLE.iter().find(|row| row.mode == mode && row.key == key);
    let row = match mode {
        Mode::Attendance => found(mode).or_else(|| found(Mode::Browsing)),
        mode => found(mode),
    };
    row.map(|row| row.action)
}

impl Binding {
    /// The key as a person reads it; the row of nine phrases stands as one.
    #[must_use]
    pub fn shown(&self) -> String {
        match self.action {
            Action::Phrase(_) => "1–9".to_owned(),
            _ => self.key.shown(),
        }
    }

    fn is_a_later_phrase(&self) -> bool {
        matches!(self.action, Action::Phrase(number) if number > 1)
    }
}

/// The keys of a mode, those of the footer in their order and then the others.
pub fn of(mode: Mode) -> impl Iterator<Item = &'static Binding> {
    let mut rows: Vec<&Binding> = TABLE
        .iter()
        .filter(|row| row.mode == mode && !row.is_a_later_phrase())
        .collect();
    rows.sort_by_key(|row| if row.rank == 0 { u8::MAX } else { row.rank });
    rows.into_iter()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_mode() {
        let mut seen = HashSet::new();
        for row in TABLE {
            assert!(
                seen.insert((row.mode, row.key)),
                "{:?} {:?} stands twice",
                row.mode,
                row.key
            );
        }
    }

    #[test]
    fn no_command_sits_where_a_keyboard_or_a_terminal_cannot_reach_it() {
        for row in TABLE {
            assert!(!row.key.alt, "{row:?}: Alt is Esc and the letter");
            let is_safe = match row.key.code {
                Code::Letter(letter) => {
                    letter.is_ascii() && !(row.key.ctrl && "mijh[cs".contains(letter))
                }
                _ => !row.key.ctrl,
            };
            assert!(is_safe, "{row:?}");
        }
    }
}
