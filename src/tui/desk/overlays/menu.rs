//! Menus: a letter picks.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::keymap::{CHANGE_MENU, DeskAction, ITEM_MENU, MEETING_MENU, OUTCOME_MENU};
use crate::tui::keymap::{self, Binding};
use crate::tui::paint::put_lines;

/// A menu of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::desk) enum Menu {
    /// The outcomes of the item.
    Outcome,
    /// What can be done with what is chosen in the item.
    Change,
    /// Changes to the agenda.
    Item,
    /// Commands for the meeting as a whole.
    Meeting,
}

impl Menu {
    pub(in crate::tui::desk) const ALL: [Self; 4] =
        [Self::Change, Self::Outcome, Self::Item, Self::Meeting];

    pub(in crate::tui::desk) fn keys(self) -> &'static [Binding<DeskAction>] {
        match self {
            Self::Change => CHANGE_MENU,
            Self::Outcome => OUTCOME_MENU,
            Self::Item => ITEM_MENU,
            Self::Meeting => MEETING_MENU,
        }
    }

    /// The message that heads it.
    pub(in crate::tui::desk) fn title(self) -> &'static str {
        match self {
            Self::Change => "menu-change",
            Self::Outcome => "menu-outcome",
            Self::Item => "menu-item",
            Self::Meeting => "menu-meeting",
        }
    }

    pub(in crate::tui::desk) fn draw(self, frame: &mut Frame<'_>, area: Rect, canvas: &Canvas<'_>) {
        let hints = keymap::hints(self.keys());
        let rows = hints.iter().map(|hint| canvas.key_row(hint, 1, 5));
        let lines: Vec<Line<'_>> = rows.collect();
        let widest = lines.iter().map(Line::width).max().unwrap_or(0) + 1;
        let title = canvas.words.say(self.title());
        let inside = canvas.box_over(frame, area, (widest.max(24), lines.len()), &title);
        put_lines(frame, inside, &lines);
    }
}
