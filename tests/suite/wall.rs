//! The wall beside a desk: what the secretary does, and what the room then sees. The files between
//! them are real; time stands still until it is told.

use chrono::TimeDelta;
use klubba::book::meeting_watcher::{MeetingWatcher, WatchTarget};
use klubba::meeting::command::Command;
use klubba::tui::effect::{AppEvent, ChairAnswer, Effect};
use klubba::tui::keys::{Input, written};
use klubba::tui::screen::Screen;
use klubba::tui::theme::Theme;
use klubba::tui::wall::{Wall, WallState};
use klubba::words::{Language, Words};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use crate::painted::styles;
use crate::sitting::{Sitting, text_of};

/// A wall in a window.
pub struct Room {
    scout: MeetingWatcher,
    wall: Wall,
    terminal: Terminal<TestBackend>,
}

impl Room {
    /// A wall of this size, on the meeting of a desk.
    pub fn beside(desk: &Sitting, (width, height): (u16, u16)) -> Self {
        let scout = MeetingWatcher::start(WatchTarget::Named(desk.files.clone()));
        let wall = Wall::new(Words::new(Language::Swedish), true);
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        Self {
            scout,
            wall,
            terminal,
        }
    }

    /// What the room sees now.
    pub fn sees(&mut self, desk: &Sitting) -> String {
        text_of(self.looks(desk))
    }

    /// The same, with its colours.
    pub fn looks(&mut self, desk: &Sitting) -> &Buffer {
        if self.scout.look(desk.now()) {
            let state = WallState {
                public: self.scout.public(),
                not_live_since: self.scout.not_live_since(),
                integrity: self.scout.integrity(),
                desk_ahead: self.scout.desk_ahead(),
            };
            let event = AppEvent::Seen(Box::new(state));
            self.wall.event(event, desk.now());
        }
        let (wall, now) = (&mut self.wall, desk.now());
        self.terminal
            .draw(|frame| wall.draw(frame, Theme::Coloured, now))
            .expect("a frame");
        self.terminal.backend().buffer()
    }

    /// The chair presses a key; what is asked for is done, and the desk sees it.
    pub fn press(&mut self, keys: &str, desk: &mut Sitting) {
        for key in written(keys) {
            desk.wait(TimeDelta::seconds(1));
            self.wall
                .event(AppEvent::Input(Input::Key(key)), desk.now());
            for effect in self.wall.effects(desk.now()) {
                if let Effect::RecordForChair { command, .. } = effect {
                    desk.chair(&command);
                    let event = AppEvent::Chair(ChairAnswer::Recorded);
                    self.wall.event(event, desk.now());
                }
            }
        }
    }
}

/// The sizes that the wall is made for.
const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (160, 45), (240, 70)];

/// One snapshot of what the room sees in the sizes that are asked for.
fn shown(desk: &Sitting, sizes: &[(u16, u16)]) -> String {
    let screen = |size: &(u16, u16)| {
        let mut room = Room::beside(desk, *size);
        let buffer = room.looks(desk);
        let screen = text_of(buffer) + &styles(buffer);
        format!("{} × {}\n{screen}\n", size.0, size.1)
    };
    sizes.iter().map(screen).collect()
}

/// The agenda of the water meeting, with its roll called.
fn desk() -> Sitting {
    let mut desk = Sitting::with("vatten");
    desk.press("d*<esc>");
    desk
}

#[test]
fn before_the_first_item_the_room_sees_who_is_here_and_what_is_coming() {
    insta::assert_snapshot!(shown(&desk(), &SIZES[..3]));
}

#[test]
fn the_open_item_its_proposal_and_the_time_that_is_left() {
    let mut desk = desk();
    desk.press("nn").wait(TimeDelta::minutes(4));
    insta::assert_snapshot!(shown(&desk, &SIZES));
}

#[test]
fn a_decision_is_seen_while_it_is_worded_and_as_it_is_recorded() {
    let mut desk = desk();
    desk.press("nnbge stöd till båda<enter>varje kommun utser en kontakt");
    insta::assert_snapshot!("a_decision_while_it_is_worded", shown(&desk, &SIZES[..2]));
    desk.press(
        "person<enter><enter>uvarje kommun<enter>utse kontaktperson<enter>27 april<enter><enter>",
    );
    insta::assert_snapshot!("a_decision_as_it_is_recorded", shown(&desk, &SIZES[..3]));
}

#[test]
fn what_is_parked_or_emptied_is_gone_from_the_wall() {
    let mut desk = desk();
    desk.press("nnbge stöd");
    let mut room = Room::beside(&desk, (120, 40));
    assert!(room.sees(&desk).contains("Formuleras nu"));
    desk.press("<esc>");
    assert!(!room.sees(&desk).contains("Formuleras nu"));
    desk.press("b");
    assert!(
        room.sees(&desk).contains("Formuleras nu"),
        "it is taken up again"
    );
    desk.press("<c-u>");
    assert!(!room.sees(&desk).contains("Formuleras nu"));
}

