//! The author of an entry, which decides whose undo takes it back.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The word for the secretary in a journal.
const SECRETARY: &str = "sekreterare";

/// The word for the chair in a journal.
const CHAIR: &str = "ordförande";

/// The author of an entry. In a journal it is a word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Author {
    /// The secretary, at the desk or with a command.
    Secretary,
    /// The chair, at the wall.
    Chair,
    /// Somebody whom this program does not know, by the word in the journal.
    Other(String),
}

impl Author {
    /// The word in the journal.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Secretary => SECRETARY,
            Self::Chair => CHAIR,
            Self::Other(word) => word,
        }
    }
}

impl fmt::Display for Author {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl From<String> for Author {
    fn from(word: String) -> Self {
        match word.as_str() {
            SECRETARY => Self::Secretary,
            CHAIR => Self::Chair,
            _ => Self::Other(word),
        }
    }
}

impl From<&str> for Author {
    fn from(word: &str) -> Self {
        word.to_owned().into()
    }
}

impl From<Author> for String {
    fn from(author: Author) -> Self {
        match author {
            Author::Secretary | Author::Chair => author.as_str().to_owned(),
            Author::Other(word) => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_journal_is_written_back_as_it_was_read() {
        for (word, author) in [
            ("sekreterare", Author::Secretary),
            ("ordförande", Author::Chair),
            ("Sekreterare", Author::Other("Sekreterare".to_owned())),
            ("någon annan", Author::Other("någon annan".to_owned())),
            ("", Author::Other(String::new())),
        ] {
            let written = format!("{word:?}");
            assert_eq!(ron::from_str(&written), Ok(author.clone()), "{word}");
            assert_eq!(ron::to_string(&author), Ok(written), "{word}");
            assert_eq!(author.to_string(), word);
        }
    }
}
