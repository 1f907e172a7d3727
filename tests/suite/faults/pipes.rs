//! No terminal, a reader that has heard enough, names that are no names: plain words or one line,
//! never an escape in a pipe, never a panic.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Output};

use super::scene::{Scene, opened_and};

/// Runs a line of the shell in the book of a scene; `$K` is the program.
fn shell(scene: &Scene, line: &str) -> Output {
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(line)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", scene.folder());
    command
        .env("K", env!("CARGO_BIN_EXE_klubba"))
        .env("KLUBBA_BOOK", scene.folder().join("book"));
    command
        .env("TERM", "dumb")
        .env("LANG", "C")
        .output()
        .expect("a shell")
}

const COMMANDS: [&str; 8] = [
    "",
    "list",
    "verify fel",
    "review fel",
    "search besluta",
    "assignments",
    "doctor",
    "export fel --to md -o -",
];

#[test]
fn what_goes_into_a_pipe_is_plain_words() {
    let scene = Scene::with(&opened_and(40));
    for command in COMMANDS {
        let answer = shell(&scene, &format!("\"$K\" {command}"));
        assert!(
            !answer.stdout.contains(&0x1b) && !answer.stderr.contains(&0x1b),
            "{command}: {answer:?}"
        );
        assert!(
            !String::from_utf8_lossy(&answer.stderr).contains("panicked"),
            "{command}: {answer:?}"
        );
    }
}

#[test]
fn a_reader_that_has_heard_enough_is_no_failure() {
    let scene = Scene::with(&opened_and(40));
    for command in COMMANDS {
        let answer = shell(
            &scene,
            &format!("{{ \"$K\" {command}; echo $? >&2; }} 2>&1 >/dev/full | cat"),
        );
        assert!(
            !String::from_utf8_lossy(&answer.stdout).contains("panicked"),
            "{command}: {answer:?}"
        );
        let answer = shell(&scene, &format!("\"$K\" {command} | true"));
        assert!(
            answer.stderr.is_empty() || !answer.stderr.starts_with(b"thread"),
            "{command}: {answer:?}"
        );
    }
}

#[test]
fn files_with_odd_names_are_passed_over_or_shown_harmless_and_stop_nothing() {
    let scene = Scene::with(&opened_and(2));
    let book = scene.folder().join("book");
    fs::create_dir_all(book.join("agendas")).expect("a folder");
    let long = "a".repeat(250);
    let names: [&[u8]; 9] = [
        b"\xff\xfe.journal",
        b"\x1b]0;x\x07.journal",
        b"CON.journal",
        b"dot..journal",
        long.as_bytes(),
        "a\u{30a}.journal".as_bytes(),
        "å.journal".as_bytes(),
        "\u{202e}nor.ron".as_bytes(),
        b" .ron",
    ];
    for name in names {
        for folder in ["meetings", "agendas"] {
            fs::write(book.join(folder).join(OsStr::from_bytes(name)), "what").expect("a file");
        }
    }
    for command in COMMANDS {
        let answer = shell(&scene, &format!("\"$K\" {command}"));
        let said = [answer.stdout.clone(), answer.stderr.clone()].concat();
        assert!(
            !said.contains(&0x1b) && !said.contains(&7),
            "{command}: {answer:?}"
        );
        assert!(
            !String::from_utf8_lossy(&said).contains('\u{202e}'),
            "{command}: {answer:?}"
        );
        assert!(
            answer.status.code().is_some_and(|code| code < 101),
            "{command}: {answer:?}"
        );
    }
}
