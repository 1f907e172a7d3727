//! The wall with who is here.

use super::scene::Scene;
use super::welcome::roll_call;
use crate::meeting::public::Public;
use crate::meeting::time::Timestamp;
use crate::words::Words;

pub(super) fn scene(public: &Public, words: &Words, now: Timestamp) -> Scene {
    let (there, all) = public.members_there(now);
    Scene {
        head: words.say_with(
            "wall-present",
            &[("there", there.into()), ("all", all.into())],
        ),
        texts: roll_call(public, words, now),
        ..Scene::default()
    }
}
