//! The words that papers put before what they say: "Närvarande", "Plats och tid", "Förslag till
//! beslut". They are known whole, however they are spaced and whatever the copy has lost of them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::dates::{day, hours};
use super::names::is_first_name;
use super::rows::{cells, folded, is_capital, is_sentence, words};
use crate::meeting::person::Role;
use crate::meeting::style::Class;

/// What a label says of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// When and where.
    When,
    /// Where alone.
    Place,
    /// Who met.
    Body,
    /// The running number.
    Number,
    /// People, in this class and role.
    People(Class, Role),
    /// Who verifies the minutes.
    Verifiers,
    /// Who presented the item.
    Presenters,
    /// References to papers.
    Attachments,
    /// What was decided.
    Decision,
    /// What somebody proposed.
    Proposal,
    /// Running text of some kind.
    Notes,
    /// Who is to do what.
    Assignments,
    /// When the body meets next.
    Next,
    /// Signatures.
    Signatures,
}

/// A label found at the beginning of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled<'a> {
    /// What it says of what follows.
    pub label: Label,
    /// As printed, with its colon.
    pub printed: &'a str,
    /// What follows on the row.
    pub rest: &'a str,
    /// Whether a colon or empty space sets it off from what follows.
    pub is_set_off: bool,
}

const WHEN: &str = "tid plats|tid och plats|plats och tid|plats tid|dag tid och plats|dag tid plats|\
     dag och plats|datum och plats|datum tid och plats|datum tid plats|tid|datum|dag|motesdatum|\
     motestid|motesdag|sammantradesdatum|sammantradesdag|sammantradestid|datum och tid|\
     dag och tid|tidpunkt|klockan|klockslag|kl|var och nar|nar och var|nar|tid for motet|\
     datum for motet|date";
const PLACE: &str = "plats|lokal|motesplats|sammantradesplats|var|plats for motet|motets plats";
const PRESENT: &str = "narvarande|narvaro|deltagare|deltagande|beslutande|ledamoter|ledamot|ordinarie ledamoter|\
     narvarande ledamoter|beslutande ledamoter|narvarande beslutande|motesdeltagare|medverkande|\
     narvarolista|narvarande pa motet|narvarande styrelseledamoter|narvarande medlemmar|deltog|\
     foljande deltog|pa plats|med pa motet|narvarande deltagare|ledamoter narvarande|\
     styrelseledamoter|i motet deltog|pa motet deltog|vid motet deltog|narvarande var|via teams|\
     pa distans|digitalt|via lank|pa lank|via zoom|via skype|deltog digitalt|deltagare digitalt|\
     narvarande digitalt|narvarande pa distans|deltagare pa distans|deltagare via teams";
const SUBSTITUTES: &str = "ersattare|tjanstgorande ersattare|tjanstgorande|ej tjanstgorande ersattare|\
     icke tjanstgorande ersattare|narvarande ersattare|suppleanter|narvarande suppleanter|\
     ersattare for ledamoter|ej tjanstgorande";
const OTHERS: &str = "ovriga|ovriga narvarande|ovriga deltagare|ovriga deltagande|ovriga medverkande|tjansteman|\
     tjanstepersoner|narvarande tjansteman|narvarande tjanstepersoner|adjungerade|adjungerad|\
     personalforetradare|fackliga representanter|fackliga foretradare|aven narvarande|\
     dessutom narvarande|ovriga narvarande tjanstepersoner|ej beslutande|icke beslutande|\
     ovriga motesdeltagare|fran forvaltningen|fran sekretariatet|fran kansliet|observatorer";
const GUESTS: &str = "inbjudna gaster|inbjudna|gaster|gast|inbjuden|inbjuden gast|sarskilt inbjudna|\
     externa deltagare|externa gaster|gaster pa motet";
const APOLOGIES: &str = "franvarande med anmalan|franvaro med anmalan|anmalt forhinder|anmalda forhinder|anmald forhinder|forhinder|forhindrade|\
     har anmalt forhinder|meddelat forhinder|anmalt franvaro|anmald franvaro|meddelat franvaro|\
     med anmalt forhinder|forhindrad|lamnat forhinder|aterbud|\
     anmalt forhinder hade|forhinder hade|forhinder har anmalts av|forhinder anmalt av|\
     forhinder hade anmalts av";
const ABSENT: &str = "franvarande|ej narvarande|franvaro|franvarande ledamoter|icke narvarande|inte narvarande|\
     saknas|ej deltagande|deltog ej|deltog inte";
