//! Time planned, time spent, and the forecast of the end.

use super::*;

fn clock(hour: &str) -> Timestamp {
    let moment = format!("2026-02-27T{hour}:00+01:00");
    moment.parse().expect("a moment")
}

/// The course at another hour.
fn at<'a>(course: &'a mut Course, hour: &str) -> &'a mut Course {
    course.now = clock(hour);
    course
}

fn forecast(course: &Course, hour: &str) -> Option<String> {
    let end = course.meeting.forecast(clock(hour))?;
    Some(end.format("%H:%M").to_string())
}

/// The agenda of the made-up meeting, changed.
fn agenda(change: impl FnOnce(&mut Agenda)) -> Agenda {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/meetings/vatten.ron");
    let mut agenda = agenda_file::read(path.as_ref())
        .expect("a good agenda")
        .agenda;
    change(&mut agenda);
    agenda
}

#[test]
fn the_end_is_forecast_from_the_time_that_each_item_has_left() {
    let mut course = Course::prepared();
    let ends = |course: &Course, hour: &str, end: &str| {
        assert_eq!(forecast(course, hour).as_deref(), Some(end), "at {hour}");
    };
    assert_eq!(course.meeting.planned_minutes(), 50);
    ends(&course, "08:00", "09:20");
    ends(&course, "08:40", "09:30");
    at(&mut course, "08:40").next().expect("an item of 5");
    ends(&course, "08:42", "09:30");
    ends(&course, "08:50", "09:35");
    at(&mut course, "08:50").next().expect("an item of 15");
    ends(&course, "08:55", "09:35");
    let withdrawn = Command::SetOutcome {
        item: course.id("Provtagning"),
        outcome: Some(Outcome {
            kind: OutcomeKind::Withdrawn,
            to: None,
            purpose: None,
        }),
    };
    at(&mut course, "08:55").ask(withdrawn).expect("withdrawn");
    assert_eq!(course.meeting.planned_minutes(), 30);
    ends(&course, "08:55", "09:15");
    let until = Some(clock("09:10"));
    let recess = Command::BeginRecess { until };
    course.ask(recess).expect("a recess");
    ends(&course, "08:58", "09:30");
    ends(&course, "09:15", "09:35");
    at(&mut course, "09:15")
        .ask(Command::EndRecess)
        .expect("on");
    let recess = Command::BeginRecess { until: None };
    course.ask(recess).expect("a recess without an end");
    ends(&course, "09:20", "09:40");
    course.ask(Command::CloseMeeting).expect("closed");
    assert_eq!(forecast(&course, "09:20"), None);
}

#[test]
fn where_nothing_is_planned_there_is_no_forecast() {
    let unplanned = agenda(|agenda| {
        for row in &mut agenda.items {
            row.minutes = None;
        }
    });
    let course = Course::with_agenda(unplanned, String::new());
    assert_eq!(course.meeting.planned_minutes(), 0);
    assert_eq!(forecast(&course, "08:00"), None);
    let unannounced = agenda(|agenda| agenda.starts = None);
    let course = Course::with_agenda(unannounced, String::new());
    assert_eq!(forecast(&course, "08:00").as_deref(), Some("08:50"));
}

#[test]
fn the_announced_length_needs_both_ends_in_their_order() {
    for (starts, ends, minutes) in [
        (Some("08:30"), Some("10:00"), Some(90)),
        (Some("08:30"), Some("08:31"), Some(1)),
        (Some("08:30"), Some("08:30"), None),
        (Some("08:30"), Some("08:00"), None),
        (Some("08:30"), None, None),
        (None, Some("10:00"), None),
    ] {
        let hour = |text: Option<&str>| text.map(|text| text.parse().expect("an hour"));
        let announced = agenda(|agenda| {
            agenda.starts = hour(starts);
            agenda.ends = hour(ends);
        });
        let course = Course::with_agenda(announced, String::new());
        let expected = minutes.map(TimeDelta::minutes);
        assert_eq!(course.meeting.announced(), expected, "{starts:?}–{ends:?}");
    }
}

#[test]
fn the_time_of_the_meeting_is_the_time_of_its_items_and_none_is_negative() {
    let mut course = Course::under_way();
    let spent = |course: &Course, title: &str| course.item(title).stopwatch.minutes(course.now);
    course.minutes(4).next().expect("item 2");
    course.minutes(3);
    assert_eq!(course.meeting.elapsed(course.now), TimeDelta::minutes(7));
    assert!(course.item("Reservvatten").stopwatch.is_running());
    assert!(!course.item("Öppnande").stopwatch.is_running());
    assert!(!course.item("Provtagning").stopwatch.is_running());
    assert!(!course.item("Provtagning").stopwatch.has_run());
    course.minutes(-5);
    assert_eq!(
        spent(&course, "Reservvatten"),
        0,
        "looked at before it was opened"
    );
    course.next().expect("item 4, by a clock that was put back");
    course.minutes(60);
    let stopwatch = &course.item("Reservvatten").stopwatch;
    assert!(stopwatch.has_run() && !stopwatch.is_running());
    assert_eq!(spent(&course, "Reservvatten"), 0);
    assert_eq!(spent(&course, "Provtagning"), 60);
}

#[test]
fn an_hour_is_of_the_day_it_is_asked_about_and_is_printed_in_two_ways() {
    let hour: klubba::meeting::time::ClockTime = "8:05".parse().expect("an hour");
    assert_eq!(hour.with_stop(), "08.05");
    assert_eq!(hour.to_string(), "08:05");
    assert_eq!(hour.minute_of_day(), 485);
    assert_eq!(hour.on_the_day_of(clock("23:59")), clock("08:05"));
    let moment = "2026-02-27T08:05:59+01:00".parse().expect("a moment");
    assert_eq!(klubba::meeting::time::ClockTime::at(moment), hour);
    assert_eq!(
        "23:59"
            .parse()
            .map(|hour: klubba::meeting::time::ClockTime| hour.minute_of_day()),
        Ok(1439)
    );
}

#[test]
fn a_silence_is_long_after_ten_minutes_and_only_while_the_meeting_runs() {
    let mut course = Course::under_way();
    course.minutes(10);
    assert_eq!(course.refusal(Command::Resume), Refusal::AlreadySo);
    course.now += TimeDelta::seconds(1);
    let events = course.ask(Command::Resume).expect("resumed");
    assert_eq!(events, [Event::MeetingResumed]);
    assert_eq!(course.item("Öppnande").stopwatch.minutes(course.now), 0);
    course.minutes(2);
    assert_eq!(course.item("Öppnande").stopwatch.minutes(course.now), 2);
    let recess = Command::BeginRecess { until: None };
    course.ask(recess).expect("a recess");
    course.minutes(60);
    assert_eq!(course.refusal(Command::Resume), Refusal::AlreadySo);
    let mut prepared = Course::prepared();
    prepared.minutes(60);
    assert_eq!(prepared.refusal(Command::Resume), Refusal::AlreadySo);
}
