//! Those who act: desks, a wall, a follower, and somebody who gives one order after the other on the
//! command line. Each is a process that ends, is killed and is started anew.

use std::sync::Arc;

use klubba::book::edit_lock::EditLock;
use klubba::book::files::MeetingFiles;
use klubba::book::follower::Follower;
use klubba::book::recorder::{Completeness, NotRecorded, Recorder};
use klubba::book::snapshot::{load_snapshot, scan};
use klubba::meeting::author::Author;
use klubba::meeting::command::Command;
use klubba::meeting::event::EntryId;
use klubba::meeting::minutes::Stage;
use klubba::meeting::time::Timestamp;

use super::desk::Pending;
use super::disk::ProcessId;
use super::invariants;
use super::world::World;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Writes, with a private folder of this name.
    Desk(&'static str),
    /// Steps, at once or not at all. As `ChairWriter` does it, but with names of entries that
    /// come from the seed.
    Wall,
    /// Looks.
    Follower,
    /// Exports, approves, opens again: a process an order.
    Clerk,
}

/// Somebody.
#[derive(Debug)]
pub struct Actor {
    pub name: &'static str,
    pub part: Part,
    pub process: Option<Process>,
}

/// A process that runs.
#[derive(Debug)]
pub struct Process {
    pub id: ProcessId,
    pub files: MeetingFiles,
    pub recorder: Option<Recorder>,
    pub edit_lock: Option<EditLock>,
    follower: Follower,
    pub pending: Pending,
}

impl Actor {
    /// Somebody who has not started yet.
    pub fn new(name: &'static str, part: Part) -> Self {
        Self {
            name,
            part,
            process: None,
        }
    }

    /// The author of what they ask for.
    pub fn by(&self) -> Author {
        match self.part {
            Part::Wall => Author::Chair,
            Part::Desk(_) | Part::Follower | Part::Clerk => self.name.into(),
        }
    }

    /// A process that is dead has nothing in mind.
    pub fn forget_the_dead(&mut self, world: &World) {
        if self
            .process
            .as_ref()
            .is_some_and(|own| !world.lives(own.id))
        {
            self.process = None;
        }
    }

    /// Ends the process where it stands, as a kill does.
    pub fn end(&mut self, world: &World) {
        if let Some(process) = self.process.take() {
            world.core().end_process(process.id);
        }
    }

    /// Starts a process that has opened nothing yet.
    pub fn start(&mut self, world: &Arc<World>) -> &mut Process {
        let id = world.core().start_process();
        let files = world.files(id);
        self.process.insert(Process {
            id,
            recorder: None,
            edit_lock: None,
            follower: Follower::of(files.clone()),
            pending: Pending::default(),
            files,
        })
    }

    /// Does something.
    pub fn act(&mut self, world: &Arc<World>) {
        match self.part {
            Part::Desk(_) => self.at_the_desk(world),
            Part::Wall => self.at_the_wall(world),
            Part::Follower => self.look(world),
            Part::Clerk => self.order(world),
        }
    }
}

/// The wall.
impl Actor {
    fn at_the_wall(&mut self, world: &Arc<World>) {
        self.look(world);
        let (by, random) = (self.by(), world.core().random.below(10));
        if random == 0 {
            world.tell(|| "the wall ends".to_owned());
            self.end(world);
        }
        let Some(process) = self.process.as_mut().filter(|_| random > 3) else {
            return;
        };
        if process.recorder.is_none() {
            process.recorder = Recorder::open(process.files.clone(), by, None).ok();
        }
        let seen = process.follower.meeting().open;
        let command = if random == 9 {
            Command::OpenPrevious { seen }
        } else {
            Command::OpenNext { seen }
        };
        if let Some(recorder) = &mut process.recorder {
            let attempted = attempt(world, recorder, &command);
            world.tell(|| format!("the wall steps: {attempted:?}"));
            if matches!(attempted, Err(NotRecorded::Store(_))) {
                // Nobody knows the state of its descriptor.
                process.recorder = None;
            }
        }
    }

