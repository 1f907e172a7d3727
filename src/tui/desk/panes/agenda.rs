//! The agenda: headings, items, planned and spent time, and where we are.

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Drawn, Focus, border, walked};
use crate::meeting::Meeting;
use crate::meeting::item::{Item, MinutesRow, RowId};
use crate::meeting::minutes::Stage;
use crate::meeting::time::ClockTime;
use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::composer::Composer;
use crate::tui::paint::{highlighted, put_lines, spread};
use crate::tui::wrap::{fitted, width};

/// The width in which spent and planned time stand beside each other; below it, one of them.
const ROOM_FOR_BOTH: usize = 37;

/// Cells that a label may take at most.
const WIDEST_LABEL: usize = 8;

/// The agenda pane.
#[derive(Debug)]
pub(in crate::tui::desk) struct AgendaPane {
    /// The chosen row; `None` while nothing has been chosen.
    pub(in crate::tui::desk) chosen: Option<RowId>,
    /// How many rows a page is.
    pub(in crate::tui::desk) page: usize,
    pub(in crate::tui::desk) drawn: Drawn,
}

impl Default for AgendaPane {
    fn default() -> Self {
        Self {
            chosen: None,
            page: 10,
            drawn: Drawn::default(),
        }
    }
}

/// The values that the agenda is drawn from.
pub(in crate::tui::desk) struct AgendaInput<'a> {
    pub(in crate::tui::desk) meeting: &'a Meeting,
    pub(in crate::tui::desk) composer: &'a Composer,
    pub(in crate::tui::desk) focus: Focus,
}

/// The widths of the columns, in cells.
#[derive(Clone, Copy)]
struct Columns {
    row: usize,
    label: usize,
}

impl AgendaPane {
    /// Chooses a row so many places on.
    pub(in crate::tui::desk) fn walk(&mut self, by: isize, meeting: &Meeting) {
        let index = self.chosen.and_then(|row| meeting.row_index(row));
        let to = walked(index.unwrap_or(0), by, meeting.rows.len());
        self.chosen = meeting.rows.get(to).map(MinutesRow::id);
    }

    pub(in crate::tui::desk) fn draw(
        &mut self,
        input: &AgendaInput<'_>,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let meeting = input.meeting;
        let inside = draw_border(input, frame, area, canvas);
        let height = usize::from(inside.height);
        self.page = height.max(2) - 1;
        let labels = meeting.items().filter_map(|item| item.label.as_deref());
        let columns = Columns {
            row: usize::from(inside.width),
            label: labels.map(width).max().unwrap_or(0).min(WIDEST_LABEL),
        };
        let chosen = self.chosen.and_then(|row| meeting.row_index(row));
        let first = (chosen.unwrap_or(0) + 1 + height / 3).saturating_sub(height);
        let first = first.min(meeting.rows.len().saturating_sub(height));
        self.drawn = Drawn { inside, first };
        let rows = meeting.rows.iter().skip(first).take(height);
        let lines: Vec<Line<'_>> = rows
            .map(|row| {
                let line = line(row, columns, input, canvas);
                if self.chosen == Some(row.id()) {
                    highlighted(&line, canvas.theme)
                } else {
                    line
                }
            })
            .collect();
        put_lines(frame, inside, &lines);
        canvas.more_rows(frame, inside, (first, meeting.rows.len()));
    }
}

fn draw_border(
    input: &AgendaInput<'_>,
    frame: &mut Frame<'_>,
    area: Rect,
    canvas: &Canvas<'_>,
) -> Rect {
    let meeting = input.meeting;
    let title = format!(" {} ", canvas.words.say("pane-agenda"));
    let room = usize::from(area.width).saturating_sub(width(&title) + 6);
    let times = format!(" {} ", times(meeting, room, canvas));
    let mut border = border(input.focus, canvas).title(title).at_right(times);
    if let Some(end) = meeting.forecast(canvas.now) {
        let at = ClockTime::at(end).with_stop();
        let forecast = canvas.words.say_with("pane-forecast", &[("at", at.into())]);
        border = border.below(format!(" {forecast} "));
    }
    border.put(area, frame.buffer_mut())
}

