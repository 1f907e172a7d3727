//! The house style of a body: the wording and layout of its documents. Every field has a default,
//! so an agenda gives only those that are particular to its body.

use serde::{Deserialize, Serialize};

use super::text::clean;

/// The wording and layout of a body's documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Style", deny_unknown_fields, default)]
pub struct HouseStyle {
    /// The words before a decision, the usual ones first. Where there are none, decisions stand in
    /// prose.
    pub intros: Vec<String>,
    /// The beginning of a clause: "att ", or nothing where whole sentences are written.
    pub clause_start: String,
    /// The word before the last of several clauses, unless it is there already; empty for none.
    pub joiner: String,
    /// The label before the notes of an item: "Sammanfattning:"; empty for none.
    pub notes_label: String,
    /// The order of notes and decisions.
    pub order: ContentOrder,
    /// The stock decisions on the keys 1–9.
    pub phrases: Vec<String>,
    /// The lines to sign on, in order.
    pub signs: Vec<Signature>,
    /// The words for the parts of a document.
    pub labels: Labels,
    /// Attendance classes that are printed even when nobody is in them.
    pub print_empty: Vec<Class>,
    /// Lines at the head of a document, above its title.
    pub letterhead: Vec<String>,
    /// The way in which items are numbered.
    pub numbering: Numbering,
    /// The body's own template of a document, by the name of its file beside the agendas; `None`
    /// for the program's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

impl Default for HouseStyle {
    fn default() -> Self {
        let phrases = [
            "att tacka för informationen",
            "att notera informationen",
            "att lägga rapporten till handlingarna",
            "att godkänna förslaget",
            "att ställa sig bakom förslaget",
            "att ärendet tas upp på nästa möte",
            "att godkänna föregående mötes protokoll och lägga det till handlingarna",
            "att fastställa dagordningen",
            "att bordlägga ärendet",
        ];
        Self {
            intros: vec!["Beslut:".to_owned()],
            clause_start: "att ".to_owned(),
            joiner: "samt".to_owned(),
            notes_label: String::new(),
            order: ContentOrder::default(),
            phrases: phrases.map(str::to_owned).to_vec(),
            signs: Vec::new(),
            labels: Labels::default(),
            print_empty: Vec::new(),
            letterhead: Vec::new(),
            numbering: Numbering::default(),
            template: None,
        }
    }
}

impl HouseStyle {
    /// Removes control characters from every text.
    pub(super) fn clean(&mut self) {
        let Self {
            intros,
            clause_start,
            joiner,
            notes_label,
            order: _,
            phrases,
            signs,
            labels,
            print_empty: _,
            letterhead,
            numbering: _,
            template,
        } = self;
        let lines = signs.iter_mut().filter_map(Signature::line_mut);
        intros
            .iter_mut()
            .chain(phrases)
            .chain(letterhead)
            .chain([clause_start, joiner, notes_label])
            .chain(labels.texts_mut())
            .chain(template)
            .chain(lines)
            // The space at the end of "att " is kept: it belongs to the clause.
            .for_each(|text| *text = clean(text).replace('\n', " "));
    }

    /// The usual words before a decision; empty where the body writes prose.
    #[must_use]
    pub fn usual_intro(&self) -> &str {
        self.intros.first().map_or("", String::as_str)
    }
}

/// The order of notes and decisions in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename = "Order")]
pub enum ContentOrder {
    /// The notes, then the decisions.
    #[default]
    NotesFirst,
    /// The decisions, then the notes.
    DecisionFirst,
}

/// The way in which items are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Numbering {
    /// 1, 2, 3 … anew at each meeting.
    #[default]
    PerMeeting,
    /// § numbers that run through the calendar year.
    PerYear,
    /// Items carry no numbers.
    None,
}

/// A line to sign on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signature {
    /// The chair.
    Chair,
    /// The vice chair.
    ViceChair,
    /// The secretary.
    Secretary,
    /// Those appointed to verify the minutes.
    Verifiers,
    /// These words, as they stand.
    Line(String),
}

impl Signature {
    /// The words of a line that the agenda gives.
    fn line_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Line(line) => Some(line),
            Self::Chair | Self::ViceChair | Self::Secretary | Self::Verifiers => None,
        }
    }
}

/// A group of names on the front page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// Took part as a member of the body.
    Present,
    /// Sent apologies (anmält förhinder).
    Apologies,
    /// Did not come.
    Absent,
    /// Invited guests.
    Guest,
    /// Others who took part.
    Other,
    /// Took the minutes (vid protokollet).
    Clerk,
}

/// The words for the parts of a document; `None` for the program's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Labels {
    /// Over those present: "Närvarande", "Beslutande".
    pub present: Option<String>,
    /// Over those who sent apologies: "Anmält förhinder".
    pub apologies: Option<String>,
    /// Over those absent: "Frånvarande".
    pub absent: Option<String>,
    /// Over guests: "Inbjudna gäster".
    pub guests: Option<String>,
    /// Over others: "Övriga deltagande".
    pub others: Option<String>,
    /// Before the minute taker: "Vid protokollet".
    pub clerk: Option<String>,
    /// Before date, hour and place: "Tid/Plats".
    pub when_and_where: Option<String>,
    /// Before presenters: "Föredragande:".
    pub presenters: Option<String>,
    /// Before attachments: "Bilagor:".
    pub attachments: Option<String>,
    /// Before assignments: "Uppdrag:".
    pub assignments: Option<String>,
}

impl Labels {
    /// The words that are given, to be changed.
    fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self {
            present,
            apologies,
            absent,
            guests,
            others,
            clerk,
            when_and_where,
            presenters,
            attachments,
            assignments,
        } = self;
        let labels = [
            present,
            apologies,
            absent,
            guests,
            others,
            clerk,
            when_and_where,
            presenters,
            attachments,
            assignments,
        ];
        labels.into_iter().flatten()
    }
}
