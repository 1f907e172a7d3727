//! The desk: where the secretary works. Keys come in, effects go out; it touches neither disk nor
//! terminal. The desk itself only holds the focus and routes:
//!
//! ```text
//! session       the ledger (confirmed, shown, pending), who owns the text, notice, effects
//! composer      the text in the field, parked clauses, texts that came back, suggestions
//! panes         agenda, item, attendance: each owns what is chosen in it, and draws itself
//! overlays      menu, form, checklist, palette, replace, help, library: one at a time, over the panes
//! commands      what each key of a browsing desk does
//! stray_typing  text that is typed where no field is open
//! ```

mod canvas;
mod commands;
mod composer;
mod field;
mod footer;
mod frame;
mod item_view;
pub mod keymap;
mod ledger;
mod letter_run;
mod lookback;
mod overlays;
mod panes;
mod private_draft;
mod roles;
mod session;
mod stray_typing;
mod target;
mod top_bar;

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::Position;

use crate::book::recorder::RecorderEvent;
use crate::meeting::Meeting;
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::event::{Entry, Event};
use crate::meeting::integrity::Integrity;
use crate::meeting::item::{Item, RowId};
use crate::meeting::passage::Passage;
use crate::meeting::public::Wording;
use crate::meeting::rules::decide;
use crate::meeting::time::Timestamp;
use crate::words::Words;

use super::editor::{Editor, Lines};
use super::effect::{AppEvent, DeskLockEvent, Effect};
use super::keymap as tables;
use super::keys::{Code, Input, Key};
use super::screen::{Screen, Tick};
use super::theme::Theme;
use commands::{feedback, rearrange};
use composer::{Composer, Left, public_part};
use keymap::{ATTENDANCE, BROWSING, DeskAction, LINE, NOTES, WritingAction};
pub use ledger::EntryIds;
use ledger::Ledger;
use lookback::Lookback;
use overlays::Overlay;
use overlays::form::{FormContext, FormKind, FormOutcome, KeptForms, OpenForm};
use overlays::help::HelpOutcome;
use overlays::palette::PaletteOutcome;
use overlays::replace::{Replace, ReplaceOutcome};
use panes::{Pane, Panes};
use session::Session;
use stray_typing::StrayTyping;

/// A key that comes so soon after somebody else's step was meant for the item before it.
const JUST_LED: TimeDelta = TimeDelta::milliseconds(1000);

/// The values that the desk is opened with.
#[derive(Debug)]
pub struct Opening {
    /// The meeting as the journal has it.
    pub meeting: Meeting,
    /// The number of its newest entry.
    pub seq: u64,
    /// How whole the journal is.
    pub integrity: Integrity,
    /// The owner of the text, where that is not this desk.
    pub owner: Option<String>,
    /// The stem of the meeting's files.
    pub stem: String,
    /// The source of names for new entries.
    pub ids: EntryIds,
}

/// The latest steps from item to item, to tell a command from a slip.
#[derive(Debug, Default)]
struct Steps {
    /// The moment when `n` was last pressed here.
    own: Option<Timestamp>,
    /// The moment when somebody else's step led the desk to another item.
    led: Option<Timestamp>,
    /// True when somebody else stepped on while something is being written here.
    is_left_behind: bool,
}

/// The meaning of the keys at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Browsing,
    Attendance,
    WritingLine,
    WritingNotes,
    Overlay,
}

/// The desk.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    composer: Composer,
    panes: Panes,
    overlay: Overlay,
    kept_forms: KeptForms,
    lookback: Lookback,
    steps: Steps,
    stray: StrayTyping,
    /// The passages that the menu of changes was opened for.
    passages: Vec<Passage>,
}

impl Desk {
    /// A desk on a meeting.
    #[must_use]
    pub fn new(words: Words, opening: Opening) -> Self {
        let Opening {
            meeting,
            seq,
            integrity,
            owner,
            stem,
            ids,
        } = opening;
        let ledger = Ledger::new(meeting, seq, ids);
        let mut desk = Self {
            session: Session::new(words, ledger, owner, stem, integrity),
            composer: Composer::default(),
            panes: Panes::default(),
            overlay: Overlay::None,
            kept_forms: KeptForms::new(),
            lookback: Lookback::default(),
            steps: Steps::default(),
            stray: StrayTyping::default(),
            passages: Vec::new(),
        };
        desk.follow_the_open_item();
        let meeting = desk.session.ledger.shown();
        desk.panes.attendance.choose_first(meeting);
        desk
    }

