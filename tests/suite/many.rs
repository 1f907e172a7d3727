//! Makes books of many meetings, each logged by the rules and written as the recorder writes it, but
//! not synced: for tests, and for measuring.
//!
//! ```text
//! KLUBBA_BOOK_OUT=/tmp/book KLUBBA_BOOK_COUNT=1000 cargo test --release --test suite -- --ignored makes_a_book
//! ```

use std::fs;
use std::path::Path;

use chrono::{Days, NaiveDate, TimeDelta};
use klubba::book::Book;
use klubba::book::journal::{ChainHead, line};
use klubba::book::record::Record;
use klubba::book::recorder::fresh_id;
use klubba::meeting::Meeting;
use klubba::meeting::agenda::{Agenda, AgendaRow, Attendee, Body};
use klubba::meeting::assignment::AssignmentWords;
use klubba::meeting::command::Command;
use klubba::meeting::event::Entry;
use klubba::meeting::item::ItemId;
use klubba::meeting::outcome::{Outcome, OutcomeKind};
use klubba::meeting::person::Role;
use klubba::meeting::rules::decide;
use klubba::meeting::running_text::TextPlace;
use klubba::meeting::time::Timestamp;

const BODIES: [(&str, &str); 4] = [
    ("familjen-kd", "Kommundirektörsmöte i Familjen Sundet"),
    ("skolchefer", "Skolchefsgruppen"),
    ("raddning", "Samrådet för räddningstjänst och beredskap"),
    ("digital", "Styrgruppen för digital samverkan"),
];
const PLACES: [&str; 12] = [
    "Höganäs",
    "Perstorp",
    "Ängelholm",
    "Åstorp",
    "Klippan",
    "Svalöv",
    "Båstad",
    "Landskrona",
    "Bjuv",
    "Örkelljunga",
    "Helsingborg",
    "Umeå",
];
const FIRST: [&str; 16] = [
    "Marie",
    "Elin",
    "Carina",
    "Christer",
    "Tomas",
    "Åsa",
    "Jonas",
    "Herman",
    "Pernilla",
    "Agneta",
    "Ardiana",
    "Mikael",
    "Örjan",
    "Zahra",
    "Ulla-Britt",
    "André",
];
const LAST: [&str; 16] = [
    "Alderhult",
    "Brohed",
    "Crona",
    "Dalströmmen",
    "Ekenäs",
    "Forsvik",
    "Granmo",
    "Hallarp",
    "Isgren",
    "Järnåsen",
    "Kivirova",
    "Lundaberg",
    "Myråker",
    "Norrbergh",
    "Öhrnell",
    "Palmér",
];
const MATTERS: [&str; 24] = [
    "Bostadsförsörjning",
    "Upphandling av skolskjuts",
    "Beredskap och civilt försvar",
    "Extern finansiering",
    "Digital nämndhantering",
    "Gemensam växel",
    "Vattenförsörjning på lång sikt",
    "Regional utvecklingsstrategi",
    "Äldreomsorgens bemanning",
    "Kollektivtrafik på landsbygden",
    "Budget för sekretariatet",
    "Elnätets kapacitet",
    "Avfallsplan",
    "Lärlingsutbildning",
    "Nyanländas etablering",
    "Överenskommelse om pendlarparkering",
    "Krisledningsövning",
    "Informationssäkerhet",
    "Näringslivets tillväxt",
    "Detaljplaner nära järnvägen",
    "Studentbostäder",
    "Friluftsliv och leder",
    "Översyn av avtal",
    "Välfärdsteknik",
];
const SAYS: [&str; 12] = [
    "redogör för läget och de frågor som återstår",
    "berättar att underlaget är försenat och väntas till hösten",
    "lyfter att kostnaderna ökar snabbare än beräknat",
    "informerar om dialogen med regionen och länsstyrelsen",
    "ser behov av en gemensam bild innan styrelsen beslutar",
    "föreslår att frågan bereds vidare i en arbetsgrupp",
    "påpekar att flera kommuner saknar resurser för ett införande",
    "vill att tidplanen förtydligas och förankras",
    "konstaterar att intresset är stort men att ansvaret är oklart",
    "hänvisar till den kartläggning som gjordes i våras",
    "frågar hur personalens arbetsmiljö påverkas av förändringen",
    "betonar att små kommuner måste få samma stöd",
];
const ADDS: [&str; 10] = [
    "Gruppen diskuterade konsekvenserna för budgeten och enades om att avvakta.",
    "En rekommendation tas fram till nästkommande möte.",
    "Remissvaret skickas ut tillsammans med kallelsen.",
    "Frågan rör framför allt de kommuner som gränsar till kusten.",
    "Projektet finansieras till hälften av statliga medel.",
    "Erfarenheterna från i fjol visar att samordningen måste börja tidigare.",
    "Underlaget finns i bilagan, se särskilt avsnittet om ansvar och gränsdragning.",
    "Kontaktpersoner utses i varje kommun så snart avtalet är undertecknat.",
    "Det råder samsyn om målet, men vägen dit behöver utredas.",
    "Flera deltagare efterfrågade en uppföljning av nyckeltalen.",
];
const PHRASES: [&str; 6] = [
    "att tacka för informationen",
    "att notera informationen",
    "att godkänna förslaget",
    "att lägga rapporten till handlingarna",
    "att ärendet tas upp på nästa möte",
    "att ställa sig bakom förslaget",
];

