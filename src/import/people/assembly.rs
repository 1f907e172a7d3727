//! The pieces of a list put together again: each name with what stands beside it.

use super::pieces::{Between, NamePiece};
use super::{ListedPerson, PeopleList};
use crate::import::names::{is_first_name, is_name_word};

/// The list as it grows.
#[derive(Default)]
pub(super) struct Assembly {
    people: Vec<ListedPerson>,
    left: Vec<String>,
    beside: Vec<String>,
    /// How many of the last people share what comes next: "A, B och C, Lund".
    sharing: usize,
    /// Whether "and" stood before the last name.
    after_and: bool,
    pub(super) is_open: bool,
    /// What stands in brackets next is of somebody else.
    is_beside: bool,
    last: Option<Between>,
    /// What was told last.
    told: PieceRole,
    /// What those represent who are named next, where that stands before the name.
    leading: Option<Leading>,
}

/// What a piece told of somebody.
#[derive(Default, PartialEq, Eq)]
enum PieceRole {
    #[default]
    Other,
    Represents,
}

/// "Lund" before "Anna Ek".
#[derive(Default)]
struct Leading {
    represents: Option<String>,
    is_named: bool,
}

impl Assembly {
    /// Empty; `is_led` tells whether what somebody represents stands before the name.
    pub(super) fn new(is_led: bool) -> Self {
        Self {
            leading: is_led.then(Leading::default),
            ..Self::default()
        }
    }

    pub(super) fn between(&mut self, between: Between) {
        self.is_open = match between {
            Between::Open => true,
            Between::Close => false,
            _ => self.is_open,
        };
        if between == Between::And {
            self.after_and = true;
        } else if matches!(between, Between::Line | Between::Close) {
            self.sharing = self.sharing.min(1);
            self.after_and = false;
        }
        self.last = Some(between);
    }

    pub(super) fn take(&mut self, piece: NamePiece) {
        if self.is_beside && self.is_open {
            return;
        }
        self.is_beside = false;
        let told = if matches!(piece, NamePiece::Represents(_)) {
            PieceRole::Represents
        } else {
            PieceRole::Other
        };
        self.put(piece);
        self.told = told;
    }

    fn put(&mut self, piece: NamePiece) {
        match piece {
            NamePiece::Name(name) => self.name(name),
            NamePiece::Represents(said) => self.represents(&said),
            NamePiece::Title(said) => self.title(&said),
            NamePiece::Remote => self.change(|one| one.is_remote = true),
            NamePiece::From(at) => self.change(|one| one.from = Some(at)),
            NamePiece::Until(at) => self.change(|one| one.until = Some(at)),
            NamePiece::Beside(said) => {
                self.beside.push(said);
                self.is_beside = true;
            }
            NamePiece::Unknown(said) => self.unknown(said),
        }
    }

    fn name(&mut self, name: String) {
        let is_represented = self
            .people
            .last()
            .is_some_and(|last| last.represents.is_some());
        // Between brackets nobody new comes: it is whom somebody stands in for.
        if self.is_open {
            return self.title(&name);
        }
        if let Some(leading) = &mut self.leading {
            leading.is_named = true;
            let represents = leading.represents.clone();
            self.people.push(ListedPerson {
                name,
                represents,
                ..ListedPerson::default()
            });
            return;
        }
        let is_far_organisation = !name.split(' ').next().is_some_and(is_first_name)
            && self.last == Some(Between::Comma)
            && self
                .people
                .last()
                .is_some_and(|last| last.represents.is_none())
            && self.people.len() >= 2
            && self
                .people
                .iter()
                .rev()
                .skip(1)
                .filter(|one| one.represents.is_some())
                .count()
                * 2
                >= self.people.len();
        if is_far_organisation {
            return self.represents(&name);
        }
        // "Mona Ek, Sveriges Ingenjörer": of whom, and no name.
        let first = name.split(' ').next().unwrap_or_default();
        let is_of_somebody =
            first.ends_with('s') && first.chars().count() >= 6 && !is_first_name(first);
        let has_nobody = self
            .people
            .last()
            .is_some_and(|last| last.represents.is_none());
        if is_of_somebody && has_nobody && self.last == Some(Between::Comma) {
            return self.represents(&name);
        }
        self.sharing = if is_represented || self.people.is_empty() {
            1
        } else {
            self.sharing + 1
        };
        self.people.push(ListedPerson {
            name,
            ..ListedPerson::default()
        });
    }