    /// Offers to read the agenda again, whose file has changed since it was taken in.
    pub fn offer_agenda(&mut self, command: Command) {
        let meeting = self.session.meeting();
        let at = meeting.newest.unwrap_or_default();
        if decide(meeting, &command, at).is_ok() {
            self.overlay = Overlay::AgendaChanged(Box::new(command));
        } else {
            self.session.say("notice-agenda-changed");
        }
    }

    /// Takes an input from a person.
    fn take(&mut self, input: Input, now: Timestamp) {
        self.session.now = now;
        if let Some(typed) = &mut self.session.ownership.typed_ahead {
            typed.push(input);
            return;
        }
        match input {
            Input::Key(key) if key.typed_with_alt() => {
                self.take_key(Key::plain(Code::Escape));
                self.take_key(Key { alt: false, ..key });
            }
            Input::Key(key) => self.take_key(key),
            _ if matches!(self.overlay, Overlay::Wall) => {
                if !matches!(input, Input::Resize) {
                    self.overlay = Overlay::None;
                }
            }
            Input::Paste(text) => self.paste(&text),
            Input::Click { column, row } => {
                if matches!(self.overlay, Overlay::None) && self.composer.writing().is_none() {
                    let mouse = Position::new(column, row);
                    self.panes.click(mouse, &self.session, &self.composer);
                }
            }
            Input::Wheel { column, row, down } => {
                let by = if down { 3 } else { -3 };
                let mouse = Position::new(column, row);
                match &mut self.overlay {
                    Overlay::Help(help) => help.scroll(by),
                    _ => self.panes.wheel(mouse, by, &self.session, &self.composer),
                }
            }
            Input::Resize => {}
        }
    }

    fn take_key(&mut self, key: Key) {
        if !stray_typing::press_as_typing(self, key) {
            stray_typing::give_command(self, key);
        }
    }

    fn press(&mut self, key: Key) {
        self.session.set_notice(None);
        match self.mode() {
            Mode::WritingLine | Mode::WritingNotes => self.press_writing(key),
            Mode::Overlay => self.press_in_overlay(key),
            Mode::Attendance if jumps(key) => {
                let (letter, meeting) = (key.typed(), self.session.ledger.shown());
                if !letter.is_some_and(|letter| self.panes.attendance.jump(letter, meeting)) {
                    self.session.say("notice-no-such-name");
                }
            }
            Mode::Attendance | Mode::Browsing => self.act_or_tell(self.action_of(key), key),
        }
    }

    /// The command that a key gives at the moment; `None` where it gives none.
    fn action_of(&self, key: Key) -> Option<DeskAction> {
        match self.mode() {
            Mode::Browsing => tables::action(BROWSING, key),
            Mode::Attendance => {
                tables::action(ATTENDANCE, key).or_else(|| tables::action(BROWSING, key))
            }
            Mode::Overlay => match self.overlay {
                Overlay::Menu(menu) => tables::action(menu.keys(), key),
                _ => None,
            },
            Mode::WritingLine | Mode::WritingNotes => None,
        }
    }

    /// Carries out a command; a letter that is none gets a notice.
    fn act_or_tell(&mut self, action: Option<DeskAction>, key: Key) {
        match action {
            Some(action) => self.act(action),
            None if key.typed().is_some() => self.session.say("notice-no-such-key"),
            None => {}
        }
    }

    fn mode(&self) -> Mode {
        match (&self.overlay, self.composer.target()) {
            (Overlay::None, Some(target)) => match target.lines() {
                Lines::One => Mode::WritingLine,
                Lines::Many => Mode::WritingNotes,
            },
            (Overlay::None, None) if self.panes.focus == Pane::Attendance => Mode::Attendance,
            (Overlay::None, None) => Mode::Browsing,
            _ => Mode::Overlay,
        }
    }

