//! The agenda while the meeting runs: items and the headings between them.

use crate::meeting::agenda::AgendaRow;
use crate::meeting::item::{Item, ItemId, MinutesRow, Plan, RowId, Section, SectionId};
use crate::meeting::minutes::Minutes;

/// Makes the running order from the rows of the agenda.
pub(super) fn rows_taken(minutes: &mut Minutes, rows: &[AgendaRow]) {
    minutes.rows.clear();
    for row in rows {
        let number = minutes.free_number(0);
        minutes.use_number(number);
        minutes.rows.push(match &row.section {
            Some(title) => MinutesRow::Section(Section {
                id: SectionId(number),
                title: title.clone(),
            }),
            None => MinutesRow::Item(Box::new(Item::planned(ItemId(number), row))),
        });
    }
}

pub(super) fn item_added(
    minutes: &mut Minutes,
    id: ItemId,
    row: &AgendaRow,
    after: Option<RowId>,
) -> bool {
    minutes.use_number(id.0);
    let item = Item::planned(id, row);
    insert(minutes, MinutesRow::Item(Box::new(item)), after)
}

pub(super) fn item_renamed(minutes: &mut Minutes, id: ItemId, title: &str) -> bool {
    minutes.on_item(id, |item| title.clone_into(&mut item.title))
}

pub(super) fn item_relabelled(minutes: &mut Minutes, id: ItemId, label: Option<&String>) -> bool {
    minutes.on_item(id, |item| item.label = label.cloned())
}

pub(super) fn item_planned(minutes: &mut Minutes, id: ItemId, plan: &Plan) -> bool {
    minutes.on_item(id, |item| {
        item.planned_minutes = plan.minutes;
        item.presenters.clone_from(&plan.presenters);
        item.attachments.clone_from(&plan.attachments);
        item.proposal.clone_from(&plan.proposal);
    })
}

pub(super) fn section_added(
    minutes: &mut Minutes,
    id: SectionId,
    title: &str,
    after: Option<RowId>,
) -> bool {
    minutes.use_number(id.0);
    let title = title.to_owned();
    insert(minutes, MinutesRow::Section(Section { id, title }), after)
}

pub(super) fn section_renamed(minutes: &mut Minutes, id: SectionId, title: &str) -> bool {
    let index = minutes.row_index(RowId::Section(id));
    match index.and_then(|index| minutes.rows.get_mut(index)) {
        Some(MinutesRow::Section(section)) => {
            title.clone_into(&mut section.title);
            true
        }
        Some(MinutesRow::Item(_)) | None => false,
    }
}

pub(super) fn row_moved(minutes: &mut Minutes, id: RowId, after: Option<RowId>) -> bool {
    let Some(index) = minutes.row_index(id) else {
        return false;
    };
    let row = minutes.rows.remove(index);
    insert(minutes, row, after)
}

pub(super) fn row_removed(minutes: &mut Minutes, id: RowId) -> bool {
    let index = minutes.row_index(id);
    index.map(|index| minutes.rows.remove(index)).is_some()
}

/// Puts a row after another, or first after none. Where that other row is gone it comes last, so
/// that a row is never lost, and the answer is `false`.
fn insert(minutes: &mut Minutes, row: MinutesRow, after: Option<RowId>) -> bool {
    let index = match after {
        None => Some(0),
        Some(id) => minutes.row_index(id).map(|index| index + 1),
    };
    minutes
        .rows
        .insert(index.unwrap_or(minutes.rows.len()), row);
    index.is_some()
}

/// Gives a field of the meeting as a whole another value.
pub(super) fn replace<T: Clone>(field: &mut T, value: &T) -> bool {
    field.clone_from(value);
    true
}