    fn represents(&mut self, said: &str) {
        if let Some(leading) = self.leading.as_mut().filter(|_| !self.is_open) {
            // "Mjölby och Boxholm": one for both.
            let before = leading
                .represents
                .take()
                .filter(|_| !leading.is_named && self.after_and);
            let all = before
                .into_iter()
                .map(|before| before + " och")
                .chain([said.to_owned()]);
            *leading = Leading {
                represents: Some(all.collect::<Vec<_>>().join(" ")),
                is_named: false,
            };
            self.after_and = false;
            return;
        }
        let shared = if self.after_and && self.sharing > 1 {
            self.sharing
        } else {
            1
        };
        let nobody = self.people.is_empty();
        for one in self.people.iter_mut().rev().take(shared) {
            match &mut one.represents {
                // "(S), Lund": the party is for the list, the place is whom they speak for.
                Some(known) if is_party(known) => said.clone_into(known),
                Some(known) => *known = format!("{known}, {said}"),
                None => one.represents = Some(said.to_owned()),
            }
        }
        if nobody {
            self.left.push(said.to_owned());
        }
        self.sharing = 0;
        self.after_and = false;
    }

    fn title(&mut self, said: &str) {
        // "ledamöterna Bo Alm, Cia Ek": what several are.
        if !said.contains(' ')
            && ["orna", "erna", "arna"]
                .iter()
                .any(|end| said.ends_with(end))
        {
            return;
        }
        match self.people.last_mut() {
            // After whom they represent, the title is said, and who leads the meeting is another thing.
            Some(one)
                if one.title.is_some()
                    && self.told == PieceRole::Represents
                    && is_of_the_meeting(said) =>
            {
                one.also = Some(said.to_owned());
            }
            Some(one) => match &mut one.title {
                Some(known) => *known = format!("{known}, {said}"),
                None => one.title = Some(said.to_owned()),
            },
            None => self.left.push(said.to_owned()),
        }
    }

    /// A word with a capital after a name and a comma is most likely whom the person represents; after
    /// somebody who represents something, the next.
    fn unknown(&mut self, said: String) {
        if self.leading.is_some() {
            self.left.push(said);
            return;
        }
        let is_next = self.last == Some(Between::Comma) && !self.is_open && !said.contains(' ');
        let is_told = self
            .people
            .last()
            .is_some_and(|one| one.represents.is_some() && !one.name.contains(' '));
        if is_next && is_told && is_name_word(&said) {
            return self.name(said);
        }
        let is_set_off = matches!(self.last, Some(Between::Comma | Between::Column));
        let can_be = said.split_whitespace().count() <= 4 && crate::import::rows::is_capital(&said);
        if is_set_off
            && can_be
            && self
                .people
                .last()
                .is_some_and(|one| one.represents.is_none())
        {
            self.represents(&said);
        } else if said.chars().any(char::is_alphanumeric) {
            self.left.push(said);
        }
    }

    fn change(&mut self, change: impl FnOnce(&mut ListedPerson)) {
        if let Some(last) = self.people.last_mut() {
            change(last);
        }
    }

    pub(super) fn finished(self) -> PeopleList {
        PeopleList {
            people: self.people,
            left: self.left,
            beside: self.beside,
        }
    }
}

/// "ordförande", "ordf.": what somebody is at the meeting, and not at work.
fn is_of_the_meeting(said: &str) -> bool {
    ["ordforande", "ordf", "motesordforande"].contains(&crate::import::rows::folded(said).as_str())
}

/// "S", "KD": letters that stand for a party.
fn is_party(said: &str) -> bool {
    said.chars().count() <= 3 && said.chars().all(char::is_uppercase)
}
