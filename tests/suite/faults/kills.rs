//! Killed, and the power cut: at random instants, and at every call of every kind.

use std::fs;

use super::ledger::Ledger;
use super::process::{Process, Start};
use super::scene::{Chance, Scene, agenda, ask, decision, is_saved, opened, opened_and, times};
use klubba::book::journal::Defect;

const CALLS: [&str; 8] = [
    "open",
    "write",
    "fdatasync",
    "fsync",
    "flock",
    "rename",
    "unlink",
    "mkdir",
];
const ENDINGS: [&str; 4] = ["kill-before", "kill-after", "cut-before", "cut-after"];

#[test]
fn of_two_writers_killed_at_random_instants_nothing_acknowledged_is_lost() {
    let scene = Scene::begun();
    let mut chance = Chance::seeded(0x5eed);
    let start = |by: &str| {
        let mut writer = Start::on(&scene)
            .env("FAULTS_BY", by)
            .env("FAULTS_STATE", by)
            .start();
        writer.order("busy");
        writer
    };
    let mut writers = [start("ada"), start("bo")];
    let mut judged = Ledger::default();
    for round in 0..times("KLUBBA_FAULTS_KILLS", 60) {
        let writer = &mut writers[round % 2];
        for _ in 0..=chance.below(6) {
            writer.hear_of("ACK").expect("it writes");
        }
        std::thread::sleep(std::time::Duration::from_micros(chance.below(2000) as u64));
        writer.kill();
        take_over(&mut judged, &mut writer.ledger);
        *writer = start(["ada", "bo"][round % 2]);
    }
    for writer in &mut writers {
        writer.kill();
        take_over(&mut judged, &mut writer.ledger);
    }
    assert!(
        judged.saved.len() > 60,
        "{} entries were acknowledged",
        judged.saved.len()
    );
    judged.judge(&scene.files, 2, "after the kills");
    assert!(
        scene.flaws().iter().all(|flaw| *flaw == Defect::Torn),
        "{:?}",
        scene.flaws()
    );
    assert!(goes_on(&scene));
}

fn take_over(judged: &mut Ledger, ledger: &mut Ledger) {
    let Ledger {
        asked,
        saved,
        refused,
        ..
    } = std::mem::take(ledger);
    judged.asked.extend(asked);
    judged.saved.extend(saved);
    judged.refused.extend(refused);
}

fn goes_on(scene: &Scene) -> bool {
    let mut recorder = scene.recorder();
    is_saved(&decision(&recorder, "att gå vidare").put_to(&mut recorder))
}

/// Runs one writer for each call of each kind that a whole run makes, and ends it there.
fn at_every_call(
    orders: &[&str],
    scene: impl Fn() -> Scene,
    judge: impl Fn(&Scene, &Process, &str),
) {
    let mut runs = 0;
    for call in CALLS {
        for ending in ENDINGS {
            for at in 1.. {
                let scene = scene();
                let context = format!("{ending} {call} {at}");
                let mut writer = Start::on(&scene)
                    .inject(&format!("{call} / {at} 1 {ending} 0"))
                    .start();
                for order in orders {
                    writer.order(order);
                }
                let ran_through = writer.ends_well();
                judge(&scene, &writer, &context);
                runs += 1;
                if ran_through {
                    break;
                }
            }
        }
    }
    assert!(
        runs > 4 * CALLS.len() + 30,
        "only {runs} runs: the calls are not seen"
    );
}

/// Whoever comes next opens without a question, merges what was kept, and goes on.
fn judge_and_go_on(scene: &Scene, writer: &Process, before: usize, context: &str) {
    writer.ledger.judge(&scene.files, before, context);
    let mut next = scene.recorder();
    next.flush();
    assert!(!next.has_unsaved(), "{context}");
    writer.ledger.judge(&scene.files, before, context);
    writer.ledger.judge_merged(&scene.files, context);
    assert!(
        scene.flaws().iter().all(|flaw| *flaw == Defect::Torn),
        "{context}: {:?}",
        scene.flaws()
    );
    assert!(goes_on(scene), "{context}");
}

#[test]
fn killed_or_cut_off_at_any_call_a_writer_has_lost_nothing_it_acknowledged() {
    at_every_call(
        &["record 4 100", "file"],
        Scene::begun,
        |scene, writer, context| {
            judge_and_go_on(scene, writer, 2, context);
        },
    );
}

