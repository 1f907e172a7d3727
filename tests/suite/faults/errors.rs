//! The disk says no: to a write, to a sync, because it is full, because it lies. Nothing is
//! acknowledged before it is true, and the words are kept.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::ledger::Ledger;
use super::process::{Process, Start};
use super::scene::{Scene, ask, is_saved, item, notes, now};
use klubba::book::journal::{ChainHead, Defect, line};
use klubba::book::recorder::{Completeness, NotApproved, Recorder};
use klubba::meeting::Meeting;
use klubba::meeting::command;
use klubba::meeting::event::{Entry, EntryId};
use klubba::meeting::integrity::Shortfall;

const EINTR: i32 = 4;
const EIO: i32 = 5;
const ENOSPC: i32 = 28;
/// EIO, EFBIG, ENOSPC, EROFS, ESTALE, EDQUOT.
const ERRORS: [i32; 6] = [EIO, 27, ENOSPC, 30, 116, 122];

/// What is in the rescue journals of a scene's meeting, whoever holds them.
fn rescued(scene: &Scene) -> BTreeSet<String> {
    let files = std::fs::read_dir(scene.state.join("rescue"));
    let files = files.into_iter().flatten().filter_map(Result::ok);
    let journals = files.map(|file| file.path());
    let journals = journals.filter(|path| path.extension().is_some_and(|end| end == "journal"));
    let id = |line: &str| {
        let (_, rest) = line.split_once("id:\"")?;
        rest.split_once('"').map(|(id, _)| id.to_owned())
    };
    let text = |path: std::path::PathBuf| std::fs::read_to_string(path).expect("a journal");
    let texts: Vec<String> = journals.map(text).collect();
    texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(id)
        .collect()
}

/// All that was told as kept is kept, and nothing else is.
fn is_kept(scene: &Scene, writer: &Process, context: &str) {
    let told: BTreeSet<String> = writer.ledger.kept.keys().cloned().collect();
    assert_eq!(rescued(scene), told, "{context}: {:#?}", writer.said);
    assert!(
        writer.ledger.unkept.is_empty(),
        "{context}: {:#?}",
        writer.said
    );
}

fn all_are_saved(scene: &Scene, ledger: &Ledger, context: &str) {
    assert!(
        ledger.kept.is_empty() && ledger.refused.is_empty(),
        "{context}: {ledger:#?}"
    );
    assert_eq!(
        ledger.saved.len(),
        ledger.asked.len(),
        "{context}: {ledger:#?}"
    );
    ledger.judge(&scene.files, 2, context);
    assert!(
        rescued(scene).is_empty(),
        "{context}: nothing is left behind"
    );
}

/// What the writer left is brought in by whoever opens the same state folder next.
fn the_next_one_merges(scene: &Scene, writer: &Process, context: &str) {
    let mut ledger = Ledger::default();
    writer.said.iter().for_each(|line| ledger.hear(line));
    ledger.hear_news(&scene.recorder().flush());
    all_are_saved(scene, &ledger, context);
}

#[test]
fn a_write_that_fails_is_not_acknowledged_and_its_words_are_kept_until_it_succeeds() {
    for error in ERRORS {
        for at in 1..=4 {
            let scene = Scene::begun();
            let context = format!("error {error} at write {at}");
            let faults = format!("write .journal {at} 1 errno {error}");
            let mut writer = Start::on(&scene).inject(&faults).start();
            assert!(writer.obey("record 4 100"));
            assert_eq!(
                writer.ledger.saved.len(),
                at - 1,
                "{context}: {:#?}",
                writer.said
            );
            assert_eq!(
                writer.ledger.kept.len(),
                5 - at,
                "{context}: {:#?}",
                writer.said
            );
            is_kept(&scene, &writer, &context);
            assert!(writer.obey("flush") && writer.obey("record 1 100") && writer.ends_well());
            all_are_saved(&scene, &writer.ledger, &context);
            assert!(scene.flaws().is_empty(), "{context}: {:?}", scene.flaws());
        }
    }
}

