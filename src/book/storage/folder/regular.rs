//! Opens regular files and nothing else. A pipe keeps whoever opens or reads it waiting for ever, and
//! opening a device may already do something: neither is opened.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use crate::book::io_trouble::FileFault;

/// Says whether a link in a file's place leads on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// To the file that it points to.
    Followed,
    /// Somebody may have planted it where a file of ours shall be: what it points to is left alone.
    Refused,
}

/// Opens a regular file for reading.
///
/// # Errors
/// When it is missing, no regular file, or cannot be read.
pub fn open(path: &Path) -> io::Result<File> {
    open_with(OpenOptions::new().read(true), path, Links::Followed)
}

/// Opens a regular file, or makes it, as the options say.
///
/// # Errors
/// When something else has its name, or the options cannot be followed.
pub fn open_with(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    let found = match links {
        Links::Followed => fs::metadata(path),
        Links::Refused => fs::symlink_metadata(path),
    };
    if found.is_ok_and(|found| !found.is_file()) {
        return Err(FileFault::NotAFile.into());
    }
    let file = open_without_waiting(options, path, links)?;
    // Something else may have taken its name meanwhile.
    if file.metadata()?.is_file() {
        Ok(file)
    } else {
        Err(FileFault::NotAFile.into())
    }
}

/// A pipe that has taken the file's name since it was looked at is not waited for either.
#[cfg(unix)]
fn open_without_waiting(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = match links {
        Links::Followed => OFlags::NOCTTY,
        Links::Refused => OFlags::NOCTTY | OFlags::NOFOLLOW,
    };
    let mut opened_with = |flags: OFlags| {
        let bits = flags.bits().cast_signed();
        options.custom_flags(bits).open(path)
    };
    match opened_with(flags | OFlags::NONBLOCK) {
        // A file server holds a lease on it, which it gives back to one who waits.
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => opened_with(flags),
        opened => opened,
    }
}

/// Pipes have names of their own kind on this system, and links are rare there.
#[cfg(not(unix))]
fn open_without_waiting(options: &mut OpenOptions, path: &Path, _links: Links) -> io::Result<File> {
    options.open(path)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn fault(opened: io::Result<File>) -> Option<FileFault> {
        opened.err().as_ref().and_then(FileFault::of)
    }

    #[test]
    fn pipes_sockets_devices_and_folders_are_refused_without_being_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo").success());
        let socket = folder.path().join("socket");
        let _listens = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        let to_pipe = folder.path().join("link");
        symlink(&pipe, &to_pipe).expect("a link");
        let mut write = OpenOptions::new();
        write.write(true).create(true);
        for path in [
            pipe.as_path(),
            &to_pipe,
            &socket,
            folder.path(),
            Path::new("/dev/zero"),
            Path::new("/dev/null"),
        ] {
            assert_eq!(fault(open(path)), Some(FileFault::NotAFile), "{path:?}");
            for links in [Links::Followed, Links::Refused] {
                let opened = open_with(&mut write, path, links);
                assert_eq!(fault(opened), Some(FileFault::NotAFile), "{path:?}");
            }
        }
    }

    #[test]
    fn a_link_leads_on_unless_a_file_of_ours_shall_be_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "x").expect("a file");
        symlink(&file, &link).expect("a link");
        assert!(open(&link).is_ok());
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        assert!(open_with(&mut options, &file, Links::Refused).is_ok());
        assert_eq!(
            fault(open_with(&mut options, &link, Links::Refused)),
            Some(FileFault::NotAFile)
        );
        let missing = open(&folder.path().join("none")).expect_err("none");
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    }
}
