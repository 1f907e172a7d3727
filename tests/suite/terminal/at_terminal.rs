//! Somebody sits at a terminal: the program itself in a pseudo-terminal, keys in as the bytes that
//! a terminal sends, and what a person would see out. Nothing here waits for a fixed time: it waits
//! for what shall be seen, and gives up after [`PATIENCE`].

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::spawn;
use std::time::{Duration, Instant};

use klubba::tui::keys::{Code, Key, written};
use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser, Screen};

const PROGRAM: &str = env!("CARGO_BIN_EXE_klubba");

/// How long somebody waits for what never comes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A second is promised; a machine that runs all tests at once gets some more.
const SOON: Duration = Duration::from_secs(4);

/// How many keys are pressed without looking up.
const HANDFUL: usize = 100;

/// The usual window: columns and rows.
pub const WIDE: (u16, u16) = (120, 40);

#[expect(
    clippy::disallowed_methods,
    reason = "patience is counted here and nowhere stored"
)]
pub fn now() -> Instant {
    Instant::now()
}

/// A computer with a home, a book and a folder for temporary files. All are gone afterwards.
pub struct Room {
    folder: TempDir,
    moment: String,
    has_colours: bool,
}

impl Room {
    /// A room where it is half past eight, with an agenda of `tests/meetings` in the book.
    pub fn with(agenda: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/meetings")
            .join(format!("{agenda}.ron"));
        Self::at("2026-02-27T08:30:00+01:00", &path)
    }

    /// A room at a moment, with a copy of any agenda in the book.
    pub fn at(moment: &str, agenda: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let room = Self {
            folder,
            moment: moment.to_owned(),
            has_colours: true,
        };
        for folder in ["home", "state", "tmp", "book/agendas"] {
            fs::create_dir_all(room.folder.path().join(folder)).expect("a folder in the room");
        }
        let text = fs::read_to_string(agenda).expect("an agenda");
        room.puts_agenda(
            &agenda.file_name().expect("its name").to_string_lossy(),
            &text,
        );
        room
    }

    /// Where `NO_COLOR` is set.
    pub fn without_colours(self) -> Self {
        Self {
            has_colours: false,
            ..self
        }
    }

    pub fn puts_agenda(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join("book/agendas").join(name), text)
            .expect("an agenda in the book");
    }

    /// A file of the meetings in the book.
    pub fn meeting_file(&self, name: &str) -> PathBuf {
        self.folder.path().join("book/meetings").join(name)
    }

    /// The lines of a meeting's journal.
    pub fn journal(&self, stem: &str) -> Vec<String> {
        let text =
            fs::read_to_string(self.meeting_file(&format!("{stem}.journal"))).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// What is kept of what is being written.
    pub fn drafts(&self) -> Vec<String> {
        let folder = self.folder.path().join("state/klubba/drafts");
        let entries = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(Result::ok);
        entries
            .filter_map(|entry| fs::read_to_string(entry.path()).ok())
            .collect()
    }

    /// What was copied last, as it is kept.
    pub fn copied(&self) -> String {
        let file = self.folder.path().join("state/klubba/copied.txt");
        fs::read_to_string(file).expect("a file of what was copied")
    }

    /// The names of what lies in a folder of the room.
    pub fn lies_in(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join(folder)).expect("a folder of the room");
        entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    }

    fn surroundings(&self) -> Vec<(&'static str, String)> {
        let inside = |folder: &str| self.folder.path().join(folder).display().to_string();
        let mut surroundings = vec![
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "sv_SE.UTF-8".to_owned()),
            ("USER", "ada".to_owned()),
            ("HOSTNAME", "vattentornet".to_owned()),
            ("HOME", inside("home")),
            ("XDG_STATE_HOME", inside("state")),
            ("TMPDIR", inside("tmp")),
            ("KLUBBA_BOOK", inside("book")),
            ("KLUBBA_NOW", self.moment.clone()),
        ];
        surroundings.extend((!self.has_colours).then(|| ("NO_COLOR", "1".to_owned())));
        surroundings
    }

    /// Runs a command without a terminal.
    pub fn asks(&self, typed: &[&str]) -> Output {
        let mut command = Command::new(PROGRAM);
        command
            .args(typed)
            .env_clear()
            .envs(self.surroundings())
            .current_dir(self.folder.path());
        command.output().expect("an answer")
    }

    /// Runs a command at a terminal of this size.
    pub fn sits_down(&self, typed: &[&str], size: (u16, u16)) -> AtTerminal {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(typed);
        self.runs(command, size)
    }

    /// The same where the system does not tell the program that its terminal goes away.
    pub fn sits_down_untold(&self, typed: &[&str], size: (u16, u16)) -> AtTerminal {
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(typed);
        command.set_controlling_tty(false);
        self.runs(command, size)
    }

    /// Runs one of the ignored tests of this program at a terminal.
    pub fn runs_test(&self, name: &str, said: (&str, &str)) -> AtTerminal {
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args([name, "--exact", "--ignored", "--nocapture"]);
        command.env(said.0, said.1);
        self.runs(command, WIDE)
    }

    fn runs(&self, mut command: CommandBuilder, size: (u16, u16)) -> AtTerminal {
        let pair = native_pty_system()
            .openpty(sized(size))
            .expect("a pseudo-terminal");
        command.cwd(self.folder.path());
        for (name, _) in std::env::vars_os() {
            command.env_remove(name);
        }
        self.surroundings()
            .iter()
            .for_each(|(name, value)| command.env(name, value));
        let settings = settings(pair.master.as_ref());
        let reader = pair.master.try_clone_reader().expect("a screen");
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let child = pair.slave.spawn_command(command).expect("the program");
        let glass = Arc::new(Glass {
            seen: Mutex::new(Seen {
                parser: Parser::new(size.1, size.0, 0),
                raw: Vec::new(),
                is_over: false,
                looks_away: false,
            }),
            changed: Condvar::new(),
        });
        let watched = Arc::clone(&glass);
        spawn(move || watched.watch(reader));
        AtTerminal {
            master: Some(pair.master),
            child,
            keyboard: Some(keyboard),
            glass,
            settings,
            pressed: 0,
        }
    }
}

