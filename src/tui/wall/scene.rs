//! The content of the wall, before anything is known of sizes: a head, texts under it, and the
//! strip with the time. Made from [`Public`] and a moment, and from nothing else.

use chrono::TimeDelta;

use super::{Subject, agenda, closing, item, pause, people, welcome};
use crate::meeting::minutes::Stage;
use crate::meeting::public::{Public, PublicRow};
use crate::meeting::time::Timestamp;
use crate::words::Words;

/// The content of the wall.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Scene {
    /// A line over the head.
    pub(super) above: Option<String>,
    /// The text to be read from the back row.
    pub(super) head: String,
    /// Lines under it.
    pub(super) under: Vec<String>,
    /// The texts, in order.
    pub(super) texts: Vec<Text>,
    /// Time, and what comes next.
    pub(super) strip: Strip,
}

/// A text of a scene.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Text {
    /// Says what follows, reversed.
    Tag(String),
    /// A line in the terminal's own letters.
    Line(String),
    /// To be read from the back row, if it can be.
    Large(String),
    /// The same, while it is being worded.
    Unfinished(String),
    /// Short pieces, set in columns.
    Columns(Vec<String>),
    /// An empty row.
    Gap,
}

/// Time, and what comes next.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Strip {
    /// Minutes and seconds, in large digits.
    pub(super) digits: Option<String>,
    /// The meaning of the digits.
    pub(super) label: String,
    /// How much of the time has gone, of 1000 parts.
    pub(super) gone: Option<u32>,
    /// True when the time is out.
    pub(super) is_over: bool,
    /// The next item; `None` without one.
    pub(super) next: Option<String>,
}

impl Scene {
    /// Composes the scene of a meeting now; without a meeting, a scene that waits for one.
    pub(super) fn compose(
        public: Option<&Public>,
        subject: Subject,
        words: &Words,
        now: Timestamp,
    ) -> Self {
        let Some(public) = public else {
            return Self {
                head: words.say("wall-welcome").into_owned(),
                under: vec![words.say("wall-waiting").into_owned()],
                ..Self::default()
            };
        };
        match subject {
            Subject::Meeting => {}
            Subject::Agenda => return agenda::scene(public, words, now),
            Subject::People => return people::scene(public, words, now),
        }
        match (public.stage, &public.open) {
            (Stage::UnderWay, Some(open)) => item::scene(public, open, words, now),
            (Stage::Prepared | Stage::UnderWay, _) => welcome::scene(public, words, now),
            (Stage::Recess { until }, _) => pause::scene(public, until, words, now),
            (Stage::Closed | Stage::Approved, _) => closing::scene(public, words),
        }
    }
}

/// A row of the agenda on one line, with its planned time.
pub(super) fn announced(message: &str, row: &PublicRow, words: &Words) -> String {
    let label = row
        .label
        .as_deref()
        .map(|label| format!("{label}  "))
        .unwrap_or_default();
    let planned = row
        .planned_minutes
        .map(|minutes| format!("  ({minutes} min)"))
        .unwrap_or_default();
    words.say_with(
        message,
        &[("item", format!("{label}{}{planned}", row.title).into())],
    )
}

/// Minutes and seconds.
pub(super) fn digits(length: TimeDelta) -> String {
    format!(
        "{:02}:{:02}",
        length.num_minutes(),
        length.num_seconds() % 60
    )
}
