//! Carries out each command of the desk: stepping, deciding, choosing, menus.

mod attendance;
mod copying;
pub(super) mod feedback;
pub(super) mod rearrange;
mod undo;

use chrono::TimeDelta;

use super::composer::Parked;
use super::keymap::{AttendanceAction, DeskAction};
use super::lookback::LookFor;
use super::overlays::Overlay;
use super::overlays::form::FormKind;
use super::overlays::help::Help;
use super::overlays::menu::Menu;
use super::overlays::palette::Palette;
use super::overlays::replace::Replace;
use super::panes::Pane;
use super::target::{Target, TextTarget};
use super::{Desk, JUST_LED, stray_typing};
use crate::meeting::command::Command;
use crate::meeting::item::{ItemId, RowId};
use crate::meeting::minutes::Stage;
use crate::meeting::passage::Conversion;
use crate::meeting::refusal::Refusal;
use crate::meeting::rules::decide;
use crate::meeting::running_text::TextPlace;
use crate::tui::desk::keymap::{AGENDA_CHANGED, CHECKLIST};
use crate::tui::effect::{Effect, Next};
use crate::tui::keymap::{self, Confirm, Step};
use crate::tui::keys::Key;

/// A second `n` sooner than this is a slip of the finger.
const DOUBLE_PRESS: TimeDelta = TimeDelta::milliseconds(500);

/// True when an action steps on or records at once without saying which item it is for.
fn acts_on_the_open_item(action: DeskAction) -> bool {
    matches!(
        action,
        DeskAction::Next
            | DeskAction::Previous
            | DeskAction::DecideAsProposed
            | DeskAction::Phrase(_)
    )
}

