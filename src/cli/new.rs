//! `klubba new`: the next agenda of a body, made from its last meetings, as a file to go through.

use std::io;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::ArgMatches;

use super::first_agenda::{self, first_agenda};
use super::{Answer, Task, shown_path};
use crate::book::agenda_writer::{Comments, write_new, written};
use crate::book::catalog::{Catalog, CatalogEntry};
use crate::book::files::MeetingFiles;
use crate::book::snapshot::load_snapshot;
use crate::book::stem_of;
use crate::export::outline::day;
use crate::meeting::due::day_in;
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::next_agenda::{Earlier, Ground, NextAgenda, Paper, Why, Wording, next_agenda};
use crate::tui::clock::Clock;
use crate::words::Words;

/// Makes the agenda, and prints where it lies.
pub(super) fn new(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let asked = said
        .get_one::<String>("date")
        .map(|date| day_asked(task, date))
        .transpose();
    match asked {
        Ok(asked) => make(
            task,
            said.get_one::<String>("from").map(String::as_str),
            asked,
        ),
        Err(answer) => answer,
    }
}

/// The same, to go on from a meeting, or from the newest; on a day, or on the one that is likely.
pub(super) fn make(task: &Task<'_>, from: Option<&str>, asked: Option<NaiveDate>) -> Answer {
    let (history, remarks) = match history(task, from) {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let earlier: Vec<Earlier<'_>> = history
        .iter()
        .map(|meeting| Earlier {
            stem: &meeting.files.stem,
            minutes: &meeting.minutes,
        })
        .collect();
    let next = earlier.first().and_then(|last| {
        let wording = wording(last.minutes, &task.words);
        next_agenda(&earlier, asked, &wording).map(|next| (*last, next))
    });
    let answer = match next {
        Some((last, next)) => {
            let stem = stem(last, next.agenda.date);
            put(
                task,
                &stem,
                &written(&next.agenda, &comments(last, &next, &task.words)),
            )
        }
        None => put_first(task, asked),
    };
    Answer {
        stderr: format!("{remarks}{}", answer.stderr),
        ..answer
    }
}

/// The day of `--date`: `2026-03-27`, or in words.
fn day_asked(task: &Task<'_>, date: &str) -> Result<NaiveDate, Answer> {
    let today = Clock::started_at(task.surroundings.now.as_deref())
        .now()
        .date_naive();
    let failed = || Answer {
        code: 2,
        ..task.failed("cli-no-such-value", &[("what", "--date"), ("value", date)])
    };
    day_in(date, today).ok_or_else(failed)
}

/// The body's meetings, from the one to go on from to the oldest, and what must be said of the choice.
fn history(
    task: &Task<'_>,
    from: Option<&str>,
) -> Result<(Vec<Arc<CatalogEntry>>, String), Answer> {
    let files = from.map(|name| task.meeting(name)).transpose()?;
    let shelf = task.shelf()?;
    let mut remarks = task.naming_unreadable(&shelf).stderr;
    let Some(files) = files else {
        return Ok((newest(task, &shelf, &mut remarks), remarks));
    };
    match shelf
        .meeting(&files.stem)
        .filter(|meeting| meeting.files.journal == files.journal)
    {
        Some(meeting) => Ok((back_from(&shelf, meeting), remarks)),
        None => Ok((vec![outside(task, files)?], remarks)),
    }
}

/// A meeting that lies outside the book, or cannot be read.
fn outside(task: &Task<'_>, files: MeetingFiles) -> Result<Arc<CatalogEntry>, Answer> {
    match load_snapshot(&files) {
        Ok(found) => Ok(Arc::new(CatalogEntry {
            files,
            minutes: found.minutes,
            head: found.head,
        })),
        Err(error) => Err(task.unreadable(&files.journal, error)),
    }
}

fn back_from(shelf: &Catalog, meeting: &CatalogEntry) -> Vec<Arc<CatalogEntry>> {
    let of_body = shelf.of_body(&meeting.minutes.heading.body.id);
    of_body
        .skip_while(|one| one.files.stem != meeting.files.stem)
        .cloned()
        .collect()
}

/// From the newest meeting that has begun; where the book has several bodies, that is said.
fn newest(task: &Task<'_>, shelf: &Catalog, remarks: &mut String) -> Vec<Arc<CatalogEntry>> {
    let meetings = shelf.meetings();
    let begun = meetings
        .iter()
        .find(|meeting| meeting.minutes.stage != Stage::Prepared);
    let Some(meeting) = begun.or(meetings.first()) else {
        return Vec::new();
    };
    let body = &meeting.minutes.heading.body;
    if meetings
        .iter()
        .any(|one| one.minutes.heading.body.id != body.id)
    {
        let with = [
            ("body", body.name.as_str()),
            ("meeting", meeting.files.stem.as_str()),
        ];
        remarks.push_str(&task.failed("new-of-several", &with).stderr);
    }
    back_from(shelf, meeting)
}

/// A book without meetings has no body to go on from: the agenda is one to change.
fn put_first(task: &Task<'_>, asked: Option<NaiveDate>) -> Answer {
    let today = Clock::started_at(task.surroundings.now.as_deref())
        .now()
        .date_naive();
    let agenda = first_agenda(asked, today, &task.words);
    let stem = stem_of(std::path::Path::new(&format!(
        "{}-{}.ron",
        agenda.date, agenda.body.id
    )));
    let answer = put(
        task,
        &stem,
        &written(&agenda, &first_agenda::comments(&task.words)),
    );
    Answer {
        stderr: format!("{}{}", task.failed("new-first", &[]).stderr, answer.stderr),
        ..answer
    }
}

/// Writes the file, unless something of that name is there.
fn put(task: &Task<'_>, stem: &str, text: &str) -> Answer {
    let path = task.book.agendas().join(format!("{stem}.ron"));
    let shown = shown_path(&path);
    if task.book.files(stem).journal.exists() {
        return task.failed("new-has-begun", &[("meeting", stem)]);
    }
    match write_new(&path, text) {
        Ok(()) => Answer::done(format!("{shown}\n")),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            task.failed("new-is-there", &[("path", &shown)])
        }
        Err(error) => task.failed(
            "export-not-written",
            &[("path", &shown), ("error", &error.to_string())],
        ),
    }
}

