//! `klubba new`: the next agenda of a body, made from its last meetings, as a file to go through.

use std::io;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;

use super::context::{Context, printable_path};
use super::first_agenda::{self, first_agenda};
use super::output::{Failure, Output, with_remarks};
use crate::book::agenda_writer::{Comments, write_new, written};
use crate::book::catalog::{Catalog, CatalogEntry};
use crate::book::files::MeetingFiles;
use crate::book::snapshot::load_snapshot;
use crate::book::stem_of;
use crate::meeting::calendar::day_in;
use crate::meeting::minutes::{Minutes, Stage};
use crate::meeting::next_agenda::{
    AgendaWording, EarlierMeeting, Ground, MinutesWording, NextAgenda, RowReason, next_agenda,
};
use crate::words::Words;
use crate::words::phrasing::day;

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[arg(long, value_name = "MEETING", help = "cli-new-from")]
    from: Option<String>,
    #[arg(long, value_name = "DATE", help = "cli-new-date")]
    date: Option<String>,
}

/// Makes the agenda, and prints where it lies.
pub(super) fn new(context: &Context<'_>, arguments: &NewArguments) -> Result<Output, Failure> {
    let date = context.date_option(arguments.date.as_deref())?;
    make(context, arguments.from.as_deref(), date)
}

/// Makes the agenda from a meeting, or without a name from the newest; for a day, or for the one that
/// is likely.
pub(super) fn make(
    context: &Context<'_>,
    from: Option<&str>,
    asked: Option<NaiveDate>,
) -> Result<Output, Failure> {
    let (history, remarks) = history(context, from)?;
    with_remarks(remarks, make_from(context, &history, asked))
}

fn make_from(
    context: &Context<'_>,
    history: &[Arc<CatalogEntry>],
    asked: Option<NaiveDate>,
) -> Result<Output, Failure> {
    let earlier: Vec<EarlierMeeting<'_>> = history
        .iter()
        .map(|meeting| EarlierMeeting {
            stem: &meeting.files.stem,
            minutes: &meeting.minutes,
        })
        .collect();
    let next = earlier.first().and_then(|last| {
        let wording = wording(last.minutes, &context.words);
        next_agenda(&earlier, asked, &wording).map(|next| (*last, next))
    });
    let Some((last, next)) = next else {
        return write_first(context, asked);
    };
    let text = written(&next.agenda, &comments(last, &next, &context.words));
    write(context, &stem(last, next.agenda.date), &text)
}

impl Context<'_> {
    /// Reads the day of `--date`: `2026-03-27`, or in words.
    pub(super) fn date_option(&self, date: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
        let day = |date| day_in(date, self.today()).ok_or_else(|| self.bad_value("--date", date));
        date.map(day).transpose()
    }
}

/// Reads the body's meetings, from the one to go on from to the oldest, with remarks on the choice.
fn history(
    context: &Context<'_>,
    from: Option<&str>,
) -> Result<(Vec<Arc<CatalogEntry>>, String), Failure> {
    let files = from.map(|name| context.meeting(name)).transpose()?;
    let shelf = context.shelf()?;
    let mut remarks = context.naming_unreadable(&shelf).stderr;
    let Some(files) = files else {
        return Ok((newest(context, &shelf, &mut remarks), remarks));
    };
    match shelf
        .meeting(&files.stem)
        .filter(|meeting| meeting.files.journal == files.journal)
    {
        Some(meeting) => Ok((back_from(&shelf, meeting), remarks)),
        None => Ok((vec![outside(context, files)?], remarks)),
    }
}

/// Reads a meeting that lies outside the book, or that the shelf could not read.
fn outside(context: &Context<'_>, files: MeetingFiles) -> Result<Arc<CatalogEntry>, Failure> {
    let found = load_snapshot(&files).map_err(|error| context.not_read(&files.journal, &error))?;
    Ok(Arc::new(CatalogEntry {
        files,
        minutes: found.minutes,
        head: found.head,
        integrity: found.integrity,
    }))
}

fn back_from(shelf: &Catalog, meeting: &CatalogEntry) -> Vec<Arc<CatalogEntry>> {
    let of_body = shelf.of_body(&meeting.minutes.heading.body.id);
    of_body
        .skip_while(|one| one.files.stem != meeting.files.stem)
        .cloned()
        .collect()
}

/// Goes on from the newest meeting that has begun; where the book has several bodies, a remark says
/// which was chosen.
fn newest(context: &Context<'_>, shelf: &Catalog, remarks: &mut String) -> Vec<Arc<CatalogEntry>> {
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
        remarks.push_str(&context.remark("new-of-several", &with));
    }
    back_from(shelf, meeting)
}

