//! Looking back: a meeting at a glance, the one before it, and how it went, entry by entry. Keys
//! come in, requests go out; the disk is somebody else's.

mod page;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::LeafOutcome;
use super::import_review::ImportReview;
use crate::book::catalog::{Catalog, CatalogEntry};
use crate::export::review::{ReviewRow, Reviewed, item_at_length, review, to_be_done};
use crate::meeting::Meeting;
use crate::meeting::assignment::{AssignmentState, FollowUp};
use crate::meeting::assignment_report::{AssignmentReport, assignment_reports};
use crate::meeting::event::Entry;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::time::Timestamp;
use crate::tui::editor::{Editor, Lines};
use crate::tui::hints::key_line;
use crate::tui::jobs::Job;
use crate::tui::keymap::{self, Binding, Confirm, Step, letter, plain};
use crate::tui::keys::{Code, Key};
use crate::tui::theme::Theme;
use crate::words::Words;
pub use page::plain as plain_text;

/// A key of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewAction {
    /// Choose another row, or scroll.
    Walk(Step),
    /// Theme at the meeting before.
    Older,
    /// Theme at the meeting after.
    Newer,
    /// Tick an assignment off.
    Tick,
    /// Say that an assignment goes on.
    CarryOn,
    /// Follow the chosen link.
    Open,
    /// See how the meeting went, entry by entry.
    StepThrough,
    /// Approve the minutes.
    Approve,
    /// Search the book.
    Search,
    /// Go through the lines of the document that the meeting was imported from.
    Lines,
    /// Go back.
    Back,
}

/// A key while the entries are stepped through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplayAction {
    /// Show the next entry.
    Next,
    /// Show the previous entry.
    Previous,
    /// Show the first entry.
    First,
    /// Show the last entry.
    Last,
    /// Scroll up.
    Up,
    /// Scroll down.
    Down,
    /// Go back to the review.
    Back,
}

/// The keys of a review.
pub const KEYS: &[Binding<ReviewAction>] = &[
    plain(Code::Left, ReviewAction::Older, "key-older", 1),
    letter('f', ReviewAction::Older, "key-older", 0),
    plain(Code::Right, ReviewAction::Newer, "key-newer", 2),
    letter(' ', ReviewAction::Tick, "key-tick", 3),
    letter('k', ReviewAction::CarryOn, "key-carry-on", 4),
    plain(Code::Enter, ReviewAction::Open, "key-follow", 5),
    letter('s', ReviewAction::StepThrough, "key-step-through", 6),
    letter('j', ReviewAction::Approve, "key-approve", 7),
    letter('/', ReviewAction::Search, "key-search", 8),
    letter('r', ReviewAction::Lines, "key-lines", 9),
    plain(Code::Up, ReviewAction::Walk(Step::Up), "key-up", 0),
    plain(Code::Down, ReviewAction::Walk(Step::Down), "key-down", 0),
    plain(
        Code::PageUp,
        ReviewAction::Walk(Step::PageUp),
        "key-page-up",
        0,
    ),
    plain(
        Code::PageDown,
        ReviewAction::Walk(Step::PageDown),
        "key-page-down",
        0,
    ),
    plain(Code::Escape, ReviewAction::Back, "key-go-back", 10),
    letter('q', ReviewAction::Back, "key-go-back", 0),
];

/// The keys while the entries are stepped through.
pub const REPLAY_KEYS: &[Binding<ReplayAction>] = &[
    plain(Code::Right, ReplayAction::Next, "key-next-entry", 1),
    plain(Code::Left, ReplayAction::Previous, "key-previous-entry", 2),
    plain(Code::PageUp, ReplayAction::First, "key-first-entry", 3),
    plain(Code::PageDown, ReplayAction::Last, "key-last-entry", 4),
    plain(Code::Up, ReplayAction::Up, "key-up", 0),
    plain(Code::Down, ReplayAction::Down, "key-down", 0),
    plain(Code::Escape, ReplayAction::Back, "key-go-back", 5),
    letter('s', ReplayAction::Back, "key-go-back", 0),
    letter('q', ReplayAction::Back, "key-go-back", 0),
];

