//! The journal: one entry a line, append-only, the truth of a meeting. A line is a RON struct and
//! a comment that checks it:
//!
//! ```text
//! (v:1,seq:57,id:"01JD…",at:"…",by:"sekreterare",prev:"<hash of the line before>",events:[…])//<hash>
//! ```
//!
//! where a hash is the SHA-256 of the struct as it is written. A line whose own hash is wrong is
//! damaged and costs itself, never its neighbours; a line that does not follow on the one before
//! shows that something was taken out, put in or moved. Nothing here touches the disk.

use ron::extensions::Extensions;
use ron::options::Options;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::meeting::author::Author;
use crate::meeting::event::{Entry, EntryId, Event};
use crate::meeting::time::Timestamp;

/// The format that this program writes.
const VERSION: u32 = 1;
/// `//` and 64 hexadecimal digits.
pub(super) const CHECK: usize = 66;
/// The hash that stands before the first line.
pub const BEFORE_THE_FIRST: &str =
    "0000000000000000000000000000000000000000000000000000000000000000";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JournalLine {
    v: u32,
    seq: u64,
    id: EntryId,
    at: Timestamp,
    by: Author,
    prev: String,
    /// Bytes of a torn line before this one, which this one's newline sealed.
    #[serde(default, skip_serializing_if = "is_zero")]
    sealed: u64,
    events: Vec<Event>,
}

/// The part of a line that is understood when its events are not: a newer program wrote it.
#[derive(Deserialize)]
struct LineFrame {
    seq: u64,
    prev: String,
    #[serde(default)]
    sealed: u64,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The end of a chain of lines: the number and the hash of the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainHead {
    /// Number of the last entry; 0 before the first.
    pub seq: u64,
    /// Hash of the last line, in lower-case hexadecimal.
    pub hash: String,
}

impl Default for ChainHead {
    fn default() -> Self {
        Self {
            seq: 0,
            hash: BEFORE_THE_FIRST.to_owned(),
        }
    }
}

/// SHA-256, in lower-case hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A digest in lower-case hexadecimal.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    // A long journal has thousands: the formatter would take longer than the hashing.
    let halves = |byte: &u8| [byte >> 4, byte & 15];
    bytes
        .iter()
        .flat_map(halves)
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}

/// An entry as the line that follows on `head`, without its newline, and the head it makes.
/// `sealed` is how many bytes of a torn line stand before it.
///
/// # Errors
/// When the entry cannot be written as RON, which none of our types should bring about.
pub fn line(
    entry: &Entry,
    head: &ChainHead,
    sealed: u64,
) -> Result<(String, ChainHead), ron::Error> {
    let written = JournalLine {
        v: VERSION,
        seq: head.seq + 1,
        id: entry.id.clone(),
        at: entry.at,
        by: entry.by.clone(),
        prev: head.hash.clone(),
        sealed,
        events: entry.events.clone(),
    };
    let body = ron::to_string(&written)?;
    let hash = hash(body.as_bytes());
    Ok((
        format!("{body}//{hash}"),
        ChainHead {
            seq: written.seq,
            hash,
        },
    ))
}

/// Something about a journal that is not as it should be. Lines are counted from 1, bytes from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalFinding {
    /// The number of the line.
    pub line: u64,
    /// The byte at which it begins.
    pub byte: u64,
    /// The defect.
    pub defect: Defect,
}

/// A defect of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// It was cut off while it was written, and was never acknowledged.
    Torn,
    /// It is not what was written. The entries beside it stand.
    Damaged,
    /// It does not follow on the line before.
    Broken {
        /// The number that should stand here.
        expected: u64,
        /// The number that does.
        found: u64,
    },
    /// A newer program wrote it, and this one does not understand what happened.
    Newer,
}

#[derive(Debug, Clone)]
struct DamagedLine {
    line: u64,
    byte: u64,
    stated: Option<String>,
    computed: Option<String>,
    is_line_shaped: bool,
}

/// Reads a journal as it grows.
#[derive(Debug, Clone, Default)]
pub struct JournalReader {
    head: ChainHead,
    first: Option<String>,
    watch: Watch,
    beginning: Beginning,
    lines: u64,
    offset: u64,
    /// The bytes after the last newline.
    rest: Vec<u8>,
    /// The last line is whole but for its newline.
    lacks_newline: bool,
    bad: Vec<DamagedLine>,
    findings: Vec<JournalFinding>,
    is_newer: bool,
}