impl Desk {
    /// Carries out a command. An index: each arm calls what does it.
    #[expect(clippy::too_many_lines, reason = "an index: one line an action")]
    pub(super) fn act(&mut self, action: DeskAction) {
        if let Overlay::Menu(_) = self.overlay {
            self.overlay = Overlay::None;
        }
        let now = self.session.now;
        let was_led = self.steps.led.is_some_and(|led| now - led < JUST_LED);
        if was_led && acts_on_the_open_item(action) {
            self.steps.led = None;
            return self.session.say("notice-just-led");
        }
        match action {
            DeskAction::Walk(step) => self.step_in_pane(step),
            DeskAction::Extend(step) => self.extend_in_pane(step),
            DeskAction::MoveChosen(direction) => rearrange::move_chosen(self, direction),
            DeskAction::ChangeMenu => rearrange::open_change_menu(self),
            DeskAction::Copy => copying::copy_chosen(self),
            DeskAction::Paste => stray_typing::paste_copied(self),
            DeskAction::CopyItem => copying::copy_item(self),
            DeskAction::CopyDecisions => copying::copy_decisions(self),
            DeskAction::MoveTo => self.open_form(FormKind::MoveTo),
            DeskAction::MakeNotes => rearrange::convert(self, Conversion::Notes),
            DeskAction::MakeDecision => rearrange::convert(self, Conversion::Decision),
            DeskAction::MakeAssignment => self.open_form(FormKind::MakeAssignment),
            DeskAction::NextPane => self.go_to(self.panes.focus.next()),
            DeskAction::PreviousPane => self.go_to(self.panes.focus.previous()),
            DeskAction::Open => self.open_chosen(),
            DeskAction::Withdraw => self.withdraw_chosen(),
            DeskAction::Back => self.back(),
            DeskAction::Next => self.next(),
            DeskAction::Previous => {
                let seen = self.session.meeting().open;
                self.step(Command::OpenPrevious { seen });
            }
            DeskAction::Notes => {
                self.on_target(|desk, item| desk.write_text(TextPlace::Notes(item)));
            }
            DeskAction::Decide => self.on_target(Self::word_decision),
            DeskAction::DecideAsProposed => self.on_target(|desk, item| {
                desk.decide_by_key(action, Command::RecordProposal { item });
            }),
            DeskAction::Phrase(number) => self.on_target(|desk, item| {
                desk.decide_by_key(action, Command::RecordPhrase { item, number });
            }),
            DeskAction::Assign => {
                self.on_target(|desk, item| desk.open_form(FormKind::Assignment(item)));
            }
            DeskAction::People => self.panes.focus = Pane::Attendance,
            DeskAction::OutcomeMenu => self.overlay = Overlay::Menu(Menu::Outcome),
            DeskAction::ItemMenu => self.overlay = Overlay::Menu(Menu::Item),
            DeskAction::MeetingMenu => self.overlay = Overlay::Menu(Menu::Meeting),
            DeskAction::Recess => recess(self),
            DeskAction::Undo => undo::undo(self),
            DeskAction::Redo => undo::redo(self),
            DeskAction::Help => self.overlay = Overlay::Help(Help::default()),
            DeskAction::Palette => {
                let palette = Palette::new(&self.session.words);
                self.overlay = Overlay::Palette(Box::new(palette));
            }
            DeskAction::Wall => self.overlay = Overlay::Wall,
            DeskAction::Review => self.look_back(LookFor::PreviousMeeting),
            DeskAction::Search => self.look_back(LookFor::Words),
            DeskAction::Claim => claim(self),
            DeskAction::Leave => self.session.perform(Effect::Leave(Next::Nothing)),
            DeskAction::Attendance(action) => attendance::change(self, action),
            DeskAction::Outcome(kind) => {
                self.on_target(|desk, item| desk.open_form(FormKind::Outcome(item, kind)));
            }
            DeskAction::ClearOutcome => self.on_target(|desk, item| {
                let outcome = None;
                desk.record_in_item(Command::SetOutcome { item, outcome });
            }),
            DeskAction::NewItem => self.open_form(FormKind::NewItem),
            DeskAction::Retitle => self.form_on_chosen(FormKind::Retitle),
            DeskAction::Relabel => self.form_on_chosen(FormKind::Relabel),
            DeskAction::MoveItem => self.form_on_chosen(FormKind::MoveItem),
            DeskAction::Plan => self.form_on_chosen(FormKind::Plan),
            DeskAction::Propose => self.form_on_chosen(FormKind::Proposal),
            DeskAction::NewSection => self.open_form(FormKind::NewSection),
            DeskAction::Place => self.open_form(FormKind::Place),
            DeskAction::NextMeeting => self.open_form(FormKind::NextMeeting),
            DeskAction::OpeningText => self.write_text(TextPlace::Opening),
            DeskAction::ClosingText => self.write_text(TextPlace::Closing),
            DeskAction::Verifiers => self.open_form(FormKind::Verifiers),
            DeskAction::Replace => {
                if !self.session.is_follower() {
                    self.overlay = Overlay::Replace(Box::new(Replace::new()));
                }
            }
            DeskAction::Close => {
                let reminders = self.session.meeting().reminders();
                self.overlay = Overlay::Checklist(reminders);
            }
        }
    }

    /// Answers the checklist, or the question about a changed agenda.
    pub(super) fn press_in_question(&mut self, key: Key) {
        let table = match self.overlay {
            Overlay::AgendaChanged(_) => AGENDA_CHANGED,
            _ => CHECKLIST,
        };
        match keymap::action(table, key) {
            Some(Confirm::Accept) => match std::mem::take(&mut self.overlay) {
                Overlay::AgendaChanged(command) => {
                    self.session.record(*command);
                    let meeting = self.session.ledger.shown();
                    self.panes.attendance.choose_first(meeting);
                    self.follow_the_open_item();
                }
                _ => {
                    if self.session.record(Command::CloseMeeting).is_some() {
                        self.session.say("notice-closed");
                    }
                }
            },
            Some(Confirm::Back) => self.overlay = Overlay::None,
            None => self.act_or_tell(None, key),
        }
    }

    fn look_back(&mut self, look_for: LookFor) {
        self.lookback.begin(look_for, &mut self.session);
    }

    fn back(&mut self) {
        self.panes.focus = Pane::Agenda;
        if self.session.meeting().open.is_some() {
            self.follow_the_open_item();
        }
    }

    fn next(&mut self) {
        let now = self.session.now;
        if self.steps.own.is_some_and(|own| now - own < DOUBLE_PRESS) {
            return self.session.say("notice-double-press");
        }
        self.steps.own = Some(now);
        let seen = self.session.meeting().open;
        self.step(Command::OpenNext { seen });
    }

