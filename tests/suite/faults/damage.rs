//! Bytes that are not what was written: a tail of zeros or noise, a file cut off at any byte, bits
//! flipped, lines moved. The recorder opens, and what it writes next costs nothing before it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use klubba::book::journal::{ChainHead, Defect, JournalFinding, line};
use klubba::book::recorder::Recorder;
use klubba::meeting::Meeting;
use klubba::meeting::event::Entry;
use klubba::meeting::integrity::Shortfall;

use super::scene::{Chance, Scene, decision, is_saved, item, notes, opened_and, times};

/// A journal of five entries, and what it says.
struct Whole {
    bytes: Vec<u8>,
    entries: Vec<Entry>,
    /// Where each line ends, its newline counted.
    ends: Vec<usize>,
}

fn whole() -> &'static Whole {
    static WHOLE: OnceLock<Whole> = OnceLock::new();
    WHOLE.get_or_init(|| {
        let bytes = opened_and(times("KLUBBA_FAULTS_ENTRIES", 3));
        let entries = Scene::with(&bytes).scanned().entries;
        let ends = (1..=bytes.len())
            .filter(|end| bytes[end - 1] == b'\n')
            .collect();
        Whole {
            bytes,
            entries,
            ends,
        }
    })
}

impl Whole {
    /// The entries whose lines lie outside these bytes.
    fn outside(&self, from: usize, to: usize) -> Vec<&Entry> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let lines = starts.zip(&self.ends).zip(&self.entries);
        lines
            .filter(|((start, end), _)| **end <= from || *start >= to)
            .map(|(_, entry)| entry)
            .collect()
    }

    /// The number of the line that this byte belongs to.
    fn line_of(&self, at: usize) -> u64 {
        self.ends.iter().filter(|end| **end <= at).count() as u64 + 1
    }
}

/// Opens a journal as it is, appends, and reads it again: nothing false is taken in, what `stands`
/// is there before and after, and what was found is not forgotten.
fn opens_and_goes_on(bytes: &[u8], stands: &[&Entry], context: &str) -> Vec<JournalFinding> {
    let scene = Scene::with(bytes);
    let found = scene.scanned();
    let mut recorder = scene.recorder();
    let is_convened = stands
        .first()
        .is_some_and(|entry| **entry == whole().entries[0]);
    let mut names: Vec<String> = stands.iter().map(|entry| entry.id.0.clone()).collect();
    if is_convened {
        let asked = notes(&recorder, item(recorder.meeting(), 0), "Det går vidare.");
        names.push(asked.id.0.clone());
        let news = asked.put_to(&mut recorder);
        assert!(is_saved(&news), "{context}: {news:?}");
    }
    let after = scene.scanned();
    let known: BTreeSet<&str> = whole()
        .entries
        .iter()
        .map(|entry| entry.id.0.as_str())
        .collect();
    for entry in &after.entries {
        let is_true = whole().entries.contains(entry) || !known.contains(entry.id.0.as_str());
        assert!(is_true, "{context}: a false entry {entry:?}");
        assert!(
            names.contains(&entry.id.0) || known.contains(entry.id.0.as_str()),
            "{context}: {entry:?}"
        );
    }
    let meeting = Meeting::replay(after.entries);
    for name in names {
        let count = meeting
            .entries()
            .iter()
            .filter(|entry| entry.id.0 == name)
            .count();
        assert_eq!(count, 1, "{context}: {name}; {:?}", after.findings);
    }
    let lines = |findings: &[JournalFinding]| {
        findings
            .iter()
            .map(|finding| finding.line)
            .collect::<BTreeSet<_>>()
    };
    assert!(
        lines(&after.findings).is_superset(&lines(&found.findings)),
        "{context}: {:?}",
        after.findings
    );
    assert!(
        scene.bytes().starts_with(bytes),
        "{context}: the journal only grows"
    );
    found.findings
}

fn are_torn(findings: &[JournalFinding]) -> bool {
    findings
        .iter()
        .all(|finding| finding.defect == Defect::Torn)
}

/// The lengths that matter: each up to a line and more, then by steps.
fn lengths() -> impl Iterator<Item = usize> {
    (1..=90).chain((91..8192).step_by(307)).chain([8191, 8192])
}

