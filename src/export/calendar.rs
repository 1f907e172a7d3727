//! The days that a meeting has set, as a calendar: the next meeting, and what is due. Whole days,
//! since that is what was understood; the words as they were written stand beside.

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};

use super::document::ExportSource;
use crate::meeting::text::clean_line;
use crate::meeting::unseen::printed;
use crate::words::Words;

/// Writes the days of the meeting with this stem. From the same record come the same bytes.
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
        calendar.push(
            day(&format!("{stem}-next"), at, &summary, &next.text)
                .all_day(date)
                .done(),
        );
    }
    let mut number = 0;
    for item in minutes.items() {
        for assignment in &item.assignments {
            number += 1;
            let Some((due, date)) = assignment
                .due
                .as_ref()
                .and_then(|due| Some((due, due.date?)))
            else {
                continue;
            };
            let who = clean_line(&assignment.who);
            let who = if who.is_empty() { who } else { who + ": " };
            let summary = format!("{who}{}", assignment.what);
            let said = format!(
                "{body}, {}: {} ({})",
                minutes.heading.date, item.title, due.text
            );
            calendar.push(
                day(&format!("{stem}-{number}"), at, &summary, &said)
                    .all_day(date)
                    .done(),
            );
        }
    }
    calendar.to_string()
}

fn day(name: &str, at: DateTime<Utc>, summary: &str, said: &str) -> Event {
    let shown = |text: &str| printed(&clean_line(text)).into_owned();
    Event::with_uid(&format!("{name}@klubba"))
        .timestamp(at)
        .summary(&shown(summary))
        .description(&shown(said))
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::fixture::rich_minutes;
    use crate::words::Language;

    #[test]
    fn the_next_meeting_and_what_is_due_are_whole_days() {
        let mut minutes = rich_minutes();
        minutes.heading.body.name = "Grupp; med\u{1b} tecken, och\nrad".to_owned();
        let now = minutes.newest.expect("entries");
        let source = ExportSource {
            minutes: &minutes,
            head: "",
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
