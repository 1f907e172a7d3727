//! All commands by name, in either language: `:` and a few letters, as fzf finds files.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::frame::{lay_over, put_cursor};
use super::writing::edit;
use super::{Desk, Overlay, Pane};
use crate::meeting::time::Timestamp;
use crate::tui::colours::Look;
use crate::tui::editor::{Editor, Lines};
use crate::tui::keymap::{self, Action, Binding, Mode};
use crate::tui::keys::Key;
use crate::tui::lines::{put_lines, spread};
use crate::tui::wrap::width;
use crate::words::{Language, Words};

/// Rows shown at once.
const HEIGHT: usize = 12;

/// The palette: what has been typed, and what of it is found.
#[derive(Debug)]
pub(super) struct Palette {
    editor: Editor,
    commands: Vec<Command>,
    found: Vec<usize>,
    chosen: usize,
}

#[derive(Debug)]
struct Command {
    binding: &'static Binding,
    label: String,
    /// Both languages' names.
    names: String,
}

impl Palette {
    pub(super) fn new(words: &Words) -> Self {
        let other = Words::new(match words.language() {
            Language::Swedish => Language::English,
            Language::English => Language::Swedish,
        });
        let modes = [
            Mode::Browsing,
            Mode::Attendance,
            Mode::OutcomeMenu,
            Mode::ItemMenu,
            Mode::MeetingMenu,
        ];
        let commands: Vec<Command> = modes
            .into_iter()
            .flat_map(keymap::of)
            .filter(|binding| is_command(binding))
            .map(|binding| {
                let label = format!(
                    "{}{}",
                    chapter(binding.mode, words),
                    words.say(binding.label)
                );
                let names = format!(
                    "{label} {}{}",
                    chapter(binding.mode, &other),
                    other.say(binding.label)
                );
                Command {
                    binding,
                    label,
                    names,
                }
            })
            .collect();
        let found = (0..commands.len()).collect();
        Self {
            editor: Editor::new(Lines::One, ""),
            commands,
            found,
            chosen: 0,
        }
    }

    /// The best first; everything, where nothing has been typed.
    fn search(&mut self) {
        let pattern = Pattern::parse(
            self.editor.text(),
            CaseMatching::Ignore,
            Normalization::Smart,
        );
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored: Vec<(u32, usize)> = self
            .commands
            .iter()
            .enumerate()
            .filter_map(|(place, command)| {
                let score =
                    pattern.score(Utf32Str::new(&command.names, &mut letters), &mut matcher)?;
                Some((score, place))
            })
            .collect();
        scored.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        self.found = scored.into_iter().map(|(_, place)| place).collect();
        self.chosen = 0;
    }

    fn chosen(&self) -> Option<&Binding> {
        let place = self.found.get(self.chosen)?;
        self.commands.get(*place).map(|command| command.binding)
    }
}

/// Keys that only walk about, or open a menu whose commands stand here themselves, are left out.
fn is_command(binding: &Binding) -> bool {
    let is_said_again = binding.mode == Mode::Attendance && binding.rank == 0;
    match binding.action {
        Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::NextPane
        | Action::PreviousPane
        | Action::Back
        | Action::OutcomeMenu
        | Action::ItemMenu
        | Action::MeetingMenu
        | Action::Palette => false,
        _ => !is_said_again,
    }
}

/// What stands before a command that is reached through a menu.
fn chapter(mode: Mode, words: &Words) -> String {
    let message = match mode {
        Mode::Attendance => "palette-attendance",
        Mode::OutcomeMenu => "palette-outcome",
        Mode::ItemMenu => "palette-item",
        Mode::MeetingMenu => "palette-meeting",
        _ => return String::new(),
    };
    format!("{}: ", words.say(message))
}

/// The keys that lead to a command from browsing.
fn keys_to(binding: &Binding) -> String {
    let first = match binding.mode {
        Mode::Attendance => "d ",
        Mode::OutcomeMenu => "s ",
        Mode::ItemMenu => "e ",
        Mode::MeetingMenu => "m ",
        _ => "",
    };
    format!("{first}{}", binding.shown())
}

impl Desk {
    pub(super) fn press_in_palette(&mut self, key: Key, now: Timestamp) {
        let Overlay::Palette(palette) = &mut self.overlay else {
            return;
        };
        match keymap::action(Mode::Palette, key) {
            Some(Action::Accept) => {
                let chosen = palette
                    .chosen()
                    .map(|binding| (binding.mode, binding.action));
                self.overlay = Overlay::None;
                if let Some((mode, action)) = chosen {
                    if mode == Mode::Attendance {
                        self.pane = Pane::Attendance;
                    }
                    self.act(mode, action, now);
                }
            }
            Some(Action::Back) => self.overlay = Overlay::None,
            Some(Action::ClearLine) => {
                palette.editor.set("");
                palette.search();
            }
            Some(Action::Up) => palette.chosen = palette.chosen.saturating_sub(1),
            Some(Action::Down) => {
                palette.chosen = (palette.chosen + 1).min(palette.found.len().saturating_sub(1));
            }
            _ => {
                edit(&mut palette.editor, key, usize::MAX);
                palette.search();
            }
        }
    }

    pub(super) fn draw_palette(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        palette: &Palette,
        look: Look,
    ) {
        let room = usize::from(area.width).saturating_sub(4).min(64);
        let mut lines = vec![Line::raw(format!(" : {}", palette.editor.text()))];
        let first = (palette.chosen + 1).saturating_sub(HEIGHT);
        for (row, place) in palette.found.iter().enumerate().skip(first).take(HEIGHT) {
            let Some(command) = palette.commands.get(*place) else {
                continue;
            };
            let left = vec![Span::raw(format!("   {}", command.label))];
            let right = vec![Span::styled(
                format!("{} ", keys_to(command.binding)),
                look.heading(),
            )];
            let line = spread(left, right, room);
            lines.push(if row == palette.chosen {
                line.patch_style(look.chosen())
            } else {
                line
            });
        }
        if palette.found.is_empty() {
            lines.push(Line::styled(
                format!("   {}", self.words.say("palette-nothing")),
                look.quiet(),
            ));
        }
        let inside = lay_over(
            frame,
            area,
            (room, HEIGHT + 1),
            &self.words.say("palette-title"),
            look,
        );
        put_lines(frame, inside, &lines);
        let before = palette
            .editor
            .text()
            .get(..palette.editor.cursor())
            .unwrap_or_default();
        put_cursor(frame, inside, 0, 3 + width(before));
    }
}
