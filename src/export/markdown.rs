//! The paper as plain `CommonMark`. User text is escaped wherever one of its signs could act as
//! markup, and for the rest stands word for word; a blank line parts all blocks. Nothing is
//! wrapped, so that a line of the file is a paragraph, a clause or a name.

use super::notes::{Block, List, ListEntry};
use super::outline::{Attendee, Field, Group, Item, Listing, Outline, Part, Section};
use crate::meeting::unseen::printed;

/// The deepest heading there is.
const DEEPEST: usize = 6;

/// Spells the paper as Markdown.
#[must_use]
pub fn markdown(outline: &Outline) -> String {
    let mut page = Page::default();
    page.head(outline);
    page.attendance(&outline.attendance);
    page.running_text(&outline.opening, 1);
    for section in &outline.sections {
        page.section(section);
    }
    page.paragraphs(&outline.next_meeting);
    page.running_text(&outline.closing, 1);
    page.paragraphs(&outline.verifiers);
    page.paragraphs(&outline.approval);
    page.paragraphs(&outline.corrected);
    page.paragraphs(&outline.signatures);
    // A journal that somebody else made may hold what was never cleaned.
    printed(&page.blocks.join("\n\n")).into_owned() + "\n"
}

#[derive(Default)]
struct Page {
    blocks: Vec<String>,
    /// The sign of the list that was written last, while nothing stands after it.
    sign: Option<char>,
}

impl Page {
    fn push(&mut self, block: String) {
        self.blocks.push(block);
        self.sign = None;
    }

    fn head(&mut self, outline: &Outline) {
        self.paragraphs(&outline.letterhead);
        self.paragraphs(&outline.body);
        let number = outline.number.iter().map(|number| format!(" {}", escaped(number)));
        let title = escaped(&outline.title) + &number.collect::<String>();
        self.heading(1, &title);
        if let Some(mark) = &outline.draft {
            self.push(format!("*{}*", escaped(mark)));
        }
        for Field { label, text } in &outline.fields {
            self.labelled(label, text);
        }
    }

    fn attendance(&mut self, groups: &[Group]) {
        for group in groups {
            self.label(&group.label);
            self.bullets(group.people.iter().map(Attendee::line));
        }
    }

    fn section(&mut self, section: &Section) {
        if let Some(title) = &section.title {
            self.heading(2, &escaped(title));
        }
        let level = if section.title.is_some() { 3 } else { 2 };
        for item in &section.items {
            self.item(item, level);
        }
    }

    fn item(&mut self, item: &Item, level: usize) {
        let number = item.number.iter().map(|number| format!("{} ", escaped(number)));
        let title = number.collect::<String>() + &escaped(&item.title);
        self.heading(level, &title);
        for part in &item.parts {
            match part {
                Part::Presenters(listing) | Part::Attachments(listing) => self.listing(listing),
                Part::Notes { label, blocks } => {
                    self.emphasised(label.as_deref());
                    self.running_text(blocks, level);
                }
                Part::Decision { intro, clauses } => {
                    self.emphasised(intro.as_deref());
                    self.bullets(clauses);
                }
                Part::Assignments(Listing { label, lines }) => {
                    self.label(label);
                    self.bullets(lines);
                }
                Part::Outcome(sentence) | Part::Corrected(sentence) => self.paragraphs([sentence]),
            }
        }
    }

    fn heading(&mut self, level: usize, escaped: &str) {
        self.push(format!("{} {escaped}", "#".repeat(level.min(DEEPEST))));
    }

