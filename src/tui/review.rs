//! Looking back: a meeting at a glance, the one before it, and how it went, entry by entry. Keys
//! come in, wishes go out; the disk is somebody else's.

mod page;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::colours::Look;
use super::editor::{Editor, Lines};
use super::keymap::{self, Action, Mode};
use super::keys::Key;
use super::mending::Mending;
use crate::book::catalog::{Catalog, CatalogEntry};
use crate::export::review::{Reviewed, Row, item_at_length, review, to_be_done};
use crate::meeting::Meeting;
use crate::meeting::assigned::{Assigned, assigned};
use crate::meeting::assignment::{Became, FollowUp};
use crate::meeting::event::Entry;
use crate::meeting::item::ItemId;
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::time::Timestamp;
use crate::words::Words;
pub use page::plain;

/// What is wished for, outside the review.
#[derive(Debug)]
pub enum Wish {
    /// Say what became of an assignment.
    FollowUp(FollowUp),
    /// Approve the minutes of a meeting.
    Approve {
        /// Its stem.
        stem: String,
        /// By whom.
        by: Vec<String>,
    },
    /// Read the entries of a meeting.
    Entries(String),
    /// Look for something in the book.
    Search,
    /// Look through the lines of the paper that the meeting was read from.
    Lines(Box<Mending>),
    /// Go back to where one came from.
    Back,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    /// A meeting, by its files' stem.
    Meeting(String),
    /// One of its items, at length.
    Item {
        /// The meeting, by its files' stem.
        stem: String,
        /// Which item.
        item: ItemId,
    },
    /// What is to be done, over the whole book.
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
    /// Where one came from by a link.
    trail: Vec<Subject>,
    chosen: usize,
    /// The assignment whose parts are shown, by its place.
    spread: Option<usize>,
    scroll: usize,
    /// Who approves, while it is being written.
    approval: Option<Editor>,
    replay: Option<Replay>,
    notice: Option<String>,
}

impl Review {
    /// A review of one of the meetings on a shelf.
    #[must_use]
    pub fn of(shelf: Arc<Catalog>, stem: &str) -> Self {
        Self::on(shelf, Subject::Meeting(stem.to_owned()))
    }

    /// What is to be done, over the whole book.
    #[must_use]
    pub fn of_assignments(shelf: Arc<Catalog>) -> Self {
        Self::on(shelf, Subject::Assignments)
    }

    /// An item of a meeting, at length.
    #[must_use]
    pub fn of_item(shelf: Arc<Catalog>, stem: &str, item: ItemId) -> Self {
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
        Some(Self::of(shelf, &before))
    }

    /// The meeting that is looked at; none where it is the whole book.
    #[must_use]
    pub fn stem(&self) -> Option<&str> {
        match &self.subject {
            Subject::Meeting(stem) | Subject::Item { stem, .. } => Some(stem),
            Subject::Assignments => None,
        }
    }

