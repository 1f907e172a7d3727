//! The front door: arguments in, exit code out. The only place that prints.

use std::io::Write;
use std::process::ExitCode;

use klubba::cli::{Environment, execute};

fn main() -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    let output = execute(&typed, &Environment::from_process());
    // The reader may have heard enough: a closed pipe is no failure of ours.
    let _ = std::io::stderr().write_all(output.stderr.as_bytes());
    let _ = std::io::stdout().write_all(&output.stdout);
    ExitCode::from(output.exit)
}
