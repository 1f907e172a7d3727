//! The lines of a paper as rows: what has words, how much empty space stands before it, and what its
//! beginning says.

use crate::meeting::imported_minutes::{LineRole, SourceLine};

/// A line with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place among the lines.
    pub line: usize,
    /// Its words, with the spaces between them as they were.
    pub text: String,
    /// Whether empty space stands before it, more than this paper puts between all its lines.
    pub has_gap: bool,
    /// How deep a heading it was marked as.
    pub level: Option<u8>,
    /// The sign of a list, if it begins with one.
    pub bullet: Option<char>,
    /// How far in it begins.
    pub indent: usize,
}

/// Signs that begin an entry of a list. Word processors put theirs where no letter is.
fn is_bullet(sign: char) -> bool {
    matches!(
        sign,
        '•' | '·'
            | '»'
            | '›'
            | '►'
            | '→'
            | '●'
            | '○'
            | '▪'
            | '■'
            | '□'
            | '◦'
            | '‣'
            | '∙'
            | '➢'
            | '➤'
            | '✓'
            | '*'
    ) || ('\u{e000}'..='\u{f8ff}').contains(&sign)
}

/// The rows of a paper; the heads and feet of its pages are left out.
#[must_use]
pub fn rows(lines: &[SourceLine]) -> Vec<Row> {
    let usual = usual_gap(lines);
    let has_doubled = has_doubled_spaces(lines);
    let has_stray = has_stray_spaces(lines);
    let mut rows: Vec<Row> = Vec::new();
    let (mut empty, mut is_over_page) = (0, false);
    for (line, SourceLine { text, role, level }) in lines.iter().enumerate() {
        let words = text.trim();
        if words.is_empty() {
            empty += 1;
        } else if *role == LineRole::Aside {
            is_over_page = true;
        } else {
            let (bullet, words) = without_bullet(words);
            // A sentence goes on over the foot of one page and the head of the next.
            let is_whole = rows
                .last()
                .is_none_or(|last| last.text.ends_with(['.', ':', '!', '?']));
            let goes_on = is_over_page && (begins_small(words) || !is_whole);
            if !words.is_empty() {
                let has_gap = rows.is_empty() || empty > usual && !goes_on;
                let text = if has_doubled || has_stray {
                    without_stray(words)
                } else {
                    words.to_owned()
                };
                let indent = text_indent(lines.get(line).map_or("", |line| line.text.as_str()));
                rows.push(Row {
                    line,
                    text,
                    has_gap,
                    level: *level,
                    bullet,
                    indent,
                });
                (empty, is_over_page) = (0, false);
            }
        }
    }
    rows
}

fn text_indent(text: &str) -> usize {
    text.chars()
        .take_while(|sign| sign.is_whitespace())
        .map(|sign| if sign == '\t' { 4 } else { 1 })
        .sum()
}

/// Whether spaces are doubled throughout: then they part no columns.
fn has_doubled_spaces(lines: &[SourceLine]) -> bool {
    let with_words = lines
        .iter()
        .map(|line| line.text.trim())
        .filter(|text| text.split_whitespace().count() >= 4);
    let (doubled, all) = with_words.fold((0, 0), |(doubled, all), text| {
        (doubled + usize::from(text.contains("  ")), all + 1)
    });
    all >= 8 && doubled * 10 >= all * 6
}

/// Whether a copy has doubled spaces here and there, within sentences: then two part no columns.
fn has_stray_spaces(lines: &[SourceLine]) -> bool {
    let is_stray = |line: &&SourceLine| {
        let two = without_stray(&line.text);
        let pairs = line.text.match_indices("  ");
        two.len() < line.text.len()
            && pairs.into_iter().any(|(at, _)| {
                let before = line
                    .text
                    .get(..at)
                    .and_then(|text| text.chars().next_back());
                let after = line.text.get(at + 2..).and_then(|text| text.chars().next());
                let is_within = |sign: char| sign.is_lowercase() || sign.is_ascii_digit();
                before.is_some_and(|sign| is_within(sign) || sign == ',')
                    && after.is_some_and(is_within)
            })
            && line.text.split_whitespace().count() >= 5
    };
    lines.iter().filter(is_stray).count() >= 3
}

/// Two spaces as one; three and more stand.
fn without_stray(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut spaces = 0;
    let end = |spaces: usize, found: &mut String| {
        found.push_str(&" ".repeat(if spaces == 2 { 1 } else { spaces }));
    };
    for sign in text.chars() {
        if sign == ' ' {
            spaces += 1;
        } else {
            end(spaces, &mut found);
            spaces = 0;
            found.push(sign);
        }
    }
    end(spaces, &mut found);
    found
}

/// The empty lines that this paper puts between any two.
fn usual_gap(lines: &[SourceLine]) -> usize {
    let (mut gaps, mut empty, mut pairs) = (0, 0, 0);
    // Where each line is a whole paragraph, the empty lines between them say so.
    let long = lines
        .iter()
        .map(|line| line.text.trim())
        .filter(|text| text.chars().count() >= 40);
    let (whole, all) = long.fold((0, 0), |(whole, all), text| {
        (
            whole + usize::from(text.ends_with(['.', ':', '?'])),
            all + 1,
        )
    });
    if whole * 10 > all * 7 {
        return 0;
    }
    for line in lines {
        if line.text.trim().is_empty() {
            empty += 1;
        } else {
            pairs += 1;
            gaps += usize::from(empty > 0);
            empty = 0;
        }
    }
    let is_double_spaced = pairs >= 20 && gaps * 10 >= pairs * 8;
    usize::from(is_double_spaced)
}

