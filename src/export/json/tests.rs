//! JSON, a whole document and its states.

use crate::export::fixture::{Sitting, rich};
use crate::meeting::command::Command;
use crate::meeting::outcome::OutcomeKind;

#[test]
fn a_rich_meeting_is_the_document_beside_this_file() {
    assert_eq!(rich().json(), include_str!("rich.json"));
}

#[track_caller]
fn says(sitting: &Sitting, line: &str) {
    let json = sitting.json();
    assert!(
        json.lines().any(|said| said.trim() == line),
        "no {line} in {json}"
    );
}

#[test]
fn the_status_follows_the_meeting() {
    let mut sitting = Sitting::of(
        r#"Agenda(body: (id: "x", name: "X"), kind: Unnamed, date: "2031-05-06", items: [(title: "Y"), (title: "Z")])"#,
    );
    says(&sitting, r#""status": "prepared","#);
    says(&sitting, r#""kind": "unknown","#);
    says(&sitting, r#""opened": null,"#);
    says(&sitting, r#""title": "X","#);
    sitting.open("08:30", "Y");
    says(&sitting, r#""status": "open","#);
    // 08.30 to 23.00: the clock still runs, and is ended by the moment of the export.
    says(&sitting, r#""spent_seconds": 52200,"#);
    sitting.at("08:40", &Command::BeginRecess { until: None });
    says(&sitting, r#""status": "open","#);
    says(&sitting, r#""spent_seconds": 600,"#);
    sitting.at("09:00", &Command::CloseMeeting);
    says(&sitting, r#""status": "closed","#);
    sitting.at(
        "09:30",
        &Command::Approve {
            by: vec!["Ulla Provberg".into()],
        },
    );
    says(&sitting, r#""status": "approved","#);
}

#[test]
fn outcomes_and_text_are_told_as_they_stand() {
    let mut sitting = Sitting::of(
        r#"Agenda(body: (id: "x", name: "X"), kind: Minnesanteckningar, date: "2031-05-06", items: [(title: "Y\"\\")])"#,
    );
    sitting.open("08:30", "Y");
    for (kind, name) in [
        (OutcomeKind::Postponed, "postponed"),
        (OutcomeKind::ReferredBack, "referred_back"),
        (OutcomeKind::ReferredTo, "referred_to"),
        (OutcomeKind::Withdrawn, "withdrawn"),
    ] {
        sitting.becomes("08:40", "Y", kind, ["", ""]);
        says(&sitting, &format!(r#""kind": "{name}","#));
        says(&sitting, r#""to": null,"#);
    }
    says(&sitting, r#""title": "Y\"\\","#);
    says(&sitting, r#""kind": "minnesanteckningar","#);
}
