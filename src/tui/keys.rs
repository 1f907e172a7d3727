//! How a key is written, `<enter>` or `<c-u>`, and what the terminal sends for it. Nothing else
//! reads the terminal's events.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A letter, digit or sign.
    Letter(char),
    /// `Enter`.
    Enter,
    /// `Esc`.
    Escape,
    /// `Tab`.
    Tab,
    /// `Shift`+`Tab`.
    BackTab,
    /// `Backspace`.
    Backspace,
    /// `Del`.
    Delete,
    /// `←`.
    Left,
    /// `→`.
    Right,
    /// `↑`.
    Up,
    /// `↓`.
    Down,
    /// `Home`.
    Home,
    /// `End`.
    End,
    /// `PgUp`.
    PageUp,
    /// `PgDn`.
    PageDown,
}

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself.
    pub code: Code,
    /// With `Ctrl`.
    pub ctrl: bool,
    /// With `Alt`.
    pub alt: bool,
    /// With `Shift`, where it does not make another letter.
    pub shift: bool,
}

impl Key {
    /// A key alone.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A key with `Shift`.
    #[must_use]
    pub const fn shift(code: Code) -> Self {
        Self {
            shift: true,
            ..Self::plain(code)
        }
    }

    /// A key with `Alt`.
    #[must_use]
    pub const fn alt(code: Code) -> Self {
        Self {
            alt: true,
            ..Self::plain(code)
        }
    }

    /// A letter alone.
    #[must_use]
    pub const fn letter(letter: char) -> Self {
        Self::plain(Code::Letter(letter))
    }

    /// A letter with `Ctrl`.
    #[must_use]
    pub const fn ctrl(letter: char) -> Self {
        Self {
            code: Code::Letter(letter),
            ctrl: true,
            alt: false,
            shift: false,
        }
    }

    /// The letter that is typed by it, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Letter(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// True where `Alt` and the key come as `Esc` and the key: terminals send both alike.
    #[must_use]
    pub fn typed_with_alt(self) -> bool {
        self.alt && !matches!(self.code, Code::Up | Code::Down | Code::Left | Code::Right)
    }

    /// How the key is shown to a person.
    #[must_use]
    pub fn shown(self) -> String {
        let code = match self.code {
            Code::Letter(' ') => "␣".to_owned(),
            Code::Letter(letter) => letter.to_string(),
            Code::Enter => "Enter".to_owned(),
            Code::Escape => "Esc".to_owned(),
            Code::Tab => "Tab".to_owned(),
            Code::BackTab => "⇧Tab".to_owned(),
            Code::Backspace => "⌫".to_owned(),
            Code::Delete => "Del".to_owned(),
            Code::Left => "←".to_owned(),
            Code::Right => "→".to_owned(),
            Code::Up => "↑".to_owned(),
            Code::Down => "↓".to_owned(),
            Code::Home => "Home".to_owned(),
            Code::End => "End".to_owned(),
            Code::PageUp => "PgUp".to_owned(),
            Code::PageDown => "PgDn".to_owned(),
        };
        match (self.ctrl, self.alt, self.shift) {
            (true, ..) => format!("Ctrl-{}", code.to_uppercase()),
            (_, true, _) => format!("Alt{code}"),
            (_, _, true) => format!("⇧{code}"),
            _ => code,
        }
    }
}

/// An action of a person at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Pressed a key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// Clicked on a cell.
    Click {
        /// From the left, from 0.
        column: u16,
        /// From the top, from 0.
        row: u16,
    },
    /// Turned the wheel over a cell.
    Wheel {
        /// From the left, from 0.
        column: u16,
        /// From the top, from 0.
        row: u16,
        /// Towards the end.
        down: bool,
    },
    /// Made the window another size.
    Resize,
}

/// The inputs in an event and in those that follow at once after an `Esc`. `Esc` and an arrow
/// at once, or an arrow that was cut in two on its way, come as `Esc`, `[`, `B`; and `B` records a
/// decision. Put together again, they do not.
pub fn inputs(event: Event, mut next_at_once: impl FnMut() -> Option<Event>) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut event = Some(event);
    while let Some(arrived) = event.take() {
        let is_escape = matches!(&arrived, Event::Key(key) if key.code == KeyCode::Esc);
        inputs.extend(input(arrived));
        if is_escape {
            event = next_at_once();
            if event
                .as_ref()
                .and_then(letter_of)
                .is_some_and(|letter| matches!(letter, '[' | 'O'))
            {
                event = None;
                inputs.extend(rest_of_sequence(&mut next_at_once).map(Input::Key));
            }
        }
    }
    inputs
}

fn letter_of(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Char(letter),
            ..
        }) => Some(*letter),
        _ => None,
    }
}

/// The key at the end of a sequence, its numbers passed over; `None` for a sequence that has no
/// use here.
fn rest_of_sequence(next_at_once: &mut impl FnMut() -> Option<Event>) -> Option<Key> {
    let mut numbers = String::new();
    let last = loop {
        let letter = next_at_once().as_ref().and_then(letter_of)?;
        if !letter.is_ascii_digit() && letter != ';' {
            break letter;
        }
        numbers.push(letter);
    };
    let code = match (last, numbers.as_str()) {
        ('A', _) => Code::Up,
        ('B', _) => Code::Down,
        ('C', _) => Code::Right,
        ('D', _) => Code::Left,
        ('H', _) => Code::Home,
        ('F', _) => Code::End,
        ('Z', _) => Code::BackTab,
        ('~', "3") => Code::Delete,
        ('~', "5") => Code::PageUp,
        ('~', "6") => Code::PageDown,
        _ => return None,
    };
    Some(Key {
        ctrl: numbers.ends_with(";5"),
        shift: numbers.ends_with(";2"),
        ..Key::plain(code)
    })
}