/// The keys while it is written who approves.
pub const APPROVAL_KEYS: &[Binding<Confirm>] = &[
    plain(Code::Enter, Confirm::Accept, "key-approve", 1),
    plain(Code::Escape, Confirm::Back, "key-leave-menu", 2),
];

/// The subject of the review.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    /// A meeting, by its files' stem.
    Meeting(String),
    /// One of its items, at length.
    Item {
        /// The meeting, by its files' stem.
        stem: String,
        /// The item of the meeting.
        item: ItemId,
    },
    /// The assignments of the whole book.
    Assignments,
}

/// A meeting as it happened, up to one of its entries.
#[derive(Debug)]
struct Replay {
    entries: Vec<Entry>,
    shown: usize,
}

/// Looking back at a meeting.
#[derive(Debug)]
pub struct Review {
    shelf: Arc<Catalog>,
    subject: Subject,
    /// The subjects from which links led here, the latest last.
    trail: Vec<Subject>,
    chosen: usize,
    /// The assignment whose parts are shown, by its place.
    spread: Option<usize>,
    scroll: usize,
    /// The names of those who approve; `None` unless they are being written.
    approval: Option<Editor>,
    replay: Option<Replay>,
    notice: Option<String>,
}

impl Review {
    /// Opens a review of one of the meetings in the catalog.
    #[must_use]
    pub fn open_meeting(shelf: Arc<Catalog>, stem: &str) -> Self {
        Self::on(shelf, Subject::Meeting(stem.to_owned()))
    }

    /// Opens the assignments of the whole book.
    #[must_use]
    pub fn open_assignments(shelf: Arc<Catalog>) -> Self {
        Self::on(shelf, Subject::Assignments)
    }

    /// An item of a meeting, at length.
    #[must_use]
    pub fn open_item(shelf: Arc<Catalog>, stem: &str, item: ItemId) -> Self {
        Self::on(
            shelf,
            Subject::Item {
                stem: stem.to_owned(),
                item,
            },
        )
    }

    fn on(shelf: Arc<Catalog>, subject: Subject) -> Self {
        Self {
            shelf,
            subject,
            trail: Vec::new(),
            chosen: 0,
            spread: None,
            scroll: 0,
            approval: None,
            replay: None,
            notice: None,
        }
    }

    /// The meeting before another of the same body, as one looks back from the desk.
    #[must_use]
    pub fn before(shelf: Arc<Catalog>, stem: &str) -> Option<Self> {
        let before = shelf.before(stem)?.files.stem.clone();
        Some(Self::open_meeting(shelf, &before))
    }

    /// The meeting that is looked at; none where it is the whole book.
    #[must_use]
    pub fn stem(&self) -> Option<&str> {
        match &self.subject {
            Subject::Meeting(stem) | Subject::Item { stem, .. } => Some(stem),
            Subject::Assignments => None,
        }
    }

    /// Replaces the meetings, which were read anew.
    pub fn renew(&mut self, meetings: Arc<Catalog>) {
        self.shelf = meetings;
    }

    /// Shows a notice on the outcome of a request.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    /// The entries that were wished for.
    pub fn replay(&mut self, entries: Vec<Entry>) {
        let shown = entries.len();
        self.scroll = 0;
        self.replay = Some(Replay { entries, shown });
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: Key, words: &Words, now: Timestamp) -> LeafOutcome {
        self.notice = None;
        if self.approval.is_some() {
            self.press_approval(key, now)
        } else if self.replay.is_some() {
            self.press_replay(key);
            LeafOutcome::Stays
        } else {
            match keymap::action(KEYS, key) {
                Some(action) => self.press_review(action, words, now),
                None => LeafOutcome::Stays,
            }
        }
    }

