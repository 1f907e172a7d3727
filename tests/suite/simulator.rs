//! Writers, simulated: two desks and a second window of one, a wall, a follower and the command line
//! write and read one meeting on a disk in memory, and anything that a disk, a system or a
//! synchroniser does may befall them at any step. A schedule is a function of its seed: no clock, no
//! thread, no real file. After each step everything that anybody was told is held against the disk.
//!
//! ```text
//! schedule.rs ─▶ actors.rs, desk.rs ─▶ Recorder, Follower, load_snapshot … ─▶ store.rs ─▶ disk.rs
//!     │              commands.rs                                                 │
//!     │ synchroniser.rs                                                 weather.rs: what befalls it;
//!     ▼                                                                 another may act in the middle
//! invariants.rs: what was told (ledger.rs) against the disk (reading.rs)
//! ```
//!
//! `KLUBBA_SEED=7 cargo test --test suite simulator` runs one schedule and tells it step by step;
//! `.ci/simulate` runs many. What is promised, and what is not, stands in `invariants.rs`.
//!
//! Not simulated: threads of one process and how long anything takes (a desk whose recorder hangs),
//! the screens, the search, the beginning of a journal, and what lies below the seam
//! (`src/book/storage/folder.rs`), which [`store`] stands in for: `faults` holds that.

mod actors;
mod commands;
mod desk;
mod disk;
mod invariants;
mod ledger;
mod random;
mod reading;
mod schedule;
mod store;
mod synchroniser;
mod weather;
mod world;

use std::ops::Range;

use schedule::{Outcome, run};

/// Schedules of the ordinary suite, in some seconds.
const FEW: u64 = 500;
/// Lines of the trace that are told of a schedule that broke something, unless `KLUBBA_TRACE` says.
const LAST: usize = 120;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Schedules that broke the same promise.
struct Broken {
    promise: &'static str,
    schedules: usize,
    first: Outcome,
}

/// Runs the schedules of these seeds on two threads, each with its own.
fn broken(seeds: &Range<u64>) -> Vec<Broken> {
    let every = |thread: u64| {
        let mine = seeds.clone().filter(|seed| seed % 2 == thread);
        let outcomes = mine.map(|seed| run(seed, false));
        let broken = outcomes.filter(|outcome| outcome.violation.is_some());
        broken.collect::<Vec<_>>()
    };
    let mut found = std::thread::scope(|scope| {
        let other = scope.spawn(|| every(1));
        let mut found = every(0);
        found.extend(other.join().expect("a thread that ends"));
        found
    });
    found.sort_by_key(|broken| broken.seed);
    let mut by_promise: Vec<Broken> = Vec::new();
    for first in found {
        let promise = first
            .violation
            .as_ref()
            .map_or("", |broken| broken.invariant);
        match by_promise.iter_mut().find(|known| known.promise == promise) {
            Some(known) => known.schedules += 1,
            None => by_promise.push(Broken {
                promise,
                schedules: 1,
                first,
            }),
        }
    }
    by_promise
}

/// Holds every promise in the schedules of these seeds.
fn hold(seeds: &std::ops::Range<u64>) {
    let stories: Vec<String> = broken(seeds).iter().map(Broken::story).collect();
    assert!(stories.is_empty(), "{}", stories.join("\n\n"));
}

impl Broken {
    /// The first of the schedules once more, told step by step.
    fn story(&self) -> String {
        let again = run(self.first.seed, true);
        let told =
            number("KLUBBA_TRACE").map_or(LAST, |lines| usize::try_from(lines).unwrap_or(LAST));
        let last = again.trace.len().saturating_sub(told);
        let found = self.first.violation.as_ref().map(|broken| &broken.found);
        format!(
            "\"{}\" does not hold in {} schedules, first in that of seed {}, after {} steps: {}\n{}\n\
             KLUBBA_SEED={} cargo test --test suite simulator tells it again",
            self.promise,
            self.schedules,
            self.first.seed,
            self.first.steps,
            found.map_or("", String::as_str),
            again.trace[last..].join("\n"),
            self.first.seed
        )
    }
}

#[test]
fn whatever_befalls_the_writers_what_was_told_is_so() {
    let seeds = number("KLUBBA_SEED").map_or(0..FEW, |seed| seed..seed + 1);
    hold(&seeds);
}

#[test]
fn a_schedule_is_the_same_each_time() {
    for seed in 0..20 {
        let (one, other) = (run(seed, true), run(seed, true));
        assert_eq!(one.trace.join("\n"), other.trace.join("\n"), "seed {seed}");
    }
}

#[test]
#[ignore = "runs as many schedules as KLUBBA_SCHEDULES says, from KLUBBA_FIRST on: .ci/simulate"]
fn many() {
    let first = number("KLUBBA_FIRST").unwrap_or(FEW);
    let count = number("KLUBBA_SCHEDULES").unwrap_or(100_000);
    hold(&(first..first + count));
}