    /// What the keys mean now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (&self.approval, &self.replay) {
            (Some(_), _) => Mode::Approval,
            (None, Some(_)) => Mode::Replay,
            (None, None) => Mode::Review,
        }
    }

    /// The meetings on the shelf were read anew.
    pub fn see(&mut self, meetings: Arc<Catalog>) {
        self.shelf = meetings;
    }

    /// What came of a wish.
    pub fn tell(&mut self, notice: String) {
        self.notice = Some(notice);
    }

    /// The entries that were wished for.
    pub fn replay(&mut self, entries: Vec<Entry>) {
        let shown = entries.len();
        self.scroll = 0;
        self.replay = Some(Replay { entries, shown });
    }

    /// Takes in a key.
    pub fn press(&mut self, key: Key, words: &Words, now: Timestamp) -> Option<Wish> {
        self.notice = None;
        match (self.mode(), keymap::action(self.mode(), key)) {
            (Mode::Approval, action) => self.press_approval(key, action),
            (Mode::Replay, Some(action)) => self.press_replay(action),
            (_, Some(action)) => self.press_review(action, words, now),
            (_, None) => None,
        }
    }

    /// Pasted text is text in a field, and nothing elsewhere.
    pub fn paste(&mut self, text: &str) {
        if let Some(editor) = &mut self.approval {
            editor.paste(text);
        }
    }

    fn press_approval(&mut self, key: Key, action: Option<Action>) -> Option<Wish> {
        let editor = self.approval.as_mut()?;
        match action {
            Some(Action::Accept) => {
                let by: Vec<String> = editor
                    .text()
                    .split(',')
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
                self.approval = None;
                let stem = self.stem()?.to_owned();
                (!by.is_empty()).then_some(Wish::Approve { stem, by })
            }
            Some(_) => {
                self.approval = None;
                None
            }
            None => {
                super::desk::edit_line(editor, key);
                None
            }
        }
    }

    fn press_replay(&mut self, action: Action) -> Option<Wish> {
        let replay = self.replay.as_mut()?;
        let count = replay.entries.len();
        match action {
            Action::Next => replay.shown = (replay.shown + 1).min(count),
            Action::Previous => replay.shown = replay.shown.saturating_sub(1).max(1),
            Action::Down => self.scroll += 1,
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::PageUp => replay.shown = 1,
            Action::PageDown => replay.shown = count,
            _ => {
                self.replay = None;
                self.scroll = 0;
            }
        }
        None
    }

    fn press_review(&mut self, action: Action, words: &Words, now: Timestamp) -> Option<Wish> {
        let rows = self.rows(words, now);
        let places: Vec<usize> = (0..rows.len())
            .filter(|row| rows.get(*row).is_some_and(can_be_chosen))
            .collect();
        let chosen = places
            .get(self.chosen)
            .and_then(|row| rows.get(*row))
            .cloned();
        match action {
            Action::Up if self.chosen > 0 => self.chosen -= 1,
            Action::Down if self.chosen + 1 < places.len() => self.chosen += 1,
            Action::Up | Action::PageUp => self.scroll = self.scroll.saturating_sub(8),
            Action::Down | Action::PageDown => self.scroll += 8,
            Action::Previous => self.go(Catalog::before, words),
            Action::Next => self.go(Catalog::after, words),
            Action::Open => self.open(chosen),
            Action::Tick => return self.follow_up(chosen, Became::Done),
            Action::CarryOn => return self.follow_up(chosen, Became::CarriedOn),
            Action::Approve
                if self
                    .minutes()
                    .is_some_and(|minutes| minutes.stage == Stage::Closed) =>
            {
                let verifiers = self
                    .minutes()
                    .map(|minutes| minutes.verifiers.join(", "))
                    .unwrap_or_default();
                self.approval = Some(Editor::new(Lines::One, &verifiers));
            }
            Action::Approve => self.notice = Some(words.say("review-not-to-approve").into_owned()),
            Action::StepThrough => return self.stem().map(|stem| Wish::Entries(stem.to_owned())),
            Action::Search => return Some(Wish::Search),
            Action::Lines => {
                let stem = self.stem().unwrap_or_default();
                match self
                    .minutes()
                    .and_then(|minutes| Mending::of(stem, minutes))
                {
                    Some(mending) => return Some(Wish::Lines(Box::new(mending))),
                    None => self.notice = Some(words.say("review-not-imported").into_owned()),
                }
            }
            Action::Back => match self.trail.pop() {
                Some(subject) => self.show(subject),
                None => return Some(Wish::Back),
            },
            _ => {}
        }
        None
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
    fn open(&mut self, chosen: Option<Row>) {
        if let (Some(Row::Item { item, .. }), Some(stem)) = (&chosen, self.stem()) {
            let subject = Subject::Item {
                stem: stem.to_owned(),
                item: *item,
            };
            self.trail.push(self.subject.clone());
            self.show(subject);
            return;
        }
        let to = match chosen {
            Some(Row::Link { meeting, .. }) => Some(meeting),
            Some(Row::Assignment { place, .. } | Row::Part { place, .. }) => {
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

    fn follow_up(&mut self, chosen: Option<Row>, became: Became) -> Option<Wish> {
        let (place, of, is_done) = match chosen? {
            Row::Assignment { place, .. } if became == Became::Done && self.has_parts(place) => {
                self.spread = if self.spread == Some(place) {
                    None
                } else {
                    Some(place)
                };
                return None;
            }
            Row::Assignment { place, is_done, .. } => (place, None, is_done),
            Row::Part { place, of, is_done } => (place, Some(of), is_done),
            _ => return None,
        };
        let became = if became == Became::Done && is_done {
            Became::Open
        } else {
            became
        };
        let (meeting, assignment) = self.with_assigned(|assigned| {
            assigned
                .get(place)
                .map(|one| (one.meeting.to_owned(), one.assignment.id))
        })?;
        Some(Wish::FollowUp(FollowUp {
            meeting,
            assignment,
            of,
            became,
        }))
    }

    fn minutes(&self) -> Option<&Minutes> {
        self.shelf
            .meeting(self.stem()?)
            .map(|meeting| &meeting.minutes)
    }

    fn with_assigned<T>(&self, read: impl FnOnce(&[Assigned<'_>]) -> T) -> T {
        read(&assigned_to(&self.shelf, &self.subject))
    }

    fn has_parts(&self, place: usize) -> bool {
        self.with_assigned(|assigned| assigned.get(place).is_some_and(|one| !one.parts.is_empty()))
    }

    /// The rows that are shown: of parts, those of the assignment that is spread out.
    fn rows(&self, words: &Words, now: Timestamp) -> Vec<Row> {
        let mut rows = rows_of(&self.shelf, &self.subject, words, now);
        rows.retain(|row| !matches!(row, Row::Part { place, .. } if self.spread != Some(*place)));
        rows
    }

    /// Draws the review.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        words: &Words,
        look: Look,
        now: Timestamp,
    ) {
        page::draw(self, frame, area, words, look, now);
    }

    /// The meeting as it was after the entry that is shown, and that entry.
    fn replayed(&self) -> Option<(Meeting, &Entry)> {
        let replay = self.replay.as_ref()?;
        let until = replay.entries.get(..replay.shown)?;
        Some((Meeting::replay(until.iter().cloned()), until.last()?))
    }
}

fn can_be_chosen(row: &Row) -> bool {
    matches!(
        row,
        Row::Assignment { .. } | Row::Part { .. } | Row::Link { .. } | Row::Item { .. }
    )
}

/// The rows of a review; none where the meeting is not on the shelf.
fn rows_of(shelf: &Catalog, subject: &Subject, words: &Words, now: Timestamp) -> Vec<Row> {
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
fn assigned_to<'a>(shelf: &'a Catalog, subject: &Subject) -> Vec<Assigned<'a>> {
    let (Subject::Meeting(stem) | Subject::Item { stem, .. }) = subject else {
        return assigned(&shelf.as_pairs())
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
    let is_of_it = |one: &Assigned<'_>| {
        one.meeting == stem || (!one.is_done() && one.minutes.heading.date <= date)
    };
    let mut of_it: Vec<_> = assigned(&pairs).into_iter().filter(is_of_it).collect();
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
