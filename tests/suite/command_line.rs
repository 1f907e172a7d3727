//! The program as it is typed: what it prints, where, and how it ends.

use std::path::Path;
use std::process::{Command, Output};

use crate::sitting::Sitting;

/// Runs the program in a book, in Swedish, with nobody at the terminal.
pub fn klubba(book: &Path, typed: &[&str]) -> Output {
    command(book, typed).output().expect("the program runs")
}

/// The program as it is started in a book, in Swedish, with nobody at the terminal.
pub fn command(book: &Path, typed: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klubba"));
    command
        .args(typed)
        .env("KLUBBA_BOOK", book)
        .env("XDG_STATE_HOME", book.join("state"))
        .env("KLUBBA_NOW", "2026-02-27T12:00:00+01:00")
        .env("LANG", "sv_SE.UTF-8")
        .env_remove("KLUBBA_LANG")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .stdin(std::process::Stdio::null());
    command
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("an exit code")
}

/// A closed meeting in a book of its own.
pub fn logged() -> Sitting {
    let mut sitting = Sitting::with("vatten");
    sitting.press("d*<esc>nnB<esc>unågon<enter>se efter<enter>före 2 mars<enter>ma<enter>");
    sitting
}

#[test]
fn the_meetings_of_a_book_are_listed_for_people_and_for_programs() {
    let sitting = logged();
    let listed = stdout(&klubba(sitting.book(), &["list"]));
    assert!(
        listed.contains("vatten")
            && listed.contains("avslutat")
            && listed.contains("4 punkter, 1 beslut"),
        "{listed}"
    );
    let listed = stdout(&klubba(sitting.book(), &["list", "--json"]));
    let expected = r#"[
  {
    "meeting": "vatten",
    "body": "Vattengruppen",
    "title": "Protokoll 4/2026",
    "date": "2026-02-27",
    "status": "closed",
    "items": 4,
    "decisions": 1
  }
]
"#;
    assert_eq!(listed, expected);
}

#[test]
fn an_unreadable_meeting_is_named_and_does_not_spoil_the_list() {
    let sitting = logged();
    std::fs::create_dir(sitting.book().join("meetings/mapp.journal")).expect("a folder");
    let output = klubba(sitting.book(), &["list"]);
    assert!(stdout(&output).contains("vatten"));
    assert!(stderr(&output).contains("mapp.journal"));
    assert_eq!(code(&output), 1);
}

#[test]
fn an_export_brings_the_record_up_to_date_and_goes_to_a_file_or_on() {
    let sitting = logged();
    let json = klubba(sitting.book(), &["exportera", "vatten", "--to", "json"]);
    assert_eq!((code(&json), stderr(&json).as_str()), (0, ""));
    let text = stdout(&json);
    let head = text
        .split("\"head\": \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a head");
    let record = std::fs::read_to_string(&sitting.files.record).expect("a record");
    assert!(record.contains(head), "the record rests on the same head");
    assert!(
        text.contains("\"att bygga en gemensam ledning\"")
            && text.contains("\"due_date\": \"2026-03-02\"")
    );
    let file = sitting.book().join("protokoll.md");
    let output = klubba(
        sitting.book(),
        &[
            "export",
            "vatten",
            "--to",
            "md",
            "-o",
            &file.to_string_lossy(),
        ],
    );
    assert_eq!((code(&output), stdout(&output).as_str()), (0, ""));
    let document = std::fs::read_to_string(file).expect("a document");
    insta::assert_snapshot!(document);
}

