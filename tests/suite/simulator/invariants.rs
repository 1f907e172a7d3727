//! What is promised, each with its name, and how it is found to be broken.
//!
//! An entry is *acknowledged* when a desk was told `Saved`, or `attempt` came back without an error.
//! From then on it *stands*: it is promised that
//!
//! - as long as nobody but the program writes in the folder, whatever fails and whenever the power
//!   goes, the journal holds it, synced ([`LOST`], [`UNSYNCED`]);
//! - where bytes were changed behind the program's back, everything that is loaded holds it or says
//!   that it is not whole ([`SILENT`]).
//!
//! A synchroniser that puts an older journal in the place of a newer one *takes* the entries that
//! the older one lacks, until it puts them back. Then nobody who starts afterwards can know of them
//! by the journal, which is whole as far as it goes: nothing is promised of readers but this. A
//! record that lies beside it and was made from lines that it lacks must tell ([`BEHIND`]), and a
//! process that lives and knows an entry is not told that anything is saved on top of a journal that
//! lacks it ([`ON_TOP`]). The same holds where a journal was cut off: the half line at its end looks
//! like one that was never acknowledged. It is not promised that a record that cannot be read for an
//! error of the disk tells anything, nor that a synchroniser which acts in the middle of an append
//! is noticed there.
//!
//! An entry told as *kept* is found on the disk until it is told as saved or refused, and comes into
//! the journal as soon as that takes it ([`NOT_KEPT`], [`NOT_BROUGHT_IN`]).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use klubba::book::record::MadeFrom;
use klubba::book::snapshot::{Snapshot, scan};
use klubba::meeting::Meeting;
use klubba::meeting::event::{Entry, EntryId, Event};

use super::disk::JUDGE;
use super::ledger::Ledger;
use super::world::{Core, World};

pub const LOST: &str = "nothing acknowledged is lost";
pub const UNSYNCED: &str = "nothing is acknowledged that a loss of power can take";
pub const SILENT: &str = "who shows a part says so";
pub const BEHIND: &str = "a record that knows more tells";
pub const ON_TOP: &str = "nothing is acknowledged on top of a journal that lost what is known";
pub const APPROVED: &str = "nothing enters approved minutes";
pub const PART_APPROVED: &str = "no part is approved for the whole";
pub const ONE_ID: &str = "one name, one entry";
pub const ONE_NUMBER: &str = "one number, one thing";
pub const AS_SHOWN: &str = "what is recorded is what was shown";
pub const SOUND: &str = "lines follow on each other where nobody else has written";
pub const ASKED: &str = "nothing is recorded that nobody asked for";
pub const REFUSED: &str = "what was refused is not recorded";
pub const REPLAYED: &str = "what is shown is what a replay shows";
pub const FORGOTTEN: &str = "a follower forgets nothing";
pub const NOT_KEPT: &str = "what is told as kept is kept";
pub const NOT_BROUGHT_IN: &str = "what was kept comes in when the disk is well again";
pub const PANICKED: &str = "nobody panics";

/// Where the journal of the only meeting lies.
pub const JOURNAL: &str = "/book/meetings/m.journal";

/// The state of things before somebody reads.
#[derive(Debug, Clone)]
pub struct Before {
    acknowledged: usize,
    errors: usize,
    record: Option<String>,
}

/// Notes the state of things before somebody reads.
pub fn before(world: &Arc<World>) -> Before {
    let record = record(world);
    let core = world.core();
    Before {
        acknowledged: core.ledger.acknowledged.len(),
        errors: core.errors,
        record,
    }
}

/// The head from which the record was made; `None` where everybody may go by the journal alone.
fn record(world: &Arc<World>) -> Option<String> {
    let is_asked = world.core().ledger.has_replaced;
    let files = is_asked.then(|| world.files(JUDGE))?;
    MadeFrom::read(&files).ok().map(|record| record.head)
}

/// Somebody was told that this is saved, which was shown like that.
pub fn saved(world: &World, entry: &Entry, shown: Option<&Entry>) {
    let mut core = world.core();
    let ledger = &mut core.ledger;
    match shown {
        Some(shown) if !says_the_same(shown, entry) => {
            ledger.violated(AS_SHOWN, || {
                format!("{:?} became {:?}", shown.events, entry.events)
            });
        }
        Some(_) | None => {}
    }
}

