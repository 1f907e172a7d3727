//! The keys that matter now, or what was refused.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::canvas::Canvas;
use super::keymap::{
    AGENDA_CHANGED, ATTENDANCE, BROWSING, CHECKLIST, DeskAction, FORM, HELP, LINE, NOTES, PALETTE,
    REPLACE_HITS, REPLACE_WORDS,
};
use super::overlays::menu::Menu;
use super::{Desk, Mode, Overlay, Pane};
use crate::meeting::Meeting;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Stage;
use crate::meeting::rules::decide;
use crate::tui::hints::{fitting, hint};
use crate::tui::keymap::{Binding, KeyHint, hints, listed};
use crate::tui::paint::{put_lines, spread};
use crate::tui::wrap::fitted;

/// The values that the footer is drawn from.
pub(super) struct FooterInput<'a> {
    notice: Option<&'a str>,
    meeting: &'a Meeting,
    /// The item that is looked at.
    looked_at: Option<ItemId>,
    /// The item that commands act on.
    acted_on: Option<ItemId>,
    keys: Keys,
    /// True while one chooses and corrects in the item's text.
    is_in_text: bool,
}

/// The table that holds now.
enum Keys {
    Commands {
        table: &'static [Binding<DeskAction>],
        /// True when its commands act on the open item, whatever is looked at.
        act_on_open: bool,
    },
    Others(Vec<KeyHint>),
}

impl<'a> FooterInput<'a> {
    pub(super) fn read(desk: &'a Desk) -> Self {
        let mode = desk.mode();
        let meeting = desk.session.meeting();
        Self {
            notice: desk.session.notice(),
            meeting,
            looked_at: desk.panes.looked_at(meeting),
            acted_on: desk.panes.acted_on(meeting),
            keys: keys(mode, &desk.overlay),
            is_in_text: mode == Mode::Browsing && desk.panes.focus == Pane::Item,
        }
    }

    pub(super) fn draw(&self, frame: &mut Frame<'_>, area: Rect, canvas: &Canvas<'_>) {
        let columns = usize::from(area.width);
        let line = match self.notice {
            Some(notice) => {
                let notice = format!(" {}", fitted(notice, columns.saturating_sub(2)));
                Line::from(Span::styled(notice, canvas.theme.warning()))
            }
            None => keys_line(self, columns, canvas),
        };
        put_lines(frame, area, &[line]);
    }
}

fn keys(mode: Mode, overlay: &Overlay) -> Keys {
    let commands = |table, act_on_open| Keys::Commands { table, act_on_open };
    match (mode, overlay) {
        (Mode::Browsing, _) => commands(BROWSING, true),
        (Mode::Attendance, _) => commands(ATTENDANCE, false),
        (Mode::WritingLine, _) => Keys::Others(hints(LINE)),
        (Mode::WritingNotes, _) => Keys::Others(hints(NOTES)),
        (Mode::Overlay, Overlay::Menu(menu)) => commands(menu.keys(), *menu == Menu::Outcome),
        (Mode::Overlay, Overlay::Form(_)) => Keys::Others(hints(FORM)),
        (Mode::Overlay, Overlay::Checklist(_)) => Keys::Others(hints(CHECKLIST)),
        (Mode::Overlay, Overlay::Palette(_)) => Keys::Others(hints(PALETTE)),
        (Mode::Overlay, Overlay::Help(_)) => Keys::Others(hints(HELP)),
        (Mode::Overlay, Overlay::Replace(replace)) if replace.is_at_places() => {
            Keys::Others(hints(REPLACE_HITS))
        }
        (Mode::Overlay, Overlay::Replace(_)) => Keys::Others(hints(REPLACE_WORDS)),
        (Mode::Overlay, Overlay::AgendaChanged(_)) => Keys::Others(hints(AGENDA_CHANGED)),
        // They cover the whole screen, and say their own keys.
        (Mode::Overlay, Overlay::Wall | Overlay::Library(_) | Overlay::None) => {
            Keys::Others(Vec::new())
        }
    }
}

