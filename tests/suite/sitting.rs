//! Somebody sits at the desk: keys in, the screen and the journal out, and nothing that reaches
//! inside. The recorder is the real one, on a real folder; time stands still until it is told.

use std::fmt::Write;
use std::path::Path;

use chrono::TimeDelta;
use klubba::book::Book;
use klubba::book::agenda_file;
use klubba::book::chair_writer::ChairWriter;
use klubba::book::files::MeetingFiles;
use klubba::book::live_draft::Published;
use klubba::book::recorder::{Recorder, Request, fresh_id};
use klubba::meeting::Meeting;
use klubba::meeting::command::Command;
use klubba::meeting::time::Timestamp;
use klubba::tui::colours::Look;
use klubba::tui::desk::{BY, Desk, Effect, Opening};
use klubba::tui::errands;
use klubba::tui::keys::{Input, written};
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use tempfile::TempDir;

/// A sitting at the desk.
pub struct Sitting {
    folder: TempDir,
    pub files: MeetingFiles,
    recorder: Recorder,
    desk: Desk,
    terminal: Terminal<TestBackend>,
    now: Timestamp,
    lines_shown: usize,
    pub has_left: bool,
}

impl Sitting {
    /// Sits down with an agenda of `tests/meetings`, at half past eight.
    pub fn with(agenda: &str) -> Self {
        Self::sized(agenda, 100, 30)
    }