    fn press_in_overlay(&mut self, key: Key) {
        let page = self.panes.agenda.page;
        match &mut self.overlay {
            Overlay::None | Overlay::Wall => {}
            Overlay::Menu(_) => self.act_or_tell(self.action_of(key), key),
            Overlay::Form(_) => self.press_in_form(key),
            Overlay::Palette(palette) => match palette.press(key) {
                PaletteOutcome::Stays => {}
                PaletteOutcome::Closed => self.overlay = Overlay::None,
                PaletteOutcome::Chosen(action) => {
                    self.overlay = Overlay::None;
                    if let DeskAction::Attendance(_) = action {
                        self.panes.focus = Pane::Attendance;
                    }
                    self.act(action);
                }
            },
            Overlay::Help(help) => match help.press(key, page) {
                HelpOutcome::Stays => {}
                HelpOutcome::Closed => self.overlay = Overlay::None,
                HelpOutcome::Unknown => self.act_or_tell(None, key),
            },
            Overlay::Replace(_) => self.press_in_replace(key),
            Overlay::Checklist(_) | Overlay::AgendaChanged(_) => self.press_in_question(key),
            Overlay::Library(_) => {
                let (session, overlay) = (&mut self.session, &mut self.overlay);
                self.lookback.press(key, session, overlay);
            }
        }
    }

    fn press_in_replace(&mut self, key: Key) {
        let Overlay::Replace(replace) = &mut self.overlay else {
            return;
        };
        match replace.press(key, self.session.ledger.shown()) {
            ReplaceOutcome::Stays => {}
            ReplaceOutcome::Closed => self.overlay = Overlay::None,
            ReplaceOutcome::One(command) => {
                if self.session.record(command).is_some() {
                    self.session.say("notice-replaced-one");
                }
            }
            ReplaceOutcome::All(command, count) => {
                if self.session.record(command).is_some() {
                    self.overlay = Overlay::None;
                    self.session
                        .say_with("notice-replaced", &[("count", count.into())]);
                }
            }
        }
    }

    /// A name that was corrected may stand elsewhere as it was: it is offered to replace it there.
    fn offer_to_replace(&mut self, corrected: Option<(String, String)>) {
        if let Some((was, now)) = corrected
            && !self.session.meeting().find_words(&was).is_empty()
        {
            self.overlay = Overlay::Replace(Box::new(Replace::offered(&was, &now)));
        }
    }

    fn press_in_form(&mut self, key: Key) {
        let Overlay::Form(form) = &mut self.overlay else {
            return;
        };
        let context = form_context(&self.session, &self.panes, &self.passages);
        match form.press(key, context) {
            FormOutcome::Stays => {}
            FormOutcome::NotUnderstood(message) => self.session.say(message),
            FormOutcome::Copied(text) => self.session.copy(text),
            FormOutcome::Pastes => {
                let copied = self.session.copied.clone();
                form.paste(&copied);
            }
            FormOutcome::Left => {
                if form.is_changed() {
                    self.kept_forms.insert(form.kind, form.texts());
                }
                self.overlay = Overlay::None;
            }
            FormOutcome::Submitted(command) => {
                let kind = form.kind;
                let corrected = name_corrected(&command, self.session.ledger.shown());
                if let Some(events) = self.session.record(*command) {
                    self.overlay = Overlay::None;
                    self.choose_added(kind);
                    if kind.is_about_passages() {
                        rearrange::tell_changed(self, &events);
                    } else {
                        feedback::tell_recorded(self, &events);
                    }
                    self.offer_to_replace(corrected);
                }
            }
        }
    }

    /// Opens a form, with what was left in it.
    fn open_form(&mut self, kind: FormKind) {
        if self.session.is_follower() {
            return;
        }
        let kept = self.kept_forms.remove(&kind);
        let context = form_context(&self.session, &self.panes, &self.passages);
        let form = OpenForm::open(kind, kept, context);
        self.overlay = Overlay::Form(Box::new(form));
    }

    /// Chooses the item or the person that a form has added.
    fn choose_added(&mut self, kind: FormKind) {
        let meeting = self.session.ledger.shown();
        if kind == FormKind::NewItem {
            let newest = meeting.items().max_by_key(|item| item.id);
            self.panes.agenda.chosen = newest.map(|item| RowId::Item(item.id));
        }
        if kind == FormKind::NewPerson {
            let last = meeting.people.last();
            self.panes.attendance.chosen = last.map(|person| person.id);
        }
    }

