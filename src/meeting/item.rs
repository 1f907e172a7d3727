//! Items of the agenda, and the headings between them. The label is text and never follows from
//! the order.

use serde::{Deserialize, Serialize};

use super::agenda::{AgendaRow, Origin, presenter_name};
use super::assignment::Assignment;
use super::decision::Decision;
use super::minutes::Minutes;
use super::outcome::{Outcome, OutcomeKind};
use super::text::Splice;
use super::timer::Stopwatch;

/// Names an item within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ItemId(pub u32);

/// Names a heading within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionId(pub u32);

/// A row of the running order, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowId {
    /// An item.
    Item(ItemId),
    /// A heading.
    Section(SectionId),
}

/// A row of the running order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Row {
    /// A heading over what follows; an empty one ends the section before it.
    Section(Section),
    /// An item.
    Item(Box<Item>),
}

/// A heading over items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Stable within the meeting.
    pub id: SectionId,
    /// Its words.
    pub title: String,
}

/// What is planned for an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Planned time.
    pub minutes: Option<u32>,
    /// Who presents: a name, and after a comma what is printed with it.
    pub presenters: Vec<String>,
    /// References to papers.
    pub attachments: Vec<String>,
    /// Clauses prepared for a decision.
    pub proposal: Vec<String>,
}

/// Something on the agenda, and all that was written and decided under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable within the meeting.
    pub id: ItemId,
    /// The number as printed; none for an unnumbered item.
    pub label: Option<String>,
    /// What it is called.
    pub title: String,
    /// Planned time.
    pub planned_minutes: Option<u32>,
    /// Who presents: a name, and after a comma what is printed with it.
    pub presenters: Vec<String>,
    /// References to papers.
    pub attachments: Vec<String>,
    /// What is known beforehand.
    pub background: String,
    /// Clauses prepared for a decision.
    pub proposal: Vec<String>,
    /// Where the matter was before.
    pub from: Vec<Origin>,
    /// The notes, in a small Markdown.
    pub notes: String,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// Who is to do what.
    pub assignments: Vec<Assignment>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// When it was open.
    pub stopwatch: Stopwatch,
}

impl Item {
    /// A new item without anything under it.
    #[must_use]
    pub fn planned(id: ItemId, row: &AgendaRow) -> Self {
        Self {
            id,
            label: row.label.clone(),
            title: row.title.clone(),
            planned_minutes: row.minutes,
            presenters: row.presenters.clone(),
            attachments: row.attachments.clone(),
            background: row.background.clone(),
            proposal: row.proposal.clone(),
            from: row.from.clone(),
            notes: String::new(),
            decisions: Vec::new(),
            assignments: Vec::new(),
            outcome: None,
            stopwatch: Stopwatch::default(),
        }
    }

    /// The names of those who present.
    pub fn presenter_names(&self) -> impl Iterator<Item = &str> {
        self.presenters
            .iter()
            .map(|presenter| presenter_name(presenter))
    }

    /// Whether it was taken off the agenda.
    #[must_use]
    pub fn is_withdrawn(&self) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.kind == OutcomeKind::Withdrawn)
    }

    /// Whether anything has been written or decided under it, or time spent on it.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.stopwatch.has_run()
            || self.outcome.is_some()
            || !self.notes.is_empty()
            || !self.decisions.is_empty()
            || !self.assignments.is_empty()
    }

    /// The label and the title, as a heading says them.
    #[must_use]
    pub fn heading(&self) -> String {
        match &self.label {
            Some(label) => format!("{label}  {}", self.title),
            None => self.title.clone(),
        }
    }

    /// How it is named in a sentence: its label, or its title where it has none.
    #[must_use]
    pub fn name(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.title)
    }
}

impl Row {
    /// The row's name.
    #[must_use]
    pub fn id(&self) -> RowId {
        match self {
            Self::Section(section) => RowId::Section(section.id),
            Self::Item(item) => RowId::Item(item.id),
        }
    }

    /// The item, unless it is a heading.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        match self {
            Self::Item(item) => Some(item),
            Self::Section(_) => None,
        }
    }
}