#[test]
fn a_tail_of_zeros_or_noise_after_the_last_line_is_torn_and_costs_nothing() {
    let whole = whole();
    let all: Vec<&Entry> = whole.entries.iter().collect();
    let mut chance = Chance::seeded(5);
    for length in lengths() {
        for kind in ["zeros", "ones", "noise"] {
            let context = format!("{length} bytes of {kind}");
            let tail = (0..length).map(|_| match kind {
                "zeros" => 0,
                "ones" => 0xff,
                _ => chance.byte(),
            });
            let bytes: Vec<u8> = whole.bytes.iter().copied().chain(tail).collect();
            let findings = opens_and_goes_on(&bytes, &all, &context);
            assert!(
                !findings.is_empty() && are_torn(&findings),
                "{context}: {findings:?}"
            );
        }
    }
}

#[test]
fn a_tail_overwritten_with_zeros_or_noise_costs_the_lines_it_lies_over_and_no_other() {
    let long = opened_and(60);
    let entries = Scene::with(&long).scanned().entries;
    let mut chance = Chance::seeded(6);
    for length in lengths() {
        for kind in ["zeros", "ones", "noise"] {
            let context = format!("{length} bytes of {kind} in place of the last");
            let mut bytes = long.clone();
            let from = bytes.len() - length;
            for byte in bytes.iter_mut().skip(from) {
                *byte = match kind {
                    "zeros" => 0,
                    "ones" => 0xff,
                    _ => chance.byte() | 0x80,
                };
            }
            let scene = Scene::with(&bytes);
            let intact = bytes
                .iter()
                .take(from)
                .filter(|byte| **byte == b'\n')
                .count();
            let mut recorder = scene.recorder();
            assert!(
                is_saved(&decision(&recorder, "att gå vidare").put_to(&mut recorder)),
                "{context}"
            );
            let after = scene.scanned();
            assert_eq!(
                after.entries.get(..intact),
                entries.get(..intact),
                "{context}"
            );
            assert!(
                after.entries.len() > intact && !after.findings.is_empty(),
                "{context}"
            );
            // The newline alone is no torn line: the line before it is whole. And a line with all of
            // its check but a few bytes was whole once: it is damaged.
            assert!(
                length <= 5 || are_torn(&after.findings),
                "{context}: {:?}",
                after.findings
            );
        }
    }
}

#[test]
fn the_program_verifies_a_torn_tail_as_10_damage_as_11_and_a_broken_chain_as_12() {
    let Whole { bytes, ends, .. } = whole();
    let cut = bytes.get(..bytes.len() - 30).expect("a beginning");
    assert_eq!(Scene::with(bytes).verified(), Some(0));
    assert_eq!(Scene::with(cut).verified(), Some(10));
    let zeros: Vec<u8> = bytes
        .iter()
        .copied()
        .chain(std::iter::repeat_n(0, 500))
        .collect();
    assert_eq!(Scene::with(&zeros).verified(), Some(10));
    let mut flipped = bytes.clone();
    flipped[ends[1] + 90] ^= 4;
    assert_eq!(Scene::with(&flipped).verified(), Some(11));
    let without: Vec<u8> = [&bytes[..ends[1]], &bytes[ends[2]..]].concat();
    assert_eq!(Scene::with(&without).verified(), Some(12));
}

#[test]
fn a_journal_cut_off_at_any_byte_opens_and_every_complete_line_is_there_after_the_next() {
    let whole = whole();
    for cut in 0..=whole.bytes.len() {
        let context = format!("cut at {cut}");
        let complete = whole.ends.iter().filter(|end| **end <= cut + 1).count();
        let stands: Vec<&Entry> = whole.entries.iter().take(complete).collect();
        let findings = opens_and_goes_on(&whole.bytes[..cut], &stands, &context);
        let is_at_a_line = cut == 0 || whole.ends.iter().any(|end| *end == cut || *end == cut + 1);
        assert_eq!(findings.is_empty(), is_at_a_line, "{context}: {findings:?}");
        assert!(are_torn(&findings), "{context}: {findings:?}");
    }
}

