//! HTML, whole documents at a time.

use std::collections::BTreeSet;

use super::{TEMPLATE, html};
use crate::export::document::{Document, ExportSource, times};
use crate::export::fixture::{Sitting, agenda_full_of, rich};
use crate::meeting::command::Command;
use crate::meeting::integrity::WHOLE;
use crate::words::{Language, Words};

fn body_of(page: &str) -> &str {
    page.split_once("<body>\n").expect("a body").1
}

#[test]
fn a_rich_meeting_is_spelled_as_the_page_beside_this_file() {
    let page = html(&rich().document(), TEMPLATE).expect("our template");
    assert_eq!(body_of(&page), include_str!("rich.html"));
}

#[test]
fn no_text_acts_as_markup_in_any_field() {
    let evil = r#"</title><script>alert(1)</script>\"'><img src=x onerror=a> {{ 7*7 }} {% raw %} & \u{1b}[2J\u{202e}"#;
    let mut sitting = Sitting::of(&agenda_full_of(evil));
    let text =
        "</p><script>alert(1)</script>\n\n- <a href=\"javascript:a\">b</a>\n\n## <h1> {{ x }}";
    sitting.at("08:10", &Command::MarkAllPresent);
    sitting.open("08:30", "b</title>");
    sitting.note("08:40", "b</title>", text);
    sitting.decide("08:50", "b</title>", &[text, "<b>"]);
    sitting.assign("08:52", "b</title>", [text, text, text, text]);
    let page = html(&sitting.document(), TEMPLATE).expect("our template");
    let ours = html(&Sitting::of(&agenda_full_of("x")).document(), TEMPLATE).expect("our template");
    let tags = |page: &str| -> BTreeSet<String> {
        page.split('<')
            .skip(1)
            .filter_map(|rest| rest.split(['>', ' ']).next())
            .map(str::to_owned)
            .collect()
    };
    for tag in tags(&page) {
        assert!(
            !["script", "/script", "img", "a", "b"].contains(&tag.as_str()),
            "<{tag}"
        );
    }
    assert!(tags(&ours).is_subset(&tags(&page)));
    assert!(!page.contains(['\u{1b}', '\u{202e}']));
    assert!(page.contains("{{ 7*7 }}"), "no template either");
}

#[test]
fn time_planned_and_spent_is_shown_when_that_is_asked_for() {
    let (sitting, words) = (rich(), Words::new(Language::Swedish));
    let minutes = crate::export::fixture::rich_minutes();
    let source = ExportSource {
        minutes: &minutes,
        head: "",
        integrity: &WHOLE,
        now: sitting.moment("23:00"),
    };
    let mut document = sitting.document();
    assert!(
        !html(&document, TEMPLATE)
            .expect("our template")
            .contains("<table>")
    );
    document.times = times(&source, &words);
    let page = html(&document, TEMPLATE).expect("our template");
    assert!(
        page.contains("<caption>Tid per punkt, minuter</caption>"),
        "{page}"
    );
    assert!(page.contains("Gemensam"), "{page}");
}

#[test]
fn lists_may_be_nested_as_deep_as_anyone_writes() {
    let mut sitting = Sitting::of(
        r#"Agenda(body: (id: "x", name: "X"), date: "2031-05-06", items: [(title: "Y")])"#,
    );
    sitting.open("08:30", "Y");
    let notes: Vec<String> = (0..400)
        .map(|depth| "  ".repeat(depth) + "- " + &depth.to_string())
        .collect();
    sitting.note("08:40", "Y", &notes.join("\n"));
    let page = html(&sitting.document(), TEMPLATE).expect("our template");
    assert!(page.contains("399"));
    let words = Words::new(Language::Swedish);
    crate::export::docx::docx(&sitting.document(), &words).expect("an archive");
    crate::export::pdf::pdf(&sitting.document(), &words).expect("a PDF");
}

#[test]
fn a_mistake_in_a_template_has_its_line() {
    let document = rich().document();
    for (template, line) in [
        ("a\n{% if paper.title %}\nb", 2),
        ("a\nb\n{{ paper.titel.x }}", 3),
        ("{{ paper.titel }}", 1),
        ("a\n{{ paper.title | stor }}", 2),
    ] {
        let mistake = html(&document, template).expect_err(template);
        assert_eq!(mistake.line(), Some(line), "{template}: {mistake}");
    }
    let odd = Document {
        title: "<b> & \"c\"".to_owned(),
        ..document.clone()
    };
    let off = "{% autoescape false %}{{ paper.title }}{% endautoescape %}{{ paper.title }}";
    let escaped = "&lt;b&gt; &amp; &quot;c&quot;";
    assert_eq!(
        html(&odd, off).expect("a template"),
        format!("{escaped}{escaped}\n"),
        "nothing turns it off"
    );
    assert_eq!(
        html(&document, "<h1>{{ paper.title }}</h1>").expect("a template"),
        format!("<h1>{}</h1>\n", document.title)
    );
}
