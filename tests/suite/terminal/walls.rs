//! The wall beside the desk, both as real programs at terminals of their own: what the room sees
//! and what it never sees, what the chair's keys do, and how the desk changes hands.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use serde_json::Value;
use vt100::Parser;

use super::{AtTerminal, Room, WIDE, desk};

/// A projector on which every text but the head is in the terminal's own letters.
const SMALL: (u16, u16) = (80, 24);

/// What every secret begins with.
const SECRET: &str = "HEMLIG";

/// A wall that shows the meeting under way, whichever it is.
fn wall(room: &Room) -> AtTerminal {
    room.sits_down(&["wall"], SMALL)
}

/// Sits down at the meeting about water, and opens its second item as entry 2.
fn desk_at_reserve_water(room: &Room) -> AtTerminal {
    let mut desk = desk(room);
    desk.keys("<down><enter>");
    desk.wait_saved(2);
    desk
}

fn wait_until_gone(at: &AtTerminal, text: &str) {
    at.wait_until(&format!("no {text}"), |screen| {
        !screen.contents().contains(text)
    });
}

fn journal_bytes(room: &Room) -> Vec<u8> {
    fs::read(room.meeting_file("vatten.journal")).expect("a journal")
}

/// What was decided under the item with this number, as the JSON of the meeting has it.
fn decided(room: &Room, label: &str) -> Vec<String> {
    let answer = room.asks(&["export", "vatten", "--to", "json"]);
    assert_eq!(
        answer.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let meeting: Value = serde_json::from_slice(&answer.stdout).expect("JSON");
    let item = item_with(&meeting, label).expect("an item with this number");
    let mut texts = Vec::new();
    clauses(&item["decisions"], &mut texts);
    texts
}

fn item_with<'a>(value: &'a Value, label: &str) -> Option<&'a Value> {
    let is_it = value.get("label").and_then(Value::as_str) == Some(label)
        && value.get("decisions").is_some();
    match value {
        _ if is_it => Some(value),
        Value::Array(values) => values.iter().find_map(|value| item_with(value, label)),
        Value::Object(fields) => fields.values().find_map(|value| item_with(value, label)),
        _ => None,
    }
}

fn clauses(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.extend(text.starts_with("att ").then(|| text.clone())),
        Value::Array(values) => values.iter().for_each(|value| clauses(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| clauses(value, texts)),
        _ => {}
    }
}

/// Reads the draft that lies beside the journal, again and again, and keeps each version of it.
struct Spy {
    stop: Sender<()>,
    versions: JoinHandle<Vec<Vec<u8>>>,
}

impl Spy {
    fn on(path: PathBuf) -> Self {
        let (stop, told) = channel();
        let versions = spawn(move || {
            let mut versions: Vec<Vec<u8>> = Vec::new();
            while let Err(RecvTimeoutError::Timeout) = told.recv_timeout(Duration::from_millis(1)) {
                let version = fs::read(&path).unwrap_or_default();
                if versions.last() != Some(&version) {
                    versions.push(version);
                }
            }
            versions
        });
        Self { stop, versions }
    }

    fn tells(self) -> Vec<String> {
        drop(self.stop);
        let versions = self.versions.join().expect("a spy that comes home");
        versions
            .iter()
            .map(|version| String::from_utf8_lossy(version).into_owned())
            .collect()
    }
}

/// Nothing that the wall has written, in its bytes or on any screen that they made, holds a text:
/// only changed cells are written, so a word on the screen need not be a word among the bytes.
fn has_never_shown(wall: &AtTerminal, text: &str) {
    assert!(!wall.has_sent(text.as_bytes()), "{text} is among the bytes");
    let mut parser = Parser::new(SMALL.1, SMALL.0, 0);
    for piece in wall.raw().chunks(64) {
        parser.process(piece);
        let screen = parser.screen().contents();
        assert!(
            !screen.contains(text),
            "{text} has been on the wall:\n{screen}"
        );
    }
}

