//! Two at the same instant.

use std::sync::{Barrier, Mutex};

use klubba::book::recorder::{Ask, News, Recorder};
use klubba::meeting::Meeting;
use klubba::meeting::command::Command;
use klubba::meeting::refusal::Refusal;
use klubba::meeting::rules::decide;

use super::scene::{Scene, ask, item, times};

/// What both ask for in a round, seeing the same meeting: a step, and now and then a decision
/// whose number both believe to be free.
fn asked_for(meeting: &Meeting, round: usize) -> Ask {
    let seen = meeting.open;
    if round % 5 == 4 {
        let item = item(meeting, 0);
        let asked = ask(Command::RecordDecision { item, clauses: vec![format!("att {round}")] });
        let at = meeting.newest.map_or(asked.at, |newest| newest.max(asked.at));
        let seen = decide(meeting, &asked.command, at).expect("it may be decided");
        return Ask { seen: Some(seen), ..asked };
    }
    let is_last = meeting.item_after(seen).is_none();
    ask(if is_last { Command::OpenPrevious { seen } } else { Command::OpenNext { seen } })
}

/// Who won which round, and whatever else came of it: a panic would leave the other waiting.
#[derive(Default)]
struct Outcome {
    won: Vec<(usize, String)>,
    odd: Vec<String>,
}

fn race(scene: &Scene, by: &str, rounds: usize, barrier: &Barrier, outcome: &Mutex<Outcome>) {
    let mut recorder = Recorder::open(scene.files.clone(), by, None).expect("it opens");
    for round in 0..rounds {
        barrier.wait();
        recorder.catch_up();
        let asked = asked_for(recorder.meeting(), round);
        barrier.wait();
        let news = recorder.record(asked);
        let told = news.iter().filter(|news| !matches!(news, News::Foreign { .. })).collect::<Vec<_>>();
        let mut outcome = outcome.lock().expect("no panic");
        match told.as_slice() {
            [News::Saved { entry, .. }] => outcome.won.push((round, entry.id.0.clone())),
            [News::Refused { refusal: Refusal::SteppedMeanwhile(_) | Refusal::ChangedMeanwhile, .. }] => {}
            other => outcome.odd.push(format!("round {round}, {by}: {other:?}")),
        }
    }
}

#[test]
fn of_two_who_ask_at_the_same_instant_one_wins_and_the_other_is_told() {
    let scene = Scene::begun();
    let rounds = times("KLUBBA_FAULTS_ROUNDS", 10_000);
    let (barrier, outcome) = (Barrier::new(2), Mutex::new(Outcome::default()));
    std::thread::scope(|scope| {
        for by in ["ada", "bo"] {
            let (scene, barrier, outcome) = (&scene, &barrier, &outcome);
            scope.spawn(move || race(scene, by, rounds, barrier, outcome));
        }
    });
    let Outcome { mut won, odd } = outcome.into_inner().expect("no panic");
    assert!(odd.is_empty(), "{} odd outcomes, the first: {:?}", odd.len(), odd.first());
    won.sort();
    let each_once: Vec<usize> = won.iter().map(|(round, _)| *round).collect();
    assert!(each_once.iter().copied().eq(0..rounds), "one wins each round: {} won", each_once.len());
    let scanned = scene.scanned();
    assert!(scanned.findings.is_empty(), "{:?}", scanned.findings);
    let written: Vec<&str> = scanned.entries.iter().skip(2).map(|entry| entry.id.0.as_str()).collect();
    assert!(written.into_iter().eq(won.iter().map(|(_, id)| id.as_str())), "none is lost");
}
