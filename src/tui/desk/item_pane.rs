//! The item: presenter, papers, proposal, notes, decisions as they will be printed, assignments and
//! outcome, as one text that scrolls; what is being written stands in its own place in it.

use chrono::TimeDelta;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Paragraph, Widget};

use super::field::field;
use super::frame::put_cursor;
use super::writing::Subject;
use super::{Desk, Pane};
use crate::export::outline::outcome_sentence;
use crate::meeting::assignment::{Assignment, AssignmentId};
use crate::meeting::decision::{ClauseId, Decision, DecisionId};
use crate::meeting::event::Event;
use crate::meeting::item::{Item, ItemId};
use crate::meeting::style::Order;
use crate::meeting::text::TextPlace;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::tui::colours::Look;
use crate::tui::wrap::{fitted, shown, width, wrap};

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
}

/// The item as one text.
#[derive(Debug)]
struct Page<'a> {
    desk: &'a Desk,
    look: Look,
    room: usize,
    rows: Vec<Line<'static>>,
    spots: Vec<Spot>,
    /// First row of each spot.
    starts: Vec<usize>,
    /// First row of the chosen spot.
    chosen_row: Option<usize>,
    cursor: Option<(usize, usize)>,
}

impl Desk {
    /// What can be chosen in the item that is looked at, from top to bottom.
    pub(super) fn spots(&self) -> Vec<Spot> {
        self.page(self.item_room, Look::Plain).spots
    }

