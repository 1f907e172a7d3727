//! The paper as it was understood: what the lines say, put together by what each was taken for.

use chrono::NaiveDate;

use super::assignments::assignments;
use super::decisions::{Own, decisions};
use super::doubts::{Doubt, doubts};
use super::head::{Head, head};
use super::headings::{Heading, headings};
use super::labels::{Label, label};
use super::notes::notes;
use super::people::people;
use super::presenters;
use super::roles::{assign, head_words};
use super::rows::{Row, folded, joined, rows};
use crate::meeting::agenda::{Agenda, AgendaRow, Body};
use crate::meeting::attendance::Mark;
use crate::meeting::paper::{Attending, Decided, Line, LineRole, Origin, Paper, Written};
use crate::meeting::person::{Role, Seat};
use crate::meeting::style::{Class, Order, Signature, Style};

/// A paper, and what in it is doubtful.
#[derive(Debug, Clone)]
pub struct Understood {
    /// As it was understood.
    pub paper: Paper,
    /// What should be looked at.
    pub doubts: Vec<Doubt>,
}

/// Reads a paper: takes each line for something, and puts together what they say.
#[must_use]
pub fn read(lines: Vec<Line>, file: &str, digest: &str) -> Understood {
    let mut lines = with_decisions_apart(lines);
    assign(&mut lines);
    understand(Origin { file: file.to_owned(), digest: digest.to_owned(), lines })
}

/// A decision that begins within a line begins a line of its own: "… samråd. Beslut: att svara".
fn with_decisions_apart(lines: Vec<Line>) -> Vec<Line> {
    let apart = lines.into_iter().flat_map(|line| {
        let cut = ["Beslut:", "Beslut :", "BESLUT:"].iter().find_map(|said| {
            let at = line.text.find(said)?;
            let before = line.text.get(..at)?.trim_end();
            (before.ends_with(['.', '?', '!']) && before.chars().count() > 3).then_some(at)
        });
        match cut.map(|at| line.text.split_at(at)) {
            Some((one, other)) => {
                let part = |text: &str| Line { text: text.to_owned(), ..line.clone() };
                vec![part(one), part(other)]
            }
            None => vec![line],
        }
    });
    apart.collect()
}

/// Puts together what lines say that have been taken for something.
#[must_use]
pub fn understand(origin: Origin) -> Understood {
    let rows = rows(&origin.lines);
    let role = |row: &Row| origin.lines.get(row.line).map_or(LineRole::Text, |line| line.role);
    let with = |wanted: LineRole| rows.iter().filter(|row| role(row) == wanted).collect::<Vec<&Row>>();
    let head = head(&with(LineRole::Head), &with(LineRole::When), &origin.file);
    let own = Own::of(&[head_words(&rows, &headings(&rows)).as_str(), &head.body, &head.title].join(" "));
    let parts = Parts::of(&rows, role);
    let mut style = style(&parts, &head, &own);
    let mut list = attendance(&with(LineRole::People));
    let opening = parts.opening();
    told_elsewhere(&mut list.people, &opening);
    let signatures = signatures(&with(LineRole::Signature), &mut list.people);
    style.signs = signatures.into_iter().map(Signature::Line).collect();
    style.labels.present =
        list.labels.iter().find(|(class, _)| *class == Class::Present).map(|(_, label)| label.clone());
    let known: Vec<&str> = list.people.iter().map(|one| one.name.as_str()).collect();
    let (items, written) = parts.items(&style, &own, &known);
    let left = list.left.iter().map(|left| left.trim()).filter(|left| !left.is_empty());
    let opening = [opening]
        .into_iter()
        .chain(left.map(str::to_owned))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    let agenda = Agenda {
        body: Body { id: slug(&head.body), name: head.body.clone() },
        title: head.title.clone(),
        kind: head.kind,
        number: head.number.clone(),
        date: head.date.map_or(NaiveDate::default(), |(date, _)| date),
        starts: head.starts,
        ends: head.ends,
        place: head.place.clone(),
        mode: crate::meeting::agenda::Mode::default(),
        style,
        people: Vec::new(),
        opening,
        closing: String::new(),
        items,
    };
    let next_meeting = next_in(&with(LineRole::Next)).or_else(|| parts.next_meeting());
    let paper = Paper { agenda, people: list.people, written, next_meeting, origin };
    let doubts = doubts(&paper, &head, &own);
    Understood { paper, doubts }
}

