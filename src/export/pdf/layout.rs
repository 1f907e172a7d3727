//! Sets paragraphs in lines and lines on pages, and builds the tree of tags by which a document is read
//! aloud. First everything is placed, then it is drawn. Lengths are in points, from the upper left.

use std::num::NonZeroU16;

use krilla::Document as PdfFile;
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::outline::{Outline as Bookmarks, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, Tag, TagGroup, TagTree,
};

use super::typeface::Typeface;

/// A4, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const LEFT: f32 = 71.0;
const TOP: f32 = 85.0;
const BOTTOM: f32 = 71.0;
/// The upper edge of the head of each page.
const HEAD: f32 = 42.0;
/// The width of a line.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;

/// A cut of the typeface in a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FontFace {
    pub(super) cut: FontCut,
    pub(super) size: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FontCut {
    Text,
    Bold,
    Heading,
}

/// The tag of a part of the document; a heading has its level and its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TagKind {
    Heading(u16, String),
    Paragraph,
    List { is_numbered: bool },
    Entry,
    Label,
    Body,
}

/// The style of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ParagraphStyle {
    /// The indent from the left edge of the text.
    pub(super) indent: f32,
    /// The gap above, except at the top of a page.
    pub(super) before: f32,
    /// No page break stands between it and the next paragraph.
    pub(super) keeps: bool,
    /// A bar stands to its left.
    pub(super) has_bar: bool,
    /// A line to sign on stands above it.
    pub(super) has_rule: bool,
}

impl ParagraphStyle {
    /// A plain paragraph with a gap above.
    pub(super) const fn after(before: f32) -> Self {
        Self {
            before,
            ..Self::PLAIN
        }
    }

    pub(super) const PLAIN: Self = Self {
        indent: 0.0,
        before: 0.0,
        keeps: false,
        has_bar: false,
        has_rule: false,
    };
}

/// Text in one font.
pub(super) struct TextRun {
    pub(super) text: String,
    pub(super) face: FontFace,
}

struct PlacedLine {
    runs: Vec<TextRun>,
    x: f32,
    /// The distance to the next line. Zero where that stands on the same line.
    height: f32,
    style: ParagraphStyle,
    /// The page, and the upper edge on it, found when the line is placed.
    page: usize,
    y: f32,
}

/// A line that is being filled.
#[derive(Default)]
struct LineInProgress {
    runs: Vec<TextRun>,
    width: f32,
}

impl LineInProgress {
    fn push(&mut self, piece: String, face: FontFace, advance: f32) {
        self.width += advance;
        match self.runs.last_mut().filter(|last| last.face == face) {
            Some(last) => last.text += &piece,
            None => self.runs.push(TextRun { text: piece, face }),
        }
    }

    /// Takes the runs, and begins the next line.
    fn take(&mut self) -> Vec<TextRun> {
        self.width = 0.0;
        std::mem::take(&mut self.runs)
    }
}

/// A range of lines that are set as one.
struct Paragraph {
    lines: std::ops::Range<usize>,
    style: ParagraphStyle,
}

enum TagChild {
    Node(usize),
    Line(usize),
}

struct TagNode {
    kind: TagKind,
    children: Vec<TagChild>,
}

/// A document that is being laid out.
pub(super) struct PageLayout {
    cuts: [Typeface; 3],
    lines: Vec<PlacedLine>,
    paragraphs: Vec<Paragraph>,
    nodes: Vec<TagNode>,
    roots: Vec<usize>,
    /// The tags that are open, outermost first.
    open: Vec<usize>,
    bookmarks: Vec<(u16, String, usize)>,
}

/// The height of a line, in parts of the font size.
const LEADING: f32 = 1.35;
/// The distance from the upper edge to the base line, in parts of the font size.
const ASCENT: f32 = 0.95;

impl PageLayout {
    pub(super) fn new(cuts: [Typeface; 3]) -> Self {
        Self {
            cuts,
            lines: Vec::new(),
            paragraphs: Vec::new(),
            nodes: Vec::new(),
            roots: Vec::new(),
            open: Vec::new(),
            bookmarks: Vec::new(),
        }
    }

    fn cut(&self, cut: FontCut) -> &Typeface {
        let [text, bold, heading] = &self.cuts;
        match cut {
            FontCut::Text => text,
            FontCut::Bold => bold,
            FontCut::Heading => heading,
        }
    }

    /// Opens a tag around all that is set inside.
    pub(super) fn within(&mut self, kind: TagKind, inside: impl FnOnce(&mut Self)) {
        let node = self.nodes.len();
        self.nodes.push(TagNode {
            kind,
            children: Vec::new(),
        });
        match self
            .open
            .last()
            .and_then(|parent| self.nodes.get_mut(*parent))
        {
            Some(parent) => parent.children.push(TagChild::Node(node)),
            None => self.roots.push(node),
        }
        self.open.push(node);
        inside(self);
        self.open.pop();
    }

    /// Puts the next line into the table of contents.
    pub(super) fn bookmark(&mut self, level: u16, title: &str) {
        self.bookmarks
            .push((level, title.to_owned(), self.lines.len()));
    }

