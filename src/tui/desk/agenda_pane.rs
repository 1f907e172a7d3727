//! The agenda: headings, items, planned and spent time, and where we are.

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{marked, more_below};
use super::{Desk, Pane};
use crate::meeting::item::{Item, MinutesRow};
use crate::meeting::minutes::Stage;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::colours::Look;
use crate::tui::lines::{put_lines, spread};
use crate::tui::wrap::{fitted, width};

impl Desk {
    pub(super) fn draw_agenda(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        look: Look,
        now: Timestamp,
    ) {
        let planned = TimeDelta::minutes(i64::from(self.shown.planned_minutes()));
        let spent = self.shown.elapsed(now);
        let title = format!(" {} ", self.words.say("pane-agenda"));
        let times = match (self.shown.stage, self.shown.announced()) {
            (Stage::Prepared, Some(announced)) => {
                let (planned, announced) = (self.hours(planned), self.hours(announced));
                let with = [
                    ("planned", planned.as_str().into()),
                    ("announced", announced.as_str().into()),
                ];
                let said = self.words.say_with("pane-planned", &with);
                let fits = width(&title) + width(&said) + 6 <= usize::from(area.width);
                if fits {
                    said
                } else {
                    format!("{planned} / {announced}")
                }
            }
            _ => format!("{} / {}", self.hours(spent), self.hours(planned)),
        };
        let times = format!(" {times} ");
        let mut edge = self.pane(Pane::Agenda, look).title(title).at_right(times);
        if let Some(end) = self.shown.forecast(now) {
            let forecast = self.words.say_with(
                "pane-forecast",
                &[("at", ClockTime::at(end).with_stop().into())],
            );
            edge = edge.below(format!(" {forecast} "));
        }
        let inside = edge.put(area, frame.buffer_mut());
        self.page = usize::from(inside.height).max(2) - 1;
        let room = usize::from(inside.width);
        let label_room = self
            .shown
            .items()
            .filter_map(|item| item.label.as_deref())
            .map(width)
            .max()
            .unwrap_or(0);
        let chosen = self
            .chosen
            .and_then(|row| self.shown.row_index(row))
            .unwrap_or(0);
        let first = (chosen + 1 + usize::from(inside.height) / 3)
            .saturating_sub(usize::from(inside.height));
        let first = first.min(
            self.shown
                .rows
                .len()
                .saturating_sub(usize::from(inside.height)),
        );
        self.places.agenda = (inside, first);
        let lines: Vec<Line<'_>> = (self
            .shown
            .rows
            .iter()
            .skip(first)
            .take(usize::from(inside.height)))
        .map(|row| self.agenda_row(row, (room, label_room.min(8)), look, now))
        .collect();
        put_lines(frame, inside, &lines);
        more_below(frame, inside, (first, self.shown.rows.len()), look);
    }

    fn agenda_row(
        &self,
        row: &MinutesRow,
        (room, label_room): (usize, usize),
        look: Look,
        now: Timestamp,
    ) -> Line<'static> {
        let line = match row {
            MinutesRow::Section(section) if section.title.is_empty() => Line::raw(" ".repeat(room)),
            MinutesRow::Section(section) => {
                let title =
                    fitted(&section.title, room.saturating_sub(4 + label_room)).into_owned();
                spread(
                    vec![Span::styled(format!("   {title}"), look.heading())],
                    Vec::new(),
                    room,
                )
            }
            MinutesRow::Item(item) => self.agenda_item(item, (room, label_room), look, now),
        };
        if self.chosen == Some(row.id()) {
            marked(&line, look)
        } else {
            line
        }
    }

    fn agenda_item(
        &self,
        item: &Item,
        (room, label_room): (usize, usize),
        look: Look,
        now: Timestamp,
    ) -> Line<'static> {
        let is_open = self.shown.open == Some(item.id);
        let spent = item.stopwatch.elapsed(now).num_minutes();
        let times = match (item.stopwatch.has_run(), item.planned_minutes) {
            (true, Some(planned)) => format!("{spent:>3} / {planned:>3} "),
            (true, None) => format!("{spent:>3}       "),
            (false, Some(planned)) => format!("      {planned:>3} "),
            (false, None) => " ".repeat(10),
        };
        let is_over = item
            .planned_minutes
            .is_some_and(|planned| spent > i64::from(planned) && item.stopwatch.has_run());
        let label = fitted(item.label.as_deref().unwrap_or(""), label_room).into_owned();
        let label = format!(
            "{label}{}",
            " ".repeat(label_room.saturating_sub(width(&label)))
        );
        let title_room = room.saturating_sub(3 + label_room + 2 + times.len());
        let title = fitted(&item.title, title_room).into_owned();
        let style = if is_open {
            look.active()
        } else if item.is_withdrawn() {
            look.quiet()
        } else {
            ratatui::style::Style::new()
        };
        let left = vec![
            Span::styled(format!(" {} ", self.where_it_is(item)), style),
            Span::styled(format!("{label} "), style),
            Span::styled(title, style),
        ];
        let time_style = if is_over {
            look.warning()
        } else {
            look.quiet()
        };
        spread(
            left,
            vec![Span::styled(format!(" {times}"), time_style)],
            room,
        )
    }

    /// Where the item is: open, dealt with, put off, withdrawn, or still to come.
    fn where_it_is(&self, item: &Item) -> char {
        match &item.outcome {
            _ if self.shown.open == Some(item.id) => '▶',
            Some(_) if item.is_withdrawn() => '✗',
            Some(_) => '→',
            None if item.stopwatch.has_run() => '✓',
            None if self.parked.contains_key(&item.id) => '…',
            None => ' ',
        }
    }

    /// A length of time as one reads it: `1 t 12`, `12 min`.
    fn hours(&self, length: TimeDelta) -> String {
        let (hours, minutes) = (length.num_hours(), length.num_minutes() % 60);
        if hours > 0 {
            self.words.say_with(
                "time-hours",
                &[
                    ("hours", hours.into()),
                    ("minutes", format!("{minutes:02}").into()),
                ],
            )
        } else {
            self.words
                .say_with("time-minutes", &[("minutes", minutes.into())])
        }
    }
}
