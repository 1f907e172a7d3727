//! The sentence for each way in which a meeting is not whole: an index.

use super::Words;
use crate::meeting::integrity::{Integrity, Shortfall};

impl Words {
    /// Words a shortfall as a sentence.
    #[must_use]
    pub fn shortfall(&self, shortfall: Shortfall) -> String {
        let message = match shortfall {
            Shortfall::Torn(_) => "integrity-torn",
            Shortfall::Damaged(_) => "integrity-damaged",
            Shortfall::Broken(_) => "integrity-broken",
            Shortfall::Newer(_) => "integrity-newer",
            Shortfall::BehindRecord => "integrity-behind-record",
            Shortfall::CopyHasMore => "integrity-copy-has-more",
            Shortfall::RecordChanged => "integrity-record-changed",
            Shortfall::Unsaved => "integrity-unsaved",
            Shortfall::Waiting => "integrity-waiting",
            Shortfall::RescueDamaged => "integrity-rescue-damaged",
            Shortfall::RescueRefused => "integrity-rescue-refused",
        };
        let line = shortfall.line().unwrap_or_default().to_string();
        self.say_with(message, &[("line", line.into())])
    }

    /// Words what may be missing of a meeting, a sentence each; none where it is whole.
    #[must_use]
    pub fn missing(&self, integrity: &Integrity) -> Vec<String> {
        integrity
            .missing()
            .map(|shortfall| self.shortfall(shortfall))
            .collect()
    }
}
