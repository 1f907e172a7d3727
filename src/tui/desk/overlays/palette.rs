//! All commands by name, in either language: `:` and a few letters, as fzf finds files.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::menu::Menu;
use crate::tui::desk::canvas::{Canvas, put_cursor};
use crate::tui::desk::keymap::{ATTENDANCE, BROWSING, DeskAction, PALETTE, PaletteAction};
use crate::tui::editor::{Editor, Lines};
use crate::tui::keymap::{self, Binding};
use crate::tui::keys::Key;
use crate::tui::paint::{put_lines, spread};
use crate::tui::wrap::width;
use crate::words::{Language, Words};

/// Rows shown at once.
const HEIGHT: usize = 12;

/// The palette: what has been typed, and which commands match it.
#[derive(Debug)]
pub(in crate::tui::desk) struct Palette {
    editor: Editor,
    commands: Vec<PaletteCommand>,
    /// The indices of the commands that match, the best first.
    matches: Vec<usize>,
    /// The index of the chosen one among them.
    chosen: usize,
}

#[derive(Debug)]
struct PaletteCommand {
    action: DeskAction,
    label: String,
    /// The keys that lead to it from browsing.
    keys: String,
    /// The names in both languages.
    names: String,
}

/// The outcome of a key in the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::desk) enum PaletteOutcome {
    Stays,
    Closed,
    Chosen(DeskAction),
}

/// A table of commands, with the message that stands before them and the key that leads there.
struct Chapter {
    keys: &'static [Binding<DeskAction>],
    title: Option<&'static str>,
    prefix: &'static str,
}

fn chapters() -> [Chapter; 5] {
    let chapter = |keys, title, prefix| Chapter {
        keys,
        title,
        prefix,
    };
    [
        chapter(BROWSING, None, ""),
        chapter(ATTENDANCE, Some("palette-attendance"), "d "),
        chapter(Menu::Outcome.keys(), Some("palette-outcome"), "s "),
        chapter(Menu::Item.keys(), Some("palette-item"), "e "),
        chapter(Menu::Meeting.keys(), Some("palette-meeting"), "m "),
    ]
}

impl Palette {
    pub(in crate::tui::desk) fn new(words: &Words) -> Self {
        let other = Words::new(match words.language() {
            Language::Swedish => Language::English,
            Language::English => Language::Swedish,
        });
        let mut commands = Vec::new();
        for chapter in chapters() {
            for row in keymap::listed(chapter.keys) {
                if is_command(row.action) {
                    commands.push(command(row, &chapter, words, &other));
                }
            }
        }
        Self {
            editor: Editor::new(Lines::One, ""),
            matches: (0..commands.len()).collect(),
            commands,
            chosen: 0,
        }
    }

    pub(in crate::tui::desk) fn press(&mut self, key: Key) -> PaletteOutcome {
        match keymap::action(PALETTE, key) {
            Some(PaletteAction::Accept) => {
                return self
                    .chosen()
                    .map_or(PaletteOutcome::Closed, PaletteOutcome::Chosen);
            }
            Some(PaletteAction::Back) => return PaletteOutcome::Closed,
            Some(PaletteAction::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(PaletteAction::Down) => {
                self.chosen = (self.chosen + 1).min(self.matches.len().saturating_sub(1));
            }
            Some(PaletteAction::ClearLine) => {
                self.editor.set("");
                self.search();
            }
            None => {
                self.editor.press_in_line(key);
                self.search();
            }
        }
        PaletteOutcome::Stays
    }

    /// Finds the commands that match what is typed, the best first; all, where nothing is.
    fn search(&mut self) {
        let typed = self.editor.text();
        let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut scored = Vec::new();
        for (index, command) in self.commands.iter().enumerate() {
            let names = Utf32Str::new(&command.names, &mut letters);
            if let Some(score) = pattern.score(names, &mut matcher) {
                scored.push((score, index));
            }
        }
        scored.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        self.matches = scored.into_iter().map(|(_, index)| index).collect();
        self.chosen = 0;
    }

    fn chosen(&self) -> Option<DeskAction> {
        let index = self.matches.get(self.chosen)?;
        self.commands.get(*index).map(|command| command.action)
    }

    pub(in crate::tui::desk) fn draw(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        canvas: &Canvas<'_>,
    ) {
        let (words, theme) = (canvas.words, canvas.theme);
        let columns = usize::from(area.width).saturating_sub(4).min(64);
        let mut lines = vec![Line::raw(format!(" : {}", self.editor.text()))];
        let first = (self.chosen + 1).saturating_sub(HEIGHT);
        for (row, index) in self.matches.iter().enumerate().skip(first).take(HEIGHT) {
            let Some(command) = self.commands.get(*index) else {
                continue;
            };
            let left = vec![Span::raw(format!("   {}", command.label))];
            let keys = Span::styled(format!("{} ", command.keys), theme.heading());
            let line = spread(left, vec![keys], columns);
            lines.push(if row == self.chosen {
                line.patch_style(theme.chosen())
            } else {
                line
            });
        }
        if self.matches.is_empty() {
            let nothing = format!("   {}", words.say("palette-nothing"));
            lines.push(Line::styled(nothing, theme.quiet()));
        }
        let title = words.say("palette-title");
        let inside = canvas.box_over(frame, area, (columns, HEIGHT + 1), &title);
        put_lines(frame, inside, &lines);
        let before = self.editor.text().get(..self.editor.cursor());
        put_cursor(frame, inside, 0, 3 + width(before.unwrap_or_default()));
    }
}

fn command(
    row: &Binding<DeskAction>,
    chapter: &Chapter,
    words: &Words,
    other: &Words,
) -> PaletteCommand {
    let name = |words: &Words| {
        let title = chapter.title.map(|title| format!("{}: ", words.say(title)));
        format!("{}{}", title.unwrap_or_default(), words.say(row.label))
    };
    let label = name(words);
    PaletteCommand {
        action: row.action,
        names: format!("{label} {}", name(other)),
        label,
        keys: format!("{}{}", chapter.prefix, row.shown()),
    }
}

/// True when an action is worth a name: not one that only walks about, or opens a menu whose
/// commands stand in the palette themselves.
fn is_command(action: DeskAction) -> bool {
    !matches!(
        action,
        DeskAction::Walk(_)
            | DeskAction::Extend(_)
            | DeskAction::NextPane
            | DeskAction::PreviousPane
            | DeskAction::Back
            | DeskAction::OutcomeMenu
            | DeskAction::ItemMenu
            | DeskAction::MeetingMenu
            | DeskAction::Palette
    )
}