    fn press_writing(&mut self, key: Key) {
        let is_line = self.mode() == Mode::WritingLine;
        let table = if is_line { LINE } else { NOTES };
        let is_at_end = (self.composer.writing()).is_some_and(|writing| writing.editor.is_at_end());
        let takes_suggestion = is_line && key.code == Code::Right && !key.shift && is_at_end;
        match tables::action(table, key) {
            Some(WritingAction::Accept) => {
                let left = self.composer.accept(&mut self.session);
                self.after_writing(left);
            }
            Some(WritingAction::Back) => {
                let left = self.composer.stop(&mut self.session);
                self.after_writing(left);
            }
            Some(WritingAction::Complete) => {
                let meeting = self.session.ledger.shown();
                self.composer.take_suggestion(meeting);
            }
            Some(WritingAction::ClearLine) => self.composer.edit(|editor| editor.set("")),
            Some(WritingAction::Undo) => self.composer.edit(Editor::undo),
            Some(WritingAction::MoveLines(direction)) => {
                self.composer.edit(|editor| editor.move_lines(direction));
            }
            Some(WritingAction::Copy) => {
                let writing = self.composer.writing();
                let copied = writing.map(|writing| writing.editor.copied());
                self.session.copy(copied.unwrap_or_default());
            }
            Some(WritingAction::Cut) => {
                let mut cut = String::new();
                self.composer.edit(|editor| cut = editor.cut());
                self.session.copy(cut);
            }
            Some(WritingAction::Paste) => {
                let copied = self.session.copied.clone();
                self.paste(&copied);
            }
            Some(WritingAction::ChangeLines) => rearrange::change_lines(self),
            None if takes_suggestion => {
                let meeting = self.session.ledger.shown();
                self.composer.take_suggestion(meeting);
            }
            None => {
                let style = &self.session.ledger.shown().style;
                self.composer.press(key, self.panes.item.width, style);
            }
        }
    }

    /// Once a field is closed, the view stays where the writing was, and what was written is
    /// chosen.
    fn after_writing(&mut self, left: Left) {
        let Left::Ended(target) = left else { return };
        self.panes
            .choose_written(target, &self.session, &self.composer);
        if self.steps.is_left_behind {
            self.catch_up_with_the_room();
        }
    }

    /// Pasted text is text in a field, and nothing elsewhere.
    fn paste(&mut self, text: &str) {
        self.session.set_notice(None);
        match &mut self.overlay {
            Overlay::Form(form) => form.paste(text),
            Overlay::Library(library) => library.paste(text),
            Overlay::Replace(replace) => replace.paste(text),
            Overlay::None if self.composer.record_pasted(text, &mut self.session) => {}
            Overlay::None if self.composer.writing().is_some() => {
                let style = &self.session.ledger.shown().style;
                if self.composer.paste(text, style) {
                    self.session.say("notice-lines-joined");
                }
            }
            Overlay::None => stray_typing::offer_pasted(self, text),
            Overlay::Menu(_)
            | Overlay::Checklist(_)
            | Overlay::Palette(_)
            | Overlay::Help(_)
            | Overlay::Wall
            | Overlay::AgendaChanged(_) => self.session.say("notice-paste-needs-a-field"),
        }
    }

    fn hear_recorder(&mut self, news: RecorderEvent) {
        match news {
            RecorderEvent::Saved { entry, seq } => self.session.ledger.confirm(entry, seq),
            RecorderEvent::Foreign { entry } => {
                self.session.ledger.apply_foreign(entry.clone());
                if is_step(&entry) {
                    self.led_on(&entry.by);
                }
            }
            RecorderEvent::Refused { id, refusal } => {
                self.session.refuse(&refusal);
                if let Some(text) = self.session.ledger.reject(&id) {
                    self.composer.give_back(text);
                }
            }
            RecorderEvent::NotSaved {
                trouble, is_kept, ..
            } => self.session.ledger.fail(trouble, is_kept),
        }
    }

    /// Somebody else opened another item. What is being written stays with its own, in sight, until
    /// it is recorded or put aside.
    fn led_on(&mut self, by: &Author) {
        let item = self.session.meeting().open_item().map(Item::heading);
        let values = [
            ("item", item.unwrap_or_default().into()),
            ("by", by.as_str().into()),
        ];
        self.session.say_with("notice-stepped", &values);
        if self.composer.writing().is_some() || matches!(self.overlay, Overlay::Form(_)) {
            self.steps.is_left_behind = true;
        } else {
            self.catch_up_with_the_room();
        }
    }

    /// Goes to the item that somebody else opened.
    fn catch_up_with_the_room(&mut self) {
        self.steps.is_left_behind = false;
        self.steps.led = Some(self.session.now);
        self.follow_the_open_item();
    }

