//! The book at the terminal: the start screen, looking back, and what is to be done. The loop ends
//! when something else is to be opened, and says what.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::clock::Clock;
use super::colours::Look;
use super::errands::{self, Brought, Errand};
use super::keys::Input;
use super::reading::{self, Reading};
use super::review::Review;
use super::start::{self, Coming, Lying, Names, Start};
use super::terminal::{Outside, Screen, at_terminal, give_back};
use crate::book::catalog::Catalog;
use crate::book::{Book, agenda_file};
use crate::meeting::time::Timestamp;
use crate::words::Words;

/// What the loop waits for.
enum Happening {
    Outside(Outside),
    Brought(Box<Brought>),
}

impl From<Outside> for Happening {
    fn from(outside: Outside) -> Self {
        Self::Outside(outside)
    }
}

/// What is opened next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Nothing: the person leaves.
    Leave,
    /// The desk of a meeting or an agenda.
    Desk(String),
    /// The wall of a meeting.
    Wall(String),
    /// The next agenda is to be made, after a meeting.
    NewAgenda(Option<String>),
    /// It is to be checked.
    Check(Lying),
    /// The demo.
    Demo,
}

/// What is shown first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum First {
    /// The start screen, with something to say.
    Start(Option<String>),
    /// A meeting, looked back at.
    Review(String),
}

/// What the book is read with.
pub struct Run {
    /// The book.
    pub book: Book,
    /// The language.
    pub words: Words,
    /// Where one begins.
    pub first: First,
    /// The meetings, where they have been read already.
    pub shelf: Option<Catalog>,
}

struct Reader {
    book: Book,
    words: Words,
    start: Option<Start>,
    reading: Option<Reading>,
    shelf: Option<Arc<Catalog>>,
    /// A wish that waits until the meetings have been read.
    waiting: Option<start::Wish>,
    sender: Sender<Happening>,
}

/// Reads the book at the terminal until something else is to be opened.
///
/// # Errors
/// When the terminal cannot be set up or drawn to.
pub fn read_book(run: Run, clock: Clock, look: Look) -> io::Result<Next> {
    let (sender, happenings) = channel();
    let shelf = run.shelf.map(Arc::new);
    let (book, words) = (run.book, run.words);
    let mut reader = Reader {
        book,
        words,
        start: None,
        reading: None,
        shelf,
        waiting: None,
        sender: sender.clone(),
    };
    match run.first {
        First::Review(stem) => reader.read(|shelf| Review::of(shelf, &stem)),
        First::Start(said) => reader.begin(said),
    }
    let mut next = Next::Leave;
    at_terminal(sender, |screen| {
        next = reader.turn(screen, &happenings, clock, look)?;
        Ok(())
    })?;
    if next != Next::Leave {
        // What was typed in one breath with the key that opened it is meant for what opens.
        for happening in happenings.try_iter() {
            if let Happening::Outside(outside) = happening {
                give_back(outside);
            }
        }
    }
    Ok(next)
}

impl Reader {
    fn begin(&mut self, said: Option<String>) {
        let mut start = Start::of(names(&self.book));
        if let Some(said) = said {
            start.tell(said);
        }
        self.start = Some(start);
        self.send(Errand::Catalog);
    }

    fn send(&self, errand: Errand) {
        let sender = self.sender.clone();
        errands::send(
            errand,
            self.book.clone(),
            self.words.language(),
            move |brought| {
                // A loop that has ended wants nothing more.
                let _ = sender.send(Happening::Brought(Box::new(brought)));
            },
        );
    }

    /// Nothing here changes by itself: it waits for a key, or for what an errand brings.
    fn turn(
        &mut self,
        screen: &mut Screen,
        happenings: &Receiver<Happening>,
        clock: Clock,
        look: Look,
    ) -> io::Result<Next> {
        loop {
            let now = clock.now();
            screen.draw(|frame| match (&mut self.reading, &self.start) {
                (Some(reading), _) => reading.draw(frame, frame.area(), &self.words, look, now),
                (None, Some(start)) => start.draw(frame, &self.words, look),
                (None, None) => {}
            })?;
            let mut next = happenings.recv().ok();
            if next.is_none() {
                return Ok(Next::Leave);
            }
            while let Some(happening) = next {
                if let Some(next) = self.take(happening, clock) {
                    return Ok(next);
                }
                next = happenings.try_recv().ok();
            }
        }
    }

    fn take(&mut self, happening: Happening, clock: Clock) -> Option<Next> {
        match happening {
            Happening::Outside(Outside::End) => Some(Next::Leave),
            Happening::Outside(Outside::Input(input)) => self.input(input, clock),
            Happening::Brought(brought) => {
                self.bring(*brought);
                None
            }
        }
    }