    fn paragraphs<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        for text in texts {
            self.push(escaped_line(text));
        }
    }

    /// A label over what follows.
    fn label(&mut self, label: &str) {
        self.emphasised(with_colon(label).as_deref());
    }

    fn emphasised(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.push(format!("**{}**", escaped(text)));
        }
    }

    fn labelled(&mut self, label: &str, text: &str) {
        self.push(match with_colon(label) {
            Some(label) => format!("**{}** {}", escaped(&label), escaped(text)),
            None => escaped_line(text),
        });
    }

    /// One line stands beside its label, several under it.
    fn listing(&mut self, Listing { label, lines }: &Listing) {
        if let [line] = lines.as_slice() {
            self.labelled(label, line);
        } else {
            self.label(label);
            self.bullets(lines);
        }
    }

    fn bullets(&mut self, lines: impl IntoIterator<Item = impl Into<String>>) {
        let entries = lines.into_iter().map(|line| ListEntry { text: line.into(), under: Vec::new() });
        let list = List { first: None, entries: entries.collect() };
        if !list.entries.is_empty() {
            self.list(&list);
        }
    }

    fn list(&mut self, list: &List) {
        let sign = sign_after(self.sign, list);
        self.push(spelled(list, sign));
        self.sign = Some(sign);
    }

    /// Running text under a heading of this level.
    fn running_text(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            match block {
                Block::Heading { level: deeper, text } => self.heading(level + deeper, &escaped(text)),
                Block::Paragraph(text) => self.paragraphs([text]),
                Block::List(list) => self.list(list),
            }
        }
    }
}

/// A list right after another of its kind would run together with it, were the signs the same.
fn sign_after(before: Option<char>, list: &List) -> char {
    let (usual, other) = if list.first.is_some() { ('.', ')') } else { ('-', '*') };
    if before == Some(usual) { other } else { usual }
}

fn spelled(list: &List, sign: char) -> String {
    let entries = list.entries.iter().zip(list.first.unwrap_or_default()..).map(|(entry, number)| {
        let mark = if list.first.is_some() { format!("{number}{sign} ") } else { format!("{sign} ") };
        let inset = " ".repeat(mark.len());
        let mut text = escaped_line(&entry.text);
        let mut before = None;
        for block in &entry.under {
            text += &spelled_under(block, &mut before);
        }
        // What stands under an entry is set in by as much as its mark takes.
        let set_in = text.replace('\n', &format!("\n{inset}")).replace(&format!("\n{inset}\n"), "\n\n");
        format!("{mark}{set_in}")
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// A block under an entry, with the line breaks before it.
fn spelled_under(block: &Block, before: &mut Option<char>) -> String {
    match block {
        Block::List(list) => {
            let sign = sign_after(*before, list);
            *before = Some(sign);
            // A number other than 1 cannot break into a paragraph.
            let gap = if list.first.is_none_or(|first| first == 1) { "\n" } else { "\n\n" };
            format!("{gap}{}", spelled(list, sign))
        }
        Block::Paragraph(text) | Block::Heading { text, .. } => {
            *before = None;
            format!("\n\n{}", escaped_line(text))
        }
    }
}

/// A label, set off by a colon unless the body has done so; none for an empty one.
fn with_colon(label: &str) -> Option<String> {
    let colon = if label.ends_with(':') { "" } else { ":" };
    (!label.is_empty()).then(|| format!("{label}{colon}"))
}

/// Text that begins a line: its beginning must not act either. A line feed in it is a hard break.
fn escaped_line(text: &str) -> String {
    text.split('\n').map(escaped_one_line).collect::<Vec<_>>().join("\\\n")
}

fn escaped_one_line(text: &str) -> String {
    let escaped = escaped(text);
    let ends_here = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped.split_at_checked(digits) {
        Some(("", rest)) => {
            let rule =
                rest.starts_with(['-', '+', '=']) && ends_here(rest.trim_start_matches(['-', '+', '=']));
            if rule { format!("\\{rest}") } else { escaped }
        }
        Some((number, rest)) => match rest.strip_prefix(['.', ')']) {
            Some(after) if ends_here(after) => format!("{number}\\{rest}"),
            Some(_) | None => escaped,
        },
        None => escaped,
    }
}

/// Text in which no sign acts as markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        if acts(sign, signs.as_str()) {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// Whether a sign could act as markup before this rest.
fn acts(sign: char, rest: &str) -> bool {
    match sign {
        '\\' | '`' | '*' | '_' | '#' | '[' | ']' | '<' | '>' | '|' | '~' => true,
        '&' => rest.split_once(';').is_some_and(|(name, _)| {
            name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '#')
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
