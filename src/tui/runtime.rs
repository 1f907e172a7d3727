//! Performs effects beside a screen; nothing else does. At the terminal each
//! worker has a thread of its own; a test has the same workers do the same at once.

mod chair;
mod follower;

use std::sync::Arc;
use std::thread::spawn;

use super::clock::Clock;
use super::draft_thread::DraftThread;
use super::effect::{AppEvent, DeskLockEvent, Effect, Next};
use super::jobs;
use super::live_draft_thread::LiveDraftThread;
use super::recorder_thread::{RecorderThread, RecorderWorker};
use super::run::Reporter;
use super::standby_thread::StandbyThread;
use crate::book::Book;
use crate::book::edit_lock::EditLock;
use crate::book::live_draft::LiveDraft;
use crate::book::meeting_watcher::WatchTarget;
use crate::book::private_draft::{LeftDraft, PrivateDraft};
use crate::book::recorder::Recorder;
use crate::book::rescue::Rescue;
use crate::meeting::public::Wording;
use crate::meeting::time::Timestamp;
use crate::words::Language;
use chair::ChairThread;
use follower::FollowerThread;

/// Looks up what a body has decided before; it may take its time.
pub type PastDecisions = Box<dyn FnOnce() -> Vec<String> + Send>;

/// The workers beside a desk.
pub struct DeskDuties {
    /// The only writer of its journal.
    pub recorder: Recorder,
    /// The lock of the desk, which says who owns the text.
    pub edit_lock: EditLock,
    /// The book that the meeting belongs to.
    pub book: Book,
    /// The language of what is read.
    pub language: Language,
    /// The file that keeps unfinished text; `None` where nothing is kept.
    pub drafts: Option<PrivateDraft>,
    /// Keeps what the recorder does not answer for; `None` where nothing is kept.
    pub standby: Option<Rescue>,
    /// Looks up what the body has decided before.
    pub past_decisions: PastDecisions,
}

impl DeskDuties {
    /// The unfinished text of the owner who last left; nothing where somebody else owns the text.
    #[must_use]
    pub fn left_draft(&self) -> LeftDraft {
        let drafts = self.drafts.as_ref().filter(|_| self.edit_lock.is_ours());
        drafts.map(PrivateDraft::load).unwrap_or_default()
    }
}

/// The workers beside a screen.
pub enum Duties {
    /// Records, keeps drafts, and reads the book.
    Desk(Box<DeskDuties>),
    /// Follows a meeting, and records for the chair.
    Wall(WatchTarget),
    /// Reads the book.
    Book(Book, Language),
}

/// The place of work: threads, or at once on the caller's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    Threads,
    AtOnce,
}

/// The workers beside a screen.
pub struct Runtime {
    reporter: Reporter,
    clock: Clock,
    pace: Pace,
    book: Option<(Book, Language)>,
    recording: Option<Recording>,
    following: Option<Following>,
    /// A text for the terminal's clipboard.
    copied: Option<String>,
}

/// The workers beside a desk.
struct Recording {
    recorder: RecorderThread,
    /// `None` where nothing is kept, or the recorder answers at once.
    standby: Option<StandbyThread>,
    drafts: Option<PrivateDraft>,
    live_draft: LiveDraft,
    first_line: String,
    /// `None` while somebody else owns the text.
    owned: Option<OwnedTexts>,
}

impl Drop for Recording {
    fn drop(&mut self) {
        let standby = self.standby.as_ref();
        let may_leave = || standby.is_some_and(StandbyThread::has_all);
        self.recorder.finish(may_leave);
    }
}

/// The keepers of what is being written: the owner's alone.
struct OwnedTexts {
    private: DraftThread,
    live: LiveDraftThread,
}

/// The workers beside a wall.
struct Following {
    follower: FollowerThread,
    chair: ChairThread,
}

impl Runtime {
    /// Sets the workers of a screen to work.
    #[must_use]
    pub fn start(duties: Duties, reporter: Reporter, clock: Clock) -> Self {
        Self::at_pace(Pace::Threads, duties, reporter, clock)
    }

    /// The same without threads: each effect is performed before the call returns, and its events
    /// lie in the channel.
    #[must_use]
    pub fn at_once(duties: Duties, reporter: Reporter, clock: Clock) -> Self {
        Self::at_pace(Pace::AtOnce, duties, reporter, clock)
    }

    fn at_pace(pace: Pace, duties: Duties, reporter: Reporter, clock: Clock) -> Self {
        let mut runtime = Self {
            reporter,
            clock,
            pace,
            book: None,
            recording: None,
            following: None,
            copied: None,
        };
        match duties {
            Duties::Desk(duties) => runtime.record(*duties),
            Duties::Wall(wanted) => {
                let follower = FollowerThread::start(wanted, clock, runtime.reporter.clone());
                let shown = follower.shown();
                let chair = ChairThread::start(shown, runtime.reporter.clone());
                runtime.following = Some(Following { follower, chair });
            }
            Duties::Book(book, language) => runtime.book = Some((book, language)),
        }
        runtime
    }