/// Somebody was told that this is saved, and knows this meeting.
pub fn acknowledged(world: &World, id: &EntryId, known: &Meeting) {
    let mut core = world.core();
    read_journal(&mut core);
    let Core { ledger, .. } = &mut *core;
    ledger.acknowledge(id);
    if !ledger.safe_ids().contains(id) {
        ledger.violated(UNSYNCED, || format!("{id:?}"));
    }
    if ledger.has_replaced && !ledger.has_rotted {
        let there = &ledger.shown.ids;
        let lost = known.entries().iter().find(|one| !there.contains(&one.id));
        if let Some(lost) = lost.map(|lost| lost.id.clone()) {
            ledger.violated(ON_TOP, || format!("{id:?} is saved, without {lost:?}"));
        }
    }
}

/// Reads the journal as it stands, and as it would be left. Tells whether it is another than before.
fn read_journal(core: &mut Core) -> bool {
    let name = Path::new(JOURNAL);
    let shown = core.disk.find(name, JUDGE).ok();
    let shown = shown.map_or(&[][..], |file| &core.disk.file(file).shown);
    let kept = core
        .disk
        .find_kept(name)
        .map_or(&[][..], |file| file.kept.as_slice());
    let is_new = core.ledger.shown.update(shown);
    // Most often they are the same, and to read takes the most of the time here.
    core.ledger.is_all_safe = shown == kept;
    if shown != kept {
        core.ledger.safe.update(kept);
    }
    is_new
}

/// Somebody shows a meeting, whole or not, that was loaded since.
pub fn shows(world: &Arc<World>, who: &str, is_whole: bool, meeting: &Meeting, since: &Before) {
    let knows = |id: &EntryId| meeting.knows(id);
    shows_what(world, who, is_whole, knows, since);
}

fn shows_what(
    world: &Arc<World>,
    who: &str,
    is_whole: bool,
    knows: impl Fn(&EntryId) -> bool,
    since: &Before,
) {
    if !is_whole {
        return;
    }
    let is_record_the_same = since.record.is_some() && record(world) == since.record;
    let mut core = world.core();
    let had_errors = core.errors > since.errors;
    let is_undisturbed = !had_errors && !core.disk.is_seen_late();
    let ledger = &mut core.ledger;
    let lacks = ledger.standing(since.acknowledged).find(|id| !knows(id));
    if let Some(id) = lacks.cloned() {
        ledger.violated(SILENT, || format!("{who} lacks {id:?} and is whole"));
    }
    let recorded = since
        .record
        .as_ref()
        .filter(|_| is_record_the_same && is_undisturbed)
        .and_then(|head| ledger.shown.heads.get(head));
    let lacks = recorded.and_then(|lines| lines.iter().find(|line| !knows(&line.id)));
    if let Some(id) = lacks.map(|line| line.id.clone()) {
        ledger.violated(BEHIND, || format!("{who} lacks {id:?} and is whole"));
    }
}

/// Somebody exports what was loaded since.
pub fn exports(world: &Arc<World>, snapshot: &Snapshot, since: &Before) {
    let lines = {
        let mut core = world.core();
        read_journal(&mut core);
        core.ledger.shown.heads.get(&snapshot.head.hash).cloned()
    };
    let Some(lines) = lines else {
        let mut core = world.core();
        let may_be_gone = core.has_garbled || core.disk.may_have_holes();
        if !may_be_gone && !core.ledger.has_rotted {
            core.ledger
                .violated(REPLAYED, || format!("no line ends in {:?}", snapshot.head));
        }
        return;
    };
    let is_whole = snapshot.integrity.is_whole();
    if is_whole {
        let meeting = Meeting::replay(lines.iter().map(|line| Entry::clone(line)));
        if *meeting != snapshot.minutes {
            let mut core = world.core();
            core.ledger
                .violated(REPLAYED, || format!("up to #{}", snapshot.head.seq));
        }
    }
    let ids: BTreeSet<&EntryId> = lines.iter().map(|line| &line.id).collect();
    shows_what(world, "the export", is_whole, |id| ids.contains(id), since);
}

/// Minutes that were loaded since were approved like this.
pub fn approves(world: &World, meeting: &Meeting, since: &Before) {
    let mut core = world.core();
    let ledger = &mut core.ledger;
    let lacks = ledger
        .standing(since.acknowledged)
        .find(|id| !meeting.knows(id));
    if let Some(id) = lacks.cloned() {
        ledger.violated(PART_APPROVED, || format!("without {id:?}"));
    }
}

