//! Everything true of a meeting now. It can be read by anyone and changed by
//! [`super::Meeting::apply`] alone. The record on disk is this, written out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agenda::{Agenda, Body, Kind, Mode};
use super::assignment::FollowUp;
use super::item::{Item, ItemId, Row, Section, SectionId};
use super::paper::Origin;
use super::person::{Person, PersonId, Seat};
use super::style::Style;
use super::text::{Splice, TextPlace};
use super::time::{ClockTime, Timestamp};

/// Where a meeting is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stage {
    /// Before the first item: the roll call and changes to the agenda are entries already.
    #[default]
    Prepared,
    /// From the first item on.
    UnderWay,
    /// Time stands still.
    Recess {
        /// When it is to go on.
        until: Option<Timestamp>,
    },
    /// Over; what is changed now is marked as a correction.
    Closed,
    /// The minutes are approved and can be read only.
    Approved,
}

impl Stage {
    /// The stage as others' programs are told it.
    #[must_use]
    pub fn status(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::UnderWay | Self::Recess { .. } => "open",
            Self::Closed => "closed",
            Self::Approved => "approved",
        }
    }
}

/// What heads the paper.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Who meets.
    pub body: Body,
    /// The words that head the paper.
    pub title: String,
    /// What the paper is called.
    pub kind: Kind,
    /// The running number as printed.
    pub number: Option<String>,
    /// The day.
    pub date: NaiveDate,
    /// Announced beginning.
    pub starts: Option<ClockTime>,
    /// Announced end.
    pub ends: Option<ClockTime>,
    /// Where.
    pub place: Option<String>,
    /// By which rules.
    pub mode: Mode,
}

/// The next meeting: the line that announces it, and the day that was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NextMeeting {
    /// As written.
    pub text: String,
    /// The day meant.
    pub date: Option<NaiveDate>,
}

/// Approval of the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Vec<String>,
}

/// Something was changed after the meeting had closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When.
    pub at: Timestamp,
    /// Under which item; none for what belongs to the whole meeting.
    pub item: Option<ItemId>,
}

/// Everything true of a meeting now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// What heads the paper.
    pub heading: Heading,
    /// The body's way with papers.
    pub style: Style,
    /// Where the meeting is in its life.
    pub stage: Stage,
    /// When the first item was opened.
    pub opened: Option<Timestamp>,
    /// When the meeting was closed.
    pub closed: Option<Timestamp>,
    /// Everybody on the attendance list.
    pub people: Vec<Person>,
    /// Text before the first item.
    pub opening: String,
    /// Items and headings in their order.
    pub rows: Vec<Row>,
    /// Text after the last item.
    pub closing: String,
    /// When the body meets next.
    pub next_meeting: Option<NextMeeting>,
    /// Who verifies the minutes.
    pub verifiers: Vec<String>,
    /// The item that is open.
    pub open: Option<ItemId>,
    /// What became of assignments that earlier meetings gave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUp>,
    /// What was changed after closing.
    pub corrections: Vec<Correction>,
    /// Approval of the minutes.
    pub approval: Option<Approval>,
    /// Where the meeting was read from, if it was not held with this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<Box<Origin>>,
    /// The moment of the newest entry.
    pub newest: Option<Timestamp>,
    /// Digest of the agenda file that was taken in.
    pub agenda_digest: String,
    /// The highest number given to anything in this meeting; none is given twice.
    pub numbers_used: u32,
}

impl Minutes {
    /// Whether an agenda has been taken in.
    #[must_use]
    pub fn is_convened(&self) -> bool {
        self.newest.is_some()
    }

    /// Whether the agenda is known. It is not where the journal has lost its first line.
    #[must_use]
    pub fn has_agenda(&self) -> bool {
        !self.heading.body.id.is_empty()
    }

    /// A person by name.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// A number that nothing has yet, `more` steps on.
    pub(super) fn free_number(&self, more: u32) -> u32 {
        self.numbers_used.saturating_add(1).saturating_add(more)
    }

    pub(super) fn use_number(&mut self, number: u32) {
        self.numbers_used = self.numbers_used.max(number);
    }

    /// Everything as the agenda has it: nothing has happened yet.
    pub(super) fn agenda_taken(&mut self, agenda: &Agenda, digest: &str) -> bool {
        if self.imported.is_some() {
            // A paper that is understood anew begins anew, all but the count of what was ever there.
            let (newest, numbers_used) = (self.newest, self.numbers_used);
            *self = Self {
                newest,
                numbers_used,
                ..Self::default()
            };
        }
        self.heading = Heading {
            body: agenda.body.clone(),
            title: if agenda.title.is_empty() {
                agenda.body.name.clone()
            } else {
                agenda.title.clone()
            },
            kind: agenda.kind,
            number: agenda.number.clone(),
            date: agenda.date,
            starts: agenda.starts,
            ends: agenda.ends,
            place: agenda.place.clone(),
            mode: agenda.mode,
        };
        self.style.clone_from(&agenda.style);
        digest.clone_into(&mut self.agenda_digest);
        self.opening.clone_from(&agenda.opening);
        self.closing.clone_from(&agenda.closing);
        self.people.clear();
        self.rows.clear();
        for attendee in &agenda.people {
            let seat = Seat {
                role: attendee.role,
                represents: attendee.represents.clone(),
                title: attendee.title.clone(),
            };
            self.seat(&attendee.name, seat);
        }
        for row in &agenda.items {
            let number = self.free_number(0);
            self.use_number(number);
            self.rows.push(match &row.section {
                Some(title) => Row::Section(Section {
                    id: SectionId(number),
                    title: title.clone(),
                }),
                None => Row::Item(Box::new(Item::planned(ItemId(number), row))),
            });
        }
        true
    }