#[test]
fn killed_or_cut_off_at_any_call_while_it_seals_a_torn_line_nothing_is_lost() {
    let whole = opened_and(2);
    let torn = || Scene::with(whole.get(..whole.len() - 90).expect("a beginning"));
    at_every_call(&["record 2 5000"], torn, |scene, writer, context| {
        judge_and_go_on(scene, writer, 3, context);
    });
}

#[test]
fn killed_or_cut_off_at_any_call_while_it_merges_what_was_kept_nothing_is_lost() {
    let earlier = Scene::begun();
    let mut first = Start::on(&earlier)
        .inject("write .journal 1 1 errno 5")
        .start();
    first.order("record 3 100");
    assert!(first.ends_well());
    let kept = first.ledger.kept.clone();
    assert_eq!(kept.len(), 3, "{:?}", first.said);
    let scene = || {
        let scene = Scene::with(&earlier.bytes());
        let rescue = scene.state.join("rescue");
        fs::create_dir_all(&rescue).expect("a state folder");
        for file in fs::read_dir(earlier.state.join("rescue")).expect("a rescue journal") {
            let file = file.expect("a file");
            fs::copy(file.path(), rescue.join(file.file_name())).expect("a copy");
        }
        scene
    };
    at_every_call(
        &["flush", "record 1 100"],
        scene,
        |scene, writer, context| {
            let mut ledger = Ledger {
                asked: first.ledger.asked.clone(),
                kept: kept.clone(),
                ..Ledger::default()
            };
            writer.said.iter().for_each(|line| ledger.hear(line));
            scene.recorder().flush();
            ledger.judge(&scene.files, 2, context);
            ledger.judge_merged(&scene.files, context);
            assert!(kept.keys().all(|id| text_has(scene, id)), "{context}");
            assert!(goes_on(scene), "{context}");
        },
    );
}

fn text_has(scene: &Scene, id: &str) -> bool {
    String::from_utf8_lossy(&scene.bytes()).contains(id)
}

#[test]
fn killed_or_cut_off_at_any_call_while_it_begins_a_meeting_can_begin() {
    at_every_call(&["begin"], Scene::bare, |scene, writer, context| {
        if writer.ledger.saved.is_empty() {
            let begun = ask(agenda()).begins(&scene.files, "domare");
            let is_there = scene.files.journal.exists() && !scene.scanned().entries.is_empty();
            assert!(begun.is_ok() || is_there, "{context}: {begun:?}");
        }
        assert!(!scene.scanned().entries.is_empty(), "{context}");
    });
}

#[test]
fn a_power_cut_takes_back_what_was_written_and_not_synced() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene)
        .inject("fdatasync .journal 3 1 cut-before 0")
        .start();
    writer.order("record 4 100");
    assert!(!writer.ends_well());
    assert_eq!(
        writer.ledger.saved.len(),
        1,
        "the first sync is that of opening"
    );
    assert_eq!(
        scene.scanned().entries.len(),
        3,
        "what was in memory only is gone: the fault is real"
    );
    assert!(scene.bytes().starts_with(opened()));
}

#[test]
fn killed_five_times_in_a_row_while_it_opens_a_torn_journal_it_has_not_touched_it() {
    let whole = opened_and(2);
    let torn = whole.get(..whole.len() - 90).expect("a beginning");
    for call in ["open", "fdatasync"] {
        for ending in ENDINGS {
            for at in 1.. {
                let scene = Scene::with(torn);
                let faults = format!("{call} / {at} 1 {ending} 0");
                let ends_well = |_| {
                    let mut writer = Start::on(&scene).inject(&faults).start();
                    writer.order("flush");
                    writer.ends_well()
                };
                let ran_through = (0..5).map(ends_well).filter(|well| *well).count();
                assert!(scene.bytes() == torn, "{faults}: it is as it was");
                assert!(goes_on(&scene), "{faults}");
                assert_eq!(
                    scene.bytes().get(..torn.len() + 1),
                    Some([torn, b"\n"].concat().as_slice())
                );
                if ran_through == 5 {
                    break;
                }
            }
        }
    }
}
