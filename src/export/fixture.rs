//! Made-up meetings to make documents of, run by the rules at fixed times.

use super::document::{Document, ExportSource, lay_out};
use super::json::json;
use super::markdown::{TEMPLATE, markdown};
use crate::meeting::Meeting;
use crate::meeting::agenda::Agenda;
use crate::meeting::assignment::AssignmentWords;
use crate::meeting::command::Command;
use crate::meeting::decision::ClauseId;
use crate::meeting::event::{Entry, EntryId};
use crate::meeting::integrity::WHOLE;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::Minutes;
use crate::meeting::outcome::{Outcome, OutcomeKind};
use crate::meeting::person::PersonId;
use crate::meeting::rules::decide;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::words::{Language, Words};

/// A meeting that is being run.
pub(super) struct Sitting {
    meeting: Meeting,
    day: Timestamp,
}

impl Sitting {
    /// Takes in an agenda in RON.
    pub(super) fn of(agenda: &str) -> Self {
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let agenda: Agenda = options.from_str(agenda).expect("the agenda is RON");
        let day = Timestamp::parse_from_rfc3339("2031-05-06T00:00:00+02:00").expect("a moment");
        let mut sitting = Self {
            meeting: Meeting::default(),
            day,
        };
        sitting.at(
            "08:00",
            &Command::TakeAgenda {
                agenda: Box::new(agenda),
                digest: String::new(),
            },
        );
        sitting
    }

    pub(super) fn moment(&self, hour: &str) -> Timestamp {
        hour.parse::<ClockTime>()
            .expect("an hour")
            .on_the_day_of(self.day)
    }

    /// Lets everything from here on happen days later.
    pub(super) fn days_later(&mut self, days: i64) {
        self.day += chrono::TimeDelta::days(days);
    }

    /// Carries out a command, which the rules must allow.
    pub(super) fn at(&mut self, hour: &str, command: &Command) {
        let at = self.moment(hour);
        let events =
            decide(&self.meeting, command, at).unwrap_or_else(|no| panic!("{command:?}: {no:?}"));
        let id = EntryId(format!("{:026}", self.meeting.entries().len()));
        self.meeting.apply(Entry {
            id,
            at,
            by: "desk".into(),
            events,
        });
    }

    pub(super) fn item(&self, title: &str) -> ItemId {
        self.meeting
            .items()
            .find(|item| item.title.starts_with(title))
            .expect("an item")
            .id
    }

    pub(super) fn person(&self, name: &str) -> PersonId {
        self.meeting
            .people
            .iter()
            .find(|person| person.name == name)
            .expect("a person")
            .id
    }

    pub(super) fn clause(&self, text: &str) -> ClauseId {
        let mut clauses = self
            .meeting
            .items()
            .flat_map(|item| &item.decisions)
            .flat_map(|one| &one.clauses);
        clauses
            .find(|clause| clause.text == text)
            .expect("a clause")
            .id
    }

    pub(super) fn open(&mut self, hour: &str, title: &str) {
        let item = self.item(title);
        self.at(hour, &Command::OpenItem { item });
    }

    pub(super) fn note(&mut self, hour: &str, title: &str, text: &str) {
        let place = TextPlace::Notes(self.item(title));
        self.at(
            hour,
            &Command::WriteText {
                place,
                before: String::new(),
                text: text.to_owned(),
            },
        );
    }

    pub(super) fn decide(&mut self, hour: &str, title: &str, clauses: &[&str]) {
        let clauses = clauses.iter().map(|clause| (*clause).to_owned()).collect();
        let item = self.item(title);
        self.at(hour, &Command::RecordDecision { item, clauses });
    }

    pub(super) fn assign(&mut self, hour: &str, title: &str, [who, what, due, to]: [&str; 4]) {
        let words = AssignmentWords {
            who: who.into(),
            what: what.into(),
            due: due.into(),
            to: to.into(),
        };
        let item = self.item(title);
        self.at(hour, &Command::GiveAssignment { item, words });
    }

    pub(super) fn becomes(
        &mut self,
        hour: &str,
        title: &str,
        kind: OutcomeKind,
        [to, purpose]: [&str; 2],
    ) {
        let outcome = Some(Outcome {
            kind,
            to: Some(to.into()),
            purpose: Some(purpose.into()),
        });
        let item = self.item(title);
        self.at(hour, &Command::SetOutcome { item, outcome });
    }

