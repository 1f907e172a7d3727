//! The rows of a review as lines: on the screen, or plain.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Review, Subject, can_be_chosen, rows_of};
use crate::book::catalog::Catalog;
use crate::export::review::ReviewRow;
use crate::meeting::Meeting;
use crate::meeting::event::Entry;
use crate::meeting::time::Timestamp;
use crate::tui::event_names::name_of;
use crate::tui::paint::put_lines;
use crate::tui::theme::Theme;
use crate::tui::wrap::{fitted, hanging, shown, width};
use crate::words::Words;

/// Cells of the longest bar of time.
const BAR: usize = 24;

/// A review as plain text.
#[must_use]
pub fn plain(shelf: &Catalog, stem: &str, columns: usize, now: Timestamp, words: &Words) -> String {
    let mut rows = rows_of(shelf, &Subject::Meeting(stem.to_owned()), words, now);
    rows.retain(|row| !matches!(row, ReviewRow::Part { .. }));
    let longest = longest_time(&rows);
    let mut text = String::new();
    for line in rows
        .iter()
        .flat_map(|row| lines_of(row, columns, longest, Theme::Plain))
    {
        let of_line: String = line
            .spans
            .iter()
            .map(|span| span.content.as_ref())
            .collect();
        text.push_str(of_line.trim_end());
        text.push('\n');
    }
    text
}

pub(super) fn draw(
    review: &mut Review,
    frame: &mut Frame<'_>,
    area: Rect,
    words: &Words,
    theme: Theme,
    now: Timestamp,
) {
    let [body, foot] = area.layout(&Layout::vertical([
        Constraint::Fill(1),
        Constraint::Length(1),
    ]));
    let columns = usize::from(body.width).saturating_sub(2);
    let (lines, focus) = match review.replayed() {
        Some((meeting, entry)) => (
            replayed(review, &meeting, entry, columns, words, theme),
            None,
        ),
        None => laid_out(review, columns, words, theme, now),
    };
    let height = usize::from(body.height).max(1);
    let last = lines.len().saturating_sub(height);
    if let Some(focus) = focus {
        review.scroll = review.scroll.clamp(
            (focus + 2).saturating_sub(height),
            focus.max(review.scroll.min(focus)),
        );
    }
    review.scroll = review.scroll.min(last);
    let inside = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(1),
        ..body
    };
    put_lines(
        frame,
        inside,
        lines.get(review.scroll..).unwrap_or_default(),
    );
    put_lines(
        frame,
        foot,
        &[foot_line(review, usize::from(foot.width), words, theme)],
    );
}

/// All lines, and where the chosen one stands.
fn laid_out(
    review: &Review,
    columns: usize,
    words: &Words,
    theme: Theme,
    now: Timestamp,
) -> (Vec<Line<'static>>, Option<usize>) {
    let rows = review.rows(words, now);
    let longest = longest_time(&rows);
    let chosen_row = (0..rows.len())
        .filter(|row| rows.get(*row).is_some_and(can_be_chosen))
        .nth(review.chosen);
    let (mut lines, mut focus) = (Vec::new(), None);
    for (place, row) in rows.iter().enumerate() {
        let mut of_row = lines_of(row, columns, longest, theme);
        if chosen_row == Some(place) {
            focus = Some(lines.len()).filter(|_| review.chosen > 0);
            of_row = of_row
                .into_iter()
                .map(|line| line.style(theme.chosen()))
                .collect();
        }
        lines.extend(of_row);
    }
    (lines, focus)
}

fn longest_time(rows: &[ReviewRow]) -> u32 {
    let longest = rows.iter().filter_map(|row| match row {
        ReviewRow::Time { spent, planned, .. } => Some((*spent).max(planned.unwrap_or(0))),
        _ => None,
    });
    longest.max().unwrap_or(0).max(1)
}

