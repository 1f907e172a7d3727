//! Somebody sits at the desk: keys in, the screen and the journal out, and nothing that reaches
//! inside. What the desk asks for is performed by the program's own runtime, without threads, on a
//! real folder; time stands still until it is told, and entries are named by their numbers.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};

use chrono::TimeDelta;
use klubba::book::Book;
use klubba::book::agenda_file;
use klubba::book::chair_writer::ChairWriter;
use klubba::book::edit_lock::EditLock;
use klubba::book::files::MeetingFiles;
use klubba::book::private_draft::LeftDraft;
use klubba::book::recorder::{Recorder, RecorderEvent};
use klubba::meeting::Meeting;
use klubba::meeting::author::Author;
use klubba::meeting::command::Command;
use klubba::meeting::event::EntryId;
use klubba::meeting::time::Timestamp;
use klubba::tui::clock::Clock;
use klubba::tui::desk::{Desk, EntryIds, Opening};
use klubba::tui::effect::{AppEvent, Next};
use klubba::tui::keys::{Input, Key, written};
use klubba::tui::run::{FromScreen, Reporter, handle, perform};
use klubba::tui::runtime::{DeskDuties, Duties, Runtime};
use klubba::tui::screen::Screen;
use klubba::tui::theme::Theme;
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use tempfile::TempDir;

use crate::painted::styles;

/// A sitting at the desk.
pub struct Sitting {
    folder: TempDir,
    pub files: MeetingFiles,
    desk: Desk,
    runtime: Runtime,
    events: Receiver<FromScreen>,
    /// The number of the newest entry that anybody has named.
    named: Arc<AtomicU64>,
    terminal: Terminal<TestBackend>,
    now: Timestamp,
    lines_shown: usize,
    pub has_left: bool,
}