    /// What a format of facts is made from.
    pub(super) fn source(&self) -> ExportSource<'_> {
        let now = self.moment("23:00");
        ExportSource {
            minutes: &self.meeting,
            head: "c0ffee",
            integrity: &WHOLE,
            now,
        }
    }

    pub(super) fn document(&self) -> Document {
        self.document_in(Language::Swedish)
    }

    pub(super) fn document_in(&self, language: Language) -> Document {
        lay_out(&self.source(), &Words::new(language))
    }

    pub(super) fn markdown(&self) -> String {
        markdown(&self.document(), TEMPLATE).expect("our template")
    }

    pub(super) fn json(&self) -> String {
        json(&self.source(), &Words::new(Language::Swedish))
    }
}

/// Writes an agenda with this text in every field.
pub(super) fn agenda_full_of(text: &str) -> String {
    format!(
        r#"Agenda(
            body: (id: "x", name: "{text}"), title: "{text}", number: "{text}", date: "2031-05-06", place: "{text}",
            style: (intros: ["{text}"], clause_start: "", notes_label: "{text}", letterhead: ["{text}"], signs: [Line("{text}")]),
            people: [(name: "a{text}", represents: "{text}", title: "{text}", role: Guest)],
            items: [(label: "{text}", title: "b{text}", attachments: ["{text}"]), (title: "c")],
        )"#
    )
}

/// The minutes of a meeting with something of everything.
pub(crate) fn rich_minutes() -> Minutes {
    let sitting = rich();
    (*sitting.meeting).clone()
}

/// A meeting with something of everything, closed.
pub(super) fn rich() -> Sitting {
    let mut sitting = Sitting::of(include_str!("fixture.ron"));
    roll_call(&mut sitting);
    sitting.open("08:30", "Öppnande");
    sitting.open("08:40", "Gemensam");
    sitting.note(
        "08:45",
        "Gemensam",
        "Läget gicks igenom.\n\n- Avtalet:\n  - pris\n  - tid\n- Övrigt",
    );
    sitting.decide(
        "08:50",
        "Gemensam",
        &["att avtalet förlängs", "att varje kommun utser en kontakt."],
    );
    sitting.assign(
        "08:52",
        "Gemensam",
        [
            "varje kommun",
            "utse en kontakt.",
            "senast den 1 juni",
            "kansliet",
        ],
    );
    sitting.assign("08:53", "Gemensam", ["", "boka lokal", "", ""]);
    sitting.open("09:00", "Budget");
    sitting.decide("09:05", "Budget", &["att notera informationen"]);
    sitting.becomes(
        "09:10",
        "Budget",
        OutcomeKind::ReferredTo,
        ["styrelsen", "beslut"],
    );
    sitting.open("09:20", "Tema");
    let next_meeting = "Nästa möte är den 3 juni kl. 09.00.".to_owned();
    sitting.at("09:50", &Command::SetNextMeeting { text: next_meeting });
    sitting.at(
        "09:55",
        &Command::NameVerifiers {
            names: vec!["Ulla Provberg".into(), "Sten Mall".into()],
        },
    );
    sitting.at("10:00", &Command::CloseMeeting);
    sitting
}

fn roll_call(sitting: &mut Sitting) {
    use crate::meeting::attendance::RollCallMark;
    for (name, mark) in [
        ("Ulla Provberg", RollCallMark::Present),
        ("Sten Mall", RollCallMark::Remote),
        ("Eva Utkast", RollCallMark::Apologies),
        ("Bo Exempel", RollCallMark::Present),
    ] {
        let person = sitting.person(name);
        sitting.at("08:20", &Command::MarkAttendance { person, mark });
    }
    let late = sitting.person("Ida Prov");
    let (came, left) = (sitting.moment("08:45"), sitting.moment("09:15"));
    sitting.at(
        "09:30",
        &Command::RecordArrival {
            person: late,
            at: came,
        },
    );
    sitting.at(
        "09:30",
        &Command::RecordLeaving {
            person: late,
            at: left,
        },
    );
}
