//! The rows of the next agenda in their order: recurring items where they usually stand, the
//! minutes of the last meeting, open assignments, and the matters left over.

use chrono::NaiveDate;

use super::numbers::ItemLabels;
use super::titles::{Usual, is_standing_heading, key, without_parentheses};
use super::{AgendaWording, EarlierMeeting, Why, carried, open_assignments};
use crate::meeting::agenda::{AgendaRow, Attendee, DocumentKind, presenter_name};
use crate::meeting::item::Item;
use crate::meeting::minutes::Minutes;
use crate::meeting::style::HouseStyle;

/// The number of last meetings that decide which items recur.
const RECENT: usize = 4;

/// Planned minutes for the minutes of the last meeting, where nothing else is known.
const MINUTES_FOR_THE_MINUTES: u32 = 5;

/// The rows, and the reason for each.
#[derive(Debug)]
pub(super) struct Ordered {
    pub(super) rows: Vec<AgendaRow>,
    pub(super) why: Vec<Why>,
    pub(super) room_for_matters: usize,
}

/// An item, and the heading it stands under.
#[derive(Debug)]
struct PlannedRow {
    section: String,
    row: AgendaRow,
    why: Why,
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
) -> Option<Ordered> {
    let last = history.first()?.minutes;
    let standing = RecurringItems::from_history(history);
    let mut order = standing.order(history, people);
    order.put_minutes(last, wording);
    order.put_follow_up(&open_assignments::lines(history, wording), wording);
    let is_standing = |item: &Item| standing.keys.contains(&key(&item.title));
    order.put_matters(carried::matters(history, date, wording, is_standing));
    Some(order.numbered(ItemLabels::after(history, date)))
}

/// The items that come back at each meeting, by the [`key`] of their titles.
struct RecurringItems {
    keys: Vec<String>,
}