    /// Pasted text is text in a field, and nothing elsewhere.
    pub fn paste(&mut self, text: &str) {
        if let Some(editor) = &mut self.approval {
            editor.paste(text);
        }
    }

    fn press_approval(&mut self, key: Key, now: Timestamp) -> LeafOutcome {
        match keymap::action(APPROVAL_KEYS, key) {
            Some(Confirm::Accept) => {
                let written = self.approval.take();
                let by = written
                    .map(|editor| names(editor.text()))
                    .unwrap_or_default();
                match self.stem() {
                    Some(stem) if !by.is_empty() => LeafOutcome::Job(Job::Approve {
                        stem: stem.to_owned(),
                        by,
                        at: now,
                    }),
                    _ => LeafOutcome::Stays,
                }
            }
            Some(Confirm::Back) => {
                self.approval = None;
                LeafOutcome::Stays
            }
            None => {
                if let Some(editor) = &mut self.approval {
                    editor.press_in_line(key);
                }
                LeafOutcome::Stays
            }
        }
    }

    fn press_replay(&mut self, key: Key) {
        let Some(replay) = &mut self.replay else {
            return;
        };
        let count = replay.entries.len();
        match keymap::action(REPLAY_KEYS, key) {
            Some(ReplayAction::Next) => replay.shown = (replay.shown + 1).min(count),
            Some(ReplayAction::Previous) => replay.shown = replay.shown.saturating_sub(1).max(1),
            Some(ReplayAction::Down) => self.scroll += 1,
            Some(ReplayAction::Up) => self.scroll = self.scroll.saturating_sub(1),
            Some(ReplayAction::First) => replay.shown = 1,
            Some(ReplayAction::Last) => replay.shown = count,
            Some(ReplayAction::Back) => {
                self.replay = None;
                self.scroll = 0;
            }
            None => {}
        }
    }

    fn press_review(&mut self, action: ReviewAction, words: &Words, now: Timestamp) -> LeafOutcome {
        let rows = self.rows(words, now);
        let choices: Vec<&ReviewRow> = rows.iter().filter(|row| can_be_chosen(row)).collect();
        let chosen = choices.get(self.chosen).map(|row| (*row).clone());
        match action {
            ReviewAction::Walk(Step::Up) if self.chosen > 0 => self.chosen -= 1,
            ReviewAction::Walk(Step::Down) if self.chosen + 1 < choices.len() => self.chosen += 1,
            ReviewAction::Walk(Step::Up | Step::PageUp) => {
                self.scroll = self.scroll.saturating_sub(8);
            }
            ReviewAction::Walk(Step::Down | Step::PageDown) => self.scroll += 8,
            ReviewAction::Older => self.go(Catalog::before, words),
            ReviewAction::Newer => self.go(Catalog::after, words),
            ReviewAction::Open => self.open(chosen),
            ReviewAction::Tick => return self.follow_up(chosen, AssignmentState::Done),
            ReviewAction::CarryOn => return self.follow_up(chosen, AssignmentState::CarriedOn),
            ReviewAction::Approve => self.begin_approval(words),
            ReviewAction::StepThrough => {
                if let Some(stem) = self.stem() {
                    return LeafOutcome::Job(Job::Entries(stem.to_owned()));
                }
            }
            ReviewAction::Search => return LeafOutcome::Search,
            ReviewAction::Lines => return self.open_lines(words),
            ReviewAction::Back => match self.trail.pop() {
                Some(subject) => self.show(subject),
                None => return LeafOutcome::Back,
            },
        }
        LeafOutcome::Stays
    }

    fn begin_approval(&mut self, words: &Words) {
        let closed = self
            .minutes()
            .filter(|minutes| minutes.stage == Stage::Closed);
        match closed.map(|minutes| minutes.verifiers.join(", ")) {
            Some(verifiers) => self.approval = Some(Editor::new(Lines::One, &verifiers)),
            None => self.notice = Some(words.say("review-not-to-approve").into_owned()),
        }
    }

