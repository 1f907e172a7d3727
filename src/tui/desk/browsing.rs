//! Keys while nothing is being written: stepping, choosing, menus.

use chrono::TimeDelta;

use super::forms::FormKind;
use super::page::Spot;
use super::palette::Palette;
use super::writing::Subject;
use super::{Desk, Effect, Overlay, Pane};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::event::{EntryId, Event};
use crate::meeting::item::{Item, ItemId, RowId};
use crate::meeting::minutes::Stage;
use crate::meeting::outcome::OutcomeKind;
use crate::meeting::refusal::Refusal;
use crate::meeting::running_text::TextPlace;
use crate::meeting::time::Timestamp;
use crate::tui::keymap::{self, Action, Mode};
use crate::tui::keys::Key;
use crate::tui::wrap::fitted;

/// A second `n` sooner than this is a slip of the finger.
const DOUBLE_PRESS: TimeDelta = TimeDelta::milliseconds(500);

/// A key that comes so soon after somebody else's step was meant for the item before it.
const JUST_LED: TimeDelta = TimeDelta::milliseconds(1000);

/// Whether an action steps on or records at once: it says nothing of which item it is for.
fn acts_on_the_open_item(action: Action) -> bool {
    matches!(
        action,
        Action::Next | Action::Previous | Action::DecideAsProposed | Action::Phrase(_)
    )
}

impl Desk {
    pub(super) fn press_browsing(&mut self, mode: Mode, key: Key, now: Timestamp) {
        match keymap::action(mode, key) {
            Some(action) => self.act(mode, action, now),
            None if key.typed().is_some() => self.say("notice-no-such-key"),
            None => {}
        }
    }

