//! Names: of people, of municipalities, of organisations, of what people do. None of the lists is
//! whole; each is one sign among several.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::rows::folded;

static FIRST_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    include_str!("vocabulary/first_names.txt")
        .split_whitespace()
        .map(folded)
        .collect()
});

static MUNICIPALITIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names = include_str!("vocabulary/municipalities.txt").split_whitespace();
    names.map(|name| folded(&name.replace('_', " "))).collect()
});

/// Whether people are called so: "Anna", "Lars-Åke". A letter that the copy has lost may be any.
#[must_use]
pub fn is_first_name(word: &str) -> bool {
    let word = word.trim_matches(|sign: char| !(sign.is_alphabetic() || is_lost(sign)));
    let is_known = |name: &str| {
        if name.contains(is_lost) {
            FIRST_NAMES.iter().any(|known| is_as(name, known))
        } else {
            FIRST_NAMES.contains(&folded(name))
        }
    };
    begins_large(word)
        && (is_known(word)
            || word
                .split_once('-')
                .is_some_and(|(first, _)| is_known(first)))
}

/// A sign that stands for a letter that was lost.
fn is_lost(sign: char) -> bool {
    matches!(sign, '?' | '\u{fffd}')
}

fn begins_large(word: &str) -> bool {
    let mut signs = word.trim_start_matches(['”', '"', '“']).chars();
    let first = signs.next();
    first.is_some_and(char::is_uppercase)
        || first.is_some_and(is_lost) && signs.next().is_some_and(char::is_lowercase)
}

/// Whether a word is a name but for the letters that were lost.
fn is_as(word: &str, name: &str) -> bool {
    let plain = |letter: char| {
        if is_lost(letter) {
            None
        } else {
            folded(&letter.to_string()).chars().next()
        }
    };
    word.chars().count() == name.chars().count()
        && word
            .chars()
            .zip(name.chars())
            .all(|(letter, known)| plain(letter).is_none_or(|letter| letter == known))
}

/// How many of these words name a municipality: "Lund", "Helsingborgs stad", "Östra Göinge".
#[must_use]
pub fn municipality(words: &[&str]) -> Option<usize> {
    let large = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let first = words.first().filter(|word| large(word))?;
    let is_known = |name: &str| {
        let name = folded(name);
        MUNICIPALITIES.contains(&name)
            || name
                .strip_suffix('s')
                .is_some_and(|name| MUNICIPALITIES.contains(name))
    };
    let two = words
        .get(..2)
        .map(|two| two.join(" "))
        .filter(|two| is_known(two));
    let length = if two.is_some() {
        2
    } else {
        usize::from(is_known(first))
    };
    let kind = words.get(length).map(|word| folded(word));
    let is_kind = |kind: &String| {
        ["kommun", "kommuns", "stad", "stads"].contains(&kind.as_str())
            || ORGANISATION.contains(&kind.as_str())
            || ORGANISATION_ENDINGS
                .iter()
                .any(|ending| kind.ends_with(ending))
    };
    let is_small = words
        .get(length)
        .is_some_and(|word| word.chars().next().is_some_and(char::is_lowercase));
    let has_kind = is_small && kind.as_ref().is_some_and(is_kind);
    // "Örebro län", "Stockholms läns landsting"
    let county = match words.get(length..).unwrap_or(&[]) {
        ["läns", "landsting", ..] => 2,
        ["län" | "läns", ..] => 1,
        _ => 0,
    };
    match length {
        0 => None,
        length => Some(length + county.max(usize::from(has_kind))),
    }
}

const ORGANISATION: [&str; 43] = [
    "kommuner",
    "samverkan",
    "kommun",
    "stad",
    "region",
    "regionen",
    "kansli",
    "kansliet",
    "sekretariat",
    "sekretariatet",
    "forbund",
    "forbundet",
    "lansstyrelsen",
    "landstinget",
    "landsting",
    "universitet",
    "hogskola",
    "hogskolan",
    "bolag",
    "bolaget",
    "ab",
    "forening",
    "foreningen",
    "polisen",
    "polismyndigheten",
    "trafikverket",
    "skr",
    "forvaltning",
    "forvaltningen",
    "forvaltningarna",
    "avdelningen",
    "naringsliv",
    "museet",
    "stiftelsen",
    "kyrkan",
    "familjen",
    "myndigheten",
    "verket",
    "raddningstjansten",
    "kommunalforbund",
    "kommunforbundet",
    "samordningsforbundet",
    "natverket",
];
const ORGANISATION_ENDINGS: [&str; 23] = [
    "beredningen",
    "radet",
    "namnden",
    "styrelsen",
    "klubben",
    "sektionen",
    "utskottet",
    "kommitten",
    "kommun",
    "regionen",
    "kansli",
    "kansliet",
    "sekretariatet",
    "forbundet",
    "forvaltningen",
    "verket",
    "bolaget",
    "universitetet",
    "hogskolan",
    "kontoret",
    "gruppen",
    "myndigheten",
    "tjansten",
];

