//! The wall in a pause: when it goes on, and with what.

use super::scene::{Scene, Strip, Text, announced, digits};
use crate::meeting::public::Public;
use crate::meeting::time::{ClockTime, Timestamp};
use crate::words::Words;
use crate::words::phrasing::hour;

pub(super) fn scene(
    public: &Public,
    until: Option<Timestamp>,
    words: &Words,
    now: Timestamp,
) -> Scene {
    let left = until
        .map(|until| until - now)
        .filter(|left| left.num_seconds() > 0);
    let goes_on = match until {
        Some(until) if left.is_some() => words.say_with(
            "wall-pause-until",
            &[("time", hour(ClockTime::at(until), words).into())],
        ),
        Some(_) => words.say("wall-pause-over").into_owned(),
        None => words.say("wall-pause-soon").into_owned(),
    };
    let next = public
        .open
        .as_ref()
        .map(|open| announced("wall-goes-on-with", &open.row, words));
    Scene {
        head: words.say("wall-pause").into_owned(),
        texts: vec![Text::Large(goes_on)],
        strip: Strip {
            label: left
                .map(|_| words.say("wall-pause-left").into_owned())
                .unwrap_or_default(),
            digits: left.map(digits),
            next,
            ..Strip::default()
        },
        ..Scene::default()
    }
}
