//! The keys of the desk: a table for each thing that one may be doing there.

use crate::meeting::outcome::OutcomeKind;
use crate::meeting::passage::Direction;
use crate::tui::keymap::{Binding, Confirm, Step, bind, ctrl, letter, plain};
use crate::tui::keys::{Code, Key};

/// A command of the desk. Browsing, the attendance list and the menus share them, and the palette
/// lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskAction {
    /// Choose another row of the pane.
    Walk(Step),
    /// Choose another row besides those that are chosen.
    Extend(Step),
    /// Move what is chosen one place up or down.
    MoveChosen(Direction),
    /// Open the menu of what can be done with what is chosen.
    ChangeMenu,
    /// Copy what is chosen in the item, or else the item.
    Copy,
    /// Paste what was copied.
    Paste,
    /// Copy the item.
    CopyItem,
    /// Copy the decisions of the meeting.
    CopyDecisions,
    /// Move what is chosen under another item.
    MoveTo,
    /// Make notes of what is chosen.
    MakeNotes,
    /// Make a decision of what is chosen.
    MakeDecision,
    /// Make an assignment of what is chosen.
    MakeAssignment,
    /// Go to the next pane.
    NextPane,
    /// Go to the pane before.
    PreviousPane,
    /// Open the chosen item, or edit what is chosen in it.
    Open,
    /// Withdraw what is chosen.
    Withdraw,
    /// Go back to the agenda and the open item.
    Back,
    /// Open the next item.
    Next,
    /// Open the previous item.
    Previous,
    /// Write notes.
    Notes,
    /// Word a decision.
    Decide,
    /// Decide as proposed.
    DecideAsProposed,
    /// Decide by the stock phrase of this number.
    Phrase(usize),
    /// Give an assignment.
    Assign,
    /// Go to the attendance list.
    People,
    /// Open the menu of what becomes of the item.
    OutcomeMenu,
    /// Open the menu of changes to the agenda.
    ItemMenu,
    /// Open the menu of what belongs to the meeting as a whole.
    MeetingMenu,
    /// Begin a recess, or end it.
    Recess,
    /// Take back one's latest entry.
    Undo,
    /// Bring back what was taken back.
    Redo,
    /// Show the keys.
    Help,
    /// Show all commands by name.
    Palette,
    /// Show what the room sees.
    Wall,
    /// Theme back at the previous meeting.
    Review,
    /// Search the book.
    Search,
    /// Claim a desk that its owner has left.
    Claim,
    /// Leave; the meeting goes on.
    Leave,
    /// Change the attendance of the chosen person.
    Attendance(AttendanceAction),
    /// Say what becomes of the item.
    Outcome(OutcomeKind),
    /// Nothing became of the item after all.
    ClearOutcome,
    /// Add an item.
    NewItem,
    /// Give an item another title.
    Retitle,
    /// Give an item another number.
    Relabel,
    /// Move an item.
    MoveItem,
    /// Set an item's time, presenters and attachments.
    Plan,
    /// Set the proposal of an item.
    Propose,
    /// Put a heading over an item.
    NewSection,
    /// Say where the meeting is held.
    Place,
    /// Say when the body meets next.
    NextMeeting,
    /// Write the text before the first item.
    OpeningText,
    /// Write the text after the last item.
    ClosingText,
    /// Name who verifies the minutes.
    Verifiers,
    /// Find words in the whole meeting and replace them.
    Replace,
    /// Go through the checklist and close the meeting.
    Close,
}

/// A change in the attendance list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttendanceAction {
    /// Present, or unmarked again.
    TogglePresent,
    /// Present from elsewhere, or in the room again.
    ToggleRemote,
    /// Came late.
    Came,
    /// Left early.
    Left,
    /// Sent apologies.
    Apologies,
    /// Absent.
    Absent,
    /// Somebody who is not on the list yet.
    Add,
    /// Everybody who is unmarked is present.
    AllPresent,
    /// Correct who the chosen person is.
    Correct,
}

/// A key that does more than edit the text being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritingAction {
    /// Record the line.
    Accept,
    /// Leave the field and keep the text.
    Back,
    /// Take the suggestion.
    Complete,
    /// Empty the line.
    ClearLine,
    /// Take back the latest change of the text.
    Undo,
    /// Move the line, or the selected ones, up or down.
    MoveLines(Direction),
    /// Copy the selection, or the line.
    Copy,
    /// Cut it out.
    Cut,
    /// Paste what was copied.
    Paste,
    /// Leave the text, and do something with the line or the selected ones.
    ChangeLines,
}

