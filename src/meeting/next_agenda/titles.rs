//! The meaning of an item's title: a key that is the same from meeting to meeting, and the usual
//! items that almost every body has.

use crate::meeting::calendar::month_named;

/// An item that almost every agenda has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usual {
    /// Öppnande.
    Opening,
    /// Val av justerare.
    Verifiers,
    /// Fastställande av dagordning.
    Agenda,
    /// Föregående protokoll.
    PreviousMinutes,
    /// Laget runt, aktuellt, rapporter.
    Round,
    /// Uppföljning av uppdrag.
    FollowUp,
    /// Övriga frågor, nästa möte, avslutning.
    End,
}

impl Usual {
    /// Tells whether it stands before the matters of the meeting.
    pub(super) fn is_first(self) -> bool {
        match self {
            Self::Opening | Self::Verifiers | Self::Agenda | Self::PreviousMinutes => true,
            Self::Round | Self::FollowUp | Self::End => false,
        }
    }

    /// The usual item that a title means; `None` for any other.
    pub(super) fn from_title(title: &str) -> Option<Self> {
        let folded = folded(title);
        let has = |parts: &[&str]| parts.iter().any(|part| folded.contains(part));
        let first = folded.split(' ').next().unwrap_or_default();
        let is_one_word = folded == first;
        if has(&["protokoll", "anteckning", "minutes", "notes"])
            && has(&["föregående", "förra", "previous", "last meeting"])
        {
            return Some(Self::PreviousMinutes);
        }
        if has(&["öppnande"]) || ["öppning", "opening"].contains(&first) {
            return Some(Self::Opening);
        }
        if has(&["justerare", "justeringsperson", "justeringsmän"]) {
            return Some(Self::Verifiers);
        }
        if has(&["dagordning", "föredragningslista", "agenda"])
            && (is_one_word || has(&["fastställ", "godkänn", "approval"]))
        {
            return Some(Self::Agenda);
        }
        if (has(&["uppföljning"]) && has(&["uppdrag"]))
            || (has(&["follow-up"]) && has(&["assignments"]))
        {
            return Some(Self::FollowUp);
        }
        if has(&["laget runt", "rapport från"])
            || ["aktuellt", "aktuella", "rapporter"].contains(&first)
        {
            return Some(Self::Round);
        }
        (has(&ENDINGS) || ["övrigt", "closing"].contains(&first)).then_some(Self::End)
    }
}

/// Parts of the titles that end an agenda.
const ENDINGS: [&str; 7] = [
    "övriga frågor",
    "övriga ärenden",
    "nästa möte",
    "nästa sammanträde",
    "next meeting",
    "avslut",
    "any other business",
];

/// The part of a title that is the same from meeting to meeting: in lower case, without numbers,
/// days and parentheses.
pub(super) fn folded(title: &str) -> String {
    let bare = without_parentheses(title).to_lowercase();
    let is_kept = |word: &&str| {
        let is_day = *word == "den" || month_named(word).is_some();
        !word.is_empty() && !is_day && !word.contains(|character: char| character.is_numeric())
    };
    let words: Vec<&str> = bare
        .split(|character: char| !character.is_alphanumeric() && character != '-')
        .filter(is_kept)
        .collect();
    if words.is_empty() {
        title.trim().to_lowercase()
    } else {
        words.join(" ")
    }
}

/// The title without its parentheses. One that is never closed takes nothing away.
pub(super) fn without_parentheses(title: &str) -> String {
    let (mut kept, mut rest) = (String::new(), title);
    while let Some((before, inside)) = rest.split_once('(') {
        let Some((_, after)) = inside.split_once(')') else {
            break;
        };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// The key of an item: the same for the same item at two meetings.
pub(super) fn key(title: &str) -> String {
    // Bodies word this one anew all the time, and it is one item all the same.
    if Usual::from_title(title) == Some(Usual::PreviousMinutes) {
        "föregående protokoll".to_owned()
    } else {
        folded(title)
    }
}

/// Tells whether items under this heading come back at each meeting: "Fasta punkter".
pub(super) fn is_recurring_heading(heading: &str) -> bool {
    let folded = heading.to_lowercase();
    ["fasta ", "stående ", "återkommande ", "standing "]
        .iter()
        .any(|start| folded.trim().starts_with(start))
}
