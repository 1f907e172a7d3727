//! The seat at the desk of a meeting: who has it owns the text. It is free again when its holder
//! leaves or dies, and then whoever followed can take it.

use std::io;
use std::path::PathBuf;

use super::lock::DeskLock;

/// How often one asks before one believes that somebody else has the seat: another may be asking
/// at the same instant.
const ATTEMPTS: u32 = 5;

/// A seat at a desk, taken or not.
#[derive(Debug)]
pub struct Seat {
    path: PathBuf,
    name: String,
    held: Option<DeskLock>,
}

impl Seat {
    /// The seat that this lock file stands for, for somebody of this name.
    #[must_use]
    pub fn at(path: PathBuf, name: String) -> Self {
        Self {
            path,
            name,
            held: None,
        }
    }

    /// Sits down, where the seat is free. `Ok(Err(name))`: somebody else has it.
    ///
    /// # Errors
    /// When the lock file cannot be opened or the folder does not do locks.
    pub fn take(&mut self) -> io::Result<Result<(), String>> {
        let mut owner = String::new();
        for attempt in 0..ATTEMPTS {
            if self.held.is_some() {
                break;
            }
            if attempt > 0 {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            match DeskLock::take(&self.path, &self.name)? {
                Ok(lock) => self.held = Some(lock),
                Err(somebody) => owner = somebody,
            }
        }
        Ok(if self.held.is_some() {
            Ok(())
        } else {
            Err(owner)
        })
    }

    /// Whether we sit there.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.held.is_some()
    }

    /// Whether somebody else has it now. Where the folder does not tell, somebody has.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.held.is_none() && matches!(DeskLock::ask(&self.path), Ok(Ok(())))
    }
}
