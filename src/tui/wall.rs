//! The wall: what the room sees, on a projector. It is drawn from [`Public`] alone; the chair's
//! keys come in, effects go out.

mod agenda;
mod closing;
mod item;
mod large;
mod layout;
mod pause;
mod people;
mod scene;
pub(super) mod screen;
mod welcome;

use chrono::TimeDelta;
use ratatui::Frame;

use crate::meeting::command::Command;
use crate::meeting::integrity::Integrity;
use crate::meeting::minutes::Stage;
use crate::meeting::public::Public;
use crate::meeting::time::{Timestamp, moment_written};
use crate::tui::editor::{Editor, Lines};
use crate::tui::effect::{AppEvent, ChairAnswer, Effect, Next};
use crate::tui::keymap::{self, Binding, letter, plain};
use crate::tui::keys::{Code, Input, Key};
use crate::tui::screen::{Screen, Tick};
use crate::tui::theme::Theme;
use crate::words::Words;

/// How long a page of a long text stays.
const TURN: TimeDelta = TimeDelta::seconds(10);
/// The time that a notice to the chair stays.
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
    (public, integrity): (&Public, &Integrity),
    turned: usize,
    words: &Words,
    theme: Theme,
    now: Timestamp,
) {
    let view = View {
        public: Some(public),
        subject: Subject::Meeting,
        not_live_since: None,
        integrity,
        has_clock: true,
        turned,
        notice: None,
    };
    screen::draw(frame, &view, words, theme, now);
}

/// The values that a frame of the wall is drawn from.
pub(super) struct View<'a> {
    /// The public part of the meeting; `None` while there is no meeting.
    pub(super) public: Option<&'a Public>,
    /// What of it is shown.
    pub(super) subject: Subject,
    /// The moment when it was last known to be so; `None` while it is live.
    pub(super) not_live_since: Option<Timestamp>,
    /// How whole the journal is: the foot tells the room what may be missing.
    pub(super) integrity: &'a Integrity,
    /// True while time is shown.
    pub(super) has_clock: bool,
    /// How many pages have been turned since something new was seen.
    pub(super) turned: usize,
    /// The notice to the chair; `None` without one.
    pub(super) notice: Option<&'a str>,
}

/// The number of a page and the count of all pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct PageNumber {
    pub(super) number: usize,
    pub(super) count: usize,
}

/// The meeting as the follower last saw it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WallState {
    /// The public part of the meeting; `None` while there is no meeting.
    pub public: Option<Public>,
    /// The moment when it was last known to be so; `None` while it is live.
    pub not_live_since: Option<Timestamp>,
    /// How whole the journal is.
    pub integrity: Integrity,
    /// How far the desk's clock is ahead of this computer's.
    pub desk_ahead: TimeDelta,
}

/// A key of the chair at the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WallAction {
    /// Open the next item.
    Next,
    /// Open the previous item.
    Previous,
    /// Begin a recess, or end it.
    Recess,
    /// Show the whole agenda, or the item again.
    Agenda,
    /// Show who is here, or the item again.
    People,
    /// Show time, or not.
    ToggleClock,
    /// Turn to the next page of a long text.
    TurnPage,
    /// Turn to the page before.
    TurnBack,
    /// Show the keys.
    Help,
    /// Leave the wall.
    Leave,
}

/// The keys of the chair.
pub const KEYS: &[Binding<WallAction>] = &[
    plain(Code::Right, WallAction::Next, "key-next", 1),
    letter(' ', WallAction::Next, "key-next", 0),
    letter('n', WallAction::Next, "key-next", 0),
    plain(Code::Left, WallAction::Previous, "key-previous", 2),
    letter('p', WallAction::Previous, "key-previous", 0),
    letter('w', WallAction::Recess, "key-recess", 3),
    letter('a', WallAction::Agenda, "key-wall-agenda", 4),
    letter('d', WallAction::People, "key-wall-people", 5),
    letter('c', WallAction::ToggleClock, "key-clock", 6),
    plain(Code::Down, WallAction::TurnPage, "key-turn-page", 7),
    plain(Code::Up, WallAction::TurnBack, "key-page-up", 0),
    letter('?', WallAction::Help, "key-help", 0),
    letter('q', WallAction::Leave, "key-leave-wall", 8),
];