#[test]
fn a_torn_line_is_sealed_by_a_newline_and_told_by_the_line_that_follows() {
    let whole = whole();
    let cut = whole.ends[3] + 120;
    let scene = Scene::with(&whole.bytes[..cut]);
    let mut recorder = scene.recorder();
    assert!(is_saved(
        &decision(&recorder, "att gå vidare").put_to(&mut recorder)
    ));
    let bytes = scene.bytes();
    assert_eq!(bytes[cut], b'\n');
    let sealing = String::from_utf8_lossy(&bytes[cut + 1..]).into_owned();
    assert!(sealing.contains("sealed:120,"), "{sealing}");
    assert_eq!(scene.flaws(), [Defect::Torn]);
    assert_eq!(scene.verified(), Some(10));
}

#[test]
fn a_flipped_bit_is_found_in_its_line_and_costs_no_other_before_and_after_an_append() {
    let whole = whole();
    // One bit of each byte; in the long form, all.
    let step = if times("KLUBBA_FAULTS_ENTRIES", 3) > 3 {
        1
    } else {
        9
    };
    for (at, bit) in (0..whole.bytes.len() * 8)
        .step_by(step)
        .map(|bit| (bit / 8, bit % 8))
    {
        let context = format!("byte {at} bit {bit}");
        let mut bytes = whole.bytes.clone();
        bytes[at] ^= 1 << bit;
        let findings = opens_and_goes_on(&bytes, &whole.outside(at, at + 1), &context);
        let named = findings.first().map(|finding| finding.line);
        assert_eq!(named, Some(whole.line_of(at)), "{context}: {findings:?}");
    }
}

#[test]
fn bytes_put_in_taken_out_or_overwritten_are_found_and_cost_only_the_lines_they_lie_in() {
    let whole = whole();
    let mut chance = Chance::seeded(7);
    for round in 0..times("KLUBBA_FAULTS_SPLICES", 600) {
        let length = chance.below(64) + 1;
        let at = chance.below(whole.bytes.len() - length);
        let noise: Vec<u8> = (0..length).map(|_| chance.byte()).collect();
        let (put, to) = match round % 3 {
            0 => (noise, at + length),
            1 => (noise, at),
            _ => (Vec::new(), at + length),
        };
        let bytes = [&whole.bytes[..at], &put, &whole.bytes[to..]].concat();
        let context = format!("round {round}: {length} bytes at {at}");
        // A newline that is gone glues the line after to what is left of this one.
        let is_glued = to > at && whole.bytes[to - 1] == b'\n';
        let stands = whole.outside(at, to.max(at + 1) + usize::from(is_glued));
        let findings = opens_and_goes_on(&bytes, &stands, &context);
        assert!(!findings.is_empty(), "{context} passed unseen");
        assert!(
            findings[0].line <= whole.line_of(to) + 1,
            "{context}: {findings:?}"
        );
    }
}

#[test]
fn bytes_overwritten_up_to_a_newline_cost_their_line_and_not_the_one_after() {
    let whole = whole();
    for end in &whole.ends {
        for length in [2, 30, 64] {
            let mut bytes = whole.bytes.clone();
            bytes[end - length..*end].fill(0);
            let context = format!("{length} bytes up to {end}");
            opens_and_goes_on(&bytes, &whole.outside(end - length, *end), &context);
        }
    }
}

#[test]
fn lines_swapped_doubled_or_taken_out_break_the_chain_and_cost_no_entry_that_is_there() {
    let whole = whole();
    let lines: Vec<&[u8]> = whole.bytes.split_inclusive(|byte| *byte == b'\n').collect();
    for order in [
        vec![0, 2, 1, 3, 4],
        vec![0, 1, 2, 4, 3],
        vec![0, 1, 1, 2, 3, 4],
        vec![0, 1, 2, 3, 4, 4],
    ] {
        let bytes: Vec<u8> = order
            .iter()
            .flat_map(|place| lines[*place])
            .copied()
            .collect();
        let all: Vec<&Entry> = whole.entries.iter().take(5).collect();
        is_broken(
            &opens_and_goes_on(&bytes, &all, &format!("{order:?}")),
            &order,
        );
    }
    for order in [vec![0, 2, 3, 4], vec![0, 1, 2, 4], vec![0, 3, 4]] {
        let bytes: Vec<u8> = order
            .iter()
            .flat_map(|place| lines[*place])
            .copied()
            .collect();
        let stands: Vec<&Entry> = order.iter().map(|place| &whole.entries[*place]).collect();
        is_broken(
            &opens_and_goes_on(&bytes, &stands, &format!("{order:?}")),
            &order,
        );
    }
}