/// A line that is watched for.
#[derive(Debug, Clone, Default)]
struct Watch {
    /// Its hash, or the beginning of it; `None` where none is watched for.
    hash: Option<String>,
    has_passed: bool,
    /// Its entry, once it has been passed and where it is understood.
    entry: Option<EntryId>,
}

/// Where the first line of a journal may stand in its chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Beginning {
    /// At the beginning.
    #[default]
    AtTheFirst,
    /// Anywhere in the chain of another journal.
    Anywhere,
    /// After this line of another journal.
    After(ChainHead),
}

impl JournalReader {
    /// A reader that notices when the chain passes a line whose hash is this, or begins with it.
    #[must_use]
    pub fn watching(hash: Option<&str>) -> Self {
        let watch = Watch {
            has_passed: hash.is_none_or(|hash| hash == BEFORE_THE_FIRST),
            hash: hash.map(str::to_owned),
            entry: None,
        };
        Self {
            watch,
            ..Self::default()
        }
    }

    /// A reader of lines that go on from somewhere in another journal.
    #[must_use]
    pub fn continuing() -> Self {
        Self {
            beginning: Beginning::Anywhere,
            ..Self::default()
        }
    }

    /// The line of another journal that the first line follows on; `None` where the first line is damaged or there is
    /// none.
    #[must_use]
    pub fn continues_after(&self) -> Option<&ChainHead> {
        match &self.beginning {
            Beginning::After(head) => Some(head),
            Beginning::AtTheFirst | Beginning::Anywhere => None,
        }
    }

    /// The entry of the watched line; `None` where the chain has not passed it, or it holds none
    /// that is understood.
    #[must_use]
    pub fn entry_at_watched(&self) -> Option<&EntryId> {
        self.watch.entry.as_ref()
    }

