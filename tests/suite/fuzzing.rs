//! The fuzz targets without a fuzzer: their seeds, and seeds that were cut, doubled and overwritten,
//! the same ones each time. The ignored one goes on for as long as it is told to.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// Changes seeds.
struct Hand {
    state: u64,
}

/// What it writes over them.
const SCRAPS: [&str; 16] = [
    "\"",
    "\\u{1b}",
    "\\u{d800}",
    "\u{202e}",
    "¤",
    "(",
    ")",
    "[",
    "]",
    ",",
    "Some(",
    "None",
    "18446744073709551615",
    "-1",
    "\n",
    "2026-02-30",
];

impl Hand {
    fn below(&mut self, bound: usize) -> usize {
        // xorshift64*
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        usize::try_from(self.state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).expect("31 bits")
            % bound.max(1)
    }

    fn changed(&mut self, seed: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(4) {
            let (from, length) = (self.below(bytes.len() + 1), self.below(30));
            let to = (from + length).min(bytes.len());
            match self.below(6) {
                0 => drop(bytes.splice(from..to, [])),
                1 => drop(bytes.splice(from..from, SCRAPS[self.below(SCRAPS.len())].bytes())),
                2 => drop(bytes.splice(from..to, SCRAPS[self.below(SCRAPS.len())].bytes())),
                3 => {
                    let (start, size) = (self.below(other.len()), self.below(200));
                    let piece = other[start..(start + size).min(other.len())].to_vec();
                    drop(bytes.splice(from..from, piece));
                }
                // A number of the file becomes another.
                4 => bytes
                    .iter_mut()
                    .skip(from)
                    .filter(|byte| byte.is_ascii_digit())
                    .take(1)
                    .for_each(|byte| *byte = b'9'),
                _ => bytes
                    .iter_mut()
                    .skip(from)
                    .take(1)
                    .for_each(|byte| *byte ^= 1 << (from % 8)),
            }
        }
        bytes
    }
}

/// Reads what is given to it, and must not be stopped by it.
type Target = fn(&[u8]);

/// Where the seeds lie, and who reads them.
const TARGETS: [(&str, Target); 5] = [
    ("fuzz/seeds/import", targets::import),
    ("fuzz/seeds/agenda", targets::agenda),
    ("agendas", targets::agenda),
    ("fuzz/seeds/journal", targets::journal),
    ("fuzz/seeds/record", targets::record),
];

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("seeds")
        .map(|file| file.expect("a seed").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("a seed"))
        .collect()
}

/// Reads so many changed seeds of each target.
fn read_changed(hand: &mut Hand, count: usize) {
    for (folder, read) in TARGETS {
        let seeds = seeds(folder);
        for seed in &seeds {
            read(seed);
        }
        for _ in 0..count {
            let (seed, other) = (hand.below(seeds.len()), hand.below(seeds.len()));
            let bytes = hand.changed(&seeds[seed], &seeds[other]);
            let outcome = std::panic::catch_unwind(|| read(&bytes));
            assert!(
                outcome.is_ok(),
                "{folder}: {}",
                String::from_utf8_lossy(&bytes)
            );
        }
    }
}

#[test]
fn what_klubba_reads_may_be_cut_doubled_and_overwritten() {
    read_changed(&mut Hand { state: 0x6b6c_7562 }, 40);
}

#[test]
#[ignore = "goes on for KLUBBA_FUZZ_ROUNDS rounds of 400, from KLUBBA_FUZZ_SEED"]
fn and_for_as_long_as_one_likes() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|number| number.parse::<u64>().ok())
    };
    let mut hand = Hand {
        state: number("KLUBBA_FUZZ_SEED").unwrap_or(1).max(1),
    };
    for round in 0..number("KLUBBA_FUZZ_ROUNDS").unwrap_or(10) {
        read_changed(&mut hand, 100);
        eprintln!("{} inputs", (round + 1) * 400);
    }
}