/// The agenda about water with a secret in each of its private places.
fn puts_agenda_with_secrets(room: &Room) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let mut text = fs::read_to_string(path).expect("an agenda");
    for (open, secret) in [
        ("title: \"ordförande\"", "title: \"HEMLIG1\""),
        (
            "    items: [",
            "    opening: \"HEMLIG2\",\n    closing: \"HEMLIG3\",\n    items: [",
        ),
        (
            "title: \"Öppnande\",",
            "title: \"Öppnande\", background: \"HEMLIG4\",",
        ),
        (
            "title: \"Reservvatten\",",
            "title: \"Reservvatten\", background: \"HEMLIG5\",",
        ),
        (
            "title: \"Laget runt\",",
            "title: \"Laget runt\", background: \"HEMLIG6\",",
        ),
    ] {
        assert!(text.contains(open), "{open}");
        text = text.replacen(open, secret, 1);
    }
    room.puts_agenda("vatten.ron", &text);
}

/// Presses keys, and then a key more when what they wrote is on the desk's screen.
fn writes(desk: &mut AtTerminal, keys: &str, text: &str, then: &str) {
    desk.keys(keys);
    desk.types(text);
    desk.wait_for(text);
    desk.keys(then);
}

/// A sitting without a wall, killed while everything that is not to be seen lay in the draft.
fn leaves_secrets_behind(room: &Room) {
    let mut desk = desk_at_reserve_water(room);
    writes(&mut desk, "b", "HEMLIG10", "<esc>");
    desk.wait_until("a clause put aside", |_| {
        !room.meeting_file("vatten.draft").exists()
    });
    writes(&mut desk, "u", "HEMLIG11", "<esc>");
    writes(&mut desk, "a", "HEMLIG12", "<esc>");
    desk.wait_saved(3);
    writes(&mut desk, "a", "HEMLIG13", "");
    desk.wait_until("a draft with all of it", |_| {
        let has = |draft: &str, number: u32| draft.contains(&format!("{SECRET}{number}"));
        room.drafts()
            .iter()
            .any(|draft| [10, 11, 13].iter().all(|number| has(draft, *number)))
    });
    desk.signal("KILL");
    assert!(desk.wait_for_end().signal().is_some());
}

/// Writes in all private fields with the room looking on.
fn writes_secrets(desk: &mut AtTerminal) {
    desk.wait_for("Det som höll på att skrivas är kvar här.");
    desk.wait_for("HEMLIG13");
    desk.types(" HEMLIG14");
    desk.wait_for("HEMLIG14");
    desk.keys("<esc>");
    desk.wait_saved(4);
    writes(desk, "mi", "HEMLIG15", "<esc>");
    desk.wait_saved(5);
    writes(desk, "mk", "HEMLIG16", "<esc>");
    desk.wait_saved(6);
    writes(desk, "u", "HEMLIG17", "<esc>");
    writes(desk, "sb", "HEMLIG18", "<esc>");
    writes(desk, "en", "HEMLIG19", "<esc>");
    writes(desk, "mp", "HEMLIG20", "<esc>");
    writes(desk, ":", "HEMLIG21", "<esc>");
    // Two `Esc` in one breath are one.
    wait_until_gone(desk, "Kommandon");
}

#[test]
fn a_wall_that_was_there_before_the_desk_waits_and_then_shows_each_letter_and_what_is_decided() {
    let room = Room::with("vatten");
    let mut wall = wall(&room);
    wall.wait_for("Väntar på att mötet ska börja");
    let mut desk = desk(&room);
    wall.wait_for("Först: 1  Öppnande");
    desk.keys("<down><enter>");
    desk.wait_saved(2);
    wall.wait_for("Härnäst: 4  Provtagning");
    wall.wait_for("att bygga en gemensam ledning");
    let mut typed = "att ".to_owned();
    desk.keys("b");
    for letters in ["b", "yg", "ga nytt"] {
        desk.types(letters);
        typed.push_str(letters);
        wall.wait_for("Formuleras nu");
        wall.wait_for(&format!("{typed}▏"));
    }
    assert!(!wall.screen().contains("Beslutat"), "{}", wall.screen());
    assert_eq!(room.journal("vatten").len(), 2, "nothing is recorded yet");
    desk.keys("<enter>");
    wall.wait_for("Beslutat");
    wall.wait_for("att bygga nytt");
    wait_until_gone(&wall, "Formuleras nu");
    wait_until_gone(&wall, "▏");
    wall.keys("q");
    wall.leaves_with(0);
    desk.keys("<enter>q");
    desk.leaves_with(0);
    assert_eq!(room.journal("vatten").len(), 3);
}

