//! Starts writers, with something between them and the system, and listens to them.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, channel};

use super::ledger::Ledger;
use super::scene::{Deadline, Scene};

/// A writer to be started.
pub struct Start {
    command: Command,
    log: PathBuf,
}

/// A writer at work. It is killed when this is dropped.
pub struct Process {
    child: Child,
    orders: Option<ChildStdin>,
    told: Receiver<String>,
    pub log: PathBuf,
    pub ledger: Ledger,
    /// All that was told, for a failing test to show.
    pub said: Vec<String>,
}

impl Start {
    /// A writer on the meeting of a scene.
    pub fn on(scene: &Scene) -> Self {
        let log = scene.folder().join("calls");
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command
            .args([
                "faults::writer::writer",
                "--exact",
                "--ignored",
                "--nocapture",
            ])
            .env("FAULTS_BELOW", scene.folder())
            .env("FAULTS_BY", "sekreterare")
            .env("FAULTS_STATE", "state")
            .env("FAULTS_HOLD", scene.folder().join("hold"))
            .env("FAULTS_LOG", &log)
            .env("LD_PRELOAD", library())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        Self { command, log }
    }

    /// What goes wrong: see `inject.c`.
    pub fn inject(mut self, faults: &str) -> Self {
        self.command.env("FAULTS_INJECT", faults);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Under a limit of the shell's: `ulimit` and what goes with it.
    pub fn under(mut self, limit: &str) -> Self {
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("{limit}; exec \"$0\" \"$@\""))
            .arg(self.command.get_program());
        shell.args(self.command.get_args());
        for (name, value) in self.command.get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        shell.stdin(Stdio::piped()).stdout(Stdio::piped());
        self.command = shell;
        self
    }

    pub fn start(mut self) -> Process {
        let mut child = self.command.spawn().expect("a writer starts");
        let pipe = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, told) = channel();
        std::thread::spawn(move || {
            for line in pipe.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let orders = child.stdin.take();
        Process {
            child,
            orders,
            told,
            log: self.log,
            ledger: Ledger::default(),
            said: Vec::new(),
        }
    }
}

impl Process {
    /// Gives an order.
    pub fn order(&mut self, order: &str) {
        let orders = self.orders.as_mut().expect("orders");
        // A writer that has been killed takes none.
        let _ = orders.write_all(format!("{order}\n").as_bytes());
    }

    /// The next line that is told; none when there will be no more.
    pub fn hear(&mut self) -> Option<String> {
        let line = match self.told.recv_timeout(Deadline::start().left()) {
            Ok(line) => line,
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return None,
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => {
                panic!("silence after {:#?}", self.said)
            }
        };
        self.ledger.hear(&line);
        self.said.push(line.clone());
        Some(line)
    }

    /// Listens until a line begins so; `None` when the writer ended before.
    pub fn hear_of(&mut self, beginning: &str) -> Option<String> {
        loop {
            let line = self.hear()?;
            if line.starts_with(beginning) {
                return Some(line);
            }
        }
    }

    /// Gives an order and listens until it is done, or the writer has ended.
    pub fn obey(&mut self, order: &str) -> bool {
        self.order(order);
        self.hear_of("DONE").is_some()
    }

    /// Gives no more orders and waits for the end; whether it came by itself.
    pub fn ends_well(&mut self) -> bool {
        self.orders = None;
        while self.hear().is_some() {}
        self.child.wait().expect("an end").success()
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// `kill -9`, and all that was told before it.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        while self.hear().is_some() {}
        self.child.wait().expect("an end");
    }

    /// Waits until the system has stopped it.
    pub fn is_stopped(&self) {
        let stat = format!("/proc/{}/stat", self.id());
        Deadline::start().until("it is stopped", || {
            std::fs::read_to_string(&stat).is_ok_and(|stat| stat.contains(") T "))
        });
    }

    /// The calls, in order.
    pub fn calls(&self) -> Vec<String> {
        let log = std::fs::read_to_string(&self.log).expect("a log of calls");
        log.lines().map(str::to_owned).collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The library that stands between, built once.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/inject.c");
        let made = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("inject-{}.so", std::process::id()));
        let built = made.with_file_name("inject.so");
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let ended = Command::new(compiler)
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .args([&made, &source])
            .args(["-ldl", "-lpthread"])
            .status()
            .expect("a C compiler");
        assert!(ended.success(), "inject.c is built");
        std::fs::rename(&made, &built).expect("one library");
        built
    })
}
