//! The folder says no: to a rename, a removal, a new folder, a lock. What stood there stands there
//! whole, nothing is left lying about, and it is tried again.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use klubba::book::record::Record;

use super::process::Start;
use super::scene::Scene;

/// EIO, ENOSPC, EROFS.
const ERRORS: [i32; 3] = [5, 28, 30];

/// What lies in the folder of the meetings and belongs to nobody.
fn litter(scene: &Scene) -> Vec<String> {
    let folder = scene.files.journal.parent().expect("a folder");
    let names = fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect()
}

#[test]
fn a_record_that_cannot_be_replaced_is_the_old_one_whole_and_nothing_is_left_beside_it() {
    for error in ERRORS {
        for call in [
            "open .tmp 2",
            "write .tmp 2",
            "fsync .tmp 2",
            "rename fel.ron 2",
        ] {
            let scene = Scene::begun();
            let context = format!("{call}: error {error}");
            let mut writer = Start::on(&scene)
                .inject(&format!("{call} 1 errno {error}"))
                .start();
            assert!(
                writer.obey("record 1 100") && writer.obey("file"),
                "{context}"
            );
            let old = Record::read(&scene.files).expect("a record");
            assert!(
                writer.obey("record 1 100") && writer.obey("file"),
                "{context}"
            );
            assert_eq!(
                writer
                    .said
                    .iter()
                    .filter(|line| *line == "FILE false")
                    .count(),
                1,
                "{context}"
            );
            assert_eq!(
                Record::read(&scene.files).expect("the old one"),
                old,
                "{context}"
            );
            assert_eq!(litter(&scene), Vec::<String>::new(), "{context}");
            assert!(writer.obey("file") && writer.ends_well(), "{context}");
            assert!(
                Record::read(&scene.files).expect("a new one").seq > old.seq,
                "{context}"
            );
        }
    }
}

#[test]
fn what_was_left_beside_a_record_by_one_who_could_not_remove_it_is_swept_by_the_next_attempt() {
    let scene = Scene::begun();
    let faults = "rename fel.ron 1 1 errno 5;unlink .tmp 1 1 errno 5";
    let mut writer = Start::on(&scene).inject(faults).start();
    assert!(writer.obey("record 1 100") && writer.obey("file"));
    assert_eq!(litter(&scene).len(), 1, "it could not be removed");
    assert!(writer.obey("file") && writer.ends_well());
    assert_eq!(litter(&scene), Vec::<String>::new());
    assert!(Record::read(&scene.files).is_ok());
}

#[test]
fn a_meeting_that_could_not_begin_can_begin_when_the_folder_allows_it() {
    for call in [
        "mkdir meetings",
        "open .tmp",
        "write .tmp",
        "fsync .tmp",
        "rename fel.journal",
    ] {
        let scene = Scene::bare();
        fs::remove_dir(scene.files.journal.parent().expect("a folder")).expect("an empty one");
        let mut writer = Start::on(&scene)
            .inject(&format!("{call} 1 1 errno 28"))
            .start();
        assert!(writer.obey("begin"), "{call}");
        assert!(
            writer.ledger.saved.is_empty() && !scene.files.journal.exists(),
            "{call}: {:?}",
            writer.said
        );
        assert!(writer.obey("begin") && writer.ends_well(), "{call}");
        assert_eq!(writer.ledger.saved.len(), 1, "{call}: {:?}", writer.said);
        assert_eq!(litter(&scene), Vec::<String>::new(), "{call}");
    }
}

#[test]
fn where_the_state_folder_cannot_be_made_words_are_told_as_kept_nowhere_and_saved_when_it_goes() {
    let scene = Scene::begun();
    // The disk of both is full, for the journal once and for what would be kept: no reserve is held.
    let faults = "write meetings/fel.journal 1 1 errno 28;mkdir state 1 0 errno 28";
    let mut writer = Start::on(&scene).inject(faults).start();
    assert!(writer.obey("record 3 100"));
    assert_eq!(writer.ledger.unkept.len(), 3, "{:#?}", writer.said);
    assert!(writer.obey("flush") && writer.ends_well());
    assert_eq!(writer.ledger.saved.len(), 3, "{:#?}", writer.said);
    writer.ledger.judge(&scene.files, 2, "room again");
}

#[test]
fn what_was_brought_in_and_could_not_be_removed_from_the_state_folder_does_not_come_twice() {
    let scene = Scene::begun();
    let faults = "write meetings/fel.journal 1 1 errno 5;unlink rescue 1 0 errno 5";
    let mut writer = Start::on(&scene).inject(faults).start();
    assert!(writer.obey("record 3 100") && writer.obey("flush") && writer.ends_well());
    assert_eq!(writer.ledger.saved.len(), 3, "{:#?}", writer.said);
    scene.recorder().flush();
    writer
        .ledger
        .judge(&scene.files, 2, "the rest is known by name");
}

