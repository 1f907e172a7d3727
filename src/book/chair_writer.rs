//! Writes the entries that the chair makes at the wall, at once or not at all. Nothing waits and
//! nothing is tried again, for a step that comes late is a wrong step.

use super::files::MeetingFiles;
use super::recorder::{NotRecorded, Recorder, StoreError, fresh_id};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;

/// The answer of the rules to the chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChairOutcome {
    /// The entry is on the disk.
    Done,
    /// The rules say no.
    Refused(Refusal),
}

/// Writes for the chair.
#[derive(Debug)]
pub struct ChairWriter {
    files: MeetingFiles,
    recorder: Recorder,
}

impl ChairWriter {
    /// A writer for this meeting: the open one, if it is for the same.
    ///
    /// # Errors
    /// When the journal cannot be written to.
    pub fn open(open: Option<Self>, files: MeetingFiles) -> Result<Self, StoreError> {
        match open {
            Some(writer) if writer.files == files => Ok(writer),
            _ => {
                // Without a state folder: what others could not save is theirs to take up.
                let recorder = Recorder::open(files.clone(), Author::Chair, None)?;
                Ok(Self { files, recorder })
            }
        }
    }

    /// Records what the chair asks for.
    ///
    /// # Errors
    /// When it could not be written. This writer is then to be given up: nobody knows the state of
    /// its descriptor.
    pub fn record(&mut self, command: &Command, at: Timestamp) -> Result<ChairOutcome, StoreError> {
        match self.recorder.attempt(fresh_id(at), command, at) {
            Ok(()) => Ok(ChairOutcome::Done),
            Err(NotRecorded::Refused(refusal)) => Ok(ChairOutcome::Refused(refusal)),
            Err(NotRecorded::Store(error)) => Err(error),
        }
    }
}
