//! The days that a meeting has set, as a calendar: the next meeting, and the assignments that are due.
//! Events last whole days, since hours are not understood; the description quotes what was written.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use super::document::ExportSource;
use crate::meeting::control_chars::printable;
use crate::meeting::text::clean_line;
use crate::words::Words;

/// Writes the days of the meeting with this stem. The same record gives the same bytes.
#[must_use]
pub fn calendar(source: &ExportSource<'_>, stem: &str, words: &Words) -> String {
    let minutes = source.minutes;
    let at = minutes.newest.unwrap_or(source.now).with_timezone(&Utc);
    let body = clean_line(&minutes.heading.body.name);
    let mut calendar = Calendar::new();
    if let Some((next, date)) = minutes
        .next_meeting
        .as_ref()
        .and_then(|next| Some((next, next.date?)))
    {
        let summary = words.say_with("calendar-meeting", &[("body", body.as_str().into())]);
        let mut event = event(&format!("{stem}-next"), at, &summary, &next.text);
        calendar.push(event.all_day(date).done());
    }
    let assignments = minutes
        .items()
        .flat_map(|item| item.assignments.iter().map(move |one| (item, one)));
    for (number, (item, assignment)) in (1..).zip(assignments) {
        let due = assignment.due.as_ref();
        let Some((due, date)) = due.and_then(|due| Some((due, due.date?))) else {
            continue;
        };
        let who = clean_line(&assignment.who);
        let who = if who.is_empty() { who } else { who + ": " };
        let summary = format!("{who}{}", assignment.what);
        let day = minutes.heading.date;
        let description = format!("{body}, {day}: {} ({})", item.title, due.text);
        let mut event = event(&format!("{stem}-{number}"), at, &summary, &description);
        calendar.push(event.all_day(date).done());
    }
    calendar.to_string()
}

fn event(name: &str, at: DateTime<Utc>, summary: &str, description: &str) -> Event {
    let printable = |text: &str| printable(&clean_line(text)).into_owned();
    Event::with_uid(&format!("{name}@klubba"))
        .timestamp(at)
        .summary(&printable(summary))
        .description(&printable(description))
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::rich_minutes;
    use crate::meeting::integrity::WHOLE;
    use crate::words::Language;

    #[test]
    fn the_next_meeting_and_what_is_due_are_whole_days() {
        let mut minutes = rich_minutes();
        minutes.heading.body.name = "Grupp; med\u{1b} tecken, och\nrad".to_owned();
        let now = minutes.newest.expect("entries");
        let source = ExportSource {
            minutes: &minutes,
            head: "",
            integrity: &WHOLE,
            now,
        };
        let words = Words::new(Language::Swedish);
        let text = calendar(&source, "2031-05-06-prov", &words);
        assert_eq!(
            text,
            calendar(&source, "2031-05-06-prov", &words),
            "the same bytes"
        );
        assert!(text.contains("DTSTART;VALUE=DATE:20310603"), "{text}");
        assert!(text.contains("DTSTART;VALUE=DATE:20310601"), "{text}");
        assert!(text.contains("UID:2031-05-06-prov-1@klubba"), "{text}");
        assert!(text.contains("Grupp\\; med"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    }
}
