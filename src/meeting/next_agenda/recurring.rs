//! The items that come back at each meeting of a body.

use super::EarlierMeeting;
use super::titles::{Usual, is_recurring_heading, key};
use crate::meeting::agenda::{AgendaRow, Attendee, presenter_name};
use crate::meeting::item::Item;
use crate::meeting::minutes::Minutes;
use crate::meeting::style::HouseStyle;

/// The number of last meetings that decide which items recur.
pub(super) const RECENT: usize = 4;

/// The items that come back at each meeting, by the [`key`] of their titles.
pub(super) struct RecurringItems {
    keys: Vec<String>,
}

impl RecurringItems {
    /// Finds the items that at least half of the last meetings had, and at least two. Where too few
    /// meetings are known, or nothing came back, the titles and headings of the last one decide.
    pub(super) fn from_history(history: &[EarlierMeeting<'_>]) -> Self {
        let recent = history.get(..history.len().min(RECENT)).unwrap_or_default();
        // A postponed matter stands on two agendas and is one matter all the same.
        let comes_by_itself = |item: &&Item| item.from.is_empty() && item.outcome.is_none();
        let of_each: Vec<Vec<String>> = recent
            .iter()
            .map(|meeting| {
                meeting
                    .minutes
                    .items()
                    .filter(comes_by_itself)
                    .map(|item| key(&item.title))
                    .collect()
            })
            .collect();
        let recurs = |wanted: &&String| {
            let count = of_each.iter().filter(|keys| keys.contains(wanted)).count();
            count >= 2 && count * 2 >= recent.len()
        };
        let mut keys: Vec<String> = of_each.iter().flatten().filter(recurs).cloned().collect();
        if recent.len() <= 2 || keys.is_empty() {
            let last = recent.iter().take(1).flat_map(|meeting| {
                let is_usual = |item: &&Item| is_usual(meeting.minutes, item);
                meeting
                    .minutes
                    .items()
                    .filter(is_usual)
                    .map(|item| key(&item.title))
            });
            keys.extend(last);
        }
        Self { keys }
    }

    /// Tells whether an item with this key comes back.
    pub(super) fn contains(&self, key: &String) -> bool {
        self.keys.contains(key)
    }
}

/// A recurring item as a new row: with the presenters who still come and the stock phrases proposed
/// each time, but without the documents and words of one meeting.
pub(super) fn recurring_row(item: &Item, style: &HouseStyle, people: &[Attendee]) -> AgendaRow {
    let comes = |presenter: &&String| {
        let name = presenter_name(presenter);
        people.iter().any(|person| person.name == name)
    };
    AgendaRow {
        title: item.title.clone(),
        minutes: item.planned_minutes,
        presenters: item.presenters.iter().filter(comes).cloned().collect(),
        proposal: item
            .proposal
            .iter()
            .filter(|clause| style.phrases.contains(clause))
            .cloned()
            .collect(),
        ..AgendaRow::default()
    }
}

/// Tells whether an item recurs as far as its title or the heading over it tells.
fn is_usual(minutes: &Minutes, item: &Item) -> bool {
    Usual::from_title(&item.title).is_some() || is_recurring_heading(&section_over(minutes, item))
}

/// The heading over an item; empty where there is none.
pub(super) fn section_over(minutes: &Minutes, item: &Item) -> String {
    minutes
        .section_of(item.id)
        .map(|section| section.title.clone())
        .unwrap_or_default()
}
