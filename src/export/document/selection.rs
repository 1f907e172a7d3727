//! Parts of a document: the extract of one item, or the decisions alone.

use super::{Document, DocumentItem, ItemPart};
use crate::words::Words;

/// No item, or more than one, has the name that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not exactly one item has that name; the items are {}", .labels.join(", "))]
pub struct ItemNotFound {
    /// The names of all items.
    pub labels: Vec<String>,
}

impl Document {
    /// Reduces the document to one item, named by its label or by the beginning of its title. The
    /// heading, the approval and the signatures stay; attendance and all other text is left out.
    ///
    /// # Errors
    /// When not exactly one item has that name.
    pub fn extract(mut self, label: &str, words: &Words) -> Result<Self, ItemNotFound> {
        let items = self.sections.iter().flat_map(|section| &section.items);
        let by_number = items
            .clone()
            .filter(|item| number(item).is_some_and(|number| number == plain(label)));
        let by_title = items
            .clone()
            .filter(|item| plain(&item.title).starts_with(&plain(label)));
        let found: Vec<&DocumentItem> = by_number.collect();
        let found = if found.is_empty() && !plain(label).is_empty() {
            by_title.collect()
        } else {
            found
        };
        let [item] = found.as_slice() else {
            return Err(ItemNotFound {
                labels: items.map(name_of).collect(),
            });
        };
        let item = (*item).clone();
        for section in &mut self.sections {
            section.items.retain(|one| *one == item);
        }
        self.sections.retain(|section| !section.items.is_empty());
        let extract = Some(words.say("paper-extract").into_owned());
        let attendance = Vec::new();
        Ok(Self {
            attendance,
            extract,
            ..self.without_running_text()
        })
    }

    /// Reduces the document to decisions, assignments and outcomes. Items without any of them are left
    /// out.
    #[must_use]
    pub fn decisions(mut self) -> Self {
        for section in &mut self.sections {
            for item in &mut section.items {
                item.parts.retain(|part| match part {
                    ItemPart::Decision { .. }
                    | ItemPart::Assignments(_)
                    | ItemPart::Outcome(_)
                    | ItemPart::Corrected(_) => true,
                    ItemPart::Presenters(_) | ItemPart::Attachments(_) | ItemPart::Notes { .. } => {
                        false
                    }
                });
            }
            section.items.retain(|item| !item.parts.is_empty());
        }
        self.sections.retain(|section| !section.items.is_empty());
        self.without_running_text()
    }

    fn without_running_text(self) -> Self {
        Self {
            opening: Vec::new(),
            closing: Vec::new(),
            next_meeting: None,
            ..self
        }
    }
}

/// Names an item by its number, or else by its title.
fn name_of(item: &DocumentItem) -> String {
    item.number.clone().unwrap_or_else(|| item.title.clone())
}

fn number(item: &DocumentItem) -> Option<String> {
    item.number.as_deref().map(plain)
}

/// Reduces a label to what one types: "§ 14" and "14." are both "14"; case does not count.
fn plain(label: &str) -> String {
    label
        .trim()
        .trim_start_matches('§')
        .trim_end_matches('.')
        .trim()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::export::fixture::rich;
    use crate::words::{Language, Words};

    #[test]
    fn an_extract_holds_one_item_and_says_that_it_is_one() {
        let words = Words::new(Language::Swedish);
        let document = rich().document();
        let extract = document
            .clone()
            .extract("gemensam", &words)
            .expect("one such item");
        let titles: Vec<&str> = extract
            .sections
            .iter()
            .flat_map(|section| &section.items)
            .map(|item| item.title.as_str())
            .collect();
        assert_eq!(titles.len(), 1, "{titles:?}");
        assert!(titles[0].starts_with("Gemensam"));
        assert_eq!(extract.extract.as_deref(), Some("Protokollsutdrag"));
        assert_eq!(extract.signatures, document.signatures);
        assert!(extract.attendance.is_empty() && extract.opening.is_empty());
        let several = document
            .clone()
            .extract("", &words)
            .expect_err("no name at all");
        assert_eq!(
            several.labels.len(),
            document
                .sections
                .iter()
                .map(|section| section.items.len())
                .sum::<usize>()
        );
    }

    #[test]
    fn a_label_is_found_as_it_is_printed_and_as_it_is_typed() {
        let words = Words::new(Language::Swedish);
        let document = rich().document();
        let numbered = document
            .sections
            .iter()
            .flat_map(|section| &section.items)
            .find(|item| item.number.is_some());
        let item = numbered.expect("a numbered item");
        let printed = item.number.clone().expect("a number");
        for typed in [
            printed.clone(),
            printed
                .trim_matches(|sign| sign == '.' || sign == '§')
                .trim()
                .to_owned(),
        ] {
            let extract = document
                .clone()
                .extract(&typed, &words)
                .expect("one such item");
            assert_eq!(extract.sections[0].items[0], *item, "{typed}");
        }
    }

    #[test]
    fn decisions_alone_leave_out_what_was_only_said() {
        let decisions = rich().document().decisions();
        let page = {
            use crate::export::markdown::{TEMPLATE, markdown};
            markdown(&decisions, TEMPLATE).expect("our template")
        };
        assert!(page.contains("att avtalet förlängs"), "{page}");
        assert!(!page.contains("Läget gicks igenom"), "{page}");
        assert!(!page.contains("Nästa möte"), "{page}");
    }
}
