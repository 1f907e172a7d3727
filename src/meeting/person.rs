//! People: a name, and the capacities in which they take part.

use serde::{Deserialize, Serialize};

use super::attendance::{Attendance, Status};
use super::style::Class;

/// Names a person within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub u32);

/// In what capacity somebody takes part.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Role {
    /// Leads the meeting.
    Chair,
    /// Stands in for the chair.
    ViceChair,
    /// A member of the body.
    #[default]
    Member,
    /// Takes a member's place.
    Substitute,
    /// Takes the minutes.
    Secretary,
    /// Invited to the meeting or to an item.
    Guest,
    /// Takes part in another way.
    Other,
}

impl Role {
    /// All roles, in the order in which a menu offers them.
    pub const ALL: [Self; 7] = [
        Self::Member,
        Self::Chair,
        Self::ViceChair,
        Self::Substitute,
        Self::Secretary,
        Self::Guest,
        Self::Other,
    ];

    /// Whether its holder is a member of the body, and counted as one.
    #[must_use]
    pub fn is_of_the_body(self) -> bool {
        match self {
            Self::Chair | Self::ViceChair | Self::Member | Self::Substitute => true,
            Self::Secretary | Self::Guest | Self::Other => false,
        }
    }

    /// The class in which its holder is printed when present.
    #[must_use]
    pub fn class_when_present(self) -> Class {
        match self {
            Self::Guest => Class::Guest,
            Self::Other => Class::Other,
            Self::Secretary => Class::Clerk,
            Self::Chair | Self::ViceChair | Self::Member | Self::Substitute => Class::Present,
        }
    }
}

/// One printed row: a capacity, what the person represents in it, and the title beside the name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename = "Seat", deny_unknown_fields)]
pub struct Capacity {
    /// In what capacity.
    pub role: Role,
    /// Municipality or organisation.
    pub represents: Option<String>,
    /// As printed beside the name: "ordförande", "t f kommunchef".
    pub title: Option<String>,
}

/// Somebody on the attendance list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Stable within the meeting.
    pub id: PersonId,
    /// As written.
    pub name: String,
    /// At least one.
    #[serde(rename = "seats")]
    pub capacities: Vec<Capacity>,
    /// Whether and when the person was there.
    pub attendance: Attendance,
}

impl Person {
    /// The municipality or organisation of the first capacity that has one.
    #[must_use]
    pub fn represents(&self) -> Option<&str> {
        self.capacities
            .iter()
            .find_map(|capacity| capacity.represents.as_deref())
    }

    /// Whether the person takes part in this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.capacities.iter().any(|capacity| capacity.role == role)
    }

    /// Whether the person is counted among the members of the body.
    #[must_use]
    pub fn is_of_the_body(&self) -> bool {
        self.capacities
            .iter()
            .any(|capacity| capacity.role.is_of_the_body())
    }

    /// The class in which the person is printed in this capacity; `None` while unmarked.
    #[must_use]
    pub fn class(&self, capacity: &Capacity) -> Option<Class> {
        self.attendance.status.map(|status| match status {
            Status::Present => capacity.role.class_when_present(),
            Status::Apologies => Class::Apologies,
            Status::Absent => Class::Absent,
        })
    }

    /// Whether another row of the roster means the same person: the same name, and nothing said
    /// that parts them.
    #[must_use]
    pub fn is_same(&self, name: &str, represents: Option<&str>) -> bool {
        let parted = match (self.represents(), represents) {
            (Some(here), Some(there)) => here != there,
            (None, _) | (_, None) => false,
        };
        self.name == name && !parted
    }
}
