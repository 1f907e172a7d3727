//! The real program at a real terminal: how it comes, how it goes, and what is left when it is
//! stopped in the middle of a word.
#![cfg(unix)]

mod at_terminal;
#[cfg(target_os = "linux")]
mod endings;
mod walls;

pub use at_terminal::{AtTerminal, Room, WIDE, now};

/// Sits down at the meeting about water, which opens its first item as entry 2.
fn desk(room: &Room) -> AtTerminal {
    let desk = room.sits_down(&["run", "vatten"], WIDE);
    desk.wait_for("FÖRBEREDS");
    desk.wait_saved(1);
    desk
}

#[test]
fn a_sitting_from_roll_call_to_leaving_is_in_the_book_and_the_terminal_is_as_it_was() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("dBh*");
    desk.wait_saved(3);
    desk.wait_for("Närvaro 2 av 3");
    desk.keys("n");
    desk.wait_for("PÅGÅR");
    desk.keys("bbygga en ledning<enter>");
    desk.wait_saved(5);
    desk.wait_for("att bygga en ledning");
    // What is pressed in one breath with `q` is recorded before the program ends.
    desk.keys("<enter>11q");
    desk.leaves_with(0);
    let journal = room.journal("vatten");
    assert_eq!(journal.len(), 6);
    assert!(journal[4].contains("\"att bygga en ledning\""));
    assert!(journal[5].contains("\"att tacka för informationen\""));
    let record = std::fs::read_to_string(room.meeting_file("vatten.ron")).expect("a record");
    assert!(
        record.contains("att bygga en ledning") && record.contains("att tacka för informationen")
    );
    assert_eq!(room.asks(&["verify", "vatten"]).status.code(), Some(0));
}

#[test]
fn the_terminal_is_never_asked_anything() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("nbbygga<esc>");
    desk.wait_for("Påbörjat beslut");
    desk.keys("q");
    desk.leaves_with(0);
    for question in [
        "\x1b[6n", "\x1b[5n", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[?u", "\x1b]",
    ] {
        assert!(!desk.has_sent(question.as_bytes()), "{question:?}");
    }
}

#[test]
fn without_colours_what_is_chosen_is_still_seen() {
    let room = Room::with("vatten").without_colours();
    let mut desk = desk(&room);
    desk.keys("n:");
    let is_coloured = |cell: &vt100::Cell| {
        (cell.fgcolor(), cell.bgcolor()) != (vt100::Color::Default, vt100::Color::Default)
    };
    desk.wait_until(
        "something reversed and bold, and nothing coloured",
        |screen| {
            let (rows, columns) = screen.size();
            let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
            let cells: Vec<_> = places
                .filter_map(|(row, column)| screen.cell(row, column))
                .collect();
            let has = |what: fn(&vt100::Cell) -> bool| cells.iter().any(|cell| what(cell));
            has(vt100::Cell::inverse)
                && has(vt100::Cell::bold)
                && !cells.iter().any(|cell| is_coloured(cell))
        },
    );
    desk.keys("<esc>q");
    desk.leaves_with(0);
}

#[test]
fn after_kill_nine_in_the_middle_of_typing_everything_acknowledged_is_there() {
    let room = Room::with("vatten");
    let mut first = desk(&room);
    first.keys("nb");
    first.wait_saved(2);
    let clauses = (1..=60).fold(String::new(), |keys, number| {
        format!("{keys}sats {number};\r")
    });
    first.send(format!("{clauses}och en sats till").as_bytes());
    first.wait_saved_at_least(12);
    first.signal("KILL");
    assert!(first.wait_for_end().signal().is_some());
    let acknowledged = first.saved().expect("a number");

    let journal = room.journal("vatten");
    assert!(
        journal.len() as u64 >= acknowledged,
        "{} of {acknowledged}",
        journal.len()
    );
    for number in 1..=acknowledged - 2 {
        assert!(
            journal
                .iter()
                .any(|line| line.contains(&format!("att sats {number};"))),
            "{number}"
        );
    }
    let verified = room.asks(&["verify", "vatten"]).status.code();
    assert!(
        matches!(verified, Some(0 | 10)),
        "whole, or torn at the end: {verified:?}"
    );
    let mut again = room.sits_down(&["run", "vatten"], WIDE);
    again.wait_saved_at_least(acknowledged);
    again.wait_for("att sats 1;");
    // `Esc` first, should the unfinished clause be open again.
    again.keys("<a-q>");
    again.leaves_with(0);
}

