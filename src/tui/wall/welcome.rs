//! The wall before the first item: who meets, when, and who is here.

use super::scene::{Scene, Strip, Text, announced, digits};
use crate::meeting::attendance::Status;
use crate::meeting::public::{Public, PublicPerson, PublicRow};
use crate::meeting::time::Timestamp;
use crate::words::Words;
use crate::words::phrasing::{day, hour};

pub(super) fn scene(public: &Public, words: &Words, now: Timestamp) -> Scene {
    let starts = public
        .starts
        .filter(|_| public.date == now.date_naive())
        .map(|hour| hour.on_the_day_of(now));
    let left = starts
        .map(|starts| starts - now)
        .filter(|left| left.num_seconds() > 0);
    Scene {
        head: public.body.clone(),
        under: vec![when_and_where(public, words)],
        texts: [roll_call(public, words, now), agenda(public, words)].concat(),
        strip: Strip {
            label: left
                .map(|_| words.say("wall-until-start").into_owned())
                .unwrap_or_default(),
            digits: left.map(digits),
            next: public
                .agenda
                .first()
                .map(|first| announced("wall-first", first, words)),
            ..Strip::default()
        },
        ..Scene::default()
    }
}

fn agenda(public: &Public, words: &Words) -> Vec<Text> {
    let row = |row: &PublicRow| {
        let label = row
            .label
            .as_deref()
            .map(|label| format!("{label}  "))
            .unwrap_or_default();
        format!("{label}{}", row.title)
    };
    let rows: Vec<String> = public.agenda.iter().map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        Text::Gap,
        Text::Tag(words.say("wall-agenda").into_owned()),
        Text::Columns(rows),
    ]
}

fn when_and_where(public: &Public, words: &Words) -> String {
    let number = public
        .number
        .as_deref()
        .map(|number| format!(" {number}"))
        .unwrap_or_default();
    let number = Some(number)
        .filter(|number| !public.title.ends_with(number.trim()))
        .unwrap_or_default();
    let title = (public.title != public.body).then(|| format!("{}{number}", public.title));
    let hours = public.starts.map(|starts| match public.ends {
        Some(ends) => words.say_with(
            "paper-from-to",
            &[
                ("starts", hour(starts, words).into()),
                ("ends", hour(ends, words).into()),
            ],
        ),
        None => words.say_with("paper-at", &[("starts", hour(starts, words).into())]),
    });
    let parts = [
        title,
        Some(day(public.date, words)),
        hours,
        public.place.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Those who are here, and those who are waited for; those who have sent apologies are named in one
/// line.
pub(super) fn roll_call(public: &Public, words: &Words, now: Timestamp) -> Vec<Text> {
    let is_here = |person: &&PublicPerson| person.attendance.is_there(now);
    let is_awaited = |person: &&PublicPerson| match person.attendance.status {
        None => true,
        Some(Status::Present) => !person.attendance.is_there(now),
        Some(Status::Apologies | Status::Absent) => false,
    };
    let rows = |found: Vec<&PublicPerson>, sign: &str| -> Vec<String> {
        found
            .iter()
            .map(|person| row(person, sign, words))
            .collect()
    };
    let here: Vec<&PublicPerson> = public.people.iter().filter(is_here).collect();
    let awaited: Vec<&PublicPerson> = public.people.iter().filter(is_awaited).collect();
    let apologies: Vec<&str> = (public.people.iter())
        .filter(|person| person.attendance.status == Some(Status::Apologies))
        .map(|person| person.name.as_str())
        .collect();
    let mut texts = Vec::new();
    for (message, found, sign) in [("wall-here", here, "●"), ("wall-awaited", awaited, "○")] {
        if !found.is_empty() {
            if !texts.is_empty() {
                texts.push(Text::Gap);
            }
            texts.push(Text::Tag(words.say(message).into_owned()));
            texts.push(Text::Columns(rows(found, sign)));
        }
    }
    if !apologies.is_empty() {
        texts.push(Text::Gap);
        let names = apologies.join(", ");
        texts.push(Text::Line(
            words.say_with("wall-apologies", &[("names", names.into())]),
        ));
    }
    texts
}

fn row(person: &PublicPerson, sign: &str, words: &Words) -> String {
    let place = person
        .represents
        .as_deref()
        .map(|place| format!(", {place}"))
        .unwrap_or_default();
    let remote = person.attendance.remote && person.attendance.is_present();
    let sign = if remote { "◐" } else { sign };
    let remote = if remote {
        format!(" ({})", words.say("paper-remote"))
    } else {
        String::new()
    };
    format!("{sign} {}{place}{remote}", person.name)
}
