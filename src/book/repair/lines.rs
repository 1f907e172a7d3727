//! Damaged lines of a journal, and the lines that they were.

use sha2::{Digest, Sha256};

use crate::book::journal::{JournalReader, checked, hash, hexadecimal, stated_hash};
use crate::meeting::event::Entry;

/// A longer line is not tried byte by byte: the time grows with the square of its length.
const LONGEST_TRIED: usize = 2500;
/// `//` and 64 hexadecimal digits.
const CHECK: usize = 66;
/// The bytes at the beginning of a line by which it is known again: its version, number and name.
const FRAME: usize = 40;

/// The entries of one line, wherever it stands in a chain.
pub(super) fn entries(line: &[u8]) -> Vec<Entry> {
    let mut reader = JournalReader::continuing();
    let mut entries = reader.read(line);
    entries.extend(reader.read(b"\n"));
    entries
}

/// The entry of a damaged line, if changing one byte makes its check right. A check of 256 bits is
/// right by chance for no other line.
pub(super) fn with_one_byte_repaired(damaged: &[u8]) -> Option<Entry> {
    let end = damaged.len().checked_sub(CHECK)?;
    if damaged.len() > LONGEST_TRIED {
        return None;
    }
    let (body, check) = damaged.split_at(end);
    if differs_in_one(&[b"//", hash(body).as_bytes()].concat(), check) {
        // It is the check that is damaged, and the body is as it was written.
        return entries(&[body, b"//", hash(body).as_bytes()].concat()).pop();
    }
    let stated = stated_hash(damaged)?;
    let mut before = Sha256::new();
    for place in 0..end {
        let (_, rest) = body.split_at(place + 1);
        let is_right = |byte: &u8| {
            let digest = before.clone().chain_update([*byte]).chain_update(rest);
            hexadecimal(&digest.finalize()) == stated
        };
        if let Some(byte) = (0..=u8::MAX).find(is_right) {
            let mut mended = damaged.to_vec();
            *mended.get_mut(place)? = byte;
            return entries(&mended).pop();
        }
        before.update(body.get(place..=place)?);
    }
    None
}

fn differs_in_one(one: &[u8], other: &[u8]) -> bool {
    let differing = one.iter().zip(other).filter(|(one, other)| one != other);
    one.len() == other.len() && differing.count() == 1
}

/// The entry of the whole line in a copy that a damaged line was: it begins alike or ends alike.
pub(super) fn whole_line_like(damaged: &[u8], copy: &[u8]) -> Option<Entry> {
    let frame = |line: &[u8]| line.get(..FRAME).map(<[u8]>::to_vec);
    let check = |line: &[u8]| {
        let start = line.len().checked_sub(CHECK)?;
        line.get(start..).map(<[u8]>::to_vec)
    };
    let is_like = |line: &&[u8]| {
        let begins_alike = frame(line).is_some() && frame(line) == frame(damaged);
        let ends_alike = check(line).is_some() && check(line) == check(damaged);
        (begins_alike || ends_alike) && checked(line).is_some()
    };
    let line = copy.split(|byte| *byte == b'\n').find(is_like)?;
    entries(line).pop()
}
