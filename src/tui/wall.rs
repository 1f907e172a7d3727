//! The wall: what the room sees, on a projector. It is drawn from [`Public`] alone; the chair's
//! keys come in, effects go out.

mod closing;
mod item;
mod large;
mod layout;
mod pause;
mod scene;
pub(super) mod screen;
mod welcome;

use chrono::TimeDelta;
use ratatui::Frame;

use crate::meeting::command::Command;
use crate::meeting::minutes::Stage;
use crate::meeting::public::Public;
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;
use crate::tui::colours::Look;
use crate::tui::keymap::{self, Action, Mode};
use crate::tui::keys::{Input, Key};
use crate::words::Words;

/// How long a page of a long text stays.
const TURN: TimeDelta = TimeDelta::seconds(10);
/// How long the chair is told something.
const TOLD: TimeDelta = TimeDelta::seconds(6);
/// A second step sooner than this is a slip of the finger.
const DOUBLE_PRESS: TimeDelta = TimeDelta::milliseconds(500);

/// How many pages turn by themselves between two moments.
pub(super) fn turned_since(since: Timestamp, now: Timestamp) -> usize {
    usize::try_from((now - since).num_seconds() / TURN.num_seconds()).unwrap_or(0)
}

/// Draws the wall where there is but one screen.
pub(super) fn draw_in_place(
    frame: &mut Frame<'_>,
    public: &Public,
    turned: usize,
    words: &Words,
    look: Look,
    now: Timestamp,
) {
    let view = View {
        public: Some(public),
        not_live_since: None,
        has_clock: true,
        turned,
        notice: None,
    };
    screen::draw(frame, &view, words, look, now);
}

/// What is drawn.
pub(super) struct View<'a> {
    /// What may be seen of the meeting; none while there is none.
    pub(super) public: Option<&'a Public>,
    /// When it was last known to be so, while that is not now.
    pub(super) not_live_since: Option<Timestamp>,
    /// Whether time is shown.
    pub(super) has_clock: bool,
    /// How many pages have been turned since something new was seen.
    pub(super) turned: usize,
    /// What the chair is told.
    pub(super) notice: Option<&'a str>,
}

/// Which page of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Page {
    pub(super) number: usize,
    pub(super) count: usize,
}

/// What the follower has seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sighting {
    /// What may be seen of the meeting; none while there is none.
    pub public: Option<Public>,
    /// When it was last known to be so, while that is not now.
    pub not_live_since: Option<Timestamp>,
    /// How far the desk's clock is ahead of this computer's.
    pub desk_ahead: TimeDelta,
}

/// What shall be done outside the wall.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record this for the chair.
    Record {
        /// What is asked for.
        command: Command,
        /// When, by the desk's clock.
        at: Timestamp,
    },
    /// Leave.
    Leave,
}

/// What the chair is told of a key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It is done, and will be seen.
    Done,
    /// The rules say no.
    Refused(Refusal),
    /// It could not be written down now.
    NotDone,
}

/// The wall.
#[derive(Debug)]
pub struct Wall {
    words: Words,
    seen: Sighting,
    may_step: bool,
    has_clock: bool,
    notice: Option<(String, Timestamp)>,
    effects: Vec<Effect>,
    stepped_on: Option<Timestamp>,
    /// When something new was seen, or a page was turned by hand.
    since: Option<Timestamp>,
    turned_by_hand: usize,
    page: Page,
}

impl Wall {
    /// A wall that has seen nothing yet. `may_step`: whether the chair's keys change the meeting.
    #[must_use]
    pub fn new(words: Words, may_step: bool) -> Self {
        Self {
            words,
            seen: Sighting::default(),
            may_step,
            has_clock: true,
            notice: None,
            effects: Vec::new(),
            stepped_on: None,
            since: None,
            turned_by_hand: 0,
            page: Page::default(),
        }
    }

    /// Takes in what the follower has seen.
    pub fn see(&mut self, sighting: Sighting, now: Timestamp) {
        if sighting.public != self.seen.public {
            self.since = Some(now);
            self.turned_by_hand = 0;
        }
        self.seen = sighting;
    }

    /// The follower has not come back from looking since this moment; or it has.
    pub fn hangs(&mut self, since: Option<Timestamp>) {
        if since.is_some() && self.seen.not_live_since.is_none() {
            self.seen.not_live_since = since;
        }
    }

