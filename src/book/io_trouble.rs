//! Why a file cannot be read or written, so that it can be said in anybody's language.

use std::io;

use thiserror::Error;

/// A fault that the book finds in a file and the system does not. It travels inside an [`io::Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FileFault {
    /// It is a folder, a pipe, a socket, a device, or a link where there may be none.
    #[error("not a regular file")]
    NotAFile,
    /// It is not text in UTF-8.
    #[error("not text in UTF-8")]
    NotText,
    /// It is larger than such a file is.
    #[error("too large")]
    TooLarge,
    /// It is a journal without the entry that takes the agenda in.
    #[error("no agenda in the journal")]
    NoAgenda,
}

impl FileFault {
    /// The fault that an error carries; None where the system itself has complained.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<FileFault> for io::Error {
    fn from(fault: FileFault) -> Self {
        Self::new(io::ErrorKind::InvalidData, fault)
    }
}

/// Why a file cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IoTrouble {
    /// The book finds a fault in it.
    Fault(FileFault),
    /// There is none of that name, or no such folder.
    Missing,
    /// The user may not.
    Denied,
    /// One of that name is there.
    Exists,
    /// A folder was meant, and this is none.
    NotAFolder,
    /// It is a folder.
    IsAFolder,
    /// The disk, or the user's part of it, is full.
    Full,
    /// The disk takes no writing.
    ReadOnly,
    /// The name is none that this disk takes.
    BadName,
    /// Another program has it.
    Busy,
    /// The other computer does not answer.
    NoAnswer,
    /// Something else; the system's own words.
    Other(String),
}

impl From<&io::Error> for IoTrouble {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        if let Some(fault) = FileFault::of(error) {
            return Self::Fault(fault);
        }
        match error.kind() {
            Kind::NotFound => Self::Missing,
            Kind::PermissionDenied => Self::Denied,
            Kind::AlreadyExists => Self::Exists,
            Kind::NotADirectory => Self::NotAFolder,
            Kind::IsADirectory => Self::IsAFolder,
            Kind::StorageFull | Kind::QuotaExceeded => Self::Full,
            Kind::ReadOnlyFilesystem => Self::ReadOnly,
            Kind::InvalidFilename => Self::BadName,
            Kind::ResourceBusy | Kind::ExecutableFileBusy => Self::Busy,
            Kind::TimedOut
            | Kind::StaleNetworkFileHandle
            | Kind::HostUnreachable
            | Kind::NetworkUnreachable
            | Kind::NetworkDown
            | Kind::NotConnected => Self::NoAnswer,
            _ => Self::Other(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_found_in_the_error_that_carries_it_and_the_systems_words_stay_where_we_have_none()
    {
        let carried = io::Error::from(FileFault::NoAgenda);
        assert_eq!(
            IoTrouble::from(&carried),
            IoTrouble::Fault(FileFault::NoAgenda)
        );
        let missing = std::fs::read("/nowhere/at/all").expect_err("nothing is there");
        assert_eq!(IoTrouble::from(&missing), IoTrouble::Missing);
        let odd = io::Error::other("the hamster is tired");
        assert_eq!(
            IoTrouble::from(&odd),
            IoTrouble::Other("the hamster is tired".to_owned())
        );
    }
}
