//! What a key, a frame and an entry cost, in a meeting of few entries and of many: none of them may
//! grow with the meeting. `cargo bench --bench cost`; run it before and after a change on one machine.

#![expect(
    missing_docs,
    reason = "criterion's macros write functions without any"
)]

use std::hint::black_box;
use std::path::Path;

use chrono::TimeDelta;
use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use klubba::book::Book;
use klubba::book::agenda_file;
use klubba::book::recorder::{Recorder, fresh_id};
use klubba::book::search::{Index, Query};
use klubba::meeting::author::Author;
use klubba::meeting::command::Command;
use klubba::meeting::rules::decide;
use klubba::meeting::running_text::TextPlace;
use klubba::meeting::time::Timestamp;
use klubba::tui::desk::{Desk, EntryIds, Opening};
use klubba::tui::effect::AppEvent;
use klubba::tui::keys::{Input, written};
use klubba::tui::screen::Screen;
use klubba::tui::theme::Theme;
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use tempfile::TempDir;

const SIZES: [usize; 3] = [10, 1_000, 10_000];

/// A meeting with so many entries, most of them notes and corrections as a long day brings them.
struct Sitting {
    _folder: TempDir,
    recorder: Recorder,
    now: Timestamp,
}

impl Sitting {
    fn of(entries: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let agenda = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("agendas/familjen-helsingborg-2026-02-27.ron");
        let agenda = agenda_file::read(&agenda).expect("a good agenda").agenda;
        let now: Timestamp = "2026-02-27T08:30:00+01:00".parse().expect("a moment");
        let files = Book::at(folder.path()).files("m");
        let command = Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        };
        Recorder::begin(&files, &Author::Secretary, fresh_id(now), &command, now)
            .expect("a journal");
        let recorder = Recorder::open(files, Author::Secretary, None).expect("a recorder");
        let mut sitting = Self {
            _folder: folder,
            recorder,
            now,
        };
        let items: Vec<_> = sitting
            .recorder
            .meeting()
            .items()
            .map(|item| item.id)
            .collect();
        sitting.record(Command::OpenItem { item: items[0] });
        for number in 2..entries {
            let item = items[number % items.len()];
            let before = sitting
                .recorder
                .meeting()
                .item(item)
                .map(|item| item.notes.clone())
                .unwrap_or_default();
            let text = format!("Gruppen diskuterade läget, gång {number}.");
            sitting.record(Command::WriteText {
                place: TextPlace::Notes(item),
                before,
                text,
            });
        }
        sitting
    }

    fn record(&mut self, command: Command) {
        self.now += TimeDelta::seconds(1);
        let id = fresh_id(self.now);
        self.recorder.record_unseen(&id, command, self.now);
    }

    fn desk(&self) -> Desk {
        let opening = Opening {
            meeting: self.recorder.meeting().clone(),
            seq: self.recorder.head().seq,
            integrity: klubba::meeting::integrity::Integrity::default(),
            owner: None,
            stem: "m".to_owned(),
            ids: EntryIds::unique(),
        };
        let mut desk = Desk::new(Words::new(Language::Swedish), opening);
        for key in written("b") {
            desk.event(AppEvent::Input(Input::Key(key)), self.now);
        }
        desk
    }
}

/// A letter in a decision, and the frame that shows it.
fn key_and_frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a letter and its frame");
    for entries in SIZES {
        let sitting = Sitting::of(entries);
        let mut desk = sitting.desk();
        let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a terminal");
        let letters = written("byggaen<c-u>");
        let mut place = 0;
        group.bench_function(BenchmarkId::from_parameter(entries), |bencher| {
            bencher.iter(|| {
                place = (place + 1) % letters.len();
                desk.event(AppEvent::Input(Input::Key(letters[place])), sitting.now);
                black_box(desk.live_draft());
                terminal
                    .draw(|frame| desk.draw(frame, Theme::Coloured, sitting.now))
                    .expect("a frame");
            });
        });
    }
    group.finish();
}

/// An entry, from the command to the acknowledgement: rules, one write, one sync.
fn entry(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("an entry");
    for entries in SIZES {
        let mut sitting = Sitting::of(entries);
        let mut number = 0;
        group.bench_function(BenchmarkId::new("recorded", entries), |bencher| {
            bencher.iter(|| {
                number += 1;
                sitting.record(Command::ChangePlace {
                    place: format!("Rum {number}"),
                });
            });
        });
        let meeting = sitting.recorder.meeting().clone();
        let command = Command::ChangePlace {
            place: "Annat".to_owned(),
        };
        group.bench_function(BenchmarkId::new("decided", entries), |bencher| {
            bencher.iter(|| black_box(decide(&meeting, &command, sitting.now)));
        });
    }
    group.finish();
}

/// A search in memory over a hundred meetings.
fn search(criterion: &mut Criterion) {
    let sitting = Sitting::of(300);
    let mut index = Index::default();
    for number in 0..100 {
        index.put(&format!("m{number}"), sitting.recorder.meeting());
    }
    criterion.bench_function("a search in memory", |bencher| {
        bencher.iter_batched(
            || Query::of("läget gång"),
            |query| black_box(index.search(&query, 200)),
            BatchSize::SmallInput,
        );
    });
}

criterion_group!(costs, key_and_frame, entry, search);
criterion_main!(costs);