#[test]
fn where_no_write_succeeds_any_more_the_next_process_brings_everything_in() {
    for error in ERRORS {
        let scene = Scene::begun();
        let context = format!("error {error} from write 2");
        let faults = format!("write meetings/fel.journal 2 0 errno {error}");
        let mut writer = Start::on(&scene).inject(&faults).start();
        assert!(writer.obey("record 4 100") && writer.obey("flush") && writer.obey("clause 100"));
        assert_eq!(
            (writer.ledger.saved.len(), writer.ledger.kept.len()),
            (1, 4),
            "{:#?}",
            writer.said
        );
        is_kept(&scene, &writer, &context);
        writer.kill();
        the_next_one_merges(&scene, &writer, &context);
    }
}

#[test]
fn a_call_that_was_interrupted_is_simply_made_again() {
    for call in ["write", "fdatasync", "flock", "open"] {
        for at in 1..=6 {
            let scene = Scene::begun();
            let context = format!("{call} {at}");
            let faults = format!("{call} meetings/ {at} 1 errno {EINTR}");
            let mut writer = Start::on(&scene).inject(&faults).start();
            writer.order("record 4 100");
            assert!(writer.ends_well(), "{context}");
            assert!(
                !writer.said.iter().any(|line| line.starts_with("KEPT")),
                "{context}: {:?}",
                writer.said
            );
            all_are_saved(&scene, &writer.ledger, &context);
        }
    }
}

#[test]
fn a_write_that_says_more_than_it_did_is_found_by_reading_back() {
    for claimed in [1, 80, 200] {
        let scene = Scene::begun();
        let mut writer = Start::on(&scene)
            .inject(&format!("write .journal 2 1 short {claimed}"))
            .start();
        assert!(writer.obey("record 2 100"));
        assert_eq!(
            writer.ledger.saved.len(),
            1,
            "{claimed}: {:#?}",
            writer.said
        );
        is_kept(&scene, &writer, "a lie");
        assert!(writer.obey("flush") && writer.ends_well());
        all_are_saved(&scene, &writer.ledger, "a lie");
    }
}

#[test]
fn a_write_that_came_out_otherwise_is_found_by_reading_back() {
    for place in [0, 120, 200] {
        let scene = Scene::begun();
        let faults = format!("write meetings/fel.journal 2 1 garble {place}");
        let mut writer = Start::on(&scene).inject(&faults).start();
        assert!(writer.obey("record 2 100"));
        assert_eq!(writer.ledger.saved.len(), 1, "{place}: {:#?}", writer.said);
        is_kept(&scene, &writer, "other bytes");
        assert!(writer.obey("flush") && writer.ends_well());
        all_are_saved(&scene, &writer.ledger, "other bytes");
    }
}

#[test]
fn what_is_told_as_kept_outlives_a_power_cut() {
    let scene = Scene::begun();
    let faults = "write meetings/fel.journal 1 0 errno 5;rename / 1 1 cut-before 0";
    let mut writer = Start::on(&scene).inject(faults).start();
    assert!(writer.obey("record 3 100"));
    assert_eq!(writer.ledger.kept.len(), 3, "{:#?}", writer.said);
    writer.order("file");
    assert!(!writer.ends_well(), "the power is cut");
    is_kept(&scene, &writer, "a power cut");
    the_next_one_merges(&scene, &writer, "a power cut");
}

#[test]
fn words_that_nothing_would_keep_are_told_as_kept_nowhere() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene)
        .inject(&format!("write / 1 0 errno {ENOSPC}"))
        .start();
    assert!(writer.obey("record 3 100"));
    assert_eq!(writer.ledger.unkept.len(), 3, "{:#?}", writer.said);
    assert!(writer.ledger.kept.is_empty() && writer.ledger.saved.is_empty());
}

#[test]
fn words_that_nothing_would_keep_are_not_called_kept_when_they_are_tried_again() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene)
        .inject(&format!("write / 1 0 errno {ENOSPC}"))
        .start();
    assert!(writer.obey("record 1 100") && writer.obey("flush"));
    assert!(
        writer.ledger.kept.is_empty() && rescued(&scene).is_empty(),
        "{:#?}",
        writer.said
    );
}

// --- a full disk -----------------------------------------------------------------------------