    /// Sets a label on the line of the next paragraph.
    pub(super) fn beside(&mut self, text: &str, face: FontFace, style: ParagraphStyle) {
        let text = self.cut(face.cut).drawable(text) + " ";
        let first = self.lines.len();
        self.line(vec![TextRun { text, face }], style, 0.0);
        self.paragraphs.push(Paragraph {
            lines: first..first + 1,
            style: ParagraphStyle {
                keeps: true,
                ..style
            },
        });
    }

    /// Sets runs in as many lines as they need. Line breaks in the text stay.
    pub(super) fn set(&mut self, runs: &[TextRun], style: ParagraphStyle) {
        let first = self.lines.len();
        let size = runs.iter().map(|run| run.face.size).fold(0.0, f32::max);
        let (height, room) = (size * LEADING, WIDTH - style.indent);
        let mut row = LineInProgress::default();
        for run in runs {
            for (place, line) in run.text.split('\n').enumerate() {
                if place > 0 {
                    self.line(row.take(), style, height);
                }
                let line = self.cut(run.face.cut).drawable(line);
                let words = line.split_inclusive(' ');
                let pieces: Vec<String> = words
                    .flat_map(|word| self.pieces(word, run.face, room))
                    .collect();
                for piece in pieces {
                    let typeface = self.cut(run.face.cut);
                    let width = typeface.width(piece.trim_end_matches(' '), run.face.size);
                    let advance = typeface.width(&piece, run.face.size);
                    if row.width > 0.0 && row.width + width > room {
                        self.line(row.take(), style, height);
                    }
                    row.push(piece, run.face, advance);
                }
            }
        }
        if !row.runs.is_empty() || self.lines.len() == first {
            self.line(row.take(), style, height);
        }
        self.paragraphs.push(Paragraph {
            lines: first..self.lines.len(),
            style,
        });
    }

    /// Cuts a word into pieces where a line is too narrow for it.
    fn pieces(&self, word: &str, face: FontFace, room: f32) -> Vec<String> {
        let mut pieces = vec![String::new()];
        let mut used = 0.0;
        for letter in word.chars() {
            let width = self
                .cut(face.cut)
                .width(letter.encode_utf8(&mut [0; 4]), face.size);
            if used + width > room && letter != ' ' {
                pieces.push(String::new());
                used = 0.0;
            }
            used += width;
            if let Some(last) = pieces.last_mut() {
                last.push(letter);
            }
        }
        pieces
    }

    fn line(&mut self, runs: Vec<TextRun>, style: ParagraphStyle, height: f32) {
        let line = self.lines.len();
        self.lines.push(PlacedLine {
            runs,
            x: LEFT + style.indent,
            height,
            style,
            page: 0,
            y: 0.0,
        });
        if let Some(node) = self.open.last().and_then(|node| self.nodes.get_mut(*node)) {
            node.children.push(TagChild::Line(line));
        }
    }

    /// Places every line. Gives the number of pages.
    fn place(&mut self) -> usize {
        let (mut page, mut y) = (0, TOP);
        let bottom = PAGE.1 - BOTTOM;
        for place in 0..self.paragraphs.len() {
            let needed = self.needed(place);
            let Some(Paragraph { lines, style }) = self.paragraphs.get(place) else {
                continue;
            };
            if y > TOP && y + needed > bottom {
                (page, y) = (page + 1, TOP);
            } else if y > TOP {
                y += style.before;
            }
            for line in self.lines.get_mut(lines.clone()).unwrap_or_default() {
                if y + line.height > bottom && y > TOP {
                    (page, y) = (page + 1, TOP);
                }
                (line.page, line.y) = (page, y);
                y += line.height;
            }
        }
        page + 1
    }

    /// Measures the room that a paragraph needs to begin on this page: a few lines, and as much of the
    /// paragraphs that it keeps with.
    fn needed(&self, first: usize) -> f32 {
        const A_FEW: usize = 3;
        let mut needed = 0.0;
        for paragraph in self.paragraphs.iter().skip(first) {
            let lines = self.lines.get(paragraph.lines.clone()).unwrap_or_default();
            let few = if paragraph.style.keeps || lines.len() <= A_FEW {
                lines.len()
            } else {
                2
            };
            needed += paragraph.style.before
                + lines.iter().take(few).map(|line| line.height).sum::<f32>();
            if !paragraph.style.keeps {
                break;
            }
        }
        needed
    }

    /// Draws everything. `head` words the top of a page, from its number and the number of pages.
    pub(super) fn print(mut self, file: &mut PdfFile, head: impl Fn(usize, usize) -> [String; 2]) {
        let pages = self.place();
        let mut identifiers: Vec<Option<Identifier>> = Vec::new();
        for page in 0..pages {
            let Some(size) = PageSettings::from_wh(PAGE.0, PAGE.1) else {
                return;
            };
            let mut sheet = file.start_page_with(size);
            let mut surface = sheet.surface();
            self.print_head(&mut surface, &head(page + 1, pages));
            for line in self.lines.iter().filter(|line| line.page == page) {
                identifiers.push(self.print_line(&mut surface, line));
            }
            surface.finish();
            sheet.finish();
        }
        let mut tree = TagTree::new();
        for root in &self.roots {
            if let Some(group) = self.group(*root, &mut identifiers) {
                tree.push(group);
            }
        }
        file.set_tag_tree(tree);
        file.set_outline(self.contents());
    }

