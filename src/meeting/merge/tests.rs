use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::meeting::agenda::{Agenda, AgendaRow};
use crate::meeting::author::Author;
use crate::meeting::command::Command;
use crate::meeting::rules::decide;
use crate::meeting::running_text::Splice;
use crate::meeting::time::Timestamp;

/// Somebody who writes, with the meeting as they see it.
#[derive(Clone)]
struct Writer {
    name: &'static str,
    meeting: Meeting,
}

fn moment(minute: usize) -> Timestamp {
    let first: Timestamp = "2026-02-27T09:00:00+01:00".parse().expect("a moment");
    first + chrono::TimeDelta::minutes(i64::try_from(minute).expect("a small number"))
}

impl Writer {
    fn new() -> Self {
        let agenda: Agenda = ron::from_str(
            r#"(body: (id: "kd", name: "KD"), date: "2026-02-27",
                items: [(title: "Ett"), (title: "Två"), (title: "Tre")])"#,
        )
        .expect("an agenda");
        let mut writer = Self {
            name: "gemensam",
            meeting: Meeting::default(),
        };
        writer.asks(&Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        });
        writer.asks(&Command::OpenNext { seen: None });
        writer
    }

    fn named(&self, name: &'static str) -> Self {
        Self {
            name,
            ..self.clone()
        }
    }

    fn asks(&mut self, command: &Command) {
        let count = self.meeting.entries().len();
        let at = moment(count);
        if let Ok(events) = decide(&self.meeting, command, at) {
            self.meeting.apply(Entry {
                id: EntryId(format!("{}-{count}", self.name)),
                at,
                by: Author::Secretary,
                events,
            });
        }
    }

    fn item(&self, place: usize) -> ItemId {
        let count = self.meeting.items().count();
        let mut items = self.meeting.items();
        items.nth(place % count).expect("an item").id
    }

    fn does_all(&mut self, things: Vec<(u8, usize)>) {
        for one in things {
            self.does(one);
        }
    }

    /// One of the things that a secretary does.
    fn does(&mut self, (what, place): (u8, usize)) {
        let item = self.item(place);
        let text = format!("att {} {}", self.name, self.meeting.entries().len());
        let decisions = || self.meeting.items().flat_map(|item| &item.decisions);
        let decision = decisions().nth(place).map(|decision| decision.id);
        let clause = decisions()
            .flat_map(|decision| &decision.clauses)
            .nth(place);
        let command = match (what, decision, clause) {
            (0, ..) => Command::RecordDecision {
                item,
                clauses: vec![text.clone(), format!("{text} b")],
            },
            (1, Some(decision), _) => Command::RecordClauses {
                decision,
                texts: vec![text],
            },
            (2, _, Some(clause)) => Command::CorrectClause {
                clause: clause.id,
                text,
            },
            (3, _, Some(clause)) => Command::WithdrawClause { clause: clause.id },
            (4, ..) => {
                let place = TextPlace::Notes(item);
                let before = self.meeting.text(place).unwrap_or_default().to_owned();
                let text = format!("{before}{text}. ");
                Command::WriteText {
                    place,
                    before,
                    text,
                }
            }
            (5, ..) => Command::AddItem {
                row: Box::new(AgendaRow {
                    title: text,
                    ..AgendaRow::default()
                }),
                after: Some(RowId::Item(item)),
            },
            (6, ..) => {
                let Some(entry) = self.meeting.undoable(&Author::Secretary).cloned() else {
                    return;
                };
                Command::Undo { entry }
            }
            _ => Command::OpenItem { item },
        };
        self.asks(&command);
    }
}

/// Brings in what a writer wrote since they parted; the refusals.
fn bring_in(
    into: &mut Meeting,
    from: &Writer,
    fork_point: &ForkPoint,
    common: usize,
) -> Vec<Refusal> {
    let mut merge = Merge::into(into, fork_point);
    let mut refusals = Vec::new();
    for entry in &from.meeting.entries()[common..] {
        match merge.entry(into, entry) {
            Ok(entry) => into.apply(entry),
            Err(refusal) => refusals.push(refusal),
        }
    }
    refusals
}

fn numbers_given(meeting: &Meeting) -> Vec<u32> {
    let entries = meeting.entries().iter();
    let events = entries.flat_map(|entry| &entry.events);
    events.filter_map(Event::number_given).collect()
}