    /// Takes in what the chair did.
    pub fn take(&mut self, input: &Input, now: Timestamp) {
        match input {
            Input::Key(key) => self.press(*key, now),
            Input::Paste(_) | Input::Click { .. } | Input::Wheel { .. } | Input::Resize => {}
        }
    }

    fn press(&mut self, key: Key, now: Timestamp) {
        self.notice = None;
        let Some(action) = keymap::action(Mode::Wall, key) else {
            return;
        };
        let open = self
            .seen
            .public
            .as_ref()
            .and_then(|public| public.open.as_ref())
            .map(|open| open.row.id);
        let rests = self
            .seen
            .public
            .as_ref()
            .is_some_and(|public| matches!(public.stage, Stage::Recess { .. }));
        match action {
            Action::Next | Action::Previous if self.is_a_slip(now) => {}
            Action::Next => self.ask(Command::OpenNext { seen: open }, now),
            Action::Previous => self.ask(Command::OpenPrevious { seen: open }, now),
            Action::Recess if rests => self.ask(Command::EndRecess, now),
            Action::Recess => self.ask(Command::BeginRecess { until: None }, now),
            Action::ToggleClock => self.has_clock = !self.has_clock,
            Action::PageDown => self.turn(1, now),
            Action::PageUp => self.turn(self.page.count.saturating_sub(1), now),
            Action::Help => self.tell(self.keys(), now),
            Action::Leave => self.effects.push(Effect::Leave),
            _ => {}
        }
    }

    fn is_a_slip(&mut self, now: Timestamp) -> bool {
        let is_slip = self
            .stepped_on
            .is_some_and(|stepped| now - stepped < DOUBLE_PRESS);
        self.stepped_on = Some(now);
        is_slip
    }

    fn ask(&mut self, command: Command, now: Timestamp) {
        if self.seen.public.is_none() {
            return;
        }
        if !self.may_step {
            self.say("wall-read-only", now);
        } else if self.seen.not_live_since.is_some() {
            self.say("wall-not-done", now);
        } else {
            self.effects.push(Effect::Record {
                command,
                at: now + self.seen.desk_ahead,
            });
        }
    }

    /// Hears what came of a key.
    pub fn hear(&mut self, told: &Told, now: Timestamp) {
        match told {
            Told::Done => {}
            Told::Refused(refusal) => self.tell(self.words.refusal(refusal), now),
            Told::NotDone => self.say("wall-not-done", now),
        }
    }

    fn say(&mut self, message: &str, now: Timestamp) {
        self.tell(self.words.say(message).into_owned(), now);
    }

    fn tell(&mut self, text: String, now: Timestamp) {
        self.notice = Some((text, now));
    }

    /// The chair's keys, for who asks.
    fn keys(&self) -> String {
        let keys = keymap::of(Mode::Wall).filter(|row| row.rank > 0);
        keys.map(|row| format!("{} {}", row.key.shown(), self.words.say(row.label)))
            .collect::<Vec<_>>()
            .join("   ")
    }

    fn turn(&mut self, pages: usize, now: Timestamp) {
        self.turned_by_hand = self.turned(now) + pages;
        self.since = Some(now);
    }

    fn turned(&self, now: Timestamp) -> usize {
        self.turned_by_hand + self.since.map_or(0, |since| turned_since(since, now))
    }

    /// What shall be done outside, since this was last asked.
    pub fn effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Whether what is shown changes from one second to the next by itself.
    #[must_use]
    pub fn ticks(&self) -> bool {
        let counts = self
            .seen
            .public
            .as_ref()
            .is_some_and(|public| !matches!(public.stage, Stage::Closed | Stage::Approved));
        (self.has_clock && counts) || self.page.count > 1 || self.notice.is_some()
    }

    /// Draws the wall. Nothing changes by it but which page is shown.
    pub fn draw(&mut self, frame: &mut Frame<'_>, look: Look, now: Timestamp) {
        if self
            .notice
            .as_ref()
            .is_some_and(|(_, told)| now - *told > TOLD)
        {
            self.notice = None;
        }
        let view = View {
            public: self.seen.public.as_ref(),
            not_live_since: self.seen.not_live_since,
            has_clock: self.has_clock,
            turned: self.turned(now),
            notice: self.notice.as_ref().map(|(text, _)| text.as_str()),
        };
        self.page = screen::draw(frame, &view, &self.words, look, now + self.seen.desk_ahead);
    }
}
