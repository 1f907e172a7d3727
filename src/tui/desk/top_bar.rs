//! Who meets, what is open while one looks elsewhere, the clock, and the save mark. Below it the
//! red band, for as long as something is not saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Paragraph, Widget};

use super::item_pane::times;
use super::{Desk, NotSaved, Overlay};
use crate::meeting::minutes::Stage;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::colours::Look;
use crate::tui::lines::{put_lines, spread};
use crate::tui::wrap::{fitted, width};

impl Desk {
    pub(super) fn draw_top_bar(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        look: Look,
        now: Timestamp,
    ) {
        let room = usize::from(area.width);
        let right = vec![
            Span::styled(now.format("%H:%M:%S").to_string(), look.heading()),
            Span::raw("   "),
            self.save_mark(look),
            Span::raw(" "),
        ];
        let used: usize = right.iter().map(Span::width).sum();
        let left = self.what_is_on(room.saturating_sub(used + 3), look, now);
        put_lines(frame, area, &[spread(left, right, room)]);
    }

    /// The open item, while another is looked at; or who meets.
    fn what_is_on(&self, room: usize, look: Look, now: Timestamp) -> Vec<Span<'static>> {
        let stage = match self.shown.stage {
            Stage::Prepared => "stage-prepared",
            Stage::UnderWay => "stage-under-way",
            Stage::Recess { .. } => "stage-recess",
            Stage::Closed => "stage-closed",
            Stage::Approved => "stage-approved",
        };
        let until = match self.shown.stage {
            Stage::Recess { until: Some(until) } => {
                let time = ClockTime::at(until).with_stop();
                format!(
                    " {}",
                    self.words
                        .say_with("attendance-until", &[("time", time.into())])
                )
            }
            _ => String::new(),
        };
        let stage = Span::styled(format!(" {}{until} ", self.words.say(stage)), look.chosen());
        let room = room.saturating_sub(stage.width() + 1);
        let is_covered = matches!(self.overlay, Overlay::Help { .. });
        let open = self.shown.open_item();
        let elsewhere = open.filter(|item| is_covered || self.looked_at() != Some(item.id));
        let heading = &self.shown.heading;
        let text = if let Some(item) = elsewhere {
            let times = times(item, now);
            let title = format!("▶ {} {}", item.label.as_deref().unwrap_or(""), item.title);
            format!(
                "{} {times}",
                fitted(&title, room.saturating_sub(width(&times) + 1))
            )
        } else {
            let number = heading
                .number
                .as_deref()
                .map(|number| format!(" · {number}"));
            format!("{}{}", heading.body.name, number.unwrap_or_default())
        };
        let style = if elsewhere.is_some() {
            look.active()
        } else {
            look.heading()
        };
        vec![
            stage,
            Span::raw(" "),
            Span::styled(fitted(&text, room).into_owned(), style),
        ]
    }

    fn save_mark(&self, look: Look) -> Span<'static> {
        match (&self.not_saved, self.has_pending(), self.saved) {
            (Some(_), ..) => {
                Span::styled(self.words.say("mark-not-saved").into_owned(), look.alarm())
            }
            (None, true, _) => {
                Span::styled(self.words.say("mark-saving").into_owned(), look.warning())
            }
            (None, false, Some(saved)) => {
                let at = saved.at.format("%H:%M:%S").to_string();
                let number = format!("#{}", saved.seq);
                let mark = self.words.say_with(
                    "mark-saved",
                    &[("at", at.into()), ("number", number.into())],
                );
                Span::styled(mark, look.saved())
            }
            (None, false, None) => Span::raw(""),
        }
    }

    pub(super) fn draw_band(&self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let Some(NotSaved { trouble, is_kept }) = &self.not_saved else {
            return;
        };
        let detail = self.words.trouble(trouble);
        let where_it_is = self.words.say(if *is_kept {
            "trouble-kept-here"
        } else {
            "trouble-kept-nowhere"
        });
        let text = format!(
            " {}. {where_it_is} ({detail})",
            self.words.say("mark-not-saved")
        );
        let room = usize::from(area.width);
        let filled = format!("{text}{}", " ".repeat(room.saturating_sub(width(&text))));
        Paragraph::new(fitted(&filled, room).into_owned())
            .style(look.alarm())
            .render(area, frame.buffer_mut());
    }
}