#[test]
fn what_is_private_is_never_among_the_bytes_that_the_wall_writes_nor_in_the_draft_beside_the_journal()
 {
    let room = Room::with("vatten");
    puts_agenda_with_secrets(&room);
    leaves_secrets_behind(&room);
    let spy = Spy::on(room.meeting_file("vatten.draft"));
    let mut wall = wall(&room);
    wall.wait_for("Härnäst: 4  Provtagning");
    let mut desk = room.sits_down(&["run", "vatten"], WIDE);
    writes_secrets(&mut desk);
    desk.keys("<esc><down><enter>");
    desk.wait_saved(7);
    wall.wait_for("Härnäst: Laget runt");
    writes(&mut desk, "b", "synas för alla", "");
    wall.wait_for("att synas för alla▏");
    desk.keys("<enter>");
    desk.wait_saved(8);
    wall.wait_for("Beslutat");
    desk.keys("<enter>");
    writes(&mut desk, "a", "HEMLIG30", "<esc>");
    desk.wait_saved(9);
    desk.keys("w<enter>");
    wall.wait_for("Vi fortsätter om en stund");
    writes(&mut desk, "a", " HEMLIG31", "<esc>");
    desk.keys("w");
    wall.wait_for("Beslutat");
    desk.keys("<esc><down><down><enter>");
    wall.wait_for("Sista punkten");
    writes(&mut desk, "a", "HEMLIG32", "<esc>");
    desk.keys("ma<enter>");
    wall.wait_for("Avslutat kl.");
    writes(&mut desk, "mk", " HEMLIG33", "<esc>");
    desk.wait_saved(15);
    desk.keys("q");
    desk.leaves_with(0);
    wall.keys("q");
    wall.leaves_with(0);
    let journal = room.journal("vatten").concat();
    for number in [1, 2, 3, 4, 5, 6, 12, 13, 14, 15, 16, 30, 31, 32, 33] {
        assert!(
            journal.contains(&format!("{SECRET}{number}")),
            "{number} was written"
        );
    }
    has_never_shown(&wall, SECRET);
    let drafts = spy.tells();
    assert!(
        drafts.iter().any(|draft| draft.contains("synas")),
        "{drafts:?}"
    );
    assert!(
        drafts.iter().all(|draft| !draft.contains(SECRET)),
        "{drafts:?}"
    );
}

#[test]
fn an_error_at_the_desk_is_not_told_to_the_room_nor_is_anything_decided_there_before_it_is_saved() {
    let room = Room::with("vatten");
    let mut desk = desk_at_reserve_water(&room);
    let mut wall = wall(&room);
    wall.wait_for("Härnäst: 4  Provtagning");
    let lock = File::options()
        .write(true)
        .open(room.meeting_file("vatten.lock"))
        .expect("a lock file");
    lock.lock().expect("the lock of the journal");
    desk.keys("8");
    desk.wait_for("Det finns ingen fras på");
    writes(&mut desk, "b", "bygga nytt", "<enter>");
    desk.wait_for("INTE SPARAT");
    desk.wait_for("journalen hålls av");
    assert!(
        wall.screen().contains("att bygga nytt▏"),
        "{}",
        wall.screen()
    );
    assert!(wall.screen().contains("Formuleras nu"), "{}", wall.screen());
    wall.keys("n");
    wall.wait_for("Det gick inte just nu.");
    lock.unlock().expect("the lock of the journal");
    wall.wait_for("Beslutat");
    wait_until_gone(&desk, "INTE SPARAT");
    let (journal, aside) = (
        room.meeting_file("vatten.journal"),
        room.meeting_file("aside"),
    );
    fs::rename(&journal, &aside).expect("a folder");
    wall.wait_for("ej live sedan");
    desk.keys("<esc>");
    writes(&mut desk, "a", "HEMLIG1", "<esc>");
    desk.wait_for("INTE SPARAT");
    desk.wait_for("journalen går inte att läsa");
    fs::rename(&aside, &journal).expect("a folder");
    wait_until_gone(&desk, "INTE SPARAT");
    wait_until_gone(&wall, "ej live sedan");
    wall.keys("q");
    wall.leaves_with(0);
    for told in [
        "journal",
        "INTE SPARAT",
        "hålls",
        "tryggt",
        "försöks",
        "error",
        "pid ",
        "ingen fras",
        SECRET,
    ] {
        has_never_shown(&wall, told);
    }
    desk.keys("q");
    desk.leaves_with(0);
}

