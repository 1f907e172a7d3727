//! The item pane: its title and timers, the bar of time, who presents, and the page below them.

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::frame::{more_below, put_cursor};
use super::writing::Subject;
use super::{Desk, Pane};
use crate::meeting::item::Item;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::Timestamp;
use crate::tui::colours::Look;
use crate::tui::lines::put_lines;
use crate::tui::wrap::fitted;

impl Desk {
    pub(super) fn draw_item(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        look: Look,
        now: Timestamp,
    ) {
        let item = self.looked_at().and_then(|id| self.shown.item(id)).cloned();
        let room = usize::from(area.width).saturating_sub(4);
        let times = item
            .as_ref()
            .map(|item| times(item, now))
            .unwrap_or_default();
        let title = self.item_title(item.as_ref(), room.saturating_sub(times.len() + 4));
        let is_open = item
            .as_ref()
            .is_some_and(|item| self.shown.open == Some(item.id));
        let title_style = if is_open {
            look.active()
        } else {
            look.heading()
        };
        let is_over = item
            .as_ref()
            .is_some_and(|item| left(item, now).is_some_and(|left| left < TimeDelta::zero()));
        let time_style = if is_over {
            look.warning()
        } else {
            look.heading()
        };
        let mut edge = self
            .pane(Pane::Item, look)
            .title(Span::styled(format!(" {title} "), title_style));
        if !times.is_empty() {
            edge = edge.at_right(Span::styled(format!(" {times} "), time_style));
        }
        let inside = edge.put(area, frame.buffer_mut());
        let [head, _, text] = inside.layout(&Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ]));
        if let Some(item) = &item {
            put_lines(
                frame,
                head,
                &[self.head(item, usize::from(head.width), look, now)],
            );
        }
        let text = Rect {
            x: text.x + 1,
            width: text.width.saturating_sub(2),
            ..text
        };
        self.item_room = usize::from(text.width);
        self.draw_page(frame, text, look);
    }

    fn draw_page(&mut self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let page = self.page(self.item_room, look);
        let height = usize::from(area.height).max(1);
        let focus = page
            .cursor
            .map(|(row, _)| row)
            .or(page.chosen_row.filter(|_| self.scrolls_to_spot));
        let last = page.rows.len().saturating_sub(height);
        let scroll = match focus {
            Some(focus) => self
                .item_scroll
                .clamp((focus + 1).saturating_sub(height), focus),
            None => self.item_scroll,
        };
        let scroll = scroll.min(last);
        let count = page.rows.len();
        let cursor = page.cursor;
        let rows: Vec<Line<'_>> = page.rows.into_iter().skip(scroll).take(height).collect();
        put_lines(frame, area, &rows);
        more_below(frame, area, (scroll, count), look);
        if let Some((row, column)) = cursor {
            put_cursor(frame, area, row.saturating_sub(scroll), column);
        }
        self.item_scroll = scroll;
        self.places.item = (area, scroll);
    }

    fn item_title(&self, item: Option<&Item>, room: usize) -> String {
        let text = match (self.writing.as_ref().map(|writing| writing.subject), item) {
            (Some(Subject::Text(TextPlace::Opening)), _) | (_, None) => {
                self.words.say("pane-opening").into_owned()
            }
            (Some(Subject::Text(TextPlace::Closing)), _) => {
                self.words.say("pane-closing").into_owned()
            }
            (_, Some(item)) => match &item.label {
                Some(label) => format!("{label}  {}", item.title),
                None => item.title.clone(),
            },
        };
        fitted(&text, room).into_owned()
    }

    /// The bar of time, and who presents.
    fn head(&self, item: &Item, room: usize, look: Look, now: Timestamp) -> Line<'static> {
        let mut spans = vec![Span::raw(" ")];
        if let Some(planned) = item
            .planned_minutes
            .filter(|planned| *planned > 0 && item.stopwatch.has_run())
        {
            let cells = 24.min(room / 3);
            let spent = usize::try_from(item.stopwatch.elapsed(now).num_seconds()).unwrap_or(0);
            let filled = (spent * cells / (planned as usize * 60)).min(cells);
            let is_over = spent > planned as usize * 60;
            let style = if is_over {
                look.warning()
            } else {
                look.active()
            };
            spans.push(Span::styled("▇".repeat(filled), style));
            spans.push(Span::styled("░".repeat(cells - filled), look.quiet()));
            spans.push(Span::raw("  "));
        }
        if !item.presenters.is_empty() {
            let used: usize = spans.iter().map(Span::width).sum();
            let label = self.words.say("paper-presenters").into_owned();
            let names = item.presenters.join("; ");
            let names = fitted(
                &names,
                room.saturating_sub(used + label.chars().count() + 2),
            );
            spans.push(Span::styled(format!("{label} "), look.quiet()));
            spans.push(Span::raw(names.into_owned()));
        }
        Line::from(spans)
    }
}

/// What is left of the planned time.
fn left(item: &Item, now: Timestamp) -> Option<TimeDelta> {
    item.planned_minutes
        .map(|planned| TimeDelta::minutes(i64::from(planned)) - item.stopwatch.elapsed(now))
}

/// Spent and planned; beyond the plan it is counted up from there.
pub(super) fn times(item: &Item, now: Timestamp) -> String {
    let spent = item.stopwatch.elapsed(now);
    let clock = |length: TimeDelta| {
        format!(
            "{:02}:{:02}",
            length.num_minutes(),
            length.num_seconds() % 60
        )
    };
    match (left(item, now), item.planned_minutes) {
        (Some(left), Some(planned)) if left < TimeDelta::zero() => {
            format!("+{} / {planned}", clock(-left))
        }
        (_, Some(planned)) if !item.stopwatch.has_run() => format!("{planned} min"),
        (_, Some(planned)) => format!("{} / {planned}", clock(spent)),
        (_, None) if item.stopwatch.has_run() => clock(spent),
        (_, None) => String::new(),
    }
}
