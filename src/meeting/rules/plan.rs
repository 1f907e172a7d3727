//! Rules of the agenda while the meeting runs, and of what belongs to the meeting as a whole.

use crate::meeting::Meeting;
use crate::meeting::agenda::AgendaRow;
use crate::meeting::calendar::day_in;
use crate::meeting::event::Event;
use crate::meeting::item::{Item, ItemId, Plan, RowId, SectionId};
use crate::meeting::minutes::NextMeeting;
use crate::meeting::refusal::Refusal;
use crate::meeting::text::clean_line;

pub(super) fn item(meeting: &Meeting, id: ItemId) -> Result<&Item, Refusal> {
    meeting.item(id).ok_or(Refusal::Gone)
}

fn is_there(meeting: &Meeting, row: Option<RowId>) -> Result<(), Refusal> {
    match row {
        Some(row) => meeting.row_index(row).map(|_| ()).ok_or(Refusal::Gone),
        None => Ok(()),
    }
}

pub(super) fn add_item(
    meeting: &Meeting,
    row: &AgendaRow,
    after: Option<RowId>,
) -> Result<Vec<Event>, Refusal> {
    is_there(meeting, after)?;
    let row = AgendaRow {
        section: None,
        title: super::line(&row.title)?,
        label: super::line_if_any(row.label.as_deref().unwrap_or_default())?,
        ..row.clone()
    };
    let item = ItemId(meeting.free_number(0));
    Ok(vec![Event::ItemAdded {
        item,
        row: Box::new(row),
        after,
    }])
}

pub(super) fn rename_item(
    meeting: &Meeting,
    id: ItemId,
    title: &str,
) -> Result<Vec<Event>, Refusal> {
    let was = item(meeting, id)?.title.clone();
    let title = super::line(title)?;
    super::unless_so(
        was == title,
        Event::ItemRenamed {
            item: id,
            was,
            title,
        },
    )
}

/// Gives an item another number. Two items may have the same one, for an agenda that is printed
/// keeps its numbers.
pub(super) fn relabel_item(
    meeting: &Meeting,
    id: ItemId,
    label: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let was = item(meeting, id)?.label.clone();
    let label = super::line_if_any(label.unwrap_or_default())?;
    super::unless_so(
        was == label,
        Event::ItemRelabelled {
            item: id,
            was,
            label,
        },
    )
}

pub(super) fn plan_item(meeting: &Meeting, id: ItemId, plan: &Plan) -> Result<Vec<Event>, Refusal> {
    let item = item(meeting, id)?;
    let lines = |written: &[String]| -> Vec<String> {
        written
            .iter()
            .map(|line| clean_line(line))
            .filter(|line| !line.is_empty())
            .collect()
    };
    let plan = Plan {
        minutes: plan.minutes,
        presenters: lines(&plan.presenters),
        attachments: lines(&plan.attachments),
        proposal: lines(&plan.proposal),
    };
    let before = Plan {
        minutes: item.planned_minutes,
        presenters: item.presenters.clone(),
        attachments: item.attachments.clone(),
        proposal: item.proposal.clone(),
    };
    super::unless_so(before == plan, Event::ItemPlanned { item: id, plan })
}

/// Removes an untouched item. One that has been dealt with can only be withdrawn, which the minutes
/// show.
pub(super) fn remove_item(meeting: &Meeting, id: ItemId) -> Result<Vec<Event>, Refusal> {
    let item = item(meeting, id)?;
    if item.is_touched() {
        return Err(Refusal::ItemTouched(item.name().to_owned()));
    }
    Ok(vec![Event::ItemRemoved { item: id }])
}

pub(super) fn add_section(
    meeting: &Meeting,
    title: &str,
    after: Option<RowId>,
) -> Result<Vec<Event>, Refusal> {
    is_there(meeting, after)?;
    let section = SectionId(meeting.free_number(0));
    Ok(vec![Event::SectionAdded {
        section,
        title: clean_line(title),
        after,
    }])
}

pub(super) fn rename_section(
    meeting: &Meeting,
    section: SectionId,
    title: &str,
) -> Result<Vec<Event>, Refusal> {
    is_there(meeting, Some(RowId::Section(section)))?;
    Ok(vec![Event::SectionRenamed {
        section,
        title: clean_line(title),
    }])
}

pub(super) fn remove_section(meeting: &Meeting, section: SectionId) -> Result<Vec<Event>, Refusal> {
    is_there(meeting, Some(RowId::Section(section)))?;
    Ok(vec![Event::SectionRemoved { section }])
}

pub(super) fn move_row(
    meeting: &Meeting,
    row: RowId,
    after: Option<RowId>,
) -> Result<Vec<Event>, Refusal> {
    let index = meeting.row_index(row).ok_or(Refusal::Gone)?;
    is_there(meeting, after)?;
    if after == Some(row) {
        return Err(Refusal::AfterItself);
    }
    let before = index
        .checked_sub(1)
        .and_then(|index| meeting.rows.get(index))
        .map(crate::meeting::item::MinutesRow::id);
    super::unless_so(before == after, Event::RowMoved { row, after })
}

pub(super) fn change_place(meeting: &Meeting, place: &str) -> Result<Vec<Event>, Refusal> {
    let place = super::line_if_any(place)?;
    super::unless_so(
        meeting.heading.place == place,
        Event::PlaceChanged { place },
    )
}

pub(super) fn set_next_meeting(meeting: &Meeting, text: &str) -> Result<Vec<Event>, Refusal> {
    let text = super::line_if_any(text)?;
    let next = text.map(|text| NextMeeting {
        date: day_in(&text, meeting.heading.date),
        text,
    });
    super::unless_so(meeting.next_meeting == next, Event::NextMeetingSet { next })
}

pub(super) fn name_verifiers(meeting: &Meeting, names: &[String]) -> Result<Vec<Event>, Refusal> {
    let names: Vec<String> = names
        .iter()
        .map(|name| clean_line(name))
        .filter(|name| !name.is_empty())
        .collect();
    super::unless_so(meeting.verifiers == names, Event::VerifiersNamed { names })
}
