//! Tables of keys. Each screen has its own actions and its own tables; a key that stands in none of
//! them does not exist, and footers, menus, help and palette print from the same tables.

use super::keys::{Code, Key};

/// A row of a table: a key, its action, and its hint.
#[derive(Debug, Clone, Copy)]
pub struct Binding<A: 'static> {
    /// The key.
    pub key: Key,
    /// Its action.
    pub action: A,
    /// The message that names the action; empty where an earlier row stands for this one too.
    pub label: &'static str,
    /// The order in the footer; 0 keeps the key out of it.
    pub rank: u8,
    /// The way a person reads the key, where that is not the key itself.
    pub shown_as: Option<&'static str>,
}

/// A walk in a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
}

impl Step {
    /// The number of rows to go, downwards positive, where a page has `page` rows.
    #[must_use]
    pub fn rows(self, page: usize) -> isize {
        let page = isize::try_from(page).unwrap_or(1);
        match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::PageUp => -page,
            Self::PageDown => page,
        }
    }
}

/// An answer to a question: do it, or leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirm {
    /// Do it.
    Accept,
    /// Leave it.
    Back,
}

/// Binds any key.
#[must_use]
pub const fn bind<A>(key: Key, action: A, label: &'static str, rank: u8) -> Binding<A> {
    Binding {
        key,
        action,
        label,
        rank,
        shown_as: None,
    }
}

/// Binds a letter.
#[must_use]
pub const fn letter<A>(key: char, action: A, label: &'static str, rank: u8) -> Binding<A> {
    bind(Key::letter(key), action, label, rank)
}

/// Binds a letter with `Ctrl`.
#[must_use]
pub const fn ctrl<A>(key: char, action: A, label: &'static str, rank: u8) -> Binding<A> {
    bind(Key::ctrl(key), action, label, rank)
}

/// Binds a key that is no letter.
#[must_use]
pub const fn plain<A>(code: Code, action: A, label: &'static str, rank: u8) -> Binding<A> {
    bind(Key::plain(code), action, label, rank)
}

impl<A> Binding<A> {
    /// The key as a person reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.shown_as
            .map_or_else(|| self.key.shown(), str::to_owned)
    }

    /// The row without its action, for whoever only prints it.
    #[must_use]
    pub fn hint(&self) -> KeyHint {
        KeyHint {
            key: self.shown(),
            label: self.label,
            rank: self.rank,
        }
    }
}

/// A key and the message that names its action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyHint {
    /// The key as a person reads it.
    pub key: String,
    /// The message that names the action.
    pub label: &'static str,
    /// The order in the footer; 0 keeps the key out of it.
    pub rank: u8,
}

/// The action of a key, if the table has the key.
#[must_use]
pub fn action<A: Copy>(table: &[Binding<A>], key: Key) -> Option<A> {
    let row = table.iter().find(|row| row.key == key);
    row.map(|row| row.action)
}

/// The rows with hints, those of the footer in their order and then the others.
#[must_use]
pub fn listed<A>(table: &'static [Binding<A>]) -> Vec<&'static Binding<A>> {
    let mut rows: Vec<&Binding<A>> = table.iter().filter(|row| !row.label.is_empty()).collect();
    rows.sort_by_key(|row| if row.rank == 0 { u8::MAX } else { row.rank });
    rows
}

/// The same without their actions.
#[must_use]
pub fn hints<A>(table: &'static [Binding<A>]) -> Vec<KeyHint> {
    listed(table).into_iter().map(Binding::hint).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::tui::desk::keymap as desk;
    use crate::tui::library::{import_review, review, search_screen, start};
    use crate::tui::wall;

    /// Every table there is, by name.
    fn tables() -> Vec<(&'static str, Vec<Key>)> {
        fn keys<A>(table: &[Binding<A>]) -> Vec<Key> {
            table.iter().map(|row| row.key).collect()
        }
        vec![
            ("browsing", keys(desk::BROWSING)),
            ("attendance", keys(desk::ATTENDANCE)),
            ("change menu", keys(desk::CHANGE_MENU)),
            ("outcome menu", keys(desk::OUTCOME_MENU)),
            ("item menu", keys(desk::ITEM_MENU)),
            ("meeting menu", keys(desk::MEETING_MENU)),
            ("line", keys(desk::LINE)),
            ("notes", keys(desk::NOTES)),
            ("form", keys(desk::FORM)),
            ("checklist", keys(desk::CHECKLIST)),
            ("agenda changed", keys(desk::AGENDA_CHANGED)),
            ("palette", keys(desk::PALETTE)),
            ("help", keys(desk::HELP)),
            ("replace words", keys(desk::REPLACE_WORDS)),
            ("replace hits", keys(desk::REPLACE_HITS)),
            ("wall", keys(wall::KEYS)),
            ("start", keys(start::KEYS)),
            ("review", keys(review::KEYS)),
            ("replay", keys(review::REPLAY_KEYS)),
            ("approval", keys(review::APPROVAL_KEYS)),
            ("search", keys(search_screen::KEYS)),
            ("import review", keys(import_review::KEYS)),
        ]
    }

    #[test]
    fn no_key_means_two_things_in_one_table() {
        for (name, keys) in tables() {
            let mut seen = HashSet::new();
            for key in keys {
                assert!(seen.insert(key), "{name}: {key:?} stands twice");
            }
        }
    }

    #[test]
    fn no_command_sits_where_a_keyboard_or_a_terminal_cannot_reach_it() {
        for (name, keys) in tables() {
            for key in keys {
                assert!(
                    !key.typed_with_alt(),
                    "{name}, {key:?}: Alt is Esc and the letter"
                );
                let is_safe = match key.code {
                    Code::Letter(letter) => {
                        letter.is_ascii() && !(key.ctrl && "mijh[s".contains(letter))
                    }
                    _ => !key.ctrl,
                };
                assert!(is_safe, "{name}, {key:?}");
            }
        }
    }
}