/// The number of the only screen there is.
const SCREEN: u64 = 1;

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
            &Author::Secretary,
            EntryId("#1".to_owned()),
            &command,
            now,
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
        let recorder = Recorder::open(
            files.clone(),
            Author::Secretary,
            Some(&folder.path().join("state")),
        )
        .expect("a recorder");
        let named = Arc::new(AtomicU64::new(recorder.head().seq));
        let desk = desk(&recorder, &named);
        let (runtime, events) = runtime(recorder, &Book::at(folder.path()));
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        let mut sitting = Self {
            folder,
            files,
            desk,
            runtime,
            events,
            named,
            terminal,
            now,
            lines_shown: 1,
            has_left: false,
        };
        sitting.settle();
        sitting
    }

    /// Presses keys, one after another, half a second apart.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in written(keys) {
            self.now += TimeDelta::milliseconds(500);
            self.take(Input::Key(key));
            // Nobody goes on at once: what was held back is recorded.
            self.desk.hurry();
            let _ = perform(&mut self.desk, &mut self.runtime, self.now);
            self.settle();
        }
        self
    }

    /// Types a text, this long from letter to letter.
    pub fn types(&mut self, text: &str, gap: TimeDelta) -> &mut Self {
        for letter in text.chars() {
            self.now += gap;
            self.take(Input::Key(Key::letter(letter)));
        }
        self
    }

    /// The number of lines in the journal.
    pub fn journal_lines(&self) -> usize {
        let journal = std::fs::read_to_string(&self.files.journal).expect("a journal");
        journal.lines().count()
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
        let decided = decided.iter().map(ToString::to_string).collect();
        self.happens(AppEvent::PastDecisions(decided));
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
        let news = self.recorder().flush();
        self.hear(news);
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
        self.give(AppEvent::Input(input));
    }

    /// Something happens outside the desk.
    pub fn happens(&mut self, event: AppEvent) -> &mut Self {
        self.give(event);
        self
    }

    fn hear(&mut self, news: Vec<RecorderEvent>) {
        for one in news {
            self.happens(AppEvent::Journal(one));
        }
        self.draw();
    }

    /// Gives the desk an event, and all that follows from it.
    fn give(&mut self, event: AppEvent) {
        let next = handle(&mut self.desk, event, &mut self.runtime, self.now);
        self.has_left |= next == Some(Next::Nothing);
        self.settle();
    }

    fn settle(&mut self) {
        while let Ok((_, event)) = self.events.try_recv() {
            let _ = handle(&mut self.desk, event, &mut self.runtime, self.now);
        }
        let newest = self.recorder().head().seq;
        self.named.fetch_max(newest, Ordering::Relaxed);
        self.runtime.show_draft(self.desk.live_draft());
        self.draw();
    }

    /// The chair asks for something at the wall, and the desk sees it at once.
    pub fn chair(&mut self, command: &Command) -> &mut Self {
        let mut chair =
            ChairWriter::open(None, self.files.clone()).expect("a journal that can be written to");
        chair
            .record(command, self.now)
            .expect("a folder that can be written to");
        self.catch_up()
    }

    /// Sees what others wrote.
    pub fn catch_up(&mut self) -> &mut Self {
        let news = self.recorder().catch_up();
        self.hear(news);
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
            .draw(|frame| desk.draw(frame, Theme::Coloured, now))
            .expect("a frame");
    }

    /// Is killed, and sits down again: the journal is there, and the draft that was kept.
    pub fn sit_down_again(&mut self) -> &mut Self {
        let draft = self.desk.draft();
        let recorder =
            Recorder::open(self.files.clone(), Author::Secretary, None).expect("a recorder");
        self.desk = desk(&recorder, &self.named);
        (self.runtime, self.events) = runtime(recorder, &Book::at(self.folder.path()));
        if let Some(draft) = draft {
            self.desk.take_up(&LeftDraft::Text(draft));
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
        let journal = std::fs::read_to_string(&self.files.journal).expect("a journal");
        let field = |line: &str, name: &str, end: &str| {
            let (_, rest) = line.split_once(name).expect("a field");
            rest.split_once(end).expect("its end").0.to_owned()
        };
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
        picture.push_str(&styles(self.terminal.backend().buffer()));
        picture
    }

    /// Draws the desk somewhere else.
    pub fn draw_by(&mut self, draw: impl FnOnce(&mut Desk, Timestamp)) {
        draw(&mut self.desk, self.now);
    }

    /// The screen, cell by cell.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// The screen, and how it is painted.
    pub fn painted(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        text_of(buffer) + &styles(buffer)
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
        self.runtime.recorder().expect("a recorder at hand")
    }
}

fn desk(recorder: &Recorder, named: &Arc<AtomicU64>) -> Desk {
    let named = Arc::clone(named);
    let opening = Opening {
        meeting: recorder.meeting().clone(),
        seq: recorder.head().seq,
        integrity: recorder.integrity(),
        owner: None,
        stem: recorder.files().stem.clone(),
        ids: EntryIds::from_fn(move |_| {
            let number = named.fetch_add(1, Ordering::Relaxed) + 1;
            EntryId(format!("#{number}"))
        }),
    };
    Desk::new(Words::new(Language::Swedish), opening)
}

/// The workers beside a desk, without threads.
pub fn runtime(recorder: Recorder, book: &Book) -> (Runtime, Receiver<FromScreen>) {
    let mut edit_lock = EditLock::of(recorder.files().clone(), "somebody".to_owned());
    let _ = edit_lock.claim().expect("a folder with locks");
    let duties = DeskDuties {
        recorder,
        edit_lock,
        book: book.clone(),
        language: Language::Swedish,
        drafts: None,
        standby: None,
        past_decisions: Box::new(Vec::new),
    };
    let (sender, events) = channel();
    let reporter = Reporter::new(sender, SCREEN);
    let duties = Duties::Desk(Box::new(duties));
    let runtime = Runtime::at_once(duties, reporter, Clock::started_at(None));
    (runtime, events)
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
