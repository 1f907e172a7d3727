//! The rows of the next agenda in their order: recurring items where they usually stand, the
//! minutes of the last meeting, open assignments, and the matters left over.

use chrono::NaiveDate;

use super::numbers::ItemLabels;
use super::previous_minutes::minutes_row;
use super::recurring::{RECENT, RecurringItems, recurring_row, section_over};
use super::titles::{Usual, key};
use super::{AgendaWording, EarlierMeeting, RowReason, carried, open_assignments};
use crate::meeting::agenda::{AgendaRow, Attendee};
use crate::meeting::item::Item;
use crate::meeting::minutes::Minutes;

/// The rows, and the reason for each.
#[derive(Debug)]
pub(super) struct OrderedRows {
    pub(super) rows: Vec<AgendaRow>,
    pub(super) why: Vec<RowReason>,
    pub(super) room_for_matters: usize,
}

/// An item, and the heading it stands under.
#[derive(Debug)]
struct PlannedRow {
    section: String,
    row: AgendaRow,
    why: RowReason,
    is_numbered: bool,
}

/// Items as they are put in order. The matters of the meeting belong at the index `slot`, under the
/// heading `slot_section`.
#[derive(Debug, Default)]
struct RunningOrder {
    placed: Vec<PlannedRow>,
    slot: usize,
    slot_section: String,
}

