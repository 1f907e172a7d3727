//! Who is there: a mark, the name, what the person represents, and since when or from where.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::forms::role_word;
use super::frame::{marked, more_below};
use super::{Desk, Pane};
use crate::meeting::attendance::Status;
use crate::meeting::person::{Person, Role};
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::colours::Look;
use crate::tui::lines::{put_lines, spread};
use crate::tui::wrap::{fitted, width};

impl Desk {
    pub(super) fn draw_attendance(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        look: Look,
        now: Timestamp,
    ) {
        let (there, all) = self.shown.members_there(now);
        let others = self.shown.others_there(now);
        let count = self.words.say_with(
            "pane-attendance",
            &[("there", there.into()), ("all", all.into())],
        );
        let more = if others > 0 {
            format!(" +{others}")
        } else {
            String::new()
        };
        let edge = self
            .pane(Pane::Attendance, look)
            .title(format!(" {count}{more} "));
        let inside = edge.put(area, frame.buffer_mut());
        let height = usize::from(inside.height);
        let people = &self.shown.people;
        let chosen = people
            .iter()
            .position(|person| Some(person.id) == self.person)
            .unwrap_or(0);
        let first = (chosen + 1)
            .saturating_sub(height)
            .min(people.len().saturating_sub(height));
        self.places.people = (inside, first);
        let people = &self.shown.people;
        let name_room = people
            .iter()
            .map(|person| width(&person.name))
            .max()
            .unwrap_or(0);
        let name_room = name_room.min(usize::from(inside.width) / 2);
        let lines: Vec<Line<'_>> = (people.iter().skip(first).take(height))
            .map(|person| {
                self.attendance_row(person, (usize::from(inside.width), name_room), look, now)
            })
            .collect();
        if people.is_empty() {
            Paragraph::new(self.words.say("attendance-empty"))
                .style(look.quiet())
                .render(inside, frame.buffer_mut());
        } else {
            let count = people.len();
            put_lines(frame, inside, &lines);
            more_below(frame, inside, (first, count), look);
        }
    }

    fn attendance_row(
        &self,
        person: &Person,
        (room, name_room): (usize, usize),
        look: Look,
        now: Timestamp,
    ) -> Line<'static> {
        let how = self.how(person);
        let mark = match person.attendance.status {
            Some(Status::Present) if !person.attendance.is_there(now) => '◌',
            Some(Status::Present) if person.attendance.from().is_some() => '◐',
            Some(Status::Present) => '●',
            Some(Status::Apologies) => '–',
            Some(Status::Absent) => '✗',
            None => ' ',
        };
        let name = fitted(&person.name, name_room).into_owned();
        let name = format!(
            "{name}{}",
            " ".repeat(name_room.saturating_sub(width(&name)))
        );
        let place_room = room.saturating_sub(name_room + width(&how) + 7);
        let whence = self.whence(person);
        // Where there is no room for the capacity, the place alone is worth more.
        let whence = if width(&whence) > place_room {
            person.represents().unwrap_or("")
        } else {
            whence.as_str()
        };
        let place = fitted(whence, place_room).into_owned();
        let style = if person.attendance.is_there(now) {
            ratatui::style::Style::new()
        } else {
            look.quiet()
        };
        let left = vec![
            Span::styled(format!(" {mark} "), style),
            Span::styled(name, style),
            Span::styled(format!("  {place}"), look.quiet()),
        ];
        let line = spread(left, vec![Span::styled(format!("{how} "), style)], room);
        if self.pane == Pane::Attendance && self.person == Some(person.id) {
            marked(&line, look)
        } else {
            line
        }
    }

    /// What the person represents, and in what capacity where that is not plain membership.
    fn whence(&self, person: &Person) -> String {
        let capacity = person.capacities.first();
        let capacity = capacity.and_then(|capacity| match (&capacity.title, capacity.role) {
            (Some(title), _) => Some(title.clone()),
            (None, Role::Member) => None,
            (None, role) => Some(role_word(&self.words, role)),
        });
        let parts = [person.represents().map(str::to_owned), capacity];
        parts
            .into_iter()
            .flatten()
            .collect::<Vec<String>>()
            .join(", ")
    }

    /// From where, since when or until when; or why not.
    fn how(&self, person: &Person) -> String {
        let attendance = &person.attendance;
        let time = |at: Timestamp| ("time", ClockTime::at(at).with_stop().into());
        let mut words: Vec<String> = Vec::new();
        match attendance.status {
            Some(Status::Present) if attendance.remote => {
                words.push(self.words.say("paper-remote").into_owned());
            }
            Some(Status::Apologies) => {
                words.push(self.words.say("attendance-apologies").into_owned())
            }
            Some(Status::Absent) => words.push(self.words.say("attendance-absent").into_owned()),
            Some(Status::Present) | None => {}
        }
        words.extend(
            attendance
                .from()
                .map(|at| self.words.say_with("attendance-from", &[time(at)])),
        );
        words.extend(
            attendance
                .until()
                .map(|at| self.words.say_with("attendance-until", &[time(at)])),
        );
        words.join(" ")
    }
}