    fn hear_desk_lock(&mut self, event: DeskLockEvent) {
        match event {
            DeskLockEvent::Free => {
                let ownership = &mut self.session.ownership;
                if ownership.owner.is_some() && !ownership.is_free {
                    ownership.is_free = true;
                    self.session.say("notice-seat-free");
                }
            }
            DeskLockEvent::Held(owner) => {
                self.session.ownership.is_free = false;
                self.session.ownership.owner = Some(owner);
                self.session.is_follower();
                self.go_on_with_what_was_typed();
            }
            DeskLockEvent::Ours { draft } => {
                self.session.ownership.is_free = false;
                self.session.ownership.owner = None;
                self.session.set_notice(None);
                self.take_up(&draft);
                let taken = self.session.words.say("notice-seat-taken").into_owned();
                let notices = [Some(taken), self.session.take_notice()];
                let notices: Vec<String> = notices.into_iter().flatten().collect();
                self.session.set_notice(Some(notices.join(" ")));
                self.go_on_with_what_was_typed();
            }
        }
    }

    fn go_on_with_what_was_typed(&mut self) {
        let typed = self.session.ownership.typed_ahead.take();
        for input in typed.unwrap_or_default() {
            self.take(input, self.session.now);
        }
    }

    /// The meeting as it is on the screen.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        self.session.meeting()
    }

    /// True when anything on the screen is not on the disk yet.
    #[must_use]
    pub fn has_pending(&self) -> bool {
        self.session.ledger.has_pending()
    }

    fn follow_the_open_item(&mut self) {
        self.panes.follow_the_open_item(self.session.ledger.shown());
    }
}

impl Screen for Desk {
    fn event(&mut self, event: AppEvent, now: Timestamp) {
        self.session.now = now;
        match event {
            AppEvent::Input(input) => self.take(input, now),
            AppEvent::Journal(news) => self.hear_recorder(news),
            AppEvent::Integrity(integrity) => self.session.take_integrity(integrity),
            AppEvent::DeskLock(event) => self.hear_desk_lock(event),
            AppEvent::Copied(file) => {
                let file = file.display().to_string();
                self.session
                    .say_with("notice-copied", &[("file", file.into())]);
            }
            AppEvent::PastDecisions(decisions) => self.composer.learn(decisions),
            AppEvent::Job(result) => {
                let (session, overlay) = (&mut self.session, &mut self.overlay);
                self.lookback.hear(result, session, overlay);
            }
            // The desk follows its meeting through the recorder.
            AppEvent::Seen(_) | AppEvent::Silent(_) | AppEvent::Chair(_) | AppEvent::End => {}
        }
    }

    fn effects(&mut self, now: Timestamp) -> Vec<Effect> {
        self.session.take_effects(now)
    }

    fn hurry(&mut self) {
        self.session.release();
    }

    fn tick(&self) -> Tick {
        self.session.held_until().map_or(Tick::Second, Tick::At)
    }

    fn draw(&mut self, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
        frame::draw(self, frame, theme, now);
    }

    /// The text on the line, or the recorded text that waits for the disk.
    fn live_draft(&self) -> Option<Wording> {
        if self.session.ownership.owner.is_some() {
            return None;
        }
        let ledger = &self.session.ledger;
        let on_the_line = self.composer.wording(ledger.shown());
        on_the_line.or_else(|| {
            ledger.pending_texts().find_map(|written| {
                let (item, part) = public_part(written.target, ledger.shown())?;
                Some(Wording {
                    item,
                    part,
                    text: written.text.clone(),
                    numbers: ledger.confirmed().numbers_used,
                })
            })
        })
    }

    fn private_draft(&self) -> Option<String> {
        self.draft()
    }
}

fn form_context<'a>(
    session: &'a Session,
    panes: &Panes,
    passages: &'a [Passage],
) -> FormContext<'a> {
    FormContext {
        meeting: session.ledger.shown(),
        words: &session.words,
        chosen: panes.agenda.chosen,
        now: session.now,
        passages,
    }
}

/// Tells whether a key looks for a name in the attendance list.
fn jumps(key: Key) -> bool {
    key.typed().is_some_and(char::is_uppercase)
}

/// The name that a command corrects, and the name that it puts in its stead; `None` for others.
fn name_corrected(command: &Command, meeting: &Meeting) -> Option<(String, String)> {
    let Command::CorrectPerson { person, name, .. } = command else {
        return None;
    };
    let was = meeting.person(*person)?.name.clone();
    let now = name.trim().to_owned();
    (was != now && !was.is_empty()).then_some((was, now))
}

fn is_step(entry: &Entry) -> bool {
    let mut events = entry.events.iter();
    events.any(|event| matches!(event, Event::ItemOpened { .. }))
}
