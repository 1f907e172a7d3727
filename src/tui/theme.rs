//! The meaning of each colour. The terminal's own sixteen are used, so that its theme wins; none
//! where `NO_COLOR` is set. Nothing depends on colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The styles of a screen, with colours or without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The terminal's sixteen.
    #[default]
    Coloured,
    /// Bold, dim, underlined and reversed only.
    Plain,
}

impl Theme {
    /// As `NO_COLOR` says: any word there takes the colours away.
    #[must_use]
    pub fn of_environment(no_color: Option<&str>) -> Self {
        if no_color.is_some_and(|word| !word.is_empty()) {
            Self::Plain
        } else {
            Self::Coloured
        }
    }

    fn colour(self, colour: Color) -> Style {
        match self {
            Self::Coloured => Style::new().fg(colour),
            Self::Plain => Style::new(),
        }
    }

    /// Headings, and labels before a text.
    #[must_use]
    pub fn heading(self) -> Style {
        Style::new()
            .add_modifier(Modifier::BOLD)
            .remove_modifier(Modifier::DIM)
    }

    /// Text that matters less.
    #[must_use]
    pub fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The open item, and the pane in focus.
    #[must_use]
    pub fn active(self) -> Style {
        self.colour(Color::Cyan)
            .add_modifier(Modifier::BOLD)
            .remove_modifier(Modifier::DIM)
    }

    /// The chosen row.
    #[must_use]
    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// On the disk.
    #[must_use]
    pub fn saved(self) -> Style {
        self.colour(Color::Green)
    }

    /// More time than planned, a doubt, a notice.
    #[must_use]
    pub fn warning(self) -> Style {
        self.colour(Color::Yellow)
            .add_modifier(Modifier::BOLD)
            .remove_modifier(Modifier::DIM)
    }

    /// Time that is out, in letters large enough to need no more.
    #[must_use]
    pub fn overrun(self) -> Style {
        self.colour(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Not on the disk.
    #[must_use]
    pub fn alarm(self) -> Style {
        self.colour(Color::Red)
            .add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }
}