/// The first line that announces the next meeting, with what of it stands on further rows.
fn next_in(rows: &[&Row]) -> Option<String> {
    let (first, more) = rows.split_first()?;
    let mut before = first.line;
    let more = more.iter().take_while(|row| {
        let is_next = !row.has_gap && row.line <= before + 2;
        before = row.line;
        is_next
    });
    let text = [first].into_iter().chain(more).map(|row| joined(&row.text)).collect::<Vec<_>>();
    Some(text.join(" "))
}

/// `[a-z0-9-]`, of a name.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain: String =
        folded(name).chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
    let slug = plain.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    slug.chars().take(60).collect::<String>().trim_matches('-').to_owned()
}

/// A part of a paper: what stands under a heading.
struct Part<'a> {
    heading: Option<(&'a Row, Vec<&'a Row>)>,
    is_section: bool,
    rows: Vec<(&'a Row, LineRole)>,
}

struct Parts<'a>(Vec<Part<'a>>);

impl<'a> Parts<'a> {
    fn of(rows: &'a [Row], role: impl Fn(&Row) -> LineRole) -> Self {
        let mut parts = vec![Part { heading: None, is_section: false, rows: Vec::new() }];
        let known = headings(rows);
        let mut before: Option<LineRole> = None;
        for (at, row) in rows.iter().enumerate() {
            let role = role(row);
            match role {
                LineRole::Item | LineRole::Section => {
                    let goes_on = before == Some(role)
                        && role == LineRole::Item
                        && !matches!(known.get(&at), Some(Heading::Item { .. }))
                        && !row.has_gap;
                    match parts.last_mut().and_then(|part| part.heading.as_mut()).filter(|_| goes_on) {
                        Some((_, more)) => more.push(row),
                        None => parts.push(Part {
                            heading: Some((row, Vec::new())),
                            is_section: role == LineRole::Section,
                            rows: Vec::new(),
                        }),
                    }
                }
                LineRole::Aside
                | LineRole::Head
                | LineRole::When
                | LineRole::People
                | LineRole::Next
                | LineRole::Signature => {}
                LineRole::Presenters | LineRole::Attachments | LineRole::Decision | LineRole::Text => {
                    parts.last_mut().into_iter().for_each(|part| part.rows.push((row, role)));
                }
            }
            before = Some(role);
        }
        Self(parts)
    }

    /// What stands before the first item.
    fn opening(&self) -> String {
        let rows: Vec<&Row> =
            self.0.iter().take(1).flat_map(|part| part.rows.iter().map(|(row, _)| *row)).collect();
        notes(&rows, "")
    }

    fn under_items(&self) -> impl Iterator<Item = &Part<'a>> {
        self.0.iter().filter(|part| part.heading.is_some() && !part.is_section)
    }

    /// The line of an item for the next meeting that says when it is.
    fn next_meeting(&self) -> Option<String> {
        let is_next = |part: &&Part<'a>| {
            let title = part.heading.as_ref().map(|(row, _)| folded(&numbered_title(&row.text).1));
            title.is_some_and(|title| title.starts_with("nasta ") || title.starts_with("kommande mote"))
        };
        let rows = self.under_items().filter(is_next).flat_map(|part| part.rows.iter().map(|(row, _)| *row));
        let rows: Vec<&Row> = rows.collect();
        let at = rows.iter().position(|row| super::dates::day(&row.text, Some(2000)).is_some())?;
        // A sentence may need more than its row.
        let mut said = joined(&rows.get(at)?.text);
        for row in rows.get(at + 1..).unwrap_or(&[]).iter().take_while(|row| !row.has_gap) {
            if said.ends_with('.') {
                break;
            }
            said = [said.as_str(), &joined(&row.text)].join(" ");
        }
        Some(said)
    }

    fn items(&self, style: &Style, own: &Own, known: &[&str]) -> (Vec<AgendaRow>, Vec<Written>) {
        let (mut items, mut written) = (Vec::new(), Vec::new());
        let mut is_in_section = false;
        for part in &self.0 {
            let Some((row, more)) = &part.heading else { continue };
            if part.is_section {
                is_in_section = true;
                items.push(AgendaRow { section: Some(joined(&row.text)), ..AgendaRow::default() });
                // What stands under a heading and over its first item is text of its own.
                if !part.rows.is_empty() {
                    let (item, under) = item(part, (None, String::new()), style, own, known);
                    if !under.notes.is_empty() || !under.decisions.is_empty() {
                        items.pop();
                        items.push(AgendaRow { title: joined(&row.text), ..item });
                        written.push(under);
                        is_in_section = false;
                    }
                }
                continue;
            }
            let (label, title) = numbered_title(&row.text);
            let title = [title]
                .into_iter()
                .chain(more.iter().map(|row| joined(&row.text)))
                .filter(|title| !title.is_empty());
            let title = title.collect::<Vec<_>>().join(" ");
            if label.is_none() && is_in_section && self.has_numbers() {
                items.push(AgendaRow { section: Some(String::new()), ..AgendaRow::default() });
                is_in_section = false;
            }
            let (item, under) = item(part, (label, title), style, own, known);
            items.push(item);
            written.push(under);
        }
        (items, written)
    }

    fn has_numbers(&self) -> bool {
        let mut headings = self.under_items().filter_map(|part| part.heading.as_ref());
        headings.any(|(row, _)| numbered_title(&row.text).0.is_some())
    }
}

