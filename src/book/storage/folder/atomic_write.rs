//! Replacing a whole file so that a reader, and a power cut, finds the old one or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::book::storage::{Durability, Readers};

/// Writes the file beside its place and moves it there.
///
/// # Errors
/// When the folder cannot be written to; the old file is then untouched.
pub fn atomic_write(
    path: &Path,
    contents: &[u8],
    durability: Durability,
    readers: Readers,
) -> io::Result<()> {
    let beside = beside(path);
    let written =
        write(&beside, contents, durability, readers).and_then(|()| rename(&beside, path));
    if written.is_err() {
        // What is left of a failed attempt is no use to anyone.
        let _ = fs::remove_file(&beside);
        return written;
    }
    match durability {
        Durability::Synced => sync_folder(path),
        Durability::Unsynced => Ok(()),
    }
}

fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write(path: &Path, contents: &[u8], durability: Durability, readers: Readers) -> io::Result<()> {
    let mut file = create(path, readers)?;
    file.write_all(contents)?;
    match durability {
        Durability::Synced => file.sync_all(),
        Durability::Unsynced => Ok(()),
    }
}

/// Makes a file that is not there yet, or takes one of our own that an earlier attempt left.
fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    restrict(&mut options, readers);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            options.open(path)
        }
        opened => opened,
    }
}

/// Sets who may read a file that these options make.
#[cfg(unix)]
pub fn restrict(options: &mut OpenOptions, readers: Readers) {
    use std::os::unix::fs::OpenOptionsExt;
    if readers == Readers::Oneself {
        options.mode(0o600);
    }
}

/// Sets who may read a file that these options make: on this system the folder says it.
#[cfg(not(unix))]
pub fn restrict(_options: &mut OpenOptions, _readers: Readers) {}

/// A reader, a virus scanner or a sync program may hold the old file for a moment.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut pause = Duration::from_millis(20);
    for _ in 0..5 {
        match fs::rename(from, to) {
            Err(error) if cfg!(windows) && is_in_use(error.raw_os_error()) => {
                std::thread::sleep(pause);
                pause *= 2;
            }
            moved => return moved,
        }
    }
    fs::rename(from, to)
}

/// Tells whether Windows says by this number that somebody has the file open: denied, shared,
/// locked. Only the first has an [`io::ErrorKind`] of its own.
fn is_in_use(number: Option<i32>) -> bool {
    matches!(number, Some(5 | 32 | 33))
}

/// A new name is on the disk only when its folder is.
///
/// # Errors
/// When the folder cannot be synced.
#[cfg(unix)]
pub fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// A new name is on the disk only when its folder is; this system does that by itself.
///
/// # Errors
/// None.
#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "where folders are synced, that can fail"
)]
pub fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_somebody_has_open_is_worth_another_try() {
        assert!(
            [5, 32, 33]
                .into_iter()
                .all(|number| is_in_use(Some(number)))
        );
        assert!(
            [None, Some(2), Some(112)]
                .into_iter()
                .all(|number| !is_in_use(number))
        );
    }

    #[test]
    fn a_file_that_a_reader_has_open_is_replaced_or_else_left_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("kd.ron");
        atomic_write(&path, b"old", Durability::Unsynced, Readers::AsTheFolder).expect("a file");
        let reader = File::open(&path).expect("a reader");
        let replaced = atomic_write(&path, b"new", Durability::Synced, Readers::AsTheFolder);
        drop(reader);
        assert!(replaced.is_ok() || cfg!(windows), "{replaced:?}");
        let expected: &[u8] = if replaced.is_ok() { b"new" } else { b"old" };
        assert_eq!(fs::read(&path).expect("a file"), expected);
        assert_eq!(
            fs::read_dir(folder.path()).expect("a folder").count(),
            1,
            "nothing is left beside it"
        );
    }
}