/// Numbers that look thrown and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

fn name(number: usize) -> String {
    format!(
        "{} {}",
        FIRST[number % 16],
        LAST[(number / 16 + number * 7) % 16]
    )
}

fn agenda(number: usize, date: NaiveDate, dice: &mut Dice) -> Agenda {
    let (id, body) = BODIES[number % BODIES.len()];
    let roles = [Role::Chair, Role::Secretary];
    let people = (0..12).map(|seat| Attendee {
        name: name(number % BODIES.len() * 40 + seat + number / 400),
        represents: Some(PLACES[seat].to_owned()),
        title: None,
        role: roles.get(seat).copied().unwrap_or(Role::Member),
    });
    let items: Vec<AgendaRow> = (1..=11)
        .map(|place| AgendaRow {
            label: Some(if number % 4 == 2 {
                format!("§ {}", number % 90 + place)
            } else {
                place.to_string()
            }),
            title: format!(
                "{}, {}",
                dice.one_of(&MATTERS),
                dice.one_of(&["lägesrapport", "förslag", "uppföljning", "beslut"])
            ),
            minutes: Some(10),
            presenters: vec![name(dice.below(200))],
            attachments: if dice.below(4) == 0 {
                vec!["Tjänsteskrivelse, version 2".into()]
            } else {
                Vec::new()
            },
            ..AgendaRow::default()
        })
        .collect();
    Agenda {
        body: Body {
            id: id.into(),
            name: body.into(),
        },
        title: format!("Protokoll {}", number % 12 + 1),
        kind: klubba::meeting::agenda::DocumentKind::Protokoll,
        number: None,
        date,
        starts: "08:30".parse().ok(),
        ends: "12:00".parse().ok(),
        place: Some(format!("Stadshuset, {}", dice.one_of(&PLACES))),
        mode: klubba::meeting::agenda::Procedure::Group,
        style: klubba::meeting::style::HouseStyle::default(),
        people: people.collect(),
        opening: String::new(),
        closing: String::new(),
        items,
    }
}

fn notes(number: usize, dice: &mut Dice) -> String {
    let mut notes = String::new();
    for _ in 0..=dice.below(3) {
        let (who, says, year) = (
            name(dice.below(200)),
            dice.one_of(&SAYS),
            2010 + dice.below(20),
        );
        let (one, other, crowns) = (
            dice.one_of(&ADDS),
            dice.one_of(&ADDS),
            dice.below(900) + 100,
        );
        let paragraph = format!("{who} {says} ({year}, {crowns} tkr). {one} {other}\n\n");
        notes.push_str(&paragraph);
    }
    // In one meeting of a hundred, and not in all its items.
    if number % 100 == 7 && dice.below(3) == 0 {
        notes.push_str("Älgstängslet vid väg 21 är trasigt och repareras.\n");
    }
    notes.trim_end().to_owned()
}