fn sized((columns, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

/// What the driver does with keys and lines: raw or not, echo or not.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

/// What the terminal shows, and all bytes that led to it.
struct Seen {
    parser: Parser,
    raw: Vec<u8>,
    /// Nothing more will come, or nobody looks any more.
    is_over: bool,
    /// What comes is left where it is.
    looks_away: bool,
}

struct Glass {
    seen: Mutex<Seen>,
    changed: Condvar,
}

impl Glass {
    fn watch(&self, mut reader: Box<dyn Read + Send>) {
        let mut bytes = [0; 8192];
        loop {
            let length = reader.read(&mut bytes).unwrap_or(0);
            let mut seen = self.look();
            seen.parser.process(&bytes[..length]);
            seen.raw.extend_from_slice(&bytes[..length]);
            let is_over = length == 0 || seen.is_over;
            seen.is_over = is_over;
            self.changed.notify_all();
            if is_over {
                return;
            }
            let attentive = self
                .changed
                .wait_while(seen, |seen| seen.looks_away && !seen.is_over);
            drop(attentive.expect("nobody has panicked looking at the screen"));
        }
    }

    fn look(&self) -> MutexGuard<'_, Seen> {
        self.seen
            .lock()
            .expect("nobody has panicked looking at the screen")
    }
}

/// A person at a terminal in which the program runs.
pub struct AtTerminal {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    keyboard: Option<Box<dyn Write + Send>>,
    glass: Arc<Glass>,
    /// As they were before the program began.
    settings: String,
    /// How many keys have been pressed.
    pub pressed: usize,
}

impl AtTerminal {
    /// Presses keys as they are written: `bstöd<enter>`.
    pub fn keys(&mut self, keys: &str) {
        self.press(&written(keys));
    }

    /// Types a text, letter by letter.
    pub fn types(&mut self, text: &str) {
        self.press(&text.chars().map(Key::letter).collect::<Vec<Key>>());
    }

    /// Nobody types a hundred letters without looking up: between handfuls something new has been
    /// shown.
    fn press(&mut self, keys: &[Key]) {
        self.pressed += keys.len();
        for (place, handful) in keys.chunks(HANDFUL).enumerate() {
            if place > 0 {
                let before = self.glass.look().raw.len();
                self.wait_while("something new", |seen| seen.raw.len() == before);
            }
            self.send(
                &handful
                    .iter()
                    .copied()
                    .flat_map(bytes_of)
                    .collect::<Vec<u8>>(),
            );
        }
    }

    /// Sends bytes, whatever they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let keyboard = self.keyboard.as_mut().expect("a keyboard");
        keyboard
            .write_all(bytes)
            .and_then(|()| keyboard.flush())
            .expect("keys that arrive");
    }

    /// Waits until the screen is so; `what` is said if it never is.
    pub fn wait_until(&self, what: &str, is_so: impl Fn(&Screen) -> bool) {
        self.wait_while(what, |seen| !is_so(seen.parser.screen()));
    }

    fn wait_while(&self, what: &str, is_not_yet: impl Fn(&Seen) -> bool) {
        let deadline = now() + PATIENCE;
        let mut seen = self.glass.look();
        while is_not_yet(&seen) {
            let left = deadline.saturating_duration_since(now());
            if left.is_zero() || seen.is_over {
                let picture = pictured(&seen);
                drop(seen);
                panic!("never seen: {what}\n{picture}");
            }
            (seen, _) = self
                .glass
                .changed
                .wait_timeout(seen, left)
                .expect("a look at the screen");
        }
    }

    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the desk says that the entry with this number, the newest, is on the disk.
    pub fn wait_saved(&self, number: u64) {
        self.wait_until(&format!("sparat … #{number}"), |screen| {
            saved(screen) == Some(number)
        });
    }

    /// Waits until at least as many entries are on the disk.
    pub fn wait_saved_at_least(&self, number: u64) {
        self.wait_until(&format!("#{number} or more"), |screen| {
            saved(screen) >= Some(number)
        });
    }

    /// Lets this much time go by, less what has gone since a moment; looks on meanwhile.
    pub fn lets_pass(&self, length: Duration, since: Instant) {
        let mut seen = self.glass.look();
        while let Some(left) = length
            .checked_sub(since.elapsed())
            .filter(|left| !left.is_zero())
        {
            (seen, _) = self
                .glass
                .changed
                .wait_timeout(seen, left)
                .expect("a look at the screen");
        }
    }

    /// The number of the newest entry that the desk says is saved.
    pub fn saved(&self) -> Option<u64> {
        saved(self.glass.look().parser.screen())
    }

    /// What is seen.
    pub fn screen(&self) -> String {
        self.glass.look().parser.screen().contents()
    }

    /// Whether the program has ever sent this.
    pub fn has_sent(&self, bytes: &[u8]) -> bool {
        self.glass
            .look()
            .raw
            .windows(bytes.len())
            .any(|window| window == bytes)
    }

    /// All bytes that the program has sent.
    pub fn raw(&self) -> Vec<u8> {
        self.glass.look().raw.clone()
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.glass
            .look()
            .parser
            .screen_mut()
            .set_size(size.1, size.0);
        self.master
            .as_ref()
            .expect("a terminal")
            .resize(sized(size))
            .expect("another size");
    }

    /// Sends the program a signal by name: `TERM`, `KILL`.
    pub fn signal(&self, name: &str) {
        let process = self.child.process_id().expect("a process").to_string();
        let kill = ["-c", "kill -s \"$0\" \"$1\"", name, &process];
        assert!(
            Command::new("sh")
                .args(kill)
                .status()
                .expect("a shell")
                .success(),
            "kill -s {name}"
        );
    }

    /// The terminal is closed while the program runs.
    pub fn vanish(&mut self) {
        // Whoever watches holds the terminal too, until the next frame has come.
        self.glass.look().is_over = true;
        self.glass.changed.notify_all();
        self.keyboard = None;
        self.master = None;
    }

    /// From now on nobody reads what the program writes, or somebody does again.
    pub fn looks_away(&self, looks_away: bool) {
        self.glass.look().looks_away = looks_away;
        self.glass.changed.notify_all();
    }

    /// Something else has written to the screen.
    pub fn is_written_over(&self, bytes: &[u8]) {
        self.glass.look().parser.process(bytes);
    }

    /// The program is stopped.
    pub fn wait_for_stop(&self) {
        let stat = format!("/proc/{}/stat", self.child.process_id().expect("a process"));
        let deadline = now() + PATIENCE;
        while !fs::read_to_string(&stat).is_ok_and(|stat| stat.contains(") T ")) {
            assert!(now() < deadline, "it never stops");
            std::thread::yield_now();
        }
    }

    /// The driver as a shell sets it.
    pub fn is_set_by_a_shell(&self) {
        let terminal = format!("/proc/{}/fd/0", self.child.process_id().expect("a process"));
        assert!(
            Command::new("stty")
                .args(["sane", "-F", &terminal])
                .status()
                .expect("stty")
                .success()
        );
    }

    /// What the driver does with keys and lines just now.
    pub fn settings(&self) -> String {
        settings(self.master.as_deref().expect("a terminal"))
    }

    /// The terminal is as it was before the program began.
    pub fn is_as_it_was(&self) {
        let seen = self.glass.look();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pasting is as it was");
        assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
        assert_eq!(self.settings(), self.settings, "raw mode is left");
    }

    /// Waits for something that is not seen on the screen.
    pub fn wait_beside(what: &str, is_so: impl Fn() -> bool) {
        let deadline = now() + PATIENCE;
        while !is_so() {
            assert!(now() < deadline, "never so: {what}");
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    /// It ends soon, though nobody looks.
    pub fn has_gone_soon(&mut self) -> ExitStatus {
        let deadline = now() + SOON;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(now() < deadline, "it has not ended");
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    /// It ends soon, and its last words are on the screen.
    pub fn ends_soon(&mut self) -> ExitStatus {
        let before = now();
        let status = self.wait_for_end();
        assert!(before.elapsed() < SOON, "{:?}", before.elapsed());
        status
    }

    /// Waits until the program has ended and its last words are on the screen.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                let mut seen = self.glass.look();
                while !seen.is_over && now() < deadline {
                    let left = deadline.saturating_duration_since(now());
                    (seen, _) = self
                        .glass
                        .changed
                        .wait_timeout(seen, left)
                        .expect("a look at the screen");
                }
                return status;
            }
            assert!(
                now() < deadline,
                "the program never ends\n{}",
                pictured(&self.glass.look())
            );
            std::thread::park_timeout(Duration::from_millis(2));
        }
    }

    /// The program has ended by itself with this code, and left the terminal as it found it.
    pub fn leaves_with(&mut self, code: u32) {
        let status = self.wait_for_end();
        let seen = self.glass.look();
        assert_eq!(
            (status.exit_code(), status.signal()),
            (code, None),
            "\n{}",
            pictured(&seen)
        );
        drop(seen);
        self.is_as_it_was();
    }
}

