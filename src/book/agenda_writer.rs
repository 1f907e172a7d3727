//! Writing an agenda as people write it: only what differs from the defaults, a line a person and
//! an item, and comments that help. What is written is read back as the same agenda.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::storage::Storage;
use super::storage::folder::FolderStorage;
use crate::meeting::agenda::{Agenda, AgendaRow, Attendee, Body, DocumentKind, Origin, Procedure};
use crate::meeting::control_chars::is_invisible;
use crate::meeting::style::{HouseStyle, Labels, Signature};
use crate::meeting::text::clean_line;

/// A line that is longer than this is broken where it can be.
const WIDTH: usize = 110;

/// Comments between the lines, for whoever reads the file.
#[derive(Debug, Clone, Default)]
pub struct Comments {
    /// At the head of the file, a line each.
    pub head: Vec<String>,
    /// About the day.
    pub date: Option<String>,
    /// About the hours.
    pub hours: Option<String>,
    /// About the place.
    pub place: Option<String>,
    /// Over the style.
    pub style: Option<String>,
    /// Over the roster.
    pub people: Option<String>,
    /// Over the items.
    pub items: Option<String>,
    /// Before a row of the items, counted from 0, or after the last: lines.
    pub before_rows: Vec<(usize, Vec<String>)>,
}

/// Writes a file that is not there yet.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when there is one, and whatever the folder says. Nothing half
/// written is left behind.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    FolderStorage.create_new(path, text.as_bytes())
}

/// The text of an agenda's file.
#[must_use]
pub fn written(agenda: &Agenda, comments: &Comments) -> String {
    let mut page = AgendaText::default();
    comments.head.iter().for_each(|line| page.comment(line));
    page.open("Agenda(");
    page.heading(agenda, comments);
    let style = style(&agenda.style);
    if !style.is_empty() {
        page.blank();
        page.comments(comments.style.as_ref());
        page.field("style", &Node::Fields(style));
    }
    if !agenda.people.is_empty() {
        page.blank();
        page.comments(comments.people.as_ref());
        page.open("people: [");
        agenda
            .people
            .iter()
            .for_each(|attendee| page.node("", &person(attendee)));
        page.close("],");
    }
    for (name, words) in [("opening", &agenda.opening), ("closing", &agenda.closing)] {
        if !words.is_empty() {
            page.blank();
            page.field(name, &text(words));
        }
    }
    page.blank();
    page.comments(comments.items.as_ref());
    page.open("items: [");
    for (place, item) in agenda.items.iter().enumerate() {
        page.before_row(place, comments);
        page.node("", &row(item));
    }
    page.before_row(agenda.items.len(), comments);
    page.close("],");
    page.close(")");
    page.text
}

/// A value as it is written.
enum Node {
    /// As it stands: a number, a word of the format.
    Plain(String),
    /// Words of a person.
    Text(String),
    /// Several.
    List(Vec<Node>),
    /// Named ones.
    Fields(Vec<(&'static str, Node)>),
}

fn text(words: &str) -> Node {
    Node::Text(words.to_owned())
}

fn texts(words: &[String]) -> Node {
    Node::List(words.iter().map(|words| text(words)).collect())
}

/// A word of the format, such as a role.
fn word(word: &impl Serialize) -> Node {
    // A variant without fields can always be written.
    Node::Plain(ron::to_string(word).unwrap_or_default())
}

impl Node {
    /// On one line.
    fn flat(&self) -> String {
        let joined =
            |nodes: &mut dyn Iterator<Item = String>| nodes.collect::<Vec<String>>().join(", ");
        match self {
            Self::Plain(words) => words.clone(),
            Self::Text(words) => format!("\"{}\"", escaped(words)),
            Self::List(nodes) => format!("[{}]", joined(&mut nodes.iter().map(Self::flat))),
            Self::Fields(fields) => {
                let named = &mut fields
                    .iter()
                    .map(|(name, node)| format!("{name}: {}", node.flat()));
                format!("({})", joined(named))
            }
        }
    }

    fn has_lines(&self) -> bool {
        match self {
            Self::Plain(_) => false,
            Self::Text(words) => words.contains('\n'),
            Self::List(nodes) => nodes.iter().any(Self::has_lines),
            Self::Fields(fields) => fields.iter().any(|(_, node)| node.has_lines()),
        }
    }
}

/// Words as they may stand between quotation marks: nothing that ends them, breaks the line, or
/// cannot be seen.
fn escaped(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '"' | '\\' => kept.extend(['\\', sign]),
            '\n' => kept.push_str("\\n"),
            '\t' => kept.push_str("\\t"),
            hidden if is_invisible(hidden) => {
                // Writing to a string cannot fail.
                let _ = write!(kept, "\\u{{{:x}}}", u32::from(hidden));
            }
            seen => kept.push(seen),
        }
    }
    kept
}

