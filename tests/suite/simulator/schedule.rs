//! One schedule: who acts when, what befalls them, and what must hold after each step and at last.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use klubba::book::files::MeetingFiles;
use klubba::book::recorder::Recorder;
use klubba::book::storage::{Durability, Readers, Storage};
use klubba::meeting::agenda::Agenda;
use klubba::meeting::command::Command;

use super::actors::{Actor, Part, approve, reopen};
use super::disk::JUDGE;
use super::invariants::{self, JOURNAL};
use super::ledger::Violation;
use super::store::Store;
use super::synchroniser::{Synchroniser, rot};
use super::weather::Weather;
use super::world::World;

/// What came of a schedule.
#[derive(Debug)]
pub struct Outcome {
    pub seed: u64,
    /// The promise that it broke.
    pub violation: Option<Violation>,
    /// Steps that were taken.
    pub steps: usize,
    pub trace: Vec<String>,
}

/// Runs the schedule of a seed.
pub fn run(seed: u64, is_traced: bool) -> Outcome {
    let world = World::new(seed, cast(), is_traced);
    let mut steps = 0;
    let ended = catch_unwind(AssertUnwindSafe(|| play(&world, &mut steps)));
    world.send_home();
    let mut violation = world.core().ledger.violation.take();
    if ended.is_err() {
        violation = violation.or(Some(Violation {
            invariant: invariants::PANICKED,
            found: "somebody does".to_owned(),
        }));
    }
    Outcome {
        seed,
        violation,
        steps,
        trace: world.told(),
    }
}

fn cast() -> Vec<Actor> {
    vec![
        Actor::new("ada", Part::Desk("ada")),
        Actor::new("bo", Part::Desk("bo")),
        // A second window on the first one's computer.
        Actor::new("ada's other window", Part::Desk("ada")),
        Actor::new("the wall", Part::Wall),
        Actor::new("the follower", Part::Follower),
        Actor::new("the command line", Part::Clerk),
    ]
}

fn play(world: &Arc<World>, steps: &mut usize) {
    begin(world);
    let length = {
        let mut core = world.core();
        let core = &mut *core;
        core.weather = Weather::of(&mut core.random);
        core.is_in_a_hurry = core.random.happens(400);
        let weather = core.weather.clone();
        core.trace(|| format!("{weather:?}"));
        15 + core.random.below(35)
    };
    let mut synchroniser = Synchroniser::default();
    while *steps < length && is_kept(world) {
        *steps += 1;
        world.tell(|| format!("{steps}."));
        between(world, &mut synchroniser);
        world.pass_time();
        world.let_one_act();
        invariants::hold(world);
    }
    if is_kept(world) {
        end(world);
    }
}

fn is_kept(world: &World) -> bool {
    world.core().ledger.violation.is_none()
}

/// What happens between two actions.
fn between(world: &World, synchroniser: &mut Synchroniser) {
    let mut core = world.core();
    let core = &mut *core;
    if core.random.happens(500) {
        core.disk.show_all();
    }
    if core.random.happens(core.weather.outage) {
        let is_out = !core.weather.book_is_out;
        core.weather.book_is_out = is_out;
        core.weather.state_is_out = is_out && core.random.happens(200);
        core.trace(|| format!("--- the folder takes nothing: {is_out}"));
    }
    if core.random.happens(core.weather.synchroniser) {
        synchroniser.act(core);
    }
    if core.random.happens(core.weather.rot) {
        rot(core);
    }
}

/// The first line of every journal here: making it takes as long as all that follows.
static FIRST_LINE: OnceLock<Vec<u8>> = OnceLock::new();

/// Made in a room of its own: nothing of how it was made may lie in that of a schedule.
fn first_line() -> Vec<u8> {
    let world = World::new(0, Vec::new(), false);
    let files = world.files(JUDGE);
    let (id, now) = {
        let mut core = world.core();
        (core.fresh_id(), core.now)
    };
    let command = Command::TakeAgenda {
        agenda: Box::new(agenda()),
        digest: String::new(),
    };
    Recorder::begin(&files, &"ada".into(), id, &command, now).expect("a journal");
    let storage = files.storage();
    storage.read(&files.journal).expect("what was written")
}

/// A meeting that has its agenda, on a disk that is well.
fn begin(world: &Arc<World>) {
    let id = world.core().fresh_id();
    world.core().ledger.ask(&id, None);
    put(
        world,
        &world.files(JUDGE),
        FIRST_LINE.get_or_init(first_line),
    );
}

fn put(world: &Arc<World>, files: &MeetingFiles, line: &[u8]) {
    let store = Store::of(world, JUDGE);
    let folder = Path::new(JOURNAL).parent().expect("a folder");
    store
        .make_folder(folder, Durability::Synced, Readers::AsTheFolder)
        .and_then(|()| {
            store.replace(
                &files.journal,
                line,
                Durability::Synced,
                Readers::AsTheFolder,
            )
        })
        .expect("a disk that is well");
}

/// An agenda that takes no longer to read than it must.
const AGENDA: &str = r#"Agenda(
    body: (id: "v", name: "V"),
    date: "2026-02-27",
    people: [(name: "Ada Ek")],
    items: [(title: "Ett"), (title: "Två"), (title: "Tre")],
)"#;

fn agenda() -> Agenda {
    let options = ron::Options::default();
    let options = options.with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(AGENDA).expect("a good agenda")
}

/// Everything is well again, and everybody starts anew: what was kept must come in.
fn end(world: &Arc<World>) {
    world.core().weather = Weather::calm();
    world.core().disk.show_all();
    world.tell(|| "at last all is well, and everybody starts anew".to_owned());
    if world.core().ledger.has_replaced {
        return;
    }
    world.send_home();
    for round in 0..2 {
        if round == 1 {
            reopen(world, world.files(JUDGE));
        }
        for place in 0..world.cast() {
            world.with_actor(place, |world, actor| {
                if matches!(actor.part, Part::Desk(_)) {
                    actor.open_desk(world);
                    actor.end(world);
                }
            });
        }
        invariants::hold(world);
    }
    invariants::brought_in(world);
    approve(world, world.files(JUDGE));
}
