//! Clocks that jump: back, far ahead, to 1970, to 9999, over the hours that daylight saving skips and
//! doubles. The order of entries is that of the journal, and nothing overflows.

use klubba::book::recorder::{RecorderEvent, fresh_id};
use klubba::meeting::Meeting;
use klubba::meeting::command::Command;
use klubba::meeting::time::Timestamp;

use super::scene::{Asked, Scene, item};

const MOMENTS: [&str; 9] = [
    "2026-02-27T09:00:00+01:00",
    "2026-02-27T08:00:00+01:00",
    "1970-01-01T00:00:00+00:00",
    "2026-03-29T01:59:59+01:00",
    "2026-03-29T03:00:00+02:00",
    "2026-10-25T02:30:00+02:00",
    "2026-10-25T02:30:00+01:00",
    "9999-12-31T23:59:59+00:00",
    "2026-02-27T09:00:00+01:00",
];

#[test]
fn a_clock_that_jumps_changes_neither_the_order_of_entries_nor_whether_they_are_saved() {
    let scene = Scene::begun();
    let mut recorder = scene.recorder();
    let mut asked = Vec::new();
    for (number, moment) in MOMENTS.iter().enumerate() {
        let at: Timestamp = moment.parse().expect("a moment");
        let item = item(recorder.meeting(), 0);
        let command = Command::RecordDecision {
            item,
            clauses: vec![format!("att {number}")],
        };
        let ask = Asked {
            id: fresh_id(at),
            command,
            at,
        };
        asked.push(ask.id.clone());
        let news = ask.put_to(&mut recorder);
        let [RecorderEvent::Saved { entry, seq }] = news.as_slice() else {
            panic!("{moment}: {news:?}")
        };
        assert!(
            entry.at >= at && *seq == number as u64 + 3,
            "{moment}: {news:?}"
        );
    }
    let meeting = Meeting::replay(scene.scanned().entries);
    let times: Vec<Timestamp> = meeting.entries().iter().map(|entry| entry.at).collect();
    assert!(times.is_sorted(), "{times:?}");
    let names = meeting.entries().iter().skip(2).map(|entry| &entry.id);
    assert!(names.eq(asked.iter()), "in the order of asking");
    assert!(scene.flaws().is_empty());
}