/// The file as far as it is written.
#[derive(Default)]
struct AgendaText {
    text: String,
    depth: usize,
}

impl AgendaText {
    fn line(&mut self, line: &str) {
        let indent = "    ".repeat(self.depth);
        self.text.push_str(&indent);
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    fn close(&mut self, line: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line(line);
    }

    /// A comment is one line, whatever is told in it.
    fn comment(&mut self, words: &str) {
        let words: String = clean_line(words)
            .chars()
            .filter(|sign| !is_invisible(*sign))
            .collect();
        self.line(format!("// {words}").trim_end());
    }

    fn comments<'a>(&mut self, lines: impl IntoIterator<Item = &'a String>) {
        lines.into_iter().for_each(|line| self.comment(line));
    }

    fn before_row(&mut self, place: usize, comments: &Comments) {
        let here = comments.before_rows.iter().filter(|(row, _)| *row == place);
        self.comments(here.flat_map(|(_, lines)| lines));
    }

    fn field(&mut self, name: &str, node: &Node) {
        self.node(&format!("{name}: "), node);
    }

    /// A value after its name, on one line where there is room.
    fn node(&mut self, before: &str, node: &Node) {
        let flat = format!("{before}{},", node.flat());
        let fits = 4 * self.depth + flat.chars().count() <= WIDTH && !node.has_lines();
        match node {
            Node::List(nodes) if !fits => {
                self.open(&format!("{before}["));
                for node in nodes {
                    self.node("", node);
                }
                self.close("],");
            }
            Node::Fields(fields) if !fits => {
                self.open(&format!("{before}("));
                for (name, node) in fields {
                    self.field(name, node);
                }
                self.close("),");
            }
            Node::Text(words) if words.contains('\n') => self.lines_of_text(before, words),
            Node::Plain(_) | Node::Text(_) | Node::List(_) | Node::Fields(_) => self.line(&flat),
        }
    }