const CLERKS: &str = "sekr|antecknade gjorde|anteckningar gjorde|antecknade gjordes av|anteckningar gjordes av|vid tangenterna|antecknat av|noterat av|protokollet skrevs av|vid protokollet|sekreterare|protokollforare|vid pennan|antecknare|motessekreterare|\
     vid anteckningarna|sekreterare for motet|protokoll fort av|minnesanteckningar forda av|\
     anteckningar forda av|nedtecknat av|protokollet fors av|protokollet fordes av|\
     protokollskrivare";
const CHAIRS: &str = "ordforande|motesordforande|ordforande for motet|ordf|motesledare";
const VERIFIERS: &str = "justerare|justeringsperson|justeringspersoner|justeringsman|justeringsmän|utses att justera|\
     att justera|protokollsjusterare|justerande";
const PRESENTERS: &str =
    "foredragande|foredras av|foredragare|presenteras av|foredragning|foredragande i arendet";
const ATTACHMENTS: &str = "bilaga|bilagor|handlingar|underlag|handlingar i arendet|bilagda handlingar|\
     bifogat";
const DECISIONS: &str = "beslut|beslutspunkt|motets beslut|beslut i arendet|beslutas|beslutades|gruppens beslut|bestamt|\
     vi bestamde|vi beslutade";
const PROPOSALS: &str = "forslag till beslut|forslag|beslutsforslag|forslag pa beslut|yrkande|yrkanden|att satser|\
     rekommendation|forslag till att satser|forslag fran|forslag och yrkanden";
const NOTES: &str = "beslutsunderlag|innehall|innehallsforteckning|arendelista|sammanfattning|arendebeskrivning|arendet|bakgrund|sammanfattning av arendet|beskrivning|\
     beskrivning av arendet|diskussion|noteringar|anteckningar|redogorelse|kommentar|kommentarer|\
     overvaganden|bedomning|motivering|skal till beslutet|skalen for beslutet|overlaggning|\
     arendets behandling|arendets beredning|tidigare behandling|tidigare beslut|beslutsgang|\
     propositionsordning|omrostning|omrostningsresultat|reservation|reservationer|proposition|propositioner|\
     sarskilt yttrande|slutsats|slutsatser|protokollsanteckning|jav|expedieras till|beslutet skickas till|\
     beslut skickas till|beslutet expedieras till|protokollsutdrag till|skickas till|kopia till|\
     syfte|nulage|ekonomiska konsekvenser|barnkonsekvensanalys|summering|inlagg";
const ASSIGNMENTS: &str = "uppdrag|atgard|atgarder|att gora|ansvarig|ansvarig for uppdraget";
const NEXT: &str = "nasta mote|nasta sammantrade|kommande mote|nasta styrelsemote|nasta traff";
const SIGNATURES: &str = "justerat digitalt|justeras digitalt|digitalt justerat|signeras digitalt|signerat digitalt|underskrifter|underskrift|signaturer|namnteckningar|justeras|justerat|undertecknas|\
     protokollet justeras|justeringens plats och tid|justeringens|justeringens tid|signatur";
const BODIES: &str = "organ|forum|namnd|grupp|motesgrupp|instans";
const NUMBERS: &str = "protokoll nr|protokollsnummer|motesnummer|mote nr|protokollnummer";

const ALL: &[(&str, Label)] = &[
    (WHEN, Label::When),
    (PLACE, Label::Place),
    (PRESENT, Label::People(Class::Present, Role::Member)),
    (SUBSTITUTES, Label::People(Class::Present, Role::Substitute)),
    (OTHERS, Label::People(Class::Other, Role::Other)),
    (GUESTS, Label::People(Class::Guest, Role::Guest)),
    (APOLOGIES, Label::People(Class::Apologies, Role::Member)),
    (ABSENT, Label::People(Class::Absent, Role::Member)),
    (CLERKS, Label::People(Class::Clerk, Role::Secretary)),
    (CHAIRS, Label::People(Class::Present, Role::Chair)),
    (
        "vice ordforande",
        Label::People(Class::Present, Role::ViceChair),
    ),
    (VERIFIERS, Label::Verifiers),
    (PRESENTERS, Label::Presenters),
    (ATTACHMENTS, Label::Attachments),
    (DECISIONS, Label::Decision),
    (PROPOSALS, Label::Proposal),
    (NOTES, Label::Notes),
    (ASSIGNMENTS, Label::Assignments),
    (NEXT, Label::Next),
    (SIGNATURES, Label::Signatures),
    (BODIES, Label::Body),
    (NUMBERS, Label::Number),
];

/// Every phrase without its spaces, and what it means.
static PHRASES: LazyLock<Vec<(String, Label)>> = LazyLock::new(|| {
    let all = ALL
        .iter()
        .flat_map(|(phrases, label)| phrases.split('|').map(move |phrase| (phrase, *label)));
    all.map(|(phrase, label)| (phrase.replace(' ', ""), label))
        .collect()
});

