//! The ledger against a model: whatever happens, what is shown is what is confirmed with what waits
//! on top, in order, and a request asks for exactly what was shown.

use proptest::prelude::*;

use super::*;
use crate::meeting::agenda::Agenda;
use crate::meeting::author::Author;
use crate::meeting::item::ItemId;
use crate::meeting::running_text::TextPlace;
use crate::tui::desk::target::TextTarget;
use std::path::Path;

fn moment(seconds: i64) -> Timestamp {
    let start = Timestamp::parse_from_rfc3339("2026-02-27T09:00:00+01:00").expect("a moment");
    start + chrono::TimeDelta::seconds(seconds)
}

fn ids(prefix: &'static str) -> EntryIds {
    let mut number = 0;
    EntryIds::from_fn(move |_| {
        number += 1;
        EntryId(format!("{prefix}{number}"))
    })
}

/// A meeting of three items, the first of them open.
fn meeting() -> Meeting {
    let agenda = r#"(
        body: (id: "kd", name: "Gruppen"),
        date: "2026-02-27",
        items: [(title: "Ett"), (title: "Två"), (title: "Tre")],
    )"#;
    let agenda: Agenda = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(agenda)
        .expect("an agenda");
    let mut meeting = Meeting::default();
    let commands = [
        Command::TakeAgenda {
            agenda: Box::new(agenda),
            digest: String::new(),
        },
        Command::OpenNext { seen: None },
    ];
    for (number, command) in commands.into_iter().enumerate() {
        let events = decide(&meeting, &command, moment(0)).expect("a meeting that begins");
        meeting.apply(Entry {
            id: EntryId(format!("first{number}")),
            at: moment(0),
            by: Author::Secretary,
            events,
        });
    }
    meeting
}

fn ledger() -> Ledger {
    Ledger::new(meeting(), 2, ids("own"))
}

fn first_item(meeting: &Meeting) -> ItemId {
    meeting.items().next().expect("an item").id
}

fn decision(meeting: &Meeting, words: &str) -> Command {
    Command::RecordDecision {
        item: first_item(meeting),
        clauses: vec![format!("att {words}")],
    }
}

fn written(meeting: &Meeting, words: &str) -> WrittenText {
    WrittenText {
        target: TextTarget::NewClause {
            item: first_item(meeting),
            decision: None,
        },
        text: words.to_owned(),
    }
}

fn trouble(cause: Cause) -> StoreError {
    StoreError::new(cause, Path::new("m.journal"))
}

/// Something that happens to a ledger.
#[derive(Debug, Clone)]
enum Happening {
    Records(String),
    Notes(String),
    /// The recorder saves the first that waits.
    Saves,
    /// The recorder refuses one that waits, by its index.
    Refuses(usize),
    /// Somebody else decides something.
    Foreign(String),
    Fails(bool),
    /// An entry that is saved is reported once more.
    SavesAgain,
}

fn happening() -> impl Strategy<Value = Happening> {
    let words = "[a-z]{1,6}";
    prop_oneof![
        3 => words.prop_map(Happening::Records),
        1 => words.prop_map(Happening::Notes),
        3 => Just(Happening::Saves),
        1 => (0..4_usize).prop_map(Happening::Refuses),
        1 => words.prop_map(Happening::Foreign),
        1 => any::<bool>().prop_map(Happening::Fails),
        1 => Just(Happening::SavesAgain),
    ]
}

/// What a ledger should be: two lists of entries.
struct Model {
    confirmed: Vec<Arc<Entry>>,
    pending: Vec<Arc<Entry>>,
    texts: Vec<Option<WrittenText>>,
}

fn replayed(entries: impl Iterator<Item = Arc<Entry>>) -> Meeting {
    let mut meeting = meeting();
    entries.for_each(|entry| meeting.apply(entry));
    meeting
}

impl Model {
    /// Somebody else records a decision.
    fn foreign(&mut self, words: &str, at: Timestamp) -> Arc<Entry> {
        let confirmed = replayed(self.confirmed.iter().cloned());
        let events = decide(&confirmed, &decision(&confirmed, words), at).expect("a decision");
        let entry = Arc::new(Entry {
            id: EntryId(format!("foreign{}", self.confirmed.len())),
            at,
            by: "ordförande".into(),
            events,
        });
        self.confirmed.push(Arc::clone(&entry));
        entry
    }

    fn check(&self, ledger: &Ledger) {
        let confirmed = replayed(self.confirmed.iter().cloned());
        let shown = replayed(self.confirmed.iter().chain(&self.pending).cloned());
        assert_eq!(
            format!("{:?}", *confirmed),
            format!("{:?}", **ledger.confirmed())
        );
        assert_eq!(format!("{:?}", *shown), format!("{:?}", **ledger.shown()));
        assert_eq!(ledger.has_pending(), !self.pending.is_empty());
        let newest_first: Vec<&WrittenText> = self.texts.iter().rev().flatten().collect();
        assert_eq!(ledger.pending_texts().collect::<Vec<_>>(), newest_first);
        if self.pending.is_empty() {
            assert!(
                ledger.not_saved().is_none(),
                "nothing waits, so nothing is unsaved"
            );
        }
    }
}