/// Puts the rows of the next agenda in order.
pub(super) fn ordered(
    history: &[EarlierMeeting<'_>],
    date: NaiveDate,
    people: &[Attendee],
    wording: &AgendaWording,
) -> Option<OrderedRows> {
    let last = history.first()?.minutes;
    let recurring = RecurringItems::from_history(history);
    let mut order = RunningOrder::of_recurring(&recurring, history, people);
    order.put_minutes(last, wording);
    order.put_follow_up(&open_assignments::lines(history, wording), wording);
    let is_recurring = |item: &Item| recurring.contains(&key(&item.title));
    order.put_matters(carried::matters(history, date, wording, is_recurring));
    Some(order.numbered(ItemLabels::after(history, date)))
}

impl RunningOrder {
    /// Puts the recurring items in the order in which the last meeting had them; those that it left
    /// out stand after the one they usually follow.
    fn of_recurring(
        recurring: &RecurringItems,
        history: &[EarlierMeeting<'_>],
        people: &[Attendee],
    ) -> Self {
        let mut order = Self::default();
        for meeting in history.iter().take(RECENT) {
            let mut before: Option<String> = None;
            for item in meeting.minutes.items() {
                let key = key(&item.title);
                if !recurring.contains(&key) {
                    continue;
                }
                if order.index_of(&key).is_none() {
                    let planned = PlannedRow {
                        section: section_over(meeting.minutes, item),
                        row: recurring_row(item, &meeting.minutes.style, people),
                        why: RowReason::Recurring,
                        is_numbered: item.label.is_some(),
                    };
                    order.insert_after(before.as_deref(), planned);
                }
                before = Some(key);
            }
        }
        if let Some(last) = history.first() {
            order.find_slot(last.minutes);
        }
        order
    }

    /// The index of the item with this key.
    fn index_of(&self, wanted: &str) -> Option<usize> {
        self.placed
            .iter()
            .position(|planned| key(&planned.row.title) == wanted)
    }

    /// Inserts a row after the item with this key, under its heading; first where there is none.
    fn insert_after(&mut self, before: Option<&str>, mut placed: PlannedRow) {
        let index = before.and_then(|before| self.index_of(before));
        let is_at_end = index.is_none_or(|index| index + 1 == self.placed.len());
        if let (false, Some(before)) = (is_at_end, index.and_then(|index| self.placed.get(index))) {
            placed.section.clone_from(&before.section);
        }
        self.placed
            .insert(index.map_or(0, |index| index + 1), placed);
    }

    /// Finds the slot for the matters of the meeting: where the last meeting had its own, and after
    /// the items that begin every meeting.
    fn find_slot(&mut self, last: &Minutes) {
        let is_first = |planned: &PlannedRow| {
            Usual::from_title(&planned.row.title).is_some_and(Usual::is_first)
        };
        let after_first = self
            .placed
            .iter()
            .rposition(is_first)
            .map_or(0, |index| index + 1);
        let mut slot = 0;
        for item in last.items() {
            if let Some(index) = self.index_of(&key(&item.title)) {
                slot = index + 1;
            } else if slot >= after_first && Usual::from_title(&item.title).is_none() {
                self.slot = slot;
                self.slot_section = section_over(last, item);
                return;
            }
        }
        self.slot = after_first;
        let neighbour = after_first.saturating_sub(1);
        self.slot_section = self
            .placed
            .get(neighbour)
            .map(|planned| planned.section.clone())
            .unwrap_or_default();
    }

    /// Inserts an item that is no matter, and moves the slot where it stands before it.
    fn insert(&mut self, index: usize, row: AgendaRow, why: RowReason) {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.placed.get(before));
        let neighbour = before
            .or(self.placed.get(index))
            .filter(|_| index != self.slot || before.is_some());
        let section = neighbour.map_or_else(
            || self.slot_section.clone(),
            |planned| planned.section.clone(),
        );
        self.placed.insert(
            index,
            PlannedRow {
                section,
                row,
                why,
                is_numbered: true,
            },
        );
        if index <= self.slot {
            self.slot += 1;
        }
    }

    /// Puts the minutes of the last meeting in place of the item in which the body usually goes
    /// through them, or after the items that begin the meeting.
    fn put_minutes(&mut self, last: &Minutes, wording: &AgendaWording) {
        let is_that = |planned: &PlannedRow| {
            Usual::from_title(&planned.row.title) == Some(Usual::PreviousMinutes)
        };
        let usual = self.placed.iter().position(is_that);
        let row = minutes_row(
            last,
            usual
                .and_then(|index| self.placed.get(index))
                .map(|planned| &planned.row),
            wording,
        );
        if let Some(placed) = usual.and_then(|index| self.placed.get_mut(index)) {
            placed.row = row;
            placed.why = RowReason::PreviousMinutes;
            return;
        }
        let begins = |planned: &PlannedRow| {
            Usual::from_title(&planned.row.title).is_some_and(Usual::is_first)
        };
        let index = self
            .placed
            .iter()
            .take_while(|planned| begins(planned))
            .count();
        self.insert(index, row, RowReason::PreviousMinutes);
    }

    /// Puts the open assignments where the body usually has them, or after the minutes.
    fn put_follow_up(&mut self, lines: &[String], wording: &AgendaWording) {
        if lines.is_empty() {
            self.take_away_empty_follow_up(wording);
            return;
        }
        let background = lines.join("\n");
        let is_that = |planned: &&mut PlannedRow| {
            Usual::from_title(&planned.row.title) == Some(Usual::FollowUp)
        };
        if let Some(placed) = self.placed.iter_mut().find(is_that) {
            placed.row.background = background;
            placed.why = RowReason::FollowUp;
            return;
        }
        let minutes = self
            .placed
            .iter()
            .position(|planned| planned.why == RowReason::PreviousMinutes);
        let row = AgendaRow {
            title: wording.follow_up.clone(),
            background,
            ..AgendaRow::default()
        };
        self.insert(
            minutes.map_or(0, |index| index + 1),
            row,
            RowReason::FollowUp,
        );
    }

    /// Removes the item that this program itself put there: it comes back only while something is
    /// open.
    fn take_away_empty_follow_up(&mut self, wording: &AgendaWording) {
        let Some(index) = self
            .placed
            .iter()
            .position(|planned| planned.row.title == wording.follow_up)
        else {
            return;
        };
        self.placed.remove(index);
        if index < self.slot {
            self.slot -= 1;
        }
    }

    /// Puts the matters in their slot. A matter that is a recurring item as well becomes one with
    /// it.
    fn put_matters(&mut self, matters: Vec<AgendaRow>) {
        for row in matters {
            let same = row.title.to_lowercase();
            let is_same = |planned: &&mut PlannedRow| {
                planned.why == RowReason::Recurring && planned.row.title.to_lowercase() == same
            };
            if let Some(recurring) = self.placed.iter_mut().find(is_same) {
                let AgendaRow {
                    presenters,
                    attachments,
                    background,
                    proposal,
                    from,
                    ..
                } = row;
                let known = std::mem::take(&mut recurring.row);
                recurring.row = AgendaRow {
                    presenters,
                    attachments,
                    background,
                    proposal,
                    from,
                    ..known
                };
                recurring.why = RowReason::Carried;
                continue;
            }
            let section = self.slot_section.clone();
            // A matter without a number among numbered items stays without one.
            let is_numbered = row.label.is_some();
            let placed = PlannedRow {
                section,
                row,
                why: RowReason::Carried,
                is_numbered,
            };
            self.placed.insert(self.slot, placed);
            self.slot += 1;
        }
    }

    /// The rows with their numbers, and with headings over them.
    fn numbered(self, mut labels: ItemLabels) -> OrderedRows {
        let mut ordered = OrderedRows {
            rows: Vec::new(),
            why: Vec::new(),
            room_for_matters: 0,
        };
        let mut section = String::new();
        let Self {
            placed,
            slot,
            slot_section,
        } = self;
        let is_slot_last = slot >= placed.len();
        for (index, planned) in placed.into_iter().enumerate() {
            if index == slot {
                ordered.begin_matters(&mut section, &slot_section);
            }
            ordered.begin(&mut section, &planned.section);
            let label = planned.is_numbered.then(|| labels.next_label()).flatten();
            ordered.rows.push(AgendaRow {
                label,
                ..planned.row
            });
            ordered.why.push(planned.why);
        }
        if is_slot_last {
            ordered.begin_matters(&mut section, &slot_section);
        }
        ordered
    }
}

impl OrderedRows {
    fn begin(&mut self, section: &mut String, next: &str) {
        if section != next {
            next.clone_into(section);
            self.rows.push(AgendaRow {
                section: Some(next.to_owned()),
                ..AgendaRow::default()
            });
            self.why.push(RowReason::Heading);
        }
    }

    fn begin_matters(&mut self, section: &mut String, next: &str) {
        self.begin(section, next);
        self.room_for_matters = self.rows.len();
    }
}
