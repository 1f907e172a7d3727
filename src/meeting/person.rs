//! People: a name, and the capacities in which they take part.

use serde::{Deserialize, Serialize};

use super::attendance::{Attendance, Status};
use super::style::Class;

/// The id of a person within one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonId(pub u32);

/// The role in which somebody takes part.
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

    /// Tells whether its holder is counted as a member of the body.
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

/// A capacity in which somebody takes part. Each is a row in print.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename = "Seat", deny_unknown_fields)]
pub struct Capacity {
    /// The role.
    pub role: Role,
    /// The municipality or organisation that they represent.
    pub represents: Option<String>,
    /// The title, as printed beside the name: "ordförande", "t f kommunchef".
    pub title: Option<String>,
}

/// Somebody on the attendance list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// The name, as written.
    pub name: String,
    /// The capacities; at least one.
    #[serde(rename = "seats")]
    pub capacities: Vec<Capacity>,
    /// The attendance of the person.
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

    /// Tells whether the person takes part in this role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.capacities.iter().any(|capacity| capacity.role == role)
    }

    /// Tells whether the person is counted among the members of the body.
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

    /// Tells whether another row of the roster means the same person: the name is the same, and
    /// they do not represent different organisations.
    #[must_use]
    pub fn is_same(&self, name: &str, represents: Option<&str>) -> bool {
        let parted = match (self.represents(), represents) {
            (Some(here), Some(there)) => here != there,
            (None, _) | (_, None) => false,
        };
        self.name == name && !parted
    }
}