/// A follower that knew so many entries has looked.
pub fn follows(world: &World, meeting: &Meeting, known: usize, is_new: bool) {
    let mut core = world.core();
    if meeting.entries().len() < known {
        core.ledger
            .violated(FORGOTTEN, || format!("of {known} entries"));
    }
    if !is_new {
        return;
    }
    read_journal(&mut core);
    let is_disturbed = core.disk.has_dropped || core.ledger.has_replaced || core.ledger.has_rotted;
    let mut seen = BTreeSet::new();
    let once = |line: &&Arc<Entry>| seen.insert(line.id.clone());
    let lines: Vec<Arc<Entry>> = core
        .ledger
        .shown
        .lines
        .iter()
        .filter(once)
        .cloned()
        .collect();
    let shown = meeting.entries();
    if !is_disturbed && !lines.starts_with(shown) {
        let ids = |lines: &[Arc<Entry>]| {
            let ids = lines.iter().map(|line| line.id.0.trim_start_matches('0'));
            ids.collect::<Vec<_>>().join(" ")
        };
        core.ledger.violated(REPLAYED, || {
            format!("the follower has {}, not {}", ids(shown), ids(&lines))
        });
    }
    let replayed = Meeting::replay(shown.iter().map(|line| Entry::clone(line)));
    if **meeting != *replayed {
        core.ledger.violated(REPLAYED, || {
            let (shown, replayed) = (format!("{meeting:?}"), format!("{replayed:?}"));
            let (shown, replayed) = (shown.as_str(), replayed.as_str());
            let pairs = shown.char_indices().zip(replayed.chars());
            let mut differing = pairs.filter(|((_, one), other)| one != other);
            let at = differing
                .next()
                .map_or(0, |((at, _), _)| at.saturating_sub(60));
            let part = |text: &str| text.chars().skip(at).take(160).collect::<String>();
            format!(
                "the follower shows {} and not {}",
                part(shown),
                part(replayed)
            )
        });
    }
}

/// Holds the disk against everything that was told. Nobody is in the middle of a call.
pub fn hold(world: &Arc<World>) {
    let (is_new, is_silent) = {
        let mut core = world.core();
        let is_new = read_journal(&mut core);
        (is_new, holds_acknowledged(&mut core.ledger))
    };
    if let Some(id) = is_silent {
        let is_whole = scan(&world.files(JUDGE)).is_ok_and(|read| read.integrity().is_whole());
        let mut core = world.core();
        let ledger = &mut core.ledger;
        if !ledger.has_rotted {
            ledger.violated(LOST, || format!("{id:?}"));
        } else if is_whole {
            ledger.violated(SILENT, || format!("a reader lacks {id:?} and is whole"));
        }
    }
    let mut core = world.core();
    let core = &mut *core;
    let is_disturbed = core.ledger.has_rotted || core.ledger.has_replaced || core.has_garbled;
    if !core.ledger.shown.is_sound && !is_disturbed && !core.disk.may_have_holes() {
        core.ledger.violated(SOUND, || "not so".to_owned());
    }
    if is_new && (core.ledger.shown.is_sound || !core.ledger.has_rotted) {
        holds_course(&mut core.ledger);
    }
    holds_kept(core);
}

/// An acknowledged entry that the journal does not show.
fn holds_acknowledged(ledger: &mut Ledger) -> Option<EntryId> {
    let all = ledger.acknowledged.len();
    let lacks =
        |ids: &BTreeSet<EntryId>| ledger.standing(all).find(|id| !ids.contains(id)).cloned();
    let unsafe_one = lacks(ledger.safe_ids());
    let lost = lacks(&ledger.shown.ids);
    if let (Some(id), None, false) = (unsafe_one, &lost, ledger.has_rotted) {
        ledger.violated(UNSYNCED, || format!("{id:?}"));
    }
    lost
}