/// What the wall is about at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Subject {
    /// What the meeting is at.
    #[default]
    Meeting,
    /// The whole agenda.
    Agenda,
    /// Who is here.
    People,
}

impl Subject {
    /// Another subject, or the meeting again where it is that one already.
    fn or_back(self, wanted: Self) -> Self {
        if self == wanted {
            Self::Meeting
        } else {
            wanted
        }
    }
}

/// The wall.
#[derive(Debug)]
pub struct Wall {
    words: Words,
    seen: WallState,
    may_step: bool,
    has_clock: bool,
    subject: Subject,
    /// The end of a recess as far as the chair has written it; `None` unless it is asked for.
    until: Option<Editor>,
    notice: Option<(String, Timestamp)>,
    effects: Vec<Effect>,
    stepped_on: Option<Timestamp>,
    /// The moment when something new was seen, or a page was turned by hand.
    since: Option<Timestamp>,
    turned_by_hand: usize,
    page: PageNumber,
}

impl Wall {
    /// A wall that has seen nothing yet. `may_step`: whether the chair's keys change the meeting.
    #[must_use]
    pub fn new(words: Words, may_step: bool) -> Self {
        Self {
            words,
            seen: WallState::default(),
            may_step,
            has_clock: true,
            subject: Subject::default(),
            until: None,
            notice: None,
            effects: Vec::new(),
            stepped_on: None,
            since: None,
            turned_by_hand: 0,
            page: PageNumber::default(),
        }
    }

    fn see(&mut self, state: WallState, now: Timestamp) {
        let open = |state: &WallState| {
            let public = state.public.as_ref();
            public.map(|public| (public.stage, public.open.as_ref().map(|open| open.row.id)))
        };
        if open(&state) != open(&self.seen) {
            self.subject = Subject::Meeting;
        }
        if state.public != self.seen.public {
            self.since = Some(now);
            self.turned_by_hand = 0;
        }
        self.seen = state;
    }

    fn press(&mut self, key: Key, now: Timestamp) {
        self.notice = None;
        if self.until.is_some() {
            return self.press_until(key, now);
        }
        let Some(action) = keymap::action(KEYS, key) else {
            return;
        };
        let public = self.seen.public.as_ref();
        let open = public.and_then(|public| public.open.as_ref());
        let seen = open.map(|open| open.row.id);
        let is_recess = public.is_some_and(|public| matches!(public.stage, Stage::Recess { .. }));
        match action {
            WallAction::Next | WallAction::Previous if self.is_a_slip(now) => {}
            WallAction::Next => self.ask(Command::OpenNext { seen }, now),
            WallAction::Previous => self.ask(Command::OpenPrevious { seen }, now),
            WallAction::Recess if is_recess => self.ask(Command::EndRecess, now),
            WallAction::Recess if self.may_ask(now) => {
                self.until = Some(Editor::new(Lines::One, ""));
            }
            WallAction::Recess => {}
            WallAction::Agenda => self.show(Subject::Agenda, now),
            WallAction::People => self.show(Subject::People, now),
            WallAction::ToggleClock => self.has_clock = !self.has_clock,
            WallAction::TurnPage => self.turn(1, now),
            WallAction::TurnBack => self.turn(self.page.count.saturating_sub(1), now),
            WallAction::Help => self.tell(self.keys(), now),
            WallAction::Leave => self.effects.push(Effect::Leave(Next::Nothing)),
        }
    }

    fn show(&mut self, subject: Subject, now: Timestamp) {
        self.subject = self.subject.or_back(subject);
        self.turned_by_hand = 0;
        self.since = Some(now);
    }

