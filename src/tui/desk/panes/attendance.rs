//! The attendance: a mark, the name, what the person represents, and since when or from where.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::{Drawn, Focus, border, walked};
use crate::meeting::Meeting;
use crate::meeting::attendance::Status;
use crate::meeting::person::{Person, PersonId, Role};
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::desk::canvas::Canvas;
use crate::tui::desk::roles::role_name;
use crate::tui::paint::{highlighted, put_lines, spread};
use crate::tui::wrap::{fitted, width};
use crate::words::Words;

/// The attendance pane.
#[derive(Debug, Default)]
pub(in crate::tui::desk) struct AttendancePane {
    /// The chosen person; `None` where there is nobody.
    pub(in crate::tui::desk) chosen: Option<PersonId>,
    pub(in crate::tui::desk) drawn: Drawn,
}

impl AttendancePane {
    /// Chooses the first on the list.
    pub(in crate::tui::desk) fn choose_first(&mut self, meeting: &Meeting) {
        self.chosen = meeting.people.first().map(|person| person.id);
    }

    /// Chooses somebody so many rows on.
    pub(in crate::tui::desk) fn walk(&mut self, by: isize, meeting: &Meeting) {
        let index = self.index(meeting).unwrap_or(0);
        let to = walked(index, by, meeting.people.len());
        self.chosen = meeting.people.get(to).map(|person| person.id);
    }

    /// Chooses the next name after the chosen one that begins with this letter, round the list;
    /// whether there is one.
    pub(in crate::tui::desk) fn jump(&mut self, letter: char, meeting: &Meeting) -> bool {
        let people = &meeting.people;
        let from = self.index(meeting).map_or(0, |index| index + 1);
        let (before, after) = people.split_at(from.min(people.len()));
        let mut round = after.iter().chain(before);
        let found = round.find(|person| person.name.starts_with(letter));
        if let Some(person) = found {
            self.chosen = Some(person.id);
        }
        found.is_some()
    }

    fn index(&self, meeting: &Meeting) -> Option<usize> {
        let mut people = meeting.people.iter();
        people.position(|person| Some(person.id) == self.chosen)
    }

    pub(in crate::tui::desk) fn draw(
        &mut self,
        meeting: &Meeting,
        focus: Focus,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let border = border(focus, canvas).title(title(meeting, canvas));
        let inside = border.put(area, frame.buffer_mut());
        let height = usize::from(inside.height);
        let people = &meeting.people;
        let chosen = self.index(meeting).unwrap_or(0);
        let first = (chosen + 1).saturating_sub(height);
        let first = first.min(people.len().saturating_sub(height));
        self.drawn = Drawn { inside, first };
        if people.is_empty() {
            let nobody = canvas.words.say("attendance-empty");
            let nobody = Paragraph::new(nobody).style(canvas.theme.quiet());
            nobody.render(inside, frame.buffer_mut());
            return;
        }
        let widest = people.iter().map(|person| width(&person.name)).max();
        let name_width = widest.unwrap_or(0).min(usize::from(inside.width) / 2);
        let lines: Vec<Line<'_>> = (people.iter().skip(first).take(height))
            .map(|person| {
                let line = line(person, usize::from(inside.width), name_width, canvas);
                if focus != Focus::Elsewhere && self.chosen == Some(person.id) {
                    highlighted(&line, canvas.theme)
                } else {
                    line
                }
            })
            .collect();
        put_lines(frame, inside, &lines);
        canvas.more_rows(frame, inside, (first, people.len()));
    }
}

/// How many members are there, of how many, and how many others.
fn title(meeting: &Meeting, canvas: &Canvas<'_>) -> String {
    let (there, all) = meeting.members_there(canvas.now);
    let others = meeting.others_there(canvas.now);
    let values = [("there", there.into()), ("all", all.into())];
    let count = canvas.words.say_with("pane-attendance", &values);
    match others {
        0 => format!(" {count} "),
        others => format!(" {count} +{others} "),
    }
}

fn line(person: &Person, columns: usize, name_width: usize, canvas: &Canvas<'_>) -> Line<'static> {
    let theme = canvas.theme;
    let details = details(person, canvas.words);
    let name = fitted(&person.name, name_width).into_owned();
    let gap = " ".repeat(name_width.saturating_sub(width(&name)));
    let place_room = columns.saturating_sub(name_width + width(&details) + 7);
    let capacity = capacity(person, canvas.words);
    // Where there is no room for the capacity, the place alone is worth more.
    let place = if width(&capacity) > place_room {
        person.represents().unwrap_or("")
    } else {
        capacity.as_str()
    };
    let place = fitted(place, place_room).into_owned();
    let style = if person.attendance.is_there(canvas.now) {
        Style::new()
    } else {
        theme.quiet()
    };
    let left = vec![
        Span::styled(format!(" {} ", mark(person, canvas.now)), style),
        Span::styled(format!("{name}{gap}"), style),
        Span::styled(format!("  {place}"), theme.quiet()),
    ];
    let right = vec![Span::styled(format!("{details} "), style)];
    spread(left, right, columns)
}

fn mark(person: &Person, now: Timestamp) -> char {
    let attendance = &person.attendance;
    match attendance.status {
        Some(Status::Present) if !attendance.is_there(now) => '◌',
        Some(Status::Present) if attendance.from().is_some() => '◐',
        Some(Status::Present) => '●',
        Some(Status::Apologies) => '–',
        Some(Status::Absent) => '✗',
        None => ' ',
    }
}

/// The organisation of a person, and the capacity where that is not plain membership.
fn capacity(person: &Person, words: &Words) -> String {
    let capacity =
        person
            .capacities
            .first()
            .and_then(|capacity| match (&capacity.title, capacity.role) {
                (Some(title), _) => Some(title.clone()),
                (None, Role::Member) => None,
                (None, role) => Some(role_name(words, role)),
            });
    let parts = [person.represents().map(str::to_owned), capacity];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// From where, since when or until when; or why not.
fn details(person: &Person, words: &Words) -> String {
    let attendance = &person.attendance;
    let time = |at: Timestamp| ("time", ClockTime::at(at).with_stop().into());
    let status = match attendance.status {
        Some(Status::Present) if attendance.remote => Some("paper-remote"),
        Some(Status::Apologies) => Some("attendance-apologies"),
        Some(Status::Absent) => Some("attendance-absent"),
        Some(Status::Present) | None => None,
    };
    let status = status.map(|message| words.say(message).into_owned());
    let from = attendance.from();
    let from = from.map(|at| words.say_with("attendance-from", &[time(at)]));
    let until = attendance.until();
    let until = until.map(|at| words.say_with("attendance-until", &[time(at)]));
    let details: Vec<String> = [status, from, until].into_iter().flatten().collect();
    details.join(" ")
}
