//! A disk that takes its time.

use std::fs;

use super::process::Start;
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
