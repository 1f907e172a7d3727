//! What has no end, or is something else than it seems: nothing waits for it, fills the memory with it
//! or writes over what the book lives on, and each is said in words.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::command_line::{code, command, klubba, stderr, stdout};
use crate::sitting::Sitting;

const AGENDA: &str = r#"Agenda(body: (id: "vatten", name: "Vattengruppen"), date: "2026-02-27", style: (template: "vi"), items: [(title: "Öppnande")])"#;

/// A meeting of a body that has a template of its own, its agenda in the book.
fn templated() -> Sitting {
    let folder = tempfile::tempdir().expect("a folder");
    let agenda = folder.path().join("vatten.ron");
    std::fs::write(&agenda, AGENDA).expect("an agenda");
    let sitting = Sitting::at(&agenda, 80, 24);
    std::fs::create_dir_all(sitting.book().join("agendas")).expect("a folder");
    std::fs::copy(&agenda, sitting.book().join("agendas/vatten.ron")).expect("an agenda");
    sitting
}

/// Runs the program, and ends it where it waits for something that never comes.
fn soon(book: &Path, typed: &[&str]) -> Output {
    let mut child = command(book, typed)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    for _ in 0..400 {
        if child.try_wait().expect("a child").is_some() {
            return child.wait_with_output().expect("its output");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = child.kill();
    panic!("{typed:?} waits");
}

#[test]
fn a_template_without_end_is_stopped_and_told_in_words() {
    let sitting = templated();
    let rows = "{% for a in [1,2,3,4,5,6,7,8,9,10] %}".repeat(12);
    let ends = "{% endfor %}".repeat(12);
    let few = "{% for a in [1,2,3,4,5,6,7,8,9,10] %}".repeat(5);
    let few_ends = "{% endfor %}".repeat(5);
    let double = |n: usize| format!("{{% set s{} = s{n} ~ s{n} %}}", n + 1);
    let doubled = (0..40).map(double).collect::<Vec<_>>().concat();
    for (template, told) in [
        (format!("{rows}{ends}"), "mer arbete"),
        (
            format!("{{% set s0 = 'x' %}}{doubled}{{{{ s40 }}}}"),
            "mer arbete",
        ),
        (
            format!("{}{}{}", few, "y".repeat(1000), few_ends),
            "större än 16 MB",
        ),
    ] {
        std::fs::write(sitting.book().join("agendas/vi.html"), &template).expect("a template");
        let agenda = sitting.book().join("agendas/vatten.ron");
        for typed in [
            vec!["export", "vatten", "--to", "html", "-o", "-"],
            vec!["check", &*agenda.to_string_lossy()],
        ] {
            let output = soon(sitting.book(), &typed);
            let said = stderr(&output);
            assert_eq!(code(&output), 1, "{typed:?}: {said}");
            assert!(said.contains("vi.html") && said.contains(told), "{said}");
            assert!(!said.contains("panicked"), "{said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn nothing_waits_for_a_pipe_wherever_it_lies_in_the_book() {
    let sitting = templated();
    let book = sitting.book();
    let pipe = |name: &str| {
        let path = book.join(name);
        let _ = std::fs::remove_file(&path);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo").success());
        path.to_string_lossy().into_owned()
    };
    let record = pipe("meetings/vatten.ron");
    let journal = pipe("meetings/ror.journal");
    let agenda = pipe("agendas/ror.ron");
    pipe("agendas/vi.html");
    pipe("meetings/vatten.lock");
    pipe("meetings/ror.desk.lock");
    let target = pipe("ut.md");
    for (typed, ends) in [
        (vec!["check", agenda.as_str()], 1),
        (vec!["check", record.as_str()], 1),
        (vec!["list"], 1),
        (vec![], 1),
        (vec!["search", "x"], 1),
        (vec!["verify", "vatten"], 0),
        (vec!["verify", "ror"], 1),
        (vec!["export", "ror", "--to", "md"], 1),
        (vec!["export", "vatten", "--to", "html"], 1),
        (vec!["export", "vatten", "--to", "md", "-o", &target], 1),
        (vec!["doctor"], 0),
    ] {
        let output = soon(book, &typed);
        let said = stderr(&output) + &stdout(&output);
        assert_eq!(code(&output), ends, "{typed:?}: {said}");
        for english in ["regular file", "os error", "No such"] {
            assert!(!said.contains(english), "{typed:?}: {said}");
        }
        let is_told = said.contains("ingen vanlig fil");
        assert!(is_told || ends == 0, "{typed:?}: {said}");
    }
    assert!(Path::new(&journal).exists());
}

#[test]
fn no_export_goes_over_a_file_of_the_book_and_none_leaves_a_list_elsewhere() {
    let sitting = templated();
    let journal = std::fs::read(&sitting.files.journal).expect("a journal");
    let agenda = sitting.book().join("agendas/vatten.ron");
    // What a repair has kept of the journal is the book's too.
    let kept = sitting.files.journal.with_extension("journal.old-1");
    for path in [
        &sitting.files.journal,
        &sitting.files.record,
        &kept,
        &agenda,
    ] {
        let path = path.to_string_lossy();
        let typed = ["export", "vatten", "--to", "json", "--over", "-o", &path];
        let output = klubba(sitting.book(), &typed);
        assert_eq!(code(&output), 1, "{path}");
        assert!(stderr(&output).contains("bokens egna filer"), "{path}");
    }
    assert_eq!(
        std::fs::read(&sitting.files.journal).expect("a journal"),
        journal
    );
    assert_eq!(std::fs::read_to_string(agenda).expect("an agenda"), AGENDA);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let file = elsewhere.path().join("protokoll.json");
    let export = |to: &str| {
        klubba(
            sitting.book(),
            &["export", "vatten", "--to", "json", "-o", to],
        )
    };
    for _ in 0..2 {
        assert_eq!(code(&export(&file.to_string_lossy())), 0);
    }
    let names = std::fs::read_dir(elsewhere.path()).expect("a folder");
    assert_eq!(names.count(), 1, "the document and nothing else");
    let discarded = export("/dev/null");
    assert_eq!((code(&discarded), stdout(&discarded)), (0, String::new()));
    assert!(!Path::new("/dev/.klubba-made").exists());
    assert_eq!(stdout(&export("/dev/stdout")), stdout(&export("-")));
}

#[test]
fn a_book_that_is_not_there_is_no_empty_book() {
    for typed in [
        vec!["list"],
        vec!["list", "--json"],
        vec!["search", "x"],
        vec!["assignments"],
        vec!["review"],
        vec!["export", "x", "--to", "md"],
        vec!["verify", "x"],
        vec![],
    ] {
        let output = klubba(Path::new("/finns/inte"), &typed);
        let told = stderr(&output);
        assert_eq!(code(&output), 1, "{typed:?}");
        assert!(
            told.contains("ingen bok i /finns/inte"),
            "{typed:?}: {told}"
        );
        assert_eq!(stdout(&output), "", "{typed:?}");
    }
}

#[test]
fn an_agenda_from_elsewhere_does_not_open_the_meeting_that_has_its_name() {
    let sitting = templated();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let path = elsewhere.path().join("vatten.ron");
    let typed = path.to_string_lossy().into_owned();
    for (from, to) in [
        ("Öppnande", "Avslutning"),
        ("\"vatten\"", "\"brand\""),
        ("2026-02-27", "2026-03-27"),
    ] {
        std::fs::write(&path, AGENDA.replace(from, to)).expect("an agenda");
        let told = stderr(&klubba(sitting.book(), &["run", &typed]));
        let is_another = from != "Öppnande";
        assert_eq!(told.contains("Inget har öppnats"), is_another, "{told}");
        if is_another {
            let both = ["2026-02-27", "Vattengruppen", "run --new", "run vatten"];
            assert!(both.iter().all(|part| told.contains(part)), "{told}");
        }
    }
    let shown = klubba(sitting.book(), &["export", &typed, "--to", "json"]);
    assert_eq!(code(&shown), 1, "nor is it exported as that one");
}

#[test]
fn a_title_that_never_ends_is_told_in_words_and_is_no_obstacle_to_a_pdf() {
    let folder = tempfile::tempdir().expect("a folder");
    let agenda = folder.path().join("lang.ron");
    let title = "ord ".repeat(1 << 14);
    let text = AGENDA
        .replace("style: (template: \"vi\"), ", "")
        .replace("Öppnande", title.trim());
    std::fs::write(&agenda, text).expect("an agenda");
    let told = klubba(folder.path(), &["check", &agenda.to_string_lossy()]);
    assert_eq!(code(&told), 0, "a doubt");
    assert!(stderr(&told).contains("mycket lång"));
    let sitting = Sitting::at(&agenda, 80, 24);
    let paper = soon(sitting.book(), &["export", "lang", "--to", "pdf"]);
    assert_eq!(code(&paper), 0, "{}", stderr(&paper));
}
