//! The item pane: its title and timers, the bar of time, who presents, and the page below them.

mod page;

use std::ops::RangeInclusive;

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use super::{Drawn, Focus, border, walked};
use crate::meeting::item::Item;
use crate::meeting::passage::Direction;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::Timestamp;
use crate::tui::desk::canvas::{Canvas, put_cursor};
use crate::tui::desk::item_view::{ItemSource, ItemView};
use crate::tui::desk::target::{Target, TextTarget};
use crate::tui::paint::put_lines;
use crate::tui::wrap::fitted;
use page::ItemPage;

/// The choice in the item: the target, and its index, which stays when the target goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Choice {
    target: Option<Target>,
    index: usize,
    /// The index at the other end, where several are chosen.
    anchor: Option<usize>,
}

/// The item pane.
#[derive(Debug)]
pub(in crate::tui::desk) struct ItemPane {
    choice: Choice,
    /// The width that the text was last shown in, for going up and down in it.
    pub(in crate::tui::desk) width: usize,
    scroll: usize,
    /// True when the text scrolls to the choice; otherwise it stays where it was scrolled to.
    follows_choice: bool,
    /// The moment until which what was just recorded stands out.
    stands_out_until: Option<Timestamp>,
    pub(in crate::tui::desk) drawn: Drawn,
}

impl Default for ItemPane {
    fn default() -> Self {
        Self {
            choice: Choice::default(),
            width: 60,
            scroll: 0,
            follows_choice: true,
            stands_out_until: None,
            drawn: Drawn::default(),
        }
    }
}

impl ItemPane {
    /// Goes to the first target, as in another item.
    pub(in crate::tui::desk) fn choose_first(&mut self) {
        self.choice = Choice::default();
    }

    /// Goes to the top of another item.
    pub(in crate::tui::desk) fn rewind(&mut self) {
        self.choose_first();
        self.stands_out_until = None;
        self.scroll = 0;
    }

    /// From now on the text scrolls to what is chosen.
    pub(in crate::tui::desk) fn follow_choice(&mut self) {
        self.follows_choice = true;
    }

    /// The index of what is chosen.
    fn index(&self, view: &ItemView) -> usize {
        let known = self.choice.target;
        let found = known.and_then(|target| view.targets().position(|one| one == target));
        found.unwrap_or(self.choice.index)
    }

    /// The chosen target; `None` where there is nothing to choose.
    pub(in crate::tui::desk) fn chosen(&self, view: &ItemView) -> Option<Target> {
        view.targets().nth(self.index(view))
    }

    fn choose(&mut self, index: usize, view: &ItemView) {
        self.choice = Choice {
            target: view.targets().nth(index),
            index,
            anchor: None,
        };
    }

    /// Chooses all targets from where the choice began to one so many places on.
    pub(in crate::tui::desk) fn extend(&mut self, by: isize, view: &ItemView) {
        let anchor = self.choice.anchor.unwrap_or_else(|| self.index(view));
        self.walk(by, view);
        self.choice.anchor = Some(anchor);
    }

    /// The targets that are chosen, from top to bottom.
    pub(in crate::tui::desk) fn selected(&self, view: &ItemView) -> Vec<Target> {
        let (first, last) = self.range(view).into_inner();
        view.targets().skip(first).take(last + 1 - first).collect()
    }

    fn range(&self, view: &ItemView) -> RangeInclusive<usize> {
        let index = self.index(view);
        let anchor = self.choice.anchor.unwrap_or(index);
        anchor.min(index)..=anchor.max(index)
    }

    /// Goes with what was moved one place up or down.
    pub(in crate::tui::desk) fn follow_moved(&mut self, direction: Direction) {
        let by = match direction {
            Direction::Up => -1,
            Direction::Down => 1,
        };
        let Choice { index, anchor, .. } = &mut self.choice;
        for moved in [index].into_iter().chain(anchor) {
            *moved = moved.saturating_add_signed(by);
        }
        self.follows_choice = true;
    }

