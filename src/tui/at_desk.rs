//! The desk at the terminal. The loop waits on one channel, for a key, the recorder's reports, or
//! the next second; it asks what time it is once a turn and passes that on.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::spawn;

use super::clock::Clock;
use super::colours::Look;
use super::desk::{Desk, Effect};
use super::drafting::Drafting;
use super::errands::{self, Brought};
use super::publishing::Publishing;
use super::saving::{Report, Saving};
use super::terminal::{Outside, Screen, at_terminal};
use crate::book::Book;
use crate::book::edit_lock::EditLock;
use crate::book::private_draft::PrivateDraft;
use crate::book::recorder::Recorder;
use crate::words::Language;

/// What the loop waits for.
enum Happening {
    Outside(Outside),
    Report(Box<Report>),
    /// What the body has decided before.
    Memory(Vec<String>),
    /// What an errand brought.
    Brought(Box<Brought>),
}

impl From<Outside> for Happening {
    fn from(outside: Outside) -> Self {
        Self::Outside(outside)
    }
}

/// What a desk is run with.
pub struct Run {
    /// The desk.
    pub desk: Desk,
    /// What works beside it.
    pub work: Work,
}

/// What works beside a desk.
pub struct Work {
    /// The only writer of its journal.
    pub recorder: Recorder,
    /// Who owns the text.
    pub seat: EditLock,
    /// The book that the meeting belongs to.
    pub book: Book,
    /// The language of what is read.
    pub language: Language,
    /// Where what is being written is kept.
    pub drafts: Option<PrivateDraft>,
    /// Looks up what the body has decided before; it may take its time.
    pub remember: Box<dyn FnOnce() -> Vec<String> + Send>,
}

/// Runs a desk at the terminal until the person leaves it.
///
/// # Errors
/// When the terminal cannot be set up or drawn to. What was acknowledged is on the disk.
pub fn run_desk(run: Run, clock: Clock, look: Look) -> io::Result<()> {
    let Run { mut desk, work } = run;
    let left = work
        .drafts
        .as_ref()
        .filter(|_| work.seat.is_ours())
        .and_then(PrivateDraft::load);
    if let Some(draft) = &left {
        desk.take_up(draft);
    }
    // Outlives the screen: what is still to be saved is waited for at a terminal that is whole.
    let mut house = None;
    let (sender, happenings) = channel();
    let ran = at_terminal(sender.clone(), |screen| {
        // What there is can be seen before anything else is set to work.
        screen.draw(|frame| desk.draw(frame, look, clock.now()))?;
        let house = house.insert(House::set_to_work(work, left, (sender, happenings), clock));
        turn(screen, &mut desk, house, look)
    });
    if let Some(owned) = house.as_mut().and_then(|house| house.texts.owned.as_mut()) {
        owned.drafting.keep(desk.draft());
    }
    ran
}

/// What is being written, and not yet said: the owner's alone.
struct Texts {
    drafts: Option<PrivateDraft>,
    draft: crate::book::live_draft::LiveDraft,
    first_line: String,
    owned: Option<Owned>,
}

struct Owned {
    drafting: Drafting,
    publishing: Publishing,
}

impl Texts {
    /// What was being written when the last owner of the text went.
    fn left(&self) -> Option<String> {
        self.drafts.as_ref().and_then(PrivateDraft::load)
    }

    /// The text is this desk's from now on; `left` is what its last owner was writing.
    fn own(&mut self, left: Option<String>) {
        self.owned = Some(Owned {
            drafting: Drafting::start(self.drafts.clone(), left),
            publishing: Publishing::start(self.draft.clone(), self.first_line.clone()),
        });
    }
}

/// What runs beside the desk.
struct House {
    happenings: Receiver<Happening>,
    sender: Sender<Happening>,
    book: Book,
    language: Language,
    saving: Saving,
    texts: Texts,
    clock: Clock,
}

impl House {
    fn set_to_work(
        work: Work,
        left: Option<String>,
        (sender, happenings): (Sender<Happening>, Receiver<Happening>),
        clock: Clock,
    ) -> Self {
        let Work {
            recorder,
            seat,
            book,
            language,
            drafts,
            remember,
        } = work;
        let memory = sender.clone();
        spawn(move || memory.send(Happening::Memory(remember())));
        let draft = recorder.files().live_draft();
        let first_line = recorder.first_line().unwrap_or_default().to_owned();
        let mut texts = Texts {
            drafts,
            draft,
            first_line,
            owned: None,
        };
        if seat.is_ours() {
            texts.own(left);
        }
        let tell = sender.clone();
        let saving = Saving::start(recorder, seat, move |report| {
            // A loop that has ended wants no more reports.
            let _ = tell.send(Happening::Report(Box::new(report)));
        });
        Self {
            happenings,
            sender,
            book,
            language,
            saving,
            texts,
            clock,
        }
    }
}

fn turn(screen: &mut Screen, desk: &mut Desk, house: &mut House, look: Look) -> io::Result<()> {
    let mut second = house.clock.now().timestamp();
    loop {
        let now = house.clock.now();
        // A hand that never rests must not keep the second from passing.
        if now.timestamp() != second {
            second = now.timestamp();
            if let Some(owned) = &mut house.texts.owned {
                owned.drafting.keep(desk.draft());
            }
        }
        if let Some(owned) = &mut house.texts.owned {
            owned.publishing.show(desk.wording());
        }
        screen.draw(|frame| desk.draw(frame, look, now))?;
        let mut next = match house.happenings.recv_timeout(house.clock.to_next_second()) {
            Ok(happening) => Some(happening),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        // What waits already is taken in before the next frame: a burst is one frame.
        while let Some(happening) = next {
            if !take(desk, happening, house) {
                return Ok(());
            }
            next = house.happenings.try_recv().ok();
        }
    }
}

/// Whether the loop goes on.
fn take(desk: &mut Desk, happening: Happening, house: &mut House) -> bool {
    let now = house.clock.now();
    match happening {
        Happening::Outside(Outside::Input(input)) => desk.take(input, now),
        Happening::Outside(Outside::End) => return false,
        Happening::Memory(decided) => desk.remember(decided),
        Happening::Brought(brought) => desk.bring(*brought),
        Happening::Report(report) => match *report {
            Report::RecorderEvent(news) => desk.hear(news, now),
            Report::SeatFree => desk.seat_is_free(),
            Report::SeatHeld(owner) => desk.seat_is_held(owner, now),
            Report::SeatTaken => {
                let left = house.texts.left();
                desk.seat_is_taken(left.as_deref(), now);
                house.texts.own(left);
            }
        },
    }
    for effect in desk.effects() {
        match effect {
            Effect::Record(ask) => house.saving.record(ask),
            Effect::TakeSeat => house.saving.take_seat(now),
            Effect::Errand(errand) => {
                let sender = house.sender.clone();
                errands::send(errand, house.book.clone(), house.language, move |brought| {
                    // A loop that has ended wants nothing more.
                    let _ = sender.send(Happening::Brought(Box::new(brought)));
                });
            }
            Effect::Leave => return false,
        }
    }
    true
}
