//! What klubba reads, from a hand that means no good: nothing in it may stop the program, and what
//! it accepts it gives back as it was.
//!
//! ```text
//! cargo +nightly fuzz run agenda fuzz/corpus/agenda fuzz/seeds/agenda      # or import, journal, record
//! cargo test fuzzing                                                       # the seeds, and a few changed ones
//! ```

use std::path::Path;

use klubba::book::agenda_file;
use klubba::book::agenda_writer::{Comments, written};
use klubba::book::journal::{ChainHead, JournalReader, line};
use klubba::book::record::Record;
use klubba::book::search::{Index, Query};
use klubba::cli::describe_complaints;
use klubba::export::document::{ExportSource, lay_out};
use klubba::export::json::json;
use klubba::export::markdown::{TEMPLATE, markdown};
use klubba::import::understood::read;
use klubba::import::{docx, text};
use klubba::meeting::Meeting;
use klubba::meeting::command::Command;
use klubba::meeting::control_chars::is_control;
use klubba::meeting::event::{Entry, EntryId, Event};
use klubba::meeting::minutes::Minutes;
use klubba::meeting::public::Public;
use klubba::meeting::rules::decide;
use klubba::meeting::time::Timestamp;
use klubba::tui::effect::AppEvent;
use klubba::tui::screen::Screen;
use klubba::tui::theme::Theme;
use klubba::tui::wall::{Wall, WallState};
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

thread_local! {
    static WORDS: Words = Words::new(Language::Swedish);
}

fn moment(minute: usize) -> Timestamp {
    let first: Timestamp = "2026-02-27T08:30:00+01:00".parse().expect("a moment");
    first + chrono::TimeDelta::minutes(i64::try_from(minute).expect("a minute"))
}

fn entry(number: usize, events: Vec<Event>) -> Entry {
    Entry {
        id: EntryId(format!("{number:026}")),
        at: moment(number),
        by: "s".into(),
        events,
    }
}

/// A paper, as text or as DOCX: whatever it is, it becomes lines, and the lines a meeting that keeps them
/// all. What is left of a PDF's letters is text as well; its own reader may give up, in its own process.
pub fn import(bytes: &[u8]) {
    let lines = if bytes.starts_with(b"PK") {
        let Some(lines) = docx::lines(bytes) else {
            return;
        };
        lines
    } else {
        text::lines(&text::decoded(bytes))
    };
    let said: usize = lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .count();
    if lines.len() > 2000 || said == 0 {
        return;
    }
    let understood = read(lines, "paper.txt", "");
    let kept = understood
        .paper
        .origin
        .lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .count();
    assert!(kept >= said, "no word is lost");
    let command = Command::ImportMinutes {
        imported: Box::new(understood.paper),
    };
    let Ok(events) = decide(&Meeting::default(), &command, moment(0)) else {
        return;
    };
    let mut meeting = Meeting::default();
    meeting.apply(entry(0, events));
    WORDS.with(|words| {
        json(
            &ExportSource {
                minutes: &meeting,
                head: "",
                integrity: &klubba::meeting::integrity::WHOLE,
                now: moment(1),
            },
            words,
        )
    });
}

/// An agenda's file: complained of, or written again as the same agenda and held as a meeting.
pub fn agenda(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let path = Path::new("agenda.ron");
    let read = |text: &str| agenda_file::of_text(path, text);
    let file = match read(text) {
        Ok(file) => file,
        Err(complaints) => {
            WORDS.with(|words| describe_complaints(&complaints, words));
            return;
        }
    };
    WORDS.with(|words| describe_complaints(&file.doubts, words));
    let again =
        read(&written(&file.agenda, &Comments::default())).expect("its own agenda is understood");
    assert_eq!(again.agenda, file.agenda, "written and read again");
    let clean = file.agenda.cleaned();
    assert_eq!(clean.clone().cleaned(), clean, "clean is clean");
    hold(&Command::TakeAgenda {
        agenda: Box::new(clean),
        digest: String::new(),
    });
}

