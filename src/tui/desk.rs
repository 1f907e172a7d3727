//! The desk: where the secretary works. It holds what is on the screen and not yet in the journal:
//! what is chosen, what is being written, what waits to be saved. Keys come in, effects go out; it
//! touches neither disk nor terminal.

mod agenda_pane;
mod attendance_pane;
mod browsing;
mod draft;
mod field;
mod footer;
mod forms;
mod frame;
mod help;
mod item_pane;
mod looking_back;
mod menu;
mod mouse;
mod page;
mod palette;
mod people;
mod planning;
mod recording;
mod suggestion;
mod top_bar;
mod wording;
mod writing;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::book::catalog::Catalog;
use crate::book::journal::JournalFinding;
use crate::book::recorder::{Request, StoreError};
use crate::meeting::Meeting;
use crate::meeting::checklist::Reminder;
use crate::meeting::command::Command;
use crate::meeting::decision::DecisionId;
use crate::meeting::event::Entry;
use crate::meeting::item::{ItemId, RowId};
use crate::meeting::person::PersonId;
use crate::meeting::rules::decide;
use crate::meeting::time::Timestamp;
use crate::words::Words;

use super::editor::Lines;
use super::errands::Errand;
use super::keymap::Mode;
use super::keys::{Code, Input, Key};
use super::reading::Reading;
pub(in crate::tui) use browsing::kind_of as name_of;
use forms::{Form, FormKind};
pub(in crate::tui) use frame::marked as marked_line;
use mouse::Places;
use palette::Palette;
pub(in crate::tui) use writing::edit_line;
use writing::{Subject, Writing};

/// The hand by which the desk's entries are made.
pub const BY: &str = "sekreterare";

/// What shall be done outside the desk.
#[derive(Debug)]
pub enum Effect {
    /// Record this.
    Record(Box<Request>),
    /// Sit down at the desk, which is free.
    TakeSeat,
    /// Fetch or do something in the book.
    Errand(Errand),
    /// Leave.
    Leave,
}

/// A part of the screen that can be walked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    #[default]
    Agenda,
    Item,
    Attendance,
}

/// What lies over the panes.
#[derive(Debug)]
enum Overlay {
    None,
    Menu(Mode),
    Form(Box<Form>),
    Checklist(Vec<Reminder>),
    Palette(Box<Palette>),
    Help {
        scroll: usize,
    },
    /// What the room sees, on the only screen there is.
    Wall,
    /// Reading in the book.
    Reading(Box<Reading>),
    /// The agenda file is not what it was when it was taken in.
    AgendaChanged(Box<Command>),
}

/// An entry that is shown and not yet saved, with the words it came from.
#[derive(Debug)]
struct Pending {
    entry: Arc<Entry>,
    words: Option<(Subject, String)>,
}

/// Words that were refused after they had been shown as recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Returned {
    subject: Subject,
    text: String,
}

/// An unfinished clause that waits with its item.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Parked {
    decision: Option<DecisionId>,
    text: String,
}

/// The newest entry that is on the disk.
#[derive(Debug, Clone, Copy)]
struct Saved {
    at: Timestamp,
    seq: u64,
}

/// What the disk says, and whether what waits is at least on this computer.
#[derive(Debug, Clone)]
struct NotSaved {
    trouble: StoreError,
    is_kept: bool,
}

/// What the desk is opened with.
#[derive(Debug)]
pub struct Opening {
    /// The meeting as the journal has it.
    pub meeting: Meeting,
    /// Number of its newest entry.
    pub seq: u64,
    /// What is not as it should be in the journal.
    pub findings: Vec<JournalFinding>,
    /// Whether the record knows entries that the journal has lost.
    pub is_behind_record: bool,
    /// Who owns the text, when it is not this desk.
    pub owner: Option<String>,
    /// The meeting's files' stem.
    pub stem: String,
}

