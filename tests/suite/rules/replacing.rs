//! Words are found wherever they are written, and replaced in one place or in all, in one entry.

use klubba::meeting::find_words::{AssignmentPart, WordsFound, Written};

use super::*;

fn written_everywhere() -> Course {
    let mut course = Course::under_way();
    course
        .decide(
            "Öppnande",
            &["att tacka Johanson", "att Johanson och Johanson"],
        )
        .expect("decided");
    let item = course.id("Öppnande");
    let texts = [
        (TextPlace::Opening, "Johanson hälsade"),
        (
            TextPlace::Notes(item),
            "Anna Johanson\ntog upp Johansons skrift",
        ),
        (TextPlace::Closing, "Vid tangenterna: johanson"),
    ];
    for (place, text) in texts {
        let (before, text) = (String::new(), text.to_owned());
        course
            .ask(Command::WriteText {
                place,
                before,
                text,
            })
            .expect("written");
    }
    let words = AssignmentWords {
        who: "Johanson".to_owned(),
        what: "höra Johanson".to_owned(),
        due: "före Johanson 1 mars".to_owned(),
        to: "Johanson".to_owned(),
    };
    course
        .ask(Command::GiveAssignment { item, words })
        .expect("given");
    let decision = course.item("Öppnande").decisions[0].id;
    course
        .ask(Command::CorrectIntro {
            decision,
            intro: "Johanson beslutar".to_owned(),
        })
        .expect("corrected");
    course
}

fn replace(course: &mut Course, found: Vec<WordsFound>) -> Result<Vec<Event>, Refusal> {
    course.ask(Command::ReplaceWords {
        words: "Johanson".to_owned(),
        with: "Johansson".to_owned(),
        found,
    })
}

#[test]
fn words_are_found_in_the_order_of_the_minutes_capitals_counting() {
    let course = written_everywhere();
    let found = course.meeting.find_words("Johanson");
    let kinds: Vec<&str> = found
        .iter()
        .map(|one| match one.place {
            Written::Text(TextPlace::Opening) => "opening",
            Written::Text(TextPlace::Closing) => "closing",
            Written::Text(TextPlace::Notes(_)) => "notes",
            Written::Intro(_) => "intro",
            Written::Clause(_) => "clause",
            Written::Assignment(_, AssignmentPart::Who) => "who",
            Written::Assignment(_, AssignmentPart::What) => "what",
            Written::Assignment(_, AssignmentPart::Due) => "due",
            Written::Assignment(_, AssignmentPart::To) => "to",
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "opening", "notes", "notes", "intro", "clause", "clause", "clause", "who", "what",
            "due", "to"
        ]
    );
    assert_eq!(found[1].item, Some(course.id("Öppnande")));
    assert_eq!(found[0].item, None);
    assert!(course.meeting.find_words("").is_empty());
    assert!(course.meeting.find_words("Karlsson").is_empty());
}

#[test]
fn all_are_replaced_in_one_entry_and_one_undo_brings_them_back() {
    let mut course = written_everywhere();
    let before = course.meeting.clone();
    let found = course.meeting.find_words("Johanson");
    replace(&mut course, found).expect("replaced");
    assert!(course.meeting.find_words("Johanson").is_empty());
    assert_eq!(course.meeting.find_words("Johansson").len(), 11);
    let assignment = &course.item("Öppnande").assignments[0];
    assert_eq!(assignment.who, "Johansson");
    let due = assignment.due.clone().expect("a day");
    assert_eq!(due.text, "före Johansson 1 mars");
    assert_eq!(
        due.date.map(|day| day.to_string()).as_deref(),
        Some("2026-03-01")
    );
    let entry = course.meeting.undoable(&Author::Secretary).cloned();
    course
        .ask(Command::Undo {
            entry: entry.expect("an entry"),
        })
        .expect("undone");
    assert_eq!(course.meeting.rows, before.rows);
    assert_eq!(course.meeting.opening, before.opening);
}

#[test]
fn one_is_replaced_and_the_others_stand() {
    let mut course = written_everywhere();
    let found = course.meeting.find_words("Johanson");
    replace(&mut course, vec![found[6]]).expect("replaced");
    assert_eq!(
        course.clauses("Öppnande"),
        ["att tacka Johanson", "att Johanson och Johansson"]
    );
    replace(&mut course, vec![found[2]]).expect("replaced");
    assert_eq!(
        course.item("Öppnande").notes,
        "Anna Johanson\ntog upp Johanssons skrift"
    );
}

#[test]
fn what_stands_there_no_longer_is_not_replaced_and_nothing_else_is() {
    let mut course = written_everywhere();
    let found = course.meeting.find_words("Johanson");
    let before = course.meeting.rows.clone();
    let mut wrong = found.clone();
    wrong[5].at += 1;
    assert_eq!(
        replace(&mut course, wrong),
        Err(Refusal::TextChangedMeanwhile)
    );
    assert_eq!(replace(&mut course, Vec::new()), Err(Refusal::Empty));
    let same = Command::ReplaceWords {
        words: "Johanson".to_owned(),
        with: "Johanson".to_owned(),
        found: found.clone(),
    };
    assert_eq!(course.refusal(same), Refusal::AlreadySo);
    let empties = Command::ReplaceWords {
        words: "att tacka Johanson".to_owned(),
        with: String::new(),
        found: course.meeting.find_words("att tacka Johanson"),
    };
    assert_eq!(
        course.refusal(empties),
        Refusal::Empty,
        "a clause says something"
    );
    assert_eq!(course.meeting.rows, before);
}