fn lines_of(row: &ReviewRow, columns: usize, longest: u32, theme: Theme) -> Vec<Line<'static>> {
    let tick = |is_done: bool| if is_done { "✓" } else { "·" };
    match row {
        ReviewRow::Gap => vec![Line::raw("")],
        ReviewRow::Heading(text) => vec![Line::styled(shown(text).into_owned(), theme.active())],
        ReviewRow::Item { text, .. } => wrapped(text, "  ", columns, theme.heading()),
        ReviewRow::Text(text) => wrapped(text, "", columns, Style::new()),
        ReviewRow::Clause(text) => wrapped(text, "    ", columns, Style::new()),
        ReviewRow::Link { text, .. } => wrapped(text, "    → ", columns, Style::new()),
        ReviewRow::Assignment { is_done, text, .. } => wrapped(
            text,
            &format!("  {} ", tick(*is_done)),
            columns,
            Style::new(),
        ),
        ReviewRow::Part { of, is_done, .. } => wrapped(
            of,
            &format!("      {} ", tick(*is_done)),
            columns,
            Style::new(),
        ),
        ReviewRow::Time {
            item,
            spent,
            planned,
        } => vec![bar(item, *spent, *planned, columns, longest, theme)],
    }
}

/// A text behind a sign, its further rows below its own beginning.
fn wrapped(text: &str, sign: &str, columns: usize, style: Style) -> Vec<Line<'static>> {
    hanging(text, sign, columns)
        .into_iter()
        .map(|row| Line::styled(row, style))
        .collect()
}

/// A bar of time: the planned part is light, the spent part dark, the part beyond it another sign.
fn bar(
    item: &str,
    spent: u32,
    planned: Option<u32>,
    columns: usize,
    longest: u32,
    theme: Theme,
) -> Line<'static> {
    let cells = |minutes: u32| minutes as usize * BAR / longest as usize;
    let plan = cells(planned.unwrap_or(0));
    let within = cells(spent).min(plan);
    let beyond = cells(spent).saturating_sub(plan);
    let planned = planned
        .map(|planned| format!(" / {planned}"))
        .unwrap_or_default();
    let times = format!("{spent}{planned} min");
    let name_room = columns.saturating_sub(BAR + 18).clamp(8, 60);
    let name = fitted(item, name_room).into_owned();
    let gap = " ".repeat(name_room.saturating_sub(width(&name)) + 2);
    Line::from(vec![
        Span::raw(format!("  {name}{gap}")),
        Span::raw("▇".repeat(within)),
        Span::styled("▓".repeat(beyond), theme.warning()),
        Span::styled("░".repeat(plan - within), theme.quiet()),
        Span::raw(" ".repeat(BAR.saturating_sub(plan.max(within + beyond)) + 1)),
        Span::raw(times),
    ])
}

/// The meeting as it was, with what this entry was.
fn replayed(
    review: &Review,
    meeting: &Meeting,
    entry: &Entry,
    columns: usize,
    words: &Words,
    theme: Theme,
) -> Vec<Line<'static>> {
    let (number, count) = match &review.replay {
        Some(replay) => (replay.shown, replay.entries.len()),
        None => (0, 0),
    };
    let names = entry.events.iter().map(|event| words.say(name_of(event)));
    let values = [
        ("number", number.into()),
        ("count", count.into()),
        ("time", entry.at.format("%H:%M:%S").to_string().into()),
        ("by", entry.by.as_str().into()),
        ("what", names.collect::<Vec<_>>().join(", ").into()),
    ];
    let head = words.say_with("replay-entry", &values);
    let mut lines = wrapped(&head, "", columns, theme.active());
    lines.push(Line::raw(""));
    let Some(item) = meeting.open_item() else {
        return lines;
    };
    let heading = format!("▶ {}", item.heading());
    lines.extend(wrapped(&heading, "", columns, theme.heading()));
    lines.extend(wrapped(&item.notes, "    ", columns, Style::new()));
    for decision in &item.decisions {
        lines.push(Line::raw(""));
        lines.extend(wrapped(&decision.intro, "  ", columns, theme.heading()));
        for clause in decision.printed(&meeting.style.clause_start, &meeting.style.joiner) {
            lines.extend(wrapped(&clause, "    ", columns, Style::new()));
        }
    }
    for assignment in &item.assignments {
        let sentence = crate::words::phrasing::assignment_sentence(assignment, words);
        lines.extend(wrapped(&sentence, "  · ", columns, Style::new()));
    }
    lines
}

fn foot_line(review: &Review, columns: usize, words: &Words, theme: Theme) -> Line<'static> {
    if let Some(editor) = &review.approval {
        let asked = format!(" {} {}▏", words.say("review-approved-by"), editor.text());
        return Line::styled(fitted(&asked, columns).into_owned(), theme.heading());
    }
    if let Some(notice) = &review.notice {
        return Line::styled(
            fitted(&format!(" {notice}"), columns).into_owned(),
            theme.warning(),
        );
    }
    review.key_line(columns, words, theme)
}