/// The number of a heading, and what is left of it.
fn numbered_title(text: &str) -> (Option<String>, String) {
    super::headings::split(text)
}

fn item(
    part: &Part<'_>,
    (label, title): (Option<String>, String),
    style: &Style,
    own: &Own,
    known: &[&str],
) -> (AgendaRow, Written) {
    let with = |wanted: LineRole| {
        part.rows.iter().filter(|(_, role)| *role == wanted).map(|(row, _)| *row).collect::<Vec<_>>()
    };
    let text = with(LineRole::Text);
    let reference =
        part.heading.as_ref().and_then(|(row, _)| super::headings::without_reference(&row.text).1);
    let notes = [reference.map(joined).unwrap_or_default(), notes(&text, &style.notes_label)];
    let notes = notes.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    let mut presenters = presenters::labelled(&with(LineRole::Presenters));
    let mut named: Vec<String> =
        presenters.iter().map(|one| one.split(',').next().unwrap_or_default().to_owned()).collect();
    for name in presenters::told(&notes, known) {
        if !named.iter().any(|one| *one == name || one.split(' ').next() == Some(name.as_str())) {
            named.push(name.clone());
            presenters.push(name);
        }
    }
    let mut attachments: Vec<String> = with(LineRole::Attachments)
        .into_iter()
        .map(|row| match super::labels::label(&row.text).filter(|found| found.label == Label::Attachments) {
            Some(found) => joined(found.rest),
            None => joined(&row.text),
        })
        .filter(|said| !said.is_empty())
        .collect();
    let decisions = decisions_of(part, own);
    let decided: Vec<&str> = decisions.iter().flat_map(|one| &one.clauses).map(String::as_str).collect();
    for said in numbered_attachments(&[notes.as_str(), &decided.join("\n")].join("\n")) {
        if !attachments.contains(&said) {
            attachments.push(said);
        }
    }
    let clauses = decisions.iter().flat_map(|decided| &decided.clauses);
    let mut tasks: Vec<_> = clauses.flat_map(|clause| assignments(clause, true)).collect();
    tasks.extend(assignments(&notes, false));
    let row = AgendaRow { label, title, presenters, attachments, ..AgendaRow::default() };
    (row, Written { notes, decisions, assignments: tasks })
}

/// Decisions with text between them are told apart.
fn decisions_of(part: &Part<'_>, own: &Own) -> Vec<Decided> {
    let runs = part.rows.chunk_by(|(_, one), (_, other)| one == other);
    let decided = runs.filter(|run| run.first().is_some_and(|(_, role)| *role == LineRole::Decision));
    decided.flat_map(|run| decisions(&run.iter().map(|(row, _)| *row).collect::<Vec<_>>(), own)).collect()
}

/// "(bilaga 1)", "se bilaga 2" within a text.
fn numbered_attachments(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned();
    let mut found: Vec<String> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let has_end = word.ends_with(['.', ',', ')', ':']);
        if folded(word) != "bilaga" || has_end {
            continue;
        }
        let number = match (words.get(place + 1), words.get(place + 2)) {
            (Some(&"§"), Some(number)) => format!("§ {}", bare(number)),
            (Some(number), _) => bare(number),
            (None, _) => continue,
        };
        let said = format!("{} {number}", word.trim_start_matches(|sign: char| !sign.is_alphanumeric()));
        let is_number = number.trim_start_matches("§ ").bytes().all(|sign| sign.is_ascii_digit());
        if is_number && !number.is_empty() && !found.contains(&said) {
            found.push(said);
        }
    }
    found
}

/// The attendance of a paper.
#[derive(Default)]
struct Attendance {
    people: Vec<Attending>,
    left: Vec<String>,
    labels: Vec<(Class, String)>,
}

