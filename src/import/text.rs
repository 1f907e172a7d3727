//! Plain text and Markdown as lines, in whatever encoding they come.

use crate::meeting::imported_minutes::{LineRole, SourceLine};
use crate::meeting::text::clean;

/// The letters of a file: UTF-8, UTF-16 with or without its mark, or Windows-1252; text that was
/// spoiled by being read as the wrong one of these is put right.
#[must_use]
pub fn decoded(bytes: &[u8]) -> String {
    let (encoding, rest) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (without_mark(bytes), bytes),
    };
    let text = encoding.decode_without_bom_handling(rest).0;
    repaired(&text).unwrap_or_else(|| text.into_owned())
}

fn without_mark(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |odd: usize| {
        sample
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = sample.len() / 2;
    if half >= 2 && zeros(1) * 10 > half * 7 {
        encoding_rs::UTF_16LE
    } else if half >= 2 && zeros(0) * 10 > half * 7 {
        encoding_rs::UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        encoding_rs::UTF_8
    } else {
        encoding_rs::WINDOWS_1252
    }
}

/// "NÃ¤rvarande": UTF-8 that somebody read as Windows-1252, and wrote as UTF-8 again.
fn repaired(text: &str) -> Option<String> {
    let spoiled = ["Ã¤", "Ã¥", "Ã¶", "Ã„", "Ã…", "Ã–", "Ã©"]
        .iter()
        .map(|pair| text.matches(pair).count())
        .sum::<usize>();
    let whole = text.matches(['å', 'ä', 'ö']).count();
    if spoiled < 3 || whole > spoiled {
        return None;
    }
    let (bytes, _, has_failed) = encoding_rs::WINDOWS_1252.encode(text);
    if has_failed {
        None
    } else {
        String::from_utf8(bytes.into_owned()).ok()
    }
}

/// The lines of plain text.
#[must_use]
pub fn lines(text: &str) -> Vec<SourceLine> {
    // A form feed ends a page: it stays as a mark, and ends a line.
    let text = clean(&text.replace('\u{c}', "\n\u{2400}\n")).replace('\u{2400}', "\u{c}");
    text.lines()
        .map(|line| SourceLine {
            text: line.to_owned(),
            role: LineRole::Text,
            level: None,
        })
        .collect()
}

/// The lines of Markdown, its marks taken for what they mean.
#[must_use]
pub fn markdown(text: &str) -> Vec<SourceLine> {
    let mut lines: Vec<SourceLine> = lines(text)
        .into_iter()
        .map(|line| of_markdown(&line.text))
        .collect();
    // A line of dashes under a table's head, or that parts what stands over it, says nothing.
    lines.retain(|line| {
        !(line.text.len() >= 3
            && line
                .text
                .chars()
                .all(|sign| matches!(sign, '-' | '|' | ':' | ' ' | '\t' | '=')))
    });
    lines
}

fn of_markdown(line: &str) -> SourceLine {
    let trimmed = line.trim();
    let marks = trimmed.bytes().take_while(|sign| *sign == b'#').count();
    let is_heading = (1..=6).contains(&marks)
        && trimmed
            .get(marks..)
            .is_some_and(|rest| rest.starts_with(' '));
    let (level, text) = if is_heading {
        (
            u8::try_from(marks).ok(),
            trimmed
                .get(marks..)
                .unwrap_or_default()
                .trim()
                .trim_end_matches('#')
                .trim_end(),
        )
    } else {
        (None, line)
    };
    let text = text.trim_start().strip_prefix("> ").unwrap_or(text);
    let text = if text.trim_start().starts_with('|') {
        text.trim().trim_matches('|').replace('|', "\t")
    } else {
        text.to_owned()
    };
    SourceLine {
        text: unmarked(&text),
        role: LineRole::Text,
        level,
    }
}

/// Without the marks of emphasis, and with what was escaped as it is.
fn unmarked(text: &str) -> String {
    let bullet = text
        .trim_start()
        .strip_prefix("* ")
        .map(|rest| format!("- {rest}"));
    let text = bullet.unwrap_or_else(|| text.to_owned());
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.peek() {
                Some(next) if next.is_ascii_punctuation() => plain.extend(signs.next()),
                // A hard break.
                None => {}
                Some(_) => plain.push('\\'),
            },
            '*' if signs.peek() == Some(&'*') => {
                signs.next();
            }
            '_' if signs.peek() == Some(&'_') => {
                signs.next();
            }
            '*' if signs.peek().is_none_or(|next| !next.is_whitespace())
                || plain.ends_with(char::is_alphanumeric) => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_in_whatever_encoding() {
        let text = "Närvarande: Åsa Öberg, Ängelholm";
        let utf16 = |little: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect()
        };
        let (latin, ..) = encoding_rs::WINDOWS_1252.encode(text);
        let spoiled: String = text
            .bytes()
            .map(|byte| encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned())
            .collect();
        for bytes in [
            text.as_bytes().to_vec(),
            ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
            latin.into_owned(),
            utf16(true),
            utf16(false),
            [vec![0xff, 0xfe], utf16(true)].concat(),
            spoiled.into_bytes(),
        ] {
            assert_eq!(decoded(&bytes), text);
        }
    }

    #[test]
    fn markdown_is_read_for_what_it_means() {
        let read = |text: &str| {
            markdown(text)
                .into_iter()
                .map(|line| {
                    format!(
                        "{}{}",
                        "#".repeat(line.level.unwrap_or(0).into()),
                        line.text
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read(
                "## 1\\. Öppnande ##\n**Beslut:**\n* att *a* b\\\n| Anna | Lund |\n|---|---|\n> citat"
            ),
            [
                "##1. Öppnande",
                "Beslut:",
                "- att a b",
                " Anna \t Lund ",
                "citat"
            ]
        );
    }
}
