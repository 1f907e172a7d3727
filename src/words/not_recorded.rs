//! The sentence for each reason why something was not recorded, or minutes were not approved.

use super::Words;
use crate::book::recorder::{NotApproved, NotRecorded};

impl Words {
    /// Words why something was not recorded.
    #[must_use]
    pub fn not_recorded(&self, not_recorded: &NotRecorded) -> String {
        match not_recorded {
            NotRecorded::Refused(refusal) => self.refusal(refusal),
            NotRecorded::Store(trouble) => self.trouble(trouble),
        }
    }

    /// Words why a meeting of this stem was not approved.
    #[must_use]
    pub fn not_approved(&self, stem: &str, not_approved: &NotApproved) -> String {
        match not_approved {
            NotApproved::Incomplete(integrity) => self.missing(integrity).join(" "),
            NotApproved::Unconfirmed(trouble) => {
                let what = self.trouble(trouble);
                let with = [("meeting", stem.into()), ("what", what.into())];
                self.say_with("approve-unconfirmed", &with)
            }
            NotApproved::NotRecorded(not_recorded) => self.not_recorded(not_recorded),
        }
    }
}