/// Spent and planned time; before the meeting, planned and announced.
fn times(meeting: &Meeting, room: usize, canvas: &Canvas<'_>) -> String {
    let planned = TimeDelta::minutes(i64::from(meeting.planned_minutes()));
    let planned = duration(planned, canvas);
    match (meeting.stage, meeting.announced()) {
        (Stage::Prepared, Some(announced)) => {
            let announced = duration(announced, canvas);
            let values = [
                ("planned", planned.as_str().into()),
                ("announced", announced.as_str().into()),
            ];
            let sentence = canvas.words.say_with("pane-planned", &values);
            if width(&sentence) <= room {
                sentence
            } else {
                format!("{planned} / {announced}")
            }
        }
        _ => format!(
            "{} / {planned}",
            duration(meeting.elapsed(canvas.now), canvas)
        ),
    }
}

/// A length of time as one reads it: `1 t 12`, `12 min`.
fn duration(length: TimeDelta, canvas: &Canvas<'_>) -> String {
    let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
    if hours > 0 {
        let values = [
            ("hours", hours.into()),
            ("minutes", format!("{minutes:02}").into()),
        ];
        canvas.words.say_with("time-hours", &values)
    } else {
        let values = [("minutes", minutes.into())];
        canvas.words.say_with("time-minutes", &values)
    }
}

fn line(
    row: &MinutesRow,
    columns: Columns,
    input: &AgendaInput<'_>,
    canvas: &Canvas<'_>,
) -> Line<'static> {
    match row {
        MinutesRow::Section(section) if section.title.is_empty() => {
            Line::raw(" ".repeat(columns.row))
        }
        MinutesRow::Section(section) => {
            let room = columns.row.saturating_sub(4 + columns.label);
            let title = format!("   {}", fitted(&section.title, room));
            let title = Span::styled(title, canvas.theme.heading());
            spread(vec![title], Vec::new(), columns.row)
        }
        MinutesRow::Item(item) => item_line(item, columns, input, canvas),
    }
}

fn item_line(
    item: &Item,
    columns: Columns,
    input: &AgendaInput<'_>,
    canvas: &Canvas<'_>,
) -> Line<'static> {
    let theme = canvas.theme;
    let spent = item.stopwatch.elapsed(canvas.now).num_minutes();
    let times = match (item.stopwatch.has_run(), item.planned_minutes) {
        // Where there is little room the titles have it.
        (true, _) if columns.row < ROOM_FOR_BOTH => format!("{spent:>3} "),
        (false, Some(planned)) if columns.row < ROOM_FOR_BOTH => format!("{planned:>3} "),
        (false, None) if columns.row < ROOM_FOR_BOTH => " ".repeat(4),
        (true, Some(planned)) => format!("{spent:>3} / {planned:>3} "),
        (true, None) => format!("{spent:>3}       "),
        (false, Some(planned)) => format!("      {planned:>3} "),
        (false, None) => " ".repeat(10),
    };
    let planned = item.planned_minutes.filter(|_| item.stopwatch.has_run());
    let is_over = planned.is_some_and(|planned| spent > i64::from(planned));
    let label = fitted(item.label.as_deref().unwrap_or(""), columns.label).into_owned();
    let gap = " ".repeat(columns.label.saturating_sub(width(&label)) + 1);
    let room = columns
        .row
        .saturating_sub(3 + columns.label + 2 + times.len());
    let title = fitted(&item.title, room).into_owned();
    let style = if input.meeting.open == Some(item.id) {
        theme.active()
    } else if item.is_withdrawn() {
        theme.quiet()
    } else {
        Style::new()
    };
    let left = vec![
        Span::styled(format!(" {} ", mark(item, input)), style),
        Span::styled(format!("{label}{gap}"), style),
        Span::styled(title, style),
    ];
    let time_style = if is_over {
        theme.warning()
    } else {
        theme.quiet()
    };
    let right = vec![Span::styled(format!(" {times}"), time_style)];
    spread(left, right, columns.row)
}

/// The mark of an item: open, dealt with, put off, withdrawn, or still to come.
fn mark(item: &Item, input: &AgendaInput<'_>) -> char {
    match &item.outcome {
        _ if input.meeting.open == Some(item.id) => '▶',
        Some(_) if item.is_withdrawn() => '✗',
        Some(_) => '→',
        None if item.stopwatch.has_run() => '✓',
        None if input.composer.parked().contains_key(&item.id) => '…',
        None => ' ',
    }
}