    fn open_lines(&mut self, words: &Words) -> LeafOutcome {
        let stem = self.stem().unwrap_or_default();
        let minutes = self.minutes();
        if let Some(lines) = minutes.and_then(|minutes| ImportReview::open(stem, minutes)) {
            LeafOutcome::Lines(Box::new(lines))
        } else {
            self.notice = Some(words.say("review-not-imported").into_owned());
            LeafOutcome::Stays
        }
    }

    /// Goes to the meeting before or after, if there is one.
    fn go(
        &mut self,
        next: impl for<'a> Fn(&'a Catalog, &str) -> Option<&'a Arc<CatalogEntry>>,
        words: &Words,
    ) {
        let to = self
            .stem()
            .and_then(|stem| next(&self.shelf, stem))
            .map(|one| one.files.stem.clone());
        match to {
            Some(stem) => self.show(Subject::Meeting(stem)),
            None => self.notice = Some(words.say("review-no-further").into_owned()),
        }
    }

    fn show(&mut self, subject: Subject) {
        self.subject = subject;
        self.spread = None;
        self.chosen = 0;
        self.scroll = 0;
    }

    /// Follows a link, or goes to the meeting that gave an assignment.
    fn open(&mut self, chosen: Option<ReviewRow>) {
        if let (Some(ReviewRow::Item { item, .. }), Some(stem)) = (&chosen, self.stem()) {
            let subject = Subject::Item {
                stem: stem.to_owned(),
                item: *item,
            };
            self.trail.push(self.subject.clone());
            self.show(subject);
            return;
        }
        let to = match chosen {
            Some(ReviewRow::Link { meeting, .. }) => Some(meeting),
            Some(ReviewRow::Assignment { place, .. } | ReviewRow::Part { place, .. }) => {
                self.with_assigned(|assigned| assigned.get(place).map(|one| one.meeting.to_owned()))
            }
            _ => None,
        };
        if let Some(to) =
            to.filter(|to| self.stem() != Some(to) && self.shelf.meeting(to).is_some())
        {
            self.trail.push(self.subject.clone());
            self.show(Subject::Meeting(to));
        }
    }

    fn follow_up(&mut self, chosen: Option<ReviewRow>, became: AssignmentState) -> LeafOutcome {
        let (place, of, is_done) = match chosen {
            Some(ReviewRow::Assignment { place, .. })
                if became == AssignmentState::Done && self.has_parts(place) =>
            {
                self.spread = if self.spread == Some(place) {
                    None
                } else {
                    Some(place)
                };
                return LeafOutcome::Stays;
            }
            Some(ReviewRow::Assignment { place, is_done, .. }) => (place, None, is_done),
            Some(ReviewRow::Part { place, of, is_done }) => (place, Some(of), is_done),
            _ => return LeafOutcome::Stays,
        };
        let became = if became == AssignmentState::Done && is_done {
            AssignmentState::Open
        } else {
            became
        };
        let given = self.with_assigned(|assigned| {
            let one = assigned.get(place)?;
            Some((one.meeting.to_owned(), one.assignment.id))
        });
        match given {
            Some((meeting, assignment)) => LeafOutcome::FollowUp(FollowUp {
                meeting,
                assignment,
                of,
                became,
            }),
            None => LeafOutcome::Stays,
        }
    }

    fn minutes(&self) -> Option<&Minutes> {
        self.shelf
            .meeting(self.stem()?)
            .map(|meeting| &meeting.minutes)
    }

    fn with_assigned<T>(&self, read: impl FnOnce(&[AssignmentReport<'_>]) -> T) -> T {
        read(&assigned_to(&self.shelf, &self.subject))
    }

    fn has_parts(&self, place: usize) -> bool {
        self.with_assigned(|assigned| assigned.get(place).is_some_and(|one| !one.parts.is_empty()))
    }

    /// The rows that are shown: of parts, those of the assignment that is spread out.
    fn rows(&self, words: &Words, now: Timestamp) -> Vec<ReviewRow> {
        let mut rows = rows_of(&self.shelf, &self.subject, words, now);
        rows.retain(
            |row| !matches!(row, ReviewRow::Part { place, .. } if self.spread != Some(*place)),
        );
        rows
    }

    /// The keys that hold now, as a line.
    fn key_line(&self, columns: usize, words: &Words, theme: Theme) -> Line<'static> {
        match (&self.approval, &self.replay) {
            (Some(_), _) => key_line(APPROVAL_KEYS, columns, words, theme),
            (None, Some(_)) => key_line(REPLAY_KEYS, columns, words, theme),
            (None, None) => key_line(KEYS, columns, words, theme),
        }
    }

    /// Draws the review.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        words: &Words,
        theme: Theme,
        now: Timestamp,
    ) {
        page::draw(self, frame, area, words, theme, now);
    }

    /// The meeting as it was after the entry that is shown, and that entry.
    fn replayed(&self) -> Option<(Meeting, &Entry)> {
        let replay = self.replay.as_ref()?;
        let until = replay.entries.get(..replay.shown)?;
        Some((Meeting::replay(until.iter().cloned()), until.last()?))
    }
}

