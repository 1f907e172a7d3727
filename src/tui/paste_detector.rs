//! Pasted text where the terminal does not say that it was pasted. On Windows it comes as keys, its
//! line ends as `Enter`, and each letter would be a command.

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The longest gap between events of one burst: no hand types so fast.
pub const BURST_GAP: Duration = Duration::from_millis(5);

/// The fewest letters that count as pasted. Fewer may be typed ahead of a machine that stood still.
const FEWEST_LETTERS: usize = 6;

/// An event and those of its burst: pasted text as one event, all else as it was. Nothing after an
/// event that is no letter is asked for, so only the last can be one.
pub fn gathered(first: Event, mut next_at_once: impl FnMut() -> Option<Event>) -> Vec<Event> {
    let mut events = Vec::new();
    let mut text = String::new();
    let mut next = Some(first);
    let mut last = None;
    while let Some(event) = next.take() {
        match letter(&event) {
            Some(letter) => text.push(letter),
            None if is_release(&event) => {}
            None => {
                last = Some(event);
                break;
            }
        }
        events.push(event);
        next = next_at_once();
    }
    if text.chars().count() >= FEWEST_LETTERS {
        events = vec![Event::Paste(text)];
    }
    events.extend(last);
    events
}

/// The letter that a key types into a text, `Enter` and `Tab` among them.
fn letter(event: &Event) -> Option<char> {
    let Event::Key(KeyEvent {
        code,
        modifiers,
        kind: KeyEventKind::Press | KeyEventKind::Repeat,
        ..
    }) = event
    else {
        return None;
    };
    let held = modifiers.difference(KeyModifiers::SHIFT);
    match code {
        // `AltGr` comes as both.
        KeyCode::Char(letter)
            if held.is_empty() || held == KeyModifiers::CONTROL | KeyModifiers::ALT =>
        {
            Some(*letter)
        }
        KeyCode::Enter if modifiers.is_empty() => Some('\n'),
        KeyCode::Tab if modifiers.is_empty() => Some('\t'),
        _ => None,
    }
}

fn is_release(event: &Event) -> bool {
    matches!(
        event,
        Event::Key(KeyEvent {
            kind: KeyEventKind::Release,
            ..
        })
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> [Event; 2] {
        [KeyEventKind::Press, KeyEventKind::Release]
            .map(|kind| Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
    }

    /// The events from a Windows terminal when this is pasted.
    fn keys(text: &str) -> Vec<Event> {
        let of = |letter: char| match letter {
            '\n' => key(KeyCode::Enter, KeyModifiers::NONE),
            '@' | '€' => key(
                KeyCode::Char(letter),
                KeyModifiers::CONTROL | KeyModifiers::ALT,
            ),
            letter if letter.is_uppercase() => key(KeyCode::Char(letter), KeyModifiers::SHIFT),
            letter => key(KeyCode::Char(letter), KeyModifiers::NONE),
        };
        text.chars().flat_map(of).collect()
    }

    /// The result for events that come in one burst.
    fn in_one_breath(events: Vec<Event>) -> Vec<Event> {
        let mut waiting = events.into_iter();
        let first = waiting.next().expect("an event");
        gathered(first, || waiting.next())
    }

    #[test]
    fn pasted_lines_run_no_command() {
        let pasted = "Bostäder\nB d€t @ Åre\n";
        assert_eq!(
            in_one_breath(keys(pasted)),
            [Event::Paste(pasted.to_owned())]
        );
    }

    #[test]
    fn what_a_hand_can_have_typed_ahead_is_keys_still() {
        assert_eq!(in_one_breath(keys("nbatt\n")).len(), 1, "six");
        for typed in ["n", "nb", "n\nb", "nbatt"] {
            assert_eq!(in_one_breath(keys(typed)), keys(typed));
        }
    }

    #[test]
    fn what_is_no_letter_ends_the_text_and_follows_it() {
        for code in [KeyCode::Esc, KeyCode::Up, KeyCode::Backspace] {
            let [pressed, released] = key(code, KeyModifiers::NONE);
            let mut events = keys("ett ord till");
            events.extend([pressed.clone(), released]);
            assert_eq!(
                in_one_breath(events),
                [Event::Paste("ett ord till".to_owned()), pressed.clone()]
            );
            assert_eq!(in_one_breath(vec![pressed.clone()]), [pressed]);
        }
        let [command, _] = key(KeyCode::Char('z'), KeyModifiers::CONTROL);
        assert_eq!(in_one_breath(vec![command.clone()]), [command]);
        assert_eq!(
            in_one_breath(vec![Event::Resize(80, 24)]),
            [Event::Resize(80, 24)]
        );
    }
}
