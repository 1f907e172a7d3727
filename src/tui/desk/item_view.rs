//! The item as data, from top to bottom: what can be chosen in it, what is being written in its
//! place, and how each text matters. It knows nothing of width, colour or rows.

use super::composer::Composer;
use super::ledger::Ledger;
use super::target::{Target, TextTarget};
use crate::meeting::assignment::Assignment;
use crate::meeting::decision::Decision;
use crate::meeting::event::Event;
use crate::meeting::item::Item;
use crate::meeting::running_text::TextPlace;
use crate::meeting::style::ContentOrder;
use crate::meeting::time::ClockTime;
use crate::tui::wrap::width;
use crate::words::Words;
use crate::words::phrasing::outcome_sentence;

/// How a text matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Quiet,
    Heading,
    Warning,
}

/// A part of the view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ViewBlock {
    /// An empty row, except at the top.
    Gap,
    /// The title, where the frame is narrower than `needs` cells and cuts it.
    Title { text: String, needs: usize },
    /// A text; with a target it can be chosen.
    Text {
        target: Option<Target>,
        indent: usize,
        text: String,
        tone: Tone,
    },
    /// The text being written.
    Field { indent: usize },
}

/// The item that is looked at, or the text before or after the items.
#[derive(Debug, Default)]
pub(super) struct ItemView {
    pub(super) blocks: Vec<ViewBlock>,
}

/// The values that the view is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct ItemSource<'a> {
    /// The item that is looked at; `None` shows the text before the first.
    pub(super) item: Option<&'a Item>,
    pub(super) ledger: &'a Ledger,
    pub(super) composer: &'a Composer,
    pub(super) words: &'a Words,
    /// True when commands act on the item.
    pub(super) is_acted_on: bool,
}

impl ItemView {
    pub(super) fn build(source: ItemSource<'_>) -> Self {
        let mut builder = Builder {
            source,
            blocks: Vec::new(),
        };
        match (source.composer.target(), source.item) {
            (Some(TextTarget::Text(place @ (TextPlace::Opening | TextPlace::Closing))), _) => {
                builder.text(place);
            }
            (_, Some(item)) => builder.item(item),
            (_, None) => builder.text(TextPlace::Opening),
        }
        Self {
            blocks: builder.blocks,
        }
    }

    /// The targets that can be chosen, from top to bottom.
    pub(super) fn targets(&self) -> impl Iterator<Item = Target> {
        self.blocks.iter().filter_map(|block| match block {
            ViewBlock::Text { target, .. } => *target,
            ViewBlock::Gap | ViewBlock::Title { .. } | ViewBlock::Field { .. } => None,
        })
    }
}

struct Builder<'a> {
    source: ItemSource<'a>,
    blocks: Vec<ViewBlock>,
}

