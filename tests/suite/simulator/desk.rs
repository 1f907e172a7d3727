//! A desk: what is asked for there, what it shows, and what it hears of that.

use std::path::Path;
use std::sync::Arc;

use klubba::book::edit_lock::EditLock;
use klubba::book::files::MeetingFiles;
use klubba::book::live_draft::Published;
use klubba::book::recorder::{Recorder, RecorderEvent};
use klubba::meeting::Meeting;
use klubba::meeting::event::{Entry, EntryId};
use klubba::meeting::public::{WordedPart, Wording};
use klubba::meeting::refusal::Refusal;
use klubba::meeting::rules::decide;

use super::actors::{Actor, Part};
use super::commands::command;
use super::invariants;
use super::world::World;

/// What a desk shows above what is saved, in order.
#[derive(Debug, Default)]
pub struct Pending {
    entries: Vec<Arc<Entry>>,
    /// The private folder of whoever sits there.
    folder: &'static str,
}

/// A desk at work.
struct AtWork<'a> {
    world: &'a Arc<World>,
    name: &'static str,
    recorder: &'a mut Recorder,
    pending: &'a mut Pending,
    files: &'a MeetingFiles,
}

impl Actor {
    /// Does one of the things that are done at a desk.
    pub fn at_the_desk(&mut self, world: &Arc<World>) {
        if self.process.is_none() {
            self.open_desk(world);
            return;
        }
        let what = world.core().random.below(24);
        if what > 21 {
            world.tell(|| format!("{} leaves or is killed", self.name));
            self.end(world);
        }
        let Some(mut desk) = self.at_work(world) else {
            return;
        };
        match what {
            0..=12 => desk.ask(),
            13..=15 => desk.flush(),
            16 | 17 => desk.catch_up(),
            18 | 19 => desk.write_record(),
            20 => desk.word(),
            _ => desk.take_leftovers(),
        }
    }

    fn at_work<'a>(&'a mut self, world: &'a Arc<World>) -> Option<AtWork<'a>> {
        let process = self.process.as_mut()?;
        Some(AtWork {
            world,
            name: self.name,
            recorder: process.recorder.as_mut()?,
            pending: &mut process.pending,
            files: &process.files,
        })
    }

    /// Opens the desk, and brings in what an earlier sitting left.
    pub fn open_desk(&mut self, world: &Arc<World>) {
        let (name, by, part) = (self.name, self.by(), self.part);
        let Part::Desk(folder) = part else { return };
        let process = self.start(world);
        process.pending.folder = folder;
        let files = process.files.clone();
        let mut edit_lock = EditLock::of(files.clone(), name.to_owned());
        // Whoever finds the desk taken writes all the same, as a second window or the command line
        // does: nothing of what is promised here rests on the lock of the desk.
        if edit_lock.is_free() {
            let _ = edit_lock.claim();
        }
        process.edit_lock = Some(edit_lock);
        let before = invariants::before(world);
        match Recorder::open(files, by, Some(&Path::new("/home").join(folder))) {
            Ok(recorder) => {
                world.tell(|| format!("{name} opens the desk: {:?}", recorder.integrity()));
                let is_whole = recorder.integrity().is_whole();
                let meeting = recorder.meeting();
                invariants::shows(world, "the desk", is_whole, meeting, &before);
                process.recorder = Some(recorder);
                if let Some(mut desk) = self.at_work(world) {
                    desk.flush();
                }
            }
            Err(trouble) => {
                world.tell(|| format!("{name} cannot open the desk: {trouble}"));
                self.end(world);
            }
        }
    }
}