    /// Takes in more bytes of the file and gives the entries of the lines they complete. What
    /// follows the last newline waits for more.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<Entry> {
        let mut bytes = bytes;
        if let (true, Some(more)) = (self.lacks_newline, bytes.strip_prefix(b"\n")) {
            self.lacks_newline = false;
            self.offset += 1;
            bytes = more;
        }
        let mut whole = std::mem::take(&mut self.rest);
        whole.extend_from_slice(bytes);
        let mut lines: Vec<&[u8]> = whole.split(|byte| *byte == b'\n').collect();
        self.rest = lines.pop().unwrap_or_default().to_vec();
        let mut entries = Vec::new();
        for (line, understood) in lines.iter().zip(understand_all(&lines)) {
            self.lines += 1;
            self.take_line(line, understood, &mut entries);
            self.offset += 1;
        }
        entries
    }

    /// Takes in all that there is of a file, to its end: [`read`](Self::read) and
    /// [`finish`](Self::finish).
    pub fn read_to_end(&mut self, bytes: &[u8]) -> Vec<Entry> {
        let mut entries = self.read(bytes);
        entries.extend(self.finish());
        entries
    }

    /// The file ends here, for now: a last line that lacks only its newline counts, and one that was
    /// whole once is damaged. Of a line that is being written neither can be said.
    pub fn finish(&mut self) -> Option<Entry> {
        let line = std::mem::take(&mut self.rest);
        let mut entries = Vec::new();
        if let Some(understood) = understand(&line) {
            self.lines += 1;
            self.take_whole(&line, understood, &mut entries);
        } else if good_beginning(&line).is_some() {
            // Its newline was changed into something else.
            self.lines += 1;
            self.take_line(&line, None, &mut entries);
        } else if was_whole(&line) {
            self.lines += 1;
            self.lay_aside(&line);
        } else if let Some(start) =
            (1..line.len()).find(|start| begins_behind_a_hash(&line, *start))
        {
            // Another line runs into it, which is being written.
            let (bad, begun) = line.split_at(start);
            self.lines += 1;
            self.lay_aside(bad.get(..start - 1).unwrap_or(bad));
            self.lines -= 1;
            self.offset += 1;
            self.rest = begun.to_vec();
            return None;
        } else {
            self.rest = line;
            return None;
        }
        self.lacks_newline = true;
        entries.pop()
    }

    fn take_line(&mut self, line: &[u8], whole: Option<Understood<'_>>, entries: &mut Vec<Entry>) {
        if let Some(whole) = whole {
            return self.take_whole(line, whole, entries);
        }
        let mut line = line;
        // A newline that was changed into something else glues two good lines together.
        while let Some(end) = good_beginning(line) {
            let (good, glued) = line.split_at(end);
            if let Some((body, stated)) = parts(good) {
                self.follow(understood(body, stated), entries);
            }
            if glued.is_empty() {
                self.offset += end as u64;
                return;
            }
            self.find(self.lines, self.offset + end as u64, Defect::Damaged);
            self.offset += end as u64 + 1;
            line = glued.get(1..).unwrap_or_default();
            if line.is_empty() {
                return;
            }
        }
        if let Some(start) = good_ending(line) {
            let (bad, good) = line.split_at(start);
            // What was its newline is no part of the bad line, or its hash would not be found.
            let glue = usize::from(is_behind_a_hash(line, start));
            self.lay_aside(bad.get(..start - glue).unwrap_or(bad));
            self.offset += glue as u64;
            if let Some(understood) = understand(good) {
                self.take_whole(good, understood, entries);
            }
            return;
        }
        self.lay_aside(line);
    }

    fn take_whole(&mut self, line: &[u8], whole: Understood<'_>, entries: &mut Vec<Entry>) {
        self.follow(whole, entries);
        self.offset += line.len() as u64;
    }

    fn lay_aside(&mut self, line: &[u8]) {
        self.bad.push(DamagedLine {
            line: self.lines,
            byte: self.offset,
            stated: stated_hash(line).map(str::to_owned),
            computed: line
                .len()
                .checked_sub(CHECK)
                .and_then(|end| line.get(..end))
                .map(hash),
            is_line_shaped: was_whole(line),
        });
        self.offset += line.len() as u64;
    }

    /// A line whose own hash is right: does it follow on what came before?
    fn follow(&mut self, line: Understood<'_>, entries: &mut Vec<Entry>) {
        let Understood {
            body,
            stated,
            written,
        } = line;
        let frame = if let Some(written) = &written {
            LineFrame {
                seq: written.seq,
                prev: written.prev.clone(),
                sealed: written.sealed,
            }
        } else {
            let Ok(frame) = options().from_str::<LineFrame>(&String::from_utf8_lossy(body)) else {
                self.find(self.lines, self.offset, Defect::Damaged);
                return;
            };
            self.is_newer = true;
            self.find(self.lines, self.offset, Defect::Newer);
            frame
        };
        self.link(&frame);
        self.head = ChainHead {
            seq: frame.seq,
            hash: stated.to_owned(),
        };
        self.first.get_or_insert_with(|| stated.to_owned());
        let is_watched = |hash: &String| stated.starts_with(hash.as_str());
        if self.watch.hash.as_ref().is_some_and(is_watched) {
            self.watch.has_passed = true;
            self.watch.entry = written.as_ref().map(|written| written.id.clone());
        }
        entries.extend(written.map(|written| Entry {
            id: written.id,
            at: written.at,
            by: written.by,
            events: written.events,
        }));
    }

    fn link(&mut self, frame: &LineFrame) {
        if self.beginning == Beginning::Anywhere && self.first.is_none() && self.bad.is_empty() {
            self.head = ChainHead {
                seq: frame.seq.saturating_sub(1),
                hash: frame.prev.clone(),
            };
            self.beginning = Beginning::After(self.head.clone());
        }
        let sealed_from = self.offset.saturating_sub(frame.sealed + 1);
        let (torn, damaged): (Vec<DamagedLine>, Vec<DamagedLine>) = std::mem::take(&mut self.bad)
            .into_iter()
            .partition(|bad| frame.sealed > 0 && bad.byte >= sealed_from);
        let expected = self.head.seq + 1 + damaged.len() as u64;
        let bridges = |bad: &DamagedLine| {
            [&bad.stated, &bad.computed]
                .into_iter()
                .flatten()
                .any(|hash| *hash == frame.prev)
        };
        let follows = frame.prev == self.head.hash
            || damaged
                .last()
                .is_some_and(|bad| bridges(bad) || damaged.len() > 1);
        for bad in torn {
            self.find(bad.line, bad.byte, Defect::Torn);
        }
        for bad in damaged {
            self.find(bad.line, bad.byte, Defect::Damaged);
        }
        if frame.seq != expected || !follows {
            self.find(
                self.lines,
                self.offset,
                Defect::Broken {
                    expected,
                    found: frame.seq,
                },
            );
        }
    }

    fn find(&mut self, line: u64, byte: u64, defect: Defect) {
        self.findings.push(JournalFinding { line, byte, defect });
    }

    /// The end of the chain as far as it has been read.
    #[must_use]
    pub fn head(&self) -> &ChainHead {
        &self.head
    }

    /// The head on which the next line follows: damaged lines keep their numbers.
    #[must_use]
    pub fn head_for_next(&self) -> ChainHead {
        let damaged = self.bad.iter().filter(|bad| bad.is_line_shaped).count() as u64;
        ChainHead {
            seq: self.head.seq + damaged,
            hash: self.head.hash.clone(),
        }
    }

    /// The bytes of torn lines at the end.
    #[must_use]
    pub fn torn_bytes(&self) -> u64 {
        // What stands before a damaged line is not called torn: the damaged one would be, with it.
        let torn = self.bad.iter().rev().take_while(|bad| !bad.is_line_shaped);
        let first_torn = torn.last();
        first_torn.map_or(0, |bad| self.offset - bad.byte) + self.rest.len() as u64
    }

    /// Tells whether a newline must stand before the next line.
    #[must_use]
    pub fn needs_newline(&self) -> bool {
        self.lacks_newline || !self.rest.is_empty()
    }

    /// The findings so far, in the order of the file.
    #[must_use]
    pub fn findings(&self) -> Vec<JournalFinding> {
        let mut findings = self.findings.clone();
        findings.extend(self.bad.iter().map(|bad| JournalFinding {
            line: bad.line,
            byte: bad.byte,
            defect: if bad.is_line_shaped {
                Defect::Damaged
            } else {
                Defect::Torn
            },
        }));
        if !self.rest.is_empty() {
            findings.push(JournalFinding {
                line: self.lines + 1,
                byte: self.offset,
                defect: Defect::Torn,
            });
        }
        findings
    }

    /// Counts the lines that are not what was written, do not follow on the one before, or are not
    /// understood. A torn line that the next one has sealed is none of them.
    #[must_use]
    pub fn damage(&self) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.defect != Defect::Torn)
            .count()
            + self.bad.len()
    }

    /// Tells whether the last whole line is a bad one.
    #[must_use]
    pub fn ends_badly(&self) -> bool {
        !self.bad.is_empty()
    }

    /// Tells whether a newer program has written here; then this one must not.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.is_newer
    }

    /// The hash of the first line: it tells one journal from another.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// Tells whether the chain has passed the line that is watched for.
    #[must_use]
    pub fn has_passed_watched(&self) -> bool {
        self.watch.has_passed
    }

    /// The bytes that what has been read ends with: the hash of the last line, and its newline. Empty
    /// where the last line is not whole.
    #[must_use]
    pub fn known_end(&self) -> String {
        if self.head.seq == 0 || !self.bad.is_empty() || !self.rest.is_empty() {
            return String::new();
        }
        let is_glued = self
            .findings
            .last()
            .is_some_and(|last| last.line == self.lines);
        match (is_glued, self.lacks_newline) {
            (true, _) => String::new(),
            (false, true) => self.head.hash.clone(),
            (false, false) => self.head.hash.clone() + "\n",
        }
    }

    /// The bytes taken in so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.offset + self.rest.len() as u64
    }
}