/// The desk.
#[derive(Debug)]
pub struct Desk {
    words: Words,
    confirmed: Meeting,
    shown: Meeting,
    pending: Vec<Pending>,
    effects: Vec<Effect>,
    owner: Option<String>,
    /// The meeting that is held: its files' stem.
    stem: String,
    /// The meetings of the book, once somebody has looked back.
    shelf: Option<Arc<Catalog>>,
    /// What they are being fetched for.
    seeks: Option<looking_back::Seeks>,
    /// Nobody has the desk any more, and we could take it.
    seat_is_free: bool,
    /// What was typed since we asked for the desk, until we know whether it is ours.
    typed_ahead: Option<Vec<Input>>,
    pane: Pane,
    chosen: Option<RowId>,
    spot: usize,
    person: Option<PersonId>,
    writing: Option<Writing>,
    overlay: Overlay,
    parked: BTreeMap<ItemId, Parked>,
    kept_forms: BTreeMap<FormKind, Vec<String>>,
    returned: Vec<Returned>,
    notice: Option<String>,
    saved: Option<Saved>,
    not_saved: Option<NotSaved>,
    stepped_on: Option<Timestamp>,
    /// When somebody else's step led the desk to another item: a key on its way then was meant for
    /// the item before.
    led_at: Option<Timestamp>,
    /// Somebody else stepped on while something is being written here.
    is_left_behind: bool,
    /// The newest moment that is known here.
    now: Timestamp,
    /// What the body has decided before, the likeliest first.
    memory: Vec<String>,
    /// The width that the item's text was last shown in, for going up and down in it.
    item_room: usize,
    /// How many rows a page is.
    page: usize,
    item_scroll: usize,
    /// Whether the item's text scrolls to what is chosen in it, or stays where it was scrolled to.
    scrolls_to_spot: bool,
    /// Where the panes were last drawn.
    places: Places,
}

impl Desk {
    /// A desk on a meeting.
    #[must_use]
    pub fn new(words: Words, opening: Opening) -> Self {
        let Opening {
            meeting,
            seq,
            findings,
            is_behind_record,
            owner,
            stem,
        } = opening;
        let behind = is_behind_record.then(|| words.say("verify-behind-record").into_owned());
        let notice = findings
            .first()
            .map(|_| words.say_with("notice-findings", &[("count", findings.len().into())]));
        let follows = owner
            .as_ref()
            .map(|owner| words.say_with("notice-follower", &[("owner", owner.as_str().into())]));
        let mut desk = Self {
            saved: meeting.newest.map(|at| Saved { at, seq }),
            confirmed: meeting.clone(),
            shown: meeting,
            pending: Vec::new(),
            effects: Vec::new(),
            owner,
            stem,
            shelf: None,
            seeks: None,
            seat_is_free: false,
            typed_ahead: None,
            pane: Pane::default(),
            chosen: None,
            spot: 0,
            person: None,
            writing: None,
            overlay: Overlay::None,
            parked: BTreeMap::new(),
            kept_forms: BTreeMap::new(),
            returned: Vec::new(),
            notice: follows.or(behind).or(notice),
            not_saved: None,
            stepped_on: None,
            led_at: None,
            is_left_behind: false,
            now: Timestamp::default(),
            memory: Vec::new(),
            item_room: 60,
            page: 10,
            item_scroll: 0,
            scrolls_to_spot: true,
            places: Places::default(),
            words,
        };
        desk.follow_the_open_item();
        desk.person = desk.shown.people.first().map(|person| person.id);
        desk
    }

    /// The agenda file has changed since it was taken in; this would read it again.
    pub fn offer_agenda(&mut self, command: Command) {
        let at = self.shown.newest.unwrap_or_default();
        if decide(&self.shown, &command, at).is_ok() {
            self.overlay = Overlay::AgendaChanged(Box::new(command));
        } else {
            self.say("notice-agenda-changed");
        }
    }

    /// Takes in what a person did.
    pub fn take(&mut self, input: Input, now: Timestamp) {
        self.now = now;
        if let Some(typed) = &mut self.typed_ahead {
            typed.push(input);
            return;
        }
        if matches!(self.overlay, Overlay::Wall) {
            if !matches!(input, Input::Resize) {
                self.overlay = Overlay::None;
            }
            return;
        }
        match input {
            Input::Key(key) if key.alt => {
                self.press(Key::plain(Code::Escape), now);
                self.press(Key { alt: false, ..key }, now);
            }
            Input::Key(key) => self.press(key, now),
            Input::Paste(text) => self.paste(&text),
            Input::Click { column, row } => self.click(column, row),
            Input::Wheel { column, row, down } => self.wheel(column, row, down),
            Input::Resize => {}
        }
    }

    fn press(&mut self, key: Key, now: Timestamp) {
        self.notice = None;
        match self.mode() {
            Mode::WritingLine | Mode::WritingNotes => self.press_writing(key, now),
            Mode::Form => self.press_in_form(key, now),
            Mode::Palette => self.press_in_palette(key, now),
            Mode::Review | Mode::Replay | Mode::Approval | Mode::Search => {
                self.press_in_reading(key, now)
            }
            Mode::Attendance if key.typed().is_some_and(char::is_uppercase) => {
                self.jump_to_name(key)
            }
            mode => self.press_browsing(mode, key, now),
        }
    }