/// As many of the keys as fit, in the order of the table; the way to the rest of them
/// stands at the right edge.
fn keys_line(input: &FooterInput<'_>, columns: usize, canvas: &Canvas<'_>) -> Line<'static> {
    let mut left = Vec::new();
    let (hints, help) = match &input.keys {
        Keys::Others(hints) => {
            let ranked = hints.iter().filter(|hint| hint.rank > 0);
            (ranked.cloned().collect(), None)
        }
        Keys::Commands { table, act_on_open } => {
            if *act_on_open {
                left = acts_on(input, canvas);
            }
            commands(table, input)
        }
    };
    let named = |one: &KeyHint| hint(&one.key, &canvas.words.say(one.label), canvas.theme);
    let right: Vec<Span<'static>> = help.iter().flat_map(named).collect();
    let used: usize = left.iter().chain(&right).map(Span::width).sum();
    let fitting = fitting(hints.iter().map(named), columns.saturating_sub(used));
    left.extend(fitting);
    spread(left, right, columns)
}

/// The commands that are possible now, and the key of the help. What the moment asks for stands
/// before the rest.
fn commands(
    table: &'static [Binding<DeskAction>],
    input: &FooterInput<'_>,
) -> (Vec<KeyHint>, Option<KeyHint>) {
    let (mut first, mut rest, mut help) = (Vec::new(), Vec::new(), None);
    for row in listed(table) {
        let is_here = input.is_in_text && chooses(row.action);
        if !(row.rank > 0 || is_here) || !is_possible(row.action, input) {
            continue;
        }
        let hint = KeyHint {
            label: label(row, input.meeting.stage),
            ..row.hint()
        };
        let ends_recess =
            row.action == DeskAction::Recess && matches!(input.meeting.stage, Stage::Recess { .. });
        match row.action {
            DeskAction::Help => help = Some(hint),
            _ if is_here || ends_recess => first.push(hint),
            _ => rest.push(hint),
        }
    }
    first.extend(rest);
    (first, help)
}

/// True when an action chooses or corrects in the item's text.
fn chooses(action: DeskAction) -> bool {
    matches!(action, DeskAction::Open | DeskAction::Withdraw)
}

/// The name of an action, where the moment gives it another than the table.
fn label(row: &Binding<DeskAction>, stage: Stage) -> &'static str {
    match (row.action, stage) {
        (DeskAction::Next, Stage::Prepared) => "key-begin",
        (DeskAction::Recess, Stage::Recess { .. }) => "key-end-recess",
        (DeskAction::Open, _) => "key-correct",
        (DeskAction::Withdraw, _) => "key-take-away",
        _ => row.label,
    }
}

/// True when the rules would let this happen now. Only the commonest actions are looked into.
fn is_possible(action: DeskAction, input: &FooterInput<'_>) -> bool {
    let meeting = input.meeting;
    let at = meeting.newest.unwrap_or_default();
    let is_allowed = |command: &Command| decide(meeting, command, at).is_ok();
    let item = input.acted_on.unwrap_or(ItemId(0));
    match action {
        DeskAction::Next => is_allowed(&Command::OpenNext { seen: meeting.open }),
        DeskAction::DecideAsProposed => {
            let found = meeting.item(item);
            let is_undecided = found.is_some_and(|item| item.decisions.is_empty());
            is_undecided && is_allowed(&Command::RecordProposal { item })
        }
        DeskAction::Phrase(number) => is_allowed(&Command::RecordPhrase { item, number }),
        DeskAction::Decide | DeskAction::Assign => {
            !matches!(meeting.stage, Stage::Prepared | Stage::Approved)
        }
        DeskAction::Recess => matches!(meeting.stage, Stage::UnderWay | Stage::Recess { .. }),
        DeskAction::Undo => meeting.undoable(&Author::Secretary).is_some(),
        _ => true,
    }
}

/// The item that the commands act on, unless it is both open and looked at.
fn acts_on(input: &FooterInput<'_>, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let meeting = input.meeting;
    let is_plain = input.acted_on == input.looked_at && input.acted_on == meeting.open;
    let item = input.acted_on.and_then(|item| meeting.item(item));
    let Some(item) = item.filter(|_| meeting.open.is_some() && !is_plain) else {
        return Vec::new();
    };
    let item = fitted(item.name(), 16).into_owned();
    let values = [("item", item.into())];
    let text = canvas.words.say_with("footer-acts-on", &values);
    let text = Span::styled(text, canvas.theme.active());
    vec![Span::raw(" "), text, Span::raw(" ")]
}