    fn step(&mut self, command: Command) {
        if self.session.record(command).is_some() {
            self.follow_the_open_item();
        }
    }

    /// Makes a decision of one key; under an item that has one, only when asked twice.
    fn decide_by_key(&mut self, action: DeskAction, command: Command) {
        if !stray_typing::asks_for_another(self, action, &command) {
            self.record_in_item(command);
        }
    }

    /// Records a command about the open item, and shows that item.
    fn record_in_item(&mut self, command: Command) {
        let Some(events) = self.session.record(command) else {
            return;
        };
        if self.session.meeting().open.is_some() && self.panes.focus != Pane::Item {
            self.follow_the_open_item();
        }
        feedback::tell_recorded(self, &events);
    }

    /// Acts on the item that commands are for.
    fn on_target(&mut self, act: impl FnOnce(&mut Self, ItemId)) {
        match self.panes.acted_on(self.session.meeting()) {
            Some(item) => {
                self.panes.agenda.chosen = Some(RowId::Item(item));
                act(self, item);
            }
            None => self.session.refuse(&Refusal::NothingOpen),
        }
    }

    /// Opens a form about the item that is looked at: changes to the agenda act on that one.
    fn form_on_chosen(&mut self, kind: impl FnOnce(ItemId) -> FormKind) {
        match self.panes.looked_at(self.session.meeting()) {
            Some(item) => self.open_form(kind(item)),
            None => self.session.say("notice-choose-an-item"),
        }
    }

    fn go_to(&mut self, pane: Pane) {
        self.panes.focus = pane;
        self.panes.item.choose_first();
    }

    fn step_in_pane(&mut self, step: Step) {
        let by = step.rows(self.panes.agenda.page);
        if self.panes.focus == Pane::Item && matches!(step, Step::PageUp | Step::PageDown) {
            self.panes.item.scroll(by);
        } else {
            let pane = self.panes.focus;
            self.panes.walk(pane, by, &self.session, &self.composer);
        }
    }

    fn extend_in_pane(&mut self, step: Step) {
        if self.panes.focus == Pane::Item {
            let by = step.rows(self.panes.agenda.page);
            self.panes.extend(by, &self.session, &self.composer);
        } else {
            self.step_in_pane(step);
        }
    }

    fn open_chosen(&mut self) {
        match (self.panes.focus, self.panes.agenda.chosen) {
            (Pane::Item, _) => self.edit_chosen(),
            (Pane::Agenda, Some(RowId::Item(item))) => self.step(Command::OpenItem { item }),
            (Pane::Agenda, Some(RowId::Section(section))) => {
                self.open_form(FormKind::Section(section));
            }
            (Pane::Agenda, None) => self.session.say("notice-choose-an-item"),
            (Pane::Attendance, _) => attendance::change(self, AttendanceAction::Correct),
        }
    }

    /// Takes up for correction what is chosen in the item pane.
    fn edit_chosen(&mut self) {
        let chosen = self.panes.chosen_in_item(&self.session, &self.composer);
        let meeting = self.session.meeting();
        match chosen {
            Some(Target::Text(TextTarget::Text(place))) => self.write_text(place),
            Some(Target::Text(target @ TextTarget::Intro(decision))) => {
                let decision = meeting.decision(decision).map(|(_, decision)| decision);
                let intro = decision.map(|decision| decision.intro.clone());
                self.write(target, &intro.unwrap_or_default());
            }
            Some(Target::Text(target @ TextTarget::Clause(clause))) => {
                let text = meeting.clause(clause).map(|clause| clause.text.clone());
                self.write(target, &text.unwrap_or_default());
            }
            Some(Target::Text(TextTarget::NewClause { item, .. })) => self.word_decision(item),
            Some(Target::Assignment(assignment)) => {
                self.open_form(FormKind::CorrectAssignment(assignment));
            }
            Some(Target::Returned(index)) if !self.session.is_follower() => {
                if let Some(returned) = self.composer.take_returned(index) {
                    self.write(returned.target, &returned.text);
                }
            }
            Some(Target::Returned(_)) => {}
            Some(Target::Origin(item, index)) => self.look_back(LookFor::Origin(item, index)),
            None => self.session.say("notice-nothing-to-edit"),
        }
    }