    /// Pasted text is text in a field, and nothing elsewhere.
    fn paste(&mut self, text: &str) {
        self.notice = None;
        match (&mut self.overlay, &mut self.writing) {
            (Overlay::Form(form), _) => form.editor_mut().paste(text),
            (Overlay::Reading(reading), _) => reading.paste(text),
            (Overlay::None, Some(writing)) => {
                writing.paste(text, &self.shown.style);
                if writing.lines() == Lines::One && text.trim().contains(['\n', '\r']) {
                    self.say("notice-lines-joined");
                }
            }
            _ => self.say("notice-paste-needs-a-field"),
        }
    }

    /// What the keys mean now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (&self.overlay, &self.writing) {
            (Overlay::Menu(mode), _) => *mode,
            (Overlay::Form(_), _) => Mode::Form,
            (Overlay::Checklist(_), _) => Mode::Checklist,
            (Overlay::Help { .. }, _) => Mode::Help,
            (Overlay::Palette(_), _) => Mode::Palette,
            (Overlay::AgendaChanged(_), _) => Mode::AgendaChanged,
            (Overlay::Wall, _) => Mode::Wall,
            (Overlay::Reading(reading), _) => reading.mode(),
            (Overlay::None, Some(writing)) => match writing.lines() {
                Lines::One => Mode::WritingLine,
                Lines::Many => Mode::WritingNotes,
            },
            (Overlay::None, None) if self.pane == Pane::Attendance => Mode::Attendance,
            (Overlay::None, None) => Mode::Browsing,
        }
    }

    /// Nobody has the desk of the meeting any more.
    pub fn seat_is_free(&mut self) {
        if self.owner.is_some() && !self.seat_is_free {
            self.seat_is_free = true;
            self.say("notice-seat-free");
        }
    }

    pub(super) fn take_seat(&mut self) {
        if self.seat_is_free {
            self.typed_ahead = Some(Vec::new());
            self.effects.push(Effect::TakeSeat);
        } else {
            self.say("notice-seat-not-free");
        }
    }

    /// Somebody else was there first.
    pub fn seat_is_held(&mut self, owner: String, now: Timestamp) {
        self.seat_is_free = false;
        self.owner = Some(owner);
        self.is_a_follower();
        self.go_on_with_what_was_typed(now);
    }

    /// The desk is ours from now on, and what its last owner was writing, if it was kept here.
    pub fn seat_is_taken(&mut self, draft: Option<&str>, now: Timestamp) {
        self.seat_is_free = false;
        self.owner = None;
        self.notice = None;
        if let Some(draft) = draft {
            self.take_up(draft);
        }
        let taken = self.words.say("notice-seat-taken");
        let notices = [Some(taken.into_owned()), self.notice.take()];
        self.notice = Some(notices.into_iter().flatten().collect::<Vec<_>>().join(" "));
        self.go_on_with_what_was_typed(now);
    }

    fn go_on_with_what_was_typed(&mut self, now: Timestamp) {
        for input in self.typed_ahead.take().unwrap_or_default() {
            self.take(input, now);
        }
    }

    /// Whether somebody else owns the text; who tries to write is told so.
    fn is_a_follower(&mut self) -> bool {
        let Some(owner) = &self.owner else {
            return false;
        };
        self.notice = Some(if self.seat_is_free {
            self.words.say("notice-seat-free").into_owned()
        } else {
            self.words
                .say_with("notice-follower", &[("owner", owner.as_str().into())])
        });
        true
    }

    /// Learns what the body has decided before, the likeliest first.
    pub fn remember(&mut self, decided: Vec<String>) {
        self.memory = decided;
    }

    /// What shall be done outside, since this was last asked.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The meeting as it is on the screen.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.shown
    }

    /// Whether anything on the screen is not on the disk yet.
    #[must_use]
    pub fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The item that is looked at.
    fn looked_at(&self) -> Option<ItemId> {
        match self.chosen {
            Some(RowId::Item(item)) => Some(item),
            Some(RowId::Section(_)) | None => self.shown.open,
        }
    }

    /// The item that commands act on: the open one; before the meeting and after it, the chosen.
    fn target(&self) -> Option<ItemId> {
        self.shown.open.or_else(|| self.looked_at())
    }

    fn follow_the_open_item(&mut self) {
        let first = || self.shown.items().next().map(|item| item.id);
        self.chosen = self.shown.open.or_else(first).map(RowId::Item);
        self.spot = 0;
        self.item_scroll = 0;
        self.scrolls_to_spot = true;
    }

    fn say(&mut self, message: &str) {
        self.notice = Some(self.words.say(message).into_owned());
    }
}
