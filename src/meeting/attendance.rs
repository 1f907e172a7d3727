//! Who was there and when: a status made of timed movements, never a tick in a box.

use serde::{Deserialize, Serialize};

use super::time::Timestamp;

/// What the roll call says of a person. Unmarked is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Takes part.
    Present,
    /// Sent apologies (anmält förhinder).
    Apologies,
    /// Did not come, and sent no word.
    Absent,
}

/// What the secretary marks in the roll call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Mark")]
pub enum RollCallMark {
    /// In the room.
    Present,
    /// Present from elsewhere, as over Teams.
    Remote,
    /// Sent apologies.
    Apologies,
    /// Absent.
    Absent,
    /// Nothing is known again.
    Unmarked,
}

/// A person came or left at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Movement {
    /// Came, or came back.
    Came(Timestamp),
    /// Left.
    Left(Timestamp),
}

impl Movement {
    /// When it happened.
    #[must_use]
    pub fn at(self) -> Timestamp {
        match self {
            Self::Came(at) | Self::Left(at) => at,
        }
    }
}

/// Whether and when a person was there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// `None` while unmarked.
    pub status: Option<Status>,
    /// Takes part from elsewhere.
    pub remote: bool,
    /// In order of time. None: there from beginning to end.
    pub movements: Vec<Movement>,
}

impl Attendance {
    /// Whether the person takes part in the meeting at all.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.status == Some(Status::Present)
    }

    /// Whether the person is there at a moment.
    #[must_use]
    pub fn is_there(&self, at: Timestamp) -> bool {
        let before = self.movements.iter().rfind(|movement| movement.at() <= at);
        self.is_present()
            && match before.or_else(|| self.movements.first()) {
                None => true,
                Some(Movement::Came(came)) => *came <= at,
                Some(Movement::Left(left)) => *left > at,
            }
    }

    /// When a late arrival came.
    #[must_use]
    pub fn from(&self) -> Option<Timestamp> {
        match self.movements.first() {
            Some(Movement::Came(at)) => Some(*at),
            Some(Movement::Left(_)) | None => None,
        }
    }

    /// When the person left for good.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        match self.movements.last() {
            Some(Movement::Left(at)) => Some(*at),
            Some(Movement::Came(_)) | None => None,
        }
    }

    /// Marks the person; whoever is not present has neither come nor left.
    pub(super) fn mark(&mut self, mark: RollCallMark) {
        let status = match mark {
            RollCallMark::Present | RollCallMark::Remote => Some(Status::Present),
            RollCallMark::Apologies => Some(Status::Apologies),
            RollCallMark::Absent => Some(Status::Absent),
            RollCallMark::Unmarked => None,
        };
        if status != Some(Status::Present) {
            self.movements.clear();
        }
        self.status = status;
        self.remote = mark == RollCallMark::Remote;
    }

    /// Records that the person came or left. A second time of the same kind corrects the first.
    pub(super) fn record(&mut self, movement: Movement) {
        self.status = Some(Status::Present);
        let corrects = matches!(
            (self.movements.last(), movement),
            (Some(Movement::Came(_)), Movement::Came(_))
                | (Some(Movement::Left(_)), Movement::Left(_))
        );
        if corrects {
            self.movements.pop();
        }
        self.movements.push(movement);
    }
}