/// The input in a terminal event; `None` for an event that has no use here.
fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => pressed(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(..) => Some(Input::Resize),
        Event::Mouse(mouse) => moused(mouse),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn moused(event: MouseEvent) -> Option<Input> {
    let MouseEvent {
        kind, column, row, ..
    } = event;
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click { column, row }),
        MouseEventKind::ScrollDown => Some(Input::Wheel {
            column,
            row,
            down: true,
        }),
        MouseEventKind::ScrollUp => Some(Input::Wheel {
            column,
            row,
            down: false,
        }),
        _ => None,
    }
}

/// Windows reports releases too, and of AltGr as Ctrl and Alt together.
fn pressed(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(letter) => Code::Letter(letter),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Escape,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let is_letter = matches!(code, Code::Letter(_));
    let is_alt_gr = is_letter
        && event
            .modifiers
            .contains(KeyModifiers::CONTROL | KeyModifiers::ALT);
    let has = |modifier: KeyModifiers| !is_alt_gr && event.modifiers.contains(modifier);
    Some(Key {
        code,
        ctrl: has(KeyModifiers::CONTROL),
        alt: has(KeyModifiers::ALT),
        shift: !is_letter && code != Code::BackTab && event.modifiers.contains(KeyModifiers::SHIFT),
    })
}

/// Reads keys as they are written: `bstöd<enter>`. A `<` that begins no name is a letter.
#[must_use]
pub fn written(keys: &str) -> Vec<Key> {
    let mut read = Vec::new();
    let mut rest = keys;
    while let Some(letter) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((key, after)) =
            named.and_then(|(name, after)| named_key(name).map(|key| (key, after)))
        {
            read.push(key);
            rest = after;
        } else {
            read.push(Key::letter(letter));
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    read
}

fn named_key(name: &str) -> Option<Key> {
    if let Some(rest) = name.strip_prefix("c-") {
        return one(rest).map(|key| Key { ctrl: true, ..key });
    }
    if let Some(rest) = name.strip_prefix("a-") {
        return one(rest).map(|key| Key { alt: true, ..key });
    }
    if let Some(rest) = name.strip_prefix("s-") {
        return one(rest).map(|key| Key { shift: true, ..key });
    }
    one(name).filter(|key| !matches!(key.code, Code::Letter(letter) if letter != ' '))
}

fn one(name: &str) -> Option<Key> {
    let code = match name {
        "enter" => Code::Enter,
        "esc" => Code::Escape,
        "tab" => Code::Tab,
        "backtab" => Code::BackTab,
        "back" => Code::Backspace,
        "del" => Code::Delete,
        "left" => Code::Left,
        "right" => Code::Right,
        "up" => Code::Up,
        "down" => Code::Down,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        "space" => Code::Letter(' '),
        letter => {
            let mut letters = letter.chars();
            let only = letters.next()?;
            letters.next().is_none().then_some(Code::Letter(only))?
        }
    };
    Some(Key::plain(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        assert_eq!(
            written("bå<enter><c-u><a-n><x>"),
            [
                Key::letter('b'),
                Key::letter('å'),
                Key::plain(Code::Enter),
                Key::ctrl('u'),
                Key {
                    alt: true,
                    ..Key::letter('n')
                },
                Key::letter('<'),
                Key::letter('x'),
                Key::letter('>'),
            ]
        );
    }

    /// The inputs from these letters when they come as keys of their own, at once.
    fn arrived(letters: &str) -> Vec<Key> {
        let event = |letter: char| {
            let code = if letter == '\u{1b}' {
                KeyCode::Esc
            } else {
                KeyCode::Char(letter)
            };
            Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
        };
        let mut waiting = letters.chars().map(event);
        let mut keys = Vec::new();
        while let Some(first) = waiting.next() {
            keys.extend(inputs(first, || waiting.next()));
        }
        keys.into_iter()
            .map(|input| {
                if let Input::Key(key) = input {
                    key
                } else {
                    panic!("{input:?}")
                }
            })
            .collect()
    }

    #[test]
    fn an_arrow_that_was_cut_after_its_escape_is_an_arrow_and_records_nothing() {
        let escape = Key::plain(Code::Escape);
        assert_eq!(arrived("\u{1b}[B"), [escape, Key::plain(Code::Down)]);
        assert_eq!(
            arrived("\u{1b}[1;5Cx"),
            [
                escape,
                Key {
                    ctrl: true,
                    ..Key::plain(Code::Right)
                },
                Key::letter('x')
            ]
        );
        assert_eq!(arrived("\u{1b}OA"), [escape, Key::plain(Code::Up)]);
        assert_eq!(arrived("\u{1b}[3~"), [escape, Key::plain(Code::Delete)]);
        assert_eq!(
            arrived("\u{1b}[200~B"),
            [escape, Key::letter('B')],
            "what we have no use for is no key"
        );
        assert_eq!(
            arrived("\u{1b}nB"),
            [escape, Key::letter('n'), Key::letter('B')]
        );
        assert_eq!(
            arrived("a[B"),
            [Key::letter('a'), Key::letter('['), Key::letter('B')]
        );
    }

    #[test]
    fn alt_gr_types_its_sign_and_a_released_key_is_no_key() {
        let alt_gr = KeyEvent::new(
            KeyCode::Char('@'),
            KeyModifiers::CONTROL | KeyModifiers::ALT,
        );
        assert_eq!(pressed(alt_gr).and_then(Key::typed), Some('@'));
        let released = KeyEvent::new_with_kind(
            KeyCode::Char('n'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        );
        assert_eq!(pressed(released), None);
    }
}
