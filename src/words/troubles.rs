//! The message for each trouble with the disk: an index.

use super::Words;
use crate::book::recorder::{Cause, StoreError};

impl Words {
    /// Words a trouble with the disk as a sentence.
    #[must_use]
    pub fn trouble(&self, trouble: &StoreError) -> String {
        let message = match trouble.cause {
            Cause::Locked => "trouble-locked",
            Cause::NoLocks => "trouble-no-locks",
            Cause::Read => "trouble-read",
            Cause::Write => "trouble-write",
            Cause::Sync => "trouble-sync",
            Cause::ReadBack => "trouble-read-back",
            Cause::Replaced => "trouble-replaced",
            Cause::Newer => "trouble-newer",
            Cause::NoAnswer => "trouble-no-answer",
            Cause::Waiting => "trouble-waiting",
        };
        let holder = trouble.holder().map(str::to_owned);
        let reason = || trouble.io_trouble().map(|why| self.io_trouble(&why));
        let detail = holder
            .or_else(reason)
            .filter(|detail| !detail.is_empty())
            .unwrap_or_else(|| self.say("trouble-no-detail").into_owned());
        self.say_with(message, &[("detail", detail.into())])
    }
}
