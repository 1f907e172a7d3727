//! What an item's title says of it: whether it is the same item as at another meeting, and whether
//! it is one of those that almost every body has.

use crate::meeting::calendar::month_named;

/// Something that almost every agenda has.
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
    /// Whether it stands before the matters of the meeting.
    pub(super) fn is_first(self) -> bool {
        match self {
            Self::Opening | Self::Verifiers | Self::Agenda | Self::PreviousMinutes => true,
            Self::Round | Self::FollowUp | Self::End => false,
        }
    }

    /// The meaning of a title, where it is one of these.
    pub(super) fn from_title(title: &str) -> Option<Self> {
        let folded = folded(title);
        let has = |part: &str| folded.contains(part);
        let is_about_minutes =
            has("protokoll") || has("anteckning") || has("minutes") || has("notes");
        let is_last = has("föregående") || has("förra") || has("previous") || has("last meeting");
        let names: Vec<&str> = folded.split(' ').collect();
        let begins = |words: &[&str]| names.first().is_some_and(|first| words.contains(first));
        if is_about_minutes && is_last {
            return Some(Self::PreviousMinutes);
        }
        if has("öppnande") || begins(&["öppning", "opening"]) {
            return Some(Self::Opening);
        }
        if has("justerare") || has("justeringsperson") || has("justeringsmän") {
            return Some(Self::Verifiers);
        }
        let is_set = has("fastställ") || has("godkänn") || has("approval");
        if (has("dagordning") || has("föredragningslista") || has("agenda"))
            && (is_set || names.len() == 1)
        {
            return Some(Self::Agenda);
        }
        if (has("uppföljning") && has("uppdrag")) || (has("follow-up") && has("assignments")) {
            return Some(Self::FollowUp);
        }
        if has("laget runt")
            || begins(&["aktuellt", "aktuella", "rapporter"])
            || has("rapport från")
        {
            return Some(Self::Round);
        }
        let end = [
            "övriga frågor",
            "övriga ärenden",
            "nästa möte",
            "nästa sammanträde",
            "next meeting",
        ];
        let is_end = end.into_iter().any(has) || has("avslut") || has("any other business");
        (is_end || begins(&["övrigt", "closing"])).then_some(Self::End)
    }
}

/// The title as far as it is the same from meeting to meeting: without case, without numbers and
/// days, without what stands in parentheses.
pub(super) fn folded(title: &str) -> String {
    let bare = without_parentheses(title).to_lowercase();
    let is_kept = |word: &&str| {
        let is_day = *word == "den" || month_named(word).is_some();
        !word.is_empty() && !is_day && !word.contains(|sign: char| sign.is_numeric())
    };
    let words: Vec<&str> = bare
        .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
        .filter(is_kept)
        .collect();
    if words.is_empty() {
        title.trim().to_lowercase()
    } else {
        words.join(" ")
    }
}

/// The title without what stands in parentheses. One that is never closed takes nothing away.
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

/// What two items have in common that are the same from meeting to meeting.
pub(super) fn key(title: &str) -> String {
    match Usual::from_title(title) {
        // Bodies word this one anew all the time, and it is one item all the same.
        Some(Usual::PreviousMinutes) => "föregående protokoll".to_owned(),
        _ => folded(title),
    }
}

/// Whether items under this heading come back at each meeting: "Fasta punkter".
pub(super) fn is_standing_heading(heading: &str) -> bool {
    let folded = heading.to_lowercase();
    ["fasta ", "stående ", "återkommande ", "standing "]
        .iter()
        .any(|start| folded.trim().starts_with(start))
}
