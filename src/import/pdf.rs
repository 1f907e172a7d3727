//! PDF as lines: the words that are drawn, in the order in which they are read.

use super::text;
use crate::meeting::paper::Line;

/// The lines of a document; none where it is no document. It gives up by panic on what it cannot make
/// out, and belongs in a process of its own.
#[must_use]
pub fn lines(bytes: &[u8]) -> Option<Vec<Line>> {
    let said = pdf_extract::extract_text_from_mem(bytes).ok()?;
    Some(text::lines(&said))
}
