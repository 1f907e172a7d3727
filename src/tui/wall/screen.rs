//! The wall's screen. Zones are reserved: nothing lies over a text that is being read.
//!
//! ```text
//! band     who meets                        place · who is here · clock
//! head     the item, as large as it goes, on every page
//! texts    proposal, decision, assignments
//! strip    time left in large digits, a bar, what comes next
//! foot     the notice to the chair, the page
//! ```

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::large::{self, Size};
use super::layout::{Laid, lay_out};
use super::scene::{Scene, Strip};
use super::{PageNumber, View};
use crate::meeting::minutes::Stage;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::paint::put_lines;
use crate::tui::theme::Theme;
use crate::tui::wrap::{fitted, shown, width, wrap};
use crate::words::Words;
use crate::words::phrasing::hour;

/// The smallest window with room for a margin.
const ROOMY: (u16, u16) = (60, 16);

/// Draws the wall, and says which page of how many was drawn.
pub(in crate::tui) fn draw(
    frame: &mut Frame<'_>,
    view: &View<'_>,
    words: &Words,
    theme: Theme,
    now: Timestamp,
) -> PageNumber {
    let area = frame.area();
    let scene = Scene::compose(view.public, view.subject, words, now);
    let margin = margin(area);
    let columns = usize::from(area.width - 2 * margin);
    let strip_rows = strip(
        &scene.strip,
        columns,
        digits_size(area),
        view.has_clock,
        theme,
    );
    let strip_height = u16::try_from(strip_rows.len()).unwrap_or(u16::MAX);
    let gap = u16::from(is_roomy(area));
    let rows = [
        Constraint::Length(1),
        Constraint::Length(gap),
        Constraint::Fill(1),
        Constraint::Length(gap),
        Constraint::Length(strip_height.min(area.height.saturating_sub(4))),
        Constraint::Length(1),
    ];
    let [top, _, body, _, strip, foot] = area.layout(&Layout::vertical(rows));
    let inner = |row: Rect| Rect {
        x: row.x + margin,
        width: row.width - 2 * margin,
        ..row
    };
    let (body, foot) = (inner(body), inner(foot));
    let band = band(view, words, theme, now, usize::from(top.width));
    put_lines(frame, top, &[band]);
    let size = (usize::from(body.width), usize::from(body.height));
    let page = draw_body(frame, body, &lay_out(&scene, size, theme), view);
    put_lines(frame, inner(strip), &strip_rows);
    let foot_line = foot_line(view, page, words, theme, usize::from(foot.width));
    put_lines(frame, foot, &[foot_line]);
    page
}

fn is_roomy(area: Rect) -> bool {
    area.width >= ROOMY.0 && area.height >= ROOMY.1
}

/// The margin to the left and right, in cells.
fn margin(area: Rect) -> u16 {
    if is_roomy(area) {
        (area.width / 40).max(2)
    } else {
        0
    }
}

fn digits_size(area: Rect) -> Size {
    match (area.width, area.height) {
        (200.., 60..) => Size::Huge,
        (120.., 36..) => Size::Wide,
        (60.., 16..) => Size::Narrow,
        _ => Size::Plain,
    }
}

/// The head, and under it the page of the texts.
fn draw_body(frame: &mut Frame<'_>, body: Rect, laid: &Laid, view: &View<'_>) -> PageNumber {
    let head_height = laid.head.len();
    put_lines(frame, body, &laid.head);
    let below = u16::try_from(head_height + usize::from(!laid.head.is_empty())).unwrap_or(u16::MAX);
    let height = body.height.saturating_sub(below);
    let columns = Rect {
        y: body.y.saturating_add(below),
        height,
        ..body
    };
    let height = usize::from(height).max(1);
    let starts = page_starts(&laid.texts, height);
    let of_newest = starts
        .iter()
        .rposition(|start| *start <= laid.newest)
        .unwrap_or(0);
    let number = if laid.is_unfinished {
        of_newest
    } else {
        (of_newest + view.turned) % starts.len()
    };
    let start = starts.get(number).copied().unwrap_or(0);
    let end = starts.get(number + 1).copied().unwrap_or(laid.texts.len());
    put_lines(
        frame,
        columns,
        laid.texts.get(start..end).unwrap_or_default(),
    );
    PageNumber {
        number,
        count: starts.len(),
    }
}

