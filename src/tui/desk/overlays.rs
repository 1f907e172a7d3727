//! The overlays on the panes, one at a time. Each owns its state, takes its keys and draws what
//! it is given; the desk carries out what comes of it.

pub(super) mod checklist;
pub(super) mod form;
pub(super) mod help;
pub(super) mod menu;
pub(super) mod palette;
pub(super) mod question;
pub(super) mod replace;

use crate::meeting::checklist::Reminder;
use crate::meeting::command::Command;
use crate::tui::library::Library;
use form::OpenForm;
use help::Help;
use menu::Menu;
use palette::Palette;
use replace::Replace;

/// An overlay on the panes.
#[derive(Debug, Default)]
pub(super) enum Overlay {
    #[default]
    None,
    Menu(Menu),
    Form(Box<OpenForm>),
    /// The things that may have been forgotten, before the meeting is closed.
    Checklist(Vec<Reminder>),
    Palette(Box<Palette>),
    Help(Help),
    Replace(Box<Replace>),
    /// The wall, on the only screen there is.
    Wall,
    /// Reading in the book.
    Library(Box<Library>),
    /// The agenda file is not what it was when it was taken in; the command takes it in again.
    AgendaChanged(Box<Command>),
}
