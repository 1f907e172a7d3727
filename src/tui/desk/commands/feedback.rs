//! What was recorded is seen: the pane goes to it, it stands out for a moment, and the footer names
//! it. What was taken away is named too.

use chrono::TimeDelta;

use crate::meeting::Meeting;
use crate::meeting::event::{EntryId, Event};
use crate::meeting::item::{Item, ItemId};
use crate::tui::desk::Desk;
use crate::tui::desk::target::{Target, TextTarget};
use crate::tui::event_names::name_of;
use crate::tui::wrap::fitted;
use crate::words::Words;

/// How long something stands out.
const MOMENT: TimeDelta = TimeDelta::seconds(2);

/// The cells of its text that the footer shows.
const SHOWN_WIDTH: usize = 40;

/// Goes to what these events have recorded, and says so.
pub(in crate::tui::desk) fn tell_recorded(desk: &mut Desk, events: &[Event]) {
    let meeting = desk.session.meeting();
    let Some((item, target, text)) = events
        .iter()
        .rev()
        .find_map(|event| recorded(event, meeting))
    else {
        return;
    };
    let name = meeting.item(item).map_or("", Item::name).to_owned();
    let text = fitted(&text, SHOWN_WIDTH).into_owned();
    let until = desk.session.now + MOMENT;
    desk.panes
        .show_recorded(target, until, &desk.session, &desk.composer);
    desk.session.say_with(
        "notice-recorded",
        &[("item", name.into()), ("text", text.into())],
    );
}

/// Says what was taken away.
pub(super) fn tell_withdrawn(desk: &mut Desk, what: String) {
    desk.session
        .say_with("notice-withdrawn", &[("what", what.into())]);
}

/// The item, the target and the words of what an event has recorded; `None` for other events.
fn recorded(event: &Event, meeting: &Meeting) -> Option<(ItemId, Target, String)> {
    match event {
        Event::ClauseRecorded { clause, text, .. } => {
            let (item, _) = meeting.decision_of(*clause)?;
            Some((
                item,
                Target::Text(TextTarget::Clause(*clause)),
                text.clone(),
            ))
        }
        Event::AssignmentGiven { item, assignment } => {
            let text = assignment.with_assignee();
            Some((*item, Target::Assignment(assignment.id), text))
        }
        _ => None,
    }
}

/// The effect of an entry in a word or two, and its own words where it has some.
pub(super) fn summary(entry: &EntryId, meeting: &Meeting, words: &Words) -> String {
    let entry = meeting.entries().iter().find(|known| known.id == *entry);
    entry
        .and_then(|entry| entry.events.last())
        .map_or_else(String::new, |event| event_summary(event, meeting, words))
}

/// The effect of an event in a word or two, and its own words where it has some.
pub(super) fn event_summary(event: &Event, meeting: &Meeting, words: &Words) -> String {
    let name = words.say(name_of(event)).into_owned();
    let own = match event {
        Event::ClauseRecorded { text, .. } | Event::ClauseCorrected { text, .. } => text.as_str(),
        Event::ClauseWithdrawn { was, .. } => was.as_str(),
        Event::AssignmentGiven { assignment, .. } => assignment.what.as_str(),
        Event::AssignmentWithdrawn { assignment } => meeting
            .assignment(*assignment)
            .map_or("", |(_, assignment)| assignment.what.as_str()),
        Event::ItemOpened { item } | Event::ItemRemoved { item } => {
            meeting.item(*item).map_or("", Item::name)
        }
        Event::AttendanceMarked { person, .. }
        | Event::PersonCame { person, .. }
        | Event::PersonLeft { person, .. }
        | Event::PersonRemoved { person } => meeting
            .person(*person)
            .map_or("", |person| person.name.as_str()),
        _ => "",
    };
    if own.is_empty() {
        name
    } else {
        format!("{name}: {}", fitted(own, SHOWN_WIDTH))
    }
}