impl Minutes {
    /// The items in their order.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = &Item> {
        self.rows.iter().filter_map(Row::item)
    }

    /// An item by name.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items().find(|item| item.id == id)
    }

    /// The open item.
    #[must_use]
    pub fn open_item(&self) -> Option<&Item> {
        self.open.and_then(|id| self.item(id))
    }

    /// The heading over an item; none where there is none or an empty one ended it.
    #[must_use]
    pub fn section_of(&self, id: ItemId) -> Option<&Section> {
        let mut section = None;
        for row in &self.rows {
            match row {
                Row::Section(heading) => section = Some(heading),
                Row::Item(item) if item.id == id => break,
                Row::Item(_) => {}
            }
        }
        section.filter(|heading| !heading.title.is_empty())
    }

    /// The item that follows another in order, withdrawn ones passed over; the first, after none.
    #[must_use]
    pub fn item_after(&self, open: Option<ItemId>) -> Option<&Item> {
        next_in(self.items(), open)
    }

    /// The item before another, withdrawn ones passed over.
    #[must_use]
    pub fn item_before(&self, open: ItemId) -> Option<&Item> {
        next_in(self.items().rev(), Some(open))
    }

    pub(super) fn items_mut(&mut self) -> impl Iterator<Item = &mut Item> {
        self.rows.iter_mut().filter_map(|row| match row {
            Row::Item(item) => Some(item.as_mut()),
            Row::Section(_) => None,
        })
    }

    /// Changes an item; `false` where there is none of that name.
    pub(super) fn on_item(&mut self, id: ItemId, change: impl FnOnce(&mut Item)) -> bool {
        self.items_mut()
            .find(|item| item.id == id)
            .map(change)
            .is_some()
    }

    pub(super) fn item_planned(&mut self, id: ItemId, plan: &Plan) -> bool {
        self.on_item(id, |item| {
            item.planned_minutes = plan.minutes;
            item.presenters.clone_from(&plan.presenters);
            item.attachments.clone_from(&plan.attachments);
            item.proposal.clone_from(&plan.proposal);
        })
    }

    pub(super) fn notes_changed(&mut self, id: ItemId, splice: &Splice) -> bool {
        let item = self.items_mut().find(|item| item.id == id);
        item.is_some_and(|item| splice.apply(&mut item.notes))
    }

    pub(super) fn item_added(&mut self, id: ItemId, row: &AgendaRow, after: Option<RowId>) -> bool {
        self.use_number(id.0);
        self.insert(Row::Item(Box::new(Item::planned(id, row))), after)
    }

    pub(super) fn section_added(
        &mut self,
        id: SectionId,
        title: &str,
        after: Option<RowId>,
    ) -> bool {
        self.use_number(id.0);
        self.insert(
            Row::Section(Section {
                id,
                title: title.to_owned(),
            }),
            after,
        )
    }

    pub(super) fn row_moved(&mut self, id: RowId, after: Option<RowId>) -> bool {
        let Some(place) = self.place_of(id) else {
            return false;
        };
        let row = self.rows.remove(place);
        self.insert(row, after)
    }

    pub(super) fn row_removed(&mut self, id: RowId) -> bool {
        let place = self.place_of(id);
        place.map(|place| self.rows.remove(place)).is_some()
    }

    pub(super) fn section_renamed(&mut self, id: SectionId, title: &str) -> bool {
        let place = self.place_of(RowId::Section(id));
        match place.and_then(|place| self.rows.get_mut(place)) {
            Some(Row::Section(section)) => {
                title.clone_into(&mut section.title);
                true
            }
            Some(Row::Item(_)) | None => false,
        }
    }

    /// Where a row stands.
    #[must_use]
    pub fn place_of(&self, id: RowId) -> Option<usize> {
        self.rows.iter().position(|row| row.id() == id)
    }

    /// After a row, at the beginning, or at the end where that row is gone: a row is never lost.
    fn insert(&mut self, row: Row, after: Option<RowId>) -> bool {
        let place = match after {
            None => Some(0),
            Some(id) => self.place_of(id).map(|place| place + 1),
        };
        self.rows.insert(place.unwrap_or(self.rows.len()), row);
        place.is_some()
    }
}

fn next_in<'a>(items: impl Iterator<Item = &'a Item>, open: Option<ItemId>) -> Option<&'a Item> {
    items
        .skip_while(|item| open.is_some_and(|id| id != item.id))
        .skip(usize::from(open.is_some()))
        .find(|item| !item.is_withdrawn())
}
