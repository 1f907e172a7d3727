//! The book at the terminal: the start screen, and what is read from there. It leaves when
//! something else is to be opened.

use std::sync::Arc;

use ratatui::Frame;

use super::effect::{AppEvent, Effect, Next};
use super::jobs::{Job, JobResult};
use super::keys::{Input, Key};
use super::library::review::Review;
use super::library::start::{Names, Reading, Start, StartOutcome};
use super::library::{Library, LibraryOutcome};
use super::screen::{Screen, Tick};
use super::theme::Theme;
use crate::book::catalog::Catalog;
use crate::meeting::time::Timestamp;
use crate::words::Words;

/// The start screen, with what is read over it.
#[derive(Debug)]
pub struct BookScreen {
    words: Words,
    /// `None` where one meeting is reviewed and nothing else.
    start: Option<Start>,
    library: Option<Library>,
    /// The meetings; `None` until they have been read.
    catalog: Option<Arc<Catalog>>,
    /// The reading to open as soon as the meetings are there.
    waiting: Option<Reading>,
    effects: Vec<Effect>,
}

impl BookScreen {
    /// The start screen of a book, with a sentence in its foot.
    #[must_use]
    pub fn start(words: Words, names: Names, notice: Option<String>) -> Self {
        let mut start = Start::from_names(names);
        if let Some(notice) = notice {
            start.tell(notice);
        }
        Self {
            words,
            start: Some(start),
            library: None,
            catalog: None,
            waiting: None,
            effects: vec![Effect::Job(Job::ReadCatalog)],
        }
    }

    /// A review of one meeting.
    #[must_use]
    pub fn review(words: Words, catalog: Arc<Catalog>, stem: &str) -> Self {
        let review = Review::open_meeting(Arc::clone(&catalog), stem);
        Self {
            words,
            start: None,
            library: Some(Library::reviewing(Arc::clone(&catalog), review)),
            catalog: Some(catalog),
            waiting: None,
            effects: Vec::new(),
        }
    }

    fn press(&mut self, key: Key, now: Timestamp) {
        if let Some(library) = &mut self.library {
            match library.press(key, &self.words, now) {
                LibraryOutcome::Stays => self.index_if_wanted(),
                LibraryOutcome::Closed => {
                    self.library = None;
                    if self.start.is_none() {
                        self.effects.push(Effect::Leave(Next::Nothing));
                    }
                }
                LibraryOutcome::FollowUp(follow_up) => {
                    let job = Job::FollowUp { follow_up, at: now };
                    self.effects.push(Effect::Job(job));
                }
                LibraryOutcome::Job(job) => self.effects.push(Effect::Job(job)),
            }
        } else if let Some(start) = &mut self.start {
            match start.press(key, &self.words) {
                StartOutcome::Stays => {}
                StartOutcome::Leave(next) => self.effects.push(Effect::Leave(next)),
                StartOutcome::Read(reading) => self.read(reading),
            }
        }
    }

    /// Reads in the book, as soon as its meetings have been read.
    fn read(&mut self, reading: Reading) {
        let Some(catalog) = &self.catalog else {
            self.waiting = Some(reading);
            return;
        };
        let catalog = Arc::clone(catalog);
        self.library = Some(match reading {
            Reading::Search => Library::searching(catalog),
            Reading::Review(stem) => {
                let review = Review::open_meeting(Arc::clone(&catalog), &stem);
                Library::reviewing(catalog, review)
            }
            Reading::Assignments => {
                let review = Review::open_assignments(Arc::clone(&catalog));
                Library::reviewing(catalog, review)
            }
        });
        self.index_if_wanted();
    }

    fn index_if_wanted(&mut self) {
        if let Some(catalog) = self.library.as_mut().and_then(Library::wants_index) {
            self.effects.push(Effect::Job(Job::Index(catalog)));
        }
    }

    fn hear(&mut self, result: JobResult) {
        match (result, &mut self.library, &mut self.start) {
            (JobResult::Catalog { names, catalog }, library, start) => {
                if let Some(start) = start {
                    start.rename(names);
                    start.see(&catalog);
                }
                if let Some(library) = library {
                    library.renew(&catalog);
                }
                self.catalog = Some(catalog);
                if let Some(reading) = self.waiting.take() {
                    self.read(reading);
                }
            }
            (JobResult::Progress { read, of }, None, Some(start)) => {
                let values = [("read", read.into()), ("of", of.into())];
                start.tell(self.words.say_with("notice-reading", &values));
            }
            (result, Some(library), _) => library.hear(result),
            (JobResult::Done(text) | JobResult::Failed(text), None, Some(start)) => {
                start.tell(text);
            }
            (
                JobResult::Progress { .. }
                | JobResult::Index(_)
                | JobResult::Entries(_)
                | JobResult::Done(_)
                | JobResult::Failed(_),
                ..,
            ) => {}
        }
        self.index_if_wanted();
    }

    fn input(&mut self, input: Input, now: Timestamp) {
        match (input, &mut self.library, &mut self.start) {
            (Input::Key(key), ..) => self.press(key, now),
            (Input::Paste(text), Some(library), _) => library.paste(&text),
            (Input::Paste(text), None, Some(start)) => start.paste(&text),
            (Input::Paste(_) | Input::Click { .. } | Input::Wheel { .. } | Input::Resize, ..) => {}
        }
    }
}

impl Screen for BookScreen {
    fn event(&mut self, event: AppEvent, now: Timestamp) {
        match event {
            AppEvent::Input(input) => self.input(input, now),
            AppEvent::Job(result) => self.hear(result),
            // No meeting is held here.
            AppEvent::Journal(_)
            | AppEvent::Integrity(_)
            | AppEvent::DeskLock(_)
            | AppEvent::PastDecisions(_)
            | AppEvent::Copied(_)
            | AppEvent::Seen(_)
            | AppEvent::Silent(_)
            | AppEvent::Chair(_)
            | AppEvent::End => {}
        }
    }

    fn effects(&mut self, _now: Timestamp) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Nothing here changes by itself.
    fn tick(&self) -> Tick {
        Tick::Never
    }

    fn draw(&mut self, frame: &mut Frame<'_>, theme: Theme, now: Timestamp) {
        match (&mut self.library, &self.start) {
            (Some(library), _) => library.draw(frame, frame.area(), &self.words, theme, now),
            (None, Some(start)) => start.draw(frame, &self.words, theme),
            (None, None) => {}
        }
    }
}