/// Writes until the disk is full; gives the writer.
fn until_full(scene: &Scene, mut writer: Process) -> Process {
    while writer.ledger.kept.is_empty() {
        assert!(writer.obey("record 1 600") && writer.said.len() < 5000);
    }
    assert!(writer.obey("flush"), "a disk that is full still");
    is_kept(scene, &writer, "a full disk");
    assert!(!writer.ledger.saved.is_empty(), "it went well at first");
    writer.ledger.judge(&scene.files, 2, "a full disk");
    assert_eq!(
        scene.flaws().last(),
        Some(&Defect::Torn),
        "half a line stands there"
    );
    writer
}

fn when_there_is_room_again(scene: &Scene, mut writer: Process) {
    assert!(writer.obey("flush") && writer.obey("record 2 600") && writer.ends_well());
    all_are_saved(scene, &writer.ledger, "room again");
    assert!(
        scene.flaws().iter().all(|flaw| *flaw == Defect::Torn),
        "{:?}",
        scene.flaws()
    );
    assert_eq!(
        scene.verified(),
        Some(10),
        "the half line is sealed and told"
    );
}

#[test]
fn a_full_disk_keeps_the_words_and_goes_on_without_a_restart_when_there_is_room() {
    let scene = Scene::begun();
    let room = scene.folder().join("room");
    fs::write(&room, "5000").expect("a size");
    // The rescue journal lies on another disk.
    let start = Start::on(&scene).env("FAULTS_ROOM", &room);
    let writer = until_full(&scene, start.start());
    fs::write(&room, "900000").expect("a size");
    when_there_is_room_again(&scene, writer);
}

/// A small disk in memory, where this process may make one.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn over(folder: &'a Path) -> Option<Self> {
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=32k", "tmpfs"])
            .arg(folder)
            .output();
        mount
            .is_ok_and(|ended| ended.status.success())
            .then_some(Self(folder))
    }

    fn grow(&self) {
        let options = "remount,size=1024k";
        let mount = Command::new("mount")
            .args(["-o", options])
            .arg(self.0)
            .status()
            .expect("it has been run");
        assert!(mount.success());
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        // Lazily, should something be open there still.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn a_really_full_disk_keeps_the_words_and_goes_on_without_a_restart_when_there_is_room() {
    let scene = Scene::begun();
    let before = scene.bytes();
    let meetings = scene.files.journal.parent().expect("a folder").to_owned();
    let Some(disk) = SmallDisk::over(&meetings) else {
        return;
    };
    fs::write(&scene.files.journal, before).expect("a journal");
    let writer = until_full(&scene, Start::on(&scene).start());
    disk.grow();
    when_there_is_room_again(&scene, writer);
}

#[test]
fn under_a_limit_of_the_system_the_words_are_kept_and_the_next_process_brings_them_in() {
    let scene = Scene::begun();
    let start = Start::on(&scene)
        .env("FAULTS_LOG", "/dev/null")
        .under("ulimit -f 8; trap '' XFSZ");
    let mut writer = until_full(&scene, start.start());
    writer.kill();
    the_next_one_merges(&scene, &writer, "without the limit");
    assert_eq!(
        scene.verified(),
        Some(10),
        "the half line is sealed and told"
    );
}

// --- syncs -----------------------------------------------------------------------------------

/// The serial number and the answer of each sync of the journal.
fn syncs(calls: &[String]) -> Vec<(String, i64)> {
    let of_journal = calls
        .iter()
        .filter(|call| call.ends_with("meetings/fel.journal"));
    let syncs = of_journal.filter_map(|call| call.strip_prefix("fdatasync "));
    syncs
        .map(|call| {
            let mut words = call.split(' ');
            let serial = words.next().expect("a serial").to_owned();
            (
                serial,
                words
                    .next()
                    .and_then(|answer| answer.parse().ok())
                    .expect("an answer"),
            )
        })
        .collect()
}