    fn withdraw_chosen(&mut self) {
        let command = match (self.panes.focus, self.panes.agenda.chosen) {
            (Pane::Agenda, Some(RowId::Item(item))) => Some(Command::RemoveItem { item }),
            (Pane::Agenda, Some(RowId::Section(section))) => {
                Some(Command::RemoveSection { section })
            }
            (Pane::Agenda, None) => None,
            (Pane::Attendance, _) => {
                let chosen = self.panes.attendance.chosen;
                chosen.map(|person| Command::RemovePerson { person })
            }
            (Pane::Item, _) => match self.panes.chosen_in_item(&self.session, &self.composer) {
                Some(Target::Text(TextTarget::Clause(clause))) => {
                    Some(Command::WithdrawClause { clause })
                }
                Some(Target::Assignment(assignment)) => {
                    Some(Command::WithdrawAssignment { assignment })
                }
                Some(Target::Text(TextTarget::NewClause { item, .. })) => {
                    self.composer.unpark(item);
                    return;
                }
                Some(Target::Returned(index)) => {
                    self.composer.take_returned(index);
                    return;
                }
                Some(Target::Text(TextTarget::Intro(decision))) => {
                    Some(Command::WithdrawDecision { decision })
                }
                Some(Target::Text(TextTarget::Text(_)) | Target::Origin(..)) | None => None,
            },
        };
        match command {
            Some(command) => withdraw(self, command),
            None => self.session.say("notice-nothing-to-withdraw"),
        }
    }

    /// Begins to write, unless somebody else owns the text.
    fn write(&mut self, target: TextTarget, text: &str) {
        if !self.session.is_follower() {
            self.panes.focus = Pane::Item;
            self.composer.begin(target, text);
        }
    }

    fn write_text(&mut self, place: TextPlace) {
        let text = self.session.meeting().text(place).map(str::to_owned);
        if let Some(text) = text {
            self.write(TextTarget::Text(place), &text);
        }
    }

    /// Begins a new decision under the item, or takes up the unfinished clause that waits there.
    fn word_decision(&mut self, item: ItemId) {
        if self.session.meeting().stage == Stage::Prepared {
            return self.session.refuse(&Refusal::NotOpened);
        }
        if self.session.is_follower() {
            return;
        }
        let (decision, text) = match self.composer.unpark(item) {
            Some(Parked { decision, text }) => {
                let meeting = self.session.meeting();
                let decision = decision.filter(|id| meeting.decision(*id).is_some());
                (decision, text)
            }
            None => (None, self.session.meeting().style.clause_start.clone()),
        };
        self.write(TextTarget::NewClause { item, decision }, &text);
    }
}

fn recess(desk: &mut Desk) {
    match desk.session.meeting().stage {
        Stage::Recess { .. } => {
            desk.session.record(Command::EndRecess);
        }
        Stage::UnderWay => desk.open_form(FormKind::Recess),
        Stage::Prepared | Stage::Closed | Stage::Approved => {
            desk.session.record(Command::BeginRecess { until: None });
        }
    }
}

fn claim(desk: &mut Desk) {
    if desk.session.ownership.is_free {
        desk.session.ownership.typed_ahead = Some(Vec::new());
        let now = desk.session.now;
        desk.session.perform(Effect::ClaimDesk(now));
    } else {
        desk.session.say("notice-seat-not-free");
    }
}

fn withdraw(desk: &mut Desk, command: Command) {
    let was = desk.panes.chosen_in_item(&desk.session, &desk.composer);
    let meeting = desk.session.meeting();
    let at = meeting.newest.unwrap_or_default();
    let events = decide(meeting, &command, at).unwrap_or_default();
    let words = &desk.session.words;
    let what = events
        .first()
        .map(|event| feedback::event_summary(event, meeting, words));
    if desk.session.record(command).is_none() {
        return;
    }
    match desk.panes.focus {
        Pane::Agenda => desk.follow_the_open_item(),
        Pane::Item => {
            let (session, composer) = (&desk.session, &desk.composer);
            desk.panes.choose_after_withdrawal(was, session, composer);
        }
        Pane::Attendance => {
            let meeting = desk.session.ledger.shown();
            desk.panes.attendance.choose_first(meeting);
        }
    }
    if let Some(what) = what {
        feedback::tell_withdrawn(desk, what);
    }
}