/// The title of the item under which each clause stands, and the clauses beside it; the texts tell
/// who wrote what.
fn clauses(meeting: &Meeting) -> BTreeMap<String, (String, usize)> {
    let mut found = BTreeMap::new();
    for item in meeting.items() {
        for decision in &item.decisions {
            for (place, clause) in decision.clauses.iter().enumerate() {
                found.insert(clause.text.clone(), (item.title.clone(), place));
            }
        }
    }
    found
}

fn what() -> impl Strategy<Value = Vec<(u8, usize)>> {
    proptest::collection::vec((0..8_u8, 0..6_usize), 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn two_who_wrote_apart_never_share_a_number_and_nothing_moves_to_another_item(
        (before, ours, theirs, is_known) in (what(), what(), what(), any::<bool>())
    ) {
        let mut base = Writer::new();
        base.does_all(before);
        let common = base.meeting.entries().len();
        let (mut we, mut they) = (base.named("vi"), base.named("de"));
        we.does_all(ours);
        they.does_all(theirs);
        let last = base.meeting.entries().last().expect("an entry").id.clone();
        let fork_point = if is_known { ForkPoint::After(last) } else { ForkPoint::Unknown };
        let mut merged = we.meeting.clone();
        bring_in(&mut merged, &they, &fork_point, common);

        let mut numbers = numbers_given(&merged);
        numbers.sort_unstable();
        let given = numbers.len();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), given, "a number is given once");
        prop_assert_eq!(merged.orphans, 0);
        let (ours, theirs) = (clauses(&we.meeting), clauses(&they.meeting));
        for (text, (title, _)) in clauses(&merged) {
            let from = if text.contains("att de ") { &theirs } else { &ours };
            // What both changed may be as either has it.
            if let Some((own_title, _)) = from.get(&text) {
                prop_assert_eq!(&title, own_title, "{}", text);
            }
        }
    }

    #[test]
    fn what_nobody_has_gone_on_without_comes_in_as_it_was_written(
        (before, theirs) in (what(), what())
    ) {
        let mut base = Writer::new();
        base.does_all(before);
        let common = base.meeting.entries().len();
        let last = base.meeting.entries().last().expect("an entry").id.clone();
        let mut they = base.named("de");
        they.does_all(theirs);
        let mut merged = base.meeting.clone();
        let refusals = bring_in(&mut merged, &they, &ForkPoint::After(last), common);
        prop_assert_eq!(refusals, Vec::new());
        prop_assert_eq!(format!("{:?}", merged.minutes), format!("{:?}", they.meeting.minutes));
    }
}

/// Two who have parted behind the agenda and the first item, and the place where they did.
fn parted() -> (Writer, Writer, ForkPoint) {
    let base = Writer::new();
    let last = base.meeting.entries().last().expect("an entry").id.clone();
    (base.named("vi"), base.named("de"), ForkPoint::After(last))
}

fn decided(writer: &mut Writer, place: usize, clause: &str) {
    let item = writer.item(place);
    writer.asks(&Command::RecordDecision {
        item,
        clauses: vec![clause.to_owned()],
    });
}

#[test]
fn a_clause_added_apart_stays_in_the_decision_it_was_added_to() {
    let (mut we, mut they, fork_point) = parted();
    decided(&mut we, 0, "att vi");
    decided(&mut they, 1, "att de");
    let decision = they.meeting.items().nth(1).expect("an item").decisions[0].id;
    they.asks(&Command::RecordClauses {
        decision,
        texts: vec!["att de också".to_owned()],
    });
    let mut merged = we.meeting.clone();
    assert_eq!(bring_in(&mut merged, &they, &fork_point, 2), []);
    let texts = |place: usize| -> Vec<String> {
        let item = merged.items().nth(place).expect("an item");
        let clauses = item.decisions.iter().flat_map(|decision| &decision.clauses);
        clauses.map(|clause| clause.text.clone()).collect()
    };
    assert_eq!(texts(0), ["att vi"]);
    assert_eq!(texts(1), ["att de", "att de också"]);
}