    /// Chooses a target so many places on.
    pub(in crate::tui::desk) fn walk(&mut self, by: isize, view: &ItemView) {
        self.follows_choice = true;
        let to = walked(self.index(view), by, view.targets().count());
        self.choose(to, view);
    }

    /// Chooses what was written, once its field is closed.
    pub(in crate::tui::desk) fn choose_written(&mut self, written: TextTarget, view: &ItemView) {
        let targets: Vec<Target> = view.targets().collect();
        let is_written = |target: &Target| match (written, *target) {
            (TextTarget::NewClause { .. }, Target::Text(text)) => {
                matches!(text, TextTarget::Clause(_) | TextTarget::NewClause { .. })
            }
            (written, Target::Text(text)) => written == text,
            (_, Target::Assignment(_) | Target::Returned(_) | Target::Origin(..)) => false,
        };
        let index = targets.iter().rposition(is_written).unwrap_or(0);
        self.choose(index, view);
        self.follows_choice = true;
    }

    /// Chooses what was just recorded, and lets it stand out until then.
    pub(in crate::tui::desk) fn show_recorded(
        &mut self,
        recorded: Target,
        until: Timestamp,
        view: &ItemView,
    ) {
        if let Some(index) = view.targets().position(|target| target == recorded) {
            self.choose(index, view);
            self.follows_choice = true;
            self.stands_out_until = Some(until);
        }
    }

    /// Chooses the neighbour of what was withdrawn: the next of its kind, or the one before; else the
    /// top, so that a second `Del` takes nothing of another kind.
    pub(in crate::tui::desk) fn choose_after_withdrawal(&mut self, was: Target, view: &ItemView) {
        let targets: Vec<Target> = view.targets().collect();
        let is_alike = |index: &usize| targets.get(*index).is_some_and(|one| one.is_like(was));
        let index = self.choice.index;
        let near = [Some(index), index.checked_sub(1)];
        let chosen = near.into_iter().flatten().find(is_alike).unwrap_or(0);
        self.choose(chosen, view);
        self.follows_choice = true;
    }

    /// Chooses what stands under the mouse.
    pub(in crate::tui::desk) fn click(&mut self, mouse: Position, source: ItemSource<'_>) {
        self.follows_choice = false;
        let view = ItemView::build(source);
        let starts = ItemPage::plain(&view, source, self.width).starts;
        if let Some(row) = self.drawn.row_at(mouse)
            && let Some(index) = starts.iter().rposition(|start| *start <= row)
        {
            self.choose(index, &view);
        }
    }

    /// Scrolls the text, whatever is chosen.
    pub(in crate::tui::desk) fn scroll(&mut self, by: isize) {
        self.follows_choice = false;
        self.scroll = self.scroll.saturating_add_signed(by);
    }

    pub(in crate::tui::desk) fn draw(
        &mut self,
        source: ItemSource<'_>,
        focus: Focus,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let inside = draw_border(source, focus, frame, area, canvas);
        let [head, _, text] = inside.layout(&Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ]));
        if let Some(item) = source.item {
            let line = head_line(item, usize::from(head.width), canvas);
            put_lines(frame, head, &[line]);
        }
        let text = Rect {
            x: text.x + 1,
            width: text.width.saturating_sub(2),
            ..text
        };
        self.width = usize::from(text.width);
        self.draw_text(source, focus, frame, text, canvas);
    }

    fn draw_text(
        &mut self,
        source: ItemSource<'_>,
        focus: Focus,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let view = ItemView::build(source);
        let is_free = source.composer.writing().is_none();
        let is_recent = self
            .stands_out_until
            .is_some_and(|until| canvas.now < until);
        let stands_out = focus != Focus::Elsewhere || is_recent;
        let chosen = (is_free && stands_out).then(|| self.range(&view));
        let page = ItemPage::lay_out(&view, source, self.width, canvas.theme, chosen.as_ref());
        let height = usize::from(area.height).max(1);
        let chosen_row = page.chosen_row.filter(|_| self.follows_choice);
        let last = page.rows.len().saturating_sub(height);
        let scroll = match page.cursor.map(|(row, _)| row).or(chosen_row) {
            Some(row) => self.scroll.clamp((row + 1).saturating_sub(height), row),
            None => self.scroll,
        };
        let first = scroll.min(last);
        let (count, cursor) = (page.rows.len(), page.cursor);
        let rows: Vec<Line<'_>> = page.rows.into_iter().skip(first).take(height).collect();
        put_lines(frame, area, &rows);
        canvas.more_rows(frame, area, (first, count));
        if let Some((row, column)) = cursor {
            put_cursor(frame, area, row.saturating_sub(first), column);
        }
        self.scroll = first;
        self.drawn = Drawn {
            inside: area,
            first,
        };
    }
}