#[test]
fn what_was_being_written_is_back_after_kill_nine() {
    let room = Room::with("vatten");
    let mut first = desk(&room);
    first.keys("nbhalv<esc>aFörsta raden<enter>andra");
    first.wait_saved(2);
    first.wait_for("andra");
    first.wait_until("a draft that is kept", |_| {
        room.drafts().iter().any(|draft| draft.contains("andra"))
    });
    first.signal("KILL");
    first.wait_for_end();
    let mut again = room.sits_down(&["run", "vatten"], WIDE);
    again.wait_for("Det som höll på att skrivas är kvar här.");
    again.keys(" raden<esc>");
    again.wait_saved(3);
    again.keys("b<enter><esc>q");
    again.leaves_with(0);
    let journal = room.journal("vatten");
    assert!(
        journal[2].contains("Första raden\\nandra raden"),
        "{}",
        journal[2]
    );
    assert!(journal[3].contains("\"att halv\""), "{}", journal[3]);
    assert!(
        room.drafts().is_empty(),
        "nothing is being written any more"
    );
}

#[test]
fn an_arrow_right_after_escape_is_an_arrow_and_records_nothing() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("nn");
    desk.wait_saved(2);
    desk.send(b"avad som helst");
    desk.wait_for("vad som helst");
    desk.send(b"\x1b\x1b[B");
    desk.wait_saved(3);
    desk.keys("q");
    desk.leaves_with(0);
    let journal = room.journal("vatten");
    assert_eq!(journal.len(), 3, "the notes, and no decision as proposed");
}

#[test]
fn a_burst_of_keys_longer_than_the_terminals_buffer_is_read_whole() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("na");
    desk.wait_saved(2);
    let notes = (1..=400).fold(String::new(), |text, number| format!("{text}{number} "));
    desk.send(notes.as_bytes());
    desk.wait_for(" 399 400");
    desk.keys("<esc>");
    desk.wait_saved(3);
    desk.keys("q");
    desk.leaves_with(0);
}

#[test]
fn a_second_desk_says_whose_the_text_is_records_nothing_and_follows() {
    let room = Room::with("vatten");
    let mut first = desk(&room);
    first.keys("n");
    first.wait_saved(2);
    let mut second = room.sits_down(&["run", "vatten"], WIDE);
    second.wait_for("ada@vattentornet 08:30 för protokollet; här går det att följa med.");
    second.keys("?");
    second.wait_for("Hjälp");
    // The help has taken the place of the notice; what is refused brings it back.
    second.keys("q1");
    second.wait_for("ada@vattentornet 08:30 för protokollet");
    assert_eq!(room.journal("vatten").len(), 2);
    first.keys("2");
    first.wait_saved(3);
    second.wait_for("att notera informationen");
    second.keys("q");
    second.leaves_with(0);
    assert_eq!(room.journal("vatten").len(), 3);
    first.keys("q");
    first.leaves_with(0);
}

#[test]
fn told_to_end_the_desk_leaves_the_terminal_as_it_was_and_what_was_saved_in_the_record() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let room = Room::with("vatten");
        let mut desk = desk(&room);
        desk.keys("n1bbygga en led");
        desk.wait_saved(3);
        desk.wait_for("att bygga en led");
        desk.signal(signal);
        desk.leaves_with(0);
        let record = std::fs::read_to_string(room.meeting_file("vatten.ron")).expect("a record");
        assert!(record.contains("att tacka för informationen"), "{signal}");
    }
}

#[test]
fn a_terminal_that_vanishes_ends_the_program_and_takes_nothing_with_it() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("n1");
    desk.wait_saved(3);
    desk.vanish();
    desk.wait_for_end();
    assert_eq!(room.journal("vatten").len(), 3);
    assert_eq!(room.asks(&["verify", "vatten"]).status.code(), Some(0));
}

#[test]
fn a_window_made_small_and_large_again_in_the_middle_of_a_word_keeps_the_word() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("nbbygga en led");
    desk.wait_for("att bygga en led");
    desk.resize((40, 10));
    desk.wait_for("Fönstret är för litet");
    desk.wait_for("att bygga en led");
    desk.keys("ning till ");
    desk.wait_for("att bygga en ledning till");
    desk.resize(WIDE);
    desk.wait_for("Dagordning");
    desk.keys("Ekö<enter>");
    desk.wait_saved(3);
    desk.wait_for("att bygga en ledning till Ekö");
    desk.keys("<enter>q");
    desk.leaves_with(0);
    assert!(room.journal("vatten")[2].contains("\"att bygga en ledning till Ekö\""));
}

#[test]
fn a_mistake_in_the_agenda_is_told_on_the_ordinary_screen_with_place_and_nearest_name() {
    let room = Room::with("vatten");
    let agenda = "Agenda(\n    body: (id: \"kd\", name: \"Gruppen\"), date: \"2026-03-27\",\n    \
                  items: [(title: \"Öppnande\", minuts: 5)],\n)\n";
    room.puts_agenda("felet.ron", agenda);
    let mut desk = room.sits_down(&["run", "felet"], (200, 40));
    desk.leaves_with(1);
    let screen = desk.screen();
    assert!(screen.contains("book/agendas/felet.ron:3:"), "{screen}");
    assert!(
        screen.contains("items: [(title: \"Öppnande\", minuts: 5)]"),
        "{screen}"
    );
    assert!(screen.contains("menades minutes?"), "{screen}");
    assert!(!desk.has_sent(b"\x1b[?1049h"), "the screen is never taken");
    assert!(room.journal("felet").is_empty());
}

