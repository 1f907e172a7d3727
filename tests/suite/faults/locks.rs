//! Locks whose holder is stuck or dead.

use klubba::book::recorder::{Cause, Recorder, RecorderEvent};
use klubba::book::storage::folder::lock::DeskLock;
use klubba::book::storage::{Claim, PATIENCE};

use super::ledger::Ledger;
use super::process::Start;
use super::scene::{Deadline, Scene, decision, is_saved};

#[test]
fn a_lock_whose_holder_is_stuck_is_waited_for_briefly_and_freed_when_the_holder_dies() {
    let scene = Scene::begun();
    let mut holder = Start::on(&scene)
        .inject("fdatasync meetings/fel.journal 2 1 stop-after 0")
        .start();
    holder.order("record 1 100");
    holder.is_stopped();
    let mut recorder = scene.recorder();
    let mut ledger = Ledger::default();
    let asked = decision(&recorder, "att vänta på den som inte svarar");
    ledger.asked.push(asked.id.0.clone());
    let (news, waited) = timed(|| asked.put_to(&mut recorder));
    ledger.hear_news(&news);
    let [
        RecorderEvent::NotSaved {
            trouble,
            is_kept: true,
            ..
        },
    ] = news.as_slice()
    else {
        panic!("{news:?}")
    };
    assert_eq!(trouble.cause, Cause::Locked);
    assert!(waited >= PATIENCE && waited < 2 * PATIENCE, "{waited:?}");
    let name = format!("(pid {})", holder.id());
    assert!(
        trouble
            .detail()
            .is_some_and(|detail| detail.contains(&name))
            || is_named_in_time(&mut recorder, &name),
        "{trouble:?}"
    );
    holder.kill();
    let (news, waited) = timed(|| recorder.flush());
    ledger.hear_news(&news);
    assert!(is_saved(&news) && !recorder.has_unsaved(), "{news:?}");
    assert!(waited < PATIENCE, "{waited:?}");
    ledger
        .asked
        .extend(std::mem::take(&mut holder.ledger.asked));
    ledger.judge(&scene.files, 2, "after the holder died");
    assert!(scene.flaws().is_empty(), "{:?}", scene.flaws());
}

/// The system's list of locks can be read while it changes, and then lacks one now and then.
fn is_named_in_time(recorder: &mut Recorder, name: &str) -> bool {
    (0..3).any(|_| {
        let news = recorder.flush();
        news.iter().any(
            |news| matches!(news, RecorderEvent::NotSaved { trouble, .. } if trouble.detail().is_some_and(|detail| detail.contains(name))),
        )
    })
}

#[test]
fn a_stuck_desk_is_named_and_its_lock_is_freed_when_it_dies() {
    let scene = Scene::begun();
    let mut holder = Start::on(&scene).start();
    assert!(holder.obey("desk ada@dator 08:30"));
    assert!(
        holder.said.iter().any(|line| line == "DESK mine"),
        "{:#?}",
        holder.said
    );
    holder.order("stop");
    holder.is_stopped();
    let claim = || DeskLock::claim(&scene.files.desk_lock, "bo").expect("a folder that does locks");
    assert!(matches!(claim(), Claim::Held(owner) if owner == "ada@dator 08:30"));
    holder.kill();
    assert!(matches!(claim(), Claim::Ours(_)));
}

fn timed<T>(act: impl FnOnce() -> T) -> (T, std::time::Duration) {
    let deadline = Deadline::start();
    let before = deadline.left();
    let done = act();
    (done, before.saturating_sub(deadline.left()))
}