/// Each acknowledgement comes after a sync that went well, on the same descriptor as the write.
fn acknowledges_after_the_sync(calls: &[String]) -> usize {
    let mut told = 0;
    for (place, call) in calls.iter().enumerate() {
        let Some(id) = call
            .strip_prefix("say ACK ")
            .and_then(|rest| rest.split(' ').next())
        else {
            continue;
        };
        told += 1;
        let earlier = calls.get(..place).expect("what came before");
        let is_its = |call: &&String| {
            call.starts_with("write ") && call.contains("meetings/") && call.contains(id)
        };
        let written = earlier
            .iter()
            .rposition(|call| is_its(&call))
            .expect("a write before it is told");
        let serial = earlier[written].split(' ').nth(1).expect("a serial");
        let sync = format!("fdatasync {serial} 0 ");
        let is_synced = earlier
            .iter()
            .skip(written)
            .any(|call| call.starts_with(&sync));
        assert!(is_synced, "{id} is told before it is synced: {calls:#?}");
    }
    told
}

/// Once a sync has failed, its descriptor is neither synced nor written to again.
fn gives_up_descriptors(calls: &[String]) {
    for (place, call) in calls.iter().enumerate() {
        let words: Vec<&str> = call.split(' ').collect();
        if let ["fdatasync", serial, "-1", path] = words.as_slice() {
            let again = calls.iter().skip(place + 1).find(|call| {
                let kind = call.split(' ').next().unwrap_or_default();
                kind != "open" && call.split(' ').nth(1) == Some(*serial) && call.contains(path)
            });
            assert_eq!(again, None, "{calls:#?}");
        }
    }
}

#[test]
fn nothing_is_acknowledged_before_its_sync_has_returned() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene).start();
    writer.order("record 6 100");
    assert!(writer.ends_well());
    assert_eq!(acknowledges_after_the_sync(&writer.calls()), 6);
    assert_eq!(
        syncs(&writer.calls()).len(),
        7,
        "one for opening, and one for each entry"
    );
}

#[test]
fn a_sync_that_fails_once_is_never_acknowledged_and_never_tried_again_on_its_descriptor() {
    for error in [EIO, ENOSPC] {
        for at in 2..=5 {
            let scene = Scene::begun();
            let context = format!("error {error} at sync {at}");
            let faults = format!("fdatasync meetings/fel.journal {at} 1 errno {error}");
            let mut writer = Start::on(&scene).inject(&faults).start();
            assert!(writer.obey("record 4 100"));
            assert_eq!(
                (writer.ledger.saved.len(), writer.ledger.kept.len()),
                (at - 2, 6 - at),
                "{context}"
            );
            is_kept(&scene, &writer, &context);
            assert!(writer.obey("flush") && writer.obey("record 1 100") && writer.ends_well());
            gives_up_descriptors(&writer.calls());
            acknowledges_after_the_sync(&writer.calls());
            all_are_saved(&scene, &writer.ledger, &context);
            assert!(scene.flaws().is_empty(), "{context}: {:?}", scene.flaws());
        }
    }
}

#[test]
fn where_no_sync_succeeds_any_more_the_next_process_brings_everything_in_once() {
    for error in [EIO, ENOSPC] {
        let scene = Scene::begun();
        let context = format!("error {error} from sync 3");
        let faults = format!("fdatasync meetings/ 3 0 errno {error}");
        let mut writer = Start::on(&scene).inject(&faults).start();
        assert!(writer.obey("record 4 100"));
        for _ in 0..3 {
            assert!(writer.obey("flush"));
        }
        assert_eq!(
            (writer.ledger.saved.len(), writer.ledger.kept.len()),
            (1, 3),
            "{:#?}",
            writer.said
        );
        is_kept(&scene, &writer, &context);
        gives_up_descriptors(&writer.calls());
        writer.kill();
        // The one line whose sync failed stands in the journal, and counts as it stands there.
        let mut ledger = Ledger::default();
        writer.said.iter().for_each(|line| ledger.hear(line));
        ledger.hear_news(&scene.recorder().flush());
        ledger.judge(&scene.files, 2, &context);
        ledger.judge_merged(&scene.files, &context);
        assert!(rescued(&scene).is_empty(), "{context}");
    }
}

