//! Time planned against time spent, item by item, for whoever plans the next agenda. A document holds
//! it only on request.

use serde::Serialize;

use super::{ExportSource, line_of};
use crate::meeting::item::Item;
use crate::meeting::text::clean_line;
use crate::words::Words;

/// The chart, with the words around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeChart {
    /// The caption of the chart.
    pub caption: String,
    /// The heading of the column of items.
    pub item: String,
    /// The heading of the column of planned minutes.
    pub planned: String,
    /// The heading of the column of minutes spent.
    pub spent: String,
    /// The items, in the order of the document.
    pub rows: Vec<TimeRow>,
}

/// The time of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TimeRow {
    /// Its label and title.
    pub item: String,
    /// Minutes planned. None where the agenda has none.
    pub planned: Option<u32>,
    /// Whole minutes spent.
    pub spent: u32,
    /// The length of the bar for minutes planned, in hundredths of the longest bar.
    pub planned_share: u32,
    /// The length of the bar for minutes spent, likewise.
    pub spent_share: u32,
}

/// Makes the chart of a meeting. None where no clock ran.
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
