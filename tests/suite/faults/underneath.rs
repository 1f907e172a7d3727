//! The journal is taken away, replaced, shortened or locked away underneath an open recorder; links
//! are planted where its files shall be. Nothing is written where it does not belong, the words are
//! kept, and they are saved when the journal is back.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use klubba::book::recorder::{Cause, Recorder, RecorderEvent};
use klubba::book::storage::folder::lock::DeskLock;
use klubba::meeting::public::{WordedPart, Wording};

use super::scene::{Scene, agenda, ask, decision, is_saved, item, opened};

/// The recorder says no, keeps the words, and the file that lies there is as it was.
fn is_kept(scene: &Scene, recorder: &mut Recorder, cause: Cause, context: &str) {
    let before = fs::read(&scene.files.journal).ok();
    for number in 0..2 {
        let news = decision(recorder, &format!("att vänta {number}")).put_to(recorder);
        let [
            RecorderEvent::NotSaved {
                trouble,
                is_kept: true,
                ..
            },
        ] = news.as_slice()
        else {
            panic!("{context}: {news:?}")
        };
        assert!(
            number > 0 || trouble.cause == cause,
            "{context}: {trouble:?}"
        );
    }
    assert!(!is_saved(&recorder.flush()), "{context}");
    assert_eq!(
        fs::read(&scene.files.journal).ok(),
        before,
        "{context}: nothing is written there"
    );
}

/// All that was kept is saved, after what stood in the journal.
fn is_brought_in(scene: &Scene, recorder: &mut Recorder, context: &str) {
    let before = scene.bytes();
    let news = recorder.flush();
    assert!(
        is_saved(&news) && !recorder.has_unsaved(),
        "{context}: {news:?}"
    );
    assert!(scene.bytes().starts_with(&before), "{context}");
    assert!(scene.flaws().is_empty(), "{context}: {:?}", scene.flaws());
    assert_eq!(scene.scanned().entries.len(), 5, "{context}");
}

/// A scene with three entries, and the recorder that wrote the last.
fn written() -> (Scene, Recorder) {
    let scene = Scene::begun();
    let mut recorder = scene.recorder();
    assert!(is_saved(
        &decision(&recorder, "att börja").put_to(&mut recorder)
    ));
    (scene, recorder)
}

/// The journal is taken aside while something is done, and put back.
fn without(what: &str, cause: Cause, put: impl FnOnce(&Path), take: impl FnOnce(&Path)) {
    let (scene, mut recorder) = written();
    let (journal, aside) = (scene.files.journal.clone(), scene.folder().join("aside"));
    fs::rename(&journal, &aside).expect("a move");
    put(&journal);
    is_kept(&scene, &mut recorder, cause, what);
    take(&journal);
    fs::rename(&aside, &journal).expect("a move");
    is_brought_in(&scene, &mut recorder, what);
}

fn remove(path: &Path) {
    fs::remove_file(path).expect("it is there");
}

/// The journal of another meeting.
fn another() -> Vec<u8> {
    let scene = Scene::bare();
    ask(agenda())
        .begins(&scene.files, "någon annan")
        .expect("a journal");
    scene.bytes()
}

#[test]
fn a_journal_that_is_deleted_is_not_made_anew_and_the_words_are_saved_when_it_is_back() {
    without(
        "deleted",
        Cause::Read,
        |_| {},
        |journal| assert!(!journal.exists(), "none is made"),
    );
}

#[test]
fn a_journal_that_is_replaced_is_not_written_to_and_the_words_are_saved_when_it_is_back() {
    let put = |bytes: Vec<u8>| move |path: &Path| fs::write(path, bytes).expect("a file");
    without("another's", Cause::Replaced, put(another()), remove);
    without("nothing", Cause::Replaced, put(Vec::new()), remove);
    without(
        "an older one",
        Cause::Replaced,
        put(opened().to_vec()),
        remove,
    );
}

#[test]
fn what_is_no_file_is_not_written_to() {
    let put = |path: &Path| fs::create_dir(path).expect("a folder");
    without("a folder", Cause::Read, put, |path| {
        fs::remove_dir(path).expect("it is there");
    });
    let fifo = |path: &Path| {
        assert!(
            std::process::Command::new("mkfifo")
                .arg(path)
                .status()
                .expect("mkfifo")
                .success()
        );
    };
    // Reading its bytes would wait for ever: only its own test looks at them.
    let (scene, mut recorder) = written();
    let aside = scene.folder().join("aside");
    fs::rename(&scene.files.journal, &aside).expect("a move");
    fifo(&scene.files.journal);
    let news = decision(&recorder, "att inte hänga").put_to(&mut recorder);
    assert!(!is_saved(&news), "{news:?}");
}

