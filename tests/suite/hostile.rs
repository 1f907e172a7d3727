//! Nothing that anybody wrote reaches a terminal as an order: hostile strings in every field of a
//! meeting, over every screen, drawn by the real backend and judged on the bytes it writes; the
//! same over what the command line prints and over documents.

mod bytes;
mod planted;
mod strings;

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use klubba::book::Book;
use klubba::book::catalog::Catalog;
use klubba::book::private_draft::LeftDraft;
use klubba::book::recorder::{Cause, Recorder, RecorderEvent, StoreError, fresh_id};
use klubba::book::search::Index;
use klubba::cli::{Environment, Exit, Output, execute};
use klubba::meeting::public::Public;
use klubba::meeting::time::Timestamp;
use klubba::tui::effect::{AppEvent, DeskLockEvent};
use klubba::tui::jobs::JobResult;
use klubba::tui::keys::written;
use klubba::tui::library::Library;
use klubba::tui::library::review::Review;
use klubba::tui::library::start::{Coming, Names, Start};
use klubba::tui::screen::Screen;
use klubba::tui::theme::Theme;
use klubba::tui::wall::{Wall, WallState};
use klubba::words::{Language, Words};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use tempfile::TempDir;

use crate::sitting::Sitting;
use bytes::{To, judge};
use planted::{Mould, agenda_file};
use strings::{MARK, Strings};

/// What a terminal is sent.
#[derive(Clone, Default)]
struct Sent(Rc<RefCell<Vec<u8>>>);

impl Write for Sent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal as the program's own, whose every byte is judged.
struct Judged {
    terminal: Terminal<CrosstermBackend<Sent>>,
    sent: Sent,
    /// Hostile strings that it was sent the beginning of.
    seen: usize,
}

impl Judged {
    fn sized(width: u16, height: u16) -> Self {
        let sent = Sent::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let backend = CrosstermBackend::new(sent.clone());
        let terminal =
            Terminal::with_options(backend, TerminalOptions { viewport }).expect("a terminal");
        Self {
            terminal,
            sent,
            seen: 0,
        }
    }

