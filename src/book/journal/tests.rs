//! Torn tails, flips, splices: what was whole comes back, and nothing false passes.

use super::*;
use crate::meeting::running_text::{Splice, TextPlace};

fn entry(number: u64) -> Entry {
    Entry {
        id: EntryId(format!("{number:026}")),
        at: "2026-02-27T09:04:07.123+01:00".parse().expect("a moment"),
        by: "sekreterare".into(),
        events: vec![Event::TextChanged {
            place: TextPlace::Opening,
            splice: Splice {
                at: 0,
                cut: String::new(),
                put: format!("Årets {number} möte\n\"samt\""),
            },
        }],
    }
}

fn journal(entries: u64) -> Vec<u8> {
    let mut head = ChainHead::default();
    let mut bytes = Vec::new();
    for number in 1..=entries {
        let (line, next) = line(&entry(number), &head, 0).expect("a line");
        bytes.extend(line.bytes().chain([b'\n']));
        head = next;
    }
    bytes
}

fn scan(bytes: &[u8]) -> (Vec<Entry>, JournalReader) {
    let mut reader = JournalReader::default();
    let entries = reader.read_to_end(bytes);
    (entries, reader)
}

fn flaws(reader: &JournalReader) -> Vec<Defect> {
    reader
        .findings()
        .iter()
        .map(|finding| finding.defect.clone())
        .collect()
}

fn numbers(entries: &[Entry]) -> Vec<u64> {
    entries
        .iter()
        .map(|entry| entry.id.0.parse().expect("a number"))
        .collect()
}

#[test]
fn a_line_is_ron_and_says_its_own_hash() {
    let (line, head) = line(&entry(1), &ChainHead::default(), 0).expect("a line");
    assert!(!line.contains('\n'), "one value is one line");
    let (body, stated) = line.rsplit_once("//").expect("a check");
    assert_eq!(stated, hash(body.as_bytes()));
    assert_eq!(
        head,
        ChainHead {
            seq: 1,
            hash: stated.to_owned()
        }
    );
    assert!(body.starts_with(
        "(v:1,seq:1,id:\"00000000000000000000000001\",at:\"2026-02-27T09:04:07.123+01:00\",by:"
    ));
}

#[test]
fn truncation_at_every_byte_gives_every_complete_line_back() {
    let whole = journal(4);
    let line_ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
    for cut in 0..=whole.len() {
        let (entries, reader) = scan(whole.get(..cut).expect("a prefix"));
        let complete = line_ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(entries.len(), complete, "cut at {cut}");
        let is_at_a_line = cut == 0 || line_ends.iter().any(|end| *end == cut || end + 1 == cut);
        assert_eq!(flaws(&reader).is_empty(), is_at_a_line, "cut at {cut}");
        assert!(
            flaws(&reader).iter().all(|flaw| *flaw == Defect::Torn),
            "cut at {cut}"
        );
    }
}

#[test]
fn no_flipped_bit_passes_and_it_costs_its_own_line_only() {
    let whole = journal(3);
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << bit;
            let (entries, reader) = scan(&flipped);
            assert!(
                !reader.findings().is_empty(),
                "byte {at} bit {bit} passed unseen"
            );
            assert!(
                flaws(&reader)
                    .iter()
                    .all(|flaw| matches!(flaw, Defect::Damaged | Defect::Torn)),
                "byte {at} bit {bit}: {:?}",
                reader.findings()
            );
            assert!(
                entries.len() >= 2,
                "byte {at} bit {bit}: a neighbour was lost"
            );
            for found in &entries {
                assert!(
                    (1..=3).any(|number| *found == entry(number)),
                    "byte {at} bit {bit}: a false entry"
                );
            }
        }
    }
}

#[test]
fn lines_taken_out_put_in_twice_or_swapped_break_the_chain() {
    let whole = journal(4);
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    for order in [
        vec![0, 2, 3],
        vec![0, 1, 1, 2, 3],
        vec![0, 2, 1, 3],
        vec![1, 2, 3],
    ] {
        let bytes: Vec<u8> = order
            .iter()
            .flat_map(|place| lines[*place])
            .copied()
            .collect();
        let (_, reader) = scan(&bytes);
        assert!(
            flaws(&reader)
                .iter()
                .any(|flaw| matches!(flaw, Defect::Broken { .. })),
            "{order:?}"
        );
    }
}