    fn print_head(&self, surface: &mut Surface<'_>, [left, right]: &[String; 2]) {
        let face = FontFace {
            cut: FontCut::Text,
            size: 8.5,
        };
        let typeface = self.cut(face.cut);
        let (left, right) = (typeface.drawable(left), typeface.drawable(right));
        let at_right = PAGE.0 - LEFT - typeface.width(&right, face.size);
        surface.start_tagged(ContentTag::Artifact(Artifact::new(
            ArtifactType::Header,
            None,
        )));
        let mut fitting = left;
        while LEFT + typeface.width(&fitting, face.size) > at_right - 12.0
            && fitting.pop().is_some()
        {}
        self.draw(surface, &fitting, face, (LEFT, HEAD));
        self.draw(surface, &right, face, (at_right, HEAD));
        surface.end_tagged();
    }

    fn print_line(&self, surface: &mut Surface<'_>, line: &PlacedLine) -> Option<Identifier> {
        if line.style.has_bar {
            rectangle(surface, (line.x - 9.0, line.y), (2.25, line.height));
        }
        if line.style.has_rule {
            rectangle(surface, (line.x, line.y - 2.0), (220.0, 0.6));
        }
        if line.runs.iter().all(|run| run.text.is_empty()) {
            return None;
        }
        let identifier = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        let mut x = line.x;
        for run in &line.runs {
            self.draw(
                surface,
                &run.text,
                run.face,
                (x, line.y + run.face.size * ASCENT),
            );
            x += self.cut(run.face.cut).width(&run.text, run.face.size);
        }
        surface.end_tagged();
        Some(identifier)
    }

    fn draw(&self, surface: &mut Surface<'_>, text: &str, face: FontFace, (x, y): (f32, f32)) {
        let typeface = self.cut(face.cut);
        surface.set_fill(Some(ink()));
        let glyphs = typeface.glyphs(text);
        surface.draw_glyphs(
            Point::from_xy(x, y),
            &glyphs,
            typeface.font.clone(),
            text,
            face.size,
            false,
        );
    }

    fn group(&self, node: usize, identifiers: &mut [Option<Identifier>]) -> Option<TagGroup> {
        let TagNode { kind, children } = self.nodes.get(node)?;
        let mut group = match kind {
            TagKind::Heading(level, title) => TagGroup::new(Tag::Hn(
                NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN),
                Some(title.clone()),
            )),
            TagKind::Paragraph => TagGroup::new(Tag::P),
            TagKind::List { is_numbered: false } => TagGroup::new(Tag::L(ListNumbering::Disc)),
            TagKind::List { is_numbered: true } => TagGroup::new(Tag::L(ListNumbering::Decimal)),
            TagKind::Entry => TagGroup::new(Tag::LI),
            TagKind::Label => TagGroup::new(Tag::Lbl),
            TagKind::Body => TagGroup::new(Tag::LBody),
        };
        for child in children {
            match child {
                TagChild::Node(node) => {
                    if let Some(under) = self.group(*node, identifiers) {
                        group.push(under);
                    }
                }
                TagChild::Line(line) => {
                    if let Some(identifier) = identifiers.get_mut(*line).and_then(Option::take) {
                        group.push(identifier);
                    }
                }
            }
        }
        Some(group)
    }

    fn contents(&self) -> Bookmarks {
        let mut contents = Bookmarks::new();
        let mut section: Option<OutlineNode> = None;
        for (level, title, line) in &self.bookmarks {
            let Some(line) = self.lines.get(*line) else {
                continue;
            };
            let node = OutlineNode::new(
                title.clone(),
                XyzDestination::new(line.page, Point::from_xy(line.x, line.y)),
            );
            match &mut section {
                Some(parent) if *level > 2 => parent.push_child(node),
                _ => {
                    if let Some(done) = section.replace(node) {
                        contents.push_child(done);
                    }
                }
            }
        }
        if let Some(last) = section {
            contents.push_child(last);
        }
        contents
    }
}

fn ink() -> Fill {
    Fill {
        paint: rgb::Color::new(26, 26, 26).into(),
        ..Fill::default()
    }
}

/// Draws a rectangle that a screen reader passes over: it means nothing by itself.
fn rectangle(surface: &mut Surface<'_>, (x, y): (f32, f32), (width, height): (f32, f32)) {
    let mut builder = PathBuilder::new();
    let Some(area) = Rect::from_xywh(x, y, width, height) else {
        return;
    };
    builder.push_rect(area);
    if let Some(path) = builder.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::new(
            ArtifactType::PaginationOther,
            None,
        )));
        surface.set_fill(Some(ink()));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}