/// The names in a field, parted by commas.
fn names(written: &str) -> Vec<String> {
    let names = written.split(',').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

fn can_be_chosen(row: &ReviewRow) -> bool {
    matches!(
        row,
        ReviewRow::Assignment { .. }
            | ReviewRow::Part { .. }
            | ReviewRow::Link { .. }
            | ReviewRow::Item { .. }
    )
}

/// The rows of a review; none where the catalog lacks the meeting.
fn rows_of(shelf: &Catalog, subject: &Subject, words: &Words, now: Timestamp) -> Vec<ReviewRow> {
    let assigned = assigned_to(shelf, subject);
    let (stem, item) = match subject {
        Subject::Meeting(stem) => (stem, None),
        Subject::Item { stem, item } => (stem, Some(*item)),
        Subject::Assignments => return to_be_done(&assigned, now, words),
    };
    let Some(meeting) = shelf.meeting(stem) else {
        return Vec::new();
    };
    let meetings = shelf.as_pairs();
    let reviewed = Reviewed {
        stem,
        minutes: &meeting.minutes,
        integrity: &meeting.integrity,
        meetings: &meetings,
        assigned: &assigned,
        now,
    };
    match item.and_then(|item| meeting.minutes.item(item)) {
        Some(item) => item_at_length(&reviewed, item, words),
        None => review(&reviewed, words),
    }
}

/// Assignments given at a meeting, and those of the body's earlier ones that are open; or all that
/// are open.
fn assigned_to<'a>(shelf: &'a Catalog, subject: &Subject) -> Vec<AssignmentReport<'a>> {
    let (Subject::Meeting(stem) | Subject::Item { stem, .. }) = subject else {
        return assignment_reports(&shelf.as_pairs())
            .into_iter()
            .filter(|one| !one.is_done())
            .collect();
    };
    let Some(meeting) = shelf.meeting(stem) else {
        return Vec::new();
    };
    let (body, date) = (
        &meeting.minutes.heading.body.id,
        meeting.minutes.heading.date,
    );
    let pairs: Vec<_> = shelf
        .of_body(body)
        .map(|one| (one.files.stem.as_str(), &one.minutes))
        .collect();
    let is_of_it = |one: &AssignmentReport<'_>| {
        one.meeting == stem || (!one.is_done() && one.minutes.heading.date <= date)
    };
    let mut of_it: Vec<_> = assignment_reports(&pairs)
        .into_iter()
        .filter(is_of_it)
        .collect();
    // What is ticked off stays where it stands while one looks at it.
    of_it.sort_by_key(|one| {
        (
            one.due().is_none(),
            one.due(),
            std::cmp::Reverse(one.minutes.heading.date),
        )
    });
    of_it
}
