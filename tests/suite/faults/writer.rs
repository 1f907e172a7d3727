//! The one who writes while things go wrong: a process of its own that takes orders, a line each,
//! and tells what came of them, a line each.
//!
//! ```text
//! begin             makes the journal                             flush   tries what waits
//! record N LENGTH   asks for N entries, the text of each so long  file    writes the record
//! busy              asks and flushes without end
//! clause LENGTH     asks for a decision of this length            step    opens the next item
//! keys KEYS         presses keys at a desk, drawing after each    hear    lets it hear the news
//! desk NAME         takes the desk lock                           stop    stops itself
//! draft TEXT        keeps what is being written
//! ```

use std::io::{BufRead, Write, stdin, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use klubba::book::Book;
use klubba::book::edit_lock::EditLock;
use klubba::book::files::MeetingFiles;
use klubba::book::private_draft::PrivateDraft;
use klubba::book::recorder::{Recorder, RecorderEvent};
use klubba::book::rescue::Rescue;
use klubba::book::storage::Claim;
use klubba::book::storage::folder::lock::DeskLock;
use klubba::meeting::command::Command;
use klubba::tui::clock::Clock;
use klubba::tui::desk::{Desk, EntryIds, Opening};
use klubba::tui::effect::{AppEvent, Effect};
use klubba::tui::keys::{Input, written};
use klubba::tui::run::{FromScreen, Reporter, handle};
use klubba::tui::runtime::{DeskDuties, Duties, Runtime};
use klubba::tui::screen::Screen;
use klubba::tui::theme::Theme;
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::ledger::line;
use super::scene::{Asked, agenda, ask, decision, item, notes, now};

#[test]
#[ignore = "the faults start it, in a process of its own"]
fn writer() {
    let Some(folder) = std::env::var_os("FAULTS_BELOW").map(PathBuf::from) else {
        return;
    };
    let files = MeetingFiles::within(&folder.join("book/meetings"), "fel");
    let by = std::env::var("FAULTS_BY").expect("a hand");
    let state = folder.join(std::env::var_os("FAULTS_STATE").expect("a state folder"));
    tell("");
    let mut writer = Writer {
        files,
        by,
        state,
        work: Work::None,
        number: 0,
        desk_lock: None,
    };
    for order in stdin().lock().lines() {
        writer.obey(&order.expect("an order"));
        tell("DONE");
    }
}

fn tell(said: &str) {
    // The one who listens may have gone; then so shall we.
    stdout()
        .write_all(format!("{said}\n").as_bytes())
        .expect("somebody listens");
}

enum Work {
    None,
    Recorder(Box<Recorder>),
    Desk(Box<Sitting>),
}

struct Sitting {
    desk: Desk,
    runtime: Runtime,
    events: Receiver<FromScreen>,
    terminal: Terminal<TestBackend>,
}

struct Writer {
    files: MeetingFiles,
    by: String,
    state: PathBuf,
    work: Work,
    number: usize,
    desk_lock: Option<DeskLock>,
}

impl Writer {
    fn obey(&mut self, order: &str) {
        let (verb, rest) = order.split_once(' ').unwrap_or((order, ""));
        match verb {
            "begin" => self.begin(),
            "record" => self.record(rest),
            "busy" => self.write_without_end(),
            "clause" => self.ask_for(|recorder| {
                decision(
                    recorder,
                    &format!("att {}", "a".repeat(rest.parse().expect("a length"))),
                )
            }),
            "step" => {
                self.ask_for(|recorder| {
                    ask(Command::OpenNext {
                        seen: recorder.meeting().open,
                    })
                });
            }
            "flush" => self.on_recorder(Recorder::flush),
            "file" => self.on_recorder(|recorder| {
                tell(&format!("FILE {}", recorder.write_record().is_ok()));
                Vec::new()
            }),
            "keys" => self.sitting().press(rest),
            "hear" => self.sitting().hear(),
            "hear-until" => self.sitting().hear_until(rest),
            "draft" => {
                let kept =
                    PrivateDraft::of(Arc::clone(self.files.storage()), &self.state, "fel", "0f")
                        .keep(Some(rest));
                tell(&format!("DRAFT {}", kept.is_ok()));
            }
            "desk" => self.take_the_desk(rest),
            "stop" => {
                signal_hook::low_level::raise(signal_hook::consts::SIGSTOP).expect("it stops");
            }
            _ => panic!("no such order: {order}"),
        }
    }

    fn begin(&mut self) {
        let ask = ask(agenda());
        tell(&format!("ASK {}", ask.id.0));
        match ask.begins(&self.files, &self.by) {
            Ok(()) => tell(&format!("ACK {} 1", ask.id.0)),
            Err(trouble) => tell(&format!(
                "SHUT {:?} {}",
                trouble.cause,
                trouble.detail().unwrap_or_default()
            )),
        }
    }

    fn open(&self) -> Option<Recorder> {
        match Recorder::open(
            self.files.clone(),
            self.by.as_str().into(),
            Some(&self.state),
        ) {
            Ok(recorder) => Some(recorder),
            Err(trouble) => {
                tell(&format!(
                    "SHUT {:?} {}",
                    trouble.cause,
                    trouble.detail().unwrap_or_default()
                ));
                None
            }
        }
    }

    fn on_recorder(&mut self, act: impl FnOnce(&mut Recorder) -> Vec<RecorderEvent>) {
        if matches!(self.work, Work::None)
            && let Some(recorder) = self.open()
        {
            self.work = Work::Recorder(Box::new(recorder));
        }
        if let Work::Recorder(recorder) = &mut self.work {
            for news in act(recorder) {
                tell(&line(&news));
            }
            recorder.remove_reported_refusals();
        }
    }

    fn record(&mut self, order: &str) {
        let (count, length) = order.split_once(' ').expect("how many and how long");
        let length = length.parse().expect("a number");
        for _ in 0..count.parse().expect("a number") {
            self.number += 1;
            let number = self.number;
            self.ask_for(|recorder| asked_for(recorder, number, length));
        }
    }

    /// With a breath after each entry: the lock knows no queue.
    fn write_without_end(&mut self) {
        loop {
            self.record("1 40");
            self.on_recorder(Recorder::flush);
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    }

    fn ask_for(&mut self, ask: impl FnOnce(&Recorder) -> Asked) {
        self.on_recorder(|recorder| {
            let ask = ask(recorder);
            tell(&format!("ASK {}", ask.id.0));
            ask.put_to(recorder)
        });
    }

    fn sitting(&mut self) -> &mut Sitting {
        if matches!(self.work, Work::None) {
            self.work = Work::Desk(Box::new(Sitting::at(
                self.open().expect("a recorder"),
                &self.state,
            )));
        }
        match &mut self.work {
            Work::Desk(sitting) => sitting,
            Work::Recorder(_) | Work::None => panic!("it records, and sits at no desk"),
        }
    }

    fn take_the_desk(&mut self, name: &str) {
        match DeskLock::claim(&self.files.desk_lock, name).expect("a folder that does locks") {
            Claim::Ours(lock) => {
                self.desk_lock = Some(lock);
                tell("DESK mine");
            }
            Claim::Held(owner) => tell(&format!("DESK {owner}")),
        }
    }
}

/// Decisions, notes and steps by turns.
fn asked_for(recorder: &Recorder, number: usize, length: usize) -> Asked {
    let meeting = recorder.meeting();
    let text = format!("att {number} {}", "ö".repeat(length / 2));
    match number % 3 {
        0 => notes(recorder, item(meeting, 1), &text),
        1 => decision(recorder, &text),
        _ => {
            let seen = meeting.open;
            let is_last = meeting.item_after(seen).is_none();
            ask(if is_last {
                Command::OpenPrevious { seen }
            } else {
                Command::OpenNext { seen }
            })
        }
    }
}

impl Sitting {
    fn at(recorder: Recorder, state: &Path) -> Self {
        let opening = Opening {
            meeting: recorder.meeting().clone(),
            seq: recorder.head().seq,
            integrity: recorder.integrity(),
            owner: None,
            stem: "fel".to_owned(),
            ids: EntryIds::unique(),
        };
        let mut edit_lock = EditLock::of(recorder.files().clone(), "somebody".to_owned());
        let claim = edit_lock.claim().expect("a folder with locks");
        assert_eq!(claim, Claim::Ours(()));
        let journal = &recorder.files().journal;
        let book = journal.parent().and_then(Path::parent).expect("a book");
        let storage = Arc::clone(recorder.files().storage());
        let first_line = recorder.first_line().expect("a meeting").to_owned();
        let duties = DeskDuties {
            book: Book::at(book),
            recorder,
            edit_lock,
            language: Language::Swedish,
            drafts: None,
            standby: Some(Rescue::of(storage, state, "fel", &first_line)),
            past_decisions: Box::new(Vec::new),
        };
        let (sender, told) = channel();
        let duties = Duties::Desk(Box::new(duties));
        let reporter = Reporter::new(sender, 1);
        let runtime = Runtime::start(duties, reporter, Clock::started_at(None));
        let terminal = Terminal::new(TestBackend::new(100, 30)).expect("a terminal");
        Self {
            desk: Desk::new(Words::new(Language::Swedish), opening),
            runtime,
            events: told_at_once(told),
            terminal,
        }
    }

    fn press(&mut self, keys: &str) {
        for key in written(keys) {
            self.desk.event(AppEvent::Input(Input::Key(key)), now());
            self.desk.hurry();
            for effect in self.desk.effects(now()) {
                if let Effect::Record { shown, .. } = &effect {
                    tell(&format!("ASK {}", shown.id.0));
                }
                let _ = self.runtime.perform(effect);
            }
            self.draw();
        }
    }

    /// Takes in what is told until the screen shows this.
    fn hear_until(&mut self, text: &str) {
        while !self.draw().contains(text) {
            let (_, event) = self.events.recv().expect("news of what waits");
            let _ = handle(&mut self.desk, event, &mut self.runtime, now());
        }
    }

    fn draw(&mut self) -> String {
        let desk = &mut self.desk;
        let drawn = self
            .terminal
            .draw(|frame| desk.draw(frame, Theme::Plain, now()))
            .expect("a frame");
        let text: String = drawn
            .buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        tell(&format!("DRAWN {text}"));
        text
    }

    fn hear(&mut self) {
        while self.desk.has_pending() {
            let (_, event) = self.events.recv().expect("news of what waits");
            let _ = handle(&mut self.desk, event, &mut self.runtime, now());
        }
        self.draw();
    }
}

/// Tells what the recorder says as soon as it says it, and passes all on.
fn told_at_once(events: Receiver<FromScreen>) -> Receiver<FromScreen> {
    let (sender, passed_on) = channel();
    std::thread::spawn(move || {
        for event in events {
            if let (_, AppEvent::Journal(news)) = &event {
                tell(&line(news));
            }
            if sender.send(event).is_err() {
                return;
            }
        }
    });
    passed_on
}
