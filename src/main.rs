//! The front door: arguments in, exit code out. The only place that prints.

use std::io::Write;
use std::process::ExitCode;

use klubba::cli::{Surroundings, answer};

fn main() -> ExitCode {
    let typed: Vec<_> = std::env::args_os().collect();
    let answer = answer(&typed, &Surroundings::of_environment());
    // Who reads us may have heard enough: a closed pipe is no failure of ours.
    let _ = std::io::stderr().write_all(answer.stderr.as_bytes());
    let _ = std::io::stdout().write_all(&answer.stdout);
    ExitCode::from(answer.code)
}