/// The day, and what the last meeting's name has beside its own day.
fn stem(last: Earlier<'_>, date: NaiveDate) -> String {
    let day = last.minutes.heading.date.to_string();
    let rest = last.stem.replacen(&day, "", 1).replace("--", "-");
    let rest = rest.trim_matches('-');
    let rest = if rest.is_empty() {
        last.minutes.heading.body.id.as_str()
    } else {
        rest
    };
    stem_of(std::path::Path::new(&format!("{date}-{rest}.ron")))
}

fn wording(last: &Minutes, words: &Words) -> Wording {
    let say = |message: &str| words.say(message).into_owned();
    Wording {
        minutes: Paper {
            title: say("new-minutes"),
            clause: say("new-minutes-clause"),
            sentence: say("new-minutes-sentence"),
        },
        notes: Paper {
            title: say("new-notes"),
            clause: say("new-notes-clause"),
            sentence: say("new-notes-sentence"),
        },
        // What people will edit has no spaces that only look like spaces.
        last_day: day(last.heading.date, words).replace('\u{a0}', " "),
        postponed: say("new-postponed"),
        referred_back: say("new-referred-back"),
        referred_to: say("new-referred-to"),
        untouched: say("new-untouched"),
        follow_up: say("new-follow-up"),
        item: say("new-item"),
        left: say("new-left"),
    }
}

/// What helps whoever goes through the file.
fn comments(last: Earlier<'_>, next: &NextAgenda, words: &Words) -> Comments {
    let say = |message: &str| words.say(message).into_owned();
    let about = |message: &str, what: &str| words.say_with(message, &[("what", what.into())]);
    let announced = last
        .minutes
        .next_meeting
        .as_ref()
        .map(|next| next.text.as_str())
        .unwrap_or_default();
    let ground = |ground: Ground| match ground {
        Ground::Announced => Some(about("new-comment-announced", announced)),
        Ground::Guessed => Some(say("new-comment-guessed")),
        Ground::Asked | Ground::AsBefore => None,
    };
    let is_elsewhere_said =
        |one: Ground| one == Ground::Announced && next.date == Ground::Announced;
    let mut before_rows = Vec::new();
    let carried = next.why.iter().position(|why| *why == Why::Carried);
    before_rows.extend(carried.map(|row| (row, vec![say("new-comment-carried")])));
    let follow_up = next.why.iter().position(|why| *why == Why::FollowUp);
    before_rows.extend(follow_up.map(|row| (row, vec![say("new-comment-follow-up")])));
    before_rows.push((
        next.room_for_matters,
        vec![say("new-comment-matters"), say("new-comment-sample")],
    ));
    Comments {
        head: vec![
            about("new-comment-head", last.stem),
            say("new-comment-check"),
        ],
        date: ground(next.date),
        hours: Some(next.hours)
            .filter(|hours| !is_elsewhere_said(*hours))
            .and_then(ground),
        place: match next.place {
            Ground::AsBefore => next
                .agenda
                .place
                .as_ref()
                .map(|_| say("new-comment-as-before")),
            place => Some(place)
                .filter(|place| !is_elsewhere_said(*place))
                .and_then(ground),
        },
        style: Some(say("new-comment-style")),
        people: Some(say("new-comment-people")),
        items: Some(say("new-comment-items")),
        before_rows,
    }
}
