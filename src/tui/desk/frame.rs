//! The desk's screen, divided:
//!
//! ```text
//! top_bar            who meets · clock · save mark      (below it a red band while not saved)
//! panes/agenda       │ panes/item
//! ───────────────────│
//! panes/attendance   │
//! footer             keys, or what was refused
//! ```

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};

use super::canvas::{Canvas, put_cursor};
use super::field::field;
use super::footer::FooterInput;
use super::overlays::{checklist, question};
use super::panes::agenda::AgendaInput;
use super::{Desk, Overlay, Pane, top_bar};
use crate::meeting::public::Public;
use crate::meeting::time::Timestamp;
use crate::tui::editor::Editor;
use crate::tui::theme::Theme;
use crate::tui::wall;
use crate::tui::wrap::{shown, wrap};

/// The smallest window that the panes fit in.
const SMALLEST: (u16, u16) = (80, 24);

/// The parts of the screen.
struct Areas {
    top: Rect,
    band: Rect,
    agenda: Rect,
    attendance: Rect,
    item: Rect,
    bottom: Rect,
}

impl Areas {
    fn divide(area: Rect, has_band: bool, people: usize) -> Self {
        let rows = [
            Constraint::Length(1),
            Constraint::Length(u16::from(has_band)),
            Constraint::Fill(1),
            Constraint::Length(1),
        ];
        let [top, band, body, bottom] = area.layout(&Layout::vertical(rows));
        let left = (area.width * 2 / 5).clamp(32, 72);
        let columns = [Constraint::Length(left), Constraint::Fill(1)];
        let [side, item] = body.layout(&Layout::horizontal(columns));
        let people = u16::try_from(people).unwrap_or(u16::MAX);
        let height = people.saturating_add(2).min(body.height * 2 / 5).max(4);
        let rows = [Constraint::Fill(1), Constraint::Length(height)];
        let [agenda, attendance] = side.layout(&Layout::vertical(rows));
        Self {
            top,
            band,
            agenda,
            attendance,
            item,
            bottom,
        }
    }
}

/// Draws the desk. Nothing changes by it but how far the panes are scrolled.
pub(super) fn draw(desk: &mut Desk, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
    let area = frame.area();
    let words = &desk.session.words;
    if let Overlay::Library(library) = &mut desk.overlay {
        library.draw(frame, area, words, theme, now);
    } else if matches!(desk.overlay, Overlay::Wall) {
        let public = Public::from_minutes(desk.session.meeting(), None);
        let turned = wall::turned_since(desk.session.now, now);
        let shown = (&public, &desk.session.integrity);
        wall::draw_in_place(frame, shown, turned, words, theme, now);
    } else if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        draw_small(desk, frame, theme);
    } else {
        draw_whole(desk, frame, theme, now);
    }
}

fn draw_whole(desk: &mut Desk, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
    let canvas = Canvas {
        words: &desk.session.words,
        theme,
        now,
    };
    let ledger = &desk.session.ledger;
    let meeting = ledger.shown();
    let has_band = ledger.not_saved().is_some();
    let areas = Areas::divide(frame.area(), has_band, meeting.people.len());
    let looked_at = desk.panes.looked_at(meeting);
    let is_item_covered = matches!(desk.overlay, Overlay::Help(_));
    let seen = looked_at.filter(|_| !is_item_covered);
    top_bar::draw(
        ledger,
        &desk.session.integrity,
        seen,
        frame,
        areas.top,
        &canvas,
    );
    top_bar::draw_band(ledger, frame, areas.band, &canvas);
    let footer = FooterInput::read(desk);
    footer.draw(frame, areas.bottom, &canvas);
    draw_panes(desk, &areas, frame, theme, now);
    draw_overlay(desk, areas.item, frame, theme, now);
}

fn draw_panes(desk: &mut Desk, areas: &Areas, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
    let is_covered = !matches!(desk.overlay, Overlay::None);
    let (session, composer, panes) = (&desk.session, &desk.composer, &mut desk.panes);
    let canvas = Canvas {
        words: &session.words,
        theme,
        now,
    };
    let meeting = session.meeting();
    let [on_agenda, on_item, on_attendance] =
        [Pane::Agenda, Pane::Item, Pane::Attendance].map(|pane| panes.focus_of(pane, is_covered));
    let agenda = AgendaInput {
        meeting,
        composer,
        focus: on_agenda,
    };
    panes.agenda.draw(&agenda, frame, areas.agenda, &canvas);
    let attendance = &mut panes.attendance;
    attendance.draw(meeting, on_attendance, frame, areas.attendance, &canvas);
    let source = panes.item_source(session, composer);
    let item = &mut panes.item;
    item.draw(source, on_item, frame, areas.item, &canvas);
}

/// Draws what lies over the panes. Boxes lie over the item alone: who is there, the agenda and the
/// save mark stay in sight.
fn draw_overlay(desk: &mut Desk, area: Rect, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
    let session = &desk.session;
    let canvas = Canvas {
        words: &session.words,
        theme,
        now,
    };
    let meeting = session.meeting();
    match &mut desk.overlay {
        Overlay::None | Overlay::Wall | Overlay::Library(_) => {}
        Overlay::Menu(menu) => menu.draw(frame, area, &canvas),
        Overlay::Form(form) => form.draw(meeting, session.notice(), frame, area, &canvas),
        Overlay::Checklist(reminders) => {
            checklist::draw(reminders, meeting, &desk.composer, frame, area, &canvas);
        }
        Overlay::Palette(palette) => palette.draw(frame, area, &canvas),
        Overlay::AgendaChanged(_) => question::draw(frame, area, &canvas),
        Overlay::Help(help) => help.draw(frame, area, &canvas),
        Overlay::Replace(replace) => {
            replace.draw(meeting, session.notice(), frame, area, &canvas);
        }
    }
}

/// The text that is being written, in a form or in the item.
fn editor(desk: &Desk) -> Option<&Editor> {
    match &desk.overlay {
        Overlay::Form(form) => form.editor(),
        _ => desk.composer.writing().map(|writing| &writing.editor),
    }
}

/// A window too small for the panes: it says so, and what is being written is still there.
fn draw_small(desk: &Desk, frame: &mut Frame<'_>, theme: Theme) {
    let area = frame.area();
    let text = desk.session.words.say("window-too-small");
    let rows = wrap(&text, usize::from(area.width));
    let height = u16::try_from(rows.len()).unwrap_or(1);
    let height = height.min(area.height.saturating_sub(1).max(1));
    let parts = [Constraint::Length(height), Constraint::Fill(1)];
    let [line, rest] = area.layout(&Layout::vertical(parts));
    let lines = rows
        .iter()
        .map(|row| Line::raw(row.slice(&text).to_owned()));
    let lines = Paragraph::new(lines.collect::<Vec<_>>()).style(theme.warning());
    lines.render(line, frame.buffer_mut());
    if let Some(editor) = editor(desk) {
        let laid = field(editor, None, usize::from(rest.width), theme);
        let (row, column) = laid.cursor;
        let first = (row + 1).saturating_sub(usize::from(rest.height));
        let rows: Vec<Line<'_>> = laid.rows.into_iter().skip(first).collect();
        Paragraph::new(rows).render(rest, frame.buffer_mut());
        put_cursor(frame, rest, row.saturating_sub(first), column);
    } else if let Some(notice) = desk.session.notice() {
        Paragraph::new(shown(notice)).render(rest, frame.buffer_mut());
    }
}