    /// Draws over what is there, and judges what that sends.
    fn draw(&mut self, what: &str, draw: impl FnOnce(&mut Frame<'_>)) {
        self.terminal.draw(draw).expect("a frame");
        let bytes = std::mem::take(&mut *self.sent.0.borrow_mut());
        if let Err(why) = judge(&bytes, To::Screen) {
            panic!("{what}: {why}");
        }
        self.seen += marks(&bytes);
    }

    /// The same on an empty screen.
    fn draw_anew(&mut self, what: &str, draw: impl FnOnce(&mut Frame<'_>)) {
        self.terminal.swap_buffers();
        self.terminal.swap_buffers();
        let (width, height) = (
            self.terminal.get_frame().area().width,
            self.terminal.get_frame().area().height,
        );
        let seen = self.seen;
        *self = Self {
            seen,
            ..Self::sized(width, height)
        };
        self.draw(what, draw);
    }
}

fn marks(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).matches(MARK).count()
}

fn now() -> Timestamp {
    "2026-02-27T10:30:00+01:00".parse().expect("a moment")
}

fn swedish() -> Words {
    Words::new(Language::Swedish)
}

/// The screens that show most of a meeting, one after another; as many strings as they hold.
fn look_at(book: &Path, stem: &str, words: &Words, judged: &mut Judged) {
    let shelf = Arc::new(Catalog::read(&Book::at(book)).expect("a book"));
    let minutes = &shelf.meeting(stem).expect("a meeting").minutes;
    let of_items = minutes
        .items()
        .take(3)
        .map(|item| Review::open_item(Arc::clone(&shelf), stem, item.id));
    let reviews = [
        Review::open_meeting(Arc::clone(&shelf), stem),
        Review::open_assignments(Arc::clone(&shelf)),
    ];
    for mut review in reviews.into_iter().chain(of_items) {
        judged.draw_anew("review", |frame| {
            review.draw(frame, frame.area(), words, Theme::Coloured, now());
        });
    }
    let mut index = Index::default();
    index.put(stem, minutes);
    let mut finding = Library::searching(Arc::clone(&shelf));
    finding.hear(JobResult::Index(Arc::new(index)));
    finding.paste("sök");
    judged.draw_anew("search", |frame| {
        finding.draw(frame, frame.area(), words, Theme::Coloured, now());
    });
    let mut wall = Wall::new(swedish(), true);
    let public = Some(Public::from_minutes(minutes, None));
    let state = WallState {
        public,
        ..WallState::default()
    };
    wall.event(AppEvent::Seen(Box::new(state)), now());
    judged.draw_anew("wall", |frame| wall.draw(frame, Theme::Plain, now()));
}

#[test]
fn a_hundred_thousand_hostile_strings_reach_a_terminal_as_letters() {
    let mut strings = Strings::from_seed(0x6b6c_7562_6261);
    let (mould, words) = (Mould::with(1600, true), swedish());
    let mut judged = Judged::sized(240, 70);
    // Were they not to be seen at all, this would have an end all the same.
    for _ in 0..100 {
        if judged.seen >= 100_000 {
            break;
        }
        let folder = tempfile::tempdir().expect("a folder");
        mould.cast(folder.path(), "2026-02-27-vatten", &mut strings);
        look_at(folder.path(), "2026-02-27-vatten", &words, &mut judged);
    }
    assert!(
        judged.seen >= 100_000,
        "{} of {}",
        judged.seen,
        strings.made
    );
}

/// Keys that lead to every box and pane of the desk; `%` pastes a hostile string.
const WALKS: [&str; 44] = [
    "",
    "<tab>",
    "<tab><tab>",
    "<down><enter>",
    "<down><down><enter>",
    "?",
    ":%",
    ":",
    "s",
    "e",
    "m",
    "d",
    "d<down><enter>",
    "d<down><enter>%<enter>%<enter>%",
    "dk",
    "dl",
    "d+%<enter>%<enter>%<enter>",
    "a%%%",
    "a%<enter>%<esc>",
    "b%",
    "b%<esc>",
    "b%<enter>%<enter><enter>",
    "B",
    "1",
    "9",
    "<tab><enter>%<esc>",
    "<tab><down><down><enter>%<enter>",
    "u%<enter>%<enter>%<enter>%",
    "u%<enter>%<enter>%<enter>%<enter>",
    "et%<enter>",
    "el%<enter>",
    "en%<enter>",
    "ef%<enter>",
    "ep%<enter>%<enter>%<enter>",
    "eb%<enter>%",
    "er%<enter>",
    "mp%<enter>",
    "mn%<enter>",
    "mj%<enter>",
    "mi%",
    "ma",
    "shåt%<enter>%<enter>",
    "w%<enter>",
    "zz",
];

fn walk(desk: &mut Sitting, keys: &str, strings: &mut Strings) {
    for (place, part) in keys.split('%').enumerate() {
        if place > 0 {
            desk.paste(&(strings.next() + &strings.next()));
        }
        desk.press(part);
    }
}

fn draw_desk(desk: &mut Sitting, what: &str, judged: &mut Judged) {
    desk.draw_by(|desk, now| judged.draw(what, |frame| desk.draw(frame, Theme::Coloured, now)));
}

/// A closed meeting, and one after it.
fn book_of_two(strings: &mut Strings, notes: usize, is_closed: bool) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    Mould::with(notes, true).cast(folder.path(), "2026-01-30-vatten", strings);
    Mould::with(notes, is_closed).cast(folder.path(), "2026-02-27-vatten", strings);
    folder
}

/// A window in which the desk has all its panes.
const WINDOW: (u16, u16) = (100, 30);

fn at_desk(seed: u64, is_closed: bool) -> (Sitting, Strings) {
    let mut strings = Strings::from_seed(seed);
    let folder = book_of_two(&mut strings, 30, is_closed);
    (
        Sitting::in_book(folder, "2026-02-27-vatten", WINDOW.0, WINDOW.1),
        strings,
    )
}

/// Keys that lead from the desk to what lies in the book.
const LOOKS_BACK: [&str; 11] = [
    "f",
    "f<down><down><enter>",
    "fs",
    "fs<left><left><left><left>",
    "fj%",
    "fj%<enter>",
    "f<down><space>",
    "/%",
    "/sök",
    "/sök<enter>",
    "v",
];

fn walk_all(desk: &mut Sitting, walks: &[&str], strings: &mut Strings) -> usize {
    let mut judged = Judged::sized(WINDOW.0, WINDOW.1);
    for keys in walks {
        walk(desk, keys, strings);
        draw_desk(desk, keys, &mut judged);
        desk.press("<esc><esc><esc>");
        draw_desk(desk, "back from it", &mut judged);
    }
    judged.seen
}

#[test]
fn every_box_and_pane_of_the_desk_shows_hostile_strings_as_letters() {
    let (mut desk, mut strings) = at_desk(7, false);
    let seen = walk_all(&mut desk, &WALKS, &mut strings);
    assert!(seen > 300, "{seen}");
}

