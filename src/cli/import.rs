//! `klubba import`: earlier minutes become meetings of the book. One that cannot be read does not stop
//! the others; one that is in the book already is noticed.

mod extract;
mod told;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;

use super::{Answer, Task, shown_path};
use crate::book::catalog::Catalog;
use crate::book::recorder::{Recorder, Request, fresh_id};
use crate::book::source_file::{SourceFile, SourceFileError, keep_original, read_source_file};
use crate::book::stem_of;
use crate::import::doubts::Doubt;
use crate::import::understood::{Understood, read, slug};
use crate::meeting::agenda::Body;
use crate::meeting::command::Command;
use crate::meeting::due::day_in;
use crate::meeting::paper::Line;
use crate::tui::clock::Clock;
use crate::tui::desk::BY;

pub(super) use extract::extract;
use extract::{NotExtracted, lines_of};

/// What was asked for.
struct Wish {
    is_dry: bool,
    body: Option<String>,
    date: Option<NaiveDate>,
}

/// What became of a paper.
enum Became {
    /// A meeting of this stem.
    Meeting(String),
    /// It was in the book already, as this meeting.
    Known(String),
    /// It was only looked at.
    Looked(String),
    /// Nothing, for this reason.
    Refused(String),
}

/// Takes papers in, and prints the stems of the meetings.
pub(super) fn import(task: &Task<'_>, said: &ArgMatches) -> Answer {
    let files: Vec<PathBuf> = said
        .get_many("files")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let today = Clock::started_at(task.surroundings.now.as_deref())
        .now()
        .date_naive();
    let asked = said.get_one::<String>("date");
    let date = asked.map(|date| day_in(date, today));
    if date == Some(None) {
        let value = asked.map_or("", String::as_str);
        return Answer {
            code: 2,
            ..task.failed("cli-no-such-value", &[("what", "--date"), ("value", value)])
        };
    }
    let body = said.get_one::<String>("body").cloned();
    if let Some(body) = body
        .as_deref()
        .filter(|body| slug(body) != **body || body.is_empty())
    {
        return Answer {
            code: 2,
            ..task.failed("cli-no-such-value", &[("what", "--body"), ("value", body)])
        };
    }
    let wish = Wish {
        is_dry: said.get_flag("dry-run"),
        body,
        date: date.flatten(),
    };
    match task.shelf() {
        Ok(shelf) => import_all(task, &files, &wish, shelf),
        Err(answer) => answer,
    }
}

fn import_all(task: &Task<'_>, files: &[PathBuf], wish: &Wish, mut shelf: Catalog) -> Answer {
    let mut answer = Answer::default();
    let (mut made, mut known, mut refused) = (0, 0, 0);
    for (place, path) in files.iter().enumerate() {
        progress(task, place + 1, files.len(), path);
        match import_one(task, path, wish, &mut shelf, &mut answer.stderr) {
            Became::Meeting(stem) => {
                made += 1;
                answer.stdout.extend(format!("{stem}\n").into_bytes());
            }
            Became::Looked(page) => {
                made += 1;
                answer.stdout.extend(page.into_bytes());
            }
            Became::Known(stem) => {
                known += 1;
                let path = shown_path(path);
                let known_as = [("path", path.as_str()), ("meeting", stem.as_str())];
                answer
                    .stderr
                    .push_str(&task.failed("import-known", &known_as).stderr);
            }
            Became::Refused(why) => {
                refused += 1;
                answer.code = 1;
                answer.stderr.push_str(&why);
            }
        }
    }
    if files.len() > 1 {
        let counts = [
            ("made", made.into()),
            ("known", known.into()),
            ("refused", refused.into()),
        ];
        let summary = task.words.say_with("import-summary", &counts);
        answer.stderr.extend(["klubba: ", &summary, "\n"]);
    }
    answer
}

/// Whoever waits for many sees how far it has come; what is piped on holds nothing of it.
fn progress(task: &Task<'_>, place: usize, all: usize, path: &Path) {
    if all > 1 && task.surroundings.is_terminal {
        // Nobody who looks: nothing to tell.
        let _ = writeln!(std::io::stderr(), "{place}/{all} {}", shown_path(path));
    }
}

