//! Boxes over the panes: menus, forms, the checklist before closing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Desk;
use super::field::field;
use super::forms::{Form, FormKind};
use super::frame::{lay_over, put_cursor};
use crate::meeting::checklist::Reminder;
use crate::tui::colours::Look;
use crate::tui::keymap::{self, Mode};
use crate::tui::lines::put_lines;
use crate::tui::wrap::{width, wrap};

impl Desk {
    pub(super) fn draw_menu(&self, frame: &mut Frame<'_>, area: Rect, mode: Mode, look: Look) {
        let title = match mode {
            Mode::OutcomeMenu => "menu-outcome",
            Mode::ItemMenu => "menu-item",
            _ => "menu-meeting",
        };
        let lines: Vec<Line<'_>> = keymap::of(mode)
            .map(|row| {
                let label = self.words.say(row.label).into_owned();
                Line::from(vec![
                    Span::styled(format!(" {:<5}", row.shown()), look.heading()),
                    Span::raw(label),
                ])
            })
            .collect();
        let wide = lines.iter().map(Line::width).max().unwrap_or(0) + 1;
        let inside = lay_over(
            frame,
            area,
            (wide.max(24), lines.len()),
            &self.words.say(title),
            look,
        );
        put_lines(frame, inside, &lines);
    }

    pub(super) fn draw_form(&self, frame: &mut Frame<'_>, area: Rect, form: &Form, look: Look) {
        let labels: Vec<String> = form
            .fields
            .iter()
            .map(|(label, _)| self.words.say(label).into_owned())
            .collect();
        let label_room = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 2;
        let room = usize::from(area.width).saturating_sub(label_room + 3);
        let suggestion = self.form_suggestion();
        let mut lines: Vec<Line<'_>> = Vec::new();
        let mut cursor = (0, 0);
        for (place, ((_, editor), label)) in form.fields.iter().zip(labels).enumerate() {
            let is_here = place == form.current;
            let laid = field(
                editor,
                suggestion.as_deref().filter(|_| is_here),
                room,
                look,
            );
            if is_here {
                cursor = (lines.len() + laid.cursor.0, label_room + 1 + laid.cursor.1);
            }
            let style = if is_here {
                look.heading()
            } else {
                look.quiet()
            };
            for (row, line) in laid.rows.into_iter().enumerate() {
                let label = if row == 0 { label.as_str() } else { "" };
                let pad = " ".repeat(label_room.saturating_sub(width(label)));
                let mut spans = vec![Span::styled(format!(" {label}{pad}"), style)];
                // Only where one writes is a selection worth seeing.
                spans.extend(line.spans.into_iter().map(|span| {
                    if is_here {
                        span
                    } else {
                        Span::raw(span.content)
                    }
                }));
                lines.push(Line::from(spans));
            }
        }
        let hint = self
            .understood()
            .or_else(|| self.notice.clone())
            .unwrap_or_default();
        lines.push(Line::from(Span::styled(format!(" {hint}"), look.warning())));
        let mut title = self.words.say(form.title()).into_owned();
        if let FormKind::Arrival(id) | FormKind::Leaving(id) = form.kind {
            title = format!(
                "{title}: {}",
                self.shown
                    .person(id)
                    .map_or("", |person| person.name.as_str())
            );
        }
        let inside = lay_over(
            frame,
            area,
            (usize::from(area.width), lines.len()),
            &title,
            look,
        );
        put_lines(frame, inside, &lines);
        put_cursor(frame, inside, cursor.0, cursor.1);
    }

    pub(super) fn draw_checklist(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        reminders: &[Reminder],
        look: Look,
    ) {
        let room = usize::from(area.width).saturating_sub(6).min(90);
        let mut lines = vec![Line::raw("")];
        for text in reminders
            .iter()
            .map(|reminder| self.reminder(reminder))
            .chain(self.parked_reminder())
        {
            for (place, row) in wrap(&text, room).iter().enumerate() {
                let mark = if place == 0 { " ! " } else { "   " };
                lines.push(Line::from(vec![
                    Span::styled(mark, look.warning()),
                    Span::raw(row.of(&text).to_owned()),
                ]));
            }
        }
        if lines.len() == 1 {
            lines.push(Line::raw(format!(
                "   {}",
                self.words.say("checklist-nothing")
            )));
        }
        lines.push(Line::raw(""));
        for row in keymap::of(Mode::Checklist) {
            let label = self.words.say(row.label).into_owned();
            lines.push(Line::from(vec![
                Span::styled(format!("   {:<6}", row.shown()), look.heading()),
                Span::raw(label),
            ]));
        }
        let title = self.words.say("menu-close");
        let inside = lay_over(frame, area, (room + 4, lines.len()), &title, look);
        put_lines(frame, inside, &lines);
    }

    pub(super) fn draw_agenda_changed(&self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let mut lines = vec![
            Line::raw(format!(" {}", self.words.say("agenda-changed"))),
            Line::raw(""),
        ];
        for row in keymap::of(Mode::AgendaChanged) {
            let label = self.words.say(row.label).into_owned();
            lines.push(Line::from(vec![
                Span::styled(format!(" {:<6}", row.shown()), look.heading()),
                Span::raw(label),
            ]));
        }
        let wide = lines.iter().map(Line::width).max().unwrap_or(0) + 1;
        let inside = lay_over(
            frame,
            area,
            (wide, lines.len()),
            &self.words.say("pane-agenda"),
            look,
        );
        put_lines(frame, inside, &lines);
    }

    fn parked_reminder(&self) -> Option<String> {
        let items: Vec<&str> = self
            .parked
            .keys()
            .filter_map(|id| self.shown.item(*id))
            .map(crate::meeting::item::Item::name)
            .collect();
        (!items.is_empty()).then(|| {
            self.words
                .say_with("checklist-parked", &[("items", items.join(", ").into())])
        })
    }

    fn reminder(&self, reminder: &Reminder) -> String {
        match reminder {
            Reminder::ItemsUntouched(items) => self
                .words
                .say_with("checklist-untouched", &[("items", items.join(", ").into())]),
            Reminder::NobodyMarked => self.words.say("checklist-nobody-marked").into_owned(),
            Reminder::Unaccounted(places) => self.words.say_with(
                "checklist-unaccounted",
                &[("places", places.join(", ").into())],
            ),
            Reminder::AssignmentWithoutWho(item) => self
                .words
                .say_with("checklist-without-who", &[("item", item.as_str().into())]),
            Reminder::PresenterNotListed { item, name } => self.words.say_with(
                "checklist-presenter",
                &[
                    ("item", item.as_str().into()),
                    ("name", name.as_str().into()),
                ],
            ),
            Reminder::NoNextMeeting => self.words.say("checklist-no-next-meeting").into_owned(),
        }
    }
}
