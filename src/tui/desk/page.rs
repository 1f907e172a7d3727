//! The item as one text in rows: what can be chosen in it, and what is being written in its place.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::field::field;
use super::writing::Subject;
use super::{Desk, Pane};
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::decision::{ClauseId, Decision, DecisionId};
use crate::meeting::event::Event;
use crate::meeting::item::{Item, ItemId};
use crate::meeting::style::Order;
use crate::meeting::text::TextPlace;
use crate::meeting::time::ClockTime;
use crate::tui::colours::Look;
use crate::tui::wrap::{shown, width, wrap};
use crate::words::phrasing::outcome_sentence;

/// Something in the item that can be chosen and edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Notes, or the text before or after the items.
    Text(TextPlace),
    /// The words before a decision.
    Intro(DecisionId),
    /// A clause.
    Clause(ClauseId),
    /// An unfinished clause that waits.
    Parked(ItemId),
    /// An assignment.
    Assignment(AssignmentId),
    /// Words that were refused, by place.
    Returned(usize),
    /// Where the item was before: an item and the place among its origins.
    Origin(ItemId, usize),
}

/// The item as one text.
#[derive(Debug)]
pub(super) struct Page<'a> {
    desk: &'a Desk,
    look: Look,
    room: usize,
    pub(super) rows: Vec<Line<'static>>,
    pub(super) spots: Vec<Spot>,
    /// First row of each spot.
    pub(super) starts: Vec<usize>,
    /// First row of the chosen spot.
    pub(super) chosen_row: Option<usize>,
    pub(super) cursor: Option<(usize, usize)>,
}

impl Desk {
    /// What can be chosen in the item that is looked at, from top to bottom.
    pub(super) fn spots(&self) -> Vec<Spot> {
        self.page(self.item_room, Look::Plain).spots
    }

    pub(super) fn page(&self, room: usize, look: Look) -> Page<'_> {
        let mut page = Page {
            desk: self,
            look,
            room,
            rows: Vec::new(),
            spots: Vec::new(),
            starts: Vec::new(),
            chosen_row: None,
            cursor: None,
        };
        let place = self.writing.as_ref().map(|writing| writing.subject);
        match (place, self.looked_at().and_then(|id| self.shown.item(id))) {
            (Some(Subject::Text(place @ (TextPlace::Opening | TextPlace::Closing))), _) => {
                page.text(place)
            }
            (_, Some(item)) => page.item(item),
            (_, None) => page.text(TextPlace::Opening),
        }
        page
    }

    /// What can be chosen at a row of the item's text.
    pub(super) fn spot_at(&self, row: usize) -> Option<usize> {
        let starts = self.page(self.item_room, Look::Plain).starts;
        starts.iter().rposition(|start| *start <= row)
    }
}

