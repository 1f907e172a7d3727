//! Commands in the attendance list.

use crate::meeting::attendance::{RollCallMark, Status};
use crate::meeting::command::Command;
use crate::meeting::person::PersonId;
use crate::tui::desk::Desk;
use crate::tui::desk::keymap::AttendanceAction;
use crate::tui::desk::overlays::form::FormKind;

/// Changes the attendance of the chosen person, or of all.
pub(super) fn change(desk: &mut Desk, action: AttendanceAction) {
    let chosen = desk.panes.attendance.chosen;
    let person = chosen.and_then(|id| desk.session.meeting().person(id));
    let (id, status, is_remote) = match (action, person) {
        (AttendanceAction::Add, _) => return desk.open_form(FormKind::NewPerson),
        (AttendanceAction::AllPresent, _) => {
            desk.session.record(Command::MarkAllPresent);
            return;
        }
        (_, Some(person)) => {
            let attendance = &person.attendance;
            (person.id, attendance.status, attendance.remote)
        }
        (_, None) => return desk.session.say("notice-nobody-on-the-list"),
    };
    let is_present = status == Some(Status::Present);
    let mark = match action {
        AttendanceAction::TogglePresent if is_present && !is_remote => RollCallMark::Unmarked,
        AttendanceAction::TogglePresent => RollCallMark::Present,
        AttendanceAction::ToggleRemote if is_present && is_remote => RollCallMark::Present,
        AttendanceAction::ToggleRemote => RollCallMark::Remote,
        AttendanceAction::Apologies => RollCallMark::Apologies,
        AttendanceAction::Absent => RollCallMark::Absent,
        AttendanceAction::Came => return desk.open_form(FormKind::Arrival(id)),
        AttendanceAction::Left => return desk.open_form(FormKind::Leaving(id)),
        AttendanceAction::Correct => return desk.open_form(FormKind::CorrectPerson(id)),
        AttendanceAction::Add | AttendanceAction::AllPresent => return,
    };
    mark_person(desk, id, mark);
}

/// Marks a person, and says whom and as what: a slip of the finger must not go unseen.
fn mark_person(desk: &mut Desk, person: PersonId, mark: RollCallMark) {
    let command = Command::MarkAttendance { person, mark };
    if desk.session.record(command).is_none() {
        return;
    }
    let message = match mark {
        RollCallMark::Present => "key-present",
        RollCallMark::Remote => "key-remote",
        RollCallMark::Apologies => "key-apologies",
        RollCallMark::Absent => "key-absent",
        RollCallMark::Unmarked => "marked-unmarked",
    };
    let person = desk.session.meeting().person(person);
    let name = person.map_or(String::new(), |person| person.name.clone());
    let mark = desk.session.words.say(message).into_owned();
    let values = [("name", name.into()), ("mark", mark.into())];
    desk.session.say_with("notice-marked", &values);
}