#[test]
fn a_journal_that_became_shorter_in_its_place_is_not_written_to() {
    let (scene, mut recorder) = written();
    let whole = scene.bytes();
    fs::write(&scene.files.journal, &whole[..whole.len() - 100]).expect("a journal");
    is_kept(&scene, &mut recorder, Cause::Replaced, "shorter");
    fs::write(&scene.files.journal, &whole).expect("a journal");
    is_brought_in(&scene, &mut recorder, "whole again");
}

#[test]
fn a_copy_that_takes_the_journals_place_is_the_journal() {
    let (scene, mut recorder) = written();
    let copy = scene.folder().join("copy");
    fs::copy(&scene.files.journal, &copy).expect("a copy");
    fs::rename(&copy, &scene.files.journal).expect("a move");
    assert!(is_saved(
        &decision(&recorder, "att skriva i den som finns").put_to(&mut recorder)
    ));
    assert_eq!(scene.scanned().entries.len(), 4);
}

#[test]
fn a_journal_that_may_no_longer_be_opened_loses_nothing() {
    let (scene, mut recorder) = written();
    let permit = |mode: u32| {
        fs::set_permissions(&scene.files.journal, fs::Permissions::from_mode(mode))
            .expect("our own");
    };
    permit(0o000);
    // Whoever has it open may go on; whoever may open anything, too.
    let news = decision(&recorder, "att fortsätta").put_to(&mut recorder);
    let opened = Recorder::open(scene.files.clone(), "domare".into(), Some(&scene.state));
    permit(0o600);
    assert!(is_saved(&news) || recorder.has_unsaved(), "{news:?}");
    assert!(opened.is_ok_and(|opened| opened.meeting().entries().len() == 4) || !is_root());
    recorder.flush();
    assert_eq!(scene.scanned().entries.len(), 4);
}

fn is_root() -> bool {
    let answer = std::process::Command::new("id")
        .arg("-u")
        .output()
        .expect("id");
    answer.stdout.starts_with(b"0\n")
}

// --- links ---------------------------------------------------------------------------------------

#[test]
fn a_link_planted_as_journal_is_not_followed() {
    let (scene, _) = written();
    let target = scene.folder().join("target");
    fs::rename(&scene.files.journal, &target).expect("a move");
    let before = fs::read(&target).expect("a journal");
    symlink(&target, &scene.files.journal).expect("a link");
    let opened = Recorder::open(scene.files.clone(), "domare".into(), Some(&scene.state));
    assert!(opened.is_err_and(|trouble| trouble.cause == Cause::Read));
    assert_eq!(fs::read(&target).expect("a journal"), before);
    let put = move |path: &Path| symlink(&target, path).expect("a link");
    without("a link", Cause::Read, put, remove);
}

#[test]
fn links_planted_in_the_other_places_leave_what_they_point_to_as_it_was() {
    let (scene, mut recorder) = written();
    let target = scene.folder().join("target");
    let untouched = "någon annans ord, längre än namnet på den som sitter vid skrivbordet";
    fs::write(&target, untouched).expect("a file");
    let files = &scene.files;
    let beside = files
        .record
        .with_file_name(format!(".fel.ron.{}.tmp", std::process::id()));
    for place in [&files.record, &files.draft, &files.desk_lock, &beside] {
        let _ = fs::remove_file(place);
        symlink(&target, place).expect("a link");
    }
    let _ = recorder.write_record();
    let _ = DeskLock::claim(&files.desk_lock, "ada@dator 08:30");
    let part = WordedPart::NewClause(None);
    let item = item(recorder.meeting(), 0);
    let wording = Wording {
        item,
        part,
        text: "att".to_owned(),
        numbers: 9,
    };
    let published = klubba::book::live_draft::Published {
        meeting: "0f".to_owned(),
        wording,
    };
    let _ = files.live_draft().keep(Some(&published));
    assert_eq!(fs::read_to_string(&target).expect("a file"), untouched);
}
