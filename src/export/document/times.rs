//! Time planned against time spent, item by item: for whoever plans the next agenda, and on the paper
//! only when that is asked for.

use serde::Serialize;

use super::{ExportSource, line_of};
use crate::meeting::item::Item;
use crate::meeting::text::clean_line;
use crate::words::Words;

/// The chart, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeChart {
    /// What it shows.
    pub caption: String,
    /// Over the items.
    pub item: String,
    /// Over what was planned.
    pub planned: String,
    /// Over what was spent.
    pub spent: String,
    /// In the order of the paper.
    pub rows: Vec<TimeRow>,
}

/// The time of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeRow {
    /// Its label and title.
    pub item: String,
    /// Minutes planned, if any were.
    pub planned: Option<u32>,
    /// Whole minutes spent.
    pub spent: u32,
    /// Minutes planned, of a hundred parts of the longest bar.
    pub planned_share: u32,
    /// Minutes spent, likewise.
    pub spent_share: u32,
}

/// The chart of a meeting; none where no time was taken.
#[must_use]
pub fn times(source: &ExportSource<'_>, words: &Words) -> Option<TimeChart> {
    let minutes = source.minutes;
    let spent = |item: &Item| item.stopwatch.minutes(source.now);
    if !minutes.items().any(|item| item.stopwatch.has_run()) {
        return None;
    }
    let longest = minutes
        .items()
        .flat_map(|item| [spent(item), item.planned_minutes.unwrap_or(0)])
        .max();
    let share = |part: u32| u64::from(part) * 100 / u64::from(longest.unwrap_or(0).max(1));
    let share = |part| u32::try_from(share(part)).unwrap_or(100);
    let row = |item: &Item| TimeRow {
        item: line_of(item.label.as_deref())
            .into_iter()
            .chain([clean_line(&item.title)])
            .collect::<Vec<_>>()
            .join(" "),
        planned: item.planned_minutes,
        spent: spent(item),
        planned_share: share(item.planned_minutes.unwrap_or(0)),
        spent_share: share(spent(item)),
    };
    let say = |message| words.say(message).into_owned();
    Some(TimeChart {
        caption: say("paper-times"),
        item: say("paper-times-item"),
        planned: say("paper-times-planned"),
        spent: say("paper-times-spent"),
        rows: minutes.items().map(row).collect(),
    })
}