/// The rows at which pages begin: an empty row if one is near the end of the page before.
fn page_starts(rows: &[Line<'_>], height: usize) -> Vec<usize> {
    let mut starts = vec![0];
    let mut start = 0;
    while rows.len() - start > height {
        let end = start + height;
        let is_empty = |row: &usize| rows.get(*row).is_some_and(|row| row.width() == 0);
        let near = (start + height / 2 + 1..=end).rev().find(is_empty);
        start = near.map_or(end, |row| row + 1);
        starts.push(start);
    }
    starts
}

fn band(
    view: &View<'_>,
    words: &Words,
    theme: Theme,
    now: Timestamp,
    columns: usize,
) -> Line<'static> {
    let style = theme.chosen().patch(theme.heading());
    let Some(public) = view.public else {
        let clock = format!("{} ", hour(ClockTime::at(now), words));
        let gap = " ".repeat(columns.saturating_sub(width(&clock)));
        return Line::styled(format!("{gap}{clock}"), style);
    };
    let mut right = Vec::new();
    if let Some(since) = view.not_live_since {
        let time = hour(ClockTime::at(since), words);
        right.push(words.say_with("wall-not-live", &[("time", time.into())]));
    }
    if let (Stage::UnderWay, Some((place, count))) = (public.stage, public.place()) {
        right.push(words.say_with(
            "wall-place",
            &[("place", place.into()), ("count", count.into())],
        ));
    }
    if !matches!(public.stage, Stage::Closed | Stage::Approved) {
        let (present, all) = public.members_there(now);
        right.push(words.say_with(
            "wall-present",
            &[("there", present.into()), ("all", all.into())],
        ));
    }
    if view.has_clock {
        right.push(hour(ClockTime::at(now), words));
    }
    let right = format!("{} ", right.join("   "));
    let number = public
        .number
        .as_deref()
        .map(|number| format!(" · {number}"))
        .unwrap_or_default();
    let left = format!(" {}{number}", public.body);
    let left = fitted(&left, columns.saturating_sub(width(&right) + 2)).into_owned();
    let gap = " ".repeat(columns.saturating_sub(width(&left) + width(&right)));
    Line::styled(format!("{left}{gap}{right}"), style)
}

/// The digits, and beside them what they count, the bar, and what comes next.
fn strip(
    strip: &Strip,
    columns: usize,
    size: Size,
    has_clock: bool,
    theme: Theme,
) -> Vec<Line<'static>> {
    let next = strip.next.as_deref().unwrap_or_default();
    let style = if strip.is_over {
        theme.overrun()
    } else {
        theme.heading()
    };
    let digits = strip.digits.as_deref().filter(|_| has_clock);
    let Some(digits) = digits else {
        return vec![Line::styled(
            fitted(next, columns).into_owned(),
            theme.heading(),
        )];
    };
    let large = large::lines(digits, size, columns / 2).map(|lines| lines.concat());
    let Some(rows) = large else {
        let time = format!("{digits}  {}", strip.label);
        return [time.as_str(), next]
            .iter()
            .map(|text| Line::raw(fitted(text, columns).into_owned()))
            .collect();
    };
    let widest = rows.iter().map(|row| width(row)).max().unwrap_or(0) + 4;
    let beside = columns.saturating_sub(widest);
    let said = beside_digits(strip, next, rows.len(), beside, style, theme);
    let joined = rows.into_iter().zip(said).map(|(digits, said)| {
        let gap = " ".repeat(widest.saturating_sub(width(&digits)));
        let mut spans = vec![Span::styled(digits, style), Span::raw(gap)];
        spans.extend(
            said.spans
                .into_iter()
                .map(|span| span.patch_style(said.style)),
        );
        Line::from(spans)
    });
    joined.collect()
}

/// The lines beside digits of so many rows.
fn beside_digits(
    strip: &Strip,
    next: &str,
    rows: usize,
    columns: usize,
    style: Style,
    theme: Theme,
) -> Vec<Line<'static>> {
    let bars = rows / 4;
    let large =
        large::lines(next, Size::Narrow, columns).filter(|lines| rows >= 8 && lines.len() == 1);
    let next = large.map_or_else(|| in_two_rows(next, columns), |lines| lines.concat());
    let mut said = vec![Line::styled(
        fitted(&strip.label, columns).into_owned(),
        style,
    )];
    said.extend((0..bars).map(|_| bar(strip, columns, style)));
    said.extend((0..rows.saturating_sub(1 + bars + next.len())).map(|_| Line::raw("")));
    said.extend(
        next.into_iter()
            .map(|row| Line::styled(row, theme.heading())),
    );
    said
}

fn in_two_rows(text: &str, columns: usize) -> Vec<String> {
    let rows = wrap(text, columns);
    match rows.as_slice() {
        [first, second, ..] => {
            let rest = text.get(second.start..).unwrap_or_default();
            vec![
                shown(first.slice(text)).into_owned(),
                fitted(rest, columns).into_owned(),
            ]
        }
        _ => vec![shown(text).into_owned()],
    }
}

fn bar(strip: &Strip, columns: usize, style: Style) -> Line<'static> {
    let Some(gone) = strip.gone else {
        return Line::raw("");
    };
    let filled = columns * usize::try_from(gone).unwrap_or(0) / 1000;
    Line::from(vec![
        Span::styled("█".repeat(filled), style),
        Span::styled("░".repeat(columns.saturating_sub(filled)), Style::new()),
    ])
}

fn foot_line(
    view: &View<'_>,
    page: PageNumber,
    words: &Words,
    theme: Theme,
    columns: usize,
) -> Line<'static> {
    let pages = match page.count {
        0 | 1 => String::new(),
        count => words.say_with(
            "wall-page",
            &[("page", (page.number + 1).into()), ("pages", count.into())],
        ),
    };
    let missing = view.integrity.missing().next();
    let missing = missing.map(|shortfall| words.shortfall(shortfall));
    let said = view.notice.or(missing.as_deref()).unwrap_or_default();
    let said = fitted(said, columns.saturating_sub(width(&pages) + 2)).into_owned();
    let gap = " ".repeat(columns.saturating_sub(width(&said) + width(&pages)));
    Line::from(vec![
        Span::styled(said, theme.heading()),
        Span::raw(gap),
        Span::styled(shown(&pages).into_owned(), theme.heading()),
    ])
}
