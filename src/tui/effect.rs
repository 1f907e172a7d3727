//! The effects that screens ask for and the events they receive: one list of effects, performed in
//! one place (`runtime.rs`), and one list of events, whatever thread they come from.

use std::path::PathBuf;
use std::sync::Arc;

use crate::book::private_draft::LeftDraft;
use crate::book::recorder::RecorderEvent;
use crate::meeting::command::Command;
use crate::meeting::event::Entry;
use crate::meeting::integrity::Integrity;
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;

use super::jobs::{Job, JobResult};
use super::keys::Input;
use super::library::start::BookEntry;
use super::wall::WallState;

/// Something to be done outside a screen.
#[derive(Debug)]
pub enum Effect {
    /// Record the entry of a command as the desk shows it.
    Record {
        /// The command, which the rules are asked about once more.
        command: Box<Command>,
        /// Its entry on the screen; nothing else is recorded.
        shown: Arc<Entry>,
    },
    /// Record this for the chair, at once or not at all; the moment is that of the desk's clock.
    RecordForChair {
        /// The command.
        command: Command,
        /// The moment, by the desk's clock.
        at: Timestamp,
    },
    /// Claim the desk, whose owner has left.
    ClaimDesk(Timestamp),
    /// Fetch or do something in the book.
    Job(Job),
    /// Give a text to the terminal's clipboard, and keep it in a file for terminals that have none.
    Copy(String),
    /// Leave the screen for what comes next.
    Leave(Next),
}

/// The screen or action that comes after a screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Next {
    /// Nothing: the person leaves.
    #[default]
    Nothing,
    /// The desk of a meeting or an agenda, by its stem.
    Desk(String),
    /// The wall of a meeting, by its stem.
    Wall(String),
    /// The making of the next agenda, after a meeting if one is named.
    NewAgenda(Option<String>),
    /// The check of an agenda or a meeting.
    Check(BookEntry),
    /// The demo.
    Demo,
}

/// Something that happened outside a screen.
#[derive(Debug)]
pub enum AppEvent {
    /// A person did something at the terminal.
    Input(Input),
    /// The terminal is gone, or the system asks the program to end.
    End,
    /// The recorder reports an entry in the journal.
    Journal(RecorderEvent),
    /// The recorder finds the journal less whole, or more, than before.
    Integrity(Integrity),
    /// The lock of the desk reports who owns the text.
    DeskLock(DeskLockEvent),
    /// The body has decided these before, the likeliest first.
    PastDecisions(Vec<String>),
    /// What was copied lies in this file too.
    Copied(PathBuf),
    /// A job brings its result.
    Job(JobResult),
    /// The follower has seen the meeting.
    Seen(Box<WallState>),
    /// The follower has not come back from looking since this moment.
    Silent(Timestamp),
    /// The chair's command has been tried.
    Chair(ChairAnswer),
}

/// A change of who owns the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskLockEvent {
    /// Nobody has the desk any more.
    Free,
    /// Somebody else was there first.
    Held(String),
    /// The desk is ours from now on.
    Ours {
        /// The unfinished text of the last owner, where it was kept on this computer.
        draft: LeftDraft,
    },
}

/// The result of a command by the chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChairAnswer {
    /// It is recorded, and will be seen.
    Recorded,
    /// The rules refuse it.
    Refused(Refusal),
    /// It could not be written down now.
    NotRecorded,
}