/// A line whose hash is right, understood as far as this program can.
struct Understood<'a> {
    body: &'a [u8],
    stated: &'a str,
    /// None where a newer program wrote it, or it is no line at all.
    written: Option<JournalLine>,
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn understood<'a>(body: &'a [u8], stated: &'a str) -> Understood<'a> {
    let written = options()
        .from_str(&String::from_utf8_lossy(body))
        .ok()
        .filter(|written: &JournalLine| written.v == VERSION);
    Understood {
        body,
        stated,
        written,
    }
}

/// Understands a line; None where its hash is wrong.
fn understand(line: &[u8]) -> Option<Understood<'_>> {
    checked(line).map(|(body, stated)| understood(body, stated))
}

/// So many lines are worth the start of a thread.
const LINES_FOR_A_THREAD: usize = 2000;

/// Understands lines, each by itself; many of them on all processors.
fn understand_all<'a>(lines: &[&'a [u8]]) -> Vec<Option<Understood<'a>>> {
    let one_by_one =
        |lines: &[&'a [u8]]| -> Vec<_> { lines.iter().map(|line| understand(line)).collect() };
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    let part = lines.len().div_ceil(hands).max(LINES_FOR_A_THREAD);
    if lines.len() <= part {
        return one_by_one(lines);
    }
    std::thread::scope(|scope| {
        let readers: Vec<_> = lines
            .chunks(part)
            .map(|part| (part, scope.spawn(move || one_by_one(part))))
            .collect();
        readers
            .into_iter()
            .flat_map(|(part, reader)| reader.join().unwrap_or_else(|_| one_by_one(part)))
            .collect()
    })
}