impl Builder<'_> {
    fn item(&mut self, item: &Item) {
        self.planned(item);
        match self.source.ledger.shown().style.order {
            ContentOrder::NotesFirst => {
                self.text(TextPlace::Notes(item.id));
                self.decisions(item);
            }
            ContentOrder::DecisionFirst => {
                self.decisions(item);
                self.text(TextPlace::Notes(item.id));
            }
        }
        self.returned();
        self.assignments(item);
        if let Some(outcome) = &item.outcome {
            let sentence = outcome_sentence(outcome, self.source.words);
            self.gap();
            self.put(None, 0, sentence, Tone::Heading);
        }
        self.origins(item);
        self.corrections(item);
    }

    fn say(&self, message: &str) -> String {
        self.source.words.say(message).into_owned()
    }

    fn gap(&mut self) {
        self.blocks.push(ViewBlock::Gap);
    }

    fn put(&mut self, target: Option<Target>, indent: usize, text: String, tone: Tone) {
        self.blocks.push(ViewBlock::Text {
            target,
            indent,
            text,
            tone,
        });
    }

    fn label(&mut self, text: String) {
        self.put(None, 0, text, Tone::Heading);
    }

    fn target(&mut self, target: Target, text: String, tone: Tone) {
        self.put(Some(target), 2, text, tone);
    }

    fn field(&mut self, indent: usize) {
        self.blocks.push(ViewBlock::Field { indent });
    }

    fn is_writing(&self, target: TextTarget) -> bool {
        self.source.composer.is_writing(target)
    }

    fn planned(&mut self, item: &Item) {
        self.blocks.push(ViewBlock::Title {
            text: item.title.clone(),
            needs: width(&item.title) + item.label.as_deref().map_or(0, width) + 20,
        });
        if !item.attachments.is_empty() {
            let label = self.say("paper-attachments");
            let attachments = format!("{label} {}", item.attachments.join("; "));
            self.put(None, 0, attachments, Tone::Quiet);
        }
        if !item.background.is_empty() {
            self.put(None, 0, item.background.clone(), Tone::Quiet);
        }
        if !item.proposal.is_empty() && item.decisions.is_empty() {
            self.gap();
            let label = if self.source.is_acted_on {
                "item-proposal"
            } else {
                "item-proposal-elsewhere"
            };
            self.label(self.say(label));
            for clause in &item.proposal {
                self.put(None, 2, clause.clone(), Tone::Quiet);
            }
        }
    }

    fn text(&mut self, place: TextPlace) {
        let meeting = self.source.ledger.shown();
        let text = meeting.text(place).unwrap_or_default().to_owned();
        let label = match (place, meeting.style.notes_label.as_str()) {
            (TextPlace::Notes(_), "") => self.say("item-notes"),
            (TextPlace::Notes(_), label) => label.to_owned(),
            (TextPlace::Opening | TextPlace::Closing, _) => String::new(),
        };
        self.gap();
        if !label.is_empty() {
            self.label(label);
        }
        let target = TextTarget::Text(place);
        if self.is_writing(target) {
            self.field(2);
        } else if text.is_empty() {
            let hint = self.say(if self.source.is_acted_on {
                "item-no-notes"
            } else {
                "item-no-notes-elsewhere"
            });
            self.target(Target::Text(target), hint, Tone::Quiet);
        } else {
            self.target(Target::Text(target), text, Tone::Plain);
        }
    }

    fn decisions(&mut self, item: &Item) {
        for decision in &item.decisions {
            self.decision(item, decision);
        }
        let new = TextTarget::NewClause {
            item: item.id,
            decision: None,
        };
        if self.is_writing(new) {
            let intro = self.source.ledger.shown().style.usual_intro();
            let intro = if intro.is_empty() { "–" } else { intro }.to_owned();
            self.gap();
            self.label(intro);
            self.field(2);
        } else if let Some(parked) = self.source.composer.parked().get(&item.id) {
            let target = Target::Text(TextTarget::NewClause {
                item: item.id,
                decision: parked.decision,
            });
            let text = parked.text.clone();
            self.gap();
            self.label(self.say("item-parked"));
            self.target(target, text, Tone::Warning);
        }
    }

    fn decision(&mut self, item: &Item, decision: &Decision) {
        self.gap();
        self.intro(decision);
        // While one more is being written, nobody knows yet which clause is the last.
        let goes_on = self.is_writing(TextTarget::NewClause {
            item: item.id,
            decision: Some(decision.id),
        });
        let style = &self.source.ledger.shown().style;
        let joiner = if goes_on { "" } else { &style.joiner };
        let printed = decision.printed(&style.clause_start, joiner);
        for (clause, text) in decision.clauses.iter().zip(printed) {
            let target = TextTarget::Clause(clause.id);
            if self.is_writing(target) {
                self.field(2);
                continue;
            }
            let is_pending = self.source.ledger.is_pending(|event| match event {
                Event::ClauseRecorded { clause: id, .. }
                | Event::ClauseCorrected { clause: id, .. } => *id == clause.id,
                _ => false,
            });
            let text = if is_pending {
                format!("{text} ⋯")
            } else {
                text.into_owned()
            };
            self.target(Target::Text(target), text, Tone::Plain);
        }
        if goes_on {
            self.field(2);
        }
    }

    fn intro(&mut self, decision: &Decision) {
        let target = TextTarget::Intro(decision.id);
        if self.is_writing(target) {
            self.field(0);
            return;
        }
        let (intro, tone) = match decision.intro.as_str() {
            "" => (self.say("item-no-intro"), Tone::Quiet),
            intro => (intro.to_owned(), Tone::Heading),
        };
        self.put(Some(Target::Text(target)), 0, intro, tone);
    }

    /// Texts that were refused after they had been shown: they stand here until they are taken up.
    fn returned(&mut self) {
        for (index, returned) in self.source.composer.returned().iter().enumerate() {
            self.gap();
            self.label(self.say("item-returned"));
            self.target(
                Target::Returned(index),
                returned.text.clone(),
                Tone::Warning,
            );
        }
    }

    fn assignments(&mut self, item: &Item) {
        if item.assignments.is_empty() {
            return;
        }
        self.gap();
        self.label(self.say("paper-assignments"));
        for assignment in &item.assignments {
            let text = assignment_line(assignment, self.source.words);
            self.target(Target::Assignment(assignment.id), text, Tone::Plain);
        }
    }

    /// The earlier meetings that had the matter; each can be opened.
    fn origins(&mut self, item: &Item) {
        if item.from.is_empty() {
            return;
        }
        self.gap();
        self.label(self.say("item-before"));
        for (index, origin) in item.from.iter().enumerate() {
            let name = origin.item.as_deref().map(|name| format!(", {name}"));
            let text = format!(
                "{}{}: {}",
                origin.meeting,
                name.unwrap_or_default(),
                origin.what
            );
            self.target(Target::Origin(item.id, index), text, Tone::Quiet);
        }
    }

    fn corrections(&mut self, item: &Item) {
        let mut corrections = self.source.ledger.shown().corrections.iter();
        if let Some(newest) = corrections.rfind(|correction| correction.item == Some(item.id)) {
            let when = ClockTime::at(newest.at).with_stop();
            let words = self.source.words;
            let mark = words.say_with("paper-corrected", &[("when", when.into())]);
            self.gap();
            self.put(None, 0, mark, Tone::Warning);
        }
    }
}

fn assignment_line(assignment: &Assignment, words: &Words) -> String {
    let nobody = words.say("item-nobody");
    let who = match assignment.who.as_str() {
        "" => &nobody,
        who => who,
    };
    let mut text = format!("{who}: {}", assignment.what);
    if let Some(due) = &assignment.due {
        text.push_str(", ");
        text.push_str(&due.text);
        if let Some(day) = due.date.filter(|day| !due.text.contains(&day.to_string())) {
            text = format!("{text} ({day})");
        }
    }
    if let Some(to) = &assignment.to {
        text.push_str(&words.say_with("paper-to", &[("to", to.as_str().into())]));
    }
    if assignment.done {
        format!("✓ {text}")
    } else {
        text
    }
}
