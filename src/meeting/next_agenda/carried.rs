//! Matters left over: put off, sent back, sent to the coming meeting, or never come to.

use chrono::{NaiveDate, TimeDelta};

use super::titles::Usual;
use super::{AgendaWording, EarlierMeeting};
use crate::meeting::agenda::{AgendaRow, Body, Origin};
use crate::meeting::calendar::day_in;
use crate::meeting::item::Item;
use crate::meeting::outcome::{Outcome, OutcomeKind};

/// The longest time after which a postponed matter still comes back.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(400);

/// The number of last meetings that are searched for items nobody came to.
const UNTOUCHED_IN: usize = 4;

/// The matters that the coming meeting takes over, the oldest first, with the
/// numbers that they had.
pub(super) fn matters(
    history: &[EarlierMeeting<'_>],
    next: NaiveDate,
    wording: &AgendaWording,
    is_recurring: impl Fn(&Item) -> bool,
) -> Vec<AgendaRow> {
    let Some(last) = history.first().map(|meeting| meeting.minutes.heading.date) else {
        return Vec::new();
    };
    let is_remembered =
        |meeting: &EarlierMeeting<'_>| last - meeting.minutes.heading.date <= LONGEST_WAIT;
    let count = history
        .iter()
        .take_while(|meeting| is_remembered(meeting))
        .count();
    let mut matters = Vec::new();
    for (index, meeting) in history.iter().enumerate().take(count).rev() {
        let later = history.get(..index).unwrap_or_default();
        for item in meeting.minutes.items() {
            let is_recent = index < UNTOUCHED_IN && !is_recurring(item);
            let Some(what) = left_over(*meeting, item, next, is_recent, wording) else {
                continue;
            };
            if !is_taken_up(later, meeting.stem, item) {
                matters.push(carried(history, meeting.stem, item, what));
            }
        }
    }
    matters
}

/// The word for the outcome of a matter; `None` where the coming meeting has nothing to do with it.
fn left_over<'a>(
    meeting: EarlierMeeting<'_>,
    item: &Item,
    next: NaiveDate,
    is_recent: bool,
    wording: &'a AgendaWording,
) -> Option<&'a str> {
    let Some(Outcome { kind, to, .. }) = &item.outcome else {
        let is_left = meeting.minutes.is_over()
            && is_recent
            && !item.is_touched()
            && Usual::from_title(&item.title).is_none();
        return is_left.then_some(wording.untouched.as_str());
    };
    match kind {
        OutcomeKind::Postponed => Some(&wording.postponed),
        OutcomeKind::ReferredBack => Some(&wording.referred_back),
        OutcomeKind::ReferredTo => {
            let heading = &meeting.minutes.heading;
            let to = to.as_deref().unwrap_or_default();
            let comes_here =
                means_the_body(to, &heading.body) || day_in(to, heading.date) == Some(next);
            comes_here.then_some(wording.referred_to.as_str())
        }
        OutcomeKind::Withdrawn => None,
    }
}

/// Tells whether a matter that was sent there comes to the body again: it was sent to its next
/// meeting, to the body itself, or to nobody by name.
fn means_the_body(to: &str, body: &Body) -> bool {
    let (to, name) = (to.trim().to_lowercase(), body.name.to_lowercase());
    if to.is_empty() || to == body.id || to == name {
        return true;
    }
    let words: Vec<&str> = to
        .split(|character: char| !character.is_alphanumeric())
        .collect();
    words.windows(2).any(|pair| {
        let [next, meeting] = pair else { return false };
        let is_next = matches!(*next, "nästa" | "nästkommande" | "kommande" | "next");
        let is_meeting = ["möte", "mötet", "sammanträde", "gång", "meeting"].contains(meeting);
        // "nästa styrelsemöte" is another body's, "nästa kommundirektörsmöte" may be this one's.
        is_next && (is_meeting || (meeting.ends_with("möte") && name.contains(meeting)))
    })
}

/// Tells whether a later meeting had the matter on its agenda. Matters with different numbers in
/// their titles count as two: it is better to offer one again than to forget it.
fn is_taken_up(later: &[EarlierMeeting<'_>], stem: &str, item: &Item) -> bool {
    let same = item.title.to_lowercase();
    let is_named = |origin: &Origin| {
        origin.meeting == stem
            && origin
                .item
                .as_deref()
                .is_some_and(|name| name == item.name())
    };
    let mut items = later.iter().flat_map(|meeting| meeting.minutes.items());
    items.any(|later| later.from.iter().any(is_named) || later.title.to_lowercase() == same)
}

/// The matter as a row of the next agenda, with the meetings where it has been.
fn carried(history: &[EarlierMeeting<'_>], stem: &str, item: &Item, what: &str) -> AgendaRow {
    let mut from = item.from.clone();
    let earlier_line = history_line(history, &from);
    from.push(Origin {
        meeting: stem.to_owned(),
        what: what.to_owned(),
        item: Some(item.name().to_owned()),
    });
    let mut known = item.background.as_str();
    // The line that this program wrote the last time gives way to the longer one.
    if !earlier_line.is_empty() {
        known = known
            .strip_prefix(&earlier_line)
            .unwrap_or(known)
            .trim_start_matches('\n');
    }
    let line = history_line(history, &from);
    AgendaRow {
        label: item.label.clone(),
        title: item.title.clone(),
        minutes: item.planned_minutes,
        presenters: item.presenters.clone(),
        attachments: item.attachments.clone(),
        background: if known.is_empty() {
            line
        } else {
            format!("{line}\n{known}")
        },
        proposal: item.proposal.clone(),
        from,
        ..AgendaRow::default()
    }
}

/// The meetings where a matter has been: "bordlagt 2015-10-23, hänskjutet 2016-09-23".
fn history_line(history: &[EarlierMeeting<'_>], from: &[Origin]) -> String {
    let stations = from.iter().map(|origin| {
        let known = history
            .iter()
            .find(|meeting| meeting.stem == origin.meeting);
        let day = known
            .map(|meeting| meeting.minutes.heading.date)
            .or_else(|| day_of_stem(&origin.meeting));
        let day = day.map_or_else(|| origin.meeting.clone(), |day| day.to_string());
        format!("{} {day}", origin.what)
    });
    stations.collect::<Vec<String>>().join(", ")
}

/// The day in a stem: "2026-02-27-kommundirektorer", "familjen-helsingborg-2016-09-23".
fn day_of_stem(stem: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = stem.split('-').collect();
    parts.windows(3).find_map(|day| {
        let is_full = day.first().is_some_and(|year| year.len() == 4);
        NaiveDate::parse_from_str(&day.join("-"), "%Y-%m-%d")
            .ok()
            .filter(|_| is_full)
    })
}
