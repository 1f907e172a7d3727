//! The agenda: what is planned, as people write it in RON. Unknown fields are mistakes.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::person::Role;
use super::style::HouseStyle;
use super::text::{clean, clean_line};
use super::time::ClockTime;

/// The plan of a meeting.
///
/// People write these fields by hand, so they stand side by side as in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agenda {
    /// The body that meets.
    pub body: Body,
    /// The title of the minutes; where it is empty, the body's name stands in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The kind of document that the minutes are.
    #[serde(default)]
    pub kind: DocumentKind,
    /// The running number as printed: "8/2016".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The day of the meeting.
    pub date: NaiveDate,
    /// Announced beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<ClockTime>,
    /// Announced end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<ClockTime>,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The rules by which the body meets.
    #[serde(default)]
    pub mode: Procedure,
    /// The house style of the body.
    #[serde(default)]
    pub style: HouseStyle,
    /// The people who are expected, in the order in which they are printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Attendee>,
    /// Text before the first item.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opening: String,
    /// Text after the last item.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closing: String,
    /// Items, and headings over those that follow.
    pub items: Vec<AgendaRow>,
}

/// A body that meets. Its id ties its meetings together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its id, of the characters `[a-z0-9-]`.
    pub id: String,
    /// Its name in full.
    pub name: String,
}

/// The kind of document that a body makes of its meetings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename = "Kind")]
pub enum DocumentKind {
    /// Minutes.
    #[default]
    Protokoll,
    /// Notes of a meeting.
    Minnesanteckningar,
    /// A document without a name of its kind.
    Unnamed,
}

/// The rules by which a body meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename = "Mode")]
pub enum Procedure {
    /// Agreement round a table.
    #[default]
    Group,
    /// By the Local Government Act: members, substitutes, proposals.
    Formal,
}

/// A person on the roster, in one capacity.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendee {
    /// The name, as printed.
    pub name: String,
    /// The municipality or organisation that they represent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub represents: Option<String>,
    /// The title, as printed beside the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The role in which they take part.
    #[serde(default)]
    pub role: Role,
}

/// An item, or a heading over those that follow (then nothing but `section` is given). An empty
/// heading ends the section before it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaRow {
    /// A heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The number as printed: "3", "§ 14"; it says nothing of the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The title of the item.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Planned time, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Presenters: a name each, and after a comma the words printed with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presenters: Vec<String>,
    /// References to documents: title, version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
    /// The background of the matter. It is never printed by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub background: String,
    /// Clauses prepared for a decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposal: Vec<String>,
    /// The meetings where the matter was before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<Origin>,
}

/// A meeting where a matter was before, and its outcome there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The meeting, by the stem of its files.
    pub meeting: String,
    /// The outcome there, in words: "bordlagt".
    pub what: String,
    /// The item there, by its label, or by its title where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// Bytes of a title that nobody reads as one.
const LONG_TITLE: usize = 1000;

/// A flaw of an agenda that parses. Rows are counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaFlaw {
    /// `body.id` has other characters than `a-z`, `0-9` and `-`.
    BodyId,
    /// The body has no name.
    BodyName,
    /// There are no items.
    NoItems,
    /// A row has neither heading nor title.
    NothingNamed(usize),
    /// A heading has fields of an item.
    HeadingWithItem(usize),
    /// The title of an item is far longer than a line.
    LongTitle(usize),
    /// A roster row has no name.
    NamelessPerson(usize),
    /// The meeting ends before it begins.
    EndsBeforeStart,
    /// Two items have the same number.
    SameLabel(String),
    /// A presenter is not on the roster, which may be right.
    PresenterNotListed(String),
}

impl AgendaFlaw {
    /// Tells whether the meeting can be run all the same.
    #[must_use]
    pub fn is_doubt(&self) -> bool {
        match self {
            Self::EndsBeforeStart
            | Self::LongTitle(_)
            | Self::SameLabel(_)
            | Self::PresenterNotListed(_) => true,
            Self::BodyId
            | Self::BodyName
            | Self::NoItems
            | Self::NothingNamed(_)
            | Self::HeadingWithItem(_)
            | Self::NamelessPerson(_) => false,
        }
    }
}