fn without_bullet(words: &str) -> (Option<char>, &str) {
    let mut letters = words.chars();
    let Some(first) = letters.next() else {
        return (None, words);
    };
    let rest = letters.as_str();
    let is_set_off = rest.starts_with(char::is_whitespace);
    let is_mark = is_bullet(first) && (first != '*' || is_set_off)
        || (matches!(first, '-' | '–' | '—' | 'o') && is_set_off && !rest.trim().is_empty());
    if is_mark {
        (Some(first), rest.trim_start())
    } else {
        (None, words)
    }
}

/// Letters without their marks, small; what is no letter or digit is a space. Two texts that differ
/// in nothing else are the same to a reader of a bad copy.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = |letter: char| match letter {
        'å' | 'ä' | 'Å' | 'Ä' | 'á' | 'à' => 'a',
        'ö' | 'Ö' | 'ø' => 'o',
        'é' | 'É' | 'è' => 'e',
        'ü' => 'u',
        letter if letter.is_alphanumeric() || letter == '§' => letter,
        _ => ' ',
    };
    let plain: String = text
        .chars()
        .map(plain)
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Spaces in a row as one: what was set apart in columns stands together.
#[must_use]
pub fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces of a row that stand apart: between tabs, or two spaces or more.
#[must_use]
pub fn cells(text: &str) -> Vec<&str> {
    text.split('\t')
        .flat_map(|piece| piece.split("  "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// The words of a text, each with the byte at which it begins.
#[must_use]
pub fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at = 0;
    while let Some(start) = rest.find(|sign: char| !sign.is_whitespace()) {
        let word = rest.get(start..).unwrap_or_default();
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        found.extend(word.get(..length).map(|word| (at + start, word)));
        at += start + length;
        rest = word.get(length..).unwrap_or_default();
    }
    found
}

/// Whether the first letter is a capital one.
#[must_use]
pub fn is_capital(text: &str) -> bool {
    text.chars()
        .find(|sign| sign.is_alphabetic())
        .is_some_and(char::is_uppercase)
}

/// With a capital first.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(signs).collect()
    })
}

/// Whether the first sign is a small letter.
#[must_use]
pub fn begins_small(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

/// A line to sign on: "Sekreterare ..............".
#[must_use]
pub fn is_line_to_sign(text: &str) -> bool {
    ["....", "____", "……", ". . . ."]
        .iter()
        .any(|line| text.contains(line))
}

/// Words that make a sentence of what they stand in.
const VERBS: [&str; 52] = [
    "bordlades",
    "bordlaggs",
    "vill",
    "ville",
    "fatt",
    "sker",
    "sags",
    "ges",
    "ar",
    "var",
    "har",
    "hade",
    "ska",
    "skall",
    "skulle",
    "kan",
    "kunde",
    "blir",
    "blev",
    "bor",
    "beslutar",
    "beslutade",
    "beslutades",
    "noteras",
    "noterades",
    "halsade",
    "oppnade",
    "oppnar",
    "avslutade",
    "avslutar",
    "redovisade",
    "redovisar",
    "informerade",
    "informerar",
    "foreslar",
    "foreslas",
    "konstaterades",
    "finns",
    "fanns",
    "gick",
    "fick",
    "far",
    "tackade",
    "innebar",
    "godkanner",
    "godkande",
    "laggs",
    "lades",
    "genomfors",
    "diskuterade",
    "diskuterades",
    "pagar",
];

/// Whether the words say something of something: no heading and no name does.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    let folded = folded(text);
    folded.split(' ').any(|word| VERBS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<Row> {
        let line = |text: &str| SourceLine {
            text: text.to_owned(),
            role: LineRole::Text,
            level: None,
        };
        rows(&text.lines().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn a_paper_with_a_blank_line_after_every_line_has_gaps_where_there_are_more() {
        let lines: Vec<String> = (0..30)
            .map(|at| format!("rad {at}\n{}", if at == 9 { "\n\n" } else { "\n" }))
            .collect();
        let gaps: Vec<usize> = of(&lines.concat())
            .iter()
            .filter(|row| row.has_gap)
            .map(|row| row.line)
            .collect();
        assert_eq!(
            gaps.len(),
            2,
            "the first, and the one after two blank lines"
        );
        assert!(
            of("a\n\nb\nc")
                .iter()
                .map(|row| row.has_gap)
                .eq([true, true, false])
        );
    }

    #[test]
    fn a_list_begins_with_a_sign_of_whatever_program() {
        let marks: Vec<Option<char>> = of("- a\n\u{f0b7} b\n•c\no d\n-5 grader\nord")
            .iter()
            .map(|row| row.bullet)
            .collect();
        assert_eq!(
            marks,
            [
                Some('-'),
                Some('\u{f0b7}'),
                Some('•'),
                Some('o'),
                None,
                None
            ]
        );
    }
}
