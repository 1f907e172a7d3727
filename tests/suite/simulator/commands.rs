//! What somebody at a desk may ask for next, by what the desk shows.

use klubba::meeting::Meeting;
use klubba::meeting::agenda::AgendaRow;
use klubba::meeting::assignment::AssignmentWords;
use klubba::meeting::author::Author;
use klubba::meeting::command::Command;
use klubba::meeting::item::{Item, ItemId};
use klubba::meeting::minutes::Stage;
use klubba::meeting::person::{Capacity, Role};
use klubba::meeting::running_text::TextPlace;

use super::random::Random;

/// A command of chance; `None` where there is nothing to act on.
pub fn command(
    meeting: &Meeting,
    by: &Author,
    is_in_a_hurry: bool,
    random: &mut Random,
) -> Option<Command> {
    if is_in_a_hurry && meeting.stage != Stage::Prepared && random.happens(300) {
        return Some(Command::CloseMeeting);
    }
    if meeting.stage == Stage::Prepared && random.happens(700) {
        return Some(Command::OpenNext { seen: meeting.open });
    }
    let items: Vec<&Item> = meeting.items().collect();
    let item = random.one_of(&items)?;
    match random.below(16) {
        0..=4 => Some(Command::RecordDecision {
            item: item.id,
            clauses: (0..=random.below(2)).map(|n| format!("att {n}")).collect(),
        }),
        5 | 6 => Some(note(item, random)),
        7 => Some(Command::OpenNext { seen: meeting.open }),
        8 => Some(assignment(item.id)),
        9 => on_what_stands(item, random),
        10 => Some(Command::AddItem {
            row: Box::new(AgendaRow {
                title: "Ny".to_owned(),
                ..AgendaRow::default()
            }),
            after: None,
        }),
        11 => Some(guest()),
        12 | 13 => meeting
            .undoable(by)
            .map(|entry| Command::Undo {
                entry: entry.clone(),
            })
            .filter(|_| random.happens(600)),
        14 => meeting.redoable(by).map(|entry| Command::Redo {
            entry: entry.clone(),
        }),
        _ => Some(Command::CloseMeeting),
    }
}

fn note(item: &Item, random: &mut Random) -> Command {
    Command::WriteText {
        place: TextPlace::Notes(item.id),
        before: item.notes.clone(),
        text: format!("{}x{}", item.notes, random.below(10)),
    }
}

fn assignment(item: ItemId) -> Command {
    Command::GiveAssignment {
        item,
        words: AssignmentWords {
            who: "Ada Ek".to_owned(),
            what: "skriva".to_owned(),
            due: String::new(),
            to: String::new(),
        },
    }
}

fn guest() -> Command {
    Command::AddPerson {
        name: "Gun Björk".to_owned(),
        capacity: Capacity {
            role: Role::Guest,
            represents: None,
            title: None,
        },
    }
}

/// Something about a decision or an assignment of the item.
fn on_what_stands(item: &Item, random: &mut Random) -> Option<Command> {
    if let (Some(assignment), true) = (item.assignments.first(), random.happens(500)) {
        return Some(Command::TickAssignment {
            assignment: assignment.id,
            done: !assignment.done,
        });
    }
    let decision = item.decisions.last()?;
    let clause = decision.clauses.last()?;
    Some(match random.below(3) {
        0 => Command::RecordClauses {
            decision: decision.id,
            texts: vec!["att mera".to_owned()],
        },
        1 => Command::CorrectClause {
            clause: clause.id,
            text: format!("{} rättat", clause.text),
        },
        _ => Command::WithdrawClause { clause: clause.id },
    })
}