    /// An index of actions: each arm calls the file that does it.
    #[expect(clippy::too_many_lines, reason = "an index: one line an action")]
    pub(super) fn act(&mut self, mode: Mode, action: Action, now: Timestamp) {
        let is_menu = matches!(self.overlay, Overlay::Menu(_));
        if is_menu {
            self.overlay = Overlay::None;
        }
        if self.led_at.is_some_and(|led| now - led < JUST_LED) && acts_on_the_open_item(action) {
            self.led_at = None;
            self.say("notice-just-led");
            return;
        }
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => self.walk(action),
            Action::NextPane | Action::PreviousPane => self.change_pane(action == Action::NextPane),
            Action::Open => self.open_chosen(now),
            Action::Withdraw => self.withdraw_chosen(now),
            Action::Next => self.next(now),
            Action::Previous => self.step(
                Command::OpenPrevious {
                    seen: self.shown.open,
                },
                now,
            ),
            Action::Notes => self.on_target(|desk, item| desk.write_notes(TextPlace::Notes(item))),
            Action::Decide => self.on_target(Self::word_decision),
            Action::DecideAsProposed => {
                self.on_target(|desk, item| {
                    desk.record_in_item(Command::RecordProposal { item }, now)
                });
            }
            Action::Phrase(number) => {
                self.on_target(|desk, item| {
                    desk.record_in_item(Command::RecordPhrase { item, number }, now)
                });
            }
            Action::Assign => {
                self.on_target(|desk, item| desk.give_form(FormKind::Assignment(item), now))
            }
            Action::People => self.pane = Pane::Attendance,
            Action::OutcomeMenu => self.overlay = Overlay::Menu(Mode::OutcomeMenu),
            Action::ItemMenu => self.overlay = Overlay::Menu(Mode::ItemMenu),
            Action::MeetingMenu => self.overlay = Overlay::Menu(Mode::MeetingMenu),
            Action::Recess => self.recess(now),
            Action::Undo => self.undo(now),
            Action::Redo => self.redo(now),
            Action::Palette => self.overlay = Overlay::Palette(Box::new(Palette::new(&self.words))),
            Action::Help => self.overlay = Overlay::Help { scroll: 0 },
            Action::Wall => self.overlay = Overlay::Wall,
            Action::Review => self.look_back(),
            Action::Search => self.look_for_words(),
            Action::TakeSeat => self.take_seat(),
            Action::Leave => self.effects.push(Effect::Leave),
            Action::TogglePresent
            | Action::ToggleRemote
            | Action::Came
            | Action::Left
            | Action::Apologies
            | Action::Absent
            | Action::AddPerson
            | Action::AllPresent => self.mark_person(action, now),
            Action::Postpone => self.outcome(OutcomeKind::Postponed, now),
            Action::ReferBack => self.outcome(OutcomeKind::ReferredBack, now),
            Action::ReferTo => self.outcome(OutcomeKind::ReferredTo, now),
            Action::WithdrawItem => self.outcome(OutcomeKind::Withdrawn, now),
            Action::ClearOutcome => {
                self.on_target(|desk, item| {
                    desk.record_in_item(
                        Command::SetOutcome {
                            item,
                            outcome: None,
                        },
                        now,
                    );
                });
            }
            Action::NewItem => self.give_form(FormKind::NewItem, now),
            Action::Retitle => {
                self.on_chosen(|desk, item| desk.give_form(FormKind::Retitle(item), now))
            }
            Action::Relabel => {
                self.on_chosen(|desk, item| desk.give_form(FormKind::Relabel(item), now))
            }
            Action::MoveItem => {
                self.on_chosen(|desk, item| desk.give_form(FormKind::MoveItem(item), now))
            }
            Action::Plan => self.on_chosen(|desk, item| desk.give_form(FormKind::Plan(item), now)),
            Action::Propose => {
                self.on_chosen(|desk, item| desk.give_form(FormKind::Proposal(item), now))
            }
            Action::NewSection => self.give_form(FormKind::NewSection, now),
            Action::Place => self.give_form(FormKind::Place, now),
            Action::NextMeeting => self.give_form(FormKind::NextMeeting, now),
            Action::OpeningText => self.write_notes(TextPlace::Opening),
            Action::ClosingText => self.write_notes(TextPlace::Closing),
            Action::Verifiers => self.give_form(FormKind::Verifiers, now),
            Action::Close => self.overlay = Overlay::Checklist(self.shown.reminders()),
            Action::Accept if mode == Mode::Checklist => self.close(now),
            Action::Accept if mode == Mode::AgendaChanged => self.read_agenda_again(now),
            Action::Back => self.back(),
            Action::Accept
            | Action::Complete
            | Action::ClearLine
            | Action::UndoWord
            | Action::Lines
            | Action::TakeFor(_)
            | Action::Assignments
            | Action::Tick
            | Action::CarryOn
            | Action::Approve
            | Action::StepThrough
            | Action::NewAgenda
            | Action::Check
            | Action::ToggleClock => {}
        }
    }

    fn back(&mut self) {
        match self.overlay {
            Overlay::None => {
                self.pane = Pane::Agenda;
                if self.shown.open.is_some() {
                    self.follow_the_open_item();
                }
            }
            Overlay::Menu(_)
            | Overlay::Form(_)
            | Overlay::Checklist(_)
            | Overlay::Palette(_)
            | Overlay::AgendaChanged(_)
            | Overlay::Wall
            | Overlay::Reading(_)
            | Overlay::Help { .. } => {
                self.overlay = Overlay::None;
            }
        }
    }

    fn next(&mut self, now: Timestamp) {
        if self
            .stepped_on
            .is_some_and(|stepped| now - stepped < DOUBLE_PRESS)
        {
            self.say("notice-double-press");
            return;
        }
        self.stepped_on = Some(now);
        self.step(
            Command::OpenNext {
                seen: self.shown.open,
            },
            now,
        );
    }

    fn step(&mut self, command: Command, now: Timestamp) {
        if self.record(command, now).is_some() {
            self.follow_the_open_item();
        }
    }

    /// What acts on the open item shows it too.
    fn record_in_item(&mut self, command: Command, now: Timestamp) {
        if self.record(command, now).is_some()
            && self.shown.open.is_some()
            && self.pane != Pane::Item
        {
            self.follow_the_open_item();
        }
    }

    fn on_target(&mut self, act: impl FnOnce(&mut Self, ItemId)) {
        match self.target() {
            Some(item) => {
                if self.shown.open == Some(item) {
                    self.chosen = Some(RowId::Item(item));
                }
                act(self, item);
            }
            None => self.notice = Some(self.words.refusal(&Refusal::NothingOpen)),
        }
    }

    /// Changes to the agenda act on the row that is looked at.
    fn on_chosen(&mut self, act: impl FnOnce(&mut Self, ItemId)) {
        match self.looked_at() {
            Some(item) => act(self, item),
            None => self.say("notice-choose-an-item"),
        }
    }

    fn outcome(&mut self, kind: OutcomeKind, now: Timestamp) {
        self.on_target(|desk, item| desk.give_form(FormKind::Outcome(item, kind), now));
    }

    fn recess(&mut self, now: Timestamp) {
        match self.shown.stage {
            Stage::Recess { .. } => {
                self.record(Command::EndRecess, now);
            }
            Stage::UnderWay => self.give_form(FormKind::Recess, now),
            Stage::Prepared | Stage::Closed | Stage::Approved => {
                self.record(Command::BeginRecess { until: None }, now);
            }
        }
    }

    fn undo(&mut self, now: Timestamp) {
        match self.shown.undoable(&Author::Secretary).cloned() {
            Some(entry) => {
                let what = self.what_it_did(&entry);
                if self.record(Command::Undo { entry }, now).is_some() {
                    self.after_undo("notice-undone", &what);
                }
            }
            None => self.notice = Some(self.words.refusal(&Refusal::NothingToUndo)),
        }
    }

    fn redo(&mut self, now: Timestamp) {
        match self.shown.redoable(&Author::Secretary).cloned() {
            Some(entry) => {
                let what = self.what_it_did(&entry);
                if self.record(Command::Redo { entry }, now).is_some() {
                    self.after_undo("notice-redone", &what);
                }
            }
            None => self.notice = Some(self.words.refusal(&Refusal::NothingToRedo)),
        }
    }

    /// What an entry did, in a word or two, and its own words where it has some.
    fn what_it_did(&self, entry: &EntryId) -> String {
        let entry = self.shown.entries().iter().find(|known| known.id == *entry);
        let Some(event) = entry.and_then(|entry| entry.events.last()) else {
            return String::new();
        };
        let kind = self.words.say(kind_of(event)).into_owned();
        let own = match event {
            Event::ClauseRecorded { text, .. } | Event::ClauseCorrected { text, .. } => {
                text.as_str()
            }
            Event::ClauseWithdrawn { was, .. } => was.as_str(),
            Event::AssignmentGiven { assignment, .. } => assignment.what.as_str(),
            Event::ItemOpened { item } => self.shown.item(*item).map_or("", Item::name),
            Event::AttendanceMarked { person, .. }
            | Event::PersonCame { person, .. }
            | Event::PersonLeft { person, .. } => self
                .shown
                .person(*person)
                .map_or("", |person| person.name.as_str()),
            _ => "",
        };
        if own.is_empty() {
            kind
        } else {
            format!("{kind}: {}", fitted(own, 40))
        }
    }

    fn after_undo(&mut self, message: &str, what: &str) {
        self.notice = Some(self.words.say_with(message, &[("what", what.into())]));
        let is_gone = self
            .chosen
            .is_none_or(|row| self.shown.row_index(row).is_none());
        if is_gone || self.shown.open.is_some() {
            self.follow_the_open_item();
        }
    }

    fn close(&mut self, now: Timestamp) {
        self.overlay = Overlay::None;
        if self.record(Command::CloseMeeting, now).is_some() {
            self.say("notice-closed");
        }
    }

    fn read_agenda_again(&mut self, now: Timestamp) {
        let overlay = std::mem::replace(&mut self.overlay, Overlay::None);
        if let Overlay::AgendaChanged(command) = overlay {
            self.record(*command, now);
            self.person = self.shown.people.first().map(|person| person.id);
            self.follow_the_open_item();
        }
    }

    fn change_pane(&mut self, forward: bool) {
        self.pane = match (self.pane, forward) {
            (Pane::Agenda, true) | (Pane::Attendance, false) => Pane::Item,
            (Pane::Item, true) | (Pane::Agenda, false) => Pane::Attendance,
            (Pane::Attendance, true) | (Pane::Item, false) => Pane::Agenda,
        };
        self.spot = 0;
    }

    fn walk(&mut self, action: Action) {
        let page = isize::try_from(self.page).unwrap_or(1);
        let by = match action {
            Action::Up => -1,
            Action::PageUp => -page,
            Action::PageDown => page,
            _ => 1,
        };
        if let Overlay::Help { scroll } = &mut self.overlay {
            *scroll = scroll.saturating_add_signed(by);
        } else if self.pane == Pane::Item && by.abs() > 1 {
            self.scrolls_to_spot = false;
            self.item_scroll = self.item_scroll.saturating_add_signed(by);
        } else {
            self.walk_in(self.pane, by);
        }
    }

    /// Chooses a row so many places on in a pane.
    pub(super) fn walk_in(&mut self, pane: Pane, by: isize) {
        let walked = |place: usize, length: usize| {
            place
                .saturating_add_signed(by)
                .min(length.saturating_sub(1))
        };
        match pane {
            Pane::Agenda => {
                let place = self
                    .chosen
                    .and_then(|row| self.shown.row_index(row))
                    .unwrap_or(0);
                let to = walked(place, self.shown.rows.len());
                self.chosen = self
                    .shown
                    .rows
                    .get(to)
                    .map(crate::meeting::item::MinutesRow::id);
                self.spot = 0;
                self.item_scroll = 0;
            }
            Pane::Item => {
                self.scrolls_to_spot = true;
                self.spot = walked(self.spot, self.spots().len());
            }
            Pane::Attendance => {
                let place = self
                    .shown
                    .people
                    .iter()
                    .position(|person| Some(person.id) == self.person);
                let to = walked(place.unwrap_or(0), self.shown.people.len());
                self.person = self.shown.people.get(to).map(|person| person.id);
            }
        }
    }

    fn open_chosen(&mut self, now: Timestamp) {
        match (self.pane, self.chosen) {
            (Pane::Item, _) => self.edit_chosen(now),
            (Pane::Agenda, Some(RowId::Item(item))) => self.step(Command::OpenItem { item }, now),
            (Pane::Agenda, Some(RowId::Section(section))) => {
                self.give_form(FormKind::Section(section), now)
            }
            (Pane::Agenda, None) => self.say("notice-choose-an-item"),
            (Pane::Attendance, _) => match self.person {
                Some(person) => self.give_form(FormKind::CorrectPerson(person), now),
                None => self.say("notice-nobody-on-the-list"),
            },
        }
    }

    /// What is chosen in the item pane is taken up for correction.
    fn edit_chosen(&mut self, now: Timestamp) {
        match self.spots().get(self.spot).copied() {
            Some(Spot::Text(place)) => self.write_notes(place),
            Some(Spot::Intro(decision)) => {
                let intro = self
                    .shown
                    .decision(decision)
                    .map(|(_, decision)| decision.intro.clone());
                self.write(Subject::Intro(decision), &intro.unwrap_or_default());
            }
            Some(Spot::Clause(clause)) => {
                let text = self.shown.clause(clause).map(|clause| clause.text.clone());
                self.write(Subject::Clause(clause), &text.unwrap_or_default());
            }
            Some(Spot::Parked(item)) => self.word_decision(item),
            Some(Spot::Assignment(assignment)) => {
                self.give_form(FormKind::CorrectAssignment(assignment), now);
            }
            Some(Spot::Returned(place)) => {
                if place < self.returned.len() {
                    let returned = self.returned.remove(place);
                    self.write(returned.subject, &returned.text);
                }
            }
            Some(Spot::Origin(item, place)) => self.look_at_origin(item, place),
            None => self.say("notice-nothing-to-edit"),
        }
    }

    fn withdraw_chosen(&mut self, now: Timestamp) {
        let command = match (self.pane, self.chosen) {
            (Pane::Agenda, Some(RowId::Item(item))) => Some(Command::RemoveItem { item }),
            (Pane::Agenda, Some(RowId::Section(section))) => {
                Some(Command::RemoveSection { section })
            }
            (Pane::Attendance, _) => self.person.map(|person| Command::RemovePerson { person }),
            (Pane::Agenda, None) => None,
            (Pane::Item, _) => match self.spots().get(self.spot).copied() {
                Some(Spot::Clause(clause)) => Some(Command::WithdrawClause { clause }),
                Some(Spot::Assignment(assignment)) => {
                    Some(Command::WithdrawAssignment { assignment })
                }
                Some(Spot::Parked(item)) => {
                    self.parked.remove(&item);
                    return;
                }
                Some(Spot::Returned(place)) => {
                    if place < self.returned.len() {
                        self.returned.remove(place);
                    }
                    return;
                }
                Some(Spot::Text(_) | Spot::Intro(_) | Spot::Origin(..)) | None => None,
            },
        };
        match command {
            Some(command) => {
                let withdrawn = self.record(command, now).is_some();
                if withdrawn && self.pane == Pane::Agenda {
                    self.follow_the_open_item();
                }
                if withdrawn && self.pane == Pane::Attendance {
                    self.person = self.shown.people.first().map(|person| person.id);
                }
            }
            None => self.say("notice-nothing-to-withdraw"),
        }
    }
}

