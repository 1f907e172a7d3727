//! Large letters, made of block elements that every terminal has: each letter is a bitmap of eight
//! by eight (from `font8x8`), set close, and drawn in one of three sizes.

use font8x8::UnicodeFonts;

/// Rows of a letter's bitmap.
const TALL: usize = 8;
/// How far the first word stands from the next, in pixels.
const SPACE: usize = 4;

/// How large letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// The terminal's own letters.
    Plain,
    /// Four rows: a cell is two by two pixels.
    Narrow,
    /// Four rows, twice as wide: a cell is one by two pixels.
    Wide,
    /// Eight rows: a pixel is two cells.
    Huge,
}

impl Size {
    /// Rows that a line of letters takes.
    #[must_use]
    pub fn rows(self) -> usize {
        match self {
            Self::Plain => 1,
            Self::Narrow | Self::Wide => TALL / 2,
            Self::Huge => TALL,
        }
    }

    /// Pixels that a row of so many cells holds.
    fn pixels(self, cells: usize) -> usize {
        match self {
            Self::Plain | Self::Wide => cells,
            Self::Narrow => cells * 2,
            Self::Huge => cells / 2,
        }
    }
}

/// The columns of pixels of a letter, with the gap after it; none where the font lacks it.
fn columns(letter: char) -> Option<Vec<u8>> {
    let known = match letter {
        ' ' | '\u{a0}' => return Some(vec![0; SPACE]),
        '–' | '—' | '‐' | '‑' => '-',
        '’' | '‘' | '´' => '\'',
        '”' | '“' | '„' => '"',
        // The font's nought is struck through, as no clock's is.
        '0' => 'O',
        letter => letter,
    };
    let rows = font8x8::BASIC_FONTS
        .get(known)
        .or_else(|| font8x8::LATIN_FONTS.get(known))?;
    let column = |x: usize| {
        (0..TALL).fold(0, |column, y| {
            column | (u8::from(rows[y] >> x & 1 == 1) << y)
        })
    };
    let all: Vec<u8> = (0..8).map(column).collect();
    if letter.is_ascii_digit() || letter == '+' {
        // Digits are all as wide, so that a clock stands still.
        return Some(all.into_iter().take(7).chain([0]).collect());
    }
    let first = all.iter().position(|column| *column != 0)?;
    let last = all.iter().rposition(|column| *column != 0)?;
    Some(all.get(first..=last)?.iter().copied().chain([0]).collect())
}

fn bitmap(word: &str) -> Option<Vec<u8>> {
    let letters: Option<Vec<Vec<u8>>> = word.chars().map(columns).collect();
    Some(letters?.concat())
}

/// A text in large letters, in rows of so many cells at the most; none where a letter has no shape
/// or a word is wider than the window. Words are never cut.
#[must_use]
pub fn lines(text: &str, size: Size, room: usize) -> Option<Vec<Vec<String>>> {
    if size == Size::Plain {
        return None;
    }
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word = bitmap(word)?;
        // The last column is the gap to a letter that does not follow.
        if word.len() > size.pixels(room) + 1 {
            return None;
        }
        match lines.last_mut() {
            Some(line) if line.len() + SPACE + word.len() <= size.pixels(room) + 1 => {
                line.extend([0; SPACE]);
                line.extend(word);
            }
            _ => lines.push(word),
        }
    }
    let wide = |line: &Vec<u8>| {
        line.iter()
            .map(|column| u16::from(*column))
            .collect::<Vec<u16>>()
    };
    Some(
        lines
            .iter()
            .map(|line| drawn(&wide(line), TALL, size))
            .collect(),
    )
}

/// A text in one row of large letters, dark in a light field with an edge of a pixel; none where
/// it does not come in so many cells.
#[must_use]
pub fn label(text: &str, size: Size, room: usize) -> Option<Vec<String>> {
    let words: Option<Vec<Vec<u8>>> = text.split(' ').map(bitmap).collect();
    let columns = words?.join(&[0; SPACE][..]);
    let columns: Vec<u16> = [0; 2]
        .iter()
        .chain(&columns)
        .chain(&[0; 1])
        .map(|column| !(u16::from(*column) << 1))
        .collect();
    let fits = size != Size::Plain && columns.len() <= size.pixels(room);
    fits.then(|| drawn(&columns, TALL + 2, size))
}

/// The rows of cells of one line of letters.
fn drawn(columns: &[u16], tall: usize, size: Size) -> Vec<String> {
    let is_set = |x: usize, y: usize| columns.get(x).is_some_and(|column| column >> y & 1 == 1);
    let row = |y: usize| -> String {
        match size {
            Size::Plain => String::new(),
            Size::Narrow => (0..columns.len().div_ceil(2))
                .map(|x| {
                    let (x, y) = (2 * x, 2 * y);
                    quadrants([
                        is_set(x, y),
                        is_set(x + 1, y),
                        is_set(x, y + 1),
                        is_set(x + 1, y + 1),
                    ])
                })
                .collect(),
            Size::Wide => (0..columns.len())
                .map(|x| {
                    let (above, below) = (is_set(x, 2 * y), is_set(x, 2 * y + 1));
                    quadrants([above, above, below, below])
                })
                .collect(),
            Size::Huge => (0..columns.len())
                .map(|x| if is_set(x, y) { "██" } else { "  " })
                .collect(),
        }
    };
    let rows = tall * size.rows() / TALL;
    (0..rows).map(|y| row(y).trim_end().to_owned()).collect()
}

/// Upper left, upper right, lower left, lower right.
fn quadrants(set: [bool; 4]) -> char {
    const SIGNS: [char; 16] = [
        ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
    ];
    let index = set.iter().enumerate().fold(0, |index, (place, set)| {
        index | (usize::from(*set) << place)
    });
    SIGNS.get(index).copied().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::wrap::width;

    #[test]
    fn letters_of_every_size_say_what_they_are() {
        let narrow = lines("Nå!", Size::Narrow, 40).expect("letters with a shape");
        assert_eq!(
            narrow.concat(),
            ["█▖▐▌ █  ▟▙", "█▜▟▌▝▀▙ ▜▛", "█ ▜▌▟▀█ ▝▘", "▀ ▝▘▝▀▀▘▝▘"]
        );
    }

    #[test]
    fn no_word_is_cut_and_no_row_is_wider_than_the_room() {
        let text = "Bostadsförsörjningsprogrammet – läge, § 14 (é) och ”så”";
        for size in [Size::Narrow, Size::Wide, Size::Huge] {
            for room in [30, 60, 120, 240] {
                for line in lines(text, size, room).into_iter().flatten() {
                    assert_eq!(line.len(), size.rows());
                    assert!(line.iter().all(|row| width(row) <= room), "{size:?} {room}");
                }
            }
        }
        assert!(lines("Bostadsförsörjningsprogrammet", Size::Wide, 100).is_none());
        assert!(
            lines("möte 会議", Size::Narrow, 200).is_none(),
            "letters without a shape"
        );
    }

    #[test]
    fn a_clock_stands_still_while_its_digits_change() {
        let widths = ["11:11", "12:34", "00:00"].map(|time| {
            let line = lines(time, Size::Wide, 100).expect("digits").concat();
            let columns = bitmap(time).map_or(0, |columns| columns.len());
            (line.len(), columns)
        });
        assert!(widths.iter().all(|one| *one == widths[0]), "{widths:?}");
    }
}
