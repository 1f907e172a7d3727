//! Two at the same instant.

use std::sync::mpsc::Receiver;
use std::sync::{Barrier, Mutex};

use chrono::TimeDelta;
use klubba::book::Book;
use klubba::book::chair_writer::{ChairOutcome, ChairWriter};
use klubba::book::follower::Follower;
use klubba::book::recorder::{Recorder, RecorderEvent};
use klubba::meeting::Meeting;
use klubba::meeting::author::Author;
use klubba::meeting::command::Command;
use klubba::meeting::event::Entry;
use klubba::meeting::item::{Item, ItemId};
use klubba::meeting::refusal::Refusal;
use klubba::meeting::rules::decide;
use klubba::meeting::time::Timestamp;
use klubba::tui::desk::{Desk, EntryIds, Opening};
use klubba::tui::effect::AppEvent;
use klubba::tui::keys::{Code, Input, Key};
use klubba::tui::run::{FromScreen, handle};
use klubba::tui::runtime::Runtime;
use klubba::tui::screen::Screen;
use klubba::words::{Language, Words};

use super::scene::{Scene, ask, item, times};

type News = Vec<RecorderEvent>;

/// What both ask for in a round, seeing the same meeting: a step, and now and then a decision
/// whose number both believe to be free.
fn asked_for(meeting: &Meeting, round: usize) -> Box<dyn FnOnce(&mut Recorder) -> News> {
    let seen = meeting.open;
    if round % 5 == 4 {
        let item = item(meeting, 0);
        let asked = ask(Command::RecordDecision {
            item,
            clauses: vec![format!("att {round}")],
        });
        let at = meeting
            .newest
            .map_or(asked.at, |newest| newest.max(asked.at));
        let shown = Entry {
            events: decide(meeting, &asked.command, at).expect("it may be decided"),
            id: asked.id,
            at,
            by: Author::Secretary,
        };
        return Box::new(move |recorder| recorder.record(asked.command, &shown));
    }
    let is_last = meeting.item_after(seen).is_none();
    let step = ask(if is_last {
        Command::OpenPrevious { seen }
    } else {
        Command::OpenNext { seen }
    });
    Box::new(|recorder| step.put_to(recorder))
}

/// The rounds are played in so many meetings: none is longer than a meeting may be.
const MEETINGS: usize = 100;

/// Who won which round, and whatever else came of it: a panic would leave the other waiting.
#[derive(Default)]
struct Outcome {
    won: Vec<(usize, String)>,
    odd: Vec<String>,
}

fn race(scene: &Scene, by: &str, rounds: usize, barrier: &Barrier, outcome: &Mutex<Outcome>) {
    let mut recorder = Recorder::open(scene.files.clone(), by.into(), None).expect("it opens");
    for round in 0..rounds {
        barrier.wait();
        recorder.catch_up();
        let asked = asked_for(recorder.meeting(), round);
        barrier.wait();
        let news = asked(&mut recorder);
        let told = news
            .iter()
            .filter(|news| !matches!(news, RecorderEvent::Foreign { .. }))
            .collect::<Vec<_>>();
        let mut outcome = outcome.lock().expect("no panic");
        match told.as_slice() {
            [RecorderEvent::Saved { entry, .. }] => outcome.won.push((round, entry.id.0.clone())),
            [
                RecorderEvent::Refused {
                    refusal: Refusal::SteppedMeanwhile(_) | Refusal::ChangedMeanwhile,
                    ..
                },
            ] => {}
            other => outcome.odd.push(format!("round {round}, {by}: {other:?}")),
        }
    }
}

#[test]
fn of_two_who_ask_at_the_same_instant_one_wins_and_the_other_is_told() {
    let scene = Scene::begun();
    let rounds = times("KLUBBA_FAULTS_ROUNDS", 2_000);
    let (barrier, outcome) = (Barrier::new(2), Mutex::new(Outcome::default()));
    std::thread::scope(|scope| {
        for by in ["ada", "bo"] {
            let (scene, barrier, outcome) = (&scene, &barrier, &outcome);
            scope.spawn(move || race(scene, by, rounds, barrier, outcome));
        }
    });
    let Outcome { mut won, odd } = outcome.into_inner().expect("no panic");
    assert!(
        odd.is_empty(),
        "{} odd outcomes, the first: {:?}",
        odd.len(),
        odd.first()
    );
    won.sort();
    let each_once: Vec<usize> = won.iter().map(|(round, _)| *round).collect();
    assert!(
        each_once.iter().copied().eq(0..rounds),
        "one wins each round: {} won",
        each_once.len()
    );
    let scanned = scene.scanned();
    assert!(scanned.findings.is_empty(), "{:?}", scanned.findings);
    let written: Vec<&str> = scanned
        .entries
        .iter()
        .skip(2)
        .map(|entry| entry.id.0.as_str())
        .collect();
    assert!(
        written
            .into_iter()
            .eq(won.iter().map(|(_, id)| id.as_str())),
        "none is lost"
    );
}