/// The message that names what an event did.
pub(in crate::tui) fn kind_of(event: &Event) -> &'static str {
    match event {
        Event::ItemOpened { .. } | Event::MeetingOpened => "did-step",
        Event::RecessBegan { .. } | Event::RecessEnded => "did-recess",
        Event::MeetingClosed => "did-close",
        Event::AttendanceMarked { .. }
        | Event::PersonCame { .. }
        | Event::PersonLeft { .. }
        | Event::PersonAdded { .. }
        | Event::PersonCorrected { .. }
        | Event::PersonRemoved { .. } => "did-attendance",
        Event::TextChanged { .. } => "did-notes",
        Event::DecisionBegun { .. }
        | Event::ClauseRecorded { .. }
        | Event::ClauseCorrected { .. }
        | Event::ClauseWithdrawn { .. }
        | Event::IntroCorrected { .. } => "did-decision",
        Event::AssignmentGiven { .. }
        | Event::AssignmentCorrected { .. }
        | Event::AssignmentTicked { .. }
        | Event::AssignmentFollowedUp { .. }
        | Event::AssignmentWithdrawn { .. } => "did-assignment",
        Event::OutcomeSet { .. } => "did-outcome",
        Event::ItemAdded { .. }
        | Event::ItemRenamed { .. }
        | Event::ItemRelabelled { .. }
        | Event::ItemPlanned { .. }
        | Event::ItemRemoved { .. }
        | Event::SectionAdded { .. }
        | Event::SectionRenamed { .. }
        | Event::SectionRemoved { .. }
        | Event::RowMoved { .. } => "did-agenda",
        Event::AgendaTaken { .. }
        | Event::PaperImported { .. }
        | Event::MeetingResumed
        | Event::MeetingApproved { .. }
        | Event::MeetingReopened
        | Event::PlaceChanged { .. }
        | Event::NextMeetingSet { .. }
        | Event::VerifiersNamed { .. }
        | Event::Undone { .. }
        | Event::Redone { .. } => "did-meeting",
    }
}
