//! The layout of a scene in a window of so many cells. Large letters where they fit, bold
//! text where they do not, and pages where even that does not; a word is never cut.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::large::{self, Size};
use super::scene::{Scene, Text};
use crate::tui::theme::Theme;
use crate::tui::wrap::{shown, width, wrap};

/// Plain text is set no wider than this: longer rows cannot be followed by the eye.
const MEASURE: usize = 110;

/// A scene, laid out.
pub(super) struct Laid {
    /// The head, and what stands around it: on every page.
    pub(super) head: Vec<Line<'static>>,
    /// The texts, of which a page shows a part.
    pub(super) texts: Vec<Line<'static>>,
    /// The row of the texts that must be seen first: the newest words.
    pub(super) newest: usize,
    /// True while these words are still being worded.
    pub(super) is_unfinished: bool,
}

/// Rows in the order they come, in a column of a width.
struct TextColumn {
    columns: usize,
    rows: Vec<Line<'static>>,
}

impl TextColumn {
    fn plain(&mut self, text: &str, style: Style, indent: usize) {
        let columns = self.columns.min(MEASURE).saturating_sub(indent);
        for (place, row) in wrap(text, columns.saturating_sub(2)).iter().enumerate() {
            let hanging = if place == 0 { 0 } else { 2 };
            let indent = Span::raw(" ".repeat(indent + if indent > 0 { hanging } else { 0 }));
            self.rows.push(Line::from(vec![
                indent,
                Span::styled(shown(row.slice(text)).into_owned(), style),
            ]));
        }
    }

    /// The text in letters of a size, or in the terminal's own. Its rows stand close, so that what
    /// belongs together is seen to.
    fn sized(&mut self, text: &str, size: Size, style: Style, indent: usize) {
        let Some(lines) = large::lines(text, size, self.columns.saturating_sub(indent)) else {
            self.plain(text, style, indent);
            return;
        };
        for line in lines {
            let indented = line
                .into_iter()
                .map(|row| format!("{}{row}", " ".repeat(indent)));
            self.rows
                .extend(indented.map(|row| Line::styled(row, style)));
        }
    }

    /// A word on what follows, dark on light.
    fn tag(&mut self, tag: &str, size: Size, style: Style) {
        match large::label(tag, size, self.columns) {
            Some(rows) => {
                self.rows.extend(rows.into_iter().map(Line::raw));
                self.rows.push(Line::raw(""));
            }
            None => self
                .rows
                .push(Line::from(Span::styled(format!(" {} ", shown(tag)), style))),
        }
    }

    /// Short pieces, in as many columns as fit, read downwards; none where they do
    /// not come in this size.
    fn columns(&mut self, pieces: &[String], size: Size, style: Style) -> Option<()> {
        let of_piece = |piece: &String| match size {
            Size::Plain => Some(vec![shown(piece).into_owned()]),
            size => large::lines(piece, size, self.columns)
                .filter(|lines| lines.len() == 1)
                .map(|lines| lines.concat()),
        };
        let pieces: Vec<Vec<String>> = pieces.iter().map(of_piece).collect::<Option<_>>()?;
        let widest = pieces
            .iter()
            .flatten()
            .map(|row| width(row))
            .max()
            .unwrap_or(0)
            + 4;
        let count = (self.columns / widest).clamp(1, 4);
        let height = pieces.len().div_ceil(count);
        for row in 0..height {
            for line in 0..size.rows() {
                let of_row = pieces
                    .iter()
                    .skip(row)
                    .step_by(height)
                    .filter_map(|piece| piece.get(line));
                let padded =
                    of_row.map(|text| format!("{text}{}", " ".repeat(widest - width(text))));
                let text = padded.collect::<String>();
                self.rows
                    .push(Line::styled(format!("  {}", text.trim_end()), style));
            }
        }
        Some(())
    }
}

/// How large the texts are, and the lines between them.
#[derive(Clone, Copy)]
struct Sizes {
    text: Size,
    line: Size,
}

/// From the largest to the smallest. Letters of eight rows would leave room for nothing else.
const STEPS: [Sizes; 5] = [
    Sizes {
        text: Size::Wide,
        line: Size::Narrow,
    },
    Sizes {
        text: Size::Wide,
        line: Size::Plain,
    },
    Sizes {
        text: Size::Narrow,
        line: Size::Narrow,
    },
    Sizes {
        text: Size::Narrow,
        line: Size::Plain,
    },
    SMALLEST,
];
const SMALLEST: Sizes = Sizes {
    text: Size::Plain,
    line: Size::Plain,
};
const HEADS: [Size; 4] = [Size::Huge, Size::Wide, Size::Narrow, Size::Plain];
/// Texts are made large only in a window as wide as this: in a smaller one the terminal's own
/// letters are a fortieth of its height, and a decision in large ones would not be seen whole.
const HALL: usize = 140;

