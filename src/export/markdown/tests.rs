//! Markdown, whole documents at a time.

use crate::export::document::Document;
use crate::export::fixture::{Sitting, rich};
use crate::export::markdown::markdown;
use crate::meeting::command::Command;

#[test]
fn a_rich_meeting_is_spelled_as_the_page_beside_this_file() {
    assert_eq!(rich().markdown(), include_str!("rich.md"));
}

#[test]
fn no_text_acts_as_markup_that_it_did_not_mean() {
    let mut sitting = Sitting::of(
        r##"Agenda(
            body: (id: "x", name: "A & B &amp; <b>"), title: "# Rubrik\n\n## Falsk", date: "2031-05-06",
            style: (intros: ["*Beslut*"], clause_start: "", signs: [Line("--- Namn"), Line("---")]),
            people: [(name: "[Ulla](http://x)", represents: "1. _Ort_", role: Guest)],
            items: [(label: "*1*", title: "`kod` | ~~ ![bild](x) \\")],
        )"##,
    );
    sitting.at("08:10", &Command::MarkAllPresent);
    sitting.open("08:30", "`kod`");
    sitting.note(
        "08:40",
        "`kod`",
        "<script>\n\n--- x\n\n27. april\n\n- # a\n  3. b\n- + c\n\n1.5 = -5\n\n## *d* ##\n===\n\n> e &lt; f",
    );
    sitting.decide(
        "08:50",
        "`kod`",
        &["- ett", "2) två **", "=", "+46 är ett tal", "Slut\\"],
    );
    sitting.decide("08:51", "`kod`", &["# tre"]);
    let seen = sitting.markdown();
    let (_, seen) = seen
        .split_once("\n\n*Utkast, ej justerat*\n\n")
        .expect("a draft mark");
    assert_eq!(seen, include_str!("hostile.md"));
    assert!(
        sitting
            .markdown()
            .starts_with("A & B \\&amp; \\<b\\>\n\n# \\# Rubrik  \\#\\# Falsk\n"),
        "a title stays one heading: {}",
        sitting.markdown()
    );
}

#[test]
fn lists_side_by_side_do_not_run_together() {
    let mut sitting = Sitting::of(
        r#"Agenda(body: (id: "x", name: "X"), date: "2031-05-06", style: (intros: []), items: [(title: "Y")])"#,
    );
    sitting.open("08:30", "Y");
    sitting.note("08:40", "Y", "1. a\n3. c\n\n- d\n  1. e\n  7. f");
    sitting.decide("08:50", "Y", &["att g", "att h"]);
    sitting.decide("08:51", "Y", &["att i"]);
    let seen = sitting.markdown();
    let (_, seen) = seen.split_once("## Y\n\n").expect("the item");
    let expected = "1. a\n\n3) c\n\n- d\n  1. e\n\n  7) f\n\n* att g\n* samt att h\n\n- att i\n";
    assert_eq!(seen, expected);
}

#[test]
fn text_is_text_wherever_a_template_puts_it() {
    let odd = |title: &str| Document {
        title: title.to_owned(),
        ..rich().document()
    };
    let spelled =
        |title: &str, template: &str| markdown(&odd(title), template).expect("a template");
    assert_eq!(
        spelled("27. april", "{{ paper.title }}\n\n- {{ paper.title }}"),
        "27\\. april\n\n- 27\\. april\n"
    );
    assert_eq!(
        spelled("27. april", "Den {{ paper.title }}"),
        "Den 27. april\n"
    );
    assert_eq!(
        spelled("- a\n+ b", "x\n{{ paper.title }}"),
        "x\n\\- a\\\n\\+ b\n"
    );
    assert_eq!(
        spelled("# a\u{1}1. b", "{{ paper.title }}"),
        "\\# a\u{fffd}1. b\n"
    );
    assert_eq!(
        spelled(
            "a",
            "{% for line in [1, 2] %}\n\n{{ paper.title }}\n\n{% endfor %}\n\n"
        ),
        "a\n\na\n"
    );
    let mistake = markdown(&odd("a"), "a\n{{ paper.titel }}").expect_err("a mistake");
    assert_eq!(mistake.line(), Some(2));
}
