//! The chair's hand: what is asked for at the wall is written at once or not at all. Nothing waits
//! and nothing is tried again, for a step that comes late is a wrong step.

use super::files::MeetingFiles;
use super::recorder::{Ask, NotRecorded, Recorder, fresh_id};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on the disk.
    Done,
    /// The rules say no.
    Refused(Refusal),
}

/// Writes for the chair.
#[derive(Debug)]
pub struct Chair {
    files: MeetingFiles,
    recorder: Recorder,
}

impl Chair {
    /// A hand for this meeting: the one there is, if it is for the same; none where the journal
    /// cannot be written to.
    #[must_use]
    pub fn of(there: Option<Self>, files: MeetingFiles) -> Option<Self> {
        match there {
            Some(chair) if chair.files == files => Some(chair),
            _ => {
                // Without a state folder: what others could not save is theirs to take up.
                let recorder = Recorder::open(files.clone(), Author::Chair, None).ok()?;
                Some(Self { files, recorder })
            }
        }
    }

    /// Records what the chair asks for; none where it could not be written. This hand is then to
    /// be given up: nobody knows what its descriptor is worth.
    pub fn record(&mut self, command: Command, at: Timestamp) -> Option<Outcome> {
        match self.recorder.attempt(&Ask {
            id: fresh_id(at),
            command,
            at,
            seen: None,
        }) {
            Ok(()) => Some(Outcome::Done),
            Err(NotRecorded::Refused(refusal)) => Some(Outcome::Refused(refusal)),
            Err(NotRecorded::Trouble(_)) => None,
        }
    }
}
