//! What is recorded moves, and becomes something else: together or not at all, and one undo.

use klubba::meeting::assignment::AssignmentId;
use klubba::meeting::decision::{ClauseId, DecisionId};
use klubba::meeting::passage::{Conversion, Destination, Direction, Passage, TextPassage};
use proptest::prelude::*;

use super::*;

impl Course {
    fn clause(&self, title: &str, index: usize) -> Passage {
        let clauses = self.item(title).decisions.iter();
        let clauses: Vec<ClauseId> = clauses
            .flat_map(|decision| &decision.clauses)
            .map(|clause| clause.id)
            .collect();
        Passage::Clause(clauses[index])
    }

    fn lines(&self, title: &str, words: &str) -> Passage {
        let item = self.item(title);
        Passage::Text(TextPassage {
            place: TextPlace::Notes(item.id),
            at: item.notes.find(words).expect("words that stand there"),
            words: words.to_owned(),
        })
    }

    fn note(&mut self, title: &str, text: &str) {
        let item = self.item(title);
        let (place, before) = (TextPlace::Notes(item.id), item.notes.clone());
        let text = text.to_owned();
        self.ask(Command::WriteText {
            place,
            before,
            text,
        })
        .expect("written");
    }

    fn shift(&mut self, passages: Vec<Passage>, to: Destination) -> Result<Vec<Event>, Refusal> {
        self.ask(Command::MovePassages { passages, to })
    }

    fn make(&mut self, passages: Vec<Passage>, into: Conversion) -> Result<Vec<Event>, Refusal> {
        self.ask(Command::ConvertPassages { passages, into })
    }
}

fn three_clauses() -> Course {
    let mut course = Course::under_way();
    course
        .decide("Öppnande", &["att a", "att b", "att c"])
        .expect("decided");
    course
}

const UP: Destination = Destination::Beside(Direction::Up);
const DOWN: Destination = Destination::Beside(Direction::Down);

#[test]
fn clauses_go_up_and_down_in_their_decision_one_or_several() {
    let mut course = three_clauses();
    let (a, b, c) = (
        course.clause("Öppnande", 0),
        course.clause("Öppnande", 1),
        course.clause("Öppnande", 2),
    );
    course.shift(vec![c.clone()], UP).expect("moved");
    assert_eq!(course.clauses("Öppnande"), ["att a", "att c", "att b"]);
    course
        .shift(vec![a.clone(), c.clone()], DOWN)
        .expect("moved");
    assert_eq!(course.clauses("Öppnande"), ["att b", "att a", "att c"]);
    course.shift(vec![a.clone(), c.clone()], UP).expect("moved");
    assert_eq!(course.clauses("Öppnande"), ["att a", "att c", "att b"]);
    assert_eq!(course.shift(vec![a], UP), Err(Refusal::NotMovable));
    assert_eq!(course.shift(vec![b], DOWN), Err(Refusal::NotMovable));
    assert_eq!(course.shift(Vec::new(), DOWN), Err(Refusal::Gone));
}

#[test]
fn a_clause_goes_to_another_item_under_the_same_words_and_a_whole_decision_as_it_is() {
    let mut course = three_clauses();
    let target = Destination::Item(course.id("Reservvatten"));
    let decision = course.item("Öppnande").decisions[0].id;
    let moved = vec![course.clause("Öppnande", 0), course.clause("Öppnande", 2)];
    course.shift(moved, target).expect("moved");
    assert_eq!(course.clauses("Öppnande"), ["att b"]);
    assert_eq!(course.clauses("Reservvatten"), ["att a", "att c"]);
    let intro = course.item("Reservvatten").decisions[0].intro.clone();
    assert_eq!(intro, course.item("Öppnande").decisions[0].intro);
    let last = vec![course.clause("Öppnande", 0)];
    let events = course.shift(last.clone(), target).expect("moved");
    assert_eq!(events.len(), 1, "the decision itself: {events:?}");
    assert!(course.item("Öppnande").decisions.is_empty());
    assert_eq!(course.item("Reservvatten").decisions[1].id, decision);
    assert_eq!(course.shift(last, target), Err(Refusal::AlreadySo));
    let gone = Destination::Item(ItemId(999));
    let clause = course.clause("Reservvatten", 0);
    assert_eq!(course.shift(vec![clause], gone), Err(Refusal::Gone));
}