#[test]
fn after_a_failed_sync_a_power_cut_takes_nothing_that_was_acknowledged_since() {
    for length in [100, 3000, 9000] {
        let scene = Scene::begun();
        let faults = "fdatasync .journal 3 1 errno 5;rename / 1 1 cut-before 0";
        let mut writer = Start::on(&scene).inject(faults).start();
        let long = format!("clause {length}");
        let orders = ["clause 100", &long, "flush", "clause 100"];
        assert!(
            orders.iter().all(|order| writer.obey(order)),
            "{:#?}",
            writer.said
        );
        assert_eq!(writer.ledger.saved.len(), 3, "{:#?}", writer.said);
        writer.order("file");
        assert!(!writer.ends_well(), "the power is cut");
        writer
            .ledger
            .judge(&scene.files, 2, &format!("{length} bytes"));
    }
}

#[test]
fn after_a_failed_sync_lost_pages_that_end_with_their_line_take_nothing_acknowledged_since() {
    let scene = Scene::begun();
    let (state, by) = (scene.state.clone(), "sekreterare");
    let recorder = Recorder::open(scene.files.clone(), by.into(), Some(&state)).expect("it opens");
    let at = scene.bytes().len();
    // The entry that fills its last page to the last byte: its newline is lost with the page.
    let fitting = (0..9000)
        .find(|length| (at + line_length(&recorder, *length)).is_multiple_of(4096))
        .expect("a length");
    let faults = "fdatasync .journal 2 1 errno 5;rename / 1 1 cut-before 0";
    let mut writer = Start::on(&scene).inject(faults).start();
    assert!(writer.obey(&format!("clause {fitting}")) && writer.obey("flush"));
    assert_eq!(writer.ledger.saved.len(), 1, "{:#?}", writer.said);
    writer.order("file");
    assert!(!writer.ends_well(), "the power is cut");
    writer.ledger.judge(&scene.files, 2, "a lost page");
}

/// How long the line of a decision with such a clause is, newline and all.
fn line_length(recorder: &Recorder, length: usize) -> usize {
    let clause = format!("att {}", "a".repeat(length));
    let item = item(recorder.meeting(), 0);
    let asked = command::Command::RecordDecision {
        item,
        clauses: vec![clause],
    };
    let events = klubba::meeting::rules::decide(recorder.meeting(), &asked, now()).expect("events");
    let entry = Entry {
        id: EntryId("0".repeat(26)),
        at: now(),
        by: "sekreterare".into(),
        events,
    };
    let (line, _) = line(
        &entry,
        &ChainHead {
            seq: 2,
            ..ChainHead::default()
        },
        0,
    )
    .expect("a line");
    line.len() + 1
}

// --- what waits, and what others do meanwhile ------------------------------------------------

/// A writer whose first entry stands in the journal without having been acknowledged.
fn with_an_unsynced_line(scene: &Scene) -> Process {
    let mut writer = Start::on(scene)
        .inject("fdatasync .journal 2 1 errno 5")
        .start();
    assert!(writer.obey("step"));
    assert_eq!(writer.ledger.kept.len(), 1, "{:#?}", writer.said);
    writer
}

#[test]
fn an_entry_that_is_told_as_refused_does_not_stand_in_the_journal() {
    let scene = Scene::begun();
    let mut writer = with_an_unsynced_line(&scene);
    let mut other = scene.recorder();
    let seen = other.meeting().open;
    let next = ask(command::Command::OpenNext { seen });
    writer.ledger.asked.push(next.id.0.clone());
    assert!(is_saved(&next.put_to(&mut other)));
    assert!(writer.obey("flush") && writer.ends_well());
    writer.ledger.judge(
        &scene.files,
        2,
        "another stepped on from what had not been synced",
    );
}

