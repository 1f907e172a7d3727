//! No window is too small or too large, whatever stands in it. In the ordinary suite some sizes; with
//! `KLUBBA_FAULTS_SIZES` set, every size from nothing to 240 by 70.

use klubba::tui::library::start::{Names, Start};
use klubba::tui::theme::Theme;
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::book::today;

const WIDTHS: [u16; 12] = [0, 1, 2, 5, 20, 40, 79, 80, 81, 120, 139, 240];
const HEIGHTS: [u16; 10] = [0, 1, 2, 3, 8, 15, 23, 24, 25, 70];

fn sizes() -> Vec<(u16, u16)> {
    let every = |widths: &[u16], heights: &[u16]| {
        widths
            .iter()
            .flat_map(|width| heights.iter().map(|height| (*width, *height)))
            .collect()
    };
    if std::env::var_os("KLUBBA_FAULTS_SIZES").is_none() {
        return every(&WIDTHS, &HEIGHTS);
    }
    every(
        &(0..=240).collect::<Vec<_>>(),
        &(0..=70).collect::<Vec<_>>(),
    )
}

#[test]
fn the_desk_its_forms_the_review_and_the_search_stand_in_every_window() {
    // The desk, help, forms, menus, the palette, the review and a search, and the wall in its place.
    for keys in [
        "",
        "?",
        "ma",
        "sb",
        "d",
        "bbygga",
        "uBo",
        ":",
        "f",
        "/åtgärd",
        "v",
    ] {
        let mut desk = today();
        desk.press("n1aen ganska lång anteckning med åäö<esc>")
            .press(keys);
        for (width, height) in sizes() {
            desk.resize(width, height);
        }
        desk.resize(120, 40);
        assert!(!desk.screen().trim().is_empty(), "{keys}");
    }
}

#[test]
fn the_start_screen_stands_in_every_window() {
    let words = Words::new(Language::Swedish);
    let meetings = (1..=40)
        .map(|number| format!("2026-02-{number:02}-vatten"))
        .collect();
    let mut start = Start::from_names(Names {
        meetings,
        agendas: Vec::new(),
    });
    start.tell("något att säga, långt nog för att inte få plats".into());
    for (width, height) in sizes() {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        terminal
            .draw(|frame| start.draw(frame, &words, Theme::Plain))
            .expect("a screen");
    }
}
