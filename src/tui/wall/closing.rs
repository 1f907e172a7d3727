//! The wall when the meeting is over: thanks, and the next meeting.

use super::scene::{Scene, Text};
use crate::meeting::public::Public;
use crate::meeting::time::ClockTime;
use crate::words::Words;
use crate::words::phrasing::hour;

pub(super) fn scene(public: &Public, words: &Words) -> Scene {
    let closed = public.closed.map(|closed| {
        words.say_with(
            "wall-closed-at",
            &[("time", hour(ClockTime::at(closed), words).into())],
        )
    });
    let counts = words.say_with(
        "list-counts",
        &[
            ("items", public.agenda.len().into()),
            ("decisions", public.decided.into()),
        ],
    );
    let next = public.next_meeting.iter().flat_map(|next| {
        [
            Text::Tag(words.say("wall-next-meeting").into_owned()),
            Text::Large(next.clone()),
        ]
    });
    Scene {
        head: words.say("wall-thanks").into_owned(),
        under: vec![
            closed
                .into_iter()
                .chain([counts])
                .collect::<Vec<_>>()
                .join(" · "),
        ],
        texts: next.collect(),
        ..Scene::default()
    }
}