#[test]
fn a_new_name_is_told_only_when_its_folder_has_been_synced() {
    let scene = Scene::bare();
    let mut writer = Start::on(&scene).start();
    assert!(writer.obey("begin") && writer.obey("record 1 100") && writer.obey("file"));
    assert!(writer.ends_well());
    let calls = writer.calls();
    let folder = scene
        .files
        .journal
        .parent()
        .expect("a folder")
        .display()
        .to_string();
    let is_sync =
        |call: &String| call.starts_with("fsync ") && call.ends_with(&format!(" 0 {folder}"));
    let place = |ending: &str| {
        let is_it = |call: &String| call.starts_with("rename ") && call.ends_with(ending);
        calls
            .iter()
            .position(is_it)
            .unwrap_or_else(|| panic!("{ending}: {calls:#?}"))
    };
    let told = calls
        .iter()
        .position(|call| call.starts_with("say ACK"))
        .expect("it is told");
    let renamed = place("fel.journal");
    assert!(
        calls[renamed..told].iter().any(is_sync),
        "the journal's name: {calls:#?}"
    );
    assert!(
        calls[place("fel.ron")..].iter().any(is_sync),
        "the record's name: {calls:#?}"
    );
}

#[test]
fn a_lock_that_the_folder_does_not_do_saves_nothing_keeps_the_words_and_is_tried_again() {
    // ENOLCK, EOPNOTSUPP; at the second taking, since giving back is a call too.
    for error in [37, 95] {
        let scene = Scene::begun();
        let mut writer = Start::on(&scene)
            .inject(&format!("flock fel.lock 3 1 errno {error}"))
            .start();
        assert!(writer.obey("record 3 100"));
        assert_eq!(
            (writer.ledger.saved.len(), writer.ledger.kept.len()),
            (1, 2),
            "{:#?}",
            writer.said
        );
        assert!(writer.obey("flush") && writer.ends_well());
        assert_eq!(writer.ledger.saved.len(), 3, "{:#?}", writer.said);
        writer.ledger.judge(&scene.files, 2, "locks again");
    }
}

#[test]
fn a_lock_that_does_not_answer_holds_up_no_key() {
    let scene = Scene::begun();
    let hold = scene.folder().join("hold");
    let mut writer = Start::on(&scene)
        .inject("flock fel.lock 1 0 hold 0")
        .start();
    fs::write(&hold, "").expect("a sign");
    assert!(writer.obey("keys 1aAnteckning<esc>"));
    let drawn: Vec<&String> = writer
        .said
        .iter()
        .filter(|line| line.starts_with("DRAWN"))
        .collect();
    assert!(
        drawn.last().is_some_and(|screen| screen.contains("sparar")),
        "{:?}",
        drawn.last()
    );
    assert!(writer.ledger.saved.is_empty(), "{:#?}", writer.said);
    fs::remove_file(&hold).expect("a sign");
    assert!(writer.obey("hear") && writer.ends_well());
    assert_eq!(
        writer.ledger.saved.len(),
        writer.ledger.asked.len(),
        "{:#?}",
        writer.said
    );
}

#[test]
fn what_is_kept_in_the_state_folder_is_for_nobody_elses_eyes_and_the_journal_is_as_its_folder_has_it()
 {
    for (mask, mode) in [("000", 0o666), ("077", 0o600), ("027", 0o640)] {
        let scene = Scene::bare();
        let faults = "write meetings/fel.journal 1 0 errno 5";
        let start = Start::on(&scene)
            .inject(faults)
            .under(&format!("umask {mask}"));
        let mut writer = start.start();
        assert!(writer.obey("begin") && writer.obey("step") && writer.obey("file"));
        assert!(writer.ends_well());
        assert_eq!(writer.ledger.kept.len(), 1, "{:#?}", writer.said);
        let modes = |path: &std::path::Path| {
            fs::metadata(path).expect("a file").permissions().mode() & 0o777
        };
        for file in fs::read_dir(scene.state.join("rescue")).expect("a rescue journal") {
            assert_eq!(modes(&file.expect("a file").path()), 0o600, "{mask}");
        }
        assert_eq!(modes(&scene.files.journal), mode, "{mask}");
        assert_eq!(modes(&scene.files.record), mode, "{mask}");
    }
}

#[test]
fn what_is_being_written_is_kept_without_a_sync_and_for_nobody_elses_eyes() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene).under("umask 000").start();
    assert!(writer.obey("draft att bygga en led") && writer.ends_well());
    assert!(
        writer.said.iter().any(|line| line == "DRAFT true"),
        "{:#?}",
        writer.said
    );
    let calls = writer.calls();
    assert!(
        calls.iter().any(|call| call.starts_with("rename ")),
        "{calls:#?}"
    );
    assert!(
        !calls.iter().any(|call| call.contains("sync ")),
        "a sync would hold up the next key: {calls:#?}"
    );
    for file in fs::read_dir(scene.state.join("drafts")).expect("a draft") {
        assert_eq!(
            file.expect("a file")
                .metadata()
                .expect("a file")
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
    }
}