static MEANINGS: LazyLock<HashMap<&'static str, Label>> = LazyLock::new(|| {
    PHRASES
        .iter()
        .rev()
        .map(|(phrase, label)| (phrase.as_str(), *label))
        .collect()
});

/// The label of these letters: the same as a phrase has, or all but one of many; or but as many as the
/// copy shows to have lost.
fn phrase(said: &str, lost: usize) -> Option<Label> {
    let squashed = said.replace(' ', "");
    let is_near = |phrase: &str| {
        let most = 1.max(lost);
        phrase.len() >= 8
            && !squashed.contains(|sign: char| sign.is_ascii_digit())
            && squashed.len().abs_diff(phrase.len()) <= most
            && squashed.chars().next() == phrase.chars().next()
            && strsim::damerau_levenshtein(&squashed, phrase) <= most
    };
    let near = || {
        PHRASES
            .iter()
            .find(|(phrase, _)| is_near(phrase))
            .map(|(_, label)| *label)
    };
    MEANINGS.get(squashed.as_str()).copied().or_else(near)
}

/// What these words alone mean as a label.
#[must_use]
pub fn meaning(words: &str) -> Option<Label> {
    if words.len() > 80 {
        return None;
    }
    let said = folded(words);
    let lost = words
        .chars()
        .filter(|sign| matches!(sign, '?' | '\u{fffd}'))
        .count()
        .min(3);
    if said.is_empty() || said.len() > 48 {
        return None;
    }
    let said = without_misread(said.strip_prefix("ev ").unwrap_or(&said));
    let said = said.as_str();
    phrase(said, lost).or_else(|| owned(said))
}

/// "bes1ut": a machine read a digit for a letter.
fn without_misread(said: &str) -> String {
    let is_mixed = |word: &&str| {
        word.len() >= 5
            && word.chars().filter(char::is_ascii_digit).count() <= 2
            && word.starts_with(char::is_alphabetic)
    };
    let word = |word: &str| {
        if is_mixed(&word) {
            word.replace('1', "l").replace('0', "o")
        } else {
            word.to_owned()
        }
    };
    said.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// "Kommunstyrelsens beslut", "Förvaltningens förslag till beslut", "Nästa kommundirektörsmöte".
fn owned(said: &str) -> Option<Label> {
    let words: Vec<&str> = said.split(' ').collect();
    match words.as_slice() {
        [owner, "beslut"] if owner.ends_with('s') && owner.len() > 4 => Some(Label::Decision),
        [owner, "forslag"] | [owner, "forslag", "till", "beslut"] if owner.ends_with('s') => {
            Some(Label::Proposal)
        }
        [owner, "yrkande"] if owner.ends_with('s') => Some(Label::Proposal),
        ["nasta", mote]
            if ["mote", "traff", "grupp", "natverk", "forum"]
                .iter()
                .any(|end| mote.ends_with(end)) =>
        {
            Some(Label::Next)
        }
        _ => None,
    }
}

/// Whether a label of this kind may stand before its words without anything between them.
fn runs_on(label: Label) -> bool {
    match label {
        Label::When | Label::Place | Label::People(..) | Label::Verifiers | Label::Presenters => {
            true
        }
        Label::Body
        | Label::Number
        | Label::Attachments
        | Label::Decision
        | Label::Proposal
        | Label::Notes
        | Label::Assignments
        | Label::Next
        | Label::Signatures => false,
    }
}

/// The label at the beginning of a row.
#[must_use]
pub fn label(text: &str) -> Option<Labelled<'_>> {
    if !is_capital(text) {
        return None;
    }
    let found = before_colon(text)
        .or_else(|| apart(text))
        .or_else(|| running_on(text))
        .or_else(|| taking_part(text))?;
    // "Anteckningar   Anna Ek": she took them.
    let names = found.rest.split_whitespace().count();
    let is_signed = folded(found.printed) == "anteckningar"
        && (2..=4).contains(&names)
        && is_first_name(found.rest.split(' ').next().unwrap_or_default());
    let label = if is_signed {
        Label::People(Class::Clerk, Role::Secretary)
    } else {
        found.label
    };
    Some(Labelled { label, ..found })
}

/// "Anmält förhinder hade", "I mötet deltog": who, is still to be said.
fn ends_in_verb(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    words.contains(' ') && ["deltog", "hade", "av", "var", "gjorde"].contains(&last)
}

