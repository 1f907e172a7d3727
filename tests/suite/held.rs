//! Meetings that were held, for what looks back at them: the real recorder in a real folder, with
//! nobody at a desk.

use std::path::{Path, PathBuf};

use klubba::book::Book;
use klubba::book::agenda_file;
use klubba::book::recorder::{Recorder, RecorderEvent, fresh_id};
use klubba::meeting::agenda::Agenda;
use klubba::meeting::assignment::AssignmentId;
use klubba::meeting::assignment::AssignmentWords;
use klubba::meeting::command::Command;
use klubba::meeting::item::ItemId;
use klubba::meeting::time::Timestamp;

/// Where the agenda of the water group lies.
pub fn water_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings/vatten.ron")
}

/// The agenda of the water group.
pub fn water() -> Agenda {
    agenda_file::read(&water_path())
        .expect("a good agenda")
        .agenda
}

/// A meeting that is held by commands, a minute apart.
pub struct Held {
    recorder: Recorder,
    now: Timestamp,
}

impl Held {
    /// Begins one of the water group on a day.
    pub fn begin(book: &Path, stem: &str, day: &str) -> Self {
        Self::begin_with(
            book,
            stem,
            Agenda {
                date: day.parse().expect("a day"),
                ..water()
            },
        )
    }

    /// Begins one with an agenda.
    pub fn begin_with(book: &Path, stem: &str, agenda: Agenda) -> Self {
        let now: Timestamp = format!("{}T08:30:00+01:00", agenda.date)
            .parse()
            .expect("a moment");
        let files = Book::at(book).files(stem);
        let command = Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        };
        Recorder::begin(&files, &"s".into(), fresh_id(now), &command, now).expect("a journal");
        Self {
            recorder: Recorder::open(files, "s".into(), None).expect("a recorder"),
            now,
        }
    }

    /// Records something a minute later.
    pub fn records(&mut self, command: Command) -> &mut Self {
        self.now += chrono::TimeDelta::minutes(1);
        let news = self
            .recorder
            .record_unseen(&fresh_id(self.now), command, self.now);
        assert!(
            matches!(news.last(), Some(RecorderEvent::Saved { .. })),
            "{news:?}"
        );
        self
    }

    /// An item by its place.
    pub fn item_at(&self, place: usize) -> ItemId {
        self.recorder
            .meeting()
            .items()
            .nth(place)
            .expect("an item")
            .id
    }

    /// An item by its title.
    pub fn item(&self, title: &str) -> ItemId {
        let found = self
            .recorder
            .meeting()
            .items()
            .find(|item| item.title == title);
        found.expect("an item").id
    }

    /// Steps to an item.
    pub fn opens(&mut self, title: &str) -> &mut Self {
        let item = self.item(title);
        self.records(Command::OpenItem { item })
    }

    /// Steps through every item.
    pub fn opens_all(&mut self) -> &mut Self {
        let all: Vec<ItemId> = self
            .recorder
            .meeting()
            .items()
            .map(|item| item.id)
            .collect();
        for item in all {
            self.records(Command::OpenItem { item });
        }
        self
    }

    /// Gives an assignment in an item.
    pub fn asks(&mut self, title: &str, who: &str, what: &str, due: &str) -> &mut Self {
        let item = self.item(title);
        let words = AssignmentWords {
            who: who.to_owned(),
            what: what.to_owned(),
            due: due.to_owned(),
            to: String::new(),
        };
        self.records(Command::GiveAssignment { item, words })
    }

    /// The first assignment that was given.
    pub fn assignment(&self) -> AssignmentId {
        let mut given = self
            .recorder
            .meeting()
            .items()
            .flat_map(|item| &item.assignments);
        given.next().expect("an assignment").id
    }

    /// Closes it, with its record.
    pub fn closes(&mut self) {
        self.records(Command::CloseMeeting);
        self.recorder.write_record().expect("a folder");
    }
}