/// Lays a scene out in a window of a width and a height: the texts as large as they go, and the
/// head as large as they leave room for. Text to be read comes before text that is known.
pub(super) fn lay_out(scene: &Scene, (columns, height): (usize, usize), theme: Theme) -> Laid {
    let is_unfinished = scene
        .texts
        .iter()
        .any(|text| matches!(text, Text::Unfinished(_)));
    let head_in =
        |size: Size, sizes: Sizes| head(scene, columns, size, sizes.line.min(size), theme);
    for sizes in STEPS {
        if sizes.text != Size::Plain && columns < HALL {
            continue;
        }
        let Some((texts, newest)) = texts(scene, columns, sizes, theme) else {
            continue;
        };
        let share = match (sizes.text, texts.is_empty()) {
            (Size::Plain, _) => height,
            (_, true) => height * 2 / 3,
            (_, false) => height / 2,
        };
        let fits =
            |head: &Vec<Line<'_>>| head.len() <= share && head.len() + 1 + texts.len() <= height;
        // The head is not the smallest thing beside the largest texts.
        let least = if sizes.text == Size::Wide {
            Size::Narrow
        } else {
            Size::Plain
        };
        let heads = HEADS.into_iter().filter(|size| *size >= least);
        if let Some(head) = heads.filter_map(|size| head_in(size, sizes)).find(fits) {
            return Laid {
                head,
                texts,
                newest,
                is_unfinished,
            };
        }
    }
    let head = head_in(Size::Plain, SMALLEST).unwrap_or_default();
    let (texts, newest) = texts(scene, columns, SMALLEST, theme).unwrap_or_default();
    Laid {
        head,
        texts,
        newest,
        is_unfinished,
    }
}

/// The head in a size; none where its letters do not come in it.
fn head(
    scene: &Scene,
    columns: usize,
    size: Size,
    line: Size,
    theme: Theme,
) -> Option<Vec<Line<'static>>> {
    if size != Size::Plain {
        large::lines(&scene.head, size, columns)?;
    }
    let mut column = TextColumn {
        columns,
        rows: Vec::new(),
    };
    if let Some(above) = &scene.above {
        column.plain(above, Style::new(), 0);
    }
    column.sized(&scene.head, size, theme.heading(), 0);
    if !scene.under.is_empty() && size != Size::Plain {
        column.rows.push(Line::raw(""));
    }
    for under in &scene.under {
        column.sized(under, line, Style::new(), 0);
    }
    Some(column.rows)
}

/// The texts in a size, and the row of the newest; none where a letter does not come in it.
fn texts(
    scene: &Scene,
    columns: usize,
    sizes: Sizes,
    theme: Theme,
) -> Option<(Vec<Line<'static>>, usize)> {
    let Sizes { text: size, line } = sizes;
    let mut column = TextColumn {
        columns,
        rows: Vec::new(),
    };
    let mut newest = 0;
    let mut has_newest = false;
    for text in &scene.texts {
        if let (Text::Large(text) | Text::Unfinished(text), true) = (text, size != Size::Plain) {
            large::lines(text, size, columns.saturating_sub(2))?;
        }
        match text {
            Text::Tag(tag) => {
                column.tag(tag, line, theme.chosen());
            }
            Text::Line(text) => column.sized(text, line, theme.heading(), 0),
            Text::Large(text) => {
                if !has_newest {
                    newest = column.rows.len();
                }
                column.sized(text, size, theme.heading(), 2);
            }
            Text::Unfinished(text) => {
                has_newest = true;
                let mark = if size == Size::Plain { "▏" } else { "_" };
                column.sized(&format!("{text}{mark}"), size, Style::new(), 2);
                newest = column.rows.len().saturating_sub(1);
            }
            Text::Columns(pieces) => column.columns(pieces, line, Style::new())?,
            Text::Gap => column.rows.push(Line::raw("")),
        }
        let of_text = match text {
            Text::Large(_) | Text::Unfinished(_) => size,
            Text::Line(_) => line,
            Text::Tag(_) | Text::Columns(_) | Text::Gap => Size::Plain,
        };
        if of_text != Size::Plain {
            column.rows.push(Line::raw(""));
        }
    }
    while column.rows.last().is_some_and(|row| row.width() == 0) {
        column.rows.pop();
    }
    Some((column.rows, newest))
}
