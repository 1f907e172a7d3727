//! Attendance: a status, and the movements in time that it is made of.

use serde::{Deserialize, Serialize};

use super::time::Timestamp;

/// The status of a person. Somebody who is unmarked has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Takes part.
    Present,
    /// Sent apologies (anmält förhinder).
    Apologies,
    /// Did not come, and sent no word.
    Absent,
}

/// A mark that the secretary makes in the roll call.
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
    /// Unmarked again.
    Unmarked,
}

/// An arrival or a leaving, at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Movement {
    /// Came, or came back.
    Came(Timestamp),
    /// Left.
    Left(Timestamp),
}

impl Movement {
    /// The moment of it.
    #[must_use]
    pub fn at(self) -> Timestamp {
        match self {
            Self::Came(at) | Self::Left(at) => at,
        }
    }
}

/// The attendance of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// The status; `None` while unmarked.
    pub status: Option<Status>,
    /// `true` if the person takes part from elsewhere.
    pub remote: bool,
    /// Arrivals and leavings in order of time; where there are none, the person is there from
    /// beginning to end.
    pub movements: Vec<Movement>,
}

impl Attendance {
    /// Tells whether the person takes part in the meeting at all.
    #[must_use]
    pub fn is_present(&self) -> bool {
        self.status == Some(Status::Present)
    }

    /// Tells whether the person is there at a moment.
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

    /// The moment when a late person came; `None` for one who was there from the beginning.
    #[must_use]
    pub fn from(&self) -> Option<Timestamp> {
        match self.movements.first() {
            Some(Movement::Came(at)) => Some(*at),
            Some(Movement::Left(_)) | None => None,
        }
    }

    /// The moment when the person left for good; `None` for one who stayed.
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
