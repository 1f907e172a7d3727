//! Rules of the course of a meeting: opening, stepping, recess, closing, approval.

use crate::meeting::Meeting;
use crate::meeting::agenda::Agenda;
use crate::meeting::event::Event;
use crate::meeting::item::{Item, ItemId};
use crate::meeting::minutes::Stage;
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;
use crate::meeting::timer::LONGEST_SILENCE;

pub(super) fn take_agenda(
    meeting: &Meeting,
    agenda: &Agenda,
    digest: &str,
) -> Result<Vec<Event>, Refusal> {
    let only_agendas = |event: &Event| matches!(event, Event::AgendaTaken { .. });
    if !meeting
        .entries()
        .iter()
        .flat_map(|entry| &entry.events)
        .all(only_agendas)
    {
        return Err(Refusal::AlreadyBegun);
    }
    Ok(vec![Event::AgendaTaken {
        agenda: Box::new(agenda.clone().cleaned()),
        digest: digest.to_owned(),
    }])
}

pub(super) fn open_item(meeting: &Meeting, id: ItemId) -> Result<Vec<Event>, Refusal> {
    let item = meeting.item(id).ok_or(Refusal::Gone)?;
    if item.is_withdrawn() {
        return Err(Refusal::ItemWithdrawn(item.name().to_owned()));
    }
    let first = match meeting.stage {
        Stage::Prepared => Some(Event::MeetingOpened),
        Stage::Recess { .. } => Some(Event::RecessEnded),
        Stage::UnderWay => None,
        Stage::Closed | Stage::Approved => return Err(Refusal::Closed),
    };
    if first.is_none() && meeting.open == Some(id) {
        return Err(Refusal::AlreadyOpen(item.name().to_owned()));
    }
    Ok(first
        .into_iter()
        .chain([Event::ItemOpened { item: id }])
        .collect())
}

pub(super) fn open_next(meeting: &Meeting, seen: Option<ItemId>) -> Result<Vec<Event>, Refusal> {
    step(
        meeting,
        seen,
        || meeting.item_after(seen),
        Refusal::NoNextItem,
    )
}

pub(super) fn open_previous(
    meeting: &Meeting,
    seen: Option<ItemId>,
) -> Result<Vec<Event>, Refusal> {
    let open = seen.ok_or(Refusal::NothingOpen)?;
    step(
        meeting,
        seen,
        || meeting.item_before(open),
        Refusal::NoPreviousItem,
    )
}

/// Opens the item that `target` finds. Of two who step at the same instant, the second is refused,
/// for what was seen open is no longer open.
fn step<'a>(
    meeting: &'a Meeting,
    seen: Option<ItemId>,
    target: impl FnOnce() -> Option<&'a Item>,
    no_target: Refusal,
) -> Result<Vec<Event>, Refusal> {
    if matches!(meeting.stage, Stage::Closed | Stage::Approved) {
        return Err(Refusal::Closed);
    }
    if seen != meeting.open {
        let open = meeting.open_item().map_or("", Item::name);
        return Err(Refusal::SteppedMeanwhile(open.to_owned()));
    }
    open_item(meeting, target().ok_or(no_target)?.id)
}

pub(super) fn begin_recess(
    meeting: &Meeting,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    match meeting.stage {
        Stage::Prepared => Err(Refusal::NotOpened),
        Stage::Closed | Stage::Approved => Err(Refusal::Closed),
        Stage::Recess { .. } => Err(Refusal::InRecess),
        Stage::UnderWay if until.is_some_and(|until| until <= now) => {
            Err(Refusal::PauseEndsBeforeNow)
        }
        Stage::UnderWay => Ok(vec![Event::RecessBegan { until }]),
    }
}

pub(super) fn end_recess(meeting: &Meeting) -> Result<Vec<Event>, Refusal> {
    match meeting.stage {
        Stage::Recess { .. } => Ok(vec![Event::RecessEnded]),
        Stage::Prepared | Stage::UnderWay | Stage::Closed | Stage::Approved => {
            Err(Refusal::NotInRecess)
        }
    }
}

/// Resumes the meeting after a long silence; a short one is not worth an entry.
pub(super) fn resume(meeting: &Meeting, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let silence = meeting.newest.map(|newest| now - newest);
    let is_long = silence.is_some_and(|silence| silence > LONGEST_SILENCE);
    super::unless_so(
        meeting.stage != Stage::UnderWay || !is_long,
        Event::MeetingResumed,
    )
}

pub(super) fn close(meeting: &Meeting) -> Result<Vec<Event>, Refusal> {
    match meeting.stage {
        Stage::Prepared => Err(Refusal::NotOpened),
        Stage::Closed | Stage::Approved => Err(Refusal::Closed),
        Stage::UnderWay | Stage::Recess { .. } => Ok(vec![Event::MeetingClosed]),
    }
}

pub(super) fn approve(meeting: &Meeting, by: &[String]) -> Result<Vec<Event>, Refusal> {
    if meeting.stage != Stage::Closed {
        return Err(Refusal::NotClosed);
    }
    let by: Vec<String> = by
        .iter()
        .map(|name| super::line(name))
        .collect::<Result<_, _>>()?;
    if by.is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(vec![Event::MeetingApproved { by }])
}

pub(super) fn reopen(meeting: &Meeting) -> Result<Vec<Event>, Refusal> {
    if meeting.stage == Stage::Approved {
        Ok(vec![Event::MeetingReopened])
    } else {
        Err(Refusal::NotApproved)
    }
}