impl Drop for AtTerminal {
    fn drop(&mut self) {
        // A test that failed leaves no program running; one that has ended cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn saved(screen: &Screen) -> Option<u64> {
    let (_, size) = screen.size();
    let top = screen.rows(0, size).next()?;
    let (_, mark) = top.split_once("sparat ")?;
    let (_, number) = mark.split_once('#')?;
    number.trim().parse().ok()
}

fn pictured(seen: &Seen) -> String {
    let mut picture = String::new();
    for row in seen.parser.screen().contents().lines() {
        writeln!(picture, "  | {row}").expect("a row");
    }
    picture
}

/// What a terminal sends for a key.
fn bytes_of(key: Key) -> Vec<u8> {
    let modifiers = 1 + u8::from(key.shift) + 4 * u8::from(key.ctrl);
    let cursor = |end: char| match modifiers {
        1 => format!("\x1b[{end}"),
        modifiers => format!("\x1b[1;{modifiers}{end}"),
    };
    let page = |number: u8| match modifiers {
        1 => format!("\x1b[{number}~"),
        modifiers => format!("\x1b[{number};{modifiers}~"),
    };
    let sent = match key.code {
        Code::Letter(letter) if key.ctrl => {
            char::from(u8::try_from(letter).expect("a Latin letter") & 0x1f).to_string()
        }
        Code::Letter(letter) => letter.to_string(),
        Code::Enter => "\r".to_owned(),
        Code::Escape => "\x1b".to_owned(),
        Code::Tab => "\t".to_owned(),
        Code::BackTab => "\x1b[Z".to_owned(),
        Code::Backspace => "\x7f".to_owned(),
        Code::Up => cursor('A'),
        Code::Down => cursor('B'),
        Code::Right => cursor('C'),
        Code::Left => cursor('D'),
        Code::Home => cursor('H'),
        Code::End => cursor('F'),
        Code::Delete => page(3),
        Code::PageUp => page(5),
        Code::PageDown => page(6),
    };
    let alt = if key.alt { "\x1b" } else { "" };
    format!("{alt}{sent}").into_bytes()
}
