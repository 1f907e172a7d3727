//! One sitting at a meeting: the ledger, who owns the text, and what is to be said and done. The
//! composer, the forms and the commands ask it to record; nothing else does.

use super::ledger::Ledger;
use super::target::WrittenText;
use crate::meeting::Meeting;
use crate::meeting::command::Command;
use crate::meeting::event::Event;
use crate::meeting::integrity::Integrity;
use crate::meeting::refusal::Refusal;
use crate::meeting::time::Timestamp;
use crate::tui::effect::Effect;
use crate::tui::keys::Input;
use crate::words::Words;
use fluent_bundle::FluentValue;

/// The ownership of the meeting's text.
#[derive(Debug, Default)]
pub(super) struct Ownership {
    /// The owner, where that is not this desk.
    pub(super) owner: Option<String>,
    /// True when the owner has left, so that this desk can claim it.
    pub(super) is_free: bool,
    /// The input since the desk was claimed; `None` unless an answer is awaited.
    pub(super) typed_ahead: Option<Vec<Input>>,
}

/// A sitting.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) words: Words,
    pub(super) ledger: Ledger,
    pub(super) ownership: Ownership,
    /// The newest moment that is known here.
    pub(super) now: Timestamp,
    /// The stem of the meeting's files.
    pub(super) stem: String,
    /// How whole the journal is, as far as it is known here.
    pub(super) integrity: Integrity,
    notice: Option<String>,
    effects: Vec<Effect>,
    held: Option<HeldBack>,
    /// The text that was copied last.
    pub(super) copied: String,
}

/// An entry that is shown and not recorded yet: what is typed next may tell that it was not meant.
#[derive(Debug)]
struct HeldBack {
    effect: Effect,
    until: Timestamp,
}

impl Session {
    /// A sitting at a journal. The first thing to be told is who owns the text, then what may be
    /// missing.
    pub(super) fn new(
        words: Words,
        ledger: Ledger,
        owner: Option<String>,
        stem: String,
        integrity: Integrity,
    ) -> Self {
        let mut session = Self {
            words,
            ledger,
            ownership: Ownership {
                owner: owner.clone(),
                ..Ownership::default()
            },
            now: Timestamp::default(),
            stem,
            integrity: Integrity::default(),
            notice: None,
            effects: Vec::new(),
            held: None,
            copied: String::new(),
        };
        session.take_integrity(integrity);
        if let Some(owner) = owner {
            session.say_with("notice-follower", &[("owner", owner.into())]);
        }
        session
    }

    /// Takes in how whole the journal was found to be, and says the worst of it.
    pub(super) fn take_integrity(&mut self, integrity: Integrity) {
        if let Some(worst) = integrity.worst() {
            self.notice = Some(self.words.shortfall(worst));
        }
        self.integrity = integrity;
    }

    /// The meeting as it stands on the screen.
    pub(super) fn meeting(&self) -> &Meeting {
        self.ledger.shown()
    }

    /// Records a command. Its events are shown at once; `None` when the rules refuse it, and the
    /// footer then says why.
    pub(super) fn record(&mut self, command: Command) -> Option<Vec<Event>> {
        self.record_text(command, None)
    }

    /// Records a command that came from a text, which comes back should the command be refused
    /// later.
    pub(super) fn record_text(
        &mut self,
        command: Command,
        text: Option<WrittenText>,
    ) -> Option<Vec<Event>> {
        if self.is_follower() {
            return None;
        }
        match self.ledger.record(&command, text, self.now) {
            Ok(shown) => {
                let events = shown.events.clone();
                let command = Box::new(command);
                self.perform(Effect::Record { command, shown });
                Some(events)
            }
            Err(refusal) => {
                self.refuse(&refusal);
                None
            }
        }
    }

    /// True when somebody else owns the text; the footer then says who.
    pub(super) fn is_follower(&mut self) -> bool {
        let Some(owner) = self.ownership.owner.clone() else {
            return false;
        };
        if self.ownership.is_free {
            self.say("notice-seat-free");
        } else {
            self.say_with("notice-follower", &[("owner", owner.into())]);
        }
        true
    }

    /// Asks for something to be done outside the desk.
    pub(super) fn perform(&mut self, effect: Effect) {
        self.release();
        self.effects.push(effect);
    }

    /// Copies a text, for here and for elsewhere.
    pub(super) fn copy(&mut self, text: String) {
        if text.is_empty() {
            return self.say("notice-nothing-to-copy");
        }
        self.copied.clone_from(&text);
        self.say("notice-copied-here");
        self.perform(Effect::Copy(text));
    }

    /// Takes the effects to perform outside the desk by now, since this was last called.
    pub(super) fn take_effects(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.held.as_ref().is_some_and(|held| held.until <= now) {
            self.release();
        }
        std::mem::take(&mut self.effects)
    }

    /// Holds back until then what was just recorded; anything else that is to be done releases it.
    pub(super) fn hold_back(&mut self, until: Timestamp) {
        if let Some(Effect::Record { .. }) = self.effects.last() {
            let effect = self.effects.pop();
            self.held = effect.map(|effect| HeldBack { effect, until });
        }
    }

    /// The moment until which something is held back.
    pub(super) fn held_until(&self) -> Option<Timestamp> {
        self.held.as_ref().map(|held| held.until)
    }

    /// Lets what is held back be recorded.
    pub(super) fn release(&mut self) {
        self.effects
            .extend(self.held.take().map(|held| held.effect));
    }

    /// Takes back what is held back, as if it had never been.
    pub(super) fn drop_held(&mut self) {
        if let Some(HeldBack {
            effect: Effect::Record { shown, .. },
            ..
        }) = self.held.take()
        {
            self.ledger.reject(&shown.id);
        }
    }

    /// The sentence in the footer.
    pub(super) fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Puts a sentence into the footer, or takes it away.
    pub(super) fn set_notice(&mut self, notice: Option<String>) {
        self.notice = notice;
    }

    /// Takes the sentence from the footer.
    pub(super) fn take_notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// Says a message in the footer.
    pub(super) fn say(&mut self, message: &str) {
        self.notice = Some(self.words.say(message).into_owned());
    }

    /// Says a message with values in the footer.
    pub(super) fn say_with(&mut self, message: &str, values: &[(&str, FluentValue<'_>)]) {
        self.notice = Some(self.words.say_with(message, values));
    }

    /// Says in the footer why something is refused.
    pub(super) fn refuse(&mut self, refusal: &Refusal) {
        self.notice = Some(self.words.refusal(refusal));
    }
}
