//! The course of a meeting: the agenda it begins with, opening, stepping, recess, closing, approval.

use super::people;
use super::plan;
use crate::meeting::agenda::Agenda;
use crate::meeting::imported_minutes::ImportSource;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::{Approval, Heading, Minutes, Stage};
use crate::meeting::time::Timestamp;

/// Makes everything as the agenda has it: nothing has happened yet.
pub(super) fn agenda_taken(minutes: &mut Minutes, agenda: &Agenda, digest: &str) -> bool {
    if minutes.imported.is_some() {
        // Minutes that are imported anew begin anew, all but the count of numbers ever given.
        *minutes = Minutes {
            newest: minutes.newest,
            numbers_used: minutes.numbers_used,
            ..Minutes::default()
        };
    }
    minutes.heading = heading(agenda);
    minutes.style.clone_from(&agenda.style);
    digest.clone_into(&mut minutes.agenda_digest);
    minutes.opening.clone_from(&agenda.opening);
    minutes.closing.clone_from(&agenda.closing);
    people::roster_taken(minutes, &agenda.people);
    plan::rows_taken(minutes, &agenda.items);
    true
}

/// The heading as the agenda has it; the body's name stands in for a title.
fn heading(agenda: &Agenda) -> Heading {
    let title = if agenda.title.is_empty() {
        &agenda.body.name
    } else {
        &agenda.title
    };
    Heading {
        body: agenda.body.clone(),
        title: title.clone(),
        kind: agenda.kind,
        number: agenda.number.clone(),
        date: agenda.date,
        starts: agenda.starts,
        ends: agenda.ends,
        place: agenda.place.clone(),
        mode: agenda.mode,
    }
}

/// Closes a meeting that was read from earlier minutes: from here on, changes are corrections.
pub(super) fn paper_imported(minutes: &mut Minutes, origin: &ImportSource, at: Timestamp) -> bool {
    minutes.imported = Some(Box::new(origin.clone()));
    minutes.stage = Stage::Closed;
    minutes.newest = minutes.newest.max(Some(at));
    true
}

pub(super) fn meeting_opened(minutes: &mut Minutes, at: Timestamp) -> bool {
    minutes.stage = Stage::UnderWay;
    minutes.opened.get_or_insert(at);
    true
}

/// Stops the clock of the item that was open and starts that of this one. The event rests on the
/// meeting being under way.
pub(super) fn item_opened(minutes: &mut Minutes, id: ItemId, at: Timestamp) -> bool {
    stop_clock(minutes, at);
    let runs = minutes.stage == Stage::UnderWay;
    let found = minutes.on_item(id, |item| {
        if runs {
            item.stopwatch.start(at);
        }
    });
    if found {
        minutes.open = Some(id);
    }
    found && runs
}

pub(super) fn recess_began(minutes: &mut Minutes, until: Option<Timestamp>, at: Timestamp) -> bool {
    let runs = minutes.stage == Stage::UnderWay;
    stop_clock(minutes, at);
    minutes.stage = Stage::Recess { until };
    runs
}

pub(super) fn recess_ended(minutes: &mut Minutes, at: Timestamp) -> bool {
    let rests = matches!(minutes.stage, Stage::Recess { .. });
    minutes.stage = Stage::UnderWay;
    start_clock(minutes, at);
    rests
}

/// Counts the silence before this moment as spent on nothing.
pub(super) fn meeting_resumed(minutes: &mut Minutes, at: Timestamp) -> bool {
    if minutes.stage == Stage::UnderWay {
        stop_clock(minutes, minutes.newest.unwrap_or(at));
        start_clock(minutes, at);
    }
    true
}

pub(super) fn meeting_closed(minutes: &mut Minutes, at: Timestamp) -> bool {
    let is_open = matches!(minutes.stage, Stage::UnderWay | Stage::Recess { .. });
    stop_clock(minutes, at);
    minutes.open = None;
    minutes.stage = Stage::Closed;
    minutes.closed.get_or_insert(at);
    is_open
}

pub(super) fn meeting_approved(minutes: &mut Minutes, by: &[String], at: Timestamp) -> bool {
    minutes.stage = Stage::Approved;
    minutes.approval = Some(Approval {
        at,
        by: by.to_vec(),
    });
    true
}

pub(super) fn meeting_reopened(minutes: &mut Minutes) -> bool {
    minutes.stage = Stage::Closed;
    minutes.approval = None;
    true
}

/// Stops the clock of whichever item runs.
fn stop_clock(minutes: &mut Minutes, at: Timestamp) {
    for item in minutes.items_mut() {
        item.stopwatch.stop(at);
    }
}

/// Starts the clock of the open item.
fn start_clock(minutes: &mut Minutes, at: Timestamp) {
    if let Some(open) = minutes.open {
        minutes.on_item(open, |item| item.stopwatch.start(at));
    }
}
