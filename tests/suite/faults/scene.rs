//! A meeting in a folder of its own, begun and opened, for something to go wrong with.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use klubba::book::agenda_file;
use klubba::book::files::MeetingFiles;
use klubba::book::journal::{Defect, JournalFinding};
use klubba::book::recorder::{Recorder, RecorderEvent, StoreError, fresh_id};
use klubba::book::snapshot::{Scanned, scan};
use klubba::meeting::Meeting;
use klubba::meeting::command::Command;
use klubba::meeting::event::EntryId;
use klubba::meeting::item::ItemId;
use klubba::meeting::running_text::TextPlace;
use klubba::meeting::time::Timestamp;
use klubba::tui::clock::Clock;
use tempfile::TempDir;

const AGENDA: &str = r#"Agenda(body: (id: "fel-kd", name: "Felgruppen"), date: "2026-02-27",
    items: [(label: "1", title: "Ett"), (label: "2", title: "Två"), (label: "3", title: "Tre")])"#;

/// How long anything here may take before it has failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A meeting in a folder of its own.
pub struct Scene {
    folder: TempDir,
    pub files: MeetingFiles,
    pub state: PathBuf,
}

impl Scene {
    /// A meeting whose first item is open.
    pub fn begun() -> Self {
        Self::with(opened())
    }

    /// A meeting with this journal.
    pub fn with(journal: &[u8]) -> Self {
        let scene = Self::bare();
        fs::write(&scene.files.journal, journal).expect("a journal");
        scene
    }

    /// A book without a meeting.
    pub fn bare() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("klubba-faults-")
            .tempdir_in(quick())
            .expect("a folder");
        let meetings = folder.path().join("book/meetings");
        fs::create_dir_all(&meetings).expect("meetings");
        let state = folder.path().join("state");
        Self {
            files: MeetingFiles::within(&meetings, "fel"),
            state,
            folder,
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the meeting here, in this process, where nothing goes wrong.
    pub fn recorder(&self) -> Recorder {
        Recorder::open(self.files.clone(), "domare".into(), Some(&self.state))
            .expect("it opens without a question")
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(&self.files.journal).expect("a journal")
    }

    pub fn scanned(&self) -> Scanned {
        scan(&self.files).expect("a journal that can be read")
    }

    pub fn flaws(&self) -> Vec<Defect> {
        self.scanned()
            .findings
            .into_iter()
            .map(|JournalFinding { defect, .. }| defect)
            .collect()
    }

    /// The code that `klubba verify` ends with.
    pub fn verified(&self) -> Option<i32> {
        let mut klubba = std::process::Command::new(env!("CARGO_BIN_EXE_klubba"));
        let ended = klubba
            .arg("verify")
            .arg(&self.files.journal)
            .output()
            .expect("the program starts");
        ended.status.code()
    }
}

/// A folder in memory where there is one: what is tested here is order, not the disk.
fn quick() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// The journal of a meeting whose first item is open.
pub fn opened() -> &'static [u8] {
    static JOURNAL: OnceLock<Vec<u8>> = OnceLock::new();
    JOURNAL.get_or_init(|| {
        let scene = Scene::bare();
        ask(agenda())
            .begins(&scene.files, "domare")
            .expect("a journal");
        let mut recorder = scene.recorder();
        let first = item(recorder.meeting(), 0);
        assert!(is_saved(
            &ask(Command::OpenItem { item: first }).put_to(&mut recorder)
        ));
        scene.bytes()
    })
}

/// The same with some entries more.
pub fn opened_and(entries: usize) -> Vec<u8> {
    let scene = Scene::begun();
    let mut recorder = scene.recorder();
    for number in 0..entries {
        assert!(is_saved(
            &decision(&recorder, &format!("att besluta {number}")).put_to(&mut recorder)
        ));
    }
    scene.bytes()
}

/// The command that takes the agenda in.
pub fn agenda() -> Command {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("fel.ron");
    fs::write(&path, AGENDA).expect("an agenda");
    let file = agenda_file::read(&path).expect("a good agenda");
    Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    }
}

pub fn item(meeting: &Meeting, place: usize) -> ItemId {
    meeting.items().nth(place).expect("an item").id
}

pub fn now() -> Timestamp {
    Clock::started_at(None).now()
}

/// A command that somebody gives without having seen what comes of it.
pub struct Asked {
    pub id: EntryId,
    pub command: Command,
    pub at: Timestamp,
}

impl Asked {
    pub fn put_to(self, recorder: &mut Recorder) -> Vec<RecorderEvent> {
        recorder.record_unseen(&self.id, self.command, self.at)
    }

    pub fn begins(&self, files: &MeetingFiles, by: &str) -> Result<(), StoreError> {
        Recorder::begin(files, &by.into(), self.id.clone(), &self.command, self.at)
    }
}

/// A command, asked for now.
pub fn ask(command: Command) -> Asked {
    let at = now();
    Asked {
        id: fresh_id(at),
        command,
        at,
    }
}

/// A decision under the first item.
pub fn decision(recorder: &Recorder, clause: &str) -> Asked {
    let item = item(recorder.meeting(), 0);
    ask(Command::RecordDecision {
        item,
        clauses: vec![clause.to_owned()],
    })
}

/// New notes under an item, in the place of those that are there.
pub fn notes(recorder: &Recorder, item: ItemId, text: &str) -> Asked {
    let place = TextPlace::Notes(item);
    let before = recorder
        .meeting()
        .text(place)
        .unwrap_or_default()
        .to_owned();
    ask(Command::WriteText {
        place,
        before,
        text: text.to_owned(),
    })
}

pub fn is_saved(news: &[RecorderEvent]) -> bool {
    news.iter()
        .any(|news| matches!(news, RecorderEvent::Saved { .. }))
}

/// A moment after which a test has waited long enough.
#[derive(Clone, Copy)]
pub struct Deadline(Instant);

impl Deadline {
    #[expect(clippy::disallowed_methods, reason = "a test that waits must end")]
    pub fn start() -> Self {
        Self(Instant::now() + PATIENCE)
    }

    #[expect(clippy::disallowed_methods, reason = "a test that waits must end")]
    pub fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// Waits until it is so.
    pub fn until(self, what: &str, mut is_so: impl FnMut() -> bool) {
        while !is_so() {
            assert!(!self.left().is_zero(), "waited in vain until {what}");
            std::thread::yield_now();
        }
    }
}

/// A row of numbers that looks random and is the same each time.
pub struct Chance(u64);

impl Chance {
    pub fn seeded(seed: u64) -> Self {
        Self(seed | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("a small number")
    }

    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte")
    }
}

/// How often something is tried: in the ordinary suite, or as an environment variable says.
pub fn times(variable: &str, usual: usize) -> usize {
    std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}