/// A key that does more than edit the field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormAction {
    /// Go to the next field; after the last one, record.
    Accept,
    /// Leave the form and keep what is written in it.
    Back,
    /// Take the suggestion.
    Complete,
    /// Go to the field above.
    FieldBefore,
    /// Go to the field below.
    FieldAfter,
    /// Empty the field.
    ClearLine,
    /// Take back the latest change of the text.
    Undo,
    /// Copy the selection, or the field.
    Copy,
    /// Cut it out.
    Cut,
    /// Paste what was copied.
    Paste,
}

/// A key that does more than edit the search of the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaletteAction {
    /// Carry out the chosen command.
    Accept,
    /// Leave the palette.
    Back,
    /// Choose the command above.
    Up,
    /// Choose the command below.
    Down,
    /// Empty the search.
    ClearLine,
}

/// A key while words are looked for and replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplaceAction {
    /// Go to the next field; at the places, replace in the chosen one.
    Accept,
    /// Replace in all places.
    All,
    /// Choose the place above.
    Up,
    /// Choose the place below.
    Down,
    /// Leave it.
    Back,
}

/// A key while the help is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpAction {
    /// Scroll.
    Walk(Step),
    /// Leave the help.
    Back,
}

const fn phrase(key: char, number: usize) -> Binding<DeskAction> {
    letter(key, DeskAction::Phrase(number), "", 0)
}

const fn mark(
    key: char,
    action: AttendanceAction,
    label: &'static str,
    rank: u8,
) -> Binding<DeskAction> {
    letter(key, DeskAction::Attendance(action), label, rank)
}

/// The keys while nothing is being written: a letter is a command.
pub const BROWSING: &[Binding<DeskAction>] = &[
    letter('n', DeskAction::Next, "key-next", 1),
    letter('p', DeskAction::Previous, "key-previous", 0),
    letter('a', DeskAction::Notes, "key-notes", 2),
    letter('b', DeskAction::Decide, "key-decide", 3),
    letter(
        'B',
        DeskAction::DecideAsProposed,
        "key-decide-as-proposed",
        4,
    ),
    Binding {
        shown_as: Some("1–9"),
        ..letter('1', DeskAction::Phrase(1), "key-phrase", 5)
    },
    phrase('2', 2),
    phrase('3', 3),
    phrase('4', 4),
    phrase('5', 5),
    phrase('6', 6),
    phrase('7', 7),
    phrase('8', 8),
    phrase('9', 9),
    letter('u', DeskAction::Assign, "key-assign", 6),
    letter('d', DeskAction::People, "key-people", 7),
    letter('s', DeskAction::OutcomeMenu, "key-outcome", 10),
    letter('g', DeskAction::ChangeMenu, "key-change", 0),
    letter('e', DeskAction::ItemMenu, "key-item", 12),
    letter('w', DeskAction::Recess, "key-recess", 13),
    letter('m', DeskAction::MeetingMenu, "key-meeting", 11),
    letter('z', DeskAction::Undo, "key-undo", 8),
    ctrl('z', DeskAction::Undo, "key-undo", 0),
    letter('Z', DeskAction::Redo, "key-redo", 0),
    ctrl('c', DeskAction::Copy, "key-copy", 0),
    ctrl('v', DeskAction::Paste, "key-paste", 0),
    letter('?', DeskAction::Help, "key-help", 16),
    letter(':', DeskAction::Palette, "key-palette", 9),
    letter('f', DeskAction::Review, "key-review", 13),
    letter('/', DeskAction::Search, "key-search", 0),
    letter('v', DeskAction::Wall, "key-wall", 14),
    letter('T', DeskAction::Claim, "key-take-seat", 0),
    letter('q', DeskAction::Leave, "key-leave", 15),
    plain(Code::Up, DeskAction::Walk(Step::Up), "key-up", 0),
    plain(Code::Down, DeskAction::Walk(Step::Down), "key-down", 0),
    plain(
        Code::PageUp,
        DeskAction::Walk(Step::PageUp),
        "key-page-up",
        0,
    ),
    plain(
        Code::PageDown,
        DeskAction::Walk(Step::PageDown),
        "key-page-down",
        0,
    ),
    bind(
        Key::shift(Code::Up),
        DeskAction::Extend(Step::Up),
        "key-extend-up",
        0,
    ),
    bind(
        Key::shift(Code::Down),
        DeskAction::Extend(Step::Down),
        "key-extend-down",
        0,
    ),
    bind(
        Key::alt(Code::Up),
        DeskAction::MoveChosen(Direction::Up),
        "key-move-up",
        0,
    ),
    bind(
        Key::alt(Code::Down),
        DeskAction::MoveChosen(Direction::Down),
        "key-move-down",
        0,
    ),
    plain(Code::Tab, DeskAction::NextPane, "key-pane", 0),
    plain(Code::BackTab, DeskAction::PreviousPane, "key-pane-back", 0),
    plain(Code::Enter, DeskAction::Open, "key-open", 0),
    plain(Code::Delete, DeskAction::Withdraw, "key-withdraw", 0),
    plain(Code::Escape, DeskAction::Back, "key-back-to-agenda", 0),
];

