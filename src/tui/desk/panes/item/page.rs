//! The view of an item laid out in rows of a given width.

use std::ops::RangeInclusive;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::tui::desk::field::field;
use crate::tui::desk::item_view::{ItemSource, ItemView, Tone, ViewBlock};
use crate::tui::theme::Theme;
use crate::tui::wrap::{shown, wrap};

/// The rows, and where in them things are.
#[derive(Debug, Default)]
pub(super) struct ItemPage {
    pub(super) rows: Vec<Line<'static>>,
    /// The first row of each target.
    pub(super) starts: Vec<usize>,
    /// The first row of the chosen target.
    pub(super) chosen_row: Option<usize>,
    /// The row and column of the cursor while something is being written.
    pub(super) cursor: Option<(usize, usize)>,
}

impl ItemPage {
    /// Lays out without colours and without a choice, to learn where things are.
    pub(super) fn plain(view: &ItemView, source: ItemSource<'_>, width: usize) -> Self {
        Self::lay_out(view, source, width, Theme::Plain, None)
    }

    /// Lays the view out; `chosen` are the indices of the targets that stand out.
    pub(super) fn lay_out(
        view: &ItemView,
        source: ItemSource<'_>,
        width: usize,
        theme: Theme,
        chosen: Option<&RangeInclusive<usize>>,
    ) -> Self {
        let mut page = Self::default();
        for block in &view.blocks {
            match block {
                ViewBlock::Gap if page.rows.is_empty() => {}
                ViewBlock::Gap => page.rows.push(Line::raw("")),
                ViewBlock::Title { text, needs } if *needs > width => {
                    page.text(text, 0, width, theme.heading());
                }
                ViewBlock::Title { .. } => {}
                ViewBlock::Text {
                    target,
                    indent,
                    text,
                    tone,
                } => {
                    let mut style = style(*tone, theme);
                    if target.is_some() {
                        let is_chosen =
                            |chosen: &RangeInclusive<usize>| chosen.contains(&page.starts.len());
                        if chosen.is_some_and(is_chosen) {
                            style = style.patch(theme.chosen());
                            page.chosen_row = Some(page.rows.len());
                        }
                        page.starts.push(page.rows.len());
                    }
                    page.text(text, *indent, width, style);
                }
                ViewBlock::Field { indent } => page.field(source, *indent, width, theme),
            }
        }
        page
    }

    fn text(&mut self, text: &str, indent: usize, width: usize, style: Style) {
        for row in wrap(text, width.saturating_sub(indent)) {
            let words = shown(row.slice(text)).into_owned();
            self.rows.push(Line::from(vec![
                Span::raw(" ".repeat(indent)),
                Span::styled(words, style),
            ]));
        }
    }

    fn field(&mut self, source: ItemSource<'_>, indent: usize, width: usize, theme: Theme) {
        let Some(writing) = source.composer.writing() else {
            return;
        };
        let suggestion = source.composer.suggestion(source.ledger.shown());
        let width = width.saturating_sub(indent);
        let field = field(&writing.editor, suggestion, width, theme);
        let (row, column) = field.cursor;
        self.cursor = Some((self.rows.len() + row, indent + column));
        for line in field.rows {
            let mut spans = vec![Span::raw(" ".repeat(indent))];
            spans.extend(line.spans);
            self.rows.push(Line::from(spans));
        }
    }
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Quiet => theme.quiet(),
        Tone::Heading => theme.heading(),
        Tone::Warning => theme.warning(),
    }
}
