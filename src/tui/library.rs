//! Reading in the book, leaf upon leaf: search, review, an item at length, the lines of an import.
//! Going back takes the topmost leaf away.

pub mod import_review;
pub mod review;
pub mod search_screen;
pub mod start;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::jobs::{Job, JobResult};
use super::keys::Key;
use super::theme::Theme;
use crate::book::catalog::Catalog;
use crate::book::search::Index;
use crate::meeting::assignment::FollowUp;
use crate::meeting::item::ItemId;
use crate::meeting::time::Timestamp;
use crate::words::Words;
use import_review::{ImportReview, LinesOutcome};
use review::Review;
use search_screen::SearchScreen;

/// The outcome of a key in the library.
#[derive(Debug, PartialEq)]
pub enum LibraryOutcome {
    /// Nothing outside.
    Stays,
    /// Close the library.
    Closed,
    /// Say what became of an assignment.
    FollowUp(FollowUp),
    /// Do something in the book.
    Job(Job),
}

/// The outcome of a key in a leaf.
#[derive(Debug)]
enum LeafOutcome {
    Stays,
    Back,
    /// Search the book.
    Search,
    /// Open a meeting, or one of its items.
    Open {
        stem: String,
        item: Option<ItemId>,
    },
    /// Go through the lines of an import.
    Lines(Box<ImportReview>),
    FollowUp(FollowUp),
    Job(Job),
}

#[derive(Debug)]
enum Leaf {
    Review(Box<Review>),
    Search(Box<SearchScreen>),
    Lines(Box<ImportReview>),
}

/// Reading in the book.
#[derive(Debug)]
pub struct Library {
    catalog: Arc<Catalog>,
    index: Option<Arc<Index>>,
    /// True when the index holds these meetings, or soon will.
    is_indexed: bool,
    leaves: Vec<Leaf>,
}

impl Library {
    /// Begins with a review.
    #[must_use]
    pub fn reviewing(catalog: Arc<Catalog>, review: Review) -> Self {
        Self {
            catalog,
            index: None,
            is_indexed: false,
            leaves: vec![Leaf::Review(Box::new(review))],
        }
    }

    /// Begins with a search.
    #[must_use]
    pub fn searching(catalog: Arc<Catalog>) -> Self {
        let mut library = Self {
            catalog,
            index: None,
            is_indexed: false,
            leaves: Vec::new(),
        };
        library.search();
        library
    }

    fn search(&mut self) {
        let screen = SearchScreen::in_index(self.index.clone());
        self.leaves.push(Leaf::Search(Box::new(screen)));
    }

    /// Gives the meetings that are to be indexed, once when somebody first searches, and again when
    /// the meetings were read anew: it takes a while where there are many.
    pub fn wants_index(&mut self) -> Option<Arc<Catalog>> {
        let mut leaves = self.leaves.iter();
        let searches = leaves.any(|leaf| matches!(leaf, Leaf::Search(_)));
        if !searches || self.is_indexed {
            return None;
        }
        self.is_indexed = true;
        Some(Arc::clone(&self.catalog))
    }

    /// Goes on with the meetings as they were read anew.
    pub fn renew(&mut self, catalog: &Arc<Catalog>) {
        self.catalog = Arc::clone(catalog);
        self.is_indexed = false;
        for leaf in &mut self.leaves {
            if let Leaf::Review(review) = leaf {
                review.renew(Arc::clone(catalog));
            }
        }
    }

    fn renew_index(&mut self, index: &Arc<Index>) {
        self.index = Some(Arc::clone(index));
        for leaf in &mut self.leaves {
            if let Leaf::Search(search) = leaf {
                search.renew(Arc::clone(index));
            }
        }
    }

    /// Takes the result of a job.
    pub fn hear(&mut self, result: JobResult) {
        match (result, self.leaves.last_mut()) {
            (JobResult::Catalog { catalog, .. }, _) => self.renew(&catalog),
            (JobResult::Index(index), _) => self.renew_index(&index),
            (JobResult::Entries(entries), Some(Leaf::Review(review))) => review.replay(entries),
            (JobResult::Done(text) | JobResult::Failed(text), Some(Leaf::Review(review))) => {
                review.tell(text);
            }
            (
                JobResult::Entries(_)
                | JobResult::Done(_)
                | JobResult::Failed(_)
                | JobResult::Progress { .. },
                _,
            ) => {}
        }
    }

    /// Shows a notice in the foot of a review.
    pub fn tell(&mut self, notice: String) {
        if let Some(Leaf::Review(review)) = self.leaves.last_mut() {
            review.tell(notice);
        }
    }

    /// Pasted text is text in a field, and nothing elsewhere.
    pub fn paste(&mut self, text: &str) {
        match self.leaves.last_mut() {
            Some(Leaf::Review(review)) => review.paste(text),
            Some(Leaf::Search(search)) => search.paste(text),
            Some(Leaf::Lines(_)) | None => {}
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, words: &Words, now: Timestamp) -> LibraryOutcome {
        let outcome = match self.leaves.last_mut() {
            Some(Leaf::Review(review)) => review.press(key, words, now),
            Some(Leaf::Search(search)) => search.press(key),
            Some(Leaf::Lines(lines)) => match lines.press(key) {
                LinesOutcome::Stays => LeafOutcome::Stays,
                LinesOutcome::Left(None) => LeafOutcome::Back,
                LinesOutcome::Left(Some(paper)) => {
                    let stem = lines.stem.clone();
                    self.leaves.pop();
                    LeafOutcome::Job(Job::ReplaceImport {
                        stem,
                        paper,
                        at: now,
                    })
                }
            },
            None => LeafOutcome::Stays,
        };
        self.carry_out(outcome)
    }

    fn carry_out(&mut self, outcome: LeafOutcome) -> LibraryOutcome {
        match outcome {
            LeafOutcome::Stays => {}
            LeafOutcome::Back => {
                self.leaves.pop();
                if self.leaves.is_empty() {
                    return LibraryOutcome::Closed;
                }
            }
            LeafOutcome::Search => self.search(),
            LeafOutcome::Open { stem, item } => {
                let catalog = Arc::clone(&self.catalog);
                let review = match item {
                    Some(item) => Review::open_item(catalog, &stem, item),
                    None => Review::open_meeting(catalog, &stem),
                };
                self.leaves.push(Leaf::Review(Box::new(review)));
            }
            LeafOutcome::Lines(lines) => self.leaves.push(Leaf::Lines(lines)),
            LeafOutcome::FollowUp(follow_up) => return LibraryOutcome::FollowUp(follow_up),
            LeafOutcome::Job(job) => return LibraryOutcome::Job(job),
        }
        LibraryOutcome::Stays
    }

    /// Draws the topmost leaf.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        words: &Words,
        theme: Theme,
        now: Timestamp,
    ) {
        match self.leaves.last_mut() {
            Some(Leaf::Review(review)) => review.draw(frame, area, words, theme, now),
            Some(Leaf::Search(search)) => search.draw(frame, area, words, theme),
            Some(Leaf::Lines(lines)) => lines.draw(frame, area, words, theme),
            None => {}
        }
    }
}
