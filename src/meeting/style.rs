//! The house style of a body: how its papers are worded and laid out. Every field has a default,
//! so an agenda says only what is particular to its body.

use serde::{Deserialize, Serialize};

use super::text::clean;

/// How a body words and lays out its papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Style", deny_unknown_fields, default)]
pub struct HouseStyle {
    /// The words before a decision; the first is the usual one. Empty: decisions stand in prose.
    pub intros: Vec<String>,
    /// What a clause begins with: "att ", or nothing where whole sentences are written.
    pub clause_start: String,
    /// The word before the last of several clauses, unless it is there already; empty for none.
    pub joiner: String,
    /// What stands before the notes of an item: "Sammanfattning:"; empty for nothing.
    pub notes_label: String,
    /// Which of notes and decision comes first.
    pub order: ContentOrder,
    /// The stock decisions on the keys 1–9.
    pub phrases: Vec<String>,
    /// Who signs, in this order.
    pub signs: Vec<Signature>,
    /// How the papers name what they print.
    pub labels: Labels,
    /// Attendance classes that are printed even when nobody is in them.
    pub print_empty: Vec<Class>,
    /// Lines at the head of the paper, above its title.
    pub letterhead: Vec<String>,
    /// How numbers are given to items.
    pub numbering: Numbering,
    /// The body's own template of a paper, by the name of its file beside the agendas; ours without.
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
    /// Takes out what could order a terminal about.
    pub(super) fn clean(&mut self) {
        let Labels {
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
        } = &mut self.labels;
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
        // The space at the end of "att " is meant.
        let kept = |text: &mut String| *text = clean(text).replace('\n', " ");
        self.intros
            .iter_mut()
            .chain(&mut self.phrases)
            .chain(&mut self.letterhead)
            .for_each(kept);
        [
            &mut self.clause_start,
            &mut self.joiner,
            &mut self.notes_label,
        ]
        .into_iter()
        .for_each(kept);
        labels
            .into_iter()
            .flatten()
            .chain(&mut self.template)
            .for_each(kept);
        for sign in &mut self.signs {
            if let Signature::Line(line) = sign {
                kept(line);
            }
        }
    }

    /// The usual words before a decision; empty where the body writes prose.
    #[must_use]
    pub fn usual_intro(&self) -> &str {
        self.intros.first().map_or("", String::as_str)
    }
}

/// Which of notes and decision comes first in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename = "Order")]
pub enum ContentOrder {
    /// The notes, then what was decided.
    #[default]
    NotesFirst,
    /// What was decided, then the notes.
    DecisionFirst,
}

/// How numbers are given to items.
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
    /// Who takes the minutes.
    Secretary,
    /// Those appointed to verify the minutes.
    Verifiers,
    /// These words, as they stand.
    Line(String),
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

/// What the papers call things. `None`: the program's own word.
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