    fn read(&mut self, review: impl FnOnce(Arc<Catalog>) -> Review) {
        if let Some(shelf) = &self.shelf {
            let review = review(Arc::clone(shelf));
            self.reading = Some(Reading::back_at(Arc::clone(shelf), review));
        }
    }

    fn bring(&mut self, brought: Brought) {
        match (brought, &mut self.reading, &mut self.start) {
            (Brought::Catalog(meetings), reading, start) => {
                if let Some(start) = start {
                    start.rename(names(&self.book));
                    start.see(&meetings);
                }
                if let Some(reading) = reading {
                    reading.see(&meetings);
                }
                self.shelf = Some(meetings);
                if let Some(wish) = self.waiting.take() {
                    self.grant(wish);
                }
            }
            (Brought::Progress { read, of }, None, Some(start)) => {
                let with = [("read", read.into()), ("of", of.into())];
                start.tell(self.words.say_with("notice-reading", &with));
            }
            (brought, Some(reading), _) => reading.bring(brought),
            (Brought::Done(said) | Brought::NotDone(said), None, Some(start)) => start.tell(said),
            (
                Brought::Progress { .. }
                | Brought::Index(_)
                | Brought::Entries(_)
                | Brought::Done(_)
                | Brought::NotDone(_),
                ..,
            ) => {}
        }
        self.make_searchable();
    }

    fn make_searchable(&mut self) {
        if let Some(meetings) = self.reading.as_mut().and_then(Reading::wants_index) {
            self.send(Errand::Index(meetings));
        }
    }

    fn input(&mut self, input: Input, clock: Clock) -> Option<Next> {
        let now = clock.now();
        match (input, &mut self.reading, &mut self.start) {
            (Input::Key(key), Some(reading), _) => {
                let wish = reading.press(key, &self.words, now);
                self.make_searchable();
                return self.grant_reading(wish?, now);
            }
            (Input::Key(key), None, Some(start)) => {
                let wish = start.press(key, &self.words)?;
                return self.grant(wish);
            }
            (Input::Paste(text), Some(reading), _) => reading.paste(&text),
            (Input::Paste(text), None, Some(start)) => start.paste(&text),
            _ => {}
        }
        None
    }

    fn grant_reading(&mut self, wish: reading::Wish, now: Timestamp) -> Option<Next> {
        match wish {
            reading::Wish::Close => {
                self.reading = None;
                return self.start.is_none().then_some(Next::Leave);
            }
            reading::Wish::FollowUp(follow_up) => {
                self.send(Errand::FollowUp { follow_up, at: now })
            }
            reading::Wish::Approve { stem, by } => self.send(Errand::Approve { stem, by, at: now }),
            reading::Wish::Mend { stem, paper } => self.send(Errand::Mend {
                stem,
                paper,
                at: now,
            }),
            reading::Wish::Entries(stem) => self.send(Errand::Entries(stem)),
        }
        None
    }

    fn grant(&mut self, wish: start::Wish) -> Option<Next> {
        match wish {
            start::Wish::Open(lying) => return Some(Next::Desk(lying.stem().to_owned())),
            start::Wish::Wall(stem) => return Some(Next::Wall(stem)),
            start::Wish::NewAgenda(from) => return Some(Next::NewAgenda(from)),
            start::Wish::Check(lying) => return Some(Next::Check(lying)),
            start::Wish::Demo => return Some(Next::Demo),
            start::Wish::Leave => return Some(Next::Leave),
            wish if self.shelf.is_none() => {
                // It is done as soon as the meetings have been read.
                self.waiting = Some(wish);
            }
            start::Wish::Review(stem) => self.read(|shelf| Review::of(shelf, &stem)),
            start::Wish::Assignments => self.read(Review::of_assignments),
            start::Wish::Search => {
                self.reading = self.shelf.clone().map(Reading::for_words);
                self.make_searchable();
            }
        }
        None
    }
}

/// What lies in the book, by name. What cannot be read has no names.
fn names(book: &Book) -> Names {
    let meetings = book.meeting_stems().unwrap_or_default();
    let mut agendas = book.agenda_stems().unwrap_or_default();
    agendas.retain(|stem| !meetings.contains(stem));
    let coming = |stem: String| {
        let read = agenda_file::read(&book.agendas().join(format!("{stem}.ron")));
        Coming {
            stem,
            heading: read
                .ok()
                .map(|file| (file.agenda.body.name, file.agenda.date)),
        }
    };
    Names {
        meetings,
        agendas: agendas.into_iter().map(coming).collect(),
    }
}
