//! Templates of papers that a body has made: beside its agendas, and nowhere else.

use std::io;
use std::path::{Path, PathBuf};

use super::io_trouble::FileFault;
use super::storage::Storage;
use super::storage::folder::FolderStorage;

/// A template that a style names.
#[derive(Debug)]
pub enum TemplateLookup {
    /// Its path and its text.
    Own(PathBuf, String),
    /// The body has one of that name in another format alone.
    OtherFormat,
    /// The name given is no name of a file without its extension.
    NotAName,
    /// It is there and cannot be read, or there is none in any format.
    Unreadable(PathBuf, io::Error),
}

/// Nobody writes a larger template.
const LARGEST: u64 = 1 << 20;

/// The extensions of template files.
pub const FORMATS: [&str; 2] = ["html", "md"];

/// Looks for the template of this name in a format, one of [`FORMATS`].
#[must_use]
pub fn find(agendas: &Path, name: &str, format: &str) -> TemplateLookup {
    let is_a_name = |letter: char| letter.is_alphanumeric() || "-_".contains(letter);
    if name.is_empty() || !name.chars().all(is_a_name) {
        return TemplateLookup::NotAName;
    }
    let of = |format: &str| agendas.join(format!("{name}.{format}"));
    let path = of(format);
    let text = |bytes: Vec<u8>| {
        if bytes.len() as u64 > LARGEST {
            return Err(FileFault::TooLarge.into());
        }
        String::from_utf8(bytes).map_err(|_| FileFault::NotText.into())
    };
    match FolderStorage
        .read_at_most(&path, LARGEST + 1)
        .and_then(text)
    {
        Ok(template) => TemplateLookup::Own(path, template),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if FORMATS.iter().any(|other| of(other).exists()) {
                TemplateLookup::OtherFormat
            } else {
                TemplateLookup::Unreadable(path, error)
            }
        }
        Err(error) => TemplateLookup::Unreadable(path, error),
    }
}
