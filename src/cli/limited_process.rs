//! Work on what somebody else has made, in a process of its own with limits on time and memory:
//! whatever it does to that process, it does not do to this one.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread::spawn;
use std::time::Duration;

/// The longest that the other process may take, by the clock on the wall.
const PATIENCE: Duration = Duration::from_secs(9);

/// Why the other process has given no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProcessError {
    #[error("it took longer than {} seconds", PATIENCE.as_secs())]
    TooSlow,
    #[error("the other process has no pipes")]
    NoPipes,
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Has another process of this program do what is typed with this input, and gives its output, as much
/// of it as `most`. One that has died has said nothing, or the beginning.
pub(super) fn ask_process(
    typed: &[&str],
    input: Vec<u8>,
    most: usize,
) -> Result<Vec<u8>, ProcessError> {
    let mut child = Command::new(std::env::current_exe()?)
        .args(typed)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (Some(mut pipe), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(ProcessError::NoPipes);
    };
    // A child that ends before it has read everything has told what it had to tell.
    spawn(move || pipe.write_all(&input).ok());
    let (sender, receiver) = channel();
    spawn(move || {
        let mut message = Vec::new();
        let whole = output.take(most as u64).read_to_end(&mut message);
        // Nobody waits any longer: nothing to tell.
        let _ = sender.send(whole.map(|_| message));
    });
    let message = receiver.recv_timeout(PATIENCE);
    // One that is done is not harmed by it.
    let _ = child.kill();
    let _ = child.wait();
    match message {
        Err(_) => Err(ProcessError::TooSlow),
        Ok(message) => Ok(message?),
    }
}

/// Grants this process 512 MiB and nine seconds from here on, and no file.
#[cfg(unix)]
pub(super) fn limit_resources() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |amount: u64| Rlimit {
        current: Some(amount),
        maximum: Some(amount),
    };
    for (resource, amount) in [
        (Resource::As, 512 << 20),
        (Resource::Cpu, 9),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ] {
        // A system that does not know a limit has others; whoever waits has a clock.
        let _ = setrlimit(resource, at_most(amount));
    }
}

/// Sets no limit: on this system only the clock of the waiting process stops the work.
#[cfg(not(unix))]
pub(super) fn limit_resources() {}