fn import_one(
    task: &Task<'_>,
    path: &Path,
    wish: &Wish,
    shelf: &mut Catalog,
    remarks: &mut String,
) -> Became {
    let refused = |answer: Answer| Became::Refused(answer.stderr);
    let taken = match read_source_file(path) {
        Ok(taken) => taken,
        Err(why) => return refused(task.not_taken(path, &why)),
    };
    let is_same = |digest: &str| digest == taken.digest;
    let known = shelf.meetings().iter().find(|meeting| {
        meeting
            .minutes
            .imported
            .as_ref()
            .is_some_and(|origin| is_same(&origin.digest))
    });
    if let Some(known) = known.filter(|_| !wish.is_dry) {
        return Became::Known(known.files.stem.clone());
    }
    let lines = match lines_of(&taken) {
        Ok(lines) => lines,
        Err(why) => return refused(task.not_extracted(path, &why)),
    };
    let understood = understood(lines, &taken, wish);
    if wish.is_dry {
        return Became::Looked(told::told(
            &understood,
            &task.words,
            task.surroundings.is_terminal,
        ));
    }
    if understood.doubts.contains(&Doubt::NoDate) {
        return refused(task.failed("import-no-date", &[("path", &shown_path(path))]));
    }
    let doubts = understood.doubts.len();
    match put(task, understood, wish, &taken, shelf, remarks) {
        Ok(stem) => {
            if doubts > 0 {
                let counts = [("doubts", doubts.into()), ("meeting", stem.as_str().into())];
                remarks.extend([
                    "klubba: ",
                    &task.words.say_with("import-look", &counts),
                    "\n",
                ]);
            }
            Became::Meeting(stem)
        }
        Err(answer) => refused(answer),
    }
}

fn understood(lines: Vec<Line>, taken: &SourceFile, wish: &Wish) -> Understood {
    let mut understood = read(lines, &taken.name, &taken.digest);
    if let Some(date) = wish.date {
        understood.paper.agenda.date = date;
        understood
            .doubts
            .retain(|doubt| !matches!(doubt, Doubt::NoDate | Doubt::GuessedDate));
    }
    understood
}

/// Makes the meeting.
fn put(
    task: &Task<'_>,
    understood: Understood,
    wish: &Wish,
    taken: &SourceFile,
    shelf: &mut Catalog,
    remarks: &mut String,
) -> Result<String, Answer> {
    let mut paper = understood.paper;
    paper.agenda.body = task.body_of(&paper.agenda.body, wish, shelf, remarks);
    let stem = free_stem(
        task,
        &format!("{}-{}", paper.agenda.date, paper.agenda.body.id),
    );
    let files = task.book.files(&stem);
    let now = Clock::started_at(task.surroundings.now.as_deref()).now();
    let failed = |path: &Path, error: &std::io::Error| {
        task.failed(
            "export-not-written",
            &[("path", &shown_path(path)), ("error", &error.to_string())],
        )
    };
    let original = keep_original(&files, taken).map_err(|error| failed(&files.record, &error))?;
    let command = Command::ImportPaper {
        paper: Box::new(paper),
    };
    let begun = Recorder::begin(
        &files,
        BY,
        &Request {
            id: fresh_id(now),
            command,
            at: now,
            seen: None,
        },
    );
    if let Err(trouble) = begun {
        // Without its meeting the copy is nobody's.
        let _ = crate::book::source_file::forget(&files, &original);
        return Err(super::run::troubled(task, &trouble));
    }
    let written = Recorder::open(files.clone(), BY, None).map(|recorder| recorder.write_record());
    if !matches!(written, Ok(Ok(()))) {
        remarks.push_str(&task.failed("export-record-not-written", &[]).stderr);
    }
    shelf.read_again(&files);
    Ok(stem)
}

/// A stem that no meeting has: two papers of one body and day are two meetings.
fn free_stem(task: &Task<'_>, name: &str) -> String {
    let stem = |number: usize| {
        let name = if number == 1 {
            format!("{name}.x")
        } else {
            format!("{name}-{number}.x")
        };
        stem_of(Path::new(&name))
    };
    let is_free = |stem: &String| !task.book.files(stem).journal.exists();
    (1..1000).map(stem).find(is_free).unwrap_or_else(|| stem(1))
}