#[test]
fn a_tail_of_zeros_or_noise_is_torn_and_what_stands_before_it_holds() {
    let whole = journal(5);
    let mut noise = 0x2545_f491_u32;
    for length in [1, 7, 64, 200, 400] {
        for kind in 0..3 {
            let mut bytes = whole.clone();
            let from = bytes.len() - length;
            for byte in bytes.iter_mut().skip(from) {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = [0, 0xff, noise.to_be_bytes()[0] | 0x80][kind];
            }
            let (entries, reader) = scan(&bytes);
            let intact = whole
                .get(..from)
                .expect("a prefix")
                .split(|byte| *byte == b'\n')
                .count()
                - 1;
            assert!(entries.len() >= intact, "{length} bytes of kind {kind}");
            assert!(
                flaws(&reader).iter().all(|flaw| *flaw == Defect::Torn) || length == 1,
                "{length} of kind {kind}"
            );
        }
    }
}

/// What the recorder does after a torn line: a newline, and the line says what it sealed.
fn append(mut bytes: Vec<u8>, number: u64) -> Vec<u8> {
    let (_, reader) = scan(&bytes);
    let sealed = reader.torn_bytes();
    if reader.needs_newline() {
        bytes.push(b'\n');
    }
    let (line, _) = line(&entry(number), &reader.head_for_next(), sealed).expect("a line");
    bytes.extend(line.bytes().chain([b'\n']));
    bytes
}

#[test]
fn a_torn_line_once_sealed_stays_torn_and_costs_nothing() {
    let whole = journal(3);
    for cut in whole.len() - 100..whole.len() - 1 {
        let bytes = append(whole.get(..cut).expect("a prefix").to_vec(), 7);
        let (entries, reader) = scan(&bytes);
        assert_eq!(numbers(&entries), [1, 2, 7], "cut at {cut}");
        assert_eq!(flaws(&reader), [Defect::Torn], "cut at {cut}");
        assert_eq!(
            reader.head().seq,
            3,
            "the torn line was never acknowledged, so its number is free"
        );
    }
}

#[test]
fn an_acknowledged_line_that_was_damaged_is_never_called_torn() {
    let mut bytes = journal(3);
    let at = bytes.len() - 120;
    bytes[at] ^= 1;
    let bytes = append(bytes, 7);
    let (entries, reader) = scan(&bytes);
    assert_eq!(numbers(&entries), [1, 2, 7]);
    assert_eq!(flaws(&reader), [Defect::Damaged]);
    assert_eq!(reader.head().seq, 4, "its number is not given again");
}

#[test]
fn a_line_of_a_newer_program_is_kept_in_the_chain_and_stops_us_from_writing() {
    let (known, head) = line(&entry(1), &ChainHead::default(), 0).expect("a line");
    let body = format!(
        "(v:2,seq:2,id:\"x\",at:\"2026-02-27T09:04:07+01:00\",by:\"b\",mood:3,prev:\"{}\",events:[Sung(verse:1)])",
        head.hash
    );
    let newer = format!("{body}//{}", hash(body.as_bytes()));
    let after = ChainHead {
        seq: 2,
        hash: hash(body.as_bytes()),
    };
    let (last, _) = line(&entry(3), &after, 0).expect("a line");
    let (entries, reader) = scan(format!("{known}\n{newer}\n{last}\n").as_bytes());
    assert_eq!(numbers(&entries), [1, 3]);
    assert_eq!(flaws(&reader), [Defect::Newer]);
    assert!(reader.is_newer());
}

#[test]
fn a_reader_fed_in_small_pieces_reads_the_same() {
    let whole = journal(5);
    let mut reader = JournalReader::default();
    let mut entries = Vec::new();
    for piece in whole.chunks(7) {
        entries.extend(reader.read(piece));
    }
    assert_eq!(numbers(&entries), [1, 2, 3, 4, 5]);
    assert!(reader.findings().is_empty());
    assert_eq!(reader.bytes_read(), whole.len() as u64);
}

