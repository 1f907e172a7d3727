//! A disk that takes its time.

use std::fs;

use klubba::meeting::Meeting;
use klubba::meeting::event::EntryId;

use super::process::{Process, Start};
use super::scene::Scene;

/// The sync does not return before the test says so, which is after the last key was drawn: so no
/// key waited for it, however long a sync takes.
#[test]
fn a_sync_that_takes_for_ever_holds_up_no_key_and_nothing_is_told_as_saved_meanwhile() {
    let scene = Scene::begun();
    let hold = scene.folder().join("hold");
    let mut writer = Start::on(&scene)
        .inject("fdatasync meetings/fel.journal 2 0 hold 0")
        .start();
    fs::write(&hold, "").expect("a sign");
    let keys = "aAnteckning<esc>bvänta<enter><esc>naMer";
    let count = klubba::tui::keys::written(keys).len();
    assert!(writer.obey(&format!("keys {keys}")));
    let drawn: Vec<&String> = writer
        .said
        .iter()
        .filter(|line| line.starts_with("DRAWN"))
        .collect();
    assert_eq!(drawn.len(), count, "each key was taken and drawn");
    assert!(
        drawn[4].contains("Ante"),
        "what was typed is on the screen: {}",
        drawn[4]
    );
    assert!(
        drawn.last().is_some_and(|screen| screen.contains("sparar")),
        "{:?}",
        drawn.last()
    );
    assert!(writer.ledger.asked.len() >= 3, "{:#?}", writer.said);
    assert!(writer.ledger.saved.is_empty(), "{:#?}", writer.said);
    fs::remove_file(&hold).expect("a sign");
    assert!(writer.obey("hear") && writer.ends_well());
    assert_eq!(
        writer.ledger.saved.len(),
        writer.ledger.asked.len(),
        "{:#?}",
        writer.said
    );
    let screen = writer
        .said
        .iter()
        .rfind(|line| line.starts_with("DRAWN"))
        .expect("a screen");
    assert!(
        screen.contains("sparat") && !screen.contains("sparar"),
        "{screen}"
    );
    writer.ledger.judge(&scene.files, 2, "a slow disk");
}

/// A writer whose journal's sync does not return, with three entries asked for that are told as kept
/// here.
fn without_an_answer(scene: &Scene) -> Process {
    let mut writer = Start::on(scene)
        .inject("fdatasync meetings/fel.journal 2 0 hold 0")
        .start();
    fs::write(scene.folder().join("hold"), "").expect("a sign");
    assert!(writer.obey("keys bett<enter>batt två<enter><esc>naTre.<esc>"));
    assert!(writer.obey("hear-until disken svarar inte"));
    assert!(writer.ledger.saved.is_empty(), "{:#?}", writer.said);
    let is_safe = |line: &String| line.contains("ligger tryggt på den här datorn");
    assert!(writer.said.iter().any(is_safe), "{:#?}", writer.said.last());
    writer
}

fn all_come_in(scene: &Scene, asked: &[String]) {
    let _ = fs::remove_file(scene.folder().join("hold"));
    let mut recorder = scene.recorder();
    recorder.flush();
    assert!(recorder.integrity().is_whole());
    let meeting = Meeting::replay(scene.scanned().entries);
    assert!(asked.len() >= 3, "{asked:?}");
    for id in asked {
        assert!(meeting.knows(&EntryId(id.clone())), "{id} is lost");
    }
}

#[test]
fn what_a_disk_does_not_answer_for_is_kept_on_this_computer_and_outlives_a_kill() {
    let scene = Scene::begun();
    let mut writer = without_an_answer(&scene);
    writer.kill();
    all_come_in(&scene, &writer.ledger.asked);
}

#[test]
fn whoever_leaves_does_not_wait_for_a_disk_that_does_not_answer() {
    let scene = Scene::begun();
    let mut writer = without_an_answer(&scene);
    assert!(writer.ends_well(), "{:#?}", writer.said);
    all_come_in(&scene, &writer.ledger.asked);
}

#[test]
fn what_is_answered_for_late_is_saved_once_and_kept_no_longer() {
    let scene = Scene::begun();
    let mut writer = without_an_answer(&scene);
    fs::remove_file(scene.folder().join("hold")).expect("a sign");
    assert!(writer.obey("hear") && writer.ends_well());
    assert_eq!(writer.ledger.saved.len(), writer.ledger.asked.len());
    writer.ledger.judge(&scene.files, 2, "a late answer");
    let rescue = fs::read_dir(scene.state.join("rescue")).expect("a folder");
    assert_eq!(rescue.count(), 0, "nothing waits any more");
}
