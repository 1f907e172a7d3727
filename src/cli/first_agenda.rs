//! The first agenda of a book that has no meeting to go on from: something to change, with comments.

use chrono::{NaiveDate, TimeDelta};

use crate::book::agenda_writer::Comments;
use crate::meeting::agenda::{Agenda, AgendaRow, Attendee, Body, DocumentKind, Procedure};
use crate::meeting::person::Role;
use crate::meeting::style::HouseStyle;
use crate::words::Words;

/// The notice of a meeting whose day is not known.
const NOTICE: TimeDelta = TimeDelta::days(14);

/// The items of most meetings, with planned minutes.
const ITEMS: [(&str, u32); 6] = [
    ("first-opening", 5),
    ("first-verifiers", 5),
    ("first-minutes", 5),
    ("first-matter", 20),
    ("first-other", 10),
    ("first-closing", 5),
];

/// Makes the agenda, for the day that was asked for or in two weeks.
pub(super) fn first_agenda(asked: Option<NaiveDate>, today: NaiveDate, words: &Words) -> Agenda {
    let say = |message: &str| words.say(message).into_owned();
    let person = |message: &str, role| Attendee {
        name: say(message),
        represents: Some(say("first-represents")),
        title: None,
        role,
    };
    let item = |(place, (message, minutes)): (usize, &(&str, u32))| AgendaRow {
        label: Some((place + 1).to_string()),
        title: say(message),
        minutes: Some(*minutes),
        ..AgendaRow::default()
    };
    Agenda {
        body: Body {
            id: say("first-body-id"),
            name: say("first-body"),
        },
        date: asked
            .or_else(|| today.checked_add_signed(NOTICE))
            .unwrap_or(today),
        starts: "09:00".parse().ok(),
        ends: "11:00".parse().ok(),
        place: Some(say("first-place")),
        people: vec![
            person("first-chair", Role::Chair),
            person("first-secretary", Role::Secretary),
        ],
        items: ITEMS.iter().enumerate().map(item).collect(),
        title: String::new(),
        kind: DocumentKind::default(),
        number: None,
        mode: Procedure::default(),
        style: HouseStyle::default(),
        opening: String::new(),
        closing: String::new(),
    }
}

/// Words the comments that help whoever goes through the file.
pub(super) fn comments(words: &Words) -> Comments {
    let say = |message: &str| Some(words.say(message).into_owned());
    Comments {
        head: [say("first-comment"), say("new-comment-check")]
            .into_iter()
            .flatten()
            .collect(),
        people: say("new-comment-people"),
        items: say("new-comment-items"),
        before_rows: vec![(
            ITEMS.len() - 2,
            [say("new-comment-matters"), say("new-comment-sample")]
                .into_iter()
                .flatten()
                .collect(),
        )],
        ..Comments::default()
    }
}
