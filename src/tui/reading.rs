//! Reading in the book, leaf upon leaf: looking for words, looking back, an item at length. Going
//! back takes the topmost leaf away.

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::colours::Look;
use super::errands::Brought;
use super::finding::{self, Finding};
use super::keymap::Mode;
use super::keys::Key;
use super::mending::{self, Mending};
use super::review::{self, Review};
use crate::book::catalog::Catalog;
use crate::book::search::Index;
use crate::meeting::assignment::FollowUp;
use crate::meeting::paper::Paper;
use crate::meeting::time::Timestamp;
use crate::words::Words;

/// What is wished for, outside what is read.
#[derive(Debug, Clone, PartialEq)]
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
    /// Record a paper as it is understood now.
    Mend {
        /// The meeting that was read from it.
        stem: String,
        /// As it is understood.
        paper: Box<Paper>,
    },
    /// Close the book.
    Close,
}

#[derive(Debug)]
enum Leaf {
    Review(Box<Review>),
    Finding(Box<Finding>),
    Mending(Box<Mending>),
}

/// Reading in the book.
#[derive(Debug)]
pub struct Reading {
    shelf: Arc<Catalog>,
    index: Option<Arc<Index>>,
    /// Whether the index holds these meetings, or soon will.
    is_indexed: bool,
    leaves: Vec<Leaf>,
}

impl Reading {
    /// Begins with a look back.
    #[must_use]
    pub fn back_at(shelf: Arc<Catalog>, review: Review) -> Self {
        Self {
            shelf,
            index: None,
            is_indexed: false,
            leaves: vec![Leaf::Review(Box::new(review))],
        }
    }

    /// Begins with a search.
    #[must_use]
    pub fn for_words(shelf: Arc<Catalog>) -> Self {
        let mut reading = Self {
            shelf,
            index: None,
            is_indexed: false,
            leaves: Vec::new(),
        };
        reading.look_for_words();
        reading
    }

    fn look_for_words(&mut self) {
        self.leaves.push(Leaf::Finding(Box::new(Finding::in_index(
            self.index.clone(),
        ))));
    }

    /// What is searched is to be made ready: it takes a while where there are many meetings, and is
    /// asked for once, when somebody first searches, and again when the meetings were read anew.
    pub fn wants_index(&mut self) -> Option<Arc<Catalog>> {
        let searches = self
            .leaves
            .iter()
            .any(|leaf| matches!(leaf, Leaf::Finding(_)));
        if !searches || self.is_indexed {
            return None;
        }
        self.is_indexed = true;
        Some(Arc::clone(&self.shelf))
    }

    /// What the keys mean now.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match self.leaves.last() {
            Some(Leaf::Review(review)) => review.mode(),
            Some(Leaf::Mending(_)) => Mode::Mending,
            Some(Leaf::Finding(_)) | None => Mode::Search,
        }
    }

    /// The meetings were read anew.
    pub fn see(&mut self, meetings: &Arc<Catalog>) {
        self.shelf = Arc::clone(meetings);
        self.is_indexed = false;
        for leaf in &mut self.leaves {
            if let Leaf::Review(review) = leaf {
                review.see(Arc::clone(meetings));
            }
        }
    }

    fn see_index(&mut self, index: &Arc<Index>) {
        self.index = Some(Arc::clone(index));
        for leaf in &mut self.leaves {
            if let Leaf::Finding(finding) = leaf {
                finding.see(Arc::clone(index));
            }
        }
    }

    /// Takes in what an errand brought.
    pub fn bring(&mut self, brought: Brought) {
        let topmost = self.leaves.last_mut();
        match (brought, topmost) {
            (Brought::Catalog(meetings), _) => self.see(&meetings),
            (Brought::Index(index), _) => self.see_index(&index),
            (Brought::Entries(entries), Some(Leaf::Review(review))) => review.replay(entries),
            (Brought::Done(said) | Brought::NotDone(said), Some(Leaf::Review(review))) => {
                review.tell(said)
            }
            (
                Brought::Entries(_)
                | Brought::Done(_)
                | Brought::NotDone(_)
                | Brought::Progress { .. },
                _,
            ) => {}
        }
    }

    /// What is said of something that was wished for.
    pub fn tell(&mut self, said: String) {
        if let Some(Leaf::Review(review)) = self.leaves.last_mut() {
            review.tell(said);
        }
    }

    /// Pasted text is text in a field, and nothing elsewhere.
    pub fn paste(&mut self, text: &str) {
        match self.leaves.last_mut() {
            Some(Leaf::Review(review)) => review.paste(text),
            Some(Leaf::Finding(finding)) => finding.paste(text),
            Some(Leaf::Mending(_)) | None => {}
        }
    }

    /// Takes in a key.
    pub fn press(&mut self, key: Key, words: &Words, now: Timestamp) -> Option<Wish> {
        match self.leaves.last_mut()? {
            Leaf::Review(review) => {
                let wish = review.press(key, words, now)?;
                self.of_review(wish)
            }
            Leaf::Finding(finding) => {
                let wish = finding.press(key)?;
                self.of_finding(wish)
            }
            Leaf::Mending(mending) => {
                let (wish, stem) = (mending.press(key)?, mending.stem.clone());
                self.turn_back();
                match wish {
                    mending::Wish::Record(paper) => Some(Wish::Mend { stem, paper }),
                    mending::Wish::Back => None,
                }
            }
        }
    }

    fn of_review(&mut self, wish: review::Wish) -> Option<Wish> {
        match wish {
            review::Wish::FollowUp(follow_up) => Some(Wish::FollowUp(follow_up)),
            review::Wish::Approve { stem, by } => Some(Wish::Approve { stem, by }),
            review::Wish::Entries(stem) => Some(Wish::Entries(stem)),
            review::Wish::Search => {
                self.look_for_words();
                None
            }
            review::Wish::Lines(mending) => {
                self.leaves.push(Leaf::Mending(mending));
                None
            }
            review::Wish::Back => self.turn_back(),
        }
    }

    fn of_finding(&mut self, wish: finding::Wish) -> Option<Wish> {
        match wish {
            finding::Wish::Open { stem, item } => {
                let meetings = Arc::clone(&self.shelf);
                let review = match item {
                    Some(item) => Review::of_item(meetings, &stem, item),
                    None => Review::of(meetings, &stem),
                };
                self.leaves.push(Leaf::Review(Box::new(review)));
                None
            }
            finding::Wish::Back => self.turn_back(),
        }
    }

    fn turn_back(&mut self) -> Option<Wish> {
        self.leaves.pop();
        self.leaves.is_empty().then_some(Wish::Close)
    }

    /// Draws the topmost leaf.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        words: &Words,
        look: Look,
        now: Timestamp,
    ) {
        match self.leaves.last_mut() {
            Some(Leaf::Review(review)) => review.draw(frame, area, words, look, now),
            Some(Leaf::Finding(finding)) => finding.draw(frame, area, words, look),
            Some(Leaf::Mending(mending)) => mending.draw(frame, area, words, look),
            None => {}
        }
    }
}
