//! The front page and the last: time and place, attendance, verifiers and signatures.

use super::{AttendanceGroup, AttendanceRow, LabelledLine, label, line_of, lines};
use crate::export::document::ExportSource;
use crate::meeting::attendance::{Attendance, Movement};
use crate::meeting::minutes::Minutes;
use crate::meeting::person::{Capacity, Person, Role};
use crate::meeting::style::{Class, Labels, Signature};
use crate::meeting::text::clean_line;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::words::Words;
use crate::words::phrasing::{day, hour};

/// The classes in the order of the document.
const CLASSES: [Class; 6] = [
    Class::Present,
    Class::Apologies,
    Class::Absent,
    Class::Guest,
    Class::Other,
    Class::Clerk,
];

fn hour_of(moment: Timestamp, words: &Words) -> String {
    hour(ClockTime::at(moment), words)
}

pub(super) fn fields(minutes: &Minutes, words: &Words) -> Vec<LabelledLine> {
    let heading = &minutes.heading;
    let hours = heading.starts.map(|starts| {
        let starts = hour(starts, words).into();
        match heading.ends {
            None => words.say_with("paper-at", &[("starts", starts)]),
            Some(ends) => words.say_with(
                "paper-from-to",
                &[("starts", starts), ("ends", hour(ends, words).into())],
            ),
        }
    });
    let place = line_of(heading.place.as_deref());
    let said: Vec<String> = [day(heading.date, words)]
        .into_iter()
        .chain(hours)
        .chain(place)
        .collect();
    let own = minutes.style.labels.when_and_where.as_deref();
    vec![LabelledLine {
        label: label(own, "paper-when-and-where", words),
        text: said.join(", "),
    }]
}

pub(super) fn attendance(minutes: &Minutes, words: &Words) -> Vec<AttendanceGroup> {
    let style = &minutes.style;
    let group = |class: Class| {
        let people = minutes
            .people
            .iter()
            .flat_map(|person| rows(person, class, words))
            .collect();
        AttendanceGroup {
            class,
            label: class_label(class, &style.labels, words),
            people,
        }
    };
    let is_printed = |group: &AttendanceGroup| {
        !group.people.is_empty() || style.print_empty.contains(&group.class)
    };
    CLASSES.map(group).into_iter().filter(is_printed).collect()
}

fn class_label(class: Class, labels: &Labels, words: &Words) -> String {
    let (own, message) = match class {
        Class::Present => (&labels.present, "paper-present"),
        Class::Apologies => (&labels.apologies, "paper-apologies"),
        Class::Absent => (&labels.absent, "paper-absent"),
        Class::Guest => (&labels.guests, "paper-guests"),
        Class::Other => (&labels.others, "paper-others"),
        Class::Clerk => (&labels.clerk, "paper-clerk"),
    };
    label(own.as_deref(), message, words)
}

/// Makes the rows of a person in a class: one a role, but one in all for a person who did not come.
fn rows(person: &Person, class: Class, words: &Words) -> impl Iterator<Item = AttendanceRow> {
    let most = match class {
        Class::Apologies | Class::Absent => 1,
        Class::Present | Class::Guest | Class::Other | Class::Clerk => usize::MAX,
    };
    let capacities = person
        .capacities
        .iter()
        .filter(move |capacity| person.class(capacity) == Some(class))
        .take(most);
    capacities.map(|capacity| row(person, capacity, words))
}

fn row(person: &Person, capacity: &Capacity, words: &Words) -> AttendanceRow {
    AttendanceRow {
        name: clean_line(&person.name),
        represents: line_of(capacity.represents.as_deref()),
        title: line_of(capacity.title.as_deref()),
        remote: person
            .attendance
            .remote
            .then(|| words.say("paper-remote").into_owned()),
        hours: hours(&person.attendance, words),
    }
}

