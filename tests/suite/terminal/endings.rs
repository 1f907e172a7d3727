//! How it ends and how it goes on: told to, stopped, panicked, with a terminal that vanishes or that
//! nobody reads. At every screen, and at the second and third of one program.

use klubba::tui::terminal::Terminal;

use super::{AtTerminal, Room, WIDE};

/// The screens, the keys that lead there from the start screen, what stands there, and how the last
/// line ends: it is drawn last, so that the whole screen is there with it.
const SCREENS: [(&str, &str, &str, &str); 4] = [
    ("start", "", "Vattengruppen", "uppdrag"),
    ("desk", "<enter>", "FÖRBEREDS", "? hjälp"),
    ("back", "<enter>q", "förbereds", "uppdrag"),
    ("search", "<c-f>", "Sök", "tillbaka"),
];

/// Every screen, as somebody comes there.
fn at_each_screen(sits_down: impl Fn(&Room) -> AtTerminal, then: impl Fn(&str, AtTerminal)) {
    for (name, keys, sign, end) in SCREENS {
        let room = Room::with("vatten");
        let mut at = sits_down(&room);
        at.wait_for("Vattengruppen");
        if name == "back" {
            at.keys("<enter>");
            at.wait_for("FÖRBEREDS");
            at.keys("q");
        } else {
            at.keys(keys);
        }
        at.wait_until(&format!("{sign} … {end}"), |screen| {
            let contents = screen.contents();
            contents.contains(sign) && contents.trim_end().ends_with(end)
        });
        then(name, at);
    }
}

#[test]
fn told_to_end_every_screen_leaves_the_terminal_as_it_was_within_a_second() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        at_each_screen(
            |room| room.sits_down(&[], WIDE),
            |_, mut at| {
                at.signal(signal);
                at.ends_soon();
                at.leaves_with(0);
            },
        );
    }
}

#[test]
fn a_terminal_that_vanishes_ends_every_screen_within_a_second() {
    at_each_screen(
        |room| room.sits_down(&[], WIDE),
        |_, mut at| {
            at.vanish();
            at.ends_soon();
        },
    );
}

#[test]
fn a_terminal_that_vanishes_without_a_word_ends_every_screen_within_a_second() {
    at_each_screen(
        |room| room.sits_down_untold(&[], WIDE),
        |_, mut at| {
            at.vanish();
            at.ends_soon();
        },
    );
}

#[test]
fn a_wall_whose_terminal_vanishes_ends_within_a_second() {
    for is_told in [true, false] {
        let room = Room::with("vatten");
        let sits_down = if is_told {
            Room::sits_down
        } else {
            Room::sits_down_untold
        };
        let mut wall = sits_down(&room, &["wall"], WIDE);
        wall.wait_until("something", |screen| !screen.contents().trim().is_empty());
        wall.vanish();
        wall.ends_soon();
    }
}