/// A body with the comment that checks it.
pub(super) fn with_check(body: &str) -> String {
    format!("{body}//{}", hash(body.as_bytes()))
}

/// The body and the stated hash of a line whose hash is right.
pub(super) fn checked(line: &[u8]) -> Option<(&[u8], &str)> {
    parts(line).filter(|(body, stated)| hash(body) == *stated)
}

/// The body of a line, and the hash that it says it has.
fn parts(line: &[u8]) -> Option<(&[u8], &str)> {
    let stated = stated_hash(line)?;
    Some((line.get(..line.len() - CHECK)?, stated))
}

/// The hash that a line says it has: exactly 64 lower-case digits after two slashes.
pub(super) fn stated_hash(line: &[u8]) -> Option<&str> {
    let check = line.get(line.len().checked_sub(CHECK)?..)?;
    let digits = check.strip_prefix(b"//")?;
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    digits
        .iter()
        .all(is_digit)
        .then(|| std::str::from_utf8(digits).ok())
        .flatten()
}

/// Finds the end of the first good line that begins here, whatever follows it. All that could be its
/// end are tried while the bytes are hashed once: a line full of them takes no longer than another.
fn good_beginning(line: &[u8]) -> Option<usize> {
    let mut hasher = Sha256::new();
    let mut done = 0;
    let places = line.windows(2).enumerate();
    for (body_end, _) in places.filter(|(_, two)| *two == b"//") {
        let end = body_end + CHECK;
        let Some(stated) = line.get(..end).and_then(stated_hash) else {
            continue;
        };
        hasher.update(line.get(done..body_end).unwrap_or_default());
        done = body_end;
        if hexadecimal(&hasher.clone().finalize()) == stated {
            return Some(end);
        }
    }
    None
}

/// Places at which a good line is looked for behind damage. Each costs a hash of all that follows, so
/// that a long line full of beginnings would be read for minutes.
const BEGINNINGS_TRIED: usize = 32;

/// Finds the beginning of a good line that something else runs into: damage has taken the newline
/// before it. What stands behind another line's hash is tried first.
fn good_ending(line: &[u8]) -> Option<usize> {
    stated_hash(line)?;
    let is_start = |start: &usize| line.get(*start..*start + 3) == Some(b"(v:");
    let (behind_a_hash, other): (Vec<usize>, Vec<usize>) = (1..line.len())
        .filter(is_start)
        .partition(|start| is_behind_a_hash(line, *start));
    behind_a_hash
        .into_iter()
        .take(BEGINNINGS_TRIED)
        .chain(other.into_iter().take(BEGINNINGS_TRIED))
        .find(|start| line.get(*start..).and_then(checked).is_some())
}

/// Tells whether a line begins here that another ran into.
fn begins_behind_a_hash(line: &[u8], start: usize) -> bool {
    line.get(start..start + 3) == Some(b"(v:") && is_behind_a_hash(line, start)
}

/// Tells whether a line may have ended one byte before this one.
fn is_behind_a_hash(line: &[u8], start: usize) -> bool {
    let before = start.checked_sub(1).and_then(|end| line.get(..end));
    before.is_some_and(|before| stated_hash(before).is_some())
}

/// Tells whether a last line was whole once, its newline perhaps changed into something else. Zeros
/// behind it are what a disk left of another.
fn was_whole(line: &[u8]) -> bool {
    let zeros = line.iter().rev().take_while(|byte| **byte == 0).count();
    let (line, _) = line.split_at(line.len() - zeros);
    let but_one = line.len().checked_sub(1).and_then(|end| line.get(..end));
    ends_like_a_line(line) || but_one.is_some_and(ends_like_a_line)
}

/// Tells whether this ends with a check, but for a few damaged bytes. A line that was cut off while it
/// was written does not, though it lacks only a byte: then the slashes stand elsewhere.
fn ends_like_a_line(line: &[u8]) -> bool {
    let check = line.len().checked_sub(CHECK).and_then(|at| line.get(at..));
    check.is_some_and(|check| {
        let (slashes, digits) = check.split_at(2);
        let damaged = digits
            .iter()
            .filter(|byte| !byte.is_ascii_hexdigit())
            .count();
        let is_shifted = slashes != b"//" && digits.starts_with(b"/");
        slashes.contains(&b'/') && !is_shifted && damaged <= 2
    })
}

#[cfg(test)]
mod tests;