#[test]
fn who_follows_takes_the_desk_over_when_it_is_free_and_has_the_words_that_were_being_written() {
    let room = Room::with("vatten");
    let mut first = desk_at_reserve_water(&room);
    let mut second = room.sits_down(&["run", "vatten"], WIDE);
    second.wait_for("ada@vattentornet 08:30 för protokollet; här går det att följa med.");
    second.keys("T");
    second.wait_for("Skrivbordet har en ägare.");
    second.keys("1");
    second.wait_for("ada@vattentornet 08:30 för protokollet");
    assert_eq!(room.journal("vatten").len(), 2);
    writes(&mut first, "b", "bygga en led", "");
    first.wait_until("a draft that is kept", |_| {
        room.drafts().iter().any(|kept| kept.contains("en led"))
    });
    first.signal("KILL");
    first.wait_for_end();
    second.wait_for("Skrivbordet är ledigt: T tar över det.");
    second.keys("1");
    second.wait_for("Skrivbordet är ledigt");
    assert_eq!(room.journal("vatten").len(), 2, "free is not ours");
    second.keys("T");
    second.wait_for("att bygga en led");
    second.wait_for("kvar här.");
    second.keys("ning<enter>");
    second.wait_saved(3);
    second.keys("<enter>11");
    second.wait_saved(4);
    let clauses = ["att bygga en ledning", "att tacka för informationen"];
    assert_eq!(decided(&room, "2"), clauses);
    let mut third = room.sits_down(&["run", "vatten"], WIDE);
    third.wait_for("för protokollet; här går det att följa med.");
    third.keys("q");
    third.leaves_with(0);
    second.keys("q");
    second.leaves_with(0);
}

#[test]
fn who_takes_over_a_desk_where_nothing_was_being_written_is_told_that_it_is_theirs() {
    let room = Room::with("vatten");
    let mut first = desk_at_reserve_water(&room);
    let mut second = room.sits_down(&["run", "vatten"], WIDE);
    second.wait_for("här går det att följa med.");
    first.keys("q");
    first.leaves_with(0);
    second.wait_for("Skrivbordet är ledigt");
    second.keys("T");
    second.wait_for("Skrivbordet är ditt.");
    second.keys("1");
    second.wait_saved(3);
    second.keys("q");
    second.leaves_with(0);
}

#[test]
fn a_step_at_the_wall_is_at_the_desk_at_once_and_leaves_the_half_written_clause_with_its_item() {
    let room = Room::with("vatten");
    let mut desk = desk_at_reserve_water(&room);
    let mut wall = wall(&room);
    writes(&mut desk, "b", "ge stöd till", "");
    wall.wait_for("att ge stöd till▏");
    wall.keys("n");
    desk.wait_for("▶ 4 Provtagning");
    desk.wait_for("Nu är 4  Provtagning");
    assert!(
        desk.screen().contains("att ge stöd till"),
        "{}",
        desk.screen()
    );
    wall.wait_for("Formuleras nu, punkt 2");
    wall.wait_for("att ge stöd till▏");
    wall.wait_for("Härnäst: Laget runt");
    desk.types(" båda");
    wall.wait_for("att ge stöd till båda▏");
    desk.keys("<enter>");
    desk.wait_saved(4);
    wait_until_gone(&wall, "Formuleras nu");
    assert_eq!(decided(&room, "2"), ["att ge stöd till båda"]);
    assert!(decided(&room, "4").is_empty());
    assert!(
        room.journal("vatten")[2].contains("ordförande"),
        "{}",
        room.journal("vatten")[2]
    );
    desk.keys("<enter>");
    desk.wait_for("┏ 4  Provtagning");
    desk.keys("q");
    desk.leaves_with(0);
    wall.keys("q");
    wall.leaves_with(0);
}