    fn seat(&mut self, name: &str, seat: Seat) {
        let known = self
            .people
            .iter_mut()
            .find(|person| person.is_same(name, seat.represents.as_deref()));
        if let Some(person) = known {
            person.seats.push(seat);
            return;
        }
        let number = self.free_number(0);
        self.use_number(number);
        self.people.push(Person {
            id: PersonId(number),
            name: name.to_owned(),
            seats: vec![seat],
            attendance: super::attendance::Attendance::default(),
        });
    }

    /// Changes a person; `false` where there is none of that name.
    pub(super) fn on_person(&mut self, id: PersonId, change: impl FnOnce(&mut Person)) -> bool {
        self.people
            .iter_mut()
            .find(|person| person.id == id)
            .map(change)
            .is_some()
    }

    pub(super) fn person_added(&mut self, id: PersonId, name: &str, seat: &Seat) -> bool {
        self.use_number(id.0);
        self.people.push(Person {
            id,
            name: name.to_owned(),
            seats: vec![seat.clone()],
            attendance: super::attendance::Attendance::default(),
        });
        true
    }

    pub(super) fn person_corrected(&mut self, id: PersonId, name: &str, seats: &[Seat]) -> bool {
        self.on_person(id, |person| {
            name.clone_into(&mut person.name);
            person.seats = seats.to_vec();
        })
    }

    pub(super) fn person_removed(&mut self, id: PersonId) -> bool {
        let before = self.people.len();
        self.people.retain(|person| person.id != id);
        self.people.len() < before
    }

    /// A running text; `None` where its item is gone.
    #[must_use]
    pub fn text(&self, place: TextPlace) -> Option<&str> {
        match place {
            TextPlace::Notes(item) => self.item(item).map(|item| item.notes.as_str()),
            TextPlace::Opening => Some(&self.opening),
            TextPlace::Closing => Some(&self.closing),
        }
    }

    pub(super) fn text_changed(&mut self, place: TextPlace, splice: &Splice) -> bool {
        match place {
            TextPlace::Notes(item) => self.notes_changed(item, splice),
            TextPlace::Opening => splice.apply(&mut self.opening),
            TextPlace::Closing => splice.apply(&mut self.closing),
        }
    }

    pub(super) fn meeting_opened(&mut self, at: Timestamp) -> bool {
        self.stage = Stage::UnderWay;
        self.opened.get_or_insert(at);
        true
    }

    /// The clock of the item that was open stops, and that of this one runs. It rests on the
    /// meeting being under way.
    pub(super) fn item_opened(&mut self, id: ItemId, at: Timestamp) -> bool {
        self.stop_clock(at);
        let runs = self.stage == Stage::UnderWay;
        let found = self.on_item(id, |item| {
            if runs {
                item.stopwatch.start(at);
            }
        });
        if found {
            self.open = Some(id);
        }
        found && runs
    }

    pub(super) fn recess_began(&mut self, until: Option<Timestamp>, at: Timestamp) -> bool {
        let runs = self.stage == Stage::UnderWay;
        self.stop_clock(at);
        self.stage = Stage::Recess { until };
        runs
    }

    pub(super) fn recess_ended(&mut self, at: Timestamp) -> bool {
        let rests = matches!(self.stage, Stage::Recess { .. });
        self.stage = Stage::UnderWay;
        self.start_clock(at);
        rests
    }

    /// The silence before this moment is not counted as spent.
    pub(super) fn meeting_resumed(&mut self, at: Timestamp) -> bool {
        if self.stage == Stage::UnderWay {
            self.stop_clock(self.newest.unwrap_or(at));
            self.start_clock(at);
        }
        true
    }

    pub(super) fn meeting_closed(&mut self, at: Timestamp) -> bool {
        let is_open = matches!(self.stage, Stage::UnderWay | Stage::Recess { .. });
        self.stop_clock(at);
        self.open = None;
        self.stage = Stage::Closed;
        self.closed.get_or_insert(at);
        is_open
    }

    pub(super) fn meeting_approved(&mut self, by: &[String], at: Timestamp) -> bool {
        self.stage = Stage::Approved;
        self.approval = Some(Approval {
            at,
            by: by.to_vec(),
        });
        true
    }

    pub(super) fn meeting_reopened(&mut self) -> bool {
        self.stage = Stage::Closed;
        self.approval = None;
        true
    }

    fn stop_clock(&mut self, at: Timestamp) {
        for item in self.items_mut() {
            item.stopwatch.stop(at);
        }
    }

    fn start_clock(&mut self, at: Timestamp) {
        if let Some(open) = self.open {
            self.on_item(open, |item| item.stopwatch.start(at));
        }
    }
}