impl Agenda {
    /// The agenda as it may be stored: without control characters, and with one line in every field
    /// that is a line.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        let Self {
            body,
            title,
            number,
            place,
            people,
            opening,
            closing,
            items,
            ..
        } = &mut self;
        [&mut body.name, title]
            .into_iter()
            .chain(number)
            .chain(place)
            .for_each(one_line);
        people.iter_mut().for_each(Attendee::clean);
        [opening, closing].into_iter().for_each(many_lines);
        items.iter_mut().for_each(AgendaRow::clean);
        self.style.clean();
        self
    }

    /// Every flaw, in the order of the file.
    #[must_use]
    pub fn flaws(&self) -> Vec<AgendaFlaw> {
        let mut flaws = Vec::new();
        let is_plain = |character: u8| matches!(character, b'a'..=b'z' | b'0'..=b'9' | b'-');
        if self.body.id.is_empty() || !self.body.id.bytes().all(is_plain) {
            flaws.push(AgendaFlaw::BodyId);
        }
        if self.body.name.trim().is_empty() {
            flaws.push(AgendaFlaw::BodyName);
        }
        if self
            .starts
            .zip(self.ends)
            .is_some_and(|(starts, ends)| ends < starts)
        {
            flaws.push(AgendaFlaw::EndsBeforeStart);
        }
        let nameless = self
            .people
            .iter()
            .zip(1..)
            .filter(|(person, _)| person.name.trim().is_empty());
        flaws.extend(nameless.map(|(_, row)| AgendaFlaw::NamelessPerson(row)));
        if self.items.iter().all(|row| row.section.is_some()) {
            flaws.push(AgendaFlaw::NoItems);
        }
        let mut labels = HashSet::new();
        for (row, number) in self.items.iter().zip(1..) {
            self.flaws_of_row(row, number, &mut labels, &mut flaws);
        }
        flaws
    }

    fn flaws_of_row<'a>(
        &'a self,
        row: &'a AgendaRow,
        number: usize,
        labels: &mut HashSet<&'a str>,
        flaws: &mut Vec<AgendaFlaw>,
    ) {
        if row.section.is_some() {
            if *row
                != (AgendaRow {
                    section: row.section.clone(),
                    ..AgendaRow::default()
                })
            {
                flaws.push(AgendaFlaw::HeadingWithItem(number));
            }
            return;
        }
        if row.title.trim().is_empty() {
            flaws.push(AgendaFlaw::NothingNamed(number));
        }
        if row.title.len() > LONG_TITLE {
            flaws.push(AgendaFlaw::LongTitle(number));
        }
        if let Some(label) = row.label.as_deref()
            && !labels.insert(label)
        {
            flaws.push(AgendaFlaw::SameLabel(label.to_owned()));
        }
        for presenter in &row.presenters {
            let name = presenter_name(presenter);
            if !self.people.iter().any(|person| person.name == name) {
                flaws.push(AgendaFlaw::PresenterNotListed(name.to_owned()));
            }
        }
    }
}

impl Attendee {
    fn clean(&mut self) {
        let Self {
            name,
            represents,
            title,
            role: _,
        } = self;
        [name]
            .into_iter()
            .chain(represents)
            .chain(title)
            .for_each(one_line);
    }
}

impl AgendaRow {
    /// Cleans every text but those of `from`, which this program writes itself.
    fn clean(&mut self) {
        let Self {
            section,
            label,
            title,
            minutes: _,
            presenters,
            attachments,
            background,
            proposal,
            from: _,
        } = self;
        [title]
            .into_iter()
            .chain(section)
            .chain(label)
            .for_each(one_line);
        presenters
            .iter_mut()
            .chain(attachments)
            .chain(proposal)
            .for_each(one_line);
        many_lines(background);
    }
}

fn one_line(text: &mut String) {
    *text = clean_line(text);
}

fn many_lines(text: &mut String) {
    *text = clean(text);
}

/// The name in a presenter's words: the part before the first comma.
#[must_use]
pub fn presenter_name(presenter: &str) -> &str {
    presenter.split(',').next().unwrap_or(presenter).trim()
}