    fn look(&mut self, world: &Arc<World>) {
        if self.process.is_none() {
            self.start(world);
        }
        let now = world.core().now;
        if let Some(process) = &mut self.process {
            let known = process.follower.meeting().entries().len();
            let is_new = process.follower.look(now);
            let meeting = process.follower.meeting();
            if is_new {
                let count = meeting.entries().len();
                world.tell(|| format!("{} sees {count} entries", self.name));
            }
            invariants::follows(world, meeting, known, is_new);
        }
    }
}

/// The command line.
impl Actor {
    fn order(&mut self, world: &Arc<World>) {
        let what = {
            let mut core = world.core();
            let longest = if core.is_in_a_hurry { 16 } else { 8 };
            core.random.below(longest)
        };
        let process = self.start(world);
        let files = process.files.clone();
        match what {
            0 | 1 => export(world, &files),
            2 => verify(world, &files),
            3 => {
                if let Ok(mut recorder) = Recorder::open(files, "carl".into(), None) {
                    let written = recorder.write_record();
                    world.tell(|| format!("the record is written: {written:?}"));
                }
            }
            4 => reopen(world, files),
            _ => approve(world, files),
        }
        self.end(world);
    }
}

/// Records a command at once or not at all.
fn attempt(
    world: &Arc<World>,
    recorder: &mut Recorder,
    command: &Command,
) -> Result<(), NotRecorded> {
    let (id, now) = asked(world);
    let attempted = recorder.attempt(id.clone(), command, now);
    if attempted.is_ok() {
        invariants::acknowledged(world, &id, recorder.meeting());
    }
    attempted
}

/// A name for an entry that somebody asks for without having seen it, and the moment.
fn asked(world: &World) -> (EntryId, Timestamp) {
    let mut core = world.core();
    let id = core.fresh_id();
    core.ledger.ask(&id, None);
    (id, core.now)
}

fn export(world: &Arc<World>, files: &MeetingFiles) {
    let before = invariants::before(world);
    let snapshot = load_snapshot(files);
    world.tell(|| match &snapshot {
        Ok(snapshot) => format!(
            "an export of #{}: {:?}",
            snapshot.head.seq, snapshot.integrity
        ),
        Err(error) => format!("no export: {error}"),
    });
    if let Ok(snapshot) = snapshot {
        invariants::exports(world, &snapshot, &before);
    }
}

fn verify(world: &Arc<World>, files: &MeetingFiles) {
    let before = invariants::before(world);
    if let Ok(scanned) = scan(files) {
        world.tell(|| format!("verified: {:?}", scanned.integrity()));
        let meeting = klubba::meeting::Meeting::replay(scanned.entries.clone());
        let is_whole = scanned.integrity().is_whole();
        invariants::shows(world, "verify", is_whole, &meeting, &before);
    }
}

/// As `klubba approve` does it.
pub fn approve(world: &Arc<World>, files: MeetingFiles) {
    let before = invariants::before(world);
    let Ok(mut recorder) = Recorder::open(files, Author::Secretary, None) else {
        return;
    };
    if recorder.meeting().stage != Stage::Closed {
        return;
    }
    let by = vec!["Marie".to_owned()];
    let (id, now) = asked(world);
    let approved = recorder.approve(id.clone(), by, now, Completeness::Required);
    world.tell(|| format!("approval: {approved:?}"));
    if approved.is_ok() {
        invariants::acknowledged(world, &id, recorder.meeting());
        invariants::approves(world, recorder.meeting(), &before);
        // The journal has it: the record is written again when it is next due.
        let _ = recorder.write_record();
    }
}

/// As `klubba approve --reopen` does it.
pub fn reopen(world: &Arc<World>, files: MeetingFiles) {
    let Ok(mut recorder) = Recorder::open(files, Author::Secretary, None) else {
        return;
    };
    if recorder.meeting().stage == Stage::Approved {
        let attempted = attempt(world, &mut recorder, &Command::Reopen);
        world.tell(|| format!("opened again: {attempted:?}"));
    }
}