#[test]
fn decisions_and_assignments_change_places_and_items() {
    let mut course = three_clauses();
    course.decide("Öppnande", &["att d"]).expect("decided");
    let second = Passage::Decision(course.item("Öppnande").decisions[1].id);
    course.shift(vec![second.clone()], UP).expect("moved");
    assert_eq!(
        course.clauses("Öppnande"),
        ["att d", "att a", "att b", "att c"]
    );
    let item = course.id("Öppnande");
    for what in ["ett", "två"] {
        let words = AssignmentWords {
            what: what.to_owned(),
            ..AssignmentWords::default()
        };
        course
            .ask(Command::GiveAssignment { item, words })
            .expect("given");
    }
    let two = Passage::Assignment(course.item("Öppnande").assignments[1].id);
    course.shift(vec![two.clone()], UP).expect("moved");
    assert_eq!(course.item("Öppnande").assignments[0].what, "två");
    assert_eq!(
        course.shift(vec![two.clone(), second.clone()], UP),
        Err(Refusal::NotMovable),
        "what is of two kinds has no one place"
    );
    let target = Destination::Item(course.id("Reservvatten"));
    course.shift(vec![two, second], target).expect("moved");
    assert_eq!(course.clauses("Reservvatten"), ["att d"]);
    assert_eq!(course.item("Reservvatten").assignments[0].what, "två");
}

#[test]
fn lines_of_a_note_go_to_another_item_and_leave_no_gap() {
    let mut course = three_clauses();
    course.note("Öppnande", "först\nsedan\nsist");
    course.note("Reservvatten", "här");
    let target = Destination::Item(course.id("Reservvatten"));
    let lines = vec![course.lines("Öppnande", "sedan")];
    course.shift(lines.clone(), target).expect("moved");
    assert_eq!(course.item("Öppnande").notes, "först\nsist");
    assert_eq!(course.item("Reservvatten").notes, "här\nsedan");
    assert_eq!(
        course.shift(lines, target),
        Err(Refusal::TextChangedMeanwhile)
    );
    let last = vec![course.lines("Öppnande", "sist")];
    course.shift(last, target).expect("moved");
    assert_eq!(course.item("Öppnande").notes, "först");
}

#[test]
fn notes_become_clauses_and_clauses_notes_and_either_an_assignment() {
    let mut course = three_clauses();
    course.note(
        "Reservvatten",
        "- bygga ledningen\n2. Kommunerna betalar.\natt mäta",
    );
    let all = course.item("Reservvatten").notes.clone();
    let lines = vec![course.lines("Reservvatten", &all)];
    course.make(lines, Conversion::Decision).expect("made");
    assert_eq!(course.item("Reservvatten").notes, "");
    assert_eq!(
        course.clauses("Reservvatten"),
        ["att bygga ledningen", "Kommunerna betalar.", "att mäta"]
    );
    let clauses = vec![
        course.clause("Reservvatten", 0),
        course.clause("Reservvatten", 2),
    ];
    course.make(clauses, Conversion::Notes).expect("made");
    assert_eq!(
        course.item("Reservvatten").notes,
        "att bygga ledningen\natt mäta"
    );
    assert_eq!(course.clauses("Reservvatten"), ["Kommunerna betalar."]);
    let words = AssignmentWords {
        who: "Bo Alm".to_owned(),
        what: "mäta".to_owned(),
        due: "15 mars".to_owned(),
        to: String::new(),
    };
    let line = vec![course.lines("Reservvatten", "att mäta")];
    course
        .make(line, Conversion::Assignment(words))
        .expect("made");
    assert_eq!(course.item("Reservvatten").notes, "att bygga ledningen");
    let assignment = Passage::Assignment(course.item("Reservvatten").assignments[0].id);
    course
        .make(vec![assignment], Conversion::Notes)
        .expect("made");
    assert_eq!(
        course.item("Reservvatten").notes,
        "att bygga ledningen\nBo Alm: mäta, 15 mars"
    );
    let clause = vec![course.clause("Reservvatten", 0)];
    assert_eq!(
        course.make(clause, Conversion::Decision),
        Err(Refusal::AlreadySo)
    );
    let gone = vec![Passage::Assignment(AssignmentId(999))];
    assert_eq!(course.make(gone, Conversion::Notes), Err(Refusal::Gone));
}