/// What is written on a screen below the clock, without the spaces at the ends of its lines.
fn written_on(contents: &str) -> Vec<String> {
    contents
        .lines()
        .skip(1)
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn stopped_from_outside_and_woken_it_is_whole_again() {
    for signal in ["STOP", "TSTP"] {
        at_each_screen(
            |room| room.sits_down(&[], WIDE),
            |name, mut at| {
                at.wait_until("a screen that stays", |screen| {
                    !screen.contents().contains("läser boken")
                });
                let before = written_on(&at.screen());
                at.signal(signal);
                at.wait_for_stop();
                if signal == "TSTP" {
                    at.wait_until("the screen from before", |screen| {
                        !screen.alternate_screen()
                    });
                    at.is_as_it_was();
                }
                // The shell takes the terminal, and the person writes something there.
                at.is_set_by_a_shell();
                at.is_written_over(
                    b"\x1b[?1049l\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[?25h\x1b[2J\x1b[H$ ls\r\n",
                );
                assert!(at.settings().contains("ICANON"), "a shell's");
                at.signal("CONT");
                at.wait_until("the same screen", |screen| {
                    written_on(&screen.contents()) == before && screen.bracketed_paste()
                });
                let is_cooked = ["ICANON", "ISIG", "IXON", "ECHO |"]
                    .iter()
                    .any(|flag| at.settings().contains(flag));
                assert!(!is_cooked, "{name} after {signal}: {}", at.settings());
                at.signal("TERM");
                at.ends_soon();
                assert!(at.settings().contains("ICANON"), "as the shell had it");
            },
        );
    }
}

#[test]
fn control_z_takes_back_and_never_stops_the_program() {
    let room = Room::with("vatten");
    let mut desk = super::desk(&room);
    desk.keys("n1");
    desk.wait_saved(3);
    desk.keys("<c-z>");
    desk.wait_saved(4);
    assert!(
        room.journal("vatten")[3].contains("Undone"),
        "{:?}",
        room.journal("vatten")
    );
    desk.keys("abygga ut<c-z>");
    desk.wait_until("a word less", |screen| !screen.contents().contains("ut▏"));
    desk.keys("<esc>q");
    desk.leaves_with(0);
}

/// The desk of a meeting, and nobody reads its terminal any more: it is full.
fn unread(room: &Room) -> AtTerminal {
    let mut desk = super::desk(room);
    desk.keys("n");
    desk.wait_saved(2);
    desk.looks_away(true);
    for round in 0..20 {
        desk.resize((200 + round % 2, 60));
        // What is drawn for each is some thousand bytes; the next is looked at first when it is saved.
        // From the second on the desk asks before it adds one more.
        desk.keys(if round == 0 { "1" } else { "11" });
        let is_saved = || room.journal("vatten").len() > 2 + usize::from(round);
        AtTerminal::wait_beside("it is saved", is_saved);
    }
    desk
}

#[test]
fn a_terminal_that_nobody_reads_holds_up_no_saving_and_shows_the_last_of_it_when_it_is_read() {
    let room = Room::with("vatten");
    let mut desk = unread(&room);
    assert_eq!(room.journal("vatten").len(), 22);
    desk.looks_away(false);
    desk.resize(WIDE);
    desk.wait_saved(22);
    desk.keys("q");
    desk.leaves_with(0);
    assert_eq!(room.asks(&["verify", "vatten"]).status.code(), Some(0));
}

#[test]
fn at_a_terminal_that_nobody_reads_the_program_ends_when_it_is_told_to() {
    let room = Room::with("vatten");
    let mut desk = unread(&room);
    desk.signal("TERM");
    desk.has_gone_soon();
    let record = std::fs::read_to_string(room.meeting_file("vatten.ron")).expect("a record");
    assert!(record.contains("seq: 22"), "{record}");
}

// --- panics --------------------------------------------------------------------------------------

#[test]
#[ignore = "the test below starts it, at a terminal of its own"]
fn somebody_panics() {
    let who = std::env::var("PANICS").expect("who");
    let mut terminal = Terminal::open(|_| {}).expect("signals to catch");
    let _: std::io::Result<()> = terminal.at_a_screen(|display| {
        display.draw(|frame| frame.render_widget("before it", frame.area()))?;
        if who == "another" {
            std::thread::spawn(|| panic!("a planted panic"));
            loop {
                std::thread::park();
            }
        }
        panic!("a planted panic");
    });
}

#[test]
fn a_panic_in_any_thread_ends_the_program_restores_the_terminal_and_can_be_read() {
    for who in ["main", "another"] {
        let room = Room::with("vatten");
        let mut at = room.runs_test("terminal::endings::somebody_panics", ("PANICS", who));
        at.ends_soon();
        at.leaves_with(101);
        assert!(at.has_sent(b"\x1b[?1049h"), "it was on a screen of its own");
        assert!(at.screen().contains("a planted panic"), "{}", at.screen());
    }
}

// --- what nobody typed ---------------------------------------------------------------------------

/// Sends this to the desk of an open item; what is in the journal after that, beside its opening.
fn recorded_after(sent: &[u8]) -> Vec<String> {
    let room = Room::with("vatten");
    let mut desk = super::desk(&room);
    desk.keys("n");
    desk.wait_saved(2);
    desk.send(sent);
    desk.keys("<esc><esc>?");
    desk.wait_for("Hjälp");
    desk.keys("<esc><esc>q");
    desk.leaves_with(0);
    room.journal("vatten").split_off(2)
}

/// Replies that crossterm knows. Others it hands on as keys, which is why the terminal is never asked
/// anything.
#[test]
fn what_a_terminal_says_late_and_bytes_that_are_no_letters_record_nothing() {
    for sent in [
        &b"\x1b[?1;2c"[..],
        b"\x1b[24;80R",
        b"\xff\xfe\xc3",
        b"\x1b[I\x1b[O",
    ] {
        assert_eq!(
            recorded_after(sent),
            Vec::<String>::new(),
            "{}",
            sent.escape_ascii()
        );
    }
}

#[test]
fn what_is_pasted_where_nothing_is_written_records_nothing() {
    let long = "1B\r".repeat(20_000);
    for text in ["1", "1\rB\rq", &long] {
        let pasted = format!("\x1b[200~{text}\x1b[201~");
        assert_eq!(recorded_after(pasted.as_bytes()), Vec::<String>::new());
    }
}