impl AtWork<'_> {
    fn ask(&mut self) {
        let by = self.name.into();
        let shown = self.pending.above(self.recorder.meeting());
        let (command, now) = {
            let mut core = self.world.core();
            let core = &mut *core;
            let is_in_a_hurry = core.is_in_a_hurry;
            let command = command(&shown, &by, is_in_a_hurry, &mut core.random);
            (command, core.now)
        };
        let Some(command) = command else { return };
        let at = shown.newest.map_or(now, |newest| newest.max(now));
        let Ok(events) = decide(&shown, &command, at) else {
            return;
        };
        let id = self.world.core().fresh_id();
        let entry = Arc::new(Entry { id, at, by, events });
        self.world.core().ledger.ask(&entry.id, Some(&entry));
        self.world
            .tell(|| format!("{} asks for {}", self.name, told(&entry)));
        let news = self.recorder.record(command, &entry);
        self.hear(news, Some(&entry));
    }

    /// Brings in what waits.
    fn flush(&mut self) {
        if self.recorder.has_unsaved() {
            self.world.tell(|| format!("{} flushes", self.name));
            let ids: Vec<EntryId> = self
                .pending
                .entries
                .iter()
                .map(|one| one.id.clone())
                .collect();
            self.world
                .core()
                .ledger
                .in_doubt
                .extend(ids.iter().cloned());
            let news = self.recorder.flush();
            self.hear(news, None);
            self.world
                .core()
                .ledger
                .in_doubt
                .retain(|id| !ids.contains(id));
        }
    }

    fn catch_up(&mut self) {
        self.world.tell(|| format!("{} catches up", self.name));
        let news = self.recorder.catch_up();
        self.hear(news, None);
    }

    fn take_leftovers(&mut self) {
        self.world
            .tell(|| format!("{} takes up what was left", self.name));
        // What cannot be read now is read at the next start.
        let _ = self.recorder.take_leftovers();
    }

    fn write_record(&mut self) {
        let written = self.recorder.write_record();
        self.world
            .tell(|| format!("{} writes the record: {written:?}", self.name));
    }

    /// Words a decision that the wall may see; a draft that is not shown costs nothing.
    fn word(&mut self) {
        let meeting = self.recorder.meeting();
        let (Some(first), Some(item)) = (self.recorder.first_line(), meeting.open) else {
            return;
        };
        let published = Published {
            meeting: first.to_owned(),
            wording: Wording {
                item,
                part: WordedPart::NewClause(None),
                text: "att ordas".to_owned(),
                numbers: meeting.numbers_used,
            },
        };
        let is_there = self.world.core().random.happens(500);
        let draft = self.files.live_draft();
        let _ = draft.keep(is_there.then_some(&published));
    }

    /// Hears what came of it, and shows that.
    fn hear(&mut self, news: Vec<RecorderEvent>, asked: Option<&Arc<Entry>>) {
        let refused = self.show(news, asked);
        let errors = self.world.core().errors;
        self.recorder.remove_reported_refusals();
        let mut core = self.world.core();
        // What could not be removed is asked again, by whoever finds it.
        if core.errors == errors {
            for id in &refused {
                core.ledger.refuse(id);
            }
        }
    }

    /// Shows what came of it; the entries that were refused for good.
    fn show(&mut self, news: Vec<RecorderEvent>, asked: Option<&Arc<Entry>>) -> Vec<EntryId> {
        let mut refused = Vec::new();
        for news in news {
            self.world.tell(|| format!("  {}", told_news(&news)));
            match news {
                RecorderEvent::Saved { entry, .. } => {
                    let waited = self.pending.take(&entry.id);
                    let at_once = asked.filter(|asked| asked.id == entry.id);
                    if at_once.is_some() {
                        let mut core = self.world.core();
                        core.ledger.at_once.insert(entry.id.clone());
                    }
                    let shown = waited.or(at_once.cloned());
                    invariants::saved(self.world, &entry, shown.as_deref());
                    invariants::acknowledged(self.world, &entry.id, self.recorder.meeting());
                }
                RecorderEvent::Foreign { .. } => {}
                RecorderEvent::Refused { id, refusal } => {
                    let is_our_own = self.pending.take(&id).is_some()
                        || asked.is_some_and(|asked| asked.id == id);
                    // What an earlier sitting left goes on waiting while the minutes are approved.
                    if is_our_own || refusal != Refusal::Approved {
                        self.world.core().ledger.kept.remove(&id);
                        refused.push(id);
                    }
                }
                RecorderEvent::NotSaved { id, is_kept, .. } => self.not_saved(&id, is_kept, asked),
            }
        }
        refused
    }

    fn not_saved(&mut self, id: &EntryId, is_kept: bool, asked: Option<&Arc<Entry>>) {
        let new = asked.filter(|asked| asked.id == *id);
        self.pending.entries.extend(new.cloned());
        if is_kept {
            let mut core = self.world.core();
            let kept = &mut core.ledger.kept;
            // Of one that was just asked for this speaks; after a flush, of all that wait.
            let all = self.pending.entries.iter().map(|entry| &entry.id);
            let ids: Vec<&EntryId> = if new.is_some() {
                vec![id]
            } else {
                all.collect()
            };
            for id in ids {
                kept.insert(id.clone(), self.pending.folder);
            }
        }
    }
}

impl Pending {
    fn above(&self, saved: &Meeting) -> Meeting {
        let mut shown = saved.clone();
        for entry in &self.entries {
            shown.apply(Arc::clone(entry));
        }
        shown
    }

    fn take(&mut self, id: &EntryId) -> Option<Arc<Entry>> {
        let at = self.entries.iter().position(|entry| entry.id == *id)?;
        Some(self.entries.remove(at))
    }
}

fn told(entry: &Entry) -> String {
    let mut events = format!("{:?}", entry.events);
    events.retain(|sign| sign != '\n');
    let events: String = events.chars().take(160).collect();
    format!("{} {events}", entry.id.0.trim_start_matches('0'))
}

fn told_news(news: &RecorderEvent) -> String {
    let short = |id: &EntryId| id.0.trim_start_matches('0').to_owned();
    match news {
        RecorderEvent::Saved { entry, seq } => format!("saved {} as #{seq}", short(&entry.id)),
        RecorderEvent::Foreign { entry } => format!("of another: {}", short(&entry.id)),
        RecorderEvent::Refused { id, refusal } => format!("refused {}: {refusal:?}", short(id)),
        RecorderEvent::NotSaved {
            id,
            trouble,
            is_kept,
        } => format!("not saved {}, kept: {is_kept}: {trouble}", short(id)),
    }
}
