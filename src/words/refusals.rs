//! The message for each refusal: an index.

use super::Words;
use crate::meeting::refusal::Refusal;

impl Words {
    /// Words a refusal as one plain sentence.
    #[must_use]
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let plain = |message: &'static str| self.say(message).into_owned();
        let about =
            |message: &'static str, what: &str| self.say_with(message, &[("what", what.into())]);
        match refusal {
            Refusal::NotConvened => plain("refused-not-convened"),
            Refusal::AlreadyBegun => plain("refused-already-begun"),
            Refusal::NotImported => plain("refused-not-a-paper"),
            Refusal::NotOpened => plain("refused-not-opened"),
            Refusal::Closed => plain("refused-closed"),
            Refusal::Approved => plain("refused-approved"),
            Refusal::NotApproved => plain("refused-not-approved"),
            Refusal::NotClosed => plain("refused-not-closed"),
            Refusal::InRecess => plain("refused-in-recess"),
            Refusal::NotInRecess => plain("refused-not-in-recess"),
            Refusal::PauseEndsBeforeNow => plain("refused-pause-ends-before-now"),
            Refusal::NothingOpen => plain("refused-nothing-open"),
            Refusal::NoNextItem => plain("refused-no-next-item"),
            Refusal::NoPreviousItem => plain("refused-no-previous-item"),
            Refusal::AlreadyOpen(item) => about("refused-already-open", item),
            Refusal::SteppedMeanwhile(item) => about("refused-stepped-meanwhile", item),
            Refusal::ItemWithdrawn(item) => about("refused-item-withdrawn", item),
            Refusal::Gone => plain("refused-gone"),
            Refusal::Empty => plain("refused-empty"),
            Refusal::TooLong => plain("refused-too-long"),
            Refusal::TextChangedMeanwhile => plain("refused-text-changed-meanwhile"),
            Refusal::NoProposal => plain("refused-no-proposal"),
            Refusal::NoPhrase(number) => about("refused-no-phrase", &number.to_string()),
            Refusal::ItemTouched(item) => about("refused-item-touched", item),
            Refusal::AfterItself => plain("refused-after-itself"),
            Refusal::PersonListed(name) => about("refused-person-listed", name),
            Refusal::PersonMarked(name) => about("refused-person-marked", name),
            Refusal::LeavesBeforeComing(name) => about("refused-leaves-before-coming", name),
            Refusal::NotYet => plain("refused-not-yet"),
            Refusal::NothingToUndo => plain("refused-nothing-to-undo"),
            Refusal::NothingToRedo => plain("refused-nothing-to-redo"),
            Refusal::BuiltUpon => plain("refused-built-upon"),
            Refusal::NotMovable => plain("refused-not-movable"),
            Refusal::AlreadySo => plain("refused-already-so"),
            Refusal::ChangedMeanwhile => plain("refused-changed-meanwhile"),
        }
    }
}