#[test]
fn what_the_desk_shows_of_the_book_and_of_a_closed_meeting_is_letters() {
    let (mut desk, mut strings) = at_desk(8, true);
    let back = walk_all(&mut desk, &LOOKS_BACK, &mut strings);
    let seen = walk_all(&mut desk, &WALKS[..20], &mut strings);
    assert!(back > 100 && seen > 100, "{back} {seen}");
}

#[test]
fn what_others_tell_the_desk_is_shown_as_letters() {
    let (mut desk, mut strings) = at_desk(9, false);
    let mut judged = Judged::sized(WINDOW.0, WINDOW.1);
    for size in [WINDOW, (60, 20)] {
        judged = Judged {
            seen: judged.seen,
            ..Judged::sized(size.0, size.1)
        };
        for cause in [Cause::Locked, Cause::Read, Cause::Write, Cause::Replaced] {
            let path = std::path::PathBuf::from(strings.next());
            let error = std::io::Error::other(strings.next());
            let trouble = StoreError::from_io(cause, &path, error);
            let news = RecorderEvent::NotSaved {
                id: fresh_id(now()),
                trouble,
                is_kept: false,
            };
            desk.happens(AppEvent::Journal(news));
            draw_desk(&mut desk, "trouble", &mut judged);
        }
        let (owner, decided) = (strings.next(), strings.next());
        desk.happens(AppEvent::DeskLock(DeskLockEvent::Held(owner)));
        draw_desk(&mut desk, "owner", &mut judged);
        let draft = LeftDraft::Text("skräp \u{1b}[2J".to_owned());
        desk.happens(AppEvent::DeskLock(DeskLockEvent::Ours { draft }));
        desk.remember(&[&format!("att {decided}")]);
        desk.press("batt ");
        draw_desk(&mut desk, "memory", &mut judged);
        desk.press("<esc>");
    }
    assert!(judged.seen > 50, "{}", judged.seen);
}

#[test]
fn the_start_screen_shows_names_of_files_and_bodies_as_letters() {
    let mut strings = Strings::from_seed(11);
    let folder = tempfile::tempdir().expect("a folder");
    let (closed, open) = (Mould::with(1, true), Mould::with(1, false));
    for place in 0..6 {
        closed.cast(
            folder.path(),
            &format!("2026-01-{:02}-x", place + 10),
            &mut strings,
        );
        open.cast(
            folder.path(),
            &format!("2026-02-{:02}-x", place + 10),
            &mut strings,
        );
    }
    let mut meetings = Book::at(folder.path()).meeting_stems().expect("a book");
    meetings.extend((0..20).map(|_| strings.next()));
    for place in 0..6 {
        std::fs::write(folder.path().join(name(&mut strings, place)), "skräp").expect("a file");
    }
    let coming = |strings: &mut Strings| Coming {
        stem: strings.next(),
        heading: Some((strings.next(), "2026-03-27".parse().expect("a day"))),
    };
    let agendas = (0..10).map(|_| coming(&mut strings)).collect();
    let mut start = Start::from_names(Names { meetings, agendas });
    let mut judged = Judged::sized(120, 60);
    judged.draw("names", |frame| {
        start.draw(frame, &swedish(), Theme::Coloured);
    });
    start.see(&Catalog::read(&Book::at(folder.path())).expect("a book"));
    judged.draw("read", |frame| {
        start.draw(frame, &swedish(), Theme::Coloured);
    });
    for key in written("<down><down><c-r>") {
        start.press(key, &swedish());
        judged.draw("chosen", |frame| {
            start.draw(frame, &swedish(), Theme::Coloured);
        });
    }
    start.tell(strings.next());
    judged.draw("told", |frame| start.draw(frame, &swedish(), Theme::Plain));
    start.paste(&strings.next());
    judged.draw("sought", |frame| {
        start.draw(frame, &swedish(), Theme::Coloured);
    });
    assert!(judged.seen > 40, "{}", judged.seen);
}

/// The name of a journal that only its file's name is hostile in.
fn name(strings: &mut Strings, place: usize) -> String {
    let odd: String = strings
        .next()
        .chars()
        .filter(|sign| !"/\0".contains(*sign))
        .take(40)
        .collect();
    format!("meetings/{place}\u{1b}[2J\u{9b}31m\u{202e}\n{odd}.journal")
}

fn said(book: &Path, arguments: &[&str]) -> Output {
    let environment = Environment {
        language: Some("sv".to_owned()),
        locale: None,
        book: Some(book.to_owned()),
        now: Some("2026-02-27T10:30:00+01:00".to_owned()),
        no_color: None,
        is_terminal: false,
    };
    let typed: Vec<OsString> = ["klubba"]
        .iter()
        .chain(arguments)
        .map(OsString::from)
        .collect();
    execute(&typed, &environment)
}