/// A meeting with this agenda, opened, decided, closed.
fn hold(first: &Command) {
    let mut meeting = Meeting::default();
    let mut entries = Vec::new();
    let mut does = |meeting: &mut Meeting, command: &Command| {
        if let Ok(events) = decide(meeting, command, moment(entries.len())) {
            entries.push(entry(entries.len(), events));
            meeting.apply(entries.last().expect("one").clone());
        }
    };
    does(&mut meeting, first);
    does(&mut meeting, &Command::MarkAllPresent);
    for _ in 0..3 {
        let seen = meeting.open;
        does(&mut meeting, &Command::OpenNext { seen });
        if let Some(item) = meeting.open {
            does(&mut meeting, &Command::RecordProposal { item });
            does(&mut meeting, &Command::RecordPhrase { item, number: 1 });
        }
    }
    does(&mut meeting, &Command::CloseMeeting);
    assert_eq!(
        *Meeting::replay(entries.clone()),
        *meeting,
        "replay is fold"
    );
    let (mut text, mut head) = (String::new(), ChainHead::default());
    for entry in &entries {
        let (line, next) = line(entry, &head, 0).expect("a line");
        text = text + &line + "\n";
        head = next;
    }
    assert_eq!(
        JournalReader::default().read(text.as_bytes()),
        entries,
        "journal and back"
    );
    shown(&meeting, "2026-02-27-x");
}

/// Nothing that shows minutes is stopped by what they say, or lets an order through.
fn shown(minutes: &Minutes, sought: &str) {
    WORDS.with(|words| {
        let source = ExportSource {
            minutes,
            head: "",
            integrity: &klubba::meeting::integrity::WHOLE,
            now: moment(600),
        };
        for document in [
            markdown(&lay_out(&source, words), TEMPLATE).expect("our template"),
            json(&source, words),
        ] {
            assert!(
                !document.contains(|sign| sign != '\n' && is_control(sign)),
                "a document gives no orders"
            );
        }
    });
    let mut index = Index::default();
    index.put("2026-02-27-x", minutes);
    let _ = index.search(&Query::of(sought), 20);
    let mut wall = Wall::new(Words::new(Language::English), false);
    let state = WallState {
        public: Some(Public::from_minutes(minutes, None)),
        ..WallState::default()
    };
    wall.event(AppEvent::Seen(Box::new(state)), moment(600));
    let mut terminal = Terminal::new(TestBackend::new(60, 18)).expect("a terminal");
    terminal
        .draw(|frame| wall.draw(frame, Theme::Plain, moment(600)))
        .expect("a frame");
}

/// A journal. A line that reads as events becomes a whole entry on the chain, any other stands
/// there as damage: every whole entry is read, and what they make is made twice alike.
pub fn journal(bytes: &[u8]) {
    JournalReader::default().read(bytes);
    let (mut whole, mut entries, mut head) = (Vec::new(), Vec::new(), ChainHead::default());
    for piece in bytes.split(|byte| *byte == b'\n') {
        let events = std::str::from_utf8(piece)
            .ok()
            .and_then(|text| ron::from_str::<Vec<Event>>(text).ok());
        match events {
            Some(events) if !events.is_empty() && entries.len() < 64 => {
                let entry = entry(entries.len(), events);
                let (line, next) = line(&entry, &head, 0).expect("a line");
                whole.extend_from_slice(line.as_bytes());
                head = next;
                entries.push(entry);
            }
            _ => whole.extend_from_slice(piece),
        }
        whole.push(b'\n');
    }
    let garbage = &bytes[..bytes.len().min(40)];
    whole.extend_from_slice(garbage);
    let mut reader = JournalReader::default();
    let read = reader.read(&whole);
    assert_eq!(
        read, entries,
        "every whole entry, whatever stands around it"
    );
    // The same in two reads, parted anywhere.
    let cut = bytes
        .first()
        .map_or(0, |byte| usize::from(*byte) * whole.len() / 256);
    let mut parted = JournalReader::default();
    let mut in_two = parted.read(&whole[..cut]);
    in_two.extend(parted.read(&whole[cut..]));
    assert_eq!(
        (in_two, parted.findings()),
        (read, reader.findings()),
        "parted at {cut}"
    );
    let mut meeting = Meeting::default();
    for entry in &entries {
        meeting.apply(entry.clone());
    }
    assert_eq!(
        *Meeting::replay(entries.clone()),
        *meeting,
        "replay is fold"
    );
    let record = Record::of("x", &meeting, &head, 0);
    let text = record.text().expect("a record");
    assert_eq!(
        Record::of_bytes(text.as_bytes()).expect("its own record"),
        record
    );
    for command in [
        Command::OpenNext { seen: meeting.open },
        Command::MarkAllPresent,
        Command::CloseMeeting,
    ] {
        let _ = decide(&meeting, &command, moment(600));
    }
    shown(&meeting, &String::from_utf8_lossy(garbage));
}

/// A record: not understood, or written again as the same one.
pub fn record(bytes: &[u8]) {
    let _ = Record::of_bytes(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Ok(record) = Record::parse(text) else {
        return;
    };
    let again = record.text().expect("a record");
    assert_eq!(
        Record::of_bytes(again.as_bytes()).expect("its own record"),
        record
    );
    shown(&record.minutes, text.get(..20).unwrap_or_default());
}
