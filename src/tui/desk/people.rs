//! Keys in the attendance list.

use super::Desk;
use super::forms::FormKind;
use crate::meeting::attendance::{RollCallMark, Status};
use crate::meeting::command::Command;
use crate::meeting::person::{Person, PersonId};
use crate::meeting::time::Timestamp;
use crate::tui::keymap::Action;
use crate::tui::keys::Key;

impl Desk {
    /// The next name after the chosen one that begins with this letter, round the list.
    pub(super) fn jump_to_name(&mut self, key: Key) {
        let Some(letter) = key.typed() else { return };
        let people = &self.shown.people;
        let chosen = people
            .iter()
            .position(|person| Some(person.id) == self.person);
        let from = chosen.map_or(0, |place| place + 1);
        let begins = |person: &&Person| person.name.starts_with(letter);
        let (before, after) = people.split_at(from.min(people.len()));
        match after.iter().chain(before).find(begins) {
            Some(person) => self.person = Some(person.id),
            None => self.say("notice-no-such-name"),
        }
    }

    pub(super) fn mark_person(&mut self, action: Action, now: Timestamp) {
        match action {
            Action::AddPerson => return self.give_form(FormKind::NewPerson, now),
            Action::AllPresent => {
                self.record(Command::MarkAllPresent, now);
                return;
            }
            _ => {}
        }
        let Some(person) = self.person.and_then(|id| self.shown.person(id)) else {
            return self.say("notice-nobody-on-the-list");
        };
        let id = person.id;
        let is_present = person.attendance.status == Some(Status::Present);
        let is_remote = person.attendance.remote;
        match action {
            Action::TogglePresent if is_present && !is_remote => {
                self.mark(id, RollCallMark::Unmarked, now)
            }
            Action::ToggleRemote if is_present && is_remote => {
                self.mark(id, RollCallMark::Present, now)
            }
            Action::ToggleRemote => self.mark(id, RollCallMark::Remote, now),
            Action::Apologies => self.mark(id, RollCallMark::Apologies, now),
            Action::Absent => self.mark(id, RollCallMark::Absent, now),
            Action::Came => self.give_form(FormKind::Arrival(id), now),
            Action::Left => self.give_form(FormKind::Leaving(id), now),
            _ => self.mark(id, RollCallMark::Present, now),
        }
    }

    /// Marks a person, and says whom and as what: a slip of the finger must not go unseen.
    fn mark(&mut self, person: PersonId, mark: RollCallMark, now: Timestamp) {
        if self
            .record(Command::MarkAttendance { person, mark }, now)
            .is_none()
        {
            return;
        }
        let message = match mark {
            RollCallMark::Present => "key-present",
            RollCallMark::Remote => "key-remote",
            RollCallMark::Apologies => "key-apologies",
            RollCallMark::Absent => "key-absent",
            RollCallMark::Unmarked => "marked-unmarked",
        };
        let name = self
            .shown
            .person(person)
            .map_or("", |person| person.name.as_str());
        let mark = self.words.say(message).into_owned();
        self.notice = Some(self.words.say_with(
            "notice-marked",
            &[("name", name.into()), ("mark", mark.into())],
        ));
    }
}