/// Words the hours of presence: "från kl. 08.45 ej kl. 09.30–10.00 till kl. 11.15". None for the whole
/// meeting.
fn hours(attendance: &Attendance, words: &Words) -> Option<String> {
    let say = |message, at| words.say_with(message, &[("time", hour_of(at, words).into())]);
    let from = attendance.from().map(|at| say("paper-from", at));
    let until = attendance.until().map(|at| say("paper-until", at));
    let gaps = attendance
        .movements
        .windows(2)
        .filter_map(|pair| match pair {
            [Movement::Left(left), Movement::Came(back)] => {
                let (from, until) = (hour_of(*left, words), hour_of(*back, words));
                Some(words.say_with(
                    "paper-away",
                    &[("from", from.into()), ("until", until.into())],
                ))
            }
            _ => None,
        });
    let said: Vec<String> = from.into_iter().chain(gaps).chain(until).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

impl AttendanceRow {
    /// Writes the row on one line: "Åsa Ek, Perstorp, ordförande (Teams), från kl. 08.45".
    #[must_use]
    pub fn line(&self) -> String {
        let said: Vec<&str> = [&self.name]
            .into_iter()
            .chain(&self.represents)
            .chain(&self.title)
            .map(String::as_str)
            .collect();
        let remote = self.remote.iter().map(|remote| format!(" ({remote})"));
        let hours = self.hours.iter().map(|hours| format!(", {hours}"));
        said.join(", ") + &remote.chain(hours).collect::<String>()
    }
}

pub(super) fn verifiers(minutes: &Minutes, words: &Words) -> Option<String> {
    let names = enumerate_names(&minutes.verifiers, words)?;
    Some(words.say_with("paper-verified-by", &[("names", names.into())]))
}

pub(super) fn approval(source: &ExportSource<'_>, words: &Words) -> Option<String> {
    let approval = source.minutes.approval.as_ref()?;
    let names = enumerate_names(&approval.by, words)?;
    let when = day(approval.at.date_naive(), words);
    let approved = words.say_with(
        "paper-approved",
        &[("when", when.into()), ("names", names.into())],
    );
    let Some(head) = source.approved_head() else {
        return Some(approved);
    };
    let fingerprint = [("fingerprint", grouped(head).into())];
    let fingerprint = words.say_with("paper-fingerprint", &fingerprint);
    Some(format!("{approved}. {fingerprint}"))
}

/// Writes hexadecimal digits in groups of eight, for eyes and line ends.
fn grouped(digits: &str) -> String {
    let digits: Vec<char> = digits.chars().collect();
    let groups: Vec<String> = digits
        .chunks(8)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// Lists names in a sentence: "A, B och C". None for nobody.
fn enumerate_names(names: &[String], words: &Words) -> Option<String> {
    let mut names = lines(names);
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last);
    }
    let before = names.join(", ");
    Some(words.say_with(
        "paper-and",
        &[("names", before.into()), ("last", last.into())],
    ))
}

/// Writes the lines to sign on: "name, role", or the role alone where nobody holds it.
#[must_use]
pub fn signatures(minutes: &Minutes, words: &Words) -> Vec<String> {
    let lines_of = |signature: &Signature| match signature {
        Signature::Chair => holders(minutes, Role::Chair, "paper-chair", words),
        Signature::ViceChair => holders(minutes, Role::ViceChair, "paper-vice-chair", words),
        Signature::Secretary => holders(minutes, Role::Secretary, "paper-secretary", words),
        Signature::Verifiers => {
            let role = words.say("paper-verifier");
            lines(&minutes.verifiers)
                .into_iter()
                .map(|name| format!("{name}, {role}"))
                .collect()
        }
        Signature::Line(text) => line_of(Some(text)).into_iter().collect(),
    };
    minutes.style.signs.iter().flat_map(lines_of).collect()
}

fn holders(minutes: &Minutes, role: Role, message: &str, words: &Words) -> Vec<String> {
    let capacities = minutes.people.iter().flat_map(|person| {
        person
            .capacities
            .iter()
            .map(move |capacity| (person, capacity))
    });
    let signed: Vec<String> = capacities
        .filter(|(_, capacity)| capacity.role == role)
        .map(
            |(person, capacity)| match line_of(capacity.title.as_deref()) {
                Some(title) => format!("{}, {title}", clean_line(&person.name)),
                None => clean_line(&person.name),
            },
        )
        .collect();
    if signed.is_empty() {
        vec![words.say(message).into_owned()]
    } else {
        signed
    }
}