#[test]
fn what_is_told_comes_in_the_order_of_the_journal() {
    let scene = Scene::begun();
    let mut writer = with_an_unsynced_line(&scene);
    let mut other = scene.recorder();
    let first = item(other.meeting(), 0);
    assert!(
        is_saved(&ask(command::Command::OpenItem { item: first }).put_to(&mut other)),
        "they step back"
    );
    assert!(writer.obey("flush") && writer.ends_well());
    let mut told: Vec<&str> = Vec::new();
    for line in writer
        .said
        .iter()
        .filter(|line| line.starts_with("ACK ") || line.starts_with("FOREIGN "))
    {
        let id = line.split(' ').nth(1).expect("a name");
        if !told.contains(&id) {
            told.push(id);
        }
    }
    let meeting = Meeting::replay(scene.scanned().entries);
    let stands: Vec<&str> = meeting
        .entries()
        .iter()
        .skip(2)
        .map(|entry| entry.id.0.as_str())
        .collect();
    assert_eq!(
        told, stands,
        "who follows the news sees another meeting than the journal has"
    );
}

#[test]
fn what_a_living_desk_keeps_is_left_to_it_and_outlives_it() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene)
        .inject("write .journal 1 1 errno 5")
        .start();
    assert!(writer.obey("record 1 100"));
    let mut another = scene.recorder();
    assert!(another.flush().is_empty(), "with the same state folder");
    let by = vec!["Marie".to_owned()];
    let (id, now) = (EntryId("approval".to_owned()), another.meeting().newest);
    let approved = another.approve(id, by, now.expect("a moment"), Completeness::Required);
    assert!(
        matches!(approved, Err(NotApproved::Incomplete(_))),
        "what waits is known: {approved:?}"
    );
    assert!(writer.obey("record 1 100"));
    let kept: Vec<String> = writer.ledger.kept.keys().cloned().collect();
    writer.kill();
    scene.recorder().flush();
    let meeting = Meeting::replay(scene.scanned().entries);
    assert!(
        kept.iter().all(|id| meeting.knows(&EntryId(id.clone()))),
        "{:#?}",
        writer.said
    );
}

#[test]
fn what_was_refused_while_it_waited_does_not_come_back_from_the_rescue_journal() {
    let scene = Scene::begun();
    let mut other = scene.recorder();
    let mut writer = Start::on(&scene)
        .inject("write meetings/fel.journal 1 2 errno 28")
        .start();
    assert!(
        writer.obey("record 3 100"),
        "the last of them are notes under the second item"
    );
    let second = item(other.meeting(), 1);
    let theirs = notes(&other, second, "Andra ord.");
    writer.ledger.asked.push(theirs.id.0.clone());
    assert!(is_saved(&theirs.put_to(&mut other)));
    assert!(writer.obey("flush"));
    assert_eq!(writer.ledger.refused.len(), 1, "{:#?}", writer.said);
    assert_eq!(writer.ledger.kept.len(), 2, "{:#?}", writer.said);
    writer.kill();
    scene.recorder().flush();
    writer
        .ledger
        .judge(&scene.files, 2, "refused while it waited");
}

/// A writer that could not save one decision and was killed: what it kept lies in the state folder.
fn with_something_rescued(scene: &Scene) -> EntryId {
    let mut writer = Start::on(scene)
        .inject("write .journal 1 1 errno 5")
        .start();
    assert!(writer.obey("record 1 100"));
    let kept = writer.ledger.kept.keys().next().expect("something kept");
    let kept = EntryId(kept.clone());
    writer.kill();
    kept
}

/// Another at another computer, who has no rescue journal.
fn colleague(scene: &Scene) -> Recorder {
    Recorder::open(scene.files.clone(), "kollega".into(), None).expect("a journal")
}

#[test]
fn what_was_rescued_enters_approved_minutes_only_after_they_are_open_again() {
    let scene = Scene::begun();
    let kept = with_something_rescued(&scene);
    let mut other = colleague(&scene);
    for command in [
        command::Command::CloseMeeting,
        command::Command::Approve {
            by: vec!["Marie Appelqvist".to_owned()],
        },
    ] {
        assert!(is_saved(&ask(command).put_to(&mut other)));
    }
    let mut recorder = scene.recorder();
    recorder.flush();
    assert!(!recorder.meeting().knows(&kept), "nothing after approval");
    assert_eq!(recorder.integrity().shortfalls(), [Shortfall::Waiting]);
    drop(recorder);
    assert!(is_saved(&ask(command::Command::Reopen).put_to(&mut other)));
    let mut recorder = scene.recorder();
    recorder.flush();
    assert!(recorder.meeting().knows(&kept));
    assert!(recorder.integrity().is_whole());
    assert!(rescued(&scene).is_empty());
}