/// The keys of the attendance list; a key that is not here does what it does while browsing.
pub const ATTENDANCE: &[Binding<DeskAction>] = &[
    mark(' ', AttendanceAction::TogglePresent, "key-present", 1),
    mark('*', AttendanceAction::AllPresent, "key-all-present", 2),
    mark('t', AttendanceAction::ToggleRemote, "key-remote", 3),
    mark('k', AttendanceAction::Came, "key-came", 4),
    mark('l', AttendanceAction::Left, "key-left", 5),
    mark('h', AttendanceAction::Apologies, "key-apologies", 6),
    mark('x', AttendanceAction::Absent, "key-absent", 7),
    mark('+', AttendanceAction::Add, "key-add-person", 8),
    plain(
        Code::Enter,
        DeskAction::Attendance(AttendanceAction::Correct),
        "key-correct-person",
        9,
    ),
];

/// The menu of what becomes of the item.
pub const OUTCOME_MENU: &[Binding<DeskAction>] = &[
    letter(
        'b',
        DeskAction::Outcome(OutcomeKind::Postponed),
        "key-postpone",
        1,
    ),
    letter(
        'r',
        DeskAction::Outcome(OutcomeKind::ReferredBack),
        "key-refer-back",
        2,
    ),
    letter(
        'h',
        DeskAction::Outcome(OutcomeKind::ReferredTo),
        "key-refer-to",
        3,
    ),
    letter(
        'u',
        DeskAction::Outcome(OutcomeKind::Withdrawn),
        "key-withdraw-item",
        4,
    ),
    letter('i', DeskAction::ClearOutcome, "key-clear-outcome", 5),
    plain(Code::Escape, DeskAction::Back, "key-leave-menu", 6),
];

/// The menu of what can be done with what is chosen in the item.
pub const CHANGE_MENU: &[Binding<DeskAction>] = &[
    letter('p', DeskAction::MoveTo, "key-move-to", 1),
    letter('a', DeskAction::MakeNotes, "key-make-notes", 2),
    letter('b', DeskAction::MakeDecision, "key-make-decision", 3),
    letter('u', DeskAction::MakeAssignment, "key-make-assignment", 4),
    letter('k', DeskAction::Copy, "key-copy", 5),
    plain(Code::Escape, DeskAction::Back, "key-leave-menu", 6),
];

/// The menu of changes to the agenda.
pub const ITEM_MENU: &[Binding<DeskAction>] = &[
    letter('n', DeskAction::NewItem, "key-new-item", 1),
    letter('t', DeskAction::Retitle, "key-retitle", 2),
    letter('l', DeskAction::Relabel, "key-relabel", 3),
    letter('f', DeskAction::MoveItem, "key-move-item", 4),
    letter('p', DeskAction::Plan, "key-plan", 5),
    letter('b', DeskAction::Propose, "key-propose", 6),
    letter('r', DeskAction::NewSection, "key-new-section", 7),
    letter('k', DeskAction::CopyItem, "key-copy-item", 8),
    plain(Code::Escape, DeskAction::Back, "key-leave-menu", 9),
];

/// The menu of what belongs to the meeting as a whole.
pub const MEETING_MENU: &[Binding<DeskAction>] = &[
    letter('p', DeskAction::Place, "key-place", 1),
    letter('n', DeskAction::NextMeeting, "key-next-meeting", 2),
    letter('i', DeskAction::OpeningText, "key-opening-text", 3),
    letter('k', DeskAction::ClosingText, "key-closing-text", 4),
    letter('j', DeskAction::Verifiers, "key-verifiers", 5),
    letter('a', DeskAction::Close, "key-close", 6),
    letter('b', DeskAction::CopyDecisions, "key-copy-decisions", 7),
    letter('e', DeskAction::Replace, "key-replace", 8),
    plain(Code::Escape, DeskAction::Back, "key-leave-menu", 9),
];

/// The keys while a clause or an introduction is being written.
pub const LINE: &[Binding<WritingAction>] = &[
    plain(Code::Enter, WritingAction::Accept, "key-record", 1),
    plain(Code::Tab, WritingAction::Complete, "key-complete", 2),
    plain(Code::Escape, WritingAction::Back, "key-park", 3),
    ctrl('u', WritingAction::ClearLine, "key-clear-line", 4),
    ctrl('z', WritingAction::Undo, "key-undo-word", 0),
    ctrl('x', WritingAction::Cut, "key-cut", 0),
    ctrl('c', WritingAction::Copy, "key-copy-text", 0),
    ctrl('v', WritingAction::Paste, "key-paste", 0),
];