#[test]
fn without_a_terminal_the_desk_says_so_in_one_sentence() {
    let room = Room::with("vatten");
    for command in [&["run", "vatten"][..], &["demo"]] {
        let answer = room.asks(command);
        assert_eq!(answer.status.code(), Some(2));
        assert_eq!(
            String::from_utf8_lossy(&answer.stderr),
            "klubba: skrivbordet behöver en terminal.\n"
        );
        assert!(answer.stdout.is_empty());
    }
    assert!(room.journal("vatten").is_empty());
    assert!(room.lies_in("tmp").is_empty());
}

#[test]
fn the_demo_shows_a_living_meeting_and_leaves_nothing_behind() {
    let room = Room::with("vatten");
    for is_told_to_end in [false, true] {
        let mut demo = room.sits_down(&["demo"], WIDE);
        demo.wait_for("PÅGÅR");
        demo.wait_for("Får elen plats?");
        let before = demo.saved().expect("a number");
        demo.keys("B");
        demo.wait_saved(before + 1);
        assert_eq!(room.lies_in("tmp").len(), 1);
        if is_told_to_end {
            demo.signal("TERM");
        } else {
            demo.keys("q");
        }
        demo.leaves_with(0);
        assert!(room.lies_in("tmp").is_empty(), "{:?}", room.lies_in("tmp"));
        assert!(room.lies_in("home").is_empty() && room.lies_in("state").is_empty());
    }
}

#[test]
fn a_rehearsal_leaves_nothing_behind_whether_the_meeting_has_begun_or_not() {
    let room = Room::with("vatten");
    let rehearse = || {
        let mut rehearsal = room.sits_down(&["run", "--rehearse", "vatten"], WIDE);
        rehearsal.wait_for("Vattengruppen");
        let before = rehearsal.saved().expect("a number");
        rehearsal.keys("nbbygga<enter>");
        rehearsal.wait_saved(before + 2);
        rehearsal.keys("<esc>aÖvning<esc>");
        rehearsal.wait_saved(before + 3);
        rehearsal.keys("q");
        rehearsal.leaves_with(0);
        assert_eq!(room.lies_in("tmp"), Vec::<String>::new());
        assert_eq!(room.drafts(), Vec::<String>::new());
        before
    };
    assert_eq!(rehearse(), 1);
    assert_eq!(room.lies_in("book"), ["agendas"]);
    assert_eq!(room.lies_in("state"), Vec::<String>::new());
    let mut desk = desk(&room);
    desk.keys("n");
    desk.wait_saved(2);
    desk.keys("q");
    desk.leaves_with(0);
    let before = (room.journal("vatten"), room.lies_in("book/meetings").len());
    assert_eq!(rehearse(), 2, "it goes on where the meeting is");
    assert_eq!(
        (room.journal("vatten"), room.lies_in("book/meetings").len()),
        before
    );
}

#[test]
fn the_book_opens_a_meeting_looks_back_searches_and_makes_an_agenda() {
    let room = Room::with("vatten");
    let mut book = room.sits_down(&[], WIDE);
    book.wait_for("dagordning");
    // What is typed in one breath with the key that opens the desk is the desk's.
    book.keys("<enter>nbbygga en ledning<enter>");
    book.wait_saved(3);
    book.keys("<esc>q");
    book.wait_for("Pågår");
    book.wait_for("1 beslut");
    book.keys("<c-r>");
    book.wait_for("att bygga en ledning");
    book.keys("<esc>");
    book.wait_for("Pågår");
    book.keys("<c-f>ledning");
    book.wait_for("Sök: ledning");
    book.wait_for("träffar");
    book.keys("<esc>");
    book.wait_for("Pågår");
    book.keys("<c-n>");
    book.wait_for("Kommande");
    assert_eq!(room.lies_in("book/agendas").len(), 2);
    book.keys("<esc>");
    book.leaves_with(0);
}

#[test]
fn what_is_copied_is_given_to_the_terminal_and_kept_in_a_file_that_is_named() {
    let room = Room::with("vatten");
    let mut desk = desk(&room);
    desk.keys("nahej<c-c>");
    desk.wait_for("Kopierat; ligger även i");
    assert!(desk.has_sent(b"\x1b]52;c;aGVq\x1b\\"), "OSC 52");
    assert_eq!(room.copied(), "hej\n");
    desk.keys("<esc>q");
    desk.leaves_with(0);
}
