//! Why something cannot be done, as a reason. The words for it stand in the word files.

/// The rules say no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No agenda has been taken in.
    NotConvened,
    /// The agenda cannot be read again: something has happened already.
    AlreadyBegun,
    /// The meeting was not read from a paper, or has been corrected since.
    NotAPaper,
    /// The meeting has not opened.
    NotOpened,
    /// The meeting is over.
    Closed,
    /// The minutes are approved.
    Approved,
    /// The minutes are not approved.
    NotApproved,
    /// The meeting is not over yet.
    NotClosed,
    /// It is in recess already.
    InRecess,
    /// It is not in recess.
    NotInRecess,
    /// The pause would end before it begins.
    PauseEndsBeforeNow,
    /// No item is open.
    NothingOpen,
    /// This is the last item.
    NoNextItem,
    /// This is the first item.
    NoPreviousItem,
    /// This item is open already.
    AlreadyOpen(String),
    /// Somebody else stepped on in the meantime; this item is open now.
    SteppedMeanwhile(String),
    /// The item was taken off the agenda.
    ItemWithdrawn(String),
    /// There is nothing of that name any more.
    Gone,
    /// It has to say something.
    Empty,
    /// It is longer than one entry holds.
    TooLong,
    /// The text was changed elsewhere since the writing began.
    TextChangedMeanwhile,
    /// There is no proposal.
    NoProposal,
    /// There is no phrase on that key.
    NoPhrase(usize),
    /// Something has been written under the item.
    ItemTouched(String),
    /// A row cannot stand after itself.
    AfterItself,
    /// Somebody of this name is on the list.
    PersonListed(String),
    /// Somebody who has been marked cannot be taken off the list.
    PersonMarked(String),
    /// The person would leave before coming.
    LeavesBeforeComing(String),
    /// The moment has not come yet.
    NotYet,
    /// Nothing of one's own to undo.
    NothingToUndo,
    /// Nothing of one's own to redo.
    NothingToRedo,
    /// Something recorded later rests on it.
    BuiltUpon,
    /// It is so already.
    AlreadySo,
    /// Others changed the meeting in the same instant, so that what was shown could not be kept.
    ChangedMeanwhile,
}
