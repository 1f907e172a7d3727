//! The three panes of the desk. Each owns what is chosen and scrolled in it, and draws what it is
//! given.

pub(super) mod agenda;
pub(super) mod attendance;
pub(super) mod item;

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use crate::tui::edge::Edge;
use agenda::AgendaPane;
use attendance::AttendancePane;
use item::ItemPane;

/// A pane that can be walked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pane {
    #[default]
    Agenda,
    Item,
    Attendance,
}

impl Pane {
    pub(super) fn next(self) -> Self {
        match self {
            Self::Agenda => Self::Item,
            Self::Item => Self::Attendance,
            Self::Attendance => Self::Agenda,
        }
    }

    pub(super) fn previous(self) -> Self {
        self.next().next()
    }
}

/// Whether a pane is the one that is walked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// Another pane is.
    Elsewhere,
    /// It is.
    Here,
    /// It is, and something lies over the panes.
    Covered,
}

/// The panes, and the one that is walked in.
#[derive(Debug, Default)]
pub(super) struct Panes {
    pub(super) focus: Pane,
    pub(super) agenda: AgendaPane,
    pub(super) item: ItemPane,
    pub(super) attendance: AttendancePane,
}

/// Where a pane was last drawn: its inside and the index of its first row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Drawn {
    pub(super) inside: Rect,
    pub(super) first: usize,
}

impl Drawn {
    pub(super) fn contains(self, mouse: Position) -> bool {
        self.inside.contains(mouse)
    }

    /// The index of the row under the mouse.
    pub(super) fn row_at(self, mouse: Position) -> Option<usize> {
        let row = usize::from(mouse.y.saturating_sub(self.inside.y));
        self.contains(mouse).then(|| self.first + row)
    }
}

/// The border of a pane; that of the pane in focus stands out.
fn border<'a>(focus: Focus, canvas: &Canvas<'_>) -> Edge<'a> {
    match focus {
        Focus::Here => Edge::thick(canvas.look.active()),
        Focus::Elsewhere | Focus::Covered => Edge::thin(canvas.look.quiet()),
    }
}

/// The index so many rows on from another, within a list of this length.
fn walked(index: usize, by: isize, length: usize) -> usize {
    let last = length.saturating_sub(1);
    index.saturating_add_signed(by).min(last)
}
