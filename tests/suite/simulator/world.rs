//! One computer room: a disk, the processes that run, chance, and what everybody was told. Nothing
//! in it runs by itself, and no time passes: the whole is a function of one seed.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;
use klubba::book::files::MeetingFiles;
use klubba::meeting::event::EntryId;
use klubba::meeting::time::Timestamp;

use super::actors::Actor;
use super::disk::{Disk, JUDGE, ProcessId};
use super::ledger::Ledger;
use super::random::Random;
use super::store::Store;
use super::weather::Weather;

/// Others may act in the middle of a call, and others again in the middle of theirs.
const DEEPEST: usize = 2;

/// What a process ends with that is killed in the middle of a call.
struct Killed;

/// All that changes.
pub struct Core {
    pub disk: Disk,
    pub random: Random,
    pub weather: Weather,
    pub ledger: Ledger,
    pub now: Timestamp,
    /// Errors that any process was given so far.
    pub errors: usize,
    /// True once a write was told as whole and wrote something else.
    pub has_garbled: bool,
    /// Everybody is in a hurry to have the minutes closed and approved.
    pub is_in_a_hurry: bool,
    alive: BTreeSet<ProcessId>,
    started: ProcessId,
    ids: usize,
    depth: usize,
    told: Option<Vec<String>>,
}

/// The room.
pub struct World {
    core: Mutex<Core>,
    actors: Vec<Mutex<Actor>>,
}

impl Core {
    /// Notes something for whoever reads the trace, if anybody does.
    pub fn trace(&mut self, what: impl FnOnce() -> String) {
        if let Some(told) = &mut self.told {
            told.push(format!("{}{}", "  ".repeat(self.depth), what()));
        }
    }

    /// The weather that a process is out in.
    pub fn weather_of(&self, process: ProcessId) -> Weather {
        if process == JUDGE {
            Weather::calm()
        } else {
            self.weather.clone()
        }
    }

    /// A name for an entry, in the order of asking.
    pub fn fresh_id(&mut self) -> EntryId {
        self.ids += 1;
        EntryId(format!("{:026}", self.ids))
    }

    /// A process that has not lived before.
    pub fn start_process(&mut self) -> ProcessId {
        self.started += 1;
        self.alive.insert(self.started);
        self.started
    }

    /// A process ends: its locks are free, and what it had in mind is gone.
    pub fn end_process(&mut self, process: ProcessId) {
        self.alive.remove(&process);
        self.disk.bury(process);
    }
}

impl World {
    /// The room of a seed, with a trace or without.
    pub fn new(seed: u64, actors: Vec<Actor>, is_traced: bool) -> Arc<Self> {
        let core = Core {
            disk: Disk::default(),
            random: Random::from_seed(seed),
            weather: Weather::calm(),
            ledger: Ledger::default(),
            now: "2026-02-27T08:30:00+01:00".parse().expect("a moment"),
            errors: 0,
            has_garbled: false,
            is_in_a_hurry: false,
            alive: BTreeSet::new(),
            started: JUDGE,
            ids: 0,
            depth: 0,
            told: is_traced.then(Vec::new),
        };
        Arc::new(Self {
            core: Mutex::new(core),
            actors: actors.into_iter().map(Mutex::new).collect(),
        })
    }

    /// All that changes, for a moment: never held while a process acts.
    pub fn core(&self) -> MutexGuard<'_, Core> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes something for whoever reads the trace, if anybody does.
    pub fn tell(&self, what: impl FnOnce() -> String) {
        self.core().trace(what);
    }

    /// What was noted.
    pub fn told(&self) -> Vec<String> {
        self.core().told.clone().unwrap_or_default()
    }

    /// The files of the meeting, as a process has them.
    pub fn files(self: &Arc<Self>, process: ProcessId) -> MeetingFiles {
        let storage = Arc::new(Store::of(self, process));
        MeetingFiles::stored(storage, Path::new("/book/meetings"), "m")
    }

    /// Tells whether a process lives.
    pub fn lives(&self, process: ProcessId) -> bool {
        self.core().alive.contains(&process)
    }

    /// A process that is dead does not come back from its call.
    pub fn end_if_dead(&self, process: ProcessId) {
        if process != JUDGE && !self.lives(process) {
            resume_unwind(Box::new(Killed));
        }
    }

    /// Kills a process.
    pub fn kill(&self, process: ProcessId) {
        self.core().end_process(process);
    }

    /// The power goes, and with it every process.
    pub fn lose_power(&self) {
        let mut core = self.core();
        let core = &mut *core;
        core.alive.clear();
        core.disk.lose_power(&mut core.random);
        core.trace(|| "*** the power is gone".to_owned());
    }

    /// In the middle of somebody's call somebody else acts.
    pub fn let_another_act(self: &Arc<Self>) {
        if self.core().depth < DEEPEST {
            self.let_one_act();
        }
    }

    /// Somebody acts who is not in the middle of a call.
    pub fn let_one_act(self: &Arc<Self>) {
        let place = self.core().random.below(self.actors.len());
        self.with_actor(place, |world, actor| actor.act(world));
    }

    /// Somebody does this, unless they are in the middle of a call. Whoever dies of it is dead.
    pub fn with_actor(self: &Arc<Self>, place: usize, act: impl FnOnce(&Arc<Self>, &mut Actor)) {
        let Some(Ok(mut actor)) = self.actors.get(place).map(Mutex::try_lock) else {
            return;
        };
        actor.forget_the_dead(self);
        self.core().depth += 1;
        let acted = catch_unwind(AssertUnwindSafe(|| act(self, &mut actor)));
        self.core().depth -= 1;
        actor.forget_the_dead(self);
        if let Err(ended_by) = acted {
            if !is_kill(&*ended_by) {
                resume_unwind(ended_by);
            }
            self.tell(|| "    dead".to_owned());
        }
    }

    /// Every process ends.
    pub fn send_home(&self) {
        for actor in &self.actors {
            actor
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .end(self);
        }
    }

    /// The number of those who act.
    pub fn cast(&self) -> usize {
        self.actors.len()
    }

    /// Some time goes by on the clock that the processes are told.
    pub fn pass_time(&self) {
        let mut core = self.core();
        let seconds = [0, 1, 1, 5, 40, 300].get(core.random.below(6)).copied();
        core.now += TimeDelta::seconds(seconds.unwrap_or(1));
    }
}

fn is_kill(ended_by: &(dyn Any + Send)) -> bool {
    ended_by.is::<Killed>()
}
