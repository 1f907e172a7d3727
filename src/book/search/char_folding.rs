//! Folds letters that count as the same: large and small ones always; å ä and a, ö and o, é and e
//! only where nothing else is found.

/// The ways in which one letter of a word may stand in a text, as UTF-8.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    exact: Vec<String>,
    folded: Vec<String>,
}

/// A letter as it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met {
    /// The bytes of the text it took.
    pub bytes: usize,
    /// True when it is the letter itself, large or small.
    pub is_exact: bool,
}

impl Letter {
    pub(super) fn of(letter: char) -> Self {
        let exact = cases(letter);
        let others = kin(letter).iter().flat_map(|kin| cases(*kin));
        let folded = others
            .filter(|spelling| !exact.contains(spelling))
            .collect();
        Self {
            exact: exact.iter().map(ToString::to_string).collect(),
            folded: spelled(folded),
        }
    }

    /// All spellings.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().chain(&self.folded).map(String::as_str)
    }

    /// Tells whether it stands where this text begins.
    pub(super) fn begins(&self, text: &[u8]) -> Option<Met> {
        self.met(|spelling| text.starts_with(spelling))
    }

    /// Tells whether it stands where this text ends.
    pub(super) fn ends(&self, text: &[u8]) -> Option<Met> {
        self.met(|spelling| text.ends_with(spelling))
    }

    fn met(&self, is_there: impl Fn(&[u8]) -> bool) -> Option<Met> {
        let among = |spellings: &[String]| {
            spellings
                .iter()
                .find(|spelling| is_there(spelling.as_bytes()))
                .map(String::len)
        };
        let exact = among(&self.exact).map(|bytes| Met {
            bytes,
            is_exact: true,
        });
        exact.or_else(|| {
            among(&self.folded).map(|bytes| Met {
                bytes,
                is_exact: false,
            })
        })
    }
}

fn spelled(letters: Vec<char>) -> Vec<String> {
    letters.into_iter().map(String::from).collect()
}

/// A letter, large and small. What Unicode holds for the same letter besides is among them, and a
/// space that does not break is a space.
fn cases(letter: char) -> Vec<char> {
    let mut cases = vec![letter];
    cases.extend(single(letter.to_lowercase()));
    cases.extend(single(letter.to_uppercase()));
    match letter {
        's' | 'S' | 'ſ' => cases.extend(['s', 'S', 'ſ']),
        'k' | 'K' | '\u{212a}' => cases.extend(['k', 'K', '\u{212a}']),
        'µ' | 'μ' | 'Μ' => cases.extend(['µ', 'μ', 'Μ']),
        'å' | 'Å' | '\u{212b}' => cases.extend(['å', 'Å', '\u{212b}']),
        ' ' => cases.extend(['\u{a0}', '\u{202f}']),
        _ => {}
    }
    cases.sort_unstable();
    cases.dedup();
    cases
}

fn single(mut letters: impl Iterator<Item = char>) -> Option<char> {
    letters.next().filter(|_| letters.next().is_none())
}

/// The letters that a hurried hand types for one another.
fn kin(letter: char) -> &'static [char] {
    match letter {
        'a' | 'A' | 'å' | 'Å' | 'ä' | 'Ä' => &['a', 'å', 'ä'],
        'o' | 'O' | 'ö' | 'Ö' => &['o', 'ö'],
        'e' | 'E' | 'é' | 'É' => &['e', 'é'],
        _ => &[],
    }
}

/// Tells whether a letter stands in a record wherever it stands in a line: RON writes some with a
/// backslash, and commas and colons part the fields that a line joins.
pub(super) fn is_plain(letter: char) -> bool {
    match letter {
        '\'' | '"' | '\\' | ',' | ':' => false,
        _ => letter.is_ascii_graphic() || matches!(letter, '§' | 'À'..='ÿ'),
    }
}

/// Rates how seldom a letter is met in Swedish text: the higher, the seldomer.
pub(super) fn rarity(letter: char) -> usize {
    const FROM_THE_MOST_COMMON: &str = "eantrsildomkgvfuhpäåbcöyj";
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let place = FROM_THE_MOST_COMMON
        .chars()
        .position(|common| common == small);
    place.unwrap_or(FROM_THE_MOST_COMMON.len()) + 4
}
