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

impl Desk {
    /// What is chosen in the item, as passages from top to bottom.
    pub(super) fn chosen_passages(&self) -> Vec<Passage> {
        if self.panes.focus != Pane::Item {
            return Vec::new();
        }
        let targets = self.panes.selected_in_item(&self.session, &self.composer);
        let meeting = self.session.meeting();
        let passage = |target: Target| match target {
            Target::Text(TextTarget::Text(place)) => {
                let words = meeting.text(place)?.to_owned();
                let at = 0;
                (!words.is_empty()).then_some(Passage::Text(TextPassage { place, at, words }))
            }
            Target::Text(TextTarget::Clause(clause)) => Some(Passage::Clause(clause)),
            Target::Text(TextTarget::Intro(decision)) => Some(Passage::Decision(decision)),
            Target::Assignment(assignment) => Some(Passage::Assignment(assignment)),
            Target::Text(TextTarget::NewClause { .. })
            | Target::Returned(_)
            | Target::Origin(..) => None,
        };
        targets.into_iter().filter_map(passage).collect()
    }

    /// Moves what is chosen one place up or down.
    pub(super) fn move_chosen(&mut self, direction: Direction) {
        let passages = self.chosen_passages();
        if passages.is_empty() {
            return self.session.say("notice-choose-a-passage");
        }
        let to = Destination::Beside(direction);
        if self
            .session
            .record(Command::MovePassages { passages, to })
            .is_some()
        {
            self.panes.item.follow_moved(direction);
        }
    }

    /// Opens the menu of what can be done with what is chosen.
    pub(super) fn open_change_menu(&mut self) {
        self.offer_changes(self.chosen_passages());
    }

    fn offer_changes(&mut self, passages: Vec<Passage>) {
        if passages.is_empty() {
            self.session.say("notice-choose-a-passage");
        } else {
            self.passages = passages;
            self.overlay = Overlay::Menu(Menu::Change);
        }
    }

    /// Leaves the notes that are being written, and opens that menu for the lines that the cursor or
    /// the selection is in.
    pub(in crate::tui::desk) fn change_lines(&mut self) {
        let lines = self
            .composer
            .writing()
            .map(|writing| writing.editor.selected_lines());
        let left = self.composer.stop(&mut self.session);
        self.after_writing(left);
        let (Left::Ended(TextTarget::Text(place)), Some((at, words))) = (left, lines) else {
            return;
        };
        let text = self.session.meeting().text(place).unwrap_or_default();
        let stands_there = text
            .get(at..)
            .is_some_and(|rest| rest.starts_with(words.as_str()));
        let at = stands_there.then_some(at).or_else(|| text.find(&words));
        let passage = at
            .filter(|_| !words.is_empty())
            .map(|at| Passage::Text(TextPassage { place, at, words }));
        self.offer_changes(passage.into_iter().collect());
    }

    /// Makes something else of what the menu was opened for.
    pub(super) fn convert(&mut self, into: Conversion) {
        let passages = std::mem::take(&mut self.passages);
        let command = Command::ConvertPassages { passages, into };
        if let Some(events) = self.session.record(command) {
            self.tell_changed(&events);
        }
    }

    /// Shows what became of passages.
    pub(in crate::tui::desk) fn tell_changed(&mut self, events: &[Event]) {
        self.panes.focus = Pane::Item;
        let meeting = self.session.meeting();
        let moved_to = events.iter().rev().find_map(|event| match event {
            Event::DecisionMoved { item, .. } | Event::AssignmentMoved { item, .. } => Some(*item),
            Event::ClauseMoved { decision, .. } => {
                meeting.decision(*decision).map(|(item, _)| item)
            }
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
            self.tell_recorded(events);
        } else if let Some(name) = name {
            self.session
                .say_with("notice-moved", &[("item", name.into())]);
        }
    }
}
