//! Why something cannot be done, as a reason. People read it in the words of the word files; the
//! sentences here are for developers.

use thiserror::Error;

/// A reason why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No agenda has been taken in.
    #[error("no agenda has been taken in")]
    NotConvened,
    /// The agenda cannot be read again: something has happened already.
    #[error("the agenda cannot be read again, for something has happened")]
    AlreadyBegun,
    /// The meeting was not imported, or has been corrected since.
    #[error("the meeting was not imported, or has been corrected since")]
    NotImported,
    /// The meeting has not opened.
    #[error("the meeting has not opened")]
    NotOpened,
    /// The meeting is over.
    #[error("the meeting is over")]
    Closed,
    /// The minutes are approved.
    #[error("the minutes are approved")]
    Approved,
    /// The minutes are not approved.
    #[error("the minutes are not approved")]
    NotApproved,
    /// The meeting is not over yet.
    #[error("the meeting is not over")]
    NotClosed,
    /// It is in recess already.
    #[error("the meeting is in recess")]
    InRecess,
    /// It is not in recess.
    #[error("the meeting is not in recess")]
    NotInRecess,
    /// The pause would end before it begins.
    #[error("the recess would end before it begins")]
    PauseEndsBeforeNow,
    /// No item is open.
    #[error("no item is open")]
    NothingOpen,
    /// This is the last item.
    #[error("this is the last item")]
    NoNextItem,
    /// This is the first item.
    #[error("this is the first item")]
    NoPreviousItem,
    /// This item is open already.
    #[error("item {0} is open already")]
    AlreadyOpen(String),
    /// Somebody else stepped on in the meantime; this item is open now.
    #[error("somebody else has opened item {0}")]
    SteppedMeanwhile(String),
    /// The item was taken off the agenda.
    #[error("item {0} is withdrawn")]
    ItemWithdrawn(String),
    /// Nothing has that id any more.
    #[error("what the command names does not exist")]
    Gone,
    /// It has to say something.
    #[error("the text is empty")]
    Empty,
    /// It is longer than one entry holds.
    #[error("the text is longer than one entry may hold")]
    TooLong,
    /// The text was changed elsewhere since the writing began.
    #[error("the text was changed elsewhere since the writing began")]
    TextChangedMeanwhile,
    /// There is no proposal.
    #[error("the item has no proposal")]
    NoProposal,
    /// There is no phrase on that key.
    #[error("there is no phrase number {0}")]
    NoPhrase(usize),
    /// Something has been written under the item.
    #[error("something is recorded under item {0}")]
    ItemTouched(String),
    /// A row cannot stand after itself.
    #[error("a row cannot stand after itself")]
    AfterItself,
    /// Somebody of this name is on the list.
    #[error("{0} is on the attendance list already")]
    PersonListed(String),
    /// Somebody who has been marked cannot be taken off the list.
    #[error("{0} has been marked in the roll call")]
    PersonMarked(String),
    /// The person would leave before coming.
    #[error("{0} would leave before coming")]
    LeavesBeforeComing(String),
    /// The moment has not come yet.
    #[error("the moment lies in the future")]
    NotYet,
    /// Nothing of one's own to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing of one's own to redo.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// Something recorded later rests on it.
    #[error("a later entry rests on this one")]
    BuiltUpon,
    /// It cannot be moved there, or made into that.
    #[error("it cannot be moved there, or made into that")]
    NotMovable,
    /// It is so already.
    #[error("it is so already")]
    AlreadySo,
    /// Others changed the meeting in the same instant, so that what was shown could not be kept.
    #[error("others changed the meeting, so that what was shown cannot be kept")]
    ChangedMeanwhile,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_an_error_that_says_of_what_it_speaks() {
        let refusal: Box<dyn std::error::Error> = Box::new(Refusal::ItemWithdrawn("§ 4".into()));
        assert_eq!(refusal.to_string(), "item § 4 is withdrawn");
    }
}