#[test]
fn a_paper_for_people_goes_to_the_exports_and_never_over_what_somebody_has_edited() {
    let sitting = logged();
    let exports = |more: &[&str]| {
        klubba(
            sitting.book(),
            &[&["export", "vatten", "--to", "html"], more].concat(),
        )
    };
    let first = exports(&[]);
    assert_eq!((code(&first), stdout(&first).as_str()), (0, ""));
    let path = sitting.book().join("meetings/exports/vatten.html");
    assert_eq!(stderr(&first).trim_end(), path.to_string_lossy());
    let page = std::fs::read_to_string(&path).expect("a page");
    assert!(
        page.starts_with("<!DOCTYPE html>")
            && page.contains("<li>att bygga en gemensam ledning</li>"),
        "{page}"
    );
    std::fs::write(&path, "rättat för hand").expect("a page");
    let second = exports(&[]);
    assert_eq!(code(&second), 0);
    assert!(
        stderr(&second).contains("någon ändrat för hand"),
        "{}",
        stderr(&second)
    );
    assert_eq!(
        std::fs::read_to_string(&path).expect("a page"),
        "rättat för hand"
    );
    assert_eq!(
        std::fs::read_to_string(path.with_file_name("vatten-2.html")).expect("a page"),
        page
    );
    let extract = exports(&["--item", "1"]);
    assert_eq!(code(&extract), 0, "{}", stderr(&extract));
    let extract =
        std::fs::read_to_string(path.with_file_name("vatten-utdrag-1.html")).expect("a page");
    assert!(
        extract.contains("Protokollsutdrag") && !extract.contains("att bygga"),
        "{extract}"
    );
    let word = klubba(sitting.book(), &["export", "vatten", "--to", "docx"]);
    assert_eq!(code(&word), 0, "{}", stderr(&word));
    assert!(
        std::fs::read(path.with_extension("docx"))
            .expect("an archive")
            .starts_with(b"PK")
    );
    let none = exports(&["--item", "nittio"]);
    assert_eq!(code(&none), 1);
    assert!(stderr(&none).contains("Punkterna är"), "{}", stderr(&none));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story told in one piece")]
fn a_body_has_its_own_template_and_a_mistake_in_it_has_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let agenda = folder.path().join("vatten.ron");
    let text = r#"Agenda(body: (id: "x", name: "X"), date: "2026-02-27", style: (template: "vi"), items: [(title: "Y")])"#;
    std::fs::write(&agenda, text).expect("an agenda");
    let sitting = Sitting::at(&agenda, 80, 24);
    std::fs::create_dir_all(sitting.book().join("agendas")).expect("a folder");
    std::fs::copy(&agenda, sitting.book().join("agendas/vatten.ron")).expect("an agenda");
    let exports = || {
        klubba(
            sitting.book(),
            &["export", "vatten", "--to", "html", "-o", "-"],
        )
    };
    assert!(
        stderr(&exports()).contains("vi.html"),
        "there is none yet: {}",
        stderr(&exports())
    );
    let template = sitting.book().join("agendas/vi.html");
    std::fs::write(&template, "<p>{{ paper.title }}").expect("a template");
    assert!(
        stdout(&exports()).starts_with("<p>"),
        "{}",
        stderr(&exports())
    );
    std::fs::write(&template, "<p>\n{{ paper.titel }}").expect("a template");
    let wrong = exports();
    assert_eq!(code(&wrong), 1);
    assert!(stderr(&wrong).contains("vi.html:2: "), "{}", stderr(&wrong));
    let told = klubba(
        sitting.book(),
        &[
            "check",
            &sitting.book().join("agendas/vatten.ron").to_string_lossy(),
        ],
    );
    assert_eq!(code(&told), 1, "{}", stderr(&told));
    assert!(stderr(&told).contains("vi.html:2: "), "{}", stderr(&told));
    let ours = klubba(sitting.book(), &["mall"]);
    std::fs::write(&template, stdout(&ours)).expect("a template");
    assert!(
        stdout(&exports()).contains("<!DOCTYPE html>"),
        "{}",
        stderr(&exports())
    );
    let markdown = || klubba(sitting.book(), &["export", "vatten", "--to", "md"]);
    let plain = stdout(&markdown());
    assert!(
        plain.contains("# "),
        "the body has no template for Markdown: ours"
    );
    let template = sitting.book().join("agendas/vi.md");
    std::fs::write(
        &template,
        stdout(&klubba(sitting.book(), &["mall", "--to", "md"])),
    )
    .expect("a template");
    assert_eq!(stdout(&markdown()), plain);
    std::fs::write(&template, "Vi: {{ paper.title }}").expect("a template");
    assert!(
        stdout(&markdown()).starts_with("Vi: "),
        "{}",
        stderr(&markdown())
    );
}

#[test]
fn an_agenda_is_checked_with_file_line_column_and_the_nearest_name() {
    let mut sitting = logged();
    sitting.recorder().write_record().expect("a record");
    let file = sitting.book().join("fel.ron");
    let agenda = "Agenda(\n    body: (id: \"a\", name: \"Å\"),\n    datum: \"2026-03-27\",\n    items: [(title: \"x\")],\n)\n";
    std::fs::write(&file, agenda).expect("a file");
    let output = klubba(sitting.book(), &["check", &file.to_string_lossy()]);
    assert_eq!(code(&output), 1);
    insta::assert_snapshot!(stderr(&output).replace(&*file.to_string_lossy(), "fel.ron"));
    let good = klubba(
        sitting.book(),
        &["check", &sitting.files.record.to_string_lossy()],
    );
    assert_eq!(code(&good), 0, "{}", stderr(&good));
    let record = std::fs::read_to_string(&sitting.files.record).expect("a record");
    std::fs::write(&sitting.files.record, record.replace("ledning", "ledninh")).expect("a record");
    let changed = klubba(
        sitting.book(),
        &["check", &sitting.files.record.to_string_lossy()],
    );
    assert_eq!(code(&changed), 1, "a record that was changed by hand");
}