    fn page(&self, room: usize, look: Look) -> Page<'_> {
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
            (Some(Subject::Text(place @ (TextPlace::Opening | TextPlace::Closing))), _) => page.text(place),
            (_, Some(item)) => page.item(item),
            (_, None) => page.text(TextPlace::Opening),
        }
        page
    }

    pub(super) fn draw_item(&mut self, frame: &mut Frame<'_>, area: Rect, look: Look, now: Timestamp) {
        let item = self.looked_at().and_then(|id| self.shown.item(id)).cloned();
        let room = usize::from(area.width).saturating_sub(4);
        let times = item.as_ref().map(|item| times(item, now)).unwrap_or_default();
        let title = self.item_title(item.as_ref(), room.saturating_sub(times.len() + 4));
        let is_open = item.as_ref().is_some_and(|item| self.shown.open == Some(item.id));
        let title_style = if is_open { look.active() } else { look.heading() };
        let is_over =
            item.as_ref().is_some_and(|item| left(item, now).is_some_and(|left| left < TimeDelta::zero()));
        let time_style = if is_over { look.warning() } else { look.heading() };
        let mut block = self.pane(Pane::Item, look).title(Span::styled(format!(" {title} "), title_style));
        if !times.is_empty() {
            block = block.title(Line::from(Span::styled(format!(" {times} "), time_style)).right_aligned());
        }
        let inside = block.inner(area);
        block.render(area, frame.buffer_mut());
        let [head, _, text] = inside.layout(&Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Fill(1),
        ]));
        if let Some(item) = &item {
            Paragraph::new(self.head(item, usize::from(head.width), look, now))
                .render(head, frame.buffer_mut());
        }
        let text = Rect { x: text.x + 1, width: text.width.saturating_sub(2), ..text };
        self.item_room = usize::from(text.width);
        self.draw_page(frame, text, look);
    }

    fn draw_page(&mut self, frame: &mut Frame<'_>, area: Rect, look: Look) {
        let page = self.page(self.item_room, look);
        let height = usize::from(area.height).max(1);
        let focus = page.cursor.map(|(row, _)| row).or(page.chosen_row.filter(|_| self.scrolls_to_spot));
        let last = page.rows.len().saturating_sub(height);
        let scroll = match focus {
            Some(focus) => self.item_scroll.clamp((focus + 1).saturating_sub(height), focus),
            None => self.item_scroll,
        };
        let scroll = scroll.min(last);
        let more = page.rows.len().saturating_sub(scroll + height);
        let cursor = page.cursor;
        let rows: Vec<Line<'_>> = page.rows.into_iter().skip(scroll).take(height).collect();
        Paragraph::new(rows).render(area, frame.buffer_mut());
        if more > 0 {
            let below = Rect {
                x: area.right().saturating_sub(8),
                y: area.bottom(),
                width: 8.min(area.width),
                height: 1,
            };
            Paragraph::new(format!(" ↓ {more} "))
                .style(look.heading())
                .render(below.intersection(frame.area()), frame.buffer_mut());
        }
        if let Some((row, column)) = cursor {
            put_cursor(frame, area, row.saturating_sub(scroll), column);
        }
        self.item_scroll = scroll;
        self.places.item = (area, scroll);
    }

    /// What can be chosen at a row of the item's text.
    pub(super) fn spot_at(&self, row: usize) -> Option<usize> {
        let starts = self.page(self.item_room, Look::Plain).starts;
        starts.iter().rposition(|start| *start <= row)
    }

    fn item_title(&self, item: Option<&Item>, room: usize) -> String {
        let text = match (self.writing.as_ref().map(|writing| writing.subject), item) {
            (Some(Subject::Text(TextPlace::Opening)), _) | (_, None) => {
                self.words.say("pane-opening").into_owned()
            }
            (Some(Subject::Text(TextPlace::Closing)), _) => self.words.say("pane-closing").into_owned(),
            (_, Some(item)) => match &item.label {
                Some(label) => format!("{label}  {}", item.title),
                None => item.title.clone(),
            },
        };
        fitted(&text, room).into_owned()
    }

    /// The bar of time, and who presents.
    fn head(&self, item: &Item, room: usize, look: Look, now: Timestamp) -> Line<'static> {
        let mut spans = vec![Span::raw(" ")];
        if let Some(planned) = item.planned_minutes.filter(|planned| *planned > 0) {
            let cells = 24.min(room / 3);
            let spent = usize::try_from(item.stopwatch.elapsed(now).num_seconds()).unwrap_or(0);
            let filled = (spent * cells / (planned as usize * 60)).min(cells);
            let is_over = spent > planned as usize * 60;
            let style = if is_over { look.warning() } else { look.active() };
            spans.push(Span::styled("▇".repeat(filled), style));
            spans.push(Span::styled("░".repeat(cells - filled), look.quiet()));
            spans.push(Span::raw("  "));
        }
        if !item.presenters.is_empty() {
            let used: usize = spans.iter().map(Span::width).sum();
            let label = self.words.say("paper-presenters").into_owned();
            let names = item.presenters.join("; ");
            let names = fitted(&names, room.saturating_sub(used + label.chars().count() + 2));
            spans.push(Span::styled(format!("{label} "), look.quiet()));
            spans.push(Span::raw(names.into_owned()));
        }
        Line::from(spans)
    }
}

/// What is left of the planned time.
fn left(item: &Item, now: Timestamp) -> Option<TimeDelta> {
    item.planned_minutes.map(|planned| TimeDelta::minutes(i64::from(planned)) - item.stopwatch.elapsed(now))
}

