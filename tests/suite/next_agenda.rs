//! `klubba new`: the next agenda as a file in the book, made from meetings that were really held.

use std::path::{Path, PathBuf};

use klubba::book::agenda_file;
use klubba::meeting::agenda::{Agenda, AgendaRow};
use klubba::meeting::assignment::AssignmentWords;
use klubba::meeting::command::Command;
use klubba::meeting::outcome::{Outcome, OutcomeKind};

use crate::command_line::{code, klubba, stderr, stdout};
use crate::held::{Held, water};
use crate::sitting::Sitting;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn agenda_of(path: &Path) -> Agenda {
    agenda_file::read(path).expect("a good agenda").agenda
}

/// Makes the next agenda, which is right, and reads it.
fn made(book: &Path, typed: &[&str]) -> (PathBuf, Agenda) {
    let output = klubba(book, typed);
    assert_eq!(code(&output), 0, "{typed:?}: {}", stderr(&output));
    let path = PathBuf::from(stdout(&output).trim_end());
    let checked = klubba(book, &["check", &path.to_string_lossy()]);
    assert_eq!(code(&checked), 0, "{}", stderr(&checked));
    let agenda = agenda_of(&path);
    (path, agenda)
}

fn titles(agenda: &Agenda) -> Vec<String> {
    let name = |row: &AgendaRow| match &row.section {
        Some(section) => format!("[{section}]"),
        None => format!("{} {}", row.label.as_deref().unwrap_or("-"), row.title),
    };
    agenda.items.iter().map(name).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story told in one piece")]
fn each_of_the_five_real_meetings_is_followed_by_an_agenda_that_is_right() {
    for (stem, file, number, expected) in [
        (
            "familjen-helsingborg-2016-09-23",
            "2016-10-21-familjen-helsingborg.ron",
            Some("9/2016"),
            "1 Föregående protokoll (den 23 september 2016)",
        ),
        (
            "familjen-helsingborg-2026-02-27",
            "2026-03-27-familjen-helsingborg.ron",
            Some("nr 3 2026"),
            "11 Rapport från sekretariatet",
        ),
        (
            "malmolundregionen-2017-01-24",
            "2017-02-21-malmolundregionen.ron",
            None,
            "6 Sverigeförhandlingen",
        ),
        (
            "malmolundregionen-2019-01-29",
            "2019-02-26-malmolundregionen.ron",
            None,
            "1 Föregående protokoll (den 29 januari 2019)",
        ),
        (
            "umearegionen-2013-05-15",
            "2013-06-12-umearegionen.ron",
            None,
            "2 Föregående minnesanteckningar (den 15 maj 2013)",
        ),
    ] {
        let path = root().join("agendas").join(format!("{stem}.ron"));
        let mut sitting = Sitting::at(&path, 120, 40);
        sitting.press("nma<enter>");
        let before = agenda_of(&path);
        let (made_at, next) = made(sitting.book(), &["new"]);
        assert!(made_at.ends_with(file), "{}", made_at.display());
        assert_eq!(next.number.as_deref(), number);
        assert!(
            titles(&next).iter().any(|title| title.contains(expected)),
            "{:#?}",
            titles(&next)
        );
        assert_eq!(
            (&next.body, &next.style, next.starts, next.ends),
            (&before.body, &before.style, before.starts, before.ends)
        );
        // Nobody came further than the first item: every other one comes again.
        let left = before
            .items
            .iter()
            .filter(|row| row.section.is_none())
            .skip(1);
        for row in left.filter(|row| !row.title.starts_with("Föregående")) {
            assert!(
                next.items.iter().any(|one| one.title == row.title),
                "{stem}: {}",
                row.title
            );
        }
        let written = std::fs::read_to_string(&made_at).expect("a file");
        assert!(
            written.contains("// gissat:")
                && written.contains(&format!("// Dagordning efter {stem}"))
        );
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story told in one piece")]
fn the_next_agenda_takes_up_what_the_last_meeting_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut held = Held::begin_with(folder.path(), "2026-02-27-vatten", water());
    held.opens_all();
    let (pipes, samples) = (held.item("Reservvatten"), held.item_at(2));
    let outcome = Some(Outcome {
        kind: OutcomeKind::Postponed,
        to: None,
        purpose: None,
    });
    held.records(Command::SetOutcome {
        item: pipes,
        outcome,
    });
    let words = AssignmentWords {
        who: "varje kommun".into(),
        what: "utse någon".into(),
        due: "27 april".into(),
        to: String::new(),
    };
    held.records(Command::GiveAssignment {
        item: samples,
        words,
    });
    let text = "Nästa möte är den 27 mars kl. 13.00–15.00 i Almby.".to_owned();
    held.records(Command::SetNextMeeting { text })
        .records(Command::CloseMeeting);

    let (path, next) = made(folder.path(), &["ny"]);
    assert!(
        path.ends_with("agendas/2026-03-27-vatten.ron"),
        "{}",
        path.display()
    );
    assert_eq!(
        titles(&next),
        [
            "[Ärenden]",
            "1 Öppnande",
            "2 Föregående protokoll (den 27 februari 2026)",
            "3 Uppföljning av uppdrag",
            "4 Reservvatten",
            "[]",
            "- Laget runt"
        ]
    );
    assert_eq!(next.title, "Protokoll 5/2026");
    assert_eq!(next.place.as_deref(), Some("Almby"));
    assert_eq!(
        next.items[3].background,
        "- varje kommun: utse någon, 27 april (2026-02-27, punkt 4)"
    );
    let pipes = &next.items[4];
    assert_eq!(
        (pipes.background.as_str(), pipes.proposal.len()),
        ("bordlagt 2026-02-27", 2)
    );
    assert_eq!(
        (pipes.from[0].meeting.as_str(), pipes.from[0].what.as_str()),
        ("2026-02-27-vatten", "bordlagt")
    );
    assert_eq!(
        next.people.len(),
        5,
        "the guest comes again with the matter"
    );
    insta::assert_snapshot!(std::fs::read_to_string(&path).expect("a file"));

    // The matter remembers where it was, and is carried on until somebody takes it up.
    let mut second = Held::begin_with(folder.path(), "2026-03-27-vatten", next);
    second.opens("Öppnande").records(Command::CloseMeeting);
    let (_, third) = made(folder.path(), &["new", "--date", "2026-04-24"]);
    let pipes = third
        .items
        .iter()
        .find(|row| row.title == "Reservvatten")
        .expect("the matter");
    assert_eq!(pipes.from.len(), 2);
    assert_eq!(
        pipes.background,
        "bordlagt 2026-02-27, ej behandlat 2026-03-27"
    );
    let twice = titles(&third)
        .iter()
        .filter(|title| title.contains("Reservvatten"))
        .count();
    assert_eq!(twice, 1);
}

#[test]
fn an_agenda_or_a_meeting_that_is_there_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    Held::begin_with(folder.path(), "2026-02-27-vatten", water()).opens_all();
    let (path, _) = made(folder.path(), &["new", "--date", "2026-03-27"]);
    std::fs::write(&path, "mitt eget").expect("a file");
    let again = klubba(folder.path(), &["new", "--date", "27 mars"]);
    assert_eq!((code(&again), stdout(&again).as_str()), (1, ""));
    assert!(
        stderr(&again).contains("finns redan och är orörd"),
        "{}",
        stderr(&again)
    );
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "mitt eget");
    let over = klubba(folder.path(), &["new", "--date", "2026-02-27"]);
    assert_eq!(code(&over), 1, "a meeting of that name has begun");
    assert!(!folder.path().join("agendas/2026-02-27-vatten.ron").exists());
}

