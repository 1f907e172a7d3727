//! Moves what is chosen, up and down and under another item, and makes something else of it.

use crate::meeting::command::Command;
use crate::meeting::event::Event;
use crate::meeting::passage::{Conversion, Destination, Direction, Passage, TextPassage};
use crate::tui::desk::Desk;
use crate::tui::desk::composer::Left;
use crate::tui::desk::overlays::Overlay;
use crate::tui::desk::overlays::menu::Menu;
use crate::tui::desk::panes::Pane;
use crate::tui::desk::target::{Target, TextTarget};

use super::feedback;

/// What is chosen in the item, as passages from top to bottom.
pub(super) fn chosen_passages(desk: &Desk) -> Vec<Passage> {
    if desk.panes.focus != Pane::Item {
        return Vec::new();
    }
    let targets = desk.panes.selected_in_item(&desk.session, &desk.composer);
    let meeting = desk.session.meeting();
    let passage = |target: Target| match target {
        Target::Text(TextTarget::Text(place)) => {
            let words = meeting.text(place)?.to_owned();
            let at = 0;
            (!words.is_empty()).then_some(Passage::Text(TextPassage { place, at, words }))
        }
        Target::Text(TextTarget::Clause(clause)) => Some(Passage::Clause(clause)),
        Target::Text(TextTarget::Intro(decision)) => Some(Passage::Decision(decision)),
        Target::Assignment(assignment) => Some(Passage::Assignment(assignment)),
        Target::Text(TextTarget::NewClause { .. }) | Target::Returned(_) | Target::Origin(..) => {
            None
        }
    };
    targets.into_iter().filter_map(passage).collect()
}

/// Moves what is chosen one place up or down.
pub(super) fn move_chosen(desk: &mut Desk, direction: Direction) {
    let passages = chosen_passages(desk);
    if passages.is_empty() {
        return desk.session.say("notice-choose-a-passage");
    }
    let to = Destination::Beside(direction);
    if desk
        .session
        .record(Command::MovePassages { passages, to })
        .is_some()
    {
        desk.panes.item.follow_moved(direction);
    }
}

/// Opens the menu of what can be done with what is chosen.
pub(super) fn open_change_menu(desk: &mut Desk) {
    offer_changes(desk, chosen_passages(desk));
}

fn offer_changes(desk: &mut Desk, passages: Vec<Passage>) {
    if passages.is_empty() {
        desk.session.say("notice-choose-a-passage");
    } else {
        desk.passages = passages;
        desk.overlay = Overlay::Menu(Menu::Change);
    }
}

/// Leaves the notes that are being written, and opens that menu for the lines that the cursor or
/// the selection is in.
pub(in crate::tui::desk) fn change_lines(desk: &mut Desk) {
    let lines = desk
        .composer
        .writing()
        .map(|writing| writing.editor.selected_lines());
    let left = desk.composer.stop(&mut desk.session);
    desk.after_writing(left);
    let (Left::Ended(TextTarget::Text(place)), Some((at, words))) = (left, lines) else {
        return;
    };
    let text = desk.session.meeting().text(place).unwrap_or_default();
    let stands_there = text
        .get(at..)
        .is_some_and(|rest| rest.starts_with(words.as_str()));
    let at = stands_there.then_some(at).or_else(|| text.find(&words));
    let passage = at
        .filter(|_| !words.is_empty())
        .map(|at| Passage::Text(TextPassage { place, at, words }));
    offer_changes(desk, passage.into_iter().collect());
}

/// Makes something else of what the menu was opened for.
pub(super) fn convert(desk: &mut Desk, into: Conversion) {
    let passages = std::mem::take(&mut desk.passages);
    let command = Command::ConvertPassages { passages, into };
    if let Some(events) = desk.session.record(command) {
        tell_changed(desk, &events);
    }
}

/// Shows what became of passages.
pub(in crate::tui::desk) fn tell_changed(desk: &mut Desk, events: &[Event]) {
    desk.panes.focus = Pane::Item;
    let meeting = desk.session.meeting();
    let moved_to = events.iter().rev().find_map(|event| match event {
        Event::DecisionMoved { item, .. } | Event::AssignmentMoved { item, .. } => Some(*item),
        Event::ClauseMoved { decision, .. } => meeting.decision(*decision).map(|(item, _)| item),
        Event::TextChanged { place, .. } => place.item(),
        _ => None,
    });
    let is_recorded = events.iter().any(|event| {
        matches!(
            event,
            Event::ClauseRecorded { .. } | Event::AssignmentGiven { .. }
        )
    });
    let item = moved_to.and_then(|item| meeting.item(item));
    let name = item.map(|item| item.name().to_owned());
    if is_recorded {
        feedback::tell_recorded(desk, events);
    } else if let Some(name) = name {
        desk.session
            .say_with("notice-moved", &[("item", name.into())]);
    }
}
