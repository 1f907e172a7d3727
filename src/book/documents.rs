//! Documents, where they are kept. One that the program made and nobody has touched since is made
//! anew; one that a person has edited is theirs: it stays, and the new one is put beside it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Book;
use super::files::real_path;
use super::journal::hash;
use super::storage::folder::FolderStorage;
use super::storage::{Durability, Readers, Storage};

/// Beside the documents: the hash of each as it was made.
const MADE: &str = ".klubba-made";

/// The place of a document that was put in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutDocument {
    /// The file.
    pub path: PathBuf,
    /// True when another was wanted, and that one has been edited.
    pub is_beside: bool,
}

/// Why a document was not put in a file.
#[derive(Debug, Error)]
pub enum NotPut {
    /// The file is one that the book itself lives on.
    #[error("it is a file of the book")]
    OfTheBook,
    /// It is a folder, a pipe, a device or a link.
    #[error("it is no regular file")]
    NotAFile,
    /// The system says no.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Parts of the names of a meeting's own files, after its stem: of those in use, and of the earlier
/// ones that are kept beside them (`X.journal.old-1`, `X.ron.changed-1`).
const ENDINGS: [&str; 5] = ["journal", "ron", "draft", "lock", "original"];

/// Puts a document in a file, whole or not at all, and makes its folder if there is none. `over`:
/// also over what a person has edited, and never over a file of the book.
///
/// # Errors
/// [`NotPut`]; what was there is untouched then.
pub fn put(book: &Book, wanted: &Path, bytes: &[u8], over: bool) -> Result<PutDocument, NotPut> {
    let folder = folder_of(wanted);
    if is_of_the_book(book, folder, wanted) {
        return Err(NotPut::OfTheBook);
    }
    FolderStorage.make_folder(folder, Durability::Unsynced, Readers::AsTheFolder)?;
    let made = MadeDocuments::read(book, folder);
    let mut path = wanted.to_owned();
    let mut number = 1;
    loop {
        let there = FolderStorage.own_state(&path);
        if there.is_ok_and(|there| !there.is_file) {
            return Err(NotPut::NotAFile);
        }
        if over || made.is_ours(&path, bytes)? {
            break;
        }
        number += 1;
        path = beside(wanted, number);
    }
    FolderStorage.replace(&path, bytes, Durability::Synced, Readers::AsTheFolder)?;
    made.remember(&path, bytes);
    Ok(PutDocument {
        is_beside: path != wanted,
        path,
    })
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// Tells whether a file is one that the book itself lives on: an agenda or what lies beside it, or a
/// meeting's journal, record, draft or lock.
fn is_of_the_book(book: &Book, folder: &Path, path: &Path) -> bool {
    let is_folder = |one: &Path| match (one.canonicalize(), folder.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_lowercase();
    let has_ending = |known: &str| name.split('.').skip(1).any(|part| part == known);
    let is_meetings = || ENDINGS.into_iter().any(has_ending);
    // A meeting may lie outside of the book: nothing but a journal has that ending.
    has_ending("journal")
        || is_folder(&book.agendas())
        || is_folder(&book.meetings()) && is_meetings()
}

/// What was made of the documents, by name: in the book's own folder of documents, and nowhere else.
struct MadeDocuments {
    list: PathBuf,
    /// The folder of the document, where that is not the book's own.
    elsewhere: Option<PathBuf>,
    made: BTreeMap<String, String>,
    /// An older program left a list beside documents that lie elsewhere.
    beside: BTreeMap<String, String>,
}

impl MadeDocuments {
    fn read(book: &Book, folder: &Path) -> Self {
        let exports = real_path(&book.exports());
        let elsewhere = Some(real_path(folder)).filter(|folder| *folder != exports);
        let list = book.exports().join(MADE);
        Self {
            made: read_made(&list),
            beside: read_made(&folder.join(MADE)),
            list,
            elsewhere,
        }
    }

    /// The name in the list: with its folder, where that is not the book's own.
    fn name(&self, path: &Path) -> String {
        let name = path.file_name().unwrap_or_default();
        let name = match &self.elsewhere {
            Some(folder) => folder.join(name),
            None => name.into(),
        };
        name.to_string_lossy().into_owned()
    }

    /// Tells whether nothing is lost when these bytes are written there.
    fn is_ours(&self, path: &Path, bytes: &[u8]) -> io::Result<bool> {
        let there = match FolderStorage.read(path) {
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(error),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let known = [self.made.get(&self.name(path)), self.beside.get(&*name)];
        Ok(there == bytes
            || known
                .into_iter()
                .flatten()
                .any(|made| *made == hash(&there)))
    }

    /// Remembers a document as it was made. Without that it is taken for edited next time, and stays.
    fn remember(mut self, path: &Path, bytes: &[u8]) {
        let name = self.name(path);
        if name.contains(char::is_control) {
            return;
        }
        self.made.insert(name, hash(bytes));
        let lines = self
            .made
            .iter()
            .flat_map(|(name, hash)| [hash, "  ", name, "\n"])
            .collect::<String>();
        let _ = FolderStorage
            .make_folder(
                folder_of(&self.list),
                Durability::Unsynced,
                Readers::AsTheFolder,
            )
            .and_then(|()| {
                FolderStorage.replace(
                    &self.list,
                    lines.as_bytes(),
                    Durability::Unsynced,
                    Readers::AsTheFolder,
                )
            });
    }
}

fn read_made(list: &Path) -> BTreeMap<String, String> {
    let bytes = FolderStorage.read(list).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let made = text.lines().filter_map(|line| line.split_once("  "));
    made.map(|(hash, name)| (name.to_owned(), hash.to_owned()))
        .collect()
}

/// `protokoll.html`, `protokoll-2.html`.
fn beside(path: &Path, number: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = match path.extension() {
        Some(extension) => format!("{stem}-{number}.{}", extension.to_string_lossy()),
        None => format!("{stem}-{number}"),
    };
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_a_person_has_edited_stays_and_the_new_one_is_put_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::at(folder.path());
        let path = book.exports().join("protokoll.html");
        let second = book.exports().join("protokoll-2.html");
        let text = |path: &Path| fs::read_to_string(path).expect("a document");
        let puts = |bytes: &str, over| put(&book, &path, bytes.as_bytes(), over).expect("a folder");
        assert_eq!(
            puts("ett", false),
            PutDocument {
                path: path.clone(),
                is_beside: false
            }
        );
        assert_eq!(
            puts("två", false),
            PutDocument {
                path: path.clone(),
                is_beside: false
            }
        );
        fs::write(&path, "två, rättat").expect("a folder");
        assert_eq!(
            puts("tre", false),
            PutDocument {
                path: second.clone(),
                is_beside: true
            }
        );
        assert_eq!(
            puts("fyra", false),
            PutDocument {
                path: second.clone(),
                is_beside: true
            }
        );
        assert_eq!(
            (text(&path), text(&second)),
            ("två, rättat".to_owned(), "fyra".to_owned())
        );
        assert_eq!(
            puts("fem", true),
            PutDocument {
                path: path.clone(),
                is_beside: false
            }
        );
        assert_eq!(
            puts("sex", false),
            PutDocument {
                path: path.clone(),
                is_beside: false
            }
        );
        assert_eq!(text(&path), "sex");
    }

    #[test]
    fn a_document_elsewhere_leaves_no_list_beside_it_and_is_known_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::at(folder.path().join("book"));
        let path = folder.path().join("desktop/protokoll.md");
        let puts = |bytes: &str| put(&book, &path, bytes.as_bytes(), false).expect("a folder");
        assert!(!puts("ett").is_beside && !puts("två").is_beside);
        let names = || fs::read_dir(path.parent().expect("a folder")).expect("a folder");
        assert_eq!(names().count(), 1);
        fs::write(&path, "rättat").expect("a file");
        assert!(puts("tre").is_beside);
    }

    #[test]
    fn no_file_of_the_book_is_written_over_whatever_is_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::at(folder.path());
        for path in [
            "meetings/x.journal",
            "meetings/x.ron",
            "meetings/x.draft",
            "meetings/x.desk.lock",
            "meetings/../meetings/x.lock",
            "agendas/x.ron",
            "agendas/vi.html",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::create_dir_all(book.meetings()).expect("a folder");
            fs::write(&path, "sant").expect("a file");
            for over in [false, true] {
                let refused = put(&book, &path, b"x", over);
                assert!(matches!(refused, Err(NotPut::OfTheBook)), "{path:?}");
            }
            assert_eq!(fs::read_to_string(&path).expect("a file"), "sant");
        }
        let outside = folder.path().join("annat/x.journal");
        assert!(matches!(
            put(&book, &outside, b"x", true),
            Err(NotPut::OfTheBook)
        ));
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_links_are_no_place_for_a_document() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = Book::at(folder.path().join("book"));
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "sant").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        for path in [link.as_path(), Path::new("/dev/zero"), folder.path()] {
            for over in [false, true] {
                let refused = put(&book, path, b"x", over);
                assert!(matches!(refused, Err(NotPut::NotAFile)), "{path:?}");
            }
        }
        assert_eq!(fs::read_to_string(&file).expect("a file"), "sant");
    }
}