/// Whether two names may be one body's: nearly the same letters, and not two places ("Chefsgruppen i
/// Lund", "Chefsgruppen i Vik").
fn are_near(one: &str, other: &str) -> bool {
    let alike = |one: &str, other: &str| {
        strsim::normalized_damerau_levenshtein(&slug(one), &slug(other)) > 0.75
    };
    let places = |name: &str| -> Vec<String> {
        let large = name
            .split_whitespace()
            .skip(1)
            .filter(|word| word.starts_with(char::is_uppercase));
        large.map(str::to_owned).collect()
    };
    let (here, there) = (places(one), places(other));
    let is_same_place = here.is_empty()
        || there.is_empty()
        || here
            .iter()
            .any(|here| there.iter().any(|there| alike(here, there)));
    alike(one, other) && is_same_place
}

impl Task<'_> {
    /// The body as the book knows it: the one that was named, the one of that name, or a new one. One
    /// whose name is close to another's is asked about, or told of where nobody can be asked.
    fn body_of(&self, met: &Body, wish: &Wish, read: &Catalog, remarks: &mut String) -> Body {
        let known: Vec<&Body> = read
            .meetings()
            .iter()
            .map(|meeting| &meeting.minutes.heading.body)
            .collect();
        if let Some(id) = &wish.body {
            let name = if met.name.is_empty() {
                id.clone()
            } else {
                met.name.clone()
            };
            return Body {
                id: id.clone(),
                name,
            };
        }
        if let Some(same) = known
            .iter()
            .find(|known| known.name == met.name || known.id == met.id)
        {
            return Body {
                id: same.id.clone(),
                name: met.name.clone(),
            };
        }
        let near = |known: &&&Body| are_near(&known.name, &met.name);
        if let Some(near) = known.iter().find(near) {
            let both = [
                ("body", met.name.as_str()),
                ("known", near.name.as_str()),
                ("id", near.id.as_str()),
            ];
            if self.agreed(&both) {
                return Body {
                    id: near.id.clone(),
                    name: met.name.clone(),
                };
            }
            remarks.push_str(&self.failed("import-near-body", &both).stderr);
        }
        if met.id.is_empty() {
            let name = self.words.say("import-unnamed-body").into_owned();
            return Body {
                id: slug(&name),
                name,
            };
        }
        met.clone()
    }

    /// Whether somebody at the terminal says that the two bodies are one.
    fn agreed(&self, with: &[(&str, &str)]) -> bool {
        if !self.surroundings.is_terminal {
            return false;
        }
        let with: Vec<_> = with
            .iter()
            .map(|(name, value)| (*name, (*value).into()))
            .collect();
        // Who cannot see the question does not answer it either.
        let _ = write!(
            std::io::stderr(),
            "{} ",
            self.words.say_with("import-same-body", &with)
        );
        let mut answer = String::new();
        let _ = std::io::stdin().read_line(&mut answer);
        matches!(answer.trim().chars().next(), Some('j' | 'J' | 'y' | 'Y'))
    }

    fn not_taken(&self, path: &Path, why: &SourceFileError) -> Answer {
        match why {
            SourceFileError::NotAFile => {
                self.failed("import-not-a-file", &[("path", &shown_path(path))])
            }
            SourceFileError::TooLarge => {
                self.failed("import-too-large", &[("path", &shown_path(path))])
            }
            SourceFileError::Unreadable(error) => self.unreadable(path, error),
        }
    }

    fn not_extracted(&self, path: &Path, why: &NotExtracted) -> Answer {
        let path = shown_path(path);
        match why {
            NotExtracted::NoText => self.failed("import-no-text", &[("path", &path)]),
            NotExtracted::TooLong => self.failed("import-too-large", &[("path", &path)]),
            NotExtracted::TooSlow => self.failed("import-too-slow", &[("path", &path)]),
            NotExtracted::Malformed => self.failed("import-malformed", &[("path", &path)]),
            NotExtracted::Trouble(error) => {
                self.failed("verify-unreadable", &[("path", &path), ("error", error)])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::are_near;

    #[test]
    fn a_body_under_another_name_is_near_and_one_of_another_place_is_not() {
        assert!(are_near(
            "Kommunchefsgruppen i Norr",
            "Kommunchefgruppen i Norr"
        ));
        assert!(are_near("Kommunchefsgruppen", "Kommunchefgruppen i N"));
        assert!(!are_near(
            "Kommundirektorsgruppen Södertörn",
            "Kommundirektörsgruppen Örebro län"
        ));
        assert!(!are_near("Styrelsen", "Kommunchefsgruppen"));
    }
}