/// Holds what the lines say against each other, and against what was asked for.
fn holds_course(ledger: &mut Ledger) {
    let lines = ledger.shown.lines.clone();
    let mut by_id: BTreeMap<&EntryId, &Arc<Entry>> = BTreeMap::default();
    let mut numbers: BTreeMap<u32, &EntryId> = BTreeMap::default();
    let mut is_approved = false;
    for line in &lines {
        if let Some(first) = by_id.get(&line.id) {
            if first.events != line.events || first.by != line.by {
                ledger.violated(ONE_ID, || format!("{:?}", line.id));
            }
            continue;
        }
        by_id.insert(&line.id, line);
        let reopens = line.events == [Event::MeetingReopened];
        if is_approved && !reopens {
            ledger.violated(APPROVED, || format!("{:?} did", line.id));
        }
        is_approved &= !reopens;
        is_approved |= line.events.iter().any(is_approval);
        for number in line.events.iter().filter_map(number_given) {
            if let Some(other) = numbers.insert(number, &line.id) {
                ledger.violated(ONE_NUMBER, || {
                    format!("{number} is given in {other:?} and in {:?}", line.id)
                });
            }
        }
        was_asked(ledger, line);
    }
}

fn was_asked(ledger: &mut Ledger, line: &Arc<Entry>) {
    let is_so = match ledger.asked.get(&line.id) {
        Some(Some(asked)) => asked.by == line.by && says_what_was_asked(ledger, asked, line),
        Some(None) => true,
        None => false,
    };
    if !is_so {
        ledger.violated(ASKED, || format!("{line:?}"));
    }
    // A synchroniser brings back what stood there before somebody was refused it.
    if ledger.refused.contains(&line.id) && !ledger.has_replaced {
        ledger.violated(REFUSED, || format!("{:?}", line.id));
    }
}

/// What was brought in later may have got other numbers: its words are its own.
fn says_what_was_asked(ledger: &Ledger, asked: &Entry, line: &Entry) -> bool {
    let is_late = !ledger.at_once.contains(&line.id);
    asked.events == line.events || is_late && says_the_same(asked, line)
}

/// Tells whether two entries say the same but for numbers: another process of the same computer may
/// have brought in what this one shows.
fn says_the_same(one: &Entry, other: &Entry) -> bool {
    let words = |entry: &Entry| {
        let said = format!("{:?}", entry.events);
        said.replace(|sign: char| sign.is_ascii_digit(), "")
    };
    words(one) == words(other)
}

fn is_approval(event: &Event) -> bool {
    matches!(event, Event::MeetingApproved { .. })
}

/// The number that an event gives to something new.
fn number_given(event: &Event) -> Option<u32> {
    match event {
        Event::PersonAdded { person, .. } => Some(person.0),
        Event::DecisionBegun { decision, .. } => Some(decision.0),
        Event::ClauseRecorded { clause, .. } => Some(clause.0),
        Event::AssignmentGiven { assignment, .. } => Some(assignment.id.0),
        Event::ItemAdded { item, .. } => Some(item.0),
        Event::SectionAdded { section, .. } => Some(section.0),
        _ => None,
    }
}

/// Holds what was told as kept against the disk.
fn holds_kept(core: &mut Core) {
    let kept: Vec<(EntryId, &str)> = core
        .ledger
        .kept
        .iter()
        .filter(|(id, _)| !core.ledger.shown.ids.contains(*id))
        .map(|(id, folder)| (id.clone(), *folder))
        .collect();
    for (id, folder) in kept {
        let folder = Path::new("/home").join(folder).join("rescue");
        let names = core.disk.names_in(&folder).unwrap_or_default();
        let files = || names.iter().filter_map(|name| core.disk.find_kept(name));
        let is_there = if core.ledger.has_rotted_rescue {
            files().next().is_some()
        } else {
            files().any(|file| is_within(id.0.as_bytes(), &file.kept))
        };
        if !is_there {
            core.ledger.violated(NOT_KEPT, || {
                format!("{id:?} is nowhere in {}", folder.display())
            });
        }
    }
}

/// Everything is well again, and everybody who keeps something has started anew and brought it in.
pub fn brought_in(world: &World) {
    let mut core = world.core();
    let ledger = &mut core.ledger;
    let waits = ledger
        .kept
        .keys()
        .find(|id| !ledger.shown.ids.contains(*id))
        .filter(|_| !ledger.has_rotted && !ledger.has_rotted_rescue);
    if let Some(id) = waits.cloned() {
        ledger.violated(NOT_BROUGHT_IN, || format!("{id:?}"));
    }
}

fn is_within(part: &[u8], whole: &[u8]) -> bool {
    whole.windows(part.len()).any(|window| window == part)
}