/// The secretary at the desk, as keys have it: no key knows of the chair.
struct Secretary {
    desk: Desk,
    runtime: Runtime,
    events: Receiver<FromScreen>,
    now: Timestamp,
}

impl Secretary {
    fn at(scene: &Scene) -> Self {
        let recorder = scene.recorder();
        let opening = Opening {
            meeting: recorder.meeting().clone(),
            seq: recorder.head().seq,
            integrity: recorder.integrity(),
            owner: None,
            stem: "fel".to_owned(),
            ids: EntryIds::unique(),
        };
        let now = recorder.meeting().newest.expect("it has begun");
        let (runtime, events) = crate::sitting::runtime(
            recorder,
            &Book::at(
                scene
                    .files
                    .journal
                    .parent()
                    .and_then(std::path::Path::parent)
                    .expect("a book"),
            ),
        );
        Self {
            desk: Desk::new(Words::new(Language::Swedish), opening),
            runtime,
            events,
            now,
        }
    }

    fn take(&mut self, input: Input) {
        let mut next = Some(AppEvent::Input(input));
        while let Some(event) = next {
            let _ = handle(&mut self.desk, event, &mut self.runtime, self.now);
            next = self.events.try_recv().ok().map(|(_, event)| event);
        }
    }

    /// Words a decision for the item that is on the screen; the name of that item.
    fn decides(&mut self, words: &str) -> ItemId {
        // A second between two rounds, so that the step of the last is no surprise.
        self.now += TimeDelta::seconds(2);
        self.take(Input::Key(Key::letter('b')));
        self.take(Input::Paste(words.to_owned()));
        let item = self.desk.live_draft().expect("words in a field").item;
        for _ in 0..2 {
            self.take(Input::Key(Key::plain(Code::Enter)));
        }
        item
    }
}

/// The chair steps once a round, as the wall shows the meeting at that moment.
fn step_each_round(scene: &Scene, rounds: usize, barrier: &Barrier) -> Vec<ChairOutcome> {
    let mut wall = Follower::of(scene.files.clone());
    let mut chair =
        ChairWriter::open(None, scene.files.clone()).expect("a journal that can be written to");
    (0..rounds)
        .map(|_| {
            barrier.wait();
            let now = ask(Command::EndRecess).at;
            wall.look(now);
            let seen = wall.meeting().open;
            let is_last = wall.meeting().item_after(seen).is_none();
            let step = if is_last {
                Command::OpenPrevious { seen }
            } else {
                Command::OpenNext { seen }
            };
            barrier.wait();
            chair
                .record(&step, now)
                .expect("a folder that can be written to")
        })
        .collect()
}

#[test]
fn while_the_secretary_decides_the_chair_steps_and_each_decision_stands_where_it_was_worded() {
    let rounds = times("KLUBBA_FAULTS_ROUNDS", 2_000).div_ceil(MEETINGS);
    for _ in 0..MEETINGS {
        let scene = Scene::begun();
        let barrier = Barrier::new(2);
        let (worded, steps) = std::thread::scope(|scope| {
            let chair = scope.spawn(|| step_each_round(&scene, rounds, &barrier));
            let mut secretary = Secretary::at(&scene);
            let mut worded = Vec::new();
            for round in 0..rounds {
                barrier.wait();
                barrier.wait();
                let words = format!("beslut nummer {round}");
                worded.push((secretary.decides(&words), format!("att {words}")));
            }
            (worded, chair.join().expect("no panic"))
        });
        assert!(
            steps.iter().all(|step| *step == ChairOutcome::Done),
            "{steps:?}"
        );
        let meeting = Meeting::replay(scene.scanned().entries);
        let stands_in = |text: &str| -> Vec<ItemId> {
            let clause = |item: &&Item| {
                item.decisions
                    .iter()
                    .flat_map(|one| &one.clauses)
                    .filter(|one| one.text == text)
                    .count()
                    == 1
            };
            meeting.items().filter(clause).map(|item| item.id).collect()
        };
        for (item, text) in worded {
            assert_eq!(stands_in(&text), [item], "{text}");
        }
        assert!(scene.flaws().is_empty());
    }
}