/// Reads the rows of the attendance list, label by label.
fn attendance(rows: &[&Row]) -> Attendance {
    let mut all = Attendance::default();
    let mut class = (Class::Present, Role::Member);
    let mut text = String::new();
    for row in rows {
        match label(&row.text) {
            Some(found)
                if matches!(found.label, Label::People(..) | Label::Verifiers | Label::Presenters) =>
            {
                all.take(class, &text);
                class = match found.label {
                    Label::People(class, role) => (class, role),
                    _ => (Class::Other, Role::Other),
                };
                all.labels.push((class.0, joined(found.printed).trim_end_matches(':').to_owned()));
                text = found.rest.to_owned();
                if matches!(found.label, Label::Verifiers) {
                    // Whoever verifies is on the list already, or is named for that alone.
                    all.left.push(joined(&row.text));
                    text.clear();
                }
            }
            _ => {
                let cells = super::rows::cells(&row.text);
                // "Tjänstgörande   Anna Ek" over "ersättare   Bo Alm": the label needed two rows.
                let goes_on = cells.len() >= 2
                    && cells.first().is_some_and(|cell| super::labels::meaning(cell).is_some());
                let said = if goes_on { cells.get(1..).unwrap_or(&[]).join("  ") } else { row.text.clone() };
                text.push('\n');
                text.push_str(&said);
            }
        }
    }
    all.take(class, &text);
    all
}

impl Attendance {
    fn take(&mut self, (class, role): (Class, Role), text: &str) {
        let list = people(text);
        self.left.extend(list.left);
        for one in list.people {
            let title = one.title.clone();
            let said = title.as_deref().map(folded).unwrap_or_default();
            let role = match (class, role) {
                (Class::Present, Role::Member) if is_vice_chair(&said) => Role::ViceChair,
                (Class::Present, Role::Member) if is_chair(&said) => Role::Chair,
                (_, role) => role,
            };
            let named = matches!(role, Role::Chair | Role::ViceChair) && title.is_none();
            let title = if named {
                Some(if role == Role::Chair { "ordförande" } else { "vice ordförande" }.to_owned())
            } else {
                title
            };
            if named && let Some(known) = self.people.iter_mut().find(|known| known.name == one.name) {
                known.seat.role = role;
                known.seat.title = known.seat.title.take().or(title);
                continue;
            }
            let mark = match class {
                Class::Apologies => Mark::Apologies,
                Class::Absent => Mark::Absent,
                _ if one.is_remote => Mark::Remote,
                _ => Mark::Present,
            };
            let seat = Seat { role, represents: one.represents, title };
            // One who is named twice in the same capacity is one.
            let known = self
                .people
                .iter_mut()
                .find(|known| known.name == one.name && known.seat.role == role && known.mark == mark);
            match known {
                Some(known) => known.seat.represents = known.seat.represents.take().or(seat.represents),
                None => self.people.push(Attending {
                    name: one.name,
                    seat,
                    mark,
                    from: one.from,
                    until: one.until,
                }),
            }
        }
    }
}

fn is_chair(title: &str) -> bool {
    title.split(' ').any(|word| word == "ordforande" || word == "ordf")
}

fn is_vice_chair(title: &str) -> bool {
    is_chair(title) && title.split(' ').any(|word| word == "vice" || word == "v")
}

/// "Charlotta Ek som är t f kommunchef i Vik": what the welcome says of somebody on the list.
fn told_elsewhere(people: &mut [Attending], opening: &str) {
    for one in people.iter_mut().filter(|one| one.seat.title.is_none()) {
        let Some((_, said)) = opening.split_once(&format!("{} som är ", one.name)) else { continue };
        let end = [" i ", " på ", " från ", ".", ","]
            .iter()
            .filter_map(|end| said.find(end))
            .min()
            .unwrap_or(said.len());
        let title = said.get(..end).unwrap_or_default().trim();
        let is_title = title.split_whitespace().any(super::names::is_title_word);
        if is_title && title.split_whitespace().count() <= 5 {
            one.seat.title = Some(title.to_owned());
        }
    }
}

