//! The three panes of the desk. Each owns what is chosen and scrolled in it, and draws what it is
//! given.

pub(super) mod agenda;
pub(super) mod attendance;
pub(super) mod item;

use ratatui::layout::{Position, Rect};

use super::canvas::Canvas;
use super::composer::Composer;
use super::item_view::{ItemSource, ItemView};
use super::session::Session;
use super::target::{Target, TextTarget};
use crate::meeting::Meeting;
use crate::meeting::item::{ItemId, MinutesRow, RowId};
use crate::meeting::time::Timestamp;
use crate::tui::border::Border;
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

/// The focus of a pane: it is here, elsewhere, or covered by an overlay.
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

impl Panes {
    /// The focus of a pane.
    pub(super) fn focus_of(&self, pane: Pane, is_covered: bool) -> Focus {
        if self.focus != pane {
            Focus::Elsewhere
        } else if is_covered {
            Focus::Covered
        } else {
            Focus::Here
        }
    }

    /// The item that is looked at: the chosen one, or the open one where none is chosen.
    pub(super) fn looked_at(&self, meeting: &Meeting) -> Option<ItemId> {
        match self.agenda.chosen {
            Some(RowId::Item(item)) => Some(item),
            Some(RowId::Section(_)) | None => meeting.open,
        }
    }

    /// The item that commands act on: the open one, but the one that is looked at where the focus is
    /// in it, and where none is open.
    pub(super) fn acted_on(&self, meeting: &Meeting) -> Option<ItemId> {
        match self.focus {
            Pane::Item => self.looked_at(meeting),
            Pane::Agenda | Pane::Attendance => meeting.open.or_else(|| self.looked_at(meeting)),
        }
    }

    /// The source that the item pane is made from.
    pub(super) fn item_source<'a>(
        &self,
        session: &'a Session,
        composer: &'a Composer,
    ) -> ItemSource<'a> {
        let meeting = session.meeting();
        let looked_at = self.looked_at(meeting);
        ItemSource {
            item: looked_at.and_then(|id| meeting.item(id)),
            ledger: &session.ledger,
            composer,
            words: &session.words,
            is_acted_on: looked_at == self.acted_on(meeting),
        }
    }

    /// The item that is looked at, as data.
    fn item_view(&self, session: &Session, composer: &Composer) -> ItemView {
        ItemView::build(self.item_source(session, composer))
    }

    /// The chosen target of the item; `None` where there is nothing to choose.
    pub(super) fn chosen_in_item(&self, session: &Session, composer: &Composer) -> Option<Target> {
        self.item.chosen(&self.item_view(session, composer))
    }

    /// Chooses more of the item, so many targets on.
    pub(super) fn extend(&mut self, by: isize, session: &Session, composer: &Composer) {
        let view = self.item_view(session, composer);
        self.item.extend(by, &view);
    }

    /// The targets of the item that are chosen, from top to bottom.
    pub(super) fn selected_in_item(&self, session: &Session, composer: &Composer) -> Vec<Target> {
        self.item.selected(&self.item_view(session, composer))
    }

    /// Chooses what was written, once its field is closed.
    pub(super) fn choose_written(
        &mut self,
        written: TextTarget,
        session: &Session,
        composer: &Composer,
    ) {
        let view = self.item_view(session, composer);
        self.item.choose_written(written, &view);
    }

    /// Chooses the neighbour of what was withdrawn from the item.
    pub(super) fn choose_after_withdrawal(
        &mut self,
        was: Option<Target>,
        session: &Session,
        composer: &Composer,
    ) {
        let view = self.item_view(session, composer);
        if let Some(was) = was {
            self.item.choose_after_withdrawal(was, &view);
        }
    }

    /// Shows what was just recorded, where the item that is looked at has it.
    pub(super) fn show_recorded(
        &mut self,
        recorded: Target,
        until: Timestamp,
        session: &Session,
        composer: &Composer,
    ) {
        let view = self.item_view(session, composer);
        self.item.show_recorded(recorded, until, &view);
    }

    /// Goes to the open item, or to the first where none is open.
    pub(super) fn follow_the_open_item(&mut self, meeting: &Meeting) {
        let first = || meeting.items().next().map(|item| item.id);
        self.agenda.chosen = meeting.open.or_else(first).map(RowId::Item);
        self.item.rewind();
        self.item.follow_choice();
    }

    /// Chooses something so many rows on in a pane.
    pub(super) fn walk(&mut self, pane: Pane, by: isize, session: &Session, composer: &Composer) {
        match pane {
            Pane::Agenda => {
                self.agenda.walk(by, session.meeting());
                self.item.rewind();
            }
            Pane::Item => {
                let view = self.item_view(session, composer);
                self.item.walk(by, &view);
            }
            Pane::Attendance => self.attendance.walk(by, session.meeting()),
        }
    }

    /// A click chooses. Everything that the mouse does can be done by keys.
    pub(super) fn click(&mut self, mouse: Position, session: &Session, composer: &Composer) {
        let meeting = session.meeting();
        if let Some(row) = self.agenda.drawn.row_at(mouse) {
            self.focus = Pane::Agenda;
            if let Some(chosen) = meeting.rows.get(row).map(MinutesRow::id) {
                self.agenda.chosen = Some(chosen);
                self.item.rewind();
            }
        } else if let Some(row) = self.attendance.drawn.row_at(mouse) {
            self.focus = Pane::Attendance;
            if let Some(person) = meeting.people.get(row) {
                self.attendance.chosen = Some(person.id);
            }
        } else if self.item.drawn.contains(mouse) {
            self.focus = Pane::Item;
            let source = self.item_source(session, composer);
            self.item.click(mouse, source);
        }
    }

    /// The wheel scrolls a text and walks in a list.
    pub(super) fn wheel(
        &mut self,
        mouse: Position,
        by: isize,
        session: &Session,
        composer: &Composer,
    ) {
        if self.item.drawn.contains(mouse) {
            self.item.scroll(by);
        } else if self.agenda.drawn.contains(mouse) {
            self.walk(Pane::Agenda, by.signum(), session, composer);
        } else if self.attendance.drawn.contains(mouse) {
            self.walk(Pane::Attendance, by.signum(), session, composer);
        }
    }
}

/// The last drawing of a pane: its inside and the index of its first row.
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
fn border<'a>(focus: Focus, canvas: &Canvas<'_>) -> Border<'a> {
    match focus {
        Focus::Here => Border::thick(canvas.theme.active()),
        Focus::Elsewhere | Focus::Covered => Border::thin(canvas.theme.quiet()),
    }
}

/// The index so many rows on from another, within a list of this length.
fn walked(index: usize, by: isize, length: usize) -> usize {
    let last = length.saturating_sub(1);
    index.saturating_add_signed(by).min(last)
}
