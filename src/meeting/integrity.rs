//! How whole the lines are that a meeting was read from. Whoever loads a meeting gets this with it,
//! so that nobody takes a part for the whole.

/// One thing that is not as it was written. Lines are those of the journal, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortfall {
    /// A line was cut off while it was written. It was never acknowledged, so nothing is missing.
    Torn(u64),
    /// A line is not what was written: what it recorded may be missing.
    Damaged(u64),
    /// A line does not follow on the one before: lines may be missing between them.
    Broken(u64),
    /// A newer program wrote a line, and what it recorded is missing here.
    Newer(u64),
    /// The record was made from entries that the journal no longer has, and may still tell them.
    BehindRecord,
    /// A copy of the journal, made by synchronising, holds entries that it does not.
    CopyHasMore,
    /// The record is not as it was written: somebody has changed it, or it is damaged. It is made
    /// of the journal, so nothing is missing.
    RecordChanged,
    /// Entries that could not be saved wait on this computer to be taken in.
    Unsaved,
    /// Entries that could not be saved wait on this computer, because the minutes were approved
    /// meanwhile. They are taken in once the minutes are open again.
    Waiting,
    /// Some of the entries that could not be saved are damaged; their file is kept.
    RescueDamaged,
    /// Some of the entries that could not be saved could not be taken in later either, because
    /// others had gone on meanwhile; their file is kept.
    RescueRefused,
}

impl Shortfall {
    /// The number of the line; `None` where it is no single line's.
    #[must_use]
    pub fn line(self) -> Option<u64> {
        match self {
            Self::Torn(line) | Self::Damaged(line) | Self::Broken(line) | Self::Newer(line) => {
                Some(line)
            }
            Self::BehindRecord
            | Self::CopyHasMore
            | Self::RecordChanged
            | Self::Unsaved
            | Self::Waiting
            | Self::RescueDamaged
            | Self::RescueRefused => None,
        }
    }
}

/// How whole a meeting is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Integrity {
    shortfalls: Vec<Shortfall>,
}

/// The integrity of a meeting that comes from no file, or from one that is as it was written.
pub static WHOLE: Integrity = Integrity {
    shortfalls: Vec::new(),
};

impl Integrity {
    /// A meeting with these shortfalls, in the order of the lines.
    #[must_use]
    pub fn with(shortfalls: Vec<Shortfall>) -> Self {
        Self { shortfalls }
    }

    /// Adds a shortfall that is no line's.
    pub fn add(&mut self, shortfall: Shortfall) {
        self.shortfalls.push(shortfall);
    }

    /// True where nothing that was acknowledged can be missing.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing().next().is_none()
    }

    /// All shortfalls, in the order of the lines.
    #[must_use]
    pub fn shortfalls(&self) -> &[Shortfall] {
        &self.shortfalls
    }

    /// The shortfall to be told first: what may be missing, before what only looks odd.
    #[must_use]
    pub fn worst(&self) -> Option<Shortfall> {
        self.missing()
            .chain(self.shortfalls.first().copied())
            .next()
    }

    /// The shortfalls for which something that was acknowledged may be missing.
    pub fn missing(&self) -> impl Iterator<Item = Shortfall> {
        let is_missing = |shortfall: &Shortfall| {
            !matches!(shortfall, Shortfall::Torn(_) | Shortfall::RecordChanged)
        };
        self.shortfalls.iter().copied().filter(is_missing)
    }
}
