//! The message for each reason why a file cannot be read or written: an index.

use std::io;

use super::Words;
use crate::book::io_trouble::{FileFault, IoTrouble};

impl Words {
    /// Words why a file cannot be read or written, as the end of a sentence.
    #[must_use]
    pub fn io_trouble(&self, trouble: &IoTrouble) -> String {
        let message = match trouble {
            IoTrouble::Fault(FileFault::NotAFile) => "io-not-a-file",
            IoTrouble::Fault(FileFault::NotText) => "io-not-text",
            IoTrouble::Fault(FileFault::TooLarge) => "io-too-large",
            IoTrouble::Fault(FileFault::NoAgenda) => "io-no-agenda",
            IoTrouble::Missing => "io-missing",
            IoTrouble::Denied => "io-denied",
            IoTrouble::Exists => "io-exists",
            IoTrouble::NotAFolder => "io-not-a-folder",
            IoTrouble::IsAFolder => "io-is-a-folder",
            IoTrouble::Full => "io-full",
            IoTrouble::ReadOnly => "io-read-only",
            IoTrouble::BadName => "io-bad-name",
            IoTrouble::Busy => "io-busy",
            IoTrouble::NoAnswer => "io-no-answer",
            IoTrouble::Other(said) => return said.clone(),
        };
        self.say(message).into_owned()
    }

    /// Words an error of the system, or a fault that it carries.
    #[must_use]
    pub fn io_error(&self, error: &io::Error) -> String {
        self.io_trouble(&IoTrouble::from(error))
    }
}
