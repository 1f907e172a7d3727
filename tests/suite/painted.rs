//! A screen as it is painted: below its letters, a line for each row that says from which cell to
//! which it is bold, dim, reversed or coloured. A lost highlight, a red band that is red no more, a
//! suggestion that looks like text: each changes such a line.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// The runs of style of a screen, row by row; rows without any are left out.
pub fn styles(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let names: Vec<String> = (0..buffer.area.width)
            .map(|x| {
                let cell = &buffer[(x, y)];
                name(cell.fg, cell.bg, cell.modifier)
            })
            .collect();
        let runs = runs(&names);
        if !runs.is_empty() {
            writeln!(text, "{y:>3}: {runs}").expect("a line");
        }
    }
    text
}

fn runs(names: &[String]) -> String {
    let mut runs = Vec::new();
    let mut from = 0;
    while let Some(name) = names.get(from) {
        let rest = names.iter().skip(from);
        let to = from + rest.take_while(|other| *other == name).count();
        if !name.is_empty() {
            runs.push(format!("{from}–{} {name}", to - 1));
        }
        from = to;
    }
    runs.join(", ")
}

fn name(ink: Color, paper: Color, modifier: Modifier) -> String {
    let ink = (ink != Color::Reset).then(|| format!("{ink:?}").to_lowercase());
    let paper = (paper != Color::Reset).then(|| format!("on {paper:?}").to_lowercase());
    let modifiers = modifier.iter_names().map(|(name, _)| name.to_lowercase());
    let parts: Vec<String> = modifiers.chain(ink).chain(paper).collect();
    parts.join(" ")
}

#[test]
fn a_lost_highlight_changes_the_picture() {
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
    let chosen = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_string(2, 1, "vald", chosen);
    assert_eq!(styles(&buffer), "  1: 2–5 reversed\n");
    buffer.set_style(
        buffer.area,
        Style::new().remove_modifier(Modifier::REVERSED),
    );
    assert_eq!(styles(&buffer), "");
}
