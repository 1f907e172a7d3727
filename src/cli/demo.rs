//! `klubba demo`: a made-up meeting under way, in a book that is gone afterwards.

use chrono::TimeDelta;

use super::{Answer, Task};
use crate::book::Book;
use crate::book::agenda_file;
use crate::book::files::MeetingFiles;
use crate::book::recorder::{Recorder, Request, StoreError, fresh_id};
use crate::meeting::attendance::Mark;
use crate::meeting::command::{AssignmentWords, Command};
use crate::meeting::item::ItemId;
use crate::meeting::person::PersonId;
use crate::meeting::text::TextPlace;
use crate::meeting::time::Timestamp;
use crate::tui::clock::Clock;
use crate::tui::desk::BY;

const AGENDA: &str = include_str!("../../agendas/demo.ron");
const STEM: &str = "demo";

/// Opens the demo.
pub(super) fn demo(mut task: Task<'_>) -> Answer {
    if !task.surroundings.is_terminal {
        return Answer {
            code: 2,
            ..task.failed("cli-needs-a-terminal", &[])
        };
    }
    let clock = Clock::started_at(task.surroundings.now.as_deref());
    let folder = match tempfile::Builder::new().prefix("klubba-demo-").tempdir() {
        Ok(folder) => folder,
        Err(error) => return Answer::failed(format!("klubba: {error}\n")),
    };
    task.book = Book::at(folder.path());
    match prepare(&task.book, clock.now()) {
        Ok(files) => super::run::sit_down(task, files, clock, Some(&folder.path().join("state"))),
        Err(message) => Answer::failed(format!("klubba: {message}\n")),
    }
}

/// Makes the book, and plays the first half of the meeting as if it had begun an hour ago.
fn prepare(book: &Book, now: Timestamp) -> Result<MeetingFiles, String> {
    let path = book.agendas().join(format!("{STEM}.ron"));
    std::fs::create_dir_all(book.agendas())
        .and_then(|()| std::fs::write(&path, AGENDA))
        .map_err(|error| error.to_string())?;
    let mut file = agenda_file::read(&path).map_err(|complaints| format!("{complaints:?}"))?;
    file.agenda.date = now.date_naive();
    let files = book.files(STEM);
    let took = |error: StoreError| error.detail().unwrap_or_default();
    let first = now - TimeDelta::minutes(70);
    let command = Command::TakeAgenda {
        agenda: Box::new(file.agenda),
        digest: file.digest,
    };
    super::run::begin_with(&files, command, first).map_err(took)?;
    let recorder = Recorder::open(files.clone(), BY, None).map_err(took)?;
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
        self.recorder.record(Request {
            id: fresh_id(at),
            command,
            at,
            seen: None,
        });
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

    fn roll_call(&mut self) {
        let (late, away) = (self.person("Aino"), self.person("Sven-Erik"));
        self.at(
            1,
            Command::MarkAttendance {
                person: late,
                mark: Mark::Absent,
            },
        );
        self.at(
            1,
            Command::MarkAttendance {
                person: away,
                mark: Mark::Apologies,
            },
        );
        self.at(2, Command::MarkAllPresent);
        let remote = self.person("Marta");
        self.at(
            2,
            Command::MarkAttendance {
                person: remote,
                mark: Mark::Remote,
            },
        );
        self.at(
            2,
            Command::MarkAttendance {
                person: late,
                mark: Mark::Unmarked,
            },
        );
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
