//! Documents, where they are kept. One that the program made and nobody has touched since is made
//! anew; one that a person has edited is theirs: it stays, and the new one is put beside it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

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

/// Puts a document in a file, whole or not at all, and makes its folder if there is none. `over`:
/// also over what a person has edited.
///
/// # Errors
/// When the folder cannot be written to; what was there is untouched then.
pub fn put(wanted: &Path, bytes: &[u8], over: bool) -> io::Result<PutDocument> {
    let folder = wanted
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    FolderStorage.make_folder(folder, Durability::Unsynced, Readers::AsTheFolder)?;
    let mut made = read_made(folder);
    let mut path = wanted.to_owned();
    let mut number = 1;
    while !over && !is_ours(&path, &made, bytes)? {
        number += 1;
        path = beside(wanted, number);
    }
    FolderStorage.replace(&path, bytes, Durability::Synced, Readers::AsTheFolder)?;
    if let Some(name) = path.file_name() {
        made.insert(name.to_string_lossy().into_owned(), hash(bytes));
        let lines = made
            .iter()
            .flat_map(|(name, hash)| [hash, "  ", name, "\n"])
            .collect::<String>();
        // Without it the document is taken for edited next time, and stays.
        let _ = FolderStorage.replace(
            &folder.join(MADE),
            lines.as_bytes(),
            Durability::Unsynced,
            Readers::AsTheFolder,
        );
    }
    Ok(PutDocument {
        is_beside: path != wanted,
        path,
    })
}

fn read_made(folder: &Path) -> BTreeMap<String, String> {
    let bytes = FolderStorage.read(&folder.join(MADE)).unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let made = text.lines().filter_map(|line| line.split_once("  "));
    made.map(|(hash, name)| (name.to_owned(), hash.to_owned()))
        .collect()
}

/// Tells whether nothing is lost when these bytes are written there.
fn is_ours(path: &Path, made: &BTreeMap<String, String>, bytes: &[u8]) -> io::Result<bool> {
    let there = match FolderStorage.read(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error),
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(there == bytes || made.get(&name).is_some_and(|made| *made == hash(&there)))
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
        let path = folder.path().join("exports/protokoll.html");
        let second = folder.path().join("exports/protokoll-2.html");
        let text = |path: &Path| fs::read_to_string(path).expect("a document");
        let puts = |bytes: &str, over| put(&path, bytes.as_bytes(), over).expect("a folder");
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
}