/// What is asked for at a meeting, after its agenda was taken in.
fn course(number: usize, items: &[ItemId], dice: &mut Dice) -> Vec<Command> {
    let mut commands = vec![Command::MarkAllPresent];
    for item in items.iter().copied() {
        commands.push(Command::OpenItem { item });
        let text = notes(number, dice);
        commands.push(Command::WriteText {
            place: TextPlace::Notes(item),
            before: String::new(),
            text,
        });
        match dice.below(8) {
            0..5 => commands.push(Command::RecordDecision {
                item,
                clauses: vec![dice.one_of(&PHRASES).to_owned()],
            }),
            5 => {
                let clause = format!(
                    "att {} tar fram ett förslag om {} till den {} mars",
                    name(dice.below(200)),
                    dice.one_of(&MATTERS).to_lowercase(),
                    dice.below(28) + 1
                );
                commands.push(Command::RecordDecision {
                    item,
                    clauses: vec![clause, "att punkten därmed är klar".into()],
                });
                let words = AssignmentWords {
                    who: name(dice.below(200)),
                    what: format!(
                        "ta fram ett förslag om {}",
                        dice.one_of(&MATTERS).to_lowercase()
                    ),
                    due: "före 27 april".into(),
                    to: String::new(),
                };
                commands.push(Command::GiveAssignment { item, words });
            }
            6 => {
                let outcome = Outcome {
                    kind: OutcomeKind::Postponed,
                    to: Some("nästkommande möte".into()),
                    purpose: None,
                };
                commands.push(Command::SetOutcome {
                    item,
                    outcome: Some(outcome),
                });
            }
            _ => {}
        }
    }
    commands.push(Command::CloseMeeting);
    commands
}

/// Writes this many meetings into a book, the newest in the autumn of 2026.
pub fn write(root: &Path, count: usize) {
    let book = Book::at(root);
    fs::create_dir_all(book.meetings()).expect("a folder");
    let newest = NaiveDate::from_ymd_opt(2026, 10, 30).expect("a day");
    for number in 0..count {
        // A body meets at most once a day; books of ten thousand reach far back.
        let date = newest - Days::new((number / BODIES.len() * 3) as u64);
        write_one(&book, number, date);
    }
}

fn write_one(book: &Book, number: usize, date: NaiveDate) {
    let mut dice = Dice(number as u64 + 1);
    let agenda = agenda(number, date, &mut dice);
    let files = book.files(&format!("{date}-{}", agenda.body.id));
    let mut at: Timestamp = format!("{date}T08:30:00+01:00").parse().expect("a moment");
    let (mut meeting, mut head, mut journal) =
        (Meeting::default(), ChainHead::default(), String::new());
    let mut record = |meeting: &mut Meeting, command: &Command| {
        at += TimeDelta::seconds(97);
        let events = decide(meeting, command, at).expect("allowed");
        let entry = Entry {
            id: fresh_id(at),
            at,
            by: "sekreterare".into(),
            events,
        };
        let (written, next) = line(&entry, &head, 0).expect("RON");
        journal += &(written + "\n");
        head = next;
        meeting.apply(entry);
    };
    record(
        &mut meeting,
        &Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        },
    );
    let items: Vec<ItemId> = meeting.items().map(|item| item.id).collect();
    for command in course(number, &items, &mut dice) {
        record(&mut meeting, &command);
    }
    let text = Record::of(&files.stem, &meeting, &head, journal.len() as u64)
        .text()
        .expect("RON");
    fs::write(&files.journal, journal).expect("a journal");
    fs::write(&files.record, text).expect("a record");
}

#[test]
#[ignore = "writes as many meetings as it is told to, where it is told to"]
fn makes_a_book_of_many_meetings() {
    let root = std::env::var_os("KLUBBA_BOOK_OUT").expect("KLUBBA_BOOK_OUT");
    let count = std::env::var("KLUBBA_BOOK_COUNT")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1000);
    write(Path::new(&root), count);
}
