//! The keys that matter now, or what was refused.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Desk, Pane};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Stage;
use crate::meeting::rules::decide;
use crate::tui::colours::Look;
use crate::tui::hints::{fitting, hint};
use crate::tui::keymap::{self, Action, Binding, Mode};
use crate::tui::lines::{put_lines, spread};
use crate::tui::wrap::fitted;

impl Desk {
    pub(super) fn draw_footer(&self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let room = usize::from(area.width);
        let line = match &self.notice {
            Some(notice) => Line::from(Span::styled(
                format!(" {}", fitted(notice, room.saturating_sub(2))),
                look.warning(),
            )),
            None => self.hints(room, look),
        };
        put_lines(frame, area, &[line]);
    }

    /// Whether the rules would let this happen now. Only what is asked for most is looked into.
    fn is_possible(&self, action: Action) -> bool {
        let is_allowed = |command: &Command| {
            decide(&self.shown, command, self.shown.newest.unwrap_or_default()).is_ok()
        };
        let item = self.target().unwrap_or(ItemId(0));
        match action {
            Action::Next => is_allowed(&Command::OpenNext {
                seen: self.shown.open,
            }),
            Action::DecideAsProposed => {
                let is_undecided = self
                    .shown
                    .item(item)
                    .is_some_and(|item| item.decisions.is_empty());
                is_undecided && is_allowed(&Command::RecordProposal { item })
            }
            Action::Phrase(number) => is_allowed(&Command::RecordPhrase { item, number }),
            Action::Decide | Action::Assign => {
                !matches!(self.shown.stage, Stage::Prepared | Stage::Approved)
            }
            Action::Recess => matches!(self.shown.stage, Stage::UnderWay | Stage::Recess { .. }),
            Action::Undo => self.shown.undoable(&Author::Secretary).is_some(),
            _ => true,
        }
    }

    /// In the item's text one chooses and corrects.
    fn is_for_this_pane(&self, action: Action) -> bool {
        let chooses = matches!(action, Action::Open | Action::Withdraw);
        chooses && self.mode() == Mode::Browsing && self.pane == Pane::Item
    }

    fn ends_the_recess(&self, action: Action) -> bool {
        action == Action::Recess && matches!(self.shown.stage, Stage::Recess { .. })
    }

    /// What a key does, where the moment gives it another name.
    fn label_now(&self, row: &Binding) -> &'static str {
        match (row.action, self.shown.stage) {
            (Action::Next, Stage::Prepared) => "key-begin",
            (Action::Recess, Stage::Recess { .. }) => "key-end-recess",
            (Action::Open, _) if row.mode == Mode::Browsing => "key-correct",
            (Action::Withdraw, _) => "key-take-away",
            _ => row.label,
        }
    }

    /// While another item is looked at, what the commands act on.
    fn acts_on(&self, look: Look) -> Vec<Span<'static>> {
        let open = self
            .shown
            .open_item()
            .filter(|open| self.looked_at() != Some(open.id));
        let named = open.filter(|_| matches!(self.mode(), Mode::Browsing | Mode::OutcomeMenu));
        named.map_or_else(Vec::new, |open| {
            let item = fitted(open.name(), 16).into_owned();
            let text = self
                .words
                .say_with("footer-acts-on", &[("item", item.into())]);
            vec![
                Span::raw(" "),
                Span::styled(text, look.active()),
                Span::raw(" "),
            ]
        })
    }

    /// As many of the mode's keys as there is room for, in the order of the table; the way to the
    /// rest of them stands at the right edge.
    fn hints(&self, room: usize, look: Look) -> Line<'static> {
        let hint = |row: &Binding| hint(row, &self.words.say(self.label_now(row)), look);
        let (help, rows): (Vec<&Binding>, Vec<&Binding>) = keymap::of(self.mode())
            .filter(|row| {
                (row.rank > 0 || self.is_for_this_pane(row.action)) && self.is_possible(row.action)
            })
            .partition(|row| row.action == Action::Help);
        let right: Vec<Span<'static>> = help.into_iter().flat_map(hint).collect();
        let mut used: usize = right.iter().map(Span::width).sum();
        let mut left = self.acts_on(look);
        used += left.iter().map(Span::width).sum::<usize>();
        // What the moment asks for stands before the rest.
        let (first, rest): (Vec<&Binding>, Vec<&Binding>) = rows
            .into_iter()
            .partition(|row| self.is_for_this_pane(row.action) || self.ends_the_recess(row.action));
        left.extend(fitting(
            first.into_iter().chain(rest).map(hint),
            room.saturating_sub(used),
        ));
        spread(left, right, room)
    }
}