#[test]
fn time_beyond_the_plan_is_counted_up_and_said_in_words() {
    let mut desk = desk();
    desk.press("nn").wait(TimeDelta::minutes(90));
    insta::assert_snapshot!(shown(&desk, &SIZES[..1]));
}

#[test]
fn an_item_that_is_postponed_says_to_when() {
    let mut desk = desk();
    desk.press("nnsbnästkommande möte<enter><enter>");
    insta::assert_snapshot!(shown(&desk, &SIZES[..1]));
}

#[test]
fn a_pause_shows_when_it_ends() {
    let mut desk = desk();
    desk.press("nnw08.50<enter>");
    insta::assert_snapshot!(shown(&desk, &SIZES[..2]));
    let mut room = Room::beside(&desk, (80, 24));
    desk.wait(TimeDelta::minutes(25));
    assert!(
        !room.sees(&desk).contains("08.50"),
        "nobody is told of a time that has been"
    );
}

#[test]
fn after_the_meeting_the_room_is_thanked_and_told_of_the_next() {
    let mut desk = desk();
    desk.press("nn1mnDen 27 mars 2026 kl. 09.00 i Höganäs<enter>ma<enter>");
    insta::assert_snapshot!(shown(&desk, &SIZES[..2]));
}

#[test]
fn a_decision_too_long_for_the_window_is_shown_page_by_page_and_no_word_of_it_is_left_out() {
    let mut desk = desk();
    desk.press("nnb");
    for clause in 1..=14 {
        let words = format!(
            "sats {clause} utreds av arbetsgruppen tillsammans med alla kommuner som vill, senast"
        );
        desk.paste(&format!("{words} vecka{clause}"))
            .press("<enter>");
    }
    desk.press("<enter>");
    let mut room = Room::beside(&desk, (80, 24));
    let mut seen = String::new();
    for _ in 0..4 {
        seen.push_str(&room.sees(&desk));
        desk.wait(TimeDelta::seconds(10));
    }
    for clause in 1..=14 {
        assert!(seen.contains(&format!("vecka{clause}")), "{clause}: {seen}");
    }
    assert!(
        (1..=3).all(|page| seen.contains(&format!("sida {page} av 3"))),
        "{seen}"
    );
}

#[test]
fn the_chair_steps_and_pauses_from_the_wall_and_the_desk_follows() {
    let mut desk = desk();
    let mut room = Room::beside(&desk, (120, 40));
    room.sees(&desk);
    room.press("n", &mut desk);
    room.sees(&desk);
    room.press("<right>", &mut desk);
    let open = desk
        .meeting()
        .open_item()
        .expect("an open item")
        .title
        .clone();
    assert!(desk.screen().contains(&open), "{}", desk.screen());
    room.sees(&desk);
    room.press("w<enter>", &mut desk);
    assert!(room.sees(&desk).contains("Sedan"));
    room.press("w", &mut desk);
    room.sees(&desk);
    room.press("p", &mut desk);
    insta::assert_snapshot!(desk.painted());
}

#[test]
fn a_step_by_the_chair_leaves_the_clause_that_is_worded_with_its_item_in_sight() {
    let mut desk = desk();
    desk.press("nnbge stöd till det fö");
    let second = desk.meeting().open;
    desk.chair(&Command::OpenNext { seen: second });
    desk.press("rsta");
    insta::assert_snapshot!("a_step_by_the_chair_at_the_desk", desk.painted());
    insta::assert_snapshot!("a_step_by_the_chair_on_the_wall", shown(&desk, &SIZES[..1]));
    desk.press("<enter>");
    let decided = |desk: &Sitting| {
        let item = desk
            .meeting()
            .item(second.expect("an item"))
            .expect("the item")
            .clone();
        item.decisions
            .first()
            .map(|decision| decision.clauses[0].text.clone())
    };
    assert_eq!(
        decided(&desk).as_deref(),
        Some("att ge stöd till det första")
    );
    desk.press("<enter>");
    insta::assert_snapshot!("and_then_the_desk_goes_to_the_open_item", desk.painted());
}

#[test]
fn a_key_that_was_on_its_way_when_the_chair_stepped_does_not_decide_the_next_item() {
    let mut desk = desk();
    desk.press("nn");
    let open = desk.meeting().open;
    desk.chair(&Command::OpenNext { seen: open });
    let entries = desk.meeting().entries().len();
    desk.press_at_once("1");
    assert_eq!(desk.meeting().entries().len(), entries, "{}", desk.screen());
    assert!(
        desk.screen().contains("Någon annan bytte just punkt"),
        "{}",
        desk.screen()
    );
    desk.press("1");
    assert_eq!(
        desk.meeting().entries().len(),
        entries + 1,
        "{}",
        desk.screen()
    );
}