    /// Takes a key of the hour at which the meeting goes on.
    fn press_until(&mut self, key: Key, now: Timestamp) {
        let Some(until) = &mut self.until else { return };
        match key.code {
            Code::Escape => self.until = None,
            Code::Enter if until.text().trim().is_empty() => {
                self.until = None;
                self.ask(Command::BeginRecess { until: None }, now);
            }
            Code::Enter => match moment_written(until.text(), now + self.seen.desk_ahead) {
                Some(moment) => {
                    self.until = None;
                    let until = Some(moment);
                    self.ask(Command::BeginRecess { until }, now);
                }
                None => self.say("notice-not-an-hour", now),
            },
            _ => until.press_in_line(key),
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
        if self.may_ask(now) {
            let at = now + self.seen.desk_ahead;
            self.effects.push(Effect::RecordForChair { command, at });
        }
    }

    /// Tells whether the chair may change the meeting now; if not, the foot says why.
    fn may_ask(&mut self, now: Timestamp) -> bool {
        if self.seen.public.is_none() {
            return false;
        }
        if !self.may_step {
            self.say("wall-read-only", now);
        } else if self.seen.not_live_since.is_some() {
            self.say("wall-not-done", now);
        }
        self.may_step && self.seen.not_live_since.is_none()
    }

    fn hear(&mut self, outcome: &ChairAnswer, now: Timestamp) {
        match outcome {
            ChairAnswer::Recorded => {}
            ChairAnswer::Refused(refusal) => self.tell(self.words.refusal(refusal), now),
            ChairAnswer::NotRecorded => self.say("wall-not-done", now),
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
        let hints = keymap::hints(KEYS).into_iter().filter(|hint| hint.rank > 0);
        let named = hints.map(|hint| format!("{} {}", hint.key, self.words.say(hint.label)));
        named.collect::<Vec<_>>().join("  ")
    }

    fn turn(&mut self, pages: usize, now: Timestamp) {
        self.turned_by_hand = self.turned(now) + pages;
        self.since = Some(now);
    }

    fn turned(&self, now: Timestamp) -> usize {
        self.turned_by_hand + self.since.map_or(0, |since| turned_since(since, now))
    }

    /// True when the picture changes from one second to the next by itself.
    fn ticks(&self) -> bool {
        let public = self.seen.public.as_ref();
        let counts =
            public.is_some_and(|public| !matches!(public.stage, Stage::Closed | Stage::Approved));
        (self.has_clock && counts) || self.page.count > 1 || self.notice.is_some()
    }
}

impl Screen for Wall {
    fn event(&mut self, event: AppEvent, now: Timestamp) {
        match event {
            AppEvent::Input(Input::Key(key)) => self.press(key, now),
            AppEvent::Seen(state) => self.see(*state, now),
            AppEvent::Silent(since) => {
                self.seen.not_live_since.get_or_insert(since);
            }
            AppEvent::Chair(outcome) => self.hear(&outcome, now),
            // The wall reads; it takes no text, records nothing and does not look back.
            AppEvent::Input(
                Input::Paste(_) | Input::Click { .. } | Input::Wheel { .. } | Input::Resize,
            )
            | AppEvent::End
            | AppEvent::Journal(_)
            | AppEvent::Integrity(_)
            | AppEvent::DeskLock(_)
            | AppEvent::PastDecisions(_)
            | AppEvent::Copied(_)
            | AppEvent::Job(_) => {}
        }
    }

    fn effects(&mut self, _now: Timestamp) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    fn tick(&self) -> Tick {
        if self.ticks() {
            Tick::Second
        } else {
            Tick::Minute
        }
    }

    /// Nothing changes by it but which page is shown.
    fn draw(&mut self, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
        if self
            .notice
            .as_ref()
            .is_some_and(|(_, told)| now - *told > TOLD)
        {
            self.notice = None;
        }
        let asked = self.until.as_ref().map(|until| {
            let until = format!("{}▏", until.text());
            self.words
                .say_with("wall-until", &[("until", until.into())])
        });
        let notice = self.notice.as_ref().map(|(text, _)| text.as_str());
        let view = View {
            public: self.seen.public.as_ref(),
            subject: self.subject,
            not_live_since: self.seen.not_live_since,
            integrity: &self.seen.integrity,
            has_clock: self.has_clock,
            turned: self.turned(now),
            notice: notice.or(asked.as_deref()),
        };
        self.page = screen::draw(frame, &view, &self.words, theme, now + self.seen.desk_ahead);
    }
}