impl Page<'_> {
    fn item(&mut self, item: &Item) {
        self.planned(item);
        match self.desk.shown.style.order {
            Order::NotesFirst => {
                self.text(TextPlace::Notes(item.id));
                self.decisions(item);
            }
            Order::DecisionFirst => {
                self.decisions(item);
                self.text(TextPlace::Notes(item.id));
            }
        }
        self.returned();
        self.assignments(item);
        if let Some(outcome) = &item.outcome {
            let sentence = outcome_sentence(outcome, &self.desk.words);
            self.blank();
            self.words(0, &sentence, self.look.heading());
        }
        self.origins(item);
        self.corrections(item);
    }

    fn say(&self, message: &str) -> String {
        self.desk.words.say(message).into_owned()
    }

    fn blank(&mut self) {
        if !self.rows.is_empty() {
            self.rows.push(Line::raw(""));
        }
    }

    fn label(&mut self, text: &str) {
        self.rows.push(Line::from(Span::styled(
            shown(text).into_owned(),
            self.look.heading(),
        )));
    }

    fn words(&mut self, indent: usize, text: &str, style: Style) {
        for row in wrap(text, self.room.saturating_sub(indent)) {
            let words = shown(row.of(text)).into_owned();
            self.rows.push(Line::from(vec![
                Span::raw(" ".repeat(indent)),
                Span::styled(words, style),
            ]));
        }
    }

    /// Words that can be chosen.
    fn spot(&mut self, spot: Spot, indent: usize, text: &str, style: Style) {
        let is_chosen = self.desk.pane == Pane::Item
            && self.desk.writing.is_none()
            && self.desk.spot == self.spots.len();
        self.spots.push(spot);
        let first = self.rows.len();
        self.starts.push(first);
        self.words(
            indent,
            text,
            if is_chosen {
                style.patch(self.look.chosen())
            } else {
                style
            },
        );
        if is_chosen {
            self.chosen_row = Some(first);
        }
    }

    /// What is being written, in its place.
    fn field(&mut self, indent: usize) {
        let Some(writing) = &self.desk.writing else {
            return;
        };
        let laid = field(
            &writing.editor,
            self.desk.suggestion(),
            self.room.saturating_sub(indent),
            self.look,
        );
        self.cursor = Some((self.rows.len() + laid.cursor.0, indent + laid.cursor.1));
        for line in laid.rows {
            let mut spans = vec![Span::raw(" ".repeat(indent))];
            spans.extend(line.spans);
            self.rows.push(Line::from(spans));
        }
    }

    fn is_writing(&self, subject: Subject) -> bool {
        self.desk
            .writing
            .as_ref()
            .is_some_and(|writing| writing.subject == subject)
    }

    fn planned(&mut self, item: &Item) {
        // A title that the frame has no room for is read here.
        if width(&item.title) + item.label.as_deref().map_or(0, width) + 20 > self.room {
            self.words(0, &item.title, self.look.heading());
        }
        if !item.attachments.is_empty() {
            let papers = format!(
                "{} {}",
                self.say("paper-attachments"),
                item.attachments.join("; ")
            );
            self.words(0, &papers, self.look.quiet());
        }
        if !item.background.is_empty() {
            self.words(0, &item.background, self.look.quiet());
        }
        if !item.proposal.is_empty() && item.decisions.is_empty() {
            self.blank();
            let label = self.say("item-proposal");
            self.label(&label);
            for clause in &item.proposal {
                self.words(2, clause, self.look.quiet());
            }
        }
    }

    fn text(&mut self, place: TextPlace) {
        let text = self.desk.shown.text(place).unwrap_or_default().to_owned();
        let is_written = self.is_writing(Subject::Text(place));
        self.blank();
        let label = match (place, self.desk.shown.style.notes_label.as_str()) {
            (TextPlace::Notes(_), "") => self.say("item-notes"),
            (TextPlace::Notes(_), label) => label.to_owned(),
            (TextPlace::Opening | TextPlace::Closing, _) => String::new(),
        };
        if !label.is_empty() {
            self.label(&label);
        }
        if is_written {
            self.field(2);
        } else if text.is_empty() {
            let hint = self.say("item-no-notes");
            self.spot(Spot::Text(place), 2, &hint, self.look.quiet());
        } else {
            self.spot(Spot::Text(place), 2, &text, Style::new());
        }
    }

    fn decisions(&mut self, item: &Item) {
        for decision in &item.decisions {
            self.decision(item, decision);
        }
        if self.is_writing(Subject::NewClause {
            item: item.id,
            decision: None,
        }) {
            self.blank();
            let intro = self.desk.shown.style.usual_intro().to_owned();
            self.label(if intro.is_empty() { "–" } else { &intro });
            self.field(2);
        } else if let Some(parked) = self.desk.parked.get(&item.id) {
            self.blank();
            let label = self.say("item-parked");
            self.label(&label);
            self.spot(Spot::Parked(item.id), 2, &parked.text, self.look.warning());
        }
    }

    fn decision(&mut self, item: &Item, decision: &Decision) {
        self.blank();
        if self.is_writing(Subject::Intro(decision.id)) {
            self.field(0);
        } else {
            let none = self.say("item-no-intro");
            let (intro, style) = match decision.intro.as_str() {
                "" => (none.as_str(), self.look.quiet()),
                intro => (intro, self.look.heading()),
            };
            self.spot(Spot::Intro(decision.id), 0, intro, style);
        }
        // While one more is being written, nobody knows yet which clause is the last.
        let goes_on = self.is_writing(Subject::NewClause {
            item: item.id,
            decision: Some(decision.id),
        });
        let style = &self.desk.shown.style;
        let printed = decision.printed(
            &style.clause_start,
            if goes_on { "" } else { &style.joiner },
        );
        for (clause, text) in decision.clauses.iter().zip(printed) {
            if self.is_writing(Subject::Clause(clause.id)) {
                self.field(2);
                continue;
            }
            let waits = self.desk.is_pending(|event| match event {
                Event::ClauseRecorded { clause: id, .. }
                | Event::ClauseCorrected { clause: id, .. } => *id == clause.id,
                _ => false,
            });
            let text = if waits {
                format!("{text} ⋯")
            } else {
                text.into_owned()
            };
            self.spot(Spot::Clause(clause.id), 2, &text, Style::new());
        }
        if goes_on {
            self.field(2);
        }
    }

    /// Words that were refused after they had been shown: they stand here until they are taken up.
    fn returned(&mut self) {
        for (place, returned) in self.desk.returned.iter().enumerate() {
            self.blank();
            let label = self.say("item-returned");
            self.label(&label);
            self.spot(
                Spot::Returned(place),
                2,
                &returned.text,
                self.look.warning(),
            );
        }
    }

    fn assignments(&mut self, item: &Item) {
        if item.assignments.is_empty() {
            return;
        }
        self.blank();
        let label = self.say("paper-assignments");
        self.label(&label);
        for assignment in &item.assignments {
            let text = self.assignment(assignment);
            self.spot(Spot::Assignment(assignment.id), 2, &text, Style::new());
        }
    }

    fn assignment(&self, assignment: &Assignment) -> String {
        let nobody = self.say("item-nobody");
        let who = if assignment.who.is_empty() {
            &nobody
        } else {
            &assignment.who
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
            text.push_str(
                &self
                    .desk
                    .words
                    .say_with("paper-to", &[("to", to.as_str().into())]),
            );
        }
        if assignment.done {
            format!("✓ {text}")
        } else {
            text
        }
    }

    /// The earlier meetings that had the matter; each can be opened.
    fn origins(&mut self, item: &Item) {
        if item.from.is_empty() {
            return;
        }
        self.blank();
        let label = self.say("item-before");
        self.label(&label);
        for (place, origin) in item.from.iter().enumerate() {
            let at = origin
                .item
                .as_deref()
                .map(|name| format!(", {name}"))
                .unwrap_or_default();
            let text = format!("{}{at}: {}", origin.meeting, origin.what);
            self.spot(Spot::Origin(item.id, place), 2, &text, self.look.quiet());
        }
    }

    fn corrections(&mut self, item: &Item) {
        let newest = self
            .desk
            .shown
            .corrections
            .iter()
            .rfind(|correction| correction.item == Some(item.id));
        if let Some(correction) = newest {
            let when = ClockTime::of(correction.at).with_stop();
            let mark = self
                .desk
                .words
                .say_with("paper-corrected", &[("when", when.into())]);
            self.blank();
            self.words(0, &mark, self.look.warning());
        }
    }
}
