//! The body, the open item while one looks elsewhere, the clock, and the save mark. Below it the
//! red band, for as long as something is not saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Paragraph, Widget};

use super::canvas::Canvas;
use super::ledger::{Ledger, NotSaved};
use super::panes::item::times;
use crate::meeting::Meeting;
use crate::meeting::integrity::Integrity;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Stage;
use crate::meeting::time::ClockTime;
use crate::tui::paint::{put_lines, spread};
use crate::tui::wrap::{fitted, width};

/// Draws the bar; `looked_at` is the item that can be seen below it.
pub(super) fn draw(
    ledger: &Ledger,
    integrity: &Integrity,
    looked_at: Option<ItemId>,
    frame: &mut Frame<'_>,
    area: Rect,
    canvas: &Canvas<'_>,
) {
    let columns = usize::from(area.width);
    let clock = canvas.now.format("%H:%M:%S").to_string();
    let right = vec![
        Span::styled(clock, canvas.theme.heading()),
        Span::raw("   "),
        save_mark(ledger, canvas),
        Span::raw(" "),
    ];
    let used: usize = right.iter().map(Span::width).sum();
    let mut left = vec![stage(ledger.shown(), canvas)];
    if !integrity.is_whole() {
        let mark = format!(" {} ", canvas.words.say("mark-not-whole"));
        left.push(Span::styled(mark, canvas.theme.alarm()));
    }
    left.push(Span::raw(" "));
    let used_left: usize = left.iter().map(Span::width).sum();
    let rest = columns.saturating_sub(used + 3).saturating_sub(used_left);
    left.push(subject(ledger.shown(), looked_at, rest, canvas));
    put_lines(frame, area, &[spread(left, right, columns)]);
}

fn stage(meeting: &Meeting, canvas: &Canvas<'_>) -> Span<'static> {
    let words = canvas.words;
    let (stage, until) = match meeting.stage {
        Stage::Prepared => ("stage-prepared", None),
        Stage::UnderWay => ("stage-under-way", None),
        Stage::Recess { until } => ("stage-recess", until),
        Stage::Closed => ("stage-closed", None),
        Stage::Approved => ("stage-approved", None),
    };
    let until = until.map(|until| {
        let time = ClockTime::at(until).with_stop();
        let until = words.say_with("attendance-until", &[("time", time.into())]);
        format!(" {until}")
    });
    let text = format!(" {}{} ", words.say(stage), until.unwrap_or_default());
    Span::styled(text, canvas.theme.chosen())
}

/// The open item, while another is looked at; or who meets.
fn subject(
    meeting: &Meeting,
    looked_at: Option<ItemId>,
    columns: usize,
    canvas: &Canvas<'_>,
) -> Span<'static> {
    let open = meeting.open_item();
    let elsewhere = open.filter(|item| looked_at != Some(item.id));
    let (text, style) = if let Some(item) = elsewhere {
        let times = times(item, canvas.now);
        let label = item.label.as_deref().unwrap_or("");
        let title = format!("▶ {label} {}", item.title);
        let title = fitted(&title, columns.saturating_sub(width(&times) + 1));
        (format!("{title} {times}"), canvas.theme.active())
    } else {
        let heading = &meeting.heading;
        let number = heading.number.as_deref();
        let number = number.map(|number| format!(" · {number}"));
        let text = format!("{}{}", heading.body.name, number.unwrap_or_default());
        (text, canvas.theme.heading())
    };
    Span::styled(fitted(&text, columns).into_owned(), style)
}

fn save_mark(ledger: &Ledger, canvas: &Canvas<'_>) -> Span<'static> {
    let (words, theme) = (canvas.words, canvas.theme);
    match (ledger.not_saved(), ledger.has_pending(), ledger.saved()) {
        (Some(_), ..) => Span::styled(words.say("mark-not-saved").into_owned(), theme.alarm()),
        (None, true, _) => Span::styled(words.say("mark-saving").into_owned(), theme.warning()),
        (None, false, Some(saved)) => {
            let at = saved.at.format("%H:%M:%S").to_string();
            let number = format!("#{}", saved.seq);
            let values = [("at", at.into()), ("number", number.into())];
            Span::styled(words.say_with("mark-saved", &values), theme.saved())
        }
        (None, false, None) => Span::raw(""),
    }
}

/// Draws the red band, if there is a reason.
pub(super) fn draw_band(ledger: &Ledger, frame: &mut Frame<'_>, area: Rect, canvas: &Canvas<'_>) {
    let Some(NotSaved { trouble, is_kept }) = ledger.not_saved() else {
        return;
    };
    let words = canvas.words;
    let detail = words.trouble(trouble);
    let kept = words.say(if *is_kept {
        "trouble-kept-here"
    } else {
        "trouble-kept-nowhere"
    });
    let text = format!(" {}. {kept} ({detail})", words.say("mark-not-saved"));
    let columns = usize::from(area.width);
    let gap = " ".repeat(columns.saturating_sub(width(&text)));
    let filled = fitted(&format!("{text}{gap}"), columns).into_owned();
    let band = Paragraph::new(filled).style(canvas.theme.alarm());
    band.render(area, frame.buffer_mut());
}