    fn record(&mut self, duties: DeskDuties) {
        let left = duties.left_draft();
        let DeskDuties {
            recorder,
            edit_lock,
            book,
            language,
            drafts,
            standby,
            past_decisions,
        } = duties;
        self.book = Some((book, language));
        self.look_up(past_decisions);
        let is_ours = edit_lock.is_ours();
        let live_draft = recorder.files().live_draft();
        let first_line = recorder.first_line().unwrap_or_default().to_owned();
        let reporter = self.reporter.clone();
        let worker = RecorderWorker::new(recorder, edit_lock, drafts.clone(), reporter.clone());
        let (recorder, standby) = match self.pace {
            Pace::Threads => {
                let start = |rescue| StandbyThread::start(rescue, worker.head(), reporter);
                let standby = standby.map(start);
                (RecorderThread::start(worker), standby)
            }
            Pace::AtOnce => (RecorderThread::at_once(worker), None),
        };
        self.recording = Some(Recording {
            recorder,
            standby,
            drafts,
            live_draft,
            first_line,
            owned: None,
        });
        if is_ours {
            self.own_texts(&left);
        }
    }

    fn look_up(&self, past_decisions: PastDecisions) {
        let reporter = self.reporter.clone();
        let look_up = move || {
            // A loop that has ended wants nothing more.
            let _ = reporter.tell(AppEvent::PastDecisions(past_decisions()));
        };
        match self.pace {
            Pace::Threads => {
                spawn(look_up);
            }
            Pace::AtOnce => look_up(),
        }
    }

    /// The text is this desk's from now on; `left` is what its last owner was writing.
    fn own_texts(&mut self, left: &LeftDraft) {
        let left = left.text().map(str::to_owned);
        let Some(recording) = &mut self.recording else {
            return;
        };
        let (file, live) = (recording.drafts.clone(), recording.live_draft.clone());
        let first_line = recording.first_line.clone();
        recording.owned = Some(match self.pace {
            Pace::Threads => OwnedTexts {
                private: DraftThread::start(file, left),
                live: LiveDraftThread::start(live, first_line),
            },
            Pace::AtOnce => OwnedTexts {
                private: DraftThread::at_once(file, left),
                live: LiveDraftThread::at_once(live, first_line),
            },
        });
    }

    /// The number of the screen that the workers belong to.
    #[must_use]
    pub fn screen(&self) -> u64 {
        self.reporter.screen()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The stem of the meeting that is followed; `None` while none is.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        let following = self.following.as_ref()?;
        following.follower.shown().stem()
    }

    /// Performs an effect; what comes next, if the screen is left.
    pub fn perform(&mut self, effect: Effect) -> Option<Next> {
        match effect {
            Effect::Record { command, shown } => {
                if let Some(recording) = &mut self.recording {
                    if let Some(standby) = &recording.standby {
                        standby.asked(Arc::clone(&shown));
                    }
                    recording.recorder.record(*command, shown);
                }
            }
            Effect::ClaimDesk(now) => {
                if let Some(recording) = &mut self.recording {
                    recording.recorder.claim_desk(now);
                }
            }
            Effect::RecordForChair { command, at } => {
                if let Some(following) = &self.following {
                    following.chair.record(command, at);
                }
            }
            Effect::Job(job) => self.run_job(job),
            Effect::Copy(text) => self.copy(text),
            Effect::Leave(next) => return Some(next),
        }
        None
    }

    fn copy(&mut self, text: String) {
        let drafts = self.recording.as_ref();
        let drafts = drafts.and_then(|recording| recording.drafts.as_ref());
        if let Some(Ok(file)) = drafts.map(|drafts| drafts.keep_copied(&text)) {
            // A loop that has ended wants nothing more.
            let _ = self.reporter.tell(AppEvent::Copied(file));
        }
        self.copied = Some(text);
    }

    /// Takes the text for the terminal's clipboard, since this was last asked.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    fn run_job(&self, job: jobs::Job) {
        let Some((book, language)) = self.book.clone() else {
            return;
        };
        let reporter = self.reporter.clone();
        let tell = move |result| {
            // A loop that has ended wants nothing more.
            let _ = reporter.tell(AppEvent::Job(result));
        };
        match self.pace {
            Pace::Threads => jobs::send(job, book, language, tell),
            Pace::AtOnce => jobs::run(job, &book, &crate::words::Words::new(language), &tell),
        }
    }

    /// Keeps what is being written on this computer.
    pub fn keep_draft(&mut self, draft: Option<String>) {
        if let Some(owned) = self.owned() {
            owned.private.keep(draft);
        }
    }

    /// Shows the decision that is being worded to the wall.
    pub fn show_draft(&mut self, wording: Option<Wording>) {
        if let Some(owned) = self.owned() {
            owned.live.show(wording);
        }
    }

    fn owned(&mut self) -> Option<&mut OwnedTexts> {
        self.recording.as_mut()?.owned.as_mut()
    }

    /// Reports since when the follower has been silent, where that is too long.
    #[must_use]
    pub fn silence(&self, now: Timestamp) -> Option<AppEvent> {
        let following = self.following.as_ref()?;
        let since = following.follower.silent_since(now)?;
        Some(AppEvent::Silent(since))
    }

    /// The recorder of a runtime that works at once; `None` where it has a thread of its own.
    pub fn recorder(&mut self) -> Option<&mut Recorder> {
        self.recording.as_mut()?.recorder.recorder()
    }

    /// Follows an event: whoever gets the desk keeps its texts from then on, and what the recorder
    /// has answered for needs no other keeper.
    pub fn follow(&mut self, event: &AppEvent) {
        if let AppEvent::Journal(answer) = event
            && let Some(recording) = &self.recording
            && let Some(standby) = &recording.standby
        {
            standby.answered(answer);
        }
        if let AppEvent::DeskLock(DeskLockEvent::Ours { draft }) = event {
            self.own_texts(draft);
        }
    }
}
