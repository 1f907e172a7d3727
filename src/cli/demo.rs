//! `klubba demo`: a made-up meeting under way, in a book that is gone afterwards.

use chrono::TimeDelta;

use super::context::Context;
use super::output::{Failure, Output};
use crate::book::Book;
use crate::book::agenda_file;
use crate::book::diagnostic::Diagnostic;
use crate::book::files::MeetingFiles;
use crate::book::recorder::{Recorder, StoreError, fresh_id};
use crate::meeting::assignment::AssignmentWords;
use crate::meeting::attendance::RollCallMark;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::item::ItemId;
use crate::meeting::person::PersonId;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::Timestamp;
use crate::tui::run::Program;

const AGENDA: &str = include_str!("../../agendas/demo.ron");
const STEM: &str = "demo";

/// Opens the demo.
pub(super) fn demo(mut context: Context<'_>, program: &mut Program) -> Result<Output, Failure> {
    context.require_terminal("cli-needs-a-terminal")?;
    let clock = context.clock();
    let folder = tempfile::Builder::new().prefix("klubba-demo-").tempdir()?;
    context.book = Book::at(folder.path());
    let files = prepare(&context.book, clock.now()).map_err(Failure::from_system)?;
    super::run::sit_down(
        context,
        program,
        files,
        clock,
        Some(&folder.path().join("state")),
    )
}

/// The reason why the demo cannot be set up.
#[derive(Debug, thiserror::Error)]
enum DemoError {
    /// The temporary folder cannot be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The agenda that comes with the program is wrong.
    #[error("{0:?}")]
    Agenda(Vec<Diagnostic>),
    /// The journal cannot be written.
    #[error("{}", .0.detail().unwrap_or_default())]
    Recorder(StoreError),
}

/// Makes the book, and plays the first half of the meeting as if it had begun an hour ago.
fn prepare(book: &Book, now: Timestamp) -> Result<MeetingFiles, DemoError> {
    let path = book.agendas().join(format!("{STEM}.ron"));
    std::fs::create_dir_all(book.agendas())?;
    std::fs::write(&path, AGENDA)?;
    let mut file = agenda_file::read(&path).map_err(DemoError::Agenda)?;
    file.agenda.date = now.date_naive();
    let files = book.files(STEM);
    let first = now - TimeDelta::minutes(70);
    let command = Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    };
    super::run::begin_with(&files, &command, first).map_err(DemoError::Recorder)?;
    let recorder =
        Recorder::open(files.clone(), Author::Secretary, None).map_err(DemoError::Recorder)?;
    Play { recorder, first }.whole();
    Ok(files)
}

/// The meeting as it is played; minutes are counted from the roll call.
struct Play {
    recorder: Recorder,
    first: Timestamp,
}

impl Play {
    fn whole(&mut self) {
        self.roll_call();
        self.first_items();
        self.exercise();
        self.lawyer();
        self.power();
    }

    fn item(&self, label: &str) -> ItemId {
        let items = self.recorder.meeting().items();
        items
            .into_iter()
            .find(|item| item.label.as_deref() == Some(label))
            .map_or(ItemId(0), |item| item.id)
    }

    fn person(&self, name: &str) -> PersonId {
        let people = &self.recorder.meeting().people;
        people
            .iter()
            .find(|person| person.name.starts_with(name))
            .map_or(PersonId(0), |person| person.id)
    }

    fn at(&mut self, minute: i64, command: Command) {
        let at = self.first + TimeDelta::minutes(minute);
        self.recorder.record_unseen(&fresh_id(at), command, at);
    }

    fn notes(&mut self, minute: i64, label: &str, text: &str) {
        let place = TextPlace::Notes(self.item(label));
        self.at(
            minute,
            Command::WriteText {
                place,
                before: String::new(),
                text: text.to_owned(),
            },
        );
    }

    fn open(&mut self, minute: i64, label: &str) {
        let item = self.item(label);
        self.at(minute, Command::OpenItem { item });
    }

    fn mark(&mut self, minute: i64, person: PersonId, mark: RollCallMark) {
        self.at(minute, Command::MarkAttendance { person, mark });
    }

    fn roll_call(&mut self) {
        let (late, away) = (self.person("Aino"), self.person("Sven-Erik"));
        self.mark(1, late, RollCallMark::Absent);
        self.mark(1, away, RollCallMark::Apologies);
        self.at(2, Command::MarkAllPresent);
        let remote = self.person("Marta");
        self.mark(2, remote, RollCallMark::Remote);
        self.mark(2, late, RollCallMark::Unmarked);
    }

    fn first_items(&mut self) {
        self.open(5, "1");
        self.notes(
            8,
            "1",
            "Ordföranden hälsar välkommen. En runda: vad har hänt sedan sist?",
        );
        self.open(10, "2");
        let item = self.item("2");
        self.at(12, Command::RecordProposal { item });
    }

    fn exercise(&mut self) {
        self.open(13, "3");
        let late = self.person("Aino");
        let at = self.first + TimeDelta::minutes(17);
        self.at(17, Command::RecordArrival { person: late, at });
        self.notes(
            28,
            "3",
            "Per-Olof går igenom planen. Frågor som kom upp:\n- Vem bär kostnaden för Räddningstjänsten?\n- Kan övningen läggas på en vardag?\n\nAlla kommuner är med.",
        );
        let item = self.item("3");
        self.at(37, Command::RecordProposal { item });
        let words = AssignmentWords {
            who: "varje kommun".to_owned(),
            what: "utse en övningsledare".to_owned(),
            due: "senast den 30 april".to_owned(),
            to: String::new(),
        };
        self.at(38, Command::GiveAssignment { item, words });
    }

    fn lawyer(&mut self) {
        self.open(41, "4");
        self.notes(
            49,
            "4",
            "Amira visar kostnaden per kommun. Lingvallen avstår, övriga är med.",
        );
        let item = self.item("4");
        let clauses = [
            "att inrätta en gemensam tjänst som upphandlingsjurist på prov i två år",
            "att Ullerskog är arbetsgivare",
            "samt att försöket utvärderas i mars 2028.",
        ];
        self.at(
            58,
            Command::RecordDecision {
                item,
                clauses: clauses.map(str::to_owned).to_vec(),
            },
        );
        let words = AssignmentWords {
            who: "Amira Solhede".to_owned(),
            what: "ta fram avtal mellan kommunerna".to_owned(),
            due: "till nästa möte".to_owned(),
            to: String::new(),
        };
        self.at(59, Command::GiveAssignment { item, words });
    }

    fn power(&mut self) {
        self.open(60, "5");
        self.notes(
            66,
            "5",
            "Kön är nu 41 anslutningar. Linnea visar var nätet är fullt redan i dag.",
        );
    }
}