/// Lets one thing happen to both.
fn happens(what: Happening, at: Timestamp, ledger: &mut Ledger, model: &mut Model) {
    match what {
        Happening::Records(words) => {
            let command = decision(ledger.shown(), &words);
            let text = Some(written(ledger.shown(), &words));
            record(&command, text, at, ledger, model);
        }
        Happening::Notes(text) => {
            let place = TextPlace::Notes(first_item(ledger.shown()));
            let before = ledger.shown().text(place).expect("an item").to_owned();
            let command = Command::WriteText {
                place,
                before,
                text,
            };
            record(&command, None, at, ledger, model);
        }
        Happening::Saves if !model.pending.is_empty() => {
            let entry = model.pending.remove(0);
            model.texts.remove(0);
            model.confirmed.push(Arc::clone(&entry));
            let seq = 2 + model.confirmed.len() as u64;
            ledger.confirm(Arc::clone(&entry), seq);
            assert_eq!(ledger.saved(), Some(Saved { at: entry.at, seq }));
        }
        Happening::Refuses(index) if index < model.pending.len() => {
            let entry = model.pending.remove(index);
            let text = model.texts.remove(index);
            assert_eq!(ledger.reject(&entry.id), text, "its words come back");
        }
        Happening::Foreign(words) => {
            let entry = model.foreign(&words, at);
            ledger.apply_foreign(entry);
        }
        Happening::Fails(is_kept) if !model.pending.is_empty() => {
            ledger.fail(trouble(Cause::Write), is_kept);
            assert!(ledger.not_saved().is_some());
        }
        Happening::SavesAgain => {
            if let Some(entry) = model.confirmed.last() {
                let seq = 2 + model.confirmed.len() as u64;
                ledger.confirm(Arc::clone(entry), seq);
            }
        }
        Happening::Saves | Happening::Refuses(_) | Happening::Fails(_) => {}
    }
}

fn record(
    command: &Command,
    text: Option<WrittenText>,
    at: Timestamp,
    ledger: &mut Ledger,
    model: &mut Model,
) {
    let before = ledger.shown().clone();
    let Ok(entry) = ledger.record(command, text.clone(), at) else {
        let after = format!("{:?}", **ledger.shown());
        assert_eq!(format!("{:?}", *before), after, "a refusal changes nothing");
        return;
    };
    let newest = ledger.shown().entries().last();
    assert_eq!(newest, Some(&entry), "given as shown");
    assert!(before.newest <= Some(entry.at), "time only goes on");
    model.pending.push(entry);
    model.texts.push(text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_shown_is_what_is_confirmed_with_what_waits_on_top(
        happenings in proptest::collection::vec(happening(), 0..24)
    ) {
        let mut ledger = ledger();
        let mut model = Model { confirmed: Vec::new(), pending: Vec::new(), texts: Vec::new() };
        for (seconds, what) in (1..).zip(happenings) {
            happens(what, moment(seconds), &mut ledger, &mut model);
            model.check(&ledger);
        }
    }
}

#[test]
fn what_the_rules_refuse_is_never_shown_nor_asked_for() {
    let mut ledger = ledger();
    let seen = Some(ItemId(999));
    let refused = ledger.record(&Command::OpenNext { seen }, None, moment(1));
    assert!(refused.is_err());
    assert!(!ledger.has_pending());
}

#[test]
fn an_entry_that_waits_behind_another_keeps_the_first_reason() {
    let mut ledger = ledger();
    for words in ["ett", "två"] {
        let command = decision(ledger.shown(), words);
        ledger
            .record(&command, None, moment(1))
            .expect("a decision");
    }
    ledger.fail(trouble(Cause::Sync), true);
    ledger.fail(trouble(Cause::Waiting), false);
    let not_saved = ledger.not_saved().expect("a reason");
    assert_eq!(not_saved.trouble.cause, Cause::Sync);
    assert!(!not_saved.is_kept, "not all of it is on this computer");
    ledger.fail(trouble(Cause::Locked), true);
    let not_saved = ledger.not_saved().expect("a reason");
    assert_eq!(
        not_saved.trouble.cause,
        Cause::Locked,
        "a new reason is told"
    );
}

#[test]
fn an_event_is_pending_until_its_entry_is_saved() {
    let mut ledger = ledger();
    let command = decision(ledger.shown(), "ett");
    let entry = ledger
        .record(&command, None, moment(1))
        .expect("a decision");
    let is_clause = |event: &Event| matches!(event, Event::ClauseRecorded { .. });
    assert!(ledger.is_pending(is_clause));
    ledger.confirm(entry, 3);
    assert!(!ledger.is_pending(is_clause));
}