#[test]
fn a_last_line_that_lacks_only_its_newline_counts_and_is_followed() {
    let mut bytes = journal(2);
    bytes.pop();
    let bytes = append(bytes, 7);
    let (entries, reader) = scan(&bytes);
    assert_eq!(numbers(&entries), [1, 2, 7]);
    assert!(reader.findings().is_empty());
    let mut live = JournalReader::default();
    live.read(bytes.get(..journal(2).len() - 1).expect("a prefix"));
    assert!(live.finish().is_some());
    live.read(bytes.get(journal(2).len() - 1..).expect("the rest"));
    assert_eq!((live.head(), live.findings()), (reader.head(), Vec::new()));
}

/// The bytes of lines with something else where their newlines were.
fn glued(lines: &[u8], by: u8) -> Vec<u8> {
    let mut bytes = lines.to_vec();
    let last = bytes.len() - 1;
    for byte in bytes.iter_mut().take(last).filter(|byte| **byte == b'\n') {
        *byte = by;
    }
    bytes
}

#[test]
fn lines_whose_newlines_are_gone_are_found_again_and_a_damaged_one_among_them_costs_itself() {
    let whole = glued(&journal(6), b'x');
    let (entries, reader) = scan(&whole);
    assert_eq!(numbers(&entries), [1, 2, 3, 4, 5, 6]);
    assert_eq!(reader.head().seq, 6);
    assert_eq!(flaws(&reader), vec![Defect::Damaged; 5]);
    assert_eq!(reader.bytes_read(), whole.len() as u64);
    let mut flipped = glued(&journal(2), b'x');
    flipped[50] ^= 1;
    let (entries, reader) = scan(&flipped);
    assert_eq!(numbers(&entries), [2], "what stands behind the damage");
    assert_eq!(flaws(&reader), [Defect::Damaged]);
}

/// A long bad line that is full of what a line begins or ends with is read about as fast as
/// one that is not: each byte is hashed a few times at the most.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a clock is what tells linear from quadratic"
)]
fn a_line_full_of_beginnings_and_ends_is_read_in_time_linear_in_its_length() {
    let end = format!("//{}", "0".repeat(64));
    let many_good = glued(&journal(700), b' ');
    let of = |what: &str| what.repeat((1 << 18) / what.len()).into_bytes();
    let before = journal(1);
    for (name, line) in [
        ("beginnings", of("(v:")),
        ("whole beginnings", of("(v:1,seq:")),
        ("ends", of(&end)),
        ("ends and beginnings", of(&format!("{end} (v:"))),
        ("slashes", of("/")),
        ("good lines", many_good.get(1..).expect("bytes").to_vec()),
    ] {
        let mut bytes = [before.as_slice(), &line].concat();
        bytes.extend_from_slice(format!("{end}\n").as_bytes());
        let started = std::time::Instant::now();
        let (entries, reader) = scan(&bytes);
        let took = started.elapsed();
        assert!(took.as_secs() < 20, "{name} took {took:?}");
        assert!(reader.ends_badly(), "{name}");
        assert!(!entries.is_empty(), "{name}");
    }
}

#[test]
fn a_last_newline_that_became_something_else_is_damage_and_costs_no_entry() {
    let mut bytes = journal(3);
    *bytes.last_mut().expect("a newline") = b'#';
    let (entries, reader) = scan(&bytes);
    assert_eq!(numbers(&entries), [1, 2, 3]);
    assert_eq!(flaws(&reader), [Defect::Damaged]);
    assert!(reader.needs_newline() && reader.torn_bytes() == 0);
    let (entries, reader) = scan(&append(bytes, 4));
    assert_eq!(numbers(&entries), [1, 2, 3, 4]);
    assert_eq!(
        flaws(&reader),
        [Defect::Damaged],
        "the chain goes on behind it"
    );
}

#[test]
fn a_line_cut_off_behind_the_hash_of_the_one_before_is_torn_and_not_damaged() {
    let whole = journal(2);
    let first_end = whole
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("a line");
    let (_, second) = whole.split_at(first_end + 1);
    let hash = second
        .windows(6)
        .position(|part| part == b"prev:\"")
        .expect("a hash");
    for more in 6 + 60..6 + 70 {
        let (cut, _) = whole.split_at(first_end + 1 + hash + more);
        let (_, reader) = scan(&[cut, b"\n"].concat());
        assert_eq!(flaws(&reader), [Defect::Torn], "{more} bytes of it");
    }
}
