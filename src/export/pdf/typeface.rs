//! The typefaces of a PDF: the glyphs that there are, and their widths. Two families are embedded, with
//! the letters of every language that a Swedish municipality writes names in.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

use crate::meeting::control_chars::{REPLACEMENT, is_invisible};

/// One cut of a family.
pub(super) struct Typeface {
    pub(super) font: Font,
    letters: FontRef<'static>,
    metrics: GlyphMetrics<'static>,
    units: f32,
}

impl Typeface {
    /// Parses a font. None for bytes that are none.
    pub(super) fn parse(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        let letters = FontRef::new(bytes).ok()?;
        let metrics = letters.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(Self {
            units: font.units_per_em(),
            font,
            letters,
            metrics,
        })
    }

    /// Reduces text to characters that can be drawn: invisible ones are left out, and those without a
    /// glyph become a replacement sign. Characters of private use, which the symbol fonts of other
    /// programs leave behind, were bullets there.
    pub(super) fn drawable(&self, text: &str) -> String {
        let charmap = self.letters.charmap();
        let drawn = |letter: char| match letter {
            '\t' => ' ',
            '\u{e000}'..='\u{f8ff}' => '•',
            letter if charmap.map(letter).is_some() => letter,
            _ => REPLACEMENT,
        };
        text.chars()
            .filter(|letter| *letter == '\t' || !is_invisible(*letter))
            .map(drawn)
            .collect()
    }

    /// Gives a glyph for each character, with its advance in parts of the font size.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, letter): (usize, char)| {
            let (id, advance) = self.glyph(letter);
            KrillaGlyph {
                glyph_id: id,
                text_range: at..at + letter.len_utf8(),
                x_advance: advance,
                x_offset: 0.0,
                y_offset: 0.0,
                y_advance: 0.0,
                location: None,
            }
        };
        text.char_indices().map(glyph).collect()
    }

    /// Measures the width of a text in this font size, in points.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|letter| self.glyph(letter).1).sum::<f32>() * size
    }

    fn glyph(&self, letter: char) -> (GlyphId, f32) {
        let id = self.letters.charmap().map(letter).unwrap_or_default();
        let advance = self.metrics.advance_width(id).unwrap_or_default();
        (GlyphId::new(id.to_u32()), advance / self.units)
    }
}