/// Writes an agenda to change: a book without meetings has no body to go on from.
fn write_first(context: &Context<'_>, asked: Option<NaiveDate>) -> Result<Output, Failure> {
    let agenda = first_agenda(asked, context.today(), &context.words);
    let stem = stem_of(std::path::Path::new(&format!(
        "{}-{}.ron",
        agenda.date, agenda.body.id
    )));
    let text = written(&agenda, &first_agenda::comments(&context.words));
    let remark = context.remark("new-first", &[]);
    with_remarks(remark, write(context, &stem, &text))
}

/// Writes the file, unless something of that name is there.
fn write(context: &Context<'_>, stem: &str, text: &str) -> Result<Output, Failure> {
    if context.book.files(stem).journal.exists() {
        return Err(context.failure("new-has-begun", &[("meeting", stem)]));
    }
    let path = context.book.agendas().join(format!("{stem}.ron"));
    let printable = printable_path(&path);
    match write_new(&path, text) {
        Ok(()) => Ok(Output::done(format!("{printable}\n"))),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(context.failure("new-is-there", &[("path", &printable)]))
        }
        Err(error) => Err(context.not_written(&path, &error)),
    }
}

/// Makes the name of the file: the day, and what the last meeting's name has beside its own day.
fn stem(last: EarlierMeeting<'_>, date: NaiveDate) -> String {
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

fn wording(last: &Minutes, words: &Words) -> AgendaWording {
    let say = |message: &str| words.say(message).into_owned();
    AgendaWording {
        minutes: MinutesWording {
            title: say("new-minutes"),
            clause: say("new-minutes-clause"),
            sentence: say("new-minutes-sentence"),
        },
        notes: MinutesWording {
            title: say("new-notes"),
            clause: say("new-notes-clause"),
            sentence: say("new-notes-sentence"),
        },
        // People will edit this text: it has ordinary spaces only.
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

/// Words the comments that help whoever goes through the file.
fn comments(last: EarlierMeeting<'_>, next: &NextAgenda, words: &Words) -> Comments {
    let say = |message: &str| words.say(message).into_owned();
    Comments {
        head: vec![
            words.say_with("new-comment-head", &[("what", last.stem.into())]),
            say("new-comment-check"),
        ],
        style: Some(say("new-comment-style")),
        people: Some(say("new-comment-people")),
        items: Some(say("new-comment-items")),
        before_rows: comments_on_rows(next, words),
        ..comments_on_time_and_place(last, next, words)
    }
}

/// Says where the day, the hours and the place come from, unless that is as the body usually meets.
/// An announcement is quoted once.
fn comments_on_time_and_place(
    last: EarlierMeeting<'_>,
    next: &NextAgenda,
    words: &Words,
) -> Comments {
    let announced = last.minutes.next_meeting.as_ref();
    let announced = announced.map_or("", |next| next.text.as_str());
    let comment = |ground: Ground| match ground {
        Ground::Announced => {
            Some(words.say_with("new-comment-announced", &[("what", announced.into())]))
        }
        Ground::Guessed => Some(words.say("new-comment-guessed").into_owned()),
        Ground::Asked | Ground::AsBefore => None,
    };
    let comment_beside_date = |ground: Ground| {
        let is_quoted = ground == Ground::Announced && next.date == Ground::Announced;
        comment(ground).filter(|_| !is_quoted)
    };
    let place = match next.place {
        Ground::AsBefore => {
            let place = next.agenda.place.as_ref();
            place.map(|_| words.say("new-comment-as-before").into_owned())
        }
        ground @ (Ground::Announced | Ground::Guessed | Ground::Asked) => {
            comment_beside_date(ground)
        }
    };
    Comments {
        date: comment(next.date),
        hours: comment_beside_date(next.hours),
        place,
        ..Comments::default()
    }
}

/// Explains the rows that follow: those carried over, the follow-up, and the room for new matters.
fn comments_on_rows(next: &NextAgenda, words: &Words) -> Vec<(usize, Vec<String>)> {
    let say = |message: &str| words.say(message).into_owned();
    let first_row = |why: RowReason| next.why.iter().position(|one| *one == why);
    let carried = first_row(RowReason::Carried).map(|row| (row, vec![say("new-comment-carried")]));
    let follow_up =
        first_row(RowReason::FollowUp).map(|row| (row, vec![say("new-comment-follow-up")]));
    let matters = (
        next.room_for_matters,
        vec![say("new-comment-matters"), say("new-comment-sample")],
    );
    carried
        .into_iter()
        .chain(follow_up)
        .chain([matters])
        .collect()
}