#[test]
fn every_agenda_that_comes_with_the_program_is_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("agendas");
    let agendas: Vec<String> = std::fs::read_dir(folder)
        .expect("agendas")
        .map(|entry| {
            entry
                .expect("an agenda")
                .path()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(agendas.len() >= 6);
    let mut typed = vec!["check"];
    typed.extend(agendas.iter().map(String::as_str));
    let output = klubba(Path::new("."), &typed);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_journal_is_verified_line_by_line_and_the_worst_wins() {
    let mut sitting = logged();
    sitting.recorder().write_record().expect("a record");
    let journal = sitting.files.journal.clone();
    let whole = std::fs::read(&journal).expect("a journal");
    let verified = |bytes: &[u8]| {
        std::fs::write(&journal, bytes).expect("a journal");
        let output = klubba(sitting.book(), &["verify", "vatten"]);
        (code(&output), stderr(&output))
    };
    assert_eq!(verified(&whole), (0, String::new()));
    let mut torn = whole.clone();
    torn.extend_from_slice(b"(v:1,seq:99,id:\"x");
    let (code, told) = verified(&torn);
    assert_eq!(code, 10);
    assert!(told.contains("rad 8, byte"), "{told}");
    let mut flipped = whole.clone();
    let second_line = whole
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("a line")
        + 30;
    flipped[second_line] ^= 1;
    let (code, told) = verified(&flipped);
    assert_eq!(code, 11);
    assert!(told.contains("rad 2, byte"), "{told}");
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    assert_eq!(
        verified(&[lines[0], lines[2]].concat()).0,
        12,
        "a line was taken out"
    );
    assert_eq!(
        verified(&lines[..lines.len() - 1].concat()).0,
        12,
        "the record knows a line that is gone"
    );
    std::fs::remove_file(&journal).expect("removed");
    assert_eq!(
        self::code(&klubba(sitting.book(), &["verify", "vatten"])),
        1
    );
}

#[test]
fn what_is_not_understood_is_said_in_one_line_with_what_was_meant() {
    let sitting = logged();
    for (typed, expected) in [
        (vec!["lst"], "Det finns inget kommando lst. Menades list?"),
        (
            vec!["list", "--jsn"],
            "Det finns ingen flagga --jsn. Menades --json?",
        ),
        (
            vec!["export", "vatten", "--to", "doc"],
            "doc går inte för --to",
        ),
        (vec!["run"], "Det saknas:"),
    ] {
        let output = klubba(sitting.book(), &typed);
        assert_eq!(code(&output), 2, "{typed:?}");
        assert!(
            stderr(&output).contains(expected),
            "{typed:?}: {}",
            stderr(&output)
        );
    }
    let output = klubba(sitting.book(), &["export", "vattn", "--to", "md"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("vatten"), "{}", stderr(&output));
    let output = klubba(sitting.book(), &["run", "vatten"]);
    assert_eq!(
        (code(&output), stderr(&output).as_str()),
        (2, "klubba: skrivbordet behöver en terminal.\n")
    );
}

#[test]
fn every_command_has_help_with_an_example_in_both_languages() {
    let commands = [
        "run",
        "wall",
        "review",
        "search",
        "assignments",
        "new",
        "approve",
        "list",
        "export",
        "check",
        "verify",
        "demo",
        "doctor",
    ];
    for command in commands {
        for (language, word) in [("sv", "Exempel: klubba"), ("en", "Example: klubba")] {
            let output = klubba(Path::new("."), &["--lang", language, command, "--help"]);
            assert_eq!(code(&output), 0);
            assert!(
                stdout(&output).contains(word),
                "{command} {language}: {}",
                stdout(&output)
            );
        }
    }
}

#[test]
fn a_record_is_never_replaced_from_a_journal_that_has_lost_what_it_was_made_from() {
    for line in [0, 3] {
        let mut sitting = logged();
        sitting.recorder().write_record().expect("a record");
        let record = std::fs::read(&sitting.files.record).expect("a record");
        let mut journal = std::fs::read(&sitting.files.journal).expect("a journal");
        let starts = (0..journal.len()).filter(|at| *at == 0 || journal[at - 1] == b'\n');
        let start = starts.into_iter().nth(line).expect("a line");
        journal[start + 40] ^= 1;
        std::fs::write(&sitting.files.journal, journal).expect("a journal");
        let output = klubba(sitting.book(), &["export", "vatten", "--to", "json"]);
        assert_eq!(code(&output), 3, "line {line}: {}", stderr(&output));
        assert!(stdout(&output).contains("Vattengruppen"), "line {line}");
        assert_eq!(
            std::fs::read(&sitting.files.record).expect("a record"),
            record,
            "line {line}"
        );
    }
}

#[test]
fn the_manual_has_a_page_for_each_command_in_the_language_that_is_asked_for() {
    let page = |typed: &[&str]| stdout(&klubba(Path::new("."), typed));
    let whole = page(&["man"]);
    assert!(
        whole.contains(".SH NAMN\nklubba \\- klubba för protokoll direkt"),
        "{whole}"
    );
    let commands: Vec<&str> = whole
        .lines()
        .filter_map(|line| line.strip_prefix("klubba\\-"))
        .collect();
    let commands: Vec<&str> = commands
        .iter()
        .filter_map(|line| line.strip_suffix("(1)"))
        .collect();
    assert!(
        commands.len() >= 13 && !commands.contains(&"man"),
        "{commands:?}"
    );
    for command in commands {
        let named = format!(".TH klubba-{command} 1");
        assert!(page(&["man", command]).contains(&named), "{command}");
    }
    assert!(page(&["man", "tavla"]).contains(".TH klubba-wall 1"));
    assert!(page(&["--lang", "en", "man", "run"]).contains(".SH SYNOPSIS\n"));
    let unknown = klubba(Path::new("."), &["man", "rulla"]);
    assert_eq!((code(&unknown), stdout(&unknown).as_str()), (2, ""));
    assert_eq!(
        stderr(&unknown),
        "klubba: Det finns inget kommando rulla.\n"
    );
}

#[test]
fn each_shell_gets_completions_that_know_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(&klubba(Path::new("."), &["completions", shell]));
        assert!(
            script.contains("assignments") && script.contains("rehearse"),
            "{shell}"
        );
    }
    assert_eq!(code(&klubba(Path::new("."), &["completions", "sh"])), 2);
}

#[test]
fn what_may_be_missing_is_said_wherever_a_damaged_meeting_is_shown() {
    let sitting = logged();
    let mut journal = std::fs::read(&sitting.files.journal).expect("a journal");
    let text = String::from_utf8_lossy(&journal).into_owned();
    let (line, start) = text
        .lines()
        .scan(0, |start, line| {
            let this = *start;
            *start += line.len() + 1;
            Some((line, this))
        })
        .enumerate()
        .find_map(|(index, (line, start))| {
            line.contains("AssignmentGiven")
                .then_some((index + 1, start))
        })
        .expect("the line of the assignment");
    journal[start + 40] ^= 1;
    std::fs::write(&sitting.files.journal, journal).expect("a journal");
    // A book that is copied without its records has nothing else to tell.
    let _ = std::fs::remove_file(&sitting.files.record);
    let sentence = format!("Rad {line} i journalen är skadad");
    for format in ["md", "html", "json", "docx", "pdf", "ics"] {
        let output = klubba(sitting.book(), &["export", "vatten", "--to", format]);
        assert_eq!(code(&output), 3, "{format}: {}", stderr(&output));
        assert!(stderr(&output).contains(&sentence), "{format}");
    }
    for format in ["md", "html", "json"] {
        let output = klubba(
            sitting.book(),
            &["export", "vatten", "--to", format, "-o", "-"],
        );
        assert!(stdout(&output).contains(&sentence), "{format}");
    }
    let facts = stdout(&klubba(
        sitting.book(),
        &["export", "vatten", "--to", "json"],
    ));
    let facts: serde_json::Value = serde_json::from_str(&facts).expect("JSON");
    assert_eq!(facts["integrity"][0]["kind"], "damaged");
    assert_eq!(facts["integrity"][0]["line"], line);
    for command in [
        ["list", "--json"],
        ["assignments", "--all"],
        ["search", "ord"],
    ] {
        let output = klubba(sitting.book(), &command);
        assert!(stderr(&output).contains(&sentence), "{command:?}");
    }
    assert!(stdout(&klubba(sitting.book(), &["review", "vatten"])).contains(&sentence));
    let refused = klubba(sitting.book(), &["approve", "vatten", "--by", "Ann Ek"]);
    assert_eq!(code(&refused), 1);
    assert!(stderr(&refused).contains(&sentence), "{}", stderr(&refused));
    let told = ["approve", "vatten", "--by", "Ann Ek", "--incomplete"];
    let approved = klubba(sitting.book(), &told);
    assert_eq!(code(&approved), 0, "{}", stderr(&approved));
}

#[test]
fn a_torn_line_that_was_never_acknowledged_leaves_a_document_whole() {
    let sitting = logged();
    let mut journal = std::fs::read(&sitting.files.journal).expect("a journal");
    journal.extend_from_slice(b"(v:1,seq:99,id:\"x");
    std::fs::write(&sitting.files.journal, journal).expect("a journal");
    let output = klubba(sitting.book(), &["export", "vatten", "--to", "json"]);
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
    let facts: serde_json::Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(facts["integrity"][0]["kind"], "torn");
}