/// Spent and planned; beyond the plan it is counted up from there.
fn times(item: &Item, now: Timestamp) -> String {
    let spent = item.stopwatch.elapsed(now);
    let clock = |length: TimeDelta| format!("{:02}:{:02}", length.num_minutes(), length.num_seconds() % 60);
    match (left(item, now), item.planned_minutes) {
        (Some(left), Some(planned)) if left < TimeDelta::zero() => format!("+{} / {planned}", clock(-left)),
        (_, Some(planned)) => format!("{} / {planned}", clock(spent)),
        (_, None) if item.stopwatch.has_run() => clock(spent),
        (_, None) => String::new(),
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
        self.rows.push(Line::from(Span::styled(shown(text).into_owned(), self.look.heading())));
    }

    fn words(&mut self, indent: usize, text: &str, style: Style) {
        for row in wrap(text, self.room.saturating_sub(indent)) {
            let words = shown(row.of(text)).into_owned();
            self.rows.push(Line::from(vec![Span::raw(" ".repeat(indent)), Span::styled(words, style)]));
        }
    }

    /// Words that can be chosen.
    fn spot(&mut self, spot: Spot, indent: usize, text: &str, style: Style) {
        let is_chosen =
            self.desk.pane == Pane::Item && self.desk.writing.is_none() && self.desk.spot == self.spots.len();
        self.spots.push(spot);
        let first = self.rows.len();
        self.starts.push(first);
        self.words(indent, text, if is_chosen { style.patch(self.look.chosen()) } else { style });
        if is_chosen {
            self.chosen_row = Some(first);
        }
    }

    /// What is being written, in its place.
    fn field(&mut self, indent: usize) {
        let Some(writing) = &self.desk.writing else { return };
        let laid =
            field(&writing.editor, self.desk.suggestion(), self.room.saturating_sub(indent), self.look);
        self.cursor = Some((self.rows.len() + laid.cursor.0, indent + laid.cursor.1));
        for line in laid.rows {
            let mut spans = vec![Span::raw(" ".repeat(indent))];
            spans.extend(line.spans);
            self.rows.push(Line::from(spans));
        }
    }

    fn is_writing(&self, subject: Subject) -> bool {
        self.desk.writing.as_ref().is_some_and(|writing| writing.subject == subject)
    }

    fn planned(&mut self, item: &Item) {
        // A title that the frame has no room for is read here.
        if width(&item.title) + item.label.as_deref().map_or(0, width) + 20 > self.room {
            self.words(0, &item.title, self.look.heading());
        }
        for origin in &item.from {
            self.words(0, &format!("{}: {}", origin.meeting, origin.what), self.look.quiet());
        }
        if !item.attachments.is_empty() {
            let papers = format!("{} {}", self.say("paper-attachments"), item.attachments.join("; "));
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
        if self.is_writing(Subject::NewClause { item: item.id, decision: None }) {
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
        let goes_on = self.is_writing(Subject::NewClause { item: item.id, decision: Some(decision.id) });
        let style = &self.desk.shown.style;
        let printed = decision.printed(&style.clause_start, if goes_on { "" } else { &style.joiner });
        for (clause, text) in decision.clauses.iter().zip(printed) {
            if self.is_writing(Subject::Clause(clause.id)) {
                self.field(2);
                continue;
            }
            let waits = self.desk.is_pending(|event| match event {
                Event::ClauseRecorded { clause: id, .. } | Event::ClauseCorrected { clause: id, .. } => {
                    *id == clause.id
                }
                _ => false,
            });
            let text = if waits { format!("{text} ⋯") } else { text.into_owned() };
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
            self.spot(Spot::Returned(place), 2, &returned.text, self.look.warning());
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
        let who = if assignment.who.is_empty() { &nobody } else { &assignment.who };
        let mut text = format!("{who}: {}", assignment.what);
        if let Some(due) = &assignment.due {
            text.push_str(", ");
            text.push_str(&due.text);
            if let Some(day) = due.date.filter(|day| !due.text.contains(&day.to_string())) {
                text = format!("{text} ({day})");
            }
        }
        if let Some(to) = &assignment.to {
            text.push_str(&self.desk.words.say_with("paper-to", &[("to", to.as_str().into())]));
        }
        if assignment.done { format!("✓ {text}") } else { text }
    }

    fn corrections(&mut self, item: &Item) {
        let newest = self.desk.shown.corrections.iter().rfind(|correction| correction.item == Some(item.id));
        if let Some(correction) = newest {
            let when = ClockTime::of(correction.at).with_stop();
            let mark = self.desk.words.say_with("paper-corrected", &[("when", when.into())]);
            self.blank();
            self.words(0, &mark, self.look.warning());
        }
    }
}