#[test]
fn minutes_approved_between_opening_and_flushing_take_nothing_in_either() {
    let scene = Scene::begun();
    let kept = with_something_rescued(&scene);
    let mut recorder = scene.recorder();
    let mut other = colleague(&scene);
    assert!(is_saved(
        &ask(command::Command::CloseMeeting).put_to(&mut other)
    ));
    let by = vec!["Marie Appelqvist".to_owned()];
    assert!(is_saved(
        &ask(command::Command::Approve { by }).put_to(&mut other)
    ));
    recorder.flush();
    assert!(!recorder.meeting().knows(&kept), "nothing after approval");
    assert_eq!(recorder.integrity().shortfalls(), [Shortfall::Waiting]);
    drop(recorder);
    assert_eq!(rescued(&scene), BTreeSet::from([kept.0]), "it still waits");
}

#[test]
fn what_was_rescued_gets_numbers_of_its_own_when_a_colleague_went_on_meanwhile() {
    let scene = Scene::begun();
    let kept = with_something_rescued(&scene);
    let mut other = colleague(&scene);
    let second = item(other.meeting(), 1);
    let clauses = vec!["att kollegan beslutar".to_owned()];
    let theirs = command::Command::RecordDecision {
        item: second,
        clauses,
    };
    assert!(is_saved(&ask(theirs).put_to(&mut other)));
    let mut recorder = scene.recorder();
    recorder.flush();
    assert!(recorder.meeting().knows(&kept) && recorder.integrity().is_whole());
    let meeting = Meeting::replay(scene.scanned().entries);
    let decided = |place: usize| {
        let decisions = &meeting.items().nth(place).expect("an item").decisions;
        let only = decisions.first().filter(|_| decisions.len() == 1);
        let only = only.expect("one decision");
        (only.id, only.clauses.len(), only.clauses[0].id)
    };
    let (ours, theirs) = (decided(0), decided(1));
    assert!(
        ours.0 != theirs.0 && ours.2 != theirs.2,
        "{ours:?} {theirs:?}"
    );
    assert_eq!((ours.1, theirs.1), (1, 1));
}

#[test]
fn what_was_rescued_and_no_longer_fits_is_kept_beside_and_told() {
    let scene = Scene::begun();
    let mut writer = Start::on(&scene)
        .inject("write meetings/fel.journal 1 2 errno 28")
        .start();
    assert!(
        writer.obey("record 3 100"),
        "the last of them are notes under the second item"
    );
    writer.kill();
    let mut other = colleague(&scene);
    let second = item(other.meeting(), 1);
    let theirs = notes(&other, second, "Andra ord.");
    assert!(is_saved(&theirs.put_to(&mut other)));
    let mut recorder = scene.recorder();
    recorder.flush();
    assert_eq!(
        recorder.integrity().shortfalls(),
        [Shortfall::RescueRefused]
    );
    recorder.remove_reported_refusals();
    drop(recorder);
    assert!(rescued(&scene).is_empty(), "it is not tried again");
    let integrity = scene.recorder().integrity();
    assert_eq!(
        integrity.shortfalls(),
        [Shortfall::RescueRefused],
        "told still"
    );
}

#[test]
fn a_damaged_rescue_journal_is_told_of_and_kept() {
    let scene = Scene::begun();
    let kept = with_something_rescued(&scene);
    let folder = scene.state.join("rescue");
    let path = std::fs::read_dir(&folder)
        .expect("a rescue journal")
        .find_map(|file| file.ok().map(|file| file.path()))
        .expect("a file");
    let mut bytes = std::fs::read(&path).expect("a file");
    bytes[60] ^= 1;
    std::fs::write(&path, &bytes).expect("a file");
    let mut recorder = scene.recorder();
    recorder.flush();
    assert!(!recorder.meeting().knows(&kept));
    assert_eq!(
        recorder.integrity().shortfalls(),
        [Shortfall::RescueDamaged]
    );
    let aside = path.with_extension("damaged");
    assert_eq!(std::fs::read(aside).expect("kept aside"), bytes);
}
