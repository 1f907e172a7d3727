//! The wall while an item is open: what is proposed, what is being worded, what was decided, and
//! how much time is left.

use chrono::TimeDelta;

use super::scene::{Scene, Strip, Text, announced, digits};
use crate::meeting::public::{Public, PublicDecision, PublicItem, Worded};
use crate::meeting::time::Timestamp;
use crate::words::Words;
use crate::words::phrasing::{assignment_sentence, outcome_sentence};

pub(super) fn scene(public: &Public, open: &PublicItem, words: &Words, now: Timestamp) -> Scene {
    let label = open
        .row
        .label
        .as_deref()
        .map(|label| format!("{label}\u{a0} "))
        .unwrap_or_default();
    let presenters = open.presenters.join("; ");
    let under = if presenters.is_empty() {
        Vec::new()
    } else {
        vec![format!("{} {presenters}", words.say("paper-presenters"))]
    };
    Scene {
        above: open.section.clone(),
        head: format!("{label}{}", open.row.title),
        under,
        texts: texts(public, open, words),
        strip: strip(public, open, words, now),
    }
}

fn texts(public: &Public, open: &PublicItem, words: &Words) -> Vec<Text> {
    let mut texts = Vec::new();
    let is_decided = open
        .decisions
        .iter()
        .any(|decision| !decision.is_unfinished());
    if !open.proposal.is_empty() && !is_decided && open.outcome.is_none() {
        section(&mut texts, words.say("wall-proposal"));
        texts.extend(open.proposal.iter().cloned().map(Text::Large));
    }
    for decision in &open.decisions {
        let tag = if decision.is_unfinished() {
            "wall-wording"
        } else {
            "wall-decided"
        };
        section(&mut texts, words.say(tag));
        decided(&mut texts, decision);
    }
    if let Some(outcome) = &open.outcome {
        gap(&mut texts);
        texts.push(Text::Large(outcome_sentence(outcome, words)));
    }
    if !open.assignments.is_empty() {
        section(&mut texts, words.say("wall-assignments"));
        let sentences = open
            .assignments
            .iter()
            .map(|assignment| assignment_sentence(assignment, words));
        texts.extend(sentences.map(Text::Line));
    }
    if let Some(elsewhere) = &public.elsewhere {
        let name = elsewhere
            .row
            .label
            .as_deref()
            .unwrap_or(&elsewhere.row.title);
        section(
            &mut texts,
            words.say_with("wall-wording-for", &[("item", name.into())]),
        );
        // Large letters are for the item that the room is on.
        texts.push(Text::Line(format!("{}▏", elsewhere.text)));
    }
    texts
}

fn decided(texts: &mut Vec<Text>, decision: &PublicDecision) {
    let text = |worded: &Worded| {
        let kind = if worded.is_unfinished {
            Text::Unfinished
        } else {
            Text::Large
        };
        kind(worded.text.clone())
    };
    if decision.intro.is_unfinished {
        texts.push(text(&decision.intro));
    } else if !decision.intro.text.is_empty() {
        texts.push(Text::Line(decision.intro.text.clone()));
    }
    texts.extend(decision.clauses.iter().map(text));
}

fn section(texts: &mut Vec<Text>, tag: impl Into<String>) {
    gap(texts);
    texts.push(Text::Tag(tag.into()));
}

fn gap(texts: &mut Vec<Text>) {
    if !texts.is_empty() {
        texts.push(Text::Gap);
    }
}

/// The strip with the rest of the planned time; beyond it, time is counted up from there; without a
/// plan, the time spent.
fn strip(public: &Public, open: &PublicItem, words: &Words, now: Timestamp) -> Strip {
    let spent = open.stopwatch.elapsed(now);
    let planned = open.row.planned_minutes.filter(|minutes| *minutes > 0);
    let next = match &public.next {
        Some(next) => announced("wall-next", next, words),
        None => words.say("wall-last").into_owned(),
    };
    let Some(minutes) = planned else {
        let label = words.say("wall-spent").into_owned();
        return Strip {
            digits: Some(digits(spent)),
            label,
            next: Some(next),
            ..Strip::default()
        };
    };
    let left = TimeDelta::minutes(i64::from(minutes)) - spent;
    let is_over = left < TimeDelta::zero();
    let parts = (spent.num_seconds() * 1000 / (i64::from(minutes) * 60)).clamp(0, 1000);
    let message = if is_over { "wall-over" } else { "wall-left" };
    Strip {
        digits: Some(if is_over {
            format!("+{}", digits(-left))
        } else {
            digits(left)
        }),
        label: words.say_with(message, &[("minutes", minutes.into())]),
        gone: u32::try_from(parts).ok(),
        is_over,
        next: Some(next),
    }
}