#[test]
fn an_empty_book_gets_a_first_agenda_to_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, first) = made(folder.path(), &["new", "--date", "2026-03-27"]);
    assert!(
        path.ends_with("agendas/2026-03-27-gruppen.ron"),
        "{}",
        path.display()
    );
    assert_eq!((first.items.len(), first.people.len()), (6, 2));
    let again = klubba(folder.path(), &["new", "--date", "2026-03-27"]);
    assert_eq!(code(&again), 1, "it is never overwritten");
}

#[test]
fn the_newest_meeting_is_gone_on_from_and_said_where_there_are_several_bodies() {
    let folder = tempfile::tempdir().expect("a folder");
    Held::begin_with(folder.path(), "2026-02-27-vatten", water()).opens_all();
    assert_eq!(
        stderr(&klubba(folder.path(), &["new", "--date", "2026-05-01"])),
        ""
    );
    let mut other = water();
    other.body.id = "skog".to_owned();
    other.body.name = "Skogsgruppen".to_owned();
    other.date = "2026-01-15".parse().expect("a day");
    Held::begin_with(folder.path(), "skog-2026-01-15", other).opens_all();
    let said = stderr(&klubba(folder.path(), &["new"]));
    assert!(
        said.contains("Vattengruppen, efter 2026-02-27-vatten"),
        "{said}"
    );
    let (path, next) = made(folder.path(), &["new", "--from", "skog", "--lang", "en"]);
    assert!(path.ends_with("2026-02-12-skog.ron"), "{}", path.display());
    assert_eq!(next.body.name, "Skogsgruppen");
    assert!(
        std::fs::read_to_string(&path)
            .expect("a file")
            .contains("// Agenda after skog-2026-01-15")
    );
    for (typed, expected) in [
        (
            vec!["new", "--date", "snart"],
            (2, "snart går inte för --date"),
        ),
        (vec!["new", "--from", "finns-inte"], (1, "finns-inte")),
    ] {
        let output = klubba(folder.path(), &typed);
        assert_eq!(code(&output), expected.0, "{typed:?}");
        assert!(
            stderr(&output).contains(expected.1),
            "{typed:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn hostile_words_in_titles_and_announcements_make_no_other_agenda() {
    let folder = tempfile::tempdir().expect("a folder");
    let hostile = "\"), (title: \"x\\\" // */ \u{202e}åäö {$what} \u{1b}[31m";
    let mut agenda = water();
    agenda.title = hostile.to_owned();
    agenda.place = Some(hostile.to_owned());
    agenda.people[0].name = hostile.to_owned();
    agenda.items[1].title = format!("Öppnande {hostile}");
    agenda.items[2].title = hostile.to_owned();
    agenda.items[2].background = format!("{hostile}\n   {hostile}");
    let mut held = Held::begin_with(folder.path(), "2026-02-27-vatten", agenda);
    let item = held.item_at(0);
    held.records(Command::OpenItem { item });
    let text = format!("den 27 mars i Almby\n{hostile}\n)");
    held.records(Command::SetNextMeeting { text })
        .records(Command::CloseMeeting);
    let (path, next) = made(folder.path(), &["new"]);
    let stored = hostile.replace('\u{1b}', "");
    assert_eq!(next.people[0].name, stored);
    assert_eq!(next.title, stored);
    let matter = next
        .items
        .iter()
        .find(|row| row.title == stored)
        .expect("the matter");
    assert!(
        matter
            .background
            .ends_with(&format!("\n{stored}\n   {stored}")),
        "{:?}",
        matter.background
    );
    assert!(next.items.iter().all(|row| row.title != "x"));
    let file = std::fs::read_to_string(path).expect("a file");
    assert!(!file.contains(['\u{1b}', '\u{202e}']));
}
