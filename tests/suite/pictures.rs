//! Pictures of the real screen, for the README. They are made here, so they cannot go stale: with
//! `KLUBBA_PICTURES=write` the test writes them, without it compares.

use std::fmt::Write;
use std::path::Path;

use chrono::TimeDelta;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::sitting::Sitting;
use crate::wall::Room;

const CELL: (usize, usize) = (9, 19);
const PAPER: &str = "#1e222a";
const INK: &str = "#d7dae0";

fn ink(cell: &Cell) -> &'static str {
    match cell.fg {
        Color::Red => "#e05561",
        Color::Green => "#8cc265",
        Color::Yellow => "#d5a05c",
        Color::Cyan => "#52b9c9",
        _ if cell.modifier.contains(Modifier::DIM) => "#8b919c",
        _ => INK,
    }
}

/// Ink, paper and weight of a cell.
fn look(cell: &Cell) -> (&'static str, &'static str, bool) {
    let bold = cell.modifier.contains(Modifier::BOLD);
    if cell.modifier.contains(Modifier::REVERSED) {
        (PAPER, ink(cell), bold)
    } else {
        (ink(cell), PAPER, bold)
    }
}

/// One text a run of cells of the same look, each as long as its cells, so that columns stand
/// straight in any font.
fn svg(buffer: &Buffer, title: &str) -> String {
    let (width, height) = (
        usize::from(buffer.area.width) * CELL.0,
        usize::from(buffer.area.height) * CELL.1,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{title}\">\n\
         <rect width=\"{0}\" height=\"{1}\" rx=\"6\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">\n",
        width + 20,
        height + 20
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let of_run = look(&buffer[(x, y)]);
            let mut run = String::new();
            let from = x;
            if let Some(quarters) = quarters(buffer[(x, y)].symbol()) {
                write_block(
                    &mut svg,
                    (usize::from(x), usize::from(y)),
                    quarters,
                    of_run.0,
                );
                x += 1;
                continue;
            }
            let is_of_run =
                |x| look(&buffer[(x, y)]) == of_run && quarters(buffer[(x, y)].symbol()).is_none();
            while x < buffer.area.width && is_of_run(x) {
                run.push_str(buffer[(x, y)].symbol());
                x += 1;
            }
            write_run(
                &mut svg,
                (usize::from(from), usize::from(y), usize::from(x - from)),
                &run,
                of_run,
            );
        }
    }
    svg + "</g>\n</svg>\n"
}

/// Which quarters of its cell a block element fills: fonts leave gaps between them, terminals do not.
fn quarters(symbol: &str) -> Option<usize> {
    let place = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
        .chars()
        .position(|block| symbol.chars().eq([block]));
    place.map(|place| place + 1)
}

fn write_block(svg: &mut String, (x, y): (usize, usize), quarters: usize, ink: &str) {
    let (left, top, half, middle) = (10 + x * CELL.0, 10 + y * CELL.1, CELL.0 / 2, CELL.1 / 2);
    for (place, width, height) in [
        (0, half, middle),
        (1, CELL.0 - half, middle),
        (2, half, CELL.1 - middle),
        (3, CELL.0 - half, CELL.1 - middle),
    ] {
        if quarters >> place & 1 == 1 {
            let (x, y) = (left + half * (place & 1), top + middle * (place >> 1));
            let rect = format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{ink}\"/>"
            );
            writeln!(svg, "{rect}").expect("text");
        }
    }
}

fn write_run(
    svg: &mut String,
    (x, y, cells): (usize, usize, usize),
    run: &str,
    (ink, paper, bold): (&str, &str, bool),
) {
    let (left, top, length) = (10 + x * CELL.0, 10 + y * CELL.1, cells * CELL.0);
    if paper != PAPER {
        let height = CELL.1;
        writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{length}\" height=\"{height}\" fill=\"{paper}\"/>"
        )
        .expect("text");
    }
    if !run.trim().is_empty() {
        let weight = if bold { " font-weight=\"bold\"" } else { "" };
        let run = run
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        let base = top + 14;
        writeln!(
            svg,
            "<text x=\"{left}\" y=\"{base}\" textLength=\"{length}\" fill=\"{ink}\"{weight}>{run}</text>"
        )
        .expect("text");
    }
}

fn compare(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/pictures")
        .join(name);
    if std::env::var("KLUBBA_PICTURES").is_ok_and(|word| word == "write") {
        std::fs::write(&path, svg).expect("a picture");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == svg,
        "{name} is stale: run KLUBBA_PICTURES=write cargo test pictures"
    );
}

/// The demo's agenda, worked through by hand up to the third item.
fn demo() -> Sitting {
    let agenda = Path::new(env!("CARGO_MANIFEST_DIR")).join("agendas/demo.ron");
    let mut sitting = Sitting::at(&agenda, 112, 32);
    sitting.press("dSh*Mt<esc>n").wait(TimeDelta::minutes(4));
    sitting.press("nB").wait(TimeDelta::minutes(3));
    sitting
        .press("ndAk<enter><esc>")
        .wait(TimeDelta::minutes(12));
    sitting.press("aPer-Olof går igenom planen.<enter>- Vem bär kostnaden för Räddningstjänsten?<enter>Kan övningen läggas på en vardag?<esc>");
    sitting.wait(TimeDelta::minutes(8));
    sitting.press(
        "b<tab><enter><tab><enter><esc>uva<tab><enter>utse en övningsledare<enter>senast den 30 april<enter>",
    );
    sitting
}

#[test]
fn the_wall_in_the_readme_is_the_wall() {
    let mut sitting = demo();
    sitting
        .press("nb")
        .paste("att inrätta en gemensam tjänst på prov i två år")
        .press("<enter>");
    sitting
        .paste("att Ullerskog är arbetsg")
        .wait(TimeDelta::minutes(11));
    let mut room = Room::beside(&sitting, (112, 32));
    compare(
        "wall.svg",
        &svg(room.looks(&sitting), "klubba: tavlan på projektorn"),
    );
}

#[test]
fn the_desk_in_the_readme_is_the_desk() {
    let mut sitting = demo();
    sitting.press("bk");
    compare(
        "desk.svg",
        &svg(sitting.buffer(), "klubba: skrivbordet under ett möte"),
    );
}
