//! From the field to the ledger: `Enter` on a line, `Esc` out of a text.

use super::{Composer, Parked};
use crate::meeting::command::Command;
use crate::meeting::decision::DecisionId;
use crate::meeting::event::Event;
use crate::meeting::item::ItemId;
use crate::meeting::running_text::TextPlace;
use crate::meeting::text::list_items;
use crate::tui::desk::session::Session;
use crate::tui::desk::target::{TextTarget, WrittenText};

/// The result of leaving a line or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::desk) enum Left {
    /// The field stays open.
    Stays,
    /// The field is closed; its target.
    Ended(TextTarget),
}

impl Composer {
    /// Begins a clause, which already holds the style's beginning.
    pub(in crate::tui::desk) fn begin_clause(
        &mut self,
        item: ItemId,
        decision: Option<DecisionId>,
        session: &Session,
    ) {
        let start = &session.meeting().style.clause_start;
        self.begin(TextTarget::NewClause { item, decision }, start);
    }

    /// `Enter` on a line: a clause is recorded and the next begins; a bare one ends the decision.
    pub(in crate::tui::desk) fn accept(&mut self, session: &mut Session) -> Left {
        let Some(writing) = self.writing() else {
            return Left::Stays;
        };
        let text = writing.editor.text().to_owned();
        match writing.target {
            TextTarget::NewClause { .. } if writing.is_bare(&session.meeting().style) => {
                self.leave()
            }
            TextTarget::NewClause { item, decision } => {
                self.record_clauses(item, decision, vec![text], session);
                Left::Stays
            }
            TextTarget::Clause(clause) => {
                self.finish(Command::CorrectClause { clause, text }, session)
            }
            TextTarget::Intro(decision) => {
                let intro = text;
                self.finish(Command::CorrectIntro { decision, intro }, session)
            }
            TextTarget::Text(_) => Left::Stays,
        }
    }

    /// `Esc`: notes are recorded, an unfinished clause waits with its item, and a reworded line is
    /// recorded as it stands.
    pub(in crate::tui::desk) fn stop(&mut self, session: &mut Session) -> Left {
        let Some(writing) = self.writing() else {
            return Left::Stays;
        };
        let text = writing.editor.text().to_owned();
        match writing.target {
            TextTarget::Text(place) => self.finish_notes(place, text, session),
            TextTarget::NewClause { item, decision } => {
                if !writing.is_bare(&session.meeting().style) {
                    self.park(item, Parked { decision, text });
                    session.say("notice-parked");
                }
                self.leave()
            }
            TextTarget::Clause(_) | TextTarget::Intro(_) => self.accept(session),
        }
    }

    fn leave(&mut self) -> Left {
        self.end().map_or(Left::Stays, Left::Ended)
    }

    /// Pasted lines of which each is a clause: all are recorded at once, and the next begins. False
    /// where they are not, or something stands on the line.
    pub(in crate::tui::desk) fn record_pasted(
        &mut self,
        text: &str,
        session: &mut Session,
    ) -> bool {
        let Some(writing) = self.writing() else {
            return false;
        };
        let style = &session.meeting().style;
        let TextTarget::NewClause { item, decision } = writing.target else {
            return false;
        };
        let start = style.clause_start.trim().to_lowercase();
        let lines: Vec<String> = list_items(text).map(str::to_owned).collect();
        let is_clause = |line: &String| line.to_lowercase().starts_with(&start);
        let are_clauses = lines.len() > 1 && !start.is_empty() && lines.iter().all(is_clause);
        let is_taken = are_clauses && writing.is_bare(style);
        if is_taken {
            self.record_clauses(item, decision, lines, session);
        }
        is_taken
    }

    fn record_clauses(
        &mut self,
        item: ItemId,
        decision: Option<DecisionId>,
        texts: Vec<String>,
        session: &mut Session,
    ) {
        let written = WrittenText {
            target: TextTarget::NewClause { item, decision },
            text: texts.join("\n"),
        };
        let command = match decision {
            Some(decision) => Command::RecordClauses { decision, texts },
            None => Command::RecordDecision {
                item,
                clauses: texts,
            },
        };
        if let Some(events) = session.record_text(command, Some(written)) {
            let begun = events.iter().find_map(|event| match event {
                Event::DecisionBegun { decision, .. } => Some(*decision),
                _ => None,
            });
            self.begin_clause(item, begun.or(decision), session);
        }
    }

    /// Records a text that was reworded; as it was, it is simply left.
    fn finish(&mut self, command: Command, session: &mut Session) -> Left {
        let Some(writing) = self.writing() else {
            return Left::Stays;
        };
        if writing.editor.text() == writing.before {
            return self.leave();
        }
        let written = WrittenText {
            target: writing.target,
            text: writing.editor.text().to_owned(),
        };
        match session.record_text(command, Some(written)) {
            Some(_) => self.leave(),
            None => Left::Stays,
        }
    }

    fn finish_notes(&mut self, place: TextPlace, text: String, session: &mut Session) -> Left {
        let Some(writing) = self.writing() else {
            return Left::Stays;
        };
        let before = writing.before.clone();
        if text.trim_end() == before {
            return self.leave();
        }
        self.finish(
            Command::WriteText {
                place,
                before,
                text,
            },
            session,
        )
    }
}