/// The keys while notes are being written.
pub const NOTES: &[Binding<WritingAction>] = &[
    plain(Code::Escape, WritingAction::Back, "key-finish-notes", 1),
    plain(Code::Tab, WritingAction::Complete, "key-complete", 3),
    ctrl('z', WritingAction::Undo, "key-undo-word", 2),
    ctrl('x', WritingAction::Cut, "key-cut", 0),
    ctrl('c', WritingAction::Copy, "key-copy-text", 0),
    ctrl('v', WritingAction::Paste, "key-paste", 0),
    ctrl('g', WritingAction::ChangeLines, "key-change-lines", 4),
    bind(
        Key::alt(Code::Up),
        WritingAction::MoveLines(Direction::Up),
        "key-move-up",
        0,
    ),
    bind(
        Key::alt(Code::Down),
        WritingAction::MoveLines(Direction::Down),
        "key-move-down",
        0,
    ),
];

/// The keys while a form is being filled in.
pub const FORM: &[Binding<FormAction>] = &[
    plain(Code::Enter, FormAction::Accept, "key-next-field", 1),
    plain(Code::Tab, FormAction::Complete, "key-complete", 2),
    plain(Code::Escape, FormAction::Back, "key-keep-form", 3),
    plain(Code::Up, FormAction::FieldBefore, "key-field-before", 0),
    plain(Code::Down, FormAction::FieldAfter, "key-field-after", 0),
    ctrl('u', FormAction::ClearLine, "key-clear-line", 0),
    ctrl('z', FormAction::Undo, "key-undo-word", 0),
    ctrl('x', FormAction::Cut, "key-cut", 0),
    ctrl('c', FormAction::Copy, "key-copy-text", 0),
    ctrl('v', FormAction::Paste, "key-paste", 0),
];

/// The keys of the checklist before the meeting is closed.
pub const CHECKLIST: &[Binding<Confirm>] = &[
    plain(Code::Enter, Confirm::Accept, "key-close-now", 1),
    plain(Code::Escape, Confirm::Back, "key-not-yet", 2),
];

/// The keys while the desk asks whether to read a changed agenda again.
pub const AGENDA_CHANGED: &[Binding<Confirm>] = &[
    plain(Code::Enter, Confirm::Accept, "key-read-again", 1),
    plain(Code::Escape, Confirm::Back, "key-leave-it", 2),
];

/// The keys of the palette.
pub const PALETTE: &[Binding<PaletteAction>] = &[
    plain(Code::Enter, PaletteAction::Accept, "key-do-it", 1),
    plain(Code::Up, PaletteAction::Up, "key-up", 2),
    plain(Code::Down, PaletteAction::Down, "key-down", 3),
    ctrl('u', PaletteAction::ClearLine, "key-clear-line", 0),
    plain(Code::Escape, PaletteAction::Back, "key-leave-menu", 4),
];

/// The keys while the words to find and to replace are written.
pub const REPLACE_WORDS: &[Binding<ReplaceAction>] = &[
    plain(Code::Enter, ReplaceAction::Accept, "key-next-field", 1),
    plain(Code::Escape, ReplaceAction::Back, "key-leave-menu", 2),
];

/// The keys at the places where the words stand.
pub const REPLACE_HITS: &[Binding<ReplaceAction>] = &[
    plain(Code::Enter, ReplaceAction::Accept, "key-replace-one", 1),
    letter('a', ReplaceAction::All, "key-replace-all", 2),
    plain(Code::Up, ReplaceAction::Up, "key-up", 3),
    plain(Code::Down, ReplaceAction::Down, "key-down", 4),
    plain(Code::Escape, ReplaceAction::Back, "key-leave-menu", 5),
];

/// The keys while the help is shown.
pub const HELP: &[Binding<HelpAction>] = &[
    plain(Code::Escape, HelpAction::Back, "key-leave-help", 1),
    letter('q', HelpAction::Back, "key-leave-help", 0),
    letter('?', HelpAction::Back, "key-leave-help", 0),
    plain(Code::Up, HelpAction::Walk(Step::Up), "key-up", 2),
    plain(Code::Down, HelpAction::Walk(Step::Down), "key-down", 3),
    plain(
        Code::PageUp,
        HelpAction::Walk(Step::PageUp),
        "key-page-up",
        4,
    ),
    plain(
        Code::PageDown,
        HelpAction::Walk(Step::PageDown),
        "key-page-down",
        5,
    ),
];