impl RecurringItems {
    /// Finds the items that at least half of the last meetings had, and at least two. Where too few
    /// meetings are known, or nothing came back, the titles and headings of the last one decide.
    fn from_history(history: &[EarlierMeeting<'_>]) -> Self {
        let recent = history.get(..history.len().min(RECENT)).unwrap_or_default();
        // A postponed matter stands on two agendas and is one matter all the same.
        let comes_by_itself = |item: &&Item| item.from.is_empty() && item.outcome.is_none();
        let of_each: Vec<Vec<String>> = recent
            .iter()
            .map(|one| {
                one.minutes
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
            let last = recent.iter().take(1).flat_map(|one| {
                let is_usual = |item: &&Item| is_usually_standing(one.minutes, item);
                one.minutes
                    .items()
                    .filter(is_usual)
                    .map(|item| key(&item.title))
            });
            keys.extend(last);
        }
        Self { keys }
    }

    /// The recurring items as the last meeting had them; those that it left out stand after the one
    /// they usually follow.
    fn order(&self, history: &[EarlierMeeting<'_>], people: &[Attendee]) -> RunningOrder {
        let mut order = RunningOrder::default();
        for meeting in history.iter().take(RECENT) {
            let mut before: Option<String> = None;
            for item in meeting.minutes.items() {
                let key = key(&item.title);
                if !self.keys.contains(&key) {
                    continue;
                }
                let place = order.place_of(&key);
                if place.is_none() {
                    let section = section_over(meeting.minutes, item);
                    let row = standing_row(item, &meeting.minutes.style, people);
                    let is_numbered = item.label.is_some();
                    order.insert_after(
                        before.as_deref(),
                        PlannedRow {
                            section,
                            row,
                            why: Why::Standing,
                            is_numbered,
                        },
                    );
                }
                before = Some(key);
            }
        }
        if let Some(last) = history.first() {
            order.find_slot(last.minutes);
        }
        order
    }
}

fn is_usually_standing(minutes: &Minutes, item: &Item) -> bool {
    Usual::from_title(&item.title).is_some() || is_standing_heading(&section_over(minutes, item))
}

fn section_over(minutes: &Minutes, item: &Item) -> String {
    minutes
        .section_of(item.id)
        .map(|section| section.title.clone())
        .unwrap_or_default()
}

/// A recurring item as a new row: with the presenters who still come and the stock phrases proposed
/// each time, but without the documents and words of one meeting.
fn standing_row(item: &Item, style: &HouseStyle, people: &[Attendee]) -> AgendaRow {
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

impl RunningOrder {
    fn place_of(&self, wanted: &str) -> Option<usize> {
        self.placed
            .iter()
            .position(|one| key(&one.row.title) == wanted)
    }

    /// Inserts a row after the item with this key, under its heading; first where there is none.
    fn insert_after(&mut self, before: Option<&str>, mut placed: PlannedRow) {
        let place = before.and_then(|before| self.place_of(before));
        let is_at_end = place.is_none_or(|place| place + 1 == self.placed.len());
        if let (false, Some(before)) = (is_at_end, place.and_then(|place| self.placed.get(place))) {
            placed.section.clone_from(&before.section);
        }
        self.placed
            .insert(place.map_or(0, |place| place + 1), placed);
    }

    /// Finds the slot for the matters of the meeting: where the last meeting had its own, and after
    /// the items that begin every meeting.
    fn find_slot(&mut self, last: &Minutes) {
        let is_first =
            |one: &PlannedRow| Usual::from_title(&one.row.title).is_some_and(Usual::is_first);
        let after_first = self
            .placed
            .iter()
            .rposition(is_first)
            .map_or(0, |place| place + 1);
        let mut slot = 0;
        for item in last.items() {
            if let Some(place) = self.place_of(&key(&item.title)) {
                slot = place + 1;
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
            .map(|one| one.section.clone())
            .unwrap_or_default();
    }

    /// Inserts an item that is no matter, and moves the slot where it stands before it.
    fn insert(&mut self, place: usize, row: AgendaRow, why: Why) {
        let before = place
            .checked_sub(1)
            .and_then(|before| self.placed.get(before));
        let neighbour = before
            .or(self.placed.get(place))
            .filter(|_| place != self.slot || before.is_some());
        let section =
            neighbour.map_or_else(|| self.slot_section.clone(), |one| one.section.clone());
        self.placed.insert(
            place,
            PlannedRow {
                section,
                row,
                why,
                is_numbered: true,
            },
        );
        if place <= self.slot {
            self.slot += 1;
        }
    }

    /// Puts the minutes of the last meeting in place of the item in which the body usually goes
    /// through them, or after the items that begin the meeting.
    fn put_minutes(&mut self, last: &Minutes, wording: &AgendaWording) {
        let is_that =
            |one: &PlannedRow| Usual::from_title(&one.row.title) == Some(Usual::PreviousMinutes);
        let usual = self.placed.iter().position(is_that);
        let row = minutes_row(
            last,
            usual.and_then(|place| self.placed.get(place)),
            wording,
        );
        if let Some(placed) = usual.and_then(|place| self.placed.get_mut(place)) {
            placed.row = row;
            placed.why = Why::PreviousMinutes;
            return;
        }
        let begins =
            |one: &PlannedRow| Usual::from_title(&one.row.title).is_some_and(Usual::is_first);
        let place = self.placed.iter().take_while(|one| begins(one)).count();
        self.insert(place, row, Why::PreviousMinutes);
    }

    /// Puts the open assignments where the body usually has them, or after the minutes.
    fn put_follow_up(&mut self, lines: &[String], wording: &AgendaWording) {
        if lines.is_empty() {
            self.take_away_empty_follow_up(wording);
            return;
        }
        let background = lines.join("\n");
        let is_that =
            |one: &&mut PlannedRow| Usual::from_title(&one.row.title) == Some(Usual::FollowUp);
        if let Some(placed) = self.placed.iter_mut().find(is_that) {
            placed.row.background = background;
            placed.why = Why::FollowUp;
            return;
        }
        let minutes = self
            .placed
            .iter()
            .position(|one| one.why == Why::PreviousMinutes);
        let row = AgendaRow {
            title: wording.follow_up.clone(),
            background,
            ..AgendaRow::default()
        };
        self.insert(minutes.map_or(0, |place| place + 1), row, Why::FollowUp);
    }

    /// Removes the item that this program itself put there: it comes back only while something is
    /// open.
    fn take_away_empty_follow_up(&mut self, wording: &AgendaWording) {
        let Some(place) = self
            .placed
            .iter()
            .position(|one| one.row.title == wording.follow_up)
        else {
            return;
        };
        self.placed.remove(place);
        if place < self.slot {
            self.slot -= 1;
        }
    }

    /// Puts the matters in their slot. A matter that is a recurring item as well becomes one with
    /// it.
    fn put_matters(&mut self, matters: Vec<AgendaRow>) {
        for row in matters {
            let same = row.title.to_lowercase();
            let is_same = |one: &&mut PlannedRow| {
                one.why == Why::Standing && one.row.title.to_lowercase() == same
            };
            if let Some(standing) = self.placed.iter_mut().find(is_same) {
                let AgendaRow {
                    presenters,
                    attachments,
                    background,
                    proposal,
                    from,
                    ..
                } = row;
                let known = std::mem::take(&mut standing.row);
                standing.row = AgendaRow {
                    presenters,
                    attachments,
                    background,
                    proposal,
                    from,
                    ..known
                };
                standing.why = Why::Carried;
                continue;
            }
            let section = self.slot_section.clone();
            // A matter without a number among numbered items stays without one.
            let is_numbered = row.label.is_some();
            let placed = PlannedRow {
                section,
                row,
                why: Why::Carried,
                is_numbered,
            };
            self.placed.insert(self.slot, placed);
            self.slot += 1;
        }
    }

    /// The rows with their numbers, and with headings over them.
    fn numbered(self, mut labels: ItemLabels) -> Ordered {
        let mut ordered = Ordered {
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

impl Ordered {
    fn begin(&mut self, section: &mut String, next: &str) {
        if section != next {
            next.clone_into(section);
            self.rows.push(AgendaRow {
                section: Some(next.to_owned()),
                ..AgendaRow::default()
            });
            self.why.push(Why::Heading);
        }
    }

    fn begin_matters(&mut self, section: &mut String, next: &str) {
        self.begin(section, next);
        self.room_for_matters = self.rows.len();
    }
}

/// The row for the minutes of the last meeting: "Föregående protokoll (den 27 februari 2026)", with
/// the phrase that approves them as proposal.
fn minutes_row(last: &Minutes, usual: Option<&PlannedRow>, wording: &AgendaWording) -> AgendaRow {
    let heading = &last.heading;
    let paper = match heading.kind {
        DocumentKind::Minnesanteckningar => &wording.notes,
        DocumentKind::Protokoll | DocumentKind::Unnamed => &wording.minutes,
    };
    let own = usual.map(|one| without_parentheses(&one.row.title));
    let is_undated = |title: &String| !title.contains(|sign: char| sign.is_numeric());
    let title = own
        .filter(is_undated)
        .unwrap_or_else(|| paper.title.clone());
    let style = &last.style;
    let own = style
        .phrases
        .iter()
        .find(|phrase| approves(phrase, heading.kind))
        .cloned();
    let default = if style.clause_start.is_empty() {
        &paper.sentence
    } else {
        &paper.clause
    };
    let attachment = match (&heading.number, heading.kind) {
        (_, DocumentKind::Unnamed) => None,
        (Some(number), _) if heading.title.contains(number) => Some(heading.title.clone()),
        (_, DocumentKind::Protokoll | DocumentKind::Minnesanteckningar) => {
            Some(format!("{} {}", heading.title, heading.date))
        }
    };
    AgendaRow {
        title: format!("{title} ({})", wording.last_day),
        minutes: usual.map_or(Some(MINUTES_FOR_THE_MINUTES), |one| one.row.minutes),
        presenters: usual
            .map(|one| one.row.presenters.clone())
            .unwrap_or_default(),
        attachments: attachment.into_iter().collect(),
        proposal: vec![own.unwrap_or_else(|| default.clone())],
        ..AgendaRow::default()
    }
}

/// Tells whether a phrase approves the minutes of a meeting, or files them.
fn approves(phrase: &str, kind: DocumentKind) -> bool {
    let folded = phrase.to_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
    let speaks_of_it = match kind {
        DocumentKind::Protokoll => has(&["protokoll", "minutes"]),
        DocumentKind::Minnesanteckningar => has(&["anteckning", "notes"]),
        DocumentKind::Unnamed => has(&["protokoll", "anteckning", "minutes"]),
    };
    speaks_of_it && has(&["godkän", "handlingarna", "fastställ", "approve"])
}