#[test]
fn what_is_moved_after_the_meeting_is_a_correction_of_the_item_that_it_comes_to() {
    let mut course = three_clauses();
    course.ask(Command::CloseMeeting).expect("closed");
    let target = course.id("Reservvatten");
    let moved = vec![course.clause("Öppnande", 0)];
    course
        .shift(moved, Destination::Item(target))
        .expect("moved");
    let corrected = course.meeting.corrections.iter();
    assert!(
        corrected
            .clone()
            .any(|correction| correction.item == Some(target))
    );
}

#[test]
fn what_names_nothing_that_is_there_changes_nothing() {
    let course = three_clauses();
    let decision = course.item("Öppnande").decisions[0].id;
    let clause = course.item("Öppnande").decisions[0].clauses[0].id;
    let item = course.id("Öppnande");
    let (none, nobody) = (DecisionId(999), ClauseId(999));
    for event in [
        Event::ClauseMoved {
            clause,
            decision: none,
            before: None,
        },
        Event::ClauseMoved {
            clause: nobody,
            decision,
            before: None,
        },
        Event::DecisionMoved {
            decision: none,
            item,
            before: None,
        },
        Event::DecisionMoved {
            decision,
            item: ItemId(999),
            before: None,
        },
        Event::AssignmentMoved {
            assignment: AssignmentId(999),
            item,
            before: None,
        },
    ] {
        let mut changed = course.meeting.clone();
        changed.apply(Entry {
            id: EntryId("x".to_owned()),
            at: course.now,
            by: Author::Secretary,
            events: vec![event.clone()],
        });
        assert_eq!(changed.rows, course.meeting.rows, "{event:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// However things are moved and made into others, no word is lost, and undo brings it all back.
    #[test]
    fn no_word_is_lost_by_moving_and_one_undo_brings_each_back(
        steps in proptest::collection::vec((0usize..12, 0usize..6, 0usize..3), 1..12)
    ) {
        let mut course = three_clauses();
        course.decide("Reservvatten", &["att d", "att e"]).expect("decided");
        course.note("Öppnande", "ord ett\nord två\nord tre");
        let titles = ["Öppnande", "Reservvatten", "Laget runt"];
        for (which, how, item) in steps {
            let passages = passages(&course.meeting);
            let Some(passage) = passages.get(which % passages.len().max(1)) else { continue };
            let passage = vec![passage.clone()];
            let before = course.meeting.clone();
            let to = Destination::Item(course.id(titles[item]));
            let asked = match how {
                0 => course.shift(passage, UP),
                1 => course.shift(passage, DOWN),
                2 | 3 => course.shift(passage, to),
                4 => course.make(passage, Conversion::Notes),
                _ => course.make(passage, Conversion::Decision),
            };
            prop_assert_eq!(words(&course.meeting), words(&before), "{:?}", asked);
            if asked.is_ok() {
                let entry = course.meeting.undoable(&Author::Secretary).cloned().expect("an entry");
                let mut back = course.meeting.clone();
                let events = decide(&back, &Command::Undo { entry }, course.now).expect("undone");
                back.apply(Entry {
                    id: EntryId("undo".to_owned()),
                    at: course.now,
                    by: Author::Secretary,
                    events,
                });
                prop_assert_eq!(&back.rows, &before.rows);
            }
        }
    }
}

/// All passages there are, and each line of a note.
fn passages(meeting: &Meeting) -> Vec<Passage> {
    let of_item = |item: &Item| {
        let clauses = item.decisions.iter().flat_map(|decision| &decision.clauses);
        let mut found: Vec<Passage> = clauses.map(|clause| Passage::Clause(clause.id)).collect();
        let decisions = item.decisions.iter();
        found.extend(decisions.map(|decision| Passage::Decision(decision.id)));
        let mut at = 0;
        for line in item.notes.lines() {
            let place = TextPlace::Notes(item.id);
            let words = line.to_owned();
            found.push(Passage::Text(TextPassage { place, at, words }));
            at += line.len() + 1;
        }
        found
    };
    meeting.items().flat_map(of_item).collect()
}

/// The words of everything that is recorded, in no order.
fn words(meeting: &Meeting) -> Vec<String> {
    let mut words: Vec<String> = meeting
        .items()
        .flat_map(|item| {
            let clauses = item.decisions.iter().flat_map(|decision| &decision.clauses);
            let clauses = clauses.map(|clause| clause.text.clone());
            let lines = item.notes.lines().map(str::to_owned);
            clauses.chain(lines).collect::<Vec<String>>()
        })
        .map(|words| words.trim_start_matches("att ").to_owned())
        .collect();
    words.sort();
    words
}
