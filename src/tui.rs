//! Keys and screens. A [`screen::Screen`] takes inputs and events in and gives effects out; one loop
//! ([`run`]) runs them all, and one [`runtime`] performs what they ask for.

pub mod book_screen;
pub mod border;
pub mod clock;
pub mod desk;
mod draft_thread;
pub mod editor;
pub mod effect;
mod event_names;
pub mod excerpt;
mod hints;
pub mod jobs;
pub mod keymap;
pub mod keys;
pub mod library;
mod live_draft_thread;
pub mod paint;
mod paste_detector;
mod recorder_thread;
pub mod run;
pub mod runtime;
pub mod screen;
mod standby_thread;
pub mod terminal;
pub mod theme;
pub mod wall;
pub mod wrap;