    /// A text of several lines, each on one of its own: a stroke at the end of a line takes away
    /// the break and the space after it.
    fn lines_of_text(&mut self, before: &str, words: &str) {
        let lines: Vec<&str> = words.split('\n').collect();
        self.open(&format!("{before}\"\\"));
        for (place, line) in lines.iter().enumerate() {
            let is_last = place + 1 == lines.len();
            let shown = escaped(line);
            // Space at the beginning of a line would be taken away as well.
            let shown = match shown.strip_prefix(char::is_whitespace) {
                Some(rest) => {
                    let space = shown.chars().next().map_or(0, u32::from);
                    format!("\\u{{{space:x}}}{rest}")
                }
                None => shown,
            };
            self.line(&format!("{shown}{}", if is_last { "\"," } else { "\\n\\" }));
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Writes the heading, with a comment where somebody should look twice.
    fn heading(&mut self, agenda: &Agenda, comments: &Comments) {
        let Body { id, name } = &agenda.body;
        self.field(
            "body",
            &Node::Fields(vec![("id", text(id)), ("name", text(name))]),
        );
        if !agenda.title.is_empty() {
            self.field("title", &text(&agenda.title));
        }
        if agenda.kind != DocumentKind::default() {
            self.field("kind", &word(&agenda.kind));
        }
        if let Some(number) = &agenda.number {
            self.field("number", &text(number));
        }
        self.comments(comments.date.as_ref());
        self.field("date", &text(&agenda.date.to_string()));
        self.comments(comments.hours.as_ref());
        for (name, hour) in [("starts", agenda.starts), ("ends", agenda.ends)] {
            if let Some(hour) = hour {
                self.field(name, &text(&hour.to_string()));
            }
        }
        self.comments(comments.place.as_ref());
        if let Some(place) = &agenda.place {
            self.field("place", &text(place));
        }
        if agenda.mode != Procedure::default() {
            self.field("mode", &word(&agenda.mode));
        }
    }
}

/// Drops the fields that say nothing.
fn said<const COUNT: usize>(
    fields: [Option<(&'static str, Node)>; COUNT],
) -> Vec<(&'static str, Node)> {
    fields.into_iter().flatten().collect()
}

fn optional(name: &'static str, words: Option<&String>) -> Option<(&'static str, Node)> {
    words.map(|words| (name, text(words)))
}

fn several(name: &'static str, words: &[String]) -> Option<(&'static str, Node)> {
    (!words.is_empty()).then(|| (name, texts(words)))
}

fn person(attendee: &Attendee) -> Node {
    let Attendee {
        name,
        represents,
        title,
        role,
    } = attendee;
    Node::Fields(said([
        Some(("name", text(name))),
        optional("represents", represents.as_ref()),
        optional("title", title.as_ref()),
        Some(("role", word(role))),
    ]))
}

fn row(row: &AgendaRow) -> Node {
    let AgendaRow {
        section,
        label,
        title,
        minutes,
        presenters,
        attachments,
        background,
        proposal,
        from,
    } = row;
    let origins = || Node::List(from.iter().map(origin).collect());
    Node::Fields(said([
        optional("section", section.as_ref()),
        optional("label", label.as_ref()),
        (!title.is_empty()).then(|| ("title", text(title))),
        minutes.map(|minutes| ("minutes", Node::Plain(minutes.to_string()))),
        several("presenters", presenters),
        several("attachments", attachments),
        (!background.is_empty()).then(|| ("background", text(background))),
        several("proposal", proposal),
        (!from.is_empty()).then(|| ("from", origins())),
    ]))
}

fn origin(origin: &Origin) -> Node {
    let Origin {
        meeting,
        what,
        item,
    } = origin;
    Node::Fields(said([
        Some(("meeting", text(meeting))),
        Some(("what", text(what))),
        optional("item", item.as_ref()),
    ]))
}

/// The fields of a style that differ from the default.
fn style(style: &HouseStyle) -> Vec<(&'static str, Node)> {
    // Taken apart, so that a new field cannot be forgotten here.
    let HouseStyle {
        intros,
        clause_start,
        joiner,
        notes_label,
        order,
        phrases,
        signs,
        labels,
        print_empty,
        letterhead,
        numbering,
        template,
    } = style;
    let default = HouseStyle::default();
    let fields = [
        changed("intros", intros, &default.intros, |it| texts(it)),
        changed("clause_start", clause_start, &default.clause_start, |it| {
            text(it)
        }),
        changed("joiner", joiner, &default.joiner, |it| text(it)),
        changed("notes_label", notes_label, &default.notes_label, |it| {
            text(it)
        }),
        changed("order", order, &default.order, word),
        changed("phrases", phrases, &default.phrases, |it| texts(it)),
        changed("signs", signs, &default.signs, |it| {
            Node::List(it.iter().map(sign).collect())
        }),
        changed("labels", labels, &default.labels, labels_node),
        changed("print_empty", print_empty, &default.print_empty, |it| {
            Node::List(it.iter().map(word).collect())
        }),
        changed("letterhead", letterhead, &default.letterhead, |it| {
            texts(it)
        }),
        changed("numbering", numbering, &default.numbering, word),
        optional("template", template.as_ref()),
    ];
    fields.into_iter().flatten().collect()
}

/// A field, where its value is not the default.
fn changed<T: PartialEq>(
    name: &'static str,
    value: &T,
    default: &T,
    node: impl FnOnce(&T) -> Node,
) -> Option<(&'static str, Node)> {
    (value != default).then(|| (name, node(value)))
}

fn sign(sign: &Signature) -> Node {
    match sign {
        Signature::Line(line) => Node::Plain(format!("Line({})", text(line).flat())),
        Signature::Chair | Signature::ViceChair | Signature::Secretary | Signature::Verifiers => {
            word(sign)
        }
    }
}

fn labels_node(labels: &Labels) -> Node {
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
    } = labels;
    Node::Fields(said([
        optional("when_and_where", when_and_where.as_ref()),
        optional("present", present.as_ref()),
        optional("apologies", apologies.as_ref()),
        optional("absent", absent.as_ref()),
        optional("guests", guests.as_ref()),
        optional("others", others.as_ref()),
        optional("clerk", clerk.as_ref()),
        optional("presenters", presenters.as_ref()),
        optional("attachments", attachments.as_ref()),
        optional("assignments", assignments.as_ref()),
    ]))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use proptest::prelude::*;

    use super::super::agenda_file;
    use super::*;
    use crate::meeting::person::Role;
    use crate::meeting::style::{Class, ContentOrder, Numbering};

    fn read_back(agenda: &Agenda, comments: &Comments) -> (String, Agenda) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("agendas/2026-03-27-kd.ron");
        let text = written(agenda, comments);
        write_new(&path, &text).expect("a file");
        let read =
            agenda_file::read(&path).unwrap_or_else(|complaints| panic!("{complaints:?}\n{text}"));
        (text, read.agenda)
    }

    /// An agenda in which all words are these.
    #[expect(clippy::too_many_lines, reason = "one literal")]
    fn agenda_full_of(words: &str) -> Agenda {
        let word = || words.to_owned();
        let several = || vec![word(), word()];
        let labels = Labels {
            present: Some(word()),
            clerk: Some(word()),
            ..Labels::default()
        };
        let style = HouseStyle {
            intros: several(),
            clause_start: word(),
            joiner: word(),
            notes_label: word(),
            order: ContentOrder::DecisionFirst,
            phrases: several(),
            signs: vec![Signature::Chair, Signature::Line(word())],
            labels,
            print_empty: vec![Class::Absent],
            letterhead: several(),
            numbering: Numbering::PerYear,
            template: Some(word()),
        };
        let origin = Origin {
            meeting: word(),
            what: word(),
            item: Some(word()),
        };
        let row = AgendaRow {
            section: None,
            label: Some(word()),
            title: format!("x{words}"),
            minutes: Some(15),
            presenters: several(),
            attachments: several(),
            background: format!("{words}\n  {words}\n\n\t{words}"),
            proposal: several(),
            from: vec![origin],
        };
        let person = Attendee {
            name: format!("x{words}"),
            represents: Some(word()),
            title: None,
            role: Role::Guest,
        };
        Agenda {
            body: Body {
                id: "kd".to_owned(),
                name: format!("x{words}"),
            },
            title: word(),
            kind: DocumentKind::Unnamed,
            number: Some(word()),
            date: "2026-03-27".parse().expect("a day"),
            starts: "08:30".parse().ok(),
            ends: None,
            place: Some(word()),
            mode: Procedure::Formal,
            style,
            people: vec![person],
            opening: word(),
            closing: word(),
            items: vec![
                AgendaRow {
                    section: Some(word()),
                    ..AgendaRow::default()
                },
                row,
            ],
        }
    }

    fn commenting(words: &str) -> Comments {
        let word = || Some(words.to_owned());
        Comments {
            head: vec![words.to_owned()],
            date: word(),
            hours: word(),
            place: word(),
            style: word(),
            people: word(),
            items: word(),
            before_rows: vec![(0, vec![words.to_owned()]), (2, vec![words.to_owned()])],
        }
    }

    #[test]
    fn hostile_words_come_back_as_they_were_and_order_nothing_about() {
        for words in [
            "\"), items: [(title: \"x",
            "\\\" \\n \\u{41} \\",
            "*/ // /* r#\"",
            "Åsa ”citat” 'enkelt' – tankstreck…",
            "a\u{202e}b\u{2066}c\u{200b}d\u{feff}",
            "kl.\u{a0}09.00",
            "rad\nrad\r\nrad\r\tslut \n",
            "\u{1b}]0;x\u{7}\u{9b}31m",
            "👩‍👩‍👧 e\u{301}",
            "",
        ] {
            let agenda = agenda_full_of(words);
            let (text, read) = read_back(&agenda, &commenting(words));
            assert_eq!(read, agenda, "{words:?}\n{text}");
            assert!(
                !text.contains(|sign: char| sign != '\n'
                    && is_invisible(sign)
                    && sign != '\u{200d}'),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_as_by_default_is_not_written() {
        let agenda = Agenda {
            style: HouseStyle::default(),
            kind: DocumentKind::default(),
            mode: Procedure::default(),
            ..agenda_full_of("ord")
        };
        let (text, read) = read_back(&agenda, &Comments::default());
        assert_eq!(read, agenda);
        assert!(
            !text.contains("style") && !text.contains("kind") && !text.contains("mode"),
            "{text}"
        );
    }

    #[test]
    fn a_file_that_is_there_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        write_new(&path, "ett").expect("a file");
        let again = write_new(&path, "två").expect_err("there already");
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).expect("a file"), "ett");
    }

    proptest! {
        #[test]
        fn any_words_come_back_as_they_were(words in any::<String>(), told in any::<String>()) {
            let agenda = agenda_full_of(&words);
            let (text, read) = read_back(&agenda, &commenting(&told));
            prop_assert_eq!(read, agenda, "{}", text);
        }
    }
}
