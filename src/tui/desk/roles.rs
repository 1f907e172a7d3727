//! Roles as a person reads and writes them.

use crate::meeting::person::Role;
use crate::words::Words;

/// The name of a role.
pub(super) fn role_name(words: &Words, role: Role) -> String {
    let message = match role {
        Role::Chair => "paper-chair",
        Role::ViceChair => "paper-vice-chair",
        Role::Member => "role-member",
        Role::Substitute => "role-substitute",
        Role::Secretary => "paper-secretary",
        Role::Guest => "role-guest",
        Role::Other => "role-other",
    };
    words.say(message).into_owned()
}

/// The role whose name begins like this; an empty name is a guest's.
pub(super) fn role_named(words: &Words, written: &str) -> Option<Role> {
    let folded = written.trim().to_lowercase();
    if folded.is_empty() {
        return Some(Role::Guest);
    }
    let begins = |role: &Role| role_name(words, *role).to_lowercase().starts_with(&folded);
    Role::ALL.into_iter().find(begins)
}
