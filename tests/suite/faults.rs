//! Faults: killed, cut off, disk full, disk failing, bytes changed, two at once, one stuck. What
//! was acknowledged is there, once; what was not may be there or not; nothing false is.
//!
//! The writer that suffers is this test binary, started again ([`writer`]), with a small C library
//! between it and the system (`tests/faults/inject.c`). The judge stands outside: it knows what it
//! was told over a pipe ([`ledger`]) and then reads the journal.

mod damage;
mod ledger;
mod race;
mod scene;
#[cfg(unix)]
mod underneath;

mod clock;
#[cfg(target_os = "linux")]
mod errors;
#[cfg(target_os = "linux")]
mod folder;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
mod locks;
#[cfg(unix)]
mod pipes;
#[cfg(target_os = "linux")]
mod process;
#[cfg(target_os = "linux")]
mod slow;
#[cfg(target_os = "linux")]
mod writer;