/// Whether a piece names an organisation, by a word in it.
#[must_use]
pub fn is_organisation(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let folded = folded(piece);
    let by_word = folded.split(' ').any(|word| {
        ORGANISATION.contains(&word)
            || ORGANISATION_ENDINGS
                .iter()
                .any(|ending| word.len() > ending.len() && word.ends_with(ending))
    });
    by_word
        || words
            .iter()
            .enumerate()
            .any(|(place, _)| municipality(words.get(place..).unwrap_or(&[])).is_some())
}

const TITLES: [&str; 73] = [
    "stf",
    "sammankallande",
    "specialist",
    "tekniker",
    "intendent",
    "informator",
    "kommunikator",
    "inspektor",
    "bibliotekarie",
    "larare",
    "kurator",
    "skoterska",
    "lakare",
    "redaktor",
    "kapten",
    "kamrer",
    "utvecklare",
    "radgivare",
    "forvaltare",
    "sekreterare",
    "kock",
    "vaktmastare",
    "ordforande",
    "ordf",
    "chef",
    "chefen",
    "direktor",
    "direktoren",
    "sekr",
    "strateg",
    "koordinator",
    "ledare",
    "handlaggare",
    "utredare",
    "ledamot",
    "ersattare",
    "suppleant",
    "samordnare",
    "konsult",
    "jurist",
    "ekonom",
    "rektor",
    "kassor",
    "revisor",
    "ansvarig",
    "representant",
    "ombud",
    "adjungerad",
    "tf",
    "vice",
    "bitradande",
    "controller",
    "planerare",
    "ingenjor",
    "assistent",
    "arkitekt",
    "lektor",
    "professor",
    "doktorand",
    "kanslist",
    "registrator",
    "justerare",
    "foredragande",
    "protokollforare",
    "vd",
    "kommunalrad",
    "landshovding",
    "politiker",
    "expert",
    "pedagog",
    "tjansteman",
    "administrator",
    "stab",
];

/// Whether a word says what somebody does: "kommundirektör", "sekreterare".
#[must_use]
pub fn is_title_word(word: &str) -> bool {
    let word = folded(word);
    TITLES.iter().any(|title| {
        word == *title || ((title.len() >= 5 || *title == "chef") && word.ends_with(title))
    })
}

/// Words within a name that begin small.
pub const PARTICLES: [&str; 12] = [
    "von", "af", "av", "de", "van", "der", "di", "le", "el", "al", "da", "dos",
];

/// Whether a word can be part of a person's name.
#[must_use]
pub fn is_name_word(word: &str) -> bool {
    let is_letters = word.chars().all(|sign| {
        sign.is_alphabetic()
            || is_lost(sign)
            || matches!(sign, '-' | '.' | '\'' | '’' | ':' | '”' | '"' | '“')
    });
    is_letters && begins_large(word) && word.chars().count() >= 2 || is_initial(word)
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && matches!(letters.as_str(), "" | ".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipalities_are_told_with_their_kind() {
        for (words, length) in [
            ("Lund", 1),
            ("Helsingborgs stad", 2),
            ("Östra Göinge kommun", 3),
            ("Bjurholms kommun x", 2),
            ("Anna", 0),
        ] {
            let words: Vec<&str> = words.split(' ').collect();
            assert_eq!(municipality(&words).unwrap_or(0), length, "{words:?}");
        }
    }

    #[test]
    fn people_are_told_from_organisations() {
        assert!(is_first_name("Lars-Åke") && is_first_name("Asa") && !is_first_name("Region"));
        assert!(
            is_organisation("Familjen Helsingborg")
                && is_organisation("sekretariatet")
                && is_organisation("IUC AB")
        );
        assert!(!is_organisation("Anna Ek"));
        assert!(
            is_title_word("utvecklingsdirektör")
                && is_title_word("ordförande")
                && !is_title_word("Ek")
        );
    }
}