/// Who signs: a name, and what its bearer is, under it or before it.
fn signatures(rows: &[&Row], people: &mut [Attending]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // Names that wait for what stands under them, by column; and what waits for a name.
    let mut open: Vec<usize> = Vec::new();
    let mut before: Option<String> = None;
    for row in rows {
        let cells = super::rows::cells(row.text.trim_start_matches('/'));
        if let Some(found) = label(&row.text).filter(|found| found.label != Label::Place) {
            let role = joined(found.printed).trim_end_matches(':').to_owned();
            let has_name = found.rest.chars().any(char::is_alphabetic);
            let is_said = is_role(&role);
            if has_name && is_said {
                lines.push(format!("{}, {role}", joined(found.rest)));
            } else if has_name
                && matches!(found.label, Label::People(..) | Label::Verifiers)
                && cells.len() < 2
            {
                lines.push(joined(found.rest));
            }
            before = Some(role).filter(|_| is_said && !has_name);
            open.clear();
            continue;
        }
        let is_legible = |cell: &&&str| {
            let letters = cell.chars().filter(|sign| sign.is_alphabetic()).count();
            letters * 3 > cell.chars().count() * 2 && letters >= 3
        };
        let said: Vec<&str> = cells.iter().filter(is_legible).copied().collect();
        if said.is_empty() {
            open.clear();
        } else if said.len() == open.len() && said.iter().all(|cell| is_role(cell)) {
            for (line, role) in open.drain(..).zip(&said) {
                if let Some(line) = lines.get_mut(line) {
                    chairs(line, role, people);
                    line.push_str(", ");
                    line.push_str(role);
                }
            }
        } else {
            open = (lines.len()..lines.len() + said.len()).collect();
            lines.extend(said.iter().map(|cell| joined(cell)));
            if let (Some(role), Some(last)) = (before.take(), lines.last_mut()) {
                last.push_str(", ");
                last.push_str(&role);
                open.clear();
            }
            let is_complete = lines.last().is_some_and(|line| line.contains(','));
            if is_complete {
                open.clear();
            }
        }
    }
    lines
}

/// "ordförande", "vice ordförande": what somebody is, and nobody's name.
fn is_role(said: &str) -> bool {
    let words: Vec<&str> = said.split_whitespace().collect();
    let is_title = words.len() <= 4 && words.iter().any(|word| super::names::is_title_word(word));
    is_title && !said.contains(',') && !words.first().is_some_and(|word| super::names::is_first_name(word))
}

/// Whoever signs as chair led the meeting.
fn chairs(name: &str, role: &str, people: &mut [Attending]) {
    let said = folded(role);
    let is_led = people.iter().any(|one| one.seat.role == Role::Chair);
    if let Some(one) =
        people.iter_mut().find(|one| one.name == name && one.seat.title.is_none()).filter(|_| is_chair(&said))
    {
        one.seat.title = Some(role.to_owned());
        if !is_led && one.seat.role == Role::Member {
            one.seat.role = if is_vice_chair(&said) { Role::ViceChair } else { Role::Chair };
        }
    }
}

/// The body's way with papers, as this one shows it.
fn style(parts: &Parts<'_>, head: &Head, own: &Own) -> Style {
    let mut style = Style { letterhead: head.letterhead.clone(), ..Style::default() };
    style.labels.when_and_where.clone_from(&head.when_label);
    let mut intros: Vec<String> = Vec::new();
    let mut clauses = (0, 0);
    let mut labels: Vec<String> = Vec::new();
    let (mut has_samt, mut decision_first, mut notes_first) = (false, 0, 0);
    for part in parts.under_items() {
        for decided in decisions_of(part, own) {
            if !intros.contains(&decided.intro) && !decided.intro.is_empty() {
                intros.push(decided.intro.clone());
            }
            let with_att =
                decided.clauses.iter().filter(|clause| super::headings::begins_clause(clause)).count();
            clauses = (clauses.0 + with_att, clauses.1 + decided.clauses.len());
            has_samt |= decided.clauses.iter().any(|clause| folded(clause).starts_with("samt "));
        }
        let place = |wanted: LineRole| part.rows.iter().position(|(_, role)| *role == wanted);
        match (place(LineRole::Decision), place(LineRole::Text)) {
            (Some(decision), Some(text)) if decision < text => decision_first += 1,
            (Some(_), Some(_)) => notes_first += 1,
            _ => {}
        }
        let said = part
            .rows
            .iter()
            .filter(|(_, role)| *role == LineRole::Text)
            .filter_map(|(row, _)| label(&row.text));
        labels.extend(
            said.filter(|found| found.label == Label::Notes && found.is_set_off)
                .map(|found| joined(found.printed)),
        );
    }
    if decision_first > notes_first {
        style.order = Order::DecisionFirst;
    }
    let items = parts.under_items().count();
    style.notes_label = labels
        .iter()
        .find(|label| labels.iter().filter(|one| one == label).count() * 2 > items)
        .cloned()
        .unwrap_or_default();
    if !intros.is_empty() {
        style.intros = intros;
        style.clause_start = if clauses.0 * 2 > clauses.1 { "att ".to_owned() } else { String::new() };
        style.joiner = if has_samt { "samt".to_owned() } else { String::new() };
    }
    style
}