    /// The same, in a window of this size.
    pub fn sized(agenda: &str, width: u16, height: u16) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/meetings")
            .join(format!("{agenda}.ron"));
        Self::at(&path, width, height)
    }

    /// Sits down with any agenda.
    pub fn at(agenda: &Path, width: u16, height: u16) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = agenda_file::read(agenda).expect("a good agenda");
        let book = Book::at(folder.path());
        let files = book.files(
            agenda
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a stem"),
        );
        let now: Timestamp = "2026-02-27T08:30:00+01:00".parse().expect("a moment");
        let command = Command::TakeAgenda {
            agenda: Box::new(file.agenda),
            digest: file.digest,
        };
        Recorder::begin(
            &files,
            BY,
            &Request {
                id: fresh_id(now),
                command,
                at: now,
                seen: None,
            },
        )
        .expect("a journal");
        Self::resumed(folder, files, now, width, height)
    }

    /// Sits down again at a meeting that lies in a book of its own.
    pub fn in_book(folder: TempDir, stem: &str, width: u16, height: u16) -> Self {
        let files = Book::at(folder.path()).files(stem);
        let now: Timestamp = "2026-02-27T10:30:00+01:00".parse().expect("a moment");
        Self::resumed(folder, files, now, width, height)
    }

    fn resumed(
        folder: TempDir,
        files: MeetingFiles,
        now: Timestamp,
        width: u16,
        height: u16,
    ) -> Self {
        let recorder = Recorder::open(files.clone(), BY, Some(&folder.path().join("state")))
            .expect("a recorder");
        let desk = desk(&recorder);
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        let mut sitting = Self {
            folder,
            files,
            recorder,
            desk,
            terminal,
            now,
            lines_shown: 1,
            has_left: false,
        };
        sitting.draw();
        sitting
    }

    /// Presses keys, one after another, half a second apart.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in written(keys) {
            self.now += TimeDelta::milliseconds(500);
            self.take(Input::Key(key));
        }
        self
    }

    /// Presses a key without a moment between it and the one before.
    pub fn press_at_once(&mut self, keys: &str) -> &mut Self {
        for key in written(keys) {
            self.take(Input::Key(key));
        }
        self
    }

    /// Pastes.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.take(Input::Paste(text.to_owned()));
        self
    }

    /// The desk learns what the body has decided before.
    pub fn remember(&mut self, decided: &[&str]) {
        self.desk
            .remember(decided.iter().map(ToString::to_string).collect());
    }

    /// The agenda file has got another title in it since it was taken in.
    pub fn change_the_agenda(&mut self, was: &str, title: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meetings/vatten.ron");
        let mut agenda = agenda_file::read(&path).expect("a good agenda").agenda;
        let row = agenda
            .items
            .iter_mut()
            .find(|row| row.title == was)
            .expect("a row");
        title.clone_into(&mut row.title);
        self.desk.offer_agenda(Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: title.to_owned(),
        });
        self.draw();
    }

    /// The folder of the meetings is gone, as a share goes.
    pub fn the_folder_goes_away(&mut self) {
        std::fs::rename(
            self.folder.path().join("meetings"),
            self.folder.path().join("away"),
        )
        .expect("a folder");
    }

    /// It is back, and the next second passes.
    pub fn the_folder_comes_back(&mut self) {
        std::fs::rename(
            self.folder.path().join("away"),
            self.folder.path().join("meetings"),
        )
        .expect("a folder");
        for news in self.recorder.flush() {
            self.desk.hear(news, self.now);
        }
        self.draw();
    }

    /// Clicks.
    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.take(Input::Click { column, row });
        self
    }

    /// Turns the wheel.
    pub fn wheel(&mut self, column: u16, row: u16, down: bool) -> &mut Self {
        self.take(Input::Wheel { column, row, down });
        self
    }

    /// Time passes.
    pub fn wait(&mut self, length: TimeDelta) -> &mut Self {
        self.now += length;
        self.draw();
        self
    }

    fn take(&mut self, input: Input) {
        self.desk.take(input, self.now);
        for effect in self.desk.effects() {
            match effect {
                Effect::Record(ask) => {
                    for news in self.recorder.record(*ask) {
                        self.desk.hear(news, self.now);
                    }
                }
                Effect::Errand(errand) => {
                    let book = Book::at(self.folder.path());
                    let brought = std::sync::Mutex::new(Vec::new());
                    let tell = |one| brought.lock().expect("no panic").push(one);
                    errands::run(errand, &book, &Words::of(Language::Swedish), &tell);
                    for one in brought.into_inner().expect("no panic") {
                        self.desk.bring(one);
                    }
                }
                Effect::TakeSeat => self.desk.seat_is_taken(None, self.now),
                Effect::Leave => self.has_left = true,
            }
        }
        // Where there is no folder any more, nobody can look into it either.
        let _ = self.files.live_draft().keep(self.published().as_ref());
        self.draw();
    }

    /// What the wall may see of what is being worded.
    fn published(&self) -> Option<Published> {
        let meeting = self.recorder.first_line().expect("a first line").to_owned();
        self.desk
            .wording()
            .map(|wording| Published { meeting, wording })
    }

    /// The chair asks for something at the wall, and the desk sees it at once.
    pub fn chair(&mut self, command: Command) -> &mut Self {
        let mut chair =
            ChairWriter::open(None, self.files.clone()).expect("a journal that can be written to");
        chair
            .record(command, self.now)
            .expect("a folder that can be written to");
        self.catch_up()
    }

    /// Sees what others wrote.
    pub fn catch_up(&mut self) -> &mut Self {
        for news in self.recorder.catch_up() {
            self.desk.hear(news, self.now);
        }
        self.draw();
        self
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The meeting as it is on the screen.
    pub fn meeting(&self) -> &Meeting {
        self.desk.meeting()
    }

    fn draw(&mut self) {
        let (desk, now) = (&mut self.desk, self.now);
        self.terminal
            .draw(|frame| desk.draw(frame, Look::Coloured, now))
            .expect("a frame");
    }

    /// Is killed, and sits down again: the journal is there, and the draft that was kept.
    pub fn sit_down_again(&mut self) -> &mut Self {
        let draft = self.desk.draft();
        self.recorder = Recorder::open(self.files.clone(), BY, None).expect("a recorder");
        self.desk = desk(&self.recorder);
        if let Some(draft) = draft {
            self.desk.take_up(&draft);
        }
        self.draw();
        self
    }

    /// The window gets another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.backend_mut().resize(width, height);
        self.terminal.autoresize().expect("another size");
        self.take(Input::Resize);
        self
    }

    /// The screen, and below it what has been written to the journal since this was last asked:
    /// each entry's number, hand and events, without what differs from run to run.
    pub fn picture(&mut self) -> String {
        let mut picture = text_of(self.terminal.backend().buffer());
        let mut journal = std::fs::read_to_string(&self.files.journal).expect("a journal");
        let field = |line: &str, name: &str, end: &str| {
            let (_, rest) = line.split_once(name).expect("a field");
            rest.split_once(end).expect("its end").0.to_owned()
        };
        // The names of entries differ from run to run; their numbers do not.
        for line in journal.clone().lines() {
            let name = field(line, "id:\"", "\"");
            journal = journal.replace(&name, &format!("#{}", field(line, "seq:", ",")));
        }
        for line in journal.lines().skip(self.lines_shown) {
            let (_, events) = line.split_once(",events:").expect("events");
            let (events, _) = events.rsplit_once(")//").expect("a check");
            writeln!(
                picture,
                "#{} {} {events}",
                field(line, "seq:", ","),
                field(line, "by:\"", "\"")
            )
            .expect("a line");
        }
        self.lines_shown = journal.lines().count();
        picture
    }

    /// What else can happen to a desk.
    pub fn happens(&mut self, what: impl FnOnce(&mut Desk, Timestamp)) -> &mut Self {
        what(&mut self.desk, self.now);
        self
    }

    /// The screen, cell by cell.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// The screen alone.
    pub fn screen(&self) -> String {
        text_of(self.terminal.backend().buffer())
    }

    /// The folder of the book.
    pub fn book(&self) -> &Path {
        self.folder.path()
    }

    /// The only writer of the journal.
    pub fn recorder(&mut self) -> &mut Recorder {
        &mut self.recorder
    }
}

fn desk(recorder: &Recorder) -> Desk {
    let opening = Opening {
        meeting: recorder.meeting().clone(),
        seq: recorder.head().seq,
        findings: recorder.findings(),
        is_behind_record: recorder.is_behind_record(),
        owner: None,
        stem: recorder.files().stem.clone(),
    };
    Desk::new(Words::of(Language::Swedish), opening)
}

pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        for x in 0..buffer.area.width {
            row.push_str(buffer[(x, y)].symbol());
        }
        text.push_str(row.trim_end());
        text.push('\n');
    }
    text
}
