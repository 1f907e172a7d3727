//! Who was there and who was not, as the rows of a paper say it, label by label.

use super::labels::{Label, label, meaning};
use super::names::is_title_word;
use super::people::{is_from_elsewhere, people};
use super::rows::{Row, cells, folded, joined};
use super::signatures::is_role;
use crate::meeting::attendance::RollCallMark;
use crate::meeting::imported_minutes::ImportedPerson;
use crate::meeting::person::{Capacity, Role};
use crate::meeting::style::Class;

/// The attendance of a paper.
#[derive(Debug, Default)]
pub struct AttendanceList {
    /// In printed order, once in each capacity.
    pub people: Vec<ImportedPerson>,
    /// Words that name nobody.
    pub left: Vec<String>,
    /// The label of each class, as printed.
    pub labels: Vec<(Class, String)>,
}

/// A label, what it means, and the text under it.
type AttendanceColumn = (String, (Class, Role), String);

/// "Närvarande   Frånvarande" over two columns of people: each column by itself, and the rows after.
fn columns<'a, 'b>(rows: &'a [&'b Row]) -> (Vec<AttendanceColumn>, &'a [&'b Row]) {
    let meant = |cell: &&str| match meaning(cell) {
        Some(Label::People(class, role)) => Some((class, role)),
        _ => None,
    };
    let head = rows.first().map(|row| cells(&row.text)).unwrap_or_default();
    let classes: Vec<(Class, Role)> = head.iter().filter_map(meant).collect();
    if head.len() < 2 || classes.len() != head.len() {
        return (Vec::new(), rows);
    }
    let under = rows
        .iter()
        .skip(1)
        .take_while(|row| label(&row.text).is_none())
        .count();
    let mut columns: Vec<AttendanceColumn> = head
        .iter()
        .zip(classes)
        .map(|(label, class)| ((*label).to_owned(), class, String::new()))
        .collect();
    for row in rows.iter().skip(1).take(under) {
        for ((_, _, text), cell) in columns.iter_mut().zip(cells(&row.text)) {
            text.push('\n');
            text.push_str(cell);
        }
    }
    (columns, rows.get(under + 1..).unwrap_or(&[]))
}

/// Reads the rows of the attendance list.
#[must_use]
pub fn attendance(rows: &[&Row]) -> AttendanceList {
    let mut all = AttendanceList::default();
    let (columns, rest) = columns(rows);
    for (printed, class, text) in columns {
        all.labels.push((class.0, printed.clone()));
        all.take(class, &printed, &text);
    }
    let rows = rest;
    let mut class = (Class::Present, Role::Member);
    let mut printed = String::new();
    let mut text = String::new();
    for row in rows {
        match label(&row.text) {
            Some(found)
                if matches!(
                    found.label,
                    Label::People(..) | Label::Verifiers | Label::Presenters
                ) =>
            {
                all.take(class, &printed, &text);
                joined(found.printed)
                    .trim_end_matches(':')
                    .clone_into(&mut printed);
                // "Förhinder", and under it "Ledamot: Bo Alm": a role, and the class as before.
                let is_role = is_role(&printed);
                class = match found.label {
                    Label::People(Class::Present, role)
                        if is_role && matches!(class.0, Class::Apologies | Class::Absent) =>
                    {
                        (class.0, role)
                    }
                    Label::People(class, role) => (class, role),
                    _ => (Class::Other, Role::Other),
                };
                all.labels.push((
                    class.0,
                    joined(found.printed).trim_end_matches(':').to_owned(),
                ));
                found.rest.clone_into(&mut text);
                if matches!(found.label, Label::Verifiers) {
                    // Whoever verifies is on the list already, or is named for that alone.
                    all.left.push(joined(&row.text));
                    text.clear();
                }
            }
            _ => {
                let cells = cells(&row.text);
                // "Tjänstgörande   Anna Ek" over "ersättare   Bo Alm": the label needed two rows.
                let goes_on =
                    cells.len() >= 2 && cells.first().is_some_and(|cell| meaning(cell).is_some());
                let said = if goes_on {
                    cells.get(1..).unwrap_or(&[]).join("  ")
                } else {
                    row.text.clone()
                };
                text.push('\n');
                text.push_str(&said);
            }
        }
    }
    all.take(class, &printed, &text);
    all
}

impl AttendanceList {
    fn take(&mut self, (class, role): (Class, Role), printed: &str, text: &str) {
        let list = people(text);
        let is_alone = list.people.len() == 1;
        self.left.extend(list.left.into_iter().chain(list.beside));
        for one in list.people {
            let title = one.title.clone();
            let said = [one.title.as_deref(), one.also.as_deref()]
                .map(Option::unwrap_or_default)
                .join(" ");
            let said = folded(&said);
            let role = match (class, role) {
                (Class::Present, Role::Member) if is_vice_chair(&said) => Role::ViceChair,
                (Class::Present, Role::Member) if is_chair(&said) => Role::Chair,
                (_, role) => role,
            };
            // "Ordförande: Anna Ek", "Ersättare: Bo Alm": the label is what each is.
            let is_singular = ["ordforande", "ordf", "ledamot"]
                .iter()
                .any(|one| folded(printed).ends_with(one));
            let named = is_singular && class != Class::Clerk && title.is_none() && is_alone;
            let title = if named {
                Some(printed.to_owned())
            } else {
                title
            };
            if named
                && let Some(known) = self.people.iter_mut().find(|known| known.name == one.name)
            {
                known.capacity.role = role;
                known.capacity.title = known.capacity.title.take().or(title);
                continue;
            }
            let mark = match class {
                Class::Apologies => RollCallMark::Apologies,
                Class::Absent => RollCallMark::Absent,
                _ if one.is_remote || is_from_elsewhere(printed) => RollCallMark::Remote,
                _ => RollCallMark::Present,
            };
            let capacity = Capacity {
                role,
                represents: one.represents,
                title,
            };
            // One who is named twice in the same capacity is one.
            let known = self.people.iter_mut().find(|known| {
                known.name == one.name && known.capacity.role == role && known.mark == mark
            });
            match known {
                Some(known) => {
                    known.capacity.represents =
                        known.capacity.represents.take().or(capacity.represents);
                }
                None => self.people.push(ImportedPerson {
                    name: one.name,
                    capacity,
                    mark,
                    from: one.from,
                    until: one.until,
                }),
            }
        }
    }
}

/// Whether a title says that its bearer leads the meeting.
#[must_use]
pub fn is_chair(title: &str) -> bool {
    title
        .split(' ')
        .any(|word| word == "ordforande" || word == "ordf")
}

/// Whether a title says that its bearer stands in for the chair.
#[must_use]
pub fn is_vice_chair(title: &str) -> bool {
    is_chair(title) && title.split(' ').any(|word| word == "vice" || word == "v")
}

/// "Charlotta Ek som är t f kommunchef i Vik": what the welcome says of somebody on the list.
pub fn told_elsewhere(people: &mut [ImportedPerson], opening: &str) {
    for one in people.iter_mut().filter(|one| one.capacity.title.is_none()) {
        let Some((_, said)) = opening.split_once(&format!("{} som är ", one.name)) else {
            continue;
        };
        let end = [" i ", " på ", " från ", ".", ","]
            .iter()
            .filter_map(|end| said.find(end))
            .min()
            .unwrap_or(said.len());
        let title = said.get(..end).unwrap_or_default().trim();
        let is_title = title.split_whitespace().any(is_title_word);
        if is_title && title.split_whitespace().count() <= 5 {
            one.capacity.title = Some(title.to_owned());
        }
    }
}