/// Hears what the command line says, and counts the strings in it.
fn hear(book: &Path, arguments: &[&str], to: To) -> usize {
    let Output { stdout, stderr, .. } = said(book, arguments);
    let is_json = arguments.contains(&"--json") || arguments.contains(&"json");
    let to = if is_json { To::Facts } else { to };
    for (bytes, to) in [(stdout.as_slice(), to), (stderr.as_bytes(), To::Paper)] {
        if let Err(why) = judge(bytes, to) {
            panic!("{arguments:?}: {why}");
        }
    }
    if is_json {
        serde_json::from_slice::<serde_json::Value>(&stdout).expect("JSON");
    }
    marks(&stdout) + marks(stderr.as_bytes())
}

#[test]
fn lists_and_documents_say_hostile_strings_as_letters() {
    let mut strings = Strings::from_seed(13);
    let folder = book_of_two(&mut strings, 400, false);
    let book = folder.path();
    let mut seen = 0;
    for stem in ["2026-01-30-vatten", "2026-02-27-vatten"] {
        seen += hear(book, &["export", stem, "--to", "md"], To::Paper);
        seen += hear(book, &["export", stem, "--to", "json"], To::Facts);
        seen += hear(
            book,
            &["export", stem, "--to", "html", "--times", "-o", "-"],
            To::Paper,
        );
        seen += hear(book, &["export", stem, "--to", "ics", "-o", "-"], To::Paper);
        let Output {
            stdout,
            stderr,
            exit,
        } = said(book, &["export", stem, "--to", "pdf", "-o", "-"]);
        assert!(
            stdout.starts_with(b"%PDF-1.7") && exit == Exit::Done,
            "{stderr}"
        );
        seen += hear(book, &["review", stem], To::Lines);
    }
    for place in 0..4 {
        std::fs::write(book.join(name(&mut strings, place)), "skräp").expect("a file");
    }
    for line in [
        "",
        "list",
        "list --json",
        "assignments --all",
        "assignments --json",
        "doctor",
        "search sök",
        "search sök --json",
        "verify 2026-01-30-vatten",
        "verify 2026-02",
        "new",
    ] {
        seen += hear(
            book,
            &line.split_whitespace().collect::<Vec<_>>(),
            To::Lines,
        );
    }
    assert!(seen > 3_000, "{seen}");
}

#[test]
fn what_was_typed_is_said_again_in_letters() {
    let mut strings = Strings::from_seed(15);
    let folder = book_of_two(&mut strings, 1, false);
    let mut seen = 0;
    for _ in 0..12 {
        let typed = strings.next().replace('\0', "");
        for line in [
            "%",
            "review %",
            "run %",
            "wall %",
            "export %",
            "check %",
            "verify %",
            "list %",
            "search %",
            "new --date %",
            "new --from %",
            "--lang % list",
            "export x --to %",
            "--book % list",
            "approve 2026-01-30-vatten --by %",
            "approve 2026-01-30-vatten --reopen",
        ] {
            let words: Vec<String> = line
                .split(' ')
                .map(|word| word.replace('%', &typed))
                .collect();
            seen += hear(
                folder.path(),
                &words.iter().map(String::as_str).collect::<Vec<_>>(),
                To::Lines,
            );
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn a_file_that_is_wrong_is_complained_of_in_letters() {
    let mut strings = Strings::from_seed(17);
    let folder = tempfile::tempdir().expect("a folder");
    let good = agenda_file(&mut strings);
    let mut seen = 0;
    for place in 0..60 {
        let hostile = strings.next();
        let text = match place % 6 {
            0 => good.clone(),
            1 => good.replacen("people", &hostile, 1),
            2 => format!("{hostile}{good}"),
            3 => good.replacen("title:", &format!("{hostile}: 1, title:"), 1),
            4 => good.replacen("role:", &format!("role: {hostile}, role:"), 1),
            _ => good
                .chars()
                .take(good.len() * place / 200)
                .chain(hostile.chars())
                .collect(),
        };
        let odd: String = strings
            .next()
            .chars()
            .filter(|sign| !"/\0".contains(*sign))
            .take(40)
            .collect();
        let path = folder
            .path()
            .join(format!("{place}\u{1b}[2J\u{9b}\n{odd}.ron"));
        std::fs::write(&path, text).expect("a file");
        seen += hear(
            folder.path(),
            &["check", path.to_str().expect("a path")],
            To::Paper,
        );
    }
    assert!(seen > 60, "{seen}");
    let recorder = Recorder::open(Book::at(folder.path()).files("ingen"), "s".into(), None);
    assert!(recorder.is_err(), "no journal came of it");
}