fn draw_border(
    source: ItemSource<'_>,
    focus: Focus,
    frame: &mut Frame<'_>,
    area: Rect,
    canvas: &Canvas<'_>,
) -> Rect {
    let (item, theme) = (source.item, canvas.theme);
    let columns = usize::from(area.width).saturating_sub(4);
    let times = item.map(|item| times(item, canvas.now)).unwrap_or_default();
    let title = title(source, columns.saturating_sub(times.len() + 4));
    let is_open = item.is_some_and(|item| source.ledger.shown().open == Some(item.id));
    let title_style = if is_open {
        theme.active()
    } else {
        theme.heading()
    };
    let left = item.and_then(|item| left(item, canvas.now));
    let time_style = if left.is_some_and(|left| left < TimeDelta::zero()) {
        theme.warning()
    } else {
        theme.heading()
    };
    let mut border = border(focus, canvas).title(Span::styled(format!(" {title} "), title_style));
    if !times.is_empty() {
        border = border.at_right(Span::styled(format!(" {times} "), time_style));
    }
    border.put(area, frame.buffer_mut())
}

fn title(source: ItemSource<'_>, columns: usize) -> String {
    let text = match (source.composer.target(), source.item) {
        (Some(TextTarget::Text(TextPlace::Closing)), _) => {
            source.words.say("pane-closing").into_owned()
        }
        (Some(TextTarget::Text(TextPlace::Opening)), _) | (_, None) => {
            source.words.say("pane-opening").into_owned()
        }
        (_, Some(item)) => item.heading(),
    };
    fitted(&text, columns).into_owned()
}

/// The bar of time, and who presents.
fn head_line(item: &Item, columns: usize, canvas: &Canvas<'_>) -> Line<'static> {
    let mut spans = vec![Span::raw(" ")];
    if item.stopwatch.has_run()
        && let Some(planned) = item.planned_minutes.filter(|planned| *planned > 0)
    {
        let cells = 24.min(columns / 3);
        let planned = planned as usize * 60;
        let spent = item.stopwatch.elapsed(canvas.now).num_seconds();
        let spent = usize::try_from(spent).unwrap_or(0);
        let filled = (spent * cells / planned).min(cells);
        let style = if spent > planned {
            canvas.theme.warning()
        } else {
            canvas.theme.active()
        };
        spans.push(Span::styled("▇".repeat(filled), style));
        let rest = "░".repeat(cells - filled);
        spans.push(Span::styled(rest, canvas.theme.quiet()));
        spans.push(Span::raw("  "));
    }
    if !item.presenters.is_empty() {
        let used: usize = spans.iter().map(Span::width).sum();
        let label = canvas.words.say("paper-presenters").into_owned();
        let columns = columns.saturating_sub(used + label.chars().count() + 2);
        let names = item.presenters.join("; ");
        let names = fitted(&names, columns).into_owned();
        spans.push(Span::styled(format!("{label} "), canvas.theme.quiet()));
        spans.push(Span::raw(names));
    }
    Line::from(spans)
}

/// The rest of the planned time; `None` without a plan.
fn left(item: &Item, now: Timestamp) -> Option<TimeDelta> {
    let planned = item.planned_minutes?;
    Some(TimeDelta::minutes(i64::from(planned)) - item.stopwatch.elapsed(now))
}

/// Spent and planned; beyond the plan it is counted up from there.
pub(in crate::tui::desk) fn times(item: &Item, now: Timestamp) -> String {
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
