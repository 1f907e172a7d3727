//! PDF as lines. A PDF knows no lines: it draws letters at places. Those at one height are a row, and
//! what stands apart in it stays apart; a wide space between rows is an empty line.

mod widths;

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};

use super::text;
use crate::meeting::imported_minutes::SourceLine;

/// The lines of a document; none where it is no document. What it is read with gives up by panic on
/// what it cannot make out, and belongs in a process of its own.
#[must_use]
pub fn lines(bytes: &[u8]) -> Option<Vec<SourceLine>> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        // Many are locked against change alone, and open without a word.
        document.decrypt("").ok()?;
    }
    widths::spell_out(&mut document);
    let mut pages = Pages::default();
    output_doc(&document, &mut pages).ok()?;
    Some(lines_of(&pages.rows))
}

/// The rows as lines; those that are larger than the text are headings, and one heading is one line.
fn lines_of(rows: &[Row]) -> Vec<SourceLine> {
    let usual = usual_size(rows);
    let mut sizes: Vec<i64> = rows
        .iter()
        .map(|row| row.size)
        .filter(|size| is_large(*size, usual))
        .collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    sizes.dedup();
    let mut lines: Vec<SourceLine> = Vec::new();
    for row in rows {
        let place = sizes.iter().position(|size| *size == row.size);
        let is_short = row.text.chars().count() <= 120 && row.text.chars().any(char::is_alphabetic);
        let level = place
            .filter(|_| is_short)
            .and_then(|place| u8::try_from(place + 1).ok());
        match lines
            .last_mut()
            .filter(|last| level.is_some() && last.level == level)
        {
            Some(last) if last.text.chars().count() >= 30 => {
                last.text.push(' ');
                last.text.push_str(row.text.trim());
            }
            _ => lines.extend(
                text::lines(&row.text)
                    .into_iter()
                    .map(|line| SourceLine { level, ..line }),
            ),
        }
        if row.text.is_empty() {
            lines.extend(text::lines("\n"));
        }
    }
    lines
}

fn is_large(size: i64, usual: i64) -> bool {
    size * 100 >= usual * 112
}

/// The size in which most is written.
fn usual_size(rows: &[Row]) -> i64 {
    let mut said: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for row in rows {
        *said.entry(row.size).or_default() += row.text.chars().count();
    }
    said.into_iter()
        .max_by_key(|(_, letters)| *letters)
        .map_or(0, |(size, _)| size)
}

/// A row of a page.
struct Row {
    text: String,
    /// Of its letters, in tenths of a point; as they are measured, a little less or more is the same.
    size: i64,
}

/// A piece of text at a place.
struct Letter {
    x: f64,
    /// Downwards.
    y: f64,
    end: f64,
    size: f64,
    said: String,
}

#[derive(Default)]
struct Pages {
    rows: Vec<Row>,
    letters: Vec<Letter>,
    height: f64,
}

/// Nobody draws more on a page: what does is no paper.
const MOST_LETTERS: usize = 200_000;

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        _number: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.height = media.ury - media.lly;
        self.letters.clear();
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        if !self.rows.is_empty() {
            self.rows.push(Row {
                text: "\u{c}".to_owned(),
                size: 0,
            });
        }
        let letters = std::mem::take(&mut self.letters);
        set(letters, &mut self.rows);
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        size: f64,
        said: &str,
    ) -> Result<(), OutputError> {
        let stretched = |x: f64, y: f64| (x * x + y * y).sqrt();
        let across = size * stretched(place.m11, place.m12);
        let up = size * stretched(place.m21, place.m22);
        let (x, y) = (place.m31, self.height - place.m32);
        let is_set = [x, y, across, up, width].into_iter().all(f64::is_finite);
        if is_set && up > 0.0 && self.letters.len() < MOST_LETTERS {
            self.letters.push(Letter {
                x,
                y,
                end: x + width * across,
                size: up,
                said: said.to_owned(),
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// Sets the letters of a page in rows, from above.
fn set(mut letters: Vec<Letter>, set: &mut Vec<Row>) {
    let space = if writes_spaces(&letters) {
        SPACE_BESIDE_WRITTEN
    } else {
        SPACE
    };
    letters.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    for letter in letters {
        // A raised or lowered letter is of the row it stands in.
        let is_beside = rows
            .last()
            .and_then(|row| row.first())
            .is_some_and(|first| {
                (letter.y - first.y).abs() < 0.45 * first.size.min(letter.size).max(1.0)
            });
        match rows.last_mut().filter(|_| is_beside) {
            Some(row) => row.push(letter),
            None => rows.push(vec![letter]),
        }
    }
    let mut last: Option<f64> = None;
    let usual = usual_step(&rows);
    for mut row in rows {
        let (y, size) = row
            .first()
            .map_or((0.0, 1.0), |letter| (letter.y, letter.size));
        if last.is_some_and(|last| y - last > (usual * 1.3).max(size * 1.45)) {
            set.push(Row {
                text: String::new(),
                size: 0,
            });
        }
        last = Some(y);
        row.sort_by(|one, other| one.x.total_cmp(&other.x));
        let mut text = String::new();
        set_row(&row, space, &mut text);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a size of a letter in tenths of a point"
        )]
        let size = (size.clamp(0.0, 1000.0) * 2.0).round() as i64 * 5;
        set.push(Row { text, size });
    }
}

/// From one row to the next, as most of the page has it.
fn usual_step(rows: &[Vec<Letter>]) -> f64 {
    let tops: Vec<f64> = rows
        .iter()
        .filter_map(|row| row.first())
        .map(|letter| letter.y)
        .collect();
    let mut steps: Vec<f64> = tops
        .windows(2)
        .filter_map(|pair| Some(pair.get(1)? - pair.first()?))
        .collect();
    steps.sort_by(f64::total_cmp);
    steps.get(steps.len() / 3).copied().unwrap_or(0.0)
}

/// Of the height of a letter: a gap that is a space, where the paper writes none.
const SPACE: f64 = 0.14;
/// The same, where it writes its spaces: then only what is set apart is.
const SPACE_BESIDE_WRITTEN: f64 = 0.4;

/// Whether a page writes its spaces, as letters of their own.
fn writes_spaces(letters: &[Letter]) -> bool {
    let spaces = letters
        .iter()
        .filter(|letter| letter.said.contains(' '))
        .count();
    spaces * 12 >= letters.len()
}

/// Letters that are drawn as one, each by itself: "fi" has two.
fn apart(said: &str) -> &str {
    match said {
        "\u{fb00}" => "ff",
        "\u{fb01}" => "fi",
        "\u{fb02}" => "fl",
        "\u{fb03}" => "ffi",
        "\u{fb04}" => "ffl",
        said => said,
    }
}

fn set_row(row: &[Letter], space: f64, text: &mut String) {
    let mut end: Option<f64> = None;
    for letter in row {
        if let Some(end) = end {
            let gap = letter.x - end;
            // Drawn twice at one place to look bold, it is said once.
            if gap < -0.8 * (letter.end - letter.x).max(0.1) && text.ends_with(&letter.said) {
                continue;
            }
            let has_space = text.ends_with(' ') || letter.said.starts_with(' ');
            if gap > letter.size * 1.2 {
                text.push_str("  ");
            } else if gap > letter.size * space && !has_space {
                text.push(' ');
            }
        }
        text.push_str(apart(&letter.said));
        end = Some(letter.end.max(letter.x));
    }
}