#[test]
fn a_line_written_anew_with_a_hash_of_its_own_that_is_right_breaks_the_chain_at_the_next() {
    let whole = whole();
    let lines: Vec<&str> = whole
        .ends
        .iter()
        .scan(0, |start, end| {
            let line = std::str::from_utf8(&whole.bytes[std::mem::replace(start, *end)..*end])
                .expect("RON");
            Some(line)
        })
        .collect();
    let (_, before) = lines[1]
        .trim_end()
        .rsplit_once("//")
        .expect("a line and its hash");
    let entry = Entry {
        by: "någon annan".into(),
        ..whole.entries[2].clone()
    };
    let head = ChainHead {
        seq: 2,
        hash: before.to_owned(),
    };
    let forged = line(&entry, &head, 0).expect("RON").0 + "\n";
    assert_ne!(forged, lines[2], "somebody else is said to have written it");
    let bytes = [lines[0], lines[1], &forged, lines[3], lines[4]]
        .concat()
        .into_bytes();
    let findings = Scene::with(&bytes).scanned().findings;
    let broken = |finding: &JournalFinding| {
        matches!(finding.defect, Defect::Broken { .. }) && finding.line == 4
    };
    assert!(findings.iter().any(broken), "{findings:?}");
    assert_eq!(Scene::with(&bytes).verified(), Some(12));
}

/// The chain is told to be broken first where the first line is not the one that belongs there.
fn is_broken(findings: &[JournalFinding], order: &[usize]) {
    let first = (1..)
        .zip(order)
        .find(|(line, place)| line - 1 != **place)
        .map(|(line, _)| line as u64);
    let broken = findings
        .iter()
        .find(|finding| matches!(finding.defect, Defect::Broken { .. }));
    assert_eq!(
        broken.map(|finding| finding.line),
        first,
        "{order:?}: {findings:?}"
    );
}

#[test]
fn last_lines_taken_out_are_missed_by_the_record_and_by_the_recorder_that_knew_them() {
    let whole = whole();
    let scene = Scene::with(&whole.bytes);
    let mut knew = scene.recorder();
    knew.write_record().expect("a record");
    std::fs::write(&scene.files.journal, &whole.bytes[..whole.ends[3]]).expect("a shorter journal");
    assert_eq!(scene.verified(), Some(12));
    let anew: Recorder = scene.recorder();
    assert!(
        anew.integrity()
            .shortfalls()
            .contains(&Shortfall::BehindRecord)
    );
    let news = decision(&knew, "att skriva i en annan journal").put_to(&mut knew);
    assert!(!is_saved(&news), "{news:?}");
    assert_eq!(
        scene.bytes(),
        whole.bytes[..whole.ends[3]],
        "what lost entries is not written to"
    );
}

#[test]
fn a_line_changed_in_place_is_noticed_by_the_recorder_that_has_read_it() {
    let scene = Scene::with(&opened_and(3));
    let mut recorder = scene.recorder();
    assert!(is_saved(
        &decision(&recorder, "att gå vidare").put_to(&mut recorder)
    ));
    let whole = scene.bytes();
    let place = whole.len() - 400;
    let mut changed = whole.clone();
    changed[place] ^= 1;
    // A file keeps its time for as long as a tick of the system's clock.
    std::fs::write(&scene.files.journal, &changed).expect("a journal");
    let written = std::fs::metadata(&scene.files.journal).and_then(|file| file.modified());
    let later = written.expect("a time") + std::time::Duration::from_secs(2);
    let file = std::fs::File::options()
        .write(true)
        .open(&scene.files.journal);
    file.and_then(|file| file.set_modified(later))
        .expect("a time");
    recorder.catch_up();
    assert!(!recorder.integrity().is_whole());
    std::fs::write(&scene.files.journal, &whole).expect("a journal");
    recorder.catch_up();
    assert!(recorder.integrity().is_whole(), "whole again");
}