#[test]
fn a_wall_that_is_read_only_says_so_and_steps_nowhere() {
    let room = Room::with("vatten");
    let mut desk = desk_at_reserve_water(&room);
    let mut wall = room.sits_down(&["wall", "vatten", "--read-only"], SMALL);
    wall.wait_for("Härnäst: 4  Provtagning");
    let before = journal_bytes(&room);
    for key in ["n", "p", "w", "<right>", "<left>", "<space>"] {
        // A step right after another is taken for a slip, and not answered.
        let since = super::now();
        wall.keys(key);
        wall.wait_for("skrivskyddad");
        wall.lets_pass(Duration::from_millis(600), since);
        wall.keys("x");
        wait_until_gone(&wall, "skrivskyddad");
    }
    assert_eq!(journal_bytes(&room), before);
    desk.keys("1");
    desk.wait_saved(3);
    wall.wait_for("Beslutat");
    wall.keys("q");
    wall.leaves_with(0);
    desk.keys("q");
    desk.leaves_with(0);
}

#[test]
fn a_journal_that_has_gone_leaves_the_decision_on_the_wall_with_a_mark_until_it_is_back() {
    let room = Room::with("vatten");
    let mut desk = desk_at_reserve_water(&room);
    let mut wall = wall(&room);
    writes(&mut desk, "b", "bygga nytt", "<enter>");
    desk.wait_saved(3);
    wall.wait_for("Beslutat");
    let (journal, aside) = (
        room.meeting_file("vatten.journal"),
        room.meeting_file("aside"),
    );
    fs::rename(&journal, &aside).expect("a folder");
    wall.wait_for("ej live sedan 08.3");
    let lost = wall.screen();
    assert!(
        lost.contains("Beslutat") && lost.contains("att bygga nytt"),
        "{lost}"
    );
    wall.keys("n");
    wall.wait_for("Det gick inte just nu.");
    fs::rename(&aside, &journal).expect("a folder");
    wait_until_gone(&wall, "ej live");
    let back = wall.screen();
    assert!(
        back.contains("Beslutat") && back.contains("att bygga nytt"),
        "{back}"
    );
    assert_eq!(
        room.journal("vatten").len(),
        3,
        "what was not done then is not done later"
    );
    desk.keys("<enter>11");
    desk.wait_saved(4);
    wall.wait_for("att tacka för informationen");
    wall.keys("q");
    wall.leaves_with(0);
    desk.keys("q");
    desk.leaves_with(0);
}

#[test]
fn told_to_end_the_wall_leaves_the_terminal_as_it_was_whether_it_waits_or_shows() {
    let room = Room::with("vatten");
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut waiting = wall(&room);
        waiting.wait_for("Väntar på att mötet ska börja");
        waiting.signal(signal);
        waiting.leaves_with(0);
    }
    let mut desk = desk_at_reserve_water(&room);
    let before = journal_bytes(&room);
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut wall = wall(&room);
        wall.wait_for("Härnäst: 4  Provtagning");
        wall.signal(signal);
        wall.leaves_with(0);
    }
    let mut vanishing = wall(&room);
    vanishing.wait_for("Härnäst: 4  Provtagning");
    vanishing.vanish();
    vanishing.wait_for_end();
    assert_eq!(journal_bytes(&room), before);
    desk.keys("q");
    desk.leaves_with(0);
}

#[test]
fn who_follows_cannot_write_and_is_told_whose_the_text_is() {
    let room = Room::with("vatten");
    let _first = desk_at_reserve_water(&room);
    let mut second = room.sits_down(&["run", "vatten"], WIDE);
    for key in ["b", "a", "u", "1"] {
        second.wait_for("här går det att följa med.");
        second.keys("?");
        second.wait_for("Vid skrivbordet:");
        second.keys("q");
        second.keys(key);
    }
    second.wait_for("här går det att följa med.");
}

#[test]
fn what_is_typed_in_one_breath_with_the_taking_over_is_not_lost() {
    let room = Room::with("vatten");
    let mut first = desk_at_reserve_water(&room);
    let mut second = room.sits_down(&["run", "vatten"], WIDE);
    second.wait_for("här går det att följa med.");
    writes(&mut first, "b", "den förstas ord", "");
    first.wait_until("a draft that is kept", |_| {
        room.drafts().iter().any(|kept| kept.contains("tas ord"))
    });
    first.signal("KILL");
    first.wait_for_end();
    second.wait_for("Skrivbordet är ledigt");
    second.keys("Tbden andras ord");
    second.wait_for("den förstas ord");
    second.wait_for("den andras ord");
}