fn before_colon(text: &str) -> Option<Labelled<'_>> {
    let colon = text.find(':')?;
    let (words, rest) = (text.get(..colon)?, text.get(colon + 1..)?);
    // "08:30", "MLR:s": a colon within a word.
    let is_within = rest.starts_with(|sign: char| {
        sign.is_ascii_digit() && words.ends_with(|sign: char| sign.is_ascii_digit())
    });
    if is_within {
        return None;
    }
    let label = meaning(words)?;
    let printed = text.get(..=colon)?;
    Some(Labelled {
        label,
        printed: printed.trim(),
        rest: rest.trim(),
        is_set_off: true,
    })
}

/// A label alone on its row, or set off by empty space.
fn apart(text: &str) -> Option<Labelled<'_>> {
    let cells = cells(text);
    let first = cells.first()?;
    let label = meaning(first)?;
    let rest = text.trim_start().get(first.len()..)?.trim();
    Some(Labelled {
        label,
        printed: first,
        rest,
        is_set_off: true,
    })
}

/// "Närvarande Anna Ek, Lund": the longest label that the row begins with, before a capital or a digit.
fn running_on(text: &str) -> Option<Labelled<'_>> {
    let spaces = text
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .take(5);
    let found = spaces.filter_map(|at| {
        let (words, rest) = (text.get(..at)?, text.get(at..)?.trim_start());
        let label = meaning(words)
            .filter(|label| runs_on(*label) || words == "Bilagor" && !is_sentence(rest))?;
        // "I mötet deltog kommundirektör Anna Ek": after a verb, what she does.
        let goes_on = rest.starts_with(|sign: char| sign.is_uppercase() || sign.is_ascii_digit())
            || ends_in_verb(words);
        // "Dag Isaksson" is a man, and no day.
        let says_when =
            label != Label::When || day(rest, Some(2000)).is_some() || hours(rest).is_some();
        (goes_on && says_when).then_some(Labelled {
            label,
            printed: words,
            rest,
            is_set_off: false,
        })
    });
    found.last()
}

/// "Under första punkten medverkade också Anna Ek", "Från Länsstyrelsen deltog Bo Alm".
fn taking_part(text: &str) -> Option<Labelled<'_>> {
    let words = words(text);
    let folded = |place: usize| {
        words
            .get(place)
            .map_or(String::new(), |(_, word)| folded(word))
    };
    let is_begun = ["under", "vid", "pa", "fran", "fr"].contains(&folded(0).as_str());
    let verb = (2..6).find(|place| ["medverkade", "deltog"].contains(&folded(*place).as_str()));
    let verb = verb.filter(|_| is_begun)?;
    let also = ["ocksa", "aven"].contains(&folded(verb + 1).as_str());
    // Whom they came from is told with them.
    let from = if folded(0) == "fran" {
        1
    } else {
        verb + 1 + usize::from(also)
    };
    let (at, _) = words.get(from)?;
    let (printed, rest) = text.split_at(*at);
    let names = words
        .get(verb + 1 + usize::from(also))
        .is_some_and(|(_, word)| is_capital(word));
    let label = Label::People(Class::Other, Role::Other);
    names.then_some(Labelled {
        label,
        printed: printed.trim(),
        rest,
        is_set_off: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Label, &str)>) {
        assert_eq!(
            label(text).map(|found| (found.label, found.rest)),
            expected,
            "{text}"
        );
    }

    #[test]
    fn labels_are_known_however_they_are_set_off_and_copied() {
        let present = Label::People(Class::Present, Role::Member);
        check("Närvarande: Anna Ek", Some((present, "Anna Ek")));
        check("Närvarande\tAnna Ek", Some((present, "Anna Ek")));
        check("Närvarande Anna Ek", Some((present, "Anna Ek")));
        check("NÄRVARANDE", Some((present, "")));
        check("Nrvarande:", Some((present, "")));
        check("N rvarande:", Some((present, "")));
        check("Narvarande:Anna", Some((present, "Anna")));
        check("Tid/Plats: 160923", Some((Label::When, "160923")));
        check(
            "Beslut :Gruppen beslutar",
            Some((Label::Decision, "Gruppen beslutar")),
        );
        check("B E S L U T", Some((Label::Decision, "")));
        check("Kommunstyrelsens beslut", Some((Label::Decision, "")));
        check("Förslag till beslut:", Some((Label::Proposal, "")));
        check(
            "Arbetsutskottets förslag till beslut",
            Some((Label::Proposal, "")),
        );
    }

    #[test]
    fn what_only_begins_like_a_label_is_none() {
        for text in [
            "Beslut om gemensamt yttrande",
            "Beslut togs om att mötas",
            "Beslutsunderlaget skickas ut",
            "Närvarande ledamöter hälsades välkomna",
            "Handlingarna är utsända",
            "Tid finns avsatt",
            "närvarande: nej",
            "Bilagan gick igenom",
        ] {
            check(text, None);
        }
    }
}