#[test]
fn without_a_second_screen_the_wall_is_shown_at_the_desk_until_a_key_is_pressed() {
    let mut desk = desk();
    desk.press("nnv");
    let wall = desk.screen();
    assert!(
        wall.contains("Härnäst") && !wall.contains("Dagordning"),
        "{wall}"
    );
    desk.press("n");
    assert!(
        desk.screen().contains("Dagordning"),
        "the key is not taken for anything else"
    );
    let first = Some(desk.meeting().open);
    desk.press("v<esc>");
    assert_eq!(first, Some(desk.meeting().open));
}

#[test]
fn the_clock_goes_off_and_comes_back_and_help_comes_when_asked_for() {
    let mut desk = desk();
    desk.press("nn");
    let mut room = Room::beside(&desk, (120, 40));
    let with = room.sees(&desk);
    assert!(with.contains("kvar av") && with.contains("08.30"), "{with}");
    assert!(!with.contains("avsluta tavlan"), "{with}");
    room.press("c", &mut desk);
    let without = room.sees(&desk);
    assert!(
        !without.contains("kvar av") && !without.contains("08.30"),
        "{without}"
    );
    assert!(without.contains("Härnäst"));
    room.press("c?", &mut desk);
    let asked = room.sees(&desk);
    assert!(
        asked.contains("kvar av") && asked.contains("avsluta tavlan"),
        "{asked}"
    );
}

#[test]
fn the_last_state_stays_small_letters_say_since_when_and_it_recovers_by_itself() {
    let mut desk = desk();
    desk.press("nnB");
    let mut room = Room::beside(&desk, (80, 24));
    let before = room.sees(&desk);
    let aside = desk.files.journal.with_extension("aside");
    std::fs::rename(&desk.files.journal, &aside).expect("a folder");
    desk.wait(TimeDelta::minutes(2));
    let lost = room.sees(&desk);
    assert!(lost.contains("ej live sedan 08.30"), "{lost}");
    assert!(lost.contains("Beslutat"), "{lost}");
    std::fs::rename(&aside, &desk.files.journal).expect("a folder");
    let back = room.sees(&desk);
    assert!(!back.contains("ej live"), "{back}");
    assert!(before.contains("Beslutat") && back.contains("Beslutat"));
}

#[test]
fn no_size_from_nothing_to_a_hall_stops_the_wall() {
    let mut desk = desk();
    desk.press("nnBuvarje kommun<enter>utse kontaktperson<enter><enter><enter>bge stöd");
    for width in [
        0, 1, 2, 5, 20, 40, 59, 60, 79, 80, 119, 139, 140, 199, 200, 240,
    ] {
        for height in [0, 1, 2, 3, 5, 8, 15, 16, 23, 24, 35, 36, 45, 59, 60, 70] {
            Room::beside(&desk, (width, height)).sees(&desk);
        }
    }
}

#[test]
fn one_key_shows_the_whole_agenda_another_who_is_here_and_a_step_the_item_again() {
    let mut desk = Sitting::with("vatten");
    desk.press("ndBA <esc>nn").wait(TimeDelta::minutes(4));
    let mut room = Room::beside(&desk, (100, 30));
    room.sees(&desk);
    room.press("a", &mut desk);
    insta::assert_snapshot!("the_whole_agenda_on_the_wall", room.sees(&desk));
    room.press("d", &mut desk);
    insta::assert_snapshot!("who_is_here_on_the_wall", room.sees(&desk));
    room.press("d", &mut desk);
    let item = room.sees(&desk);
    assert!(
        item.contains("kvar av") && !item.contains("Här är"),
        "{item}"
    );
    room.press("a", &mut desk);
    desk.press("n");
    let next = room.sees(&desk);
    assert!(next.contains("kvar av"), "{next}");
}

#[test]
fn the_chair_is_asked_when_the_meeting_goes_on() {
    let mut desk = Sitting::with("vatten");
    desk.press("nn").wait(TimeDelta::minutes(4));
    let mut room = Room::beside(&desk, (100, 30));
    room.sees(&desk);
    room.press("w9.0", &mut desk);
    insta::assert_snapshot!("the_end_of_a_recess_is_asked_for", room.sees(&desk));
    room.press("x<enter>", &mut desk);
    assert!(room.sees(&desk).contains("Skriv en tid som"));
    room.press("<back>0<enter>", &mut desk);
    insta::assert_snapshot!("a_recess_until_then", room.sees(&desk));
    room.press("w", &mut desk);
    room.sees(&desk);
    room.press("w<enter>", &mut desk);
    assert!(room.sees(&desk).contains("Sedan"), "none need be said");
}
