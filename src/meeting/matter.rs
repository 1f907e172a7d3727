//! The life of a matter over several meetings: the items it was before, and the item that took it
//! up again.

use chrono::NaiveDate;

use super::agenda::Origin;
use super::item::Item;
use super::minutes::Minutes;

/// An item of another meeting.
#[derive(Debug, Clone, Copy)]
pub struct LinkedItem<'a> {
    /// That meeting, by the stem of its files.
    pub meeting: &'a str,
    /// The day of that meeting.
    pub date: NaiveDate,
    /// The item there.
    pub item: &'a Item,
}

/// The item that took up this one again, the first time after this meeting; `None` where none has.
#[must_use]
pub fn taken_up_again<'a>(
    meetings: &[(&'a str, &'a Minutes)],
    stem: &str,
    item: &Item,
) -> Option<LinkedItem<'a>> {
    let comes_from = |origin: &Origin| {
        let is_named = origin
            .item
            .as_deref()
            .is_none_or(|name| name == item.name());
        origin.meeting == stem && is_named
    };
    let found = meetings.iter().flat_map(|(meeting, minutes)| {
        let later = minutes.items().filter(|later| {
            // An origin that names no item of its meeting is recognised by the title.
            later.from.iter().any(|origin| {
                comes_from(origin) && (origin.item.is_some() || later.title == item.title)
            })
        });
        later.map(|item| LinkedItem {
            meeting,
            date: minutes.heading.date,
            item,
        })
    });
    found.min_by_key(|elsewhere| elsewhere.date)
}

/// The items that this one was before, the newest first, as far as those meetings are known.
#[must_use]
pub fn came_from<'a>(meetings: &[(&'a str, &'a Minutes)], item: &Item) -> Vec<LinkedItem<'a>> {
    let mut found: Vec<LinkedItem<'a>> = item
        .from
        .iter()
        .filter_map(|origin| {
            let (meeting, minutes) = meetings.iter().find(|(stem, _)| *stem == origin.meeting)?;
            let is_it = |there: &&Item| match &origin.item {
                Some(name) => there.name() == name,
                None => there.title == item.title,
            };
            let there = minutes.items().find(is_it)?;
            Some(LinkedItem {
                meeting,
                date: minutes.heading.date,
                item: there,
            })
        })
        .collect();
    found.sort_by_key(|elsewhere| std::cmp::Reverse(elsewhere.date));
    found
}