#[test]
fn a_text_that_both_changed_and_a_step_after_a_step_are_refused() {
    let (mut we, mut they, fork_point) = parted();
    for (writer, text) in [(&mut we, "Vi."), (&mut they, "De.")] {
        let place = TextPlace::Notes(writer.item(0));
        writer.asks(&Command::WriteText {
            place,
            before: String::new(),
            text: text.to_owned(),
        });
        let item = writer.item(2);
        writer.asks(&Command::OpenItem { item });
    }
    let mut merged = we.meeting.clone();
    let refusals = bring_in(&mut merged, &they, &fork_point, 2);
    let expected = [Refusal::TextChangedMeanwhile, Refusal::ChangedMeanwhile];
    assert_eq!(refusals, expected);
    assert_eq!(
        format!("{:?}", merged.minutes),
        format!("{:?}", we.meeting.minutes)
    );
}

#[test]
fn what_rests_on_something_refused_or_lost_is_refused_too() {
    let (mut we, mut they, fork_point) = parted();
    decided(&mut we, 0, "att vi");
    decided(&mut they, 1, "att de");
    let clause = they.meeting.items().nth(1).expect("an item").decisions[0].clauses[0].id;
    they.asks(&Command::CorrectClause {
        clause,
        text: "att de rättar".to_owned(),
    });
    let entries = they.meeting.entries();
    let mut merge = Merge::into(&we.meeting, &fork_point);
    assert_eq!(
        merge.entry(&we.meeting, &entries[3]),
        Err(Refusal::Gone),
        "the decision is lost, and its number is somebody else's"
    );
}

#[test]
fn what_stands_already_is_passed_under_the_numbers_that_it_has_there() {
    let (mut we, mut they, fork_point) = parted();
    decided(&mut we, 0, "att vi");
    decided(&mut they, 1, "att de");
    let mut merged = we.meeting.clone();
    let entries = they.meeting.entries();
    let stands = Merge::into(&merged, &fork_point).entry(&merged, &entries[2]);
    merged.apply(stands.expect("a decision of its own"));
    let decision = they.meeting.items().nth(1).expect("an item").decisions[0].id;
    they.asks(&Command::RecordClauses {
        decision,
        texts: vec!["att de också".to_owned()],
    });
    let mut merge = Merge::into(&merged, &fork_point);
    let entries = they.meeting.entries();
    merge.note_known(&merged, &entries[2]);
    let clause = merge.entry(&merged, &entries[3]).expect("a clause");
    merged.apply(clause);
    let item = merged.items().nth(1).expect("an item");
    assert_eq!(item.decisions[0].clauses.len(), 2);
}

#[test]
fn nothing_enters_approved_minutes_and_an_approval_is_nobodys_to_bring() {
    let (mut we, mut they, fork_point) = parted();
    decided(&mut they, 1, "att de");
    let by = vec!["Ada Ek".to_owned()];
    for writer in [&mut we, &mut they] {
        writer.asks(&Command::CloseMeeting);
    }
    they.asks(&Command::Approve { by: by.clone() });
    let mut open = we.meeting.clone();
    let refusals = bring_in(&mut open, &they, &fork_point, 2);
    assert_eq!(
        refusals,
        [Refusal::ChangedMeanwhile, Refusal::ChangedMeanwhile],
        "closing and approval"
    );
    assert_eq!(open.stage, Stage::Closed);
    we.asks(&Command::Approve { by });
    let refusals = bring_in(&mut we.meeting, &they, &fork_point, 2);
    assert_eq!(refusals.first(), Some(&Refusal::Approved));
    assert_eq!(we.meeting.stage, Stage::Approved);
}

#[test]
fn an_insertion_from_nobody_knows_where_is_taken_in_at_the_end_alone() {
    let (mut we, _, _) = parted();
    let place = TextPlace::Notes(we.item(0));
    we.asks(&Command::WriteText {
        place,
        before: String::new(),
        text: "Vi.".to_owned(),
    });
    let put_at = |at: usize| Entry {
        id: EntryId(format!("de-{at}")),
        at: moment(9),
        by: Author::Secretary,
        events: vec![Event::TextChanged {
            place,
            splice: Splice {
                at,
                cut: String::new(),
                put: " De.".to_owned(),
            },
        }],
    };
    let mut merge = Merge::into(&we.meeting, &ForkPoint::Unknown);
    let refused = merge.entry(&we.meeting, &put_at(1));
    assert_eq!(refused, Err(Refusal::TextChangedMeanwhile));
    assert!(merge.entry(&we.meeting, &put_at(3)).is_ok());
}
